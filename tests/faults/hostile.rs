//! Files that are none, and documents that were made to break readers: each has its message, nothing hangs, and the account balances.

use crate::{program, report};
use rapporteur_tests::drive::Ran;
use std::ffi::OsStr;
use std::fs;
use std::os::unix::ffi::OsStrExt;
use std::os::unix::fs::symlink;
use std::os::unix::net::UnixListener;
use std::path::Path;
use std::process::Command;

/// Indexes a folder and gives the code of each problem by the name of its source.
fn problems(folder: &Path) -> (Ran, Vec<(String, String)>) {
    let ran = program(folder).run(["index", "--json", "."]).expect(0);
    let account = ran.json();
    let count = |name: &str| account[name].as_u64().expect("a count");
    let columns = ["indexed", "unchanged", "removed", "rejected", "unreadable"];
    assert_eq!(count("seen"), columns.into_iter().map(count).sum::<u64>(), "{account}");
    let text = |value: &serde_json::Value| value.as_str().expect("a text").to_owned();
    let problems = account["problems"].as_array().expect("a list");
    let told = problems.iter().map(|problem| {
        assert!(text(&problem["message"]).len() > 10, "{problem} says nothing");
        (text(&problem["id"]), text(&problem["code"]))
    });
    let mut told: Vec<(String, String)> = told.collect();
    told.sort();
    (ran, told)
}

fn named(pairs: &[(&str, &str)]) -> Vec<(String, String)> {
    pairs.iter().map(|(id, code)| ((*id).to_owned(), (*code).to_owned())).collect()
}

#[test]
fn what_is_no_file_is_named_and_never_opened() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let at = |name: &str| folder.path().join(name);
    fs::write(at("report.txt"), report(1, 1)).expect("a report");
    assert!(Command::new("mkfifo").arg(at("pipe.txt")).status().expect("mkfifo").success());
    let _socket = UnixListener::bind(at("socket.txt")).expect("a socket");
    symlink("loop-b", at("loop-a")).expect("a link");
    symlink("loop-a", at("loop-b")).expect("a link");
    symlink(".", at("self")).expect("a link");
    symlink("/etc/passwd", at("outside.txt")).expect("a link");
    symlink("/dev/zero", at("zero.txt")).expect("a link");
    symlink("report.txt", at("again.txt")).expect("a link");
    let (_, told) = problems(folder.path());
    let link = "symbolic-link";
    let expected = [
        ("again.txt", link),
        ("loop-a", link),
        ("loop-b", link),
        ("outside.txt", link),
        ("pipe.txt", "not-a-file"),
        ("self", link),
        ("socket.txt", "not-a-file"),
        ("zero.txt", link),
    ];
    assert_eq!(told, named(&expected));
    let found = program(folder.path()).run(["search", "--jsonl", "meeting"]).expect(0);
    assert_eq!(found.lines().len(), 1, "{}", found.out);
}

#[test]
fn a_pipe_a_device_or_a_folder_of_links_named_as_the_root_does_not_hang() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let pipe = folder.path().join("pipe");
    assert!(Command::new("mkfifo").arg(&pipe).status().expect("mkfifo").success());
    let ran = program(folder.path()).run(["index", "--json", "pipe", "/dev/zero"]).expect(0);
    assert_eq!(
        (ran.json()["seen"].as_u64(), ran.json()["unreadable"].as_u64()),
        (Some(2), Some(2)),
        "{}",
        ran.out
    );
    let ran = program(folder.path()).run(["extract", "pipe"]).expect(2);
    assert!(ran.err.contains("not-a-file"), "{}", ran.err);
}

#[test]
fn names_that_are_no_text_or_turn_the_line_are_escaped_and_told_apart() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let names: [&[u8]; 7] = [
        b"new\nline.txt",
        b"not-\xff-utf8.txt",
        b"not-\xfe-utf8.txt",
        "right\u{202e}txt.left.txt".as_bytes(),
        b"escape\x1b[31m.txt",
        b"100%25.txt",
        " space .txt".as_bytes(),
    ];
    for name in names {
        fs::write(folder.path().join(OsStr::from_bytes(name)), report(1, 1)).expect("a report");
    }
    let (_, told) = problems(folder.path());
    assert_eq!(told, []);
    let found = program(folder.path()).run(["search", "--jsonl", "-n", "20", "meeting"]).expect(0);
    let mut ids: Vec<String> =
        found.lines().iter().map(|hit| hit["id"].as_str().expect("an id").to_owned()).collect();
    ids.sort();
    ids.dedup();
    assert_eq!(ids.len(), names.len(), "two files share a name: {ids:?}");
    for id in &ids {
        program(folder.path()).run(["show", "--json", id]).expect(0);
    }
    let shown = program(folder.path()).run(["search", "-n", "20", "meeting"]).expect(0);
    assert!(!shown.out.contains(['\u{1b}', '\u{202e}', '\r']), "{:?}", shown.out);
    // All of them are found again by the same names.
    let again = program(folder.path()).run(["index", "."]).expect(0);
    assert_eq!(again.out, "seen 7 = indexed 0 + unchanged 7 + removed 0 + rejected 0 + unreadable 0\n");
}

#[test]
fn documents_made_to_break_readers_are_read_or_refused_with_a_reason() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let write = |name: &str, text: String| fs::write(folder.path().join(name), text).expect("a file");
    let sentence = "The meeting was held in Osh on 5 May 2012.";
    write("nested.html", format!("<title>Nested</title>{}{sentence}", "<div>".repeat(10_000)));
    write("lists.html", format!("<title>Lists</title>{}{sentence}", "<ul><li>".repeat(10_000)));
    write("unclosed.html", format!("<title>Unclosed</title><p>{sentence}</p>{}", "<".repeat(100_000)));
    let attributes: String = (0..100_000).map(|number| format!(" a{number}=\"{number}\"")).collect();
    write("attributes.html", format!("<title>Attributes</title><p{attributes}>{sentence}</p>"));
    write(
        "entities.html",
        format!("<title>Entities</title><p>{sentence} {}</p>", "&amp;&nbsp;&#x1F600;".repeat(20_000)),
    );
    write("comment.html", format!("<title>Comment</title><p>{sentence}</p><!--{}", "-".repeat(200_000)));
    write("line.txt", format!("Line\n\n{sentence} {}", "one word after another ".repeat(20_000)));
    write("word.txt", format!("Word\n\n{sentence} {}", "x".repeat(300_000)));
    write("dots.txt", format!("Dots\n\n{sentence} {}", "1.".repeat(50_000)));
    write("capitals.txt", format!("Capitals\n\n{sentence} {}", "Mr. A. B. ".repeat(10_000)));
    let sparse = |name: &str, bytes| {
        fs::File::create(folder.path().join(name))
            .and_then(|file| file.set_len(bytes))
            .expect("a sparse file");
    };
    sparse("gigabyte.html", 1 << 30);
    sparse("zeros.txt", 1 << 20);
    let huge = fs::File::create(folder.path().join("huge-line.txt")).expect("a file");
    let mut huge = std::io::BufWriter::new(huge);
    for _ in 0..(100 << 20) / 64 {
        std::io::Write::write_all(&mut huge, &[b'a'; 64]).expect("a line of 100 MB");
    }
    drop(huge);
    let (ran, told) = problems(folder.path());
    let expected = [("gigabyte.html", "too-large"), ("huge-line.txt", "too-large"), ("zeros.txt", "binary")];
    assert_eq!(told, named(&expected), "{}", ran.err);
    let found = program(folder.path()).run(["events", "--jsonl", "-n", "50", "when:2012-05-05"]).expect(0);
    let found: Vec<String> =
        found.lines().iter().map(|hit| hit["id"].as_str().expect("an id").to_owned()).collect();
    for name in ["nested", "lists", "unclosed", "attributes", "entities", "comment"] {
        assert!(found.contains(&format!("{name}.html")), "the event of {name}.html is lost: {found:?}");
    }
    for name in ["line", "word", "dots", "capitals"] {
        assert!(found.contains(&format!("{name}.txt")), "the event of {name}.txt is lost: {found:?}");
    }
}

#[test]
fn a_deep_tree_of_folders_is_walked_to_its_end() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let deep = folder.path().join("d/".repeat(600));
    fs::create_dir_all(&deep).expect("folders");
    fs::write(deep.join("report.txt"), report(1, 1)).expect("a report");
    let (_, told) = problems(folder.path());
    assert_eq!(told, []);
    program(folder.path()).run(["search", "meeting"]).expect(0);
}
