//! How typed text becomes a query: the query crate, with places, people and dates behind its resolver.

use rapporteur_model::{Date, PlaceId, PlaceRef, Query, When};
use rapporteur_places::Gazetteer;
use rapporteur_query::{Parsed, Resolver};
use rapporteur_web::{Question, Reader};

/// The resolver of the binary; "today" is the day it was made for, or the clock's where none is given.
#[derive(Debug, Clone, Copy, Default)]
pub struct Composed {
    today: Option<Date>,
}

impl Composed {
    /// A resolver that reads relative times from `day`.
    pub fn on(day: Date) -> Self {
        Self { today: Some(day) }
    }

    /// Reads what a person typed.
    pub fn parse(&self, typed: &str) -> Parsed {
        rapporteur_query::parse(typed, self)
    }
}

/// The civil day it is where this runs.
pub fn today() -> Date {
    let today = jiff::ZonedDateTime::now().date();
    let part = |value: i8| u32::try_from(value).unwrap_or(1);
    Date::new(today.year().into(), part(today.month()), part(today.day())).unwrap_or(Date::MIN)
}

impl Resolver for Composed {
    fn places(&self, typed: &str) -> Vec<PlaceId> {
        let gazetteer = Gazetteer::embedded();
        let mut found = gazetteer.lookup(typed);
        if found.is_empty()
            && let Some(country) = gazetteer.country(typed)
        {
            return vec![country];
        }
        if found.is_empty()
            && let Some((inner, outer)) = typed.rsplit_once(',')
        {
            // "Paris, Texas": the first by what holds it.
            let outer: Vec<PlaceId> = gazetteer.lookup(outer).iter().map(|place| place.id).collect();
            found = gazetteer.lookup(inner);
            found.retain(|place| place.parents.iter().any(|parent| outer.contains(parent)));
        }
        best(&found)
    }

    fn person(&self, typed: &str, exact: bool) -> Vec<String> {
        if exact { rapporteur_names::exact_keys(typed) } else { rapporteur_names::query_keys(typed) }
    }

    fn when(&self, typed: &str) -> Option<When> {
        rapporteur_dates::parse(typed, self.today.unwrap_or_else(today))
    }
}

/// The likeliest place of a name, with the places of the same name that hold it or lie in it: Naryn is a town and its region.
fn best(found: &[PlaceRef]) -> Vec<PlaceId> {
    let Some(first) = found.first() else { return Vec::new() };
    let related = |other: &PlaceRef| {
        other.id == first.id || first.parents.contains(&other.id) || other.parents.contains(&first.id)
    };
    found.iter().filter(|other| related(other)).map(|other| other.id).collect()
}

impl Reader for Composed {
    fn read(&self, typed: &str) -> Question {
        let parsed = self.parse(typed);
        Question {
            canonical: rapporteur_query::print(&parsed.query),
            query: parsed.query,
            warnings: parsed.warnings,
        }
    }

    fn print(&self, query: &Query) -> String {
        rapporteur_query::print(query)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_its_likeliest_place_and_a_comma_says_which() {
        let reader = Composed::default();
        assert_eq!(reader.places("Paris").first(), Some(&PlaceId(2_988_507)));
        assert_eq!(reader.places("Paris, Texas"), [PlaceId(4_717_560)]);
        assert_eq!(reader.places("Georgia").first(), Some(&PlaceId(614_540)));
        assert_eq!(reader.places("TJ"), [PlaceId(1_220_409)]);
        assert!(reader.places("Xyzzyville").is_empty());
    }

    #[test]
    fn relative_times_are_read_from_the_day_given() {
        let day = Date::new(2014, 6, 4).expect("a day");
        assert_eq!(
            Composed::on(day).when("yesterday").map(|when| when.to_string()).as_deref(),
            Some("2014-06-03")
        );
    }
}
