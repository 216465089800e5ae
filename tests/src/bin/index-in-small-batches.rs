//! Indexes a folder in batches of a few documents and says what each commit acknowledged: `+id` for a document,
//! `-id` for a removal, one line a commit. The victim of the tests that kill.

use rapporteur_index::{Engine, Writer};
use rapporteur_jobs::{Job, Limits, Silent, run};
use rapporteur_model::{Commit, DocId, Fault, Record, Refusal, Search, Sink, Source};
use std::env;
use std::io::{Write, stdout};
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::atomic::AtomicBool;
use std::time::Duration;

struct Telling {
    writer: Writer,
    batch: Vec<String>,
}

impl Sink for Telling {
    fn put(&mut self, record: &Record) -> Result<(), Fault> {
        self.writer.put(record)?;
        self.batch.push(format!("+{}", record.document.id));
        Ok(())
    }

    fn refuse(&mut self, refusal: &Refusal) -> Result<(), Fault> {
        self.writer.refuse(refusal)
    }

    fn remove(&mut self, id: &DocId) -> Result<(), Fault> {
        self.writer.remove(id)?;
        self.batch.push(format!("-{id}"));
        Ok(())
    }

    fn commit(&mut self) -> Result<Commit, Fault> {
        let commit = self.writer.commit()?;
        let mut out = stdout().lock();
        let line = format!("{}\n", std::mem::take(&mut self.batch).join(" "));
        // One write, so that a kill cannot leave half a line that looks whole.
        out.write_all(line.as_bytes())
            .and_then(|()| out.flush())
            .map_err(|error| Fault::caused("cannot tell", error))?;
        Ok(commit)
    }
}

fn indexed(folder: &Path) -> Result<(), Fault> {
    let index = folder.join(".rapporteur");
    let writer = Writer::open(&index)?;
    let held: Vec<Source> =
        Engine::open(&index).map_or_else(|_| Ok(Vec::new()), |engine| engine.sources())?;
    let roots: [PathBuf; 1] = [folder.to_owned()];
    let limits = Limits { batch: 4, age: Duration::from_mins(1), ..Limits::default() };
    let job = Job { roots: &roots, base: folder, index: &index, held, stop: &AtomicBool::new(false), limits };
    let account = run(job, &mut Telling { writer, batch: Vec::new() }, &Silent)?;
    if account.balances() { Ok(()) } else { Err(Fault::internal(format!("{account:?}"))) }
}

#[expect(clippy::print_stderr, reason = "failures are said here")]
fn main() -> ExitCode {
    let folder = PathBuf::from(env::args_os().nth(1).expect("a folder"));
    match indexed(&folder) {
        Ok(()) => ExitCode::SUCCESS,
        Err(fault) => {
            eprintln!("{fault}");
            ExitCode::from(2)
        }
    }
}
