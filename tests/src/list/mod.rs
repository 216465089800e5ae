//! An engine that holds a list and scans it: what every other engine is held against.
//!
//! Nothing here is fast and nothing is clever. It reads the model's documentation and does what it says; only the
//! splitting and stemming of words are the index's own, because those are conventions and not results.

mod ask;
mod matching;
mod unit;
mod words;

use rapporteur_model::{Commit, DocId, Fault, Record, Refusal, Sink};
use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use unit::Unit;

/// What is held under an identifier.
#[derive(Debug, Clone)]
enum Held {
    Document(Box<Record>, Vec<Unit>),
    Refused(Refusal),
}

/// What a commit made visible.
#[derive(Debug, Clone, Default)]
struct Snapshot {
    held: BTreeMap<DocId, Held>,
    commit: u64,
}

/// The list. Its copies share what they hold.
#[derive(Debug, Clone, Default)]
pub struct List {
    visible: Arc<Mutex<Snapshot>>,
}

impl List {
    /// An empty list.
    pub fn new() -> Self {
        Self::default()
    }

    /// The writing end, which sees what was committed so far.
    pub fn sink(&self) -> ListSink {
        ListSink { list: self.clone(), pending: self.snapshot().held.clone() }
    }

    fn snapshot(&self) -> MutexGuard<'_, Snapshot> {
        self.visible.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// The writing end of a list.
#[derive(Debug)]
pub struct ListSink {
    list: List,
    pending: BTreeMap<DocId, Held>,
}

impl Sink for ListSink {
    fn put(&mut self, record: &Record) -> Result<(), Fault> {
        let held = Held::Document(Box::new(record.clone()), Unit::all(record));
        self.pending.insert(record.document.id.clone(), held);
        Ok(())
    }

    fn refuse(&mut self, refusal: &Refusal) -> Result<(), Fault> {
        self.pending.insert(refusal.id.clone(), Held::Refused(refusal.clone()));
        Ok(())
    }

    fn remove(&mut self, id: &DocId) -> Result<(), Fault> {
        self.pending.remove(id);
        Ok(())
    }

    fn commit(&mut self) -> Result<Commit, Fault> {
        let mut visible = self.list.snapshot();
        visible.held = self.pending.clone();
        visible.commit += 1;
        Ok(Commit { number: visible.commit })
    }
}
