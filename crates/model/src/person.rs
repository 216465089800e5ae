//! People and organisations as a document names them.

use crate::{Found, Involvement, Span};
use serde::{Deserialize, Serialize};
use std::borrow::Cow;

/// A person named in a document, all mentions taken together.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Person {
    /// The fullest name in the document, in the nominative.
    pub name: String,
    /// What the person is, as the document says it, without the organisation.
    pub role: Option<String>,
    /// The body the person speaks for.
    pub organisation: Option<String>,
    /// Where the person is named, in order; never empty.
    pub mentions: Vec<Span>,
    /// The rule that found the first mention.
    pub rule: Cow<'static, str>,
    /// The keys under which the person is found whatever the spelling; sorted, each once.
    pub keys: Vec<String>,
}

/// An organisation named in a document.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Organisation {
    /// The fullest name in the document.
    pub name: String,
    /// Every name the document has for it, full or short, each once, in order; `name` is among them.
    #[serde(default)]
    pub names: Vec<String>,
    /// Which body it is, where the table of bodies knows it.
    #[serde(default)]
    pub identity: Option<Identity>,
    /// What it has to do with what the document tells of, where its sentences say so; the span holds the words that do, and the name.
    #[serde(default)]
    pub role: Option<Found<Involvement>>,
    /// Where it is named, in order; never empty.
    pub mentions: Vec<Span>,
    /// The rule that found the first mention.
    pub rule: Cow<'static, str>,
}

impl Organisation {
    /// The name under which it is counted: that of the table of bodies, else its own.
    pub fn label(&self) -> &str {
        self.identity.as_ref().map_or(self.name.as_str(), |identity| identity.name.as_str())
    }

    /// Whether the document calls it so.
    pub fn is_called(&self, name: &str) -> bool {
        self.name == name || self.names.iter().any(|known| known == name)
    }
}

/// A body that the table of bodies knows: the same in every language and under every name.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Identity {
    /// Its key in the table; never changes.
    pub key: String,
    /// Its name, in English where it has one.
    pub name: String,
}
