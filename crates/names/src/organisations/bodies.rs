//! Finding the bodies of the table at a word.
//!
//! Latin names are compared folded; Russian ones by their words without case endings, so that every case is found.

use super::table::{Row, rows};
use super::{Mention, known};
use crate::declension::Case;
use crate::fold::folded;
use crate::reading::Reading;
use crate::token::{Gap, tokens};
use crate::words::{BODY, HEAD, NATIONAL, PLACE};
use rapporteur_model::Identity;
use rustc_hash::{FxHashMap, FxHashSet};
use std::sync::OnceLock;

struct Name {
    /// Folded words without case endings.
    words: Vec<String>,
    written: &'static str,
    body: usize,
}

struct Bodies {
    /// Names by their first word, the longest first.
    names: FxHashMap<String, Vec<Name>>,
    abbreviations: FxHashMap<&'static str, usize>,
}

pub(crate) use super::table::names;

fn bodies() -> &'static Bodies {
    static BODIES: OnceLock<Bodies> = OnceLock::new();
    BODIES.get_or_init(|| {
        let mut out = Bodies { names: FxHashMap::default(), abbreviations: FxHashMap::default() };
        for (body, row) in rows().iter().enumerate() {
            add(&mut out, body, row);
        }
        out.names.values_mut().for_each(|list| list.sort_by_key(|name| std::cmp::Reverse(name.words.len())));
        out
    })
}

fn add(out: &mut Bodies, body: usize, row: &Row) {
    for short in row.abbreviations.iter().filter(|short| short.alone) {
        out.abbreviations.insert(short.written, body);
    }
    for written in row.names.iter().copied() {
        let words: Vec<String> =
            tokens(written).iter().map(|token| stem(&folded(token.text(written))).to_owned()).collect();
        if let Some(first) = words.first() {
            out.names.entry(first.clone()).or_default().push(Name { words, written, body });
        }
    }
}

/// Which body of the table a row is; none where the row is the name of many.
pub(super) fn identity(body: usize) -> Option<Identity> {
    let row = rows().get(body)?;
    let (key, name) = (row.key?.to_owned(), known::label(row)?.to_owned());
    Some(Identity { key, name })
}

/// Whether the table says that one body belongs to another.
pub(super) fn is_part_of(body: usize, parent: usize) -> bool {
    let (body, parent) = (rows().get(body), rows().get(parent));
    body.and_then(|row| row.part_of).is_some_and(|key| parent.and_then(|row| row.key) == Some(key))
}

/// Whether the table has this abbreviation for a body, by itself or not.
pub(super) fn is_short_for(word: &str, body: usize) -> bool {
    rows().get(body).is_some_and(|row| row.abbreviations.iter().any(|short| short.written == word))
}

/// A Russian word without its case ending; another word as it is.
pub(super) fn stem(folded: &str) -> &str {
    const ENDINGS: [&str; 36] = [
        "иями", "ями", "ами", "ого", "его", "ому", "ему", "ыми", "ими", "ией", "иям", "иях", "ая", "яя",
        "ую", "ой", "ей", "ый", "ий", "ым", "им", "ом", "ем", "ые", "ие", "ых", "их", "ов", "ия", "ию", "ии",
        "ам", "ах", "ое", "ье", "ью",
    ];
    if !folded.starts_with(|char| ('\u{400}'..='\u{52F}').contains(&char)) {
        return folded;
    }
    let long = ENDINGS.iter().find_map(|ending| folded.strip_suffix(ending)).filter(|stem| stem.len() >= 6);
    let short = || folded.trim_end_matches(['а', 'я', 'у', 'ю', 'е', 'ы', 'и', 'о', 'ь', 'й']);
    long.unwrap_or_else(|| if short().len() >= 4 { short() } else { folded })
}

/// The body of the table named at this word, by its longest name or by its abbreviation.
pub(super) fn at(reading: &Reading<'_>, at: usize) -> Option<Mention> {
    let token = reading.get(at)?;
    if token.is(BODY) && (token.capital || token.cyrillic) {
        let first = reading.folded(at);
        let names = bodies().names.get(stem(&first)).map_or(&[][..], Vec::as_slice);
        if let Some(name) = names.iter().find(|name| is_named(reading, at, &name.words)) {
            let last = at + name.words.len() - 1;
            if let Some(national) = national(reading, at, last, name.written) {
                return Some(national);
            }
            let written = if token.cyrillic { name.written } else { reading.slice(at, last) };
            return Some(mention(reading, at, last, written, name.body, "body"));
        }
    }
    if token.capital && !token.heading && !token.initial {
        let word = reading.word(at);
        if let Some(&body) = bodies().abbreviations.get(word) {
            return national(reading, at, at, word)
                .or_else(|| Some(mention(reading, at, at, word, body, "abbreviation")));
        }
    }
    None
}

/// «МИД Украины», «Верховный суд России»: an office that every country has, with its country, is a body of its own.
fn national(reading: &Reading<'_>, first: usize, last: usize, written: &str) -> Option<Mention> {
    let country = reading.get(last + 1).filter(|_| reading.follows(last + 1))?;
    let named = country.is(PLACE) && country.capital && country.entry.case != Case::Nominative
        || matches!(reading.word(last + 1), "РФ" | "США" | "ФРГ" | "РК" | "КР" | "РТ" | "РУз");
    if !reading.tokens[last].is(NATIONAL | HEAD) || !reading.tokens[last].cyrillic || !named {
        return None;
    }
    let name = format!("{written} {}", reading.word(last + 1));
    Some(Mention {
        first,
        last: last + 1,
        span: reading.span(first, last + 1),
        name,
        body: None,
        rule: "body",
    })
}

fn mention(
    reading: &Reading<'_>,
    first: usize,
    last: usize,
    name: &str,
    body: usize,
    rule: &'static str,
) -> Mention {
    Mention { first, last, span: reading.span(first, last), name: name.to_owned(), body: Some(body), rule }
}

/// Whether the name is on the list of those that only look like a body's.
pub(super) fn is_none(name: &str) -> bool {
    const LIST: &str = include_str!("../../data/no_bodies.txt");
    static NONE: OnceLock<FxHashSet<&'static str>> = OnceLock::new();
    let none = NONE.get_or_init(|| LIST.lines().filter(|line| !line.starts_with('#')).collect());
    let words: Vec<String> = name.split(' ').map(|word| stem(&folded(word)).to_owned()).collect();
    none.contains(words.join(" ").as_str())
}

/// The body with this abbreviation.
pub(super) fn by_abbreviation(word: &str) -> Option<usize> {
    bodies().abbreviations.get(word).copied()
}

fn is_named(reading: &Reading<'_>, at: usize, words: &[String]) -> bool {
    if !reading.tokens[at].capital {
        return false;
    }
    words.iter().enumerate().skip(1).all(|(ahead, word)| {
        let Some(token) = reading.get(at + ahead) else { return false };
        let joined = matches!(token.gap, Gap::Space | Gap::Elision | Gap::Comma | Gap::Other)
            || token.gap == Gap::Stop && reading.tokens[at + ahead - 1].initial
            || token.gap == Gap::Quote;
        joined && stem(&reading.folded(at + ahead)) == word
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_cases_of_a_russian_name_have_one_stem() {
        for same in
            ["всемирный всемирного всемирному", "банк банка банке банком", "комиссия комиссией комиссии"]
        {
            let all: Vec<&str> = same.split(' ').map(stem).collect();
            assert!(all.iter().all(|one| *one == all[0]), "{all:?}");
        }
    }
}
