//! When something was: a closed interval of civil days that remembers how precisely it was stated.

use crate::Date;
use serde::{Deserialize, Serialize};
use std::fmt;
use std::str::FromStr;

/// The unit in which an interval was stated. "November 2011" is one month, not thirty days.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Precision {
    /// One day.
    Day,
    /// From a day to a day.
    Days,
    /// One ISO week, Monday to Sunday.
    Week,
    /// One month.
    Month,
    /// From a month to a month.
    Months,
    /// One quarter of a calendar year.
    Quarter,
    /// A meteorological season of the northern hemisphere; winter begins in December of its year.
    Season,
    /// One half of a calendar year.
    Half,
    /// One year.
    Year,
    /// From a year to a year.
    Years,
    /// Ten years, from one ending in 0.
    Decade,
    /// A hundred years, from one ending in 00.
    Century,
}

impl Precision {
    /// The name used in the machine contracts.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Day => "day",
            Self::Days => "days",
            Self::Week => "week",
            Self::Month => "month",
            Self::Months => "months",
            Self::Quarter => "quarter",
            Self::Season => "season",
            Self::Half => "half",
            Self::Year => "year",
            Self::Years => "years",
            Self::Decade => "decade",
            Self::Century => "century",
        }
    }
}

/// A closed interval of civil days, `start <= end`, with the precision at which it was stated.
///
/// [`Date::MIN`] as start and [`Date::MAX`] as end stand for an open end. Two values are compared by
/// [`When::overlaps`]; nothing is ever padded to the first of January.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct When {
    start: Date,
    end: Date,
    precision: Precision,
}

impl When {
    /// One day.
    pub fn day(day: Date) -> Self {
        Self { start: day, end: day, precision: Precision::Day }
    }

    /// From a day to a day; the ends are swapped when reversed.
    pub fn days(start: Date, end: Date) -> Self {
        let precision = if start == end { Precision::Day } else { Precision::Days };
        Self { start: start.min(end), end: start.max(end), precision }
    }

    /// The ISO week that holds `day`.
    pub fn week(day: Date) -> Self {
        let start = day.monday();
        Self { start, end: start.plus_days(6), precision: Precision::Week }
    }

    /// A month, 1–12.
    pub fn month(year: i32, month: u32) -> Option<Self> {
        let start = Date::new(year, month, 1)?;
        Some(Self { start, end: start.end_of_month(), precision: Precision::Month })
    }

    /// A quarter, 1–4.
    pub fn quarter(year: i32, quarter: u32) -> Option<Self> {
        Self::part(year, quarter, 4, Precision::Quarter)
    }

    /// A half, 1–2.
    pub fn half(year: i32, half: u32) -> Option<Self> {
        Self::part(year, half, 2, Precision::Half)
    }

    fn part(year: i32, part: u32, parts: u32, precision: Precision) -> Option<Self> {
        let months = 12 / parts;
        let start = (1..=parts).contains(&part).then(|| Date::new(year, (part - 1) * months + 1, 1))??;
        let end = Date::new(year, part * months, 1)?.end_of_month();
        Some(Self { start, end, precision })
    }

    /// A season: 0 spring (March–May), 1 summer, 2 autumn, 3 winter (December to February of the next year).
    pub fn season(year: i32, season: u32) -> Option<Self> {
        let start = (season < 4).then(|| Date::new(year, 3 + season * 3, 1))??;
        Some(Self { start, end: start.plus_months(2).end_of_month(), precision: Precision::Season })
    }

    /// A year, 1–9999.
    pub fn year(year: i32) -> Option<Self> {
        Some(Self {
            start: Date::new(year, 1, 1)?,
            end: Date::new(year, 12, 31)?,
            precision: Precision::Year,
        })
    }

    /// The ten years from `year`, which must end in 0.
    pub fn decade(year: i32) -> Option<Self> {
        Self::span_of_years(year, 10, Precision::Decade)
    }

    /// The hundred years from `year`, which must end in 00.
    pub fn century(year: i32) -> Option<Self> {
        Self::span_of_years(year, 100, Precision::Century)
    }

    fn span_of_years(year: i32, length: i32, precision: Precision) -> Option<Self> {
        let start = (year % length == 0).then(|| Date::new(year, 1, 1))??;
        Some(Self { start, end: Date::new(year + length - 1, 12, 31)?, precision })
    }

    /// From the start of one value to the end of another, at the finer kind of their precision.
    pub fn through(first: Self, last: Self) -> Self {
        let (start, end) = (first.start.min(last.start), first.end.max(last.end));
        let precision = match first.precision.max(last.precision) {
            Precision::Day | Precision::Days | Precision::Week => Precision::Days,
            Precision::Month
            | Precision::Months
            | Precision::Quarter
            | Precision::Season
            | Precision::Half => Precision::Months,
            Precision::Year | Precision::Years | Precision::Decade | Precision::Century => Precision::Years,
        };
        let precision = if first == last { first.precision } else { precision };
        Self { start, end, precision }.aligned()
    }

    /// Drops to days where the interval does not begin and end with whole units of its precision.
    fn aligned(mut self) -> Self {
        let whole_months =
            (self.start.day() == 1 || self.start == Date::MIN) && self.end == self.end.end_of_month();
        let whole_years = whole_months && self.start.month() == 1 && self.end.month() == 12;
        if self.precision == Precision::Years && !whole_years {
            self.precision = Precision::Months;
        }
        if self.precision == Precision::Months && !whole_months {
            self.precision = Precision::Days;
        }
        self
    }

    /// From the start of this value on, without end ("since 2009").
    #[must_use]
    pub fn onwards(self) -> Self {
        Self { end: Date::MAX, ..self }.plural()
    }

    /// Up to the end of this value, without start ("until October 2023").
    #[must_use]
    pub fn until(self) -> Self {
        Self { start: Date::MIN, ..self }.plural()
    }

    fn plural(mut self) -> Self {
        self.precision = match self.precision {
            Precision::Day | Precision::Days | Precision::Week => Precision::Days,
            Precision::Year | Precision::Years | Precision::Decade | Precision::Century => Precision::Years,
            _ => Precision::Months,
        };
        self
    }

    /// The first day.
    pub fn start(self) -> Date {
        self.start
    }

    /// The last day.
    pub fn end(self) -> Date {
        self.end
    }

    /// The precision at which the value was stated.
    pub fn precision(self) -> Precision {
        self.precision
    }

    /// Whether either end is open.
    pub fn is_open(self) -> bool {
        self.start == Date::MIN || self.end == Date::MAX
    }

    /// Whether the two intervals share a day.
    pub fn overlaps(self, other: Self) -> bool {
        self.start <= other.end && other.start <= self.end
    }

    /// Whether every day of `other` lies in this interval.
    pub fn contains(self, other: Self) -> bool {
        self.start <= other.start && other.end <= self.end
    }

    /// How many days the interval has, at least 1.
    pub fn length(self) -> i32 {
        self.end.days_since_epoch() - self.start.days_since_epoch() + 1
    }
}

const SEASONS: [&str; 4] = ["SP", "SU", "AU", "WI"];

impl fmt::Display for When {
    /// ISO 8601 at the value's own precision, as laid down in the machine contracts.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (start, end) = (self.start, self.end);
        let year = start.year();
        match self.precision {
            Precision::Day => write!(f, "{start}"),
            Precision::Week => {
                let (year, week) = start.iso_week();
                write!(f, "{year:04}-W{week:02}")
            }
            Precision::Month => write!(f, "{year:04}-{:02}", start.month()),
            Precision::Quarter => write!(f, "{year:04}-Q{}", (start.month() - 1) / 3 + 1),
            Precision::Half => write!(f, "{year:04}-H{}", (start.month() - 1) / 6 + 1),
            Precision::Season => write!(f, "{year:04}-{}", SEASONS[((start.month() - 3) / 3) as usize % 4]),
            Precision::Year => write!(f, "{year:04}"),
            Precision::Decade => write!(f, "{:03}", year / 10),
            Precision::Century => write!(f, "{year:04}/{:04}", end.year()),
            Precision::Days | Precision::Months | Precision::Years => {
                let side = |date: Date, open: Date| match (date == open, self.precision) {
                    (true, _) => "..".to_owned(),
                    (_, Precision::Years) => format!("{:04}", date.year()),
                    (_, Precision::Months) => format!("{:04}-{:02}", date.year(), date.month()),
                    _ => date.to_string(),
                };
                write!(f, "{}/{}", side(start, Date::MIN), side(end, Date::MAX))
            }
        }
    }
}

impl FromStr for When {
    type Err = String;

    /// Reads what [`Display`](fmt::Display) writes: `2011`, `2011-11`, `2011-11-17`, `2011-W46`, `2011-Q4`,
    /// `2011-H2`, `2013-SP`, `199`, `19` (a century, written `1900/1999`), and intervals of two such values with `..` for an open end.
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let bad = || {
            format!("not a calendar value: {text:?} (a year, month, day, quarter or interval is expected)")
        };
        match text.split_once('/') {
            None => single(text).ok_or_else(bad),
            Some(("..", end)) => Ok(single(end).ok_or_else(bad)?.until()),
            Some((start, "..")) => Ok(single(start).ok_or_else(bad)?.onwards()),
            Some((start, end)) => {
                let (start, end) = (single(start).ok_or_else(bad)?, single(end).ok_or_else(bad)?);
                let through = Self::through(start, end);
                // A hundred years from one ending in 00 are written as an interval.
                let century = Self::century(through.start.year()).filter(|century| {
                    through.precision == Precision::Years
                        && century.start == through.start
                        && century.end == through.end
                });
                Ok(century.unwrap_or(through))
            }
        }
    }
}

fn single(text: &str) -> Option<When> {
    let digits = |part: &str, length: usize| {
        (part.len() == length && part.bytes().all(|b| b.is_ascii_digit()))
            .then(|| part.parse::<u32>().ok())?
    };
    let year_of = |part: &str| digits(part, 4).and_then(|year| i32::try_from(year).ok());
    match text.len() {
        2 => When::century(i32::try_from(digits(text, 2)?).ok()? * 100),
        3 => When::decade(i32::try_from(digits(text, 3)?).ok()? * 10),
        4 => When::year(year_of(text)?),
        _ => {
            let (year, rest) = text.split_once('-')?;
            let year = year_of(year)?;
            if let Some(season) = SEASONS.iter().position(|name| *name == rest) {
                return When::season(year, u32::try_from(season).ok()?);
            }
            if let Some(week) = rest.strip_prefix('W') {
                return Some(When::week(Date::from_iso_week(year, digits(week, 2)?)?));
            }
            if let Some(quarter) = rest.strip_prefix('Q') {
                return When::quarter(year, digits(quarter, 1)?);
            }
            if let Some(half) = rest.strip_prefix('H') {
                return When::half(year, digits(half, 1)?);
            }
            match rest.split_once('-') {
                None => When::month(year, digits(rest, 2)?),
                Some((month, day)) => Date::new(year, digits(month, 2)?, digits(day, 2)?).map(When::day),
            }
        }
    }
}

impl From<When> for String {
    fn from(when: When) -> Self {
        when.to_string()
    }
}

impl TryFrom<String> for When {
    type Error = String;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        text.parse()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn when(text: &str) -> When {
        text.parse().expect(text)
    }

    #[test]
    fn every_form_of_the_contract_reads_back_as_it_was_written() {
        for text in [
            "2011",
            "2011-11",
            "2011-11-17",
            "2011-W46",
            "2011-Q4",
            "2011-H2",
            "2013-SP",
            "2013-WI",
            "199",
            "1900/1999",
            "2011-11-17/2011-11-18",
            "2011-11/2011-12",
            "2015/2020",
            "2009/..",
            "../2023-10",
            "2009-05-01/..",
        ] {
            assert_eq!(when(text).to_string(), text);
        }
    }

    #[test]
    fn what_is_no_value_is_refused() {
        for text in
            ["", "2011-13", "2011-02-30", "2011-Q5", "11-11-2011", "2011/", "x", "2011-W60", "２０１１"]
        {
            assert!(text.parse::<When>().is_err(), "{text}");
        }
    }

    #[test]
    fn a_month_overlaps_its_days_and_a_half_its_months() {
        assert!(when("2011-11").overlaps(when("2011-11-17")));
        assert!(when("2014-H2").overlaps(when("2014-07/2014-09")));
        assert!(!when("2014-H2").overlaps(when("2014-06-30")));
        assert!(when("2009/..").overlaps(when("2011-11-17")));
    }

    #[test]
    fn winter_runs_into_the_next_year() {
        assert_eq!(when("2013-WI").end(), Date::new(2014, 2, 28).expect("a day"));
    }

    #[test]
    fn mixed_units_make_an_interval_of_the_coarser_unit_only_when_it_is_whole() {
        assert_eq!(When::through(when("2011-11-17"), when("2011-12")).to_string(), "2011-11-17/2011-12-31");
        assert_eq!(When::through(when("2011-Q1"), when("2011-Q2")).to_string(), "2011-01/2011-06");
        assert_eq!(When::through(when("2011"), when("2012-06")).to_string(), "2011-01/2012-06");
    }
}
