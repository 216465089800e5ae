//! A second look: a name that is clear in most of its places is that in the others too, unless they say otherwise.
//!
//! The labels of the first look are counted for each name of the text (Krishnan and Manning 2006 train a second model on
//! such counts; here they move the scores of the first, by a constant measured on the development files).

use super::document::Document;
use super::label;
use rustc_hash::FxHashMap;
use std::ops::Range;

/// How far the places of a name that all agree move the score of one more; in units of the model's scores.
const WEIGHT: f32 = 2.0;
/// So many other places count half.
const HALF: f32 = 1.0;

/// The words of lines that follow each other.
pub(crate) fn words(lines: &[Range<usize>]) -> Range<usize> {
    lines.first().map_or(0, |line| line.start)..lines.last().map_or(0, |line| line.end)
}

/// Adds to the scores of each capitalised word of the lines what its other places were taken for, and gives the words whose scores
/// moved, in order. `labels` and `scores` begin with the first word of the lines.
pub(crate) fn agree(
    document: &Document,
    lines: &[Range<usize>],
    labels: &[u8],
    kinds: usize,
    scores: &mut [f32],
) -> Vec<usize> {
    let count = label::count(kinds);
    let words = words(lines);
    let capital = |at: &usize| document.type_at(*at).capital;
    // Only looked up by name, so the order of the table does not show.
    let mut votes: FxHashMap<usize, Votes> = FxHashMap::default();
    for at in words.clone().filter(capital).filter(|at| document.style[*at] == 0) {
        let votes = votes.entry(document.name(at)).or_default();
        votes.of[label::slot(labels[at - words.start])] += 1;
        votes.all += 1;
    }
    let mut moved = Vec::new();
    for at in words.clone().filter(capital) {
        let Some(votes) = votes.get(&document.name(at)) else { continue };
        let own = label::slot(labels[at - words.start]);
        let counted = u32::from(document.style[at] == 0);
        let others = (votes.all - counted) as f32;
        if others < 1.0 {
            continue;
        }
        let trust = WEIGHT * others / (others + HALF);
        for (label, score) in scores[(at - words.start) * count..][..count].iter_mut().enumerate() {
            let slot = label::slot(label as u8);
            let here = votes.of[slot] - if slot == own { counted } else { 0 };
            *score += trust * here as f32 / others;
        }
        moved.push(at);
    }
    moved
}

/// What the places of a name were taken for: nothing, or the first, second, … kind of the model.
#[derive(Debug, Clone, Copy, Default)]
struct Votes {
    of: [u32; 8],
    all: u32,
}
