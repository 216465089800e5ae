//! A job: what the folders hold against what the index holds, the difference read in parallel and written in order.
//!
//! While one chunk is written the next is read. Chunks are bounded in files and bytes, so memory is; batches are
//! committed by count or age, because a commit costs some thirty syncs whatever it holds. The order of writing is that
//! of the paths, so the same folder gives the same index on any number of threads.

use crate::account::{Account, Problem, Trouble};
use crate::name::id_of;
use crate::progress::Progress;
use crate::read::{Reading, read};
use crate::walk::{State, Walk, walk};
use rapporteur_model::{DocId, Fault, Fingerprint, Refusal, Sink, Source};
use rayon::prelude::*;
use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

/// What a job is about.
pub struct Job<'a> {
    /// Folders and files, absolute and clean.
    pub roots: &'a [PathBuf],
    /// The folder that identifiers are relative to, absolute and clean.
    pub base: &'a Path,
    /// The folder of the index, which is no source.
    pub index: &'a Path,
    /// What the index holds.
    pub held: Vec<Source>,
    /// Set by whoever wants the job to stop; it then commits what it has.
    pub stop: &'a AtomicBool,
    /// Limits.
    pub limits: Limits,
}

/// The limits of a job.
#[derive(Debug, Clone, Copy)]
pub struct Limits {
    /// The largest file that is read, in bytes.
    pub file: u64,
    /// Documents of a batch.
    pub batch: u64,
    /// The age of a batch at which it is committed.
    pub age: Duration,
}

impl Default for Limits {
    fn default() -> Self {
        Self { file: 32 << 20, batch: 2_000, age: Duration::from_secs(10) }
    }
}

/// A chunk is so many files or so many bytes, whichever is reached first.
const CHUNK_FILES: usize = 128;
const CHUNK_BYTES: u64 = 16 << 20;

struct Task {
    id: DocId,
    path: PathBuf,
    state: State,
}

/// Runs a job.
///
/// # Errors
/// Where the engine cannot write; everything acknowledged before stays.
pub fn run(job: Job<'_>, sink: &mut dyn Sink, progress: &dyn Progress) -> Result<Account, Fault> {
    let mut met = Walk::default();
    job.roots.iter().for_each(|root| walk(root, job.index, &mut met));
    let held: BTreeMap<&DocId, &Source> = job.held.iter().map(|source| (&source.id, source)).collect();
    let mut account = Account::default();
    progress.total((met.files.len() + met.others.len()) as u64);

    let mut present: BTreeSet<DocId> = BTreeSet::new();
    let mut closed: Vec<String> = Vec::new();
    for (path, (code, message)) in &met.others {
        let id = id_of(job.base, path);
        closed.push(format!("{id}/"));
        note(&mut account, progress, Trouble::Unreadable, &id, Cow::Borrowed(*code), message.clone());
        account.seen += 1;
        progress.advance(1);
        present.insert(id);
    }
    let mut tasks = Vec::new();
    for (path, state) in met.files {
        let id = id_of(job.base, &path);
        present.insert(id.clone());
        if held.get(&id).is_some_and(|source| source.fingerprint.0 == state.fingerprint()) {
            account.seen += 1;
            let source = held[&id];
            match &source.refusal {
                // Refused before and not changed since: still no document, and still in the account.
                Some((code, message)) => {
                    note(
                        &mut account,
                        progress,
                        Trouble::Rejected,
                        &id,
                        Cow::Owned(code.clone()),
                        message.clone(),
                    );
                }
                None => account.unchanged += 1,
            }
            progress.advance(1);
        } else {
            tasks.push(Task { id, path, state });
        }
    }
    let gone: Vec<DocId> = job
        .held
        .iter()
        .filter(|source| {
            !present.contains(&source.id) && !source.fingerprint.0.starts_with(crate::jsonl::MARK)
        })
        .filter(|source| is_under(&source.id, job.roots, job.base))
        .filter(|source| !closed.iter().any(|folder| source.id.as_str().starts_with(folder.as_str())))
        .map(|source| source.id.clone())
        .collect();

    let mut writing =
        Writing { sink, progress, account, uncommitted: 0, since: Instant::now(), limits: job.limits };
    for id in &gone {
        writing.remove(id)?;
    }
    writing.all(&tasks, job.stop)?;
    writing.finish()
}

/// Whether an identifier lies under one of the roots.
fn is_under(id: &DocId, roots: &[PathBuf], base: &Path) -> bool {
    roots.iter().any(|root| {
        let folder = id_of(base, root);
        let folder = folder.as_str();
        root == base && !id.as_str().starts_with('/')
            || id.as_str() == folder
            || id.as_str().strip_prefix(folder).is_some_and(|rest| rest.starts_with('/'))
    })
}

fn note(
    account: &mut Account,
    progress: &dyn Progress,
    trouble: Trouble,
    id: &DocId,
    code: Cow<'static, str>,
    message: String,
) {
    match trouble {
        Trouble::Rejected => account.rejected += 1,
        Trouble::Unreadable => account.unreadable += 1,
    }
    let problem = Problem { trouble, id: id.clone(), code, message };
    progress.problem(&problem);
    account.problems.push(problem);
}

/// The writing end of a job.
pub(crate) struct Writing<'a> {
    pub(crate) sink: &'a mut dyn Sink,
    pub(crate) progress: &'a dyn Progress,
    pub(crate) account: Account,
    pub(crate) uncommitted: u64,
    pub(crate) since: Instant,
    pub(crate) limits: Limits,
}

impl Writing<'_> {
    fn all(&mut self, tasks: &[Task], stop: &AtomicBool) -> Result<(), Fault> {
        let limit = self.limits.file;
        let mut chunks = chunks(tasks).into_iter();
        let mut current = chunks.next().map(|chunk| (chunk, read_all(chunk, limit)));
        while let Some((chunk, readings)) = current.take() {
            if stop.load(Ordering::Relaxed) {
                self.account.interrupted = true;
                return Ok(());
            }
            let next = chunks.next();
            let (written, following) = std::thread::scope(|scope| {
                let reader = next.map(|next| (next, scope.spawn(move || read_all(next, limit))));
                let written = self.chunk(chunk, readings);
                let following = reader.map(|(next, handle)| (next, handle.join()));
                (written, following)
            });
            written?;
            current = match following {
                Some((next, Ok(readings))) => Some((next, readings)),
                Some((_, Err(_))) => return Err(Fault::internal("a reading thread failed")),
                None => None,
            };
        }
        Ok(())
    }

    fn chunk(&mut self, tasks: &[Task], readings: Vec<Reading>) -> Result<(), Fault> {
        for (task, reading) in tasks.iter().zip(readings) {
            let fingerprint = Fingerprint(task.state.fingerprint());
            self.take(&task.id, task.id.as_str(), fingerprint, reading)?;
        }
        Ok(())
    }

    /// Writes what came of one source, and counts it.
    pub(crate) fn take(
        &mut self,
        id: &DocId,
        uri: &str,
        fingerprint: Fingerprint,
        reading: Reading,
    ) -> Result<(), Fault> {
        match reading {
            Reading::Record(mut record) => {
                record.fingerprint = fingerprint;
                self.sink.put(&record)?;
                self.account.indexed += 1;
            }
            Reading::Rejected(code, message) => {
                let refusal = Refusal {
                    id: id.clone(),
                    uri: uri.to_owned(),
                    fingerprint,
                    code: code.clone(),
                    message: message.clone(),
                };
                self.sink.refuse(&refusal)?;
                note(&mut self.account, self.progress, Trouble::Rejected, id, code, message);
            }
            Reading::Unreadable(code, message) => {
                note(&mut self.account, self.progress, Trouble::Unreadable, id, code, message);
            }
        }
        self.account.seen += 1;
        self.progress.advance(1);
        self.written()
    }

    fn remove(&mut self, id: &DocId) -> Result<(), Fault> {
        self.sink.remove(id)?;
        self.account.removed += 1;
        self.account.seen += 1;
        self.written()
    }

    fn written(&mut self) -> Result<(), Fault> {
        self.uncommitted += 1;
        if self.uncommitted >= self.limits.batch || self.since.elapsed() >= self.limits.age {
            self.commit()?;
        }
        Ok(())
    }

    fn commit(&mut self) -> Result<(), Fault> {
        self.sink.commit()?;
        self.uncommitted = 0;
        self.since = Instant::now();
        self.progress.committed(self.account.indexed);
        Ok(())
    }

    /// Commits the last batch and gives the account.
    pub(crate) fn finish(mut self) -> Result<Account, Fault> {
        if self.uncommitted > 0 {
            self.commit()?;
        }
        Ok(self.account)
    }
}

fn chunks(tasks: &[Task]) -> Vec<&[Task]> {
    let mut out = Vec::new();
    let (mut start, mut bytes) = (0, 0);
    for (at, task) in tasks.iter().enumerate() {
        let size = task.state.bytes;
        if at > start && (at - start >= CHUNK_FILES || bytes + size > CHUNK_BYTES) {
            out.push(&tasks[start..at]);
            (start, bytes) = (at, 0);
        }
        bytes += size;
    }
    if start < tasks.len() {
        out.push(&tasks[start..]);
    }
    out
}

fn read_all(tasks: &[Task], limit: u64) -> Vec<Reading> {
    tasks.par_iter().map(|task| read(&task.id, &task.path, task.state, limit)).collect()
}
