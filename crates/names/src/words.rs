//! The word lists of `data/`, looked up by folded word; the languages share one table.
//!
//! A class is one bit. Russian words stand in the nominative and are declined when the table is made, so that a form
//! in a text leads back to its nominative.

use crate::declension::{self, Case};
use crate::fold::folded;
use crate::organisations::bodies;
use rustc_hash::FxHashMap;
use std::sync::OnceLock;

/// An honorific: what follows is a person.
pub(crate) const TITLE: u32 = 1;
/// A role that also stands before a bare surname: "President Atambayev".
pub(crate) const TITLE_ROLE: u32 = 1 << 1;
/// What a person is: "director".
pub(crate) const ROLE: u32 = 1 << 2;
/// What stands before a role: "deputy".
pub(crate) const MODIFIER: u32 = 1 << 3;
/// What a person is said to do beside the name.
pub(crate) const SPEECH: u32 = 1 << 4;
/// What introduces a person: "with".
pub(crate) const WITH: u32 = 1 << 5;
/// What introduces a place: "in".
pub(crate) const LOC: u32 = 1 << 6;
/// A word of grammar.
pub(crate) const FUNCTION: u32 = 1 << 7;
/// A word that is written with a capital and is no part of a person's name.
pub(crate) const STOP: u32 = 1 << 8;
/// A field of policy: "Social Policy".
pub(crate) const DOMAIN: u32 = 1 << 9;
/// What an organisation is, at the end of its name or before "of".
pub(crate) const HEAD: u32 = 1 << 10;
/// What an organisation may be where nothing stronger is near: "Programme".
pub(crate) const WEAK_HEAD: u32 = 1 << 11;
/// What an organisation is, at the beginning of its name (French and Spanish).
pub(crate) const HEAD_FIRST: u32 = 1 << 12;
/// After a name it makes a place or a thing of it: "Street".
pub(crate) const PLACE_HEAD: u32 = 1 << 13;
/// Before a name it makes a place of it: "Saint".
pub(crate) const PLACE_PRE: u32 = 1 << 14;
/// Joins the words of one name.
pub(crate) const LINK: u32 = 1 << 15;
/// An article.
pub(crate) const ARTICLE: u32 = 1 << 16;
/// A country, a great town, or what comes from one.
pub(crate) const PLACE: u32 = 1 << 17;
/// A small word inside a person's name: "van".
pub(crate) const PARTICLE: u32 = 1 << 18;
/// Ends a person's name: "Jr", "оглы".
pub(crate) const NAME_SUFFIX: u32 = 1 << 19;
/// A first name that is also something else.
pub(crate) const DOUBTFUL: u32 = 1 << 20;
/// A Russian adjective whose masculine ends in -ой.
const STRESSED: u32 = 1 << 21;
/// The class was read off a plural.
pub(crate) const PLURAL: u32 = 1 << 22;

/// A month or a weekday.
pub(crate) const DATE: u32 = 1 << 23;
/// What a person is said to say: enough beside a name to make it one.
pub(crate) const SAYS: u32 = 1 << 27;
/// An office that every country has: its country belongs to its name.
pub(crate) const NATIONAL: u32 = 1 << 28;
/// A small word that says what kind of body the name behind it is: "the NGO Open Ledger".
pub(crate) const KIND: u32 = 1 << 29;
/// A French or Spanish honorific, where the text is in one of these languages.
pub(crate) const HONORIFIC: u32 = 1 << 25;
/// A common word that is also a surname.
pub(crate) const SURNAME: u32 = 1 << 26;
/// A Russian preposition: what stands behind it is in no nominative.
pub(crate) const GOVERNS: u32 = 1 << 30;
/// The first word of a body in the table of bodies.
pub(crate) const BODY: u32 = 1 << 24;

/// What the lists know of a word.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Entry {
    /// The classes, a bit each.
    pub(crate) classes: u32,
    /// The nominative singular, where the word may stand in another form.
    pub(crate) lemma: Option<&'static str>,
    /// The form the word stands in.
    pub(crate) case: Case,
}

/// The classes whose Russian words are declined, and whose forms lead back to a nominative.
const DECLINED: u32 = ROLE | HEAD | WEAK_HEAD | MODIFIER | TITLE_ROLE | PLACE;

const FILES: [(&str, bool); 4] = [
    (include_str!("../data/english.tsv"), false),
    (include_str!("../data/french.tsv"), false),
    (include_str!("../data/spanish.tsv"), false),
    (include_str!("../data/russian.tsv"), true),
];

/// What the lists know of a folded word; nothing where they do not have it.
pub(crate) fn entry(folded: &str) -> Entry {
    static TABLE: OnceLock<FxHashMap<String, Entry>> = OnceLock::new();
    TABLE.get_or_init(table).get(folded).copied().unwrap_or_default()
}

/// Whether the masculine of the Russian adjective with this stem ends in -ой.
pub(crate) fn is_stressed(stem: &str) -> bool {
    entry(stem).classes & STRESSED != 0
}

fn table() -> FxHashMap<String, Entry> {
    let mut table = FxHashMap::default();
    for (file, declined) in FILES {
        for line in file.lines().filter(|line| !line.starts_with('#')) {
            let mut words = line.split_whitespace();
            let Some(class) = words.next().map(class) else { continue };
            words.for_each(|word| add(&mut table, word, class, declined));
        }
    }
    for name in bodies::names() {
        let Some(first) = name.split_whitespace().next() else { continue };
        let first = folded(first.trim_matches(|char: char| !char.is_alphanumeric()));
        declension::forms(&first, |form, _| table.entry(form).or_default().classes |= BODY);
        table.entry(first).or_default().classes |= BODY;
    }
    table
}

fn add(table: &mut FxHashMap<String, Entry>, word: &'static str, class: u32, declined: bool) {
    let (singular, plural) = word.split_once('/').map_or((word, None), |(one, many)| (one, Some(many)));
    let lemma = (class & DECLINED != 0).then_some(singular);
    insert(table, singular.to_owned(), Entry { classes: class, lemma, case: Case::Nominative });
    if let Some(plural) = plural {
        insert(
            table,
            plural.to_owned(),
            Entry { classes: class | PLURAL, lemma: Some(singular), case: Case::Plural },
        );
    }
    if declined && class & DECLINED != 0 {
        declension::forms(singular, |form, case| {
            let plural = if case == Case::Plural { PLURAL } else { 0 };
            insert(table, form, Entry { classes: class | plural, lemma: Some(singular), case });
        });
    }
}

/// The first reading of a form keeps its case; classes add up.
fn insert(table: &mut FxHashMap<String, Entry>, form: String, entry: Entry) {
    let known = table.entry(form).or_insert(entry);
    let plural = known.classes & entry.classes & PLURAL;
    known.classes = (known.classes | entry.classes) & !PLURAL | plural;
    if entry.lemma.is_some() && (known.lemma.is_none() || entry.case == Case::Nominative) {
        (known.lemma, known.case) = (entry.lemma, entry.case);
    }
}

fn class(name: &str) -> u32 {
    match name {
        "title" => TITLE,
        "honorific" => HONORIFIC,
        "surname" => SURNAME,
        "title-role" => TITLE_ROLE | ROLE,
        "role" => ROLE,
        "modifier" => MODIFIER,
        "speech" => SPEECH,
        "says" => SPEECH | SAYS,
        "national" => NATIONAL,
        "kind" => KIND,
        "governs" => GOVERNS,
        "with" => WITH,
        "loc" => LOC,
        "function" => FUNCTION,
        "stop" => STOP,
        "date" => STOP | DATE,
        "domain" => DOMAIN,
        "head" => HEAD,
        "weak-head" => WEAK_HEAD,
        "head-first" => HEAD_FIRST,
        "placehead" => PLACE_HEAD,
        "placepre" => PLACE_PRE,
        "link" => LINK,
        "article" => ARTICLE,
        "place" => PLACE,
        "particle" => PARTICLE,
        "name-suffix" => NAME_SUFFIX,
        "doubtful" => DOUBTFUL,
        "stressed" => STRESSED,
        _ => 0,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_word_is_folded_and_every_class_known() {
        for (file, _) in FILES {
            for line in file.lines().filter(|line| !line.starts_with('#')) {
                let mut words = line.split_whitespace();
                let name = words.next().unwrap_or("");
                assert_ne!(class(name), 0, "{name}");
                for word in words.flat_map(|word| word.split('/')) {
                    assert_eq!(folded(word), word);
                }
            }
        }
    }

    #[test]
    fn a_russian_form_leads_to_its_nominative() {
        let entry = entry("заместителем");
        assert_eq!((entry.lemma, entry.case), (Some("заместитель"), Case::Oblique));
        assert_ne!(entry.classes & ROLE, 0);
    }
}
