//! Main text or chrome, block by block, for the page as a whole.
//!
//! Trained trees give each block a probability; the blocks kept are those for which the expected F-measure of the whole
//! page is highest (Jansche, 2007: the optimal threshold is half of what is reached), so that a page of doubtful blocks
//! keeps more of them than a page with a clear article. Nothing is thrown away: the rest is chrome.

use super::blocks::Outline;
use super::features::Reading;
use super::forest;
use super::hints::Hints;

/// Which blocks are main text.
pub(crate) fn main_text(outline: &Outline, hints: &Hints) -> Vec<bool> {
    if outline.blocks.is_empty() {
        return Vec::new();
    }
    let mut reading = Reading::of(outline, hints);
    let probabilities = forest::main_text()
        .probabilities(outline.blocks.len(), |at, numbers| reading.numbers(at, numbers));
    let threshold = threshold(&probabilities, |at| reading.width(at) + 3.0);
    probabilities.iter().map(|probability| *probability >= threshold).collect()
}

/// The probability from which on blocks are kept so that 2 · kept main text ÷ (kept text + main text) is highest.
fn threshold(probabilities: &[f32], width: impl Fn(usize) -> f32) -> f32 {
    let mut order: Vec<usize> = (0..probabilities.len()).collect();
    order.sort_by(|one, other| {
        probabilities[*other].total_cmp(&probabilities[*one]).then_with(|| one.cmp(other))
    });
    let expected: f64 =
        order.iter().map(|at| f64::from(probabilities[*at]) * f64::from(width(*at))).sum();
    let (mut kept, mut right) = (0.0, 0.0);
    let mut best = (0.0, 1.0);
    for at in order {
        let width = f64::from(width(at));
        kept += width;
        right += width * f64::from(probabilities[at]);
        let measure = 2.0 * right / (kept + expected);
        if measure > best.0 {
            best = (measure, probabilities[at]);
        }
    }
    best.1
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn doubtful_blocks_are_kept_where_there_is_nothing_better() {
        assert!(threshold(&[0.3, 0.25, 0.2], |_| 10.0) <= 0.2);
        assert!(threshold(&[0.95, 0.9, 0.2], |_| 10.0) > 0.2);
    }
}
