//! Names: people and organisations in running text, and the keys under which a person is found whatever the spelling.

use rapporteur_model::{Block, Organisation, Person};

/// Who is named in a text.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Names {
    /// People by first mention.
    pub people: Vec<Person>,
    /// Organisations by first mention.
    pub organisations: Vec<Organisation>,
}

/// The people and organisations named in `text`.
pub fn find(_text: &str, _blocks: &[Block], _language: Option<&str>) -> Names {
    Names::default()
}

/// The keys under which a person of this name is found; sorted, each once.
pub fn keys(_name: &str) -> Vec<String> {
    Vec::new()
}

/// The keys that all must be among a person's [`keys`] for what was typed to mean that person.
pub fn query_keys(_typed: &str) -> Vec<String> {
    Vec::new()
}

/// The keys for the literal spelling: `=` and the word in lower case.
pub fn exact_keys(_typed: &str) -> Vec<String> {
    Vec::new()
}
