//! The days that a page names as its date, each with its signals.
//!
//! All that names the same day speaks for one ballot: that is how a time in a script, a text under the heading and a
//! path in the address agree. What a signal is worth stands in `data/votes/published.tsv`.

use super::address;
use super::in_text::{InText, is_sane};
use crate::cues::{Class, Lexicon, words};
use crate::labels::{Label, label};
use crate::vote::{Ballot, Weights};
use rapporteur_dates::{DeclaredDate, declared_dates};
use rapporteur_model::{Declared, DeclaredField, Document, Precision, Span, Standing, When, Within};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

static WEIGHTS: LazyLock<Weights> =
    LazyLock::new(|| Weights::read(include_str!("../../data/votes/published.tsv")));

/// One place where a day is named.
#[derive(Debug)]
struct Occurrence {
    when: When,
    rule: String,
    evidence: String,
    standing: Option<Standing>,
    label: Option<Label>,
    utc: bool,
    /// The date is most of its text.
    bare: bool,
    /// It stands among many words.
    prose: bool,
    /// The reading of digits in the other order than usual.
    swapped: bool,
}

/// A day with all that names it.
#[derive(Debug)]
pub(super) struct Day {
    pub(super) when: When,
    occurrences: Vec<Occurrence>,
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

/// Rules that take a date for what it looks like, with nothing that says what it dates.
const UNMARKED: [&str; 6] = ["text-date", "text-head", "cell-date", "item-date", "heading-date", "link-date"];

/// "© 2012 Rope Fund, last change 3 May 2012": the line of a footer dates the site.
fn is_copyright(text: &str) -> bool {
    let lower = text.to_lowercase();
    ["©", "(c)", "copyright", "&copy"].iter().any(|mark| lower.contains(mark))
}

/// "Conference in Osh, 3 May 2012": the date of an event, a visit, a last day.
fn names_event(text: &str, lexicon: &Lexicon) -> bool {
    let words = words(text, Span::new(0, text.len()));
    lexicon.cues(&words).iter().any(|cue| matches!(cue.class, Class::Noun | Class::Deadline | Class::Future))
}

/// Minutes and plans: the dates that stand in them are those of what they record or plan.
fn is_plan_or_record(document: &Document, lexicon: &Lexicon) -> bool {
    let titles = document
        .declared(DeclaredField::Title)
        .filter(|one| matches!(one.rule.as_ref(), "title-element" | "h1"));
    titles.take(3).any(|title| {
        let words = words(&title.value, Span::new(0, title.value.len()));
        lexicon.cues(&words).iter().any(|cue| matches!(cue.class, Class::Minutes | Class::Plan))
    })
}

/// English that writes the day first.
const DAY_FIRST: [&str; 7] = ["gb", "au", "nz", "ie", "in", "za", "sg"];

fn occurrences(document: &Document, in_text: &[InText]) -> Vec<Occurrence> {
    let mut tag =
        document.declared(DeclaredField::Language).map(|declared| declared.value.to_ascii_lowercase());
    let day_first = tag.any(|tag| DAY_FIRST.iter().any(|region| tag.ends_with(region) && tag.len() == 5));
    let language = if day_first { Some("en-gb") } else { document.language.as_deref() };
    let lexicon = Lexicon::of(document.language.as_deref());
    let recorded = is_plan_or_record(document, lexicon);
    let mut all = Vec::new();
    for declared in &document.declared {
        match declared.field {
            DeclaredField::Published | DeclaredField::Modified => {
                let mut end = 0;
                let unmarked = UNMARKED.contains(&declared.rule.as_ref());
                if unmarked && (is_copyright(&declared.value) || recorded) {
                    continue;
                }
                let event = unmarked && names_event(&declared.value, lexicon);
                for date in declared_dates(&declared.value, language) {
                    let before = declared.value.get(end..date.span.start()).unwrap_or_default();
                    end = date.span.end();
                    if event && label(before) != Some(Label::Published) {
                        continue;
                    }
                    all.push(occurrence(declared, &date, before));
                    if let Some(other) = date.other {
                        all.push(Occurrence {
                            when: other,
                            swapped: true,
                            ..occurrence(declared, &date, before)
                        });
                    }
                }
            }
            DeclaredField::Url => {
                if let Some(when) = address::date(&declared.value) {
                    let image = declared.rule == "meta-image";
                    let rule = if image { "image-address" } else { "address" };
                    all.push(plain(when, rule, &declared.value));
                }
            }
            _ => {}
        }
    }
    all.extend(in_text.iter().map(|stated| plain(stated.when, stated.rule, &stated.evidence)));
    all.retain(|occurrence| {
        is_sane(occurrence.when) && (1990..2040).contains(&occurrence.when.start().year())
    });
    all
}

fn plain(when: When, rule: &str, evidence: &str) -> Occurrence {
    Occurrence {
        when,
        rule: rule.to_owned(),
        evidence: evidence.to_owned(),
        standing: None,
        label: None,
        utc: false,
        bare: false,
        prose: false,
        swapped: false,
    }
}

fn occurrence(declared: &Declared, date: &DeclaredDate, before: &str) -> Occurrence {
    Occurrence {
        standing: declared.standing,
        label: label(before),
        utc: date.utc,
        bare: date.span.len() + 12 >= declared.value.len(),
        prose: declared.value.split(' ').count() >= 14,
        ..plain(date.when, &declared.rule, &declared.value)
    }
}

/// What holds for the page as a whole.
struct Page {
    signals: Vec<String>,
    /// The days that the head or a script states as the date of publication.
    stated: BTreeSet<String>,
    /// Days of instants in UTC.
    instants: Vec<When>,
    address: Option<When>,
    /// The page is a thread of posts, and the day of the oldest.
    thread: bool,
    oldest_post: Option<When>,
    count: usize,
    oldest: Option<When>,
    newest: Option<When>,
    /// The first day below the heading, and the nearest to it.
    first: Option<When>,
    nearest: Option<When>,
}

fn is_page(occurrence: &Occurrence) -> Option<i32> {
    occurrence.standing.filter(|standing| standing.within == Within::Page).map(|standing| standing.distance)
}

fn is_stated(rule: &str) -> bool {
    (rule.starts_with("meta-") && !rule.contains("modified"))
        || matches!(
            rule,
            "json-ld-published" | "json-ld-page-published" | "itemprop-published" | "json-ld-uploaded"
        )
}

/// Rules by which the posts of a thread are dated.
fn is_post(rule: &str) -> bool {
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
    fn of(document: &Document, days: &[Day]) -> Self {
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
    mark(day.when.precision() == Precision::Month, "month");
    mark(day.occurrences.iter().all(|one| one.swapped), "order:swapped");
    mark(day.occurrences.iter().all(|one| one.rule.contains("modified")), "modified:only");
    WEIGHTS.ballot(key, &rules, signals)
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
    let near = (-20..=40).contains(&standing.distance);
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
