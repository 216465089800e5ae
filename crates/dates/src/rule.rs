//! What phrases say, by the names that data files use.

use crate::holiday::Holiday;

/// What a phrase says; `data/README.md` has an example of each.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Rule {
    /// A length before now: `Q ago`.
    Ago,
    /// A length before today, to the day: `Q ago today`.
    AgoDay,
    /// A length from now: `in Q`.
    Hence,
    /// A length after what was spoken of: `Q later`.
    Later,
    /// A length before it: `Q earlier`.
    Earlier,
    /// A length before a date: `Q before X`.
    Before,
    /// A length after a date: `Q after X`.
    After,
    /// A unit beside the present one: `L U`.
    Shift,
    /// A length up to now or from now: `L Q`.
    Span,
    /// Days of work up to now or from now: `L N business U`.
    Workdays,
    /// The present unit, said otherwise: `later in the U`.
    Present,
    /// From now for a length: `within Q`.
    Within,
    /// A weekday beside the present: `L W`.
    Weekday,
    /// A weekday with its day of the month: `W the D`.
    WeekdayDay,
    /// A day of the month that says no more: `the O`.
    DayOnly,
    /// A weekday of a week: `W of X`.
    WeekdayIn,
    /// The n-th weekday of a month: `O W of X`.
    NthWeekday,
    /// The n-th part of a date: `O U of X`.
    Nth,
    /// The last part of a date: `last U of X`.
    LastOf,
    /// The first or last so many parts of a date: `first Q of X`.
    FirstOf,
    LastsOf,
    /// A date said more closely ("early", "end of"): the date itself, which is all that is certain.
    Part,
    /// The week that holds a date: `week of X`.
    WeekOf,
    /// A week by its number: `week N of Y`.
    WeekNumber,
    /// A month beside the present: `L M`.
    Month,
    /// A day of the year beside the present: `last M D`.
    MonthDay,
    /// A season beside the present: `L S`.
    Season,
    /// A season of the present year or the year of the text.
    SeasonAlone,
    /// A day of a month: `D of X`.
    DayIn,
    /// The year, month … that was spoken of: `that U`.
    Same,
    /// The quarter that was spoken of a year before, or the year before: `a year earlier`.
    YearAgo,
    /// The quarter that was spoken of: `the quarter`.
    Quarter,
    /// The unit before or after what was spoken of: `the previous U`.
    BeforeSame,
    AfterSame,
    /// What is left of a unit: `rest of the U`.
    Rest,
    /// The last day of a unit: `end of U`, for units of which only the end is meant.
    EndOf,
    /// A decade: `the 90s`, `N е годы`.
    Decade,
    /// A century by its ordinal.
    Century,
    /// A year that does not begin in January.
    FiscalYear,
    FiscalShift,
    /// A year said to be one: `year Y`.
    Year,
    /// Today, said otherwise: `this morning`.
    Now,
    /// A weekend near now: `over the weekend`.
    Weekend,
    /// Something that comes again: `every W`.
    Every,
    /// A day so many days from now, said in several words: `day after tomorrow`.
    Day,
    /// A day and a month by its number: `D of N`.
    DayMonth,
    /// An open interval that several words begin.
    Since,
    Until,
    /// From now to a date, or from a date to now.
    FromNow,
    ToNow,
    /// The nearest such date before or after now: `L X`, `M L`.
    Near,
    /// Words that look like a date and are none.
    Nothing,
    /// A day with a name.
    Holiday(Holiday),
}

impl Rule {
    /// The rule of a name in a data file.
    pub(crate) fn named(name: &str) -> Option<Self> {
        Some(match name {
            "ago" => Self::Ago,
            "ago-day" => Self::AgoDay,
            "hence" => Self::Hence,
            "later" => Self::Later,
            "earlier" => Self::Earlier,
            "before" => Self::Before,
            "after" => Self::After,
            "shift" => Self::Shift,
            "span" => Self::Span,
            "workdays" => Self::Workdays,
            "present" => Self::Present,
            "within" => Self::Within,
            "weekday" => Self::Weekday,
            "weekday-day" => Self::WeekdayDay,
            "day-only" => Self::DayOnly,
            "weekday-in" => Self::WeekdayIn,
            "nth-weekday" => Self::NthWeekday,
            "nth" => Self::Nth,
            "last-of" => Self::LastOf,
            "first-n" => Self::FirstOf,
            "last-n" => Self::LastsOf,
            "part" => Self::Part,
            "week-of" => Self::WeekOf,
            "week-number" => Self::WeekNumber,
            "month" => Self::Month,
            "month-day" => Self::MonthDay,
            "season" => Self::Season,
            "season-alone" => Self::SeasonAlone,
            "day-in" => Self::DayIn,
            "same" => Self::Same,
            "year-ago" => Self::YearAgo,
            "quarter" => Self::Quarter,
            "before-same" => Self::BeforeSame,
            "after-same" => Self::AfterSame,
            "rest" => Self::Rest,
            "end-of" => Self::EndOf,
            "decade" => Self::Decade,
            "century" => Self::Century,
            "fiscal-year" => Self::FiscalYear,
            "fiscal-shift" => Self::FiscalShift,
            "year" => Self::Year,
            "now" => Self::Now,
            "weekend" => Self::Weekend,
            "every" => Self::Every,
            "day" => Self::Day,
            "day-month" => Self::DayMonth,
            "since" => Self::Since,
            "until" => Self::Until,
            "from-now" => Self::FromNow,
            "to-now" => Self::ToNow,
            "near" => Self::Near,
            "nothing" => Self::Nothing,
            _ => return None,
        })
    }
}
