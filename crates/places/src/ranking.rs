//! Which place a name stands for: a share for each sense, from what it is and what the document's other names say.
//!
//! A softmax over a weighted sum of the numbers named in [`NUMBERS`]; the weights are trained (`data/README.md`). It is
//! asked twice: first without the document, then with the votes that the first answers give each other. After Rauch et
//! al. 2003, Lieberman and Samet 2012 and DeLozier et al. 2015, who found population, containment, one sense a document and
//! nearness to the other places to be what decides.

use crate::inflection::Case;
use crate::links::Links;
use crate::matching::Match;
use crate::mention::Told;
use crate::model::{Described, Model, dot, shares};
use crate::store::{Form, Row, Sense};
use crate::votes::{Votes, cell, of};
use rapporteur_model::PlaceKind;

/// What describes a sense. The number of people is its logarithm over 10; votes are logarithms of one more than their sum.
pub(crate) const NUMBERS: [&str; 42] = [
    "city",
    "city-people",
    "city-large",
    "city-unknown-size",
    "district",
    "district-people",
    "region",
    "region-people",
    "country",
    "country-people",
    "area",
    "feature",
    "capital",
    "largest-of-region",
    "alternate",
    "alternate-cyrillic",
    "historic",
    "adjective",
    "inflected",
    "contained",
    "contained-beside-a-country",
    "container",
    "contained-elsewhere",
    "most-people",
    "people-of-the-most",
    "country-votes",
    "country-share",
    "region-votes",
    "region-share",
    "district-votes",
    "near-votes",
    "near-share",
    "window-country",
    "window-region",
    "window-near",
    "holds-votes",
    "dateline-region",
    "dateline-country",
    "small-city-country-votes",
    "first-of-senses",
    "holds-namesake",
    "namesake-of-its-holder",
];

/// A town of this size and more is known beyond its region; used only where the trained numbers ask for "large".
const LARGE: f32 = 100_000.0;
/// So much likelier makes the name beside it what holds a sense, or lies in it. Local news says "Paris" for its own without, so the
/// trained numbers know little of it.
const BESIDE: f32 = 8.0;
/// So many names before and after a name are its window.
const WINDOW: usize = 8;
/// The names of a document, their links, and once counted their votes.
pub(crate) struct Ranking<'a> {
    pub(crate) matches: &'a [Match],
    pub(crate) links: &'a Links,
    pub(crate) votes: Option<&'a Votes>,
}

impl Ranking<'_> {
    /// The share of each sense of the name `at`.
    pub(crate) fn shares(&self, at: usize, model: &Model) -> Vec<f32> {
        let weights = if self.votes.is_some() { &model.rank } else { &model.rank_first };
        let scores: Vec<f32> = self.described(at).iter().map(|numbers| dot(weights, numbers)).collect();
        let mut shares = shares(&scores);
        let explained = &self.links.explained[at];
        if explained.contains(&true) {
            shares.iter_mut().zip(explained).filter(|(_, told)| !**told).for_each(|(share, _)| *share = 0.0);
        }
        for (nth, share) in shares.iter_mut().enumerate() {
            if self.links.is_contained(at, nth) || self.links.is_container(at, nth) {
                *share *= BESIDE;
            }
        }
        let all: f32 = shares.iter().sum();
        shares.iter_mut().for_each(|share| *share /= all.max(f32::MIN_POSITIVE));
        shares
    }

    /// The numbers of each sense of the name `at`, in the order of [`NUMBERS`].
    pub(crate) fn described(&self, at: usize) -> Vec<Described> {
        let found = &self.matches[at];
        let most = found.senses.iter().map(|sense| people(*sense)).fold(0.0, f32::max);
        let country = found.senses.iter().any(|sense| sense.row.kind() == PlaceKind::Country);
        let mut out: Vec<Described> = Vec::with_capacity(found.senses.len());
        for (nth, sense) in found.senses.iter().enumerate() {
            let mut numbers = own(found, *sense, most);
            let contained = self.links.is_contained(at, nth);
            numbers[19] = flag(contained);
            numbers[20] = flag(contained && country && sense.row.kind() != PlaceKind::Country);
            numbers[21] = flag(self.links.is_container(at, nth));
            numbers[22] = flag(self.links.is_fixed(found, sense.row));
            numbers[39] = flag(nth == 0);
            let held = |other: &Sense, by: Row| {
                other.row != by && other.row.kind() == PlaceKind::City && is_in(other.row, by)
            };
            numbers[40] = flag(found.senses.iter().any(|other| held(other, sense.row)));
            numbers[41] = flag(found.senses.iter().any(|other| held(sense, other.row)));
            if let Some(votes) = self.votes {
                self.add_votes(at, sense.row, votes, &mut numbers);
            }
            out.push(numbers);
        }
        out
    }

    fn add_votes(&self, at: usize, row: Row, votes: &Votes, numbers: &mut Described) {
        let kind = row.kind();
        let others = votes.others(at);
        let country = votes.country(at, row);
        numbers[25] = country.ln_1p();
        numbers[26] = country / others;
        if matches!(kind, PlaceKind::City | PlaceKind::District) {
            let region = votes.region(at, row);
            numbers[27] = region.ln_1p();
            numbers[28] = region / others;
            numbers[29] = votes.district(at, row).ln_1p();
            let near = votes.near(at, row);
            numbers[30] = near.ln_1p();
            numbers[31] = near / others;
            if (row.population() as f32) < LARGE {
                numbers[38] = country.ln_1p();
            }
        } else {
            let held = if kind == PlaceKind::Region { votes.region(at, row) } else { country };
            numbers[35] = held.ln_1p();
        }
        let [country, region, near] = self.window(at, row, votes);
        (numbers[32], numbers[33], numbers[34]) = (country, region, near);
        if let Some(dateline) = self.links.dateline.filter(|dateline| *dateline != at) {
            let key = votes.key(dateline);
            let share = |list: &[(Row, f32)], row: Option<Row>| row.map_or(0.0, |row| of(list, row));
            if kind != PlaceKind::Country {
                numbers[36] = share(&key.regions, row.region());
            }
            numbers[37] = row.country().map_or(0.0, |country| of(&key.countries, country));
        }
    }

    /// Adds what the votes say of the place that a name was taken for.
    pub(crate) fn tell(&self, at: usize, row: Row, mut told: Told) -> Told {
        let Some(votes) = self.votes else { return told };
        told.country_votes = votes.country(at, row);
        told.country_share = told.country_votes / votes.others(at);
        told.region_share = votes.region(at, row) / votes.others(at);
        [told.window_country, _, told.window_near] = self.window(at, row, votes);
        told
    }

    /// What the names round this one are for: its country, its region, the cells round it; nearer ones count more.
    fn window(&self, at: usize, row: Row, votes: &Votes) -> [f32; 3] {
        let own = votes.of_match[at];
        let (first, last) = (at.saturating_sub(WINDOW), (at + WINDOW).min(self.matches.len() - 1));
        let (mut sums, mut total) = ([0.0; 3], 0.01);
        let (lat, lon) = cell(row);
        let town = matches!(row.kind(), PlaceKind::City | PlaceKind::District);
        for other in (first..=last).filter(|other| votes.of_match[*other] != own) {
            let key = votes.key(other);
            let weight = key.weight / (1.0 + other.abs_diff(at) as f32);
            total += weight;
            sums[0] += weight * row.country().map_or(0.0, |country| of(&key.countries, country));
            if town {
                sums[1] += weight * row.region().map_or(0.0, |region| of(&key.regions, region));
                let near = |cell: (i16, i16)| (cell.0 - lat).abs() <= 1 && (cell.1 - lon).abs() <= 1;
                let close: f32 =
                    key.cells.iter().filter(|(cell, _)| near(*cell)).map(|(_, share)| share).sum();
                sums[2] += weight * close;
            }
        }
        sums.map(|sum| sum / total)
    }
}

/// Whether a town lies in a district or a region.
fn is_in(town: Row, holder: Row) -> bool {
    town.parent() == Some(holder) || town.region() == Some(holder)
}

fn flag(set: bool) -> f32 {
    f32::from(u8::from(set))
}

fn people(sense: Sense) -> f32 {
    (sense.row.population() as f32 + 1.0).ln() / 10.0
}

/// What a sense is by itself.
fn own(found: &Match, sense: Sense, most: f32) -> Described {
    let mut numbers = [0.0; NUMBERS.len()];
    let (row, people) = (sense.row, people(sense));
    match row.kind() {
        PlaceKind::City => {
            numbers[0] = 1.0;
            numbers[1] = people;
            numbers[2] = (people - LARGE.ln() / 10.0).max(0.0);
            numbers[3] = flag(row.population() == 0);
        }
        PlaceKind::District => (numbers[4], numbers[5]) = (1.0, people),
        PlaceKind::Region => (numbers[6], numbers[7]) = (1.0, people),
        PlaceKind::Country => (numbers[8], numbers[9]) = (1.0, people),
        PlaceKind::Area | PlaceKind::Grouping | PlaceKind::Former => numbers[10] = 1.0,
        PlaceKind::Feature => numbers[11] = 1.0,
    }
    numbers[12] = flag(row.is_capital());
    numbers[13] = flag(row.is_largest());
    let cyrillic = found.key.chars().next().is_some_and(|char| ('\u{400}'..='\u{52F}').contains(&char));
    match sense.form {
        Form::Preferred => {}
        // To GeoNames every Cyrillic name is an alternate one.
        Form::Alternate if cyrillic => numbers[15] = 1.0,
        Form::Alternate => numbers[14] = 1.0,
        Form::Historic => numbers[16] = 1.0,
        Form::Adjective => numbers[17] = 1.0,
    }
    numbers[18] = flag(found.case != Case::Same);
    numbers[23] = flag(people >= most && row.kind() == PlaceKind::City);
    numbers[24] = people - most;
    numbers
}
