//! The account of a job: seen = indexed + unchanged + removed + rejected + unreadable.

use rapporteur_model::DocId;
use serde::Serialize;
use std::borrow::Cow;

/// What became of every source a job saw.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Account {
    /// Sources met, in folders or in the index.
    pub seen: u64,
    /// Read and written.
    pub indexed: u64,
    /// Held already in the state they are in; not read.
    pub unchanged: u64,
    /// Held, and gone from their folder.
    pub removed: u64,
    /// Read, and no document.
    pub rejected: u64,
    /// Could not be read; what was held of them stays.
    pub unreadable: u64,
    /// Why each was rejected or unreadable, in order.
    pub problems: Vec<Problem>,
    /// Whether the job was stopped before its end; what was not reached is not in the account, and a further run
    /// goes on from there.
    pub interrupted: bool,
}

impl Account {
    /// Whether every source seen is in one of the other columns.
    pub fn balances(&self) -> bool {
        self.seen == self.indexed + self.unchanged + self.removed + self.rejected + self.unreadable
    }
}

/// What kind of trouble a source was.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Trouble {
    /// It is no document.
    Rejected,
    /// It could not be read.
    Unreadable,
}

/// A source that is not in the index, and why.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Problem {
    /// What kind of trouble.
    pub trouble: Trouble,
    /// The source.
    pub id: DocId,
    /// A stable name in kebab case.
    pub code: Cow<'static, str>,
    /// One sentence for a person: what, and the remedy.
    pub message: String,
}
