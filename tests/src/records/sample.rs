//! Records written by hand, of which a test can say what must be found.

use super::{document, person, place};
use rapporteur_model::{
    Chosen, DocId, Event, Fingerprint, Found, Participant, Person, PlaceRole, Record, Refusal, Span, Status,
    When,
};
use std::borrow::Cow;

fn when(text: &str) -> When {
    text.parse().unwrap_or_else(|error| panic!("{error}"))
}

fn chosen<T>(value: T) -> Chosen<T> {
    Chosen { value, evidence: String::new(), rule: Cow::Borrowed("test"), inferred: false }
}

/// A document whose sentences are each an event: a time, a place by number and a person by number.
pub fn sentence_events(id: &str, language: &str, title: &str, told: &[(&str, &str, usize, usize)]) -> Record {
    let mut text = String::new();
    let mut events = Vec::new();
    let mut people = Vec::new();
    let mut places = Vec::new();
    for (sentence, time, venue, who) in told {
        let span = Span::new(text.len(), text.len() + sentence.len());
        text.push_str(sentence);
        text.push('\n');
        let (name, keys) = person(*who);
        let venue = Found::stated(place(*venue, PlaceRole::Venue), span, "test");
        places.push(venue.clone());
        people.push(Person {
            name: name.clone(),
            role: None,
            organisation: None,
            mentions: vec![span],
            rule: Cow::Borrowed("test"),
            keys: keys.clone(),
        });
        events.push(Event {
            when: Some(Found::stated(when(time), span, "test")),
            venue: Some(venue),
            name: None,
            series: None,
            people: vec![Participant { name, role: None, organisation: None, span, keys }],
            organisations: Vec::new(),
            status: Status::Held,
            evidence: vec![span],
        });
    }
    let mut record = Record::bare(document(id, Some(language), text.trim_end()));
    record.title = Some(chosen(title.to_owned()));
    record.fingerprint = Fingerprint(format!("state of {id}"));
    (record.events, record.people, record.places) = (events, people, places);
    record
}

/// A conference in Dushanbe in November 2011 and a visit to Moscow in 2012.
pub fn conference(id: &str) -> Record {
    let told = [
        ("The conference on migrants met.", "2011-11-17/2011-11-18", 0, 0),
        ("A visit followed the meetings.", "2012-03-04", 5, 4),
    ];
    let mut record = sentence_events(id, "en", "Conference on migration", &told);
    record.published = Some(chosen(when("2012-04")));
    record
}

/// A seminar in Bishkek in December 2011, told in Russian.
pub fn seminar(id: &str) -> Record {
    sentence_events(id, "ru", "Семинар о воде", &[("Участники семинара обсудили озёра.", "2011-12", 1, 1)])
}

/// A document without time, place or person.
pub fn undated(id: &str) -> Record {
    let mut record = Record::bare(document(id, Some("en"), "Nobody knows when the conference on lakes met."));
    record.title = Some(chosen("About us".to_owned()));
    record
}

/// A refusal under an identifier.
pub fn refusal(id: &str) -> Refusal {
    Refusal {
        id: DocId::new(id),
        uri: format!("pages/{id}.bin"),
        fingerprint: Fingerprint("state of a binary".to_owned()),
        code: Cow::Borrowed("binary"),
        message: "no text; convert it first".to_owned(),
    }
}
