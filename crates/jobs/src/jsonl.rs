//! Documents as lines of JSON: `{"id", "title"?, "text" or "html", "date"?, "lang"?, "url"?}`.
//!
//! Lines are put in as they come; a line that is no document is refused under the name of its file and number.

use crate::account::Account;
use crate::job::{Limits, Writing};
use crate::progress::Progress;
use crate::read::{self, Reading};
use rapporteur_ingest::ingest_text;
use rapporteur_model::{Declared, DeclaredField, DocId, Fault, Fingerprint, Format, Sink, Source};
use rayon::prelude::*;
use serde::Deserialize;
use std::borrow::Cow;
use std::collections::BTreeMap;
use std::io::{self, BufRead};
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Instant;

/// Marks fingerprints of lines, which no folder's walk removes.
pub(crate) const MARK: &str = "jsonl ";

/// A document on a line.
#[derive(Debug, Clone, Deserialize)]
pub struct Line {
    /// The identifier.
    pub id: String,
    /// The title, where known.
    pub title: Option<String>,
    /// The text, or
    pub text: Option<String>,
    /// the page.
    pub html: Option<String>,
    /// The publication date, ISO 8601.
    pub date: Option<String>,
    /// The language, ISO 639-1.
    pub lang: Option<String>,
    /// The address.
    pub url: Option<String>,
}

const CHUNK: usize = 256;

/// Puts in the documents of a stream of lines; `name` is that of the stream, for messages.
///
/// # Errors
/// Where the stream cannot be read or the engine cannot write; everything acknowledged before stays.
pub fn run_lines(
    lines: impl BufRead,
    name: &str,
    held: &[Source],
    stop: &AtomicBool,
    sink: &mut dyn Sink,
    progress: &dyn Progress,
) -> Result<Account, Fault> {
    let held: BTreeMap<&str, &Source> = held.iter().map(|source| (source.id.as_str(), source)).collect();
    let mut writing = Writing {
        sink,
        progress,
        account: Account::default(),
        uncommitted: 0,
        since: Instant::now(),
        limits: Limits::default(),
    };
    let mut lines =
        lines.lines().enumerate().filter(|(_, line)| !matches!(line, Ok(line) if line.trim().is_empty()));
    loop {
        let chunk: Vec<(usize, io::Result<String>)> = lines.by_ref().take(CHUNK).collect();
        if chunk.is_empty() {
            break;
        }
        if stop.load(Ordering::Relaxed) {
            writing.account.interrupted = true;
            break;
        }
        let mut texts = Vec::with_capacity(chunk.len());
        for (number, line) in chunk {
            let cause = |error: io::Error| {
                Fault::unavailable(format!("cannot read line {} of {name}: {error}", number + 1))
            };
            texts.push((number + 1, line.map_err(cause)?));
        }
        let readings: Vec<Option<Outcome>> =
            texts.par_iter().map(|(number, line)| outcome(name, *number, line, &held)).collect();
        for reading in readings {
            match reading {
                Some(outcome) => {
                    writing.take(&outcome.id, &outcome.uri, outcome.fingerprint, outcome.reading)?;
                }
                None => {
                    writing.account.seen += 1;
                    writing.account.unchanged += 1;
                    writing.progress.advance(1);
                }
            }
        }
    }
    writing.finish()
}

struct Outcome {
    id: DocId,
    uri: String,
    fingerprint: Fingerprint,
    reading: Reading,
}

/// What came of a line; `None` where the index holds it as it is.
fn outcome(name: &str, number: usize, line: &str, held: &BTreeMap<&str, &Source>) -> Option<Outcome> {
    let digest = blake3::hash(line.as_bytes()).to_hex();
    let versions = (rapporteur_ingest::VERSION, rapporteur_annotate::VERSION);
    let fingerprint = Fingerprint(format!("{MARK}{}.{} {digest}", versions.0, versions.1));
    let refused = |id: DocId, code: &'static str, message: String| Outcome {
        uri: id.to_string(),
        id,
        fingerprint: fingerprint.clone(),
        reading: Reading::Rejected(Cow::Borrowed(code), message),
    };
    let parsed: Line = match serde_json::from_str(line) {
        Ok(line) => line,
        Err(error) => {
            let id = DocId::new(format!("{name}:{number}"));
            return Some(refused(id, "no-json", format!("line {number} of {name} is no document: {error}")));
        }
    };
    let id = DocId::new(parsed.id.clone());
    if held
        .get(id.as_str())
        .is_some_and(|source| source.fingerprint == fingerprint && source.refusal.is_none())
    {
        return None;
    }
    let uri = parsed.url.clone().unwrap_or_else(|| id.to_string());
    let reading = match record(&id, &uri, parsed) {
        Ok(record) => Reading::Record(record),
        Err((code, message)) => Reading::Rejected(code, format!("line {number} of {name}: {message}")),
    };
    Some(Outcome { id, uri, fingerprint, reading })
}

fn record(
    id: &DocId,
    uri: &str,
    line: Line,
) -> Result<Box<rapporteur_model::Record>, (Cow<'static, str>, String)> {
    let (format, text) = match (line.html, line.text) {
        (Some(html), _) => (Format::Html, html),
        (None, Some(text)) => (Format::Text, text),
        (None, None) => {
            return Err((Cow::Borrowed("no-text"), "neither \"text\" nor \"html\" is given".to_owned()));
        }
    };
    let mut document = ingest_text(id, uri, format, text);
    let given = [
        (DeclaredField::Title, line.title, "given-title"),
        (DeclaredField::Published, line.date, "given-date"),
        (DeclaredField::Url, line.url, "given-url"),
    ];
    for (field, value, rule) in given {
        if let Some(value) = value.filter(|value| !value.trim().is_empty()) {
            document.declared.insert(0, Declared::new(field, value, rule));
        }
    }
    if let Some(language) = line.lang.as_deref().and_then(rapporteur_ingest::language_of_tag) {
        document.language = Some(language);
    }
    read::document(document)
}
