//! Runs of words that may be one name: capitalised words, initials, particles.

use super::Scene;
use super::nominative::{is_first_name, looks_like_surname};
use crate::first_names;
use crate::reading::Reading;
use crate::tags::Tag;
use crate::token::{Gap, Token};
use crate::words::{
    DATE, DOMAIN, DOUBTFUL, FUNCTION, HEAD, HEAD_FIRST, HONORIFIC, LOC, NAME_SUFFIX, PARTICLE, PLACE,
    PLACE_HEAD, PLACE_PRE, ROLE, SPEECH, STOP, SURNAME, TITLE, TITLE_ROLE, WEAK_HEAD,
};

const MOST_WORDS: usize = 7;
const NO_NAME: u32 = FUNCTION
    | STOP
    | DATE
    | HEAD
    | HEAD_FIRST
    | WEAK_HEAD
    | ROLE
    | TITLE
    | PLACE_HEAD
    | LOC
    | SPEECH
    | DOMAIN
    | HONORIFIC;

/// What is known of a word as a first name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Given {
    No,
    /// Also a place or a common word.
    Doubtful,
    Firm,
}

/// A run of words, `first..=last`.
#[derive(Debug, Clone)]
pub(crate) struct Run {
    pub(crate) first: usize,
    pub(crate) last: usize,
    /// An honorific stands before it.
    pub(crate) titled: bool,
    /// How many initials it has.
    pub(crate) initials: usize,
    /// How many whole words, particles aside.
    pub(crate) words: usize,
    /// What its first word is as a first name.
    pub(crate) given: Given,
}

/// The run that begins at this word, behind a title or not.
pub(crate) fn at(scene: &Scene<'_, '_>, at: usize) -> Option<Run> {
    let reading = scene.reading;
    if is_title(reading, at) && is_behind_title(reading, at + 1) {
        // "H.E. Mr.", "Prof. Dr.": the last title counts.
        if is_title(reading, at + 1) && is_behind_title(reading, at + 2) {
            return None;
        }
        return collect(scene, at + 1, true);
    }
    collect(scene, at, false)
}

/// The run of a name that is tagged, behind its title; none where nothing but a title is tagged.
pub(crate) fn tagged(scene: &Scene<'_, '_>, tag: &Tag) -> Option<Run> {
    let reading = scene.reading;
    let mut first = tag.first;
    let is_office = |at: usize| reading.is(at, TITLE_ROLE) && given(reading, at) == Given::No;
    while first <= tag.last && (is_title(reading, first) || is_office(first)) {
        first += 1;
    }
    let words = first..=tag.last;
    let initials = words.clone().filter(|&at| reading.tokens[at].initial).count();
    let whole = words.filter(|&at| !reading.tokens[at].initial && !reading.is(at, PARTICLE)).count();
    // "the Chair", "He".
    let no_name =
        first == tag.last && reading.is(first, FUNCTION | ROLE | HEAD) && given(reading, first) == Given::No;
    (first <= tag.last && !no_name).then(|| Run {
        first,
        last: tag.last,
        titled: first > 0 && is_title(reading, first - 1),
        initials,
        words: whole.max(1),
        given: given(reading, first),
    })
}

fn is_behind_title(reading: &Reading<'_>, at: usize) -> bool {
    reading.get(at).is_some_and(|token| matches!(token.gap, Gap::Space | Gap::Stop | Gap::Elision))
}

/// Whether the word is an honorific in this text.
pub(crate) fn is_title(reading: &Reading<'_>, at: usize) -> bool {
    let Some(token) = reading.get(at) else { return false };
    if token.is(HONORIFIC) && reading.romance {
        return reading.word(at) != "m" && (token.capital || token.end() - token.start() > 2);
    }
    token.is(TITLE) && (token.capital || token.cyrillic) && !token.caps
}

fn collect(scene: &Scene<'_, '_>, first: usize, titled: bool) -> Option<Run> {
    let reading = scene.reading;
    let mut run = Run { first, last: first, titled, initials: 0, words: 0, given: Given::No };
    let mut at = first;
    let mut end = None;
    // «Петров А. Б.»: what follows such initials is another name.
    let mut trailing = false;
    while at < reading.len() && at < first + MOST_WORDS && scene.body(at).is_none() {
        let mixed = reading.tokens[at].cyrillic != reading.tokens[first].cyrillic;
        if at > first && (!is_joined(reading, at) || mixed) {
            break;
        }
        if let Some(length) = particles(reading, at, at > first || titled && opens_surname(reading, at)) {
            at += length;
            continue;
        }
        let token = &reading.tokens[at];
        if token.initial {
            run.initials += 1;
            trailing |= run.words > 0 && token.cyrillic;
        } else if trailing {
            break;
        } else if at > first && token.is(NAME_SUFFIX) {
            end = Some(at);
            break;
        } else if is_name_word(reading, at, &run) {
            if run.words == 0 {
                run.given = given(reading, at);
            }
            run.words += 1;
        } else {
            break;
        }
        end = Some(at);
        if token.possessive {
            break;
        }
        at += 1;
    }
    run.last = end?;
    trim_initials(reading, &mut run);
    (run.words > 0 && !is_country(reading, &run)).then_some(run)
}

/// "U.S. Soccer", "U.N. Peacekeepers".
fn is_country(reading: &Reading<'_>, run: &Run) -> bool {
    run.initials == 2
        && run.last > run.first + 1
        && reading.word(run.first) == "U"
        && matches!(reading.word(run.first + 1), "S" | "N" | "K")
}

/// Initials behind the name are kept in Russian alone, behind a surname («Петров А. Б.»).
fn trim_initials(reading: &Reading<'_>, run: &mut Run) {
    let russian = reading.tokens[run.first].cyrillic && looks_like_surname(reading.word(run.first));
    while run.last > run.first && reading.tokens[run.last].initial && !russian {
        run.last -= 1;
        run.initials -= 1;
    }
}

fn is_joined(reading: &Reading<'_>, at: usize) -> bool {
    let gap = reading.tokens[at].gap;
    gap == Gap::Space
        || reading.tokens[at - 1].initial && matches!(gap, Gap::Stop | Gap::Elision)
        || gap == Gap::Elision && reading.is(at - 1, PARTICLE)
}

/// "Mr. van der Berg", "Mme Le Goff", but not «Señor del Tiempo».
fn opens_surname(reading: &Reading<'_>, at: usize) -> bool {
    reading.tokens[at].capital
        || !matches!(
            reading.word(at),
            "de" | "del" | "du" | "d" | "la" | "le" | "des" | "los" | "las" | "y" | "e"
        )
}

/// How many particles stand here with a name behind them: "de la", "van der".
fn particles(reading: &Reading<'_>, at: usize, inside: bool) -> Option<usize> {
    let mut length = 0;
    while length < 3 && reading.is(at + length, PARTICLE) && !reading.is(at + length, TITLE) {
        if length > 0 && !is_joined(reading, at + length) {
            return None;
        }
        length += 1;
    }
    let name = at + length;
    let fits = inside
        && length > 0
        && name < reading.len()
        && is_joined(reading, name)
        && reading.tokens[name].capital
        && !reading.is(name, NO_NAME & !PARTICLE)
        && !(given(reading, name) == Given::Firm && matches!(reading.word(at), "y" | "e" | "al"))
        && !(reading.is(name, PLACE)
            && !reading.tokens[at].capital
            && matches!(reading.word(at), "de" | "del" | "du" | "d" | "e" | "y"));
    // "Diego y Maria" are two people; "Ortega y Gasset" is one.
    let joins = matches!(reading.word(at), "y" | "e" | "la" | "le" | "les" | "los" | "las" | "the");
    (fits && !(joins && length == 1 && !reading.tokens[at].capital)).then_some(length)
}

fn is_name_word(reading: &Reading<'_>, at: usize, run: &Run) -> bool {
    let token = &reading.tokens[at];
    let word = reading.word(at);
    let hyphenated = !token.capital
        && word.split_once('-').is_some_and(|(before, after)| {
            matches!(before, "el" | "al" | "ben" | "bin" | "ar" | "as" | "ash" | "an" | "at" | "ad" | "az")
                && after.starts_with(char::is_uppercase)
        });
    if !(token.capital || hyphenated)
        || word.chars().any(|char| char.is_ascii_digit())
        || word.chars().nth(1).is_none()
    {
        return false;
    }
    if token.cyrillic && token.is(PLACE) && run.words == 0 && !run.titled && run.initials == 0 {
        return false;
    }
    if token.is(PLACE_PRE) && run.words == 0 && run.initials == 0 && given(reading, at) != Given::Firm {
        return false;
    }
    let known = given(reading, at) != Given::No;
    if token.caps {
        // "Philippe LE HOUEROU": a surname in capitals behind a first name.
        return run.given == Given::Firm
            && run.words > 0
            && word.chars().nth(2).is_some()
            && !token.heading
            && !is_mixed_caps(token, word);
    }
    if token.is(SURNAME)
        && run.words + run.initials > 0
        && (run.given == Given::Firm || run.titled || run.initials > 0)
    {
        return true;
    }
    if word.chars().skip(1).filter(|char| char.is_uppercase()).count() > 1 && !word.contains('-') {
        return false;
    }
    // «Асель Московская»: a surname like an adjective, behind a first name.
    let adjective =
        token.cyrillic && run.words > 0 && run.given == Given::Firm && token.is(STOP) && !token.is(DATE);
    known || adjective || !token.is(NO_NAME) || token.is(SURNAME) && run.titled
}

fn is_mixed_caps(token: &Token, word: &str) -> bool {
    token.is(DOMAIN | HEAD) || matches!(word, "CEO" | "MP" | "PhD" | "CIS" | "USA" | "MBE" | "OBE")
}

/// Whether the word is a month that somebody is named like: another capital follows, and nothing before makes a date of it.
pub(crate) fn is_named_like_a_month(reading: &Reading<'_>, at: usize) -> bool {
    let token = &reading.tokens[at];
    if !token.capital || !token.is(DATE) || !first_names::is_month(&reading.folded(at)) {
        return false;
    }
    let surname = reading.follows(at + 1)
        && reading.get(at + 1).is_some_and(|next| next.capital && !next.caps && !next.is(NO_NAME));
    let dated = reading.follows(at) && {
        let before = reading.folded(at - 1);
        first_names::dates(&before) || before.ends_with(|char: char| char.is_ascii_digit())
    };
    surname && !dated
}

/// What the word is as a first name.
pub(crate) fn given(reading: &Reading<'_>, at: usize) -> Given {
    let token = &reading.tokens[at];
    if is_named_like_a_month(reading, at) {
        return Given::Doubtful;
    }
    let word = reading.folded(at);
    let listed = |word: &str| first_names::contains(word);
    let whole =
        listed(&word) || word.split_once('-').is_some_and(|(before, after)| listed(before) && listed(after));
    let inflected = || token.cyrillic && is_first_name(reading.word(at)) && !reading.writes_small(at);
    if !whole && (token.is(NO_NAME) || !inflected()) {
        return Given::No;
    }
    if token.is(DOUBTFUL | PLACE) || token.is(NO_NAME) || word.chars().count() < 3 {
        Given::Doubtful
    } else {
        Given::Firm
    }
}
