//! The table of allowed edges between our crates, and the one owner of each heavy library.

use crate::{manifest, members, short};
use std::collections::{BTreeMap, BTreeSet};

/// Which of our crates a crate may depend on. A new edge is a design decision and is argued in ARCHITECTURE.md.
const ALLOWED: &[(&str, &[&str])] = &[
    ("model", &[]),
    ("ingest", &["model"]),
    ("dates", &["model"]),
    ("places", &["model"]),
    ("names", &["model"]),
    ("query", &["model"]),
    ("annotate", &["model", "dates", "places", "names"]),
    ("index", &["model", "query"]),
    ("jobs", &["model", "ingest", "annotate"]),
    ("web", &["model"]),
    ("rapporteur", EVERYTHING),
    ("tests", EVERYTHING),
    ("benches", EVERYTHING),
];

const EVERYTHING: &[&str] = &[
    "model",
    "ingest",
    "dates",
    "places",
    "names",
    "query",
    "annotate",
    "index",
    "jobs",
    "web",
    "rapporteur",
];

/// Libraries that one crate alone may name, its development dependencies included.
const OWNED: &[(&str, &str)] = &[
    ("tantivy", "index"),
    ("html5ever", "ingest"),
    ("axum", "web"),
    ("hyper", "web"),
    ("hyper-util", "web"),
    ("maud", "web"),
    ("clap", "rapporteur"),
    ("anyhow", "rapporteur"),
];

/// The benches time html5ever's own tree beside ours; nothing sees the benches.
const LENT: &[(&str, &str)] = &[("html5ever", "benches")];

fn dependencies(manifest: &toml::Table, table: &str) -> BTreeSet<String> {
    let named = |table: &toml::Table, key: &str| -> BTreeSet<String> {
        table
            .get(key)
            .and_then(toml::Value::as_table)
            .into_iter()
            .flat_map(toml::Table::keys)
            .cloned()
            .collect()
    };
    let mut all = named(manifest, table);
    let targets = manifest.get("target").and_then(toml::Value::as_table);
    for target in targets.into_iter().flat_map(toml::Table::values).filter_map(toml::Value::as_table) {
        all.extend(named(target, table));
    }
    all
}

/// Our own crates among a member's dependencies, by short name.
fn ours(manifest: &toml::Table, table: &str) -> BTreeSet<String> {
    dependencies(manifest, table)
        .into_iter()
        .filter_map(|name| match name.as_str() {
            "rapporteur" => Some(name),
            other => other.strip_prefix("rapporteur-").map(str::to_owned),
        })
        .collect()
}

fn undeclared(member: &str, manifest: &toml::Table) -> Vec<String> {
    let allowed: BTreeMap<&str, &[&str]> = ALLOWED.iter().copied().collect();
    let Some(allowed) = allowed.get(member) else {
        return vec![format!("{member} has no row in the table of edges")];
    };
    ["dependencies", "dev-dependencies", "build-dependencies"]
        .iter()
        .flat_map(|table| ours(manifest, table))
        .filter(|name| !allowed.contains(&name.as_str()))
        .map(|name| format!("{member} may not depend on {name}"))
        .collect()
}

#[test]
fn every_crate_sees_only_the_crates_the_table_of_edges_allows() {
    let wrong: Vec<String> =
        members().iter().flat_map(|(folder, manifest)| undeclared(short(folder), manifest)).collect();
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn a_forbidden_edge_is_noticed_whatever_table_it_hides_in() {
    for text in [
        "[dependencies]\nrapporteur-index.workspace = true",
        "[dev-dependencies]\nrapporteur-index.workspace = true",
        "[target.'cfg(unix)'.dependencies]\nrapporteur-index.workspace = true",
    ] {
        let manifest: toml::Table = text.parse().expect("a manifest");
        assert_eq!(undeclared("dates", &manifest), ["dates may not depend on index"], "{text}");
    }
    assert!(!undeclared("unheard-of", &toml::Table::new()).is_empty());
}

#[test]
fn every_row_of_the_table_is_a_crate_and_the_table_has_no_cycle() {
    let names: BTreeSet<String> = members().iter().map(|(folder, _)| short(folder).to_owned()).collect();
    let rows: BTreeSet<String> = ALLOWED.iter().map(|(name, _)| (*name).to_owned()).collect();
    assert_eq!(names, rows);
    let order: Vec<&str> = EVERYTHING.to_vec();
    for (name, allowed) in ALLOWED.iter().filter(|(name, _)| order.contains(name)) {
        let place = |of: &str| order.iter().position(|other| *other == of);
        assert!(
            allowed
                .iter()
                .filter(|other| *other != name)
                .all(|other| place(other) < place(name) || *name == "rapporteur"),
            "{name} stands before something it may see"
        );
    }
}

#[test]
fn heavy_libraries_have_one_owner() {
    let mut wrong = Vec::new();
    for (folder, manifest) in members() {
        let member = short(&folder);
        for table in ["dependencies", "dev-dependencies", "build-dependencies"] {
            for name in dependencies(&manifest, table) {
                let owner = OWNED.iter().find(|(library, _)| *library == name).map(|(_, owner)| *owner);
                let lent = LENT.contains(&(name.as_str(), member)) && table != "build-dependencies";
                if owner.is_some_and(|owner| owner != member) && !lent {
                    wrong.push(format!("{member} names {name} in [{table}]"));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn every_member_inherits_the_lints_and_the_edition_of_the_workspace() {
    for (folder, manifest) in members() {
        let inherits = |table: &str, key: &str| {
            let value = manifest.get(table).and_then(toml::Value::as_table).and_then(|table| table.get(key));
            match value {
                Some(toml::Value::Boolean(value)) => *value,
                Some(toml::Value::Table(value)) => {
                    value.get("workspace") == Some(&toml::Value::Boolean(true))
                }
                _ => false,
            }
        };
        assert!(inherits("lints", "workspace"), "{folder} does not inherit the lint table");
        for key in ["edition", "rust-version", "license"] {
            assert!(inherits("package", key), "{folder} does not inherit {key}");
        }
    }
}

#[test]
fn versions_stand_once_in_the_root_manifest() {
    let root = manifest(&rapporteur_tests::root());
    let workspace = root.get("workspace").and_then(toml::Value::as_table).expect("a workspace");
    let lints = workspace.get("lints").and_then(|lints| lints.get("rust")).expect("a lint table");
    assert_eq!(lints.get("unsafe_code").and_then(toml::Value::as_str), Some("forbid"));
    for (folder, manifest) in members() {
        for table in ["dependencies", "dev-dependencies", "build-dependencies"] {
            for (name, value) in manifest.get(table).and_then(toml::Value::as_table).into_iter().flatten() {
                let inherited = value.get("workspace") == Some(&toml::Value::Boolean(true));
                assert!(inherited, "{folder}: {name} has a version of its own");
            }
        }
    }
}
