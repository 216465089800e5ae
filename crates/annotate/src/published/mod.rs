//! The publication date: of the days a page names, the one that the most and the best signals stand for, if any.
//! A page that states none gets none; the time of a file or of today is never taken.

mod address;
mod ballots;
mod in_text;
mod occurrences;
mod page;

use crate::vote::{Ballot, best};
use in_text::InText;
pub(crate) use page::{kinds, path};
use rapporteur_dates::parse_declared;
use rapporteur_model::{Chosen, DeclaredField, Document, Format, Span, When};
use std::borrow::Cow;

/// Declarations that are no guess: what came with the document, and the head of a mail or text.
const CERTAIN: [&str; 2] = ["given-date", "header-date"];

/// Chooses the publication date, and where it stands in the main text if it does.
pub(crate) fn published(document: &Document) -> Option<(Chosen<When>, Option<Span>)> {
    let in_text = in_text::stated_in_text(document);
    let certain = CERTAIN.iter().find_map(|rule| {
        let declared = document.declared(DeclaredField::Published).find(|declared| declared.rule == *rule)?;
        let when = parse_declared(&declared.value, document.language.as_deref())?;
        Some(chosen(when, declared.value.clone(), (*rule).to_owned(), &in_text))
    });
    if certain.is_some() {
        return certain;
    }
    if document.format == Format::Text {
        let first = in_text.first()?;
        return Some(chosen(first.when, first.evidence.clone(), first.rule.to_owned(), &in_text));
    }
    let (days, ballots) = ballots::of(document, &in_text);
    let ballot = best(&ballots).filter(|ballot| ballot.score > 0.0)?;
    let day = days.into_iter().find(|day| day.when.to_string() == ballot.value)?;
    let evidence = day.evidence(&ballot.rule).to_owned();
    Some(chosen(day.when, evidence, ballot.rule.clone(), &in_text))
}

/// The candidates with their signals.
pub(crate) fn ballots(document: &Document) -> Vec<Ballot> {
    ballots::of(document, &in_text::stated_in_text(document)).1
}

fn chosen(when: When, evidence: String, rule: String, in_text: &[InText]) -> (Chosen<When>, Option<Span>) {
    let span = in_text.iter().find(|stated| stated.when == when).and_then(|stated| stated.span);
    (Chosen { value: when, evidence, rule: Cow::Owned(rule), inferred: false }, span)
}
