//! Pages → the candidates for their title, date and authors with all signals, a line of JSON a page: what the weights in
//! `crates/annotate/data/votes` are fitted on. It is no command of the product: nobody but the fitting reads it.

use rapporteur_annotate::{Ballot, ballots};
use rapporteur_ingest::{Input, ingest};
use rapporteur_model::DocId;
use serde_json::{Value, json};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

fn main() -> io::Result<()> {
    let root = PathBuf::from(std::env::args().nth(1).ok_or_else(|| io::Error::other("which folder?"))?);
    let mut files = Vec::new();
    collect(&root, &mut files)?;
    files.sort();
    let mut out = io::BufWriter::new(io::stdout().lock());
    for file in files {
        let name = file.strip_prefix(&root).unwrap_or(&file).to_string_lossy().into_owned();
        let bytes = std::fs::read(&file)?;
        let id = DocId::new(name.as_str());
        let Ok(document) = ingest(&Input { id: &id, uri: &name, bytes: &bytes }) else { continue };
        let found = ballots(&document);
        let line = json!({
            "file": name,
            "title": shown(&found.title),
            "published": shown(&found.published),
            "authors": shown(&found.authors),
        });
        writeln!(out, "{line}")?;
    }
    out.flush()
}

fn collect(folder: &Path, files: &mut Vec<PathBuf>) -> io::Result<()> {
    for entry in std::fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() { collect(&path, files)? } else { files.push(path) }
    }
    Ok(())
}

fn shown(ballots: &[Ballot]) -> Vec<Value> {
    let of = |one: &Ballot| json!({"value": one.value, "rule": one.rule, "score": one.score, "signals": one.signals});
    ballots.iter().map(of).collect()
}
