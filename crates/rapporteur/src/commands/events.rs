//! `events`

use super::{Context, ask, say};
use crate::exit::Outcome;
use crate::flags::Events;
use crate::output::Output;
use crate::render::{geojson, ics};
use anyhow::Result;
use rapporteur_model::Unit;

pub(crate) fn run(flags: &Events, context: &Context, output: &mut Output) -> Result<Outcome> {
    let answered = ask::ask(&flags.asking, Unit::Event, context, output)?;
    let page = &answered.page;
    let left_out = if flags.ics {
        ics::write(page, &mut output.out)?
    } else if flags.geojson {
        geojson::write(page, &mut output.out)?
    } else {
        return ask::answer(&flags.asking, &answered, output);
    };
    if left_out > 0 {
        let lacking = if flags.ics { "a time" } else { "a venue" };
        say(&format!("{left_out} of {} events have no {} and were left out", page.hits.len(), &lacking[2..]));
    }
    Ok(Outcome::of(page.total > 0))
}
