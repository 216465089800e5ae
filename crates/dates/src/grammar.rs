//! Calendar dates and ranges: which tokens make an expression and what it says, before anything is resolved.
//!
//! Each rule looks at a bounded number of tokens from where it stands, so that reading is linear.

use crate::lexicon::{Class, Unit};
use crate::token::{Kind, Token};
use crate::{numeric, relative};
use rapporteur_model::When;

/// What an expression says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Meaning {
    /// From a calendar date to one (the same for a single date).
    Calendar(Calendar, Calendar),
    /// A quarter, half or season (`None`) of a year.
    Part(Option<Unit>, u32, Option<Year>),
    /// A value stated in full.
    Value(When),
    /// Day and month in an order that only the document can tell.
    Slashed(u32, u32, i32),
    /// Days from the anchor.
    Day(i32),
    /// The unit that holds the anchor, or one beside it.
    Unit(Unit, i32),
    /// So many units up to the anchor, or from it on.
    Span(Unit, u32, i32),
    /// So many units before the anchor.
    Ago(Unit, u32),
    /// Weekdays near the anchor.
    Weekday(u32, u32, Option<i32>),
    /// A weekday with its day of the month: "Wednesday the 21st".
    WeekdayOf(u32, u32),
    /// From the start of something on.
    Since(Box<Meaning>),
}

/// A date of which some parts may be missing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct Calendar {
    pub(crate) year: Option<Year>,
    pub(crate) month: Option<u32>,
    pub(crate) day: Option<u32>,
    /// The weekday that stands with it, Monday 0.
    pub(crate) weekday: Option<u32>,
}

/// A year as stated.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Year {
    /// By its number.
    Stated(i32),
    /// Relative to the anchor's: -1, 0, 1.
    Shift(i32),
}

/// An expression: tokens `first..next`.
#[derive(Debug)]
pub(crate) struct Expression {
    pub(crate) first: usize,
    pub(crate) next: usize,
    pub(crate) meaning: Meaning,
}

type Tokens<'a> = [Token<'a>];

/// The expression that begins at token `at`, the longest rule first.
pub(crate) fn expression(tokens: &Tokens<'_>, at: usize) -> Option<Expression> {
    if tokens[at].is_plain() && !matches!(tokens[at].text, "Q" | "H" | "I" | "II" | "III" | "IV") {
        return None;
    }
    let done = |(meaning, next)| Expression { first: at, next, meaning };
    numeric::iso(tokens, at)
        .or_else(|| numeric::separated(tokens, at))
        .or_else(|| since(tokens, at))
        .or_else(|| range(tokens, at))
        .or_else(|| part(tokens, at))
        .or_else(|| relative::relative(tokens, at))
        .or_else(|| numeric::years(tokens, at))
        .map(done)
}

fn since(tokens: &Tokens<'_>, at: usize) -> Option<(Meaning, usize)> {
    if !tokens[at].is(Class::Since) || is_moved(tokens, at) {
        return None;
    }
    let next = skip(tokens, at + 1, Class::Article);
    let (meaning, end) = numeric::decade(tokens, next)
        .or_else(|| range(tokens, next))
        .or_else(|| numeric::plain_year(tokens, next))?;
    // "с 14 по 16 октября" and "from 2 to 4 May" are ranges, not open.
    let single =
        matches!(&meaning, Meaning::Calendar(a, b) if a == b) || matches!(meaning, Meaning::Value(_));
    let goes_on = tokens.get(end).is_some_and(|token| token.is(Class::To));
    (single && !goes_on).then(|| (Meaning::Since(Box::new(meaning)), end))
}

/// One date, a list of days in a month, or two dates joined by a dash or a word.
fn range(tokens: &Tokens<'_>, at: usize) -> Option<(Meaning, usize)> {
    let start = if tokens.get(at)?.is(Class::From) { skip(tokens, at + 1, Class::Article) } else { at };
    let (mut first, mut last, next) = dates(tokens, start).or_else(|| bare_day(tokens, start, at))?;
    let joined = joint(tokens, next).filter(|_| !is_moved(tokens, at)).and_then(|other| {
        let (other_first, other_last, end) = dates(tokens, skip(tokens, other, Class::Article))?;
        let months_only = first.day.is_none() == other_first.day.is_none();
        let listed = tokens[next].is(Class::And) && first.day.is_some();
        (months_only || first.month.is_none()).then_some(())?;
        (!listed || first.month.is_none()).then_some((other_first, other_last, end))
    });
    let next = match joined {
        Some((_, other_last, end)) => {
            last = other_last;
            end
        }
        None if first.month.is_none() => return None,
        None => next,
    };
    first.month = first.month.or(last.month);
    first.year = first.year.or(last.year);
    last.year = last.year.or(first.year.filter(|_| first.month <= last.month));
    Some((Meaning::Calendar(first, last), next))
}

/// "postponed from 5 June to 15 September" names two dates, not what lies between them.
fn is_moved(tokens: &Tokens<'_>, at: usize) -> bool {
    tokens[at.saturating_sub(3)..at].iter().any(|token| token.is(Class::Moved))
}

/// "28 …" after "с" or "du", or before a dash, with the month still to come.
fn bare_day(tokens: &Tokens<'_>, start: usize, at: usize) -> Option<(Calendar, Calendar, usize)> {
    let (day, next) = day(tokens, start)?;
    let marked = start > at || tokens.get(next).is_some_and(|token| token.is_sign(&['–', '-', '—']));
    let date = Calendar { day: Some(day), ..Calendar::default() };
    marked.then_some((date, date, next))
}

/// What joins two dates, and where the second begins.
fn joint(tokens: &Tokens<'_>, at: usize) -> Option<usize> {
    let token = tokens.get(at)?;
    (token.is_sign(&['-', '–', '—']) || token.is(Class::To) || token.is(Class::And)).then_some(at + 1)
}

/// A date in either order, with its weekday and year where they stand with it.
fn dates(tokens: &Tokens<'_>, at: usize) -> Option<(Calendar, Calendar, usize)> {
    let mut start = at;
    let weekday = tokens.get(at)?.weekday();
    if weekday.is_some() {
        start += 1;
        start += usize::from(tokens.get(start).is_some_and(|token| token.is_sign(&[',', '.'])));
        start = skip(tokens, start, Class::Article);
    }
    let (mut first, mut last, next) = day_first(tokens, start).or_else(|| month_first(tokens, start))?;
    if first == last && first.day.is_some() {
        (first.weekday, last.weekday) = (weekday, weekday);
    }
    Some((first, last, next))
}

fn day_first(tokens: &Tokens<'_>, at: usize) -> Option<(Calendar, Calendar, usize)> {
    let (first, last, next) = days(tokens, at)?;
    let next = skip(tokens, next, Class::Of);
    let (month, next) = month(tokens, next)?;
    let (year, next) = year(tokens, next, true);
    let date = |day| Calendar { year, month: Some(month), day: Some(day), weekday: None };
    Some((date(first), date(last), next))
}

fn month_first(tokens: &Tokens<'_>, at: usize) -> Option<(Calendar, Calendar, usize)> {
    let (month, next) = month(tokens, at)?;
    let english = tokens[at].text.is_ascii();
    if let Some((first, last, after)) = days(tokens, skip(tokens, next, Class::Article)).filter(|_| english) {
        // "March 27 February" is not a date of March.
        let (year, after) = year(tokens, after, true);
        let date = |day| Calendar { year, month: Some(month), day: Some(day), weekday: None };
        return Some((date(first), date(last), after));
    }
    let (year, next) = year(tokens, next, false);
    let date = Calendar { year, month: Some(month), ..Calendar::default() };
    Some((date, date, next))
}

/// Days of one month: "17", "17-18", "3, 5 and 7"; the first and the last.
fn days(tokens: &Tokens<'_>, at: usize) -> Option<(u32, u32, usize)> {
    let (first, mut next) = day(tokens, at)?;
    let mut last = first;
    for _ in 0..8 {
        let Some(token) = tokens.get(next) else { break };
        let joined =
            token.is_sign(&['-', '–', '—', ',', '&', '/']) || token.is(Class::And) || token.is(Class::To);
        if !joined {
            break;
        }
        let mut after = next + 1;
        if token.is_sign(&[',']) && tokens.get(after).is_some_and(|token| token.is(Class::And)) {
            after += 1;
        }
        let Some((day, end)) = day(tokens, skip(tokens, after, Class::Article)) else { break };
        if day <= last {
            break;
        }
        (last, next) = (day, end);
    }
    Some((first, last, next))
}

pub(crate) fn day(tokens: &Tokens<'_>, at: usize) -> Option<(u32, usize)> {
    let token = tokens.get(at)?;
    let Kind::Number(day @ 1..=31, 1..=2) = token.kind else { return None };
    let mut next = at + 1;
    let hyphen = usize::from(tokens.get(next).is_some_and(|sign| sign.glued && sign.is_sign(&['-'])));
    if tokens.get(next + hyphen).is_some_and(|suffix| suffix.glued && suffix.is(Class::Suffix)) {
        next += hyphen + 1;
    }
    let unit = tokens
        .get(next)
        .is_some_and(|token| token.is_sign(&['%', '°', '$', '€']) || token.is_sign(&[':']) && token.glued);
    // "3:" may end a clause, "3:30" is a time.
    let colon = unit && tokens[next].is_sign(&[':']);
    let time = tokens.get(next + 1).is_some_and(|more| more.glued && matches!(more.kind, Kind::Number(..)));
    let unit = unit && (!colon || time);
    (!unit).then_some((day, next))
}

/// A month; an English one must be capitalised ("may", "march").
pub(crate) fn month(tokens: &Tokens<'_>, at: usize) -> Option<(u32, usize)> {
    let token = tokens.get(at)?;
    let month = token.month()?;
    if matches!(token.text, "may" | "march" | "mar" | "jan" | "sep" | "dec") {
        return None;
    }
    let abbreviated = token.text.chars().count() <= 5
        && tokens.get(at + 1).is_some_and(|dot| dot.glued && dot.is_sign(&['.']));
    let goes_on = tokens.get(at + 2).is_some_and(|token| matches!(token.kind, Kind::Number(..)));
    Some((month, at + 1 + usize::from(abbreviated && goes_on)))
}

/// The year after a month or a day, where there is one: "2011", ", 2011", "of next year", "прошлого года".
pub(crate) fn year(tokens: &Tokens<'_>, at: usize, after_day: bool) -> (Option<Year>, usize) {
    let comma = usize::from(tokens.get(at).is_some_and(|token| token.is_sign(&[','])));
    let mut start = at + comma;
    while tokens
        .get(start)
        .is_some_and(|token| (token.is(Class::Of) || token.is_sign(&['\'', '’'])) && start < at + 3)
    {
        start += 1;
    }
    if let Some((year, next)) =
        stated_year(tokens, start).filter(|_| comma == 0 || after_day || start == at + 1)
    {
        return (Some(Year::Stated(year)), next);
    }
    match relative_year(tokens, start).filter(|_| comma == 0) {
        Some((shift, next)) => (Some(Year::Shift(shift)), next),
        None => (None, at),
    }
}

/// A four-digit year 1000–2999 with its word ("года", "г.").
pub(crate) fn stated_year(tokens: &Tokens<'_>, at: usize) -> Option<(i32, usize)> {
    let Kind::Number(year @ 1000..=2999, 4) = tokens.get(at)?.kind else { return None };
    let mut next = at + 1;
    if tokens.get(next).is_some_and(|token| token.unit() == Some(Unit::Year) && !token.text.is_ascii()) {
        next += 1;
        let dotted = tokens.get(next).is_some_and(|dot| dot.glued && dot.is_sign(&['.']));
        next += usize::from(dotted && tokens[next - 1].text.chars().count() <= 2);
    }
    Some((i32::try_from(year).ok()?, next))
}

/// "next year", "прошлого года", "año pasado", "l'an prochain".
pub(crate) fn relative_year(tokens: &Tokens<'_>, at: usize) -> Option<(i32, usize)> {
    let (one, two) = (tokens.get(at)?, tokens.get(at + 1)?);
    let shift = match (one.shift(), one.unit(), two.shift(), two.unit()) {
        (Some(shift), _, _, Some(Unit::Year)) | (_, Some(Unit::Year), Some(shift), _) => shift,
        _ => return None,
    };
    Some((shift, at + 2))
}

/// A quarter, half or season with its year: "second half of 2014", "Q4 2014", "spring 2013", "III квартал".
fn part(tokens: &Tokens<'_>, at: usize) -> Option<(Meaning, usize)> {
    let token = &tokens[at];
    if let Some(season) = token.season() {
        let (year, next) = year(tokens, at + 1, false);
        let capital_fall = token.text == "fall" && year.is_none();
        let shift = at.checked_sub(1).and_then(|before| tokens[before].shift());
        let alone = at == 0 || tokens[at - 1].is_sign(&['|']) || tokens[at - 1].is(Class::In);
        let year = year.or(shift.map(Year::Shift));
        return (!capital_fall && (year.is_some() || alone))
            .then_some((Meaning::Part(None, season, year), next));
    }
    let number = token.ordinal()?;
    let unit =
        tokens.get(at + 1).and_then(Token::unit).filter(|unit| matches!(unit, Unit::Quarter | Unit::Half))?;
    let (year, next) = year(tokens, at + 2, false);
    Some((Meaning::Part(Some(unit), number, year), next))
}

pub(crate) fn skip(tokens: &Tokens<'_>, at: usize, class: Class) -> usize {
    at + usize::from(tokens.get(at).is_some_and(|token| token.is(class)))
}
