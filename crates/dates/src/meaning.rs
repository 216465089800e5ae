//! What an expression says, before anything is resolved.

use crate::calendar::{Calendar, Year};
use crate::holiday::Holiday;
use crate::length::Length;
use crate::lexicon::Unit;
use rapporteur_model::When;

/// What an expression says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Meaning {
    /// A value stated in full.
    Value(When),
    /// From a calendar date to one (the same for a single date).
    Calendar(Calendar, Calendar),
    /// Two numbers, and a year, in an order that only the document can tell.
    Slashed(u32, u32, Option<i32>),
    /// Days from the anchor.
    Day(i32),
    /// The unit that holds the anchor, or one beside it.
    Shift(Unit, i32),
    /// A length up to the anchor, or from it on.
    Span(Length, i32),
    /// A length from the anchor on, which counts in.
    Within(Length),
    /// A length before or after something.
    Move(Length, i32, Base),
    /// A quarter, half or season (`None`) of a year.
    PartOfYear(Option<Unit>, u32, Option<Year>),
    /// A month, or season, beside the present: the last one that is over, the one of this year, the next to begin.
    MonthNear(u32, i32),
    DayNear(u32, u32, i32),
    HolidayNear(Holiday, i32),
    SeasonNear(u32, i32),
    /// The weekend before the anchor or, when the tense says so, after it.
    WeekendNear,
    /// The n-th unit of a date.
    Nth(u32, Unit, Box<Meaning>),
    /// The last so many units of a date, or the first.
    Ends(Length, bool, Box<Meaning>),
    /// The n-th weekday (0 is the last) of a month.
    NthWeekday(u32, u32, Box<Meaning>),
    /// A weekday near the anchor, or beside its week.
    Weekday(u32, Option<i32>),
    /// A weekday with its day of the month: "Wednesday the 21st".
    WeekdayAndDay(u32, u32),
    /// A day of the month, nothing else.
    DayOnly(u32),
    /// A weekday in the week of a date.
    WeekdayIn(u32, Box<Meaning>),
    /// Days of the month of a date.
    DaysIn(u32, u32, Box<Meaning>),
    /// The week, or weekend, of a date.
    UnitOf(Unit, Box<Meaning>),
    /// A week by its number.
    WeekNumber(u32, Option<Year>),
    /// A holiday, with its year.
    Holiday(Holiday, Option<Year>),
    /// The unit of what was spoken of, or one beside it.
    Spoken(Unit, i32),
    /// The quarter that was spoken of.
    Quarter,
    /// From the anchor to the end of its unit.
    Rest(Unit),
    /// The last day of a date.
    EndOf(Box<Meaning>),
    /// A decade of the anchor's century.
    Decade(u32),
    /// A fiscal, academic … year.
    Fiscal(Year),
    /// From the first day of one to the last day of another.
    Range(Box<Meaning>, Box<Meaning>),
    /// From the start of something on.
    Since(Box<Meaning>),
    /// Up to the end of something.
    Until(Box<Meaning>),
    /// Something that comes again.
    Every(Box<Meaning>),
    /// The nearest such date before (-1) or after (1) the anchor.
    Near(i32, Box<Meaning>),
    /// No date.
    Nothing,
}

/// What a length is counted from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Base {
    /// The anchor.
    Now,
    /// The quarter that is spoken of, for want of it the anchor, for want of that the nearest date before.
    Quarter,
    /// The nearest date before, for want of it the anchor.
    Spoken,
    /// A date.
    Date(Box<Meaning>),
}
