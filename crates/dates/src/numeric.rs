//! Dates in digits: ISO 8601 and EDTF, `dd.mm.yyyy`, `dd/mm/yyyy`, `Q4 2014`, decades.

use crate::calendar::{Calendar, Year};
use crate::grammar::Text;
use crate::lexicon::{Role, Unit};
use crate::meaning::Meaning;
use crate::number;
use crate::token::{Kind, Token};
use crate::years;
use rapporteur_model::{Date, When};

type Tokens<'a> = [Token<'a>];

fn number(tokens: &Tokens<'_>, at: usize, digits: usize) -> Option<u32> {
    match tokens.get(at)?.kind {
        Kind::Number(value, length) if length == digits => Some(value),
        _ => None,
    }
}

fn glued_sign(tokens: &Tokens<'_>, at: usize, signs: &[char]) -> bool {
    tokens.get(at).is_some_and(|token| token.glued && token.is_sign(signs))
        && tokens.get(at + 1).is_some_and(|token| token.glued)
}

/// Whether a word that no lexicon knows can begin a date in letters and digits.
pub(crate) fn can_begin(token: &Token<'_>) -> bool {
    let roman = |text: &str| {
        let digits = text.trim_end_matches(|c: char| c.is_lowercase());
        (1..=5).contains(&digits.len()) && digits.bytes().all(|c| matches!(c, b'I' | b'V' | b'X'))
    };
    roman(token.text)
        || matches!(
            token.text,
            "Q" | "q" | "H" | "h" | "FY" | "T" | "S" | "I" | "II" | "III" | "IV" | "'" | "’" | "‘"
        )
}

/// `2011-11-17`, `2011-11-17T10:00Z`, `2011-11`, `2011-W46`, `2011-W46-3`, `201X`, `Q4 2014`, and `…/…` of two of them.
pub(crate) fn iso(text: Text<'_, '_>, at: usize) -> Option<(Meaning, usize)> {
    let tokens = text.tokens;
    if let Some(part) = letter_part(text, at) {
        return Some(part);
    }
    let (first, next) = iso_value(text, at)?;
    if glued_sign(tokens, next, &['/']) {
        if let Some((last, end)) = iso_value(Text { joined: Some(next + 1), ..text }, next + 1) {
            return Some((Meaning::Value(When::through(first, last)), end));
        }
        if glued_sign(tokens, next + 1, &['.'])
            && tokens.get(next + 2).is_some_and(|sign| sign.is_sign(&['.']))
        {
            return Some((Meaning::Value(first.onwards()), next + 3));
        }
    }
    Some((Meaning::Value(first), next))
}

fn iso_value(text: Text<'_, '_>, at: usize) -> Option<(When, usize)> {
    let tokens = text.tokens;
    let token = tokens.get(at)?;
    if before_is_digitish(text, at) || years::is_labelled(tokens, at) {
        return None;
    }
    if let Kind::Number(stamp, 8) = token.kind {
        let year = i32::try_from(stamp / 10_000).ok().filter(|year| (1900..2100).contains(year))?;
        return Some((When::day(Date::new(year, stamp / 100 % 100, stamp % 100)?), at + 1));
    }
    if let Kind::Number(decade, 3) = token.kind {
        // EDTF: an unspecified last digit.
        let open = tokens.get(at + 1).is_some_and(|token| token.glued && matches!(token.text, "X" | "u"));
        return open.then(|| Some((When::decade(i32::try_from(decade).ok()? * 10)?, at + 2)))?;
    }
    let year = i32::try_from(number(tokens, at, 4).filter(|year| (1000..3000).contains(year))?).ok()?;
    if !glued_sign(tokens, at + 1, &['-', '‑']) {
        return None;
    }
    if let Some(found) = iso_letters(tokens, at + 2, year) {
        return Some(found);
    }
    let month = number(tokens, at + 2, 2).or_else(|| number(tokens, at + 2, 1))?;
    if glued_sign(tokens, at + 3, &['-', '‑']) {
        let day = number(tokens, at + 4, 2)?;
        return Some((When::day(Date::new(year, month, day)?), past_time(tokens, at + 5)));
    }
    // "2011-11" is a month, but "2011-12" in "the season 2011-12" and "2015-20" are years: a month must be able to be no
    // end of such a pair, or nothing may go before it that says so.
    let pair = u32::try_from(year % 100).is_ok_and(|last| month > last);
    let when = When::month(year, month).filter(|_| !pair || year % 100 < 1)?;
    Some((when, edtf_mark(tokens, at + 3)))
}

/// `W46`, `W46-3`, `Q4`, `H1` after a year and a hyphen.
fn iso_letters(tokens: &Tokens<'_>, at: usize, year: i32) -> Option<(When, usize)> {
    let letter = tokens.get(at)?.text;
    let number_at = at + 1;
    match letter {
        "W" => {
            let monday = Date::from_iso_week(year, number(tokens, number_at, 2)?)?;
            if glued_sign(tokens, number_at + 1, &['-'])
                && let Some(day @ 1..=7) = number(tokens, number_at + 2, 1)
            {
                return Some((When::day(monday.plus_days(i32::try_from(day).ok()? - 1)), number_at + 3));
            }
            Some((When::week(monday), number_at + 1))
        }
        "Q" | "q" | "T" | "t" => Some((When::quarter(year, number(tokens, number_at, 1)?)?, number_at + 1)),
        "H" | "h" => Some((When::half(year, number(tokens, number_at, 1)?)?, number_at + 1)),
        _ => None,
    }
}

/// Past the marks of EDTF for what is uncertain or approximate.
fn edtf_mark(tokens: &Tokens<'_>, at: usize) -> usize {
    at + usize::from(tokens.get(at).is_some_and(|mark| mark.glued && mark.is_sign(&['~'])))
}

/// Past the time of day and zone glued to a date: `T10:00:00.5+06:00`, `T10Z`.
fn past_time(tokens: &Tokens<'_>, at: usize) -> usize {
    let is_time = tokens.get(at).is_some_and(|t| t.glued && t.text == "T")
        && tokens.get(at + 1).is_some_and(|hour| hour.glued && hour.is_number());
    if !is_time {
        return edtf_mark(tokens, at);
    }
    let mut next = at + 2;
    while glued_sign(tokens, next, &[':', '.', '+', '-', '−'])
        && tokens.get(next + 1).is_some_and(Token::is_number)
        && next < at + 14
    {
        next += 2;
    }
    next + usize::from(tokens.get(next).is_some_and(|zone| zone.glued && zone.text == "Z"))
}

/// "Q4 2014", "q1", "2017 Q1", "H2 2014", "1H 2014".
fn letter_part(text: Text<'_, '_>, at: usize) -> Option<(Meaning, usize)> {
    let tokens = text.tokens;
    let unit = |token: &Token<'_>| match token.text {
        "Q" | "q" | "T" | "t" => Some(Unit::Quarter),
        "H" | "h" | "S" => Some(Unit::Half),
        _ => None,
    };
    let fits = |unit: Unit, part: u32| (1..=if unit == Unit::Quarter { 4 } else { 2 }).contains(&part);
    let token = tokens.get(at)?;
    if let Some((year, next)) = number::year(tokens, at).filter(|_| token.is_number()) {
        let letter = unit(tokens.get(next)?).filter(|_| tokens[next].text != "S")?;
        let part =
            number(tokens, next + 1, 1).filter(|part| tokens[next + 1].glued && fits(letter, *part))?;
        return Some((Meaning::PartOfYear(Some(letter), part, Some(Year::Stated(year))), next + 2));
    }
    let (letter, part) = match unit(token) {
        Some(letter) if tokens.get(at + 1).is_some_and(|token| token.glued) => {
            (letter, number(tokens, at + 1, 1)?)
        }
        _ => {
            let letter =
                tokens.get(at + 1).filter(|token| token.glued && !matches!(token.text, "T" | "t" | "S"));
            (unit(letter?)?, number(tokens, at, 1)?)
        }
    };
    if !fits(letter, part) || before_is_digitish(text, at) {
        return None;
    }
    let (year, next) = crate::calendar::year(tokens, at + 2, false);
    // French "T3" and "S1" need their year.
    let latin = matches!(token.text, "T" | "t" | "S") || !matches!(token.text, "Q" | "q") && token.is_lower();
    (!latin || year.is_some()).then_some((Meaning::PartOfYear(Some(letter), part, year), next))
}

/// Whether the number at `at` goes on what stands before it: "1.2011", "№2011", "12-2011".
pub(crate) fn before_is_digitish(text: Text<'_, '_>, at: usize) -> bool {
    let tokens = text.tokens;
    text.joined != Some(at)
        && tokens[at].glued
        && at.checked_sub(1).is_some_and(|before| {
            tokens[before].is_sign(&['.', '№', '#', '+', '$'])
                || tokens[before].is_sign(&['-', '/'])
                    && before
                        .checked_sub(1)
                        .is_some_and(|more| tokens[more].is_number() && tokens[before].glued)
        })
}

/// `17.11.2011`, `17/11/2011`, `17-11-2011`, `2011/11/17`, `17.11.11`, and without a year where the words around allow it.
pub(crate) fn separated(text: Text<'_, '_>, at: usize) -> Option<(Meaning, usize)> {
    let tokens = text.tokens;
    let Kind::Number(first, length) = tokens.get(at)?.kind else { return None };
    if before_is_digitish(text, at) {
        return None;
    }
    let sign = ['.', '/', '-'].into_iter().find(|sign| glued_sign(tokens, at + 1, &[*sign]))?;
    let Kind::Number(second, second_length @ 1..=2) = tokens.get(at + 2)?.kind else { return None };
    let third =
        glued_sign(tokens, at + 3, &[sign]).then(|| tokens.get(at + 4)).flatten().map(|token| token.kind);
    let goes_on = glued_sign(tokens, at + 5, &[sign]) && tokens.get(at + 6).is_some_and(Token::is_number);
    match (length, third) {
        (4, Some(Kind::Number(day, 1..=2))) if !goes_on && (1000..3000).contains(&first) => {
            let year = i32::try_from(first).ok()?;
            Some((Meaning::Value(When::day(Date::new(year, second, day)?)), past_time(tokens, at + 5)))
        }
        (1..=2, Some(Kind::Number(year, 4))) if (1000..3000).contains(&year) => {
            slashed(sign, first, second, Some(i32::try_from(year).ok()?)).map(|meaning| (meaning, at + 5))
        }
        (1..=2, Some(Kind::Number(year, 2))) if !goes_on && (sign != '-' || text.lexicon.month_first) => {
            // "5.10.46" is a version or a section where nothing says that it is a day.
            let full = length == 2 && second_length == 2;
            let believed = full || sign != '.' || is_introduced(tokens, at) || tokens.len() <= 5;
            let meaning = slashed(sign, first, second, number::short_year(year)).filter(|_| believed)?;
            Some((meaning, at + 5))
        }
        (1..=2, None) => yearless(text, at, sign, (first, second, second_length)),
        _ => None,
    }
}

/// Two numbers and a year; with dots the day comes first everywhere.
fn slashed(sign: char, first: u32, second: u32, year: Option<i32>) -> Option<Meaning> {
    let possible = |month: u32, day: u32| Date::new(year.unwrap_or(2000), month, day).is_some();
    if sign == '.' && possible(second, first) {
        let date =
            Calendar { year: year.map(Year::Stated), month: Some(second), day: Some(first), weekday: None };
        return Some(Meaning::Calendar(date, date));
    }
    (possible(second, first) || possible(first, second)).then_some(Meaning::Slashed(first, second, year))
}

/// Whether a word before a number says that a date follows.
fn is_introduced(tokens: &Tokens<'_>, at: usize) -> bool {
    at.checked_sub(1).map(|before| &tokens[before]).is_some_and(|token| {
        [Role::In, Role::From, Role::To, Role::Since, Role::Until, Role::Article, Role::And]
            .iter()
            .any(|role| token.is(*role))
            || token.weekday().is_some()
    })
}

/// "on 11/20", "am 22.04.", "с 25.10": two numbers that the words around say are a day and a month.
fn yearless(
    text: Text<'_, '_>,
    at: usize,
    sign: char,
    (first, second, digits): (u32, u32, usize),
) -> Option<(Meaning, usize)> {
    let tokens = text.tokens;
    let mut next = at + 3;
    let dot = sign == '.' && tokens.get(next).is_some_and(|dot| dot.glued && dot.is_sign(&['.']));
    let before = at.checked_sub(1).map(|before| &tokens[before]);
    let worded = is_introduced(tokens, at) || text.joined == Some(at);
    let introduced = worded || before.is_some_and(|token| token.is_sign(&['-', '–', '(', ',']));
    let weekday = before.is_some_and(|token| token.weekday().is_some());
    // "the range 3/4", "1.5 km", "24/7" and "1/2" are no dates.
    let fraction = sign == '/' && (first < second && first <= 3 && second <= 5 || (first, second) == (24, 7));
    let digits_only = tokens.len() <= 11 && !tokens.iter().any(Token::is_word);
    let whole = digits_only
        || tokens.len() <= 5 && !tokens.iter().any(|token| token.is_word() && token.classes.is_empty());
    // "9/5-9/7/2014"
    let paired = tokens.get(next).is_some_and(|dash| dash.is_sign(&['-', '–']))
        && tokens.get(next + 1).is_some_and(Token::is_number)
        && tokens.get(next + 2).is_some_and(|stroke| stroke.is_sign(&[sign]));
    let introduced = introduced || paired && sign == '/';
    let fits = match sign {
        '.' if text.lexicon.month_first => weekday,
        '.' => {
            // "Example 11.13." is none.
            whole || worded && (dot || digits == 2 && second <= 12)
        }
        '/' => whole || introduced && !fraction,
        _ => weekday || whole,
    };
    let measured = tokens.get(next).is_some_and(|token| {
        token.is(Role::Measure)
            || token.is_number()
            || token.glued && (token.is_sign(&['%', ':', '$', '€']) || token.is_word())
    });
    if !fits || measured || years::is_labelled(tokens, at) {
        return None;
    }
    let meaning = slashed(sign, first, second, None)?;
    let goes_on = tokens.get(next + 1).is_some_and(|token| !token.is_word() || token.is_lower());
    next += usize::from(dot && goes_on);
    Some((meaning, next))
}

/// "1990s", "the 1970s", "1980-е", "1990's".
pub(crate) fn decade(tokens: &Tokens<'_>, at: usize) -> Option<(Meaning, usize)> {
    let year =
        i32::try_from(number(tokens, at, 4).filter(|year| (1000..3000).contains(year) && year % 10 == 0)?)
            .ok()?;
    let next = decade_ending(tokens, at + 1)?;
    // "the 1990's" are ten years, "Agenda 2040's aims" one.
    let possessive = tokens[at + 1].is_sign(&['\'', '’']);
    let introduced = at > 0 && tokens[at - 1].is(Role::Article);
    (!possessive || introduced).then(|| Some((Meaning::Value(When::decade(year)?), next)))?
}

/// Past what says that a number counts the years of a decade: "s", "'s", "-е", "-х", "er".
pub(crate) fn decade_ending(tokens: &Tokens<'_>, at: usize) -> Option<usize> {
    let mark = usize::from(glued_sign(tokens, at, &['-', '‑', '\'', '’']));
    let ending = tokens.get(at + mark).filter(|token| token.glued)?;
    let plural = matches!(ending.text, "s" | "е" | "х" | "ых" | "ые" | "er" | "ern" | "ті" | "тих");
    plural.then_some(at + mark + 1)
}
