//! One command a file; here they are told apart and given what they share.

mod annotate;
mod ask;
mod events;
mod extract;
mod identities;
mod index;
mod man;
mod people;
mod places;
mod search;
mod serve;
mod show;
mod status;
mod trec;

pub(crate) use ask::Answered;

use crate::config::{self, Config};
use crate::exit::Outcome;
use crate::flags::{Command, Flags};
use crate::output::{Output, Paint};
use anyhow::Result;
use std::path::PathBuf;

/// What every command is given.
pub(crate) struct Context {
    pub(crate) config: Config,
    /// The folder of the index, where one is named by flag or setting.
    pub(crate) index: Option<PathBuf>,
}

pub(crate) fn run(flags: Flags) -> Result<Outcome> {
    let config = config::load(flags.config.as_deref())?;
    let index = flags.index.or_else(|| config.index.dir.clone());
    let paint = Paint::choose(flags.color, &config)?;
    let context = Context { config, index };
    let mut output = Output::new(paint);
    let outcome = match flags.command {
        Command::Index(flags) => index::run(&flags, &context, &mut output),
        Command::Search(flags) => search::run(&flags, &context, &mut output),
        Command::Events(flags) => events::run(&flags, &context, &mut output),
        Command::Show(flags) => show::run(&flags, &context, &mut output),
        Command::Extract(flags) => extract::run(&flags, &mut output),
        Command::Annotate(flags) => annotate::run(&flags, &mut output),
        Command::Serve(flags) => serve::run(&flags, &context),
        Command::Places(flags) => places::run(&flags, &mut output),
        Command::People(flags) => people::run(&flags, &context, &mut output),
        Command::Status(flags) => status::run(&flags, &context, &mut output),
        Command::Completions(flags) => man::completions(&flags, &mut output),
        Command::Man => man::man(&mut output),
    }?;
    output.flush()?;
    Ok(outcome)
}

/// Says something beside the results.
#[expect(clippy::print_stderr, reason = "what is no result goes to standard error")]
pub(crate) fn say(message: &str) {
    eprintln!("rapporteur: {message}");
}
