//! The binary as a person or a program runs it: every command and flag, exit codes, what goes to which stream, and the machine
//! contracts that programs outside the repository read.

mod answers;
mod browser;
mod commands;
mod contracts;
mod organisations;
mod people;
mod places;
mod questions;
mod serving;
mod settings;
mod streams;

use rapporteur_tests::drive::{Program, copy};
use rapporteur_tests::gold;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::LazyLock;
use tempfile::TempDir;

/// The binary, run in a folder.
fn program(folder: &Path) -> Program {
    Program::new(env!("CARGO_BIN_EXE_rapporteur-under-test"), folder)
}

/// A fresh copy of the corpus, without an index.
fn corpus() -> TempDir {
    let folder = tempfile::tempdir().expect("a temporary folder");
    copy(&gold::documents(), folder.path());
    folder
}

/// The binary in a copy of the corpus that is indexed and that no test changes.
fn indexed() -> Program {
    static FOLDER: LazyLock<PathBuf> = LazyLock::new(|| {
        let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("indexed-corpus");
        // An earlier run's, if there was one.
        let _ = fs::remove_dir_all(&folder);
        copy(&gold::documents(), &folder);
        program(&folder).run(["index", "--quiet", "."]).expect(0);
        folder
    });
    program(&FOLDER)
}
