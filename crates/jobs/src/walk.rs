//! Folders → the files in them, sorted by path. Hidden files and folders are no sources; links are not followed.

use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::time::UNIX_EPOCH;

/// What a walk met.
#[derive(Debug, Default)]
pub(crate) struct Walk {
    /// Regular files by path, each once.
    pub(crate) files: BTreeMap<PathBuf, State>,
    /// What could not be looked at or is no regular file, and why.
    pub(crate) others: BTreeMap<PathBuf, (&'static str, String)>,
}

/// The state of a file by which a change is noticed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct State {
    pub(crate) bytes: u64,
    modified: u128,
    changed: i128,
}

impl State {
    pub(crate) fn of(meta: &fs::Metadata) -> Self {
        let modified = meta.modified().ok().and_then(|time| time.duration_since(UNIX_EPOCH).ok());
        #[cfg(unix)]
        let changed = {
            use std::os::unix::fs::MetadataExt;
            i128::from(meta.ctime()) * 1_000_000_000 + i128::from(meta.ctime_nsec())
        };
        #[cfg(not(unix))]
        let changed = 0;
        Self { bytes: meta.len(), modified: modified.map_or(0, |since| since.as_nanos()), changed }
    }

    /// As text, with the versions of what is made of the file.
    pub(crate) fn fingerprint(&self) -> String {
        let versions = (rapporteur_ingest::VERSION, rapporteur_annotate::VERSION);
        format!("{}.{} {} {} {}", versions.0, versions.1, self.bytes, self.modified, self.changed)
    }
}

/// Walks a root: a file or a folder. The root itself may be a link.
pub(crate) fn walk(root: &Path, skipped: &Path, walk: &mut Walk) {
    for entry in
        walkdir::WalkDir::new(root).follow_root_links(true).sort_by_file_name().into_iter().filter_entry(
            |entry| entry.depth() == 0 || (!is_hidden(entry.file_name()) && entry.path() != skipped),
        )
    {
        match entry {
            Ok(entry) if entry.file_type().is_dir() => {}
            Ok(entry) => file(entry.path(), entry.depth() == 0, walk),
            Err(error) => {
                let path = error.path().unwrap_or(root).to_owned();
                let cause = error.io_error().map_or_else(|| error.to_string(), describe);
                walk.others.insert(path, ("unreadable", format!("cannot be listed: {cause}")));
            }
        }
    }
}

fn file(path: &Path, is_root: bool, walk: &mut Walk) {
    let meta = if is_root { fs::metadata(path) } else { fs::symlink_metadata(path) };
    match meta {
        Ok(meta) if meta.is_file() => {
            walk.files.insert(path.to_owned(), State::of(&meta));
        }
        Ok(meta) if meta.is_symlink() => {
            let message = "a symbolic link, which is not followed; name what it points to instead".to_owned();
            walk.others.insert(path.to_owned(), ("symbolic-link", message));
        }
        Ok(_) => {
            let message = "a pipe, socket or device, not a file".to_owned();
            walk.others.insert(path.to_owned(), ("not-a-file", message));
        }
        Err(error) => {
            walk.others.insert(path.to_owned(), ("unreadable", describe(&error)));
        }
    }
}

fn is_hidden(name: &std::ffi::OsStr) -> bool {
    name.as_encoded_bytes().first() == Some(&b'.')
}

/// An error in words a person knows.
pub(crate) fn describe(error: &io::Error) -> String {
    match error.kind() {
        io::ErrorKind::PermissionDenied => "permission denied; give yourself the right to read it".to_owned(),
        io::ErrorKind::NotFound => "it is gone".to_owned(),
        _ => error.to_string(),
    }
}
