//! The time of day that stands with a day: "at 10:30", "14.00 Uhr", "в 9 часов", "3 p.m. GMT+6".

use crate::lexicon::Role;
use crate::token::{Kind, Token};
use rapporteur_model::TimeOfDay;

type Tokens<'a> = [Token<'a>];

/// The time beside the date of tokens `first..next`: after it, glued to it as in ISO 8601, or just before it.
pub(crate) fn beside(tokens: &Tokens<'_>, first: usize, next: usize) -> Option<TimeOfDay> {
    within(tokens, first, next).or_else(|| after(tokens, next)).or_else(|| before(tokens, first))
}

/// "T10:00+06:00" at the end of an ISO 8601 date.
fn within(tokens: &Tokens<'_>, first: usize, next: usize) -> Option<TimeOfDay> {
    let mark = (first..next).find(|at| tokens[*at].text == "T" && tokens[*at].glued)?;
    let (time, end) = clock(tokens, mark + 1, true)?;
    Some(zoned(tokens, time, end).0)
}

fn after(tokens: &Tokens<'_>, next: usize) -> Option<TimeOfDay> {
    let mut at = next;
    let mut introduced = false;
    for _ in 0..4 {
        let token = tokens.get(at)?;
        let joint = token.is_sign(&[',', '(', '–', '—', '|', '-', '.']);
        let word =
            token.is(Role::In) || token.is(Role::At) || token.is(Role::Article) || token.is(Role::From);
        if !joint && !word && !token.is(Role::Daypart) {
            break;
        }
        introduced |= word;
        at += 1;
    }
    let (time, end) = clock(tokens, at, introduced)?;
    Some(zoned(tokens, time, end).0)
}

fn before(tokens: &Tokens<'_>, first: usize) -> Option<TimeOfDay> {
    (first.saturating_sub(8)..first).find_map(|start| {
        let introduced = start > 0 && (tokens[start - 1].is(Role::In) || tokens[start - 1].is(Role::At));
        let (time, end) = clock(tokens, start, introduced)?;
        let (time, end) = zoned(tokens, time, end);
        let joined = tokens.get(end..first)?.iter().all(|token| {
            token.is(Role::In) || token.is(Role::Article) || token.is_sign(&[',']) || token.is(Role::Of)
        });
        joined.then_some(time)
    })
}

/// Hours and minutes, and where they end. `introduced`: a word before them says that a time follows, so that "10.30" is one.
fn clock(tokens: &Tokens<'_>, at: usize, introduced: bool) -> Option<(TimeOfDay, usize)> {
    let Kind::Number(hour @ 0..=24, 1..=2) = tokens.get(at)?.kind else { return None };
    let separator = tokens.get(at + 1).filter(|sign| sign.glued);
    let minute = tokens.get(at + 2).filter(|token| token.glued).and_then(|token| match token.kind {
        Kind::Number(minute @ 0..=59, 2) => Some(minute),
        _ => None,
    });
    let colon = separator.is_some_and(|sign| sign.is_sign(&[':']));
    let dot = separator.is_some_and(|sign| sign.is_sign(&['.']));
    // French "10h30", "10 h"
    let letter = tokens.get(at + 1).is_some_and(|token| matches!(token.text, "h" | "H"));
    let (minute, mut next, sure) = match minute {
        Some(minute) if colon || dot || letter => (minute, at + 3, colon || letter),
        _ if letter => (0, at + 2, true),
        _ => (0, at + 1, false),
    };
    // Seconds and their fractions say nothing that a meeting needs.
    while colon
        && tokens.get(next).is_some_and(|sign| sign.glued && sign.is_sign(&[':', '.']))
        && tokens.get(next + 1).is_some_and(|token| token.glued && token.is_number())
    {
        next += 2;
    }
    let half = half_of_day(tokens, next);
    let word = tokens.get(next).is_some_and(|token| token.is(Role::Hour));
    let hour = match half {
        Some((12, _)) if hour < 12 => hour + 12,
        Some((0, _)) if hour == 12 => 0,
        _ => hour,
    };
    let minutes = next == at + 3;
    let next = half.map_or(next + usize::from(word), |(_, end)| end);
    let zone = minutes && tokens.get(next).is_some_and(|token| zone(token).is_some());
    let certain = sure || half.is_some() || word || zone || introduced && dot && minutes;
    certain.then(|| Some((TimeOfDay::new(hour, minute)?, next)))?
}

/// "a.m.", "pm": 0 or 12, and where it ends.
fn half_of_day(tokens: &Tokens<'_>, at: usize) -> Option<(u32, usize)> {
    let text = tokens.get(at)?.text;
    let is = |wanted: &str| text.eq_ignore_ascii_case(wanted);
    if is("am") || is("pm") {
        return Some((if is("pm") { 12 } else { 0 }, at + 1));
    }
    let dotted = tokens.get(at + 1)?.is_sign(&['.']) && tokens.get(at + 2)?.text.eq_ignore_ascii_case("m");
    let last = usize::from(tokens.get(at + 3).is_some_and(|dot| dot.glued && dot.is_sign(&['.'])));
    ((is("a") || is("p")) && dotted).then_some((if is("p") { 12 } else { 0 }, at + 3 + last))
}

/// Zones by name, in minutes east of Greenwich; only those whose name means one offset where these documents are written.
const ZONES: [(&str, i16); 13] = [
    ("Z", 0),
    ("UTC", 0),
    ("GMT", 0),
    ("BST", 60),
    ("CET", 60),
    ("CEST", 120),
    ("EET", 120),
    ("EEST", 180),
    ("MSK", 180),
    ("МСК", 180),
    ("мск", 180),
    ("EST", -300),
    ("EDT", -240),
];

/// The zone a word names.
fn zone(token: &Token<'_>) -> Option<i16> {
    ZONES.iter().find(|(name, _)| *name == token.text).map(|(_, offset)| *offset)
}

/// The time with the zone that follows it.
fn zoned(tokens: &Tokens<'_>, time: TimeOfDay, at: usize) -> (TimeOfDay, usize) {
    let bracket = usize::from(tokens.get(at).is_some_and(|token| token.is_sign(&['('])));
    let named = tokens.get(at + bracket).and_then(zone);
    let start = at + bracket + usize::from(named.is_some());
    match (offset(tokens, start), named) {
        (Some((minutes, end)), None | Some(0)) => (time.at_offset(minutes), end),
        (_, Some(zone)) => (time.at_offset(zone), start),
        _ => (time, at),
    }
}

/// "+06:00", "+6", "-0500": minutes east of Greenwich.
fn offset(tokens: &Tokens<'_>, at: usize) -> Option<(i16, usize)> {
    let sign = tokens.get(at).filter(|sign| sign.glued && sign.is_sign(&['+', '-', '−']))?;
    let (hours, minutes, next) = match tokens.get(at + 1).filter(|token| token.glued)?.kind {
        Kind::Number(hours @ 0..=14, 1..=2) => {
            let colon = tokens.get(at + 2).is_some_and(|colon| colon.glued && colon.is_sign(&[':']));
            match tokens.get(at + 3).map(|token| token.kind) {
                Some(Kind::Number(minutes @ 0..=59, 2)) if colon => (hours, minutes, at + 4),
                _ => (hours, 0, at + 2),
            }
        }
        Kind::Number(both, 4) if both / 100 <= 14 && both % 100 < 60 => (both / 100, both % 100, at + 2),
        _ => return None,
    };
    let minutes = i16::try_from(hours * 60 + minutes).ok()?;
    Some((if sign.is_sign(&['+']) { minutes } else { -minutes }, next))
}
