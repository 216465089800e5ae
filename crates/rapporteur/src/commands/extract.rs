//! `extract`: what is read out of files, as JSON, without an index.

use super::say;
use crate::exit::Outcome;
use crate::flags::Extract;
use crate::output::{Output, clean};
use anyhow::{Context as _, Result};
use rapporteur_jobs::{Extracted, extract, parse, rejected};
use rapporteur_model::{DocId, Record, wire};
use std::io::{Read, Write, stdin};
use std::path::PathBuf;

pub(crate) fn run(flags: &Extract, output: &mut Output) -> Result<Outcome> {
    let mut tally = Tally::default();
    let (piped, paths): (Vec<&PathBuf>, Vec<&PathBuf>) =
        flags.paths.iter().partition(|path| path.as_os_str() == "-");
    if !piped.is_empty() {
        let mut bytes = Vec::new();
        stdin().lock().read_to_end(&mut bytes).context("cannot read standard input")?;
        let id = DocId::new("-");
        tally.take(parse(&id, "-", &bytes).map_err(|reason| rejected(&id, reason)), output)?;
    }
    for path in paths {
        if !path.exists() {
            say(&format!("cannot find {}", clean(&path.to_string_lossy())));
            tally.failed = true;
            continue;
        }
        let mut result = Ok(());
        extract(path, &mut |extracted| {
            result = tally.take(extracted, output);
            result.is_ok()
        });
        result?;
    }
    Ok(if tally.failed && !tally.found { Outcome::Incomplete } else { Outcome::of(tally.found) })
}

#[derive(Default)]
struct Tally {
    found: bool,
    failed: bool,
}

impl Tally {
    fn take(&mut self, extracted: Extracted, output: &mut Output) -> Result<()> {
        match extracted {
            Ok(record) => {
                self.found = true;
                write(&record, output)
            }
            Err(problem) => {
                say(&format!(
                    "{}: {} ({})",
                    clean(problem.id.as_str()),
                    clean(&problem.message),
                    problem.code
                ));
                self.failed = true;
                Ok(())
            }
        }
    }
}

fn write(record: &Record, output: &mut Output) -> Result<()> {
    serde_json::to_writer(&mut output.out, &wire::document(record))?;
    Ok(writeln!(output.out)?)
}
