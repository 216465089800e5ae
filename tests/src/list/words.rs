//! Words of texts, and whether a question's words stand among them.

use rapporteur_index::analysis::{Stems, exact, words};
use rapporteur_model::Match;
use std::cell::RefCell;
use std::collections::BTreeMap;

/// A word of a text in the two forms it is compared by.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Word {
    stem: String,
    exact: String,
}

/// The words of a text in a language.
pub(super) fn read(text: &str, stems: &Stems) -> Vec<Word> {
    words(text).map(|(_, word)| Word { stem: stems.stem(word), exact: exact(word) }).collect()
}

/// The languages that are held, in each of which a question's words are stemmed.
pub(super) struct Languages {
    stems: Vec<Stems>,
    /// What was typed, as stems in each language; the same words are asked of every unit.
    known: RefCell<BTreeMap<String, Vec<Vec<String>>>>,
}

impl Languages {
    pub(super) fn new(languages: impl IntoIterator<Item = String>) -> Self {
        let stems = languages.into_iter().map(|language| Stems::of(Some(&language))).collect();
        Self { stems, known: RefCell::default() }
    }

    fn readings(&self, typed: &str) -> Vec<Vec<String>> {
        let read = |stems: &Stems| words(typed).map(|(_, word)| stems.stem(word)).collect();
        let mut known = self.known.borrow_mut();
        let readings = known.entry(typed.to_owned()).or_insert_with(|| {
            let mut readings: Vec<Vec<String>> = self.stems.iter().map(read).collect();
            readings.sort();
            readings.dedup();
            readings
        });
        readings.clone()
    }
}

/// Whether a text holds what is asked for; words are stemmed in every language that is held.
pub(super) fn holds(text: &[Word], matching: &Match, languages: &Languages) -> bool {
    let any_exact = |fits: &dyn Fn(&str) -> bool| text.iter().any(|word| fits(&word.exact));
    match matching {
        Match::Word(word) => sequence_in_any(text, word, 0, languages),
        Match::Phrase { words, slop } => sequence_in_any(text, &words.join(" "), *slop, languages),
        Match::Exact(typed) => {
            let asked: Vec<String> = words(typed).map(|(_, word)| exact(word)).collect();
            sequence(text, &asked, 0, |word| &word.exact)
        }
        Match::Prefix(prefix) => {
            let prefix = exact(prefix);
            any_exact(&|word| word.starts_with(&prefix))
        }
        Match::Wildcard(pattern) => {
            let pattern: Vec<char> = exact(pattern).chars().collect();
            any_exact(&|word| fits(&pattern, &word.chars().collect::<Vec<_>>()))
        }
        Match::Fuzzy(typed, distance) => {
            let typed: Vec<char> = exact(typed).chars().collect();
            any_exact(&|word| edits(&typed, &word.chars().collect::<Vec<_>>()) <= usize::from(*distance))
        }
    }
}

fn sequence_in_any(text: &[Word], typed: &str, slop: u32, languages: &Languages) -> bool {
    let readings = languages.readings(typed);
    readings.iter().any(|asked| sequence(text, asked, slop, |word| &word.stem))
}

/// Whether words stand one after the other. With slop two words may stand that far from there, either way.
fn sequence(text: &[Word], asked: &[String], slop: u32, form: impl Fn(&Word) -> &String) -> bool {
    let places = |asked: &String| -> Vec<usize> {
        text.iter().enumerate().filter(|(_, word)| form(word) == asked).map(|(at, _)| at).collect()
    };
    match asked {
        [] => false,
        [one] => !places(one).is_empty(),
        [first, second] if slop > 0 => places(first)
            .iter()
            .any(|first| places(second).iter().any(|second| (first + 1).abs_diff(*second) <= slop as usize)),
        _ => {
            assert_eq!(slop, 0, "the list does not know slop over more than two words");
            text.windows(asked.len()).any(|window| window.iter().map(&form).eq(asked))
        }
    }
}

/// Whether a word fits a pattern, by trying everything.
fn fits(pattern: &[char], word: &[char]) -> bool {
    match pattern.split_first() {
        None => word.is_empty(),
        Some(('*', rest)) => (0..=word.len()).any(|at| fits(rest, &word[at..])),
        Some(('?', rest)) => !word.is_empty() && fits(rest, &word[1..]),
        Some((c, rest)) => word.first() == Some(c) && fits(rest, &word[1..]),
    }
}

/// How many insertions, deletions, replacements and swaps of neighbours part two words (optimal string alignment).
fn edits(one: &[char], other: &[char]) -> usize {
    let mut table = vec![vec![0; other.len() + 1]; one.len() + 1];
    for i in 0..=one.len() {
        for j in 0..=other.len() {
            table[i][j] = if i == 0 || j == 0 {
                i + j
            } else {
                let replaced = table[i - 1][j - 1] + usize::from(one[i - 1] != other[j - 1]);
                let mut least = replaced.min(table[i - 1][j] + 1).min(table[i][j - 1] + 1);
                if i > 1 && j > 1 && one[i - 1] == other[j - 2] && one[i - 2] == other[j - 1] {
                    least = least.min(table[i - 2][j - 2] + 1);
                }
                least
            };
        }
    }
    table[one.len()][other.len()]
}
