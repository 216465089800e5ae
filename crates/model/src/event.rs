//! Events: who met whom, where and when, and the sentences that say so.

use crate::{Found, PlaceRef, Span, When};
use serde::{Deserialize, Serialize};

/// Whether an event took place, from the text's own point of view.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Status {
    /// It is to take place.
    Announced,
    /// It took place, or is taking place.
    Held,
    /// It will not take place.
    Cancelled,
    /// It was put off.
    Postponed,
}

impl Status {
    /// The name used in the machine contracts and in `status:`.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Announced => "announced",
            Self::Held => "held",
            Self::Cancelled => "cancelled",
            Self::Postponed => "postponed",
        }
    }
}

/// A series an event belongs to: "third regional conference on …".
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Series {
    /// The name without the ordinal.
    pub name: String,
    /// Which one of the series it is, from 1.
    pub ordinal: u32,
}

/// A person who took part.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Participant {
    /// The name, as in the record's list of people.
    pub name: String,
    /// What the person is, where stated.
    pub role: Option<String>,
    /// The body the person speaks for, where stated.
    pub organisation: Option<String>,
    /// Where the event's sentences name the person.
    pub span: Span,
    /// The keys under which the person is found whatever the spelling.
    pub keys: Vec<String>,
}

/// What an organisation has to do with an event.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Involvement {
    /// It organised the event.
    Organiser,
    /// It paid for it.
    Funder,
    /// It received the others under its roof.
    Host,
    /// It worked with another.
    Partner,
    /// It carried the work out.
    Implementer,
    /// It took part or is named.
    Participant,
}

impl Involvement {
    /// The name used in the machine contracts.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Organiser => "organiser",
            Self::Funder => "funder",
            Self::Host => "host",
            Self::Partner => "partner",
            Self::Implementer => "implementer",
            Self::Participant => "participant",
        }
    }
}

/// An organisation involved in an event.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Involved {
    /// The name, as in the record's list of organisations.
    pub name: String,
    /// What it has to do with the event.
    pub role: Involvement,
    /// The words that say so, together with the name; `None` for a participant.
    #[serde(default)]
    pub evidence: Option<Span>,
}

/// Something that takes place: at least a time or a venue is known.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Event {
    /// When it takes place.
    pub when: Option<Found<When>>,
    /// Where it takes place.
    pub venue: Option<Found<PlaceRef>>,
    /// Its proper name, without quotation marks.
    pub name: Option<Found<String>>,
    /// The series it belongs to.
    pub series: Option<Series>,
    /// Who took part, in order of mention.
    pub people: Vec<Participant>,
    /// Which organisations are involved, in order of mention.
    pub organisations: Vec<Involved>,
    /// Whether it took place.
    pub status: Status,
    /// The sentences that prove it, in order; never empty.
    pub evidence: Vec<Span>,
}
