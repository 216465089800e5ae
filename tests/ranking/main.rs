//! The order of answers and what is shown of them, one golden file a query under `tests/golden`.
//!
//! A difference is printed line by line and fails. `RAPPORTEUR_BLESS=1` rewrites the files; the diff in version control is
//! then read, because a rank that got worse is there to be seen.

use rapporteur::Composed;
use rapporteur_index::{Engine, Writer};
use rapporteur_ingest::{Input, ingest};
use rapporteur_model::{Date, DocId, Hit, Request, Search, Sink, Unit};
use rapporteur_tests::gold::{self, GoldQuery};
use std::collections::BTreeSet;
use std::env;
use std::fmt::Write;
use std::fs;
use std::path::{Path, PathBuf};

/// The queries with a golden file: words, phrases, patterns, people, places, times, events, in four languages.
const KEPT: &[&str] = &[
    "q01", "q03", "q05", "q06", "q10", "q11", "q14", "q15", "q19", "q24", "q32", "q34", "q38", "q42", "q43",
    "q46", "q48", "q54",
];

/// Hits that are written down.
const SHOWN: usize = 10;

fn folder() -> PathBuf {
    rapporteur_tests::root().join("tests/golden")
}

fn engine(folder: &Path) -> Engine {
    let mut writer = Writer::open(folder).expect("a new index");
    let mut paths: Vec<PathBuf> = fs::read_dir(gold::documents())
        .expect("the corpus")
        .map(|entry| entry.expect("a readable folder").path())
        .filter(|path| path.is_file())
        .collect();
    paths.sort();
    for path in paths {
        let id = DocId::new(path.file_name().expect("a name").to_string_lossy());
        let bytes = fs::read(&path).expect("a document");
        if let Ok(document) = ingest(&Input { id: &id, uri: id.as_str(), bytes: &bytes }) {
            writer.put(&rapporteur_annotate::annotate(document)).expect("a put");
        }
    }
    writer.commit().expect("a commit");
    drop(writer);
    Engine::open(folder).expect("the index opens")
}

/// A snippet with its highlights between brackets.
fn marked(hit: &Hit) -> String {
    let Some(snippet) = &hit.snippet else { return String::new() };
    let mut out = String::new();
    let mut at = 0;
    for span in &snippet.highlights {
        let _ = write!(out, "{}[{}]", &snippet.text[at..span.start()], span.of(&snippet.text));
        at = span.end();
    }
    out + &snippet.text[at..]
}

fn answer(engine: &Engine, query: &GoldQuery) -> String {
    let reader = Composed::on(Date::new(2015, 6, 1).expect("a day"));
    let parsed = reader.parse(&query.query);
    let unit = if query.verb == "events" { Unit::Event } else { Unit::Document };
    let request = Request { unit, limit: 1_000, ..Request::new(parsed.query.clone()) };
    let page = engine.search(&request).expect("an answer");
    let relevant: BTreeSet<&str> = query.relevant.iter().map(String::as_str).collect();
    let mut out = format!(
        "{} {}\nreads as {}\n{} found\n",
        query.verb,
        query.query,
        rapporteur_query::print(&parsed.query),
        page.total
    );
    for (rank, hit) in page.hits.iter().take(SHOWN).enumerate() {
        let stem = hit.document.as_str().rsplit_once('.').map_or(hit.document.as_str(), |(stem, _)| stem);
        let judged = if relevant.contains(stem) || relevant.contains(hit.document.as_str()) {
            ""
        } else {
            " not judged relevant"
        };
        let event = hit.event.map(|event| format!(" event {event}")).unwrap_or_default();
        let _ = writeln!(out, "\n{}. {}{event}{judged}\n   {}", rank + 1, hit.document, marked(hit));
        for proof in &hit.proofs {
            let when = proof.event.when.as_ref().map_or("no time".to_owned(), |when| when.value.to_string());
            let venue = proof.event.venue.as_ref().map_or("no venue", |venue| venue.value.name.as_str());
            let _ = writeln!(out, "   {when} {venue} {}", proof.event.status.as_str());
        }
    }
    let found: BTreeSet<&str> = page.hits.iter().map(|hit| hit.document.as_str()).collect();
    let is_found = |name: &&&str| {
        found.iter().any(|id| id == *name || id.rsplit_once('.').is_some_and(|(stem, _)| stem == **name))
    };
    for missed in relevant.iter().filter(|name| !is_found(name)) {
        let _ = writeln!(out, "\nmissed: {missed}");
    }
    out
}

/// The lines in which two texts differ, `-` as it was and `+` as it is, by the longest common run of lines.
fn diff(was: &str, is: &str) -> String {
    let (was, is): (Vec<&str>, Vec<&str>) = (was.lines().collect(), is.lines().collect());
    let mut common = vec![vec![0_usize; is.len() + 1]; was.len() + 1];
    for i in (0..was.len()).rev() {
        for j in (0..is.len()).rev() {
            let longer = common[i + 1][j].max(common[i][j + 1]);
            common[i][j] = if was[i] == is[j] { common[i + 1][j + 1] + 1 } else { longer };
        }
    }
    let (mut i, mut j) = (0, 0);
    let mut out = String::new();
    while i < was.len() || j < is.len() {
        if i < was.len() && j < is.len() && was[i] == is[j] {
            (i, j) = (i + 1, j + 1);
        } else if j == is.len() || (i < was.len() && common[i + 1][j] >= common[i][j + 1]) {
            let _ = writeln!(out, "- {}", was[i]);
            i += 1;
        } else {
            let _ = writeln!(out, "+ {}", is[j]);
            j += 1;
        }
    }
    out
}

#[test]
fn answers_stand_in_the_order_and_with_the_passages_that_were_approved() {
    let index = tempfile::tempdir().expect("a temporary folder");
    let engine = engine(index.path());
    let bless = env::var_os("RAPPORTEUR_BLESS").is_some_and(|value| value == "1");
    let mut changed = String::new();
    for query in gold::queries().iter().filter(|query| KEPT.contains(&query.id.as_str())) {
        let path = folder().join(format!("{}.txt", query.id));
        let now = answer(&engine, query);
        let was = fs::read_to_string(&path).unwrap_or_default();
        if bless {
            fs::write(&path, &now).expect("a golden file");
        } else if was != now {
            let _ = writeln!(changed, "{} ({})\n{}", query.id, query.query, diff(&was, &now));
        }
    }
    assert!(
        changed.is_empty(),
        "{changed}RAPPORTEUR_BLESS=1 cargo test --workspace --test ranking approves this"
    );
}

#[test]
fn every_golden_file_belongs_to_a_query_and_every_kept_query_has_one() {
    let queries: BTreeSet<String> = gold::queries().into_iter().map(|query| query.id).collect();
    let kept: BTreeSet<String> = KEPT.iter().map(|id| (*id).to_owned()).collect();
    assert!(kept.is_subset(&queries), "{kept:?}");
    let files = fs::read_dir(folder()).expect("golden files").map(|entry| entry.expect("a file").path());
    let files: BTreeSet<String> =
        files.map(|path| path.file_stem().expect("a name").to_string_lossy().into_owned()).collect();
    assert_eq!(files, kept);
}

#[test]
fn a_difference_is_told_line_by_line() {
    assert_eq!(diff("a\nb\nc", "a\nc\nd"), "- b\n+ d\n");
    assert_eq!(diff("same\n", "same\n"), "");
}
