//! Places: an embedded gazetteer, and the finding and resolving of place names in running text.
//!
//! The order is that of the text's journey: words ([`find`]'s tokens), names of the gazetteer that begin at a capital
//! letter, guards that throw out what is part of a longer proper name or a person, then two trained judges: one gives each
//! sense of a name its share, from size, level, containment ("Paris, Texas") and what the other names of the document vote
//! for; the other tells how likely the name is a place at all. Both are asked twice, the second time with the votes that
//! their first answers give. What is not likely enough is left out: better silent than wrong.

mod context;
mod dateline;
mod document;
mod fold;
mod gazetteer;
mod given;
mod guard;
mod inflection;
mod judged;
mod links;
mod matching;
mod membership;
mod mention;
mod misspelt;
mod model;
mod ranking;
mod reading;
mod role;
mod scene;
mod spotting;
mod store;
#[cfg(test)]
mod tests;
mod text;
mod token;
#[doc(hidden)]
pub mod training;
mod trie;
mod votes;

pub use document::{ADJECTIVE, CAPITAL, Tagged, find};
pub use gazetteer::{Candidate, Gazetteer, KnownName, Matched};
pub use given::resolve;
pub use misspelt::MISSPELT;
pub use spotting::Spotted;
pub use text::Text;
