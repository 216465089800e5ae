//! The annotated texts: what is in them, and which places their annotators saw.

use rapporteur_annotate::{Anchor, entities, place_hints};
use rapporteur_benches::blocks;
use rapporteur_model::Span;
use rapporteur_names::TaggedNames;
use rapporteur_places::Tagged;
use rapporteur_places::training::TrainingName;
use serde_json::Value;
use std::io;
use std::path::Path;

/// Files and the weight of each of their names for the judge of mentions; all open or published for research.
pub(crate) const SOURCES: [(&str, f32); 8] = [
    ("geo/lgl.jsonl", 1.0),
    ("geo/geovirus.jsonl", 1.0),
    ("ner/enworldwide_train.jsonl", 1.0),
    ("ner/gum_names_train.jsonl", 1.0),
    ("ner/wnut17_train.jsonl", 0.5),
    ("ner/ieer.jsonl", 1.0),
    ("ner/nerel_train.jsonl", 1.0),
    ("ner/bsnlp_ru.jsonl", 0.5),
];

/// A place in a text as annotated.
pub(crate) struct Gold {
    span: Span,
    id: Option<u64>,
    at: Option<(f64, f64)>,
}

/// A text.
pub(crate) struct Text {
    pub(crate) id: String,
    pub(crate) source: String,
    pub(crate) text: String,
    pub(crate) language: Option<String>,
    /// The spans of people, organisations and dates, as `annotate` blocks them.
    pub(crate) blocked: Vec<Span>,
    /// What the tagger takes for names. Texts it was trained on would say that it is always right: there it says nothing.
    pub(crate) tagged: Option<TaggedNames>,
    pub(crate) weight: f32,
    /// Whether its places have coordinates.
    pub(crate) placed: bool,
    gold: Vec<Gold>,
    /// The byte of each code point.
    bytes: Vec<usize>,
}

impl Text {
    /// The part it is in when the documents are divided; FNV-1a of its identifier.
    pub(crate) fn fold(&self, folds: u64) -> u64 {
        let hash = |sum: u64, byte: u8| (sum ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
        (self.id.bytes().fold(0xcbf2_9ce4_8422_2325, hash) >> 7) % folds
    }

    /// World news has fewer names of many senses than local papers have, and counts as much.
    pub(crate) fn choice_weight(&self) -> f32 {
        if self.source == "geovirus" { 5.0 } else { 1.0 }
    }

    pub(crate) fn tags(&self) -> Option<Tagged<'_>> {
        self.tagged.as_ref().map(|TaggedNames { places, people, others }| Tagged { places, people, others })
    }

    pub(crate) fn spans(&self) -> Vec<Span> {
        self.gold.iter().map(|gold| gold.span).collect()
    }

    pub(crate) fn gold_of(&self, span: Span) -> Option<&Gold> {
        self.gold.iter().find(|gold| gold.span.overlaps(span)).filter(|gold| gold.at.is_some())
    }

    pub(crate) fn names_a_place(&self, span: Span) -> bool {
        self.gold.iter().any(|gold| gold.span.overlaps(span))
    }

    /// A span in code points.
    pub(crate) fn points(&self, span: Span) -> (usize, usize) {
        let point = |byte: usize| self.bytes.partition_point(|start| *start < byte);
        (point(span.start()), point(span.end()))
    }
}

impl Gold {
    /// Which senses of a name are the place: the same entry, else what lies nearest, within 20 or within 161 km.
    pub(crate) fn right(&self, name: &TrainingName) -> Vec<bool> {
        let same: Vec<bool> = name.senses.iter().map(|sense| self.id == Some(sense.id.0.into())).collect();
        let within = |limit: f64| -> Vec<bool> {
            let near =
                |lat: f32, lon: f32| self.at.is_some_and(|at| km(at, (lat.into(), lon.into())) <= limit);
            name.senses.iter().map(|sense| near(sense.lat, sense.lon)).collect()
        };
        let any = |right: &Vec<bool>| right.iter().any(|right| *right);
        let mut right = [same, within(20.0), within(161.0)].into_iter().find(any).unwrap_or_default();
        // Of a town and the region of its name that only their coordinates tell apart, the town is meant.
        let towns: Vec<bool> =
            right.iter().zip(&name.senses).map(|(right, sense)| *right && sense.town).collect();
        if any(&towns) {
            right = towns;
        }
        right
    }
}

fn km((a, b): (f64, f64), (c, d): (f64, f64)) -> f64 {
    let half = |angle: f64| (angle.to_radians() / 2.0).sin().powi(2);
    let x = half(c - a) + a.to_radians().cos() * c.to_radians().cos() * half(d - b);
    2.0 * 6371.0 * x.sqrt().min(1.0).asin()
}

/// All texts of a folder of sources.
pub(crate) fn read(folder: &Path) -> io::Result<Vec<Text>> {
    let mut out = Vec::new();
    for (path, weight) in SOURCES {
        let lines = std::fs::read_to_string(folder.join(path))?;
        for line in lines.lines().filter(|line| !line.is_empty()) {
            let value: Value = serde_json::from_str(line).map_err(io::Error::other)?;
            out.push(text(&value, crate::stem(path), weight, path.starts_with("geo/")));
        }
    }
    Ok(out)
}

fn text(value: &Value, source: String, weight: f32, placed: bool) -> Text {
    let string = |key: &str| value[key].as_str().map(str::to_owned);
    let text = string("text").unwrap_or_default();
    let bytes: Vec<usize> = text.char_indices().map(|(at, _)| at).chain(Some(text.len())).collect();
    let mut gold = Vec::new();
    for span in value["spans"].as_array().into_iter().flatten() {
        let at = |key: &str| span[key].as_u64().and_then(|at| bytes.get(at as usize)).copied();
        let (Some(start), Some(end)) = (at("start"), at("end")) else { continue };
        if span["type"] == "LOC" && span["nested"] != true && start < end {
            gold.push(Gold {
                span: Span::new(start, end),
                id: span["geonameid"].as_u64(),
                at: span["lat"].as_f64().zip(span["lon"].as_f64()),
            });
        }
    }
    let language = string("lang");
    let code = language.as_deref();
    let names = rapporteur_names::find(&text, &blocks(&text), code, &place_hints(&text, code));
    let dates = entities(&text, &blocks(&text), code, Anchor::none()).dates;
    let mut blocked: Vec<Span> =
        names.closed.iter().copied().chain(dates.iter().map(|date| date.span)).collect();
    blocked.sort_unstable();
    let tagged = names.tagged.filter(|_| placed);
    let id = value["id"].as_str().map_or_else(|| value["id"].to_string(), str::to_owned);
    Text { id, source, text, language, blocked, tagged, weight, placed, gold, bytes }
}
