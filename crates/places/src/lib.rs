//! Places: an embedded gazetteer, and the finding and resolving of place names in running text.

use rapporteur_model::{Found, PlaceId, PlaceRef, Span};

/// The embedded gazetteer: a cheap handle over bytes in the binary, opened without parsing.
#[derive(Debug)]
pub struct Gazetteer(());

impl Gazetteer {
    /// The gazetteer that ships in the binary.
    pub fn embedded() -> &'static Gazetteer {
        static ONE: Gazetteer = Gazetteer(());
        &ONE
    }

    /// What a typed name may stand for, best first; empty where the gazetteer knows no such name.
    pub fn lookup(&self, _name: &str) -> Vec<PlaceRef> {
        Vec::new()
    }

    /// The entry with this identifier.
    pub fn place(&self, _id: PlaceId) -> Option<PlaceRef> {
        None
    }

    /// Every entry that holds `id`, nearest first: region, country, areas, continent, groupings.
    pub fn parents(&self, _id: PlaceId) -> Vec<PlaceId> {
        Vec::new()
    }
}

/// All places named in `text`, in order, without overlaps; none inside a span of `blocked`.
pub fn find(_text: &str, _language: Option<&str>, _blocked: &[Span]) -> Vec<Found<PlaceRef>> {
    Vec::new()
}
