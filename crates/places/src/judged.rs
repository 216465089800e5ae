//! What the judges say of each name of a text, and why.

use crate::reading::Reading;
use crate::role::Before;
use crate::store::{Form, Sense};

/// What the judges say of each name.
pub(crate) struct Judged {
    /// The share of each sense.
    pub(crate) senses: Vec<Vec<f32>>,
    /// The chance that it is a place.
    pub(crate) chances: Vec<f32>,
}

impl Judged {
    /// The likeliest sense of a name, and its share.
    pub(crate) fn best(&self, reading: &Reading<'_>, at: usize) -> (Sense, f32) {
        let senses = &reading.matches[at].senses;
        let nth = largest(&self.senses[at]);
        let nth = reading.town_of(at, nth).or_else(|| reading.region_of(at, nth)).unwrap_or(nth);
        (senses[nth], self.senses[at][nth])
    }

    /// What the choice rests on; the name goes into the evidence.
    pub(crate) fn rule(&self, reading: &Reading<'_>, at: usize, sense: Sense) -> &'static str {
        let found = &reading.matches[at];
        let nth = largest(&self.senses[at]);
        if found.abbreviation {
            "place-abbreviation"
        } else if reading.links.is_contained(at, nth) || reading.links.is_fixed(found, sense.row) {
            "place-containment"
        } else if sense.form == Form::Historic {
            "place-former-name"
        } else if nth == 0 && reading.before[at] != Before::Neither {
            "place-locative"
        } else if nth == 0 {
            "place-prior"
        } else {
            "place-votes"
        }
    }
}

/// Where the largest number stands; of equals the first.
pub(crate) fn largest(numbers: &[f32]) -> usize {
    let mut best = 0;
    for (at, number) in numbers.iter().enumerate() {
        if *number > numbers[best] {
            best = at;
        }
    }
    best
}
