//! The words by which a sentence tells of an event, from `data/*.tsv`, and where they stand in a sentence.

use rapporteur_model::Span;
use std::collections::BTreeMap;
use std::sync::LazyLock;

/// What a cue says; `data/README.md` explains each.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Class {
    Noun,
    Verb,
    Future,
    Cancelled,
    Postponed,
    Target,
    Deadline,
    Validity,
    Founding,
    Plan,
    Pronoun,
    Visit,
    Minutes,
    Published,
    Author,
    Ordinal(u32),
    Joiner,
    Abbreviation,
}

/// A cue where it stands in the text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Cue {
    pub(crate) class: Class,
    pub(crate) span: Span,
}

/// The cues of one language.
#[derive(Debug, Default)]
pub(crate) struct Lexicon {
    /// By the first word: the words that must follow it, and what all say together.
    phrases: BTreeMap<&'static str, Vec<(Vec<&'static str>, Class)>>,
    prefixes: BTreeMap<&'static str, Vec<Class>>,
}

const LANGUAGES: [&str; 4] = ["en", "ru", "fr", "es"];

static LEXICONS: LazyLock<[Lexicon; 4]> = LazyLock::new(|| {
    [
        Lexicon::read(include_str!("../data/en.tsv")),
        Lexicon::read(include_str!("../data/ru.tsv")),
        Lexicon::read(include_str!("../data/fr.tsv")),
        Lexicon::read(include_str!("../data/es.tsv")),
    ]
});

impl Lexicon {
    /// The cues of a language; the English ones where it has none.
    pub(crate) fn of(language: Option<&str>) -> &'static Lexicon {
        let at = LANGUAGES.iter().position(|known| Some(*known) == language).unwrap_or(0);
        &LEXICONS[at]
    }

    fn read(table: &'static str) -> Self {
        let mut lexicon = Self::default();
        for (class, words) in table.lines().filter_map(|line| line.split_once('\t')) {
            let Some(class) = class_of(class) else { continue };
            for phrase in words.split('|') {
                match phrase.strip_suffix('*') {
                    Some(prefix) => lexicon.prefixes.entry(prefix).or_default().push(class),
                    None => {
                        let mut words = phrase.split(' ');
                        let first = words.next().unwrap_or_default();
                        lexicon.phrases.entry(first).or_default().push((words.collect(), class));
                    }
                }
            }
        }
        lexicon
    }

    /// Whether a single word, in small letters, is of a class.
    pub(crate) fn is(&self, word: &str, class: Class) -> bool {
        self.phrases
            .get(word)
            .is_some_and(|phrases| phrases.iter().any(|(rest, of)| rest.is_empty() && *of == class))
            || self.prefixed(word).any(|of| of == class)
    }

    fn prefixed<'a>(&'a self, word: &'a str) -> impl Iterator<Item = Class> + 'a {
        let ends = word.char_indices().map(|(at, c)| at + c.len_utf8()).skip(2);
        ends.filter_map(|end| self.prefixes.get(&word[..end])).flatten().copied()
    }

    /// The cues of a sentence in order.
    pub(crate) fn cues(&self, words: &[Word]) -> Vec<Cue> {
        let mut cues = Vec::new();
        for (at, word) in words.iter().enumerate() {
            for (rest, class) in self.phrases.get(word.lower.as_str()).into_iter().flatten() {
                let follows = rest
                    .iter()
                    .enumerate()
                    .all(|(n, expected)| words.get(at + 1 + n).is_some_and(|next| next.lower == *expected));
                if follows {
                    let last = &words[at + rest.len()];
                    cues.push(Cue { class: *class, span: word.span.join(last.span) });
                }
            }
            cues.extend(self.prefixed(&word.lower).map(|class| Cue { class, span: word.span }));
        }
        cues
    }
}

fn class_of(name: &str) -> Option<Class> {
    if let Some(number) = name.strip_prefix("ordinal ") {
        return number.parse().ok().map(Class::Ordinal);
    }
    Some(match name {
        "noun" => Class::Noun,
        "verb" => Class::Verb,
        "future" => Class::Future,
        "cancelled" => Class::Cancelled,
        "postponed" => Class::Postponed,
        "target" => Class::Target,
        "deadline" => Class::Deadline,
        "validity" => Class::Validity,
        "founding" => Class::Founding,
        "plan" => Class::Plan,
        "pronoun" => Class::Pronoun,
        "visit" => Class::Visit,
        "minutes" => Class::Minutes,
        "published" => Class::Published,
        "author" => Class::Author,
        "joiner" => Class::Joiner,
        "abbreviation" => Class::Abbreviation,
        _ => return None,
    })
}

/// A word of a sentence.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Word {
    /// In small letters.
    pub(crate) lower: String,
    pub(crate) capital: bool,
    pub(crate) span: Span,
}

/// The words of the part of `text` under `span`: runs of letters, digits, and hyphens or full stops between them.
pub(crate) fn words(text: &str, span: Span) -> Vec<Word> {
    let part = span.of(text);
    let mut words = Vec::new();
    let mut start = None;
    let mut chars = part.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        let next = chars.peek().map(|(_, next)| *next);
        let joins = matches!(c, '-' | '.' | '‑' | '\'' | '’')
            && start.is_some()
            && next.is_some_and(|next| if c == '.' { next.is_lowercase() } else { next.is_alphanumeric() })
            // "l'atelier", "d’ici": the article is a word of its own.
            && !(matches!(c, '\'' | '’') && start.is_some_and(|start: usize| at - start <= 2));
        if c.is_alphanumeric() || joins {
            start.get_or_insert(at);
        } else if let Some(from) = start.take() {
            words.push(word(part, from, at, span));
        }
    }
    if let Some(from) = start {
        words.push(word(part, from, part.len(), span));
    }
    words
}

fn word(part: &str, from: usize, to: usize, span: Span) -> Word {
    let raw = &part[from..to];
    Word {
        lower: raw.to_lowercase(),
        capital: raw.chars().next().is_some_and(char::is_uppercase),
        span: Span::new(span.start() + from, span.start() + to),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn classes(language: &str, text: &str) -> Vec<Class> {
        let words = words(text, Span::new(0, text.len()));
        Lexicon::of(Some(language)).cues(&words).into_iter().map(|cue| cue.class).collect()
    }

    #[test]
    fn phrases_and_prefixes_are_cues() {
        assert!(classes("en", "It took place in Osh").contains(&Class::Verb));
        assert!(classes("ru", "на семинаре по водам").contains(&Class::Noun));
        assert!(classes("fr", "La visite a été annulée").contains(&Class::Cancelled));
        assert!(!classes("en", "a place in the sun").contains(&Class::Verb));
    }

    #[test]
    fn every_line_of_the_tables_has_a_known_class() {
        for table in [
            include_str!("../data/en.tsv"),
            include_str!("../data/ru.tsv"),
            include_str!("../data/fr.tsv"),
            include_str!("../data/es.tsv"),
        ] {
            for line in table.lines() {
                let (class, words) = line.split_once('\t').expect("a class and words");
                assert!(class_of(class).is_some(), "{class}");
                assert!(words.split('|').all(|word| !word.trim().is_empty()), "{line}");
            }
        }
    }
}
