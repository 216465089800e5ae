//! Expressions that count from the anchor: "today", "last month", "на прошлой неделе", "two weeks ago", "on Thursday".

use crate::grammar::{Calendar, Meaning, Year, relative_year};
use crate::lexicon::{Class, Unit};
use crate::token::Token;

type Tokens<'a> = [Token<'a>];

pub(crate) fn relative(tokens: &Tokens<'_>, at: usize) -> Option<(Meaning, usize)> {
    day(tokens, at)
        .or_else(|| shifted(tokens, at))
        .or_else(|| trailing_shift(tokens, at))
        .or_else(|| ago(tokens, at))
        .or_else(|| weekday(tokens, at))
}

fn day(tokens: &Tokens<'_>, at: usize) -> Option<(Meaning, usize)> {
    let offset = tokens[at].day_offset()?;
    // French "aujourd'hui" is three tokens; Spanish "mañana" is also the morning ("de la mañana", "por la mañana").
    let morning = tokens[at].text == "mañana" && at > 0 && tokens[at - 1].is(Class::Article);
    let long = tokens[at].text.to_lowercase() == "aujourd";
    let next = if long { at + 3 } else { at + 1 };
    (!morning && next <= tokens.len()).then_some((Meaning::Day(offset), next))
}

/// "last month", "next Tuesday", "this spring", "прошлой весной", "the past three years".
fn shifted(tokens: &Tokens<'_>, at: usize) -> Option<(Meaning, usize)> {
    let shift = tokens[at].shift()?;
    let next = tokens.get(at + 1)?;
    if let Some((count, unit)) = next.count().zip(tokens.get(at + 2).and_then(Token::unit)) {
        return (shift != 0).then_some((Meaning::Span(unit, count, shift), at + 3));
    }
    if let Some(weekday) = next.weekday() {
        return Some((Meaning::Weekday(weekday, weekday, Some(shift)), at + 2));
    }
    if let Some(month) = next.month().filter(|_| next.text != "may" && next.text != "march") {
        let date = Calendar { year: Some(Year::Shift(shift)), month: Some(month), ..Calendar::default() };
        return Some((Meaning::Calendar(date, date), at + 2));
    }
    if let Some(season) = next.season() {
        return Some((Meaning::Part(None, season, Some(Year::Shift(shift))), at + 2));
    }
    let unit = next.unit().filter(|unit| !matches!(unit, Unit::Day | Unit::Half) && !is_plural(next.text))?;
    // "the last week of September" is not the week before this one.
    let of = tokens.get(at + 2).is_some_and(|token| token.is(Class::Of));
    if of && tokens.get(at + 3).is_some_and(|token| token.month().is_some()) {
        return None;
    }
    Some((Meaning::Unit(unit, shift), at + 2))
}

fn is_plural(word: &str) -> bool {
    matches!(
        word,
        "years"
            | "months"
            | "weeks"
            | "days"
            | "лет"
            | "годы"
            | "недель"
            | "années"
            | "semaines"
            | "años"
            | "meses"
            | "semanas"
    )
}

/// "la semaine dernière", "el año pasado", "jueves próximo".
fn trailing_shift(tokens: &Tokens<'_>, at: usize) -> Option<(Meaning, usize)> {
    let shift = tokens.get(at + 1)?.shift()?;
    if let Some(weekday) = tokens[at].weekday() {
        return Some((Meaning::Weekday(weekday, weekday, Some(shift)), at + 2));
    }
    let unit = tokens[at].unit().filter(|unit| matches!(unit, Unit::Week | Unit::Month | Unit::Year))?;
    if relative_year(tokens, at).is_none() && unit == Unit::Year {
        return None;
    }
    Some((Meaning::Unit(unit, shift), at + 2))
}

/// "two weeks ago", "три дня назад", "il y a deux semaines", "hace dos meses".
fn ago(tokens: &Tokens<'_>, at: usize) -> Option<(Meaning, usize)> {
    let lead = if !tokens[at].is(Class::AgoBefore) {
        0
    } else if tokens[at].text.to_lowercase() == "il" {
        3
    } else {
        1
    };
    if lead == 3 && tokens.get(at + 2).is_none_or(|token| token.text != "a") {
        return None;
    }
    let count = tokens.get(at + lead)?.count()?;
    let unit = tokens.get(at + lead + 1)?.unit()?;
    let after = tokens.get(at + lead + 2).is_some_and(|token| token.is(Class::Ago));
    match (lead, after) {
        (0, true) => Some((Meaning::Ago(unit, count), at + 3)),
        (0, false) => None,
        _ => Some((Meaning::Ago(unit, count), at + lead + 2)),
    }
}

/// A day of the month without one: "the 21st", not "21 people".
fn day_of_month(tokens: &Tokens<'_>, at: usize) -> Option<(u32, usize)> {
    let (day, next) = crate::grammar::day(tokens, at)?;
    let goes_on = tokens.get(next).is_some_and(|token| token.month().is_some() || token.is(Class::Of));
    let suffixed = next > at + 1 || at > 0 && tokens[at - 1].is(Class::Article);
    (suffixed && !goes_on).then_some((day, next))
}

/// "on Thursday", "Monday and Tuesday".
fn weekday(tokens: &Tokens<'_>, at: usize) -> Option<(Meaning, usize)> {
    let first = tokens[at].weekday()?;
    if tokens[at].text.chars().count() <= 3 && tokens[at].text.is_ascii() {
        return None;
    }
    let article = usize::from(tokens.get(at + 1).is_some_and(|token| token.is(Class::Article)));
    if let Some((day, next)) =
        day_of_month(tokens, at + 1 + article).filter(|(_, next)| article + next > at + 2)
    {
        return Some((Meaning::WeekdayOf(first, day), next));
    }
    let second = tokens
        .get(at + 1)
        .filter(|token| token.is(Class::And) || token.is(Class::To) || token.is_sign(&['-', '–']))
        .and_then(|_| tokens.get(at + 2))
        .and_then(Token::weekday)
        .filter(|second| *second > first);
    match second {
        Some(second) => Some((Meaning::Weekday(first, second, None), at + 3)),
        None => Some((Meaning::Weekday(first, first, None), at + 1)),
    }
}
