//! The page of a document: what is known of it, its events, its text.

use super::facets::{clause, quoted};
use super::layout::{Frame, Place, page};
use super::results::uri;
use super::words::{count, language, number, tag};
use super::{address, calendar, event, text};
use crate::parameters::Parameters;
use maud::{Markup, html};
use rapporteur_model::{Atlas, Event, FacetField, PlaceId, PlaceRef, Record, Unit};
use std::collections::BTreeMap;

/// The page of a document; `atlas` says what to type for the places it is about.
pub(crate) fn document(record: &Record, atlas: &dyn Atlas) -> String {
    let held = &record.document;
    let title = record.title.as_ref().map_or(held.uri.as_str(), |title| title.value.as_str());
    let language = tag(held.language.as_deref());
    let content = html! {
        article.document {
            header {
                h1 lang=[language] dir="auto" { (title) }
                (facts(record, atlas))
                (contents(record))
            }
            @if !held.issues.is_empty() { (issues(record)) }
            (events(record))
            div.columns {
                section.text aria-labelledby="text" {
                    h2 #text { "Text" }
                    @if held.text.trim().is_empty() {
                        p.quiet { "No main text was found." }
                    } @else {
                        p.legend {
                            "Marked: " span.note.date { "dates" } ", " span.note.place { "places" } ", "
                            span.note.person { "people" } ", " span.note.organisation { "organisations" } "."
                        }
                        div.body lang=[language] dir="auto" { (text::text(record)) }
                    }
                    (chrome(record, language))
                }
                aside aria-label="Named in the text" { (people(record)) (places(record)) (organisations(record)) }
            }
        }
    };
    let parameters = Parameters::new("");
    let json = format!("{}?format=json", address::document(&held.id));
    let frame = Frame {
        title,
        place: Place::Banner,
        unit: Unit::Document,
        parameters: &parameters,
        json: Some(&json),
    };
    page(&frame, &content)
}

fn facts(record: &Record, atlas: &dyn Atlas) -> Markup {
    let held = &record.document;
    html! {
        dl.metadata {
            div {
                dt { "Published" }
                dd {
                    @match &record.published {
                        Some(published) => {
                            (calendar::time(published.value))
                            @if published.inferred { " " (event::inferred()) }
                            @if !published.evidence.is_empty() {
                                span.quiet { " read from “" bdi { (published.evidence) } "”" }
                            }
                        },
                        None => { span.unknown { "no date of publication" } },
                    }
                }
            }
            @if !record.authors.is_empty() {
                div { dt { "Author" } dd { @for (at, author) in record.authors.iter().enumerate() {
                    @if at > 0 { ", " } bdi { (author) }
                } } }
            }
            @if !record.about.is_empty() {
                div { dt { "About" } dd { @for (at, place) in record.about.iter().enumerate() {
                    @if at > 0 { ", " }
                    a href=(address::query(Unit::Document, &format!("about:{}", quoted(&atlas.typed(&place.value))))) { (event::place(&place.value)) }
                    @if place.inferred { " " span.tag.inferred title="No one place is the subject: it holds those that are named" { "inferred" } }
                } } }
            }
            div { dt { "Source" } dd { (uri(&held.uri)) } }
            div {
                dt { "Read as" }
                dd {
                    (held.format.as_str()) ", " (held.charset)
                    @if let Some(code) = &held.language { ", " (language(code)) }
                }
            }
            @if held.id.as_str() != held.uri { div { dt { "Identifier" } dd { code dir="ltr" { (held.id) } } } }
        }
    }
}

/// The parts of the page, for those who cannot see them at a glance.
fn contents(record: &Record) -> Markup {
    let parts = [
        ("#events", count(record.events.len() as u64, "event", "events")),
        ("#text", "text".to_owned()),
        ("#people", count(record.people.len() as u64, "person", "people")),
        ("#places", count(distinct(record).len() as u64, "place", "places")),
        ("#organisations", count(record.organisations.len() as u64, "organisation", "organisations")),
    ];
    html! {
        nav.contents aria-label="Parts of this page" { @for (to, name) in parts { a href=(to) { (name) } } }
    }
}

fn issues(record: &Record) -> Markup {
    html! {
        section.issues aria-labelledby="issues" {
            h2 #issues { "How it was read" }
            ul { @for issue in &record.document.issues {
                li { span dir="auto" { (issue.message) } " " code { (issue.code) } }
            } }
        }
    }
}

/// The roles are repeated because a phone's layout takes the table apart, and with it what a screen reader knows.
fn events(record: &Record) -> Markup {
    html! {
        section aria-labelledby="events" {
            h2 #events { "Events" }
            @if record.events.is_empty() {
                p.quiet { "No event was read out of this document." }
            } @else {
                table.events role="table" {
                    thead role="rowgroup" { tr role="row" { th scope="col" role="columnheader" { "When" } th scope="col" role="columnheader" { "Where" } th scope="col" role="columnheader" { "What, and what proves it" } } }
                    tbody role="rowgroup" { @for (at, told) in record.events.iter().enumerate() { (row(at, told, record)) } }
                }
            }
        }
    }
}

fn row(at: usize, told: &Event, record: &Record) -> Markup {
    let language = record.document.language.as_deref();
    let sentences = told.evidence.iter().map(|span| span.of(&record.document.text));
    html! {
        tr role="row" id={ "event-" (at) } {
            td role="cell" { (event::when(told.when.as_ref())) }
            td role="cell" { (event::venue(told.venue.as_ref())) }
            td role="cell" {
                p.facts { (event::status(told.status)) }
                (event::name(told, language))
                (event::parties(told, language, usize::MAX))
                (event::evidence(sentences, language, None))
            }
        }
    }
}

fn people(record: &Record) -> Markup {
    let language = tag(record.document.language.as_deref());
    html! {
        section aria-labelledby="people" {
            h2 #people { "People" }
            @if record.people.is_empty() { p.quiet { "Nobody is named." } }
            ul { @for person in &record.people {
                li lang=[language] dir="auto" {
                    a href=(ask(FacetField::Who, &person.name)) { (person.name) }
                    (event::post(person.role.as_deref(), person.organisation.as_deref()))
                    (times(person.mentions.len()))
                }
            } }
        }
    }
}

fn places(record: &Record) -> Markup {
    html! {
        section aria-labelledby="places" {
            h2 #places { "Places" }
            @if record.places.is_empty() { p.quiet { "No place is named." } }
            ul { @for (place, mentions) in distinct(record) {
                li { a href=(ask(FacetField::Where, &place.name)) { (event::place(place)) } (times(mentions)) }
            } }
        }
    }
}

fn organisations(record: &Record) -> Markup {
    let language = tag(record.document.language.as_deref());
    html! {
        section aria-labelledby="organisations" {
            h2 #organisations { "Organisations" }
            @if record.organisations.is_empty() { p.quiet { "No organisation is named." } }
            ul { @for body in &record.organisations {
                li lang=[language] dir="auto" {
                    a href=(ask(FacetField::Org, &body.name)) { (body.name) }
                    @if let Some(role) = &body.role { span.post { " (" (role.value.as_str()) ")" } }
                    (times(body.mentions.len()))
                }
            } }
        }
    }
}

/// The places of the document, each once, by first mention, with the number of mentions.
fn distinct(record: &Record) -> Vec<(&PlaceRef, usize)> {
    let mut at: BTreeMap<PlaceId, usize> = BTreeMap::new();
    let mut places: Vec<(&PlaceRef, usize)> = Vec::new();
    for place in &record.places {
        let slot = *at.entry(place.value.id).or_insert(places.len());
        match places.get_mut(slot) {
            Some((_, mentions)) => *mentions += 1,
            None => places.push((&place.value, 1)),
        }
    }
    places
}

fn times(mentions: usize) -> Markup {
    html! { @if mentions > 1 { span.count { " " (number(mentions as u64)) "×" } } }
}

fn ask(field: FacetField, value: &str) -> String {
    address::query(Unit::Document, &clause(field, value))
}

fn chrome(record: &Record, language: Option<&str>) -> Markup {
    let chrome = &record.document.chrome;
    html! {
        @if !chrome.trim().is_empty() {
            details {
                summary { "Menus, footers and asides" }
                div lang=[language] dir="auto" {
                    @for line in chrome.lines().filter(|line| !line.trim().is_empty()) { p dir="auto" { (line) } }
                }
            }
        }
    }
}
