//! A civil day. jiff does the calendar; this type keeps the range of years the project promises.

use jiff::civil;
use serde::{Deserialize, Serialize};
use std::fmt;
use std::str::FromStr;

/// A day of the proleptic Gregorian calendar, from 0001-01-01 to 9999-12-31.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Date(civil::Date);

impl Date {
    /// The first day there is, which also stands for an open start.
    pub const MIN: Self = Self(civil::date(1, 1, 1));
    /// The last day there is, which also stands for an open end.
    pub const MAX: Self = Self(civil::date(9999, 12, 31));

    /// The day, or `None` where the calendar has no such day or the year is not within 1–9999.
    pub fn new(year: i32, month: u32, day: u32) -> Option<Self> {
        let (year, month, day) =
            (i16::try_from(year).ok()?, i8::try_from(month).ok()?, i8::try_from(day).ok()?);
        (1..=9999).contains(&year).then(|| civil::Date::new(year, month, day).ok().map(Self)).flatten()
    }

    /// The year, 1–9999.
    pub fn year(self) -> i32 {
        i32::from(self.0.year())
    }

    /// The month, 1–12.
    pub fn month(self) -> u32 {
        self.0.month().unsigned_abs().into()
    }

    /// The day of the month, 1–31.
    pub fn day(self) -> u32 {
        self.0.day().unsigned_abs().into()
    }

    /// The weekday, Monday 0 to Sunday 6.
    pub fn weekday(self) -> u32 {
        self.0.weekday().to_monday_zero_offset().unsigned_abs().into()
    }

    /// Days since 1970-01-01, negative before it.
    pub fn days_since_epoch(self) -> i32 {
        let span = self.0 - civil::date(1970, 1, 1);
        span.get_days()
    }

    /// The day so many days later (earlier when negative), held within the range.
    #[must_use]
    pub fn plus_days(self, days: i32) -> Self {
        let moved = self.0.saturating_add(jiff::Span::new().days(days.clamp(-4_000_000, 4_000_000)));
        Self(moved).clamp(Self::MIN, Self::MAX)
    }

    /// The same day so many months later (earlier when negative), moved back to the month's last day where it
    /// has fewer days, held within the range.
    #[must_use]
    pub fn plus_months(self, months: i32) -> Self {
        let moved = self.0.saturating_add(jiff::Span::new().months(months.clamp(-150_000, 150_000)));
        Self(moved).clamp(Self::MIN, Self::MAX)
    }

    /// The last day of this day's month.
    #[must_use]
    pub fn end_of_month(self) -> Self {
        Self(self.0.last_of_month())
    }

    /// The Monday of this day's ISO week.
    #[must_use]
    pub fn monday(self) -> Self {
        self.plus_days(-i32::try_from(self.weekday()).unwrap_or(0))
    }

    /// The ISO 8601 year and week this day belongs to.
    pub fn iso_week(self) -> (i32, u32) {
        let week = self.0.iso_week_date();
        (i32::from(week.year()), week.week().unsigned_abs().into())
    }

    /// The Monday of an ISO 8601 week, or `None` where the year has no such week.
    pub fn from_iso_week(year: i32, week: u32) -> Option<Self> {
        let week = civil::ISOWeekDate::new(
            i16::try_from(year).ok()?,
            i8::try_from(week).ok()?,
            civil::Weekday::Monday,
        )
        .ok()?;
        let date = Self(civil::Date::from(week));
        (Self::MIN..=Self::MAX).contains(&date).then_some(date)
    }
}

impl fmt::Display for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-{:02}-{:02}", self.year(), self.month(), self.day())
    }
}

impl FromStr for Date {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let mut parts = text.splitn(3, '-').map(|part| part.parse::<u32>().ok());
        let day = (|| {
            let (year, month, day) = (parts.next()??, parts.next()??, parts.next()??);
            Self::new(i32::try_from(year).ok()?, month, day)
        })();
        day.ok_or_else(|| format!("not a calendar day: {text:?}"))
    }
}

impl From<Date> for String {
    fn from(date: Date) -> Self {
        date.to_string()
    }
}

impl TryFrom<String> for Date {
    type Error = String;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        text.parse()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_the_calendar_lacks_is_none() {
        assert_eq!(Date::new(2013, 2, 29), None);
        assert_eq!(Date::new(0, 1, 1), None);
        assert_eq!(Date::new(10_000, 1, 1), None);
        assert!(Date::new(2012, 2, 29).is_some());
    }

    #[test]
    fn days_move_over_the_epoch_and_stay_in_range() {
        let day = Date::new(1970, 1, 2).expect("a day");
        assert_eq!(day.days_since_epoch(), 1);
        assert_eq!(day.plus_days(-2).to_string(), "1969-12-31");
        assert_eq!(Date::MAX.plus_days(1), Date::MAX);
        assert_eq!(Date::MIN.plus_days(i32::MIN), Date::MIN);
    }

    #[test]
    fn iso_weeks_turn_with_their_own_year() {
        assert_eq!(Date::new(2012, 1, 1).expect("a day").iso_week(), (2011, 52));
        assert_eq!(Date::from_iso_week(2011, 46).expect("a week").to_string(), "2011-11-14");
        assert_eq!(Date::from_iso_week(2011, 53), None);
    }
}
