//! What stands beside each name and says which of its places it is: "Paris, Texas", "Tripoli, the Lebanese one".

use crate::context::{self, Class};
use crate::gazetteer::Gazetteer;
use crate::matching::Match;
use crate::store::{Form, Row, Sense};
use crate::token::{Gap, Token};
use rapporteur_model::PlaceKind;
use std::collections::BTreeMap;

/// What stands beside each name.
#[derive(Debug, Clone, Default)]
pub(crate) struct Links {
    /// By name, by sense: the next name holds it ("Paris, Texas").
    contained: Vec<Vec<bool>>,
    /// By name, by sense: it holds the name before.
    container: Vec<Vec<bool>>,
    /// By name, by sense: the words behind say that it is this one ("Tripoli, the Lebanese one").
    pub(crate) explained: Vec<Vec<bool>>,
    /// By key: the senses that some occurrence has by containment.
    fixed: BTreeMap<String, Vec<Row>>,
    /// The name that opens the text as a dateline.
    pub(crate) dateline: Option<usize>,
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
