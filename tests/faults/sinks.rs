//! A sink that fails at its n-th call, for every n: the job reports the fault, and a second run completes.

use crate::{report, reports};
use rapporteur_index::Engine;
use rapporteur_jobs::{Account, Job, Limits, Silent, run};
use rapporteur_model::{Commit, DocId, Fault, Record, Refusal, Search, Sink, Source};
use rapporteur_tests::list::List;
use std::fs;
use std::path::Path;
use std::sync::atomic::AtomicBool;
use std::time::Duration;

/// How a sink fails.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Failure {
    /// The call is not carried out.
    Before,
    /// The call is carried out, and its success is not told.
    After,
}

struct Failing<S> {
    sink: S,
    calls: usize,
    at: usize,
    failure: Failure,
}

impl<S: Sink> Failing<S> {
    fn new(sink: S, at: usize, failure: Failure) -> Self {
        Self { sink, calls: 0, at, failure }
    }

    fn call<T>(&mut self, run: impl FnOnce(&mut S) -> Result<T, Fault>) -> Result<T, Fault> {
        self.calls += 1;
        let fault = || Err(Fault::unavailable("the disk is gone"));
        // A failed sink stays failed.
        if self.calls > self.at || (self.calls == self.at && self.failure == Failure::Before) {
            return fault();
        }
        let result = run(&mut self.sink);
        if self.calls == self.at { fault() } else { result }
    }
}

impl<S: Sink> Sink for Failing<S> {
    fn put(&mut self, record: &Record) -> Result<(), Fault> {
        self.call(|sink| sink.put(record))
    }

    fn refuse(&mut self, refusal: &Refusal) -> Result<(), Fault> {
        self.call(|sink| sink.refuse(refusal))
    }

    fn remove(&mut self, id: &DocId) -> Result<(), Fault> {
        self.call(|sink| sink.remove(id))
    }

    fn commit(&mut self) -> Result<Commit, Fault> {
        self.call(Sink::commit)
    }
}

fn job(folder: &Path, held: Vec<Source>, sink: &mut dyn Sink) -> Result<Account, Fault> {
    let roots = [folder.to_owned()];
    let limits = Limits { batch: 3, age: Duration::from_mins(10), ..Limits::default() };
    let stop = AtomicBool::new(false);
    let index = folder.join(".rapporteur");
    run(Job { roots: &roots, base: folder, index: &index, held, stop: &stop, limits }, sink, &Silent)
}

/// A folder of reports and of what is none.
fn folder() -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a temporary folder");
    reports(folder.path(), 0..9);
    fs::write(folder.path().join("no.html"), [0_u8, 159, 146, 150]).expect("a file");
    fs::write(folder.path().join("empty.txt"), "").expect("a file");
    folder
}

/// Changes, removes and adds some of it.
fn change(folder: &Path) {
    for number in [2, 5] {
        fs::write(folder.join(format!("report-{number:03}.txt")), report(number, 1)).expect("a report");
    }
    for name in ["report-000.txt", "report-007.txt", "empty.txt"] {
        fs::remove_file(folder.join(name)).expect("a removal");
    }
    reports(folder, 20..23);
}

fn state(list: &List) -> Vec<(Source, Option<Record>)> {
    let sources = list.sources().expect("sources");
    sources.into_iter().map(|source| (source.clone(), list.get(&source.id).expect("a record"))).collect()
}

/// Fails at every call of the job over `folder` from what `held` holds, and completes it each time.
fn fail_everywhere(folder: &Path, held: &dyn Fn() -> List) {
    let undisturbed = held();
    let mut counting = Failing::new(undisturbed.sink(), usize::MAX, Failure::Before);
    let account = job(folder, undisturbed.sources().expect("sources"), &mut counting).expect("an account");
    assert!(account.balances(), "{account:?}");
    let calls = counting.calls;
    assert!(calls > 10, "too few calls to be a test: {calls}");
    for failure in [Failure::Before, Failure::After] {
        for at in 1..=calls {
            let list = held();
            let mut failing = Failing::new(list.sink(), at, failure);
            match job(folder, list.sources().expect("sources"), &mut failing) {
                Err(Fault::Unavailable { message, .. }) => assert_eq!(message, "the disk is gone"),
                other => panic!("call {at} of {calls} failed and the job said {other:?}"),
            }
            drop(failing);
            let second = job(folder, list.sources().expect("sources"), &mut list.sink()).expect("an account");
            assert!(second.balances(), "{failure:?} at {at}: {second:?}");
            assert_eq!(state(&list), state(&undisturbed), "{failure:?} at {at} of {calls}");
            let third = job(folder, list.sources().expect("sources"), &mut list.sink()).expect("an account");
            assert_eq!((third.indexed, third.removed), (0, 0), "{failure:?} at {at}: {third:?}");
        }
    }
}

#[test]
fn whichever_call_of_a_first_run_fails_a_second_run_completes_it() {
    let folder = folder();
    fail_everywhere(folder.path(), &List::new);
}

#[test]
fn whichever_call_of_an_update_fails_a_second_run_completes_it() {
    let folder = folder();
    let before = List::new();
    job(folder.path(), Vec::new(), &mut before.sink()).expect("an account");
    let held = state(&before);
    change(folder.path());
    fail_everywhere(folder.path(), &|| {
        let list = List::new();
        let mut sink = list.sink();
        for (source, record) in &held {
            match (record, &source.refusal) {
                (Some(record), _) => sink.put(record).expect("a put"),
                (None, Some((code, message))) => sink
                    .refuse(&Refusal {
                        id: source.id.clone(),
                        uri: source.uri.clone(),
                        fingerprint: source.fingerprint.clone(),
                        code: code.clone().into(),
                        message: message.clone(),
                    })
                    .expect("a refusal"),
                (None, None) => panic!("{source:?} is neither a document nor refused"),
            }
        }
        sink.commit().expect("a commit");
        list
    });
}

#[test]
fn whichever_call_fails_the_index_ends_as_a_fresh_one() {
    let folder = folder();
    let fresh = tempfile::tempdir().expect("a temporary folder");
    let mut counting = Failing::new(crate::writer(fresh.path()), usize::MAX, Failure::Before);
    job(folder.path(), Vec::new(), &mut counting).expect("an account");
    for at in 1..=counting.calls {
        for failure in [Failure::Before, Failure::After] {
            let index = tempfile::tempdir().expect("a temporary folder");
            let mut failing = Failing::new(crate::writer(index.path()), at, failure);
            assert!(job(folder.path(), Vec::new(), &mut failing).is_err(), "{failure:?} at {at}");
            drop(failing);
            let mut writer = crate::writer(index.path());
            let held = Engine::open(index.path())
                .map_or_else(|_| Vec::new(), |engine| engine.sources().expect("sources"));
            let account = job(folder.path(), held, &mut writer).expect("an account");
            assert!(account.balances(), "{account:?}");
            assert_eq!(crate::told(index.path()), crate::told(fresh.path()), "{failure:?} at {at}");
        }
    }
}
