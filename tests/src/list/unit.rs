//! A document or one of its events as a unit that is asked about: what the model's documentation says it has.

use super::words::{Word, read};
use rapporteur_index::analysis::Stems;
use rapporteur_model::{
    DeclaredField, DocId, Event, FacetField, Field, Keyword, Organisation, PlaceRef, Record, When,
};
use std::collections::{BTreeMap, BTreeSet};

/// Everything a unit can be asked for.
#[derive(Debug, Clone)]
pub(super) struct Unit {
    pub(super) document: DocId,
    pub(super) event: Option<usize>,
    pub(super) texts: BTreeMap<Field, Vec<Vec<Word>>>,
    pub(super) keywords: BTreeMap<Keyword, BTreeSet<String>>,
    pub(super) when: Vec<When>,
    pub(super) published: Vec<When>,
    pub(super) places: Vec<PlaceRef>,
    pub(super) venues: Vec<PlaceRef>,
    /// What the document is about; its events have the same.
    pub(super) about: Vec<PlaceRef>,
    /// The keys of each person.
    pub(super) people: Vec<Vec<String>>,
    /// The keys of organisations that are known.
    pub(super) bodies: BTreeSet<String>,
    pub(super) facets: BTreeMap<FacetField, BTreeSet<String>>,
    /// The first day of what it is sorted by.
    pub(super) day: Option<i32>,
}

impl Unit {
    /// The document of a record, then its events.
    pub(super) fn all(record: &Record) -> Vec<Self> {
        let events =
            record.events.iter().enumerate().map(|(ordinal, event)| Self::event(record, ordinal, event));
        std::iter::once(Self::document(record)).chain(events).collect()
    }

    fn document(record: &Record) -> Self {
        let document = &record.document;
        let title = record.title.as_ref().map(|title| title.value.as_str());
        let bodies: BTreeSet<&str> = record
            .organisations
            .iter()
            .map(|body| body.name.as_str())
            .chain(record.people.iter().filter_map(|person| person.organisation.as_deref()))
            .collect();
        let names =
            record.events.iter().filter_map(|event| event.name.as_ref().map(|name| name.value.as_str()));
        let series =
            record.events.iter().filter_map(|event| event.series.as_ref().map(|series| series.name.as_str()));
        let texts = [
            (Field::Any, title.into_iter().chain([document.text.as_str()]).collect()),
            (
                Field::Everywhere,
                title.into_iter().chain([document.text.as_str(), &document.chrome]).collect(),
            ),
            (Field::Chrome, vec![document.chrome.as_str()]),
            (Field::Title, title.into_iter().collect::<Vec<&str>>()),
            (Field::Name, names.collect()),
            (Field::Series, series.collect()),
            (Field::Role, record.people.iter().filter_map(|person| person.role.as_deref()).collect()),
            (Field::Organisation, called_names(record, bodies.iter().copied())),
        ];
        let told: Vec<When> =
            record.events.iter().filter_map(|event| event.when.as_ref()).map(|when| when.value).collect();
        let when = if record.events.is_empty() {
            record.dates.iter().map(|dated| dated.when.value).filter(|when| !when.is_open()).collect()
        } else {
            told.clone()
        };
        let published: Vec<When> = record.published.iter().map(|published| published.value).collect();
        let places: Vec<PlaceRef> = record.places.iter().map(|place| place.value.clone()).collect();
        let venues =
            record.events.iter().filter_map(|event| event.venue.as_ref()).map(|venue| venue.value.clone());
        let statuses = record.events.iter().map(|event| event.status.as_str().to_owned()).collect();
        let mut facets = facets(record, &places, &statuses);
        facets.insert(FacetField::Who, record.people.iter().map(|person| person.name.clone()).collect());
        facets.insert(FacetField::Org, labels(record, bodies.iter().copied()));
        facets.insert(FacetField::Year, years(published.iter().chain(&told)));
        Self {
            document: document.id.clone(),
            event: None,
            texts: said(record, texts),
            keywords: keywords(record, statuses),
            day: published.first().or(when.first()).map(|when| when.start().days_since_epoch()),
            when,
            published,
            places,
            venues: venues.collect(),
            about: about(record),
            people: record.people.iter().map(|person| person.keys.clone()).collect(),
            bodies: keys(record, bodies.iter().copied()),
            facets,
        }
    }

    fn event(record: &Record, ordinal: usize, event: &Event) -> Self {
        let title = record.title.as_ref().map(|title| title.value.as_str());
        let name = event.name.as_ref().map(|name| name.value.as_str());
        let sentences = event.evidence.iter().map(|span| span.of(&record.document.text));
        let content: Vec<&str> = name.into_iter().chain(title).chain(sentences).collect();
        let bodies: Vec<&str> = event.organisations.iter().map(|body| body.name.as_str()).collect();
        let texts = [
            (Field::Any, content.clone()),
            (Field::Everywhere, content),
            (Field::Chrome, Vec::new()),
            (Field::Title, title.into_iter().collect()),
            (Field::Name, name.into_iter().collect()),
            (Field::Series, event.series.iter().map(|series| series.name.as_str()).collect()),
            (Field::Role, event.people.iter().filter_map(|person| person.role.as_deref()).collect()),
            (Field::Organisation, called_names(record, bodies.iter().copied())),
        ];
        let when: Vec<When> = event.when.iter().map(|when| when.value).collect();
        let venues: Vec<PlaceRef> = event.venue.iter().map(|venue| venue.value.clone()).collect();
        let statuses = BTreeSet::from([event.status.as_str().to_owned()]);
        let mut facets = facets(record, &venues, &statuses);
        facets.insert(FacetField::Who, event.people.iter().map(|person| person.name.clone()).collect());
        facets.insert(FacetField::Org, labels(record, bodies.iter().copied()));
        facets.insert(FacetField::Year, years(when.iter()));
        Self {
            document: record.document.id.clone(),
            event: Some(ordinal),
            texts: said(record, texts),
            keywords: keywords(record, statuses),
            day: when.first().map(|when| when.start().days_since_epoch()),
            when,
            published: record.published.iter().map(|published| published.value).collect(),
            places: venues.clone(),
            venues,
            about: about(record),
            people: event.people.iter().map(|person| person.keys.clone()).collect(),
            bodies: keys(record, bodies.iter().copied()),
            facets,
        }
    }

    /// The identifier by whose digest equal hits are ordered.
    pub(super) fn name(&self) -> String {
        self.event
            .map_or_else(|| self.document.to_string(), |event| format!("{}\u{1f}{event}", self.document))
    }
}

fn about(record: &Record) -> Vec<PlaceRef> {
    record.about.iter().map(|place| place.value.clone()).collect()
}

fn said<'a>(
    record: &Record,
    texts: impl IntoIterator<Item = (Field, Vec<&'a str>)>,
) -> BTreeMap<Field, Vec<Vec<Word>>> {
    let stems = Stems::of(record.document.language.as_deref());
    let read = |texts: Vec<&str>| texts.into_iter().map(|text| read(text, &stems)).collect();
    texts.into_iter().map(|(field, texts)| (field, read(texts))).collect()
}

fn keywords(record: &Record, statuses: BTreeSet<String>) -> BTreeMap<Keyword, BTreeSet<String>> {
    let document = &record.document;
    let path = document.uri.to_lowercase();
    let mut paths: BTreeSet<String> = path
        .char_indices()
        .filter(|(at, c)| *c == '/' && *at > 0)
        .map(|(at, _)| path[..at].to_owned())
        .collect();
    paths.extend(path.rsplit('/').next().map(str::to_owned));
    paths.insert(path.clone());
    let sites = document.declared(DeclaredField::Url).filter_map(|declared| {
        let host = declared.value.split_once("://")?.1.split(['/', '?', '#', ':']).next()?.to_lowercase();
        Some(host.strip_prefix("www.").unwrap_or(&host).to_owned()).filter(|host| !host.is_empty())
    });
    BTreeMap::from([
        (Keyword::Language, BTreeSet::from([document.language.clone().unwrap_or_else(|| "und".to_owned())])),
        (Keyword::Status, statuses),
        (Keyword::Format, BTreeSet::from([document.format.as_str().to_owned()])),
        (Keyword::Site, sites.collect()),
        (Keyword::Path, paths),
    ])
}

fn facets(
    record: &Record,
    places: &[PlaceRef],
    statuses: &BTreeSet<String>,
) -> BTreeMap<FacetField, BTreeSet<String>> {
    let document = &record.document;
    BTreeMap::from([
        (FacetField::Where, places.iter().map(|place| place.name.clone()).collect()),
        (FacetField::Country, places.iter().filter_map(|place| place.country.clone()).collect()),
        (FacetField::Lang, BTreeSet::from([document.language.clone().unwrap_or_else(|| "und".to_owned())])),
        (FacetField::Status, statuses.clone()),
        (FacetField::Type, BTreeSet::from([document.format.as_str().to_owned()])),
    ])
}

/// The years of times that are closed and no longer than three years.
fn years<'a>(times: impl Iterator<Item = &'a When>) -> BTreeSet<String> {
    times
        .filter(|when| !when.is_open() && when.length() <= 3 * 366)
        .flat_map(|when| when.start().year()..=when.end().year())
        .map(|year| year.to_string())
        .collect()
}

/// The organisation of a record that is called so.
fn called<'a>(record: &'a Record, name: &str) -> Option<&'a Organisation> {
    record.organisations.iter().find(|body| body.is_called(name))
}

/// The names of a unit's organisations, and every other that the document has for them.
fn called_names<'a>(record: &'a Record, stated: impl Iterator<Item = &'a str>) -> Vec<&'a str> {
    let all = |name: &'a str| {
        let others = called(record, name).into_iter().flat_map(|body| body.names.iter().map(String::as_str));
        others.chain([name])
    };
    stated.flat_map(all).collect()
}

/// What they are counted by.
fn labels<'a>(record: &Record, stated: impl Iterator<Item = &'a str>) -> BTreeSet<String> {
    stated.map(|name| called(record, name).map_or(name, Organisation::label).to_owned()).collect()
}

/// The keys of those that are known.
fn keys<'a>(record: &Record, stated: impl Iterator<Item = &'a str>) -> BTreeSet<String> {
    let known = stated.filter_map(|name| called(record, name)?.identity.as_ref());
    known.map(|identity| identity.key.clone()).collect()
}
