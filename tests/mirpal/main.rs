//! One real programme page, given as text, of which a careful reader has written down what must be found.
//!
//! The page belongs to others and is not in the repository: it is looked for in `$RAPPORTEUR_SHARED`, or in `../shared` beside
//! the checkout. Where it is absent the test says so and passes.

use rapporteur_tests::drive::Program;
use serde_json::Value;
use std::env;
use std::path::PathBuf;

fn folder() -> Option<PathBuf> {
    let shared = env::var_os("RAPPORTEUR_SHARED").map(PathBuf::from);
    let shared = shared.unwrap_or_else(|| rapporteur_tests::root().join("../shared"));
    let folder = shared.join("data/mirpal");
    folder.join("expected.json").is_file().then_some(folder)
}

fn list<'a>(value: &'a Value, name: &str) -> &'a [Value] {
    value[name].as_array().map_or(&[], Vec::as_slice)
}

/// Every difference between what was extracted and what is expected, one sentence each.
fn differences(found: &Value, expected: &Value) -> Vec<String> {
    let mut wrong = Vec::new();
    let mut same = |what: &str, found: &Value, expected: &Value| {
        if found != expected {
            wrong.push(format!("{what} is {found} and should be {expected}"));
        }
    };
    same("the title", &found["title"], &expected["title"]);
    same("the language", &found["language"], &expected["language"]);
    same("the publication date", &found["published"], &expected["published"]);
    let events = list(found, "events");
    for event in list(expected, "events") {
        let when = event["when"].as_str().unwrap_or("?");
        let venue = &event["venue"]["geonameid"];
        let told =
            events.iter().find(|told| told["when"] == event["when"] && told["venue"]["geonameid"] == *venue);
        let Some(told) = told else {
            wrong.push(format!("there is no event of {when} in {}", event["venue"]));
            continue;
        };
        let mut same = |what: &str| {
            if event.get(what).is_some() && told[what] != event[what] {
                wrong.push(format!(
                    "the {what} of the event of {when} is {} and should be {}",
                    told[what], event[what]
                ));
            }
        };
        same("status");
        // A name may be missing, never wrong.
        if !told["name"].is_null() {
            same("name");
        }
        for person in list(event, "people") {
            if !list(told, "people").contains(person) {
                wrong.push(format!("{person} is not at the event of {when}"));
            }
        }
        for body in list(event, "organisations") {
            if !list(told, "organisations").iter().any(|told| told["name"] == *body) {
                wrong.push(format!("{body} is not at the event of {when}"));
            }
        }
    }
    for person in list(expected, "people") {
        match list(found, "people").iter().find(|told| told["name"] == person["name"]) {
            None => wrong.push(format!("{} is not found", person["name"])),
            Some(told) if told["role"] != person["role"] => {
                wrong
                    .push(format!("{} is {} and should be {}", person["name"], told["role"], person["role"]));
            }
            Some(_) => {}
        }
    }
    for name in list(expected, "not_venues") {
        let venue = events.iter().find(|event| event["venue"]["name"] == *name);
        wrong.extend(venue.map(|event| format!("{name} is called a venue: {event}")));
    }
    let dated = list(expected, "events").iter().map(|event| &event["when"]).collect::<Vec<_>>();
    for event in events.iter().filter(|event| !event["when"].is_null() && !dated.contains(&&event["when"])) {
        wrong.push(format!("something else is called an event: {event}"));
    }
    wrong
}

#[test]
fn a_real_page_gives_its_title_its_six_events_with_their_places_and_its_three_people() {
    let Some(folder) = folder() else {
        println!("skipped: the page is not here; RAPPORTEUR_SHARED says where to look");
        return;
    };
    let text = std::fs::read_to_string(folder.join("expected.json")).expect("a readable expectation");
    let expected: Value = serde_json::from_str(&text).expect("an expectation");
    let program = Program::new(env!("CARGO_BIN_EXE_rapporteur-under-test"), &folder);
    let found = program.run(["extract", "source.txt"]).expect(0).lines().remove(0);
    let wrong = differences(&found, &expected);
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn every_kind_of_difference_is_noticed() {
    let expected: Value = serde_json::json!({
        "title": "A", "language": "en", "published": null,
        "events": [{"when": "2011-11-29", "venue": {"geonameid": 1}, "name": "N", "status": "held", "people": ["P"], "organisations": ["O"]}],
        "people": [{"name": "P", "role": "expert"}], "not_venues": ["Armenia"],
    });
    let right = serde_json::json!({
        "title": "A", "language": "en", "published": null,
        "events": [{"when": "2011-11-29", "venue": {"geonameid": 1, "name": "X"}, "name": null, "status": "held", "people": ["P"], "organisations": [{"name": "O"}]}],
        "people": [{"name": "P", "role": "expert"}],
    });
    assert_eq!(differences(&right, &expected), Vec::<String>::new());
    for (pointer, value) in [
        ("/title", "B".into()),
        ("/published", serde_json::json!({"start": "2012-01-01"})),
        ("/events/0/when", "2011-11-30".into()),
        ("/events/0/venue/geonameid", 2.into()),
        ("/events/0/venue/name", "Armenia".into()),
        ("/events/0/status", "announced".into()),
        ("/events/0/name", "Another Name".into()),
        ("/events/0/people", serde_json::json!([])),
        ("/events/0/organisations", serde_json::json!([])),
        ("/people/0/role", "poet".into()),
        ("/people", serde_json::json!([])),
    ] {
        let mut wrong = right.clone();
        *wrong.pointer_mut(pointer).expect("a place") = value;
        assert!(!differences(&wrong, &expected).is_empty(), "{pointer} was not noticed");
    }
}
