//! Places as the gazetteer knows them.

use crate::Point;
use serde::{Deserialize, Serialize};

/// A gazetteer entry: a GeoNames id, or from [`PlaceId::OWN`] on an entry of the project's own tables
/// (groupings such as "Central Asia" that GeoNames has no stable id for).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct PlaceId(pub u32);

impl PlaceId {
    /// The first identifier of the project's own tables.
    pub const OWN: u32 = 4_000_000_000;

    /// Whether the entry is a GeoNames entry.
    pub fn is_geonames(self) -> bool {
        self.0 < Self::OWN
    }
}

/// What a place is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum PlaceKind {
    /// A populated place.
    City,
    /// A second-order subdivision: county, district, raion, parish.
    District,
    /// A first-order subdivision: region, oblast, state.
    Region,
    /// A country or territory.
    Country,
    /// A country that is no more: the Soviet Union, Yugoslavia.
    Former,
    /// A sea, lake, river, mountain range, desert or island.
    Feature,
    /// A part of the world or a continent.
    Area,
    /// A political or programme grouping of countries.
    Grouping,
}

impl PlaceKind {
    /// The name used in the machine contracts.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::City => "city",
            Self::District => "district",
            Self::Region => "region",
            Self::Country => "country",
            Self::Former => "former",
            Self::Feature => "feature",
            Self::Area => "area",
            Self::Grouping => "grouping",
        }
    }

    /// Whether a place of this kind is small enough to be looked for by distance: a town, a district, a lake or mountain.
    pub fn is_point(self) -> bool {
        matches!(self, Self::City | Self::District | Self::Feature)
    }

    /// Whether it lies somewhere on the map of today: groupings and former countries hold places, but no place lies
    /// in them and nowhere else.
    pub fn is_geographic(self) -> bool {
        !matches!(self, Self::Grouping | Self::Former)
    }
}

/// The role a place plays where it is named.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum PlaceRole {
    /// Something takes place there.
    Venue,
    /// The place in the dateline of a report.
    Dateline,
    /// Someone or something comes from there.
    Origin,
    /// Someone or something goes there.
    Destination,
    /// The text is about it.
    About,
    /// It is part of someone's affiliation.
    Affiliation,
    /// It is merely named.
    Mention,
}

impl PlaceRole {
    /// The name used in the machine contracts.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Venue => "venue",
            Self::Dateline => "dateline",
            Self::Origin => "origin",
            Self::Destination => "destination",
            Self::About => "about",
            Self::Affiliation => "affiliation",
            Self::Mention => "mention",
        }
    }
}

/// A place resolved to the gazetteer, with what searching and showing it needs.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct PlaceRef {
    /// The entry.
    pub id: PlaceId,
    /// Its name in English, or in its own country's Latin spelling.
    pub name: String,
    /// What it is.
    pub kind: PlaceKind,
    /// The ISO 3166-1 alpha-2 code of its country; `None` for areas and groupings.
    pub country: Option<String>,
    /// Every entry that holds it, nearest first, without itself, each once.
    pub parents: Vec<PlaceId>,
    /// Degrees north.
    pub lat: f32,
    /// Degrees east.
    pub lon: f32,
    /// The role it plays where it was found.
    pub role: PlaceRole,
}

impl PlaceRef {
    /// Where it is, for what is as good as a point; a country or a region is none.
    pub fn point(&self) -> Option<Point> {
        Some(self).filter(|place| place.kind.is_point()).and_then(Self::middle)
    }

    /// Where it is, or where its middle is.
    pub fn middle(&self) -> Option<Point> {
        Point::at(self.lat.into(), self.lon.into())
    }
}
