//! Failures of the engine, named by what failed, and what they mean at the port.

use rapporteur_model::Fault;
use std::path::PathBuf;
use thiserror::Error;

#[derive(Debug, Error)]
pub(crate) enum Error {
    #[error("there is no index in {0}; make one with `rapporteur index FOLDER`")]
    Missing(PathBuf),
    #[error("the index in {0} is being written by process {1}; wait for it to end")]
    Locked(PathBuf, String),
    #[error("the index in {0} was made by another version of rapporteur; remove the folder and index again")]
    Version(PathBuf),
    #[error("{action} {path}")]
    Io { action: &'static str, path: PathBuf, source: std::io::Error },
    #[error("the index engine failed while {0}")]
    Engine(&'static str, #[source] tantivy::TantivyError),
    #[error("a stored record of the index cannot be read; index again")]
    Stored(#[source] serde_json::Error),
    #[error("the index in {0} is damaged; remove the folder and index again")]
    Damaged(PathBuf),
    #[error("an earlier write failed; open the index again")]
    Poisoned,
}

pub(crate) type Result<T> = std::result::Result<T, Error>;

impl From<Error> for Fault {
    fn from(error: Error) -> Self {
        let message = error.to_string();
        match error {
            Error::Missing(_) | Error::Locked(..) | Error::Version(_) | Error::Poisoned => {
                Self::unavailable(message)
            }
            Error::Io { source, .. } => {
                let message = format!("{message}: {source}");
                Self::Unavailable { message, source: Some(Box::new(source)) }
            }
            Error::Engine(_, source) => {
                let message = format!("{message}: {source}");
                match source {
                    tantivy::TantivyError::IoError(_)
                    | tantivy::TantivyError::OpenWriteError(_)
                    | tantivy::TantivyError::LockFailure(..) => {
                        Self::Unavailable { message, source: Some(Box::new(source)) }
                    }
                    _ => Self::caused(message, source),
                }
            }
            Error::Stored(source) => Self::caused(message, source),
            Error::Damaged(_) => Self::internal(message),
        }
    }
}

/// Names what the engine was doing when it failed.
pub(crate) fn while_doing(action: &'static str) -> impl Fn(tantivy::TantivyError) -> Error {
    move |source| Error::Engine(action, source)
}
