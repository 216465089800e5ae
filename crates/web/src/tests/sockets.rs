//! The server over real sockets: what a slow, greedy or broken client can do to it, and how it stops.
//!
//! Times are short in the configuration; a client here waits [`PATIENCE`] at most, so that a server that keeps a
//! connection it should have closed fails the test.

use super::fake::{Engine, Words};
use super::fixtures::{found, report, word};
use crate::{Config, ServeError, run};
use rapporteur_model::{Fault, Page, Request};
use std::io::{ErrorKind, Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::sync::{Arc, Mutex};
use std::thread::{self, JoinHandle};
use std::time::{Duration, Instant};

const PATIENCE: Duration = Duration::from_secs(10);
const SHORT: Duration = Duration::from_millis(100);
const HOUR: Duration = Duration::from_secs(3_600);

struct Server {
    address: SocketAddr,
    stop: Option<Sender<()>>,
    running: Option<JoinHandle<Result<(), ServeError>>>,
}

impl Server {
    fn start(
        config: Config,
        answer: impl Fn(&Request) -> Result<Page, Fault> + Send + Sync + 'static,
    ) -> Self {
        let (stop, stopped) = channel();
        let (bound, binding) = channel();
        let engine = Arc::new(Engine::new(answer).with(report()));
        let running = thread::spawn(move || {
            let on_bound = move |address| bound.send(address).expect("the test waits");
            run(loopback(), engine, Arc::new(Words), config, on_bound, stopped)
        });
        let address = binding.recv().expect("the server listens");
        Self { address, stop: Some(stop), running: Some(running) }
    }

    fn connect(&self) -> TcpStream {
        let stream = TcpStream::connect(self.address).expect("the server accepts");
        stream.set_read_timeout(Some(PATIENCE)).expect("a time");
        stream
    }

    /// What the server sends until it closes the connection.
    fn exchange(&self, sent: &str) -> String {
        let mut stream = self.connect();
        stream.write_all(sent.as_bytes()).expect("the server reads");
        rest(&mut stream)
    }

    fn get(&self, address: &str) -> String {
        self.exchange(&header(address, "connection: close\r\n"))
    }

    fn stop(&mut self) -> Result<(), ServeError> {
        drop(self.stop.take());
        self.running.take().expect("it ran").join().expect("no panic")
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        drop(self.stop.take());
        if let Some(running) = self.running.take() {
            let _ended = running.join();
        }
    }
}

fn loopback() -> SocketAddr {
    SocketAddr::from(([127, 0, 0, 1], 0))
}

fn header(address: &str, more: &str) -> String {
    format!("GET {address} HTTP/1.1\r\nhost: localhost\r\n{more}\r\n")
}

/// Reads until the server closes; a reset counts as closing.
fn rest(stream: &mut TcpStream) -> String {
    let mut bytes = Vec::new();
    match stream.read_to_end(&mut bytes) {
        Ok(_) => {}
        Err(error) => assert_eq!(error.kind(), ErrorKind::ConnectionReset, "the server kept the connection"),
    }
    String::from_utf8(bytes).expect("UTF-8")
}

/// Reads one answer with a length off a connection that stays open.
fn one(stream: &mut TcpStream) -> String {
    let mut bytes = Vec::new();
    let mut byte = [0];
    while !bytes.ends_with(b"\r\n\r\n") {
        stream.read_exact(&mut byte).expect("a header");
        bytes.push(byte[0]);
    }
    let mut text = String::from_utf8(bytes).expect("UTF-8");
    let length = text.lines().find_map(|line| line.strip_prefix("content-length: ")).expect("a length");
    let mut body = vec![0; length.parse().expect("a number")];
    stream.read_exact(&mut body).expect("a body");
    text.push_str(&String::from_utf8(body).expect("UTF-8"));
    text
}

fn status(answer: &str) -> &str {
    answer.strip_prefix("HTTP/1.1 ").and_then(|rest| rest.get(..3)).unwrap_or(answer)
}

/// An engine that waits: it says when it has begun, and answers when the other end is dropped or sends.
fn waiting() -> (impl Fn(&Request) -> Result<Page, Fault> + Send + Sync + 'static, Receiver<()>, Sender<()>) {
    let (begun, beginning) = channel();
    let (release, gate) = channel::<()>();
    let shared = Mutex::new((begun, gate));
    let answer = move |_: &Request| {
        let shared = shared.lock().expect("no panic");
        let _heard = shared.0.send(());
        let _released = shared.1.recv();
        Ok(found())
    };
    (answer, beginning, release)
}

fn patient() -> Config {
    Config {
        threads: 1,
        answer_time: HOUR,
        header_time: HOUR,
        connection_time: HOUR,
        closing_time: HOUR,
        ..Config::default()
    }
}

fn quick() -> Config {
    Config { header_time: SHORT, ..patient() }
}

#[test]
fn a_client_that_sends_nothing_or_half_a_header_is_dropped() {
    let server = Server::start(quick(), |_| Ok(found()));
    assert_eq!(server.exchange(""), "");
    for half in ["G", "GET / HTTP/1.1\r\n", "GET / HTTP/1.1\r\nhost: localhost\r\nx: y"] {
        let answer = server.exchange(half);
        assert!(!answer.contains("200 OK"), "{answer}");
    }
}

#[test]
fn a_header_that_drips_in_is_not_waited_for() {
    let server = Server::start(quick(), |_| Ok(found()));
    let mut stream = server.connect();
    let begun = Instant::now();
    let mut failed = false;
    while !failed && begun.elapsed() < PATIENCE {
        failed = stream.write_all(b"GET / HTTP/1.1\r\nhost: localhost\r\n").is_err();
        thread::sleep(SHORT / 4);
    }
    assert!(failed, "the server still reads");
}

#[test]
fn a_connection_that_is_kept_alive_but_idle_is_dropped() {
    let server = Server::start(quick(), |_| Ok(found()));
    let mut stream = server.connect();
    // Both at once: between two writes the server might already find the connection idle.
    stream.write_all(header("/healthz", "").repeat(2).as_bytes()).expect("the server reads");
    assert_eq!([status(&one(&mut stream)), status(&one(&mut stream))], ["200", "200"]);
    assert_eq!(rest(&mut stream), "");
}

#[test]
fn a_connection_that_never_rests_ends_too() {
    let server = Server::start(Config { connection_time: 5 * SHORT, ..patient() }, |_| Ok(found()));
    let mut stream = server.connect();
    let begun = Instant::now();
    let mut answers = 0;
    loop {
        let sent = stream.write_all(header("/style.css", "").as_bytes());
        let mut first = [0];
        if sent.is_err() || !matches!(stream.read(&mut first), Ok(1)) {
            break;
        }
        one(&mut stream);
        answers += 1;
        assert!(begun.elapsed() < PATIENCE, "the connection lives on");
    }
    assert!(answers > 0);
}

#[test]
fn a_client_that_does_not_read_its_answers_does_not_hold_the_server() {
    let config = Config { connection_time: SHORT, closing_time: SHORT, ..patient() };
    let mut server = Server::start(config, |_| Ok(found()));
    let mut deaf = server.connect();
    deaf.set_write_timeout(Some(PATIENCE)).expect("a time");
    let begun = Instant::now();
    while deaf.write_all(header("/style.css", "").as_bytes()).is_ok() {}
    // Later it is the client that has given up.
    assert!(begun.elapsed() < PATIENCE, "the connection lives on");
    assert!(server.stop().is_ok());
}

#[test]
fn more_than_64_headers_or_a_header_of_80_kilobytes_are_too_much() {
    let server = Server::start(patient(), |_| Ok(found()));
    // With host and connection the first request has 64 of them.
    let headers = |count: usize| "x: y\r\n".repeat(count);
    assert_eq!(
        status(&server.exchange(&header("/healthz", &format!("connection: close\r\n{}", headers(62))))),
        "200"
    );
    assert_eq!(status(&server.exchange(&header("/healthz", &headers(64)))), "431");
    // The buffer is 32 KB, but hyper looks at its size only after a read, which may overshoot by as much.
    assert_eq!(
        status(&server.exchange(&header("/healthz", &format!("x: {}\r\n", "y".repeat(80_000))))),
        "431"
    );
    let long = server.exchange(&header(&format!("/search?q={}", "y".repeat(80_000)), ""));
    assert!(["414", "431"].contains(&status(&long)), "{long}");
}

#[test]
fn what_is_not_http_1_is_refused() {
    let server = Server::start(patient(), |_| Ok(found()));
    for sent in [
        "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
        "\x16\x03\x01\x02\x00\x01\x00\r\n\r\n",
        "GET /search?q=\x01 HTTP/1.1\r\nhost: localhost\r\n\r\n",
        "GET / HTTP/1.1\r\nhost: local\x00host\r\n\r\n",
    ] {
        let answer = server.exchange(sent);
        assert!(answer.is_empty() || status(&answer) == "400", "{answer}");
    }
    assert_eq!(status(&server.exchange("GET / HTTP/1.0\r\n\r\n").replace("1.0", "1.1")), "400");
}

#[test]
fn a_foreign_host_is_refused_over_the_wire() {
    let server = Server::start(patient(), |_| Ok(found()));
    for (host, expected) in [
        ("host: evil.example\r\n", "403"),
        ("host: \r\n", "403"),
        ("host: :80\r\n", "403"),
        ("", "400"),
        ("host: localhost\r\nhost: evil.example\r\n", "400"),
        ("host: localhost\r\n", "200"),
    ] {
        let answer = server.exchange(&format!("GET /healthz HTTP/1.1\r\n{host}connection: close\r\n\r\n"));
        assert_eq!(status(&answer), expected, "{host}");
    }
}

#[test]
fn a_body_is_refused_or_left_unread_and_never_waited_for() {
    let server = Server::start(patient(), |_| Ok(found()));
    let large = server.exchange(&header("/healthz", "content-length: 1048576\r\n"));
    assert_eq!(status(&large), "413");
    let never_sent = server.exchange(&header("/healthz", "content-length: 1000\r\n"));
    assert_eq!(status(&never_sent), "200");
    let endless = server.exchange(&header("/healthz", "transfer-encoding: chunked\r\n"));
    assert_eq!(status(&endless), "200");
    let posted =
        server.exchange("POST /search HTTP/1.1\r\nhost: localhost\r\ncontent-length: 1048576\r\n\r\n");
    assert_eq!(status(&posted), "405");
}

#[test]
fn a_megabyte_that_is_really_sent_does_not_reach_anybody() {
    let server = Server::start(patient(), |_| Ok(found()));
    let mut stream = server.connect();
    stream.set_write_timeout(Some(PATIENCE)).expect("a time");
    stream.write_all(header("/healthz", "content-length: 1048576\r\n").as_bytes()).expect("the server reads");
    // The server may close before all of it is sent.
    let _sent = stream.write_all(&vec![b'x'; 1_048_576]);
    let answer = rest(&mut stream);
    assert!(answer.is_empty() || status(&answer) == "413", "{answer}");
    assert_eq!(status(&server.get("/healthz")), "200");
}

#[test]
fn one_address_holds_so_many_connections_and_no_more() {
    let server = Server::start(Config { connections_per_address: 3, ..patient() }, |_| Ok(found()));
    let mut held: Vec<TcpStream> = (0..3).map(|_| server.connect()).collect();
    let answer = rest(&mut server.connect());
    assert_eq!(status(&answer), "503");
    assert!(answer.contains("retry-after: 1\r\n"), "{answer}");
    // Those who are in are served, and whoever leaves makes room.
    let stream = held.last_mut().expect("three");
    stream.write_all(header("/healthz", "connection: close\r\n").as_bytes()).expect("the server reads");
    assert_eq!(status(&rest(stream)), "200");
    let begun = Instant::now();
    while status(&server.get("/healthz")) != "200" {
        assert!(begun.elapsed() < PATIENCE, "there is still no room");
    }
}

#[test]
fn a_connection_beyond_the_number_waits_for_another_to_end() {
    let server = Server::start(Config { connections: 1, ..quick() }, |_| Ok(found()));
    let _silent = server.connect();
    assert_eq!(status(&server.get("/healthz")), "200");
}

#[test]
fn hundreds_of_silent_clients_do_not_keep_one_from_its_answer() {
    let config = Config { connections: 64, connections_per_address: 1_000, ..quick() };
    let server = Server::start(config, |_| Ok(found()));
    let silent: Vec<TcpStream> = (0..200).map(|_| server.connect()).collect();
    assert_eq!(status(&server.get("/search?q=a")), "200");
    drop(silent);
}

#[test]
fn a_slow_search_is_given_up_and_the_connection_lives_on() {
    let (answer, _begun, release) = waiting();
    let server = Server::start(Config { answer_time: SHORT, ..patient() }, answer);
    let mut stream = server.connect();
    stream.write_all(header("/search?q=a", "").as_bytes()).expect("the server reads");
    assert_eq!(status(&one(&mut stream)), "504");
    drop(release);
    stream.write_all(header("/style.css", "").as_bytes()).expect("the server reads");
    assert_eq!(status(&one(&mut stream)), "200");
}

#[test]
fn beyond_a_full_queue_the_answer_is_try_again() {
    let (answer, begun, release) = waiting();
    let server = Server::start(Config { queue: 1, ..patient() }, answer);
    let (told, answers) = channel();
    let ask = || {
        let (told, mut stream) = (told.clone(), server.connect());
        stream
            .write_all(header("/search?q=a", "connection: close\r\n").as_bytes())
            .expect("the server reads");
        thread::spawn(move || told.send(rest(&mut stream)))
    };
    ask();
    begun.recv_timeout(PATIENCE).expect("the first search begins");
    // One of these two waits in the queue, the other finds it full.
    ask();
    ask();
    let refused = answers.recv_timeout(PATIENCE).expect("an answer");
    assert_eq!(status(&refused), "503");
    assert!(refused.contains("retry-after: 1\r\n"), "{refused}");
    drop(release);
    for _ in 0..2 {
        assert_eq!(status(&answers.recv_timeout(PATIENCE).expect("an answer")), "200");
    }
}

#[test]
fn a_panic_of_the_engine_is_one_answer_and_one_line() {
    let (line, lines) = channel();
    let line = Mutex::new(line);
    let log = move |text: &str| line.lock().expect("no panic").send(text.to_owned()).expect("the test reads");
    let config = Config { log: Arc::new(log), ..patient() };
    let server = Server::start(config, |request| {
        if request.query == word("bad") {
            panic!("segment /srv/secret is torn")
        }
        Ok(found())
    });
    let answer = server.get("/search?q=bad");
    assert_eq!(status(&answer), "500");
    assert!(!answer.contains("secret"), "{answer}");
    let line = lines.recv_timeout(PATIENCE).expect("a line");
    let id = line.strip_prefix("500 ").and_then(|rest| rest.split(':').next()).expect("a number");
    assert_eq!(line, format!("500 {id}: panic: segment /srv/secret is torn"));
    assert!(answer.contains(id), "{answer}");
    assert_eq!(status(&server.get("/search?q=good")), "200");
}

#[test]
fn an_answer_under_way_is_finished_when_the_server_stops() {
    let (answer, begun, release) = waiting();
    let mut server = Server::start(patient(), answer);
    let mut stream = server.connect();
    let mut idle = server.connect();
    stream.write_all(header("/search?q=a", "").as_bytes()).expect("the server reads");
    begun.recv_timeout(PATIENCE).expect("the search begins");
    drop(server.stop.take());
    // An idle connection is closed at once, which shows that the server has heard.
    assert_eq!(rest(&mut idle), "");
    assert!(TcpStream::connect(server.address).is_err(), "the server still listens");
    drop(release);
    assert_eq!(status(&rest(&mut stream)), "200");
    assert!(server.stop().is_ok());
}

#[test]
fn stopping_does_not_wait_for_an_answer_that_does_not_come() {
    let (answer, begun, release) = waiting();
    let mut server = Server::start(Config { closing_time: SHORT, ..patient() }, answer);
    let mut stream = server.connect();
    stream.write_all(header("/search?q=a", "").as_bytes()).expect("the server reads");
    begun.recv_timeout(PATIENCE).expect("the search begins");
    assert!(server.stop().is_ok());
    assert_eq!(rest(&mut stream), "");
    drop(release);
}

#[test]
fn an_address_that_others_can_reach_is_refused() {
    for address in ["0.0.0.0:0", "[::]:0", "192.0.2.1:80"] {
        let (_stop, stopped) = channel();
        let engine = Arc::new(Engine::new(|_| Ok(found())));
        let address = address.parse().expect("an address");
        let refused = run(address, engine, Arc::new(Words), Config::default(), |_| {}, stopped);
        let Err(error) = refused else { panic!("it served on {address}") };
        assert!(error.to_string().starts_with(&format!("will not listen on {address}: ")), "{error}");
    }
}

#[test]
fn a_taken_port_is_an_error_that_names_it() {
    let server = Server::start(patient(), |_| Ok(found()));
    let (_stop, stopped) = channel();
    let engine = Arc::new(Engine::new(|_| Ok(found())));
    let refused = run(server.address, engine, Arc::new(Words), Config::default(), |_| {}, stopped);
    let Err(error) = refused else { panic!("two servers on one port") };
    assert_eq!(error.to_string(), format!("cannot listen on {}", server.address));
}
