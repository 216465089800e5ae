//! House rules held by tests: who may see whom, what pure crates do without, and that papers tell the truth.

mod edges;
mod papers;
mod sources;

use std::fs;
use std::path::{Path, PathBuf};

/// The members of the workspace with their manifests, by folder: `crates/model`, …, `tests`, `benches`.
fn members() -> Vec<(String, toml::Table)> {
    let root = rapporteur_tests::root();
    let mut folders: Vec<String> = fs::read_dir(root.join("crates"))
        .expect("the workspace has crates")
        .map(|entry| format!("crates/{}", entry.expect("a readable folder").file_name().to_string_lossy()))
        .filter(|folder| root.join(folder).join("Cargo.toml").is_file())
        .chain(["tests".to_owned(), "benches".to_owned()])
        .collect();
    folders.sort();
    folders.into_iter().map(|folder| (manifest(&root.join(&folder)), folder)).map(|(m, f)| (f, m)).collect()
}

/// The manifest of a folder.
fn manifest(folder: &Path) -> toml::Table {
    let path = folder.join("Cargo.toml");
    let text = fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    text.parse().unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// The last part of a member's folder, by which the table of edges calls it.
fn short(folder: &str) -> &str {
    folder.rsplit('/').next().unwrap_or(folder)
}

/// Every file below a folder with one of these endings, sorted; build folders and hidden ones left out.
fn files(folder: &Path, endings: &[&str]) -> Vec<PathBuf> {
    let mut found = Vec::new();
    let Ok(entries) = fs::read_dir(folder) else { return found };
    for entry in entries {
        let entry = entry.expect("a readable folder");
        let (path, name) = (entry.path(), entry.file_name().to_string_lossy().into_owned());
        if name.starts_with('.') || name == "target" {
            continue;
        }
        if path.is_dir() {
            found.extend(files(&path, endings));
        } else if endings.is_empty() || endings.iter().any(|ending| name.ends_with(ending)) {
            found.push(path);
        }
    }
    found.sort();
    found
}

/// A path from the root of the repository, for messages.
fn told(path: &Path) -> String {
    path.strip_prefix(rapporteur_tests::root()).unwrap_or(path).display().to_string()
}
