//! How long something lasts that starts on a day: "a three-day conference started today".

use crate::lexicon::{Class, Lexicon, Role, Unit};
use crate::number;
use crate::resolve::Value;
use crate::token::Token;
use rapporteur_model::{Precision, When};

/// So many tokens on either side are looked at.
const REACH: usize = 40;

/// The value, run on from its day when the sentence says how long what starts then lasts.
pub(crate) fn extended(
    value: Value,
    tokens: &[Token<'_>],
    lexicon: &Lexicon,
    (first, next): (usize, usize),
) -> Value {
    if value.when.precision() != Precision::Day || value.when.is_open() {
        return value;
    }
    let ends = |token: &Token<'_>| token.is_sign(&['.', '!', '?']);
    if is_dateline(tokens, next) {
        return value;
    }
    let (earliest, latest) = (first.saturating_sub(REACH), (next + REACH).min(tokens.len()));
    let from = tokens[earliest..first].iter().rposition(ends).map_or(earliest, |end| earliest + end + 1);
    let to = tokens[next..latest].iter().position(ends).map_or(latest, |end| next + end);
    match lasting(&tokens[from..to], lexicon) {
        Some(days @ 2..=31) => Value {
            when: When::days(value.when.start(), value.when.start().plus_days(days - 1)),
            inferred: true,
            rule: "duration-from-start",
            ..value
        },
        _ => value,
    }
}

/// Whether a date that ends before token `next` opens a report that goes on to name the day itself: "OSH, 4 June 2014 – A
/// three-day conference started today".
fn is_dateline(tokens: &[Token<'_>], next: usize) -> bool {
    tokens.get(next).is_some_and(|dash| dash.is_sign(&['-', '–', '—']) && !dash.glued)
        && tokens[next..]
            .iter()
            .take(REACH)
            .any(|token| token.classes.iter().any(|class| matches!(class, Class::Day(_))))
}

/// The days that a sentence with a word for starting says something lasts: "three-day", "трёхдневная".
fn lasting(sentence: &[Token<'_>], lexicon: &Lexicon) -> Option<i32> {
    if !sentence.iter().any(|token| token.is(Role::Start)) {
        return None;
    }
    sentence.iter().enumerate().find_map(|(n, token)| {
        if let Some(days) = one_word(token.text, lexicon) {
            return Some(days);
        }
        let (count, next) = number::cardinal(sentence, n)?;
        let hyphen = usize::from(sentence.get(next).is_some_and(|sign| sign.is_sign(&['-', '‑'])));
        let unit = sentence.get(next + hyphen)?;
        let of_start = hyphen > 0 || unit.is(Role::Lasting);
        let moved = sentence.get(next + hyphen + 1).is_some_and(|after| after.is(Role::Ago));
        let days = i32::try_from(count).ok()? * if unit.unit() == Some(Unit::Week) { 7 } else { 1 };
        (matches!(unit.unit(), Some(Unit::Day | Unit::Week)) && of_start && !moved).then_some(days)
    })
}

/// Adjectives of one word that say how many days: Russian "двухдневный", German "dreitägig".
fn one_word(word: &str, lexicon: &Lexicon) -> Option<i32> {
    let lower = word.to_lowercase();
    let lasting = lexicon.lasting.iter().find(|(stem, _)| lower.starts_with(stem));
    lasting.and_then(|(_, days)| i32::try_from(*days).ok())
}
