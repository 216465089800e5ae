//! An event: when, where, what, who, and the sentences that prove it. Results and documents show it alike.

use super::words::{ordinal, tag};
use super::{calendar, marked};
use maud::{Markup, html};
use rapporteur_model::{
    Event, Found, Involved, Involvement, Participant, PlaceKind, PlaceRef, Snippet, Status, When,
};

/// The time of an event; what was not stated in full is marked.
pub(super) fn when(when: Option<&Found<When>>) -> Markup {
    html! {
        @match when {
            Some(when) => {
                span.when { (calendar::time(when.value)) }
                @if when.inferred { " " (inferred()) }
            },
            None => { span.unknown { "no date" } },
        }
    }
}

/// The mark of a value of which some part was read from the context.
pub(super) fn inferred() -> Markup {
    html! { span.tag.inferred title="part of this comes from the context, not from the words themselves" { "inferred" } }
}

/// The venue of an event.
pub(super) fn venue(venue: Option<&Found<PlaceRef>>) -> Markup {
    html! {
        @match venue {
            Some(venue) => { span.venue { (place(&venue.value)) } },
            None => { span.unknown { "no venue" } },
        }
    }
}

/// A place with its country, unless it is one.
pub(super) fn place(place: &PlaceRef) -> Markup {
    let country = place.country.as_deref().filter(|_| place.kind != PlaceKind::Country);
    html! {
        bdi { (place.name) }
        @if let Some(country) = country { " " span.country { (country) } }
    }
}

/// Whether an event took place.
pub(super) fn status(status: Status) -> Markup {
    html! {
        @match status {
            Status::Held => { span.tag.held { (status.as_str()) } },
            Status::Announced => { span.tag.announced { (status.as_str()) } },
            Status::Cancelled | Status::Postponed => { span.tag.off { (status.as_str()) } },
        }
    }
}

/// The name of an event and the series it belongs to.
pub(super) fn name(event: &Event, language: Option<&str>) -> Markup {
    html! {
        @if event.name.is_some() || event.series.is_some() {
            p.name {
                @if let Some(name) = &event.name { cite lang=[tag(language)] dir="auto" { (name.value) } }
                @if let Some(series) = &event.series {
                    @if event.name.is_some() { " · " }
                    span.series {
                        (ordinal(series.ordinal)) " of the series " bdi lang=[tag(language)] { (series.name) }
                    }
                }
            }
        }
    }
}

/// Who took part and which organisations are involved; of each at most `most`.
pub(super) fn parties(event: &Event, language: Option<&str>, most: usize) -> Markup {
    html! {
        @if !event.people.is_empty() || !event.organisations.is_empty() {
            dl.parties {
                @if !event.people.is_empty() {
                    div {
                        dt { "People" }
                        dd { (several(&event.people, most, |person| participant(person, language))) }
                    }
                }
                @if !event.organisations.is_empty() {
                    div {
                        dt { "Organisations" }
                        dd { (several(&event.organisations, most, |body| involved(body, language))) }
                    }
                }
            }
        }
    }
}

fn several<T>(all: &[T], most: usize, show: impl Fn(&T) -> Markup) -> Markup {
    html! {
        ul {
            @for one in all.iter().take(most) { li { (show(one)) } }
            @if all.len() > most { li.more { "and " (all.len() - most) " more" } }
        }
    }
}

fn participant(person: &Participant, language: Option<&str>) -> Markup {
    html! { bdi lang=[tag(language)] {
        span.person { (person.name) }
        (post(person.role.as_deref(), person.organisation.as_deref()))
    } }
}

/// What a person is and for whom, after the name.
pub(super) fn post(role: Option<&str>, organisation: Option<&str>) -> Markup {
    html! {
        @for part in [role, organisation].into_iter().flatten() { span.post { ", " (part) } }
    }
}

fn involved(body: &Involved, language: Option<&str>) -> Markup {
    html! {
        bdi lang=[tag(language)] { (body.name) }
        @if body.role != Involvement::Participant { span.post { " (" (body.role.as_str()) ")" } }
    }
}

/// The sentences that prove an event, with the highlights of a snippet that was cut out of one of them.
pub(super) fn evidence<'a>(
    sentences: impl Iterator<Item = &'a str>,
    language: Option<&str>,
    snippet: Option<&Snippet>,
) -> Markup {
    html! {
        @for sentence in sentences.filter(|sentence| !sentence.trim().is_empty()) {
            blockquote lang=[tag(language)] dir="auto" { p { (marked::sentence(sentence, snippet)) } }
        }
    }
}
