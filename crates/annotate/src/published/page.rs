//! What holds for a page as a whole: how many days it shows, what it says it is, which day its head states.

use super::ballots::Day;
use super::occurrences::Occurrence;
use crate::labels::Label;
use rapporteur_model::{Declared, DeclaredField, Document, When, Within};
use std::collections::{BTreeMap, BTreeSet};

/// What holds for the page as a whole.
pub(super) struct Page {
    pub(super) signals: Vec<String>,
    /// The days that the head or a script states as the date of publication.
    pub(super) stated: BTreeSet<String>,
    /// Days of instants in UTC.
    pub(super) instants: Vec<When>,
    pub(super) address: Option<When>,
    /// The page is a thread of posts, and the day of the oldest.
    pub(super) thread: bool,
    pub(super) oldest_post: Option<When>,
    pub(super) count: usize,
    pub(super) oldest: Option<When>,
    pub(super) newest: Option<When>,
    /// The first day below the heading, and the nearest to it.
    pub(super) first: Option<When>,
    pub(super) nearest: Option<When>,
    /// The same, asides and comments included: what a page calls so is not always one.
    pub(super) first_anywhere: Option<When>,
    pub(super) nearest_anywhere: Option<When>,
    /// The days that a rule reads from one kind of place, the nearest to the heading first: where they are many they are
    /// those of a list.
    pub(super) alike: BTreeMap<(String, Within), Vec<When>>,
    /// Whether a day that the head does not state is seen near the heading.
    pub(super) differs_near: bool,
    /// The oldest and the newest of the stated days.
    pub(super) stated_between: Option<(When, When)>,
}

/// How far a day stands from the heading, and whether its digits are read in the order that is not usual.
type Remoteness = (u32, bool);

/// How far a day stands from the heading: what stands before it counts thrice. Of two readings of the same digits the
/// usual one is meant.
fn remoteness(occurrence: &Occurrence) -> Option<Remoteness> {
    let distance = occurrence.standing?.distance;
    let far = if distance < 0 { distance.unsigned_abs() * 3 } else { distance.unsigned_abs() };
    Some((far, occurrence.swapped))
}

/// Near the heading, in nodes of the tree.
pub(super) const NEAR: std::ops::RangeInclusive<i32> = -20..=40;

fn is_page(occurrence: &Occurrence) -> Option<i32> {
    occurrence.standing.filter(|standing| standing.within == Within::Page).map(|standing| standing.distance)
}

pub(super) fn is_stated(rule: &str) -> bool {
    (rule.starts_with("meta-") && !rule.contains("modified"))
        || matches!(
            rule,
            "json-ld-published" | "json-ld-page-published" | "itemprop-published" | "json-ld-uploaded"
        )
}

/// Rules by which the posts of a thread are dated.
pub(super) fn is_post(rule: &str) -> bool {
    matches!(
        rule,
        "time-element"
            | "time-text"
            | "time-published"
            | "time-published-text"
            | "class-published"
            | "class-attribute"
            | "itemprop-published"
            | "itemprop-text"
    )
}

/// A forum says so, or has posts that name their authors.
fn is_thread(document: &Document, days: &[Day]) -> bool {
    let posts = days.iter().flat_map(|day| &day.occurrences).filter(|one| is_post(&one.rule)).count();
    let named = document
        .declared(DeclaredField::Author)
        .filter(|one| matches!(one.rule.as_ref(), "data-author" | "itemprop-author"))
        .count();
    kinds(document).contains("forum") || (posts >= 3 && named >= 3)
}

impl Page {
    pub(super) fn of(document: &Document, days: &[Day]) -> Self {
        let all = || days.iter().flat_map(|day| &day.occurrences);
        let seen: BTreeSet<_> =
            all().filter(|one| is_page(one).is_some()).map(|one| one.when.to_string()).collect();
        let nearest = |test: &dyn Fn(&Occurrence) -> bool| {
            all()
                .filter(|one| test(one))
                .filter_map(|one| Some((remoteness(one)?, one.when)))
                .min_by_key(|(remoteness, _)| *remoteness)
                .map(|(_, when)| when)
        };
        let below = |one: &Occurrence| one.standing.is_some_and(|standing| standing.distance >= 0);
        let stated: BTreeSet<String> =
            all().filter(|one| is_stated(&one.rule)).map(|one| one.when.to_string()).collect();
        let days_stated = || all().filter(|one| is_stated(&one.rule)).map(|one| one.when);
        let differs_near = all().any(|one| {
            is_page(one).is_some_and(|distance| NEAR.contains(&distance))
                && !stated.contains(&one.when.to_string())
        });
        let bucket = match seen.len() {
            0 => "page:no-visible",
            1 => "page:one-visible",
            2 => "page:two-visible",
            3..=5 => "page:few-visible",
            _ => "page:many-visible",
        };
        let mut signals = vec![bucket.to_owned()];
        signals.extend(kinds(document).into_iter().map(|kind| format!("page:{kind}")));
        signals.push(format!("page:{}", path(document)));
        let named = |rules: &[&str]| {
            document.declared(DeclaredField::Author).any(|one| rules.contains(&one.rule.as_ref()))
        };
        if named(&["json-ld-author", "meta-author", "rel-author", "itemprop-author"]) {
            signals.push("page:author-named".to_owned());
        }
        if document.declared(DeclaredField::Author).any(|one| one.rule == "text-byline" && is_near(one)) {
            signals.push("page:byline".to_owned());
        }
        Self {
            signals,
            stated_between: days_stated()
                .min_by_key(|when| when.start())
                .zip(days_stated().max_by_key(|when| when.start())),
            stated,
            differs_near,
            first_anywhere: nearest(&below),
            nearest_anywhere: nearest(&|_| true),
            alike: alike(days),
            instants: all().filter(|one| one.utc).map(|one| one.when).collect(),
            address: all().find(|one| one.rule == "address").map(|one| one.when),
            thread: is_thread(document, days),
            oldest_post: all()
                .filter(|one| is_post(&one.rule) && one.label != Some(Label::Other))
                .map(|one| one.when)
                .min_by_key(|when| when.start()),
            count: days.len(),
            oldest: days.iter().map(|day| day.when).min_by_key(|when| when.start()),
            newest: days.iter().map(|day| day.when).max_by_key(|when| when.start()),
            first: nearest(&|one| below(one) && is_page(one).is_some()),
            nearest: nearest(&|one| is_page(one).is_some()),
        }
    }
}

/// The days of each rule and kind of place, the nearest first.
fn alike(days: &[Day]) -> BTreeMap<(String, Within), Vec<When>> {
    let mut places: BTreeMap<(String, Within), Vec<(Remoteness, When)>> = BTreeMap::new();
    for one in days.iter().flat_map(|day| &day.occurrences) {
        if let (Some(remoteness), Some(standing)) = (remoteness(one), one.standing) {
            places.entry((one.rule.clone(), standing.within)).or_default().push((remoteness, one.when));
        }
    }
    let nearest_first = |mut seen: Vec<(Remoteness, When)>| {
        seen.sort_by_key(|(remoteness, _)| *remoteness);
        let mut days: Vec<When> = Vec::new();
        seen.into_iter().for_each(|(_, when)| {
            if !days.contains(&when) {
                days.push(when);
            }
        });
        days
    };
    places.into_iter().map(|(place, seen)| (place, nearest_first(seen))).collect()
}

/// The kinds of page that a document says it is, of those that matter here.
pub(crate) fn kinds(document: &Document) -> BTreeSet<&'static str> {
    let mut kinds = BTreeSet::new();
    for declared in document.declared(DeclaredField::Kind) {
        let kind = declared.value.to_lowercase();
        // Sites call any page an article in Open Graph; in schema.org it means something.
        if declared.rule == "meta-og-type" && kind == "article" {
            kinds.insert("og-article");
            continue;
        }
        for (part, name) in [
            ("article", "article"),
            ("posting", "article"),
            ("discussionforum", "forum"),
            ("qapage", "forum"),
            ("product", "product"),
            ("collectionpage", "collection"),
            ("itemlist", "collection"),
            ("website", "website"),
            ("organization", "organization"),
            ("localbusiness", "organization"),
            ("recipe", "article"),
            ("profile", "profile"),
        ] {
            if kind.contains(part) {
                kinds.insert(name);
            }
        }
    }
    kinds
}

fn is_near(declared: &Declared) -> bool {
    declared
        .standing
        .is_some_and(|standing| standing.within == Within::Page && NEAR.contains(&standing.distance))
}

/// What the path of the page's address looks like: the root of a site, a section, an article.
pub(crate) fn path(document: &Document) -> &'static str {
    let urls = document
        .declared(DeclaredField::Url)
        .filter(|url| matches!(url.rule.as_ref(), "link-canonical" | "meta-og-url"));
    let Some(path) = urls
        .filter_map(|url| Some(url.value.split_once("://")?.1.split_once('/').map_or("", |(_, path)| path)))
        .next()
    else {
        return "path-unknown";
    };
    let path = path.split(['?', '#']).next().unwrap_or_default().trim_end_matches('/');
    let last = path.rsplit('/').next().unwrap_or_default();
    match last.split(['-', '_', '+']).filter(|word| word.chars().any(char::is_alphabetic)).count() {
        _ if path.is_empty() => "path-root",
        0 | 1 => "path-word",
        2 | 3 => "path-few-words",
        _ => "path-words",
    }
}
