//! The command line: flags, commands, terminal output, exit codes. The only crate that picks an engine and reads
//! the clock; everything it does is composed of the other crates.
//!
//! A library as well, so that tests, benches and fuzz targets ask the way the binary does ([`Composed`]).

mod bodies;
mod commands;
mod config;
mod exit;
mod flags;
mod locate;
mod output;
mod reader;
mod render;

use clap::Parser;
pub use reader::{Composed, today};
use std::ffi::OsString;
use std::process::ExitCode;

/// Runs a command line, program name first.
pub fn main(arguments: impl IntoIterator<Item = OsString>) -> ExitCode {
    // A reader that panics on one document is caught and accounted for; its message needs one line, not a screen.
    std::panic::set_hook(Box::new(|panic| {
        commands::say(&format!("internal error: {panic}").replace('\n', " "));
    }));
    match flags::Flags::try_parse_from(flags::shielded(arguments)) {
        Ok(flags) => exit::code(commands::run(flags)),
        Err(error) => {
            // Help and version are asked for; anything else is a mistake.
            let code = if error.use_stderr() { exit::FAILED } else { exit::FOUND };
            // Nobody may be reading.
            let _ = error.print();
            ExitCode::from(code)
        }
    }
}
