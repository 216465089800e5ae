//! `search`

use super::{Context, ask, trec};
use crate::exit::Outcome;
use crate::flags::{Format, Search};
use crate::output::Output;
use anyhow::Result;
use rapporteur_model::Unit;

pub(crate) fn run(flags: &Search, context: &Context, output: &mut Output) -> Result<Outcome> {
    match (&flags.batch, flags.format) {
        (Some(batch), Some(Format::Trec)) => trec::run(batch, &flags.asking, context, output),
        _ => {
            let answered = ask::ask(&flags.asking, Unit::Document, context, output)?;
            ask::answer(&flags.asking, &answered, output)
        }
    }
}
