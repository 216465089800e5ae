//! Records to put into engines: random ones with random questions about them, and a few written by hand.

mod chance;
mod questions;
mod sample;

pub use chance::record;
pub use questions::query;
pub use sample::{conference, refusal, seminar, sentence_events, undated};

use rapporteur_model::{DocId, Document, Format, PlaceId, PlaceKind, PlaceRef, PlaceRole};

/// Words of three languages, with forms that share a stem and some that nearly do.
pub const WORDS: &[&str] = &[
    "migrant",
    "migrants",
    "migration",
    "remittances",
    "remittance",
    "Meeting",
    "meetings",
    "lakes",
    "lake",
    "water",
    "Bank’s",
    "bank",
    "reading",
    "room",
    "rooms",
    "the",
    "2011-11",
    "миграция",
    "миграции",
    "мигрантов",
    "встреча",
    "встречи",
    "озёра",
    "озеро",
    "вода",
    "воды",
    "Ёлка",
    "réunion",
    "réunions",
    "école",
    "eau",
    "lac",
    "Houérou",
];

/// A place: its identifier, name, kind and country, what holds it, degrees north and east.
type Row = (u32, &'static str, PlaceKind, Option<&'static str>, &'static [u32], (f32, f32));

/// Places that lie in each other, and two on either side of the meridian of 180°.
const PLACES: &[Row] = &[
    (
        1_221_874,
        "Dushanbe",
        PlaceKind::City,
        Some("TJ"),
        &[1_220_409, 4_000_000_001, 6_255_147],
        (38.536, 68.779),
    ),
    (
        1_528_675,
        "Bishkek",
        PlaceKind::City,
        Some("KG"),
        &[1_527_747, 4_000_000_001, 6_255_147],
        (42.87, 74.59),
    ),
    (
        1_527_534,
        "Osh",
        PlaceKind::City,
        Some("KG"),
        &[1_346_798, 1_527_747, 4_000_000_001, 6_255_147],
        (40.53, 72.798),
    ),
    (1_220_409, "Tajikistan", PlaceKind::Country, Some("TJ"), &[4_000_000_001, 6_255_147], (39.0, 71.0)),
    (1_527_747, "Kyrgyzstan", PlaceKind::Country, Some("KG"), &[4_000_000_001, 6_255_147], (41.5, 75.0)),
    (524_901, "Moscow", PlaceKind::City, Some("RU"), &[2_017_370, 6_255_148], (55.752, 37.616)),
    (4_000_000_001, "Central Asia", PlaceKind::Grouping, None, &[6_255_147], (45.451, 68.832)),
    (
        1_528_521,
        "Issyk-Kul",
        PlaceKind::Feature,
        Some("KG"),
        &[1_527_747, 4_000_000_001, 6_255_147],
        (42.45, 77.25),
    ),
    (2_198_148, "Suva", PlaceKind::City, Some("FJ"), &[6_255_151], (-18.142, 178.442)),
    (4_035_413, "Apia", PlaceKind::City, Some("WS"), &[6_255_151], (-13.833, -171.767)),
];

/// The place with this number in the table, counted round.
pub fn place(number: usize, role: PlaceRole) -> PlaceRef {
    let (id, name, kind, country, parents, (lat, lon)) = PLACES[number % PLACES.len()];
    PlaceRef {
        id: PlaceId(id),
        name: name.to_owned(),
        kind,
        country: country.map(str::to_owned),
        parents: parents.iter().copied().map(PlaceId).collect(),
        lat,
        lon,
        role,
    }
}

/// Identifiers that are in the table of places or hold one of them.
fn place_ids() -> Vec<PlaceId> {
    let mut ids: Vec<PlaceId> = PLACES
        .iter()
        .flat_map(|(id, _, _, _, parents, _)| parents.iter().chain([id]))
        .copied()
        .map(PlaceId)
        .collect();
    ids.sort_unstable();
    ids.dedup();
    ids
}

/// A document with a text and nothing else.
pub fn document(id: &str, language: Option<&str>, text: &str) -> Document {
    Document {
        id: DocId::new(id),
        uri: format!("pages/{id}.html"),
        format: Format::Html,
        charset: "UTF-8".to_owned(),
        text: text.to_owned(),
        chrome: String::new(),
        blocks: Vec::new(),
        links: Vec::new(),
        declared: Vec::new(),
        foreign: Vec::new(),
        language: language.map(str::to_owned),
        issues: Vec::new(),
    }
}

/// First names and surnames; the keys of a person are both, so that two people can share one.
const FIRST: &[&str] = &["igor", "anna", "zarina"];
const LAST: &[&str] = &["petrov", "nazarzoda", "ivanova"];

/// The name and the keys of the person with this number.
fn person(number: usize) -> (String, Vec<String>) {
    let (first, last) = (FIRST[number % FIRST.len()], LAST[number / FIRST.len() % LAST.len()]);
    let mut keys = vec![first.to_owned(), last.to_owned(), format!("={first}"), format!("{}.", &first[..1])];
    keys.sort();
    (format!("{first} {last}"), keys)
}
