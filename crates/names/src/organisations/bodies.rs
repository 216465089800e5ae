//! The table of bodies that programme documents name, `data/bodies.tsv`, and finding them at a word.
//!
//! Latin names are compared folded; Russian ones by their words without case endings, so that every case is found.

use super::Mention;
use crate::declension::Case;
use crate::fold::folded;
use crate::reading::Reading;
use crate::token::{Gap, tokens};
use crate::words::{BODY, HEAD, NATIONAL, PLACE};
use std::collections::{HashMap, HashSet};
use std::sync::OnceLock;

const TABLE: &str = include_str!("../../data/bodies.tsv");

struct Name {
    /// Folded words without case endings.
    words: Vec<String>,
    written: &'static str,
    body: usize,
}

struct Bodies {
    /// Names by their first word, the longest first.
    names: HashMap<String, Vec<Name>>,
    abbreviations: HashMap<&'static str, usize>,
}

/// Every full name of the table.
pub(crate) fn names() -> impl Iterator<Item = &'static str> {
    rows().flat_map(|row| row.split('\t').skip(1)).flat_map(names_of)
}

fn rows() -> impl Iterator<Item = &'static str> {
    TABLE.lines().filter(|line| !line.starts_with('#'))
}

fn names_of(cell: &'static str) -> impl Iterator<Item = &'static str> {
    cell.split(';').map(str::trim).filter(|name| *name != "-" && !name.is_empty())
}

fn bodies() -> &'static Bodies {
    static BODIES: OnceLock<Bodies> = OnceLock::new();
    BODIES.get_or_init(|| {
        let mut out = Bodies { names: HashMap::new(), abbreviations: HashMap::new() };
        let mut known: HashMap<String, usize> = HashMap::new();
        let mut next = 0;
        for row in rows() {
            add(&mut out, &mut known, &mut next, row);
        }
        out.names.values_mut().for_each(|list| list.sort_by_key(|name| std::cmp::Reverse(name.words.len())));
        out
    })
}

/// A row with an abbreviation is one body, and the same as an earlier row that shares a name; without, each name is one.
fn add(out: &mut Bodies, known: &mut HashMap<String, usize>, next: &mut usize, row: &'static str) {
    let mut cells = row.split('\t');
    let abbreviations: Vec<&str> =
        cells.next().unwrap_or("-").split(',').filter(|word| *word != "-").collect();
    let names: Vec<&str> = cells.flat_map(names_of).collect();
    let shared = names.iter().find_map(|name| known.get(*name).copied());
    for abbreviation in &abbreviations {
        let body = shared.unwrap_or(*next);
        if !abbreviation.ends_with('?') {
            out.abbreviations.insert(abbreviation, body);
        }
    }
    for name in names {
        if abbreviations.is_empty() {
            *next += 1;
        }
        let body = if abbreviations.is_empty() { *next } else { shared.unwrap_or(*next) };
        let body = *known.entry(name.to_owned()).or_insert(body);
        let words: Vec<String> =
            tokens(name).iter().map(|token| stem(&folded(token.text(name))).to_owned()).collect();
        if let Some(first) = words.first() {
            out.names.entry(first.clone()).or_default().push(Name { words, written: name, body });
        }
    }
    *next += 1;
}

/// A Russian word without its case ending; another word as it is.
fn stem(folded: &str) -> &str {
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
    static NONE: OnceLock<HashSet<&'static str>> = OnceLock::new();
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
    fn the_table_has_five_cells_a_row_and_no_abbreviation_twice() {
        let mut seen = std::collections::BTreeSet::new();
        for row in rows() {
            assert_eq!(row.split('\t').count(), 5, "{row}");
            for abbreviation in row.split('\t').next().unwrap_or("").split(',').filter(|word| *word != "-") {
                assert!(seen.insert(abbreviation), "{abbreviation}");
            }
        }
        assert!(names().count() > 300);
    }

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
