//! What is known of a document: everything annotate has read out of it.

use crate::{Document, Event, Fingerprint, Found, Organisation, Person, PlaceRef, Span, TimeOfDay, When};
use serde::{Deserialize, Serialize};
use std::borrow::Cow;

/// A value chosen among candidates for the whole document (a title, a publication date), with its evidence.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Chosen<T> {
    /// The value.
    pub value: T,
    /// The words it was read from: declared by the source or standing in its text.
    pub evidence: String,
    /// The rule that chose it.
    pub rule: Cow<'static, str>,
    /// Whether any part of the value comes from the context.
    pub inferred: bool,
}

/// What a calendar expression dates.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum DateKind {
    /// The publication of the document.
    Publication,
    /// The dateline of a report.
    Dateline,
    /// An event of the document.
    Event,
    /// A last day for doing something.
    Deadline,
    /// The day someone was born or died, or something was founded.
    Founding,
    /// The time something is in force.
    Validity,
    /// Nothing in particular.
    Mention,
}

/// A calendar expression of the main text.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Dated {
    /// The value and where it stands.
    pub when: Found<When>,
    /// What it dates.
    pub kind: DateKind,
    /// The word that says what it dates, where one does.
    #[serde(default)]
    pub cue: Option<Span>,
    /// Where in the text that stands from which a part of an inferred value comes; `None` is the publication date.
    #[serde(default)]
    pub basis: Option<Span>,
    /// The time of day that stands with a day.
    #[serde(default)]
    pub time: Option<TimeOfDay>,
    /// It comes again ("every year on 18 December").
    #[serde(default)]
    pub recurring: bool,
}

impl Dated {
    /// A value that dates something; nothing more is known of it.
    pub fn new(when: Found<When>, kind: DateKind) -> Self {
        Self { when, kind, cue: None, basis: None, time: None, recurring: false }
    }
}

/// A document with everything that was read out of it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Record {
    /// The document.
    pub document: Document,
    /// The state of its source when it was read.
    pub fingerprint: Fingerprint,
    /// Its title, without the name of the site.
    pub title: Option<Chosen<String>>,
    /// When it was published; `None` where it does not say.
    pub published: Option<Chosen<When>>,
    /// Who wrote it.
    pub authors: Vec<String>,
    /// Calendar expressions of the main text in order.
    pub dates: Vec<Dated>,
    /// Places named in the main text in order.
    pub places: Vec<Found<PlaceRef>>,
    /// What the document is about, of places: each once, the first the one that is most so, with its best mention and the
    /// rule that says so. A place inferred holds several that are named and need not be named itself.
    #[serde(default)]
    pub about: Vec<Found<PlaceRef>>,
    /// People named in the main text, by first mention.
    pub people: Vec<Person>,
    /// Organisations named in the main text, by first mention.
    pub organisations: Vec<Organisation>,
    /// Events the main text tells of, by first evidence.
    pub events: Vec<Event>,
}

impl Record {
    /// A record of which nothing but the document is known.
    pub fn bare(document: Document) -> Self {
        Self {
            document,
            fingerprint: Fingerprint::default(),
            title: None,
            published: None,
            authors: Vec::new(),
            dates: Vec::new(),
            places: Vec::new(),
            about: Vec::new(),
            people: Vec::new(),
            organisations: Vec::new(),
            events: Vec::new(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_date_stored_before_it_had_cue_anchor_and_time_is_read() {
        let stored = r#"{"when":{"value":"2011-11","span":[0,13],"rule":"calendar-date","inferred":false},"kind":"event"}"#;
        let dated: Dated = serde_json::from_str(stored).expect("an older record");
        assert_eq!((dated.cue, dated.basis, dated.time, dated.recurring), (None, None, None, false));
    }
}
