//! The best labels of a line (Viterbi 1967).

use super::model::Model;

/// The labels with the greatest sum of scores, a label a word. `scores` has the labels of each word in a row.
pub(crate) fn best(model: &Model<'_>, scores: &[f32]) -> Vec<u8> {
    let labels = model.labels();
    let words = scores.len() / labels;
    if words == 0 {
        return Vec::new();
    }
    let mut sums: Vec<f32> = (0..labels).map(|label| scores[label] + model.begin(label)).collect();
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
    let end = |label: &usize| sums[*label] + model.end(*label);
    let last = (0..labels).rev().max_by(|one, other| end(one).total_cmp(&end(other))).unwrap_or(0);
    let mut out = vec![last as u8; words];
    for word in (1..words).rev() {
        out[word - 1] = from[word * labels + usize::from(out[word])];
    }
    out
}
