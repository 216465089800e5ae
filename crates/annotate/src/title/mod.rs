//! The title of a document, without the name of its site: by agreement of what the page declares and its headings.

mod ballots;
mod cascade;
mod compare;
mod signals;
mod site;

use crate::vote::{Ballot, best};
use rapporteur_model::{Chosen, DeclaredField, Document, Format};
use std::borrow::Cow;

pub(crate) use site::Site;

/// Chooses the title; `None` where nothing looks like one.
pub(crate) fn title(document: &Document) -> Option<Chosen<String>> {
    let mut declared = document.declared(DeclaredField::Title);
    let given = declared.clone().any(|declared| declared.rule == "given-title");
    // With nothing but `<title>` there is nothing to vote on; its part that stands in the text is the title.
    let lone = declared.all(|declared| declared.rule == "title-element");
    if given || lone || document.format == Format::Text {
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
