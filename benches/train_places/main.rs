//! Trains the two judges of the places crate on annotated texts and writes `crates/places/data/model.tsv`:
//!
//! `cargo run --profile release-fast --example train-places -- FOLDER MODEL [PREDICTIONS]`
//!
//! FOLDER holds the files of `SOURCES`. With PREDICTIONS, a folder, it also trains five times without a fifth of the
//! documents and writes what each model says of those it has not seen, for the scorers. It is no command of the product.
//! The same texts give the same bytes.

mod learn;
mod texts;

use learn::{Choice, Example, Vocabulary};
use rapporteur_places::training::{Linear, Model, TrainingName, chance, dot, given_names, names};
use serde_json::json;
use std::collections::{BTreeMap, HashMap};
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use texts::Text;

const FOLDS: u64 = 5;
/// As `find` has it.
const BELIEVED: f32 = 0.45;

fn main() -> io::Result<()> {
    let mut arguments = std::env::args().skip(1).map(PathBuf::from);
    let usage = || io::Error::other("usage: train-places FOLDER MODEL [PREDICTIONS]");
    let (folder, target) = (arguments.next().ok_or_else(usage)?, arguments.next().ok_or_else(usage)?);
    let texts = texts::read(&folder)?;
    if let Some(predictions) = arguments.next() {
        std::fs::create_dir_all(&predictions)?;
        let mut out: BTreeMap<String, String> = BTreeMap::new();
        for fold in 0..FOLDS {
            let seen: Vec<&Text> = texts.iter().filter(|text| text.fold(FOLDS) != fold).collect();
            let model = train(&seen);
            for text in texts.iter().filter(|text| text.fold(FOLDS) == fold) {
                predict(text, &model, &mut out);
            }
        }
        for (name, lines) in out {
            std::fs::write(predictions.join(name), lines)?;
        }
    }
    let model = train(&texts.iter().collect::<Vec<_>>());
    let mut out = io::BufWriter::new(std::fs::File::create(target)?);
    let sources: Vec<&str> = texts::SOURCES.iter().map(|(path, _)| *path).collect();
    writeln!(
        out,
        "# Made by benches/train_places from {}: judge, number or word, weight.",
        sources.join(", ")
    )?;
    out.write_all(model.lines().as_bytes())?;
    out.flush()
}

/// Each judge is trained on what it will be asked: the second ones on votes that the first ones give.
fn train(texts: &[&Text]) -> Model {
    let mut model = Model::read("");
    model.rank_first = rank(texts, &model, |sense| sense.0);
    model.mention_first = mention(texts, &model, false, |name| &name.first);
    model.rank = rank(texts, &model, |sense| sense.1);
    model.mention = mention(texts, &model, true, |name| &name.second);
    model
}

fn rank(texts: &[&Text], model: &Model, numbers: impl Fn((Vec<f32>, Vec<f32>)) -> Vec<f32>) -> Vec<f32> {
    let mut choices = Vec::new();
    for text in texts.iter().filter(|text| text.placed) {
        for name in given_names(&text.text, text.language.as_deref(), &text.spans(), model) {
            let Some(gold) = text.gold_of(name.span) else { continue };
            let right: Vec<bool> = gold.right(&name);
            if right.iter().any(|right| *right) && !right.iter().all(|right| *right) {
                let senses =
                    name.senses.into_iter().map(|sense| numbers((sense.first, sense.second))).collect();
                choices.push(Choice { senses, right, weight: text.choice_weight() });
            }
        }
    }
    learn::choose(&choices, rapporteur_places::training::SENSE_NUMBERS.len())
}

/// The first judge weighs no words: its chances only weigh votes.
fn mention(
    texts: &[&Text],
    model: &Model,
    with_words: bool,
    numbers: impl Fn(&TrainingName) -> &Vec<f32>,
) -> Linear {
    let mut examples = Vec::new();
    let mut vocabulary = Vocabulary::default();
    for text in texts {
        for name in names(&text.text, text.language.as_deref(), &text.blocked, text.tags(), model) {
            // What is only an adjective is judged by rule.
            if name.senses.iter().all(|sense| sense.adjective) {
                continue;
            }
            let right = text.names_a_place(name.span);
            if with_words {
                vocabulary.learn(&name.words, &text.id);
            }
            let numbers = numbers(&name).clone();
            examples.push(Example { numbers, words: name.words, right, weight: text.weight });
        }
    }
    let words: HashMap<String, usize> = vocabulary.frequent();
    learn::tell(&examples, rapporteur_places::training::MENTION_NUMBERS.len(), &words)
}

/// What a model says of a text, found and with the names given, as lines of `annotate`.
fn predict(text: &Text, model: &Model, out: &mut BTreeMap<String, String>) {
    let best = |name: &TrainingName| {
        let scores: Vec<f32> = name.senses.iter().map(|sense| dot(&model.rank, &sense.second)).collect();
        let most = scores.iter().copied().fold(f32::NEG_INFINITY, f32::max);
        name.senses[scores.iter().position(|score| *score == most).unwrap_or(0)].clone()
    };
    let line = |names: Vec<TrainingName>| {
        let spans: Vec<_> = names
            .iter()
            .map(|name| {
                let (sense, (start, end)) = (best(name), text.points(name.span));
                json!({"start": start, "end": end, "type": "LOC", "geonameid": sense.id.0, "lat": sense.lat, "lon": sense.lon})
            })
            .collect();
        format!("{}\n", json!({"id": text.id, "spans": spans}))
    };
    let mut found = names(&text.text, text.language.as_deref(), &text.blocked, text.tags(), model);
    found.retain(|name| {
        !best(name).adjective && chance(model.mention.score(&name.second, &name.words)) >= BELIEVED
    });
    out.entry(format!("found_{}.jsonl", text.source)).or_default().push_str(&line(found));
    if text.placed {
        let given = given_names(&text.text, text.language.as_deref(), &text.spans(), model);
        out.entry(format!("given_{}.jsonl", text.source)).or_default().push_str(&line(given));
    }
}

fn stem(path: &str) -> String {
    Path::new(path).file_stem().map_or_else(String::new, |stem| stem.to_string_lossy().into_owned())
}
