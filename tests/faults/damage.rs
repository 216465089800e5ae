//! Full disks, cut and scribbled index files, a second writer.

use crate::{program, reports, told};
use rapporteur_tests::drive::Ran;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// A small file system of its own, gone with this value.
struct SmallDisk(tempfile::TempDir);

impl SmallDisk {
    /// `None` where this process may not mount.
    fn new(megabytes: u32) -> Option<Self> {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let options = format!("size={megabytes}m");
        let mounted = Command::new("mount")
            .args(["-t", "tmpfs", "-o", &options, "tmpfs"])
            .arg(folder.path())
            .output()
            .is_ok_and(|output| output.status.success());
        mounted.then_some(Self(folder))
    }

    fn grow(&self, megabytes: u32) {
        let options = format!("remount,size={megabytes}m");
        let status = Command::new("mount").args(["-o", &options]).arg(self.0.path()).status().expect("mount");
        assert!(status.success(), "the disk could not be made larger");
    }
}

impl Drop for SmallDisk {
    fn drop(&mut self) {
        // Lazily: a process that is ending may still hold a file.
        let _ = Command::new("umount").arg("-l").arg(self.0.path()).status();
    }
}

#[test]
fn a_full_disk_is_said_cleanly_the_index_still_answers_and_the_next_run_after_freeing_completes() {
    let Some(disk) = SmallDisk::new(2) else {
        println!("skipped: this process may not mount a small file system");
        return;
    };
    let folder = tempfile::tempdir().expect("a temporary folder");
    reports(folder.path(), 0..5);
    let index = disk.0.path().join("index");
    let run = |arguments: &[&str]| {
        let index = index.to_string_lossy().into_owned();
        let mut all = vec!["--index", index.as_str()];
        all.extend(arguments);
        program(folder.path()).run(all)
    };
    run(&["index", "."]).expect(0);
    // Words that do not repeat do not compress.
    for number in 0..40_u64 {
        let words: String = (0..4_000_u64)
            .map(|word| format!("w{:x} ", (word + number * 4_000).wrapping_mul(0x9E37_79B9_7F4A_7C15)))
            .collect();
        fs::write(folder.path().join(format!("large-{number:02}.txt")), words).expect("a file");
    }
    let full = run(&["index", "."]).expect(2);
    assert!(full.err.to_lowercase().contains("no space") || full.err.contains("full"), "{}", full.err);
    assert!(!full.err.contains("panicked") && !full.err.contains("internal error"), "{}", full.err);
    let found = run(&["search", "--jsonl", "meeting"]).expect(0);
    assert_eq!(found.lines().len(), 5);
    // Full again, and still clean.
    run(&["index", "."]).expect(2);
    disk.grow(64);
    let healed = run(&["index", "."]).expect(0);
    // A slow machine commits between: what got in before the disk was full stays.
    assert!(healed.out.contains("seen 45 = indexed "), "{}", healed.out);
    assert!(healed.out.contains("removed 0 + rejected 0 + unreadable 0"), "{}", healed.out);
    run(&["search", "meeting"]).expect(0);
}

#[test]
fn an_index_on_a_full_disk_from_the_first_byte_is_said_cleanly() {
    let Some(disk) = SmallDisk::new(1) else {
        println!("skipped: this process may not mount a small file system");
        return;
    };
    fs::write(disk.0.path().join("filler"), vec![1_u8; (1 << 20) - 8192]).expect("a filler");
    let folder = tempfile::tempdir().expect("a temporary folder");
    reports(folder.path(), 0..5);
    let index = disk.0.path().join("index");
    let ran = program(folder.path()).run(["--index", &index.to_string_lossy(), "index", "."]).expect(2);
    assert!(ran.err.to_lowercase().contains("no space"), "{}", ran.err);
    fs::remove_file(disk.0.path().join("filler")).expect("a removal");
    program(folder.path()).run(["--index", &index.to_string_lossy(), "index", "."]).expect(0);
}

fn files(folder: &Path) -> Vec<PathBuf> {
    let mut found: Vec<PathBuf> = fs::read_dir(folder)
        .expect("a readable folder")
        .map(|entry| entry.expect("a file").path())
        .flat_map(|path| if path.is_dir() { files(&path) } else { vec![path] })
        .collect();
    found.sort();
    found
}

/// What a damaged index says: the same as before, or a failure with a message. Anything else is told.
fn verdict(ran: &Ran, before: &Ran) -> Result<(), String> {
    if !(0..=2).contains(&ran.code) {
        return Err(format!("ended with {}: {}", ran.code, ran.err));
    }
    match ran.code {
        2 if ran.err.trim().len() > 20 => Ok(()),
        2 => Err(format!("failed without a message: {:?}", ran.err)),
        _ if ran.out == before.out => Ok(()),
        _ => Err(format!("answered otherwise: {}", ran.out)),
    }
}

#[test]
fn an_index_whose_files_were_cut_says_so_or_answers_as_before() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    reports(folder.path(), 0..20);
    program(folder.path()).run(["index", "--quiet", "."]).expect(0);
    let index = folder.path().join(".rapporteur");
    let ask = |arguments: &[&str]| program(folder.path()).run(arguments);
    let questions: [&[&str]; 2] =
        [&["search", "--json", "-n", "30", "meeting"], &["events", "--csv", "where:Bishkek"]];
    let before: Vec<Ran> = questions.iter().map(|question| ask(question).expect(0)).collect();
    let mut noticed = 0;
    for path in files(&index).into_iter().filter(|path| !path.ends_with("lock")) {
        let bytes = fs::read(&path).expect("a file");
        for length in [0, bytes.len() / 2, bytes.len().saturating_sub(1)] {
            fs::write(&path, &bytes[..length]).expect("a shorter file");
            for (question, before) in questions.iter().zip(&before) {
                let ran = ask(question);
                if let Err(wrong) = verdict(&ran, before) {
                    panic!("{} cut to {length} of {}: {wrong}", path.display(), bytes.len());
                }
                noticed += u32::from(ran.code == 2);
            }
        }
        fs::write(&path, &bytes).expect("the file as it was");
    }
    println!("{noticed} cuts were noticed");
    assert!(noticed > 20, "hardly any cut was noticed: {noticed}");
    assert_eq!(ask(questions[0]).out, before[0].out, "the index is whole again");
}

#[test]
fn an_index_whose_files_were_scribbled_on_never_crashes() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    reports(folder.path(), 0..20);
    program(folder.path()).run(["index", "--quiet", "."]).expect(0);
    let question = ["search", "--json", "-n", "30", "meeting"];
    let before = program(folder.path()).run(question).expect(0);
    let (mut noticed, mut silent) = (0, Vec::new());
    for path in files(&folder.path().join(".rapporteur")).into_iter().filter(|path| !path.ends_with("lock")) {
        let bytes = fs::read(&path).expect("a file");
        for part in 0..4 {
            let mut scribbled = bytes.clone();
            let at = bytes.len() * part / 4;
            scribbled.iter_mut().skip(at).take(16).for_each(|byte| *byte = !*byte);
            fs::write(&path, &scribbled).expect("a scribbled file");
            let ran = program(folder.path()).run(question);
            match verdict(&ran, &before) {
                Err(wrong) if wrong.starts_with("answered otherwise") => silent.push(path.clone()),
                Err(wrong) => panic!("{} scribbled at {at}: {wrong}", path.display()),
                Ok(()) => noticed += u32::from(ran.code == 2),
            }
        }
        fs::write(&path, &bytes).expect("the file as it was");
    }
    // Checksums are not read on opening: what is inside a segment may be wrong unnoticed until there is a check command.
    println!("{noticed} scribbles were noticed, {} changed an answer unnoticed: {silent:?}", silent.len());
    assert!(noticed > 10, "hardly any scribble was noticed: {noticed}");
    let small =
        |path: &PathBuf| path.extension().is_some_and(|ending| ending == "json") || path.ends_with("CURRENT");
    assert!(!silent.iter().any(small), "a scribbled description of the index changed an answer: {silent:?}");
}

#[test]
fn a_second_writer_is_told_which_process_writes_and_readers_go_on() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    reports(folder.path(), 0..3);
    program(folder.path()).run(["index", "--quiet", "."]).expect(0);
    let index = folder.path().join(".rapporteur");
    let before = told(&index);
    let writer = crate::writer(&index);
    let second = program(folder.path()).run(["index", "."]).expect(2);
    assert!(second.err.contains(&std::process::id().to_string()), "{}", second.err);
    program(folder.path()).run(["search", "meeting"]).expect(0);
    // Asking while another writes answers from what is there, and says so where something had changed.
    reports(folder.path(), 3..4);
    let asked = program(folder.path()).run(["search", "--in", ".", "--jsonl", "meeting"]).expect(0);
    assert_eq!(asked.lines().len(), 3);
    assert!(asked.err.contains("asked as it is"), "{}", asked.err);
    drop(writer);
    assert_eq!(told(&index), before);
    let third = crate::patiently(|| {
        let ran = program(folder.path()).run(["index", "."]);
        if ran.code == 0 { Ok(ran) } else { Err(ran) }
    });
    assert!(third.out.contains("indexed 1 + unchanged 3"), "{}", third.out);
}
