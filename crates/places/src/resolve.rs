//! One sense for each name, and whether the document supports it.
//!
//! The score of a sense is its prior (see `gazetteer::prior`) and the votes of the document: countries it names, and
//! towns that can be nowhere else. Containment ("Paris, Texas", "Dushanbe (Tajikistan)") decides alone, and a name keeps
//! the sense it once got so. A town under 100,000 people needs support.

use crate::context::us_state;
use crate::gazetteer::{Gazetteer, prior};
use crate::matching::Match;
use crate::store::{Row, Sense};
use crate::token::{Gap, Token};
use rapporteur_model::{PlaceId, PlaceKind};
use std::collections::BTreeMap;

/// Towns of this size and more are believed without support.
const KNOWN: u32 = 100_000;

/// How a sense was chosen; the name goes into the evidence.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Choice {
    Containment,
    Votes,
    Prior,
}

impl Choice {
    pub(crate) fn rule(self) -> &'static str {
        match self {
            Self::Containment => "place-containment",
            Self::Votes => "place-votes",
            Self::Prior => "place-prior",
        }
    }
}

/// What the document as a whole says about its places.
#[derive(Debug, Default)]
pub(crate) struct Evidence {
    countries: BTreeMap<&'static str, f32>,
    regions: BTreeMap<Row, f32>,
    /// Senses fixed by containment, by key.
    fixed: BTreeMap<String, Row>,
}

impl Evidence {
    /// Reads containment and votes from the matches of a text, which are in order.
    pub(crate) fn gather(text: &str, tokens: &[Token], matches: &[Match]) -> (Self, Vec<Option<Row>>) {
        let mut evidence = Self::default();
        let contained = contained(text, tokens, matches);
        for (found, row) in matches.iter().zip(&contained) {
            if let Some(row) = row {
                evidence.fixed.entry(found.key.clone()).or_insert(*row);
            }
        }
        for (found, row) in matches.iter().zip(&contained) {
            evidence.vote(found, *row);
        }
        (evidence, contained)
    }

    fn vote(&mut self, found: &Match, contained: Option<Row>) {
        let Some(best) = contained.or_else(|| best_prior(&found.senses)) else { return };
        let ambiguous =
            contained.is_none() && found.senses.iter().filter(|sense| !sense.alternate).count() > 1;
        let weight = match best.kind() {
            PlaceKind::Country if ambiguous => 0.5,
            PlaceKind::Country => 1.0,
            _ if contained.is_some() => 1.0,
            PlaceKind::Region if !ambiguous => 1.0,
            PlaceKind::City if best.is_capital() || best.population() > 1_000_000 => 0.5,
            PlaceKind::City if !ambiguous && best.population() >= KNOWN => 0.5,
            _ => return,
        };
        if let Some(country) = best.country() {
            *self.countries.entry(country).or_default() += weight;
        }
        let region = if best.kind() == PlaceKind::Region { Some(best) } else { best.region() };
        if let Some(region) = region {
            *self.regions.entry(region).or_default() += weight;
        }
    }

    /// The sense of one match, its support, and how it was chosen.
    pub(crate) fn resolve(&self, found: &Match, contained: Option<Row>) -> Option<(Sense, Choice)> {
        let fixed = contained.or_else(|| self.fixed.get(&found.key).copied());
        if let Some(row) = fixed {
            return Some((Sense { row, alternate: false }, Choice::Containment));
        }
        let mut best: Option<(f32, Sense)> = None;
        for sense in &found.senses {
            let score = prior(*sense) + self.votes(sense.row);
            if best.is_none_or(|(other, kept)| score > other || (score == other && sense.row < kept.row)) {
                best = Some((score, *sense));
            }
        }
        let (_, sense) = best?;
        let choice = if Some(sense.row) == best_prior(&found.senses) { Choice::Prior } else { Choice::Votes };
        Some((sense, choice))
    }

    fn votes(&self, row: Row) -> f32 {
        if matches!(row.kind(), PlaceKind::Country | PlaceKind::Area | PlaceKind::Grouping) {
            return 0.0;
        }
        let country = row.country().and_then(|code| self.countries.get(code)).copied().unwrap_or(0.0);
        let region = row.region().and_then(|region| self.regions.get(&region)).copied().unwrap_or(0.0);
        let weigh =
            |votes: f32, most: f32| if votes > 0.0 { (1.0 + votes.ln_1p() * 1.5).min(most) } else { 0.0 };
        weigh(country, 4.0) + weigh(region, 4.0)
    }

    /// Whether other places of the document are in the same country.
    pub(crate) fn country_named(&self, row: Row) -> bool {
        row.country().and_then(|code| self.countries.get(code)).is_some_and(|votes| *votes >= 0.5)
    }
}

/// Whether a sense needs nothing else to be believed. In Cyrillic every name is an alternate one to GeoNames, so there
/// that says nothing (`cyrillic`).
pub(crate) fn well_known(sense: Sense, cyrillic: bool) -> bool {
    let alternate = sense.alternate && !cyrillic;
    match sense.row.kind() {
        PlaceKind::Country
        | PlaceKind::Former
        | PlaceKind::Feature
        | PlaceKind::Area
        | PlaceKind::Grouping => true,
        PlaceKind::District | PlaceKind::Region => !alternate,
        PlaceKind::City => {
            sense.row.population() >= if alternate { 10 * KNOWN } else { KNOWN }
                || (sense.row.is_capital() && !alternate)
        }
    }
}

fn best_prior(senses: &[Sense]) -> Option<Row> {
    let mut best: Option<Sense> = None;
    for sense in senses {
        if best.is_none_or(|kept| prior(*sense) > prior(kept)) {
            best = Some(*sense);
        }
    }
    best.map(|sense| sense.row)
}

/// For each match the row that "X, Y" or "X (Y)" gives it, as inner or as outer place.
fn contained(text: &str, tokens: &[Token], matches: &[Match]) -> Vec<Option<Row>> {
    let mut out = vec![None; matches.len()];
    for (at, inner) in matches.iter().enumerate() {
        let Some(next) = tokens.get(inner.last + 1) else { continue };
        if !matches!(next.gap, Gap::Comma | Gap::Bracket) {
            continue;
        }
        if let Some(outer) = matches.get(at + 1).filter(|outer| outer.first == inner.last + 1) {
            if let Some((low, high)) = pair(inner, outer) {
                out[at] = Some(low);
                out[at + 1] = out[at + 1].or(Some(high));
            }
        } else if let Some(low) = state_after(text, *next).and_then(|state| lowest_in(inner, state)) {
            out[at] = Some(low);
        }
    }
    out
}

fn state_after(text: &str, token: Token) -> Option<Row> {
    let bare = token.span;
    let rest = text.get(bare.start()..)?;
    let end = rest.find([' ', ',', '\n', ';', ')']).unwrap_or(rest.len());
    let dotted = rest.get(..end)?;
    us_state(dotted).or_else(|| us_state(bare.of(text))).and_then(|id| Row::of(PlaceId(id)))
}

/// The best pair of senses of which the second holds the first.
fn pair(inner: &Match, outer: &Match) -> Option<(Row, Row)> {
    let country_first = best_prior(&inner.senses).is_some_and(|row| row.kind() == PlaceKind::Country);
    let mut best: Option<(f32, Row, Row)> = None;
    for high in &outer.senses {
        if matches!(high.row.kind(), PlaceKind::City | PlaceKind::Area | PlaceKind::Grouping) {
            continue;
        }
        for low in &inner.senses {
            let smaller = matches!(low.row.kind(), PlaceKind::City)
                || (low.row.kind() == PlaceKind::Region && high.row.kind() == PlaceKind::Country);
            if !smaller || !Gazetteer::embedded().holds(high.row, low.row) {
                continue;
            }
            // "Georgia, Armenia" is a list of countries, whatever hamlets are called; "Georgia, USA" is none.
            if country_first && low.row.population() < KNOWN {
                continue;
            }
            let score = prior(*low) + prior(*high);
            if best.is_none_or(|(other, ..)| score > other) {
                best = Some((score, low.row, high.row));
            }
        }
    }
    best.map(|(_, low, high)| (low, high))
}

fn lowest_in(inner: &Match, state: Row) -> Option<Row> {
    let holds =
        |sense: &&Sense| sense.row.kind() == PlaceKind::City && Gazetteer::embedded().holds(state, sense.row);
    let inside: Vec<Sense> = inner.senses.iter().filter(holds).copied().collect();
    best_prior(&inside)
}
