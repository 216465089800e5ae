//! The stored form of a record: JSON of the model's own types, compressed by the document store.

use crate::error::{Error, Result};
use rapporteur_model::{Record, Refusal};

/// Grows when the stored form changes so that older ones cannot be read.
pub(crate) const VERSION: u32 = 3;

pub(crate) fn record(record: &Record) -> Result<Vec<u8>> {
    serde_json::to_vec(record).map_err(Error::Stored)
}

pub(crate) fn refusal(refusal: &Refusal) -> Result<Vec<u8>> {
    serde_json::to_vec(refusal).map_err(Error::Stored)
}

pub(crate) fn read_record(bytes: &[u8]) -> Result<Record> {
    serde_json::from_slice(bytes).map_err(Error::Stored)
}

pub(crate) fn read_refusal(bytes: &[u8]) -> Result<Refusal> {
    serde_json::from_slice(bytes).map_err(Error::Stored)
}
