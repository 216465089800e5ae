//! The index against a list that is scanned: for random records, random histories of writing and random questions it
//! finds exactly what the scan finds, in the same order, with the same counts.
//!
//! Cases are drawn from a fixed seed, which is printed; `RAPPORTEUR_ORACLE_CASES` asks for more of them.

use proptest::collection::vec;
use proptest::prelude::*;
use proptest::test_runner::{Config, RngAlgorithm, TestCaseError, TestError, TestRng, TestRunner};
use rapporteur_index::{Engine, Writer};
use rapporteur_model::{DocId, FacetField, Page, Query, Record, Request, Search, Sink, Sort, Unit};
use rapporteur_tests::list::List;
use rapporteur_tests::records::{query, record, refusal};
use std::collections::BTreeSet;
use std::env;

/// A step of a history.
#[derive(Debug, Clone)]
enum Step {
    Put(Box<Record>),
    Remove(String),
    Refuse(String),
    Commit,
    /// The writer is dropped with what it has not committed, and opened again.
    Reopen,
}

fn id() -> impl Strategy<Value = String> {
    (0..10_u8).prop_map(|number| format!("d{number}"))
}

fn step() -> impl Strategy<Value = Step> {
    prop_oneof![
        10 => id().prop_flat_map(record).prop_map(|record| Step::Put(Box::new(record))),
        2 => id().prop_map(Step::Remove),
        1 => id().prop_map(Step::Refuse),
        2 => Just(Step::Commit),
        1 => Just(Step::Reopen),
    ]
}

#[expect(clippy::print_stdout, reason = "a failing run must tell its seed")]
fn runner(cases: u32, seed: u8) -> TestRunner {
    let cases =
        env::var("RAPPORTEUR_ORACLE_CASES").ok().and_then(|cases| cases.parse().ok()).unwrap_or(cases);
    println!("{cases} cases from the seed [{seed}; 32]");
    let config = Config { cases, max_shrink_iters: 100, failure_persistence: None, ..Config::default() };
    TestRunner::new_with_rng(config, TestRng::from_seed(RngAlgorithm::ChaCha, &[seed; 32]))
}

/// What must be the same in both answers.
fn told(page: &Page) -> (u64, Vec<(String, Option<usize>)>, String) {
    let hits = page.hits.iter().map(|hit| (hit.document.to_string(), hit.event)).collect();
    (page.total, hits, format!("{:?} {:?}", page.excluded, page.facets))
}

fn compare(index: &dyn Search, list: &dyn Search, query: &Query) -> Result<(), TestCaseError> {
    for unit in [Unit::Document, Unit::Event] {
        let base = Request { unit, limit: 1_000, snippets: false, ..Request::new(query.clone()) };
        let ask = |request: &Request| {
            let answers = (index.search(request), list.search(request));
            (answers.0.expect("the index answers"), answers.1.expect("the list answers"))
        };
        let counted = Request { facets: FacetField::ALL.to_vec(), facet_values: 1_000, ..base.clone() };
        for sort in [Sort::Newest, Sort::Oldest] {
            let (found, scanned) = ask(&Request { sort, ..counted.clone() });
            prop_assert_eq!(told(&found), told(&scanned), "{:?} {:?} {:?}", unit, sort, query);
            prop_assert!(found.warnings.is_empty(), "{:?}", found.warnings);
        }
        let (found, scanned) = ask(&base);
        let set = |page: &Page| told(page).1.into_iter().collect::<BTreeSet<_>>();
        prop_assert_eq!(set(&found), set(&scanned), "{:?} {:?}", unit, query);
        prop_assert_eq!(found.hits.len() as u64, found.total, "a hit is listed twice or not at all");
    }
    Ok(())
}

fn compare_holdings(index: &dyn Search, list: &dyn Search) -> Result<(), TestCaseError> {
    prop_assert_eq!(index.sources().expect("sources"), list.sources().expect("sources"));
    let mut held = index.holdings().expect("holdings");
    let mut scanned = list.holdings().expect("holdings");
    prop_assert!(held.bytes > 0 && held.commit > 0);
    (held.bytes, held.commit, scanned.bytes, scanned.commit) = (0, 0, 0, 0);
    prop_assert_eq!(held, scanned);
    for source in list.sources().expect("sources") {
        prop_assert_eq!(index.get(&source.id).expect("a record"), list.get(&source.id).expect("a record"));
    }
    Ok(())
}

fn history(steps: &[Step], queries: &[Query]) -> Result<(), TestCaseError> {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let list = List::new();
    let (mut writer, mut sink) = (Some(Writer::open(folder.path()).expect("a new index")), list.sink());
    for step in steps.iter().chain(&[Step::Commit]) {
        let index = writer.as_mut().expect("a writer");
        match step {
            Step::Put(record) => {
                index.put(record).expect("a put");
                sink.put(record).expect("a put");
            }
            Step::Remove(id) => {
                index.remove(&DocId::new(id.as_str())).expect("a removal");
                sink.remove(&DocId::new(id.as_str())).expect("a removal");
            }
            Step::Refuse(id) => {
                index.refuse(&refusal(id)).expect("a refusal");
                sink.refuse(&refusal(id)).expect("a refusal");
            }
            Step::Commit => {
                index.commit().expect("a commit");
                sink.commit().expect("a commit");
                let engine = Engine::open(folder.path()).expect("the index opens");
                compare_holdings(&engine, &list)?;
                for query in queries {
                    compare(&engine, &list, query)?;
                }
            }
            Step::Reopen => {
                drop(writer.take());
                writer = Some(Writer::open(folder.path()).expect("the index opens for writing"));
                sink = list.sink();
            }
        }
    }
    Ok(())
}

/// Fails with the reason first: the smallest history is long.
fn fail<T: std::fmt::Debug>(result: Result<(), TestError<T>>) {
    match result {
        Ok(()) => {}
        Err(TestError::Fail(reason, case)) => panic!("{reason}\nin {case:?}"),
        Err(TestError::Abort(reason)) => panic!("{reason}"),
    }
}

#[test]
fn the_index_finds_exactly_what_a_scan_finds_whatever_was_put_removed_and_committed() {
    let cases = (vec(step(), 4..30), vec(query(), 12..16));
    let result = runner(120, 7).run(&cases, |(steps, queries)| history(&steps, &queries));
    fail(result);
}

#[test]
fn many_questions_of_one_index_are_answered_as_by_a_scan() {
    let records = (0..40_u8).map(|number| record(format!("d{number}"))).collect::<Vec<_>>();
    let cases = (records, vec(query(), 200..201));
    let put = |record: Record| Step::Put(Box::new(record));
    let result = runner(4, 11).run(&cases, |(records, queries)| {
        history(&records.into_iter().map(put).collect::<Vec<_>>(), &queries)
    });
    fail(result);
}
