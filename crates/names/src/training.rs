//! What the trainer of the tagger sees (`benches/train_names`): the features of every word of a text, and the labels.

pub use crate::tagger::label::Kind;
pub use crate::tagger::{Hint, Language};

use crate::reading::Reading;
use crate::tagger::document::Document;
use crate::tagger::{features, label};
use crate::tags::Tags;
use crate::{organisations, people};
use rapporteur_model::{Block, Span};

/// A line of a text, a word or mark a row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    /// Where the words stand.
    pub spans: Vec<Span>,
    /// The hashes of the features of each.
    pub features: Vec<Vec<u64>>,
}

/// The lines of a text as the tagger reads them.
pub fn lines(text: &str, blocks: &[Block], language: Language, places: &[Hint]) -> Vec<Line> {
    let hints = hints(text, blocks, language, places);
    let document = Document::read(text, language, &hints);
    let features = |line: &std::ops::Range<usize>, at| {
        let mut out = Vec::new();
        features::of(&document, line, at, &mut out);
        out
    };
    let span = |at: usize| Span::new(document.pieces[at].start(), document.pieces[at].end());
    let line = |line: std::ops::Range<usize>| Line {
        spans: line.clone().map(span).collect(),
        features: line.clone().map(|at| features(&line, at)).collect(),
    };
    document.lines().map(line).collect()
}

/// How many labels a model of the first so many kinds has.
pub fn labels(kinds: usize) -> usize {
    label::count(kinds)
}

/// The label of word `at` of a name of `length` words of the kind that is `kind`-th of its model; label 0 is outside.
pub fn label(kind: usize, at: usize, length: usize) -> u8 {
    label::label(kind, at, length)
}

/// Whether `next` may follow `label`; `None` is the edge of the line.
pub fn may_follow(label: Option<u8>, next: Option<u8>) -> bool {
    label::may_follow(label, next)
}

/// The part of a model that holds these rows, by the hashes of their features, in 2 to the power of `bits` buckets; `None` where too
/// many rows share one.
pub fn packed(rows: Vec<(u64, Vec<i8>)>, bits: u32) -> Option<Vec<u8>> {
    crate::tagger::model::packed(rows, bits)
}

/// What a tagger with these weights finds in a text, each with the number of its kind in the model; nothing where the weights
/// cannot be read.
pub fn tagged(
    model: &[u8],
    kinds: &[Kind],
    text: &str,
    blocks: &[Block],
    language: Language,
    places: &[Hint],
) -> Vec<(Span, Kind)> {
    let hints = hints(text, blocks, language, places);
    let Some(model) = crate::tagger::model::Model::open(model) else { return Vec::new() };
    let found = crate::tagger::tag_with(&Document::read(text, language, &hints), &[(&model, kinds)]);
    found.into_iter().map(|tagged| (tagged.span, tagged.kind)).collect()
}

/// What the tagger is told of a text, as `find` has it.
fn hints(text: &str, blocks: &[Block], language: Language, places: &[Hint]) -> Vec<Hint> {
    let code = match language {
        Language::English => "en",
        Language::Russian => "ru",
    };
    let reading = Reading::new(text, blocks, Some(code));
    let bodies = organisations::mentions(&reading);
    let (people, _) = people::people(&reading, &bodies, &Tags::default());
    crate::hints(&people, &organisations::organisations(&reading, &bodies), places)
}
