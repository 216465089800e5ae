//! The `rapporteur` command line.

use std::process::ExitCode;

fn main() -> ExitCode {
    rapporteur::main(std::env::args_os())
}
