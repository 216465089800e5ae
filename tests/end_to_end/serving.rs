//! `serve`: it says where it is, answers, refuses what it must, and stops when it is told to.

use crate::{indexed, program};
use rapporteur_tests::drive::{Program, finish, signal};
use rustix::process::Signal;
use serde_json::Value;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::process::Child;
use std::time::Duration;

pub(crate) struct Server {
    child: Child,
    pub(crate) address: String,
    err: BufReader<std::process::ChildStderr>,
}

impl Server {
    fn start(arguments: &[&str]) -> Self {
        Self::of(&indexed(), arguments)
    }

    /// The server of a program's folder, which holds an index.
    pub(crate) fn of(program: &Program, arguments: &[&str]) -> Self {
        let mut all = vec!["serve", "--address", "127.0.0.1:0"];
        all.extend(arguments);
        let mut child = program.command(all).spawn().expect("the program starts");
        let mut err = BufReader::new(child.stderr.take().expect("a pipe"));
        let mut line = String::new();
        err.read_line(&mut line).expect("a line");
        let address = line.split("http://").nth(1).and_then(|rest| rest.split('/').next());
        let address = address.unwrap_or_else(|| panic!("no address in {line:?}")).to_owned();
        Self { child, address, err }
    }

    /// Sends a request and gives the status and the body.
    fn get(&self, path: &str, host: &str) -> (u16, String) {
        self.ask(path, host, "")
    }

    fn ask(&self, path: &str, host: &str, accept: &str) -> (u16, String) {
        let mut stream = TcpStream::connect(&self.address).expect("a connection");
        stream.set_read_timeout(Some(Duration::from_secs(30))).expect("a limit");
        let request = format!("GET {path} HTTP/1.1\r\nHost: {host}\r\n{accept}Connection: close\r\n\r\n");
        stream.write_all(request.as_bytes()).expect("a request");
        let mut answer = String::new();
        stream.read_to_string(&mut answer).expect("an answer");
        let (head, body) = answer.split_once("\r\n\r\n").expect("a header and a body");
        let status = head.split(' ').nth(1).and_then(|status| status.parse().ok()).expect("a status");
        (status, body.to_owned())
    }

    pub(crate) fn json(&self, path: &str) -> Value {
        let (status, body) = self.ask(path, &self.address, "Accept: application/json\r\n");
        assert_eq!(status, 200, "{path}: {body}");
        serde_json::from_str(&body).unwrap_or_else(|error| panic!("{error}: {body}"))
    }

    /// Tells it to stop and gives its exit code and what it said on the way.
    pub(crate) fn stop(mut self, with: Signal) -> (i32, String) {
        signal(self.child.id(), with);
        let mut rest = String::new();
        self.err.read_to_string(&mut rest).expect("the rest");
        (finish(self.child).code, rest)
    }
}

#[test]
fn it_answers_searches_and_events_and_documents_and_stops_cleanly_when_told_to() {
    let server = Server::start(&[]);
    server.get("/healthz", &server.address);
    assert_eq!(server.get("/healthz", &server.address).0, 200);
    let found = server.json("/search?q=lakes");
    assert_eq!(found["hits"][0]["id"], "en-third-water-conference.html");
    let asked = indexed().run(["search", "--json", "lakes"]).expect(0).json();
    assert_eq!(found["hits"], asked["hits"], "the same contract on both ways");
    let events = server.json("/events?q=where%3ADushanbe");
    assert!(events["total"].as_u64().is_some_and(|total| total > 2), "{events}");
    let document = server.json("/documents/en-third-water-conference.html");
    assert_eq!(document["id"], "en-third-water-conference.html");
    let (status, page) = server.get("/", &server.address);
    assert!(status == 200 && page.contains("<form"), "{page}");
    assert_eq!(server.get("/documents/no-such-document", &server.address).0, 404);
    assert_eq!(server.get("/no-such-page", &server.address).0, 404);
    let (code, said) = server.stop(Signal::TERM);
    assert_eq!(code, 0, "{said}");
    assert!(!said.contains("panicked"), "{said}");
}

#[test]
fn it_stops_at_control_c_too() {
    let (code, said) = Server::start(&[]).stop(Signal::INT);
    assert_eq!(code, 0, "{said}");
}

#[test]
fn a_foreign_host_is_refused_and_one_that_is_named_is_not() {
    let server = Server::start(&["--host", "archive.example"]);
    let (status, body) = server.get("/search?q=lakes", "evil.example");
    assert!(status == 421 || status == 403, "{status} {body}");
    assert!(!body.contains("water-conference"), "{body}");
    assert_eq!(server.get("/search?q=lakes", "archive.example").0, 200);
    server.stop(Signal::TERM);
}

#[test]
fn it_does_not_start_without_an_index_or_on_an_address_of_another_machine() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let missing = program(folder.path()).run(["serve", "--address", "127.0.0.1:0"]).expect(2);
    assert!(missing.err.contains("rapporteur index"), "{}", missing.err);
    let open = indexed().run(["serve", "--address", "0.0.0.0:0"]).expect(2);
    assert!(open.err.len() > 20, "{}", open.err);
    let server = Server::start(&[]);
    let taken = indexed().run(["serve", "--address", &server.address]).expect(2);
    assert!(taken.err.contains(&server.address), "{}", taken.err);
    server.stop(Signal::TERM);
}
