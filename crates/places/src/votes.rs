//! What the names of a document say together: for which countries, regions, districts and cells of the map they are.

use crate::gazetteer::Gazetteer;
use crate::matching::Match;
use crate::store::{Row, Sense};
use rapporteur_model::PlaceKind;
use rustc_hash::FxHashMap;
use std::collections::BTreeMap;

/// The vote of the language of a text for the countries that speak it, in names. The texts of training are English, so it
/// is not trained; one name decides what little else does.
const SPOKEN: f32 = 1.0;
/// The size of the cells of nearness, in degrees: a town sees those round its own, so some 100 to 300 km.
const CELL: f32 = 1.5;

/// What the names of a document say together.
#[derive(Debug, Default)]
pub(crate) struct Votes {
    /// By name, its key's place in `order`.
    order: Vec<Key>,
    pub(crate) of_match: Vec<usize>,
    countries: FxHashMap<u8, f32>,
    regions: FxHashMap<Row, f32>,
    districts: FxHashMap<Row, f32>,
    cells: FxHashMap<(i16, i16), f32>,
    total: f32,
}

/// What one name says, wherever it stands.
#[derive(Debug, Clone, Default)]
pub(crate) struct Key {
    pub(crate) weight: f32,
    pub(crate) countries: Vec<(u8, f32)>,
    pub(crate) regions: Vec<(Row, f32)>,
    districts: Vec<(Row, f32)>,
    pub(crate) cells: Vec<((i16, i16), f32)>,
}

fn add<K: PartialEq + Copy>(list: &mut Vec<(K, f32)>, key: K, share: f32) {
    match list.iter_mut().find(|(other, _)| *other == key) {
        Some((_, sum)) => *sum += share,
        None => list.push((key, share)),
    }
}

pub(crate) fn of<K: PartialEq + Copy>(list: &[(K, f32)], key: K) -> f32 {
    list.iter().find(|(other, _)| *other == key).map_or(0.0, |(_, share)| *share)
}

pub(crate) fn cell(row: Row) -> (i16, i16) {
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

    pub(crate) fn key(&self, at: usize) -> &Key {
        &self.order[self.of_match[at]]
    }

    /// How much the other names are for this country.
    pub(crate) fn country(&self, at: usize, row: Row) -> f32 {
        let Some(country) = row.country() else { return 0.0 };
        let own = self.key(at);
        (self.countries.get(&country).copied().unwrap_or(0.0) - own.weight * of(&own.countries, country))
            .max(0.0)
    }

    pub(crate) fn region(&self, at: usize, row: Row) -> f32 {
        let Some(region) = row.region() else { return 0.0 };
        let own = self.key(at);
        (self.regions.get(&region).copied().unwrap_or(0.0) - own.weight * of(&own.regions, region)).max(0.0)
    }

    pub(crate) fn district(&self, at: usize, row: Row) -> f32 {
        let Some(district) = row.district() else { return 0.0 };
        let own = self.key(at);
        (self.districts.get(&district).copied().unwrap_or(0.0) - own.weight * of(&own.districts, district))
            .max(0.0)
    }

    /// How much the other names are for the cells round a place.
    pub(crate) fn near(&self, at: usize, row: Row) -> f32 {
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

    pub(crate) fn others(&self, at: usize) -> f32 {
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
