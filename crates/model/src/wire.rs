//! The JSON contract of `extract`, `show --json` and `GET /documents/{id}`: one object a document, offsets in
//! Unicode code points. Programs outside the repository read it; fields are added, never renamed.

use crate::{Chosen, DeclaredField, Document, Event, Found, Issue, PlaceRef, Record, Span, When};
use serde::Serialize;

mod about;
mod page;

use about::{AboutJson, about};
pub use page::{Asked, HitJson, PageJson, hit, page};

/// A document with its annotations, as the contract shows it.
#[derive(Debug, Serialize)]
pub struct DocumentJson<'a> {
    uri: &'a str,
    id: &'a str,
    title: Option<&'a str>,
    language: Option<&'a str>,
    authors: &'a [String],
    published: Option<PublishedJson<'a>>,
    text: &'a str,
    chrome: &'a str,
    format: &'static str,
    charset: &'a str,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    links: Vec<LinkJson<'a>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    foreign: Vec<ForeignJson<'a>>,
    dates: Vec<DateJson<'a>>,
    places: Vec<PlaceJson<'a>>,
    about: Vec<AboutJson<'a>>,
    people: Vec<PersonJson<'a>>,
    organisations: Vec<OrganisationJson<'a>>,
    events: Vec<EventJson<'a>>,
    candidates: CandidatesJson<'a>,
    issues: &'a [Issue],
}

/// What the source declares of title, publication date and authors: all that was chosen among.
#[derive(Debug, Serialize)]
struct CandidatesJson<'a> {
    title: Vec<CandidateJson<'a>>,
    published: Vec<CandidateJson<'a>>,
    authors: Vec<CandidateJson<'a>>,
}

#[derive(Debug, Serialize)]
struct CandidateJson<'a> {
    value: &'a str,
    rule: &'a str,
}

#[derive(Debug, Serialize)]
struct PublishedJson<'a> {
    start: String,
    end: String,
    precision: &'static str,
    inferred: bool,
    evidence: &'a str,
    rule: &'a str,
}

#[derive(Debug, Serialize)]
struct LinkJson<'a> {
    start: usize,
    end: usize,
    target: &'a str,
}

#[derive(Debug, Serialize)]
struct ForeignJson<'a> {
    start: usize,
    end: usize,
    language: &'a str,
}

#[derive(Debug, Serialize)]
struct DateJson<'a> {
    start: usize,
    end: usize,
    value: String,
    precision: &'static str,
    inferred: bool,
    rule: String,
    kind: crate::DateKind,
    #[serde(skip_serializing_if = "Option::is_none")]
    cue: Option<PartJson<'a>>,
    /// From where a part of the value comes: the publication date, or a part of the text.
    #[serde(skip_serializing_if = "Option::is_none")]
    anchor: Option<AnchorJson<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    time: Option<String>,
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    recurring: bool,
}

#[derive(Debug, Serialize)]
struct PartJson<'a> {
    start: usize,
    end: usize,
    text: &'a str,
}

#[derive(Debug, Serialize)]
#[serde(untagged)]
enum AnchorJson<'a> {
    Name(&'static str),
    Part(PartJson<'a>),
}

#[derive(Debug, Serialize)]
struct PlaceJson<'a> {
    start: usize,
    end: usize,
    text: &'a str,
    geonameid: u32,
    name: &'a str,
    country: Option<&'a str>,
    lat: f64,
    lon: f64,
    role: &'static str,
    rule: &'a str,
}

#[derive(Debug, Serialize)]
struct PersonJson<'a> {
    name: &'a str,
    role: Option<&'a str>,
    organisation: Option<&'a str>,
    mentions: Vec<[usize; 2]>,
}

#[derive(Debug, Serialize)]
struct OrganisationJson<'a> {
    name: &'a str,
    role: Option<&'a str>,
    mentions: Vec<[usize; 2]>,
    /// Other names the document has for it.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    names: Vec<&'a str>,
    /// The body of the table, and its name there.
    #[serde(skip_serializing_if = "Option::is_none")]
    identity: Option<&'a crate::Identity>,
    /// The words that say its role.
    #[serde(skip_serializing_if = "Option::is_none")]
    evidence: Option<PartJson<'a>>,
}

/// An event, as the contract shows it.
#[derive(Debug, Serialize)]
pub struct EventJson<'a> {
    when: Option<String>,
    precision: Option<&'static str>,
    inferred: bool,
    venue: Option<VenueJson<'a>>,
    name: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    series: Option<&'a crate::Series>,
    people: Vec<&'a str>,
    organisations: Vec<InvolvedJson<'a>>,
    status: &'static str,
    evidence: Vec<EvidenceJson<'a>>,
}

#[derive(Debug, Serialize)]
struct VenueJson<'a> {
    geonameid: u32,
    name: &'a str,
    country: Option<&'a str>,
    lat: f64,
    lon: f64,
}

#[derive(Debug, Serialize)]
struct InvolvedJson<'a> {
    name: &'a str,
    role: &'static str,
}

#[derive(Debug, Serialize)]
struct EvidenceJson<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    start: Option<usize>,
    #[serde(skip_serializing_if = "Option::is_none")]
    end: Option<usize>,
    text: &'a str,
}

/// Turns byte offsets of one text into code point offsets.
#[derive(Debug)]
pub struct CodePoints {
    /// For each byte the number of code points before it; empty for ASCII text, where the two are the same.
    before: Vec<u32>,
}

impl CodePoints {
    /// The table for a text, 4 bytes a byte unless it is ASCII.
    pub fn of(text: &str) -> Self {
        if text.is_ascii() {
            return Self { before: Vec::new() };
        }
        let mut before = Vec::with_capacity(text.len() + 1);
        let mut seen = 0;
        for byte in text.bytes() {
            let continues = byte & 0xC0 == 0x80;
            before.push(if continues { seen - 1 } else { seen });
            seen += u32::from(!continues);
        }
        before.push(seen);
        Self { before }
    }

    /// The number of code points before byte `at`.
    pub fn at(&self, at: usize) -> usize {
        match self.before.get(at).or(self.before.last()) {
            Some(count) => *count as usize,
            None => at,
        }
    }

    fn pair(&self, span: Span) -> [usize; 2] {
        [self.at(span.start()), self.at(span.end())]
    }
}

/// Coordinates are kept in single precision; the contract shows them with the four decimals that carry meaning.
fn degrees(value: f32) -> f64 {
    (f64::from(value) * 10_000.0).round() / 10_000.0
}

/// An event of a document, with its offsets.
pub fn event<'a>(event: &'a Event, document: &'a Document, points: &CodePoints) -> EventJson<'a> {
    let evidence = event.evidence.iter().map(|span| {
        let [start, end] = points.pair(*span);
        EvidenceJson { start: Some(start), end: Some(end), text: span.of(&document.text) }
    });
    with_evidence(event, evidence.collect())
}

fn with_evidence<'a>(event: &'a Event, evidence: Vec<EvidenceJson<'a>>) -> EventJson<'a> {
    EventJson {
        when: event.when.as_ref().map(|when| when.value.to_string()),
        precision: event.when.as_ref().map(|when| when.value.precision().as_str()),
        inferred: event.when.as_ref().is_some_and(|when| when.inferred),
        venue: event.venue.as_ref().map(|venue| VenueJson {
            geonameid: venue.value.id.0,
            name: &venue.value.name,
            country: venue.value.country.as_deref(),
            lat: degrees(venue.value.lat),
            lon: degrees(venue.value.lon),
        }),
        name: event.name.as_ref().map(|name| name.value.as_str()),
        series: event.series.as_ref(),
        people: event.people.iter().map(|person| person.name.as_str()).collect(),
        organisations: event
            .organisations
            .iter()
            .map(|involved| InvolvedJson { name: &involved.name, role: involved.role.as_str() })
            .collect(),
        status: event.status.as_str(),
        evidence,
    }
}

/// A record in the shape of the contract.
pub fn document(record: &Record) -> DocumentJson<'_> {
    let document = &record.document;
    let points = CodePoints::of(&document.text);
    let part = |span: Span| {
        let [start, end] = points.pair(span);
        PartJson { start, end, text: span.of(&document.text) }
    };
    DocumentJson {
        uri: &document.uri,
        id: document.id.as_str(),
        title: record.title.as_ref().map(|title| title.value.as_str()),
        language: document.language.as_deref(),
        authors: &record.authors,
        published: record.published.as_ref().map(published),
        text: &document.text,
        chrome: &document.chrome,
        format: document.format.as_str(),
        charset: &document.charset,
        links: document
            .links
            .iter()
            .map(|link| {
                let [start, end] = points.pair(link.span);
                LinkJson { start, end, target: &link.target }
            })
            .collect(),
        foreign: document
            .foreign
            .iter()
            .map(|part| {
                let [start, end] = points.pair(part.span);
                ForeignJson { start, end, language: &part.language }
            })
            .collect(),
        dates: record
            .dates
            .iter()
            .map(|dated| {
                let [start, end] = points.pair(dated.when.span);
                DateJson {
                    start,
                    end,
                    value: dated.when.value.to_string(),
                    precision: dated.when.value.precision().as_str(),
                    inferred: dated.when.inferred,
                    rule: dated.when.rule.to_string(),
                    kind: dated.kind,
                    cue: dated.cue.map(part),
                    anchor: dated.when.inferred.then(|| match dated.basis {
                        Some(span) => AnchorJson::Part(part(span)),
                        None => AnchorJson::Name("published"),
                    }),
                    time: dated.time.map(|time| time.to_string()),
                    recurring: dated.recurring,
                }
            })
            .collect(),
        places: record.places.iter().map(|place| place_json(place, document, &points)).collect(),
        about: record.about.iter().map(|place| about(place, part(place.span))).collect(),
        people: record
            .people
            .iter()
            .map(|person| PersonJson {
                name: &person.name,
                role: person.role.as_deref(),
                organisation: person.organisation.as_deref(),
                mentions: person.mentions.iter().map(|span| points.pair(*span)).collect(),
            })
            .collect(),
        organisations: record
            .organisations
            .iter()
            .map(|body| OrganisationJson {
                name: &body.name,
                role: body.role.as_ref().map(|role| role.value.as_str()),
                mentions: body.mentions.iter().map(|span| points.pair(*span)).collect(),
                names: body.names.iter().map(String::as_str).filter(|name| *name != body.name).collect(),
                identity: body.identity.as_ref(),
                evidence: body.role.as_ref().map(|role| part(role.span)),
            })
            .collect(),
        events: record.events.iter().map(|held| event(held, document, &points)).collect(),
        candidates: candidates(document),
        issues: &document.issues,
    }
}

/// At most so many candidates of a field are shown, in the order of the page.
const CANDIDATES: usize = 16;

fn candidates(document: &Document) -> CandidatesJson<'_> {
    let of = |fields: &[DeclaredField]| -> Vec<CandidateJson<'_>> {
        let declared = document.declared.iter().filter(|declared| fields.contains(&declared.field));
        declared.take(CANDIDATES).map(|one| CandidateJson { value: &one.value, rule: &one.rule }).collect()
    };
    CandidatesJson {
        title: of(&[DeclaredField::Title]),
        published: of(&[DeclaredField::Published, DeclaredField::Modified]),
        authors: of(&[DeclaredField::Author]),
    }
}

fn published(chosen: &Chosen<When>) -> PublishedJson<'_> {
    PublishedJson {
        start: chosen.value.start().to_string(),
        end: chosen.value.end().to_string(),
        precision: chosen.value.precision().as_str(),
        inferred: chosen.inferred,
        evidence: &chosen.evidence,
        rule: &chosen.rule,
    }
}

fn place_json<'a>(place: &'a Found<PlaceRef>, document: &'a Document, points: &CodePoints) -> PlaceJson<'a> {
    let [start, end] = points.pair(place.span);
    PlaceJson {
        start,
        end,
        text: place.span.of(&document.text),
        geonameid: place.value.id.0,
        name: &place.value.name,
        country: place.value.country.as_deref(),
        lat: degrees(place.value.lat),
        lon: degrees(place.value.lon),
        role: place.value.role.as_str(),
        rule: &place.rule,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn offsets_count_code_points_not_bytes() {
        let points = CodePoints::of("в Бишкеке");
        assert_eq!(points.pair(Span::new(3, 17)), [2, 9]);
        assert_eq!(CodePoints::of("Osh").pair(Span::new(1, 3)), [1, 3]);
        assert_eq!(CodePoints::of("").pair(Span::new(0, 0)), [0, 0]);
    }
}
