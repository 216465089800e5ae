//! The annotated texts, as lines of features with the labels each word may have.

use rapporteur_annotate::place_hints;
use rapporteur_benches::blocks;
use rapporteur_model::Span;
use rapporteur_names::training::{self, Kind, Language};
use serde_json::Value;
use std::io;
use std::path::Path;

/// A file, the weight of its lines, and which of the kinds of the model it annotates.
pub(crate) struct Source {
    pub(crate) path: &'static str,
    pub(crate) weight: f32,
    kinds: &'static [Kind],
    /// Its lines are broken at a fixed width.
    wrapped: bool,
}

use Kind::{Organisation, Other, Person, Place, Role};

const NAMES: &[Kind] = &[Person, Organisation, Place];
const NAMES_AND_OTHERS: &[Kind] = &[Person, Organisation, Place, Other];
const ALL: &[Kind] = &[Person, Organisation, Place, Other, Role];

const fn source(path: &'static str, weight: f32, kinds: &'static [Kind]) -> Source {
    Source { path, weight, kinds, wrapped: false }
}

/// All open or published for research; the teacher's two are of the public domain.
const ENGLISH: &[Source] = &[
    source("entities/ner/enworldwide_train.jsonl", 1.0, NAMES_AND_OTHERS),
    source("entities/ner/enworldwide_dev.jsonl", 1.0, NAMES_AND_OTHERS),
    source("entities/ner/uner_en_ewt_dev.jsonl", 1.0, NAMES),
    Source { path: "entities/ner/ieer.jsonl", weight: 1.0, kinds: NAMES, wrapped: true },
    source("entities/ner/re3d_other.jsonl", 0.3, NAMES),
    source("entities/ner/wnut17_train.jsonl", 0.4, NAMES_AND_OTHERS),
    source("silver_doj.jsonl", 0.3, NAMES_AND_OTHERS),
    source("silver_dgov.jsonl", 0.2, NAMES_AND_OTHERS),
];

const RUSSIAN: &[Source] = &[
    source("entities/ner/nerel_train.jsonl", 1.0, ALL),
    source("entities/ner/nerel_dev.jsonl", 1.0, ALL),
    source("entities/ner/bsnlp_ru.jsonl", 0.7, NAMES_AND_OTHERS),
    source("entities/ner/factru_dev.jsonl", 1.0, NAMES),
    source("silver_ru.jsonl", 0.15, NAMES),
];

pub(crate) fn sources(language: Language) -> &'static [Source] {
    match language {
        Language::English => ENGLISH,
        Language::Russian => RUSSIAN,
    }
}

/// A line.
pub(crate) struct Line {
    /// The features of each word, as hashes; as numbers of the trainer once it has counted them.
    pub(crate) features: Vec<Vec<u64>>,
    /// The labels each word may have, a bit each.
    pub(crate) allowed: Vec<u32>,
    pub(crate) weight: f32,
}

/// The lines of all sources but those whose path holds one of `without`.
pub(crate) fn read(
    folder: &Path,
    language: Language,
    kinds: &[Kind],
    without: &[String],
) -> io::Result<Vec<Line>> {
    let mut out = Vec::new();
    for source in sources(language) {
        let left_out = without.iter().any(|part| source.path.contains(part.as_str()));
        if left_out || !kinds.iter().any(|kind| source.kinds.contains(kind)) {
            continue;
        }
        let lines = std::fs::read_to_string(folder.join(source.path))?;
        for line in lines.lines().filter(|line| !line.is_empty()) {
            let value: Value = serde_json::from_str(line).map_err(io::Error::other)?;
            text(&value, source, language, kinds, &mut out);
        }
    }
    Ok(out)
}

fn text(value: &Value, source: &Source, language: Language, kinds: &[Kind], out: &mut Vec<Line>) {
    let mut text = value["text"].as_str().unwrap_or_default().to_owned();
    let bytes: Vec<usize> = text.char_indices().map(|(at, _)| at).chain(Some(text.len())).collect();
    if source.wrapped {
        text = unwrapped(&text);
    }
    let mut names: Vec<(Span, usize)> = Vec::new();
    let between = |span: &Value| {
        let at = |key: &str| span[key].as_u64().and_then(|at| bytes.get(at as usize)).copied();
        let (start, end) = (at("start")?, at("end")?);
        (start < end).then(|| Span::new(start, end))
    };
    for span in value["spans"].as_array().into_iter().flatten() {
        let Some(place) = between(span) else { continue };
        let (start, end) = (place.start(), place.end());
        if span["nested"] == true {
            continue;
        }
        let Some(mut kind) = kind(span["type"].as_str().unwrap_or("")) else { continue };
        // «российский» is a country in one of the sources.
        if kind == Place && language == Language::Russian && text[start..].starts_with(char::is_lowercase) {
            kind = Other;
        }
        if let Some(nth) = kinds.iter().position(|one| *one == kind).filter(|_| source.kinds.contains(&kind))
        {
            names.push((trimmed(&text, start, end), nth));
        }
    }
    // Where two teachers do not agree, anything may stand.
    let unsure: Vec<Span> = value["unsure"].as_array().into_iter().flatten().filter_map(between).collect();
    names.sort_by_key(|(span, _)| (span.start(), std::cmp::Reverse(span.end())));
    let code = match language {
        Language::English => "en",
        Language::Russian => "ru",
    };
    let outside = outside(source, kinds);
    for line in training::lines(&text, &blocks(&text), language, &place_hints(&text, Some(code))) {
        let mut allowed = vec![outside; line.spans.len()];
        let mut free = 0;
        for (span, kind) in &names {
            let first = line.spans.partition_point(|word| word.end() <= span.start()).max(free);
            let end = line.spans.partition_point(|word| word.start() < span.end());
            let length = end.saturating_sub(first);
            for (at, allowed) in allowed[first..first + length].iter_mut().enumerate() {
                *allowed = 1 << training::label(*kind, at, length);
            }
            free = free.max(end);
        }
        for span in &unsure {
            let first = line.spans.partition_point(|word| word.end() <= span.start());
            let end = line.spans.partition_point(|word| word.start() < span.end());
            allowed[first..end].fill(u32::MAX);
        }
        out.push(Line { features: line.features, allowed, weight: source.weight });
    }
}

/// The labels of a word outside of the names that are annotated: none, or any of a kind that is not annotated here.
fn outside(source: &Source, kinds: &[Kind]) -> u32 {
    let unknown = kinds.iter().enumerate().filter(|(_, kind)| !source.kinds.contains(kind));
    unknown.fold(1, |labels, (kind, _)| {
        let of = |at, length| 1u32 << training::label(kind, at, length);
        labels | of(0, 1) | of(0, 3) | of(1, 3) | of(2, 3)
    })
}

fn kind(name: &str) -> Option<Kind> {
    match name {
        "PER" => Some(Person),
        "ORG" => Some(Organisation),
        "LOC" => Some(Place),
        "MISC" | "NORP" | "PROD" | "LAW" => Some(Other),
        "ROLE" => Some(Role),
        _ => None,
    }
}

/// Teachers put articles and possessives into names.
fn trimmed(text: &str, start: usize, end: usize) -> Span {
    let name = &text[start..end];
    let article = ["the ", "The ", "THE "]
        .iter()
        .find(|article| name.starts_with(**article))
        .map_or(0, |one| one.len());
    let possessive = ["'s", "’s"].iter().find(|mark| name.ends_with(**mark)).map_or(0, |mark| mark.len());
    if article + possessive >= name.len() {
        Span::new(start, end)
    } else {
        Span::new(start + article, end - possessive)
    }
}

/// The text with its lines joined where no empty line parts them; every byte keeps its place.
fn unwrapped(text: &str) -> String {
    let bytes = text.as_bytes();
    let joins = |at: usize| {
        bytes[at] == b'\n'
            && at > 0
            && bytes[at - 1] != b'\n'
            && !matches!(bytes.get(at + 1), None | Some(b'\n' | b' ' | b'\t'))
    };
    text.char_indices().map(|(at, char)| if joins(at) { ' ' } else { char }).collect()
}
