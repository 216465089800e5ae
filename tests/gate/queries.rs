//! Gold queries against an index of the corpus.

use crate::tally::Table;
use rapporteur_model::Record;

/// Scores every gold query over the records.
pub fn score(_records: &[(String, Record)], _table: &mut Table) {}
