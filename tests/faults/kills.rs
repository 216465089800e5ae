//! `kill -9` at random moments of an index run, over a folder that changes between the runs.
//!
//! The victim says what each commit acknowledged. After each kill every acknowledged document must be there in the
//! version that was acknowledged or the one on disk, none twice, and the next start must say nothing.

use crate::{program, report, told};
use rapporteur_index::Engine;
use rapporteur_model::{DocId, Search};
use rapporteur_tests::drive::copy;
use rapporteur_tests::drive::{Program, finish, signal};
use std::collections::BTreeMap;
use std::env;
use std::fs;
use std::path::Path;
use std::time::{Duration, Instant};

/// A small generator of numbers (xorshift64*); the seed is printed.
struct Chance(u64);

impl Chance {
    fn below(&mut self, most: u64) -> u64 {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        self.0.wrapping_mul(0x2545_F491_4F6C_DD1D) % most
    }
}

const FILES: u64 = 24;

/// The versions of the files on disk; `None` where there is no file.
type Versions = BTreeMap<String, Option<usize>>;

fn change(folder: &Path, versions: &mut Versions, version: usize, chance: &mut Chance) {
    for _ in 0..12 {
        let number = usize::try_from(chance.below(FILES)).expect("a small number");
        let name = format!("report-{number:03}.txt");
        let path = folder.join(&name);
        let new = if chance.below(5) == 0 {
            // It may be gone already.
            let _ = fs::remove_file(&path);
            None
        } else {
            fs::write(&path, report(number, version)).expect("a report");
            Some(version)
        };
        versions.insert(name, new);
    }
}

/// The versions the index holds; fails where a document is held twice.
fn held(index: &Path) -> Versions {
    let Ok(engine) = Engine::open(index) else { return Versions::new() };
    let mut versions = Versions::new();
    for source in engine.sources().expect("the sources can be read after a kill") {
        let record = engine.get(&DocId::new(source.id.as_str())).expect("a record").expect("a document");
        let text = &record.document.text;
        let version =
            text.split("version").nth(1).and_then(|rest| rest.trim_end_matches(['.', '\n']).parse().ok());
        let before = versions.insert(source.id.to_string(), Some(version.expect("a version")));
        assert!(before.is_none(), "{} is held twice", source.id);
    }
    versions
}

/// How long an undisturbed run takes.
fn duration(victim: &Program, folder: &Path) -> Duration {
    let begun = Instant::now();
    victim.run([folder]).expect(0);
    begun.elapsed()
}

#[test]
fn whenever_it_is_killed_nothing_acknowledged_is_lost_nothing_is_held_twice_and_the_next_start_is_clean() {
    let kills: u64 = env::var("RAPPORTEUR_KILLS").ok().and_then(|kills| kills.parse().ok()).unwrap_or(200);
    let seed = 0x5eed_0001_u64;
    println!("{kills} kills from the seed {seed:#x}; RAPPORTEUR_KILLS asks for more");
    let mut chance = Chance(seed);
    let folder = tempfile::tempdir().expect("a temporary folder");
    let folder = folder.path();
    let index = folder.join(".rapporteur");
    let victim = Program::new(env!("CARGO_BIN_EXE_index-in-small-batches"), folder);
    let mut disk = Versions::new();
    change(folder, &mut disk, 0, &mut chance);
    let longest = duration(&victim, folder);
    let mut acknowledged: Versions = disk.clone();
    let (mut killed, mut landed) = (0, 0);
    for version in 1.. {
        if killed >= kills {
            break;
        }
        change(folder, &mut disk, usize::try_from(version).expect("a small number"), &mut chance);
        let child = victim.command([folder]).spawn().expect("the victim starts");
        let moment = chance.below(u64::try_from(longest.as_micros()).expect("a short run"));
        std::thread::sleep(Duration::from_micros(moment));
        signal(child.id(), rustix::process::Signal::KILL);
        let ran = finish(child);
        assert!(ran.code == 137 || ran.code == 0, "run {version}: {} {}", ran.code, ran.err);
        assert_eq!(ran.err, "", "run {version} after a kill was not clean");
        killed += u64::from(ran.code == 137);
        for told in ran.out.split_whitespace() {
            let (sign, name) = told.split_at(1);
            let now = if sign == "+" { disk.get(name).copied().flatten() } else { None };
            acknowledged.insert(name.to_owned(), now);
        }
        let found = held(&index);
        for name in disk.keys() {
            let (found, acknowledged, disk) =
                (found.get(name).copied().flatten(), acknowledged.get(name).copied().flatten(), disk[name]);
            assert!(
                found == acknowledged || found == disk,
                "run {version}: {name} is held as {found:?}, was acknowledged as {acknowledged:?} and is {disk:?}"
            );
            landed += u64::from(found != acknowledged);
        }
        acknowledged.extend(disk.keys().map(|name| (name.clone(), found.get(name).copied().flatten())));
    }
    println!("{killed} of {killed} starts were clean; {landed} documents landed without an acknowledgement");
    victim.run([folder]).expect(0);
    let leftovers = fs::read_dir(index.join("generation-1")).expect("a generation");
    for entry in leftovers {
        let name = entry.expect("a file").file_name().to_string_lossy().into_owned();
        assert!(!name.starts_with(".tmp"), "{name} is left over");
    }
    let copied = tempfile::tempdir().expect("a temporary folder");
    copy(folder, copied.path());
    program(copied.path()).run(["index", "--quiet", "."]).expect(0);
    assert_eq!(
        told(&index),
        told(&copied.path().join(".rapporteur")),
        "not as a fresh index of the same folder"
    );
}

/// The binary itself, whose batches are large: each run is all or nothing here, and a run that was killed leaves what was there.
#[test]
fn the_binary_that_is_killed_while_it_indexes_leaves_what_was_there_and_goes_on() {
    let seed = 0x5eed_0002_u64;
    println!("the seed is {seed:#x}");
    let mut chance = Chance(seed);
    let folder = tempfile::tempdir().expect("a temporary folder");
    let folder = folder.path();
    let index = folder.join(".rapporteur");
    let mut disk = Versions::new();
    change(folder, &mut disk, 0, &mut chance);
    let begun = Instant::now();
    program(folder).run(["index", "--quiet", "."]).expect(0);
    let longest = u64::try_from(begun.elapsed().as_micros()).expect("a short run");
    let mut before = held(&index);
    for version in 1..=30 {
        change(folder, &mut disk, version, &mut chance);
        let child = program(folder).command(["index", "--quiet", "."]).spawn().expect("the program starts");
        std::thread::sleep(Duration::from_micros(chance.below(longest)));
        signal(child.id(), rustix::process::Signal::KILL);
        let ran = finish(child);
        assert!(
            (ran.code == 137 || ran.code == 0) && ran.err.is_empty(),
            "run {version}: {} {}",
            ran.code,
            ran.err
        );
        let found = held(&index);
        let present: Versions =
            disk.iter().filter(|(_, now)| now.is_some()).map(|(name, now)| (name.clone(), *now)).collect();
        assert!(
            found == before || found == present,
            "run {version}: {found:?} is neither {before:?} nor {present:?}"
        );
        before = found;
    }
    program(folder).run(["index", "--quiet", "."]).expect(0);
    let copied = tempfile::tempdir().expect("a temporary folder");
    copy(folder, copied.path());
    program(copied.path()).run(["index", "--quiet", "."]).expect(0);
    assert_eq!(told(&index), told(&copied.path().join(".rapporteur")));
}
