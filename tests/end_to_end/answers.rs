//! Searching: `--in`, order, pages, facets, explanations, and that nothing depends on threads or on how often one asks.

use crate::{corpus, indexed, program};
use std::fs;

const MET: &str = "event(where:Dushanbe when:2014-10)";

#[test]
fn a_folder_is_indexed_when_needed_and_the_question_is_answered_with_its_proof() {
    let folder = corpus();
    let asked = ["search", "--in", ".", MET];
    let first = program(folder.path()).run(asked).expect(0);
    assert!(first.out.contains("which 96 participants attended in Dushanbe"), "{}", first.out);
    assert!(first.err.contains("indexed 70"), "{}", first.err);
    let second = program(folder.path()).run(asked).expect(0);
    assert_eq!(
        (second.out.as_str(), second.err.as_str()),
        (first.out.as_str(), ""),
        "nothing was read twice"
    );
    fs::remove_file(folder.path().join("en-skills-dialogue-report.html")).expect("removed");
    let third = program(folder.path()).run(asked).expect(0);
    assert!(third.err.contains("removed 1") && !third.out.contains("which 96"), "{}{}", third.err, third.out);
    let file = program(folder.path()).run(["search", "--in", "no-such-folder", "x"]).expect(2);
    assert!(file.err.contains("cannot find no-such-folder"), "{}", file.err);
}

#[test]
fn what_is_found_nothing_found_and_a_missing_index_have_their_exit_codes() {
    indexed().run(["search", "lakes"]).expect(0);
    indexed().run(["events", "where:Dushanbe"]).expect(0);
    let none = indexed().run(["search", "lakes", "zymurgy"]).expect(1);
    assert!(none.out.contains("zymurgy") && none.out.contains('0'), "which word found nothing: {}", none.out);
    indexed().run(["search", "--json", "zymurgy"]).expect(1);
    indexed().run(["events", "when:1801"]).expect(1);
    let folder = tempfile::tempdir().expect("a temporary folder");
    let missing = program(folder.path()).run(["search", "x"]).expect(2);
    assert!(missing.out.is_empty() && missing.err.contains("rapporteur index"), "{}", missing.err);
    for command in [&["status"][..], &["show", "x"], &["events", "x"]] {
        program(folder.path()).run(command).expect(2);
    }
}

#[test]
fn the_index_of_a_folder_above_is_found_and_a_named_one_wins() {
    let folder = corpus();
    fs::create_dir_all(folder.path().join("a/b")).expect("folders");
    program(folder.path()).run(["index", "-q", "."]).expect(0);
    program(&folder.path().join("a/b")).run(["search", "lakes"]).expect(0);
    program(folder.path()).run(["index", "-q", "--index", "other", "fr-mission-rabat.txt"]).expect(0);
    program(folder.path()).run(["--index", "other", "search", "lakes"]).expect(1);
    program(folder.path()).run(["search", "lakes", "--index", "other"]).expect(1);
}

#[test]
fn pages_join_to_the_whole_and_orders_are_what_they_say() {
    let ids = |arguments: &[&str]| -> Vec<String> {
        let mut all = vec!["events", "--jsonl", "where:\"Central Asia\""];
        all.extend(arguments);
        let lines = indexed().run(all).lines();
        lines.iter().map(|hit| format!("{} {}", hit["id"], hit["event"])).collect()
    };
    let whole = ids(&["-n", "200"]);
    assert!(whole.len() > 20, "{whole:?}");
    let mut joined = Vec::new();
    for offset in (0..whole.len()).step_by(7) {
        joined.extend(ids(&["-n", "7", "--offset", &offset.to_string()]));
    }
    assert_eq!(joined, whole);
    let days = |sort: &str| -> Vec<String> {
        let ran =
            indexed().run(["events", "--jsonl", "-n", "200", "--sort", sort, "when:2010..2014"]).expect(0);
        let start = |when: &str| when.parse::<rapporteur_model::When>().expect("a time").start().to_string();
        ran.lines().iter().map(|hit| start(hit["events"][0]["when"].as_str().expect("a time"))).collect()
    };
    let oldest = days("oldest");
    assert!(oldest.is_sorted() && oldest.len() > 30, "{oldest:?}");
    assert!(days("newest").iter().rev().is_sorted());
    indexed().run(["search", "-n", "100001", "x"]).expect(2);
    indexed().run(["search", "-n", "0", "lakes"]).expect(0);
}

#[test]
fn facets_and_explanations_are_shown_to_people_too() {
    let ran = indexed()
        .run(["search", "--facet", "lang", "--facet", "year,where", "--explain", "conference", "when:2013"])
        .expect(0);
    assert!(ran.out.contains("\nlang\n        1  en\n") && ran.out.contains("\nyear\n"), "{}", ran.out);
    assert!(ran.out.contains("when:2013"), "each clause is explained: {}", ran.out);
    let excluded = indexed().run(["search", "published:2013"]).expect(0);
    assert!(
        excluded.out.contains("more would but have no date"),
        "what was left out is said: {}",
        excluded.out
    );
}

#[test]
fn counted_places_stand_in_each_other_and_each_counts_a_document_once() {
    let ran = indexed().run(["search", "-n", "0", "--facet", "where", "where:Kyrgyzstan"]).expect(0);
    let line = |name: &str| {
        let found = ran
            .out
            .lines()
            .find(|line| line.trim_start().split_once("  ").is_some_and(|(_, rest)| rest.trim() == name));
        found.unwrap_or_else(|| panic!("no line of {name}: {}", ran.out)).to_owned()
    };
    let indent = |name| line(name).find(name).expect("it has the name");
    assert!(indent("Asia") < indent("Central Asia") && indent("Central Asia") < indent("Kyrgyzstan"));
    let total = ran.out.lines().last().and_then(|line| line.split(' ').next()).expect("a total").to_owned();
    for all in ["Asia", "Central Asia", "Kyrgyzstan"] {
        assert!(line(all).trim_start().starts_with(&format!("{total}  ")), "{all} of {total}: {}", ran.out);
    }
    assert!(ran.out.contains("where, groupings"), "{}", ran.out);
}

#[test]
fn one_thread_and_two_give_the_same_bytes_and_so_does_indexing_again() {
    let folders = [corpus(), corpus(), corpus()];
    let questions: [&[&str]; 5] = [
        &["search", "--json", "-n", "50", "--facet", "where,who,org,year,lang", "conference OR семинар"],
        &["events", "--csv", "-n", "200", "when:2010..2015"],
        &["events", "--ics", "-n", "200", "where:\"Central Asia\""],
        &["search", "-n", "50", "--sort", "newest", "where:\"Central Asia\""],
        &["show", "--json", "ru-plan-2014.html"],
    ];
    let mut answers: Vec<Vec<String>> = Vec::new();
    for (folder, threads) in folders.iter().zip(["1", "2", "2"]) {
        let program = program(folder.path()).with("RAYON_NUM_THREADS", threads);
        program.run(["index", "-q", "."]).expect(0);
        let mut answer: Vec<String> =
            questions.iter().map(|question| program.run(*question).expect(0).out).collect();
        answer.push(program.run(["extract", "."]).expect(0).out);
        answers.push(answer);
    }
    assert_eq!(answers[0], answers[1], "one thread and two");
    assert_eq!(answers[1], answers[2], "the same twice");
    let touched = folders[0].path().join("ru-plan-2014.html");
    let bytes = fs::read(&touched).expect("a document");
    fs::write(&touched, &bytes).expect("the same again");
    let program = program(folders[0].path());
    program.run(["index", "-q", "."]).expect(0);
    let sets = |answer: &str| {
        let mut lines: Vec<String> = answer.lines().map(str::to_owned).collect();
        lines.sort();
        lines
    };
    let again = program.run(questions[1]).expect(0).out;
    assert_eq!(sets(&again), sets(&answers[0][1]), "a document that was put again is there once");
}

#[test]
fn russian_words_are_found_in_every_case_and_highlighted_where_they_stand() {
    let page = indexed().run(["search", "--json", "навык возвращающийся работник"]).expect(0).json();
    let hit = &page["hits"][0];
    assert_eq!(hit["id"], "ru-skills-dialogue-release.html", "{page}");
    let text: Vec<char> = hit["snippet"]["text"].as_str().expect("a snippet").chars().collect();
    let words: Vec<String> = hit["snippet"]["highlights"]
        .as_array()
        .expect("highlights")
        .iter()
        .map(|pair| {
            let at =
                |end: usize| usize::try_from(pair[end].as_u64().expect("an offset")).expect("a small offset");
            text[at(0)..at(1)].iter().collect::<String>().to_lowercase()
        })
        .collect();
    for stem in ["навык", "возвращающ", "работник"] {
        assert!(words.iter().any(|word| word.starts_with(stem)), "{stem} is not highlighted: {words:?}");
    }
    assert!(words.iter().all(|word| !word.contains(' ')), "{words:?}");
}
