//! The accept loop. axum's own has no limit on time: a client that sends half a header holds its connection for
//! ever, and hyper-util's automatic protocol choice waits for ever for the first byte. So: HTTP/1 only, a time for
//! the header, a number of connections, and an end to each.

use crate::app::app;
use crate::config::Config;
use crate::reader::Reader;
use axum::Router;
use hyper::server::conn::http1;
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::service::TowerToHyperService;
use rapporteur_model::Search;
use std::collections::BTreeMap;
use std::io;
use std::net::{IpAddr, SocketAddr};
use std::pin::pin;
use std::sync::mpsc::Receiver;
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;
use std::time::Duration;
use thiserror::Error;
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::{OwnedSemaphorePermit, Semaphore, oneshot, watch};
use tokio::task::JoinSet;
use tokio::time::{sleep, timeout};

const MAX_HEADERS: usize = 64;
const BUFFER: usize = 32 * 1024;
/// After a failed accept (out of file descriptors, mostly) the loop waits, or it would spin.
const BACK_OFF: Duration = Duration::from_millis(200);
const REFUSAL: &[u8] =
    b"HTTP/1.1 503 Service Unavailable\r\nretry-after: 1\r\ncontent-length: 0\r\nconnection: close\r\n\r\n";

/// Why the server could not run.
#[derive(Debug, Error)]
pub enum ServeError {
    /// The address can be reached from other machines, and the server knows no accounts.
    #[error(
        "will not listen on {0}: other machines could read the index, and the server asks nobody who they are; \
         listen on 127.0.0.1 and put a reverse proxy with authentication in front, naming its host in the configuration"
    )]
    NotLoopback(SocketAddr),
    /// The address cannot be had.
    #[error("cannot listen on {address}")]
    Bind {
        /// The address.
        address: SocketAddr,
        /// Why.
        #[source]
        source: io::Error,
    },
    /// The runtime or a thread of it did not start.
    #[error("cannot start the server")]
    Start(#[source] io::Error),
}

/// Listens on `address` and serves until `stop` receives something or its sender is dropped; blocks. `on_bound`
/// learns the address, which matters where the port was 0.
pub fn run(
    address: SocketAddr,
    search: Arc<dyn Search>,
    reader: Arc<dyn Reader>,
    config: Config,
    on_bound: impl FnOnce(SocketAddr),
    stop: Receiver<()>,
) -> Result<(), ServeError> {
    if !address.ip().is_loopback() {
        return Err(ServeError::NotLoopback(address));
    }
    // One thread moves bytes; the work is done on the pool.
    let runtime =
        tokio::runtime::Builder::new_current_thread().enable_all().build().map_err(ServeError::Start)?;
    let stopped = stopping(stop).map_err(ServeError::Start)?;
    runtime.block_on(async {
        let bind = |source| ServeError::Bind { address, source };
        let listener = TcpListener::bind(address).await.map_err(bind)?;
        on_bound(listener.local_addr().map_err(bind)?);
        serve(listener, app(search, reader, config.clone()), config, stopped).await;
        Ok(())
    })
}

/// Carries the word to stop from a thread to the runtime.
fn stopping(stop: Receiver<()>) -> io::Result<impl Future<Output = ()>> {
    let (tell, told) = oneshot::channel::<()>();
    thread::Builder::new().name("stop".to_owned()).spawn(move || {
        // A dropped sender says to stop as well, and so does a dropped `tell`.
        let _word = stop.recv();
        drop(tell);
    })?;
    Ok(async move {
        let _told = told.await;
    })
}

/// Serves a router on a listener until `shutdown` is ready; then lets answers under way end, for as long as
/// [`Config::closing_time`].
async fn serve(listener: TcpListener, router: Router, config: Config, shutdown: impl Future) {
    let config = Arc::new(config);
    let slots = Arc::new(Semaphore::new(config.connections));
    let callers = Arc::new(Callers::default());
    let (close, closing) = watch::channel(());
    let mut tasks = JoinSet::new();
    let mut shutdown = pin!(shutdown);
    loop {
        let (stream, peer, slot) = tokio::select! {
            accepted = accept(&listener, &slots) => accepted,
            _ = &mut shutdown => break,
        };
        while tasks.try_join_next().is_some() {}
        match Callers::admit(&callers, peer.ip(), config.connections_per_address) {
            Some(caller) => {
                let connection = connection(stream, router.clone(), Arc::clone(&config), closing.clone());
                tasks.spawn(async move {
                    connection.await;
                    drop((caller, slot));
                });
            }
            // Into an empty send buffer this fits at once; where it does not, the client sees the close.
            None => drop(stream.try_write(REFUSAL)),
        }
    }
    drop(listener);
    drop(close);
    // Each gives itself no longer than the closing time.
    while tasks.join_next().await.is_some() {}
}

async fn accept(
    listener: &TcpListener,
    slots: &Arc<Semaphore>,
) -> (TcpStream, SocketAddr, OwnedSemaphorePermit) {
    loop {
        // The semaphore is never closed.
        let Ok(slot) = Arc::clone(slots).acquire_owned().await else { std::future::pending().await };
        match listener.accept().await {
            Ok((stream, peer)) => return (stream, peer, slot),
            Err(error) if is_of_the_client(&error) => {}
            Err(_) => sleep(BACK_OFF).await,
        }
    }
}

fn is_of_the_client(error: &io::Error) -> bool {
    use io::ErrorKind::{ConnectionAborted, ConnectionRefused, ConnectionReset};
    matches!(error.kind(), ConnectionAborted | ConnectionRefused | ConnectionReset)
}

async fn connection(
    stream: TcpStream,
    router: Router,
    config: Arc<Config>,
    mut closing: watch::Receiver<()>,
) {
    let mut http = http1::Builder::new();
    http.timer(TokioTimer::new())
        .header_read_timeout(config.header_time)
        .max_headers(MAX_HEADERS)
        .max_buf_size(BUFFER);
    let mut serving = pin!(http.serve_connection(TokioIo::new(stream), TowerToHyperService::new(router)));
    // What goes wrong on a connection is the client's and told to it by hyper; there is nobody else to tell.
    tokio::select! {
        _done = serving.as_mut() => return,
        _ = closing.changed() => {}
        () = sleep(config.connection_time) => {}
    }
    serving.as_mut().graceful_shutdown();
    let _done = timeout(config.closing_time, serving).await;
}

/// How many connections each address holds.
#[derive(Default)]
struct Callers {
    held: Mutex<BTreeMap<IpAddr, usize>>,
}

/// One connection of an address; it is counted until this is dropped.
struct Caller {
    callers: Arc<Callers>,
    address: IpAddr,
}

impl Callers {
    fn admit(callers: &Arc<Self>, address: IpAddr, most: usize) -> Option<Caller> {
        let mut held = callers.held.lock().unwrap_or_else(PoisonError::into_inner);
        let count = held.entry(address).or_default();
        if *count >= most {
            return None;
        }
        *count += 1;
        Some(Caller { callers: Arc::clone(callers), address })
    }
}

impl Drop for Caller {
    fn drop(&mut self) {
        let mut held = self.callers.held.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(count) = held.get_mut(&self.address) {
            *count -= 1;
            if *count == 0 {
                held.remove(&self.address);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_that_holds_no_connection_any_more_is_forgotten() {
        let callers = Arc::new(Callers::default());
        let address = IpAddr::from([127, 0, 0, 1]);
        let one = Callers::admit(&callers, address, 2);
        let two = Callers::admit(&callers, address, 2);
        assert!(one.is_some() && two.is_some());
        assert!(Callers::admit(&callers, address, 2).is_none());
        drop(one);
        assert_eq!(callers.held.lock().expect("no panic").get(&address), Some(&1));
        drop(two);
        assert!(callers.held.lock().expect("no panic").is_empty());
    }
}
