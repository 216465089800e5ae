//! A second look: a name that is clear in most of its places is that in the others too, unless they say otherwise.
//!
//! The labels of the first look are counted for each name of the text (Krishnan and Manning 2006 train a second model on
//! such counts; here they move the scores of the first, by a constant measured on the development files).

use super::document::Document;
use super::label;

/// How far the places of a name that all agree move the score of one more; in units of the model's scores.
const WEIGHT: f32 = 2.0;
/// So many other places count half.
const HALF: f32 = 1.0;

/// Adds to the scores of each capitalised word what the text's other places of it were taken for.
pub(crate) fn agree(document: &Document, labels: &[u8], kinds: usize, scores: &mut [f32]) {
    let count = label::count(kinds);
    let slots = kinds + 1;
    let mut votes = vec![0u16; document.names() * slots];
    let capital = |at: usize| document.type_at(at).capital;
    let voters = (0..labels.len()).filter(|&at| capital(at) && document.style[at] == 0);
    for at in voters {
        let slot = &mut votes[document.name(at) * slots + label::slot(labels[at])];
        *slot = slot.saturating_add(1);
    }
    for at in (0..labels.len()).filter(|&at| capital(at)) {
        let votes = &votes[document.name(at) * slots..][..slots];
        let own = label::slot(labels[at]);
        let counted = u16::from(document.style[at] == 0);
        let others = f32::from(votes.iter().sum::<u16>() - counted);
        if others < 1.0 {
            continue;
        }
        let trust = WEIGHT * others / (others + HALF);
        for (label, score) in scores[at * count..][..count].iter_mut().enumerate() {
            let slot = label::slot(label as u8);
            let here = votes[slot] - if slot == own { counted } else { 0 };
            *score += trust * f32::from(here) / others;
        }
    }
}
