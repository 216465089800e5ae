//! The quality gate: every field of every corpus document against its gold annotation, and every gold query.
//!
//! `cargo gate` prints the table and fails where a figure is below its floor in `floors.tsv`; `cargo gate --verbose`
//! prints every difference; `cargo gate --pin` raises the floors to what is reached; `cargo gate --lower REASON`
//! lowers them and writes the reason down. Floors belong to one corpus: a changed corpus must be pinned anew.

#![allow(clippy::print_stdout, reason = "the table is what the gate is for")]

mod fields;
mod floors;
mod queries;
mod tally;

use std::process::ExitCode;
use tally::Table;

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let verbose = arguments.iter().any(|argument| argument == "--verbose");
    let mut table = Table::new(verbose);
    let records = fields::score(&mut table);
    queries::score(&records, &mut table);
    print!("{table}");
    if arguments.iter().any(|argument| argument == "--pin") {
        return floors::pin(&table, None);
    }
    if let Some(at) = arguments.iter().position(|argument| argument == "--lower") {
        return floors::pin(&table, arguments.get(at + 1).map(String::as_str).or(Some("")));
    }
    floors::check(&table)
}
