//! The floors: what must be reached on this corpus, held by `floors.tsv`.

use crate::tally::Table;
use rapporteur_tests::gold;
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

fn path() -> PathBuf {
    rapporteur_tests::root().join("tests/gate/floors.tsv")
}

/// A digest of every file of the corpus.
fn digest() -> String {
    let mut paths: Vec<PathBuf> = Vec::new();
    for folder in [gold::documents(), rapporteur_tests::root().join("corpus/gold")] {
        let entries = fs::read_dir(folder).expect("the corpus").map(|entry| entry.expect("a file").path());
        // Whoever searches the corpus leaves an index beside it.
        paths.extend(entries.filter(|path| path.is_file()));
    }
    paths.push(rapporteur_tests::root().join("corpus/queries.jsonl"));
    paths.sort();
    let mut hasher = blake3::Hasher::new();
    for path in paths {
        hasher.update(path.file_name().map(std::ffi::OsStr::as_encoded_bytes).unwrap_or_default());
        hasher.update(&fs::read(&path).expect("a readable file"));
    }
    hasher.finalize().to_hex()[..16].to_owned()
}

struct Floors {
    digest: String,
    comments: Vec<String>,
    values: BTreeMap<String, f64>,
}

fn read(path: &Path) -> Floors {
    let text = fs::read_to_string(path).unwrap_or_default();
    let mut floors = Floors { digest: String::new(), comments: Vec::new(), values: BTreeMap::new() };
    for line in text.lines() {
        match line.split_once('\t') {
            Some(("corpus", digest)) => digest.clone_into(&mut floors.digest),
            Some((name, value)) => {
                floors.values.insert(name.to_owned(), value.parse().expect("a floor is a number"));
            }
            None if line.starts_with('#') => floors.comments.push(line.to_owned()),
            None => {}
        }
    }
    floors
}

/// Fails where a figure is below its floor or the floors are those of another corpus.
pub(crate) fn check(table: &Table) -> ExitCode {
    let floors = read(&path());
    let figures = table.figures();
    let mut bad = Vec::new();
    if floors.digest != digest() {
        bad.push("the corpus changed since the floors were pinned; run cargo gate --pin".to_owned());
    }
    for (name, floor) in &floors.values {
        match figures.get(name) {
            Some(figure) if *figure + 0.05 >= *floor => {}
            Some(figure) => bad.push(format!("{name}: {figure:.1} is below its floor {floor:.1}")),
            None => bad.push(format!("{name} has a floor and was not measured")),
        }
    }
    for line in &bad {
        println!("gate: {line}");
    }
    if bad.is_empty() {
        println!("gate: {} figures, none below its floor", floors.values.len());
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    }
}

/// Writes the floors: raised to what is reached; lowered only with a reason.
pub(crate) fn pin(table: &Table, reason: Option<&str>) -> ExitCode {
    let mut floors = read(&path());
    if reason == Some("") {
        println!("gate: --lower needs a reason");
        return ExitCode::FAILURE;
    }
    let fresh = floors.values.is_empty();
    for (name, figure) in table.figures() {
        let figure = (figure * 10.0).floor() / 10.0;
        let known = floors.values.get(&name).copied();
        match (known, reason) {
            (Some(known), None) if figure < known => {
                println!(
                    "gate: {name} is at {figure:.1}, floor {known:.1}; lowering it takes --lower REASON"
                );
            }
            _ => {
                floors.values.insert(name, figure);
            }
        }
    }
    if let Some(reason) = reason.filter(|_| !fresh) {
        floors.comments.push(format!("# lowered: {reason}"));
    }
    let mut text = floors.comments.join("\n");
    text.push_str(if text.is_empty() {
        "# Floors of `cargo gate`, in per cent; written by `cargo gate --pin`.\n"
    } else {
        "\n"
    });
    text.push_str(&format!("corpus\t{}\n", digest()));
    for (name, value) in &floors.values {
        text.push_str(&format!("{name}\t{value:.1}\n"));
    }
    fs::write(path(), text).expect("floors.tsv can be written");
    println!("gate: floors written");
    ExitCode::SUCCESS
}
