//! The binary as a person runs it: exit codes, what goes to which stream, and input that is hostile.

use rapporteur_tests::gold;
use std::fs;
use std::path::Path;
use std::process::{Command, Output};

fn run(folder: &Path, arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_rapporteur-under-test"))
        .args(arguments)
        .current_dir(folder)
        .output()
        .expect("the binary runs")
}

fn stdout(output: &Output) -> String {
    String::from_utf8_lossy(&output.stdout).into_owned()
}

fn corpus() -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a temporary folder");
    for entry in fs::read_dir(gold::documents()).expect("the corpus") {
        let path = entry.expect("a file").path();
        if path.is_file() {
            let name = path.file_name().expect("a name");
            fs::copy(&path, folder.path().join(name)).expect("a copy");
        }
    }
    folder
}

#[test]
fn a_folder_is_indexed_when_needed_and_the_question_is_answered_with_its_proof() {
    let folder = corpus();
    let asked = ["search", "--in", ".", "event(where:Dushanbe when:2014-10)"];
    let first = run(folder.path(), &asked);
    assert_eq!(first.status.code(), Some(0));
    assert!(stdout(&first).contains("which 96"), "{}", stdout(&first));
    assert!(String::from_utf8_lossy(&first.stderr).contains("indexed 44"));
    let second = run(folder.path(), &asked);
    assert_eq!(stdout(&second), stdout(&first));
    assert!(second.stderr.is_empty(), "nothing was read twice");
}

#[test]
fn the_account_balances_and_a_file_that_is_gone_leaves() {
    let folder = corpus();
    let first = stdout(&run(folder.path(), &["index", "."]));
    assert_eq!(first.trim(), "seen 46 = indexed 44 + unchanged 0 + removed 0 + rejected 2 + unreadable 0");
    fs::remove_file(folder.path().join("en-third-water-conference.html")).expect("removed");
    let second = stdout(&run(folder.path(), &["index", "."]));
    assert_eq!(second.trim(), "seen 46 = indexed 0 + unchanged 43 + removed 1 + rejected 2 + unreadable 0");
    assert_eq!(run(folder.path(), &["search", "hydrologist", "lakes"]).status.code(), Some(1));
}

#[test]
fn a_question_of_six_thousand_brackets_is_answered() {
    let folder = corpus();
    let output = run(folder.path(), &["search", "--in", ".", &"(".repeat(6_000)]);
    assert_eq!(output.status.code(), Some(0));
    assert!(String::from_utf8_lossy(&output.stderr).contains("nested deeper than 32"));
}

#[test]
fn a_mistyped_flag_and_a_missing_index_fail_with_two() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    assert_eq!(run(folder.path(), &["search", "--jsn", "x"]).status.code(), Some(2));
    let missing = run(folder.path(), &["search", "x"]);
    assert_eq!(missing.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&missing.stderr).contains("rapporteur index"));
}

#[cfg(unix)]
#[test]
fn pipes_links_and_zeros_are_accounted_for_and_nothing_hangs() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let at = |name: &str| folder.path().join(name);
    assert!(Command::new("mkfifo").arg(at("pipe")).status().expect("mkfifo").success());
    std::os::unix::fs::symlink(".", at("loop")).expect("a link");
    fs::File::create(at("zeros.html")).and_then(|file| file.set_len(1 << 30)).expect("a sparse file");
    let deep = "<div>".repeat(10_000);
    fs::write(
        at("deep.html"),
        format!("<title>Deep</title>{deep}The meeting was held in Osh on 5 May 2012."),
    )
    .expect("a file");
    let output = run(folder.path(), &["index", "."]);
    assert_eq!(
        stdout(&output).trim(),
        "seen 4 = indexed 1 + unchanged 0 + removed 0 + rejected 1 + unreadable 2"
    );
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    for reason in ["symbolic-link", "not-a-file", "too-large"] {
        assert!(said.contains(reason), "{said}");
    }
    assert!(stdout(&run(folder.path(), &["events", "where:Osh"])).contains("2012-05-05"));
}

/// Kills `index` at 40 growing delays; each start must be clean and hold no less than the one before, and the end must be that of
/// a run that nobody disturbed.
#[test]
fn a_killed_index_loses_nothing_it_held_and_ends_as_if_never_killed() {
    let folder = corpus();
    let held = || {
        let status = run(folder.path(), &["status", "--json"]);
        serde_json::from_slice::<serde_json::Value>(&status.stdout)
            .ok()
            .map_or(0, |status| status["documents"].as_u64().unwrap_or(0))
    };
    let mut least = 0;
    for kill in 0..40_u64 {
        let mut child = Command::new(env!("CARGO_BIN_EXE_rapporteur-under-test"))
            .args(["index", "--quiet", "."])
            .current_dir(folder.path())
            .spawn()
            .expect("the binary runs");
        std::thread::sleep(std::time::Duration::from_millis(kill * 7));
        // It may have ended by itself.
        let _killed = child.kill();
        child.wait().expect("it ends");
        let now = held();
        assert!(now >= least, "kill {kill}: {now} documents after {least}");
        least = now;
    }
    let last = run(folder.path(), &["index", "."]);
    assert_eq!(last.status.code(), Some(0), "{}", String::from_utf8_lossy(&last.stderr));
    assert_eq!(held(), 44);
}
