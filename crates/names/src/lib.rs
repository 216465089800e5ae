//! Names: people and organisations in running text, and the keys under which a person is found whatever the spelling.
//!
//! [`find`] reads a text in this order: words and what the lists know of them; organisations (a table of bodies, head
//! nouns, abbreviations in brackets); runs of capitalised words that a title, a role, a first name, an initial or a
//! verb beside them shows to be a person; roles and bodies round each; at last later and shorter mentions joined to the
//! fullest name. What has no support is left out: better silent than wrong.
//!
//! The keys of a person ([`keys`]) and of what is typed ([`query_keys`]):
//!
//! | key | of | stands for |
//! |---|---|---|
//! | `kanagarajah` | each part of a name | its sound: case, marks, script and romanisation folded; `-ova` is `-ov` |
//! | `~petrov` | each part | its stem, for a query typed in Russian in any case |
//! | `william` | each part that is a short form, or has one | what the table of short forms says: Bill, William |
//! | `^kehov` | each part | its sound in scientific transliteration, for a query with such marks (Čehov) |
//! | `s.` | each part | its initial, for "S. Canagarajah" |
//! | `=houérou` | each word as spelt | the literal spelling, of [`exact_keys`] |
//!
//! A query gives one key a word and matches a person who has them all, in any order: "Canagarajah" and
//! "S. Canagarajah" find Sudharshan Canagarajah, "Sudharshan Petrov" does not.
//!
//! Which mentions are one person ([`chain`], [`group`]) and how two spellings relate ([`relation`]) is in `identity`.
//!
//! Rules of people: `title`, `title-role` ("President Atambayev"), `role-before`, `role-after`, `first-name`, `patronymic`,
//! `initials`, `speech`, `byline`, `affiliation`. Rules of organisations: `body` (of the table), `abbreviation`, `head-noun`,
//! `programme`, `quoted-name`, `introduced`. A span of an organisation holds the places inside it ("Ministry of Labour of
//! Tajikistan"); one of a person holds neither title nor role.

mod declension;
mod first_names;
mod fold;
mod identity;
mod keys;
mod nicknames;
mod organisations;
mod people;
mod reading;
mod sounds;
mod token;
mod words;

pub use identity::{Relation, chain, group, relation};
pub use keys::{exact_keys, keys, query_keys};
pub use organisations::known::{Body, Kinship, bodies_named, body, kin};

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
pub fn find(text: &str, blocks: &[Block], language: Option<&str>) -> Names {
    let reading = reading::Reading::new(text, blocks, language);
    let bodies = organisations::mentions(&reading);
    Names {
        people: people::people(&reading, &bodies),
        organisations: organisations::organisations(&reading, &bodies),
    }
}
