//! The nouns of Rapporteur and its two ports, [`Sink`] and [`Search`].
//!
//! Nothing here reads a file, a clock or the network, and nothing here names another crate of the workspace:
//! every other crate depends on this one and only on what it needs besides. Offsets in these types are
//! **bytes** into [`Document::text`]; [`wire`] turns them into Unicode code points at the edge.

mod date;
mod document;
mod event;
mod fault;
mod identity;
mod person;
mod place;
mod ports;
mod query;
mod record;
mod request;
mod shape;
mod span;
mod time;
mod tree;
mod when;
pub mod wire;

pub use date::Date;
pub use document::{
    Block, BlockKind, Declared, DeclaredField, Document, Foreign, Format, Issue, Link, Standing, Within,
};
pub use event::{Event, Involved, Involvement, Participant, Series, Status};
pub use fault::Fault;
pub use identity::{DocId, Fingerprint};
pub use person::{Identity, Organisation, Person};
pub use place::{PlaceId, PlaceKind, PlaceRef, PlaceRole};
pub use ports::{Commit, Holdings, Refusal, Search, Sink, Source};
pub use query::{
    BodyClause, Calendar, Field, Keyword, Kin, Match, PersonClause, PlaceClause, PlaceField, Query,
};
pub use record::{Chosen, DateKind, Dated, Record};
pub use request::{
    ClauseCount, Excluded, Facet, FacetField, FacetValue, Hit, Page, PlaceCount, Proof, Request, Snippet,
    Sort, Unit,
};
pub use shape::{Point, Shape};
pub use span::{Found, Span};
pub use time::TimeOfDay;
pub use tree::{Atlas, PlaceNode, PlaceTree};
pub use when::{Precision, When};
