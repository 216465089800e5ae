//! Places: what a document is about, what is near, and the command that explains a name.

use crate::indexed;
use serde_json::{Value, json};
use std::collections::BTreeSet;

/// The documents a question finds.
fn found(typed: &str) -> BTreeSet<String> {
    let hits = indexed().run(["search", "--jsonl", "-n", "100", typed]).lines();
    hits.iter().filter_map(|hit| Some(hit["id"].as_str()?.to_owned())).collect()
}

fn about(id: &str) -> Vec<(String, String)> {
    let shown = indexed().run(["show", "--json", id]).expect(0).json();
    let text = |value: &Value| value.as_str().expect("a text").to_owned();
    let places = shown["about"].as_array().expect("a list").iter();
    places.map(|place| (text(&place["name"]), text(&place["rule"]))).collect()
}

#[test]
fn the_corpus_is_about_the_places_of_its_titles_and_about_what_its_places_share() {
    let told = |name: &str, rule: &str| vec![(name.to_owned(), format!("about-{rule}"))];
    assert_eq!(about("en-nested-divs.html"), told("Samarkand", "title"));
    assert_eq!(about("en-utf16-visit.html"), told("Batumi", "title"));
    assert_eq!(about("es-taller-lima.html"), told("Lima", "title"));
    assert_eq!(about("ru-skills-dialogue-release.html"), told("Dushanbe", "title"));
    assert_eq!(about("ru-vizit-koi8.html"), told("Baku", "title"));
    assert_eq!(about("en-plan-second-half.md"), told("Kyrgyzstan", "shared"));
    assert_eq!(about("en-unclosed-tags.html"), told("Kyrgyzstan", "shared"));
    assert_eq!(about("en-note-on-the-door.txt"), []);
    assert_eq!(about("en-mapmaker-life.md"), [], "places of a life are no subject");
}

#[test]
fn about_finds_less_than_where_and_goes_up_to_what_holds_a_place() {
    let (named, subject) = (found("where:Uzbekistan"), found("about:Uzbekistan"));
    assert!(subject.contains("en-nested-divs.html"), "{subject:?}");
    assert!(subject.is_subset(&named) && subject.len() < named.len(), "{subject:?} {named:?}");
    assert!(!found("about:=Uzbekistan").contains("en-nested-divs.html"), "it is about a town in it");
    let (any, none) = (found("about:*"), found("about:none"));
    assert!(any.is_disjoint(&none) && any.len() + none.len() == found("*").len());
    assert!(found("about:Kyrgyzstan").contains("en-plan-second-half.md"));
}

#[test]
fn near_finds_towns_within_the_distance_and_a_box_those_between_its_sides() {
    let near = found("near:\"Osh, 50km\"");
    assert!(!near.is_empty() && near.is_subset(&found("where:Kyrgyzstan")), "{near:?}");
    assert_eq!(found("near:Osh"), near, "50 km where nothing is said");
    assert_eq!(found("near:\"Osh, 31.07 mi\""), near);
    assert_eq!(found("near:\"40.53,72.80, 50 km\""), near);
    let wide = found("near:\"Osh, 400 km\"");
    assert!(near.is_subset(&wide) && wide.len() > near.len(), "Bishkek and Naryn: {wide:?}");
    assert_eq!(found("box:\"40,72,41,73.5\""), near);
    assert_eq!(found("box:\"41,73.5,40,72\""), near);
    let events = indexed().run(["events", "--jsonl", "-n", "100", "near:\"Osh, 50km\""]).expect(0).lines();
    assert!(!events.is_empty() && events.iter().all(|hit| hit["events"][0]["venue"]["name"] == "Osh"));
    let one = found("event(near:\"Osh, 50km\" when:2012)");
    assert!(one.contains("en-events-list-2012.html") && one.is_subset(&near), "{one:?}");
    let unknown = indexed().run(["search", "near:\"Xyzzyville, 5 km\""]).expect(1);
    assert!(unknown.err.contains("no place is known as \"Xyzzyville\""), "{}", unknown.err);
}

#[test]
fn a_name_is_explained_with_its_candidates_what_holds_them_and_which_is_searched() {
    let answer = indexed().run(["places", "--json", "Georgia"]).expect(0).json();
    assert_eq!((&answer["name"], &answer["total"]), (&json!("Georgia"), &json!(2)));
    let candidates = answer["candidates"].as_array().expect("candidates");
    let told = |at: usize| {
        let one = &candidates[at];
        (one["geonameid"].clone(), one["kind"].clone(), one["country"].clone(), one["searched"].clone())
    };
    assert_eq!(told(0), (json!(614_540), json!("country"), json!("GE"), json!(true)));
    assert_eq!(told(1), (json!(4_197_000), json!("region"), json!("US"), json!(false)));
    assert_eq!(candidates[1]["parents"][0]["name"], "United States");
    assert!(
        candidates[1]["why"].as_str().is_some_and(|why| why.contains("where:\"Georgia, United States\""))
    );
    assert!(candidates[0]["lat"].is_number() && candidates[0]["lon"].is_number());
}

#[test]
fn a_name_is_explained_to_people_too_and_an_unknown_one_says_what_to_try() {
    let ran = indexed().run(["places", "-n", "1", "Paris,", "Texas"]).expect(0);
    assert!(ran.out.contains("Paris") && ran.out.contains("Texas › United States"), "{}", ran.out);
    assert!(ran.out.contains("where: takes it") && ran.err.is_empty(), "{}{}", ran.out, ran.err);
    let none = indexed().run(["places", "Xyzzyville"]).expect(1);
    assert!(none.out.is_empty() && none.err.contains("try its English name"), "{}", none.err);
    let none = indexed().run(["places", "--json", "Xyzzyville"]).expect(1).json();
    assert_eq!(none, json!({"name": "Xyzzyville", "total": 0, "candidates": []}));
    indexed().run(["places"]).expect(2);
}
