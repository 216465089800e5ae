//! The JSON contract of what a document is about: additional to its places, each with the mention that shows it best.

use super::PartJson;
use crate::{Found, PlaceRef};
use serde::Serialize;

/// A place the document is about.
#[derive(Debug, Serialize)]
pub(super) struct AboutJson<'a> {
    geonameid: u32,
    name: &'a str,
    kind: &'static str,
    country: Option<&'a str>,
    rule: &'a str,
    inferred: bool,
    evidence: PartJson<'a>,
}

pub(super) fn about<'a>(place: &'a Found<PlaceRef>, evidence: PartJson<'a>) -> AboutJson<'a> {
    AboutJson {
        geonameid: place.value.id.0,
        name: &place.value.name,
        kind: place.value.kind.as_str(),
        country: place.value.country.as_deref(),
        rule: &place.rule,
        inferred: place.inferred,
        evidence,
    }
}
