//! Bare years: a number of four digits is a year unless what stands around it says otherwise.

use crate::grammar::Text;
use crate::lexicon::{Class, Role, Unit};
use crate::meaning::Meaning;
use crate::number;
use crate::numeric;
use crate::token::{Kind, Token};
use rapporteur_model::When;

type Tokens<'a> = [Token<'a>];

/// Years that are believed by themselves; others need a word before them that says so.
const USUAL: std::ops::Range<i32> = 1700..2051;

/// A decade, a year, or a pair of years.
pub(crate) fn years(text: Text<'_, '_>, at: usize) -> Option<(Meaning, usize)> {
    let tokens = text.tokens;
    numeric::decade(tokens, at)
        .or_else(|| short_decade(tokens, at))
        .or_else(|| bare(text, at))
        .or_else(|| ancient(tokens, at))
}

/// "the 90s", "'70s", "90-е".
fn short_decade(tokens: &Tokens<'_>, at: usize) -> Option<(Meaning, usize)> {
    let apostrophe = usize::from(tokens[at].is_sign(&['\'', '’', '‘']));
    let Kind::Number(decade, 2) = tokens.get(at + apostrophe)?.kind else { return None };
    let next = numeric::decade_ending(tokens, at + apostrophe + 1)?;
    let introduced = at.checked_sub(1).is_some_and(|before| {
        // "the 20s and 30s"
        let listed =
            tokens[before].is(Role::And) && before > 0 && matches!(tokens[before - 1].text, "s" | "е" | "х");
        listed
            || tokens[before].is(Role::Article)
            || tokens[before].is(Role::In)
            || tokens[before].classes.contains(&Class::Part)
    });
    let cyrillic = !tokens[next - 1].text.is_ascii();
    let worded = tokens.get(next).is_some_and(|token| token.unit() == Some(Unit::Year));
    let believed = if cyrillic { worded } else { apostrophe > 0 || introduced };
    (decade % 10 == 0 && believed).then_some((Meaning::Decade(decade), next + usize::from(worded)))
}

/// "347 AD", "AD 347", "в 988 г. н. э.": a year of three digits that an era makes one.
fn ancient(tokens: &Tokens<'_>, at: usize) -> Option<(Meaning, usize)> {
    let Kind::Number(year @ 100..=999, 3) = tokens[at].kind else { return None };
    let after = tokens.get(at + 1).is_some_and(|token| token.is(Role::Era));
    let before = at.checked_sub(1).is_some_and(|before| tokens[before].is(Role::Era));
    let next = at + 1 + usize::from(after);
    (after || before).then(|| Some((Meaning::Value(When::year(i32::try_from(year).ok()?)?), next)))?
}

fn bare(text: Text<'_, '_>, at: usize) -> Option<(Meaning, usize)> {
    let tokens = text.tokens;
    let (year, next) = number::year(tokens, at)?;
    let worded = next > at + 1 && tokens[at].is_number();
    if tokens[at].is_number()
        && (numeric::before_is_digitish(text, at) || is_part_of_number(tokens, at, next))
    {
        return None;
    }
    // "nineteen ninety-six" can only be a year, "two thousand" or "en mil ocasiones" anything.
    let spelled = tokens[at].cardinal().is_some_and(|first| (17..21).contains(&first));
    let bracketed = at > 0
        && tokens[at - 1].is_sign(&['(', '['])
        && !(tokens[at - 1].is_sign(&['[']) && tokens[at - 1].glued)
        && tokens.get(next).is_some_and(|token| token.is_sign(&[')', ']', ',', ';', '-', '–']));
    let believed = worded
        || introduced(tokens, at) && (tokens[at].is_number() || year % 100 > 0)
        || bracketed
        || USUAL.contains(&year) && (spelled || !tokens[at].is_word());
    if !believed || (is_counted(text, next) || is_labelled(tokens, at)) && !worded {
        return None;
    }
    let next = next + usize::from(tokens.get(next).is_some_and(|token| token.is(Role::Era)));
    if let Some(pair) = pair(tokens, year, next) {
        return Some(pair);
    }
    Some((Meaning::Value(When::year(year)?), next))
}

/// "2014–2018", "2013/14", "1923 – 24".
pub(crate) fn pair(tokens: &Tokens<'_>, year: i32, next: usize) -> Option<(Meaning, usize)> {
    let sign = tokens.get(next)?;
    if !sign.is_sign(&['-', '–', '—', '−', '/']) {
        return None;
    }
    let (last, end) = match tokens.get(next + 1)?.kind {
        Kind::Number(last, 2) if sign.glued && tokens[next + 1].glued => (short(year, last)?, next + 2),
        // "2007/2008"
        Kind::Number(last, 4) if sign.is_sign(&['/']) && sign.glued && tokens[next + 1].glued => {
            (i32::try_from(last).ok().filter(|last| *last == year + 1)?, next + 2)
        }
        _ => return None,
    };
    (last > year && !is_part_of_number(tokens, next + 1, end))
        .then(|| Some((Meaning::Value(When::through(When::year(year)?, When::year(last)?)), end)))?
}

/// The second year of "1923 – 24", whose first is `first`.
pub(crate) fn short_end(tokens: &Tokens<'_>, at: usize, first: &Meaning) -> Option<(Meaning, usize)> {
    let Meaning::Value(first) = first else { return None };
    let Kind::Number(last, 2) = tokens.get(at)?.kind else { return None };
    let dash = at.checked_sub(1).is_some_and(|before| tokens[before].is_sign(&['–', '—']));
    let year = short(first.start().year(), last)?;
    let ends = tokens.get(at + 1).is_none_or(|token| !token.is_word() && !token.is_number());
    (dash && ends && first.length() <= 366 && first.length() >= 365)
        .then(|| Some((Meaning::Value(When::year(year)?), at + 1)))?
}

fn short(first: i32, digits: u32) -> Option<i32> {
    let last = first - first % 100 + i32::try_from(digits).ok()?;
    (last > first && last - first <= 40).then_some(last)
}

/// Whether a word before a number says that it is a year: "in 1492", "since 1530".
fn introduced(tokens: &Tokens<'_>, at: usize) -> bool {
    at.checked_sub(1).is_some_and(|before| {
        let token = &tokens[before];
        token.is(Role::In)
            && (tokens[at].is_number() || token.text.chars().count() > 1 && !token.is(Role::Of))
            || token.is(Role::Since)
            || token.unit() == Some(Unit::Year)
    })
}

/// Digits, signs or a unit beside a number that make it no year.
fn is_part_of_number(tokens: &Tokens<'_>, at: usize, next: usize) -> bool {
    let before = at.checked_sub(1).map(|before| &tokens[before]);
    let sign_before = before.is_some_and(|token| {
        token.is_sign(&['$', '€', '£', '¥', '₽', '№', '§', '#', '+', '@', '_', '='])
            || token.is_sign(&['.', ':']) && tokens[at].glued && token.glued
            || token.is_word() && tokens[at].glued
            || token.is_sign(&[',', '-', '/'])
                && tokens[at].glued
                && token.glued
                && at.checked_sub(2).is_some_and(|more| {
                    matches!(tokens[more].kind, Kind::Number(_, length) if length < 4)
                        || token.is_sign(&['-']) && is_code(&tokens[more])
                })
            || token.is_number()
    });
    let after = tokens.get(next).is_some_and(|token| {
        token.glued && (token.is_sign(&['%', '$', '€', '°', '_', '@', '=', '²']) || token.is_word() && next == at + 1)
            || matches!(token.kind, Kind::Number(_, length) if length == 3)
            || token.glued
                && token.is_sign(&['.', ',', '-', ':', '/'])
                && tokens.get(next + 1).is_some_and(|more| {
                    more.glued && matches!(more.kind, Kind::Number(_, length) if length != 4 || token.is_sign(&['.', ':']))
                })
                && !(token.is_sign(&['-', '/']) && matches!(tokens[next + 1].kind, Kind::Number(_, 2)))
            || token.glued
                && token.is_sign(&['-'])
                && tokens.get(next + 1).is_some_and(|more| {
                    // "2015-бөлме" is a room
                    more.glued && (more.text.chars().count() == 1 || more.is(Role::Measure))
                })
    });
    sign_before || after
}

/// "ISO-9001", "RFC-2822": capitals glued to a number by a hyphen.
fn is_code(token: &Token<'_>) -> bool {
    token.is_word() && token.text.chars().all(char::is_uppercase)
}

/// A number that counts something: "2000 participants". Where years stand with their word, any noun is counted.
fn is_counted(text: Text<'_, '_>, next: usize) -> bool {
    text.tokens.get(next).is_some_and(|token| {
        let unit = token.unit().is_some_and(|unit| unit != Unit::Year) && !token.glued && token.is_lower();
        let noun = token.is_word() && token.is_lower() && !token.is_function();
        token.is(Role::Measure) || unit || noun && text.lexicon.worded_years
    })
}

/// A number that names something: "room 2015", "USD 1990", "Pages read: 2012".
pub(crate) fn is_labelled(tokens: &Tokens<'_>, at: usize) -> bool {
    let Some(before) = at.checked_sub(1).map(|before| &tokens[before]) else { return false };
    let names = |token: &Token<'_>| token.is(Role::Label) || token.is(Role::Measure) && !token.is_lower();
    let entitles = |token: &Token<'_>| token.is(Role::Label) || token.is(Role::Measure);
    names(before)
        || before.is_sign(&['.', '№', 'º', '°']) && at >= 2 && (tokens[at - 2].is(Role::Label) || tokens[at - 2].text == "с")
        || matches!(before.text, "º" | "°" | "o")
            && tokens[at.saturating_sub(3)..at].iter().any(|token| token.is(Role::Label))
        || before.is_sign(&[':']) && tokens[at.saturating_sub(8)..at].iter().any(entitles)
        // "pages 1998 and 2001"
        || before.is(Role::And) && at >= 3 && tokens[at - 2].is_number() && names(&tokens[at - 3])
}
