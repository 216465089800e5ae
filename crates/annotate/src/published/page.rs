//! What holds for a page as a whole: how many days it shows, what it says it is, which day its head states.

use super::ballots::Day;
use super::occurrences::Occurrence;
use crate::labels::Label;
use rapporteur_model::{Declared, DeclaredField, Document, When, Within};
use std::collections::BTreeSet;

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
}

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
        let first = all()
            .filter_map(|one| Some((is_page(one).filter(|distance| *distance >= 0)?, one.when)))
            .min_by_key(|(distance, _)| *distance);
        let nearest = all().filter_map(|one| Some((is_page(one)?, one.when))).min_by_key(|(distance, _)| {
            if *distance < 0 { distance.unsigned_abs() * 3 } else { distance.unsigned_abs() }
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
            stated: all().filter(|one| is_stated(&one.rule)).map(|one| one.when.to_string()).collect(),
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
            first: first.map(|(_, when)| when),
            nearest: nearest.map(|(_, when)| when),
        }
    }
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
        .is_some_and(|standing| standing.within == Within::Page && (-20..=40).contains(&standing.distance))
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
