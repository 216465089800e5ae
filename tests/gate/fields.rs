//! What is read out of each document, against its gold annotation.

use crate::tally::Table;
use rapporteur_model::{DateKind, Dated, DocId, Event, Found, PlaceRef, PlaceRole, Record, Span, When};
use rapporteur_tests::gold::{self, Gold, GoldDate, GoldEvent, GoldPlace, GoldVenue};
use std::fs;

/// Scores every document, and gives the records.
pub(crate) fn score(table: &mut Table) -> Vec<(String, Record)> {
    let mut records = Vec::new();
    for gold in gold::all() {
        let name = gold.document.clone();
        let bytes = fs::read(gold::documents().join(&name)).expect("a gold annotation has a document");
        let stem = name.rsplit_once('.').map_or(name.as_str(), |(stem, _)| stem).to_owned();
        let id = DocId::new(&stem);
        let read =
            rapporteur_ingest::ingest(&rapporteur_ingest::Input { id: &id, uri: &name, bytes: &bytes });
        table.single("rejected", &name, gold.rejected.then_some(true), read.is_err().then_some(true));
        let Ok(document) = read else { continue };
        if gold.rejected {
            continue;
        }
        let record = rapporteur_annotate::annotate(document);
        document_fields(&gold, &record, table);
        mentions(&gold, &record, table);
        events(&gold, &record, table);
        records.push((stem, record));
    }
    records
}

fn document_fields(gold: &Gold, record: &Record, table: &mut Table) {
    let (name, document) = (&gold.document, &record.document);
    table.single("language", name, gold.language.as_deref(), document.language.as_deref());
    table.single(
        "title",
        name,
        gold.title.as_deref().map(folded),
        record.title.as_ref().map(|title| folded(&title.value)),
    );
    table.single(
        "published",
        name,
        gold.published.as_ref().map(|value| value.value.clone()),
        record.published.as_ref().map(|published| published.value.to_string()),
    );
    table.lists("authors", name, &gold.authors, &record.authors, |gold, found| folded(gold) == folded(found));
    let main: Vec<&String> =
        gold.main_contains.iter().filter(|part| document.text.contains(part.as_str())).collect();
    table.lists("main text kept", name, &gold.main_contains, &main, |gold, found| gold == *found);
    let kept_out: Vec<&String> =
        gold.chrome_contains.iter().filter(|part| !document.text.contains(part.as_str())).collect();
    table.lists("chrome kept out", name, &gold.chrome_contains, &kept_out, |gold, found| gold == *found);
}

fn mentions(gold: &Gold, record: &Record, table: &mut Table) {
    let (name, text) = (&gold.document, record.document.text.as_str());
    let span = |fragment: &str, number: usize| {
        gold::nth(text, fragment, number).map(|(start, end)| Span::new(start, end))
    };
    let dates: Vec<(String, String)> = record
        .dates
        .iter()
        .map(|dated| (dated.when.span.of(text).to_owned(), dated.when.value.to_string()))
        .collect();
    let spans: Vec<Span> = record.dates.iter().map(|dated| dated.when.span).collect();
    let pairs = table.lists(
        "dates",
        name,
        &gold.dates,
        &dates.iter().zip(&spans).collect::<Vec<_>>(),
        |gold, (found, at)| {
            same_time(&gold.value, &found.1)
                && span(&gold.text, gold.nth).is_some_and(|span| span.overlaps(**at))
        },
    );
    for (wanted, found) in pairs {
        let right = gold.dates[wanted].inferred == record.dates[found].when.inferred;
        let tally = table.tally("dates inferred flag");
        tally.gold += 1;
        tally.found += 1;
        tally.right += u32::from(right);
        date_details(name, &gold.dates[wanted], &record.dates[found], table);
    }
    let is_described = |place: &&Found<PlaceRef>| {
        place.rule == rapporteur_annotate::ADJECTIVE || place.rule == rapporteur_annotate::CAPITAL
    };
    let (described, places): (Vec<_>, Vec<_>) = record.places.iter().partition(is_described);
    let same = |gold: &GoldPlace, found: &(&str, u32, PlaceRole, Span)| {
        span(&gold.text, gold.nth).is_some_and(|span| span.overlaps(found.3))
            && gold.geonameid.is_none_or(|id| id == found.1)
    };
    let told = |places: &[&Found<PlaceRef>]| -> Vec<_> {
        let told =
            |place: &&Found<PlaceRef>| (place.span.of(text), place.value.id.0, place.value.role, place.span);
        places.iter().map(told).collect()
    };
    if let Some(gold) = &gold.described {
        table.lists("places described", name, gold, &told(&described), same);
    }
    let pairs = table.lists("places", name, &gold.places, &told(&places), same);
    for (wanted, found) in pairs {
        let (wanted, found) = (&gold.places[wanted], places[found].value.role.as_str());
        table.single("place roles", name, Some(wanted.role.clone()), Some(found.to_owned()));
    }
    let people: Vec<(&str, Option<&str>)> =
        record.people.iter().map(|person| (person.name.as_str(), person.role.as_deref())).collect();
    let pairs = table
        .lists("people", name, &gold.people, &people, |gold, found| folded(&gold.name) == folded(found.0));
    for (wanted, found) in pairs {
        let (wanted, found) = (&gold.people[wanted].role, &record.people[found].role);
        table.single("people roles", name, wanted.as_deref().map(folded), found.as_deref().map(folded));
    }
    let bodies: Vec<String> = gold
        .organisations
        .iter()
        .filter_map(|value| value.as_str().or_else(|| value.get("name")?.as_str()).map(folded))
        .collect();
    let found: Vec<String> = record.organisations.iter().map(|body| folded(&body.name)).collect();
    // The gold lists only the bodies that matter: what is found besides is no mistake.
    let known: Vec<&String> = found.iter().filter(|name| bodies.contains(name)).collect();
    table.lists("organisations (recall)", name, &bodies, &known, |gold, found| gold == *found);
}

/// What is said of a date besides its value. A kind counts only where the gold has one.
fn date_details(name: &str, gold: &GoldDate, found: &Dated, table: &mut Table) {
    let of = |value: &str| format!("{} of {}", value, gold.text);
    if let Some(kind) = &gold.kind {
        table.single("date kinds", name, Some(of(kind)), Some(of(kind_name(found.kind))));
    }
    table.single(
        "date times",
        name,
        gold.time.as_deref().map(of),
        found.time.map(|time| of(&time.to_string())),
    );
    table.single(
        "recurring dates",
        name,
        gold.recurring.then(|| gold.text.clone()),
        found.recurring.then(|| gold.text.clone()),
    );
}

fn kind_name(kind: DateKind) -> &'static str {
    match kind {
        DateKind::Publication => "publication",
        DateKind::Dateline => "dateline",
        DateKind::Event => "event",
        DateKind::Deadline => "deadline",
        DateKind::Founding => "founding",
        DateKind::Validity => "validity",
        DateKind::Mention => "mention",
    }
}

fn events(gold: &Gold, record: &Record, table: &mut Table) {
    let name = &gold.document;
    let found: Vec<String> = record.events.iter().map(shown).collect();
    let pairs = table.lists(
        "events",
        name,
        &gold.events,
        &record.events.iter().zip(&found).map(Pair).collect::<Vec<_>>(),
        |gold, Pair((found, _))| same_when(gold, found) && same_venue(gold, found),
    );
    for (wanted, found) in &pairs {
        let (wanted, found) = (&gold.events[*wanted], &record.events[*found]);
        table.single(
            "event status",
            name,
            Some(wanted.status.clone()),
            Some(found.status.as_str().to_owned()),
        );
        let people: Vec<&str> = found.people.iter().map(|person| person.name.as_str()).collect();
        table.lists("event people", name, &wanted.people, &people, |gold, found| {
            folded(gold) == folded(found)
        });
        table.single(
            "event names",
            name,
            wanted.name.as_deref().map(folded),
            found.name.as_ref().map(|name| folded(&name.value)),
        );
    }
    let dated: Vec<&Event> = record.events.iter().filter(|event| event.when.is_some()).collect();
    let gold_dated: Vec<&GoldEvent> = gold.events.iter().filter(|event| event.when.is_some()).collect();
    table.lists(
        "event dates",
        name,
        &gold_dated,
        &dated.iter().map(|event| Pair((*event, &name))).collect::<Vec<_>>(),
        |gold, Pair((found, _))| same_when(gold, found),
    );
    let wrong = record
        .events
        .iter()
        .filter_map(|event| event.venue.as_ref())
        .filter(|venue| {
            let said = venue.span.of(&record.document.text);
            gold.not_venues
                .iter()
                .any(|name| folded(name) == folded(&venue.value.name) || folded(name) == folded(said))
        })
        .count();
    if wrong > 0 {
        table.differs(name, &format!("{wrong} venues that are none"));
    }
    let tally = table.tally("venues that are venues");
    let venues = record.events.iter().filter(|event| event.venue.is_some()).count();
    tally.found += u32::try_from(venues).expect("few");
    tally.gold += u32::try_from(venues).expect("few");
    tally.right += u32::try_from(venues - wrong).expect("few");
}

/// An event beside what is shown of it.
struct Pair<'a, T>((&'a Event, &'a T));

impl<T> std::fmt::Debug for Pair<'_, T> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&shown(self.0.0))
    }
}

fn shown(event: &Event) -> String {
    let when = event.when.as_ref().map(|when| when.value.to_string());
    let venue = event.venue.as_ref().map(|venue| venue.value.name.clone());
    let people: Vec<&str> = event.people.iter().map(|person| person.name.as_str()).collect();
    format!("{when:?} {venue:?} {people:?} {}", event.status.as_str())
}

fn same_when(gold: &GoldEvent, found: &Event) -> bool {
    match (&gold.when, &found.when) {
        (None, None) => true,
        (Some(gold), Some(found)) => same_time(gold, &found.value.to_string()),
        _ => false,
    }
}

/// The same days: a week and the seven days of it are written in two ways.
fn same_time(gold: &str, found: &str) -> bool {
    let days = |text: &str| text.parse::<When>().ok().map(|when| (when.start(), when.end()));
    gold == found || days(gold).is_some() && days(gold) == days(found)
}

fn same_venue(gold: &GoldEvent, found: &Event) -> bool {
    match (&gold.venue, &found.venue) {
        (None, None) => true,
        (Some(GoldVenue::Place { geonameid: Some(id), .. }), Some(found)) => *id == found.value.id.0,
        (Some(GoldVenue::Place { name: Some(name), .. } | GoldVenue::Name(name)), Some(found)) => {
            folded(name) == folded(&found.value.name)
        }
        _ => false,
    }
}

fn folded(text: &str) -> String {
    text.to_lowercase()
        .replace(['’', '‘'], "'")
        .replace('ё', "е")
        .split_whitespace()
        .collect::<Vec<_>>()
        .join(" ")
}
