//! Days and decades that are named without their month, year or century: the nearest that fit.

use crate::calendar::Year;
use crate::context::{Basis, Context};
use crate::holiday::Holiday;
use crate::resolve::{Place, Value, with_basis, year_of};
use crate::tense::Tense;
use rapporteur_model::{Date, When};

pub(crate) fn weekday_near(
    weekday: u32,
    shift: Option<i32>,
    tense: Tense,
    day: Basis<Date>,
) -> Option<Value> {
    let anchor = day.value;
    let (here, wanted) = (i32::try_from(anchor.weekday()).ok()?, i32::try_from(weekday).ok()?);
    let offset = match (shift, tense) {
        (Some(-1), _) => -((here - wanted - 1).rem_euclid(7) + 1),
        // "next Tuesday" said on a Thursday is that of the following week.
        (Some(weeks @ 1..), _) => 7 * weeks - here + wanted,
        (Some(weeks @ ..=-2), _) => 7 * weeks - here + wanted,
        (Some(0), _) => wanted - here,
        (_, Tense::Future) => (wanted - here).rem_euclid(7),
        (_, _) => -((here - wanted).rem_euclid(7)),
    };
    Value::inferred(When::day(anchor.plus_days(offset)), "weekday", day.span)
}

/// The nearest such day of a month that falls on the weekday.
pub(crate) fn weekday_and_day(weekday: u32, of_month: u32, tense: Tense, day: Basis<Date>) -> Option<Value> {
    let fits = |date: &Date| date.day() == of_month && date.weekday() == weekday;
    let near = |offsets: std::ops::RangeInclusive<i32>| {
        let days = offsets.map(|offset| day.value.plus_days(offset)).filter(fits);
        days.min_by_key(|date| (date.days_since_epoch() - day.value.days_since_epoch()).abs())
    };
    let nearest = match tense {
        Tense::Future => near(0..=400),
        Tense::Past | Tense::Said => near(-400..=0),
        Tense::Neither => near(-62..=62).or_else(|| near(-400..=400)),
    };
    Value::inferred(When::day(nearest?), "weekday-and-day", day.span)
}

/// The nearest such day of a month.
pub(crate) fn day_only(of_month: u32, tense: Tense, day: Basis<Date>) -> Option<Value> {
    let month = |months: i32| {
        let month = day.value.plus_months(months);
        Date::new(month.year(), month.month(), of_month)
    };
    let near = (-1..=2).filter_map(month).min_by_key(|date| {
        let days = date.days_since_epoch() - day.value.days_since_epoch();
        let wrong_side = tense.is_past() && days > 0 || tense == Tense::Future && days < 0;
        (wrong_side, days.abs())
    })?;
    Value::inferred(When::day(near), "day-of-month", day.span)
}

pub(crate) fn holiday_near(
    holiday: Holiday,
    year: Option<Year>,
    place: Place,
    context: &Context<'_>,
) -> Option<Value> {
    if year.is_some() {
        let (year, basis) = year_of(year, context)?;
        return with_basis(holiday.of(year)?, basis, "holiday");
    }
    if let Some(year) = context.narrated(place.at, place.tense).or(context.heading_year()) {
        return Value::inferred(holiday.of(year.value)?, "holiday", year.span);
    }
    let around = context.around()?;
    let years = around.value.year() - 1..=around.value.year() + 1;
    let near = years.filter_map(|year| holiday.of(year)).min_by_key(|when| {
        let days = when.start().days_since_epoch() - around.value.days_since_epoch();
        let wrong_side = place.tense.is_past() && days > 0 || place.tense == Tense::Future && days < 0;
        days.abs() + if wrong_side { 200 } else { 0 }
    })?;
    Value::inferred(near, "holiday", around.span)
}

/// A decade named by two digits: the last such one that has begun before the anchor; without an anchor, that of the
/// twentieth century where it can only be that.
pub(crate) fn decade_near(decade: u32, context: &Context<'_>) -> Option<Value> {
    let decade = i32::try_from(decade).ok()?;
    let spoken = context.around().or_else(|| {
        let spoken = context.spoken()?;
        Some(Basis { value: spoken.value.start(), span: spoken.span })
    });
    match spoken {
        Some(around) => {
            let century = around.value.year().div_euclid(100) * 100;
            let year = if century + decade <= around.value.year() {
                century + decade
            } else {
                century - 100 + decade
            };
            Value::inferred(When::decade(year)?, "decade", around.span)
        }
        None if decade >= 30 => Value::inferred(When::decade(1900 + decade)?, "decade", None),
        None => None,
    }
}
