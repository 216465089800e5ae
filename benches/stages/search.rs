//! Typed text → a page of ten hits, on some 5,000 documents; each question with its snippets and without.
//!
//! The time includes the reading of the question and the counting of all matches, as everything that asks does both.

use criterion::Criterion;
use rapporteur::Composed;
use rapporteur_benches::records;
use rapporteur_index::{Engine, Writer};
use rapporteur_model::{Date, Page, Request, Search, Sink, Unit};
use std::path::Path;

const DOCUMENTS: usize = 5_000;

const QUESTIONS: &[(&str, Unit, &str)] = &[
    ("term", Unit::Document, "migration"),
    ("term in Russian", Unit::Document, "работников"),
    ("two terms", Unit::Document, "ministry labour"),
    ("either", Unit::Document, "water OR school OR seminar"),
    ("phrase", Unit::Document, "\"returning workers\""),
    ("beginning", Unit::Document, "migr*"),
    ("place", Unit::Document, "where:\"Central Asia\""),
    ("time", Unit::Document, "when:2014-07..2014-12"),
    ("one event", Unit::Document, "event(where:Dushanbe when:2014-10)"),
    ("events", Unit::Event, "where:Tajikistan when:2014"),
];

fn main() {
    let mut criterion = Criterion::default().configure_from_args();
    let folder = tempfile::tempdir().expect("a temporary folder");
    build(folder.path());
    let engine = Engine::open(folder.path()).expect("the index opens");
    let reader = Composed::on(Date::new(2015, 6, 1).expect("a day"));

    for (kind, snippets) in [("bare", false), ("with snippets", true)] {
        let mut group = criterion.benchmark_group(format!("search/{kind}"));
        for (name, unit, typed) in QUESTIONS {
            assert!(ask(&engine, reader, *unit, typed, snippets).total > 0, "{typed} finds nothing");
            group.bench_function(*name, |bencher| {
                bencher.iter(|| ask(&engine, reader, *unit, typed, snippets));
            });
        }
        group.finish();
    }
    criterion.final_summary();
}

fn build(folder: &Path) {
    let mut writer = Writer::open(folder).expect("a new index");
    for record in records(DOCUMENTS) {
        writer.put(&record).expect("a record is taken");
    }
    writer.commit().expect("a commit");
}

fn ask(engine: &Engine, reader: Composed, unit: Unit, typed: &str, snippets: bool) -> Page {
    let request = Request { unit, snippets, ..Request::new(reader.parse(typed).query) };
    engine.search(&request).expect("an answer")
}
