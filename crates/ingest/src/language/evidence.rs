//! The language of a text by its small words and its letters: for short texts, for languages a trigram detector does
//! not know, and cheap enough for every block of a page.

use rustc_hash::FxHashMap;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

/// What is known of one language in one script.
struct Language {
    code: &'static str,
    cyrillic: bool,
    /// Letters beyond the shared ones.
    letters: BTreeSet<char>,
    /// Shared letters it does without.
    without: BTreeSet<char>,
}

/// Something that speaks for languages.
struct Clue {
    /// Which it is of all clues.
    number: usize,
    /// The indexes of the languages it speaks for.
    holders: Vec<usize>,
    weight: f32,
    /// The indexes of the languages it speaks against, with [`FOREIGN`].
    strangers: Vec<usize>,
}

/// Tables that are only looked up, so that their order does not matter.
struct Knowledge {
    languages: Vec<Language>,
    words: FxHashMap<&'static str, Clue>,
    /// By the end of a word.
    endings: FxHashMap<&'static str, Clue>,
    /// By letters that stand anywhere in a word.
    pairs: FxHashMap<&'static str, Clue>,
    letters: FxHashMap<char, Clue>,
    clues: usize,
}

/// What a letter weighs against a language that does not have it.
const FOREIGN: f32 = 1.5;
/// Languages that documents of programmes are most often written in, and what that weighs where something else speaks for
/// one.
const COMMON: [&str; 6] = ["en", "ru", "fr", "es", "de", "pt"];
const PRIOR: f32 = 0.3;
/// A language is told apart from the next by at least so much.
const MARGIN: f32 = 1.0;
/// The longest word of the table, in bytes.
const LONGEST: usize = 20;

static KNOWLEDGE: LazyLock<Knowledge> = LazyLock::new(|| {
    let alphabets = || rows(include_str!("../../data/alphabets.tsv"));
    let mut languages: Vec<Language> = alphabets().map(language).collect();
    let words = holders(include_str!("../../data/function_words.tsv"), &mut languages);
    let endings = holders(include_str!("../../data/endings.tsv"), &mut languages);
    let (pairs, endings): (BTreeMap<_, _>, BTreeMap<_, _>) =
        endings.into_iter().partition(|(ending, _)| ending.starts_with('~'));
    let count = languages.len() as f32;
    let mut clues = 0;
    // A clue weighs the more the fewer languages have it; `share` says how seldom it is a chance.
    let mut clue = |holders: Vec<usize>, strangers: Vec<usize>, share: f32| {
        clues += 1;
        let weight = (count / holders.len().max(1) as f32).ln() * 0.5 * share;
        Clue { number: clues - 1, holders, weight, strangers }
    };
    let length = |text: &str| text.chars().count() as f32;
    let words = words.into_iter().map(|(word, held)| {
        let share = if length(word) == 1.0 { 0.5 } else { 1.0 };
        (word, clue(held, Vec::new(), share))
    });
    let words = words.collect();
    let endings =
        endings.into_iter().map(|(ending, held)| (ending, clue(held, Vec::new(), 0.2 * length(ending))));
    let endings = endings.collect();
    let pairs = pairs.into_iter().map(|(pair, held)| (&pair[1..], clue(held, Vec::new(), 0.3))).collect();
    let all: BTreeSet<char> = languages
        .iter()
        .flat_map(|language| language.letters.iter().chain(&language.without))
        .copied()
        .collect();
    let letters = all.into_iter().map(|letter| {
        let with = |holds: &dyn Fn(&Language) -> bool| -> Vec<usize> {
            let numbered = languages.iter().enumerate();
            numbered
                .filter(|(_, known)| known.cyrillic == is_cyrillic(letter) && holds(known))
                .map(|(at, _)| at)
                .collect()
        };
        let held = with(&|known| known.letters.contains(&letter));
        let strangers = if held.is_empty() {
            with(&|known| known.without.contains(&letter))
        } else {
            with(&|known| !known.letters.contains(&letter))
        };
        (letter, clue(held, strangers, 1.0))
    });
    let letters = letters.collect();
    Knowledge { words, endings, pairs, letters, clues, languages }
});

/// By entry of a table: the languages that have it; a language the alphabets do not know is added to them.
fn holders(table: &'static str, languages: &mut Vec<Language>) -> BTreeMap<&'static str, Vec<usize>> {
    let mut holders: BTreeMap<&'static str, Vec<usize>> = BTreeMap::new();
    for (code, entries) in rows(table) {
        let cyrillic = entries.chars().any(is_cyrillic);
        let known = languages.iter().position(|known| known.code == code && known.cyrillic == cyrillic);
        let at = known.unwrap_or_else(|| {
            languages.push(Language { cyrillic, ..language((code, "")) });
            languages.len() - 1
        });
        for entry in entries.split_whitespace() {
            let held = holders.entry(entry).or_default();
            if !held.contains(&at) {
                held.push(at);
            }
        }
    }
    holders
}

fn rows(table: &'static str) -> impl Iterator<Item = (&'static str, &'static str)> {
    table.lines().filter(|line| !line.starts_with('#')).filter_map(|line| line.split_once('\t'))
}

fn language((code, rest): (&'static str, &'static str)) -> Language {
    let (letters, without) = rest.split_once('\t').unwrap_or((rest, ""));
    let cyrillic = letters.chars().any(is_cyrillic);
    Language { code, cyrillic, letters: letters.chars().collect(), without: without.chars().collect() }
}

fn is_cyrillic(c: char) -> bool {
    matches!(c, '\u{400}'..='\u{52f}')
}

/// What speaks for the languages of a text.
pub(super) struct Evidence {
    scores: Vec<f32>,
}

/// Weighs a text; linear.
pub(super) fn weigh(text: &str) -> Evidence {
    let knowledge = &*KNOWLEDGE;
    let mut scale = Scale { scores: vec![0.0; knowledge.languages.len()], met: vec![0; knowledge.clues] };
    let mut lower = String::with_capacity(LONGEST * 2);
    for word in text.split(|c: char| !c.is_alphabetic()).filter(|word| !word.is_empty()) {
        lower.clear();
        lower.extend(word.chars().take(LONGEST).flat_map(char::to_lowercase));
        match knowledge.words.get(lower.as_str()) {
            Some(clue) => scale.add(clue),
            None => scale.parts(&lower, knowledge),
        }
        for c in lower.chars().filter(|c| !c.is_ascii()) {
            knowledge.letters.get(&c).into_iter().for_each(|clue| scale.add(clue));
        }
    }
    Evidence { scores: scale.scores }
}

/// Words at the head of a text, and how many of them must be small words of a language for [`is_plainly`].
const HEAD: usize = 24;
const PLAIN: usize = 3;

/// Whether a text is in a language beyond a doubt: its first words hold small words that hardly another language has.
/// Far cheaper than [`weigh`].
pub(super) fn is_plainly(text: &str, code: &str) -> bool {
    let knowledge = &*KNOWLEDGE;
    let is_own = |word: &str| {
        let mut lower = String::with_capacity(LONGEST * 2);
        lower.extend(word.chars().take(LONGEST).flat_map(char::to_lowercase));
        knowledge.words.get(lower.as_str()).is_some_and(|clue| {
            clue.holders.len() <= 2 && clue.holders.iter().any(|at| knowledge.languages[*at].code == code)
        })
    };
    let words = text.split(|c: char| !c.is_alphabetic()).filter(|word| !word.is_empty());
    words.take(HEAD).filter(|word| is_own(word)).take(PLAIN).count() == PLAIN
}

struct Scale {
    scores: Vec<f32>,
    /// How often each clue was met.
    met: Vec<u16>,
}

impl Scale {
    /// A clue weighs less each time it comes again: a list of one word is no text in the language that has it.
    fn add(&mut self, clue: &Clue) {
        let met = &mut self.met[clue.number];
        *met = met.saturating_add(1);
        let again = 1.0 / f32::from(*met);
        clue.holders.iter().for_each(|at| self.scores[*at] += clue.weight * again);
        clue.strangers.iter().for_each(|at| self.scores[*at] -= FOREIGN * again);
    }

    /// The end of a word, and the pairs of letters in it.
    fn parts(&mut self, word: &str, knowledge: &Knowledge) {
        let starts = || word.char_indices().map(|(at, _)| at);
        let found = starts().skip(1).find_map(|at| knowledge.endings.get(&word[at..]));
        found.into_iter().for_each(|clue| self.add(clue));
        let ends = || starts().skip(1).chain([word.len()]);
        for (start, end) in starts().zip(ends()).chain(starts().zip(ends().skip(1))) {
            knowledge.pairs.get(&word[start..end]).into_iter().for_each(|clue| self.add(clue));
        }
    }
}

impl Evidence {
    /// The language that most speaks for, and whether it stands apart from the others; `None` where nothing speaks for any.
    pub(super) fn best(&self) -> Option<(&'static str, bool)> {
        let languages = &KNOWLEDGE.languages;
        let mut best: Option<(usize, f32)> = None;
        let mut second = 0.0_f32;
        for (at, score) in self.scores.iter().copied().enumerate().filter(|(_, score)| *score > 0.0) {
            let score = if COMMON.contains(&languages[at].code) { score + PRIOR } else { score };
            match best {
                Some((_, most)) if score <= most => second = second.max(score),
                _ => {
                    second = second.max(best.map_or(0.0, |(_, most)| most));
                    best = Some((at, score));
                }
            }
        }
        best.map(|(at, most)| (languages[at].code, most - second >= MARGIN))
    }

    /// What speaks for a language; 0 where nothing does.
    pub(super) fn score(&self, code: &str) -> f32 {
        let known =
            KNOWLEDGE.languages.iter().zip(&self.scores).filter(|(language, _)| language.code == code);
        known.map(|(_, score)| *score).fold(0.0, f32::max)
    }

    /// Whether a language has words or letters here.
    pub(super) fn knows(code: &str) -> bool {
        KNOWLEDGE.languages.iter().any(|language| language.code == code)
    }
}
