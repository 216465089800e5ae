//! Any text as a question: it is read without a failure, and what is printed of it asks for the same.
#![no_main]

use rapporteur_model::{Date, PlaceId, When};
use rapporteur_query::{Resolver, Standpoint, parse, print};

/// The resolver of the binary, without the crate that brings an engine and a server with it.
struct Known;

impl Resolver for Known {
    fn places(&self, typed: &str) -> Vec<PlaceId> {
        rapporteur_places::Gazetteer::embedded().lookup(typed).iter().map(|place| place.id).collect()
    }

    fn standpoint(&self, typed: &str) -> Option<Standpoint> {
        let place = rapporteur_places::Gazetteer::embedded().lookup(typed).into_iter().next()?;
        place.point().map(Standpoint::Point).or_else(|| place.middle().map(Standpoint::Middle))
    }

    fn person(&self, typed: &str, exact: bool) -> Vec<String> {
        if exact { rapporteur_names::exact_keys(typed) } else { rapporteur_names::query_keys(typed) }
    }

    fn when(&self, typed: &str) -> Option<When> {
        rapporteur_dates::parse(typed, Date::new(2015, 6, 1)?)
    }
}

libfuzzer_sys::fuzz_target!(|typed: &str| {
    let first = parse(typed, &Known).query;
    let printed = print(&first);
    let second = parse(&printed, &Known);
    // A print has a bracket for each mixture of AND and OR, so what nests deeper than half the bound is cut when it is read again.
    if second
        .warnings
        .iter()
        .any(|warning| warning.contains("nested deeper") || warning.contains("only the first"))
    {
        return;
    }
    let second = second.query;
    assert_eq!(printed, print(&second), "the print of a print is another");
    assert_eq!(first, second, "{printed:?} asks for something else");
});
