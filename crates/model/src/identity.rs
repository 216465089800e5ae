//! What a document is called, and how a change of its source is noticed.

use serde::{Deserialize, Serialize};
use std::fmt;

/// The identifier of a document: stable over re-indexing, unique in an index, never empty.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct DocId(String);

impl DocId {
    /// The identifier with this text; an empty one becomes `-`, control characters become `_`.
    pub fn new(text: impl Into<String>) -> Self {
        let text: String = text.into();
        if text.is_empty() {
            return Self("-".to_owned());
        }
        if text.chars().any(char::is_control) {
            return Self(text.chars().map(|c| if c.is_control() { '_' } else { c }).collect());
        }
        Self(text)
    }

    /// As text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for DocId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// The state in which a source was last read: whoever writes it decides what it holds (size and time of change,
/// a digest), equality is all that counts.
#[derive(Debug, Clone, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Fingerprint(pub String);
