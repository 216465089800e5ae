//! Which tokens make a calendar expression and what it says, before anything is resolved.
//!
//! A date is read by the longest of the rules: dates in digits, dates of day, month and year, and the phrases of the
//! language's data file. Dates are joined to ranges. Each rule looks at a bounded number of tokens from where it stands.

use crate::calendar;
pub(crate) use crate::calendar::{Calendar, Year, month};
use crate::lexicon::{Lexicon, Role, Unit};
use crate::meaning::Meaning;
use crate::meant::meant;
use crate::number;
use crate::rule::Rule;
use crate::token::Token;
use crate::{numeric, years};

/// An expression: tokens `first..next`.
#[derive(Debug)]
pub(crate) struct Expression {
    pub(crate) first: usize,
    pub(crate) next: usize,
    pub(crate) meaning: Meaning,
}

type Tokens<'a> = [Token<'a>];

/// How deep dates may stand in phrases: "the first week of the month after next Easter".
const DEPTH: u32 = 2;

/// The tokens of a block and the lexicon they were read with.
#[derive(Clone, Copy)]
pub(crate) struct Text<'a, 't> {
    pub(crate) tokens: &'t Tokens<'a>,
    pub(crate) lexicon: &'static Lexicon,
    /// The token before which a joint stands: what is before it belongs to another date.
    pub(crate) joined: Option<usize>,
}

/// The expression that begins at token `at`.
pub(crate) fn expression(tokens: &Tokens<'_>, lexicon: &'static Lexicon, at: usize) -> Option<Expression> {
    let token = &tokens[at];
    let opens = token.is(Role::From) || token.is(Role::Since) || token.is(Role::Until);
    let begins = opens
        || !token.is_plain()
        || token.month().is_some()
        || token.is(Role::Fiscal)
        || lexicon.begins(token.classes);
    if !begins && !numeric::can_begin(token) {
        return None;
    }
    // "8b7ad705" is one word.
    if is_amid(tokens, at) {
        return None;
    }
    let text = Text { tokens, lexicon, joined: None };
    let (meaning, next) =
        opened(text, at).or_else(|| range(text, at)).filter(|(_, next)| !is_amid(tokens, *next))?;
    Some(Expression { first: at, next, meaning })
}

/// Whether a token goes on the letters or digits before it, with nothing between.
fn is_amid(tokens: &Tokens<'_>, at: usize) -> bool {
    let letters = |token: &Token<'_>| token.is_word() || token.is_number();
    let Some((before, token)) = at.checked_sub(1).map(|before| &tokens[before]).zip(tokens.get(at)) else {
        return false;
    };
    letters(before) && letters(token) && before.span.end() == token.span.start()
}

/// Expressions that a word opens: "since 2009", "until May", "from 2 to 4 May", "between 2014 and 2018".
fn opened(text: Text<'_, '_>, at: usize) -> Option<(Meaning, usize)> {
    let token = &text.tokens[at];
    let opens = token.is(Role::From) || token.is(Role::Since) || token.is(Role::Until);
    if !opens || is_moved(text.tokens, at) {
        return None;
    }
    let start =
        skip(text.tokens, skip(text.tokens, skip(text.tokens, at + 1, Role::Of), Role::Article), Role::About);
    // "de mayo y junio" are two, "entre mayo y junio" is one.
    let ranged = token.is(Role::From).then(|| joined_range(text, start, !token.is(Role::Of))).flatten();
    if ranged.is_some() {
        return ranged;
    }
    // "until autumn"
    let season = || Some((Meaning::PartOfYear(None, text.tokens.get(start)?.season()?, None), start + 1));
    let (meaning, next) =
        range(text, start).or_else(season).filter(|_| token.is(Role::Since) || token.is(Role::Until))?;
    if matches!(meaning, Meaning::Range(..) | Meaning::Since(_) | Meaning::Until(_)) || is_pair(&meaning) {
        return token.is(Role::From).then_some((meaning, next));
    }
    // "from 2 to" something that is no date says nothing of an open end.
    let goes_on = text.tokens.get(next).is_some_and(|token| token.is(Role::To)) && token.is(Role::From);
    if goes_on {
        return None;
    }
    if token.is(Role::Since) {
        Some((Meaning::Since(Box::new(meaning)), next))
    } else {
        Some((Meaning::Until(Box::new(meaning)), next))
    }
}

fn is_pair(meaning: &Meaning) -> bool {
    matches!(meaning, Meaning::Calendar(first, last) if first != last)
}

/// One date, or two joined by a dash or a word.
fn range(text: Text<'_, '_>, at: usize) -> Option<(Meaning, usize)> {
    let first = date_of(text, at, 0);
    let found = join(text, at, first.as_ref(), false).or(first);
    // "tomorrow, Friday 11 May" is one day.
    if let Some((Meaning::Day(_), next)) = &found
        && text.tokens.get(*next).is_some_and(|comma| comma.is_sign(&[',']))
        && text.tokens.get(next + 1).is_some_and(|token| token.weekday().is_some())
    {
        return calendar::calendar(text.tokens, next + 1).or(found);
    }
    found
}

/// Two dates that are joined. `between`: a word before them says that "and" joins them as well.
fn joined_range(text: Text<'_, '_>, at: usize, between: bool) -> Option<(Meaning, usize)> {
    join(text, at, date_of(text, at, 0).as_ref(), between)
}

/// The first of two dates, which begins at token `at`, and what is joined to it.
fn join(
    text: Text<'_, '_>,
    at: usize,
    first: Option<&(Meaning, usize)>,
    between: bool,
) -> Option<(Meaning, usize)> {
    let tokens = text.tokens;
    let alone = || bare_day(tokens, at).or_else(|| now(tokens, at));
    let (first, next) = first.cloned().or_else(alone)?;
    let joint = tokens.get(next)?;
    let and = joint.is(Role::And);
    let dash = joint.is_sign(&['-', '–', '—', '~', '−']);
    let stroke = joint.is_sign(&['/']) && tokens[next - 1].is_sign(&['.']);
    if is_moved(tokens, at) || !(dash || joint.is(Role::To) || and || stroke) {
        return None;
    }
    let listed = and && !between;
    let mut other = next
        + 1
        + usize::from(
            tokens.get(next + 1).is_some_and(|token| token.is(Role::Article) && token.shift().is_none()),
        );
    // "from 2 up to 4 May", "с 2 и по 4 мая", "bis zum 4. Mai"
    for _ in 0..2 {
        other += usize::from(tokens.get(other).is_some_and(|token| {
            (token.is(Role::To) && !and)
                || token.is(Role::Article) && token.shift().is_none()
                || token.is(Role::About)
        }));
    }
    let second = Text { joined: Some(other), ..text };
    let found = date_of(second, other, 0).or_else(|| years::short_end(tokens, other, &first));
    let (last, end) = found.or_else(|| now(tokens, other))?;
    if is_life(tokens, at, &first, &last) {
        return None;
    }
    let meaning = combine(first, last, listed, dash && !tokens[other].is(Role::Now))?;
    Some((meaning, end))
}

/// The present as an end of a range: "2013 – present", "between now and May".
fn now(tokens: &Tokens<'_>, at: usize) -> Option<(Meaning, usize)> {
    tokens.get(at)?.is(Role::Now).then_some((Meaning::Day(0), at + 1))
}

/// A day whose month comes with the second date: "12 – 14 March", "с 2 по 8 марта", "3./4.9.".
fn bare_day(tokens: &Tokens<'_>, at: usize) -> Option<(Meaning, usize)> {
    let (day, next) = number::day(tokens, at).filter(|_| tokens[at].is_number())?;
    let dot = usize::from(tokens.get(next).is_some_and(|dot| dot.glued && dot.is_sign(&['.'])));
    let date = Calendar { day: Some(day), ..Calendar::default() };
    Some((Meaning::Calendar(date, date), next + dot))
}

/// What two joined dates say; the parts that one lacks are those of the other.
fn combine(first: Meaning, last: Meaning, listed: bool, dashed: bool) -> Option<Meaning> {
    match (first, last) {
        (Meaning::Calendar(mut first, _), Meaning::Calendar(start, mut last)) => {
            if listed && (first.day.is_some() || first.year.is_some() || start.day.is_some()) {
                return None;
            }
            if first.month.is_none() {
                // "from 20 to 3 May" would run backwards.
                (last.day.is_some() && first.day < last.day).then_some(())?;
                first.month = last.month;
            }
            if first.day.is_some() && last.day.is_none() && last.year.is_none() {
                return None;
            }
            let share = matches!(last.year, Some(Year::Stated(_))) || first.month <= last.month;
            first.year = first.year.or(last.year.filter(|_| share));
            last.year = last.year.or(first.year.filter(|_| first.month <= last.month));
            Some(Meaning::Calendar(first, last))
        }
        (Meaning::Slashed(a, b, None), Meaning::Slashed(c, d, year)) if !listed => Some(Meaning::Range(
            Box::new(Meaning::Slashed(a, b, year)),
            Box::new(Meaning::Slashed(c, d, year)),
        )),
        (Meaning::Calendar(date, _), _) if date.month.is_none() => None,
        (Meaning::PartOfYear(unit, n, None), Meaning::PartOfYear(other, m, year))
            if unit == other && n <= m && (!listed || year.is_some()) =>
        {
            Some(Meaning::Range(
                Box::new(Meaning::PartOfYear(unit, n, year)),
                Box::new(Meaning::PartOfYear(other, m, year)),
            ))
        }
        (Meaning::Shift(unit, _), Meaning::Calendar(..)) if unit >= Unit::Month => None,
        // "BISHKEK, 5 May 2014 – Today" is a dateline.
        (Meaning::Calendar(..) | Meaning::Value(_), Meaning::Day(_)) if dashed => None,
        (Meaning::Weekday(..), Meaning::Calendar(date, _)) if date.day.is_none() => None,
        // "Monday and Tuesday" are the days from one to the other.
        (Meaning::Weekday(first, shift), Meaning::Weekday(last, None)) if listed => {
            (last == first + 1).then(|| {
                Meaning::Range(
                    Box::new(Meaning::Weekday(first, shift)),
                    Box::new(Meaning::Weekday(last, None)),
                )
            })
        }
        (first, last) if !listed => Some(Meaning::Range(Box::new(first), Box::new(last))),
        _ => None,
    }
}

/// "(3 October 1852 – 7 June 1921)" are the days of a birth and of a death, not of something that took so long.
fn is_life(tokens: &Tokens<'_>, at: usize, first: &Meaning, last: &Meaning) -> bool {
    let year = |meaning: &Meaning| match meaning {
        Meaning::Calendar(date, _) => match date.year {
            Some(Year::Stated(year)) => Some(year),
            _ => None,
        },
        Meaning::Value(when) => Some(when.start().year()),
        _ => None,
    };
    let bracketed = tokens[at.saturating_sub(16)..at]
        .iter()
        .rev()
        .find(|token| token.is_sign(&['(', '[', ')', ']', '.']) && !token.glued || token.is_sign(&['(', ')']))
        .is_some_and(|token| token.is_sign(&['(', '[']));
    bracketed && year(first).zip(year(last)).is_some_and(|(born, died)| (15..=110).contains(&(died - born)))
}

/// "postponed from 5 June to 15 September" names two dates, not what lies between them.
fn is_moved(tokens: &Tokens<'_>, at: usize) -> bool {
    tokens[at.saturating_sub(3)..at].iter().any(|token| token.is(Role::Moved))
}

/// A date within a phrase, at most [`DEPTH`] deep.
pub(crate) fn date_within(text: Text<'_, '_>, at: usize, depth: u32) -> Option<(Meaning, usize)> {
    let article = text.tokens.get(at).is_some_and(|token| token.is(Role::Article) && token.shift().is_none());
    let at = at + usize::from(article);
    (depth <= DEPTH && at < text.tokens.len()).then(|| date_of(text, at, depth))?
}

/// The longest date that begins at token `at`, without those that it may be joined to.
fn date_of(text: Text<'_, '_>, at: usize, depth: u32) -> Option<(Meaning, usize)> {
    let tokens = text.tokens;
    let token = tokens.get(at)?;
    if let Some(found) = numeric::iso(text, at) {
        return Some(found);
    }
    let mut best = calendar::calendar(tokens, at);
    let mut keep = |found: Option<(Meaning, usize)>| {
        if let Some(found) = found.filter(|(_, next)| best.as_ref().is_none_or(|(_, end)| next > end)) {
            best = Some(found);
        }
    };
    let separated = if token.weekday().is_some() { calendar::past_weekday(tokens, at) } else { at };
    keep(numeric::separated(text, separated));
    keep(alone(tokens, at));
    if token.is_number() || !token.classes.is_empty() || numeric::can_begin(token) {
        for phrase in text.lexicon.phrases(token) {
            let Some((captures, next)) = phrase.matches(text, at, depth) else { continue };
            keep(meant(phrase.rule, captures, tokens, at, next));
        }
    }
    if let Some(shift) = token.shift() {
        let names = tokens.get(at + 1).into_iter().flat_map(|named| text.lexicon.phrases(named));
        for phrase in names.filter(|phrase| phrase.is_name()) {
            let Rule::Holiday(holiday) = phrase.rule else { continue };
            let found = phrase.matches(text, at + 1, depth);
            keep(found.map(|(_, next)| (Meaning::HolidayNear(holiday, shift), next)));
        }
    }
    keep(years::years(text, at));
    best.map(|(meaning, next)| (meaning, daypart(tokens, next)))
}

/// Past "morning" or "in the evening": part of the evidence of a day.
fn daypart(tokens: &Tokens<'_>, at: usize) -> usize {
    match tokens.get(at) {
        Some(token) if token.is(Role::Daypart) && token.is_lower() => at + 1,
        _ => at,
    }
}

/// Whether the tokens are all that a line, or a cell of a table, begins with before a sign.
pub(crate) fn is_cell(tokens: &Tokens<'_>, at: usize, next: usize) -> bool {
    let begins = at.checked_sub(1).is_none_or(|before| tokens[before].is_sign(&['|', '•', '–', '—', '-']));
    begins && tokens.get(next).is_none_or(|token| token.is_sign(&['|', ':', '–', '—', '-', '(']))
}

/// A word that is a date by itself: "today", "Friday".
fn alone(tokens: &Tokens<'_>, at: usize) -> Option<(Meaning, usize)> {
    let token = tokens.get(at)?;
    if let Some(offset) = token.day_offset() {
        return Some((Meaning::Day(offset), at + 1));
    }
    // "Autumn | Abidjan" in a calendar
    if let Some(season) = token.season().filter(|_| is_cell(tokens, at, at + 1)) {
        return Some((Meaning::PartOfYear(None, season, None), at + 1));
    }
    calendar::weekday_alone(tokens, at).map(|(weekday, next)| (Meaning::Weekday(weekday, None), next))
}

pub(crate) fn skip(tokens: &Tokens<'_>, at: usize, role: Role) -> usize {
    at + usize::from(tokens.get(at).is_some_and(|token| token.is(role)))
}
