//! Where the index is, and what the names of its documents are relative to.

use anyhow::{Context, Result};
use std::env;
use std::fs;
use std::path::{Path, PathBuf};

const NAME: &str = ".rapporteur";

/// An index and the folder whose documents it holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Location {
    /// The folder of the index.
    pub(crate) index: PathBuf,
    /// The folder that identifiers are relative to: the one the index stands in.
    pub(crate) base: PathBuf,
}

impl Location {
    fn of(index: PathBuf) -> Result<Self> {
        let index =
            std::path::absolute(&index).with_context(|| format!("cannot find {}", index.display()))?;
        let parent = index.parent().unwrap_or(&index);
        // Links are resolved where they can be: the same folder must give the same names on every way to it.
        let base = fs::canonicalize(parent).unwrap_or_else(|_| parent.to_owned());
        let index = index.file_name().map_or_else(|| index.clone(), |name| base.join(name));
        Ok(Self { index, base })
    }
}

/// The index to write for these paths: the one named, else `.rapporteur` in the folder they are in.
pub(crate) fn to_write(named: Option<&Path>, paths: &[PathBuf]) -> Result<Location> {
    if let Some(named) = named {
        return Location::of(named.to_owned());
    }
    match paths {
        [path] if path.is_dir() => Location::of(path.join(NAME)),
        [path] => Location::of(path.parent().unwrap_or(path).join(NAME)),
        _ => Location::of(PathBuf::from(NAME)),
    }
}

/// The index to search: the one named, else `.rapporteur` here or in the nearest folder above.
pub(crate) fn to_read(named: Option<&Path>) -> Result<Location> {
    if let Some(named) = named {
        return Location::of(named.to_owned());
    }
    let here = env::current_dir().context("cannot find the working folder")?;
    let found =
        here.ancestors().map(|folder| folder.join(NAME)).find(|index| index.join("format.json").is_file());
    Location::of(found.unwrap_or_else(|| here.join(NAME)))
}
