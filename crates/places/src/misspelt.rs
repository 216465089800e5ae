//! Well-known places whose name is one letter wrong: "in Dushanbbe". Only where nothing else fits, and marked.

use crate::fold::folded;
use crate::gazetteer::Gazetteer;
use crate::reading::Reading;
use crate::role::{self, Before};
use crate::store::{Form, Row, Sense, senses};
use crate::token::Gap;
use rapporteur_model::{Date, Found, PlaceKind, PlaceRef, PlaceRole, Span};

/// The rule of a place whose name is one letter away from what is written.
pub const MISSPELT: &str = "place-misspelt";

/// A shorter word is one letter away from too many names.
const LETTERS: usize = 7;
/// A town of this size is known well enough to be meant.
const KNOWN: u32 = 200_000;

/// Places of misspelt names, in order: words that are no name, stand alone after "in" inside a sentence, and are one letter away from
/// the name of a country, a capital or a large town. `blocked` are names of something else.
pub(crate) fn find(reading: &Reading<'_>, blocked: &[Span], day: Option<Date>) -> Vec<Found<PlaceRef>> {
    let mut out = Vec::new();
    let mut matches = reading.matches.iter().peekable();
    for at in 0..reading.tokens.len() {
        while matches.next_if(|found| found.last < at).is_some() {}
        let known = matches.peek().is_some_and(|found| found.first <= at);
        if known || !may_be(reading, at) || blocked.iter().any(|span| span.overlaps(reading.tokens[at].span))
        {
            continue;
        }
        if let Some(row) = meant(&folded(reading.tokens[at].text(reading.text))) {
            let place = Gazetteer::embedded().entry(row, PlaceRole::Venue, day);
            out.push(Found::inferred(place, reading.tokens[at].span, MISSPELT));
        }
    }
    out
}

fn may_be(reading: &Reading<'_>, at: usize) -> bool {
    let token = reading.tokens[at];
    let around = reading.around_token(at);
    // A name of two words is no misspelt name of one.
    let alone = reading.tokens.get(at + 1).is_none_or(|next| next.gap != Gap::Space || !next.capital);
    token.capital
        && !token.caps
        && !around.title_case
        && at > 0
        && token.gap == Gap::Space
        && alone
        && token.text(reading.text).chars().count() >= LETTERS
        && around.is(at - 1, crate::context::Class::In)
        && role::preposition_at(&around, at) == Before::In
}

/// The best-known place that is one letter away.
fn meant(key: &str) -> Option<Row> {
    let names = &Gazetteer::embedded().names;
    // A name that a guard refused is spelled as it should be.
    if names.has(key) {
        return None;
    }
    let mut found: Vec<Sense> = Vec::new();
    for value in names.within_one_edit(key) {
        senses(value, &mut found);
    }
    let known = |sense: &&Sense| {
        let row = sense.row;
        let large = row.kind() == PlaceKind::City && (row.is_capital() || row.population() >= KNOWN);
        // Of other names there are too many, but for those of capitals.
        let named = sense.form == Form::Preferred || sense.form == Form::Alternate && row.is_capital();
        (large || row.kind() == PlaceKind::Country) && named
    };
    found.iter().filter(known).map(|sense| sense.row).max_by_key(|row| (row.population(), *row))
}

#[cfg(test)]
mod tests {
    use super::MISSPELT;

    fn found(text: &str, language: &str) -> Vec<(String, u32)> {
        let places = crate::find(text, Some(language), None, &[], None);
        let misspelt = places.iter().filter(|place| place.rule == MISSPELT && place.inferred);
        misspelt.map(|place| (place.span.of(text).to_owned(), place.value.id.0)).collect()
    }

    #[test]
    fn a_well_known_name_with_one_wrong_letter_is_read_where_nothing_else_fits_and_marked() {
        assert_eq!(
            found("The meeting was held in Dushanbbe on 5 May.", "en"),
            [("Dushanbbe".to_owned(), 1_221_874)]
        );
        assert_eq!(found("They work in Kyrgizstan.", "en"), [("Kyrgizstan".to_owned(), 1_527_747)]);
        assert_eq!(found("Семинар прошёл в Ташкенте, а не в Ташкеенте.", "ru"), []);
        assert_eq!(
            found("Die Tagung fand in Taschkennt statt.", "de"),
            [("Taschkennt".to_owned(), 1_512_569)]
        );
    }

    #[test]
    fn words_and_names_that_are_spelled_as_they_should_be_are_not_read_as_misspelt() {
        for text in [
            "We believe in Sessions.",
            "He lives in Lisbonne Park.",
            "It was in November.",
            "She is in Marketing.",
        ] {
            assert_eq!(found(text, "en"), [], "{text}");
        }
    }
}
