//! The engine over HTTP: a JSON API and pages for people, both read-only.
//!
//! This crate sees the [`Search`](rapporteur_model::Search) port and a [`Reader`], never the query language or
//! the index: the binary brings both. A search never runs on the threads that hold connections; it runs on a
//! fixed pool, and when the pool's queue is full the answer is 503, so that a flood costs a bounded amount of
//! memory. Nothing writes, nothing fetches, no page needs JavaScript. [`run`] is the only way in: no type of the
//! libraries below is part of it.

mod app;
mod config;
mod failure;
mod form;
mod guard;
mod html;
mod limits;
mod parameters;
mod pool;
mod reader;
mod server;

pub use config::Config;
pub use reader::{Question, Reader};
pub use server::{ServeError, run};

#[cfg(test)]
mod tests;
