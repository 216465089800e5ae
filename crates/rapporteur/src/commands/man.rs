//! `completions` and `man`: made of the flags themselves.

use crate::exit::Outcome;
use crate::flags::{Completions, Flags};
use crate::output::Output;
use anyhow::Result;
use clap::CommandFactory;
use std::io::Write;

pub(crate) fn completions(flags: &Completions, output: &mut Output) -> Result<Outcome> {
    // The generator panics on a failed write; a buffer does not fail.
    let mut bytes = Vec::new();
    clap_complete::generate(flags.shell, &mut Flags::command(), "rapporteur", &mut bytes);
    output.out.write_all(&bytes)?;
    Ok(Outcome::Found)
}

/// One page with every command, in the order of the help.
pub(crate) fn man(output: &mut Output) -> Result<Outcome> {
    let mut command = Flags::command();
    command.build();
    let mut page = Vec::new();
    clap_mangen::Man::new(command.clone()).render(&mut page)?;
    for verb in command.get_subcommands().filter(|verb| verb.get_name() != "help") {
        let verb = clap_mangen::Man::new(verb.clone());
        write!(page, ".SH \"")?;
        verb.render_synopsis_section(&mut page)?;
        verb.render_description_section(&mut page)?;
        verb.render_options_section(&mut page)?;
    }
    output.out.write_all(&page)?;
    Ok(Outcome::Found)
}
