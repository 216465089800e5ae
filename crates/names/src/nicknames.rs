//! Short forms of first names, by table: Bill is William, Саша is Александр or Александра.
//!
//! A Latin word is looked up by its sound, a Cyrillic one by its stem; Russian rows are known in Latin letters too.

use crate::sounds::{canonical, stem};
use rustc_hash::FxHashMap;
use std::collections::BTreeMap;
use std::sync::OnceLock;

/// Whether a name is a man's or a woman's.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Sex {
    Man,
    Woman,
}

/// A line of the table a word stands in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Place {
    line: u16,
    /// It is the full name of the line.
    full: bool,
}

struct Table {
    lines: Vec<(Sex, Vec<&'static str>)>,
    by_key: FxHashMap<String, Vec<Place>>,
    /// Of keys that all their lines give to one sex.
    sexes: BTreeMap<String, Option<Sex>>,
}

/// The key of a word in the table.
fn key(word: &str, cyrillic: bool) -> String {
    if cyrillic { format!("~{}", stem(word)) } else { canonical(word) }
}

fn is_cyrillic(word: &str) -> bool {
    word.chars().next().is_some_and(|char| ('\u{400}'..='\u{52F}').contains(&char))
}

fn table() -> &'static Table {
    static TABLE: OnceLock<Table> = OnceLock::new();
    TABLE.get_or_init(|| {
        let mut table = Table { lines: Vec::new(), by_key: FxHashMap::default(), sexes: BTreeMap::new() };
        for line in include_str!("../data/nicknames.tsv").lines().filter(|line| !line.starts_with('#')) {
            let mut words = line.split_whitespace();
            let sex = if words.next() == Some("m") { Sex::Man } else { Sex::Woman };
            table.add(sex, words.collect());
        }
        table
    })
}

impl Table {
    fn add(&mut self, sex: Sex, words: Vec<&'static str>) {
        let line = u16::try_from(self.lines.len()).unwrap_or(u16::MAX);
        for (at, word) in words.iter().enumerate() {
            let mut keys = vec![canonical(word)];
            keys.extend(is_cyrillic(word).then(|| key(word, true)));
            for key in keys {
                let known = self.sexes.entry(key.clone()).or_insert(Some(sex));
                *known = known.filter(|known| *known == sex);
                let places = self.by_key.entry(key).or_default();
                if places.iter().all(|place| place.line != line) {
                    places.push(Place { line, full: at == 0 });
                }
            }
        }
        self.lines.push((sex, words));
    }

    fn places(&self, key: &str) -> &[Place] {
        self.by_key.get(key).map_or(&[], Vec::as_slice)
    }
}

/// Whether one of two words is a short form of the other.
pub(crate) fn are_related(one: &str, other: &str) -> bool {
    let key = |word: &str| key(word, is_cyrillic(word));
    let (ones, others) = (table().places(&key(one)), table().places(&key(other)));
    ones.iter().any(|a| others.iter().any(|b| a.line == b.line && a.full != b.full))
}

/// The lines of the table that hold the word, as keys of an index.
pub(crate) fn lines(word: &str) -> impl Iterator<Item = String> {
    let places = table().places(&key(word, is_cyrillic(word)));
    places.iter().map(|place| format!("#{}", place.line))
}

/// The full names a short form stands for, and the short forms of a full name.
pub(crate) fn related(word: &str) -> Vec<&'static str> {
    let table = table();
    let mut out = Vec::new();
    for place in table.places(&key(word, is_cyrillic(word))) {
        let words = &table.lines[usize::from(place.line)].1;
        out.extend(if place.full { &words[1..] } else { &words[..1] });
    }
    out
}

/// Whose name it is, where the table gives it to one sex alone.
pub(crate) fn sex(word: &str) -> Option<Sex> {
    *table().sexes.get(&key(word, is_cyrillic(word)))?
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_short_form_and_its_full_name_are_related_in_either_script() {
        for (one, other) in
            [("Bill", "William"), ("Саша", "Александра"), ("Саши", "Александр"), ("Sasha", "Александр")]
        {
            assert!(are_related(one, other) && are_related(other, one), "{one} {other}");
        }
        assert!(!are_related("Bill", "Robert") && !are_related("William", "William"));
    }

    #[test]
    fn the_table_says_whose_name_it_is_where_it_is_one_sex_alone() {
        assert_eq!(sex("William"), Some(Sex::Man));
        assert_eq!(sex("Ольгой"), Some(Sex::Woman));
        assert_eq!((sex("Саша"), sex("Александра"), sex("Zzz")), (None, None, None));
    }

    #[test]
    fn the_table_is_large_and_no_line_repeats_a_word() {
        let latin = table().lines.iter().filter(|(_, words)| !is_cyrillic(words[0])).count();
        assert!(latin >= 150 && table().lines.len() - latin >= 80);
        for (_, words) in &table().lines {
            assert!(
                words.iter().all(|word| words.iter().filter(|other| *other == word).count() == 1),
                "{words:?}"
            );
        }
    }
}
