//! What a typed name may stand for: as it stands, without the words that say what it is, or one letter wrong.

use super::{Gazetteer, Matched, advance, matched, prior};
use crate::context::{self, Class};
use crate::inflection::Case;
use crate::store::{Row, Sense, senses};
use rapporteur_model::PlaceKind;

/// A shorter name is one letter away from too many others, a longer one is none.
const GUESSED: std::ops::RangeInclusive<usize> = 5..=60;
/// So many guesses at what a misspelt name was meant to be.
const MISSPELT: usize = 20;

impl Gazetteer {
    /// The rows a folded name may stand for: as it stands before inflected, then by prior; adjectives come last.
    pub(super) fn named(&self, words: &[String]) -> Vec<(Row, Matched)> {
        let mut ranked: Vec<(bool, bool, Sense)> = Vec::new();
        for (names, adjective) in [(&self.names, false), (&self.adjectives, true)] {
            let mut steps = vec![names.start()];
            for (at, word) in words.iter().enumerate() {
                steps = advance(names, &steps, word, at > 0, None);
            }
            for step in steps {
                let mut found = Vec::new();
                if let Some(value) = names.value(step) {
                    senses(value, &mut found);
                }
                ranked.extend(found.into_iter().map(|sense| (adjective, step.case != Case::Same, sense)));
            }
        }
        ranked.sort_by(|(adjective, inflected, a), (other_adjective, other_inflected, b)| {
            (adjective, inflected, prior(*b))
                .partial_cmp(&(other_adjective, other_inflected, prior(*a)))
                .unwrap_or(std::cmp::Ordering::Equal)
                .then(a.cmp(b))
        });
        let mut rows: Vec<(Row, Matched)> = Vec::new();
        for (_, inflected, sense) in ranked {
            if !rows.iter().any(|(row, _)| *row == sense.row) {
                rows.push((sense.row, matched(sense.form, inflected)));
            }
        }
        rows
    }

    /// A name without the words that say what it is: "Osh Oblast" is a region, "city of Osh" and "г. Ош" a town, "в Бишкеке" either.
    pub(super) fn bare(&self, words: &[String]) -> Vec<(Row, Matched)> {
        let (mut words, mut town, mut region) = (words, false, false);
        while let [first, rest @ ..] = words
            && !rest.is_empty()
            && [Class::Town, Class::In, Class::Link, Class::Article]
                .iter()
                .any(|class| context::is(first, *class))
        {
            (region, town) =
                (region || context::is(first, Class::Unit), town || context::is(first, Class::Town));
            words = rest;
        }
        while let [rest @ .., last] = words
            && !rest.is_empty()
            && (context::is(last, Class::Unit) || context::is(last, Class::Town))
        {
            (region, town) =
                (region || context::is(last, Class::Unit), town || !context::is(last, Class::Unit));
            words = rest;
        }
        let mut found = self.named(words);
        found.retain(|(row, _)| match row.kind() {
            PlaceKind::City => town || !region,
            PlaceKind::Region | PlaceKind::District => region || !town,
            _ => !town && !region,
        });
        found
    }

    /// Places whose name is one letter away: added, missing, another, or two neighbours swapped.
    pub(super) fn misspelt(&self, name: &str) -> Vec<(Row, Matched)> {
        let mut found: Vec<Sense> = Vec::new();
        if !GUESSED.contains(&name.chars().count()) {
            return Vec::new();
        }
        for value in self.names.within_one_edit(name) {
            senses(value, &mut found);
        }
        found.sort_by(|a, b| prior(*b).total_cmp(&prior(*a)).then(a.cmp(b)));
        let mut rows: Vec<(Row, Matched)> = Vec::new();
        for sense in found.into_iter().take(MISSPELT) {
            if !rows.iter().any(|(row, _)| *row == sense.row) {
                rows.push((sense.row, Matched::Misspelt));
            }
        }
        rows
    }
}
