//! `annotate`: lines of texts in, the same with spans out, in the same order, one for each.

use super::say;
use crate::exit::Outcome;
use crate::flags::Annotate;
use crate::output::Output;
use anyhow::{Context as _, Result};
use rapporteur_annotate::{ADJECTIVE, Anchor, CAPITAL, entities, places_at};
use rapporteur_model::wire::CodePoints;
use rapporteur_model::{Block, BlockKind, Found, PlaceRef, Span};
use rayon::prelude::*;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use std::fs::File;
use std::io::{BufRead, BufReader, Write, stdin};

#[derive(Deserialize)]
struct TextIn {
    text: String,
    lang: Option<String>,
    date: Option<String>,
    spans: Option<Vec<SpanIn>>,
}

#[derive(Deserialize)]
struct SpanIn {
    start: usize,
    end: usize,
    #[serde(rename = "type")]
    kind: String,
}

#[derive(Serialize)]
struct TextOut {
    id: Value,
    spans: Vec<SpanOut>,
    #[serde(skip_serializing_if = "Option::is_none")]
    error: Option<String>,
}

#[derive(Serialize)]
struct SpanOut {
    start: usize,
    end: usize,
    #[serde(rename = "type")]
    kind: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    value: Option<String>,
    /// The open interval that begins or ends with the value.
    #[serde(skip_serializing_if = "Option::is_none")]
    interval: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    geonameid: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    lat: Option<f64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    lon: Option<f64>,
    /// Of people, a number from 1 that the mentions of one person in the text share.
    #[serde(skip_serializing_if = "Option::is_none")]
    chain: Option<usize>,
}

/// Lines are read and written in chunks of so many.
const CHUNK: usize = 256;

pub(crate) fn run(flags: &Annotate, output: &mut Output) -> Result<Outcome> {
    let lines: Box<dyn BufRead> = match &flags.file {
        Some(file) if file.as_os_str() != "-" => Box::new(BufReader::new(
            File::open(file).with_context(|| format!("cannot read {}", file.display()))?,
        )),
        _ => Box::new(stdin().lock()),
    };
    let mut lines = lines.split(b'\n');
    let (mut number, mut failed) = (0, false);
    loop {
        let chunk: Vec<Vec<u8>> =
            lines.by_ref().take(CHUNK).collect::<std::io::Result<_>>().context("cannot read a line")?;
        if chunk.is_empty() {
            break;
        }
        let answers: Vec<TextOut> = chunk.par_iter().map(|line| annotated(line)).collect();
        for answer in answers {
            number += 1;
            if let Some(error) = &answer.error {
                say(&format!("line {number}: {error}"));
                failed = true;
            }
            serde_json::to_writer(&mut output.out, &answer)?;
            writeln!(output.out)?;
        }
    }
    Ok(if failed { Outcome::Incomplete } else { Outcome::of(number > 0) })
}

/// Whatever is wrong with a line, it has an answer, with its `id` where that can be read.
fn annotated(line: &[u8]) -> TextOut {
    let line = line.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(line);
    let refused = |id: Value, error: String| TextOut { id, spans: Vec::new(), error: Some(error) };
    let value: Value = match serde_json::from_slice(line) {
        Ok(value) => value,
        Err(_) if line.trim_ascii().is_empty() => return refused(Value::Null, "an empty line".to_owned()),
        Err(error) => return refused(Value::Null, format!("no JSON in UTF-8: {error}")),
    };
    let Some(id) = value.get("id").cloned() else {
        return refused(Value::Null, "no object with \"id\" and \"text\"".to_owned());
    };
    match TextIn::deserialize(&value) {
        Ok(text) => TextOut { error: wrong_span(&text), spans: spans(&text), id },
        Err(error) => refused(id, format!("an object needs \"id\" and a string \"text\": {error}")),
    }
}

/// Whether a span that is given is answered: a place is resolved, a person told from others.
fn is_taken(span: &SpanIn) -> bool {
    matches!(span.kind.as_str(), "LOC" | "PER")
}

/// What is wrong with the first span given that cannot be resolved.
fn wrong_span(input: &TextIn) -> Option<String> {
    let given = input.spans.as_ref()?;
    let length = input.text.chars().count();
    let wrong = given.iter().find(|span| is_taken(span) && (span.start >= span.end || span.end > length))?;
    Some(format!(
        "the span {}..{} is not in the text of {length} characters; it was left out",
        wrong.start, wrong.end
    ))
}

fn spans(input: &TextIn) -> Vec<SpanOut> {
    let text = input.text.as_str();
    let points = CodePoints::of(text);
    let given = input.lang.as_deref().and_then(rapporteur_ingest::language_of_tag);
    let language = given.or_else(|| rapporteur_ingest::language(text));
    let language = language.as_deref();
    let anchor = input.date.as_deref().and_then(|date| rapporteur_dates::parse_declared(date, language));
    let anchor = Anchor::published(anchor);
    if let Some(given) = &input.spans {
        return resolved(text, given, language, anchor, &points);
    }
    let found = entities(text, &blocks(text), language, anchor);
    let plain = |span: Span, kind| plain(span, kind, &points);
    let mut spans: Vec<SpanOut> = Vec::new();
    for (person, chain) in found.people.iter().zip(1..) {
        spans
            .extend(person.mentions.iter().map(|span| SpanOut { chain: Some(chain), ..plain(*span, "PER") }));
    }
    spans.extend(found.organisations.iter().flat_map(|body| &body.mentions).map(|span| plain(*span, "ORG")));
    // "Tajik" and "the capital" say where, but are no names of places.
    let named = found.places.iter().filter(|place| !matches!(place.rule.as_ref(), ADJECTIVE | CAPITAL));
    let mut places = places(named, &found.tagged_places, &points);
    drop_inside(&mut places, &spans);
    spans.extend(places);
    spans.extend(found.roles.iter().map(|span| plain(*span, "ROLE")));
    // The value of a tagged date is that of the date, as in TimeML; what it opens stands beside it.
    spans.extend(found.dates.iter().zip(&found.circumstances).map(|(date, said)| SpanOut {
        value: Some(said.named.unwrap_or(date.value).to_string()),
        interval: said.named.map(|_| date.value.to_string()),
        ..plain(date.span, "DATE")
    }));
    spans.sort_by_key(|span| (span.start, span.end));
    spans
}

/// Drops the places inside the name of a person or an organisation: spans of these three kinds stand beside each other. A search
/// knows them: "Athens Police Department" is in Athens.
fn drop_inside(places: &mut Vec<SpanOut>, names: &[SpanOut]) {
    let mut names: Vec<(usize, usize)> = names.iter().map(|name| (name.start, name.end)).collect();
    names.sort_unstable();
    places.retain(|place| {
        let next = names.partition_point(|name| name.1 <= place.start);
        names.get(next).is_none_or(|name| place.start < name.0 || name.1 < place.end)
    });
}

/// The places: as far as the tagger sees each, with what the gazetteer knows of the name in it, and those that it alone knows.
fn places<'a>(
    named: impl Iterator<Item = &'a Found<PlaceRef>>,
    tagged: &[Span],
    points: &CodePoints,
) -> Vec<SpanOut> {
    let mut named = named.peekable();
    let mut out = Vec::new();
    for span in tagged {
        while let Some(before) = named.next_if(|place| place.span.end() <= span.start()) {
            out.push(located(before, points));
        }
        let mut inside = None;
        while let Some(place) = named.next_if(|place| place.span.start() < span.end()) {
            inside = inside.or(Some(place));
        }
        let place = plain(*span, "LOC", points);
        out.push(match inside {
            Some(known) => SpanOut { start: place.start, end: place.end, ..located(known, points) },
            None => place,
        });
    }
    out.extend(named.map(|place| located(place, points)));
    out
}

fn plain(span: Span, kind: &'static str, points: &CodePoints) -> SpanOut {
    SpanOut {
        start: points.at(span.start()),
        end: points.at(span.end()),
        kind,
        value: None,
        interval: None,
        geonameid: None,
        lat: None,
        lon: None,
        chain: None,
    }
}

fn located(place: &Found<PlaceRef>, points: &CodePoints) -> SpanOut {
    SpanOut {
        value: Some(place.value.name.clone()),
        geonameid: Some(place.value.id.0),
        lat: Some(degrees(place.value.lat)),
        lon: Some(degrees(place.value.lon)),
        ..plain(place.span, "LOC", points)
    }
}

/// Four decimals, as everywhere in the contracts; single precision has no more to say.
fn degrees(value: f32) -> f64 {
    (f64::from(value) * 1e4).round() / 1e4
}

/// Spans that are given: places are resolved, people told from each other, none is found.
fn resolved(
    text: &str,
    given: &[SpanIn],
    language: Option<&str>,
    anchor: Anchor,
    points: &CodePoints,
) -> Vec<SpanOut> {
    let bytes: Vec<usize> = text.char_indices().map(|(at, _)| at).chain(Some(text.len())).collect();
    let of = |kind: &str| -> Vec<Span> {
        let taken =
            given.iter().filter(|span| span.kind == kind && span.start < span.end && span.end < bytes.len());
        taken.map(|span| Span::new(bytes[span.start], bytes[span.end])).collect()
    };
    let (people, places) = (of("PER"), of("LOC"));
    let mut spans: Vec<SpanOut> = places_at(text, language, anchor.last_day(), &places)
        .iter()
        .map(|place| located(place, points))
        .collect();
    if people.is_empty() {
        return spans;
    }
    let chains = rapporteur_names::chain(text, &people);
    let chained =
        |(span, chain): (&Span, usize)| SpanOut { chain: Some(chain + 1), ..plain(*span, "PER", points) };
    spans.extend(people.iter().zip(chains).map(chained));
    spans.sort_by_key(|span| (span.start, span.end));
    spans
}

/// The lines of a plain text, as paragraphs.
fn blocks(text: &str) -> Vec<Block> {
    let mut blocks = Vec::new();
    let mut start = 0;
    for line in text.split('\n') {
        let end = start + line.len();
        if !line.trim().is_empty() {
            blocks.push(Block { kind: BlockKind::Paragraph, span: Span::new(start, end) });
        }
        start = end + 1;
    }
    blocks
}
