//! Which place a name stands for: a share for each sense, from what it is and what the document's other names say.
//!
//! A softmax over a weighted sum of the numbers named in [`NUMBERS`]; the weights are trained (`data/README.md`). It is
//! asked twice: first without the document, then with the votes that the first answers give each other. After Rauch et
//! al. 2003, Lieberman and Samet 2012 and DeLozier et al. 2015, who found population, containment, one sense a document and
//! nearness to the other places to be what decides.

use crate::context::{self, Class};
use crate::gazetteer::Gazetteer;
use crate::inflection::Case;
use crate::matching::Match;
use crate::mention::Told;
use crate::model::{Described, Model, dot, shares};
use crate::store::{Form, Row, Sense};
use crate::token::{Gap, Token};
use rapporteur_model::PlaceKind;
use std::collections::{BTreeMap, HashMap};

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
/// The vote of the language of a text for the countries that speak it, in names. The texts of training are English, so it
/// is not trained; one name decides what little else does.
const SPOKEN: f32 = 1.0;
/// So many names before and after a name are its window.
const WINDOW: usize = 8;
/// The size of the cells of nearness, in degrees: a town sees those round its own, so some 100 to 300 km.
const CELL: f32 = 1.5;

/// What stands beside each name.
#[derive(Debug, Clone, Default)]
pub(crate) struct Links {
    /// By name, by sense: the next name holds it ("Paris, Texas").
    contained: Vec<Vec<bool>>,
    /// By name, by sense: it holds the name before.
    container: Vec<Vec<bool>>,
    /// By name, by sense: the words behind say that it is this one ("Tripoli, the Lebanese one").
    explained: Vec<Vec<bool>>,
    /// By key: the senses that some occurrence has by containment.
    fixed: BTreeMap<String, Vec<Row>>,
    /// The name that opens the text as a dateline.
    dateline: Option<usize>,
}

impl Links {
    pub(crate) fn of(text: &str, tokens: &[Token], matches: &[Match], dateline: Option<usize>) -> Self {
        let blank = || matches.iter().map(|found| vec![false; found.senses.len()]).collect::<Vec<_>>();
        let mut links = Self {
            contained: blank(),
            container: blank(),
            explained: blank(),
            fixed: BTreeMap::new(),
            dateline,
        };
        for at in 1..matches.len() {
            let (inner, outer) = (&matches[at - 1], &matches[at]);
            let beside =
                outer.first == inner.last + 1 && matches!(tokens[outer.first].gap, Gap::Comma | Gap::Bracket);
            if !beside && !explains(text, tokens, inner, outer) {
                continue;
            }
            for (nth, low) in inner.senses.iter().enumerate() {
                for (other, high) in outer.senses.iter().enumerate() {
                    // An adjective explains, but is no list: "Osh, Kyrgyz officials say".
                    if is_pair(*low, *high) && (!beside || high.form != Form::Adjective) {
                        links.contained[at - 1][nth] = true;
                        links.container[at][other] = beside;
                        links.explained[at - 1][nth] = !beside;
                    }
                }
            }
            let hits = inner.senses.iter().zip(&links.contained[at - 1]).filter(|(_, hit)| **hit);
            let rows: Vec<Row> = hits.map(|(sense, _)| sense.row).collect();
            if !rows.is_empty() {
                links.fixed.entry(inner.key.clone()).or_default().extend(rows);
            }
        }
        links
    }

    /// Whether the next name holds a sense of this one.
    pub(crate) fn is_contained(&self, at: usize, nth: usize) -> bool {
        self.contained[at][nth]
    }

    /// Whether a sense of this name holds the name before.
    pub(crate) fn is_container(&self, at: usize, nth: usize) -> bool {
        self.container[at][nth]
    }

    /// Whether another occurrence of the name is this place by containment.
    pub(crate) fn is_fixed(&self, found: &Match, row: Row) -> bool {
        self.fixed.get(&found.key).is_some_and(|rows| rows.contains(&row))
    }
}

/// The words between a name and what explains it: "Tripoli, the Lebanese one", "Córdoba, la de España".
const EXPLAINS: usize = 2;

/// Whether only articles and links stand behind the comma between two names, an article first.
fn explains(text: &str, tokens: &[Token], inner: &Match, outer: &Match) -> bool {
    let between = inner.last + 1..outer.first;
    let is = |at: usize, class: Class| context::is(tokens[at].text(text), class);
    (1..=EXPLAINS).contains(&between.len())
        && tokens[between.start].gap == Gap::Comma
        && is(between.start, Class::Article)
        && between.clone().skip(1).all(|at| is(at, Class::Article) || is(at, Class::Link))
        && (between.start + 1..=outer.first).all(|at| tokens[at].gap == Gap::Space)
}

/// Whether "low, high" may be read as one place and what it lies in.
fn is_pair(low: Sense, high: Sense) -> bool {
    let smaller = match low.row.kind() {
        PlaceKind::City => {
            matches!(high.row.kind(), PlaceKind::District | PlaceKind::Region | PlaceKind::Country)
        }
        PlaceKind::District => matches!(high.row.kind(), PlaceKind::Region | PlaceKind::Country),
        PlaceKind::Region => high.row.kind() == PlaceKind::Country,
        _ => false,
    };
    smaller && Gazetteer::embedded().holds(high.row, low.row)
}

/// What the names of a document say together.
#[derive(Debug, Default)]
pub(crate) struct Votes {
    /// By name, its key's place in `order`.
    order: Vec<Key>,
    of_match: Vec<usize>,
    countries: HashMap<u8, f32>,
    regions: HashMap<Row, f32>,
    districts: HashMap<Row, f32>,
    cells: HashMap<(i16, i16), f32>,
    total: f32,
}

/// What one name says, wherever it stands.
#[derive(Debug, Clone, Default)]
struct Key {
    weight: f32,
    countries: Vec<(u8, f32)>,
    regions: Vec<(Row, f32)>,
    districts: Vec<(Row, f32)>,
    cells: Vec<((i16, i16), f32)>,
}

fn add<K: PartialEq + Copy>(list: &mut Vec<(K, f32)>, key: K, share: f32) {
    match list.iter_mut().find(|(other, _)| *other == key) {
        Some((_, sum)) => *sum += share,
        None => list.push((key, share)),
    }
}

fn of<K: PartialEq + Copy>(list: &[(K, f32)], key: K) -> f32 {
    list.iter().find(|(other, _)| *other == key).map_or(0.0, |(_, share)| *share)
}

fn cell(row: Row) -> (i16, i16) {
    ((row.lat() / CELL).floor() as i16, (row.lon() / CELL).floor() as i16)
}

impl Votes {
    /// From the shares of the senses of each name, and how likely each name is a place at all.
    pub(crate) fn count(
        matches: &[Match],
        first: &[Vec<f32>],
        likely: &[f32],
        language: Option<&str>,
    ) -> Self {
        let mut votes = Self::default();
        // English is written everywhere.
        if let Some(language) = language.filter(|language| *language != "en") {
            let spoken = Gazetteer::embedded().membership.spoken(language);
            votes.countries = spoken.map(|country| (country, SPOKEN)).collect();
            votes.total = SPOKEN;
        }
        let mut at_key: BTreeMap<&str, usize> = BTreeMap::new();
        let mut counts: Vec<f32> = Vec::new();
        for ((found, shares), likely) in matches.iter().zip(first).zip(likely) {
            let at = *at_key.entry(&found.key).or_insert_with(|| {
                votes.order.push(Key::default());
                counts.push(0.0);
                votes.order.len() - 1
            });
            votes.of_match.push(at);
            let key = &mut votes.order[at];
            key.weight = key.weight.max(*likely);
            counts[at] += 1.0;
            for (sense, share) in found.senses.iter().zip(shares) {
                key.learn(*sense, *share);
            }
        }
        for (key, count) in votes.order.iter_mut().zip(&counts) {
            key.scale(1.0 / count);
            key.weight *= 1.0 + count.ln() * 0.5;
            let weight = key.weight;
            votes.total += weight;
            key.countries
                .iter()
                .for_each(|(at, share)| *votes.countries.entry(*at).or_default() += share * weight);
            key.regions
                .iter()
                .for_each(|(at, share)| *votes.regions.entry(*at).or_default() += share * weight);
            key.districts
                .iter()
                .for_each(|(at, share)| *votes.districts.entry(*at).or_default() += share * weight);
            key.cells.iter().for_each(|(at, share)| *votes.cells.entry(*at).or_default() += share * weight);
        }
        votes
    }

    fn key(&self, at: usize) -> &Key {
        &self.order[self.of_match[at]]
    }

    /// How much the other names are for this country.
    pub(crate) fn country(&self, at: usize, row: Row) -> f32 {
        let Some(country) = row.country() else { return 0.0 };
        let own = self.key(at);
        (self.countries.get(&country).copied().unwrap_or(0.0) - own.weight * of(&own.countries, country))
            .max(0.0)
    }

    fn region(&self, at: usize, row: Row) -> f32 {
        let Some(region) = row.region() else { return 0.0 };
        let own = self.key(at);
        (self.regions.get(&region).copied().unwrap_or(0.0) - own.weight * of(&own.regions, region)).max(0.0)
    }

    fn district(&self, at: usize, row: Row) -> f32 {
        let Some(district) = row.district() else { return 0.0 };
        let own = self.key(at);
        (self.districts.get(&district).copied().unwrap_or(0.0) - own.weight * of(&own.districts, district))
            .max(0.0)
    }

    /// How much the other names are for the cells round a place.
    fn near(&self, at: usize, row: Row) -> f32 {
        let own = self.key(at);
        let (lat, lon) = cell(row);
        let mut sum = 0.0;
        for north in -1..=1 {
            for east in -1..=1 {
                let cell = (lat + north, lon + east);
                let all = self.cells.get(&cell).copied().unwrap_or(0.0);
                sum += (all - own.weight * of(&own.cells, cell)).max(0.0);
            }
        }
        sum
    }

    fn others(&self, at: usize) -> f32 {
        (self.total - self.key(at).weight).max(0.01)
    }
}

impl Key {
    fn learn(&mut self, sense: Sense, share: f32) {
        if share < 0.01 {
            return;
        }
        let row = sense.row;
        if let Some(country) = row.country() {
            add(&mut self.countries, country, share);
        }
        if let Some(region) = row.region() {
            add(&mut self.regions, region, share);
        }
        if let Some(district) = row.district() {
            add(&mut self.districts, district, share);
        }
        if matches!(row.kind(), PlaceKind::City | PlaceKind::District) {
            add(&mut self.cells, cell(row), share);
        }
    }

    fn scale(&mut self, by: f32) {
        self.countries.iter_mut().for_each(|(_, share)| *share *= by);
        self.regions.iter_mut().for_each(|(_, share)| *share *= by);
        self.districts.iter_mut().for_each(|(_, share)| *share *= by);
        self.cells.iter_mut().for_each(|(_, share)| *share *= by);
    }
}

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
            let all: f32 = shares.iter().sum();
            shares.iter_mut().for_each(|share| *share /= all.max(f32::MIN_POSITIVE));
        }
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
