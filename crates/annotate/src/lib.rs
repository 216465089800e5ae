//! [`Document`] → [`Record`]: runs dates, places and names, chooses title, publication date and authors, and
//! assembles events. Pure: the same document gives the same record on any day and any machine.

mod about;
mod authors;
mod cues;
mod events;
#[cfg(test)]
mod fixtures;
mod labels;
mod published;
mod roles;
mod sentence;
mod title;
mod vote;

use cues::Lexicon;
use events::{Mentions, Reading};
pub use rapporteur_dates::Anchor;
use rapporteur_dates::Expression;
use rapporteur_model::{
    Block, DateKind, Dated, Document, Event, Fingerprint, Found, Issue, Organisation, Person, PlaceId,
    PlaceRef, PlaceRole, Record, Span, TimeOfDay, When,
};
use rapporteur_names::TaggedNames;
pub use rapporteur_places::{ADJECTIVE, CAPITAL, resolve as places_at};
use roles::Roles;
use std::collections::BTreeSet;
pub use vote::Ballot;

/// The version of what annotate makes of the same document: a source annotated by another version is read again.
pub const VERSION: u32 = 7;

/// Dates, and places, kept of a document, and events; a text of 4 MB with more is a register, and its record would take more
/// memory than its text twenty times over.
const MENTIONS: usize = 20_000;
const EVENTS: usize = 5_000;

/// What is named in a text.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Entities {
    /// Calendar expressions in order.
    pub dates: Vec<Found<When>>,
    /// What the words around each of them say of it.
    pub circumstances: Vec<Circumstance>,
    /// Places in order; none overlaps a date, the name of a person, or that of an organisation which a rule finds.
    pub places: Vec<Found<PlaceRef>>,
    /// What a tagger of names takes for places, in order; some of it is in no gazetteer.
    pub tagged_places: Vec<Span>,
    /// Where the text says what a person is, in order.
    pub roles: Vec<Span>,
    /// People by first mention.
    pub people: Vec<Person>,
    /// Organisations by first mention.
    pub organisations: Vec<Organisation>,
}

/// What the words around a calendar expression say of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Circumstance {
    /// What it dates.
    pub kind: DateKind,
    /// The word that says so.
    pub cue: Option<Span>,
    /// From where in the text a part of the value was inferred; `None` is the anchor.
    pub basis: Option<Span>,
    /// The date that an open interval names.
    pub named: Option<When>,
    /// The time of day that stands with a day.
    pub time: Option<TimeOfDay>,
    /// It comes again.
    pub recurring: bool,
}

/// Added to the code of a name of the gazetteer that a guard says is no place.
const GUARDED: u8 = 16;

/// What the tagger of names is told of the places in a text.
#[doc(hidden)]
pub fn place_hints(text: &str, language: Option<&str>) -> Vec<rapporteur_names::Hint> {
    hints(&rapporteur_places::Text::read(text, language))
}

fn hints(text: &rapporteur_places::Text<'_>) -> Vec<rapporteur_names::Hint> {
    let hint = |spotted: &rapporteur_places::Spotted| rapporteur_names::Hint {
        span: spotted.span,
        // An adjective's class is `Hint::PEOPLE`.
        code: spotted.class + if spotted.guarded { GUARDED } else { 0 },
    };
    text.spotted().iter().map(hint).collect()
}

/// What is named in a text. `blocks` are its blocks in order, `language` an ISO 639-1 code, `anchor` the day it is
/// read from.
pub fn entities(text: &str, blocks: &[Block], language: Option<&str>, anchor: Anchor) -> Entities {
    let read = rapporteur_places::Text::read(text, language);
    let hints = hints(&read);
    let names = rapporteur_names::find(text, blocks, language, &hints);
    let expressions = rapporteur_dates::find(text, blocks, language, anchor).into_iter();
    let (dates, circumstances): (Vec<Found<When>>, _) = expressions
        .map(|one| {
            let Expression { found, kind, cue, basis, named, time, recurring } = one;
            (found, Circumstance { kind, cue, basis, named, time, recurring })
        })
        .unzip();
    // "in August" is no town in California.
    let times = dates.iter().map(|date| date.span);
    let mut blocked: Vec<Span> = names.closed.iter().copied().chain(times).collect();
    blocked.sort_unstable();
    let guarded = hints.iter().filter(|hint| hint.code >= GUARDED).map(|hint| hint.span);
    let mut closed: Vec<Span> = blocked.iter().copied().chain(guarded).collect();
    closed.sort_unstable();
    let places = places(&read, anchor, [&blocked, &closed], names.tagged.as_ref());
    Entities {
        dates,
        circumstances,
        places,
        tagged_places: open_places(names.tagged, &blocked),
        roles: names.roles,
        people: names.people,
        organisations: names.organisations,
    }
}

/// What the tagger takes for places, but for what is blocked. `blocked` is in order.
fn open_places(tagged: Option<TaggedNames>, blocked: &[Span]) -> Vec<Span> {
    let mut places = tagged.map(|tagged| tagged.places).unwrap_or_default();
    places.retain(|place| {
        let end = blocked.partition_point(|other| other.start() < place.end());
        !blocked[..end].iter().rev().take(16).any(|other| other.overlaps(*place))
    });
    places
}

fn tags(tagged: &TaggedNames) -> rapporteur_places::Tagged<'_> {
    let TaggedNames { places, people, others } = tagged;
    rapporteur_places::Tagged { places, people, others }
}

/// The places that are found, none over a span that is blocked, and those that the tagger alone sees, where the gazetteer knows a
/// name in them: of these none over a span that is closed, by a guard or otherwise.
fn places(
    text: &rapporteur_places::Text<'_>,
    anchor: Anchor,
    [blocked, closed]: [&[Span]; 2],
    tagged: Option<&TaggedNames>,
) -> Vec<Found<PlaceRef>> {
    let day = anchor.last_day();
    let mut places = text.places(day, blocked, tagged.map(tags));
    let touches = |places: &[Found<PlaceRef>], span: Span| {
        let next = places.partition_point(|place| place.span.end() <= span.start());
        places.get(next).is_some_and(|place| place.span.start() < span.end())
    };
    let tagged = tagged.map(|tagged| tagged.places.as_slice()).unwrap_or_default();
    if tagged.iter().any(|span| !touches(&places, *span)) {
        let known = text.resolve_tagged(day, tagged);
        let is_closed = |span: Span| closed.iter().any(|other| other.overlaps(span));
        let more: Vec<_> = known
            .into_iter()
            .filter(|place| !touches(&places, place.span) && !is_closed(place.span))
            .collect();
        places.extend(more);
        places.sort_by_key(|place| place.span);
    }
    places
}

/// The candidates among which title, publication date and authors of a page are chosen, with all that speaks for and
/// against each.
#[derive(Debug, Clone, PartialEq)]
pub struct Ballots {
    /// Titles.
    pub title: Vec<Ballot>,
    /// Publication dates, ISO 8601.
    pub published: Vec<Ballot>,
    /// Authors.
    pub authors: Vec<Ballot>,
}

/// The candidates of a document and their signals: what the weights are fitted on, and why a choice was made.
pub fn ballots(document: &Document) -> Ballots {
    Ballots {
        title: title::ballots(document),
        published: published::ballots(document),
        authors: authors::ballots(document),
    }
}

/// Reads everything out of a document.
pub fn annotate(mut document: Document) -> Record {
    let title = title::title(&document);
    let published = published::published(&document);
    let authors = authors::authors(&document);
    let (published, published_at) = published.map_or((None, None), |(chosen, span)| (Some(chosen), span));
    let when = published.as_ref().map(|published| published.value);
    let language = document.language.as_deref();
    let mut entities = entities(&document.text, &document.blocks, language, Anchor::published(when));
    let mut issues = Vec::new();
    limit(&mut entities.dates, MENTIONS, "dates", &mut issues);
    limit(&mut entities.places, MENTIONS, "places", &mut issues);
    let lexicon = Lexicon::of(language);
    let mentions = Mentions::of(&entities);
    let roles = Roles::of(&document, &mentions, lexicon);
    roles.give(&mut entities);
    let reading = Reading {
        document: &document,
        entities: &entities,
        mentions,
        roles: &roles,
        published: when,
        published_at,
        title: title.as_ref().map_or("", |title| title.value.as_str()),
        lexicon,
    };
    let (mut events, kinds) = events::events(&reading);
    limit(&mut events, EVENTS, "events", &mut issues);
    let mut places = with_roles(entities.places, &events);
    let heading = title.as_ref().map_or("", |title| title.value.as_str());
    let about =
        about::about(&document, heading, Anchor::published(when).last_day(), &entities.people, &places);
    about::mark(&document.text, &mut places, &about);
    document.issues.append(&mut issues);
    let dates = entities.dates.into_iter().zip(entities.circumstances).zip(kinds);
    let dates = dates
        .map(|((when, said), kind)| Dated {
            when,
            // What its event, its byline or its clause says goes before the word beside it.
            kind: if kind == DateKind::Mention { said.kind } else { kind },
            cue: said.cue.filter(|_| kind == DateKind::Mention || kind == said.kind),
            basis: said.basis,
            time: said.time,
            recurring: said.recurring,
        })
        .collect();
    Record {
        document,
        fingerprint: Fingerprint::default(),
        title,
        published,
        authors,
        dates,
        places,
        about,
        people: entities.people,
        organisations: entities.organisations,
        events,
    }
}

/// Keeps the first of what is found and says how much was left out.
fn limit<T>(found: &mut Vec<T>, most: usize, what: &str, issues: &mut Vec<Issue>) {
    if found.len() > most {
        let message = format!("only the first {most} of {} {what} were kept", found.len());
        issues.push(Issue::new("mentions-limited", message));
        found.truncate(most);
    }
}

/// A place is a venue where an event takes place there, and "in Osh" elsewhere where Osh is the venue of one; "in Osh" alone is
/// a mention.
fn with_roles(mut places: Vec<Found<PlaceRef>>, events: &[Event]) -> Vec<Found<PlaceRef>> {
    let venues: BTreeSet<PlaceId> =
        events.iter().filter_map(|event| Some(event.venue.as_ref()?.value.id)).collect();
    let told = events.iter().filter_map(|event| Some((event.venue.as_ref()?.value.id, &event.evidence)));
    let mut told: Vec<(Span, PlaceId)> =
        told.flat_map(|(venue, spans)| spans.iter().map(move |span| (*span, venue))).collect();
    told.sort_unstable();
    let mut told = told.into_iter().peekable();
    // The evidence that may hold the place at hand; places come in the order of the text.
    let mut open: Vec<(Span, PlaceId)> = Vec::new();
    for place in &mut places {
        while let Some(next) = told.next_if(|(span, _)| span.start() <= place.span.start()) {
            open.push(next);
        }
        open.retain(|(span, _)| span.end() > place.span.start());
        let venue = open.iter().any(|(span, venue)| *venue == place.value.id && span.contains(place.span));
        if venue && place.value.role != PlaceRole::Dateline {
            place.value.role = PlaceRole::Venue;
        } else if place.value.role == PlaceRole::Venue && !venues.contains(&place.value.id) {
            place.value.role = PlaceRole::Mention;
        }
    }
    places
}
