//! Phrases of a language's data file: sequences of words and classes of words, and what they capture.
//!
//! A phrase has a bounded number of elements and no repetition, so that matching it looks at a bounded number of tokens.

use crate::calendar;
use crate::grammar::{self, Meaning, Text, Year};
use crate::holiday::Holiday;
use crate::lexicon::{Class, Role, Unit, unit_of};
use crate::number;
use crate::token::Token;

type Tokens<'a> = [Token<'a>];

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
    /// A century by its ordinal, and before our era.
    Century,
    CenturyBefore,
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
            "century-before" => Self::CenturyBefore,
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

/// One element of a phrase.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Element {
    /// One of some words.
    Literal(Vec<u16>),
    /// `N`: a count.
    Count,
    /// `O`: an ordinal.
    Ordinal,
    /// `D`: a day of a month; `DD` in digits.
    Day(bool),
    /// `Q`: a length of time, "two years and three months".
    Length,
    /// `U`: a unit, or one of those named after the colon.
    Unit(Vec<Unit>),
    /// `L`: last, this, next, or only that named after the colon.
    Shift(Option<i32>),
    /// `W`, `M`, `S`, `P`.
    Weekday,
    Month,
    Season,
    Part,
    /// `Y`: a year.
    Year,
    /// `T`: a word that names a decade of a century: "nineties".
    Decade,
    /// `F`: "fiscal", "academic".
    Fiscal,
    /// `X`: any date.
    Date,
    /// `-`: a hyphen.
    Hyphen,
    /// `'`: an apostrophe.
    Apostrophe,
    /// `.`: a full stop.
    Dot,
    /// `,`: a comma.
    Comma,
    /// `(` or `)`.
    Bracket,
    /// `G`: an ordinal in digits.
    DigitOrdinal,
    /// `$`: no word follows.
    End,
}

/// A phrase of a data file.
#[derive(Debug, Clone)]
pub(crate) struct Phrase {
    pub(crate) rule: Rule,
    pub(crate) elements: Vec<Element>,
    /// The unit or the shift that the phrase says without a word of that class: "que viene".
    given: Given,
}

/// What a phrase means beside what it captures.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Given {
    unit: Option<Unit>,
    shift: Option<i32>,
}

impl Given {
    /// The part of a rule's name behind colons: units and shifts.
    fn read(text: &str) -> Option<Self> {
        let mut given = Self::default();
        for part in text.split(':').filter(|part| !part.is_empty()) {
            match unit_of(part) {
                Some(unit) => given.unit = Some(unit),
                None => given.shift = Some(part.parse().ok()?),
            }
        }
        Some(given)
    }
}

/// A length of time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Length {
    /// Months and days that it has.
    pub(crate) months: i32,
    pub(crate) days: i32,
    /// Its first unit, and how many of them.
    pub(crate) unit: Unit,
    pub(crate) count: u32,
    /// Whether more than one unit is named.
    pub(crate) mixed: bool,
}

/// What a phrase captured.
#[derive(Debug, Clone, Default)]
pub(crate) struct Captures {
    pub(crate) count: Option<u32>,
    pub(crate) ordinal: Option<u32>,
    pub(crate) day: Option<(u32, u32)>,
    pub(crate) length: Option<Length>,
    pub(crate) unit: Option<Unit>,
    pub(crate) shift: Option<i32>,
    pub(crate) weekday: Option<u32>,
    pub(crate) month: Option<u32>,
    pub(crate) season: Option<u32>,
    pub(crate) decade: Option<u32>,
    pub(crate) year: Option<i32>,
    pub(crate) date: Option<Meaning>,
}

impl Phrase {
    /// The phrases of a pattern: one for each choice of its optional elements.
    pub(crate) fn read(
        rule: Rule,
        given: &str,
        pattern: &'static str,
        id: &mut impl FnMut(&'static str) -> u16,
    ) -> Option<Vec<Self>> {
        let given = Given::read(given)?;
        let mut phrases = vec![Vec::new()];
        for word in pattern.split(' ').filter(|word| !word.is_empty()) {
            let inner = word.strip_prefix('[').and_then(|word| word.strip_suffix(']'));
            let element = Element::read(inner.unwrap_or(word), id)?;
            let without = if inner.is_some() { phrases.clone() } else { Vec::new() };
            phrases.iter_mut().for_each(|elements| elements.push(element.clone()));
            phrases.extend(without);
        }
        phrases.retain(|elements| !elements.is_empty());
        Some(phrases.into_iter().map(|elements| Self { rule, elements, given }).collect())
    }

    /// Whether it is the name of a day.
    pub(crate) fn is_name(&self) -> bool {
        matches!(self.rule, Rule::Holiday(_))
    }

    /// About the bytes it takes.
    #[cfg(test)]
    pub(crate) fn size(&self) -> usize {
        let lists: usize = self
            .elements
            .iter()
            .map(|element| match element {
                Element::Literal(ids) => ids.capacity() * size_of::<u16>(),
                Element::Unit(units) => units.capacity(),
                _ => 0,
            })
            .sum();
        size_of::<Self>() + self.elements.capacity() * size_of::<Element>() + lists
    }

    /// Where the phrase ends that begins at token `at`, with what it captured.
    pub(crate) fn matches(&self, text: Text<'_, '_>, at: usize, depth: u32) -> Option<(Captures, usize)> {
        let mut captures = Captures::default();
        let mut next = at;
        for element in &self.elements {
            next = element.matches(text, next, depth, &mut captures)?;
        }
        captures.unit = self.given.unit.or(captures.unit);
        captures.shift = self.given.shift.or(captures.shift);
        Some((captures, next))
    }
}

/// What a token must be for a phrase to begin with it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Opening {
    Number,
    Ordinal,
    Unit,
    Shift,
    Weekday,
    Month,
    Season,
    Part,
    Decade,
    Fiscal,
    Sign,
}

/// How many there are.
pub(crate) const OPENINGS: usize = 11;

impl Element {
    /// What a token must be for this element to begin with it.
    pub(crate) fn opening(&self) -> Opening {
        match self {
            Self::Count | Self::Length | Self::Year => Opening::Number,
            Self::Ordinal | Self::Day(_) | Self::DigitOrdinal => Opening::Ordinal,
            Self::Unit(_) => Opening::Unit,
            Self::Shift(_) => Opening::Shift,
            Self::Weekday => Opening::Weekday,
            Self::Month => Opening::Month,
            Self::Season => Opening::Season,
            Self::Part => Opening::Part,
            Self::Decade => Opening::Decade,
            Self::Fiscal => Opening::Fiscal,
            _ => Opening::Sign,
        }
    }

    fn read(word: &'static str, id: &mut impl FnMut(&'static str) -> u16) -> Option<Self> {
        let units = |names: &str| names.split('|').map(unit_of).collect::<Option<Vec<_>>>();
        Some(match word.split_once(':') {
            Some(("U", names)) => Self::Unit(units(names)?),
            Some(("L", shift)) => Self::Shift(Some(shift.parse().ok()?)),
            _ => match word {
                "N" => Self::Count,
                "O" => Self::Ordinal,
                "G" => Self::DigitOrdinal,
                "D" => Self::Day(false),
                "DD" => Self::Day(true),
                "Q" => Self::Length,
                "U" => Self::Unit(Vec::new()),
                "L" => Self::Shift(None),
                "W" => Self::Weekday,
                "M" => Self::Month,
                "S" => Self::Season,
                "P" => Self::Part,
                "Y" => Self::Year,
                "T" => Self::Decade,
                "F" => Self::Fiscal,
                "X" => Self::Date,
                "-" => Self::Hyphen,
                "'" => Self::Apostrophe,
                "." => Self::Dot,
                "," => Self::Comma,
                "(" | ")" => Self::Bracket,
                "$" => Self::End,
                _ => Self::Literal(word.split('|').map(id).collect()),
            },
        })
    }

    fn matches(&self, text: Text<'_, '_>, at: usize, depth: u32, captures: &mut Captures) -> Option<usize> {
        let tokens = text.tokens;
        if *self == Self::End {
            return tokens.get(at).is_none_or(|token| !token.is_word()).then_some(at);
        }
        let token = tokens.get(at)?;
        let one = |found: bool| found.then_some(at + 1);
        match self {
            Self::Literal(ids) => {
                one(token.classes.iter().any(|class| matches!(class, Class::Literal(id) if ids.contains(id))))
            }
            Self::Count => keep(number::cardinal(tokens, at)?, &mut captures.count),
            Self::Ordinal => {
                // The first of two ordinals is a day: "den siebten vierten".
                captures.day = captures.day.or(captures.ordinal.map(|day| (day, day)));
                keep(number::ordinal(tokens, at)?, &mut captures.ordinal)
            }
            Self::Day(digits) => {
                let (day, next) = number::day(tokens, at).filter(|_| !digits || token.is_number())?;
                let first = captures.day.map_or(day, |(first, _)| first);
                keep(((first, day), next), &mut captures.day)
            }
            Self::Length => keep(length(tokens, at)?, &mut captures.length),
            Self::Unit(units) => {
                let unit = token.unit().filter(|unit| units.is_empty() || units.contains(unit))?;
                let dot = usize::from(
                    token.text.chars().count() <= 4
                        && tokens.get(at + 1).is_some_and(|dot| dot.glued && dot.is_sign(&['.']))
                        && at + 2 < tokens.len(),
                );
                // "2011 г.", but not the end of a sentence after "año"
                let cyrillic = token.text.starts_with(|c: char| c >= '\u{400}');
                keep((unit, at + 1 + dot * usize::from(cyrillic)), &mut captures.unit)
            }
            Self::Shift(wanted) => {
                let shift = token.shift().filter(|shift| wanted.is_none_or(|wanted| wanted == *shift))?;
                keep((shift, at + 1), &mut captures.shift)
            }
            Self::Weekday => keep((token.weekday()?, calendar::weekday_name(tokens, at)), &mut captures.weekday),
            Self::Month => keep(grammar::month(tokens, at, true)?, &mut captures.month),
            Self::Season => keep((token.season()?, at + 1), &mut captures.season),
            Self::Part => one(token.classes.contains(&Class::Part)),
            Self::Year => keep(number::year(tokens, at)?, &mut captures.year),
            Self::Decade => keep((token.decade()?, at + 1), &mut captures.decade),
            Self::Fiscal => one(token.is(Role::Fiscal)),
            Self::Date => {
                let (meaning, next) = grammar::date_within(text, at, depth + 1)?;
                captures.date = Some(meaning);
                Some(next)
            }
            Self::Hyphen => one(token.is_sign(&['-', '‑', '–'])),
            Self::Apostrophe => one(token.is_sign(&['\'', '’'])),
            Self::End => None,
            Self::DigitOrdinal => {
                keep(token.is_number().then(|| number::ordinal(tokens, at))??, &mut captures.ordinal)
            }
            Self::Comma => one(token.is_sign(&[','])),
            Self::Dot => one(token.glued && token.is_sign(&['.'])),
            Self::Bracket => one(token.is_sign(&['(', ')'])),
        }
    }
}

fn keep<T>((value, next): (T, usize), place: &mut Option<T>) -> Option<usize> {
    *place = Some(value);
    Some(next)
}

/// A length of time: counts with their units, "2 years 1 month and 21 days"; "a" and a unit; half a unit after them.
pub(crate) fn length(tokens: &Tokens<'_>, at: usize) -> Option<(Length, usize)> {
    let (mut length, mut next) = one_length(tokens, at)?;
    for _ in 0..3 {
        let joint = usize::from(tokens.get(next).is_some_and(|token| token.is(Role::And) || token.is_sign(&[','])));
        let Some((more, end)) = one_length(tokens, next + joint) else { break };
        if more.unit >= length.unit {
            break;
        }
        length.months += more.months;
        length.days += more.days;
        length.mixed = true;
        next = end;
    }
    Some((length, next))
}

fn one_length(tokens: &Tokens<'_>, at: usize) -> Option<(Length, usize)> {
    let (count, next) = number::cardinal(tokens, at)?;
    let hyphen = usize::from(tokens.get(next).is_some_and(|sign| sign.glued && sign.is_sign(&['-'])));
    let next = next + hyphen;
    Some((Length::of(tokens.get(next)?.unit()?, count)?, next + 1))
}

impl Length {
    /// So many units, at most 9999.
    pub(crate) fn of(unit: Unit, count: u32) -> Option<Self> {
        let signed = i32::try_from(count).ok().filter(|count| *count <= 9999)?;
        let (months, days) = match unit {
            Unit::Day | Unit::Workday => (0, signed),
            Unit::Week | Unit::Weekend => (0, 7 * signed),
            Unit::Fortnight => (0, 14 * signed),
            Unit::Month => (signed, 0),
            Unit::Quarter => (3 * signed, 0),
            Unit::Half => (6 * signed, 0),
            Unit::Year => (12 * signed, 0),
            Unit::Decade => (120 * signed, 0),
            Unit::Century => (1200 * signed, 0),
        };
        Some(Self { months, days, unit, count, mixed: false })
    }
}

/// The year that a phrase gives: stated, or beside the present one.
pub(crate) fn year_of(captures: &Captures) -> Option<Year> {
    captures.year.map(Year::Stated).or(captures.shift.map(Year::Shift))
}
