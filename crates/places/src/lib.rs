//! Places: an embedded gazetteer, and the finding and resolving of place names in running text.
//!
//! The order is that of the text's journey: words ([`find`]'s tokens), names of the gazetteer that begin at a capital
//! letter, guards that throw out what is part of a longer proper name or a person, then one sense for each name from
//! containment ("Paris, Texas"), the countries the document names, size and level. A name without support is left
//! out: better silent than wrong.

mod context;
mod dateline;
mod document;
mod fold;
mod gazetteer;
mod given;
mod guard;
mod inflection;
mod matching;
mod membership;
mod mention;
mod model;
mod ranking;
mod role;
mod scene;
mod store;
mod token;
#[doc(hidden)]
pub mod training;
mod trie;

pub use document::{ADJECTIVE, CAPITAL, find};
pub use gazetteer::{Candidate, Gazetteer, KnownName, Matched};
pub use given::resolve;
