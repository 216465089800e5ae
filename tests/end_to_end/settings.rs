//! Configuration file, environment and colours: a flag wins over the environment, the environment over the file.

use crate::{corpus, indexed, program};
use std::fs;

fn lines(out: &str) -> usize {
    out.lines().count()
}

#[test]
fn a_flag_wins_over_the_environment_and_the_environment_over_the_file() {
    let folder = corpus();
    let base = program(folder.path());
    base.run(["index", "-q", "."]).expect(0);
    let asked = ["search", "--jsonl", "lang:en"];
    assert_eq!(lines(&base.run(asked).expect(0).out), 10, "ten where nothing is said");
    fs::write(folder.path().join("rapporteur.toml"), "[search]\nlimit = 4\n").expect("a file");
    assert_eq!(lines(&base.run(asked).expect(0).out), 4);
    let set = base.clone().with("RAPPORTEUR_SEARCH_LIMIT", "3");
    assert_eq!(lines(&set.run(asked).expect(0).out), 3);
    assert_eq!(lines(&set.run(["search", "--jsonl", "-n", "2", "lang:en"]).expect(0).out), 2);
    fs::write(folder.path().join("other.toml"), "[search]\nlimit = 5\n").expect("a file");
    assert_eq!(lines(&base.run(["--config", "other.toml", "search", "--jsonl", "lang:en"]).expect(0).out), 5);
    base.run(["--config", "nowhere.toml", "search", "x"]).expect(2);
}

#[test]
fn the_file_is_found_in_the_configuration_folder_and_its_index_is_relative_to_it() {
    let folder = corpus();
    let elsewhere = tempfile::tempdir().expect("a temporary folder");
    let settings = elsewhere.path().join(".config/rapporteur");
    fs::create_dir_all(&settings).expect("a folder");
    fs::write(settings.join("rapporteur.toml"), "[index]\ndir = \"library\"\n").expect("a file");
    program(elsewhere.path()).run(["index", "-q", &folder.path().to_string_lossy()]).expect(0);
    assert!(settings.join("library/format.json").is_file(), "the index stands beside its setting");
    program(elsewhere.path()).run(["search", "lakes"]).expect(0);
    let named =
        program(folder.path()).with("RAPPORTEUR_INDEX_DIR", &settings.join("library").to_string_lossy());
    named.run(["search", "lakes"]).expect(0);
}

#[test]
fn an_unknown_key_or_a_wrong_value_is_named_with_its_file_and_line() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let path = folder.path().join("rapporteur.toml");
    for (text, line, word) in [
        ("[search]\n\nlimt = 5\n", "line 3", "limt"),
        ("[serch]\nlimit = 5\n", "line 1", "serch"),
        ("[search]\nlimit = \"many\"\n", "line 2", "many"),
        ("[search\n", "line 1", "search"),
    ] {
        fs::write(&path, text).expect("a file");
        let ran = program(folder.path()).run(["search", "x"]).expect(2);
        assert!(
            ran.err.contains("rapporteur.toml") && ran.err.contains(line) && ran.err.contains(word),
            "{}",
            ran.err
        );
    }
    fs::remove_file(&path).expect("removed");
    for (name, value) in [
        ("RAPPORTEUR_SEARCH_LIMT", "5"),
        ("RAPPORTEUR_SEARCH_LIMIT", "many"),
        ("RAPPORTEUR_OUTPUT_COLOR", "blue"),
    ] {
        let ran = program(folder.path()).with(name, value).run(["search", "x"]).expect(2);
        assert!(ran.err.contains(name) || ran.err.contains("output.color"), "{}", ran.err);
    }
}

#[test]
fn colours_are_off_in_a_pipe_on_when_asked_for_and_never_against_a_flag() {
    let coloured = |ran: &rapporteur_tests::drive::Ran| ran.out.contains('\u{1b}');
    assert!(!coloured(&indexed().run(["search", "lakes"])), "a pipe has no colours");
    assert!(coloured(&indexed().run(["search", "--color", "always", "lakes"])));
    assert!(!coloured(&indexed().run(["search", "--color", "never", "lakes"])));
    let refused = indexed().with("NO_COLOR", "1");
    assert!(!coloured(&refused.run(["search", "lakes"])));
    assert!(!coloured(&refused.run(["search", "--color", "auto", "lakes"])));
    assert!(coloured(&refused.run(["search", "--color", "always", "lakes"])), "a flag wins over NO_COLOR");
    assert!(coloured(&indexed().with("RAPPORTEUR_OUTPUT_COLOR", "always").run(["search", "lakes"])));
    let plain = indexed().run(["search", "--color", "always", "--json", "lakes"]).expect(0);
    assert!(!coloured(&plain), "machine forms have no colours");
    indexed().run(["search", "--color", "sometimes", "lakes"]).expect(2);
    // The same words with and without.
    let bare = indexed().run(["search", "lakes"]).out;
    let mut painted = indexed().run(["search", "--color", "always", "lakes"]).out;
    while let Some(start) = painted.find('\u{1b}') {
        let end = painted[start..].find('m').expect("the end of a colour");
        painted.replace_range(start..=start + end, "");
    }
    assert_eq!(painted, bare);
}
