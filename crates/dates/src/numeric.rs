//! Dates in digits: ISO 8601, `dd.mm.yyyy`, `dd/mm/yyyy`, `Q4 2014`, decades, and years that stand alone.

use crate::grammar::{Meaning, stated_year};
use crate::lexicon::{Class, Unit};
use crate::token::{Kind, Token};
use rapporteur_model::{Date, When};

type Tokens<'a> = [Token<'a>];

fn number(tokens: &Tokens<'_>, at: usize, digits: usize) -> Option<u32> {
    match tokens.get(at)?.kind {
        Kind::Number(value, length) if length == digits => Some(value),
        _ => None,
    }
}

fn glued_sign(tokens: &Tokens<'_>, at: usize, signs: &[char]) -> bool {
    tokens.get(at).is_some_and(|token| token.glued && token.is_sign(signs))
        && tokens.get(at + 1).is_some_and(|token| token.glued)
}

/// `2011-11-17`, `2011-11-17T10:00`, `2011-11`, `2011-W46`, `Q4 2014`.
pub(crate) fn iso(tokens: &Tokens<'_>, at: usize) -> Option<(Meaning, usize)> {
    if let Some(part) = letter_part(tokens, at) {
        return Some(part);
    }
    let year = i32::try_from(number(tokens, at, 4).filter(|year| (1000..3000).contains(year))?).ok()?;
    if !glued_sign(tokens, at + 1, &['-']) || before_is_digitish(tokens, at) {
        return None;
    }
    let month = number(tokens, at + 2, 2)?;
    if glued_sign(tokens, at + 3, &['-']) {
        let day = number(tokens, at + 4, 2)?;
        return Some((Meaning::Value(When::day(Date::new(year, month, day)?)), at + 5));
    }
    // "2015-20" is a range of years, "2011-11" a month only where it can be one.
    let when = When::month(year, month)
        .filter(|_| u32::try_from(year % 100).is_ok_and(|last| month <= last.min(12)))?;
    Some((Meaning::Value(when), at + 3))
}

fn letter_part(tokens: &Tokens<'_>, at: usize) -> Option<(Meaning, usize)> {
    let unit = match tokens[at].text {
        "Q" => Unit::Quarter,
        "H" => Unit::Half,
        _ => return None,
    };
    let part = number(tokens, at + 1, 1).filter(|_| tokens[at + 1].glued)?;
    let (year, next) = stated_year(tokens, at + 2)?;
    let when = if unit == Unit::Quarter { When::quarter(year, part) } else { When::half(year, part) };
    Some((Meaning::Value(when?), next))
}

fn before_is_digitish(tokens: &Tokens<'_>, at: usize) -> bool {
    tokens[at].glued
        && at.checked_sub(1).is_some_and(|before| tokens[before].is_sign(&['-', '.', '/', '№', '#', '+']))
}

/// `17.11.2011`, `17/11/2011`, `17-11-2011`.
pub(crate) fn separated(tokens: &Tokens<'_>, at: usize) -> Option<(Meaning, usize)> {
    let Kind::Number(first, 1..=2) = tokens[at].kind else { return None };
    let Kind::Number(second, 1..=2) = tokens.get(at + 2)?.kind else { return None };
    let sign = ['.', '/', '-']
        .into_iter()
        .find(|sign| glued_sign(tokens, at + 1, &[*sign]) && glued_sign(tokens, at + 3, &[*sign]))?;
    let year = i32::try_from(number(tokens, at + 4, 4).filter(|year| (1000..3000).contains(year))?).ok()?;
    if before_is_digitish(tokens, at) {
        return None;
    }
    let next = at + 5;
    let month_first = sign == '/' && first <= 12 && second > 12;
    match (sign, month_first) {
        (_, true) => Some((Meaning::Value(When::day(Date::new(year, first, second)?)), next)),
        ('/', false) if second <= 12 && first <= 12 => Some((Meaning::Slashed(first, second, year), next)),
        _ => Some((Meaning::Value(When::day(Date::new(year, second, first)?)), next)),
    }
}

/// "1990s", "the 1970s", "1980-е".
pub(crate) fn decade(tokens: &Tokens<'_>, at: usize) -> Option<(Meaning, usize)> {
    let year =
        i32::try_from(number(tokens, at, 4).filter(|year| (1000..3000).contains(year) && year % 10 == 0)?)
            .ok()?;
    let hyphen = usize::from(glued_sign(tokens, at + 1, &['-', '‑']));
    let ending = tokens.get(at + 1 + hyphen).filter(|token| token.glued)?;
    let plural = matches!(ending.text, "s" | "е" | "х" | "ых" | "ые");
    plural.then(|| Some((Meaning::Value(When::decade(year)?), at + 2 + hyphen))).flatten()
}

/// A year without more, where the caller knows that a year is meant.
pub(crate) fn plain_year(tokens: &Tokens<'_>, at: usize) -> Option<(Meaning, usize)> {
    let (year, next) = stated_year(tokens, at)?;
    Some((Meaning::Value(When::year(year)?), next))
}

/// A bare number that the words around it say is a year, or a pair of such years.
pub(crate) fn years(tokens: &Tokens<'_>, at: usize) -> Option<(Meaning, usize)> {
    if let Some(decade) = decade(tokens, at) {
        return Some(decade);
    }
    let (year, next) = stated_year(tokens, at).filter(|(year, _)| (1800..2100).contains(year))?;
    if before_is_digitish(tokens, at) || is_part_of_number(tokens, at, next) {
        return None;
    }
    let worded = next > at + 1;
    if tokens.get(next).is_some_and(|token| token.is_sign(&['-', '–', '—', '/'])) {
        let (last, end) = stated_year(tokens, next + 1)?;
        let named = tokens[end..].iter().take(3).any(|token| token.is(Class::Plan));
        let when = When::through(When::year(year)?, When::year(last)?);
        return (!named && last > year && licensed(tokens, at, end)).then_some((Meaning::Value(when), end));
    }
    let measured = tokens.get(next).is_some_and(|token| token.is(Class::Measure));
    let named = tokens.get(next).is_some_and(|token| token.is(Class::Plan));
    (!measured && !named && (worded || licensed(tokens, at, next)))
        .then(|| Some((Meaning::Value(When::year(year)?), next)))?
}

/// Digits, signs or a unit beside a number that make it no year.
fn is_part_of_number(tokens: &Tokens<'_>, at: usize, next: usize) -> bool {
    let sign_before = at.checked_sub(1).map(|before| &tokens[before]).is_some_and(|token| {
        token.is_sign(&['$', '€', '£', '№', '#', '+', '.']) && tokens[at].glued
            || matches!(token.kind, Kind::Number(..))
    });
    let after = tokens.get(next).is_some_and(|token| {
        token.glued && (token.is_sign(&['%', '$', '€', ':']) || token.kind == Kind::Word)
            || matches!(token.kind, Kind::Number(..))
            || (token.glued
                && token.is_sign(&['.', ',', '-'])
                && tokens
                    .get(next + 1)
                    .is_some_and(|more| more.glued && matches!(more.kind, Kind::Number(..))))
    });
    sign_before || after
}

/// Whether the words around a number allow it to be a year: "in 2013", "(2013)", a heading or cell of its own.
fn licensed(tokens: &Tokens<'_>, at: usize, next: usize) -> bool {
    let before = at.checked_sub(1).map(|before| &tokens[before]);
    let after = tokens.get(next);
    let preposition = before.is_some_and(|token| {
        token.is(Class::In)
            || token.is(Class::Of)
            || token.is(Class::Since)
            || (token.is(Class::To) && at >= 2 && tokens[at - 2].is(Class::Moved))
            || token.is(Class::Unit(Unit::Year))
    });
    let bracketed = before.is_some_and(|token| token.is_sign(&['(']))
        && after.is_some_and(|token| token.is_sign(&[')', ',', ';']));
    let alone = before.is_none_or(|token| token.is_sign(&['|']))
        && after.is_none_or(|token| token.is_sign(&['|', ':', '–', '-', '—', '.']));
    let last_word = after.is_none()
        && before.is_some_and(|token| {
            token.is_sign(&['–', '—', '-', ',']) && !token.glued
                || token.kind == Kind::Word && token.text.chars().count() > 3 && !is_label(token.text)
        });
    let listed =
        before.is_some_and(|token| token.is(Class::And)) && at >= 2 && stated_year(tokens, at - 2).is_some();
    // "Calendrier 2012 de la Ligue"
    let named = after.is_some_and(|token| token.is(Class::Of) && token.text != "of")
        && before.is_some_and(|token| token.kind == Kind::Word && !is_label(token.text));
    preposition || bracketed || alone || last_word || listed || named
}

/// Words before a number that counts rooms, forms or telephones.
fn is_label(word: &str) -> bool {
    matches!(
        word.to_lowercase().as_str(),
        "room"
            | "rooms"
            | "form"
            | "tel"
            | "phone"
            | "fax"
            | "number"
            | "no"
            | "page"
            | "article"
            | "paragraph"
            | "кабинет"
            | "комната"
            | "форма"
            | "тел"
            | "номер"
            | "статья"
            | "salle"
            | "bureau"
            | "sala"
            | "oficina"
            | "aula"
    )
}
