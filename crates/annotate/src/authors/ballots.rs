//! The names that could be the author, each with its signals.
//!
//! A name that a script, a meta tag and the byline agree on is one ballot; the shape of a name, and whether it is the
//! site's, count as much as where it stands. Weights: `data/votes/authors.tsv`.

use super::names::names;
use super::words::WORDS;
use crate::title::Site;
use crate::vote::{Ballot, Weights};
use rapporteur_model::{Declared, DeclaredField, Document, Within};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

static WEIGHTS: LazyLock<Weights> =
    LazyLock::new(|| Weights::read(include_str!("../../data/votes/authors.tsv")));

/// At most so many names are weighed.
const MOST: usize = 40;

#[derive(Debug, Default)]
struct Candidate {
    value: String,
    rules: Vec<String>,
    signals: Vec<String>,
    families: BTreeSet<&'static str>,
}

/// The names of a page in the order in which it names them, and a ballot for each.
pub(super) fn of(document: &Document) -> Vec<Ballot> {
    let site = Site::of(document);
    let mut candidates: BTreeMap<String, Candidate> = BTreeMap::new();
    let mut order: Vec<String> = Vec::new();
    let mut by_rule: BTreeMap<&str, BTreeSet<String>> = BTreeMap::new();
    for declared in document.declared(DeclaredField::Author) {
        let found = names(&declared.value);
        let several = found.len();
        for (at, name) in found.into_iter().enumerate() {
            let key = key(&name);
            if key.is_empty() || (!candidates.contains_key(&key) && candidates.len() >= MOST) {
                continue;
            }
            let candidate = candidates.entry(key.clone()).or_insert_with(|| {
                order.push(key.clone());
                Candidate::default()
            });
            if candidate.value.is_empty() {
                candidate.value = name;
            }
            let of_rule = by_rule.entry(declared.rule.as_ref()).or_default();
            of_rule.insert(key);
            candidate.add(declared, at, several, of_rule.len());
        }
    }
    beside_dates(document, &mut candidates, &mut order);
    let strong = candidates.values().flat_map(|candidate| &candidate.signals).cloned().collect();
    let kinds = crate::published::kinds(document).into_iter().collect();
    let page = Page { site, by_rule, strong, kinds, path: crate::published::path(document) };
    let folded: Vec<String> = order.clone();
    order.iter().filter_map(|key| Some(ballot(key, candidates.remove(key)?, &folded, &page))).collect()
}

/// Names in the lines near the heading that hold a date: "Osh | Ana Ruiz | 3 May 2012".
fn beside_dates(document: &Document, candidates: &mut BTreeMap<String, Candidate>, order: &mut Vec<String>) {
    for declared in document.declared(DeclaredField::Published) {
        let near = declared.standing.is_some_and(|standing| {
            standing.within == Within::Page && (-20..=40).contains(&standing.distance)
        });
        if !near || declared.value.len() < 18 {
            continue;
        }
        for name in names(&declared.value).into_iter().filter(|name| is_well_shaped(name)).take(3) {
            let key = key(&name);
            if !candidates.contains_key(&key) {
                if candidates.len() >= MOST {
                    return;
                }
                order.push(key.clone());
            }
            let candidate = candidates.entry(key).or_default();
            if candidate.value.is_empty() {
                candidate.value = name;
                candidate.signals.push("beside-date:alone".to_owned());
            }
            candidate.rules.push("beside-date".to_owned());
            candidate.families.insert("seen");
        }
    }
}

impl Candidate {
    fn add(&mut self, declared: &Declared, at: usize, several: usize, nth: usize) {
        let rule = declared.rule.as_ref();
        self.rules.push(rule.to_owned());
        self.families.insert(family(rule));
        let place = declared.standing.map(|standing| match (standing.within, standing.distance) {
            (Within::Aside, _) => "aside",
            (Within::Comment, _) => "comment",
            (_, ..-80) => "far-before",
            (_, -80..0) => "before",
            (_, 0..=25) => "just-after",
            (_, 26..=80) => "after",
            (_, 81..=300) => "later",
            _ => "far-after",
        });
        if let Some(place) = place {
            self.signals.push(format!("at:{place}"));
            self.signals.push(format!("{rule}@{place}"));
        }
        if nth == 1 {
            self.signals.push(format!("{rule}:first"));
        } else if at == 0 {
            self.signals.push(format!("{rule}:later"));
        }
        if at > 0 {
            self.signals.push(format!("listed:{}", at.min(3)));
        }
        if several > 3 {
            self.signals.push("listed:many".to_owned());
        }
        // The whole of its text, or what was left after cutting.
        let whole = declared.value.chars().count() <= self.value.chars().count() + 5;
        self.signals.push(format!("{rule}:{}", if whole { "whole" } else { "cut" }));
        let shaped = if is_well_shaped(&self.value) { "name" } else { "odd" };
        self.signals.push(format!("{rule}={shaped}"));
        if let Some(place) = place {
            self.signals.push(format!("at:{place}={shaped}"));
        }
        self.signals.push(format!("{}={shaped}", family(rule)));
    }
}

fn family(rule: &str) -> &'static str {
    match rule.split('-').next().unwrap_or_default() {
        "meta" => "meta",
        "json" => "json",
        _ => "seen",
    }
}

/// Two to four words with capitals, or a name in a script without capitals; no word of an organisation or an office.
pub(super) fn is_well_shaped(name: &str) -> bool {
    let mut signals = Vec::new();
    shape(name, &mut signals);
    matches!(signals.as_slice(), [only] if matches!(only.as_str(), "shape:two-words" | "shape:three-words" | "shape:uncased"))
        || matches!(signals.as_slice(), [one, other] if matches!(one.as_str(), "shape:two-words" | "shape:three-words") && matches!(other.as_str(), "shape:signs" | "shape:capitals"))
}

/// The words of a name in small letters, sorted: "Ruiz Ana" is "Ana Ruiz".
fn key(name: &str) -> String {
    let lower = name.to_lowercase();
    let mut words: Vec<&str> =
        lower.split(|c: char| !c.is_alphanumeric() && c != '_').filter(|word| !word.is_empty()).collect();
    words.sort_unstable();
    words.join(" ")
}

struct Page<'a> {
    site: Site,
    by_rule: BTreeMap<&'a str, BTreeSet<String>>,
    /// The signals that any candidate of the page has.
    strong: BTreeSet<String>,
    kinds: Vec<&'static str>,
    path: &'static str,
}

fn ballot(key: &str, candidate: Candidate, all: &[String], page: &Page<'_>) -> Ballot {
    let mut signals = candidate.signals;
    shape(&candidate.value, &mut signals);
    signals.push(format!("families:{}", candidate.families.len()));
    let distinct: BTreeSet<&String> = candidate.rules.iter().collect();
    signals.push(format!("rules:{}", distinct.len().min(4)));
    for rule in distinct {
        let many = match page.by_rule.get(rule.as_str()).map_or(0, BTreeSet::len) {
            0 | 1 => "lone",
            2 | 3 => "few",
            _ => "many",
        };
        signals.push(format!("{rule}:{many}"));
    }
    for (name, signal) in [
        ("json", "json-ld-author=name"),
        ("meta", "meta=name"),
        ("seen", "at:just-after=name"),
        ("seen-far", "at:after=name"),
    ] {
        let present = page.strong.contains(signal);
        let own = signals.iter().any(|of| of == signal);
        if present && !own {
            signals.push(format!("{name}:other"));
        } else if !present {
            signals.push(format!("{name}:absent"));
        }
    }
    if page.site.is(&candidate.value) {
        signals.push("site:is".to_owned());
    }
    let words: BTreeSet<&str> = key.split(' ').collect();
    for other in all.iter().filter(|other| *other != key) {
        let others: BTreeSet<&str> = other.split(' ').collect();
        if words.len() > 1 && words.is_subset(&others) {
            signals.push("name:within-another".to_owned());
        } else if others.len() > 1 && others.is_subset(&words) {
            signals.push("name:holds-another".to_owned());
        } else if words.len() == 1 && words.is_subset(&others) {
            signals.push("name:word-of-another".to_owned());
        }
    }
    signals.extend(page.kinds.iter().map(|kind| format!("page:{kind}")));
    signals.push(format!("page:{}", page.path));
    if page.kinds.contains(&"forum") || page.by_rule.contains_key("data-author") {
        signals.extend(candidate.rules.iter().map(|rule| format!("forum:{rule}")));
        signals.push("page:forum-like".to_owned());
    }
    WEIGHTS.ballot(candidate.value, &candidate.rules, signals)
}

/// What the letters of a name say.
fn shape(name: &str, signals: &mut Vec<String>) {
    let words: Vec<&str> = name.split(' ').collect();
    let lower: Vec<String> = words.iter().map(|word| word.to_lowercase()).collect();
    let particle = |at: usize| WORDS.particle.contains(lower[at].as_str());
    let capital = |word: &str| word.chars().next().is_some_and(char::is_uppercase);
    let digits = name.bytes().any(|byte| byte.is_ascii_digit());
    let named = words.iter().enumerate().all(|(at, word)| capital(word) || particle(at));
    let count = (0..words.len()).filter(|at| !particle(*at)).count();
    let ideographs =
        name.chars().filter(|c| c.is_alphabetic() && !c.is_uppercase() && !c.is_lowercase()).count();
    signals.push(
        match (count, named) {
            _ if ideographs >= 2 => "shape:uncased",
            _ if digits => "shape:digits",
            (1, true) => "shape:one-word",
            (1, false) => "shape:one-small",
            (2, true) => "shape:two-words",
            (3, true) => "shape:three-words",
            (_, true) => "shape:many-words",
            (_, false) => "shape:small-words",
        }
        .to_owned(),
    );
    if words.len() > 1
        && words.iter().any(|word| word.chars().count() > 3 && !word.chars().any(char::is_lowercase))
    {
        signals.push("shape:capitals".to_owned());
    }
    if lower.iter().any(|word| WORDS.body.contains(word.as_str())) {
        signals.push("shape:body".to_owned());
    }
    if lower.iter().any(|word| WORDS.job.contains(word.as_str())) {
        signals.push("shape:job".to_owned());
    }
    if lower.iter().any(|word| {
        WORDS.nobody.contains(word.as_str())
            || WORDS.end.contains(word.as_str()) && !WORDS.particle.contains(word.as_str())
    }) {
        signals.push("shape:no-name".to_owned());
    }
    if name.contains(['_', '.', '!', '*', '&', '\'']) {
        signals.push("shape:signs".to_owned());
    }
}
