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

/// The same of a document that is read, with models of the caller's.
pub(crate) fn tag_with(document: &Document, layers: &[(&Model<'_>, &[Kind])]) -> Vec<Tagged> {
    let mut scores: Vec<Vec<f32>> =
        layers.iter().map(|(model, _)| vec![0.0; document.pieces.len() * model.labels()]).collect();
    let (mut hashes, mut found) = (Vec::new(), Vec::new());
    let names_alone = layers.iter().all(|(_, kinds)| *kinds == Kind::NAMES);
    for line in document.lines() {
        for at in line.clone() {
            if names_alone && document.is_quiet(&line, at) {
                continue;
            }
            hashes.clear();
            features::of(document, &line, at, &mut hashes);
            for ((model, _), scores) in layers.iter().zip(&mut scores) {
                model.add(&hashes, &mut scores[at * model.labels()..][..model.labels()], &mut found);
            }
        }
    }
    let mut out = Vec::new();
    for ((model, kinds), scores) in layers.iter().zip(&mut scores) {
        if names_alone {
            outside(document, model.labels(), scores);
        }
        let first = paths(document, model, scores);
        consensus::agree(document, &first, kinds.len(), scores);
        for (first, last, kind) in label::stretches(&paths(document, model, scores)) {
            let span = Span::new(document.pieces[first].start(), document.pieces[last].end());
            out.push(Tagged { span, kind: kinds[kind] });
        }
    }
    out
}

/// Puts the words that nothing near makes part of a name outside of names.
fn outside(document: &Document, labels: usize, scores: &mut [f32]) {
    for line in document.lines() {
        for at in line.clone().filter(|&at| document.is_quiet(&line, at)) {
            scores[at * labels + usize::from(label::OUTSIDE)] = QUIET;
        }
    }
}

/// The best labels of every line, one behind the other.
fn paths(document: &Document, model: &Model<'_>, scores: &[f32]) -> Vec<u8> {
    let labels = model.labels();
    let line =
        |line: std::ops::Range<usize>| viterbi::best(model, &scores[line.start * labels..line.end * labels]);
    document.lines().flat_map(line).collect()
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
