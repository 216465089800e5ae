//! The role a place plays where it is named, read from the words right before it.
//!
//! Venue here only means "stands where something is": after in, at, near, в, под, à, en and the like, in Russian in a case
//! that may follow them ("в Москве", not "в Москву"). Whether an event took place there is for the annotate crate.
//! Origin follows from, из, с, depuis, desde; destination follows nach, vers, hacia, "to" with a word of movement before it, and
//! Russian "в" with the accusative. Kazakh and Kyrgyz say all three by the ending. Affiliation follows an office and "of" ("Ministry of Labour of Tajikistan",
//! "президент Кыргызстана") or stands before one ("Kazakhstan President"). A place in a list has the role of the first.

use crate::context::Class;
use crate::guard::Around;
use crate::inflection::Case;
use crate::matching::Match;
use crate::token::Gap;
use rapporteur_model::PlaceRole;

/// What the words before a place say.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Before {
    In,
    From,
    To,
    Neither,
}

/// The preposition that governs the place, across articles and "the city of", "northern", "г.".
pub(crate) fn preposition(around: &Around<'_>, found: &Match, language: Option<&str>) -> Before {
    match found.case {
        Case::Within => return Before::In,
        Case::Away => return Before::From,
        Case::Towards => return Before::To,
        Case::Same | Case::Locative | Case::Other => {}
    }
    // Ukrainian "у": in, where Russian has it for "at somebody's" with the genitive.
    let ukrainian = language == Some("uk") || found.case != Case::Other;
    governing(around, found.first, ukrainian)
}

/// The preposition that governs the word at token `at`.
pub(crate) fn preposition_at(around: &Around<'_>, at: usize) -> Before {
    governing(around, at, true)
}

fn governing(around: &Around<'_>, first: usize, ukrainian: bool) -> Before {
    let mut at = first;
    // "in the lakeside town of Cholpon-Ata": before the word for town stands what kind of town it is.
    let mut qualified = false;
    while at > 0 && first - at < 6 {
        if !matches!(around.tokens[at].gap, Gap::Space | Gap::Apostrophe | Gap::DotSpace) {
            return Before::Neither;
        }
        at -= 1;
        if around.tokens[at + 1].gap == Gap::DotSpace && !matches!(around.word(at), "г" | "гор" | "пос" | "с")
        {
            return Before::Neither;
        }
        let word = around.word(at).to_lowercase();
        // Russian "г. Ош", "с. Ош": village, not the preposition.
        let village = word == "с" && around.tokens[at + 1].gap == Gap::DotSpace;
        if around.is(at, Class::In) || (word == "у" && ukrainian) {
            return Before::In;
        }
        if around.is(at, Class::From) && !village {
            return Before::From;
        }
        if around.is(at, Class::To) || (around.is(at, Class::Towards) && moves(around, at)) {
            return Before::To;
        }
        qualified |= around.is(at, Class::Town);
        let passes = village
            || (qualified && !around.tokens[at].capital)
            || around.is(at, Class::Article)
            || around.is(at, Class::Town)
            || around.is(at, Class::Side)
            || matches!(word.as_str(), "of" | "de" | "du" | "des" | "d" | "del" | "da" | "do");
        if !passes {
            return Before::Neither;
        }
    }
    Before::Neither
}

/// Whether a word of movement stands shortly before: "travelled with six colleagues to", but not "ambassador to".
fn moves(around: &Around<'_>, preposition: usize) -> bool {
    let first = preposition.saturating_sub(MOVEMENT_REACH);
    (first..preposition)
        .rev()
        .take_while(|at| around.tokens[at + 1].gap == Gap::Space)
        .any(|at| around.is(at, Class::Move))
}

const MOVEMENT_REACH: usize = 4;

/// The role from what stands before and after.
pub(crate) fn role(around: &Around<'_>, found: &Match, before: Before) -> PlaceRole {
    if serves_an_office(around, found) {
        return PlaceRole::Affiliation;
    }
    match before {
        Before::In if is_movement(around, found) => PlaceRole::Destination,
        Before::In => PlaceRole::Venue,
        Before::From => PlaceRole::Origin,
        Before::To => PlaceRole::Destination,
        Before::Neither => PlaceRole::Mention,
    }
}

/// "в Москву", "в Киев": Russian "to", by the case of the name. Names in -е, -и, -о, -у, -ы do not decline.
fn is_movement(around: &Around<'_>, found: &Match) -> bool {
    if !around.tokens[found.first].cyrillic {
        return false;
    }
    match found.case {
        Case::Locative | Case::Within => false,
        // "в столице Таджикистана": the word for town carries the case.
        Case::Other | Case::Away | Case::Towards => !town_before(around, found),
        Case::Same => {
            !found.abbreviation
                && !found.key.ends_with(['е', 'и', 'о', 'у', 'ы', 'э', 'і'])
                && !town_before(around, found)
        }
    }
}

/// "в городе Бишкек": the word for town carries the case.
fn town_before(around: &Around<'_>, found: &Match) -> bool {
    found.first > 0 && around.is(found.first - 1, Class::Town)
}

fn serves_an_office(around: &Around<'_>, found: &Match) -> bool {
    office_follows(around, found) || office_precedes(around, found)
}

fn office_follows(around: &Around<'_>, found: &Match) -> bool {
    let mut at = found.last + 1;
    if around.tokens.get(at).is_some_and(|token| token.gap == Gap::Apostrophe) {
        at += 1;
    }
    let Some(token) = around.tokens.get(at) else { return false };
    token.gap == Gap::Space && token.capital && around.is(at, Class::Title)
}

const OFFICE_REACH: usize = 10;

/// "Minister of Economy and Trade of the Kyrgyz Republic", "Министерство труда и миграции Таджикистана", "Vice President for …".
fn office_precedes(around: &Around<'_>, found: &Match) -> bool {
    let Some(mut at) = found.first.checked_sub(1) else { return false };
    if around.tokens[found.first].cyrillic {
        return found.case != Case::Same && office_before_genitive(around, found);
    }
    if !around.is(at, Class::Link) && !around.is(at, Class::Article) {
        return false;
    }
    loop {
        if !matches!(around.tokens[at + 1].gap, Gap::Space | Gap::Apostrophe | Gap::Hyphen) {
            return false;
        }
        if around.is(at, Class::Office) {
            return true;
        }
        let part = around.tokens[at].capital || around.is(at, Class::Link) || around.is(at, Class::Article);
        if !part || at == 0 || found.first - at > OFFICE_REACH {
            return false;
        }
        at -= 1;
    }
}

fn office_before_genitive(around: &Around<'_>, found: &Match) -> bool {
    let mut at = found.first;
    while at > 0 && found.first - at < 7 {
        let commas = around.tokens[at].gap == Gap::Comma && at != found.first;
        if around.tokens[at].gap != Gap::Space && !commas {
            return false;
        }
        at -= 1;
        let word = around.word(at);
        if around.is(at, Class::Office) {
            return true;
        }
        if around.is(at, Class::In)
            || around.is(at, Class::From)
            || matches!(word, "на" | "о" | "об" | "что" | "к" | "за")
        {
            return false;
        }
    }
    false
}
