//! What an expression says → the days it means, with the help of the context.

use crate::context::{Context, Tense};
use crate::grammar::{Calendar, Meaning, Year};
use crate::lexicon::{Class, Unit};
use crate::token::Token;
use rapporteur_model::{Date, When};

/// A resolved value.
pub(crate) struct Value {
    pub(crate) when: When,
    pub(crate) inferred: bool,
    pub(crate) rule: &'static str,
}

impl Value {
    fn stated(when: When, rule: &'static str) -> Option<Self> {
        Some(Self { when, inferred: false, rule })
    }

    fn inferred(when: When, rule: &'static str) -> Option<Self> {
        Some(Self { when, inferred: true, rule })
    }
}

/// Resolves an expression that stands at token `at`; `None` where the context cannot complete it.
pub(crate) fn resolve(
    meaning: &Meaning,
    tokens: &[Token<'_>],
    at: usize,
    context: &Context,
) -> Option<Value> {
    match meaning {
        Meaning::Value(when) => Value::stated(*when, "stated-date"),
        Meaning::Slashed(day, month, year) => {
            Value::stated(When::day(Date::new(*year, *month, *day)?), "day-month-year")
        }
        Meaning::Calendar(first, last) => calendar(*first, *last, tense(tokens, at), context),
        Meaning::Part(unit, number, year) => part(*unit, *number, *year, context),
        Meaning::Day(offset) => relative_day(*offset, tokens, at, context),
        Meaning::Unit(unit, shift) => {
            Value::inferred(shifted(*unit, *shift, context.day()?)?, "relative-unit")
        }
        Meaning::Span(unit, count, shift) => span(*unit, *count, *shift, context.day()?),
        Meaning::Ago(unit, count) => ago(*unit, *count, context.day()?),
        Meaning::Weekday(first, last, shift) => {
            weekdays(*first, *last, *shift, tense(tokens, at), context.day()?)
        }
        Meaning::WeekdayOf(weekday, day) => weekday_of(*weekday, *day, tense(tokens, at), context.day()?),
        Meaning::Since(from) => {
            let value = resolve(from, tokens, at, context)?;
            Some(Value { when: value.when.onwards(), rule: "since", ..value })
        }
    }
}

/// Endings of past tenses, of words in small letters with at least as many letters before them: English -ed, Russian -л
/// with gender and reflexive.
const PAST_ENDINGS: [&str; 9] = ["ed", "лся", "лась", "лось", "лись", "ла", "ло", "ли", "ил"];

/// What the sentence around a token tells of: what was, what is to come, or neither.
fn tense(tokens: &[Token<'_>], at: usize) -> Tense {
    let ends = |token: &&Token<'_>| token.is_sign(&['.', '!', '?', ';']) && !token.text.is_empty();
    let before = tokens[..at].iter().rev().take(40).take_while(|token| !ends(token));
    let after = tokens[at..].iter().take(40).take_while(|token| !ends(token));
    // "until Thursday", "by 1 September": a last day is still to come.
    let last_day = at > 0 && tokens[at - 1].is(Class::Until);
    let (mut past, mut future) = (false, last_day);
    for token in before.chain(after) {
        future |= token.is(Class::Future);
        past |= token.is(Class::Past) || is_past(token.text);
    }
    match (past, future) {
        (_, true) => Tense::Future,
        (true, false) => Tense::Past,
        (false, false) => Tense::Neither,
    }
}

fn is_past(word: &str) -> bool {
    word.len() >= 5
        && word.starts_with(char::is_lowercase)
        && PAST_ENDINGS.iter().any(|ending| word.len() > ending.len() * 2 && word.ends_with(ending))
}

fn calendar(first: Calendar, last: Calendar, tense: Tense, context: &Context) -> Option<Value> {
    let year_of = |date: Calendar| -> Option<(i32, bool)> {
        match date.year {
            Some(Year::Stated(year)) => Some((year, false)),
            Some(Year::Shift(shift)) => Some((context.day()?.year() + shift, true)),
            None => Some((context.year_for(date.month?, date.day, date.weekday, tense)?, true)),
        }
    };
    let (year, inferred) = year_of(first)?;
    let start = when(first, year)?;
    let end = if last == first {
        start
    } else {
        // A range that turns the year: "28 December – 3 January 2012" states the year of its end.
        let stated = if last.year.is_some() { year_of(last)?.0 } else { year };
        let turned = if last.month < first.month && stated == year && last.year.is_none() {
            stated + 1
        } else {
            stated
        };
        when(last, turned)?
    };
    let start = if last.year == first.year && last.month < first.month && last.year.is_some() {
        when(first, year - 1)?
    } else {
        start
    };
    let value = if start == end { start } else { When::through(start, end) };
    if inferred {
        Value::inferred(value, "calendar-year-inferred")
    } else {
        Value::stated(value, "calendar-date")
    }
}

fn when(date: Calendar, year: i32) -> Option<When> {
    match date.day {
        Some(day) => Date::new(year, date.month?, day).map(When::day),
        None => When::month(year, date.month?),
    }
}

fn part(unit: Option<Unit>, number: u32, year: Option<Year>, context: &Context) -> Option<Value> {
    let (year, inferred) = match year {
        Some(Year::Stated(year)) => (year, false),
        Some(Year::Shift(shift)) => (context.day()?.year() + shift, true),
        None => (context.heading_year().or_else(|| context.day().map(Date::year))?, true),
    };
    let value = match unit {
        None => When::season(year, number),
        Some(Unit::Half) => When::half(year, number),
        Some(_) => When::quarter(year, number),
    }?;
    if inferred {
        Value::inferred(value, "part-of-year-inferred")
    } else {
        Value::stated(value, "part-of-year")
    }
}

/// "today" and the like; "a three-day conference started today" runs on from it.
fn relative_day(offset: i32, tokens: &[Token<'_>], at: usize, context: &Context) -> Option<Value> {
    let day = context.day()?.plus_days(offset);
    match duration(tokens, at) {
        Some(days @ 2..=31) => {
            Value::inferred(When::days(day, day.plus_days(days - 1)), "duration-from-start")
        }
        _ => Value::inferred(When::day(day), "relative-day"),
    }
}

/// The length of what starts in the sentence: "three-day", "трёхдневная" with a word for starting.
fn duration(tokens: &[Token<'_>], at: usize) -> Option<i32> {
    let from =
        tokens[..at].iter().rposition(|token| token.is_sign(&['.', '!', '?'])).map_or(0, |end| end + 1);
    let to = tokens[at..]
        .iter()
        .position(|token| token.is_sign(&['.', '!', '?']))
        .map_or(tokens.len(), |end| at + end);
    let sentence = &tokens[from..to];
    if !sentence.iter().any(|token| token.is(Class::Start)) {
        return None;
    }
    sentence.iter().enumerate().find_map(|(n, token)| {
        let worded = [
            ("двухдневн", 2),
            ("трехдневн", 3),
            ("трёхдневн", 3),
            ("четырехдневн", 4),
            ("четырёхдневн", 4),
            ("пятидневн", 5),
            ("недельн", 7),
        ];
        let lower = token.text.to_lowercase();
        if let Some((_, days)) = worded.iter().find(|(stem, _)| lower.starts_with(stem)) {
            return Some(*days);
        }
        let count = i32::try_from(token.count()?).ok()?;
        let hyphen = usize::from(sentence.get(n + 1).is_some_and(|sign| sign.is_sign(&['-', '‑'])));
        let unit = sentence.get(n + 1 + hyphen)?;
        (matches!(unit.text, "day" | "days" | "jours" | "días" | "дня")
            && !sentence.get(n + 2 + hyphen).is_some_and(|after| after.is(Class::Ago)))
        .then_some(count)
    })
}

fn shifted(unit: Unit, shift: i32, day: Date) -> Option<When> {
    let month = day.plus_months(shift);
    match unit {
        Unit::Day => Some(When::day(day.plus_days(shift))),
        Unit::Week => Some(When::week(day.plus_days(7 * shift))),
        Unit::Month => When::month(month.year(), month.month()),
        Unit::Quarter => {
            let moved = day.plus_months(3 * shift);
            When::quarter(moved.year(), (moved.month() - 1) / 3 + 1)
        }
        Unit::Half => {
            let moved = day.plus_months(6 * shift);
            When::half(moved.year(), (moved.month() - 1) / 6 + 1)
        }
        Unit::Year => When::year(day.year() + shift),
    }
}

fn moved(unit: Unit, count: i32, day: Date) -> Date {
    match unit {
        Unit::Day => day.plus_days(count),
        Unit::Week => day.plus_days(7 * count),
        Unit::Month => day.plus_months(count),
        Unit::Quarter => day.plus_months(3 * count),
        Unit::Half => day.plus_months(6 * count),
        Unit::Year => day.plus_months(12 * count),
    }
}

fn span(unit: Unit, count: u32, shift: i32, day: Date) -> Option<Value> {
    let other = moved(unit, shift * i32::try_from(count).ok()?, day);
    Value::inferred(When::days(day, other), "relative-span")
}

fn ago(unit: Unit, count: u32, day: Date) -> Option<Value> {
    let at = moved(unit, -i32::try_from(count).ok()?, day);
    let when = match unit {
        Unit::Day | Unit::Week => When::day(at),
        Unit::Month | Unit::Quarter | Unit::Half => When::month(at.year(), at.month())?,
        Unit::Year => When::year(at.year())?,
    };
    Value::inferred(when, "ago")
}

/// The nearest such day of a month that falls on the weekday.
fn weekday_of(weekday: u32, day: u32, tense: Tense, anchor: Date) -> Option<Value> {
    let days = match tense {
        Tense::Future => 0..=62,
        Tense::Past => -62..=0,
        Tense::Neither => -62..=62,
    };
    let fits = |date: &Date| date.day() == day && date.weekday() == weekday;
    let nearest = days
        .map(|offset| anchor.plus_days(offset))
        .filter(fits)
        .min_by_key(|date| (date.days_since_epoch() - anchor.days_since_epoch()).abs())?;
    Value::inferred(When::day(nearest), "weekday-and-day")
}

fn weekdays(first: u32, last: u32, shift: Option<i32>, tense: Tense, anchor: Date) -> Option<Value> {
    let (here, wanted) = (i32::try_from(anchor.weekday()).ok()?, i32::try_from(first).ok()?);
    let offset = match (shift, tense) {
        (Some(-1), _) => -((here - wanted - 1).rem_euclid(7) + 1),
        (Some(1), _) => {
            // "next Tuesday" said on a Thursday is that of the following week.
            7 - here + wanted
        }
        (_, Tense::Future) => (wanted - here).rem_euclid(7),
        (_, _) => -((here - wanted).rem_euclid(7)),
    };
    let start = anchor.plus_days(offset);
    let end = start.plus_days(i32::try_from(last - first).ok()?);
    Value::inferred(When::days(start, end), "weekday")
}
