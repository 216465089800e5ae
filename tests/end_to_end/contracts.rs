//! The machine contracts of DESIGN §5. Programs outside the repository read them: fields are added, never renamed.

use crate::indexed;
use serde_json::{Value, json};

/// What a value must look like: an example in which `null` beside a value in a pair means optional.
#[derive(Clone, Copy)]
enum Shape<'a> {
    Text,
    Number,
    Truth,
    Maybe(&'a Shape<'a>),
    Many(&'a Shape<'a>),
    /// Members that must be there; others may be.
    Object(&'a [(&'a str, Shape<'a>)]),
}

use Shape::{Many, Maybe, Number, Object, Text, Truth};

/// Where a value differs from its shape.
fn differences(value: &Value, shape: &Shape<'_>, path: &str, found: &mut Vec<String>) {
    match (shape, value) {
        (Text, Value::String(_))
        | (Number, Value::Number(_))
        | (Truth, Value::Bool(_))
        | (Maybe(_), Value::Null) => {}
        (Maybe(shape), value) => differences(value, shape, path, found),
        (Many(shape), Value::Array(values)) => {
            values
                .iter()
                .enumerate()
                .for_each(|(at, value)| differences(value, shape, &format!("{path}[{at}]"), found));
        }
        (Object(members), Value::Object(object)) => {
            for (name, shape) in *members {
                match object.get(*name) {
                    Some(value) => differences(value, shape, &format!("{path}.{name}"), found),
                    None => found.push(format!("{path}.{name} is missing")),
                }
            }
        }
        _ => found.push(format!("{path} is {value}")),
    }
}

#[track_caller]
fn check(value: &Value, shape: &Shape<'_>) {
    let mut found = Vec::new();
    differences(value, shape, "", &mut found);
    assert!(found.is_empty(), "{found:?} in {value}");
}

const VENUE: Shape<'_> = Object(&[
    ("geonameid", Number),
    ("name", Text),
    ("country", Maybe(&Text)),
    ("lat", Number),
    ("lon", Number),
]);

const EVENT: Shape<'_> = Object(&[
    ("when", Maybe(&Text)),
    ("precision", Maybe(&Text)),
    ("inferred", Truth),
    ("venue", Maybe(&VENUE)),
    ("name", Maybe(&Text)),
    ("people", Many(&Text)),
    ("organisations", Many(&Object(&[("name", Text), ("role", Text)]))),
    ("status", Text),
    ("evidence", Many(&Object(&[("text", Text)]))),
]);

const DOCUMENT: Shape<'_> = Object(&[
    ("uri", Text),
    ("id", Text),
    ("title", Maybe(&Text)),
    ("language", Maybe(&Text)),
    ("authors", Many(&Text)),
    (
        "published",
        Maybe(&Object(&[
            ("start", Text),
            ("end", Text),
            ("precision", Text),
            ("inferred", Truth),
            ("evidence", Text),
            ("rule", Text),
        ])),
    ),
    ("text", Text),
    ("chrome", Text),
    (
        "dates",
        Many(&Object(&[
            ("start", Number),
            ("end", Number),
            ("value", Text),
            ("precision", Text),
            ("inferred", Truth),
        ])),
    ),
    (
        "places",
        Many(&Object(&[
            ("start", Number),
            ("end", Number),
            ("text", Text),
            ("geonameid", Number),
            ("name", Text),
            ("country", Maybe(&Text)),
            ("lat", Number),
            ("lon", Number),
            ("role", Text),
        ])),
    ),
    (
        "people",
        Many(&Object(&[
            ("name", Text),
            ("role", Maybe(&Text)),
            ("organisation", Maybe(&Text)),
            ("mentions", Many(&Many(&Number))),
        ])),
    ),
    (
        "organisations",
        Many(&Object(&[("name", Text), ("role", Maybe(&Text)), ("mentions", Many(&Many(&Number)))])),
    ),
    ("events", Many(&EVENT)),
    ("issues", Many(&Object(&[("code", Text), ("message", Text)]))),
]);

const HIT: Shape<'_> = Object(&[
    ("id", Text),
    ("uri", Text),
    ("title", Maybe(&Text)),
    ("language", Maybe(&Text)),
    ("published", Maybe(&Text)),
    ("score", Number),
    ("event", Maybe(&Number)),
    ("snippet", Maybe(&Object(&[("text", Text), ("highlights", Many(&Many(&Number)))]))),
    ("events", Many(&EVENT)),
    ("why", Many(&Text)),
]);

/// The code points of a text from one offset to another.
fn slice(text: &str, start: &Value, end: &Value) -> String {
    let at = |value: &Value| usize::try_from(value.as_u64().expect("an offset")).expect("a small offset");
    text.chars().skip(at(start)).take(at(end) - at(start)).collect()
}

#[test]
fn a_shape_notices_what_is_missing_or_of_another_kind() {
    let wrong = json!({"id": 1, "uri": "x", "events": [{"when": 5}]});
    let mut found = Vec::new();
    differences(&wrong, &HIT, "", &mut found);
    assert!(found.iter().any(|difference| difference == ".id is 1"), "{found:?}");
    assert!(found.iter().any(|difference| difference == ".title is missing"), "{found:?}");
    assert!(found.iter().any(|difference| difference == ".events[0].when is 5"), "{found:?}");
}

#[test]
fn extract_keeps_its_contract_for_every_document_and_its_offsets_count_code_points() {
    let ran = indexed().run(["extract", "."]).expect(0);
    let (mut places, mut events) = (0, 0);
    for document in ran.lines() {
        check(&document, &DOCUMENT);
        let text = document["text"].as_str().expect("a text");
        for place in document["places"].as_array().expect("places") {
            assert_eq!(slice(text, &place["start"], &place["end"]), place["text"].as_str().expect("a text"));
            places += 1;
        }
        for event in document["events"].as_array().expect("events") {
            for evidence in event["evidence"].as_array().expect("evidence") {
                assert_eq!(
                    slice(text, &evidence["start"], &evidence["end"]),
                    evidence["text"].as_str().expect("a text")
                );
                events += 1;
            }
        }
        for person in document["people"].as_array().expect("people") {
            for mention in person["mentions"].as_array().expect("mentions") {
                assert!(!slice(text, &mention[0], &mention[1]).trim().is_empty(), "{person}");
            }
        }
        for date in document["dates"].as_array().expect("dates") {
            let value = date["value"].as_str().expect("a value");
            assert_eq!(
                value.parse::<rapporteur_model::When>().map(|when| when.to_string()).as_deref(),
                Ok(value)
            );
        }
    }
    assert!(places > 100 && events > 50, "too little to be a test: {places} places, {events} sentences");
}

#[test]
fn show_gives_what_extract_gave() {
    let extracted = indexed().run(["extract", "ru-seminar-kiev.html"]).expect(0).lines().remove(0);
    let shown = indexed().run(["show", "--json", "ru-seminar-kiev.html"]).expect(0).json();
    assert_eq!(shown, extracted);
}

#[test]
fn annotate_answers_line_for_line_with_offsets_in_code_points() {
    let texts = [
        json!({"id": "en", "text": "On November 18 the seminar met in Dushanbe.", "lang": "en", "date": "2011-12-01"}),
        json!({"id": 7, "text": "🎈 Совещание прошло в Бишкеке 5 мая 2012 года.", "lang": "ru"}),
        json!({"id": "given", "text": "Osh, Paris and Rome", "spans": [{"start": 0, "end": 3, "type": "LOC"}, {"start": 5, "end": 10, "type": "PER"}]}),
        json!({"id": "empty", "text": ""}),
    ];
    let mut input: String = texts.iter().map(|text| format!("{text}\n")).collect();
    input.push_str("this is no JSON\n");
    let ran = indexed().fed(input.as_bytes(), ["annotate"]).expect(2);
    let lines = ran.lines();
    assert_eq!(lines.len(), 5, "one line out for each line in");
    let span = Object(&[("start", Number), ("end", Number), ("type", Text)]);
    for line in &lines {
        check(line, &Object(&[("spans", Many(&span))]));
    }
    let ids: Vec<&Value> = lines.iter().map(|line| &line["id"]).collect();
    assert_eq!(ids, [&json!("en"), &json!(7), &json!("given"), &json!("empty"), &Value::Null]);
    let told = |line: usize| -> Vec<(String, String, String)> {
        let text = texts[line]["text"].as_str().expect("a text");
        let spans = lines[line]["spans"].as_array().expect("spans");
        spans
            .iter()
            .map(|span| {
                let value = span.get("value").and_then(Value::as_str).unwrap_or("");
                (
                    span["type"].as_str().expect("a type").to_owned(),
                    slice(text, &span["start"], &span["end"]),
                    value.to_owned(),
                )
            })
            .collect()
    };
    let owned = |kind: &str, text: &str, value: &str| (kind.to_owned(), text.to_owned(), value.to_owned());
    assert_eq!(told(0), [owned("DATE", "November 18", "2011-11-18"), owned("LOC", "Dushanbe", "Dushanbe")]);
    assert_eq!(told(1), [owned("LOC", "Бишкеке", "Bishkek"), owned("DATE", "5 мая 2012 года", "2012-05-05")]);
    assert_eq!(
        told(2),
        [owned("LOC", "Osh", "Osh"), owned("PER", "Paris", "")],
        "what is given is resolved or chained, nothing else is found"
    );
    assert_eq!(lines[2]["spans"][0]["geonameid"], 1_527_534);
    assert_eq!(
        lines[2]["spans"][0]["lat"].to_string(),
        "40.5283",
        "four decimals, as in the other contracts"
    );
    assert!(told(3).is_empty());
    assert!(lines[4]["error"].as_str().is_some_and(|error| error.contains("id")), "{}", lines[4]);
    assert!(ran.err.contains("line 5"), "{}", ran.err);
}

#[test]
fn search_keeps_its_contract_as_one_object_and_as_lines() {
    let page = indexed()
        .run([
            "search",
            "--json",
            "--explain",
            "--facet",
            "where,lang",
            "-n",
            "3",
            "event(where:\"Central Asia\" when:2012..2014) -lakes",
        ])
        .expect(0)
        .json();
    let facet = Object(&[("field", Text), ("values", Many(&Object(&[("value", Text), ("count", Number)])))]);
    check(
        &page,
        &Object(&[
            ("query", Text),
            ("total", Number),
            ("offset", Number),
            ("limit", Number),
            ("hits", Many(&HIT)),
            ("facets", Many(&facet)),
            ("excluded", Object(&[("undated", Number), ("unplaced", Number)])),
            ("clauses", Many(&Object(&[("clause", Text), ("count", Number)]))),
            ("warnings", Many(&Text)),
        ]),
    );
    let hits = page["hits"].as_array().expect("hits");
    assert_eq!(
        (hits.len(), page["facets"].as_array().map(Vec::len), page["clauses"].as_array().map(Vec::len)),
        (3, Some(2), Some(2))
    );
    for hit in hits {
        let snippet = hit["snippet"]["text"].as_str().expect("a snippet");
        for highlight in hit["snippet"]["highlights"].as_array().expect("highlights") {
            assert!(!slice(snippet, &highlight[0], &highlight[1]).trim().is_empty(), "{hit}");
        }
        assert!(
            !hit["why"].as_array().expect("reasons").is_empty()
                && !hit["events"].as_array().expect("events").is_empty()
        );
    }
    let lines = indexed()
        .run(["search", "--jsonl", "-n", "3", "event(where:\"Central Asia\" when:2012..2014) -lakes"])
        .expect(0);
    lines.lines().iter().for_each(|line| check(line, &HIT));
    let id = |hits: &[Value]| hits.iter().map(|hit| hit["id"].to_string()).collect::<Vec<_>>();
    assert_eq!(id(&lines.lines()), id(hits));
}

#[test]
fn a_batch_gives_run_lines_in_the_order_of_ranks() {
    let topics = "{\"id\": \"t1\", \"text\": \"shared lakes conference\"}\n\n{\"id\": \"t2\", \"text\": \"nothing-like-this\"}\n";
    let ran =
        indexed().fed(topics.as_bytes(), ["search", "--batch", "-", "--format", "trec", "-n", "5"]).expect(0);
    let mut last = f64::INFINITY;
    for (at, line) in ran.out.lines().enumerate() {
        let columns: Vec<&str> = line.split(' ').collect();
        assert_eq!(columns.len(), 6, "{line}");
        assert_eq!((columns[0], columns[1], columns[5]), ("t1", "Q0", "rapporteur"));
        assert_eq!(columns[3], (at + 1).to_string());
        let score: f64 = columns[4].parse().expect("a score");
        assert!(score <= last, "{line} after {last}");
        last = score;
    }
    assert!(ran.out.starts_with("t1 Q0 en-third-water-conference.html 1 "), "{}", ran.out);
    let wrong = indexed().fed(b"{\"id\": \"x\"}\n", ["search", "--batch", "-", "--format", "trec"]).expect(2);
    assert!(wrong.err.contains("line 1 of - is no query"), "{}", wrong.err);
    indexed().fed(b"", ["search", "--batch", "-"]).expect(2);
}

#[test]
fn comma_separated_values_calendars_and_maps_have_the_forms_of_their_standards() {
    let hits = indexed().run(["search", "--csv", "-n", "40", "where:\"Central Asia\""]).expect(0);
    assert!(hits.out.starts_with("id,uri,title,published,language,score,events\n"), "{}", hits.out);
    let events = indexed().run(["events", "--csv", "-n", "5", "where:Dushanbe"]).expect(0);
    let header = "when,precision,inferred,venue,country,latitude,longitude,geonameid,name,people,organisations,status,\
                  evidence,id,uri,title,published,language\n";
    assert!(events.out.starts_with(header), "{}", events.out);
    let calendar = indexed().run(["events", "--ics", "-n", "50", "where:Dushanbe"]).expect(0);
    let lines: Vec<&str> = calendar.out.split("\r\n").collect();
    assert_eq!(
        (lines[0], lines[1], lines[lines.len() - 2]),
        ("BEGIN:VCALENDAR", "VERSION:2.0", "END:VCALENDAR")
    );
    assert!(
        lines.iter().all(|line| line.len() <= 75 && !line.contains('\n')),
        "a line is too long or ends otherwise"
    );
    let count = |start: &str| lines.iter().filter(|line| line.starts_with(start)).count();
    assert_eq!(count("BEGIN:VEVENT"), count("DTSTART;VALUE=DATE:"));
    assert_eq!(count("BEGIN:VEVENT"), count("UID:"));
    assert!(count("BEGIN:VEVENT") >= 3);
    let map = indexed().run(["events", "--geojson", "-n", "50", "where:Dushanbe"]).expect(0).json();
    assert_eq!(map["type"], "FeatureCollection");
    for feature in map["features"].as_array().expect("features") {
        assert_eq!((&feature["type"], &feature["geometry"]["type"]), (&json!("Feature"), &json!("Point")));
        let (lon, lat) = (&feature["geometry"]["coordinates"][0], &feature["geometry"]["coordinates"][1]);
        assert!(lon.as_f64().is_some_and(|lon| (68.0..70.0).contains(&lon)), "longitude first: {feature}");
        assert!(lat.as_f64().is_some_and(|lat| (38.0..39.0).contains(&lat)), "{feature}");
    }
}
