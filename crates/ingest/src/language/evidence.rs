//! The language of a text by its small words and its letters: for short texts, for languages a trigram detector does
//! not know, and cheap enough for every block of a page.

use std::collections::{BTreeMap, BTreeSet, HashMap};
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

struct Knowledge {
    languages: Vec<Language>,
    /// By word: the index of each language that has it, and what it weighs for them.
    words: HashMap<&'static str, (Vec<usize>, f32)>,
    /// By the end of a word, as for words.
    endings: HashMap<&'static str, (Vec<usize>, f32)>,
    /// By letters that stand anywhere in a word, as for words.
    pairs: HashMap<&'static str, (Vec<usize>, f32)>,
    /// What a letter beyond the shared ones weighs for the languages that have it.
    letters: HashMap<char, f32>,
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
    let count = languages.len() as f32;
    let weigh = |holders: &[usize], share: f32| (count / holders.len() as f32).ln() * 0.5 * share;
    let words = words.into_iter().map(|(word, holders)| {
        // A single letter is often a chance.
        let weight = weigh(&holders, if word.chars().count() == 1 { 0.5 } else { 1.0 });
        (word, (holders, weight))
    });
    let (pairs, endings): (BTreeMap<_, _>, BTreeMap<_, _>) =
        endings.into_iter().partition(|(ending, _)| ending.starts_with('~'));
    let pairs = pairs.into_iter().map(|(pair, holders)| {
        let weight = weigh(&holders, 0.3);
        (&pair[1..], (holders, weight))
    });
    let endings = endings.into_iter().map(|(ending, holders)| {
        let weight = weigh(&holders, 0.2 * ending.chars().count() as f32);
        (ending, (holders, weight))
    });
    let mut letters: HashMap<char, f32> = HashMap::new();
    for language in &languages {
        for letter in &language.letters {
            *letters.entry(*letter).or_default() += 1.0;
        }
    }
    letters.values_mut().for_each(|holders| *holders = (count / *holders).ln() * 0.5);
    Knowledge {
        words: words.collect(),
        endings: endings.collect(),
        pairs: pairs.collect(),
        letters,
        languages,
    }
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
    let mut scores = vec![0.0; knowledge.languages.len()];
    let mut lower = String::with_capacity(LONGEST * 2);
    for word in text.split(|c: char| !c.is_alphabetic()).filter(|word| !word.is_empty()) {
        lower.clear();
        lower.extend(word.chars().take(LONGEST).flat_map(char::to_lowercase));
        if let Some((holders, weight)) = knowledge.words.get(lower.as_str()) {
            holders.iter().for_each(|at| scores[*at] += weight);
        } else {
            parts(&lower, knowledge, &mut scores);
        }
        for c in lower.chars().filter(|c| !c.is_ascii()) {
            letter(c, knowledge, &mut scores);
        }
    }
    Evidence { scores }
}

/// The end of a word, and the pairs of letters in it.
fn parts(word: &str, knowledge: &Knowledge, scores: &mut [f32]) {
    let starts = || word.char_indices().map(|(at, _)| at);
    let found = starts().skip(1).find_map(|at| knowledge.endings.get(&word[at..]));
    let mut add = |(holders, weight): &(Vec<usize>, f32)| holders.iter().for_each(|at| scores[*at] += weight);
    found.into_iter().for_each(&mut add);
    let ends = || starts().skip(1).chain([word.len()]);
    for (start, end) in starts().zip(ends()).chain(starts().zip(ends().skip(1))) {
        knowledge.pairs.get(&word[start..end]).into_iter().for_each(&mut add);
    }
}

fn letter(c: char, knowledge: &Knowledge, scores: &mut [f32]) {
    let cyrillic = is_cyrillic(c);
    let weight = knowledge.letters.get(&c).copied();
    for (score, language) in scores.iter_mut().zip(&knowledge.languages) {
        if language.cyrillic != cyrillic {
            continue;
        }
        match weight {
            Some(weight) if language.letters.contains(&c) => *score += weight,
            Some(_) => *score -= FOREIGN,
            None if language.without.contains(&c) => *score -= FOREIGN,
            None => {}
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
