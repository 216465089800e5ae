//! The threads that search, and the queue before them.
//!
//! Not tokio's blocking pool: that one grows to hundreds of threads and queues without end, so that a flood of
//! heavy queries would hold the memory of all of them at once.

use std::any::Any;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;
use tokio::sync::oneshot;

/// A deep query recurses in reader and engine; the default of 2 MB is tight in a debug build.
const STACK: usize = 8 * 1024 * 1024;

type Job = Box<dyn FnOnce() + Send>;

/// A fixed number of threads behind a bounded queue. They end when the pool is dropped and the queue is empty.
pub(crate) struct Pool {
    jobs: SyncSender<Job>,
}

/// What a job that panicked said; for the log, not for the client.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Panicked(pub(crate) String);

/// The promise of a job's result.
pub(crate) type Pending<T> = oneshot::Receiver<Result<T, Panicked>>;

impl Pool {
    /// Starts the threads, as many of `threads` as the system gives.
    pub(crate) fn new(threads: usize, queue: usize) -> Self {
        let (jobs, waiting) = sync_channel::<Job>(queue);
        let waiting = Arc::new(Mutex::new(waiting));
        for number in 0..threads.max(1) {
            let waiting = Arc::clone(&waiting);
            let builder = thread::Builder::new().name(format!("search-{number}")).stack_size(STACK);
            // Where the system gives no thread at all, every submission finds the channel closed.
            let _started = builder.spawn(move || work(&waiting));
        }
        Self { jobs }
    }

    /// Queues a job; `None` when the queue is full. A job nobody waits for any more is not begun.
    pub(crate) fn submit<T: Send + 'static>(
        &self,
        job: impl FnOnce() -> T + Send + 'static,
    ) -> Option<Pending<T>> {
        let (reply, pending) = oneshot::channel();
        let run = move || {
            if !reply.is_closed() {
                let outcome = catch_unwind(AssertUnwindSafe(job));
                // The client may have gone while the job ran.
                let _sent = reply.send(outcome.map_err(|payload| Panicked(said(payload.as_ref()))));
            }
        };
        self.jobs.try_send(Box::new(run)).ok().map(|()| pending)
    }
}

fn work(waiting: &Mutex<Receiver<Job>>) {
    loop {
        // One idle thread holds the lock and waits for a job, the others wait for the lock.
        let next = waiting.lock().unwrap_or_else(PoisonError::into_inner).recv();
        match next {
            Ok(job) => job(),
            Err(_) => return,
        }
    }
}

/// The message of a panic, where it has one.
pub(crate) fn said(payload: &(dyn Any + Send)) -> String {
    let text = payload.downcast_ref::<&str>().map(|text| (*text).to_owned());
    text.or_else(|| payload.downcast_ref::<String>().cloned()).unwrap_or_else(|| "no message".to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::mpsc::channel;

    #[test]
    fn a_job_that_panics_leaves_its_thread_alive() {
        let pool = Pool::new(1, 4);
        let broken = pool.submit(|| panic!("as planned")).expect("room in the queue");
        assert_eq!(broken.blocking_recv(), Ok(Err::<(), _>(Panicked("as planned".to_owned()))));
        let next = pool.submit(|| 7).expect("room in the queue");
        assert_eq!(next.blocking_recv(), Ok(Ok(7)));
    }

    #[test]
    fn a_full_queue_refuses_and_a_job_nobody_waits_for_is_not_begun() {
        let pool = Pool::new(1, 1);
        let (release, gate) = channel::<()>();
        let (begun, beginning) = channel::<()>();
        let first = pool.submit(move || (begun.send(()), gate.recv()).1).expect("a free thread");
        beginning.recv().expect("the first job begins");
        let (ran, running) = channel::<()>();
        drop(pool.submit(move || ran.send(())).expect("room in the queue"));
        assert!(pool.submit(|| ()).is_none());
        release.send(()).expect("the first job waits");
        assert!(first.blocking_recv().is_ok());
        assert!(running.recv().is_err());
    }
}
