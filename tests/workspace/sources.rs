//! What sources may not name: other crates' libraries, and in pure crates the world outside.

use crate::{files, told};
use std::fs;
use std::path::Path;

/// Crates whose functions give the same for the same arguments, always.
const PURE: &[&str] = &["model", "ingest", "dates", "places", "names", "annotate", "query"];

/// What pure crates do without.
const WORLD: &[&str] = &[
    "std::fs",
    "std::net",
    "std::env",
    "std::process",
    "SystemTime",
    "Instant",
    "thread::spawn",
    "rand::",
    "rayon::",
    "File::open",
    "env::var",
];

/// A library's name in a path, and the only crates whose sources may hold it.
const LIBRARIES: &[(&str, &[&str])] = &[
    ("tantivy::", &["index"]),
    ("html5ever::", &["ingest"]),
    ("axum::", &["web"]),
    ("hyper::", &["web"]),
    ("hyper_util::", &["web"]),
    ("maud::", &["web"]),
];

/// Names for what has no name.
const NAMELESS: &[&str] = &["util", "utils", "common", "helpers", "helper", "misc", "prelude"];

/// The lines of product code with their numbers: no comments, and nothing from the first unit tests on.
fn product(text: &str) -> impl Iterator<Item = (usize, &str)> {
    text.lines()
        .enumerate()
        .take_while(|(_, line)| !line.trim_start().starts_with("#[cfg(test)]"))
        .map(|(number, line)| (number + 1, line.split("//").next().unwrap_or("")))
}

/// Whether a line holds a name that is not part of a longer one.
fn names(line: &str, name: &str) -> bool {
    let is_part = |c: char| c.is_alphanumeric() || c == '_';
    line.match_indices(name).any(|(at, _)| {
        let after = &line[at + name.len()..];
        !line[..at].ends_with(is_part) && (name.ends_with(':') || !after.starts_with(is_part))
    })
}

fn offences(path: &Path, text: &str, forbidden: &[&str]) -> Vec<String> {
    let mut found = Vec::new();
    for (number, line) in product(text) {
        for name in forbidden {
            if names(line, name) {
                found.push(format!("{}:{number} names {name}", told(path)));
            }
        }
    }
    found
}

/// The product sources of a crate: unit tests in files of their own left out.
fn sources(name: &str) -> Vec<(std::path::PathBuf, String)> {
    let folder = rapporteur_tests::root().join("crates").join(name).join("src");
    let product = |path: &Path| {
        let inside = path.strip_prefix(&folder).expect("a file of the folder");
        inside.components().all(|part| part.as_os_str() != "tests" && part.as_os_str() != "tests.rs")
    };
    files(&folder, &[".rs"])
        .into_iter()
        .filter(|path| product(path))
        .map(|path| {
            let text = fs::read_to_string(&path).expect("a readable source");
            (path, text)
        })
        .collect()
}

fn every_crate() -> Vec<String> {
    let folder = fs::read_dir(rapporteur_tests::root().join("crates")).expect("the workspace has crates");
    let mut names: Vec<String> =
        folder.map(|entry| entry.expect("a crate").file_name().to_string_lossy().into_owned()).collect();
    names.sort();
    names
}

#[test]
fn pure_crates_name_no_file_clock_network_environment_thread_or_randomness() {
    let mut wrong = Vec::new();
    for name in PURE {
        let sources = sources(name);
        assert!(!sources.is_empty(), "{name} has no sources");
        wrong.extend(sources.iter().flat_map(|(path, text)| offences(path, text, WORLD)));
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn heavy_libraries_are_named_by_their_owner_alone() {
    let mut wrong = Vec::new();
    for name in every_crate() {
        let forbidden: Vec<&str> = LIBRARIES
            .iter()
            .filter(|(_, owners)| !owners.contains(&name.as_str()))
            .map(|(library, _)| *library)
            .collect();
        wrong.extend(sources(&name).iter().flat_map(|(path, text)| offences(path, text, &forbidden)));
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn a_forbidden_name_is_seen_in_code_and_not_in_comments_tests_or_longer_names() {
    let seen = |text: &str| offences(Path::new("x.rs"), text, WORLD).len();
    assert_eq!(seen("use std::fs;\nlet now = SystemTime::now();"), 2);
    assert_eq!(seen("// std::fs is not used\n#[cfg(test)]\nuse std::fs;"), 0);
    assert_eq!(seen("let operand::x = brand::Instantly;"), 0);
}

#[test]
fn no_module_is_called_by_a_name_that_says_nothing() {
    let root = rapporteur_tests::root();
    for folder in ["crates", "tests", "benches"] {
        for path in files(&root.join(folder), &[".rs"]) {
            let parts = path.strip_prefix(&root).unwrap_or(&path).components();
            for part in parts {
                let name = part.as_os_str().to_string_lossy();
                let name = name.strip_suffix(".rs").unwrap_or(&name);
                assert!(!NAMELESS.contains(&name), "{} is called {name}", told(&path));
            }
        }
    }
}

#[test]
fn every_source_says_in_its_first_line_what_it_is_for() {
    let root = rapporteur_tests::root();
    for folder in ["crates", "tests", "benches"] {
        let sources = files(&root.join(folder), &[".rs"]);
        for path in sources.into_iter().filter(|path| !path.ends_with("tests.rs")) {
            let text = fs::read_to_string(&path).expect("a readable source");
            let first = text.lines().find(|line| !line.starts_with("#![")).unwrap_or("");
            assert!(first.starts_with("//! "), "{} begins with {first:?}", told(&path));
        }
    }
}

#[test]
fn tests_neither_ignore_nor_sleep_for_long() {
    let root = rapporteur_tests::root();
    let (ignore, sleep) = (format!("#[{}", "ignore"), format!("sleep(Duration::{}", "from_secs("));
    for folder in ["crates", "tests"] {
        for path in files(&root.join(folder), &[".rs"]) {
            let text = fs::read_to_string(&path).expect("a readable source");
            assert!(!text.contains(&ignore), "{} ignores a test", told(&path));
            assert!(!text.contains(&sleep), "{} sleeps for seconds", told(&path));
        }
    }
}
