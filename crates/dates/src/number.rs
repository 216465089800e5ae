//! Numbers in digits and words: counts, days of a month, ordinals and years.

use crate::lexicon::{Role, Unit};
use crate::token::{Kind, Token};

type Tokens<'a> = [Token<'a>];

/// A count in digits (at most four) or words, and where it ends: "3", "twenty five", "двадцать пять", "mil novecientos".
pub(crate) fn cardinal(tokens: &Tokens<'_>, at: usize) -> Option<(u32, usize)> {
    match tokens.get(at)?.kind {
        Kind::Number(value @ 1.., 1..=4) => Some((value, at + 1)),
        Kind::Word => worded(tokens, at),
        _ => None,
    }
}

fn worded(tokens: &Tokens<'_>, at: usize) -> Option<(u32, usize)> {
    let (mut thousands, mut rest) = (0, tokens.get(at)?.cardinal()?);
    if rest == 1000 {
        (thousands, rest) = (1000, 0);
    }
    let mut next = at + 1;
    while let Some((after, value)) = following(tokens, next) {
        let combined = match (rest, value) {
            (rest, 1000) if thousands == 0 && rest > 0 => {
                thousands = rest * 1000;
                0
            }
            (1..=19, 100) => rest * 100,
            (0, 1..=999) if thousands > 0 => value,
            // "quatre-vingt", "soixante-dix", "dix-sept"
            (rest, 20) if rest % 100 == 4 => rest + 76,
            (rest, 10..=19) if matches!(rest % 100, 60 | 80) => rest + value,
            (rest, 7..=9) if rest % 100 == 10 => rest + value,
            _ if rest >= 20 && rest % 10 == 0 && rest % 100 != 10 && value < 10 => rest + value,
            _ if rest >= 100 && rest % 100 == 0 && value < 100 => rest + value,
            _ => break,
        };
        (rest, next) = (combined, after);
    }
    Some((thousands + rest, next))
}

/// The number word after an optional hyphen or "and".
fn following(tokens: &Tokens<'_>, at: usize) -> Option<(usize, u32)> {
    let joined = tokens.get(at)?;
    let skip = usize::from(joined.is(Role::And) || joined.glued && joined.is_sign(&['-']));
    let token = tokens.get(at + skip)?;
    // "a" and "one" do not go on a number that has begun with a joint: "two and a half".
    let value = token.cardinal().filter(|_| token.text.chars().count() > 1 || token.text == "y")?;
    Some((at + skip + 1, value))
}

/// An ordinal in words, or digits with their ending: "first", "двадцать пятое", "3rd", "1er", "II".
pub(crate) fn ordinal(tokens: &Tokens<'_>, at: usize) -> Option<(u32, usize)> {
    let token = tokens.get(at)?;
    if let Some(value) = token.ordinal() {
        return Some((value, at + 1));
    }
    if let Some(value) = roman(tokens, at) {
        return Some((value, at + 1));
    }
    if let Kind::Number(value @ 1..=99, 1..=2) = token.kind {
        let next = suffix(tokens, at + 1)?;
        return Some((value, next));
    }
    let tens = token.cardinal().filter(|tens| matches!(tens, 10 | 20 | 30))?;
    let hyphen = usize::from(tokens.get(at + 1).is_some_and(|sign| sign.glued && sign.is_sign(&['-'])));
    let unit = tokens.get(at + 1 + hyphen)?.ordinal().filter(|unit| *unit < 10)?;
    Some((tens + unit, at + 2 + hyphen))
}

/// A Roman number, with the ending of the French: "XIX", "XIXe"; letters that are more often something else beside a
/// century only.
fn roman(tokens: &Tokens<'_>, at: usize) -> Option<u32> {
    const ROMAN: [&str; 21] = [
        "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII", "XIII", "XIV", "XV", "XVI",
        "XVII", "XVIII", "XIX", "XX", "XXI",
    ];
    let text = tokens.get(at)?.text;
    let ended = ["ème", "e", "er"]
        .iter()
        .find_map(|ending| text.strip_suffix(ending))
        .filter(|short| !short.is_empty());
    let value = u32::try_from(ROMAN.iter().position(|roman| *roman == ended.unwrap_or(text))? + 1).ok()?;
    let century = |token: Option<&Token<'_>>| token.is_some_and(|token| token.unit() == Some(Unit::Century));
    let beside =
        || century(tokens.get(at + 1)) || at.checked_sub(1).is_some_and(|before| century(tokens.get(before)));
    (matches!(value, 1..=4 | 16..) || beside()).then_some(value)
}

/// Where the ending of an ordinal in digits ends, when there is one: "st", "-го", "º", ".º".
fn suffix(tokens: &Tokens<'_>, at: usize) -> Option<usize> {
    let mark = usize::from(
        tokens.get(at).is_some_and(|sign| sign.glued && sign.is_sign(&['-', '.']))
            && tokens.get(at + 1).is_some_and(|token| token.glued),
    );
    let token = tokens.get(at + mark).filter(|token| token.glued)?;
    (token.is(Role::Suffix) || token.is_sign(&['º', 'ª', '°'])).then_some(at + mark + 1)
}

/// A day of a month, 1–31, and where it ends.
pub(crate) fn day(tokens: &Tokens<'_>, at: usize) -> Option<(u32, usize)> {
    let token = tokens.get(at)?;
    let Kind::Number(day, 1..=2) = token.kind else {
        let (day, next) = ordinal(tokens, at).or_else(|| worded(tokens, at))?;
        let roman = token.text.starts_with(['I', 'V', 'X']) && token.ordinal().is_none();
        let one = token.cardinal() == Some(1) && token.ordinal().is_none();
        return ((1..=31).contains(&day) && !roman && !one).then_some((day, next));
    };
    if !(1..=31).contains(&day) {
        return None;
    }
    let next = suffix(tokens, at + 1).unwrap_or(at + 1);
    let sign = tokens.get(next).filter(|token| token.glued);
    let measured = sign.is_some_and(|sign| sign.is_sign(&['%', '°', '$', '€', ':']));
    // "3:" may end a clause, "3:30" is a time.
    let clause = sign.is_some_and(|sign| sign.is_sign(&[':']))
        && !tokens.get(next + 1).is_some_and(|more| more.glued && more.is_number());
    (!measured || clause).then_some((day, next))
}

/// A year in four digits, 1000–2999, with its word ("года", "г."), or in words: "nineteen eighty six".
pub(crate) fn year(tokens: &Tokens<'_>, at: usize) -> Option<(i32, usize)> {
    match tokens.get(at)?.kind {
        Kind::Number(year @ 1000..=2999, 4) => Some((i32::try_from(year).ok()?, year_word(tokens, at + 1))),
        Kind::Word => worded_year(tokens, at).filter(|(year, _)| (1000..2200).contains(year)),
        _ => None,
    }
}

/// Past the word that says that the number before it is a year: "года", "г.", "гг.".
pub(crate) fn year_word(tokens: &Tokens<'_>, at: usize) -> usize {
    // Kyrgyz "2011-жылы"
    let at = at
        + usize::from(tokens.get(at).is_some_and(|sign| {
            sign.glued
                && sign.is_sign(&['-', '‑'])
                && tokens.get(at + 1).is_some_and(|token| token.glued && token.unit() == Some(Unit::Year))
        }));
    let is_word = tokens.get(at).is_some_and(|token| {
        token.unit() == Some(Unit::Year) && !token.text.is_ascii() && token.text != "años"
    });
    if !is_word {
        return at;
    }
    let short = tokens[at].text.chars().count() <= 2;
    let dotted = short && tokens.get(at + 1).is_some_and(|dot| dot.glued && dot.is_sign(&['.']));
    at + 1 + usize::from(dotted)
}

fn worded_year(tokens: &Tokens<'_>, at: usize) -> Option<(i32, usize)> {
    let (value, next) = worded(tokens, at)?;
    if value >= 1000 {
        return Some((i32::try_from(value).ok()?, next));
    }
    let hyphen = usize::from(tokens.get(next).is_some_and(|sign| sign.glued && sign.is_sign(&['-'])));
    let rest = matches!(value, 10..=20).then(|| worded(tokens, next + hyphen))??;
    (10..=99).contains(&rest.0).then(|| Some((i32::try_from(value * 100 + rest.0).ok()?, rest.1)))?
}

/// The year that two digits mean: 36–99 of the last century, 00–35 of this one.
pub(crate) fn short_year(digits: u32) -> Option<i32> {
    let year = i32::try_from(digits).ok().filter(|year| (0..100).contains(year))?;
    Some(if year <= 35 { 2000 + year } else { 1900 + year })
}
