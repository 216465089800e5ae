//! How typed text becomes a query: the query crate, with places, people and dates behind its resolver.

use rapporteur_model::{Atlas, Date, PlaceId, PlaceKind, PlaceRef, Query, When};
use rapporteur_places::{Candidate, Gazetteer, Matched};
use rapporteur_query::{Bodies, Parsed, Resolver, Standpoint};
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

/// The places a typed name may stand for, likeliest first: entries of that name, the country of that code, or of
/// "Paris, Texas" the entries before the comma that lie in one after it. Names one letter away come last of all.
pub(crate) fn candidates(typed: &str) -> Vec<Candidate> {
    let mut found = named(typed);
    if typed.trim_start().starts_with('#') {
        return found;
    }
    let Some(first) = found.first().map(|one| one.place.clone()) else { return found };
    // What holds the likeliest or lies in it under its own name: "Ош" means what "Osh" means.
    let related = |place: &PlaceRef| first.parents.contains(&place.id) || place.parents.contains(&first.id);
    for other in Gazetteer::embedded().candidates(&first.name) {
        if related(&other.place) && found.iter().all(|one| one.place.id != other.place.id) {
            found.push(other);
        }
    }
    found
}

/// The places that have the name typed.
fn named(typed: &str) -> Vec<Candidate> {
    let gazetteer = Gazetteer::embedded();
    // "#1528260": the place of this identifier, where no name asks for it alone.
    if let Some(id) = typed.trim().strip_prefix('#').and_then(|id| id.parse().ok()) {
        let known = |place| Candidate { place, population: 0, matched: Matched::Preferred };
        return gazetteer.place(PlaceId(id)).map(known).into_iter().collect();
    }
    let found = gazetteer.candidates(typed);
    if found.iter().any(|one| one.matched != Matched::Misspelt) {
        return found;
    }
    if let Some(place) = gazetteer.country(typed).and_then(|country| gazetteer.place(country)) {
        return vec![Candidate { place, population: 0, matched: Matched::Abbreviation }];
    }
    // "Paris, Texas, USA" has two commas; a list of a thousand is no place.
    if typed.matches(',').count() <= 3
        && let Some((inner, outer)) = typed.rsplit_once(',')
    {
        let outer: Vec<PlaceId> = named(outer.trim()).iter().map(|one| one.place.id).collect();
        let mut inside = named(inner.trim());
        inside.retain(|one| one.place.parents.iter().any(|parent| outer.contains(parent)));
        if !inside.is_empty() {
            return inside;
        }
    }
    found
}

/// Why a question means a candidate.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Meant {
    /// It is the likeliest.
    First,
    /// It has the same name as the likeliest and holds it or lies in it: Naryn is a town and its region.
    Related,
    /// It is a town of the same name and of a like size: Tripoli is in Libya and in Lebanon.
    Namesake,
}

/// A town of so many people is a namesake of a larger one.
const NAMESAKE: u32 = 100_000;
/// Where it has this part of the people of the larger one.
const LIKE: u32 = 10;

/// Which of the candidates a question means, and why.
pub(crate) fn meant(candidates: &[Candidate]) -> Vec<(&PlaceRef, Meant)> {
    let Some(first) = candidates.first() else { return Vec::new() };
    let main = &first.place;
    let own = |one: &Candidate| one.matched == Matched::Preferred && one.place.kind == PlaceKind::City;
    let why = |one: &Candidate| {
        let place = &one.place;
        if place.id == main.id {
            Some(Meant::First)
        } else if main.parents.contains(&place.id)
            || place.parents.contains(&main.id)
            || is_region_of(main, place)
        {
            Some(Meant::Related)
        } else if own(first) && own(one) && one.population >= NAMESAKE.max(first.population / LIKE) {
            Some(Meant::Namesake)
        } else {
            None
        }
    };
    candidates.iter().filter_map(|one| Some((&one.place, why(one)?))).collect()
}

/// Whether a region or district is called after a lake or a mountain in its country.
fn is_region_of(feature: &PlaceRef, region: &PlaceRef) -> bool {
    let held = region.parents.iter().any(|id| {
        feature.parents.contains(id)
            && Gazetteer::embedded().place(*id).is_some_and(|holder| holder.kind == PlaceKind::Country)
    });
    feature.kind == PlaceKind::Feature
        && matches!(region.kind, PlaceKind::Region | PlaceKind::District)
        && held
}

impl Resolver for Composed {
    fn places(&self, typed: &str) -> Vec<PlaceId> {
        meant(&candidates(typed)).into_iter().map(|(place, _)| place.id).collect()
    }

    fn mended(&self, typed: &str) -> Option<String> {
        let first = candidates(typed).into_iter().next()?;
        (first.matched == Matched::Misspelt).then_some(first.place.name)
    }

    fn standpoint(&self, typed: &str) -> Option<Standpoint> {
        let candidates = candidates(typed);
        let meant = meant(&candidates);
        // Of a town and its region of the same name the town is meant.
        match meant.iter().filter(|(_, why)| *why != Meant::Namesake).find_map(|(place, _)| place.point()) {
            Some(point) => Some(Standpoint::Point(point)),
            None => meant.first().and_then(|(place, _)| place.middle()).map(Standpoint::Middle),
        }
    }

    fn bodies(&self, typed: &str) -> Bodies {
        crate::bodies::bodies(typed)
    }

    fn person(&self, typed: &str, exact: bool) -> Vec<String> {
        if exact { rapporteur_names::exact_keys(typed) } else { rapporteur_names::query_keys(typed) }
    }

    fn when(&self, typed: &str) -> Option<When> {
        rapporteur_dates::parse(typed, self.today.unwrap_or_else(today))
    }
}

impl Atlas for Composed {
    fn place(&self, id: PlaceId) -> Option<PlaceRef> {
        Gazetteer::embedded().place(id)
    }

    fn typed(&self, place: &PlaceRef) -> String {
        let is_meant = |typed: &String| self.places(typed).contains(&place.id);
        let holders = || place.parents.iter().filter_map(|id| self.place(*id));
        let with = holders().map(|holder| format!("{}, {}", place.name, holder.name));
        std::iter::once(place.name.clone())
            .chain(with)
            .find(is_meant)
            .unwrap_or_else(|| format!("#{}", place.id.0))
    }
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
    use std::collections::BTreeSet;

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
    fn towns_of_one_name_and_of_a_like_size_are_both_meant_and_small_ones_are_not() {
        let reader = Composed::default();
        let tripoli = reader.places("Tripoli");
        assert_eq!(tripoli.first(), Some(&PlaceId(2_210_247)));
        assert!(tripoli.contains(&PlaceId(266_826)), "{tripoli:?}");
        assert!(!reader.places("Paris").contains(&PlaceId(4_717_560)));
        assert!(!reader.places("Georgia").contains(&PlaceId(4_197_000)));
    }

    #[test]
    fn a_place_is_the_same_under_every_name_and_the_word_beside_it_says_what_it_is() {
        let reader = Composed::default();
        let places = |typed: &str| reader.places(typed).into_iter().collect::<BTreeSet<_>>();
        assert_eq!(places("Ош"), places("Osh"));
        assert_eq!(places("Kiev"), places("Киев"));
        assert_eq!(reader.places("Osh Oblast").first(), Some(&PlaceId(1_346_798)));
        assert_eq!(reader.places("в Бишкеке").first(), Some(&PlaceId(1_528_675)));
        assert!(places("Issyk-Kul").contains(&PlaceId(1_528_260)), "the lake and its region");
    }

    #[test]
    fn a_name_one_letter_away_is_taken_and_told() {
        let reader = Composed::default();
        assert_eq!(reader.places("Dushanbbe").first(), Some(&PlaceId(1_221_874)));
        assert_eq!(reader.mended("Dushanbbe").as_deref(), Some("Dushanbe"));
        assert_eq!(reader.mended("Dushanbe"), None);
    }

    #[test]
    fn what_is_typed_for_a_place_means_this_place_and_not_another_of_its_name() {
        let reader = Composed::default();
        let typed = |id| reader.typed(&reader.place(PlaceId(id)).expect("a place"));
        assert_eq!(typed(2_988_507), "Paris");
        assert!(typed(4_717_560).starts_with("Paris, "), "{}", typed(4_717_560));
        assert_eq!(reader.places("#4717560"), [PlaceId(4_717_560)]);
        assert!(reader.places("#1").is_empty());
        for id in [4_717_560, 614_540, 1_527_534, 4_197_000, 1_528_260, 5_815_135, 241_131] {
            assert!(reader.places(&typed(id)).contains(&PlaceId(id)), "{}", typed(id));
        }
    }

    #[test]
    fn a_distance_is_measured_from_a_town_or_from_the_middle_of_something_larger() {
        let reader = Composed::default();
        assert!(matches!(reader.standpoint("Osh"), Some(Standpoint::Point(_))));
        assert!(matches!(reader.standpoint("Naryn"), Some(Standpoint::Point(_))));
        assert!(matches!(reader.standpoint("Kyrgyzstan"), Some(Standpoint::Middle(_))));
        assert_eq!(reader.standpoint("Xyzzyville"), None);
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
