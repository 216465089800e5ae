//! People: one name over several documents, in several spellings and scripts, and why it matches.

use crate::program;
use crate::serving::Server;
use rapporteur_tests::drive::Program;
use rustix::process::Signal;
use serde_json::{Value, json};
use std::path::Path;
use std::sync::LazyLock;

/// The binary in a folder whose index holds a few texts that name the same people differently.
fn indexed() -> &'static Program {
    static PROGRAM: LazyLock<Program> = LazyLock::new(|| {
        let texts = [
            (
                "one",
                "en",
                "The Program Coordinator Sudharshan Canagarajah opened the seminar. Mr. Canagarajah thanked the hosts.",
            ),
            ("two", "en", "The study was presented by Dr. S. Canagarajah, director at the World Bank."),
            (
                "three",
                "ru",
                "Координатор программы Сударшан Канагараджа выступил в Душанбе. Доклад Канагараджи обсудили.",
            ),
            ("four", "en", "Mr. Igor Petrov met Mr. Ivan Petrov. Mrs. Anna Petrova said nothing."),
            ("five", "ru", "Министр труда Игорь Петров открыл встречу. Слово дали Петрову."),
            ("six", "en", "Mr. William Harrow spoke about wells."),
            ("seven", "ru", "По словам координатора программы Сударшана Канагараджи, всё готово."),
            ("eight", "ru", "Министр беседовал с Сударшаном Канагараджой о сезонных рабочих."),
        ];
        let lines: String = texts
            .iter()
            .map(|(id, lang, text)| format!("{}\n", json!({"id": id, "lang": lang, "text": text})))
            .collect();
        let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("indexed-people");
        // An earlier run's, if there was one.
        let _ = std::fs::remove_dir_all(&folder);
        std::fs::create_dir_all(&folder).expect("a folder");
        let program = program(&folder).with("RAPPORTEUR_INDEX_DIR", "index");
        program.fed(lines.as_bytes(), ["index", "--quiet", "--jsonl", "-"]).expect(0);
        program
    });
    &PROGRAM
}

fn people(name: &str) -> Value {
    indexed().run(["people", "--json", name]).expect(0).json()
}

fn documents(person: &Value) -> Vec<&str> {
    let documents = person["documents"].as_array().expect("documents").iter();
    documents.map(|document| document["id"].as_str().expect("an identifier")).collect()
}

fn found(typed: &str) -> Vec<String> {
    let mut ids: Vec<String> = indexed()
        .run(["search", "--jsonl", typed])
        .lines()
        .iter()
        .map(|hit| hit["id"].as_str().expect("an id").to_owned())
        .collect();
    ids.sort_unstable();
    ids
}

#[test]
fn a_name_is_explained_with_spellings_roles_and_documents() {
    let answer = people("Канагараджа");
    assert_eq!((&answer["total"], &answer["documents"]), (&json!(1), &json!(5)), "{answer:#}");
    let person = &answer["people"][0];
    assert_eq!(person["name"], "Сударшан Канагараджа");
    assert_eq!(documents(person), ["one", "three", "eight", "seven", "two"], "most mentions first");
    let why = |spelt: &str| {
        let mut spellings = person["spellings"].as_array().expect("spellings").iter();
        spellings.find(|spelling| spelling["name"] == spelt).map(|spelling| spelling["why"].clone())
    };
    assert_eq!(why("Сударшан Канагараджа"), Some(json!([])));
    assert_eq!(why("Сударшаном Канагараджой"), Some(json!(["instrumental"])));
    assert_eq!(why("S. Canagarajah"), Some(json!(["transliteration", "initials"])));
    assert_eq!(why("Канагараджи"), Some(json!(["genitive", "part of the name"])));
    assert!(person["roles"].to_string().contains("director"), "{person:#}");
    let written = indexed().run(["people", "canagarajah"]).expect(0).out;
    assert!(written.contains("S. Canagarajah (1; transliteration, initials)"), "{written}");
}

#[test]
fn two_people_of_one_surname_are_two_and_the_most_frequent_comes_first() {
    let answer = people("Petrov");
    let names: Vec<&Value> =
        answer["people"].as_array().expect("people").iter().map(|person| &person["name"]).collect();
    assert_eq!(names.len(), 3, "{answer:#}");
    assert!(names[0] == "Igor Petrov" || names[0] == "Игорь Петров");
    assert!(names.contains(&&json!("Ivan Petrov")) && names.contains(&&json!("Anna Petrova")));
    assert_eq!(documents(&answer["people"][0]), ["five", "four"]);
    let one = indexed().run(["people", "-n", "1", "Petrov"]).expect(0).out;
    assert!(one.contains("2 more; -n 3 shows all"), "{one}");
}

#[test]
fn nobody_of_that_name_is_told_and_the_literal_spelling_can_be_asked_for() {
    let nobody = indexed().run(["people", "Xyzzy"]).expect(1);
    assert!(nobody.err.contains("nobody in the index"), "{}", nobody.err);
    assert_eq!(people("=Petrov")["documents"], 1);
    indexed().run(["people"]).expect(2);
}

#[test]
fn a_person_is_found_in_any_spelling_and_the_answer_says_why() {
    assert_eq!(found("who:Canagarajah"), ["eight", "one", "seven", "three", "two"]);
    assert_eq!(found("who:\"Canagarajah Sudharshan\""), ["eight", "one", "seven", "three"]);
    assert_eq!(found("who:=Канагараджа"), ["eight", "seven", "three"]);
    assert_eq!(found("who:\"Bill Harrow\""), ["six"]);
    assert_eq!(found("who:\"Игоря Петрова\""), ["five", "four"]);
    let hits = indexed().run(["search", "--jsonl", "--explain", "who:Canagarajah"]).expect(0).lines();
    let three = hits.iter().find(|hit| hit["id"] == "three").expect("a hit");
    let matched = three["matched"][0].as_str().expect("a reason");
    assert!(matched.contains("transliteration"), "{matched}");
    let written = indexed().run(["search", "--explain", "who:Canagarajah"]).expect(0).out;
    assert!(written.contains("matched Сударшана Канагараджи: transliteration, genitive"), "{written}");
    let exact = indexed().run(["search", "--jsonl", "--explain", "who:=Канагараджа"]).expect(0).lines();
    assert!(exact[0].get("matched").is_none());
}

#[test]
fn the_web_page_says_why_a_name_matches_and_counts_spellings_together_as_well() {
    let server = Server::of(indexed(), &[]);
    let answer = server.json("/search?q=who%3ACanagarajah&explain=1&facet=who");
    let hits = answer["hits"].as_array().expect("hits");
    let seven = hits.iter().find(|hit| hit["id"] == "seven").expect("a hit");
    assert_eq!(
        seven["matched"],
        json!(["Сударшана Канагараджи: transliteration, genitive, part of the name"])
    );
    let facets = answer["facets"].as_array().expect("facets");
    let who = facets.iter().find(|facet| facet["field"] == "who").expect("people are counted");
    assert_eq!(who["values"][0], json!({"value": "Сударшан Канагараджа", "count": 5}), "{who}");
    server.stop(Signal::INT);
}

#[test]
fn spellings_of_one_person_are_counted_together() {
    let page = indexed().run(["search", "--json", "--facet", "who", "*"]).expect(0).json();
    let values = page["facets"][0]["values"].as_array().expect("values").clone();
    assert_eq!(values[0], json!({"value": "Сударшан Канагараджа", "count": 5}), "{values:?}");
}

#[test]
fn annotate_says_which_mentions_are_of_one_person() {
    let chains = |line: &Value| -> Vec<Value> {
        let spans = line["spans"].as_array().expect("spans").iter();
        spans.filter(|span| span["type"] == "PER").map(|span| span["chain"].clone()).collect()
    };
    let texts = [
        json!({"id": 1, "text": "Mr. Igor Petrov met Mrs. Anna Rossi. Petrov left."}),
        json!({"id": 2, "text": "Anna saw Marco. Anna left.", "spans": [
            {"start": 0, "end": 4, "type": "PER"}, {"start": 9, "end": 14, "type": "PER"}, {"start": 16, "end": 20, "type": "PER"}]}),
    ];
    let input: String = texts.iter().map(|text| format!("{text}\n")).collect();
    let lines = indexed().fed(input.as_bytes(), ["annotate"]).expect(0).lines();
    assert_eq!(chains(&lines[0]), [1, 2, 1]);
    assert_eq!(chains(&lines[1]), [1, 2, 1]);
}
