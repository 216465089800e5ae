//! The embedded engine on tantivy, behind the ports [`Sink`](rapporteur_model::Sink) and
//! [`Search`](rapporteur_model::Search).
//!
//! A document and each of its events are units of their own: an event carries its document's identifier, so that
//! `event( … )` is exact and events can be hits. Queries are lowered here; tantivy's own query parser is never
//! used (3,000 nested brackets abort its process).

pub mod analysis;
mod calendar;
mod collect;
mod directory;
mod error;
mod inside;
mod kinship;
mod layout;
mod lower;
mod negated;
mod passage;
mod proof;
mod reader;
mod schema;
mod statistics;
mod stored;
mod units;
mod words;
mod writer;

pub use reader::Engine;
pub use writer::Writer;
