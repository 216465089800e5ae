//! What the trainer of the two judges sees (`benches/train_places.rs`): the numbers and words of every name of a text.

use crate::Tagged;
use crate::given;
use crate::links::Links;
use crate::model::shares;
pub use crate::model::{Linear, Model, chance, dot};
use crate::ranking::Ranking;
use crate::reading::Reading;
use crate::text::Text;
use crate::votes::Votes;
use rapporteur_model::{PlaceId, Span};

/// The numbers of a sense, by name.
pub const SENSE_NUMBERS: &[&str] = &crate::ranking::NUMBERS;
/// The numbers of a mention, by name.
pub const MENTION_NUMBERS: &[&str] = &crate::mention::NUMBERS;

/// A place a name may stand for.
#[derive(Debug, Clone, PartialEq)]
pub struct TrainingSense {
    /// The place.
    pub id: PlaceId,
    /// Degrees north.
    pub lat: f32,
    /// Degrees east.
    pub lon: f32,
    /// Whether it is a town.
    pub town: bool,
    /// Whether the name is an adjective.
    pub adjective: bool,
    /// The numbers before anything is known of the other names.
    pub first: Vec<f32>,
    /// The numbers in the document.
    pub second: Vec<f32>,
}

/// A name in a text.
#[derive(Debug, Clone, PartialEq)]
pub struct TrainingName {
    /// Where it stands.
    pub span: Span,
    /// What it may stand for.
    pub senses: Vec<TrainingSense>,
    /// The numbers for the judge of mentions, before anything is known of the other names.
    pub first: Vec<f32>,
    /// The numbers in the document.
    pub second: Vec<f32>,
    /// The words for that judge.
    pub words: Vec<String>,
}

/// How many names of a text may be places; what a bench of the finding alone asks.
pub fn count(text: &str, language: Option<&str>) -> usize {
    Reading::of(&Text::read(text, language), &[], None).matches.len()
}

/// Every name of a text, as `find` sees it with these weights.
pub fn names(
    text: &str,
    language: Option<&str>,
    blocked: &[Span],
    tagged: Option<Tagged<'_>>,
    model: &Model,
) -> Vec<TrainingName> {
    described(&Reading::of(&Text::read(text, language), blocked, tagged), model, None)
}

/// The names at these spans, as `resolve` sees them with these weights.
pub fn given_names(text: &str, language: Option<&str>, spans: &[Span], model: &Model) -> Vec<TrainingName> {
    described(&given::reading(&Text::read(text, language), spans).0, model, Some(1.0))
}

fn described(reading: &Reading<'_>, model: &Model, likely: Option<f32>) -> Vec<TrainingName> {
    let matches = &reading.matches;
    let told = reading.told();
    let links: &Links = reading.links();
    let first = Ranking { matches, links, votes: None };
    let first_numbers: Vec<_> = (0..matches.len()).map(|at| first.described(at)).collect();
    let senses: Vec<Vec<f32>> = first_numbers
        .iter()
        .map(|senses| {
            shares(&senses.iter().map(|numbers| dot(&model.rank_first, numbers)).collect::<Vec<_>>())
        })
        .collect();
    let first_told: Vec<(Vec<f32>, Vec<String>)> =
        (0..matches.len()).map(|at| reading.described(at, &senses[at], told[at])).collect();
    let chances: Vec<f32> = first_told
        .iter()
        .map(|(numbers, words)| likely.unwrap_or_else(|| chance(model.mention_first.score(numbers, words))))
        .collect();
    let votes = Votes::count(matches, &senses, &chances, reading.language);
    let second = Ranking { matches, links, votes: Some(&votes) };
    (0..matches.len())
        .zip(first_told)
        .map(|(at, (numbers, words))| {
            let second_numbers = second.described(at);
            let scores: Vec<f32> = second_numbers.iter().map(|numbers| dot(&model.rank, numbers)).collect();
            let shares = shares(&scores);
            let told = reading.voted(at, &shares, &second, told[at]);
            let senses = matches[at]
                .senses
                .iter()
                .zip(&first_numbers[at])
                .zip(&second_numbers)
                .map(|((sense, first), second)| TrainingSense {
                    id: sense.row.id(),
                    lat: sense.row.lat(),
                    lon: sense.row.lon(),
                    town: sense.row.kind() == rapporteur_model::PlaceKind::City,
                    adjective: sense.form == crate::store::Form::Adjective,
                    first: first.to_vec(),
                    second: second.to_vec(),
                })
                .collect();
            let second = reading.described(at, &shares, told).0;
            TrainingName { span: matches[at].span, senses, first: numbers, second, words }
        })
        .collect()
}
