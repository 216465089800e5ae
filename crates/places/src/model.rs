//! The weights of the two trained judges: which place a name stands for, and whether it stands for one at all.
//!
//! `data/model.tsv` holds them as text, a weight a line: `rank`, `rank-first`, `mention` or `mention-first`, the number or
//! the word it weighs, the weight. `benches/train_places.rs` writes it; `data/README.md` says from what.

use rustc_hash::FxHashMap;
use std::fmt::Write as _;
use std::sync::OnceLock;

/// The numbers that describe a sense, in the order of [`crate::ranking`]'s names.
pub(crate) type Described = [f32; crate::ranking::NUMBERS.len()];

/// All weights.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Model {
    /// Of a sense, before anything is known of the document's other names.
    pub rank_first: Vec<f32>,
    /// Of a sense in its document.
    pub rank: Vec<f32>,
    /// Of a name, before anything is known of the document's other names.
    pub mention_first: Linear,
    /// Of a name in its document.
    pub mention: Linear,
}

/// Weights of numbers and of words.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Linear {
    /// By the order of the numbers.
    pub numbers: Vec<f32>,
    /// By word; the first letter of the key says where the word stands.
    pub words: FxHashMap<String, f32>,
}

impl Linear {
    /// The sum of what is there, each by its weight.
    pub fn score(&self, numbers: &[f32], words: &[String]) -> f32 {
        let lexical: f32 = words.iter().filter_map(|word| self.words.get(word)).sum();
        dot(&self.numbers, numbers) + lexical
    }
}

/// The sum of the products.
pub fn dot(weights: &[f32], numbers: &[f32]) -> f32 {
    weights.iter().zip(numbers).map(|(weight, number)| weight * number).sum()
}

/// The share of each of some scores: their exponentials over the sum of them.
pub(crate) fn shares(scores: &[f32]) -> Vec<f32> {
    let most = scores.iter().copied().fold(f32::NEG_INFINITY, f32::max);
    let mut out: Vec<f32> = scores.iter().map(|score| (score - most).exp()).collect();
    let sum: f32 = out.iter().sum();
    out.iter_mut().for_each(|share| *share /= sum);
    out
}

/// What a score says of yes and no: 0–1.
pub fn chance(score: f32) -> f32 {
    1.0 / (1.0 + (-score).exp())
}

impl Model {
    /// The weights that ship.
    pub(crate) fn embedded() -> &'static Model {
        static ONE: OnceLock<Model> = OnceLock::new();
        ONE.get_or_init(|| Model::read(include_str!("../data/model.tsv")))
    }

    /// Weights from their lines; what is missing weighs nothing, an unknown number is left out.
    pub fn read(lines: &str) -> Self {
        let (senses, names) = (crate::ranking::NUMBERS, crate::mention::NUMBERS);
        let none = || Linear { numbers: vec![0.0; names.len()], words: FxHashMap::default() };
        let mut model = Self {
            rank_first: vec![0.0; senses.len()],
            rank: vec![0.0; senses.len()],
            mention_first: none(),
            mention: none(),
        };
        for line in lines.lines().filter(|line| !line.starts_with('#')) {
            let mut fields = line.split('\t');
            let (Some(judge), Some(name), Some(Ok(weight))) =
                (fields.next(), fields.next(), fields.next().map(str::parse::<f32>))
            else {
                continue;
            };
            let sense = senses.iter().position(|number| *number == name);
            let number = names.iter().position(|number| *number == name);
            let slot = match judge {
                "rank" => sense.and_then(|at| model.rank.get_mut(at)),
                "rank-first" => sense.and_then(|at| model.rank_first.get_mut(at)),
                _ => {
                    let linear =
                        if judge == "mention" { &mut model.mention } else { &mut model.mention_first };
                    match number {
                        Some(at) => linear.numbers.get_mut(at),
                        None => Some(linear.words.entry(name.to_owned()).or_default()),
                    }
                }
            };
            if let Some(slot) = slot {
                *slot = weight;
            }
        }
        model
    }

    /// The lines that [`Model::read`] reads, sorted; weights to three decimals.
    pub fn lines(&self) -> String {
        let mut lines = Vec::new();
        let mut add = |judge: &str, name: &str, weight: f32| {
            if weight.abs() >= 0.0005 {
                lines.push(format!("{judge}\t{name}\t{weight:.3}"));
            }
        };
        for (at, name) in crate::ranking::NUMBERS.iter().enumerate() {
            add("rank-first", name, self.rank_first[at]);
            add("rank", name, self.rank[at]);
        }
        for (judge, linear) in [("mention-first", &self.mention_first), ("mention", &self.mention)] {
            for (at, name) in crate::mention::NUMBERS.iter().enumerate() {
                add(judge, name, linear.numbers[at]);
            }
            linear.words.iter().for_each(|(word, weight)| add(judge, word, *weight));
        }
        lines.sort_unstable();
        let mut out = String::new();
        for line in lines {
            let _ = writeln!(out, "{line}");
        }
        out
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_weights_that_ship_are_read_and_written_alike() {
        let lines = include_str!("../data/model.tsv");
        let bare: String =
            lines.lines().filter(|line| !line.starts_with('#')).map(|line| format!("{line}\n")).collect();
        assert_eq!(Model::read(lines).lines(), bare);
        assert!(Model::embedded().rank.iter().any(|weight| *weight != 0.0));
    }

    #[test]
    fn shares_sum_to_one() {
        let found = shares(&[1.0, 1.0, 100.0, -5.0]);
        assert!((found.iter().sum::<f32>() - 1.0).abs() < 1e-6 && found[2] > 0.99);
    }
}
