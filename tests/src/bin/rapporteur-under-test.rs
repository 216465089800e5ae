//! The `rapporteur` command line, built beside the tests that drive it.

use std::process::ExitCode;

fn main() -> ExitCode {
    rapporteur::main(std::env::args_os())
}
