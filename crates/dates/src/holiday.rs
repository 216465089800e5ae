//! Days that have a name: fixed in the calendar, the n-th weekday of a month, or counted from Easter.

use rapporteur_model::{Date, When};

/// How the day of a holiday is found in a year.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Holiday {
    /// Month and day.
    Fixed(u32, u32),
    /// Days after Easter Sunday of the Western churches.
    Easter(i32),
    /// Days after Easter Sunday of the Eastern churches, in the Gregorian calendar.
    Orthodox(i32),
    /// Days after the first Sunday of Advent.
    Advent(i32),
    /// The n-th (1–4), or last (0), weekday (0 is Monday) of a month, and days added to it.
    Weekday(u32, u32, u32, i32),
    /// From one day of the year through another.
    Span((u32, u32), (u32, u32)),
}

impl Holiday {
    /// Reads `12-25`, `easter+1`, `orthodox+0`, `weekday:4:3:11`, `weekday:4:3:11:1`, `span:09-01:09-02`.
    pub(crate) fn read(text: &str) -> Option<Self> {
        let day = |text: &str| -> Option<(u32, u32)> {
            let (month, day) = text.split_once('-')?;
            Some((month.parse().ok()?, day.parse().ok()?))
        };
        if let Some(days) = text.strip_prefix("easter") {
            return days.parse().ok().map(Self::Easter);
        }
        if let Some(days) = text.strip_prefix("orthodox") {
            return days.parse().ok().map(Self::Orthodox);
        }
        if let Some(days) = text.strip_prefix("advent") {
            return days.parse().ok().map(Self::Advent);
        }
        if let Some(rest) = text.strip_prefix("weekday:") {
            let mut parts = rest.split(':').map(str::parse::<i32>);
            let mut part = || parts.next()?.ok();
            let (nth, weekday, month) = (part()?, part()?, part()?);
            let positive = |part: i32| u32::try_from(part).ok();
            let added = part().unwrap_or(0);
            return Some(Self::Weekday(positive(nth)?, positive(weekday)?, positive(month)?, added));
        }
        if let Some(rest) = text.strip_prefix("span:") {
            let (first, last) = rest.split_once(':')?;
            return Some(Self::Span(day(first)?, day(last)?));
        }
        let (month, day) = day(text)?;
        Date::new(2000, month, day).map(|_| Self::Fixed(month, day))
    }

    /// Its day (or days) in a year.
    pub(crate) fn of(self, year: i32) -> Option<When> {
        match self {
            Self::Fixed(month, day) => Date::new(year, month, day).map(When::day),
            Self::Easter(days) => easter(year).map(|easter| When::day(easter.plus_days(days))),
            Self::Orthodox(days) => orthodox_easter(year).map(|easter| When::day(easter.plus_days(days))),
            Self::Advent(days) => {
                let earliest = Date::new(year, 11, 27)?;
                Some(When::day(earliest.monday().plus_days(6 + days)))
            }
            Self::Weekday(nth, weekday, month, added) => {
                nth_weekday(year, month, nth, weekday).map(|day| When::day(day.plus_days(added)))
            }
            Self::Span(first, last) => {
                Some(When::days(Date::new(year, first.0, first.1)?, Date::new(year, last.0, last.1)?))
            }
        }
    }
}

/// The n-th such weekday of a month, the last for 0.
pub(crate) fn nth_weekday(year: i32, month: u32, nth: u32, weekday: u32) -> Option<Date> {
    let first = Date::new(year, month, 1)?;
    if nth == 0 {
        let last = first.end_of_month();
        return Some(last.plus_days(-i32::try_from((last.weekday() + 7 - weekday) % 7).ok()?));
    }
    let day = first.plus_days(i32::try_from((weekday + 7 - first.weekday()) % 7 + 7 * (nth - 1)).ok()?);
    (day.month() == month).then_some(day)
}

/// Easter Sunday in the Gregorian calendar: the algorithm published anonymously in Nature 13 (1876), p. 487, as in
/// Meeus, Astronomical Algorithms, ch. 8.
fn easter(year: i32) -> Option<Date> {
    let (a, b, c) = (year % 19, year / 100, year % 100);
    let (d, e) = (b / 4, b % 4);
    let g = (b - (b + 8) / 25 + 1) / 3;
    let h = (19 * a + b - d - g + 15) % 30;
    let (i, k) = (c / 4, c % 4);
    let l = (32 + 2 * e + 2 * i - h - k) % 7;
    let m = (a + 11 * h + 22 * l) / 451;
    let (month, day) = ((h + l - 7 * m + 114) / 31, (h + l - 7 * m + 114) % 31 + 1);
    Date::new(year, u32::try_from(month).ok()?, u32::try_from(day).ok()?)
}

/// Easter Sunday of the Eastern churches: Meeus's Julian algorithm (same chapter), moved to the Gregorian calendar.
fn orthodox_easter(year: i32) -> Option<Date> {
    let (a, b, c) = (year % 4, year % 7, year % 19);
    let d = (19 * c + 15) % 30;
    let e = (2 * a + 4 * b - d + 34) % 7;
    let month = (d + e + 114) / 31;
    let day = (d + e + 114) % 31 + 1;
    let julian = Date::new(year, u32::try_from(month).ok()?, u32::try_from(day).ok()?)?;
    Some(julian.plus_days(year / 100 - year / 400 - 2))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(spec: &str, year: i32) -> String {
        Holiday::read(spec).and_then(|holiday| holiday.of(year)).expect(spec).to_string()
    }

    #[test]
    fn easter_falls_where_the_tables_have_it() {
        for (year, western, eastern) in [
            (1961, "1961-04-02", "1961-04-09"),
            (2000, "2000-04-23", "2000-04-30"),
            (2008, "2008-03-23", "2008-04-27"),
            (2011, "2011-04-24", "2011-04-24"),
            (2038, "2038-04-25", "2038-04-25"),
        ] {
            assert_eq!(day("easter+0", year), western);
            assert_eq!(day("orthodox+0", year), eastern);
        }
    }

    #[test]
    fn weekdays_of_a_month_are_counted_from_both_ends() {
        assert_eq!(day("weekday:4:3:11", 2012), "2012-11-22");
        assert_eq!(day("weekday:4:3:11:1", 2012), "2012-11-23");
        assert_eq!(day("weekday:0:0:5", 2016), "2016-05-30");
        assert_eq!(nth_weekday(2015, 2, 5, 0), None);
    }
}
