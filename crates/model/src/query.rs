//! What is asked, as a plain value: the `query` crate reads it from text and prints it back, engines lower it.

use crate::{PlaceId, Shape, When};
use serde::{Deserialize, Serialize};

/// A text field that words can be searched in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Field {
    /// Title and main text; for an event its name and its evidence.
    Any,
    /// Title, main text and chrome.
    Everywhere,
    /// Menus, footers and asides alone.
    Chrome,
    /// The title.
    Title,
    /// The names of events.
    Name,
    /// The roles of people.
    Role,
    /// The names of organisations.
    Organisation,
    /// The names of series.
    Series,
}

/// A field compared as a whole, without regard to case.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Keyword {
    /// The language of a document.
    Language,
    /// The status of an event; a document has the statuses of its events.
    Status,
    /// The format of a document.
    Format,
    /// The host of a document's address.
    Site,
    /// The folder or file a document came from: any whole leading part of its path, or its file name.
    Path,
}

/// How words are matched.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Match {
    /// One word, by its stem in every language the index holds.
    Word(String),
    /// One word as written but for case and accents.
    Exact(String),
    /// Every word that begins so.
    Prefix(String),
    /// Every word of this pattern: `?` stands for one character, `*` for any number.
    Wildcard(String),
    /// Every word within so many edits, 1–2.
    Fuzzy(String, u8),
    /// Words one after the other, with at most `slop` moves.
    Phrase {
        /// The words in order; at least two.
        words: Vec<String>,
        /// How far the words may stand from their places in all.
        slop: u32,
    },
}

/// A date field, compared by overlap.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Calendar {
    /// When an event takes place; a document has the times of its events, and where it tells of none those of its dates.
    When,
    /// When the document was published.
    Published,
}

/// A place field, compared by what lies in what.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum PlaceField {
    /// The places a document names; for an event its venue.
    Where,
    /// The venues of events.
    Venue,
    /// The places a document is about; an event has those of its document.
    About,
}

/// A place asked for.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct PlaceClause {
    /// What was typed.
    pub text: String,
    /// The gazetteer entries it stands for; empty where the gazetteer knows none, then nothing matches.
    pub ids: Vec<PlaceId>,
    /// Which places of a unit are meant.
    pub field: PlaceField,
    /// Only the literal place, not what lies in it.
    pub exact: bool,
}

/// A person asked for.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct PersonClause {
    /// What was typed.
    pub text: String,
    /// The keys that all must be among a person's keys.
    pub keys: Vec<String>,
    /// Only the spelling as typed.
    pub exact: bool,
}

/// An organisation asked for by a name that the table of bodies knows. It matches what its words match, and under every name
/// the bodies the words stand for and those that came before or after them.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct BodyClause {
    /// What was typed.
    pub matching: Match,
    /// The keys of the bodies of this name; at least one.
    pub keys: Vec<String>,
    /// Those that came before or after them.
    pub kin: Vec<Kin>,
}

/// A body that came before or after another.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Kin {
    /// Its key.
    pub key: String,
    /// A short name, for a reader.
    pub name: String,
    /// What it is to the other, as in "its predecessor until 2020-09".
    pub relation: String,
}

/// A question. [`Query::All`] matches every unit; an empty [`Query::And`] too; an empty [`Query::Or`] none.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Query {
    /// Everything.
    All,
    /// What all of these match.
    And(Vec<Query>),
    /// What any of these matches.
    Or(Vec<Query>),
    /// What this does not match.
    Not(Box<Query>),
    /// Words in a text field.
    Text(Field, Match),
    /// A whole value of a keyword field.
    Keyword(Keyword, String),
    /// A time that overlaps.
    When(Calendar, When),
    /// A place or what lies in it.
    Place(PlaceClause),
    /// A person.
    Person(PersonClause),
    /// An organisation that the table of bodies knows; any other is [`Query::Text`].
    Body(BodyClause),
    /// Units with any time in this field (`when:*`); [`Query::Not`] of it is `when:none`.
    Dated(Calendar),
    /// Units with any place in this field (`where:*`).
    Placed(PlaceField),
    /// Units with a place in a part of the earth (`near:`, `box:`). Only what is as good as a point there counts, which
    /// [`PlaceRef::point`](crate::PlaceRef::point) says; for an event that is its venue, for a document every place it names.
    Inside(Shape),
    /// Units that name anybody (`who:*`).
    Peopled,
    /// One event of the document matches all of this.
    Event(Box<Query>),
}

impl Query {
    /// The clauses that must all hold, as typed side by side; the query itself when it is no conjunction.
    pub fn clauses(&self) -> &[Query] {
        match self {
            Self::And(clauses) => clauses,
            Self::All => &[],
            other => std::slice::from_ref(other),
        }
    }

    /// How many nodes the query has, itself included.
    pub fn size(&self) -> usize {
        1 + match self {
            Self::And(parts) | Self::Or(parts) => parts.iter().map(Self::size).sum(),
            Self::Not(part) | Self::Event(part) => part.size(),
            _ => 0,
        }
    }

    /// The query with every node for which `change` gives a value replaced by that value, outermost first.
    #[must_use]
    pub fn replace(&self, change: &dyn Fn(&Query) -> Option<Query>) -> Query {
        if let Some(changed) = change(self) {
            return changed;
        }
        let all = |parts: &[Query]| parts.iter().map(|part| part.replace(change)).collect();
        match self {
            Self::And(parts) => Self::And(all(parts)),
            Self::Or(parts) => Self::Or(all(parts)),
            Self::Not(part) => Self::Not(Box::new(part.replace(change))),
            Self::Event(part) => Self::Event(Box::new(part.replace(change))),
            other => other.clone(),
        }
    }
}
