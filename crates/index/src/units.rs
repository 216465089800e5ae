//! A record → the units of the index: the document and each of its events, field by field.

use crate::analysis::Stems;
use crate::error::Result;
use crate::kinship::Bodies;
use crate::schema::{DOCUMENT, EVENT, Fields};
use crate::words::Words;
use crate::{calendar, inside, stored};
use rapporteur_model::{DeclaredField, DocId, Event, Found, PlaceRef, Point, Record, When};
use std::collections::BTreeSet;
use tantivy::TantivyDocument;
use tantivy::schema::Field;
use tantivy::tokenizer::{PreTokenizedString, Token};

/// The identifier of a unit: its document's, and which event it is.
pub(crate) fn unit_id(id: &DocId, event: Option<usize>) -> String {
    event.map_or_else(|| id.to_string(), |event| format!("{id}\u{1f}{event}"))
}

/// The place of a unit among equal hits: the beginning of its identifier's digest.
pub(crate) fn tie(unit: &str) -> u64 {
    let digest = blake3::hash(unit.as_bytes());
    digest.as_bytes()[..8].iter().fold(0, |tie, byte| tie << 8 | u64::from(*byte))
}

/// A record as the units it becomes.
pub(crate) struct Units<'a> {
    pub(crate) fields: &'a Fields,
    pub(crate) record: &'a Record,
}

impl Units<'_> {
    /// Hands over the document and each of its events, one at a time: a register has a hundred thousand.
    pub(crate) fn each(&self, mut add: impl FnMut(TantivyDocument) -> Result<()>) -> Result<()> {
        let stems = Stems::of(self.record.document.language.as_deref());
        let mut words = Words::new(&stems);
        let bodies = Bodies::of(self.record);
        add(self.document(&bodies, &mut words)?)?;
        for (ordinal, event) in self.record.events.iter().enumerate() {
            add(self.event(ordinal, event, &bodies, &mut words))?;
        }
        Ok(())
    }

    /// What a document and its events share.
    fn base(&self, kind: &str, event: Option<usize>) -> TantivyDocument {
        let (fields, record) = (self.fields, self.record);
        let document = &record.document;
        let id = unit_id(&document.id, event);
        let mut unit = TantivyDocument::new();
        unit.add_text(fields.kind, kind);
        unit.add_text(fields.doc, document.id.as_str());
        unit.add_u64(fields.tie, tie(&id));
        unit.add_text(fields.unit, id);
        unit.add_text(fields.format, document.format.as_str());
        unit.add_text(fields.lang, document.language.as_deref().unwrap_or("und"));
        for path in paths(&document.uri) {
            unit.add_text(fields.path, path);
        }
        for site in document
            .declared(DeclaredField::Url)
            .filter_map(|declared| host(&declared.value))
            .collect::<BTreeSet<_>>()
        {
            unit.add_text(fields.site, site);
        }
        if let Some(published) = &record.published {
            self.calendar(&mut unit, fields.published, "published", &[published.value]);
        }
        unit
    }

    fn document(&self, bodies: &Bodies<'_>, words: &mut Words<'_>) -> Result<TantivyDocument> {
        let (fields, record) = (self.fields, self.record);
        let mut unit = self.base(DOCUMENT, None);
        unit.add_text(fields.uri, &record.document.uri);
        unit.add_text(fields.fingerprint, &record.fingerprint.0);
        unit.add_bytes(fields.stored, &stored::record(record)?);
        let title = record.title.as_ref().map_or("", |title| title.value.as_str());
        // The title counts twice: one field so weighted beats two summed ones (measured on 6 of 7 sets).
        words.push(title);
        words.push(title);
        words.push(&record.document.text);
        unit.add_text(fields.content, words.take());
        words.push(title);
        unit.add_text(fields.title, words.take());
        words.push(&record.document.chrome);
        unit.add_text(fields.chrome, words.take());
        let texts = |words: &mut Words<'_>,
                     unit: &mut TantivyDocument,
                     field: Field,
                     texts: &mut dyn Iterator<Item = &str>| {
            texts.for_each(|text| words.push(text));
            unit.add_text(field, words.take());
        };
        texts(
            words,
            &mut unit,
            fields.name,
            &mut record.events.iter().filter_map(|event| event.name.as_ref()).map(|name| name.value.as_str()),
        );
        texts(
            words,
            &mut unit,
            fields.series,
            &mut record
                .events
                .iter()
                .filter_map(|event| event.series.as_ref())
                .map(|series| series.name.as_str()),
        );
        texts(
            words,
            &mut unit,
            fields.role,
            &mut record.people.iter().filter_map(|person| person.role.as_deref()),
        );
        self.organisations(&mut unit, None, bodies, words);
        let times = document_times(record);
        self.calendar(&mut unit, fields.when, "when", &times);
        let published = record.published.as_ref().map(|published| published.value);
        let years = published.iter().chain(times.iter().filter(|_| !record.events.is_empty()));
        self.years(&mut unit, years);
        if let Some(day) = published.or(times.first().copied()) {
            unit.add_i64(fields.day, i64::from(day.start().days_since_epoch()));
        }
        let places: Vec<&PlaceRef> = record.places.iter().map(|place| &place.value).collect();
        let venues: Vec<&PlaceRef> =
            record.events.iter().filter_map(|event| event.venue.as_ref()).map(|venue| &venue.value).collect();
        self.places(&mut unit, &places, &venues);
        let keys = record.people.iter().map(|person| person.keys.as_slice());
        let names = record.people.iter().map(|person| person.name.as_str());
        self.people(&mut unit, keys, names);
        for status in record.events.iter().map(|event| event.status.as_str()).collect::<BTreeSet<_>>() {
            unit.add_text(fields.status, status);
        }
        Ok(unit)
    }

    fn event<'a>(
        &self,
        ordinal: usize,
        event: &'a Event,
        bodies: &Bodies<'a>,
        words: &mut Words<'_>,
    ) -> TantivyDocument {
        let (fields, record) = (self.fields, self.record);
        let mut unit = self.base(EVENT, Some(ordinal));
        unit.add_u64(fields.ordinal, ordinal as u64);
        unit.add_text(fields.status, event.status.as_str());
        let title = record.title.as_ref().map_or("", |title| title.value.as_str());
        let name = event.name.as_ref().map_or("", |name| name.value.as_str());
        words.push(name);
        words.push(title);
        event.evidence.iter().for_each(|span| words.push(span.of(&record.document.text)));
        unit.add_text(fields.content, words.take());
        let mut one = |field: Field, text: &str| {
            words.push(text);
            unit.add_text(field, words.take());
        };
        one(fields.title, title);
        one(fields.name, name);
        one(fields.series, event.series.as_ref().map_or("", |series| series.name.as_str()));
        event.people.iter().filter_map(|person| person.role.as_deref()).for_each(|role| words.push(role));
        unit.add_text(fields.role, words.take());
        self.organisations(&mut unit, Some(event), bodies, words);
        let when: Option<When> = event.when.as_ref().map(|when| when.value);
        self.calendar(&mut unit, fields.when, "when", when.as_slice());
        self.years(&mut unit, when.iter());
        if let Some(when) = when {
            unit.add_i64(fields.day, i64::from(when.start().days_since_epoch()));
        }
        let venue: Vec<&PlaceRef> = event.venue.iter().map(|venue| &venue.value).collect();
        self.places(&mut unit, &venue, &venue);
        let keys = event.people.iter().map(|person| person.keys.as_slice());
        self.people(&mut unit, keys, event.people.iter().map(|person| person.name.as_str()));
        unit
    }

    fn organisations<'a>(
        &self,
        unit: &mut TantivyDocument,
        event: Option<&'a Event>,
        bodies: &Bodies<'a>,
        words: &mut Words<'_>,
    ) {
        let fields = self.fields;
        bodies.names(event).into_iter().for_each(|name| words.push(name));
        unit.add_text(fields.org, words.take());
        bodies.keys(event).into_iter().for_each(|key| unit.add_text(fields.body, key));
        bodies.labels(event).into_iter().for_each(|label| unit.add_text(fields.facet_org, label));
    }

    fn calendar(&self, unit: &mut TantivyDocument, field: Field, name: &str, times: &[When]) {
        let terms: BTreeSet<String> = times.iter().flat_map(|when| calendar::indexed(*when)).collect();
        if !terms.is_empty() {
            unit.add_text(self.fields.has, name);
        }
        for term in terms {
            unit.add_text(field, term);
        }
    }

    fn years<'a>(&self, unit: &mut TantivyDocument, times: impl Iterator<Item = &'a When>) {
        let years: BTreeSet<i32> = times
            .filter(|when| !when.is_open() && when.length() <= 3 * 366)
            .flat_map(|when| when.start().year()..=when.end().year())
            .collect();
        for year in years {
            unit.add_text(self.fields.facet_year, year.to_string());
        }
    }

    fn places(&self, unit: &mut TantivyDocument, places: &[&PlaceRef], venues: &[&PlaceRef]) {
        let fields = self.fields;
        let about: Vec<&PlaceRef> = self.record.about.iter().map(|place| &place.value).collect();
        for (places, exact_field, field, name) in [
            (places, fields.place_exact, fields.place, "place"),
            (venues, fields.venue_exact, fields.venue, "venue"),
            (&about[..], fields.about_exact, fields.about, "about"),
        ] {
            let exact: BTreeSet<u32> = places.iter().map(|place| place.id.0).collect();
            let held = held(places);
            if !exact.is_empty() {
                unit.add_text(fields.has, name);
            }
            exact.iter().for_each(|id| unit.add_text(exact_field, id.to_string()));
            held.iter().for_each(|id| unit.add_text(field, id.to_string()));
        }
        let points: BTreeSet<Point> = places.iter().filter_map(|place| place.point()).collect();
        let cells: BTreeSet<String> = points.iter().copied().flat_map(inside::cells_of).collect();
        points.into_iter().for_each(|point| unit.add_u64(fields.point, inside::packed(point)));
        cells.into_iter().for_each(|cell| unit.add_text(fields.cell, cell));
        held(places).into_iter().for_each(|id| unit.add_u64(fields.facet_place, u64::from(id)));
        let names: BTreeSet<&str> = places.iter().map(|place| place.name.as_str()).collect();
        names.into_iter().for_each(|name| unit.add_text(fields.facet_where, name));
        let countries: BTreeSet<&str> = places.iter().filter_map(|place| place.country.as_deref()).collect();
        countries.into_iter().for_each(|country| unit.add_text(fields.facet_country, country));
    }

    fn people<'a>(
        &self,
        unit: &mut TantivyDocument,
        keys: impl Iterator<Item = &'a [String]>,
        names: impl Iterator<Item = &'a str>,
    ) {
        // A position a person: the keys of one stand together, those of two never do.
        let tokens: Vec<Token> = keys
            .enumerate()
            .flat_map(|(position, keys)| {
                let token = |text: &String| Token { position, text: text.clone(), ..Token::default() };
                keys.iter().map(token).collect::<Vec<_>>()
            })
            .collect();
        if !tokens.is_empty() {
            unit.add_text(self.fields.has, "who");
        }
        unit.add_pre_tokenized_text(self.fields.who, PreTokenizedString { text: String::new(), tokens });
        names
            .collect::<BTreeSet<_>>()
            .into_iter()
            .for_each(|name| unit.add_text(self.fields.facet_who, name));
    }
}

/// The identifiers of places and of all that holds them, each once.
fn held(places: &[&PlaceRef]) -> BTreeSet<u32> {
    places.iter().flat_map(|place| place.parents.iter().chain([&place.id])).map(|id| id.0).collect()
}

/// The times of a document: of its events, and where it tells of none the closed ones of its dates.
pub(crate) fn document_times(record: &Record) -> Vec<When> {
    let events: Vec<When> = record
        .events
        .iter()
        .filter_map(|event| event.when.as_ref())
        .map(|when: &Found<When>| when.value)
        .collect();
    if record.events.is_empty() {
        return record.dates.iter().map(|dated| dated.when.value).filter(|when| !when.is_open()).collect();
    }
    events
}

/// Every leading part of a path, and its file name, in lower case.
fn paths(uri: &str) -> BTreeSet<String> {
    let path = uri.to_lowercase();
    let mut parts: BTreeSet<String> = path
        .match_indices('/')
        .map(|(at, _)| path[..at].to_owned())
        .filter(|part| !part.is_empty())
        .collect();
    parts.extend(path.rsplit('/').next().map(str::to_owned));
    parts.insert(path);
    parts
}

/// The host of an address, in lower case, without `www.`.
fn host(address: &str) -> Option<String> {
    let (_, rest) = address.split_once("://")?;
    let host = rest.split(['/', '?', '#', ':']).next()?.to_lowercase();
    Some(host.strip_prefix("www.").unwrap_or(&host).to_owned()).filter(|host| !host.is_empty())
}
