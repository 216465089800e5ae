//! Training of a linear-chain conditional random field: AdaGrad on the likelihood of the labels each word may have, line by line.
//!
//! Where a source does not annotate a kind, a word may be outside or of that kind, and the likelihood is that of all labellings
//! that are allowed (Tsuboi et al. 2008). A share of the features is dropped at each step, which keeps the weights from leaning on few
//! of them (feature noising, Wang et al. 2013). The weights are the mean of those after each of the later rounds.

use crate::texts::Line;
use rapporteur_names::training::{labels, may_follow};
use std::io::Write as _;

/// How it is trained.
pub(crate) struct Settings {
    pub(crate) rounds: usize,
    pub(crate) rate: f32,
    pub(crate) dropped: f32,
}

/// The weights.
pub(crate) struct Field {
    pub(crate) labels: usize,
    /// A row of labels for each feature, then the steps, the beginnings and the ends.
    pub(crate) weights: Vec<f32>,
    features: usize,
    allowed: Vec<bool>,
}

impl Field {
    pub(crate) fn new(kinds: usize, features: usize) -> Self {
        let labels = labels(kinds);
        let step = |from: usize, to: usize| may_follow(Some(from as u8), Some(to as u8));
        let allowed = (0..labels * labels).map(|at| step(at / labels, at % labels)).collect();
        Self { labels, weights: vec![0.0; (features + labels + 2) * labels], features, allowed }
    }

    pub(crate) fn steps(&self) -> &[f32] {
        &self.weights[self.features * self.labels..]
    }

    /// Trains on the lines, whose features are numbers below that of the features.
    pub(crate) fn train(&mut self, lines: &[Line], settings: &Settings) {
        let mut squares = vec![1e-2f32; self.weights.len()];
        let mut mean = vec![0.0f32; self.weights.len()];
        let mut order: Vec<usize> = (0..lines.len()).collect();
        let mut random = Random(0x2545_f491_4f6c_dd1d);
        let first_of_mean = settings.rounds / 2;
        for round in 0..settings.rounds {
            for at in (1..order.len()).rev() {
                order.swap(at, random.below(at + 1));
            }
            let (mut likelihood, mut words) = (0.0f64, 0);
            for &line in &order {
                likelihood += f64::from(self.step(&lines[line], &mut squares, settings, &mut random));
                words += lines[line].allowed.len();
            }
            if round >= first_of_mean {
                mean.iter_mut().zip(&self.weights).for_each(|(mean, weight)| *mean += weight);
            }
            report(round, likelihood / words as f64);
        }
        let rounds = (settings.rounds - first_of_mean) as f32;
        self.weights.iter_mut().zip(mean).for_each(|(weight, mean)| *weight = mean / rounds);
    }

    fn step(&mut self, line: &Line, squares: &mut [f32], settings: &Settings, random: &mut Random) -> f32 {
        let (labels, words) = (self.labels, line.allowed.len());
        if words == 0 {
            return 0.0;
        }
        let keep = 1.0 / (1.0 - settings.dropped);
        let mut kept: Vec<Vec<u32>> = Vec::with_capacity(words);
        let mut scores = vec![0.0f32; words * labels];
        for (features, scores) in line.features.iter().zip(scores.chunks_exact_mut(labels)) {
            let chosen: Vec<u32> = features
                .iter()
                .filter(|_| random.share() >= settings.dropped)
                .map(|&feature| feature as u32)
                .collect();
            for &feature in &chosen {
                let row = &self.weights[feature as usize * labels..][..labels];
                scores.iter_mut().zip(row).for_each(|(score, weight)| *score += weight * keep);
            }
            kept.push(chosen);
        }
        let steps: Vec<f32> = self.steps().to_vec();
        let free = self.lattice(&scores, &steps, |_, _| true);
        let bound = self.lattice(&scores, &steps, |word, label| line.allowed[word] >> label & 1 == 1);
        let (Some(free), Some(bound)) = (free, bound) else { return 0.0 };
        let rate = settings.rate * line.weight;
        for (word, features) in kept.iter().enumerate() {
            let gradient: Vec<f32> = (0..labels)
                .map(|label| bound.words[word * labels + label] - free.words[word * labels + label])
                .collect();
            if gradient.iter().all(|part| part.abs() < 1e-3) {
                continue;
            }
            for &feature in features {
                self.update(squares, feature as usize * labels, &gradient, rate, keep);
            }
        }
        let base = self.features * labels;
        let gradient: Vec<f32> =
            bound.steps.iter().zip(&free.steps).map(|(bound, free)| bound - free).collect();
        self.update(squares, base, &gradient, rate, 1.0);
        free.log - bound.log
    }

    fn update(&mut self, squares: &mut [f32], from: usize, gradient: &[f32], rate: f32, keep: f32) {
        let weights = &mut self.weights[from..][..gradient.len()];
        let squares = &mut squares[from..][..gradient.len()];
        for ((weight, square), part) in weights.iter_mut().zip(squares).zip(gradient) {
            let part = part * keep;
            *square += part * part;
            *weight += rate * part / square.sqrt();
        }
    }

    /// Forward and backward over the labels that `may` stand.
    fn lattice(&self, scores: &[f32], steps: &[f32], may: impl Fn(usize, usize) -> bool) -> Option<Lattice> {
        let labels = self.labels;
        let words = scores.len() / labels;
        let table: Vec<f32> =
            (0..labels * labels).map(|at| if self.allowed[at] { steps[at].exp() } else { 0.0 }).collect();
        let edge = |at: usize, label: usize, open: bool| {
            let fits =
                if open { may_follow(None, Some(label as u8)) } else { may_follow(Some(label as u8), None) };
            if fits { steps[(labels + at) * labels + label].exp() } else { 0.0 }
        };
        let mut log = 0.0;
        let mut emit = vec![0.0f32; scores.len()];
        for word in 0..words {
            let row = &scores[word * labels..][..labels];
            let most = row.iter().copied().fold(f32::NEG_INFINITY, f32::max);
            log += most;
            for label in 0..labels {
                if may(word, label) {
                    emit[word * labels + label] = (row[label] - most).exp();
                }
            }
        }
        let mut forward = vec![0.0f32; scores.len()];
        let mut sizes = vec![0.0f32; words];
        for word in 0..words {
            let (done, rest) = forward.split_at_mut(word * labels);
            let here = &mut rest[..labels];
            if word == 0 {
                for label in 0..labels {
                    here[label] = edge(0, label, true) * emit[label];
                }
            } else {
                let before = &done[(word - 1) * labels..];
                for (from, &mass) in before.iter().enumerate().filter(|(_, mass)| **mass > 0.0) {
                    let row = &table[from * labels..][..labels];
                    here.iter_mut().zip(row).for_each(|(here, step)| *here += mass * step);
                }
                here.iter_mut().zip(&emit[word * labels..]).for_each(|(here, emit)| *here *= emit);
            }
            if word + 1 == words {
                (0..labels).for_each(|label| here[label] *= edge(1, label, false));
            }
            let size: f32 = here.iter().sum();
            if size <= 0.0 || !size.is_finite() {
                return None;
            }
            here.iter_mut().for_each(|here| *here /= size);
            sizes[word] = size;
            log += size.ln();
        }
        let mut chances = forward.clone();
        let mut expected = vec![0.0f32; (labels + 2) * labels];
        let mut backward: Vec<f32> = (0..labels).map(|label| edge(1, label, false)).collect();
        for word in (1..words).rev() {
            let size = sizes[word];
            let weighed: Vec<f32> =
                (0..labels).map(|label| backward[label] * emit[word * labels + label] / size).collect();
            let mut next = vec![0.0f32; labels];
            for from in 0..labels {
                let mass = forward[(word - 1) * labels + from];
                let row = &table[from * labels..][..labels];
                let mut sum = 0.0;
                for label in 0..labels {
                    let share = row[label] * weighed[label];
                    sum += share;
                    expected[from * labels + label] += mass * share;
                }
                next[from] = sum;
            }
            for label in 0..labels {
                chances[(word - 1) * labels + label] = forward[(word - 1) * labels + label] * next[label];
            }
            backward = next;
        }
        for label in 0..labels {
            expected[labels * labels + label] = chances[label];
            expected[(labels + 1) * labels + label] = chances[(words - 1) * labels + label];
        }
        Some(Lattice { words: chances, steps: expected, log })
    }
}

/// Progress, for whoever waits; that it cannot be written is no matter.
fn report(round: usize, likelihood: f64) {
    let _ = writeln!(std::io::stderr(), "round {round}: {likelihood:.4} a word");
}

/// What a lattice expects.
struct Lattice {
    words: Vec<f32>,
    steps: Vec<f32>,
    log: f32,
}

/// xorshift64* (Vigna 2016): the same numbers on every run.
pub(crate) struct Random(u64);

impl Random {
    fn next(&mut self) -> u64 {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        self.0.wrapping_mul(0x2545_f491_4f6c_dd1d)
    }

    fn below(&mut self, end: usize) -> usize {
        (self.next() >> 11) as usize % end
    }

    fn share(&mut self) -> f32 {
        (self.next() >> 40) as f32 / (1u64 << 24) as f32
    }
}
