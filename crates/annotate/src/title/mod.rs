//! The title of a document, without the name of its site: by agreement of what the page declares and its headings.

mod ballots;
mod cascade;
mod compare;
mod site;

use crate::vote::{Ballot, best};
use rapporteur_model::{Chosen, DeclaredField, Document, Format};
use std::borrow::Cow;

pub(crate) use site::Site;

/// Chooses the title; `None` where nothing looks like one.
pub(crate) fn title(document: &Document) -> Option<Chosen<String>> {
    let given = document.declared(DeclaredField::Title).any(|declared| declared.rule == "given-title");
    if given || document.format == Format::Text {
        return cascade::title(document);
    }
    let ballots = ballots::of(document);
    let Some(ballot) = best(&ballots) else { return cascade::title(document) };
    Some(Chosen {
        value: ballot.value.clone(),
        evidence: ballot.value.clone(),
        rule: Cow::Owned(ballot.rule.clone()),
        inferred: false,
    })
}

/// The candidates with their signals.
pub(crate) fn ballots(document: &Document) -> Vec<Ballot> {
    ballots::of(document)
}
