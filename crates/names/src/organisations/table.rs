//! The table of bodies, `data/bodies.tsv`, as it is written, and what became of them, `data/succession.tsv`.

use std::sync::LazyLock;

const BODIES: &str = include_str!("../../data/bodies.tsv");
const SUCCESSION: &str = include_str!("../../data/succession.tsv");

/// A row of the table.
#[derive(Debug)]
pub(crate) struct Row {
    /// What the body is known by for good; `None` where the name is that of many ("Ministry of Internal Affairs").
    pub(crate) key: Option<&'static str>,
    /// Its abbreviations, those first that count by themselves.
    pub(crate) abbreviations: Vec<Abbreviation>,
    /// Its names, English first.
    pub(crate) names: Vec<&'static str>,
    /// From when to when it existed, `YYYY` or `YYYY-MM`; empty where that is open or not known.
    pub(crate) since: &'static str,
    pub(crate) until: &'static str,
    /// The key of the body it belongs to.
    pub(crate) part_of: Option<&'static str>,
}

/// A short name in capitals.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Abbreviation {
    pub(crate) written: &'static str,
    /// It is this body wherever it stands; another one only where the document introduces it.
    pub(crate) alone: bool,
}

/// One body taking the place of another.
#[derive(Debug)]
pub(crate) struct Step {
    pub(crate) before: &'static str,
    pub(crate) after: &'static str,
    /// From when, `YYYY` or `YYYY-MM`.
    pub(crate) date: &'static str,
    /// Whether only a part of the work passed over.
    pub(crate) part: bool,
    /// Who or what says so.
    pub(crate) source: &'static str,
}

/// The rows in order.
pub(crate) fn rows() -> &'static [Row] {
    static ROWS: LazyLock<Vec<Row>> = LazyLock::new(|| lines(BODIES).map(row).collect());
    &ROWS
}

/// What became of which body, in the order of the file.
pub(crate) fn succession() -> &'static [Step] {
    static STEPS: LazyLock<Vec<Step>> = LazyLock::new(|| lines(SUCCESSION).map(step).collect());
    &STEPS
}

/// Every full name of the table.
pub(crate) fn names() -> impl Iterator<Item = &'static str> {
    rows().iter().flat_map(|row| row.names.iter().copied())
}

fn lines(table: &'static str) -> impl Iterator<Item = &'static str> {
    table.lines().filter(|line| !line.starts_with('#') && !line.is_empty())
}

fn row(line: &'static str) -> Row {
    let cells: Vec<&'static str> = line.split('\t').collect();
    let cell = |at: usize| cells.get(at).copied().filter(|cell| *cell != "-");
    let written = cell(1).into_iter().flat_map(|cell| cell.split(','));
    let mut abbreviations: Vec<Abbreviation> = written
        .map(|word| match word.strip_suffix('?') {
            Some(word) => Abbreviation { written: word, alone: false },
            None => Abbreviation { written: word, alone: true },
        })
        .collect();
    abbreviations.sort_by_key(|abbreviation| !abbreviation.alone);
    let (since, until) = cell(7).and_then(|years| years.split_once("..")).unwrap_or_default();
    Row {
        key: cell(0),
        abbreviations,
        names: (2..7).filter_map(cell).flat_map(|cell| cell.split(';').map(str::trim)).collect(),
        since,
        until,
        part_of: cell(8),
    }
}

fn step(line: &'static str) -> Step {
    let mut cells = line.split('\t');
    let mut next = || cells.next().unwrap_or("");
    let (before, after, date) = (next(), next(), next());
    Step { before, after, date, part: next() == "part", source: next() }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fold::folded;
    use std::collections::{BTreeMap, BTreeSet};

    fn is_date(text: &str) -> bool {
        let digits =
            |text: &str, count| text.len() == count && text.bytes().all(|byte| byte.is_ascii_digit());
        match text.split_once('-') {
            Some((year, month)) => digits(year, 4) && digits(month, 2) && ("01"..="12").contains(&month),
            None => digits(text, 4),
        }
    }

    #[test]
    fn every_row_is_whole_and_every_key_name_and_abbreviation_is_one_body_s() {
        let (mut keys, mut names, mut short) = (BTreeSet::new(), BTreeMap::new(), BTreeSet::new());
        for line in lines(BODIES) {
            assert_eq!(line.split('\t').count(), 9, "{line}");
        }
        for (at, row) in rows().iter().enumerate() {
            if let Some(key) = row.key {
                assert!(keys.insert(key), "{key} twice");
            }
            assert!(!row.names.is_empty() || !row.abbreviations.is_empty(), "{row:?}");
            for name in &row.names {
                let known = *names.entry(folded(name)).or_insert(at);
                assert_eq!(known, at, "{name} is two bodies");
            }
            for abbreviation in row.abbreviations.iter().filter(|abbreviation| abbreviation.alone) {
                assert!(short.insert(abbreviation.written), "{} twice", abbreviation.written);
                assert!(!abbreviation.written.contains(' '), "{} is a name", abbreviation.written);
            }
            assert!([row.since, row.until].iter().all(|date| date.is_empty() || is_date(date)), "{row:?}");
        }
        assert!(keys.len() >= 600, "{} bodies", keys.len());
        assert!(rows().iter().filter_map(|row| row.part_of).all(|key| keys.contains(key)));
    }

    #[test]
    fn every_step_joins_two_bodies_of_the_table_once_and_agrees_with_their_years() {
        let row = |key: &str| rows().iter().find(|row| row.key == Some(key));
        let mut seen = BTreeSet::new();
        for line in lines(SUCCESSION) {
            let kind = line.split('\t').nth(3).unwrap_or("");
            let known = ["renamed", "merged", "replaced", "split", "absorbed", "part"].contains(&kind);
            assert!(known && line.split('\t').count() == 5, "{line}");
        }
        for step in succession() {
            let (before, after) = (row(step.before), row(step.after));
            let (Some(before), Some(after)) = (before, after) else { panic!("{step:?}: no such body") };
            assert!(seen.insert((step.before, step.after)), "{step:?} twice");
            assert!(is_date(step.date) && !step.source.is_empty(), "{step:?}");
            let year = |date: &str| date.get(..4).and_then(|year| year.parse::<i32>().ok());
            let date = year(step.date).unwrap_or(0);
            // A body may outlive what it handed over, and its successor may have been there long before.
            assert!(before.since.is_empty() || year(before.since) <= Some(date), "{step:?}");
            let ended = year(before.until).is_none_or(|until| (until - date).abs() <= 1);
            assert!(step.part || ended, "{step:?}: ended {}", before.until);
            assert!(
                year(after.since).is_none_or(|since| since <= date + 1),
                "{step:?}: began {}",
                after.since
            );
        }
        assert!(succession().len() >= 60);
    }
}
