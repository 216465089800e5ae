//! Dates of day, month and year, in every order, some parts of which may be missing.

use crate::lexicon::{Role, Unit};
use crate::meaning::Meaning;
use crate::number;
use crate::token::{Kind, Token};

type Tokens<'a> = [Token<'a>];

/// A date of which some parts may be missing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct Calendar {
    pub(crate) year: Option<Year>,
    pub(crate) month: Option<u32>,
    pub(crate) day: Option<u32>,
    /// The weekday that stands with it, Monday 0.
    pub(crate) weekday: Option<u32>,
}

/// A year as stated.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Year {
    /// By its number.
    Stated(i32),
    /// Relative to the anchor's: -1, 0, 1.
    Shift(i32),
}

/// The days of one date: the first and last that are named, and where it ends.
struct Named {
    days: Option<(u32, u32)>,
    month: u32,
    year: Option<Year>,
    next: usize,
}

/// A date in any order, with its weekday and year where they stand with it; days may be listed.
pub(crate) fn calendar(tokens: &Tokens<'_>, at: usize) -> Option<(Meaning, usize)> {
    let weekday = tokens.get(at)?.weekday();
    let mut start = at;
    if weekday.is_some() {
        start = past_weekday(tokens, at);
    }
    let bracket = usize::from(start > at && tokens.get(start).is_some_and(|token| token.is_sign(&['('])));
    let named = day_first(tokens, start + bracket)
        .or_else(|| month_first(tokens, start + bracket))
        .or_else(|| year_first(tokens, start + bracket))?;
    let date = |day| Calendar { year: named.year, month: Some(named.month), day, weekday: None };
    let (mut first, mut last) = match named.days {
        Some((first, last)) => (date(Some(first)), date(Some(last))),
        None => (date(None), date(None)),
    };
    if weekday.is_some() && first.day.is_none() {
        return None;
    }
    let (after, next) = weekday_after(tokens, named.next);
    let single = first == last && first.day.is_some();
    if let Some(weekday) = weekday.or(after).filter(|_| single) {
        (first.weekday, last.weekday) = (Some(weekday), Some(weekday));
    }
    let next = if single { next } else { named.next };
    let closed = tokens.get(next).is_some_and(|token| token.is_sign(&[')']));
    (bracket == 0 || closed).then_some((Meaning::Calendar(first, last), next + bracket))
}

/// Past a weekday and what parts it from its date.
pub(crate) fn past_weekday(tokens: &Tokens<'_>, at: usize) -> usize {
    let mut next = weekday_name(tokens, at);
    for _ in 0..2 {
        next += usize::from(tokens.get(next).is_some_and(|token| {
            token.is_sign(&[',', '.'])
                || token.is(Role::Article)
                || token.is(Role::In) && !token.is(Role::Since) && !token.is(Role::To)
        }));
    }
    next
}

/// Past the name of a weekday and what may be glued to it: "terça-feira".
pub(crate) fn weekday_name(tokens: &Tokens<'_>, at: usize) -> usize {
    let glued = tokens.get(at + 1).is_some_and(|sign| sign.is_sign(&['-']));
    let second =
        tokens.get(at + 1 + usize::from(glued)).is_some_and(|token| matches!(token.text, "feira" | "Feira"));
    at + 1 + if second { 1 + usize::from(glued) } else { 0 }
}

/// A weekday in brackets or after a comma behind its date: "10 января, четверг", "19 January (Thursday)".
fn weekday_after(tokens: &Tokens<'_>, at: usize) -> (Option<u32>, usize) {
    let Some(sign) = tokens.get(at).filter(|token| token.is_sign(&['(', ','])) else { return (None, at) };
    let bracket = sign.is_sign(&['(']);
    let Some(weekday) = tokens.get(at + 1).and_then(Token::weekday) else { return (None, at) };
    let next = weekday_name(tokens, at + 1);
    let ends = match tokens.get(next) {
        Some(token) if bracket => token.is_sign(&[')']),
        Some(token) => !token.is_number(),
        None => !bracket,
    };
    // "on 3 May, Friday's meeting" names another day.
    if ends && (bracket || tokens.get(next).is_none_or(|token| token.text != "s")) {
        (Some(weekday), next + usize::from(bracket))
    } else {
        (None, at)
    }
}

fn day_first(tokens: &Tokens<'_>, at: usize) -> Option<Named> {
    let (first, last, next) = days(tokens, at)?;
    let mut next = separator(tokens, next);
    for _ in 0..2 {
        let of = tokens.get(next).is_some_and(|token| {
            token.is(Role::Of)
                || token.is(Role::Article)
                || token.unit() == Some(Unit::Day) && token.month().is_none()
        });
        next += usize::from(of);
    }
    let (month, next) = month(tokens, next, true)?;
    let (year, next) = year(tokens, next, true);
    Some(Named { days: Some((first, last)), month, year, next })
}

fn month_first(tokens: &Tokens<'_>, at: usize) -> Option<Named> {
    if let Some((month, next)) = month(tokens, at, true) {
        let comma = tokens.get(next).is_some_and(|sign| sign.is_sign(&[',']))
            && tokens.get(next + 1).is_some_and(Token::is_number)
            && number::ordinal(tokens, next + 1).is_some();
        // "by April. Two of them"
        let glued = tokens.get(next + 1).is_some_and(|token| token.glued);
        let joint = if glued { separator(tokens, next) } else { next };
        let start = skip(tokens, joint + usize::from(comma), Role::Article);
        // "January nineteen ninety-seven" has no nineteenth day.
        let spelled =
            tokens.get(start).is_some_and(Token::is_word).then(|| number::year(tokens, start)).flatten();
        if let Some((year, next)) = spelled {
            return Some(Named { days: None, month, year: Some(Year::Stated(year)), next });
        }
        if let Some((first, last, after)) = days(tokens, start) {
            // "March 27 February" is not a date of March; "May 2011" and "May 20:30" have no day.
            let joint = separator(tokens, after);
            let other = self::month(tokens, joint, true)
                .is_some_and(|(_, end)| joint == after || number::day(tokens, end).is_none());
            // "Feb 28 02:07:48 2022"
            let (year, next) = year(tokens, past_clock(tokens, after), true);
            let next = if year.is_some() { next } else { after };
            if !other && !is_decimal(tokens, after) {
                return Some(Named { days: Some((first, last)), month, year, next });
            }
        }
        let (year, next) = year(tokens, next, false);
        if year.is_some() {
            // "Oct-2014-17"
            let glued = tokens.get(next).is_some_and(|sign| sign.glued && sign.is_sign(&['-', '/']));
            let goes_on = tokens.get(next + 2).is_some_and(|sign| sign.glued && sign.is_sign(&['-', '/']));
            if let Some((day, end)) = (glued && !goes_on).then(|| number::day(tokens, next + 1)).flatten() {
                return Some(Named { days: Some((day, day)), month, year, next: end });
            }
            return Some(Named { days: None, month, year, next });
        }
    }
    let (month, next) = month(tokens, at, false)?;
    Some(Named { days: None, month, year: None, next })
}

/// Past the time of day between a day and its year.
fn past_clock(tokens: &Tokens<'_>, at: usize) -> usize {
    let clock = (at..at + 5).all(|part| {
        tokens.get(part).is_some_and(|token| {
            if (part - at).is_multiple_of(2) {
                token.is_number()
            } else {
                token.glued && token.is_sign(&[':'])
            }
        })
    });
    at + if clock { 5 } else { 0 }
}

/// "2014-Oct-7", "2014/17/Oct", "2011 November 17".
fn year_first(tokens: &Tokens<'_>, at: usize) -> Option<Named> {
    let Kind::Number(year @ 1000..=2999, 4) = tokens.get(at)?.kind else { return None };
    let year = Some(Year::Stated(i32::try_from(year).ok()?));
    // Kazakh "2011 жылғы 17 қараша"
    let worded = number::year_word(tokens, at + 1);
    let next = separator(tokens, worded);
    if let Some((month, next)) = month(tokens, next, true).filter(|_| tokens[next].text.chars().count() > 2) {
        // "2011 жылғы қараша 2012" has no day.
        let day = number::day(tokens, separator(tokens, next))
            .filter(|(_, end)| !is_decimal(tokens, *end) && worded == at + 1);
        let next = day.map_or(next, |(_, end)| end);
        return Some(Named { days: day.map(|(day, _)| (day, day)), month, year, next });
    }
    let (first, last, next) = days(tokens, next).filter(|_| next > at + 1)?;
    let (month, next) = month(tokens, separator(tokens, next), true)?;
    Some(Named { days: Some((first, last)), month, year, next })
}

/// Past a hyphen, stroke or dot that joins the parts of a date.
fn separator(tokens: &Tokens<'_>, at: usize) -> usize {
    at + usize::from(tokens.get(at).is_some_and(|sign| sign.glued && sign.is_sign(&['-', '/', '.'])))
}

fn is_decimal(tokens: &Tokens<'_>, at: usize) -> bool {
    tokens.get(at).is_some_and(|sign| sign.glued && sign.is_sign(&['.', ',', ':']))
        && tokens.get(at + 1).is_some_and(|more| more.glued && more.is_number())
}

/// Days of one month: "17", "17-18", "3, 5 and 7"; the first and the last.
fn days(tokens: &Tokens<'_>, at: usize) -> Option<(u32, u32, usize)> {
    let (first, mut next) = number::day(tokens, at)?;
    let mut last = first;
    for _ in 0..12 {
        let dot = usize::from(tokens.get(next).is_some_and(|dot| dot.glued && dot.is_sign(&['.'])));
        let Some(token) = tokens.get(next + dot) else { break };
        let joined =
            token.is_sign(&['-', '–', '—', '−', ',', '&', '/']) || token.is(Role::And) || token.is(Role::To);
        if !joined {
            break;
        }
        let mut after = next + dot + 1;
        for _ in 0..2 {
            after +=
                usize::from(tokens.get(after).is_some_and(|token| {
                    token.is(Role::And) || token.is(Role::Article) || token.is(Role::To)
                }));
        }
        let Some((day, end)) = number::day(tokens, after) else { break };
        if day <= last {
            break;
        }
        (last, next) = (day, end);
    }
    Some((first, last, next))
}

/// English months that are other words as well, when they stand in small letters, and short forms of three letters that
/// are words of some language.
const WEAK: [&str; 12] =
    ["may", "march", "mar", "jan", "sep", "dec", "set", "out", "sept", "ago", "ene", "fev"];

/// Short names of months that are no abbreviations.
const FULL: [&str; 11] =
    ["May", "June", "July", "juin", "mars", "août", "mai", "mayo", "maio", "Juni", "Juli"];

/// Months that are given names as well: before a surname they are those.
const GIVEN_NAMES: [&str; 6] = ["April", "June", "August", "Avril", "Abril", "Julio"];

/// A month, and where it ends. `dated`: a day or a year stands with it, so that "may" and "Mar" are months.
pub(crate) fn month(tokens: &Tokens<'_>, at: usize, dated: bool) -> Option<(u32, usize)> {
    let token = tokens.get(at)?;
    let month = token.month()?;
    let beside = |token: Option<&Token<'_>>| {
        token.is_some_and(|token| token.is_number() || token.shift().is_some_and(|shift| shift != 0))
    };
    let before = at.checked_sub(1).map(|before| &tokens[before]);
    let licensed = before.is_some_and(|token| {
        [Role::In, Role::Of, Role::From, Role::To, Role::Since, Role::Until]
            .iter()
            .any(|role| token.is(*role))
            || token.shift().is_some_and(|shift| shift != 0)
            || token.is_sign(&['-', '–', '/'])
            || token.classes.contains(&crate::lexicon::Class::Part)
    });
    // "May to July", "Oct-Jan 2014"
    let ranged =
        tokens.get(at + 1).is_some_and(|token| token.is_sign(&['-', '–', '—']) || token.is(Role::To))
            && tokens.get(at + 2).is_some_and(|token| token.month().is_some())
            || before.is_some_and(|token| token.is_sign(&['-', '–', '—']) || token.is(Role::To))
                && at > 1
                && tokens[at - 2].month().is_some();
    let licensed = licensed || ranged;
    let weak = WEAK.contains(&token.text);
    let name = matches!(
        token.text,
        "May" | "March" | "MAY" | "MARCH" | "Mar" | "Mai" | "Julio" | "Avril" | "Abril" | "Mars"
    );
    let numbered = beside(before) || beside(tokens.get(at + 1)) || beside(tokens.get(at + 2));
    let number = |token: Option<&Token<'_>>| token.is_some_and(Token::is_number);
    let counted = number(before) || number(tokens.get(at + 1)) || number(tokens.get(at + 2));
    // "28-Feb-2021" in a French text
    let day_before = number(before)
        || before.is_some_and(|sign| sign.glued && sign.is_sign(&['-', '/', '.']))
            && at > 1
            && tokens[at - 2].is_number();
    // French "sept" counts seven.
    let other = token.is_foreign() && (!dated || !counted || token.text.chars().count() <= 3 && !day_before)
        || !dated && token.cardinal().is_some();
    let fits = if other {
        false
    } else if dated {
        !weak || numbered || licensed
    } else if token.text.is_ascii() && matches!(token.text.len(), 3..=4) && !FULL.contains(&token.text) {
        let dotted = tokens.get(at + 1).is_some_and(|dot| dot.glued && dot.is_sign(&['.']));
        licensed && (!weak || tokens.len() < 8) || dotted && tokens.len() > at + 2 || tokens.len() < 6
    } else if weak {
        // "nov. a mar."
        let after_month = before.is_some_and(|token| token.is(Role::To))
            && tokens[at.saturating_sub(3)..at].iter().any(|token| token.month().is_some());
        licensed && (token.text.chars().count() > 3 || tokens.len() < 8 || after_month)
    } else if GIVEN_NAMES.contains(&token.text)
        && tokens
            .get(at + 1)
            .is_some_and(|after| after.is_word() && !after.is_lower() && after.classes.is_empty())
    {
        licensed
    } else if name {
        licensed
            || tokens.get(at + 1).is_none_or(|after| after.kind != Kind::Word)
                && before.is_none_or(|token| !token.is_word() || token.is_lower())
    } else {
        true
    };
    let abbreviated = token.text.chars().count() <= if token.text.is_ascii() { 4 } else { 5 }
        && tokens.get(at + 1).is_some_and(|dot| dot.glued && dot.is_sign(&['.']))
        && tokens.get(at + 2).is_some_and(|token| {
            token.is_number()
                || token.is_sign(&[',', '-', '–', ')'])
                || token.is_lower()
                || token.is_sign(&['\'', '’'])
        });
    fits.then_some((month, at + 1 + usize::from(abbreviated)))
}

/// The year after a month or a day, where there is one: "2011", ", 2011", "of next year", "прошлого года", "'98".
pub(crate) fn year(tokens: &Tokens<'_>, at: usize, after_day: bool) -> (Option<Year>, usize) {
    let comma = usize::from(tokens.get(at).is_some_and(|token| token.is_sign(&[',', '('])));
    let mut start = at + comma;
    let glued = separator(tokens, start) > start && tokens.get(start + 1).is_some_and(|token| token.glued);
    start += usize::from(glued);
    for _ in 0..3 {
        start += usize::from(tokens.get(start).is_some_and(|token| {
            token.is(Role::Of)
                || token.is(Role::In)
                || token.is(Role::Article) && token.shift().is_none()
                || token.unit() == Some(Unit::Year) && tokens.get(start + 1).is_some_and(Token::is_number)
        }));
    }
    let bracket = tokens.get(at).is_some_and(|token| token.is_sign(&['(']));
    if let Some((year, next)) =
        number::year(tokens, start).filter(|(_, next)| !is_more_than_year(tokens, *next))
    {
        let closed = tokens.get(next).is_some_and(|token| token.is_sign(&[')']));
        if !bracket || closed {
            return (Some(Year::Stated(year)), next + usize::from(bracket));
        }
    }
    if let Some((year, next)) = two_digits(tokens, start, glued, after_day).filter(|_| !bracket) {
        return (Some(Year::Stated(year)), next);
    }
    match relative_year(tokens, start).filter(|_| comma == 0) {
        Some((shift, next)) => (Some(Year::Shift(shift)), next),
        None => (None, at),
    }
}

/// "2011" that goes on: "2011,5", "2011%".
fn is_more_than_year(tokens: &Tokens<'_>, next: usize) -> bool {
    is_decimal(tokens, next)
        && tokens.get(next).is_some_and(|sign| !sign.is_sign(&[':']))
        && tokens.get(next + 1).is_some_and(|more| more.text.len() != 2 || tokens[next].is_sign(&[',']))
        || tokens.get(next).is_some_and(|sign| sign.glued && sign.is_sign(&['%', '$', '€']))
}

/// A year of two digits: after an apostrophe or glued to its date, or of the last century where nothing follows.
fn two_digits(tokens: &Tokens<'_>, at: usize, glued: bool, after_day: bool) -> Option<(i32, usize)> {
    let apostrophe = tokens.get(at)?.is_sign(&['\'', '’', '‘']);
    let start = at + usize::from(apostrophe);
    let Kind::Number(digits, 2) = tokens.get(start)?.kind else { return None };
    let next = start + 1;
    let ends = tokens.get(next).is_none_or(|token| {
        matches!(token.kind, Kind::Sign(sign) if !matches!(sign, '%' | '$' | '€' | '-' | ':' | '°'))
            && !is_decimal(tokens, next)
            || token.unit() == Some(Unit::Year)
    });
    let believed = apostrophe || glued && after_day || ends && digits >= if after_day { 32 } else { 50 };
    let next = next
        + usize::from(
            tokens.get(next).is_some_and(|token| token.unit() == Some(Unit::Year) && !token.text.is_ascii()),
        );
    believed.then(|| Some((number::short_year(digits)?, next)))?
}

/// "next year", "прошлого года", "año pasado", "l'an prochain", "this year".
fn relative_year(tokens: &Tokens<'_>, at: usize) -> Option<(i32, usize)> {
    let (one, two) = (tokens.get(at)?, tokens.get(at + 1)?);
    let shift = match (one.shift(), one.unit(), two.shift(), two.unit()) {
        (Some(shift), _, _, Some(Unit::Year)) | (_, Some(Unit::Year), Some(shift), _) => shift,
        _ => return None,
    };
    Some((shift, at + 2))
}

/// A weekday that is a date by itself, and where it ends.
pub(crate) fn weekday_alone(tokens: &Tokens<'_>, at: usize) -> Option<(u32, usize)> {
    let token = tokens.get(at)?;
    let weekday = token.weekday()?;
    let next = weekday_name(tokens, at);
    let short = token.text.chars().count() <= 3;
    let before = at.checked_sub(1).map(|before| &tokens[before]);
    let dotted = tokens.get(next).is_some_and(|dot| dot.glued && dot.is_sign(&['.']));
    let ends = tokens.get(next).is_none_or(|token| !token.is_word());
    let licensed = tokens.len() < 6
        || (dotted || ends)
            && before.is_none_or(|token| {
                token.is(Role::In) || token.is(Role::And) || token.shift().is_some() || !token.is_word()
            });
    if tokens.get(next).is_some_and(|token| token.is(Role::Habit)) {
        return None;
    }
    if token.is(Role::Weak)
        && !before.is_some_and(|token| token.is(Role::In) || token.shift().is_some())
        && tokens.len() > 2
    {
        return None;
    }
    let cased = !token.text.is_ascii() || !token.is_lower();
    // Portuguese "segunda" is the second as well; German "So" is a word.
    let ordinal = token.ordinal().is_some() && next == at + 1;
    let noun = tokens.get(next).is_some_and(|token| {
        token.is_word()
            && (!token.is_function() && token.is_plain() || token.unit().is_some() || token.is(Role::Of))
    });
    let listed = before.is_some_and(|token| token.is(Role::And) || token.is(Role::To));
    let doubtful = ordinal && (noun || !licensed && !listed)
        || token.text.len() == 2 && !dotted
        || token.text == "Sun" && !dotted && tokens.len() >= 6;
    (!doubtful && (!short || cased && licensed)).then_some((weekday, next))
}

fn skip(tokens: &Tokens<'_>, at: usize, role: Role) -> usize {
    at + usize::from(tokens.get(at).is_some_and(|token| token.is(role)))
}
