//! What the tests of the workspace share: the corpus with its gold annotations, a list that is scanned as an engine,
//! records to put into engines, and the binary driven as a person drives it.

pub mod drive;
pub mod gold;
pub mod list;
pub mod records;

use std::path::PathBuf;

/// The root of the repository.
pub fn root() -> PathBuf {
    PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/.."))
}
