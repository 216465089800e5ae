//! Who wrote a document: of the names its page gives, those that the best signals stand for; none where none is good
//! enough. Plain texts name their authors in their head or in a byline.

mod ballots;
mod byline;
mod names;
mod words;

use crate::vote::Ballot;
use rapporteur_model::{Document, Format};

/// The authors in the order in which the page names them.
pub(crate) fn authors(document: &Document) -> Vec<String> {
    if document.format == Format::Text {
        return byline::authors(document);
    }
    let ballots = ballots::of(document);
    ballots.into_iter().filter(|ballot| ballot.score > 0.0).map(|ballot| ballot.value).collect()
}

/// The candidates with their signals.
pub(crate) fn ballots(document: &Document) -> Vec<Ballot> {
    ballots::of(document)
}
