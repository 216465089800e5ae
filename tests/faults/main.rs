//! What goes wrong outside: sinks that fail, processes that are killed, disks that are full, files that are no files, and
//! indexes that were cut.

mod bounds;
mod changes;
mod damage;
mod hostile;
mod kills;
mod sinks;

use rapporteur_index::{Engine, Writer};
use rapporteur_model::{Query, Request, Search, Sort, Unit};
use rapporteur_tests::drive::Program;
use std::collections::BTreeMap;
use std::fmt::Debug;
use std::fs;
use std::path::Path;
use std::time::{Duration, Instant};

/// The binary, run in a folder.
fn program(folder: &Path) -> Program {
    Program::new(env!("CARGO_BIN_EXE_rapporteur-under-test"), folder)
}

/// Opens an index for writing. A process that another test is just starting holds our lock too, until it becomes another
/// program: so this tries again for a while.
fn writer(index: &Path) -> Writer {
    patiently(|| Writer::open(index))
}

/// Tries until it succeeds, for at most twenty seconds.
fn patiently<T, E: Debug>(mut run: impl FnMut() -> Result<T, E>) -> T {
    let begun = Instant::now();
    loop {
        match run() {
            Ok(value) => return value,
            Err(_) if begun.elapsed() < Duration::from_secs(20) => std::thread::yield_now(),
            Err(error) => panic!("{error:?}"),
        }
    }
}

/// A short report with two events, of which version and number can be read again.
fn report(number: usize, version: usize) -> String {
    let day = number % 28 + 1;
    format!(
        "Report number {number}\n\nThe {number}th meeting on lakes was held in Dushanbe on {day} May 2012. \
         On {day} June 2013 a seminar took place in Bishkek.\n\nThis is version{version}.\n"
    )
}

/// Writes reports into a folder.
fn reports(folder: &Path, numbers: std::ops::Range<usize>) {
    for number in numbers {
        fs::write(folder.join(format!("report-{number:03}.txt")), report(number, 0)).expect("a report");
    }
}

/// Everything an index says, for comparison with another: its records, and the events it finds in order. Fingerprints are left out,
/// because a copy of a folder has other times.
fn told(index: &Path) -> (BTreeMap<String, String>, Vec<String>) {
    let engine = Engine::open(index).expect("the index opens");
    let mut records = BTreeMap::new();
    for source in engine.sources().expect("sources") {
        let record = engine.get(&source.id).expect("a record").map(|mut record| {
            record.fingerprint = rapporteur_model::Fingerprint::default();
            record
        });
        let before = records.insert(source.id.to_string(), format!("{record:?} {:?}", source.refusal));
        assert!(before.is_none(), "{} is held twice", source.id);
    }
    let request =
        Request { unit: Unit::Event, sort: Sort::Oldest, limit: 10_000, ..Request::new(Query::All) };
    let page = engine.search(&request).expect("an answer");
    let events =
        page.hits.iter().map(|hit| format!("{} {:?} {:?}", hit.document, hit.event, hit.proofs)).collect();
    (records, events)
}
