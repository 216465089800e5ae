//! The best labels of a line (Viterbi 1967).

use super::label::OUTSIDE;
use super::model::Model;

/// Puts the labels with the greatest sum of scores into `out`, a label a word. `scores` has the labels of each word in a row; `edges`
/// says whether the line begins and ends with the words, else the words beside them are outside.
pub(crate) fn best(model: &Model<'_>, scores: &[f32], edges: [bool; 2], out: &mut [u8]) {
    let labels = model.labels();
    let words = out.len();
    let outside = usize::from(OUTSIDE);
    let first = |label: usize| if edges[0] { model.begin(label) } else { model.step_between(outside, label) };
    let last = |label: usize| if edges[1] { model.end(label) } else { model.step_between(label, outside) };
    let mut sums: Vec<f32> = (0..labels).map(|label| scores[label] + first(label)).collect();
    let mut next = vec![0.0; labels];
    let mut from = vec![0u8; scores.len()];
    for word in 1..words {
        let here = &scores[word * labels..][..labels];
        let from = &mut from[word * labels..][..labels];
        for label in 0..labels {
            let mut best = (f32::NEG_INFINITY, 0);
            for &before in model.before(label) {
                let sum = sums[usize::from(before)] + model.step(usize::from(before), label);
                if sum > best.0 {
                    best = (sum, before);
                }
            }
            next[label] = best.0 + here[label];
            from[label] = best.1;
        }
        std::mem::swap(&mut sums, &mut next);
    }
    let end = |label: &usize| sums[*label] + last(*label);
    let best = (0..labels).rev().max_by(|one, other| end(one).total_cmp(&end(other))).unwrap_or(0);
    out[words - 1] = best as u8;
    for word in (1..words).rev() {
        out[word - 1] = from[word * labels + usize::from(out[word])];
    }
}
