//! `show`

use super::Context;
use crate::exit::{Outcome, fault};
use crate::flags::Show;
use crate::locate::to_read;
use crate::output::Output;
use crate::render::record;
use anyhow::{Context as _, Result, bail};
use rapporteur_index::Engine;
use rapporteur_jobs::path_of;
use rapporteur_model::{DocId, Search, wire};
use std::io::Write;
use std::process::Command;

pub(crate) fn run(flags: &Show, context: &Context, output: &mut Output) -> Result<Outcome> {
    let location = to_read(context.index.as_deref())?;
    let engine = Engine::open(&location.index).map_err(fault)?;
    let id = DocId::new(flags.id.clone());
    let Some(found) = engine.get(&id).map_err(fault)? else {
        bail!(
            "the index in {} holds no document {id}; a search prints identifiers",
            location.index.display()
        );
    };
    if flags.open {
        let path = path_of(&location.base, &id);
        let program = if cfg!(target_os = "macos") { "open" } else { "xdg-open" };
        let status =
            Command::new(program).arg(&path).status().with_context(|| format!("cannot start {program}"))?;
        if !status.success() {
            bail!("{program} could not open {}", path.display());
        }
    } else if flags.json {
        serde_json::to_writer(&mut output.out, &wire::document(&found))?;
        writeln!(output.out)?;
    } else {
        record::write(&found, flags.context, output)?;
    }
    Ok(Outcome::Found)
}
