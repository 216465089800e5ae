//! `index`, and the part of it that `--in` needs.

use super::{Context, say};
use crate::exit::{Outcome, fault};
use crate::flags::Index;
use crate::locate::{Location, to_write};
use crate::output::{Output, clean};
use anyhow::{Context as _, Result, bail};
use indicatif::{ProgressBar, ProgressStyle};
use rapporteur_index::{Engine, Writer};
use rapporteur_jobs::{Account, Job, Limits, Problem, Progress, Trouble, run as run_job, run_lines};
use rapporteur_model::{Commit, DocId, Fault, Record, Refusal, Search, Sink, Source};
use std::fs::{self, File};
use std::io::{BufRead, BufReader, IsTerminal, Write, stderr, stdin};
use std::path::{Path, PathBuf};
use std::sync::OnceLock;
use std::sync::atomic::{AtomicBool, Ordering};

/// Problems said one by one; the rest is counted.
const SAID: usize = 20;

pub(crate) fn run(flags: &Index, context: &Context, output: &mut Output) -> Result<Outcome> {
    let paths = listed(&flags.paths)?;
    let location = to_write(context.index.as_deref(), if paths.is_empty() { &flags.jsonl } else { &paths })?;
    let mut missing = 0;
    let mut roots = Vec::new();
    for path in &paths {
        match fs::canonicalize(path) {
            Ok(path) => roots.push(path),
            Err(error) => {
                say(&format!("cannot find {}: {error}", clean(&path.to_string_lossy())));
                missing += 1;
            }
        }
    }
    if roots.is_empty() && missing > 0 {
        bail!("none of the paths can be found");
    }
    let stop = stop_flag()?;
    let mut writer = Writer::open(&location.index).map_err(fault)?;
    let held = held(&location.index)?;
    let watch = Watch::new(flags.quiet);
    let mut total = Account::default();
    if !roots.is_empty() {
        let job = Job {
            roots: &roots,
            base: &location.base,
            index: &location.index,
            held: held.clone(),
            stop,
            limits: Limits::default(),
        };
        add(&mut total, run_job(job, &mut writer, &watch).map_err(fault)?);
    }
    for file in &flags.jsonl {
        let name = file.to_string_lossy();
        let lines: Box<dyn BufRead> = if name == "-" {
            Box::new(stdin().lock())
        } else {
            Box::new(BufReader::new(File::open(file).with_context(|| format!("cannot read {name}"))?))
        };
        add(&mut total, run_lines(lines, &name, &held, stop, &mut writer, &watch).map_err(fault)?);
    }
    watch.finish();
    report(&total, flags.quiet);
    if flags.json {
        serde_json::to_writer(&mut output.out, &total)?;
        writeln!(output.out)?;
    } else if !flags.quiet {
        writeln!(output.out, "{}", sentence(&total))?;
    }
    Ok(if total.interrupted || missing > 0 || !total.balances() {
        Outcome::Incomplete
    } else {
        Outcome::Found
    })
}

/// The paths given, those on standard input in the place of `-`.
fn listed(given: &[PathBuf]) -> Result<Vec<PathBuf>> {
    let mut paths = Vec::new();
    for path in given {
        if path.as_os_str() == "-" {
            for line in stdin().lock().lines() {
                let line = line.context("cannot read paths from standard input")?;
                paths.extend(Some(line).filter(|line| !line.is_empty()).map(PathBuf::from));
            }
        } else {
            paths.push(path.clone());
        }
    }
    Ok(paths)
}

fn add(total: &mut Account, part: Account) {
    total.seen += part.seen;
    total.indexed += part.indexed;
    total.unchanged += part.unchanged;
    total.removed += part.removed;
    total.rejected += part.rejected;
    total.unreadable += part.unreadable;
    total.problems.extend(part.problems);
    total.interrupted |= part.interrupted;
}

fn sentence(account: &Account) -> String {
    format!(
        "seen {} = indexed {} + unchanged {} + removed {} + rejected {} + unreadable {}",
        account.seen,
        account.indexed,
        account.unchanged,
        account.removed,
        account.rejected,
        account.unreadable
    )
}

fn report(account: &Account, quiet: bool) {
    if !quiet {
        for problem in account.problems.iter().take(SAID) {
            say(&told(problem));
        }
        if account.problems.len() > SAID {
            let rest = account.problems.len() - SAID;
            say(&format!("… and {rest} more; `rapporteur status --refused` lists what was rejected"));
        }
    }
    if account.interrupted {
        say("stopped before the end; what is in the account is safe, run it again to go on");
    }
}

fn told(problem: &Problem) -> String {
    let trouble = match problem.trouble {
        Trouble::Rejected => "rejected",
        Trouble::Unreadable => "unreadable",
    };
    format!("{trouble}: {}: {} ({})", clean(problem.id.as_str()), clean(&problem.message), problem.code)
}

/// What an index holds; nothing where there is none.
fn held(index: &Path) -> Result<Vec<Source>> {
    if !index.join("format.json").is_file() {
        return Ok(Vec::new());
    }
    Engine::open(index).and_then(|engine| engine.sources()).map_err(fault)
}

/// Brings the index of a folder up to date before it is asked, as quietly as can be; an index that is there and
/// cannot be written is asked as it is.
pub(crate) fn bring_up_to_date(path: &Path, context: &Context) -> Result<Location> {
    let root = fs::canonicalize(path).with_context(|| format!("cannot find {}", path.display()))?;
    let location = to_write(context.index.as_deref(), std::slice::from_ref(&root))?;
    let stop = stop_flag()?;
    let mut sink = Late { index: &location.index, writer: None };
    let watch = Watch::new(false);
    let job = Job {
        roots: std::slice::from_ref(&root),
        base: &location.base,
        index: &location.index,
        held: held(&location.index)?,
        stop,
        limits: Limits::default(),
    };
    let account = match run_job(job, &mut sink, &watch) {
        Ok(account) => account,
        Err(error @ Fault::Unavailable { .. }) if location.index.join("format.json").is_file() => {
            watch.finish();
            say(&format!("the index is asked as it is: {error}"));
            return Ok(location);
        }
        Err(error) => return Err(fault(error)),
    };
    watch.finish();
    if account.interrupted {
        bail!("stopped before the end; run it again to go on");
    }
    if account.indexed + account.removed > 0 {
        say(&sentence(&account));
    }
    if account.seen == 0 {
        bail!("there is no file in {}", path.display());
    }
    if !location.index.join("format.json").is_file() {
        bail!("no file in {} could be read; `rapporteur index` says why", path.display());
    }
    Ok(location)
}

/// A sink that is opened when there is something to write: asking an index that is up to date takes no lock.
struct Late<'a> {
    index: &'a Path,
    writer: Option<Writer>,
}

impl Late<'_> {
    fn writer(&mut self) -> Result<&mut Writer, Fault> {
        if self.writer.is_none() {
            self.writer = Some(Writer::open(self.index)?);
        }
        self.writer.as_mut().ok_or_else(|| Fault::internal("no writer"))
    }
}

impl Sink for Late<'_> {
    fn put(&mut self, record: &Record) -> Result<(), Fault> {
        self.writer()?.put(record)
    }

    fn refuse(&mut self, refusal: &Refusal) -> Result<(), Fault> {
        self.writer()?.refuse(refusal)
    }

    fn remove(&mut self, id: &DocId) -> Result<(), Fault> {
        self.writer()?.remove(id)
    }

    fn commit(&mut self) -> Result<Commit, Fault> {
        self.writer()?.commit()
    }
}

/// Set by Ctrl-C and SIGTERM. The second one ends the process at once, which the index survives.
pub(crate) fn stop_flag() -> Result<&'static AtomicBool> {
    static STOP: AtomicBool = AtomicBool::new(false);
    static HANDLER: OnceLock<Result<(), String>> = OnceLock::new();
    HANDLER
        .get_or_init(|| {
            ctrlc::set_handler(|| {
                if STOP.swap(true, Ordering::Relaxed) {
                    std::process::exit(130);
                }
            })
            .map_err(|error| error.to_string())
        })
        .clone()
        .map_err(anyhow::Error::msg)?;
    Ok(&STOP)
}

/// A progress bar on a terminal, nothing elsewhere.
struct Watch {
    bar: Option<ProgressBar>,
}

impl Watch {
    fn new(quiet: bool) -> Self {
        let shown = !quiet && stderr().is_terminal();
        let style =
            ProgressStyle::with_template("{bar:30} {pos}/{len} files · {per_sec} · {eta} left · {msg}");
        let bar = shown.then(|| match style {
            Ok(style) => ProgressBar::new(0).with_style(style),
            Err(_) => ProgressBar::new(0),
        });
        Self { bar }
    }

    fn finish(&self) {
        if let Some(bar) = &self.bar {
            bar.finish_and_clear();
        }
    }
}

impl Progress for Watch {
    fn total(&self, sources: u64) {
        if let Some(bar) = &self.bar {
            bar.set_length(sources);
        }
    }

    fn advance(&self, sources: u64) {
        if let Some(bar) = &self.bar {
            bar.inc(sources);
        }
    }

    fn committed(&self, documents: u64) {
        if let Some(bar) = &self.bar {
            bar.set_message(format!("{documents} documents safe"));
        }
    }
}
