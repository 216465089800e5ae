//! Arithmetic with the units of the calendar.

use crate::length::Length;
use crate::lexicon::Unit;
use rapporteur_model::{Date, Precision, When};

/// Whether a value is so short that it lies in one unit: "that day" cannot be that of a year.
pub(crate) fn fits_in(when: When, unit: Unit) -> bool {
    shifted(unit, 0, when.start()).is_some_and(|whole| whole.contains(when))
}

/// Of some values in order, the last that is over (-1), the next to begin (1), or that of the year of the day (0).
pub(crate) fn beside(mut candidates: impl Iterator<Item = When>, shift: i32, day: Date) -> Option<When> {
    match shift {
        -1 => candidates.filter(|when| when.end() < day).last(),
        1 => candidates.find(|when| when.start() > day),
        _ => candidates.find(|when| when.start().year() == day.year()),
    }
}

/// The unit that holds a day (0), or one beside it.
pub(crate) fn shifted(unit: Unit, shift: i32, day: Date) -> Option<When> {
    let month = |months: i32| day.plus_months(months.checked_mul(shift).unwrap_or(0));
    match unit {
        Unit::Day | Unit::Workday => Some(When::day(day.plus_days(shift))),
        Unit::Week => Some(When::week(day.plus_days(7 * shift))),
        Unit::Fortnight => {
            Some(When::days(day.monday().plus_days(14 * shift), day.monday().plus_days(14 * shift + 13)))
        }
        Unit::Weekend => {
            let saturday = day.monday().plus_days(7 * shift + 5);
            Some(When::days(saturday, saturday.plus_days(1)))
        }
        Unit::Month => When::month(month(1).year(), month(1).month()),
        Unit::Quarter => When::quarter(month(3).year(), (month(3).month() - 1) / 3 + 1),
        Unit::Half => When::half(month(6).year(), (month(6).month() - 1) / 6 + 1),
        Unit::Year => When::year(day.year() + shift),
        Unit::Decade => When::decade((day.year().div_euclid(10) + shift) * 10),
        Unit::Century => When::century((day.year().div_euclid(100) + shift) * 100),
    }
}

/// A day so long before or after another.
pub(crate) fn moved(length: Length, sign: i32, day: Date) -> Date {
    day.plus_months(length.months * sign).plus_days(length.days * sign)
}

/// A length before or after a value: as precise as the coarser of the two, unless it is counted from a stated day.
pub(crate) fn moved_value(length: Length, sign: i32, from: When, exact: bool) -> Option<When> {
    let day = from.precision() == Precision::Day;
    if length.unit == Unit::Workday && day {
        return Some(When::day(workdays(from.start(), sign * length.days)));
    }
    let at = moved(length, sign, from.start());
    match (length.unit, from.precision()) {
        _ if length.mixed && day => Some(When::day(at)),
        (Unit::Day | Unit::Workday | Unit::Week | Unit::Weekend | Unit::Fortnight, _) if day => {
            Some(When::day(at))
        }
        _ if exact && day => Some(When::day(at)),
        (
            Unit::Month | Unit::Quarter | Unit::Half,
            Precision::Day | Precision::Days | Precision::Month | Precision::Week,
        ) => When::month(at.year(), at.month()),
        (Unit::Year, Precision::Quarter) => When::quarter(at.year(), (at.month() - 1) / 3 + 1),
        (Unit::Year | Unit::Decade | Unit::Century, Precision::Month) => When::month(at.year(), at.month()),
        (Unit::Year | Unit::Decade | Unit::Century, _) => When::year(at.year()),
        _ => Some(When::days(at, moved(length, sign, from.end()))),
    }
}

/// So many days from Monday to Friday after a day, or before it.
pub(crate) fn workdays(from: Date, count: i32) -> Date {
    let mut day = from;
    let mut left = count.abs().min(2000);
    while left > 0 {
        day = day.plus_days(count.signum());
        left -= i32::from(day.weekday() < 5);
    }
    day
}

/// The n-th unit of a value. The weeks of a month or year are those whose Thursday lies in it (ISO 8601).
pub(crate) fn nth(number: u32, unit: Unit, of: When) -> Option<When> {
    let n = i32::try_from(number).ok().filter(|n| (1..=366).contains(n))?;
    let (start, length) = (of.start(), of.length());
    let value = match unit {
        Unit::Day => When::day(start.plus_days(n - 1)),
        Unit::Week => {
            let thursday = start.monday().plus_days(3);
            let first = if thursday < start { start.monday().plus_days(7) } else { start.monday() };
            When::week(first.plus_days(7 * (n - 1)))
        }
        Unit::Weekend => {
            let saturday = start.plus_days((12 - i32::try_from(start.weekday()).ok()?) % 7);
            When::days(saturday.plus_days(7 * (n - 1)), saturday.plus_days(7 * (n - 1) + 1))
        }
        Unit::Month => {
            let month = start.plus_months(n - 1);
            When::month(month.year(), month.month())?
        }
        Unit::Quarter if length >= 360 => When::quarter(start.year(), number)?,
        Unit::Half if (360..=366).contains(&length) => When::half(start.year(), number)?,
        Unit::Half if (28..=31).contains(&length) && n <= 2 => {
            let middle = start.plus_days(14);
            if n == 1 { When::days(start, middle) } else { When::days(middle.plus_days(1), of.end()) }
        }
        Unit::Half if length > 366 && n <= 2 => {
            let years = of.end().year() - start.year() + 1;
            let first = start.year() + if n == 1 { 0 } else { years / 2 };
            When::through(When::year(first)?, When::year(first + years / 2 - 1)?)
        }
        Unit::Year => When::year(start.year() + n - 1)?,
        Unit::Decade => When::decade((start.year() / 10 + n - 1) * 10)?,
        _ => return None,
    };
    of.overlaps(value).then_some(value)
}

/// The first or last so many units of a value.
pub(crate) fn ends(length: Length, last: bool, of: When) -> Option<When> {
    let count = i32::try_from(length.count).ok().filter(|count| (1..=1000).contains(count))?;
    let unit = length.unit;
    if unit == Unit::Week {
        let first = if last {
            let monday = of.end().monday();
            let inside = if monday.plus_days(3) > of.end() { monday.plus_days(-7) } else { monday };
            inside.plus_days(-7 * (count - 1))
        } else {
            nth(1, Unit::Week, of)?.start()
        };
        let week = When::week(first);
        return Some(if count == 1 { week } else { When::days(first, first.plus_days(7 * count - 1)) });
    }
    let length = Length::of(unit, length.count)?;
    let value = if last {
        let after = of.end().plus_days(1);
        When::days(moved(length, -1, after), of.end())
    } else {
        When::days(of.start(), moved(length, 1, of.start()).plus_days(-1))
    };
    let whole = shifted(unit, 0, value.start())
        .filter(|whole| *whole == shifted(unit, 0, value.end()).unwrap_or(*whole));
    let value =
        whole.filter(|whole| whole.start() == value.start() && whole.end() == value.end()).unwrap_or(value);
    of.contains(value).then_some(value)
}
