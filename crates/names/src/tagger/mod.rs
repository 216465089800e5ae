//! The tagger: which words of a text name a person, an organisation or a place, in English and Russian (there, what a
//! person is, too).
//!
//! A linear-chain conditional random field (Lafferty, McCallum, Pereira 2001) over hashed features of the words, in the labels
//! begin, inside, last, unit, outside (Ratinov and Roth 2009). What it sees of a word: the word and its neighbours, their
//! shapes and ends, what they are used like (`groups`), what the lists, the gazetteer and the rules of this crate say, and
//! what the rest of the document shows of the same word (`document`, after Chieu and Ng 2003). The weights are trained by
//! `benches/train_names`; `data/README.md` says on what and how they score.

mod consensus;
pub(crate) mod document;
pub(crate) mod features;
pub(crate) mod groups;
pub(crate) mod label;
pub(crate) mod model;
pub(crate) mod pieces;
pub(crate) mod types;
pub(crate) mod viterbi;

use document::Document;
use label::Kind;
use model::Model;
use rapporteur_model::Span;
use std::ops::Range;

/// What is known of a stretch of the text before the tagger reads it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Hint {
    /// Where.
    pub span: Span,
    /// By whom and as what: below 100 as the caller likes, but for [`Hint::PEOPLE`]; only equality counts.
    pub code: u8,
}

impl Hint {
    /// The code of a people or an adjective of a place: "Berliners", "Kyrgyz".
    pub const PEOPLE: u8 = 10;
}

/// A language the tagger knows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Language {
    /// English.
    English,
    /// Russian.
    Russian,
}

impl Language {
    /// The language of an ISO 639-1 code, where the tagger knows it.
    pub fn of(code: &str) -> Option<Self> {
        match code {
            "en" => Some(Self::English),
            "ru" => Some(Self::Russian),
            _ => None,
        }
    }
}

/// A tagged stretch.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Tagged {
    pub(crate) span: Span,
    pub(crate) kind: Kind,
}

/// The names of `text`, and what people are where the language has a model of it; each in order, without overlaps.
pub(crate) fn tag(text: &str, language: Language, hints: &[Hint]) -> Vec<Tagged> {
    let document = Document::read(text, language, hints);
    let mut layers = vec![(Model::names(language), Kind::NAMES)];
    layers.extend(Model::roles(language).map(|model| (model, Kind::ROLES)));
    tag_with(&document, &layers)
}

/// The same of a document that is read, with models of the caller's. So many lines at a time as keep the scores small; a text of
/// usual length is read at once.
pub(crate) fn tag_with(document: &Document, layers: &[(&Model<'_>, &[Kind])]) -> Vec<Tagged> {
    let mut out = Vec::new();
    for lines in document.stretches() {
        let mut scored: Vec<Scored<'_>> =
            layers.iter().map(|(model, kinds)| Scored::new(model, kinds, lines)).collect();
        score(document, lines, &mut scored);
        for layer in &mut scored {
            let stretches = layer.stretches(lines);
            stretches.iter().for_each(|stretch| layer.label(stretch));
            let moved =
                consensus::agree(document, lines, &layer.labels, layer.kinds.len(), &mut layer.scores);
            let mut moved = moved.into_iter().peekable();
            for stretch in &stretches {
                let mut here = false;
                while moved.next_if(|&word| word < stretch.words.end).is_some() {
                    here = true;
                }
                if here {
                    layer.label(stretch);
                }
            }
            for (first, last, kind) in label::stretches(&layer.labels) {
                let (first, last) =
                    (&document.pieces[layer.from + first], &document.pieces[layer.from + last]);
                out.push(Tagged { span: Span::new(first.start(), last.end()), kind: layer.kinds[kind] });
            }
        }
    }
    out
}

/// Words of one line that are looked at together, the words beside them being outside.
struct Stretch {
    line: Range<usize>,
    words: Range<usize>,
}

/// A model, its scores of the words of some lines, and the labels it gives them.
struct Scored<'a> {
    model: &'a Model<'a>,
    kinds: &'a [Kind],
    /// The first word.
    from: usize,
    /// The scores of each label, a row a word.
    scores: Vec<f32>,
    /// The words that are looked at.
    heard: Vec<bool>,
    labels: Vec<u8>,
}

impl<'a> Scored<'a> {
    fn new(model: &'a Model<'a>, kinds: &'a [Kind], lines: &[Range<usize>]) -> Self {
        let words = consensus::words(lines);
        Self {
            model,
            kinds,
            from: words.start,
            scores: vec![0.0; words.len() * model.labels()],
            heard: vec![false; words.len()],
            labels: vec![label::OUTSIDE; words.len()],
        }
    }

    /// The stretches of words that are looked at, line by line.
    fn stretches(&self, lines: &[Range<usize>]) -> Vec<Stretch> {
        let mut out: Vec<Stretch> = Vec::new();
        for line in lines {
            for at in line.clone().filter(|at| self.heard[at - self.from]) {
                match out.last_mut() {
                    Some(last) if last.words.end == at && last.line == *line => last.words.end = at + 1,
                    _ => out.push(Stretch { line: line.clone(), words: at..at + 1 }),
                }
            }
        }
        out
    }

    fn row(&mut self, at: usize) -> &mut [f32] {
        let labels = self.model.labels();
        &mut self.scores[(at - self.from) * labels..][..labels]
    }

    /// Gives the words of a stretch their best labels.
    fn label(&mut self, Stretch { line, words }: &Stretch) {
        let labels = self.model.labels();
        let (first, end) = (words.start - self.from, words.end - self.from);
        let edges = [words.start == line.start, words.end == line.end];
        let scores = &self.scores[first * labels..end * labels];
        viterbi::best(self.model, scores, edges, &mut self.labels[first..end]);
    }
}

/// Adds up what speaks for each label of each word. What nothing near makes part of a name is not looked at for one: a role is written
/// small as a rule.
fn score(document: &Document, lines: &[Range<usize>], layers: &mut [Scored<'_>]) {
    let (mut hashes, mut found) = (Vec::new(), Vec::new());
    for line in lines {
        for at in line.clone() {
            let quiet = document.is_quiet(line, at);
            let mut wanted =
                layers.iter_mut().filter(|layer| !quiet || layer.kinds != Kind::NAMES).peekable();
            if wanted.peek().is_none() {
                continue;
            }
            hashes.clear();
            features::of(document, line, at, &mut hashes);
            for layer in wanted {
                let model = layer.model;
                model.add(&hashes, layer.row(at), &mut found);
                layer.heard[at - layer.from] = true;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str, language: Language) -> Vec<(&str, Kind)> {
        tag(text, language, &[]).into_iter().map(|tagged| (tagged.span.of(text), tagged.kind)).collect()
    }

    #[test]
    fn people_bodies_and_places_are_told_apart() {
        let text =
            "Minister Jonathan Okello met officials of the European Investment Bank in Nairobi on Monday.";
        let names = found(text, Language::English);
        assert!(names.contains(&("Jonathan Okello", Kind::Person)), "{names:?}");
        assert!(names.contains(&("European Investment Bank", Kind::Organisation)), "{names:?}");
        assert!(names.contains(&("Nairobi", Kind::Place)), "{names:?}");
    }

    #[test]
    fn a_role_may_hold_a_place() {
        let names = found("Президент России Владимир Путин прибыл в Китай.", Language::Russian);
        assert!(names.contains(&("Владимир Путин", Kind::Person)), "{names:?}");
        assert!(names.contains(&("России", Kind::Place)), "{names:?}");
        assert!(names.iter().any(|(_, kind)| *kind == Kind::Role), "{names:?}");
    }

    #[test]
    fn no_name_goes_beyond_its_line() {
        let text = "New York\nTimes Square\nJohn\nSmith";
        assert!(found(text, Language::English).iter().all(|(name, _)| !name.contains('\n')));
    }
}
