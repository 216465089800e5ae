//! Random records: texts of few words in three languages, with every other field there or missing.

use super::{WORDS, document, person, place};
use proptest::collection::vec;
use proptest::option::of;
use proptest::prelude::*;
use proptest::sample::{Index, select, subsequence};
use rapporteur_model::{
    Chosen, Date, DateKind, Dated, Declared, DeclaredField, Event, Fingerprint, Format, Found, Identity,
    Involved, Involvement, Organisation, Participant, Person, PlaceRole, Record, Series, Span, Status, When,
};
use std::borrow::Cow;

const BODIES: &[&str] = &["World Bank", "Ministry of Water", "Министерство воды", "École"];
const ROLES: &[&str] = &["Vice President", "министр миграции", "bank adviser"];
const NAMES: &[&str] = &["Water and Migration", "Озёра и вода", "reading rooms"];

/// A time of any precision between 1998 and 2016, sometimes open.
pub(super) fn when() -> impl Strategy<Value = When> {
    let day = (1998..2016_i32, 1..=12_u32, 1..=28_u32);
    (day, 0..9_u8, 0..500_i32).prop_map(|((year, month, day), form, length)| {
        let date = Date::new(year, month, day).expect("a day before the 29th");
        match form {
            0 => When::day(date),
            1 => When::month(year, month).expect("a month"),
            2 => When::year(year).expect("a year"),
            3 => When::quarter(year, month.div_ceil(3)).expect("a quarter"),
            4 => When::half(year, month.div_ceil(6)).expect("a half"),
            5 => When::days(date, date.plus_days(length)),
            6 => When::decade(year / 10 * 10).expect("a decade"),
            7 => When::day(date).onwards(),
            _ => When::month(year, month).expect("a month").until(),
        }
    })
}

fn text(words: std::ops::Range<usize>) -> impl Strategy<Value = String> {
    vec(select(WORDS), words).prop_map(|words| words.join(" "))
}

/// What is random of an event.
#[derive(Debug, Clone)]
struct Happening {
    when: Option<When>,
    venue: Option<usize>,
    name: Option<&'static str>,
    series: Option<&'static str>,
    people: Vec<usize>,
    bodies: Vec<&'static str>,
    status: Status,
    evidence: Vec<Index>,
}

fn happening() -> impl Strategy<Value = Happening> {
    let status = select(&[Status::Announced, Status::Held, Status::Cancelled, Status::Postponed][..]);
    (
        (of(when()), of(0..10_usize), of(select(NAMES)), of(select(NAMES))),
        (vec(0..9_usize, 0..3), subsequence(BODIES, 0..2), status, vec(any::<Index>(), 1..3)),
    )
        .prop_map(|((when, venue, name, series), (people, bodies, status, evidence))| Happening {
            when,
            venue,
            name,
            series,
            people,
            bodies,
            status,
            evidence,
        })
}

fn nowhere() -> Span {
    Span::new(0, 0)
}

fn event(happening: Happening, sentences: &[Span]) -> Event {
    let mut evidence: Vec<Span> = happening.evidence.iter().map(|index| *index.get(sentences)).collect();
    evidence.sort();
    evidence.dedup();
    let participant = |(number, who): (usize, usize)| {
        let (name, keys) = person(who);
        let role = (number % 2 == 0).then(|| ROLES[who % ROLES.len()].to_owned());
        Participant { name, role, organisation: None, span: nowhere(), keys }
    };
    Event {
        when: happening.when.map(|when| Found::stated(when, nowhere(), "test")),
        venue: happening
            .venue
            .map(|number| Found::stated(place(number, PlaceRole::Venue), nowhere(), "test")),
        name: happening.name.map(|name| Found::stated(name.to_owned(), nowhere(), "test")),
        series: happening.series.map(|name| Series { name: name.to_owned(), ordinal: 3 }),
        people: happening.people.into_iter().enumerate().map(participant).collect(),
        organisations: happening
            .bodies
            .into_iter()
            .map(|name| Involved { name: name.to_owned(), role: Involvement::Organiser, evidence: None })
            .collect(),
        status: happening.status,
        evidence,
    }
}

/// A random record under this identifier.
pub fn record(id: String) -> impl Strategy<Value = Record> {
    let language = select(&[Some("en"), Some("ru"), Some("fr"), None, Some("en"), Some("ru")][..]);
    let texts = (of(text(1..5)), vec(text(2..10), 1..5), text(0..6));
    let facts = (of(when()), vec(when(), 0..3), (vec(0..10_usize, 0..3), vec(0..10_usize, 0..2)));
    let people = vec((0..9_usize, of(select(ROLES)), of(select(BODIES))), 0..4);
    let events = vec(happening(), 0..4);
    let source =
        (any::<bool>(), of(select(&["https://www.Example.org/a", "http://news.example.org:80/b?c"][..])));
    (language, texts, facts, people, events, source, subsequence(BODIES, 0..3), 0..1000_u32).prop_map(
        move |(
            language,
            (title, sentences, chrome),
            (published, dates, (places, about)),
            people,
            events,
            source,
            bodies,
            state,
        )| {
            let mut text = String::new();
            let mut spans = Vec::new();
            for sentence in sentences {
                let start = text.len();
                text.push_str(&sentence);
                spans.push(Span::new(start, text.len()));
                text.push('\n');
            }
            let mut document = document(&id, language, text.trim_end());
            document.chrome = chrome;
            document.format = if source.0 { Format::Html } else { Format::Text };
            document.uri = format!("Pages/{}/{id}.html", if source.0 { "one" } else { "two" });
            let url = |value: &str| Declared::new(DeclaredField::Url, value, "test");
            document.declared = source.1.into_iter().map(url).collect();
            let mut record = Record::bare(document);
            record.fingerprint = Fingerprint(state.to_string());
            record.title = title.map(chosen);
            record.published = published.map(chosen);
            let dated = |when| Dated::new(Found::stated(when, nowhere(), "test"), DateKind::Mention);
            record.dates = dates.into_iter().map(dated).collect();
            record.places = places
                .into_iter()
                .map(|number| Found::stated(place(number, PlaceRole::Mention), nowhere(), "test"))
                .collect();
            record.about = about
                .into_iter()
                .map(|number| Found::stated(place(number, PlaceRole::About), nowhere(), "test"))
                .collect();
            record.people = people
                .into_iter()
                .map(|(number, role, body)| {
                    let (name, keys) = person(number);
                    let own = |text: Option<&str>| text.map(str::to_owned);
                    let rule = Cow::Borrowed("test");
                    Person {
                        name,
                        role: own(role),
                        organisation: own(body),
                        mentions: vec![nowhere()],
                        rule,
                        keys,
                    }
                })
                .collect();
            let body = |name: &str| Organisation {
                name: name.to_owned(),
                names: vec![name.to_owned()],
                identity: identity(name),
                role: None,
                mentions: vec![nowhere()],
                rule: Cow::Borrowed("test"),
            };
            record.organisations = bodies.into_iter().map(body).collect();
            record.events = events.into_iter().map(|happening| event(happening, &spans)).collect();
            record
        },
    )
}

/// Two of the names are one body.
fn identity(name: &str) -> Option<Identity> {
    let known = |key: &str, name: &str| Some(Identity { key: key.to_owned(), name: name.to_owned() });
    match name {
        "World Bank" => known("world-bank", "World Bank"),
        "Ministry of Water" | "Министерство воды" => known("water", "Ministry of Water"),
        _ => None,
    }
}

fn chosen<T>(value: T) -> Chosen<T> {
    Chosen { value, evidence: String::new(), rule: Cow::Borrowed("test"), inferred: false }
}
