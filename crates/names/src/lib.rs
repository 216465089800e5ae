//! Names: people and organisations in running text, and the keys under which a person is found whatever the spelling.
//!
//! [`find`] reads a text in this order: words and what the lists know of them; organisations (a table of bodies, head
//! nouns, abbreviations in brackets); runs of capitalised words that a title, a role, a first name, an initial or a
//! verb beside them shows to be a person; roles and bodies round each; at last later and shorter mentions joined to the
//! fullest name. What has no support is left out: better silent than wrong. In English and Russian a trained tagger is then told what
//! the rules and the gazetteer see, and says who is named and how far a name goes; roles and bodies are read again round its people.
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
//! `programme`, `quoted-name`, `introduced`. `tagged`, of both: the tagger alone. A span of an organisation holds the places inside it ("Ministry of Labour of
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
mod tagger;
mod tags;
mod token;
#[doc(hidden)]
pub mod training;
mod words;

pub use identity::{Relation, chain, group, relation};
pub use keys::{exact_keys, keys, query_keys};
pub use organisations::known::{Body, Kinship, bodies_named, body, kin};
pub use tagger::{Hint, Language};

use rapporteur_model::{Block, Organisation, Person, Span};
use reading::Reading;
use tags::Tags;

/// Who is named in a text.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Names {
    /// People by first mention.
    pub people: Vec<Person>,
    /// Organisations by first mention.
    pub organisations: Vec<Organisation>,
    /// What the tagger takes for names; `None` where it does not know the language.
    pub tagged: Option<TaggedNames>,
    /// Where the text says what a person is, in order.
    pub roles: Vec<Span>,
    /// The names that hold no place: people, and organisations that a rule finds, in order. In a name that the tagger alone finds
    /// a place may be meant ("Athens Police Department").
    pub closed: Vec<Span>,
}

/// What the tagger takes for names, by kind, each in order; none overlaps another.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct TaggedNames {
    /// Places.
    pub places: Vec<Span>,
    /// People.
    pub people: Vec<Span>,
    /// Organisations, and what is a name and none of these.
    pub others: Vec<Span>,
}

/// The people and organisations named in `text`. `places` is what the gazetteer knows of it; it is used where the tagger
/// knows the language.
pub fn find(text: &str, blocks: &[Block], language: Option<&str>, places: &[Hint]) -> Names {
    let reading = Reading::new(text, blocks, language);
    let bodies = organisations::mentions(&reading);
    let (people, roles) = people::people(&reading, &bodies, &Tags::default());
    let Some(language) = language.and_then(Language::of) else {
        let organisations = organisations::organisations(&reading, &bodies);
        let closed = closed(&people, &bodies);
        return Names { people: with_keys(people), organisations, tagged: None, roles, closed };
    };
    let hints = hints(&people, &organisations::organisations(&reading, &bodies), places);
    let tags = Tags::new(&reading, tagger::tag(text, language, &hints), &hints, &people);
    let bodies = organisations::settled(&reading, bodies, &tags);
    let (people, ruled) = people::people(&reading, &bodies, &tags);
    Names {
        organisations: organisations::organisations(&reading, &bodies),
        tagged: Some(tags.by_kind()),
        roles: if language == Language::Russian { tags.roles().to_vec() } else { ruled },
        closed: closed(&people, &bodies),
        people: with_keys(people),
    }
}

fn with_keys(mut people: Vec<Person>) -> Vec<Person> {
    people.iter_mut().for_each(|person| person.keys = keys(&person.name));
    people
}

fn closed(people: &[Person], bodies: &[organisations::Mention]) -> Vec<Span> {
    let bodies =
        bodies.iter().filter(|mention| mention.rule != organisations::TAGGED).map(|mention| mention.span);
    let mut closed: Vec<Span> =
        people.iter().flat_map(|person| &person.mentions).copied().chain(bodies).collect();
    closed.sort_unstable();
    closed
}

/// What the tagger is told of a text: what the rules find, and the places the gazetteer knows.
pub(crate) fn hints(people: &[Person], bodies: &[Organisation], places: &[Hint]) -> Vec<Hint> {
    let hint = |code| move |span: &Span| Hint { span: *span, code };
    let people = people.iter().flat_map(|person| person.mentions.iter().map(hint(PERSON)));
    let bodies = bodies.iter().flat_map(|body| body.mentions.iter().map(hint(ORGANISATION)));
    let mut hints: Vec<Hint> = people.chain(bodies).chain(places.iter().copied()).collect();
    hints.sort_unstable_by_key(|hint| (hint.span, hint.code));
    hints
}

/// The codes of what the rules find; those of the caller are below.
const PERSON: u8 = 100;
const ORGANISATION: u8 = 101;
