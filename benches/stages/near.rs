//! Circles and boxes over 100,000 made-up documents of one to three towns each, most of them where people live, beside `where:`.
//!
//! Nothing but places is in them, so that the figures are those of the places alone.

use criterion::Criterion;
use rapporteur_index::{Engine, Writer};
use rapporteur_model::{
    DocId, Document, FacetField, Format, Found, PlaceClause, PlaceField, PlaceId, PlaceKind, PlaceRef,
    PlaceRole, Point, Query, Record, Request, Search, Shape, Sink, Span,
};
use std::path::Path;

const DOCUMENTS: u64 = 100_000;
const COUNTRIES: u32 = 200;

fn main() {
    let mut criterion = Criterion::default().configure_from_args();
    let folder = tempfile::tempdir().expect("a temporary folder");
    build(folder.path());
    let engine = Engine::open(folder.path()).expect("the index opens");
    let circle = |kilometres: u32| {
        let centre = Point::at(40.5, 72.8);
        Query::Inside(Shape::Circle { text: String::new(), centre, metres: kilometres * 1_000 })
    };
    let at = |lat, lon| Point::at(lat, lon).expect("a point");
    let square = |from, to| Query::Inside(Shape::Box { from, to });
    let country =
        PlaceClause { text: String::new(), ids: vec![PlaceId(1)], field: PlaceField::Where, exact: false };
    let questions = [
        ("circle of 100 km", circle(100)),
        ("circle of 1,000 km", circle(1_000)),
        ("circle of 5,000 km", circle(5_000)),
        ("the whole earth", circle(20_037)),
        ("box of 2 by 4 degrees", square(at(39.0, 70.0), at(41.0, 74.0))),
        ("half the earth", square(at(-90.0, 0.0), at(90.0, 180.0))),
        ("where", Query::Place(country)),
    ];
    let mut group = criterion.benchmark_group("near/100,000 documents");
    for (name, query) in &questions {
        let request = Request { snippets: false, limit: 0, ..Request::new(query.clone()) };
        let total = engine.search(&request).expect("an answer").total;
        group.bench_function(format!("{name}: {total} found"), |bencher| {
            bencher.iter(|| engine.search(&request).expect("an answer"));
        });
    }
    let counted = Request { facets: vec![FacetField::Where], limit: 0, ..Request::new(Query::All) };
    group.bench_function("places of all counted", |bencher| {
        bencher.iter(|| engine.search(&counted).expect("an answer"));
    });
    group.finish();
    criterion.final_summary();
}

fn build(folder: &Path) {
    let mut writer = Writer::open(folder).expect("a new index");
    for number in 0..DOCUMENTS {
        writer.put(&record(number)).expect("a record is taken");
    }
    writer.commit().expect("a commit");
}

/// Numbers that look random and are the same every time (splitmix64).
fn chance(number: u64) -> u64 {
    let mut mixed = number.wrapping_mul(0x9E37_79B9_7F4A_7C15);
    mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
    mixed ^ (mixed >> 31)
}

/// One of 40,000 towns between 20° south and 60° north.
fn town(number: u64) -> PlaceRef {
    let id = u32::try_from(number % 40_000).unwrap_or(0);
    let random = chance(u64::from(id));
    let part = |bits: u64, from: f32, to: f32| from + (to - from) * (bits % 10_000) as f32 / 10_000.0;
    PlaceRef {
        id: PlaceId(1_000 + id),
        name: format!("town {id}"),
        kind: PlaceKind::City,
        country: None,
        parents: vec![PlaceId(1 + id % COUNTRIES), PlaceId(900 + id % 20), PlaceId(990 + id % 6)],
        lat: part(random >> 8, -20.0, 60.0),
        lon: part(random >> 32, -180.0, 180.0),
        role: PlaceRole::Mention,
    }
}

fn record(number: u64) -> Record {
    let mut record = Record::bare(Document {
        id: DocId::new(format!("d{number}")),
        uri: format!("d{number}.html"),
        format: Format::Html,
        charset: "utf-8".to_owned(),
        text: "A made-up text.".to_owned(),
        chrome: String::new(),
        blocks: Vec::new(),
        links: Vec::new(),
        declared: Vec::new(),
        foreign: Vec::new(),
        language: Some("en".to_owned()),
        issues: Vec::new(),
    });
    let towns = (0..=number % 3).map(|one| town(chance(number * 3 + one)));
    record.places = towns.map(|town| Found::stated(town, Span::new(0, 1), "made-up")).collect();
    record
}
