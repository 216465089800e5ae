//! What a phrase says by its rule and what it captured.

use crate::calendar::{self, Calendar, Year};
use crate::grammar::is_cell;
use crate::length::Length;
use crate::lexicon::{Role, Unit};
use crate::meaning::{Base, Meaning};
use crate::number;
use crate::phrase::{Captures, year_of};
use crate::rule::Rule;
use crate::token::Token;
use crate::years;
use rapporteur_model::When;

type Tokens<'a> = [Token<'a>];

/// What a phrase says that captured this and ends before token `next`; a year may still follow.
pub(crate) fn meant(
    rule: Rule,
    captures: Captures,
    tokens: &Tokens<'_>,
    at: usize,
    next: usize,
) -> Option<(Meaning, usize)> {
    let boxed = |date: Option<Meaning>| date.map(Box::new);
    let signed = captures.shift;
    let beside = || Some(Meaning::Shift(captures.unit?, captures.shift?));
    let year = || Some(Meaning::Value(When::year(captures.year?)?));
    let date = captures.date.clone().or_else(beside).or_else(year);
    let meaning = match rule {
        Rule::Ago => Meaning::Move(captures.length.or_else(|| Length::of(captures.unit?, 1))?, -1, Base::Now),
        Rule::AgoDay => Meaning::Move(captures.length?, -1, Base::Date(Box::new(Meaning::Day(0)))),
        // "in a quarter" tells of a share.
        Rule::Hence => {
            let length = captures.length.filter(|length| length.count > 1 || length.unit < Unit::Quarter);
            // "in two hundred years" is no date.
            let length =
                length.or_else(|| Length::of(captures.unit?, 1)).filter(|length| length.months <= 600)?;
            Meaning::Move(length, 1, Base::Now)
        }
        Rule::Later => {
            Meaning::Move(captures.length.or_else(|| Length::of(captures.unit?, 1))?, 1, Base::Spoken)
        }
        Rule::Earlier => Meaning::Move(captures.length?, -1, Base::Spoken),
        Rule::Before => Meaning::Move(captures.length?, -1, Base::Date(boxed(date)?)),
        Rule::After => Meaning::Move(captures.length?, 1, Base::Date(boxed(date)?)),
        Rule::Shift => Meaning::Shift(captures.unit.unwrap_or(Unit::Day), signed?),
        Rule::Span => {
            let shift = signed.filter(|shift| *shift != 0)?;
            Meaning::Span(length_of(&captures)?, shift)
        }
        Rule::Workdays => {
            Meaning::Span(Length::of(Unit::Workday, captures.count?)?, signed.filter(|shift| *shift != 0)?)
        }
        Rule::Present => Meaning::Shift(captures.unit?, 0),
        Rule::Within => Meaning::Within(length_of(&captures)?),
        Rule::Weekday => Meaning::Weekday(captures.weekday?, Some(signed?)),
        Rule::WeekdayDay => {
            let certain = captures.ordinal.is_some() || is_whole(tokens, next);
            Meaning::WeekdayAndDay(captures.weekday?, day_of(&captures).filter(|_| certain)?)
        }
        Rule::DayOnly => Meaning::DayOnly(day_of(&captures).filter(|_| is_whole(tokens, next))?),
        Rule::WeekdayIn => Meaning::WeekdayIn(
            captures.weekday?,
            Box::new(date.or(signed.map(|shift| Meaning::Shift(Unit::Week, shift)))?),
        ),
        Rule::NthWeekday => {
            Meaning::NthWeekday(captures.ordinal.unwrap_or(0), captures.weekday?, boxed(date)?)
        }
        Rule::Nth => return nth(&captures, tokens, at, next),
        Rule::LastOf => Meaning::Ends(Length::of(captures.unit?, 1)?, true, boxed(date)?),
        Rule::FirstOf => Meaning::Ends(captures.length?, false, boxed(date)?),
        Rule::LastsOf => Meaning::Ends(captures.length?, true, boxed(date)?),
        Rule::Part => date?,
        Rule::WeekOf => {
            // "semana de 14 de abril"
            let (year, after) = year_after(&captures, tokens, next);
            let dated = captures.month.map(|month| Calendar {
                year,
                month: Some(month),
                day: day_of(&captures),
                weekday: None,
            });
            let next = if dated.is_some() { after } else { next };
            let date = captures.date.clone().or(dated.map(|date| Meaning::Calendar(date, date)));
            let week = date.or(day_of(&captures).map(Meaning::DayOnly))?;
            return Some((Meaning::UnitOf(captures.unit.unwrap_or(Unit::Week), Box::new(week)), next));
        }
        Rule::WeekNumber => {
            let (year, next) = year_after(&captures, tokens, next);
            let week = captures.count.filter(|week| (1..=53).contains(week))?;
            return Some((Meaning::WeekNumber(week, year), next));
        }
        Rule::Month => Meaning::MonthNear(captures.month?, signed?),
        Rule::MonthDay => Meaning::DayNear(captures.month?, captures.day?.0, signed?),
        Rule::Season | Rule::SeasonAlone => {
            let (year, next) = year_after(&captures, tokens, next);
            let season = captures.season?;
            return Some(match (year, rule) {
                (Some(Year::Shift(shift)), Rule::Season) => (Meaning::SeasonNear(season, shift), next),
                _ => (Meaning::PartOfYear(None, season, year), next),
            });
        }
        Rule::DayIn => {
            let (first, last) = captures.day?;
            Meaning::DaysIn(first, last, boxed(date)?)
        }
        Rule::YearAgo => Meaning::Move(Length::of(Unit::Year, 1)?, -1, Base::Quarter),
        Rule::Quarter => Meaning::Quarter,
        Rule::Same => Meaning::Spoken(captures.unit?, 0),
        Rule::BeforeSame => Meaning::Spoken(captures.unit?, -1),
        Rule::AfterSame => Meaning::Spoken(captures.unit.unwrap_or(Unit::Day), 1),
        Rule::Rest => Meaning::Rest(captures.unit?),
        Rule::EndOf => Meaning::EndOf(Box::new(match date {
            Some(date) => date,
            None => Meaning::Shift(captures.unit.unwrap_or(Unit::Year), signed.unwrap_or(0)),
        })),
        Rule::Decade => {
            let decade = captures.decade.or(captures.count)?;
            if decade >= 1000 {
                Meaning::Value(When::decade(i32::try_from(decade).ok()?)?)
            } else {
                Meaning::Decade((decade % 10 == 0 && decade < 100).then_some(decade)?)
            }
        }
        Rule::Century => {
            let century = i32::try_from(captures.ordinal.or(captures.count)?).ok()?;
            // The years 1 to 99 lack the year 0 that would make them a hundred.
            Meaning::Value(When::century((century - 1) * 100)?)
        }
        // "academic year 2016/17"
        Rule::FiscalYear if captures.year.is_some_and(|year| years::pair(tokens, year, next).is_some()) => {
            return captures.year.and_then(|year| years::pair(tokens, year, next));
        }
        Rule::FiscalYear => Meaning::Fiscal(year_of(&captures).or_else(|| short(captures.count))?),
        Rule::FiscalShift => Meaning::Fiscal(Year::Shift(signed?)),
        Rule::Year => Meaning::Value(When::year(captures.year?)?),
        Rule::Now => Meaning::Day(0),
        Rule::Weekend => Meaning::WeekendNear,
        Rule::Every => {
            // "each two years" names no day that comes again.
            let day = date.filter(|date| {
                matches!(
                    date,
                    Meaning::Calendar(..)
                        | Meaning::Weekday(..)
                        | Meaning::Holiday(..)
                        | Meaning::NthWeekday(..)
                )
            });
            Meaning::Every(Box::new(day?))
        }
        Rule::Day => Meaning::Day(signed?),
        Rule::DayMonth => {
            // "am 01.06.14" goes on.
            let whole = tokens.get(next).is_none_or(|token| !token.glued || !token.is_number());
            let day = day_of(&captures).filter(|_| whole)?;
            let month = captures.count.or(captures.ordinal).filter(|month| (1..=12).contains(month))?;
            let (year, next) = year_after(&captures, tokens, next);
            let date = Calendar { year, month: Some(month), day: Some(day), weekday: None };
            return Some((Meaning::Calendar(date, date), next));
        }
        Rule::Since => Meaning::Since(boxed(date)?),
        Rule::Until => Meaning::Until(boxed(date)?),
        Rule::FromNow => Meaning::Range(Box::new(Meaning::Day(0)), Box::new(Meaning::Near(1, boxed(date)?))),
        Rule::ToNow => Meaning::Range(Box::new(Meaning::Near(-1, boxed(date)?)), Box::new(Meaning::Day(0))),
        Rule::Near => {
            let day = captures.day.map(|(day, _)| day);
            let month = || Calendar { month: captures.month, day, ..Calendar::default() };
            let weekday = || captures.weekday.map(|weekday| Meaning::Weekday(weekday, None));
            let near = captures.month.map(|_| Meaning::Calendar(month(), month()));
            match (captures.date.or(near).or_else(weekday)?, signed?) {
                // "el próximo 12 de mayo", "mars dernier"
                (Meaning::Calendar(Calendar { year: None, month: Some(month), day, .. }, last), shift)
                    if shift != 0 && last.day == day =>
                {
                    day.map_or(Meaning::MonthNear(month, shift), |day| Meaning::DayNear(month, day, shift))
                }
                (date, shift) => Meaning::Near(shift, Box::new(date)),
            }
        }
        Rule::Nothing => Meaning::Nothing,
        Rule::Holiday(holiday) => {
            let (year, next) = calendar::year(tokens, next, true);
            return Some((Meaning::Holiday(holiday, year), next));
        }
    };
    Some((meaning, next))
}

/// Whether the number of a day that ends before token `next` is one: "le 18 brumaire" and "am 12. Spieltag" count something
/// else, "el 3 de mayo" is a longer date.
fn is_whole(tokens: &Tokens<'_>, next: usize) -> bool {
    let last = &tokens[next - 1];
    let counted = last.is_number() || last.is_sign(&['.']) || last.glued && last.is(Role::Suffix);
    let goes_on = tokens.get(next).is_some_and(|token| {
        token.is_word() && (token.unit().is_some() || !token.is_function())
            || token.is_number()
            || token.glued && !token.is_sign(&['.', ',', ';', '!', '?', ')', '…', '»', '"'])
            || token.glued && tokens.get(next + 1).is_some_and(|more| more.glued && more.is_number())
    });
    let longer = (next.saturating_sub(3)..next).any(|start| {
        tokens[start].weekday().is_none()
            && calendar::calendar(tokens, start).is_some_and(|(_, end)| end > next)
    });
    !(longer || counted && goes_on)
}

/// The day of a month that a phrase captured.
fn day_of(captures: &Captures) -> Option<u32> {
    captures.day.map(|(day, _)| day).or(captures.ordinal).filter(|day| (1..=31).contains(day))
}

/// The length that a phrase captured, be it in a count and a unit that stand apart.
fn length_of(captures: &Captures) -> Option<Length> {
    captures.length.or_else(|| Length::of(captures.unit?, captures.count?))
}

fn short(count: Option<u32>) -> Option<Year> {
    number::short_year(count?).map(Year::Stated)
}

/// The year that a phrase captured or that stands after it.
fn year_after(captures: &Captures, tokens: &Tokens<'_>, next: usize) -> (Option<Year>, usize) {
    match year_of(captures) {
        Some(year) => (Some(year), next),
        None => calendar::year(tokens, next, false),
    }
}

/// "second half of 2014", "third week of January", "first quarter".
fn nth(captures: &Captures, tokens: &Tokens<'_>, at: usize, next: usize) -> Option<(Meaning, usize)> {
    let (number, unit) = (captures.ordinal.or(captures.count)?, captures.unit?);
    if let Some(date) = &captures.date {
        return Some((Meaning::Nth(number, unit, Box::new(date.clone())), next));
    }
    matches!((unit, number), (Unit::Quarter, 1..=4) | (Unit::Half, 1..=2)).then_some(())?;
    let (year, next) = year_after(captures, tokens, next);
    // A game has halves as well; in a calendar the half stands alone.
    let certain = year.is_some() || unit == Unit::Quarter || is_cell(tokens, at, next);
    certain.then_some((Meaning::PartOfYear(Some(unit), number, year), next))
}
