//! The two ports between the pipeline and an engine. Ingest cannot ask and search cannot write.

use crate::{DocId, Fault, Fingerprint, Page, Record, Request};
use serde::{Deserialize, Serialize};
use std::borrow::Cow;
use std::collections::BTreeMap;

/// A source that could not become a document, remembered so that it is accounted for and not read twice.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Refusal {
    /// The identifier the document would have had.
    pub id: DocId,
    /// Where it came from.
    pub uri: String,
    /// The state in which it was refused.
    pub fingerprint: Fingerprint,
    /// A stable name in kebab case: `binary`, `empty`, `too-large`, …
    pub code: Cow<'static, str>,
    /// One sentence for a person: what, and the remedy.
    pub message: String,
}

/// An engine that can be written to. One writer at a time; a failed call poisons the sink: drop it, open it
/// again, see what was committed, and go on from there.
pub trait Sink {
    /// Takes a document in, replacing what was held under its identifier.
    fn put(&mut self, record: &Record) -> Result<(), Fault>;

    /// Remembers a refusal, replacing what was held under its identifier.
    fn refuse(&mut self, refusal: &Refusal) -> Result<(), Fault>;

    /// Removes what is held under an identifier; nothing happens when there is nothing.
    fn remove(&mut self, id: &DocId) -> Result<(), Fault>;

    /// Makes everything since the last commit durable and visible, all or nothing. When it returns `Ok`, the
    /// batch survives a crash and a power cut; when it returns `Err`, only the index on disk knows.
    fn commit(&mut self) -> Result<Commit, Fault>;
}

/// A commit that is acknowledged.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Commit {
    /// Grows with every commit of an index.
    pub number: u64,
}

/// An engine that can be asked. Answers come from one snapshot each and never go back in time.
pub trait Search: Send + Sync {
    /// Answers a request.
    fn search(&self, request: &Request) -> Result<Page, Fault>;

    /// The record held under an identifier.
    fn get(&self, id: &DocId) -> Result<Option<Record>, Fault>;

    /// Every source held, refused ones included, sorted by identifier.
    fn sources(&self) -> Result<Vec<Source>, Fault>;

    /// What is held, in numbers.
    fn holdings(&self) -> Result<Holdings, Fault>;
}

/// A source an engine holds.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Source {
    /// The identifier.
    pub id: DocId,
    /// Where it came from.
    pub uri: String,
    /// The state in which it was read.
    pub fingerprint: Fingerprint,
    /// Why it was refused; `None` for a document.
    pub refusal: Option<(String, String)>,
}

/// What an engine holds, in numbers.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Holdings {
    /// Documents.
    pub documents: u64,
    /// Events of these documents.
    pub events: u64,
    /// Sources that were refused.
    pub refused: u64,
    /// Documents without a publication date.
    pub unpublished: u64,
    /// Documents without any date of an event.
    pub undated: u64,
    /// Documents without any place.
    pub unplaced: u64,
    /// Documents by language; `und` where it is not known.
    pub languages: BTreeMap<String, u64>,
    /// The number of the last commit.
    pub commit: u64,
    /// The size of the index on disk in bytes.
    pub bytes: u64,
}
