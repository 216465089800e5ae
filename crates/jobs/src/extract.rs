//! Files → records, in the order of their paths, without an engine.

use crate::account::{Problem, Trouble};
use crate::job::Limits;
use crate::name::id_of;
use crate::read::{Reading, read};
use crate::walk::{State, Walk, walk};
use rapporteur_model::{DocId, Record};
use rayon::prelude::*;
use std::borrow::Cow;
use std::path::{Path, PathBuf};

/// A record, or why there is none.
pub type Extracted = Result<Box<Record>, Problem>;

/// Files are read in chunks of so many.
const CHUNK: usize = 64;

/// Reads a file or every file of a folder and hands over what came of each, in order, until told to stop. Identifiers
/// are paths as typed.
pub fn extract(root: &Path, each: &mut dyn FnMut(Extracted) -> bool) {
    let mut met = Walk::default();
    walk(root, Path::new(""), &mut met);
    for (path, (code, message)) in met.others {
        let id = id_of(Path::new(""), &path);
        let problem = Problem { trouble: Trouble::Unreadable, id, code: Cow::Borrowed(code), message };
        if !each(Err(problem)) {
            return;
        }
    }
    let files: Vec<(PathBuf, State)> = met.files.into_iter().collect();
    for chunk in files.chunks(CHUNK) {
        let extracted: Vec<Extracted> = chunk.par_iter().map(|(path, state)| one(path, *state)).collect();
        for one in extracted {
            if !each(one) {
                return;
            }
        }
    }
}

fn one(path: &Path, state: State) -> Extracted {
    let id = if path.is_absolute() { id_of(Path::new("\0"), path) } else { id_of(Path::new(""), path) };
    match read(&id, path, state, Limits::default().file) {
        Reading::Record(record) => Ok(record),
        Reading::Rejected(code, message) => Err(rejected(&id, (code, message))),
        Reading::Unreadable(code, message) => {
            Err(Problem { trouble: Trouble::Unreadable, id, code, message })
        }
    }
}

/// A rejection as a problem.
pub fn rejected(id: &DocId, (code, message): (Cow<'static, str>, String)) -> Problem {
    Problem { trouble: Trouble::Rejected, id: id.clone(), code, message }
}
