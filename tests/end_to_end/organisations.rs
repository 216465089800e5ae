//! Organisations: one body under all its names, what came before and after it, and what it did.

use crate::program;
use rapporteur_tests::drive::Program;
use serde_json::{Value, json};
use std::fs;
use tempfile::TempDir;

const ENGLISH: &str = "A note on skills\nOn 5 May 2012 a seminar on remittances was held in Osh. It was funded by DfID and hosted by the \
    Ministry of Labour of Kyrgyzstan. Peter Holm, adviser at DfID, spoke.\n";
const RUSSIAN: &str = "О семинаре\nСеминар прошёл 7 июня 2013 года в Душанбе при финансовой поддержке Министерства международного развития \
    Великобритании. Организатором выступил Всемирный банк совместно с МОМ. Участники обсудили переводы и обучение.\n";
const PAIRED: &str = "A project note\nThe Department for International Development (DfID) implemented a project in Naryn in 2009.\n";
const LATER: &str = "A note from London\nThe Foreign, Commonwealth and Development Office (FCDO) met teachers in Dushanbe on 3 March 2021.\n";

fn four() -> (TempDir, Program) {
    let folder = tempfile::tempdir().expect("a temporary folder");
    for (name, text) in [("a.txt", ENGLISH), ("b.txt", RUSSIAN), ("c.txt", PAIRED), ("d.txt", LATER)] {
        fs::write(folder.path().join(name), text).expect("a file");
    }
    let program = program(folder.path());
    program.run(["index", "--quiet", "."]).expect(0);
    (folder, program)
}

/// The hits of an answer with their notes, by identifier.
fn noted(page: &Value) -> Vec<(String, String)> {
    let text = |value: &Value| value.as_str().unwrap_or("").to_owned();
    let hits = page["hits"].as_array().expect("hits").iter();
    let mut noted: Vec<_> = hits.map(|hit| (text(&hit["id"]), text(&hit["notes"][0]))).collect();
    noted.sort();
    noted
}

fn pairs(list: &[(&str, &str)]) -> Vec<(String, String)> {
    list.iter().map(|(id, note)| ((*id).to_owned(), (*note).to_owned())).collect()
}

#[test]
fn a_body_is_found_by_its_successor_and_its_predecessor_and_the_answer_says_so() {
    let (_folder, program) = four();
    let ask = |typed: &str| program.run(["search", "--json", typed]).json();
    let page = ask("org:FCDO");
    let before = "found by DfID, its predecessor until 2020-09";
    assert_eq!(
        noted(&page),
        pairs(&[("a.txt", before), ("b.txt", before), ("c.txt", before), ("d.txt", "")])
    );
    assert_eq!(page["hits"][0]["id"], "d.txt", "the body itself comes first");
    let warning = page["warnings"][0].as_str().expect("a warning");
    assert!(
        warning.starts_with("org:FCDO finds also DfID, its predecessor until 2020-09; FCO,"),
        "{warning}"
    );
    let after = "found by FCDO, its successor from 2020-09";
    for typed in ["org:DfID", "org:dfid", "org:\"Министерство международного развития Великобритании\""]
    {
        let expected = pairs(&[("a.txt", ""), ("b.txt", ""), ("c.txt", ""), ("d.txt", after)]);
        assert_eq!(noted(&ask(typed)), expected, "{typed}");
    }
    let literal = ask("org:=DfID");
    assert_eq!(noted(&literal), pairs(&[("a.txt", ""), ("c.txt", "")]));
    assert_eq!(literal["warnings"], json!([]));
    let shown = program.run(["search", "org:FCDO"]).expect(0);
    assert!(shown.out.contains(before), "{}", shown.out);
    assert!(shown.err.contains("finds also DfID"), "{}", shown.err);
}

#[test]
fn a_facet_counts_a_body_once_whatever_it_is_called() {
    let (_folder, program) = four();
    let page = program.run(["search", "--json", "--facet", "org", "*"]).json();
    let values = page["facets"][0]["values"].as_array().expect("values");
    let count =
        |name: &str| values.iter().find(|value| value["value"] == name).map(|value| value["count"].clone());
    assert_eq!(count("Department for International Development"), Some(json!(3)), "{values:?}");
    assert_eq!(count("DfID"), None);
    assert_eq!(count("World Bank"), Some(json!(1)));
}

#[test]
fn the_role_of_a_body_is_shown_with_its_words_for_the_document_and_for_its_event() {
    let (_folder, program) = four();
    let shown = program.run(["show", "--json", "b.txt"]).json();
    let roles: Vec<_> =
        shown["organisations"].as_array().expect("a list").iter().map(|body| body["role"].clone()).collect();
    assert_eq!(roles, [json!("funder"), json!("organiser"), json!("partner")]);
    let first = &shown["organisations"][0];
    assert_eq!(first["identity"], json!({"key": "dfid", "name": "Department for International Development"}));
    let said = first["evidence"]["text"].as_str().expect("words");
    assert!(said.starts_with("при финансовой поддержке"), "{said}");
    let shown = program.run(["show", "--json", "a.txt"]).json();
    let bodies = &shown["events"][0]["organisations"];
    assert_eq!(bodies[0], json!({"name": "DfID", "role": "funder"}), "{bodies}");
    assert_eq!(bodies[1]["role"], "host", "{bodies}");
    let found = program.run(["events", "--json", "event(org:FCDO when:2012)"]).json();
    assert_eq!(noted(&found), pairs(&[("a.txt", "found by DfID, its predecessor until 2020-09")]));
}
