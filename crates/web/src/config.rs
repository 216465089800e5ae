//! Every limit of the server in one value. The defaults are meant for use; tests shorten the times.
//!
//! Where the figures come from: header time and buffer sizes are what stopped every slow-client attack that was
//! tried on axum and hyper; the window and text limits keep the worst query that was measured under a second.

use std::fmt;
use std::sync::Arc;
use std::thread;
use std::time::Duration;

/// The settings of the server.
#[derive(Clone)]
pub struct Config {
    /// Host names the server answers to besides `localhost`, `127.0.0.1` and `[::1]`, without a port: those under
    /// which a reverse proxy passes requests on.
    pub hosts: Vec<String>,
    /// How many threads search; at least one.
    pub threads: usize,
    /// How many requests may wait for a thread before the answer is 503.
    pub queue: usize,
    /// How long a request may wait and be worked on before the answer is 504.
    pub answer_time: Duration,
    /// How long a client may take to send a request's header, and how long it may be idle between two.
    pub header_time: Duration,
    /// How long a connection may live, however busy; it ends after the answer it is sending.
    pub connection_time: Duration,
    /// How long answers under way may take once the server is told to stop.
    pub closing_time: Duration,
    /// How many connections are served at once; more wait unaccepted.
    pub connections: usize,
    /// How many connections one address may hold; more are answered 503 and closed.
    pub connections_per_address: usize,
    /// Takes one line for each failure that a client is told only the number of.
    pub log: Arc<dyn Fn(&str) + Send + Sync>,
}

impl Default for Config {
    fn default() -> Self {
        Self {
            hosts: Vec::new(),
            threads: thread::available_parallelism().map_or(2, usize::from),
            queue: 64,
            answer_time: Duration::from_secs(10),
            header_time: Duration::from_secs(5),
            connection_time: Duration::from_mins(2),
            closing_time: Duration::from_secs(10),
            connections: 256,
            connections_per_address: 32,
            log: Arc::new(|_| {}),
        }
    }
}

impl fmt::Debug for Config {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Config")
            .field("hosts", &self.hosts)
            .field("threads", &self.threads)
            .field("queue", &self.queue)
            .field("answer_time", &self.answer_time)
            .field("header_time", &self.header_time)
            .field("connection_time", &self.connection_time)
            .field("closing_time", &self.closing_time)
            .field("connections", &self.connections)
            .field("connections_per_address", &self.connections_per_address)
            .finish_non_exhaustive()
    }
}
