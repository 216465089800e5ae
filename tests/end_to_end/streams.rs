//! Results on standard output, the rest on standard error; a reader that has seen enough is no failure.

use crate::{corpus, indexed, program};
use rapporteur_tests::drive::finish;
use std::io::Read;

/// Starts a command, reads a little of its output, closes the pipe, and gives how it ended.
fn cut_short(arguments: &[&str]) -> (i32, String) {
    let mut child = indexed().command(arguments).spawn().expect("the program starts");
    let mut out = child.stdout.take().expect("a pipe");
    let mut little = [0; 16];
    out.read_exact(&mut little).expect("some output");
    drop(out);
    let ran = finish(child);
    (ran.code, ran.err)
}

#[test]
fn a_reader_that_has_seen_enough_is_no_failure_and_nothing_is_said() {
    for arguments in [
        &["extract", "."][..],
        &["search", "--jsonl", "-n", "100", ""],
        &["search", "-n", "100", ""],
        &["events", "--csv", "-n", "500", ""],
        &["events", "--ics", "-n", "500", ""],
        &["events", "--geojson", "-n", "500", ""],
        &["man"],
        &["completions", "zsh"],
    ] {
        let (code, err) = cut_short(arguments);
        assert_eq!(
            (code, err.contains("roken pipe"), err.contains("panicked")),
            (0, false, false),
            "{arguments:?}: {err}"
        );
    }
}

#[test]
fn there_is_no_progress_bar_in_a_pipe_and_nothing_but_results_on_standard_output() {
    let folder = corpus();
    let ran = program(folder.path()).run(["index", "."]).expect(0);
    assert!(!ran.err.contains(['\u{1b}', '\r', '█', '░']), "{:?}", ran.err);
    assert_eq!(ran.out.lines().count(), 1, "{}", ran.out);
    let asked =
        program(folder.path()).run(["search", "--in", ".", "--json", "colour:lakes OR lakes"]).expect(0);
    asked.json();
    let lines = program(folder.path()).run(["search", "--jsonl", "when:2014..2012"]).expect(0);
    assert!(!lines.lines().is_empty() && lines.err.contains("swapped"), "{}", lines.err);
}

#[test]
fn what_a_document_says_never_reaches_the_terminal_raw() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let page = "<title>Bell \u{7} and \u{1b}[31mred\u{202e} turned</title><p>The meeting \u{1b}]0;title\u{7} was held in Osh on 5 May 2012.</p>";
    std::fs::write(folder.path().join("a.html"), page).expect("a file");
    let run = |arguments: &[&str]| program(folder.path()).run(arguments).expect(0);
    run(&["index", "-q", "."]);
    for arguments in [&["search", "meeting"][..], &["events", "where:Osh"], &["show", "a.html"], &["status"]]
    {
        let ran = run(arguments);
        assert!(!ran.out.contains(['\u{1b}', '\u{7}', '\u{202e}']), "{arguments:?}: {:?}", ran.out);
    }
}
