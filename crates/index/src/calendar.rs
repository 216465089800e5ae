//! Overlap of intervals as plain terms, exact for any number of intervals a unit.
//!
//! The days from 0001 to 9999 form a tree: day, month, year, decade, century, all time. An interval is the union of few
//! whole nodes. A unit is indexed by these nodes as *covered* and by all nodes above them as *touched*. Two
//! intervals overlap exactly when a node of one equals or lies above a node of the other, so a query asks for its
//! nodes as touched and for every node above them as covered.

use rapporteur_model::{Date, When};
use std::collections::BTreeSet;

/// A node of the tree: its level and its number on it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Node(u8, i32);

const DAY: u8 = 0;
const MONTH: u8 = 1;
const YEAR: u8 = 2;
const DECADE: u8 = 3;
const CENTURY: u8 = 4;
const ALL: u8 = 5;

impl Node {
    fn parent(self) -> Option<Self> {
        let Self(level, number) = self;
        Some(match level {
            DAY => {
                let day = date(number);
                Self(MONTH, day.year() * 12 + i32::try_from(day.month()).unwrap_or(1) - 1)
            }
            MONTH => Self(YEAR, number / 12),
            YEAR => Self(DECADE, number / 10),
            DECADE => Self(CENTURY, number / 10),
            CENTURY => Self(ALL, 0),
            _ => return None,
        })
    }

    fn above(self) -> impl Iterator<Item = Self> {
        std::iter::successors(self.parent(), |node| node.parent())
    }

    fn term(self, mark: char) -> String {
        format!("{mark}{}:{}", self.0, self.1)
    }
}

fn date(days: i32) -> Date {
    Date::new(1970, 1, 1).unwrap_or(Date::MIN).plus_days(days)
}

/// The terms of an interval that a unit is indexed by.
pub(crate) fn indexed(when: When) -> BTreeSet<String> {
    let mut terms = BTreeSet::new();
    for node in cover(when) {
        terms.insert(node.term('c'));
        terms.insert(node.term('t'));
        terms.extend(node.above().map(|above| above.term('t')));
    }
    terms
}

/// The terms of which any overlaps the interval.
pub(crate) fn overlapping(when: When) -> BTreeSet<String> {
    let mut terms = BTreeSet::new();
    for node in cover(when) {
        terms.insert(node.term('t'));
        terms.extend(node.above().map(|above| above.term('c')));
    }
    terms
}

/// The fewest nodes whose union is the interval.
fn cover(when: When) -> Vec<Node> {
    let mut nodes = Vec::new();
    let (mut first, mut last) = (when.start().days_since_epoch(), when.end().days_since_epoch());
    if when.start() == Date::MIN && when.end() == Date::MAX {
        return vec![Node(ALL, 0)];
    }
    // Days before the first whole month and after the last one.
    while first <= last && date(first).day() != 1 && (when.start() != Date::MIN) {
        nodes.push(Node(DAY, first));
        first += 1;
    }
    while last >= first && date(last) != date(last).end_of_month() {
        nodes.push(Node(DAY, last));
        last -= 1;
    }
    if first > last {
        return nodes;
    }
    let month = |days: i32| {
        let day = date(days);
        day.year() * 12 + i32::try_from(day.month()).unwrap_or(1) - 1
    };
    climb(&mut nodes, MONTH, month(first), month(last));
    nodes
}

/// Covers a run of whole nodes of one level by nodes as high as they go.
fn climb(nodes: &mut Vec<Node>, level: u8, mut first: i32, mut last: i32) {
    let width = if level == MONTH { 12 } else { 10 };
    if level == CENTURY {
        nodes.extend((first..=last).map(|number| Node(level, number)));
        return;
    }
    // Year 0 does not exist: the first decade and century begin with year 1, and are whole with it.
    let lowest = match level {
        MONTH => 12,
        YEAR => 1,
        _ => 0,
    };
    while first <= last && first % width != 0 && first != lowest {
        nodes.push(Node(level, first));
        first += 1;
    }
    while last >= first && last % width != width - 1 {
        nodes.push(Node(level, last));
        last -= 1;
    }
    if first <= last {
        climb(nodes, level + 1, first / width, last / width);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn when(text: &str) -> When {
        text.parse().expect(text)
    }

    fn meet(one: When, other: When) -> bool {
        !indexed(one).is_disjoint(&overlapping(other))
    }

    #[test]
    fn a_month_is_one_node_and_an_open_interval_few() {
        assert_eq!(cover(when("2011-11")).len(), 1);
        assert_eq!(cover(when("199")).len(), 1);
        assert!(cover(when("2009-05-07/..")).len() < 130);
    }

    #[test]
    fn open_ends_meet_what_lies_far_beyond() {
        assert!(meet(when("../1850"), when("0001-01-01")));
        assert!(meet(when("2009/.."), when("9999-12-31")));
        assert!(!meet(when("2009/.."), when("2008-12-31")));
    }

    proptest! {
        #[test]
        fn terms_meet_exactly_when_the_intervals_overlap(a in -700_000..2_900_000_i32, al in 0..4000_i32, near in -5000..5000_i32, bl in 0..4000_i32) {
            let interval = |start: i32, length: i32| When::days(date(start), date(start + length));
            let (one, other) = (interval(a, al), interval(a + near, bl));
            prop_assert_eq!(meet(one, other), one.overlaps(other));
            prop_assert_eq!(meet(other, one), one.overlaps(other));
            prop_assert_eq!(meet(one.onwards(), other), one.onwards().overlaps(other));
            prop_assert_eq!(meet(other, one.until()), one.until().overlaps(other));
        }
    }
}
