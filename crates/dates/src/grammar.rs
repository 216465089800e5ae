//! Which tokens make a calendar expression and what it says, before anything is resolved.
//!
//! A date is read by the longest of the rules: dates in digits, dates of day, month and year, and the phrases of the
//! language's data file. Dates are joined to ranges. Each rule looks at a bounded number of tokens from where it stands.

use crate::calendar;
pub(crate) use crate::calendar::{Calendar, Year, month};
use crate::holiday::Holiday;
use crate::lexicon::{Lexicon, Role, Unit};
use crate::number;
use crate::phrase::{Captures, Length, Rule, year_of};
use crate::token::Token;
use crate::{numeric, years};
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
    /// The week that holds a date.
    WeekOf(Box<Meaning>),
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

/// An expression: tokens `first..next`.
#[derive(Debug)]
pub(crate) struct Expression {
    pub(crate) first: usize,
    pub(crate) next: usize,
    pub(crate) meaning: Meaning,
}

type Tokens<'a> = [Token<'a>];

/// How deep dates may stand in phrases: "the first week of the month after next Easter".
const DEPTH: u32 = 2;

/// The tokens of a block and the lexicon they were read with.
#[derive(Clone, Copy)]
pub(crate) struct Text<'a, 't> {
    pub(crate) tokens: &'t Tokens<'a>,
    pub(crate) lexicon: &'static Lexicon,
    /// The token before which a joint stands: what is before it belongs to another date.
    pub(crate) joined: Option<usize>,
}

/// The expression that begins at token `at`.
pub(crate) fn expression(tokens: &Tokens<'_>, lexicon: &'static Lexicon, at: usize) -> Option<Expression> {
    let token = &tokens[at];
    let opens = token.is(Role::From) || token.is(Role::Since) || token.is(Role::Until);
    let begins = opens || !token.is_plain() || token.month().is_some() || token.is(Role::Fiscal) || lexicon.begins(token.classes);
    if !begins && !numeric::can_begin(token) {
        return None;
    }
    let text = Text { tokens, lexicon, joined: None };
    let (meaning, next) = opened(text, at).or_else(|| range(text, at))?;
    Some(Expression { first: at, next, meaning })
}

/// Expressions that a word opens: "since 2009", "until May", "from 2 to 4 May", "between 2014 and 2018".
fn opened(text: Text<'_, '_>, at: usize) -> Option<(Meaning, usize)> {
    let token = &text.tokens[at];
    let opens = token.is(Role::From) || token.is(Role::Since) || token.is(Role::Until);
    if !opens || is_moved(text.tokens, at) {
        return None;
    }
    let start = skip(text.tokens, skip(text.tokens, skip(text.tokens, at + 1, Role::Of), Role::Article), Role::About);
    // "de mayo y junio" are two, "entre mayo y junio" is one.
    let ranged = token.is(Role::From).then(|| joined_range(text, start, !token.is(Role::Of))).flatten();
    if ranged.is_some() {
        return ranged;
    }
    let (meaning, next) = range(text, start).filter(|_| token.is(Role::Since) || token.is(Role::Until))?;
    if matches!(meaning, Meaning::Range(..) | Meaning::Since(_) | Meaning::Until(_)) || is_pair(&meaning) {
        return token.is(Role::From).then_some((meaning, next));
    }
    // "from 2 to" something that is no date says nothing of an open end.
    let goes_on = text.tokens.get(next).is_some_and(|token| token.is(Role::To)) && token.is(Role::From);
    if goes_on {
        return None;
    }
    if token.is(Role::Since) {
        Some((Meaning::Since(Box::new(meaning)), next))
    } else {
        Some((Meaning::Until(Box::new(meaning)), next))
    }
}

fn is_pair(meaning: &Meaning) -> bool {
    matches!(meaning, Meaning::Calendar(first, last) if first != last)
}

/// One date, or two joined by a dash or a word.
fn range(text: Text<'_, '_>, at: usize) -> Option<(Meaning, usize)> {
    let first = date_of(text, at, 0);
    let found = join(text, at, first.as_ref(), false).or(first);
    // "tomorrow, Friday 11 May" is one day.
    if let Some((Meaning::Day(_), next)) = &found
        && text.tokens.get(*next).is_some_and(|comma| comma.is_sign(&[',']))
        && text.tokens.get(next + 1).is_some_and(|token| token.weekday().is_some())
    {
        return calendar::calendar(text.tokens, next + 1).or(found);
    }
    found
}

/// Two dates that are joined. `between`: a word before them says that "and" joins them as well.
fn joined_range(text: Text<'_, '_>, at: usize, between: bool) -> Option<(Meaning, usize)> {
    join(text, at, date_of(text, at, 0).as_ref(), between)
}

/// The first of two dates, which begins at token `at`, and what is joined to it.
fn join(text: Text<'_, '_>, at: usize, first: Option<&(Meaning, usize)>, between: bool) -> Option<(Meaning, usize)> {
    let tokens = text.tokens;
    let alone = || bare_day(tokens, at).or_else(|| now(tokens, at));
    let (first, next) = first.cloned().or_else(alone)?;
    let joint = tokens.get(next)?;
    let and = joint.is(Role::And);
    let dash = joint.is_sign(&['-', '–', '—', '~', '−']);
    let stroke = joint.is_sign(&['/']) && tokens[next - 1].is_sign(&['.']);
    if is_moved(tokens, at) || !(dash || joint.is(Role::To) || and || stroke) {
        return None;
    }
    let listed = and && !between;
    let mut other = next + 1 + usize::from(tokens.get(next + 1).is_some_and(|token| token.is(Role::Article) && token.shift().is_none()));
    // "from 2 up to 4 May", "с 2 и по 4 мая", "bis zum 4. Mai"
    for _ in 0..2 {
        other += usize::from(tokens.get(other).is_some_and(|token| {
            (token.is(Role::To) && !and) || token.is(Role::Article) && token.shift().is_none() || token.is(Role::About)
        }));
    }
    let second = Text { joined: Some(other), ..text };
    let found = date_of(second, other, 0).or_else(|| years::short_end(tokens, other, &first));
    let (last, end) = found.or_else(|| now(tokens, other))?;
    if is_life(tokens, at, &first, &last) {
        return None;
    }
    let meaning = combine(first, last, listed, dash && !tokens[other].is(Role::Now))?;
    Some((meaning, end))
}

/// The present as an end of a range: "2013 – present", "between now and May".
fn now(tokens: &Tokens<'_>, at: usize) -> Option<(Meaning, usize)> {
    tokens.get(at)?.is(Role::Now).then_some((Meaning::Day(0), at + 1))
}

/// A day whose month comes with the second date: "28 – 2 March", "с 28 по 2 марта", "14./15.10.".
fn bare_day(tokens: &Tokens<'_>, at: usize) -> Option<(Meaning, usize)> {
    let (day, next) = number::day(tokens, at).filter(|_| tokens[at].is_number())?;
    let dot = usize::from(tokens.get(next).is_some_and(|dot| dot.glued && dot.is_sign(&['.'])));
    let date = Calendar { day: Some(day), ..Calendar::default() };
    Some((Meaning::Calendar(date, date), next + dot))
}

/// What two joined dates say; the parts that one lacks are those of the other.
fn combine(first: Meaning, last: Meaning, listed: bool, dashed: bool) -> Option<Meaning> {
    match (first, last) {
        (Meaning::Calendar(mut first, _), Meaning::Calendar(start, mut last)) => {
            if listed && (first.day.is_some() || first.year.is_some() || start.day.is_some()) {
                return None;
            }
            if first.month.is_none() {
                // "from 20 to 3 May" would run backwards.
                (last.day.is_some() && first.day < last.day).then_some(())?;
                first.month = last.month;
            }
            if first.day.is_some() && last.day.is_none() && last.year.is_none() {
                return None;
            }
            let share = matches!(last.year, Some(Year::Stated(_))) || first.month <= last.month;
            first.year = first.year.or(last.year.filter(|_| share));
            last.year = last.year.or(first.year.filter(|_| first.month <= last.month));
            Some(Meaning::Calendar(first, last))
        }
        (Meaning::Slashed(a, b, None), Meaning::Slashed(c, d, year)) if !listed => {
            Some(Meaning::Range(Box::new(Meaning::Slashed(a, b, year)), Box::new(Meaning::Slashed(c, d, year))))
        }
        (Meaning::Calendar(date, _), _) if date.month.is_none() => None,
        (Meaning::PartOfYear(unit, n, None), Meaning::PartOfYear(other, m, year))
            if unit == other && n <= m && (!listed || year.is_some()) =>
        {
            Some(Meaning::Range(
                Box::new(Meaning::PartOfYear(unit, n, year)),
                Box::new(Meaning::PartOfYear(other, m, year)),
            ))
        }
        (Meaning::Shift(unit, _), Meaning::Calendar(..)) if unit >= Unit::Month => None,
        // "BISHKEK, 5 May 2014 – Today" is a dateline.
        (Meaning::Calendar(..) | Meaning::Value(_), Meaning::Day(_)) if dashed => None,
        (Meaning::Weekday(..), Meaning::Calendar(date, _)) if date.day.is_none() => None,
        // "Monday and Tuesday" are the days from one to the other.
        (Meaning::Weekday(first, shift), Meaning::Weekday(last, None)) if listed => (last == first + 1).then(|| {
            Meaning::Range(Box::new(Meaning::Weekday(first, shift)), Box::new(Meaning::Weekday(last, None)))
        }),
        (first, last) if !listed => Some(Meaning::Range(Box::new(first), Box::new(last))),
        _ => None,
    }
}

/// "(8 September 1841 – 1 May 1904)" are the days of a birth and of a death, not of something that took so long.
fn is_life(tokens: &Tokens<'_>, at: usize, first: &Meaning, last: &Meaning) -> bool {
    let year = |meaning: &Meaning| match meaning {
        Meaning::Calendar(date, _) => match date.year {
            Some(Year::Stated(year)) => Some(year),
            _ => None,
        },
        Meaning::Value(when) => Some(when.start().year()),
        _ => None,
    };
    let bracketed = tokens[at.saturating_sub(16)..at]
        .iter()
        .rev()
        .find(|token| token.is_sign(&['(', '[', ')', ']', '.']) && !token.glued || token.is_sign(&['(', ')']))
        .is_some_and(|token| token.is_sign(&['(', '[']));
    bracketed && year(first).zip(year(last)).is_some_and(|(born, died)| (15..=110).contains(&(died - born)))
}

/// "postponed from 5 June to 15 September" names two dates, not what lies between them.
fn is_moved(tokens: &Tokens<'_>, at: usize) -> bool {
    tokens[at.saturating_sub(3)..at].iter().any(|token| token.is(Role::Moved))
}

/// A date within a phrase, at most [`DEPTH`] deep.
pub(crate) fn date_within(text: Text<'_, '_>, at: usize, depth: u32) -> Option<(Meaning, usize)> {
    let article = text.tokens.get(at).is_some_and(|token| token.is(Role::Article) && token.shift().is_none());
    let at = at + usize::from(article);
    (depth <= DEPTH && at < text.tokens.len()).then(|| date_of(text, at, depth))?
}

/// The longest date that begins at token `at`, without those that it may be joined to.
fn date_of(text: Text<'_, '_>, at: usize, depth: u32) -> Option<(Meaning, usize)> {
    let tokens = text.tokens;
    let token = tokens.get(at)?;
    if let Some(found) = numeric::iso(text, at) {
        return Some(found);
    }
    let mut best = calendar::calendar(tokens, at);
    let mut keep = |found: Option<(Meaning, usize)>| {
        if let Some(found) = found.filter(|(_, next)| best.as_ref().is_none_or(|(_, end)| next > end)) {
            best = Some(found);
        }
    };
    let separated = if token.weekday().is_some() { calendar::past_weekday(tokens, at) } else { at };
    keep(numeric::separated(text, separated));
    keep(alone(tokens, at));
    if token.is_number() || !token.classes.is_empty() || numeric::can_begin(token) {
        for phrase in text.lexicon.phrases(token) {
            let Some((captures, next)) = phrase.matches(text, at, depth) else { continue };
            keep(meant(phrase.rule, captures, tokens, at, next));
        }
    }
    if let Some(shift) = token.shift() {
        let names = tokens.get(at + 1).into_iter().flat_map(|named| text.lexicon.phrases(named));
        for phrase in names.filter(|phrase| phrase.is_name()) {
            let Rule::Holiday(holiday) = phrase.rule else { continue };
            let found = phrase.matches(text, at + 1, depth);
            keep(found.map(|(_, next)| (Meaning::HolidayNear(holiday, shift), next)));
        }
    }
    keep(years::years(text, at));
    best.map(|(meaning, next)| (meaning, daypart(tokens, next)))
}

/// Past "morning" or "in the evening": part of the evidence of a day.
fn daypart(tokens: &Tokens<'_>, at: usize) -> usize {
    match tokens.get(at) {
        Some(token) if token.is(Role::Daypart) && token.is_lower() => at + 1,
        _ => at,
    }
}

/// Whether the tokens are all that a line, or a cell of a table, begins with before a sign.
fn is_cell(tokens: &Tokens<'_>, at: usize, next: usize) -> bool {
    let begins = at.checked_sub(1).is_none_or(|before| tokens[before].is_sign(&['|', '•', '–', '—', '-']));
    begins && tokens.get(next).is_none_or(|token| token.is_sign(&['|', ':', '–', '—', '-', '(']))
}

/// A word that is a date by itself: "today", "Friday".
fn alone(tokens: &Tokens<'_>, at: usize) -> Option<(Meaning, usize)> {
    let token = tokens.get(at)?;
    if let Some(offset) = token.day_offset() {
        return Some((Meaning::Day(offset), at + 1));
    }
    // "Autumn | Abidjan" in a calendar
    if let Some(season) = token.season().filter(|_| is_cell(tokens, at, at + 1)) {
        return Some((Meaning::PartOfYear(None, season, None), at + 1));
    }
    calendar::weekday_alone(tokens, at).map(|(weekday, next)| (Meaning::Weekday(weekday, None), next))
}

/// What a phrase says that captured this and ends before token `next`; a year may still follow.
fn meant(rule: Rule, captures: Captures, tokens: &Tokens<'_>, at: usize, next: usize) -> Option<(Meaning, usize)> {
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
            let length = length.or_else(|| Length::of(captures.unit?, 1)).filter(|length| length.months <= 600)?;
            Meaning::Move(length, 1, Base::Now)
        }
        Rule::Later => Meaning::Move(captures.length.or_else(|| Length::of(captures.unit?, 1))?, 1, Base::Spoken),
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
        Rule::NthWeekday => Meaning::NthWeekday(captures.ordinal.unwrap_or(0), captures.weekday?, boxed(date)?),
        Rule::Nth => return nth(&captures, tokens, at, next),
        Rule::LastOf => Meaning::Ends(Length::of(captures.unit?, 1)?, true, boxed(date)?),
        Rule::FirstOf => Meaning::Ends(captures.length?, false, boxed(date)?),
        Rule::LastsOf => Meaning::Ends(captures.length?, true, boxed(date)?),
        Rule::Part => date?,
        Rule::WeekOf => {
            // "semana de 14 de abril"
            let (year, after) = year_after(&captures, tokens, next);
            let dated = captures.month.map(|month| Calendar { year, month: Some(month), day: day_of(&captures), weekday: None });
            let next = if dated.is_some() { after } else { next };
            let date = captures.date.clone().or(dated.map(|date| Meaning::Calendar(date, date)));
            let week = date.or(day_of(&captures).map(Meaning::DayOnly))?;
            return Some((Meaning::WeekOf(Box::new(week)), next));
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
        Rule::CenturyBefore => return None,
        // "academic year 2016/17"
        Rule::FiscalYear if captures.year.is_some_and(|year| years::pair(tokens, year, next).is_some()) => {
            return captures.year.and_then(|year| years::pair(tokens, year, next));
        }
        Rule::FiscalYear => Meaning::Fiscal(year_of(&captures).or_else(|| short(captures.count))?),
        Rule::FiscalShift => Meaning::Fiscal(Year::Shift(signed?)),
        Rule::Year => Meaning::Value(When::year(captures.year?)?),
        Rule::Now => Meaning::Day(0),
        Rule::Weekend => Meaning::WeekendNear,
        Rule::Every => Meaning::Every(boxed(date)?),
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
        tokens[start].weekday().is_none() && calendar::calendar(tokens, start).is_some_and(|(_, end)| end > next)
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

pub(crate) fn skip(tokens: &Tokens<'_>, at: usize, role: Role) -> usize {
    at + usize::from(tokens.get(at).is_some_and(|token| token.is(role)))
}
