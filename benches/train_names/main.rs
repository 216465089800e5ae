//! Trains the tagger of the names crate on annotated texts and writes its weights:
//!
//! `cargo run --profile release-fast --example train-names -- train english|russian|roles FOLDER MODEL [WITHOUT…]`
//! `cargo run --profile release-fast --example train-names -- tag english|russian|roles MODEL < TEXTS > SPANS`
//!
//! FOLDER holds the files of `texts.rs`; those whose path holds a WITHOUT are left out, to be measured on. `tag` reads lines of
//! JSON with `id` and `text` and writes what the scorers read. It is no command of the product. The same texts give the same bytes.

mod field;
mod texts;

use field::{Field, Settings};
use rapporteur_annotate::place_hints;
use rapporteur_names::training::{self, Kind, Language};
use serde_json::{Value, json};
use std::collections::HashMap;
use std::io::{self, BufRead, Write};
use std::path::Path;
use texts::Line;

/// A feature seen less often is none.
const RARE: u32 = 3;

fn main() -> io::Result<()> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let usage =
        || io::Error::other("usage: train-names train LANGUAGE FOLDER MODEL [WITHOUT…] | tag LANGUAGE MODEL");
    let (language, kinds) = match arguments.get(1).map(String::as_str) {
        Some("english") => (Language::English, Kind::NAMES),
        Some("russian") => (Language::Russian, Kind::NAMES),
        Some("roles") => (Language::Russian, Kind::ROLES),
        _ => return Err(usage()),
    };
    match (arguments[0].as_str(), &arguments[2..]) {
        ("train", [folder, model, without @ ..]) => {
            train(language, kinds, Path::new(folder), Path::new(model), without)
        }
        ("tag", [model]) => tag(language, kinds, Path::new(model)),
        _ => Err(usage()),
    }
}

/// Rounds of the first training, which chooses the features, and of the second.
const ROUNDS: [usize; 2] = [3, 6];
const SETTINGS: Settings = Settings { rounds: ROUNDS[0], rate: 0.1, dropped: 0.3 };
/// So many features are kept: those whose rows are longest.
const ROWS: usize = 290_000;

fn train(
    language: Language,
    kinds: &[Kind],
    folder: &Path,
    model: &Path,
    without: &[String],
) -> io::Result<()> {
    let mut lines = texts::read(folder, language, kinds, without)?;
    let words: usize = lines.iter().map(|line| line.allowed.len()).sum();
    let mut hashes = numbered(&mut lines);
    writeln!(io::stderr(), "{} lines, {words} words, {} features", lines.len(), hashes.len())?;
    let mut field = Field::new(kinds.len(), hashes.len());
    field.train(&lines, &SETTINGS);
    // The rows that say most are kept, and trained again without the others.
    if hashes.len() > ROWS {
        let kept = strongest(&field, hashes.len(), ROWS);
        hashes = renumbered(&mut lines, &hashes, &kept);
        field = Field::new(kinds.len(), hashes.len());
        field.train(&lines, &Settings { rounds: ROUNDS[1], ..SETTINGS });
    }
    std::fs::write(model, packed(&field, &hashes, kinds.len()))
}

/// Gives every frequent feature a number, in the order of the texts, and drops the others; returns their hashes.
fn numbered(lines: &mut [Line]) -> Vec<u64> {
    let mut counts: HashMap<u64, u32> = HashMap::new();
    for hash in lines.iter().flat_map(|line| line.features.iter().flatten()) {
        *counts.entry(*hash).or_default() += 1;
    }
    let mut numbers: HashMap<u64, u64> = HashMap::new();
    let mut hashes = Vec::new();
    for features in lines.iter_mut().flat_map(|line| line.features.iter_mut()) {
        features.retain_mut(|feature| {
            if counts[feature] < RARE {
                return false;
            }
            let hash = *feature;
            *feature = *numbers.entry(hash).or_insert_with(|| {
                hashes.push(hash);
                hashes.len() as u64 - 1
            });
            true
        });
        features.shrink_to_fit();
    }
    hashes
}

fn strongest(field: &Field, features: usize, most: usize) -> Vec<usize> {
    let strength = |feature: usize| -> f32 {
        let row = &field.weights[feature * field.labels..][..field.labels];
        row.iter().map(|weight| weight * weight).sum()
    };
    let mut order: Vec<(f32, usize)> = (0..features).map(|feature| (strength(feature), feature)).collect();
    order.sort_by(|one, other| other.0.total_cmp(&one.0).then(one.1.cmp(&other.1)));
    let mut kept: Vec<usize> = order[..most].iter().map(|(_, feature)| *feature).collect();
    kept.sort_unstable();
    kept
}

fn renumbered(lines: &mut [Line], hashes: &[u64], kept: &[usize]) -> Vec<u64> {
    let mut numbers = vec![u64::MAX; hashes.len()];
    kept.iter().enumerate().for_each(|(number, &feature)| numbers[feature] = number as u64);
    for features in lines.iter_mut().flat_map(|line| line.features.iter_mut()) {
        features.retain_mut(|feature| {
            *feature = numbers[*feature as usize];
            *feature != u64::MAX
        });
    }
    kept.iter().map(|&feature| hashes[feature]).collect()
}

/// The layout is told in `crates/names/src/tagger/model.rs`.
fn packed(field: &Field, hashes: &[u64], kinds: usize) -> Vec<u8> {
    let labels = field.labels;
    let bits = (hashes.len() as f32 / 3.0).log2().ceil().max(4.0) as u32;
    let rows = &field.weights[..hashes.len() * labels];
    let most = rows.iter().fold(1e-6f32, |most, weight| most.max(weight.abs()));
    // The few greatest weights are clipped, so that the many small ones are told apart.
    let scale = (most / 127.0).min(2.5 / 127.0);
    let mut out = Vec::new();
    for number in [kinds as u32, bits, hashes.len() as u32, scale.to_bits()] {
        out.extend(number.to_le_bytes());
    }
    field.steps().iter().for_each(|weight| out.extend(weight.to_le_bytes()));
    let row = |feature: usize| {
        let row = &rows[feature * labels..][..labels];
        row.iter().map(|weight| (weight / scale).round().clamp(-127.0, 127.0) as i8).collect()
    };
    let rows = hashes.iter().enumerate().map(|(feature, &hash)| (hash, row(feature))).collect();
    out.append(&mut training::packed(rows, bits).expect("hashes are spread evenly"));
    out
}

fn tag(language: Language, kinds: &[Kind], model: &Path) -> io::Result<()> {
    let bytes = std::fs::read(model)?;
    let mut out = io::BufWriter::new(io::stdout().lock());
    for line in io::stdin().lock().lines() {
        let value: Value = serde_json::from_str(&line?).map_err(io::Error::other)?;
        let text = value["text"].as_str().unwrap_or_default();
        let code = if language == Language::English { "en" } else { "ru" };
        let hints = place_hints(text, Some(code));
        let found =
            training::tagged(&bytes, kinds, text, &rapporteur_benches::blocks(text), language, &hints);
        let point = |byte: usize| text[..byte].chars().count();
        let span = |(span, kind): &(rapporteur_model::Span, Kind)| {
            let name = match kind {
                Kind::Person => "PER",
                Kind::Organisation => "ORG",
                Kind::Place => "LOC",
                Kind::Other => "MISC",
                Kind::Role => "ROLE",
            };
            json!({"start": point(span.start()), "end": point(span.end()), "type": name})
        };
        let spans: Vec<Value> = found.iter().map(span).collect();
        writeln!(out, "{}", json!({"id": value["id"], "spans": spans}))?;
    }
    out.flush()
}
