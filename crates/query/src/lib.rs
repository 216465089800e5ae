//! Typed text → [`Query`], and back.
//!
//! Reading never fails: what cannot be understood is searched as words and a warning says so. What a place, a
//! person or a date in words means is not known here; a [`Resolver`] is asked.

mod parse;
mod print;
mod scan;
mod shape;
mod value;

pub use parse::parse;
pub use print::print;
use rapporteur_model::{Kin, PlaceId, Point, Query, When};

/// Knows what names and dates in words mean. The binary makes one of the gazetteer, the names and the dates.
pub trait Resolver {
    /// The gazetteer entries a typed name stands for; none where it is unknown.
    fn places(&self, typed: &str) -> Vec<PlaceId>;

    /// The name that a misspelt one was taken for; `None` where what is typed is a name, or stands for nothing.
    fn mended(&self, typed: &str) -> Option<String> {
        let _ = typed;
        None
    }

    /// Where a typed name is, for a distance to be measured from; `None` where it is unknown.
    fn standpoint(&self, typed: &str) -> Option<Standpoint>;

    /// The organisations a typed name stands for, and those that came before and after them; none where it is unknown.
    fn bodies(&self, typed: &str) -> Bodies {
        let _ = typed;
        Bodies::default()
    }

    /// The keys that all must be among the keys of a person typed so.
    fn person(&self, typed: &str, exact: bool) -> Vec<String>;

    /// The time a date in words stands for: "November 2011", "last 3 months", "today".
    fn when(&self, typed: &str) -> Option<When>;
}

/// What a typed name of an organisation stands for.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Bodies {
    /// The keys of the bodies of this name.
    pub keys: Vec<String>,
    /// Those that came before and after them, which are found too.
    pub kin: Vec<Kin>,
    /// What is not found though one may expect it, a sentence each.
    pub remarks: Vec<String>,
}

/// From where a distance is measured.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standpoint {
    /// A place that is as good as a point.
    Point(Point),
    /// The middle of a larger one: a region, a country.
    Middle(Point),
}

/// A question as read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Parsed {
    /// What is asked.
    pub query: Query,
    /// What was not understood as typed, one sentence each, in order, each once.
    pub warnings: Vec<String>,
}

/// The deepest nesting of brackets that is read; deeper ones are left out.
pub const MAX_DEPTH: usize = 32;

/// The most clauses that are read; the rest is left out.
pub const MAX_CLAUSES: usize = 1024;

#[cfg(test)]
mod tests;
