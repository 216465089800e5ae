//! The folder of an index: `format.json` says which version made it, `CURRENT` names the generation in use, each
//! generation is a folder of tantivy files, `lock` names the process that writes.
//!
//! A full rebuild writes the next generation and swaps `CURRENT`; for now there is one.

use crate::error::{Error, Result};
use crate::schema;
use serde::{Deserialize, Serialize};
use std::fs::{self, File, OpenOptions};
use std::io::{Read, Write};
use std::path::{Path, PathBuf};

#[derive(Debug, Serialize, Deserialize, PartialEq, Eq)]
struct Format {
    format: u32,
    schema: String,
}

/// The version of everything in the folder but the schema, whose digest stands beside it.
const FORMAT: u32 = 1;

fn io(action: &'static str, path: &Path) -> impl FnOnce(std::io::Error) -> Error {
    let path = path.to_owned();
    move |source| Error::Io { action, path, source }
}

fn expected() -> Format {
    Format { format: FORMAT, schema: schema::digest() }
}

/// The folder of the generation in use.
///
/// # Errors
/// Where there is no index, or one of another version.
pub(crate) fn open(root: &Path) -> Result<PathBuf> {
    let path = root.join("format.json");
    let text = match fs::read(&path) {
        Ok(text) => text,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => {
            return Err(Error::Missing(root.to_owned()));
        }
        Err(error) => return Err(io("cannot read", &path)(error)),
    };
    match serde_json::from_slice::<Format>(&text) {
        Ok(format) if format == expected() => {}
        _ => return Err(Error::Version(root.to_owned())),
    }
    let current = root.join("CURRENT");
    let name = fs::read_to_string(&current).map_err(io("cannot read", &current))?;
    Ok(root.join(name.trim()))
}

/// The folder of the generation in use, made where there is none.
pub(crate) fn create(root: &Path) -> Result<PathBuf> {
    match open(root) {
        Err(Error::Missing(_)) => {}
        result => return result,
    }
    let generation = root.join("generation-1");
    fs::create_dir_all(&generation).map_err(io("cannot make the folder", &generation))?;
    write(&root.join("CURRENT"), b"generation-1\n")?;
    // Last, so that a folder with this file is complete.
    write(&root.join("format.json"), &serde_json::to_vec(&expected()).map_err(Error::Stored)?)?;
    open(root)
}

/// Writes a small file so that it is whole or absent after a crash.
fn write(path: &Path, bytes: &[u8]) -> Result<()> {
    let beside = path.with_extension("new");
    let result = File::create(&beside)
        .and_then(|mut file| file.write_all(bytes).and_then(|()| file.sync_all()))
        .and_then(|()| fs::rename(&beside, path))
        .and_then(|()| path.parent().map_or(Ok(()), |folder| File::open(folder)?.sync_all()));
    result.map_err(io("cannot write", path))
}

/// Makes the root folder, readable by its owner only, and takes the writer's lock. The lock ends with the process;
/// its file is never removed.
pub(crate) fn lock(root: &Path) -> Result<File> {
    if !root.exists() {
        let mut builder = fs::DirBuilder::new();
        #[cfg(unix)]
        std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
        builder.recursive(true).create(root).map_err(io("cannot make the folder", root))?;
    }
    let path = root.join("lock");
    let mut file = OpenOptions::new()
        .read(true)
        .write(true)
        .create(true)
        .truncate(false)
        .open(&path)
        .map_err(io("cannot open", &path))?;
    if file.try_lock().is_err() {
        let mut holder = String::new();
        let _ = file.read_to_string(&mut holder);
        let holder = holder.trim();
        return Err(Error::Locked(
            root.to_owned(),
            if holder.is_empty() { "unknown".to_owned() } else { holder.to_owned() },
        ));
    }
    let pid = std::process::id().to_string();
    file.set_len(0).and_then(|()| file.write_all(pid.as_bytes())).map_err(io("cannot write", &path))?;
    Ok(file)
}

/// Removes the temporary files that a killed writer leaves and nothing else ever removes.
pub(crate) fn sweep(generation: &Path) -> Result<()> {
    let entries = fs::read_dir(generation).map_err(io("cannot list", generation))?;
    for entry in entries.flatten() {
        if entry.file_name().to_string_lossy().starts_with(".tmp") {
            let _ = fs::remove_file(entry.path());
        }
    }
    Ok(())
}

/// The bytes of all files in a folder.
pub(crate) fn size(generation: &Path) -> u64 {
    let entries = fs::read_dir(generation).into_iter().flatten().flatten();
    entries
        .filter_map(|entry| entry.metadata().ok())
        .filter(fs::Metadata::is_file)
        .map(|meta| meta.len())
        .sum()
}
