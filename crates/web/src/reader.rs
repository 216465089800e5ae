//! How typed text becomes a query, as far as this crate knows: the binary implements it with the query crate.

use rapporteur_model::{Atlas, Query};

/// A query that was read from typed text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Question {
    /// What is asked.
    pub query: Query,
    /// The query printed back, one spelling for all that mean the same; empty where everything is asked for.
    pub canonical: String,
    /// What was not understood as it was perhaps meant.
    pub warnings: Vec<String>,
}

/// Reads typed text and prints queries. Reading never fails: what is not understood becomes a warning.
/// It also knows places, so that counted ones can be shown in each other.
pub trait Reader: Atlas + Send + Sync {
    /// The query a text stands for. The text has at most 1,024 characters and 32 nested parentheses.
    fn read(&self, typed: &str) -> Question;

    /// A query as a user would type it; reading it again gives the same query.
    fn print(&self, query: &Query) -> String;
}
