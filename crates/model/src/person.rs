//! People and organisations as a document names them.

use crate::Span;
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
    /// Where it is named, in order; never empty.
    pub mentions: Vec<Span>,
    /// The rule that found the first mention.
    pub rule: Cow<'static, str>,
}
