//! Commands one by one: index, show, extract, annotate, status, completions, man.

use crate::{corpus, indexed, program};
use std::fs;

#[test]
fn index_gives_its_account_and_a_file_that_is_gone_leaves() {
    let folder = corpus();
    let first = program(folder.path()).run(["index", "."]).expect(0);
    assert_eq!(first.out, "seen 72 = indexed 70 + unchanged 0 + removed 0 + rejected 2 + unreadable 0\n");
    assert!(first.err.contains("rejected: en-empty.html: the file is empty (empty)"), "{}", first.err);
    fs::remove_file(folder.path().join("en-third-water-conference.html")).expect("removed");
    let second = program(folder.path()).run(["index", "."]).expect(0);
    assert_eq!(second.out, "seen 72 = indexed 0 + unchanged 69 + removed 1 + rejected 2 + unreadable 0\n");
    program(folder.path()).run(["search", "hydrologist", "lakes"]).expect(1);
}

#[test]
fn index_takes_folders_files_lists_of_paths_and_says_nothing_when_told_to() {
    let folder = corpus();
    let names = "en-empty.html\nen-two-georgias.html\n\nru-plan-2014.html\n";
    let listed =
        program(folder.path()).fed(names.as_bytes(), ["index", "--index", "i", "--json", "-"]).expect(0);
    let account = listed.json();
    assert_eq!((account["seen"].as_u64(), account["indexed"].as_u64()), (Some(3), Some(2)), "{account}");
    assert_eq!(account["problems"][0]["code"], "empty");
    let quiet = program(folder.path()).run([
        "--index",
        "i",
        "index",
        "--quiet",
        "en-empty.html",
        "fr-mission-rabat.txt",
    ]);
    assert_eq!((quiet.code, quiet.out.as_str(), quiet.err.as_str()), (0, "", ""));
    let held = program(folder.path()).run(["status", "--index", "i", "--json"]).expect(0).json();
    assert_eq!(held["documents"], 3, "what was indexed before stays");
}

#[test]
fn a_path_that_is_not_there_is_named_and_the_others_are_indexed() {
    let folder = corpus();
    let ran = program(folder.path())
        .run(["index", "--index", "i", "fr-mission-rabat.txt", "no-such-file"])
        .expect(2);
    assert!(ran.err.contains("cannot find no-such-file"), "{}", ran.err);
    assert!(ran.out.contains("indexed 1"), "{}", ran.out);
    let none = program(folder.path()).run(["index", "nowhere"]).expect(2);
    assert!(none.out.is_empty() && none.err.contains("none of the paths can be found"), "{}", none.err);
    program(folder.path()).run(["index"]).expect(2);
}

#[test]
fn lines_of_json_become_documents_and_wrong_ones_are_refused_by_their_number() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let lines = r#"{"id": "a", "title": "Given", "text": "The meeting was held in Osh on 5 May.", "date": "2012-05-07", "lang": "en", "url": "https://example.org/a"}
{"id": "b", "html": "<title>Page</title><p>Совещание прошло в Бишкеке 6 июня 2013 года.</p>"}
no json
{"id": "c"}
"#;
    fs::write(folder.path().join("lines.jsonl"), lines).expect("a file");
    let ran = program(folder.path()).run(["index", "--jsonl", "lines.jsonl", "--json"]).expect(0);
    let account = ran.json();
    assert_eq!((account["indexed"].as_u64(), account["rejected"].as_u64()), (Some(2), Some(2)), "{account}");
    assert!(ran.err.contains("line 3 of lines.jsonl"), "{}", ran.err);
    let again =
        program(folder.path()).fed(lines.as_bytes(), ["index", "--jsonl", "-", "--json"]).expect(0).json();
    assert_eq!(again["unchanged"], 2, "{again}");
    let shown = program(folder.path()).run(["show", "--json", "a"]).expect(0).json();
    assert_eq!((&shown["title"], &shown["uri"]), (&"Given".into(), &"https://example.org/a".into()));
    assert_eq!(shown["published"]["start"], "2012-05-07");
    assert_eq!(shown["events"][0]["when"], "2012-05-05", "the year comes from the given date: {shown}");
    let found =
        program(folder.path()).run(["search", "--jsonl", "where:Bishkek", "совещание"]).expect(0).lines();
    assert_eq!(found[0]["id"], "b");
    // A folder's run does not take the lines for files that are gone.
    fs::write(folder.path().join("note.txt"), "A note.\n\nNothing else.").expect("a file");
    program(folder.path()).run(["index", "note.txt"]).expect(0);
    assert_eq!(program(folder.path()).run(["status", "--json"]).json()["documents"], 3);
}

#[test]
fn show_prints_a_document_its_context_or_that_there_is_none() {
    let id = "en-third-water-conference.html";
    let whole = indexed().run(["show", id]).expect(0);
    assert!(whole.out.starts_with("Lake Shores Need Shared Rules"), "{}", whole.out);
    assert!(
        whole.out.contains("Cholpon-Ata (KG)") && whole.out.contains("the algae are back"),
        "{}",
        whole.out
    );
    let context = indexed().run(["show", "--context", "0", id]).expect(0);
    assert!(context.out.contains("met in the lakeside town"), "{}", context.out);
    assert!(context.out.len() < whole.out.len(), "less is shown than the whole");
    let none = indexed().run(["show", "no-such-document"]).expect(2);
    assert!(none.out.is_empty() && none.err.contains("holds no document no-such-document"), "{}", none.err);
    indexed().run(["show", "--json", "--context", "1", id]).expect(2);
}

#[test]
fn extract_reads_files_folders_and_standard_input_without_an_index() {
    let folder = corpus();
    let one = program(folder.path()).run(["extract", "ru-plan-2014.html"]).expect(0);
    assert_eq!(one.lines()[0]["language"], "ru");
    let all = program(folder.path()).run(["extract", "."]).expect(0);
    assert_eq!(all.lines().len(), 70);
    assert_eq!(all.err.lines().count(), 2, "{}", all.err);
    let bytes = fs::read(folder.path().join("ru-vizit-koi8.html")).expect("a document");
    let piped = program(folder.path()).fed(&bytes, ["extract", "-"]).expect(0);
    assert_eq!(
        piped.lines()[0]["charset"].as_str().map(|name| name.starts_with("KOI8")),
        Some(true),
        "{}",
        piped.out
    );
    assert!(!folder.path().join(".rapporteur").exists(), "extract made an index");
    program(folder.path()).run(["extract", "en-empty.html"]).expect(2);
    program(folder.path()).run(["extract", "no-such-file"]).expect(2);
    program(folder.path()).run(["extract"]).expect(2);
}

#[test]
fn status_says_what_is_held_and_what_was_refused() {
    let status = indexed().run(["status", "--refused"]).expect(0);
    for line in ["documents   70", "refused     2", "refused: en-empty.html: the file is empty (empty)"] {
        assert!(status.out.contains(line), "{line} is missing in {}", status.out);
    }
    let json = indexed().run(["status", "--json", "--refused"]).expect(0).json();
    assert_eq!((json["documents"].as_u64(), json["refused"].as_u64()), (Some(70), Some(2)), "{json}");
    let languages = json["languages"].as_object().expect("languages");
    assert_eq!(languages.values().filter_map(serde_json::Value::as_u64).sum::<u64>(), 70);
    let codes: Vec<_> =
        json["sources"].as_array().expect("sources").iter().map(|source| &source["code"]).collect();
    assert_eq!(codes, ["binary", "empty"]);
}

#[test]
fn completions_exist_for_each_shell_and_name_every_command() {
    let commands = [
        "index",
        "search",
        "events",
        "show",
        "extract",
        "annotate",
        "serve",
        "places",
        "people",
        "status",
        "completions",
        "man",
    ];
    for shell in ["bash", "zsh", "fish"] {
        let ran = indexed().run(["completions", shell]).expect(0);
        for command in commands {
            assert!(ran.out.contains(command), "{shell} does not complete {command}");
        }
    }
    indexed().run(["completions", "abacus"]).expect(2);
    let bash = indexed().run(["completions", "bash"]).expect(0).out;
    let checked = std::process::Command::new("bash").args(["-n", "-c", &bash]).status();
    assert!(checked.map_or(true, |status| status.success()), "bash does not read its completions");
}

#[test]
fn the_manual_the_help_and_the_version_go_to_standard_output() {
    let manual = indexed().run(["man"]).expect(0);
    assert!(manual.out.contains(".TH rapporteur 1") && manual.out.contains("serve"), "{}", manual.out);
    let help = indexed().run(["--help"]).expect(0);
    assert!(help.out.contains("Exit codes: 0 found, 1 nothing found, 2 failed") && help.err.is_empty());
    let language = indexed().run(["search", "--help"]).expect(0);
    assert!(language.out.contains("event(where:Dushanbe when:2011-11 who:Canagarajah)"), "{}", language.out);
    let version = indexed().run(["--version"]).expect(0);
    assert_eq!(version.out, format!("rapporteur {}\n", env!("CARGO_PKG_VERSION")));
}

#[test]
fn a_mistyped_command_or_flag_fails_with_two_and_says_what_was_meant() {
    for arguments in
        [&["serch", "x"][..], &["search", "--jsn", "x"], &["search", "--json", "--csv", "x"], &[]]
    {
        let ran = indexed().run(arguments).expect(2);
        assert!(ran.out.is_empty() && ran.err.contains("Usage"), "{arguments:?}: {}", ran.err);
    }
    assert!(indexed().run(["serch", "x"]).err.contains("'search'"));
    let facet = indexed().run(["search", "--facet", "colour", "x"]).expect(2);
    assert!(facet.err.contains("there is no facet \"colour\"; there are where, country"), "{}", facet.err);
}
