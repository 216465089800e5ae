//! The learning: a softmax over senses by full batches, a logistic regression over numbers and words by single examples.
//!
//! Both by Adam or AdaGrad (Kingma and Ba 2015; Duchi et al. 2011) with a squared penalty, in fixed order and number.

use rapporteur_places::training::{Linear, chance, dot};
use std::collections::{BTreeSet, HashMap};

/// A name with senses, of which some are right.
pub(crate) struct Choice {
    pub(crate) senses: Vec<Vec<f32>>,
    pub(crate) right: Vec<bool>,
    pub(crate) weight: f32,
}

const ROUNDS: usize = 400;
const PENALTY: f32 = 1e-4;

/// The weights under which the right senses have the largest share.
pub(crate) fn choose(choices: &[Choice], width: usize) -> Vec<f32> {
    let mut weights = vec![0.0f32; width];
    let (mut mean, mut square) = (vec![0.0f32; width], vec![0.0f32; width]);
    let total: f32 = choices.iter().map(|choice| choice.weight).sum();
    for round in 1..=ROUNDS {
        let mut gradient: Vec<f32> = weights.iter().map(|weight| 2.0 * PENALTY * weight).collect();
        for choice in choices {
            let scores: Vec<f32> = choice.senses.iter().map(|numbers| dot(&weights, numbers)).collect();
            let most = scores.iter().copied().fold(f32::NEG_INFINITY, f32::max);
            let all: Vec<f32> = scores.iter().map(|score| (score - most).exp()).collect();
            let sum: f32 = all.iter().sum();
            let right: f32 =
                all.iter().zip(&choice.right).filter(|(_, right)| **right).map(|(share, _)| share).sum();
            for ((numbers, share), is_right) in choice.senses.iter().zip(&all).zip(&choice.right) {
                let wanted = if *is_right { share / right.max(1e-12) } else { 0.0 };
                let slope = choice.weight * (share / sum - wanted) / total;
                for (slot, number) in gradient.iter_mut().zip(numbers) {
                    *slot += slope * number;
                }
            }
        }
        adam(&mut weights, &gradient, &mut mean, &mut square, round);
    }
    weights
}

fn adam(weights: &mut [f32], gradient: &[f32], mean: &mut [f32], square: &mut [f32], round: usize) {
    const RATE: f32 = 0.1;
    let (first, second) = (0.9f32, 0.99f32);
    for (at, slope) in gradient.iter().enumerate() {
        mean[at] = first * mean[at] + (1.0 - first) * slope;
        square[at] = second * square[at] + (1.0 - second) * slope * slope;
        let unbiased = mean[at] / (1.0 - first.powi(round as i32));
        let spread = (square[at] / (1.0 - second.powi(round as i32))).sqrt();
        weights[at] -= RATE * unbiased / (spread + 1e-8);
    }
}

/// A name that is a place or is not.
pub(crate) struct Example {
    pub(crate) numbers: Vec<f32>,
    pub(crate) words: Vec<String>,
    pub(crate) right: bool,
    pub(crate) weight: f32,
}

/// The words of the texts, and in how many documents each stands.
#[derive(Default)]
pub(crate) struct Vocabulary {
    seen: HashMap<String, BTreeSet<String>>,
}

/// A word must stand in so many documents: in fewer it says more of them than of places.
const DOCUMENTS: usize = 5;

impl Vocabulary {
    pub(crate) fn learn(&mut self, words: &[String], document: &str) {
        for word in words {
            let seen = self.seen.entry(word.clone()).or_default();
            if seen.len() < DOCUMENTS {
                seen.insert(document.to_owned());
            }
        }
    }

    pub(crate) fn frequent(self) -> HashMap<String, usize> {
        let mut words: Vec<String> =
            self.seen.into_iter().filter(|(_, seen)| seen.len() >= DOCUMENTS).map(|(word, _)| word).collect();
        words.sort_unstable();
        words.into_iter().enumerate().map(|(at, word)| (word, at)).collect()
    }
}

const PASSES: usize = 12;
const STEP: f32 = 0.1;
/// Of numbers and of words: words are many and rare.
const PENALTIES: [f32; 2] = [1e-6, 2e-5];
/// Weights of words below this are left out.
const SMALLEST: f32 = 0.15;

/// The weights under which right names have a high chance.
pub(crate) fn tell(examples: &[Example], width: usize, words: &HashMap<String, usize>) -> Linear {
    let mut numbers = vec![0.0f32; width];
    let mut lexical = vec![0.0f32; words.len()];
    let (mut number_squares, mut word_squares) = (vec![1e-3f32; width], vec![1e-3f32; words.len()]);
    let known: Vec<Vec<usize>> = examples
        .iter()
        .map(|example| example.words.iter().filter_map(|word| words.get(word)).copied().collect())
        .collect();
    let mut order: Vec<usize> = (0..examples.len()).collect();
    let mut state = 0x2545_f491_4f6c_dd1du64;
    for _ in 0..PASSES {
        shuffle(&mut order, &mut state);
        for &at in &order {
            let example = &examples[at];
            let score =
                dot(&numbers, &example.numbers) + known[at].iter().map(|word| lexical[*word]).sum::<f32>();
            let slope = (chance(score) - f32::from(u8::from(example.right))) * example.weight;
            for (nth, number) in example.numbers.iter().enumerate().filter(|(_, number)| **number != 0.0) {
                let gradient = slope * number + PENALTIES[0] * numbers[nth];
                number_squares[nth] += gradient * gradient;
                numbers[nth] -= STEP * gradient / number_squares[nth].sqrt();
            }
            for word in &known[at] {
                let gradient = slope + PENALTIES[1] * lexical[*word];
                word_squares[*word] += gradient * gradient;
                lexical[*word] -= STEP * gradient / word_squares[*word].sqrt();
            }
        }
    }
    let words = words.iter().map(|(word, at)| (word.clone(), lexical[*at]));
    Linear { numbers, words: words.filter(|(_, weight)| weight.abs() >= SMALLEST).collect() }
}

/// Fisher and Yates, by a xorshift (Marsaglia 2003).
fn shuffle(order: &mut [usize], state: &mut u64) {
    for at in (1..order.len()).rev() {
        *state ^= *state << 13;
        *state ^= *state >> 7;
        *state ^= *state << 17;
        order.swap(at, (*state % (at as u64 + 1)) as usize);
    }
}
