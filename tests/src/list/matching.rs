//! Whether a unit matches a question, by the model's documentation of each kind of clause.

use super::unit::Unit;
use super::words;
use rapporteur_model::{Calendar, Field, PlaceClause, PlaceField, PlaceRef, Query};

/// What a question is held against besides the unit.
pub(super) struct Around<'a> {
    /// Every unit, events of the same document among them.
    pub(super) units: &'a [&'a Unit],
    /// The languages held; words are stemmed in each.
    pub(super) languages: &'a words::Languages,
}

pub(super) fn matches(query: &Query, unit: &Unit, around: &Around<'_>) -> bool {
    match query {
        Query::All => true,
        Query::And(parts) => parts.iter().all(|part| matches(part, unit, around)),
        Query::Or(parts) => parts.iter().any(|part| matches(part, unit, around)),
        Query::Not(part) => !matches(part, unit, around),
        Query::Text(field, matching) => unit
            .texts
            .get(field)
            .is_some_and(|texts| texts.iter().any(|text| words::holds(text, matching, around.languages))),
        Query::Keyword(keyword, value) => {
            let value = value.to_lowercase();
            unit.keywords.get(keyword).is_some_and(|values| values.contains(value.trim_end_matches('/')))
        }
        Query::When(Calendar::When, asked) => unit.when.iter().any(|when| when.overlaps(*asked)),
        Query::When(Calendar::Published, asked) => unit.published.iter().any(|when| when.overlaps(*asked)),
        Query::Place(clause) => in_field(unit, clause.field).iter().any(|place| lies(place, clause)),
        Query::Inside(shape) => {
            unit.places.iter().filter_map(PlaceRef::point).any(|point| shape.holds(point))
        }
        Query::Person(clause) => {
            let is_meant = |keys: &Vec<String>| clause.keys.iter().all(|key| keys.contains(key));
            !clause.keys.is_empty() && unit.people.iter().any(is_meant)
        }
        Query::Body(clause) => {
            let words = Query::Text(Field::Organisation, clause.matching.clone());
            let mut keys = clause.keys.iter().chain(clause.kin.iter().map(|kin| &kin.key));
            keys.any(|key| unit.bodies.contains(key)) || matches(&words, unit, around)
        }
        Query::Dated(Calendar::When) => !unit.when.is_empty(),
        Query::Dated(Calendar::Published) => !unit.published.is_empty(),
        Query::Placed(field) => !in_field(unit, *field).is_empty(),
        Query::Peopled => unit.people.iter().any(|keys| !keys.is_empty()),
        Query::Event(inner) if unit.event.is_some() => matches(inner, unit, around),
        Query::Event(inner) => around
            .units
            .iter()
            .filter(|other| other.document == unit.document && other.event.is_some())
            .any(|event| matches(inner, event, around)),
    }
}

fn in_field(unit: &Unit, field: PlaceField) -> &[PlaceRef] {
    match field {
        PlaceField::Where => &unit.places,
        PlaceField::Venue => &unit.venues,
        PlaceField::About => &unit.about,
    }
}

fn lies(place: &PlaceRef, clause: &PlaceClause) -> bool {
    clause.ids.contains(&place.id)
        || (!clause.exact && place.parents.iter().any(|parent| clause.ids.contains(parent)))
}
