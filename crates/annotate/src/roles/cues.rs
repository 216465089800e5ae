//! The words by which a sentence says what a body does, from `data/roles.tsv`.

use crate::cues::Word;
use rapporteur_model::{Involvement, Span};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

const TABLE: &str = include_str!("../../data/roles.tsv");
const LANGUAGES: [&str; 4] = ["en", "ru", "fr", "es"];

/// Where a cue stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Side {
    /// Before the body: "funded by".
    Before,
    /// The same, but of one word only behind a colon or a dash: "Organiser:", for "partner of" is somebody else.
    Label,
    /// Behind the body: "hosted".
    Behind,
    /// Behind it, or right before it where none stands before: «организовал».
    Either,
}

/// A cue where it stands in the text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Cue {
    pub(super) role: Involvement,
    pub(super) side: Side,
    pub(super) span: Span,
}

struct Phrase {
    /// The words behind the first; `*` at the end stands for any ending.
    rest: Vec<String>,
    role: Involvement,
    side: Side,
}

/// The cues of one language, and the small words that may stand between one and its body.
#[derive(Default)]
pub(super) struct Cues {
    whole: BTreeMap<String, Vec<Phrase>>,
    begun: BTreeMap<String, Vec<Phrase>>,
    /// Between a cue and its body.
    between: BTreeSet<&'static str>,
    /// What a cue does not reach over.
    barriers: BTreeSet<&'static str>,
    /// Between two bodies of one list.
    joiners: BTreeSet<&'static str>,
    /// Between a body and its verb.
    helpers: BTreeSet<&'static str>,
}

impl Cues {
    /// Those of a language; the English ones where it has none.
    pub(super) fn of(language: Option<&str>) -> &'static Self {
        static ALL: LazyLock<[Cues; 4]> = LazyLock::new(|| LANGUAGES.map(Cues::read));
        let at = LANGUAGES.iter().position(|known| Some(*known) == language).unwrap_or(0);
        &ALL[at]
    }

    fn read(language: &str) -> Self {
        let mut cues = Self::default();
        for line in TABLE.lines().filter(|line| !line.starts_with('#')) {
            let cells: Vec<&'static str> = line.split('\t').collect();
            let [of, class, side, words] = cells[..] else { continue };
            if of != language {
                continue;
            }
            let words = words.split('|');
            match (class, role_of(class), side_of(side)) {
                ("between", ..) => cues.between.extend(words),
                ("barrier", ..) => cues.barriers.extend(words),
                ("joiner", ..) => cues.joiners.extend(words),
                ("helper", ..) => cues.helpers.extend(words),
                (_, Some(role), Some(side)) => words.for_each(|phrase| cues.add(phrase, role, side)),
                _ => {}
            }
        }
        cues
    }

    fn add(&mut self, phrase: &str, role: Involvement, side: Side) {
        // An elided article is a word of its own.
        let phrase = phrase.replace('\'', " ");
        let mut words = phrase.split(' ').map(str::to_owned);
        let first = words.next().unwrap_or_default();
        let phrase = Phrase { rest: words.collect(), role, side };
        match first.strip_suffix('*') {
            Some(first) => self.begun.entry(first.to_owned()).or_default().push(phrase),
            None => self.whole.entry(first).or_default().push(phrase),
        }
    }

    /// The cues of a sentence in order, of those that overlap the longer one.
    pub(super) fn found(&self, words: &[Word]) -> Vec<Cue> {
        let mut found = Vec::new();
        for (at, word) in words.iter().enumerate() {
            let whole = self.whole.get(word.lower.as_str()).into_iter();
            let ends = word.lower.char_indices().map(|(at, c)| at + c.len_utf8()).skip(2);
            let begun = ends.filter_map(|end| self.begun.get(&word.lower[..end]));
            for phrase in whole.chain(begun).flatten() {
                if is_followed(&words[at + 1..], &phrase.rest) {
                    let span = word.span.join(words[at + phrase.rest.len()].span);
                    found.push(Cue { role: phrase.role, side: phrase.side, span });
                }
            }
        }
        found.sort_by_key(|cue| (cue.span.start(), std::cmp::Reverse(cue.span.end())));
        let mut end = 0;
        found.retain(|cue| {
            let kept = cue.span.start() >= end;
            end = if kept { cue.span.end() } else { end };
            kept
        });
        found
    }

    pub(super) fn is_between(&self, word: &str) -> bool {
        self.between.contains(word)
    }

    pub(super) fn is_barrier(&self, word: &str) -> bool {
        self.barriers.contains(word)
    }

    pub(super) fn is_joiner(&self, word: &str) -> bool {
        self.joiners.contains(word)
    }

    pub(super) fn is_helper(&self, word: &str) -> bool {
        self.helpers.contains(word)
    }
}

fn is_followed(words: &[Word], rest: &[String]) -> bool {
    words.len() >= rest.len()
        && rest.iter().zip(words).all(|(expected, word)| match expected.strip_suffix('*') {
            Some(beginning) => word.lower.starts_with(beginning),
            None => word.lower == *expected,
        })
}

fn role_of(name: &str) -> Option<Involvement> {
    [
        Involvement::Organiser,
        Involvement::Funder,
        Involvement::Host,
        Involvement::Partner,
        Involvement::Implementer,
    ]
    .into_iter()
    .find(|role| role.as_str() == name)
}

fn side_of(name: &str) -> Option<Side> {
    Some(match name {
        "before" => Side::Before,
        "label" => Side::Label,
        "behind" => Side::Behind,
        "either" => Side::Either,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_of_the_table_is_read() {
        for line in TABLE.lines().filter(|line| !line.starts_with('#')) {
            let cells: Vec<&str> = line.split('\t').collect();
            let [language, class, side, words] = cells[..] else { panic!("four cells: {line}") };
            assert!(LANGUAGES.contains(&language), "{line}");
            let helper = matches!(class, "between" | "barrier" | "joiner" | "helper") && side == "any";
            assert!(helper || role_of(class).is_some() && side_of(side).is_some(), "{line}");
            assert!(
                words.split('|').all(|word| !word.trim().is_empty() && word == word.to_lowercase()),
                "{line}"
            );
        }
    }
}
