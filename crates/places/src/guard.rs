//! What looks like a place and is none: part of a longer proper name, a person, an address.
//!
//! "Almaty Process" and "Bank of Georgia" are names of their own; "Jack London" and "г-н Москва" are people. The word
//! lists are in `data/context.tsv`.

use crate::context::{self, Class};
use crate::matching::Match;
use crate::token::{Gap, Token, begins_sentence};
use rapporteur_model::PlaceKind;

/// The text round a match.
#[derive(Clone, Copy)]
pub(crate) struct Around<'a> {
    pub(crate) text: &'a str,
    pub(crate) tokens: &'a [Token],
    /// Most words of the line are capitalised: capitals say nothing there.
    pub(crate) title_case: bool,
}

impl<'a> Around<'a> {
    pub(crate) fn word(&self, at: usize) -> &'a str {
        self.tokens[at].text(self.text)
    }

    pub(crate) fn is(&self, at: usize, class: Class) -> bool {
        context::is(self.word(at), class)
    }
}

/// Whether the match is no place.
pub(crate) fn rejects(around: &Around<'_>, found: &Match) -> bool {
    heads_follow(around, found)
        || heads_precede(around, found)
        || is_person(around, found)
        || in_address(around, found)
}

/// "Almaty Process", "Tashkent State University", "Europe and Central Asia Region".
fn heads_follow(around: &Around<'_>, found: &Match) -> bool {
    let wide = found
        .senses
        .first()
        .is_some_and(|sense| matches!(sense.row.kind(), PlaceKind::Area | PlaceKind::Grouping));
    if wide && found.first < found.last && around.tokens[found.last].capital && !around.title_case {
        // "Europe and Central Asia Region": with a small letter it is a region.
        if around.is(found.last, Class::Unit) && around.is(found.last, Class::After) {
            return true;
        }
    }
    let mut at = found.last + 1;
    while at < around.tokens.len() && at <= found.last + 4 {
        let token = around.tokens[at];
        if !matches!(token.gap, Gap::Space | Gap::Hyphen) || !token.capital {
            return false;
        }
        if around.is(at, Class::After) || (wide && around.is(at, Class::Title)) {
            // "Osh Region" is a place, "Central Asia Region" a department.
            let unit = !wide && around.is(at, Class::Unit);
            return !unit && !office_of_the_country(around, found, at);
        }
        at += 1;
    }
    false
}

/// "Tajikistan Ministry of Labour": a country's office, which `role` reads.
fn office_of_the_country(around: &Around<'_>, found: &Match, at: usize) -> bool {
    let country = found.senses.first().is_some_and(|sense| sense.row.kind() == PlaceKind::Country);
    country
        && at == found.last + 1
        && (around.is(at, Class::Title) || around.is(at, Class::Office) && !around.is(at, Class::After))
}

/// "Bank of Georgia", "University of Central Asia", "Lake Geneva", "Hotel Moscow", "озеро Севан".
fn heads_precede(around: &Around<'_>, found: &Match) -> bool {
    let mut at = found.first;
    let mut linked = false;
    while at > 0 && found.first - at < 3 {
        let gap = around.tokens[at].gap;
        if !matches!(gap, Gap::Space | Gap::Apostrophe | Gap::Quote)
            || (gap == Gap::Quote && at != found.first)
        {
            return false;
        }
        at -= 1;
        let token = around.tokens[at];
        if around.is(at, Class::Before) && (token.capital || is_lowercase_head(around, at)) {
            return linked || at + 1 == found.first;
        }
        if !around.is(at, Class::Link) && !around.is(at, Class::Article) {
            return false;
        }
        linked = true;
    }
    false
}

/// Russian writes the kind of a thing in small letters: "гостиница Бишкек", "озеро Иссык-Куль", "университет Бишкека".
fn is_lowercase_head(around: &Around<'_>, at: usize) -> bool {
    around.tokens[at].cyrillic
}

/// "Mr. London", "А. Б. Москва".
fn is_person(around: &Around<'_>, found: &Match) -> bool {
    let Some(before) = found.first.checked_sub(1) else { return false };
    let token = around.tokens[before];
    let gap = around.tokens[found.first].gap;
    if !matches!(gap, Gap::Space | Gap::DotSpace | Gap::Dot) {
        return false;
    }
    let initial = token.capital && token.text(around.text).chars().nth(1).is_none() && gap != Gap::Space;
    if initial
        || (around.is(before, Class::Person)
            && (token.capital || gap == Gap::DotSpace || token.text(around.text).contains('-')))
    {
        return !found.abbreviation && !title_of_the_country(around, before);
    }
    // "г-н Москва" and "г-жа": the title is two words to the tokeniser.
    if around.tokens[before].gap == Gap::Hyphen
        && matches!(around.word(before), "н" | "жа" | "ну" | "на" | "жи" | "жой" | "ном")
    {
        return before > 0 && around.word(before - 1).to_lowercase() == "г";
    }
    false
}

/// Whether the name may be the second of a person's: "Jack London" inside a sentence. What the words say decides it.
pub(crate) fn may_be_a_person(around: &Around<'_>, found: &Match) -> bool {
    let Some(before) = found.first.checked_sub(1) else { return false };
    around.tokens[found.first].gap == Gap::Space && named_like_a_person(around, found, before)
}

/// "M" and "Dr" are titles, "Le M" is not; "King of Jordan" has its own rule.
fn title_of_the_country(around: &Around<'_>, before: usize) -> bool {
    around.is(before, Class::Office)
}

/// A capitalised word of no known kind right before a town, inside a sentence: "Jack London", "Maria Parma".
fn named_like_a_person(around: &Around<'_>, found: &Match, before: usize) -> bool {
    let token = around.tokens[before];
    let town =
        found.senses.iter().all(|sense| matches!(sense.row.kind(), PlaceKind::City | PlaceKind::Region));
    town && token.capital
        && !token.caps
        && !around.title_case
        && !begins_sentence(around.tokens, before)
        && context::classes(around.word(before)) == 0
        && token.span.len() > 2
}

/// "ул. Киевская", "rue de Paris", "Moscow Street".
fn in_address(around: &Around<'_>, found: &Match) -> bool {
    let street = |at: usize| around.is(at, Class::Street);
    let after = found.last + 1;
    if after < around.tokens.len() && around.tokens[after].gap == Gap::Space && street(after) {
        return around.tokens[after].capital || around.word(after).len() > 3 && around.word(after) != "place";
    }
    let Some(before) = found.first.checked_sub(1) else { return false };
    if !matches!(around.tokens[found.first].gap, Gap::Space | Gap::DotSpace | Gap::Apostrophe) {
        return false;
    }
    let french = |at: usize| {
        matches!(
            around.word(at),
            "rue" | "avenue" | "boulevard" | "quai" | "calle" | "avenida" | "plaza" | "paseo"
        )
    };
    let linked = around.is(before, Class::Link)
        && before > 0
        && (french(before - 1) || before > 1 && around.is(before - 1, Class::Article) && french(before - 2));
    linked || (street(before) && !matches!(around.word(before), "place" | "street" | "road"))
}
