//! The bodies of the table as others see them: by key, by what is typed, and with what came before and after them.

use super::bodies::stem;
use super::table::{Row, Step, rows, succession};
use crate::fold::folded;
use crate::token::tokens;
use std::collections::{BTreeSet, HashMap, VecDeque};
use std::sync::LazyLock;

/// A body that the table knows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Body {
    /// Its key; never changes.
    pub key: &'static str,
    /// Its name, in English where it has one.
    pub name: &'static str,
    /// Its best known abbreviation, where it is this body wherever it stands.
    pub abbreviation: Option<&'static str>,
    /// From when it existed, `YYYY` or `YYYY-MM`, where the table says.
    pub since: Option<&'static str>,
    /// Until when it existed.
    pub until: Option<&'static str>,
    /// The key of the body it belongs to.
    pub part_of: Option<&'static str>,
}

/// A body that came before or after another, and what it is to it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Kinship {
    /// The other body.
    pub body: Body,
    /// Whether it came after.
    pub after: bool,
    /// When the one took the place of the other, `YYYY` or `YYYY-MM`.
    pub date: &'static str,
    /// How many steps lie between them; 1 for a direct one.
    pub steps: usize,
    /// Whether only a part of the work passed over; nothing beyond such a body is followed.
    pub part: bool,
    /// Who or what says so.
    pub source: &'static str,
}

impl Body {
    fn of(row: &Row) -> Option<Self> {
        let key = row.key?;
        let some = |date: &'static str| (!date.is_empty()).then_some(date);
        let alone = row.abbreviations.iter().find(|abbreviation| abbreviation.alone);
        Some(Self {
            key,
            name: label(row).unwrap_or(key),
            abbreviation: alone.map(|abbreviation| abbreviation.written),
            since: some(row.since),
            until: some(row.until),
            part_of: row.part_of,
        })
    }

    /// The abbreviation, where one is better known than the name, else the name.
    pub fn short(&self) -> &'static str {
        self.abbreviation.unwrap_or(self.name)
    }
}

/// The name a row is shown by.
pub(super) fn label(row: &Row) -> Option<&'static str> {
    row.names.first().copied().or_else(|| row.abbreviations.first().map(|short| short.written))
}

/// The body with this key.
pub fn body(key: &str) -> Option<Body> {
    rows().iter().find(|row| row.key == Some(key)).and_then(Body::of)
}

/// The bodies that a typed name or abbreviation stands for, in any case and Russian in any grammatical case; those known
/// by it alone first. "IDB" is two.
pub fn bodies_named(typed: &str) -> Vec<Body> {
    static NAMES: LazyLock<HashMap<String, Vec<usize>>> = LazyLock::new(typed_names);
    let typed = typed.trim();
    let bare = ["the ", "The ", "la ", "La ", "le ", "Le ", "el ", "El "]
        .iter()
        .find_map(|article| typed.strip_prefix(article));
    let found = NAMES.get(&typed_key(typed)).or_else(|| NAMES.get(&typed_key(bare?)));
    found.into_iter().flatten().filter_map(|at| Body::of(&rows()[*at])).collect()
}

/// The rows with a key, by everything that may be typed for them.
fn typed_names() -> HashMap<String, Vec<usize>> {
    let mut out: HashMap<String, Vec<usize>> = HashMap::new();
    let keyed = || rows().iter().enumerate().filter(|(_, row)| row.key.is_some());
    let mut add = |text: &str, at: usize| {
        let list = out.entry(typed_key(text)).or_default();
        if !list.contains(&at) {
            list.push(at);
        }
    };
    for alone in [true, false] {
        for (at, row) in keyed() {
            row.abbreviations
                .iter()
                .filter(|short| short.alone == alone)
                .for_each(|short| add(short.written, at));
            if alone {
                row.names.iter().for_each(|name| add(name, at));
            }
        }
    }
    out
}

/// The words of a name, folded, Russian ones without case endings.
fn typed_key(text: &str) -> String {
    let words: Vec<String> =
        tokens(text).iter().map(|token| stem(&folded(token.text(text))).to_owned()).collect();
    words.join(" ")
}

/// The bodies that came before and after a body, the nearest first, those that came before first; what a part passed over
/// to or from stands among them and is not followed.
pub fn kin(key: &str) -> Vec<Kinship> {
    let mut out = walk(key, false);
    out.extend(walk(key, true));
    out.sort_by_key(|kinship| (kinship.steps, kinship.after));
    out
}

fn walk(key: &str, after: bool) -> Vec<Kinship> {
    let mut out = Vec::new();
    let mut seen = BTreeSet::from([key]);
    let mut open = VecDeque::from([(key, 1)]);
    while let Some((from, steps)) = open.pop_front() {
        for step in succession() {
            let (here, there) = if after { (step.before, step.after) } else { (step.after, step.before) };
            if here != from || step.part && steps > 1 || !seen.insert(there) {
                continue;
            }
            out.extend(kinship(step, there, after, steps));
            if !step.part {
                open.push_back((there, steps + 1));
            }
        }
    }
    out
}

fn kinship(step: &'static Step, key: &str, after: bool, steps: usize) -> Option<Kinship> {
    let (date, part, source) = (step.date, step.part, step.source);
    Some(Kinship { body: body(key)?, after, date, steps, part, source })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn keys(typed: &str) -> Vec<&'static str> {
        bodies_named(typed).iter().map(|body| body.key).collect()
    }

    #[test]
    fn a_body_is_found_by_any_of_its_names_in_any_case() {
        for typed in [
            "DfID",
            "DFID",
            "dfid",
            "Department for International Development",
            "the Department for International Development",
            "Министерство международного развития Великобритании",
            "Министерством международного развития Великобритании",
        ] {
            assert_eq!(keys(typed), ["dfid"], "{typed}");
        }
        assert_eq!(keys("Всемирного банка"), ["world-bank"]);
        assert_eq!(keys("ООН"), ["un"]);
        assert_eq!(keys("IDB"), ["iadb", "isdb"]);
        assert_eq!(keys("МВД"), Vec::<&str>::new(), "every country has one");
        assert_eq!(keys("МВД России"), ["mvd-russia"]);
        assert_eq!(keys(""), Vec::<&str>::new());
    }

    #[test]
    fn what_came_before_and_after_is_known_with_its_date() {
        let told = |key: &str| -> Vec<String> {
            kin(key)
                .iter()
                .map(|kinship| {
                    format!(
                        "{} {} {}",
                        kinship.body.key,
                        if kinship.after { "after" } else { "before" },
                        kinship.date
                    )
                })
                .collect()
        };
        assert_eq!(told("fcdo"), ["dfid before 2020-09", "fco before 2020-09", "oda-uk before 1997-05"]);
        assert_eq!(told("dfid"), ["oda-uk before 1997-05", "fcdo after 2020-09"]);
        assert_eq!(told("cida"), ["dfatd after 2013-06", "gac after 2015-11"]);
        assert_eq!(told("un-women").len(), 4);
        assert!(kin("usaid").iter().any(|kinship| kinship.part && kinship.body.key == "us-state-department"));
        assert!(kin("world-bank").is_empty());
    }

    #[test]
    fn no_walk_goes_round_in_a_circle() {
        for row in rows() {
            let Some(key) = row.key else { continue };
            assert!(kin(key).iter().all(|kinship| kinship.body.key != key), "{key}");
        }
    }
}
