//! Files that change, vanish and appear between runs and while one goes on; what cannot be read keeps its documents.

use crate::{program, report, reports, told};
use rapporteur_tests::drive::{copy, finish, signal};
use std::fs;
use std::path::Path;
use std::process::Command;

fn account(folder: &Path) -> serde_json::Value {
    program(folder).run(["index", "--json", "."]).expect(0).json()
}

fn columns(account: &serde_json::Value) -> [u64; 6] {
    ["seen", "indexed", "unchanged", "removed", "rejected", "unreadable"]
        .map(|name| account[name].as_u64().unwrap_or_else(|| panic!("{account}")))
}

#[test]
fn what_changed_is_read_what_is_gone_leaves_and_the_rest_is_not_read() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let folder = folder.path();
    reports(folder, 0..6);
    assert_eq!(columns(&account(folder)), [6, 6, 0, 0, 0, 0]);
    assert_eq!(columns(&account(folder)), [6, 0, 6, 0, 0, 0]);
    fs::write(folder.join("report-001.txt"), report(1, 1)).expect("a report");
    fs::remove_file(folder.join("report-002.txt")).expect("a removal");
    fs::rename(folder.join("report-003.txt"), folder.join("renamed.txt")).expect("a renaming");
    fs::create_dir(folder.join("below")).expect("a folder");
    fs::write(folder.join("below/new.txt"), report(9, 0)).expect("a report");
    fs::write(folder.join("nothing.txt"), "").expect("a file");
    assert_eq!(columns(&account(folder)), [9, 3, 3, 2, 1, 0]);
    assert_eq!(columns(&account(folder)), [7, 0, 6, 0, 1, 0]);
    let copied = tempfile::tempdir().expect("a temporary folder");
    copy(folder, copied.path());
    account(copied.path());
    assert_eq!(told(&folder.join(".rapporteur")), told(&copied.path().join(".rapporteur")));
}

#[test]
fn a_change_that_keeps_size_and_time_is_noticed_by_the_time_of_the_inode() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let path = folder.path().join("a.txt");
    fs::write(&path, report(1, 1)).expect("a report");
    account(folder.path());
    let times = fs::metadata(&path).and_then(|meta| meta.modified()).expect("a time");
    fs::write(&path, report(1, 2)).expect("a report of the same length");
    let file = fs::File::options().write(true).open(&path).expect("the report");
    file.set_modified(times).expect("the old time");
    assert_eq!(columns(&account(folder.path())), [1, 1, 0, 0, 0, 0]);
}

/// A file that cannot be read right now keeps what was held of it; it is not gone, and not removed.
#[test]
fn a_file_that_becomes_a_pipe_and_a_folder_that_becomes_a_link_keep_their_documents() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let folder = folder.path();
    reports(folder, 0..3);
    fs::create_dir(folder.join("closed")).expect("a folder");
    reports(&folder.join("closed"), 3..5);
    assert_eq!(columns(&account(folder)), [5, 5, 0, 0, 0, 0]);
    let before = told(&folder.join(".rapporteur"));
    fs::remove_file(folder.join("report-001.txt")).expect("a removal");
    assert!(Command::new("mkfifo").arg(folder.join("report-001.txt")).status().expect("mkfifo").success());
    let aside = tempfile::tempdir().expect("a temporary folder");
    fs::rename(folder.join("closed"), aside.path().join("closed")).expect("moved away");
    std::os::unix::fs::symlink(aside.path().join("closed"), folder.join("closed")).expect("a link");
    let account = account(folder);
    assert_eq!(columns(&account), [4, 0, 2, 0, 0, 2], "{account}");
    assert_eq!(told(&folder.join(".rapporteur")), before);
    program(folder).run(["search", "path:closed"]).expect(0);
}

#[test]
fn a_file_without_the_right_to_read_it_is_reported_and_keeps_its_document() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let folder = folder.path();
    reports(folder, 0..2);
    account(folder);
    let before = told(&folder.join(".rapporteur"));
    let path = folder.join("report-001.txt");
    let mode = |mode| {
        fs::set_permissions(&path, std::os::unix::fs::PermissionsExt::from_mode(mode)).expect("rights");
    };
    mode(0o000);
    if fs::read(&path).is_ok() {
        println!("skipped: whoever runs this may read everything");
        return;
    }
    let account = account(folder);
    mode(0o600);
    assert_eq!(columns(&account), [2, 0, 1, 0, 0, 1], "{account}");
    assert!(
        account["problems"][0]["message"].as_str().is_some_and(|text| text.contains("permission denied"))
    );
    assert_eq!(told(&folder.join(".rapporteur")), before);
}

#[test]
fn files_that_come_and_go_while_a_run_goes_on_are_indexed_or_reported_and_the_next_run_is_right() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let folder = folder.path();
    reports(folder, 0..150);
    let child = program(folder).command(["index", "--json", "."]).spawn().expect("the program starts");
    for round in 0..60 {
        let number = (round * 37) % 150;
        let path = folder.join(format!("report-{number:03}.txt"));
        match round % 3 {
            0 => fs::write(&path, report(number, round)).expect("a report"),
            1 => fs::File::create(&path).map(drop).expect("an empty file"),
            _ => fs::rename(&path, folder.join(format!("moved-{round}.txt"))).expect("a renaming"),
        }
        std::thread::yield_now();
    }
    let ran = finish(child).expect(0);
    let columns = columns(&ran.json());
    assert_eq!(columns[0], columns[1..].iter().sum::<u64>(), "the account does not balance: {}", ran.out);
    account(folder);
    let copied = tempfile::tempdir().expect("a temporary folder");
    copy(folder, copied.path());
    account(copied.path());
    assert_eq!(told(&folder.join(".rapporteur")), told(&copied.path().join(".rapporteur")));
}

#[test]
fn an_interrupted_run_says_so_and_the_next_one_completes() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let folder = folder.path();
    reports(folder, 0..900);
    let child = program(folder).command(["index", "--json", "."]).spawn().expect("the program starts");
    let lock = folder.join(".rapporteur/format.json");
    while !lock.is_file() {
        std::thread::yield_now();
    }
    signal(child.id(), rustix::process::Signal::INT);
    let ran = finish(child).expect(2);
    let interrupted = ran.json();
    assert_eq!(interrupted["interrupted"], true, "{}", ran.err);
    assert!(ran.err.contains("run it again"), "{}", ran.err);
    let first = columns(&interrupted);
    assert_eq!(first[0], first[1..].iter().sum::<u64>());
    assert!(first[1] < 900, "it had ended before it was told to stop");
    let second = columns(&account(folder));
    assert_eq!((second[0], second[2]), (900, first[1]), "what was acknowledged is not read again");
}
