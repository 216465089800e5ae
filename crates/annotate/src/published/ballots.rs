//! The days that a page names as its date, each with its signals.
//!
//! All that names the same day speaks for one ballot: that is how a time in a script, a text under the heading and a
//! path in the address agree. What a signal is worth stands in `data/votes/published.tsv`.

use super::in_text::InText;
use super::occurrences::{Occurrence, occurrences};
use super::page::{NEAR, Page, is_post, is_stated};
use crate::labels::Label;
use crate::vote::{Ballot, Weights};
use rapporteur_model::{Document, Precision, When, Within};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

static WEIGHTS: LazyLock<Weights> =
    LazyLock::new(|| Weights::read(include_str!("../../data/votes/published.tsv")));

/// A day with all that names it.
#[derive(Debug)]
pub(super) struct Day {
    pub(super) when: When,
    pub(super) occurrences: Vec<Occurrence>,
}

impl Day {
    /// The words that a rule read the day from.
    pub(super) fn evidence(&self, rule: &str) -> &str {
        let of_rule = self.occurrences.iter().find(|occurrence| occurrence.rule == rule);
        of_rule.or(self.occurrences.first()).map_or("", |occurrence| &occurrence.evidence)
    }

    fn any(&self, test: impl Fn(&Occurrence) -> bool) -> bool {
        self.occurrences.iter().any(test)
    }
}

/// The days of a page in order, and a ballot for each.
pub(super) fn of(document: &Document, in_text: &[InText]) -> (Vec<Day>, Vec<Ballot>) {
    let mut by_day: BTreeMap<String, Day> = BTreeMap::new();
    for occurrence in occurrences(document, in_text) {
        let key = occurrence.when.to_string();
        let day = by_day.entry(key).or_insert_with(|| Day { when: occurrence.when, occurrences: Vec::new() });
        day.occurrences.push(occurrence);
    }
    let mut days: Vec<Day> = by_day.into_values().collect();
    // A change that no reader sees is no publication, not even for want of a better one.
    days.retain(|day| day.any(|one| one.standing.is_some() || !one.rule.contains("modified")));
    let page = Page::of(document, &days);
    let ballots = days.iter().map(|day| ballot(day, &page)).collect();
    (days, ballots)
}

/// How far from the main heading, in nodes of the tree.
fn bucket(distance: i32) -> &'static str {
    match distance {
        ..-80 => "far-before",
        -80..-20 => "before",
        -20..0 => "just-before",
        0..=12 => "just-after",
        13..=40 => "after",
        41..=150 => "later",
        _ => "far-after",
    }
}

fn family(rule: &str) -> &'static str {
    match rule.split('-').next().unwrap_or_default() {
        "meta" => "meta",
        "json" => "json",
        "address" => "address",
        "script" => "script",
        "image" => "image",
        _ => "seen",
    }
}

fn ballot(day: &Day, page: &Page) -> Ballot {
    let mut rules = Vec::new();
    let mut signals = page.signals.clone();
    for occurrence in &day.occurrences {
        of_occurrence(occurrence, &mut rules, &mut signals);
    }
    let families: BTreeSet<&str> = day.occurrences.iter().map(|one| family(&one.rule)).collect();
    let key = day.when.to_string();
    let mut mark = |holds: bool, name: &str| {
        if holds {
            signals.push(name.to_owned());
        }
    };
    // Rare names of meta tags share what the common ones have shown.
    mark(day.any(|one| one.rule.starts_with("meta-") && is_stated(&one.rule)), "stated:meta");
    mark(page.stated.contains(&key), "stated:head");
    mark(families.len() == 2, "families:2");
    mark(families.len() > 2, "families:3");
    mark(!page.stated.is_empty() && !page.stated.contains(&key), "stated:differs");
    mark(page.stated.len() > 1 && page.stated.contains(&key), "stated:several");
    let beside = page
        .stated
        .iter()
        .filter_map(|other| other.parse::<When>().ok())
        .any(|other| is_beside(other, day.when));
    mark(!page.stated.contains(&key) && beside, "stated:beside");
    let instant = page.instants.iter().any(|instant| is_beside(*instant, day.when));
    mark(instant && day.any(|one| one.standing.is_some() && !one.utc), "utc:shown-beside");
    let month = page.address.filter(|address| address.precision() == Precision::Month);
    mark(month.is_some_and(|month| month.contains(day.when) && month != day.when), "address:month");
    mark(page.address.is_some_and(|address| !address.contains(day.when)), "address:differs");
    let changed = day.any(|one| one.rule.contains("modified") || one.label == Some(Label::Modified));
    mark(changed && !page.stated.is_empty() && !page.stated.contains(&key), "stated:changed-since");
    mark(changed && page.stated.is_empty(), "changed");
    let posted = day.any(|one| is_post(&one.rule));
    mark(posted && page.oldest_post == Some(day.when), "posts:oldest");
    mark(posted && page.oldest_post == Some(day.when) && page.thread, "thread:oldest");
    mark(posted && page.oldest_post != Some(day.when) && page.thread, "thread:later");
    mark(page.thread && page.stated.contains(&key), "thread:stated");
    mark(page.count == 1, "days:one");
    mark(page.count > 1 && page.oldest == Some(day.when), "days:oldest");
    mark(page.count > 1 && page.newest == Some(day.when), "days:newest");
    mark(page.first == Some(day.when), "seen:first");
    mark(page.nearest == Some(day.when), "seen:nearest");
    mark(page.first_anywhere == Some(day.when), "anywhere:first");
    mark(page.nearest_anywhere == Some(day.when), "anywhere:nearest");
    of_stated(day, page, &mut mark);
    of_alike(day, page, &mut mark);
    mark(day.when.precision() == Precision::Month, "month");
    mark(day.occurrences.iter().all(|one| one.swapped), "order:swapped");
    mark(day.occurrences.iter().all(|one| one.rule.contains("modified")), "modified:only");
    WEIGHTS.ballot(key, &rules, signals)
}

/// How a day stands to those that the head states.
fn of_stated(day: &Day, page: &Page, mark: &mut impl FnMut(bool, &str)) {
    let Some((oldest, newest)) = page.stated_between else { return };
    let seen = |near: bool| {
        day.any(|one| {
            one.standing.is_some_and(|standing| {
                standing.within == Within::Page && (!near || NEAR.contains(&standing.distance))
            })
        })
    };
    let place = if seen(true) { "near" } else { "far" };
    if page.stated.contains(&day.when.to_string()) {
        mark(seen(false), "stated:shown");
        mark(!seen(false) && page.differs_near, "stated:hidden");
        mark(oldest != newest && day.when == oldest, "stated:oldest");
        mark(oldest != newest && day.when == newest, "stated:newest");
    } else {
        mark(day.when.start() > newest.start(), &format!("stated:newer-{place}"));
        mark(day.when.start() < oldest.start(), &format!("stated:older-{place}"));
    }
}

/// Whether a day is one of many that are read from the same kind of place.
fn of_alike(day: &Day, page: &Page, mark: &mut impl FnMut(bool, &str)) {
    let places = day.occurrences.iter().filter_map(|one| Some((one.rule.clone(), one.standing?.within)));
    let of_place: Vec<&Vec<When>> = places.filter_map(|place| page.alike.get(&place)).collect();
    let Some(fewest) = of_place.iter().map(|days| days.len()).min() else { return };
    mark(fewest == 1, "alike:one");
    mark((2..=3).contains(&fewest), "alike:few");
    mark(fewest > 3, "alike:many");
    mark(of_place.iter().any(|days| days.len() > 1 && days.first() == Some(&day.when)), "alike:nearest");
}

fn of_occurrence(occurrence: &Occurrence, rules: &mut Vec<String>, signals: &mut Vec<String>) {
    let Some(standing) = occurrence.standing else { return rules.push(occurrence.rule.clone()) };
    let place = match standing.within {
        Within::Page => bucket(standing.distance),
        Within::Aside => "aside",
        Within::Comment => "comment",
    };
    rules.push(occurrence.rule.clone());
    signals.push(format!("at:{place}"));
    signals.push(format!("{}@{place}", occurrence.rule));
    if standing.within != Within::Page {
        return;
    }
    let near = NEAR.contains(&standing.distance);
    let place = if near { "near" } else { "far" };
    match occurrence.label {
        Some(Label::Published) => signals.push(format!("label:published-{place}")),
        Some(Label::Modified) => signals.push(format!("label:modified-{place}")),
        Some(Label::Other) => signals.push(format!("label:other-{place}")),
        None => {}
    }
    if occurrence.prose {
        signals.push(format!("prose:{place}"));
    }
    if occurrence.bare {
        signals.push(format!("bare:{place}"));
    }
}

fn is_beside(one: When, other: When) -> bool {
    let days = |when: When| when.start().days_since_epoch();
    one.precision() == Precision::Day
        && other.precision() == Precision::Day
        && days(one).abs_diff(days(other)) == 1
}
