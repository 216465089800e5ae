//! The texts that could be the title, each with its signals: what declares it, what holds it, what it holds.
//!
//! A declared title often carries the name of its site or of a section. Each of its parts is a candidate of its own,
//! and the heading, the address and the other declarations say which part is meant; no list of sites is needed.

use super::compare::folded;
use super::signals;
use super::site::Site;
use crate::vote::{Ballot, Weights};
use rapporteur_model::{BlockKind, Declared, DeclaredField, Document, Within};
use std::collections::BTreeMap;
use std::sync::LazyLock;

static WEIGHTS: LazyLock<Weights> =
    LazyLock::new(|| Weights::read(include_str!("../../data/votes/title.tsv")));

/// Longer candidates are taken for running text, in bytes.
const LONGEST: usize = 400;
/// At most so many candidates are weighed.
const MOST: usize = 48;

/// Marks that part a title from the name of its site, and what they are called in the signals.
const SEPARATORS: [(&str, &str); 19] = [
    (" | ", "bar"),
    (" :: ", "bar"),
    (" » ", "bar"),
    (" « ", "bar"),
    (" · ", "bar"),
    (" • ", "bar"),
    (" > ", "bar"),
    (" ~ ", "bar"),
    (" / ", "bar"),
    (" - ", "dash"),
    (" – ", "dash"),
    (" — ", "dash"),
    (": ", "colon"),
    ("| ", "bar"),
    (" |", "bar"),
    ("|", "tight"),
    ("｜", "tight"),
    ("_", "tight"),
    ("：", "tight"),
];

/// A text with the rules and signals that it got so far.
#[derive(Debug, Default)]
struct Candidate {
    value: String,
    rules: Vec<String>,
    signals: Vec<String>,
}

pub(super) fn of(document: &Document) -> Vec<Ballot> {
    let site = Site::of(document);
    let mut candidates: BTreeMap<String, Candidate> = BTreeMap::new();
    let mut order: Vec<String> = Vec::new();
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for declared in document.declared(DeclaredField::Title).filter(|one| one.value.len() <= LONGEST) {
        let count = counts.entry(declared.rule.as_ref()).or_default();
        *count += 1;
        for (value, rule, signals) in readings(declared, *count, &site) {
            let key = folded(&value);
            if key.is_empty() || (!candidates.contains_key(&key) && candidates.len() >= MOST) {
                continue;
            }
            let candidate = candidates.entry(key.clone()).or_insert_with(|| {
                order.push(key.clone());
                Candidate::default()
            });
            if candidate.value.is_empty() || is_capitals(&candidate.value) {
                candidate.value = value;
            }
            candidate.rules.push(rule);
            candidate.signals.extend(signals);
        }
    }
    in_text(document, &mut candidates);
    let page = Page::of(document, site, &counts);
    // A part of a declared title that is the name of the site is what was to be cut, but on the site's own front page.
    let cut = |candidate: &Candidate| {
        let part = candidate.rules.iter().all(|rule| rule.ends_with("-part"));
        part && page.path != "path-root" && page.site.is(&candidate.value)
    };
    let kept = order.iter().filter_map(|key| Some((key, candidates.remove(key)?)));
    kept.filter(|(_, candidate)| !cut(candidate))
        .map(|(key, candidate)| ballot(key, candidate, &page))
        .collect()
}

fn is_capitals(text: &str) -> bool {
    !text.chars().any(char::is_lowercase)
}

/// The readings of a declared title: as a whole, and cut at a separator.
fn readings(declared: &Declared, count: usize, site: &Site) -> Vec<(String, String, Vec<String>)> {
    let rule = declared.rule.as_ref();
    let mut signals = Vec::new();
    if let Some(standing) = declared.standing {
        let place = match (standing.within, standing.distance) {
            (Within::Aside, _) => "aside",
            (Within::Comment, _) => "comment",
            (_, 0) => "main",
            (_, ..0) => "before",
            (_, 1..=40) => "near",
            _ => "far",
        };
        signals.push(format!("{rule}@{place}"));
    }
    if count > 1 {
        signals.push(format!("{rule}:later"));
    }
    let mut readings = vec![(declared.value.clone(), rule.to_owned(), signals)];
    // A heading is rarely glued to the name of a site; a title in the head is as a rule.
    let head = matches!(
        rule,
        "title-element"
            | "meta-og-title"
            | "meta-twitter-title"
            | "json-ld-headline"
            | "json-ld-page-name"
            | "h1"
            | "meta-other-title"
    );
    if !head {
        return readings;
    }
    for (separator, kind) in SEPARATORS {
        for (at, _) in declared.value.match_indices(separator).take(4) {
            cut_at(declared, at, separator, kind, site, &mut readings);
        }
    }
    readings
}

/// What stands before a separator and what stands after it, each as a reading.
fn cut_at(
    declared: &Declared,
    at: usize,
    separator: &str,
    kind: &str,
    site: &Site,
    readings: &mut Vec<(String, String, Vec<String>)>,
) {
    let rule = declared.rule.as_ref();
    let (before, after) = (&declared.value[..at], &declared.value[at + separator.len()..]);
    // A tight mark has no blanks beside it: those are other marks.
    if kind == "tight" && (before.ends_with(' ') || after.starts_with(' ')) {
        return;
    }
    let (before, after) = (before.trim(), after.trim());
    for (kept, cut, side) in [(before, after, "head"), (after, before, "tail")] {
        let mut signals = vec![format!("{rule}:{side}-{kind}"), format!("cut:{side}-{kind}")];
        if site.is(cut) {
            signals.push(format!("cut-site:{kind}"));
            signals.push("cut-site".to_owned());
        } else if site.is(kept) {
            signals.push("kept-site".to_owned());
        }
        let (kept_words, cut_words) = (kept.split(' ').count(), cut.split(' ').count());
        let length = match (kept_words >= cut_words * 2, kept_words >= cut_words) {
            (true, _) => "cut:longer",
            (_, true) => "cut:not-shorter",
            _ => "cut:shorter",
        };
        signals.push(length.to_owned());
        readings.push((kept.to_owned(), format!("{rule}-part"), signals));
    }
}

/// Which candidates stand in the main text as a line of their own, and how early.
fn in_text(document: &Document, candidates: &mut BTreeMap<String, Candidate>) {
    for (at, block) in document.blocks.iter().take(12).enumerate() {
        if block.span.len() > LONGEST {
            continue;
        }
        if let Some(candidate) = candidates.get_mut(&folded(block.span.of(&document.text))) {
            let place = if at == 0 { "first" } else { "early" };
            let kind = if matches!(block.kind, BlockKind::Heading(_)) { "heading" } else { "line" };
            candidate.signals.push(format!("text:{place}-{kind}"));
        }
    }
}

/// What candidates are compared with.
pub(super) struct Page {
    pub(super) site: Site,
    /// Folded declarations by rule, the first of each.
    pub(super) first: BTreeMap<&'static str, String>,
    pub(super) slug: String,
    pub(super) headings: usize,
    pub(super) kinds: Vec<&'static str>,
    pub(super) path: &'static str,
}

/// Declarations whose agreement counts.
const COMPARED: [&str; 6] =
    ["title-element", "meta-og-title", "h1", "json-ld-headline", "breadcrumb", "json-ld-breadcrumb"];

impl Page {
    fn of(document: &Document, site: Site, counts: &BTreeMap<&str, usize>) -> Self {
        let mut first = BTreeMap::new();
        for rule in COMPARED {
            let declared = document.declared(DeclaredField::Title).filter(|declared| declared.rule == rule);
            // Of several headings the main one is meant.
            let main = declared.min_by_key(|declared| {
                declared.standing.map_or(0, |standing| standing.distance.unsigned_abs())
            });
            if let Some(main) = main {
                first.insert(rule, folded(&main.value));
            }
        }
        let slug = document
            .declared(DeclaredField::Url)
            .filter(|declared| declared.rule != "meta-image")
            .map(|declared| slug(&declared.value))
            .find(|slug| !slug.is_empty())
            .unwrap_or_default();
        let headings = counts.get("h1").copied().unwrap_or(0);
        Self {
            site,
            first,
            slug,
            headings,
            kinds: crate::published::kinds(document).into_iter().collect(),
            path: crate::published::path(document),
        }
    }
}

/// The words of the last part of an address that has any.
fn slug(address: &str) -> String {
    let path = address
        .split_once("://")
        .map_or(address, |(_, rest)| rest.split_once('/').map_or("", |(_, path)| path));
    let path = path.split(['?', '#']).next().unwrap_or_default();
    let named = |part: &&str| part.chars().filter(|c| c.is_alphabetic()).count() >= 4;
    let part = path.split('/').rev().find(named).unwrap_or_default();
    let part = part.rsplit_once('.').filter(|(_, end)| end.len() <= 5).map_or(part, |(part, _)| part);
    folded(part)
}

fn ballot(key: &str, candidate: Candidate, page: &Page) -> Ballot {
    let mut signals = candidate.signals;
    signals::of(key, &candidate.value, &candidate.rules, page, &mut signals);
    WEIGHTS.ballot(candidate.value, &candidate.rules, signals)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_words_of_an_address_are_those_of_its_last_part_with_letters() {
        assert_eq!(slug("https://a.example/news/2012/wells-of-osh.html?x=1"), "wells of osh");
        assert_eq!(slug("https://a.example/wells-of-osh/12345/"), "wells of osh");
        assert_eq!(slug("https://a.example/"), "");
    }
}
