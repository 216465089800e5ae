//! The corpus: documents, gold annotations, gold queries. `corpus/README.md` tells what the fields mean.

use serde::Deserialize;
use std::fs;
use std::path::PathBuf;

/// A gold annotation.
#[derive(Debug, Clone, Deserialize)]
pub struct Gold {
    /// The file's name in `corpus/documents`.
    pub document: String,
    /// True for what is no document.
    #[serde(default)]
    pub rejected: bool,
    /// ISO 639-1.
    pub language: Option<String>,
    /// The title without the site's name.
    pub title: Option<String>,
    /// The authors stated.
    #[serde(default)]
    pub authors: Vec<String>,
    /// When it was published.
    pub published: Option<GoldValue>,
    /// Fragments that must be in the main text.
    #[serde(default)]
    pub main_contains: Vec<String>,
    /// Words that must not be in the main text.
    #[serde(default)]
    pub chrome_contains: Vec<String>,
    /// Calendar expressions.
    #[serde(default)]
    pub dates: Vec<GoldDate>,
    /// Places.
    #[serde(default)]
    pub places: Vec<GoldPlace>,
    /// Places that only an adjective, a people or the word for capital names; nothing is asked where it is absent.
    pub described: Option<Vec<GoldPlace>>,
    /// People.
    #[serde(default)]
    pub people: Vec<GoldPerson>,
    /// Organisations that matter.
    #[serde(default)]
    pub organisations: Vec<serde_json::Value>,
    /// Events.
    #[serde(default)]
    pub events: Vec<GoldEvent>,
    /// Names that must never be a venue.
    #[serde(default)]
    pub not_venues: Vec<String>,
}

/// A value and whether it is inferred.
#[derive(Debug, Clone, Deserialize)]
pub struct GoldValue {
    /// ISO 8601 at its own precision.
    pub value: String,
}

/// A calendar expression.
#[derive(Debug, Clone, Deserialize)]
pub struct GoldDate {
    /// Verbatim.
    pub text: String,
    /// Which occurrence, from 1.
    pub nth: usize,
    /// Its value.
    pub value: String,
    /// Whether part of it comes from the context.
    #[serde(default)]
    pub inferred: bool,
    /// What it dates, where the document makes it clear.
    pub kind: Option<String>,
    /// The time of day beside it.
    pub time: Option<String>,
    /// Whether it comes again.
    #[serde(default)]
    pub recurring: bool,
}

/// A mention of a place.
#[derive(Debug, Clone, Deserialize)]
pub struct GoldPlace {
    /// Verbatim.
    pub text: String,
    /// Which occurrence, from 1.
    pub nth: usize,
    /// The GeoNames id; null for a grouping.
    pub geonameid: Option<u32>,
    /// The role.
    pub role: String,
}

/// A person.
#[derive(Debug, Clone, Deserialize)]
pub struct GoldPerson {
    /// The fullest name.
    pub name: String,
    /// The role without the organisation.
    pub role: Option<String>,
}

/// A venue.
#[derive(Debug, Clone, Deserialize)]
#[serde(untagged)]
pub enum GoldVenue {
    /// With its identifier.
    Place {
        /// The GeoNames id.
        geonameid: Option<u32>,
        /// The name.
        name: Option<String>,
    },
    /// By name alone.
    Name(String),
}

/// An event.
#[derive(Debug, Clone, Deserialize)]
pub struct GoldEvent {
    /// When.
    pub when: Option<String>,
    /// Where.
    pub venue: Option<GoldVenue>,
    /// Its proper name.
    pub name: Option<String>,
    /// Who.
    #[serde(default)]
    pub people: Vec<String>,
    /// Its status.
    pub status: String,
}

/// A gold query.
#[derive(Debug, Clone, Deserialize)]
pub struct GoldQuery {
    /// Its number.
    pub id: String,
    /// `search` or `events`.
    pub verb: String,
    /// As typed.
    pub query: String,
    /// The documents that must be found, all of them.
    pub relevant: Vec<String>,
}

/// Where the documents are.
pub fn documents() -> PathBuf {
    crate::root().join("corpus/documents")
}

/// Every gold annotation, by name.
pub fn all() -> Vec<Gold> {
    let mut paths: Vec<PathBuf> = fs::read_dir(crate::root().join("corpus/gold"))
        .expect("the corpus has gold annotations")
        .map(|entry| entry.expect("a readable folder").path())
        .collect();
    paths.sort();
    paths
        .iter()
        .map(|path| {
            let text = fs::read_to_string(path).expect("a readable annotation");
            serde_json::from_str(&text).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
        })
        .collect()
}

/// Every gold query, in order.
pub fn queries() -> Vec<GoldQuery> {
    let text =
        fs::read_to_string(crate::root().join("corpus/queries.jsonl")).expect("the corpus has queries");
    text.lines()
        .filter(|line| !line.trim().is_empty())
        .map(|line| serde_json::from_str(line).unwrap_or_else(|error| panic!("{line}: {error}")))
        .collect()
}

/// Where the `nth` occurrence of `fragment` stands in `text`, in bytes.
pub fn nth(text: &str, fragment: &str, nth: usize) -> Option<(usize, usize)> {
    let mut from = 0;
    for number in 1.. {
        let at = from + text.get(from..)?.find(fragment)?;
        if number == nth {
            return Some((at, at + fragment.len()));
        }
        from = at + text.get(at..)?.chars().next().map_or(1, char::len_utf8);
    }
    None
}
