//! Who wrote a document: of the names its page gives, those that the best signals stand for; none where none is good
//! enough. Plain texts name their authors in their head or in a byline.

mod ballots;
mod byline;
mod names;
mod words;

use crate::vote::{Ballot, best};
use rapporteur_model::{Document, Format};

/// Names whose score is this close to the best are those of fellow authors: what speaks for one speaks for all. Measured on
/// the development pages: .5 to 1 give the same, 2 takes in names of the next article.
const CLOSE: f32 = 0.7;

/// The authors in the order in which the page names them.
pub(crate) fn authors(document: &Document) -> Vec<String> {
    if document.format == Format::Text {
        return byline::authors(document);
    }
    let ballots = ballots::of(document);
    let Some(highest) = best(&ballots).map(|ballot| ballot.score).filter(|score| *score > 0.0) else {
        return Vec::new();
    };
    let least = (highest - CLOSE).max(0.0);
    ballots.into_iter().filter(|ballot| ballot.score >= least).map(|ballot| ballot.value).collect()
}

/// The candidates with their signals.
pub(crate) fn ballots(document: &Document) -> Vec<Ballot> {
    ballots::of(document)
}
