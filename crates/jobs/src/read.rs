//! One file → a record or a reason. Never more than a limit of bytes, never through a link, never waiting for a pipe;
//! a defect of a reader that panics costs one document, not the job.

use crate::walk::{State, describe};
use rapporteur_ingest::Input;
use rapporteur_model::{DocId, Record};
use std::borrow::Cow;
use std::fs::File;
use std::io::{self, Read};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;

/// What came of a file.
pub(crate) enum Reading {
    /// A document.
    Record(Box<Record>),
    /// No document: a code and a message.
    Rejected(Cow<'static, str>, String),
    /// Could not be read: a code and a message.
    Unreadable(Cow<'static, str>, String),
}

/// Reads a file of at most `limit` bytes. The file has changed since it was listed when its state is not `expected`;
/// then the state read is given to the caller by the record's fingerprint, and the next run looks again.
pub(crate) fn read(id: &DocId, path: &Path, expected: State, limit: u64) -> Reading {
    if expected.bytes > limit {
        return too_large(expected.bytes, limit);
    }
    let bytes = match open(path).and_then(|file| bounded(file, limit)) {
        Ok(Some(bytes)) => bytes,
        Ok(None) => return too_large(limit + 1, limit),
        Err(error) => return Reading::Unreadable(Cow::Borrowed("unreadable"), describe(&error)),
    };
    match parse(id, id.as_str(), &bytes) {
        Ok(record) => Reading::Record(record),
        Err((code, message)) => Reading::Rejected(code, message),
    }
}

fn too_large(bytes: u64, limit: u64) -> Reading {
    let message = format!("{} MB, more than the {} MB that are read; split it", bytes >> 20, limit >> 20);
    Reading::Rejected(Cow::Borrowed("too-large"), message)
}

#[cfg(unix)]
fn open(path: &Path) -> io::Result<File> {
    use rustix::fs::{Mode, OFlags};
    // Between listing and opening a file may become a link or a pipe.
    let flags = OFlags::RDONLY | OFlags::NOFOLLOW | OFlags::NONBLOCK | OFlags::CLOEXEC;
    let file = match rustix::fs::open(path, flags, Mode::empty()) {
        // A root named by the user may be a link.
        Err(rustix::io::Errno::LOOP) => File::open(path)?,
        opened => File::from(opened?),
    };
    if file.metadata()?.is_file() { Ok(file) } else { Err(io::Error::other("not a regular file any more")) }
}

#[cfg(not(unix))]
fn open(path: &Path) -> io::Result<File> {
    File::open(path)
}

/// At most `limit` bytes; `None` where there are more.
fn bounded(file: File, limit: u64) -> io::Result<Option<Vec<u8>>> {
    let mut bytes = Vec::new();
    file.take(limit + 1).read_to_end(&mut bytes)?;
    Ok(u64::try_from(bytes.len()).is_ok_and(|read| read <= limit).then_some(bytes))
}

/// Bytes → a record. `Err`: a code and a message.
///
/// # Errors
/// Where the bytes are no document, or a reader fails on them.
pub fn parse(id: &DocId, uri: &str, bytes: &[u8]) -> Result<Box<Record>, (Cow<'static, str>, String)> {
    guarded(|| rapporteur_ingest::ingest(&Input { id, uri, bytes }).map(rapporteur_annotate::annotate))?
        .map(Box::new)
        .map_err(|rejection| (Cow::Borrowed(rejection.code), rejection.message.into_owned()))
}

/// A document that needs no decoding → a record.
///
/// # Errors
/// Where a reader fails on it.
pub fn document(document: rapporteur_model::Document) -> Result<Box<Record>, (Cow<'static, str>, String)> {
    guarded(|| Box::new(rapporteur_annotate::annotate(document)))
}

fn guarded<T>(run: impl FnOnce() -> T) -> Result<T, (Cow<'static, str>, String)> {
    catch_unwind(AssertUnwindSafe(run)).map_err(|_| {
        let message = "reading it failed inside rapporteur; please report the file".to_owned();
        (Cow::Borrowed("reader-failed"), message)
    })
}
