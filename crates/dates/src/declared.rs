//! The dates of metadata and bylines: ISO 8601, RFC 2822, epoch seconds, digits in any order, and a day with the
//! name of a month in any of some thirty languages.
//!
//! A byline is rarely in the language that was detected for its page, so the names of months of all languages are
//! tried at once, that of the page first; what two orders could mean is given as both, for the caller to weigh.

use rapporteur_model::{Date, Span, When};
use std::collections::BTreeMap;
use std::sync::LazyLock;

/// A date as it was declared.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DeclaredDate {
    /// The day or month that is meant.
    pub when: When,
    /// The other reading where day and month could change places ("03/05/2012").
    pub other: Option<When>,
    /// Whether a clock time in UTC follows: the day in the place of publication may be one off.
    pub utc: bool,
    /// Where it stands in the text.
    pub span: Span,
}

/// At most so many dates are read of one text.
const MOST: usize = 8;

/// All dates of a short text in order; `language` is an ISO 639-1 code that says which order is meant in digits.
pub fn declared_dates(text: &str, language: Option<&str>) -> Vec<DeclaredDate> {
    let (tokens, starts) = scan(text);
    if let [Token::Number(value, digits), ..] = tokens.as_slice()
        && *digits >= 8
        && let Some(date) = stamp(*value, *digits)
    {
        return vec![DeclaredDate { span: Span::new(0, *digits), ..date }];
    }
    let mut found = Vec::new();
    let mut at = 0;
    while at < tokens.len() && found.len() < MOST {
        match date_at(&tokens, at, language) {
            Some((date, next)) => {
                let span = Span::new(starts[at], starts[next]);
                found.push(DeclaredDate { utc: is_utc(&tokens[next..]), span, ..date });
                at = next;
            }
            None => at += 1,
        }
    }
    found
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Token<'a> {
    /// Value and number of digits.
    Number(u64, usize),
    Word(&'a str),
    Sign(char),
    Blank,
}

/// The tokens, and where each begins; the end of the text comes last.
fn scan(text: &str) -> (Vec<Token<'_>>, Vec<usize>) {
    let mut tokens = Vec::new();
    let mut starts = Vec::new();
    let mut chars = text.char_indices().peekable();
    while let Some((start, c)) = chars.next() {
        starts.push(start);
        let mut end = start + c.len_utf8();
        let mut run = |wanted: fn(char) -> bool| {
            while let Some((at, next)) = chars.next_if(|(_, next)| wanted(*next)) {
                end = at + next.len_utf8();
            }
            &text[start..end]
        };
        if c.is_ascii_digit() {
            let digits = run(|c| c.is_ascii_digit());
            tokens.push(Token::Number(digits.parse().unwrap_or(u64::MAX), digits.len()));
        } else if matches!(c, '年' | '月' | '日' | '년' | '월' | '일') {
            tokens.push(Token::Sign(c));
        } else if c.is_alphabetic() {
            tokens.push(Token::Word(run(|c| {
                c.is_alphabetic() && !matches!(c, '年' | '月' | '日' | '년' | '월' | '일')
            })));
        } else if c.is_whitespace() {
            run(char::is_whitespace);
            tokens.push(Token::Blank);
        } else {
            tokens.push(Token::Sign(c));
        }
    }
    starts.push(text.len());
    (tokens, starts)
}

fn known(when: When) -> DeclaredDate {
    DeclaredDate { when, other: None, utc: false, span: Span::new(0, 0) }
}

fn day(year: u64, month: u64, day: u64) -> Option<When> {
    let year = i32::try_from(year).ok().filter(|year| (1900..2100).contains(year))?;
    Some(When::day(Date::new(year, u32::try_from(month).ok()?, u32::try_from(day).ok()?)?))
}

/// `20120503`, `20120503101500`, seconds or milliseconds since 1970.
fn stamp(value: u64, digits: usize) -> Option<DeclaredDate> {
    let compact = |value: u64| day(value / 10_000, value / 100 % 100, value % 100);
    match digits {
        8 => compact(value).map(known),
        12 => compact(value / 10_000).map(known),
        14 => compact(value / 1_000_000).map(known),
        10 | 13 => {
            let seconds = if digits == 13 { value / 1_000 } else { value };
            let epoch = Date::new(1970, 1, 1)?;
            let day = epoch.plus_days(i32::try_from(seconds / 86_400).ok()?);
            Some(DeclaredDate { utc: true, ..known(When::day(day)) })
        }
        _ => None,
    }
}

/// Whether the clock time that follows is in UTC: `T10:00:00Z`, `10:00 GMT`, `+00:00`.
fn is_utc(rest: &[Token<'_>]) -> bool {
    let end = rest.len().min(16);
    rest[..end].windows(2).any(|pair| match pair {
        [Token::Number(..), Token::Word(zone)] => zone.eq_ignore_ascii_case("z"),
        [_, Token::Word(zone)] => matches!(*zone, "GMT" | "UTC" | "Z"),
        [Token::Sign('+'), Token::Number(0, 2 | 4)] => true,
        _ => false,
    })
}

type Tokens<'a> = [Token<'a>];

fn number(tokens: &Tokens<'_>, at: usize, digits: std::ops::RangeInclusive<usize>) -> Option<u64> {
    match tokens.get(at)? {
        Token::Number(value, length) if digits.contains(length) => Some(*value),
        _ => None,
    }
}

fn skip(tokens: &Tokens<'_>, mut at: usize, passes: impl Fn(&Token<'_>) -> bool) -> usize {
    while tokens.get(at).is_some_and(&passes) {
        at += 1;
    }
    at
}

fn date_at(tokens: &Tokens<'_>, at: usize, language: Option<&str>) -> Option<(DeclaredDate, usize)> {
    match tokens[at] {
        Token::Number(_, 4) => year_first(tokens, at),
        Token::Number(_, 8) => Some((stamp(number(tokens, at, 8..=8)?, 8)?, at + 1)),
        Token::Number(_, 1..=2) => {
            digits(tokens, at, language).or_else(|| day_and_name(tokens, at, language))
        }
        Token::Word(_) => name_and_day(tokens, at, language),
        _ => None,
    }
}

/// `2012-05-03`, `2012/5/3`, `2012. 5. 3.`, `2012年5月3日`, `2012-05`.
fn year_first(tokens: &Tokens<'_>, at: usize) -> Option<(DeclaredDate, usize)> {
    let year = number(tokens, at, 4..=4)?;
    let parts = |at: usize| {
        let next = skip(tokens, at, |token| *token == Token::Blank);
        let Some(Token::Sign(sign @ ('-' | '/' | '.' | '年' | '년' | '月' | '월' | '‐' | '–'))) =
            tokens.get(next)
        else {
            return None;
        };
        let next = skip(tokens, next + 1, |token| *token == Token::Blank);
        Some((*sign, number(tokens, next, 1..=2)?, next + 1))
    };
    let before = at.checked_sub(1).map(|before| tokens[before]);
    if matches!(before, Some(Token::Sign('-' | '.' | '/' | ':')))
        && matches!(tokens.get(at + 1), Some(Token::Blank))
    {
        return None;
    }
    let (sign, month, next) = parts(at + 1)?;
    if let Some((_, of_month, next)) = parts(next) {
        let next = skip(tokens, next, |token| matches!(token, Token::Sign('日' | '일')));
        return Some((known(day(year, month, of_month)?), next));
    }
    // "2015-20" and "2012/13" are years, "2012-05" is a month.
    let two = matches!(tokens.get(next - 1), Some(Token::Number(_, 2)));
    let month = u32::try_from(month).ok().filter(|_| two && sign == '-' || sign == '年')?;
    let year = i32::try_from(year).ok().filter(|year| (1900..2100).contains(year) && month <= 12)?;
    Some((known(When::month(year, month)?), next))
}

/// `03.05.2012`, `3/5/2012`, `3-5-12`.
fn digits(tokens: &Tokens<'_>, at: usize, language: Option<&str>) -> Option<(DeclaredDate, usize)> {
    let first = number(tokens, at, 1..=2)?;
    let sign = match tokens.get(at + 1)? {
        Token::Sign(sign @ ('.' | '/' | '-')) => *sign,
        _ => return None,
    };
    // "03. 05. 2012" is how some countries write it.
    let gap = |at: usize| if sign == '.' { skip(tokens, at, |token| *token == Token::Blank) } else { at };
    let second_at = gap(at + 2);
    let second = number(tokens, second_at, 1..=2)?;
    if tokens.get(second_at + 1) != Some(&Token::Sign(sign)) {
        return None;
    }
    let year_at = gap(second_at + 2);
    let year = year(tokens, year_at)?;
    // "10.0.0.12" is no date.
    let before = at.checked_sub(1).map(|before| tokens[before]);
    if before == Some(Token::Sign(sign))
        || (tokens.get(year_at + 1) == Some(&Token::Sign(sign))
            && matches!(tokens.get(year_at + 2), Some(Token::Number(..))))
    {
        return None;
    }
    let (day_first, month_first) = (day(year, second, first), day(year, first, second));
    let american = sign != '.' && matches!(language, None | Some("en"));
    let (when, other) = if american { (month_first, day_first) } else { (day_first, month_first) };
    let when_or_other = when.or(other)?;
    let other = other.filter(|other| sign != '.' && when.is_some() && *other != when_or_other);
    Some((DeclaredDate { other, ..known(when_or_other) }, year_at + 1))
}

/// A year of four digits, or of two that are glued to what stands before.
fn year(tokens: &Tokens<'_>, at: usize) -> Option<u64> {
    match tokens.get(at)? {
        Token::Number(value, 4) => Some(*value),
        Token::Number(value, 2) => Some(if *value < 70 { 2000 + value } else { 1900 + value }),
        _ => None,
    }
}

fn is_filler(token: &Token<'_>) -> bool {
    match token {
        Token::Blank | Token::Sign('.' | ',' | '-' | '/' | '\'' | '’' | '·') => true,
        Token::Word(word) => matches!(
            *word,
            "st" | "nd" | "rd" | "th" | "ST" | "ND" | "RD" | "TH" | "of" | "de" | "del" | "er" | "d"
        ),
        _ => false,
    }
}

/// "3 May 2012", "3. Mai 2012", "3rd of May, 2012", "3 de mayo de 2012", "03-May-12", "3 May".
fn day_and_name(tokens: &Tokens<'_>, at: usize, language: Option<&str>) -> Option<(DeclaredDate, usize)> {
    let of_month = number(tokens, at, 1..=2)?;
    let name_at = skip(tokens, at + 1, is_filler);
    let month = month(tokens.get(name_at)?, language).filter(|_| name_at - at <= 6)?;
    let year_at = skip(tokens, name_at + 1, is_filler);
    if year_at - name_at > 6 {
        return None;
    }
    let year = year_here(tokens, name_at, year_at)?;
    Some((known(day(year, u64::from(month), of_month)?), year_at + 1))
}

/// "May 3, 2012", "May 3rd 2012", "Thu May 3 10:15:00 2012", "May 2012", "2012 m. May" is left alone.
fn name_and_day(tokens: &Tokens<'_>, at: usize, language: Option<&str>) -> Option<(DeclaredDate, usize)> {
    let month = month(&tokens[at], language)?;
    let next = skip(tokens, at + 1, is_filler);
    if next - at > 5 {
        return None;
    }
    if let Some(year) = number(tokens, next, 4..=4) {
        let year = i32::try_from(year).ok().filter(|year| (1900..2100).contains(year))?;
        return Some((known(When::month(year, month)?), next + 1));
    }
    let of_month = number(tokens, next, 1..=2)?;
    let mut year_at = skip(tokens, next + 1, is_filler);
    // A clock time and a zone may stand between.
    if let Some(Token::Number(_, 2)) = tokens.get(year_at)
        && tokens.get(year_at + 1) == Some(&Token::Sign(':'))
    {
        year_at = (year_at..tokens.len().min(year_at + 12))
            .find(|at| matches!(tokens[*at], Token::Number(1900..2100, 4)))?;
    }
    if year_at - next > 12 {
        return None;
    }
    let year = number(tokens, year_at, 4..=4)
        .or_else(|| year(tokens, year_at).filter(|_| tokens[year_at - 1] == Token::Sign('\'')))?;
    Some((known(day(year, u64::from(month), of_month)?), year_at + 1))
}

/// Four digits, or two after a hyphen or an apostrophe ("03-May-12"); "3 May 12:15" has no year.
fn year_here(tokens: &Tokens<'_>, name_at: usize, at: usize) -> Option<u64> {
    let year = year(tokens, at)?;
    let glued = matches!(tokens.get(at), Some(Token::Number(_, 4)))
        || matches!(tokens.get(at - 1), Some(Token::Sign('-' | '\'' | '’' | '/')))
        || tokens.get(name_at + 1) == Some(&Token::Sign('-'));
    (glued && tokens.get(at + 1) != Some(&Token::Sign(':'))).then_some(year)
}

/// Spellings of months in all languages; a spelling can mean different months in different languages.
struct Months {
    whole: BTreeMap<&'static str, Vec<(&'static str, u32)>>,
    /// The beginnings of words, each with the number of its letters.
    beginnings: Vec<(&'static str, &'static str, u32)>,
}

static MONTHS: LazyLock<Months> = LazyLock::new(|| {
    let mut months = Months { whole: BTreeMap::new(), beginnings: Vec::new() };
    for line in include_str!("../data/months.tsv").lines().filter(|line| !line.starts_with('#')) {
        let mut fields = line.split('\t');
        let language = fields.next().unwrap_or_default();
        for (month, spellings) in (1..=12).zip(fields) {
            for spelling in spellings.split('|') {
                match spelling.strip_suffix('*') {
                    Some(beginning) => months.beginnings.push((beginning, language, month)),
                    None => months.whole.entry(spelling).or_default().push((language, month)),
                }
            }
        }
    }
    months
});

fn month(token: &Token<'_>, language: Option<&str>) -> Option<u32> {
    let Token::Word(word) = token else { return None };
    if word.len() > 24 {
        return None;
    }
    let lower = word.to_lowercase();
    let whole = MONTHS.whole.get(lower.as_str()).map(Vec::as_slice).unwrap_or_default();
    let of_page = whole.iter().find(|(of, _)| Some(*of) == language).or(whole.first());
    of_page.map(|(_, month)| *month).or_else(|| {
        let mut fits = MONTHS.beginnings.iter().filter(|(beginning, _, _)| lower.starts_with(beginning));
        let first = fits.next()?;
        Some(
            if Some(first.1) == language {
                first
            } else {
                fits.find(|fit| Some(fit.1) == language).unwrap_or(first)
            }
            .2,
        )
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn days(text: &str, language: &str) -> Vec<String> {
        declared_dates(text, Some(language)).into_iter().map(|date| date.when.to_string()).collect()
    }

    #[test]
    fn a_day_is_read_in_every_order_and_language() {
        for (text, language, day) in [
            ("2012-05-03T23:15:00+02:00", "en", "2012-05-03"),
            ("Thu, 03 May 2012 10:15:00 GMT", "en", "2012-05-03"),
            ("Thu May 03 10:15:00 CEST 2012", "en", "2012-05-03"),
            ("20120503", "en", "2012-05-03"),
            ("1336039200", "en", "2012-05-03"),
            ("1336039200000", "en", "2012-05-03"),
            ("May 3rd, 2012", "en", "2012-05-03"),
            ("3. Mai 2012, 10:15 Uhr", "de", "2012-05-03"),
            ("Do, 03.05.2012 - 10:15", "de", "2012-05-03"),
            ("03. 05. 12", "de", "2012-05-03"),
            ("3 de mayo de 2012", "es", "2012-05-03"),
            ("1er mai 2012", "fr", "2012-05-01"),
            ("3 травня 2012", "uk", "2012-05-03"),
            ("3 мая 2012 г.", "ru", "2012-05-03"),
            ("2012年5月3日", "ja", "2012-05-03"),
            ("2012. 5. 3.", "ko", "2012-05-03"),
            ("03-May-12", "en", "2012-05-03"),
            ("May 2012", "en", "2012-05"),
        ] {
            assert_eq!(days(text, language), [day], "{text}");
        }
    }

    #[test]
    fn digits_that_could_be_read_both_ways_keep_both_readings() {
        let both = |language| {
            let dates = declared_dates("03/05/2012", Some(language));
            (dates[0].when.to_string(), dates[0].other.map(|other| other.to_string()))
        };
        assert_eq!(both("en"), ("2012-03-05".to_owned(), Some("2012-05-03".to_owned())));
        assert_eq!(both("fr"), ("2012-05-03".to_owned(), Some("2012-03-05".to_owned())));
        assert_eq!(declared_dates("25/05/2012", Some("en"))[0].other, None);
    }

    #[test]
    fn versions_prices_and_years_alone_are_no_dates() {
        for text in
            ["10.0.0.12", "version 2.4.1", "2012/13", "2015-20", "12 of 2012", "© 2012", "3 May 12:15"]
        {
            assert_eq!(days(text, "en"), Vec::<String>::new(), "{text}");
        }
    }

    #[test]
    fn a_clock_time_in_utc_is_noticed() {
        assert!(declared_dates("2012-05-03T23:15:00Z", None)[0].utc);
        assert!(!declared_dates("2012-05-03T23:15:00+02:00", None)[0].utc);
        assert!(!declared_dates("2012-05-03", None)[0].utc);
    }
}
