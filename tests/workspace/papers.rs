//! The papers at the root name what exists, and data that cannot be read stand beside a text that says what they are.

use crate::{files, members, short, told};
use std::fs;
use std::path::Path;

const PAPERS: &[&str] =
    &["README.md", "ARCHITECTURE.md", "CONTRIBUTING.md", "BENCHMARKS.md", "RELIABILITY.md", "CHANGELOG.md"];

fn paper(name: &str) -> String {
    fs::read_to_string(rapporteur_tests::root().join(name)).unwrap_or_else(|error| panic!("{name}: {error}"))
}

/// The targets of the links of a text, code blocks left out.
fn links(text: &str) -> Vec<String> {
    let mut targets = Vec::new();
    let mut fenced = false;
    for line in text.lines() {
        fenced ^= line.trim_start().starts_with("```");
        let mut rest = if fenced { "" } else { line };
        while let Some(at) = rest.find("](") {
            rest = &rest[at + 2..];
            targets.extend(rest.split_once(')').map(|(target, _)| target.to_owned()));
        }
    }
    targets
}

/// Relative links that point nowhere.
fn dead(text: &str, folder: &Path) -> Vec<String> {
    links(text)
        .into_iter()
        .filter(|target| {
            !target.contains("://") && !target.starts_with(['#', '<']) && !target.starts_with("mailto:")
        })
        .filter(|target| !folder.join(target.split(['#', ' ']).next().unwrap_or("")).exists())
        .collect()
}

#[test]
fn every_relative_link_of_the_papers_points_at_a_file() {
    let root = rapporteur_tests::root();
    for name in PAPERS {
        assert_eq!(dead(&paper(name), &root), Vec::<String>::new(), "dead links in {name}");
    }
}

#[test]
fn a_link_to_nowhere_is_noticed() {
    let text = "[a](nowhere.md#part) [b](https://example.org/x) [c](#here) ok\n```\n[d](gone.md)\n```";
    assert_eq!(dead(text, &rapporteur_tests::root()), ["nowhere.md#part"]);
}

#[test]
fn the_architecture_names_every_crate_and_no_other() {
    let text = paper("ARCHITECTURE.md");
    for (folder, _) in members() {
        let name = short(&folder);
        assert!(
            text.contains(&format!("`{name}`")) || text.contains(&format!("`{name}/`")),
            "ARCHITECTURE.md does not name {folder}"
        );
    }
    // The table of edges in the paper has a row for every member, so a crate that is gone leaves a row that is wrong.
    let rows = text.lines().filter(|line| line.starts_with("| `"));
    let names: Vec<&str> = rows
        .take_while(|line| !line.contains(".tmp"))
        .filter_map(|line| line.split('|').nth(1))
        .flat_map(str::split_whitespace)
        .filter_map(|name| name.strip_prefix('`')?.strip_suffix('`'))
        .collect();
    let known: Vec<String> = members().iter().map(|(folder, _)| short(folder).to_owned()).collect();
    for name in names {
        assert!(
            known.iter().any(|known| known == name),
            "ARCHITECTURE.md tells of {name}, which is no crate"
        );
    }
}

#[test]
fn files_of_code_that_the_architecture_names_exist() {
    let root = rapporteur_tests::root();
    let text = paper("ARCHITECTURE.md");
    let named = text
        .split('`')
        .skip(1)
        .step_by(2)
        .filter(|name| name.ends_with(".rs") && name.contains('/') && !name.contains(['*', ' ']));
    for name in named {
        assert!(root.join(name).is_file() || root.join("crates").join(name).is_file(), "{name} is gone");
    }
}

#[test]
fn the_commands_of_the_readme_are_two_lines_of_cargo() {
    let text = paper("README.md");
    let commands: Vec<&str> = text.lines().filter(|line| line.starts_with("cargo ")).collect();
    assert!(commands.iter().any(|line| line.starts_with("cargo run ")), "{commands:?}");
    assert!(commands.iter().any(|line| line.starts_with("cargo test")), "{commands:?}");
}

#[test]
fn data_that_a_person_cannot_read_stand_beside_a_readme() {
    let root = rapporteur_tests::root();
    let mut seen = 0;
    for folder in ["crates", "corpus", "tests", "benches"] {
        for path in files(&root.join(folder), &[".bin", ".fst", ".zst", ".gz", ".db"]) {
            seen += 1;
            let beside = path.parent().expect("a folder").join("README.md");
            let text = fs::read_to_string(&beside).unwrap_or_default();
            assert!(!text.is_empty(), "{} has no README.md beside it", told(&path));
            let name = path.file_name().expect("a name").to_string_lossy().into_owned();
            assert!(text.contains(&name), "{} does not say what {name} is", told(&beside));
        }
    }
    assert!(seen > 0, "no binary data were found, so nothing was checked");
}

#[test]
fn every_data_folder_of_a_crate_says_where_its_data_come_from() {
    let root = rapporteur_tests::root();
    for (folder, _) in members() {
        let data = root.join(&folder).join("data");
        if data.is_dir() {
            assert!(data.join("README.md").is_file(), "{folder}/data has no README.md");
        }
    }
}
