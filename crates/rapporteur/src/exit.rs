//! Exit codes, as grep has them; the only place where a failure becomes one.

use rapporteur_model::Fault;
use std::io;
use std::process::ExitCode;

pub(crate) const FOUND: u8 = 0;
pub(crate) const NOTHING: u8 = 1;
pub(crate) const FAILED: u8 = 2;

/// What a command that did not fail has to say.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Outcome {
    /// It found or did something.
    Found,
    /// It worked, and there was nothing.
    Nothing,
    /// It went on to its end, and something in between failed and was reported.
    Incomplete,
}

impl Outcome {
    pub(crate) fn of(found: bool) -> Self {
        if found { Self::Found } else { Self::Nothing }
    }
}

/// Says on stderr what failed, and gives the code.
#[expect(clippy::print_stderr, reason = "this is where failures are said")]
pub(crate) fn code(result: anyhow::Result<Outcome>) -> ExitCode {
    ExitCode::from(match result {
        Ok(Outcome::Found) => FOUND,
        Ok(Outcome::Nothing) => NOTHING,
        Ok(Outcome::Incomplete) => FAILED,
        Err(error) if is_broken_pipe(&error) => FOUND,
        Err(error) => {
            eprintln!("rapporteur: {}", chain(&error));
            FAILED
        }
    })
}

/// The error with its causes, each said once: messages of the engine repeat theirs.
fn chain(error: &anyhow::Error) -> String {
    let mut said = String::new();
    for cause in error.chain() {
        let text = cause.to_string();
        if !said.contains(&text) {
            said.push_str(if said.is_empty() { "" } else { ": " });
            said.push_str(&text);
        }
    }
    said
}

/// Whoever read our output has seen enough (`| head`).
fn is_broken_pipe(error: &anyhow::Error) -> bool {
    error.chain().any(|cause| {
        let direct = cause.downcast_ref::<io::Error>().map(io::Error::kind);
        let json = cause.downcast_ref::<serde_json::Error>().and_then(serde_json::Error::io_error_kind);
        let csv = cause.downcast_ref::<csv::Error>().and_then(|error| match error.kind() {
            csv::ErrorKind::Io(error) => Some(error.kind()),
            _ => None,
        });
        direct.or(json).or(csv) == Some(io::ErrorKind::BrokenPipe)
    })
}

/// A fault of a port as an error of the binary.
pub(crate) fn fault(fault: Fault) -> anyhow::Error {
    anyhow::Error::new(fault)
}
