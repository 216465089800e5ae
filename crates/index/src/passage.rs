//! The passage of a document that shows why it matched, with the words that did.
//!
//! Our own, because tantivy's snippets stem whole stored texts anew, show nothing for patterns, and know nothing
//! of places and people. One pass over the text, at most [`SCANNED`] bytes of it.

use crate::analysis::{Stems, exact, words};
use crate::kinship;
use crate::lower::{wildcard, within};
use crate::proof::{has_keys, holds};
use rapporteur_model::{Field, Match, PlaceRef, Query, Record, Snippet, Span};
use std::collections::{BTreeSet, HashMap};

/// The most text searched for a passage, in bytes.
const SCANNED: usize = 256 << 10;
/// The length of a passage, in bytes.
const LENGTH: usize = 280;

/// What of a question can be shown in a text.
pub(crate) struct Needles<'a> {
    languages: &'a [String],
    words: Vec<&'a Match>,
    query: &'a Query,
}

impl<'a> Needles<'a> {
    pub(crate) fn of(query: &'a Query, languages: &'a [String]) -> Self {
        let mut words = Vec::new();
        gather(query, &mut words);
        Self { languages, words, query }
    }

    /// The best passage of a record's main text; its beginning where nothing can be shown.
    pub(crate) fn passage(&self, record: &Record) -> Option<Snippet> {
        let text = &record.document.text;
        let scanned =
            &text[..(0..=SCANNED.min(text.len())).rev().find(|at| text.is_char_boundary(*at)).unwrap_or(0)];
        let mut hits = self.word_hits(scanned, record);
        self.value_hits(self.query, record, scanned.len(), &mut hits);
        hits.sort_unstable();
        hits.dedup_by_key(|(span, _)| *span);
        Some(cut(text, &hits)).filter(|snippet| !snippet.text.is_empty())
    }

    /// The words of a text that the question's words match, each with the number of the word in the question.
    fn word_hits(&self, text: &str, record: &Record) -> Vec<(Span, usize)> {
        if self.words.is_empty() {
            return Vec::new();
        }
        let stems = Stems::of(record.document.language.as_deref());
        let matchers = self.matchers(&stems);
        let mut known: HashMap<&str, Option<usize>> = HashMap::new();
        let mut hits = Vec::new();
        for (at, word) in words(text) {
            let number = *known.entry(word).or_insert_with(|| {
                let (stem, exact) = (stems.stem(word), exact(word));
                matchers.iter().position(|matcher| matcher.fits(&stem, &exact))
            });
            if let Some(number) = number {
                hits.push((Span::new(at, at + word.len()), number));
            }
        }
        hits
    }

    fn matchers(&self, stems: &Stems) -> Vec<Matcher> {
        let mut matchers = Vec::new();
        for matching in &self.words {
            match matching {
                Match::Word(word) => matchers.extend(words(word).map(|(_, word)| self.stemmed(word, stems))),
                Match::Phrase { words: phrase, .. } => {
                    let text = phrase.join(" ");
                    matchers.extend(words(&text).map(|(_, word)| self.stemmed(word, stems)));
                }
                Match::Exact(word) => {
                    matchers.extend(words(word).map(|(_, word)| Matcher::Exact(exact(word))));
                }
                Match::Prefix(prefix) => matchers.push(Matcher::Prefix(exact(prefix))),
                Match::Wildcard(pattern) => {
                    matchers.push(Matcher::Wildcard(exact(pattern).chars().collect()));
                }
                Match::Fuzzy(word, distance) => {
                    matchers.push(Matcher::Fuzzy(exact(word), usize::from(*distance)));
                }
            }
        }
        matchers
    }

    /// A word matches by its stem in any language of the index, as it was searched.
    fn stemmed(&self, word: &str, stems: &Stems) -> Matcher {
        let mut forms: BTreeSet<String> =
            self.languages.iter().map(|language| Stems::of(Some(language)).stem(word)).collect();
        forms.insert(stems.stem(word));
        Matcher::Stem(forms)
    }

    /// Where the record names the places and people asked for.
    fn value_hits(&self, query: &Query, record: &Record, end: usize, hits: &mut Vec<(Span, usize)>) {
        let mut add = |span: Span| {
            if span.end() <= end {
                hits.push((span, usize::MAX));
            }
        };
        match query {
            Query::And(parts) | Query::Or(parts) => {
                for part in parts {
                    self.value_hits(part, record, end, hits);
                }
            }
            Query::Event(inner) => self.value_hits(inner, record, end, hits),
            Query::Place(clause) => {
                record
                    .places
                    .iter()
                    .filter(|place| holds(clause, &place.value))
                    .for_each(|place| add(place.span));
            }
            Query::Inside(shape) => {
                let inside = |place: &PlaceRef| place.point().is_some_and(|point| shape.holds(point));
                let places = record.places.iter().filter(|place| inside(&place.value));
                places.for_each(|place| add(place.span));
            }
            Query::Body(clause) => {
                let bodies = record.organisations.iter().filter(|body| kinship::is_meant(clause, body));
                bodies.flat_map(|body| &body.mentions).for_each(|span| add(*span));
            }
            Query::Person(clause) => {
                let people = record.people.iter().filter(|person| has_keys(clause, &person.keys));
                people.flat_map(|person| &person.mentions).for_each(|span| add(*span));
            }
            Query::When(_, when) => {
                record
                    .dates
                    .iter()
                    .filter(|date| date.when.value.overlaps(*when))
                    .for_each(|date| add(date.when.span));
            }
            _ => {}
        }
    }
}

enum Matcher {
    Stem(BTreeSet<String>),
    Exact(String),
    Prefix(String),
    Wildcard(Vec<char>),
    Fuzzy(String, usize),
}

impl Matcher {
    fn fits(&self, stem: &str, exact: &str) -> bool {
        match self {
            Self::Stem(forms) => forms.contains(stem),
            Self::Exact(word) => word == exact,
            Self::Prefix(prefix) => exact.starts_with(prefix),
            Self::Wildcard(pattern) => wildcard(pattern, exact),
            Self::Fuzzy(word, distance) => within(word, exact, *distance),
        }
    }
}

fn gather<'a>(query: &'a Query, found: &mut Vec<&'a Match>) {
    match query {
        Query::And(parts) | Query::Or(parts) => parts.iter().for_each(|part| gather(part, found)),
        Query::Event(inner) => gather(inner, found),
        Query::Text(Field::Any | Field::Everywhere | Field::Title, matching) => found.push(matching),
        _ => {}
    }
}

/// The window with the most different words asked for, then the most words, then the first; widened to whole words.
fn cut(text: &str, hits: &[(Span, usize)]) -> Snippet {
    let mut best = (0, 0, 0);
    let mut last = 0;
    for first in 0..hits.len() {
        last = last.max(first);
        while last + 1 < hits.len() && hits[last + 1].0.end() <= hits[first].0.start() + LENGTH - 60 {
            last += 1;
        }
        let window = &hits[first..=last];
        let different = window.iter().map(|(_, number)| number).collect::<BTreeSet<_>>().len();
        if (different, window.len()) > (best.0, best.1) {
            best = (different, window.len(), hits[first].0.start());
        }
    }
    let span = window(text, best.2);
    let lead = if span.start() > 0 && !text[..span.start()].ends_with('\n') { "… " } else { "" };
    let body = span.of(text);
    let tail = if span.end() < text.len() && !text[span.end()..].starts_with('\n') { " …" } else { "" };
    let highlights = hits
        .iter()
        .filter(|(hit, _)| span.contains(*hit))
        .map(|(hit, _)| {
            Span::new(hit.start() - span.start() + lead.len(), hit.end() - span.start() + lead.len())
        })
        .fold(Vec::<Span>::new(), |mut kept, next| {
            if kept.last().is_none_or(|last| last.end() <= next.start()) {
                kept.push(next);
            }
            kept
        });
    Snippet { text: format!("{lead}{}{tail}", body.replace('\n', " ")), highlights }
}

/// About [`LENGTH`] bytes round a hit: from the beginning of its sentence where that is near, to the end of a word.
fn window(text: &str, hit: usize) -> Span {
    let floor = |at: usize| (0..=at.min(text.len())).rev().find(|at| text.is_char_boundary(*at)).unwrap_or(0);
    let earliest = floor(hit.saturating_sub(LENGTH / 2));
    let before = &text[earliest..hit];
    let sentence = before.rfind('\n').map(|at| at + 1).or_else(|| before.rfind(". ").map(|at| at + 2));
    let start = match sentence {
        Some(at) => earliest + at,
        None if earliest == 0 => 0,
        None => before.char_indices().find(|(_, c)| *c == ' ').map_or(hit, |(at, _)| earliest + at + 1),
    };
    let latest = floor(start + LENGTH);
    let after = &text[start..latest];
    let end =
        if latest == text.len() { latest } else { after.rfind([' ', '\n']).map_or(latest, |at| start + at) };
    let trimmed = text[start..end].trim_end().len();
    Span::new(start, start + trimmed)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_window_holds_the_hits_and_highlights_stand_on_them() {
        let text = format!(
            "{} Семинар прошёл в Бишкеке. {}",
            "Первое предложение о другом.".repeat(40),
            "Конец.".repeat(40)
        );
        let at = text.find("Бишкеке").expect("there");
        let snippet = cut(&text, &[(Span::new(at, at + "Бишкеке".len()), 0)]);
        assert_eq!(snippet.highlights[0].of(&snippet.text), "Бишкеке");
        assert!(snippet.text.len() <= LENGTH + 10);
    }

    #[test]
    fn a_text_without_a_hit_shows_its_beginning() {
        assert_eq!(cut("Short text.", &[]).text, "Short text.");
        assert_eq!(cut("", &[]).text, "");
    }
}
