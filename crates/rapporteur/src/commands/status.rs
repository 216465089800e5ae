//! `status`

use super::Context;
use crate::exit::{Outcome, fault};
use crate::flags::Status;
use crate::locate::to_read;
use crate::output::{Output, clean};
use anyhow::Result;
use rapporteur_index::Engine;
use rapporteur_model::{Search, Source};
use serde_json::json;
use std::io::Write;

pub(crate) fn run(flags: &Status, context: &Context, output: &mut Output) -> Result<Outcome> {
    let location = to_read(context.index.as_deref())?;
    let engine = Engine::open(&location.index).map_err(fault)?;
    let holdings = engine.holdings().map_err(fault)?;
    let refused: Vec<Source> = if flags.refused {
        engine.sources().map_err(fault)?.into_iter().filter(|source| source.refusal.is_some()).collect()
    } else {
        Vec::new()
    };
    let out = &mut output.out;
    if flags.json {
        let mut value = serde_json::to_value(&holdings)?;
        value["index"] = json!(location.index.to_string_lossy());
        if flags.refused {
            value["sources"] = refused
                .iter()
                .filter_map(|source| {
                    let (code, message) = source.refusal.as_ref()?;
                    Some(json!({"id": source.id, "uri": source.uri, "code": code, "message": message}))
                })
                .collect();
        }
        serde_json::to_writer(&mut *out, &value)?;
        writeln!(out)?;
        return Ok(Outcome::Found);
    }
    writeln!(out, "index       {}", location.index.display())?;
    writeln!(out, "documents   {}", holdings.documents)?;
    writeln!(out, "events      {}", holdings.events)?;
    writeln!(out, "refused     {}", holdings.refused)?;
    writeln!(out, "undated     {}  (no date of an event or in the text)", holdings.undated)?;
    writeln!(out, "unpublished {}  (no publication date)", holdings.unpublished)?;
    writeln!(out, "unplaced    {}", holdings.unplaced)?;
    let languages: Vec<String> =
        holdings.languages.iter().map(|(language, count)| format!("{language} {count}")).collect();
    writeln!(out, "languages   {}", languages.join(", "))?;
    writeln!(out, "size        {:.1} MB", holdings.bytes as f64 / 1e6)?;
    for source in refused {
        if let Some((code, message)) = &source.refusal {
            writeln!(out, "refused: {}: {} ({code})", clean(source.id.as_str()), clean(message))?;
        }
    }
    Ok(Outcome::Found)
}
