//! What an expression says → the days it means, with the help of the context.

use crate::calendar::{Calendar, Year};
use crate::context::{Basis, Context};
use crate::holiday::nth_weekday;
use crate::length::Length;
use crate::lexicon::Unit;
use crate::meaning::{Base, Meaning};
use crate::near::{day_only, decade_near, holiday_near, weekday_and_day, weekday_near};
use crate::tense::Tense;
use crate::units::{beside, ends, fits_in, moved, moved_value, nth, shifted, workdays};
use rapporteur_model::{Date, Precision, Span, When};

/// A resolved value.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Value {
    pub(crate) when: When,
    pub(crate) inferred: bool,
    pub(crate) rule: &'static str,
    /// Where that stands from which a part was inferred; nowhere is the publication date.
    pub(crate) basis: Option<Span>,
    /// The date that an open interval names.
    pub(crate) named: Option<When>,
    /// It comes again.
    pub(crate) recurring: bool,
}

impl Value {
    pub(crate) fn stated(when: When, rule: &'static str) -> Option<Self> {
        Some(Self { when, inferred: false, rule, basis: None, named: None, recurring: false })
    }

    pub(crate) fn inferred(when: When, rule: &'static str, basis: Option<Span>) -> Option<Self> {
        Some(Self { when, inferred: true, rule, basis, named: None, recurring: false })
    }

    /// Whether it is open at both ends, as nothing is.
    pub(crate) fn is_everything(&self) -> bool {
        self.when.start() == Date::MIN && self.when.end() == Date::MAX
    }

    /// Another value from the same evidence.
    fn derived(self, when: When, rule: &'static str) -> Option<Self> {
        Some(Self { when, rule, ..self })
    }
}

/// Where an expression stands, and what its sentence tells of.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Place {
    pub(crate) tense: Tense,
    /// Byte of the text.
    pub(crate) at: usize,
}

/// Resolves an expression; `None` where the context cannot complete it.
pub(crate) fn resolve(meaning: &Meaning, place: Place, context: &Context<'_>) -> Option<Value> {
    let again = |meaning: &Meaning| resolve(meaning, place, context);
    let day = || context.day();
    match meaning {
        Meaning::Value(when) => Value::stated(*when, "stated-date"),
        Meaning::Slashed(first, second, year) => slashed(*first, *second, *year, place, context),
        Meaning::Calendar(first, last) => calendar(*first, *last, place, context),
        Meaning::PartOfYear(unit, number, year) => part(*unit, *number, *year, place, context),
        Meaning::Day(offset) => {
            let day = day()?;
            Value::inferred(When::day(day.value.plus_days(*offset)), "relative-day", day.span)
        }
        Meaning::Shift(unit, shift) => {
            let day = day()?;
            Value::inferred(shifted(*unit, *shift, day.value)?, "relative-unit", day.span)
        }
        Meaning::Span(length, shift) => span(*length, *shift, day()?),
        Meaning::Within(length) => {
            let day = day()?;
            Value::inferred(When::days(day.value, moved(*length, 1, day.value)), "within", day.span)
        }
        // "not seen in twenty years"
        Meaning::Move(_, 1, Base::Now) if place.tense == Tense::Past => None,
        Meaning::Move(length, sign, base) => {
            let (from, rule) = base_of(base, *sign, place, context)?;
            let exact = matches!(base, Base::Date(_));
            from.derived(moved_value(*length, *sign, from.when, exact)?, rule)
        }
        Meaning::MonthNear(month, shift) => {
            let day = day()?;
            let candidates = (-2..=2).filter_map(|years| When::month(day.value.year() + years, *month));
            Value::inferred(beside(candidates, *shift, day.value)?, "relative-month", day.span)
        }
        Meaning::SeasonNear(season, shift) => {
            let day = day()?;
            let candidates = (-2..=2).filter_map(|years| When::season(day.value.year() + years, *season));
            Value::inferred(beside(candidates, *shift, day.value)?, "relative-season", day.span)
        }
        Meaning::DayNear(month, of_month, shift) => {
            let day = day()?;
            let dates = (-2..=2).filter_map(|years| Date::new(day.value.year() + years, *month, *of_month));
            Value::inferred(beside(dates.map(When::day), *shift, day.value)?, "relative-date", day.span)
        }
        Meaning::HolidayNear(holiday, shift) => {
            let day = day()?;
            let days = (-2..=2).filter_map(|years| holiday.of(day.value.year() + years));
            Value::inferred(beside(days, *shift, day.value)?, "holiday", day.span)
        }
        Meaning::WeekendNear => {
            let day = day()?;
            let ahead = place.tense == Tense::Future || day.value.weekday() >= 4;
            let weekend = shifted(Unit::Weekend, if ahead { 0 } else { -1 }, day.value)?;
            Value::inferred(weekend, "relative-unit", day.span)
        }
        Meaning::Nth(number, unit, of) => {
            let of = again(of)?;
            of.derived(nth(*number, *unit, of.when)?, "part-of-date")
        }
        Meaning::Ends(length, last, of) => {
            let of = again(of)?;
            of.derived(ends(*length, *last, of.when)?, "part-of-date")
        }
        Meaning::NthWeekday(number, weekday, of) => {
            let of = again(of)?;
            let month = of.when.start();
            let day = nth_weekday(month.year(), month.month(), *number, *weekday)?;
            of.derived(When::day(day), "weekday-of-month")
        }
        Meaning::Weekday(weekday, shift) => weekday_near(*weekday, *shift, place.tense, day()?),
        Meaning::WeekdayAndDay(weekday, of_month) => {
            weekday_and_day(*weekday, *of_month, place.tense, day()?)
        }
        Meaning::DayOnly(of_month) => day_only(*of_month, place.tense, day()?),
        Meaning::WeekdayIn(weekday, week) => {
            let week = again(week)?;
            let day = week.when.start().monday().plus_days(i32::try_from(*weekday).ok()?);
            week.derived(When::day(day), "weekday-of-week")
        }
        Meaning::DaysIn(first, last, month) => {
            let month = again(month)?;
            let start = month.when.start();
            let day = |day: u32| Date::new(start.year(), start.month(), day);
            month.derived(When::days(day(*first)?, day(*last)?), "day-of-month")
        }
        Meaning::UnitOf(unit, date) => {
            let date = again(date)?;
            date.derived(shifted(*unit, 0, date.when.start())?, "week-of-date")
        }
        Meaning::WeekNumber(week, year) => {
            let (year, basis) = year_of(*year, context)?;
            let monday = Date::from_iso_week(year, *week)?;
            with_basis(When::week(monday), basis, "week-number")
        }
        Meaning::Holiday(holiday, year) => holiday_near(*holiday, *year, place, context),
        Meaning::Spoken(unit, shift) => {
            let spoken = context.spoken().filter(|spoken| fits_in(spoken.value, *unit))?;
            Value::inferred(shifted(*unit, *shift, spoken.value.start())?, "same-as-before", spoken.span)
        }
        Meaning::Quarter => {
            let quarter = context.quarter(place.at)?;
            Value::inferred(quarter.value, "same-as-before", quarter.span)
        }
        Meaning::Rest(unit) => {
            let day = day()?;
            Value::inferred(
                When::days(day.value, shifted(*unit, 0, day.value)?.end()),
                "rest-of-unit",
                day.span,
            )
        }
        Meaning::EndOf(date) => {
            let date = again(date)?;
            date.derived(When::day(date.when.end()), "end-of-unit")
        }
        Meaning::Decade(decade) => decade_near(*decade, context),
        Meaning::Fiscal(year) => {
            let (year, basis) = year_of(Some(*year), context)?;
            Value::inferred(When::year(year)?, "fiscal-year", basis.flatten())
        }
        Meaning::Range(first, last) => range(first, last, place, context),
        Meaning::Since(from) => {
            let value = again(from)?;
            let open = value.derived(value.when.onwards(), "since")?;
            Some(Value { named: Some(value.when), ..open })
        }
        Meaning::Until(to) => {
            let value = again(to)?;
            // The day until which one may come is a last day, not all that went before.
            if value.when.precision() == Precision::Day || value.when.length() < 28 {
                return Some(value);
            }
            let open = value.derived(value.when.until(), "until")?;
            Some(Value { named: Some(value.when), ..open })
        }
        Meaning::Near(shift, date) => {
            let tense = match shift {
                1.. => Tense::Future,
                0 => place.tense,
                _ => Tense::Past,
            };
            resolve(date, Place { tense, ..place }, context)
        }
        Meaning::Nothing => None,
        Meaning::Every(date) => {
            // Of all the times, the next.
            let value = resolve(date, Place { tense: Tense::Future, ..place }, context)?;
            Some(Value { recurring: true, inferred: true, ..value.derived(value.when, "recurring")? })
        }
    }
}

/// What a length is counted from, and the rule of what it leads to.
fn base_of(base: &Base, sign: i32, place: Place, context: &Context<'_>) -> Option<(Value, &'static str)> {
    let inferred = |when: When, span: Option<Span>| Value::inferred(when, "", span);
    Some(match base {
        Base::Now => {
            let day = context.day()?;
            (inferred(When::day(day.value), day.span)?, if sign < 0 { "ago" } else { "in" })
        }
        Base::Quarter => match context.quarter(place.at) {
            Some(quarter) => (inferred(quarter.value, quarter.span)?, "from-nearest-date"),
            None => base_of(&Base::Now, sign, place, context)
                .or_else(|| base_of(&Base::Spoken, sign, place, context))?,
        },
        Base::Spoken => {
            let spoken = context.spoken()?;
            (inferred(spoken.value, spoken.span)?, "from-nearest-date")
        }
        Base::Date(date) => (resolve(date, place, context)?, "from-date"),
    })
}

/// A year that is stated, or counted from the anchor; without one the year of the anchor. The outer `Option` of the
/// basis says whether it was inferred.
pub(crate) fn year_of(year: Option<Year>, context: &Context<'_>) -> Option<(i32, Option<Option<Span>>)> {
    match year {
        Some(Year::Stated(year)) => Some((year, None)),
        Some(Year::Shift(shift)) => {
            let day = context.around()?;
            Some((day.value.year() + shift, Some(day.span)))
        }
        None => {
            let heading = context.heading_year();
            let year = heading
                .or_else(|| context.around().map(|day| Basis { value: day.value.year(), span: day.span }))?;
            Some((year.value, Some(year.span)))
        }
    }
}

pub(crate) fn with_basis(when: When, basis: Option<Option<Span>>, rule: &'static str) -> Option<Value> {
    match basis {
        None => Value::stated(when, rule),
        Some(span) => Value::inferred(when, rule, span),
    }
}

fn slashed(first: u32, second: u32, year: Option<i32>, place: Place, context: &Context<'_>) -> Option<Value> {
    let month_first = match (first > 12, second > 12) {
        (true, _) => false,
        (_, true) => true,
        _ => context.month_first(),
    };
    let (month, day) = if month_first { (first, second) } else { (second, first) };
    let Some(year) = year else {
        let date = Calendar { month: Some(month), day: Some(day), ..Calendar::default() };
        return calendar(date, date, place, context);
    };
    let rule = if month_first { "month-day-year" } else { "day-month-year" };
    Value::stated(When::day(Date::new(year, month, day)?), rule)
}

fn calendar(first: Calendar, last: Calendar, place: Place, context: &Context<'_>) -> Option<Value> {
    let of_date = |date: Calendar| -> Option<(i32, Option<Option<Span>>)> {
        match date.year {
            Some(year) => year_of(Some(year), context),
            None => {
                let year = context.year_for(date.month?, date.day, date.weekday, place.tense, place.at)?;
                Some((year.value, Some(year.span)))
            }
        }
    };
    let (year, basis) = of_date(first)?;
    let start = when(first, year)?;
    let end = if last == first {
        start
    } else {
        // A range that turns the year: "28 December – 3 January 2012" states the year of its end.
        let stated = if last.year.is_some() { of_date(last)?.0 } else { year };
        let turned = last.month < first.month && stated == year && last.year.is_none();
        when(last, if turned { stated + 1 } else { stated })?
    };
    let back = last.year == first.year && last.month < first.month && last.year.is_some();
    let start = if back { when(first, year - 1)? } else { start };
    let value = if start == end { start } else { When::through(start, end) };
    if end.end() < start.start() {
        return None;
    }
    let disagrees = first == last
        && basis.is_none()
        && first
            .weekday
            .is_some_and(|weekday| value.precision() == Precision::Day && value.start().weekday() != weekday);
    let rule = match (disagrees, basis) {
        (true, _) => "calendar-date-other-weekday",
        (_, None) => "calendar-date",
        (_, Some(_)) => "calendar-year-inferred",
    };
    with_basis(value, basis, rule)
}

fn when(date: Calendar, year: i32) -> Option<When> {
    match date.day {
        // "29 February" without a year is one of a leap year.
        Some(day) => Date::new(year, date.month?, day).map(When::day),
        None => When::month(year, date.month?),
    }
}

fn part(
    unit: Option<Unit>,
    number: u32,
    year: Option<Year>,
    place: Place,
    context: &Context<'_>,
) -> Option<Value> {
    let (year, basis) = match (year, context.narrated(place.at, place.tense)) {
        (None, Some(narrated)) => (narrated.value, Some(narrated.span)),
        _ => year_of(year, context)?,
    };
    let value = match unit {
        None => When::season(year, number),
        Some(Unit::Half) => When::half(year, number),
        Some(_) => When::quarter(year, number),
    }?;
    with_basis(value, basis, if basis.is_some() { "part-of-year-inferred" } else { "part-of-year" })
}

/// The last or next so many units: days from or to the anchor, and whole units of what is coarser than a month.
fn span(length: Length, shift: i32, day: Basis<Date>) -> Option<Value> {
    let Basis { value: anchor, span } = day;
    let whole = matches!(length.unit, Unit::Quarter | Unit::Decade | Unit::Century) && !length.mixed;
    let count = i32::try_from(length.count).ok()?;
    let when = if whole {
        let (nearest, farthest) =
            (shifted(length.unit, shift, anchor)?, shifted(length.unit, shift * count, anchor)?);
        When::through(nearest, farthest)
    } else if length.unit == Unit::Workday {
        When::days(workdays(anchor, shift), workdays(anchor, shift * count))
    } else {
        let from = if shift > 0 { anchor.plus_days(1) } else { anchor };
        When::days(from, moved(length, shift, anchor))
    };
    Value::inferred(when, "relative-span", span)
}

/// From one date to another; what the second lacks is taken so that it comes after the first.
fn range(first: &Meaning, last: &Meaning, place: Place, context: &Context<'_>) -> Option<Value> {
    let start = resolve(first, place, context)?;
    let mut end = resolve(last, place, context)?;
    if let Meaning::Weekday(weekday, None) = last {
        let ahead =
            (i32::try_from(*weekday).ok()? - i32::try_from(start.when.start().weekday()).ok()?).rem_euclid(7);
        end.when = When::day(start.when.start().plus_days(ahead));
    }
    let mut begin = start.when;
    if end.when.end() < begin.start() {
        // "25.12 – 3.1": the one that lacks its year is moved by one.
        if start.inferred && (!end.inferred || place.tense != Tense::Future) {
            begin = a_year_on(begin, -1)?;
        } else if end.inferred {
            end.when = a_year_on(end.when, 1)?;
        }
    } else if start.inferred && !end.inferred {
        // "Nov – Feb 2017" begins before it ends, and not years before.
        while end.when.start().year() - begin.start().year() > 1 {
            begin = a_year_on(begin, 1)?;
        }
    }
    if end.when.end() < begin.start() || end.when.is_open() || begin.is_open() {
        return None;
    }
    Some(Value {
        when: When::through(begin, end.when),
        inferred: start.inferred || end.inferred,
        rule: if start.inferred || end.inferred { "range-inferred" } else { "range" },
        basis: start.basis.or(end.basis),
        named: None,
        recurring: false,
    })
}

/// The same days in another year.
fn a_year_on(when: When, years: i32) -> Option<When> {
    let day = |date: Date| date.plus_months(12 * years);
    match when.precision() {
        Precision::Month => When::month(when.start().year() + years, when.start().month()),
        _ => Some(When::days(day(when.start()), day(when.end()))),
    }
}
