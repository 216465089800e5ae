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

/// The score of being outside for words that are not looked at.
const QUIET: f32 = 20.0;

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
    let names_alone = layers.iter().all(|(_, kinds)| *kinds == Kind::NAMES);
    let mut out = Vec::new();
    for lines in document.stretches() {
        let mut scored: Vec<Scored<'_>> =
            layers.iter().map(|(model, kinds)| Scored::new(model, kinds, lines)).collect();
        score(document, lines, names_alone, &mut scored);
        for layer in &mut scored {
            let first = layer.paths(lines);
            consensus::agree(document, lines, &first, layer.kinds.len(), &mut layer.scores);
            for (first, last, kind) in label::stretches(&layer.paths(lines)) {
                let (first, last) =
                    (&document.pieces[layer.from + first], &document.pieces[layer.from + last]);
                out.push(Tagged { span: Span::new(first.start(), last.end()), kind: layer.kinds[kind] });
            }
        }
    }
    out
}

/// A model and its scores of the words of some lines.
struct Scored<'a> {
    model: &'a Model<'a>,
    kinds: &'a [Kind],
    /// The first word.
    from: usize,
    /// The scores of each label, a row a word.
    scores: Vec<f32>,
}

impl<'a> Scored<'a> {
    fn new(model: &'a Model<'a>, kinds: &'a [Kind], lines: &[Range<usize>]) -> Self {
        let words = consensus::words(lines);
        Self { model, kinds, from: words.start, scores: vec![0.0; words.len() * model.labels()] }
    }

    fn row(&mut self, at: usize) -> &mut [f32] {
        let labels = self.model.labels();
        &mut self.scores[(at - self.from) * labels..][..labels]
    }

    /// The best labels of every line, one behind the other.
    fn paths(&self, lines: &[Range<usize>]) -> Vec<u8> {
        let labels = self.model.labels();
        let of = |line: &Range<usize>| {
            let scores = &self.scores[(line.start - self.from) * labels..(line.end - self.from) * labels];
            viterbi::best(self.model, scores)
        };
        lines.iter().flat_map(of).collect()
    }
}

/// Adds up what speaks for each label of each word. Where names alone are asked for, words that nothing near makes part of a name are
/// put outside without a look.
fn score(document: &Document, lines: &[Range<usize>], names_alone: bool, layers: &mut [Scored<'_>]) {
    let (mut hashes, mut found) = (Vec::new(), Vec::new());
    for line in lines {
        for at in line.clone() {
            if names_alone && document.is_quiet(line, at) {
                layers.iter_mut().for_each(|layer| layer.row(at)[usize::from(label::OUTSIDE)] = QUIET);
                continue;
            }
            hashes.clear();
            features::of(document, line, at, &mut hashes);
            for layer in &mut *layers {
                let model = layer.model;
                model.add(&hashes, layer.row(at), &mut found);
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
