//! The page of a list of hits.

use super::facets::{self, Base};
use super::layout::{Frame, Place, page};
use super::words::{count, language, number, tag};
use super::{address, calendar, event, marked, navigation};
use crate::parameters::Parameters;
use crate::reader::Question;
use maud::{Markup, html};
use rapporteur_model::{Atlas, Excluded, Hit, Page, Proof, Query, Unit};

/// People or organisations shown of one event.
const PARTIES: usize = 8;

/// What the page shows.
pub(crate) struct Results<'a> {
    /// What a hit is.
    pub(crate) unit: Unit,
    /// What was asked for.
    pub(crate) parameters: &'a Parameters,
    /// The query as read.
    pub(crate) question: &'a Question,
    /// The answer.
    pub(crate) page: &'a Page,
    /// Knows the places that were counted.
    pub(crate) atlas: &'a dyn Atlas,
    /// How many values a facet shows at most.
    pub(crate) facet_values: usize,
}

/// The page of an answer; `print` prints a clause as a user would type it.
pub(crate) fn results(results: &Results<'_>, print: &dyn Fn(&Query) -> String) -> String {
    let Results { unit, parameters, question, page: answer, atlas, facet_values } = *results;
    let base = Base { unit, parameters, question, atlas, values: facet_values };
    let facets = facets::facets(&answer.facets, &base);
    let has_facets = answer.facets.iter().any(|facet| !facet.values.is_empty());
    let content = html! {
        (navigation::tabs(unit, parameters))
        div.listing {
            div.found {
                (summary(results))
                (remarks(&question.warnings, answer))
                @if answer.total == 0 {
                    (nothing(unit, &answer.clauses, print))
                } @else if answer.hits.is_empty() {
                    @if parameters.limit > 0 {
                        p { "There are no hits this far down. "
                            a href=(address::search(unit, &Parameters { offset: 0, ..parameters.clone() })) { "Back to the first" } }
                    }
                } @else {
                    ol.hits start=(parameters.offset + 1) {
                        @for hit in &answer.hits { li { (found(hit, unit, print)) } }
                    }
                }
                (navigation::pages(unit, parameters, answer.total))
            }
            @if has_facets {
                aside #narrow aria-labelledby="narrow-heading" {
                    h2 #narrow-heading { "Narrow down" }
                    div.facets { (facets) }
                }
            }
        }
    };
    let title = if parameters.typed.trim().is_empty() { all(unit) } else { parameters.typed.as_str() };
    let json = format!("{}&format=json", address::search(unit, parameters));
    page(&Frame { title, place: Place::Banner, unit, parameters, json: Some(&json) }, &content)
}

fn all(unit: Unit) -> &'static str {
    match unit {
        Unit::Document => "All documents",
        Unit::Event => "All events",
    }
}

fn counted(unit: Unit, total: u64) -> String {
    match unit {
        Unit::Document => count(total, "document", "documents"),
        Unit::Event => count(total, "event", "events"),
    }
}

/// How many there are, which of them are shown, in which order.
fn summary(results: &Results<'_>) -> Markup {
    let Results { unit, parameters, page: answer, .. } = *results;
    let explained = Parameters { explain: !parameters.explain, ..parameters.clone() };
    html! {
        div.summary {
            h1 {
                (counted(unit, answer.total))
                @if !answer.hits.is_empty() && answer.total > answer.hits.len() as u64 {
                    span.range {
                        ", " (number(parameters.offset as u64 + 1)) "–" (number((parameters.offset + answer.hits.len()) as u64))
                    }
                }
            }
            @if answer.total > 0 {
                (navigation::orders(unit, parameters))
                a.explain href=(address::search(unit, &explained)) {
                    @if parameters.explain { "without reasons" } @else { "with reasons" }
                }
                @if answer.facets.iter().any(|facet| !facet.values.is_empty()) {
                    a.jump href="#narrow" { "narrow down" }
                }
            }
        }
    }
}

/// What was not understood or not done as asked, and what the query left out.
fn remarks(warnings: &[String], answer: &Page) -> Markup {
    html! {
        @if !warnings.is_empty() || !answer.warnings.is_empty() {
            ul.warnings aria-label="Warnings" {
                @for warning in warnings.iter().chain(&answer.warnings) { li dir="auto" { (warning) } }
            }
        }
        @if let Some(left_out) = left_out(answer.excluded) { p.excluded { (left_out) } }
    }
}

fn left_out(excluded: Excluded) -> Option<String> {
    let undated = excluded.undated.filter(|count| *count > 0);
    let unplaced = excluded.unplaced.filter(|count| *count > 0);
    match (undated, unplaced) {
        (None, None) => None,
        (Some(undated), None) => Some(format!("{} more match but are undated.", number(undated))),
        (None, Some(unplaced)) => Some(format!("{} more match but name no place.", number(unplaced))),
        (Some(undated), Some(unplaced)) => Some(format!(
            "{} more match but are undated, {} more match but name no place.",
            number(undated),
            number(unplaced)
        )),
    }
}

/// Why there is nothing: what each clause matches by itself, and the query without it.
fn nothing(
    unit: Unit,
    clauses: &[rapporteur_model::ClauseCount],
    print: &dyn Fn(&Query) -> String,
) -> Markup {
    let printed: Vec<String> = clauses.iter().map(|counted| print(&counted.clause)).collect();
    let without = |left: usize| {
        let others = clauses.iter().enumerate().filter(|(at, _)| *at != left);
        print(&Query::And(others.map(|(_, counted)| counted.clause.clone()).collect()))
    };
    html! {
        div.nothing {
            p {
                @if clauses.is_empty() {
                    "Nothing in the index matches."
                } @else if clauses.iter().any(|counted| counted.count == 0) {
                    "Nothing matches, because of the clauses marked below: by themselves they match nothing."
                } @else {
                    "Each clause matches something by itself, but nothing matches all of them."
                }
            }
            @if !clauses.is_empty() {
                table.clauses {
                    thead { tr { th scope="col" { "Clause" } th scope="col" { "Matches alone" } th scope="col" { "Instead" } } }
                    tbody {
                        @for (at, (counted, text)) in clauses.iter().zip(&printed).enumerate() {
                            tr class=[(counted.count == 0).then_some("culprit")] {
                                th scope="row" { a href=(address::query(unit, text)) dir="auto" { code { (text) } } }
                                td { (number(counted.count)) }
                                td { @if clauses.len() > 1 { a href=(address::query(unit, &without(at))) { "search without it" } } }
                            }
                        }
                    }
                }
            }
        }
    }
}

fn found(hit: &Hit, unit: Unit, print: &dyn Fn(&Query) -> String) -> Markup {
    let language = tag(hit.language.as_deref());
    let quoted = hit.proofs.iter().flat_map(|proof| &proof.sentences);
    let snippet =
        hit.snippet.as_ref().and_then(|snippet| Some((marked::shown(snippet)?, &snippet.highlights)));
    let repeats = snippet.is_some_and(|(text, _)| quoted.clone().any(|sentence| sentence.contains(text)));
    html! {
        article.hit {
            h2 { a href=(to(hit, unit)) lang=[language] dir="auto" { (hit.title.as_deref().unwrap_or(&hit.uri)) } }
            (source(hit))
            @if let (Some((text, highlights)), false) = (snippet, repeats) {
                p.snippet lang=[language] dir="auto" { (marked::highlighted(text, highlights)) }
            }
            @if !hit.proofs.is_empty() {
                ul.proofs aria-label="Events" { @for proof in &hit.proofs { li { (proven(proof, hit)) } } }
            }
            @if !hit.notes.is_empty() {
                ul.why aria-label="Found by another name" { @for note in &hit.notes { li dir="auto" { (note) } } }
            }
            @if !hit.matched.is_empty() {
                ul.why aria-label="How names matched" { @for told in &hit.matched { li dir="auto" { "Matched " (told) } } }
            }
            @if !hit.why.is_empty() {
                p.why { "Matches " @for (at, clause) in hit.why.iter().enumerate() {
                    @if at > 0 { ", " } code dir="auto" { (print(clause)) }
                } }
            }
        }
    }
}

/// The address of the document, for an event at the place where it is told.
fn to(hit: &Hit, unit: Unit) -> String {
    let document = address::document(&hit.document);
    match (unit, hit.event) {
        (Unit::Event, Some(ordinal)) => format!("{document}#event-{ordinal}"),
        _ => document,
    }
}

fn source(hit: &Hit) -> Markup {
    html! {
        p.source {
            @if let Some(published) = hit.published { span { "published " (calendar::time(published)) } }
            @if let Some(code) = &hit.language { span { (language(code)) } }
            (uri(&hit.uri))
        }
    }
}

/// Where a document came from; a link only where a browser may follow it.
pub(super) fn uri(uri: &str) -> Markup {
    html! {
        @match address::external(uri) {
            Some(address) => { a.uri href=(address) rel="noreferrer nofollow external" dir="ltr" { (uri) } },
            None => { span.uri dir="ltr" { (uri) } },
        }
    }
}

fn proven(proof: &Proof, hit: &Hit) -> Markup {
    let told = &proof.event;
    let language = hit.language.as_deref();
    html! {
        div.event {
            p.facts {
                (event::when(told.when.as_ref())) " "
                (event::venue(told.venue.as_ref())) " "
                (event::status(told.status))
            }
            (event::name(told, language))
            (event::parties(told, language, PARTIES))
            (event::evidence(proof.sentences.iter().map(String::as_str), language, hit.snippet.as_ref()))
        }
    }
}
