//! Folders, files and lists of documents → an engine: walking, change detection, reading in parallel, batches,
//! and an account in which every source appears.
//!
//! This crate sees the [`Sink`](rapporteur_model::Sink) port, never the engine behind it. It is the only stage that
//! touches the file system; links are never followed, devices and pipes never opened, nothing is read unbounded.

mod account;
mod extract;
mod job;
mod jsonl;
mod name;
mod progress;
mod read;
mod walk;

pub use account::{Account, Problem, Trouble};
pub use extract::{Extracted, extract, rejected};
pub use job::{Job, Limits, run};
pub use jsonl::{Line, run_lines};
pub use name::{id_of, path_of};
pub use progress::{Progress, Silent};
pub use read::{document, parse};
