//! What a job tells whoever watches it.

use crate::account::Problem;

/// Watches a job. Called from the job's own thread, in order.
pub trait Progress {
    /// So many sources will be handled.
    fn total(&self, _sources: u64) {}

    /// So many more sources are handled.
    fn advance(&self, _sources: u64) {}

    /// A source is not in the index.
    fn problem(&self, _problem: &Problem) {}

    /// Everything handled so far is durable: so many documents were written since the job began.
    fn committed(&self, _documents: u64) {}
}

/// Nobody watches.
pub struct Silent;

impl Progress for Silent {}
