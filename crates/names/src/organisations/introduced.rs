//! Bodies without a head noun that the document introduces once and then names alone: "adviser at Open Ledger",
//! "de l'association Ondes courtes".

use super::{Mention, latin};
use crate::people::run::{Given, given};
use crate::reading::Reading;
use crate::words::{ARTICLE, DATE, FUNCTION, KIND, PLACE, PLACE_PRE, ROLE};
use std::collections::HashMap;

/// The mentions with those of every body the text introduces.
pub(super) fn with_introduced(reading: &Reading<'_>, found: Vec<Mention>) -> Vec<Mention> {
    let mut names: HashMap<&str, Vec<&str>> = HashMap::new();
    let mut known = found.iter().peekable();
    for at in 1..reading.len() {
        while known.peek().is_some_and(|mention| mention.last < at) {
            known.next();
        }
        if known.peek().is_none_or(|mention| mention.first > at)
            && let Some(last) = introduced(reading, at)
        {
            let list = names.entry(reading.word(at)).or_default();
            let name = reading.slice(at, last);
            if !list.contains(&name) && list.len() < 8 {
                list.push(name);
            }
        }
    }
    if names.is_empty() { found } else { with_repeats(reading, found, &names) }
}

/// The last word of the name that begins here, where what stands before introduces a body.
fn introduced(reading: &Reading<'_>, at: usize) -> Option<usize> {
    let token = &reading.tokens[at];
    let outside = FUNCTION | DATE | PLACE | PLACE_PRE | ROLE;
    if !token.capital
        || token.cyrillic
        || token.heading
        || token.is(outside)
        || given(reading, at) == Given::Firm
    {
        return None;
    }
    let before = at - 1;
    let kind = reading.follows(at) && reading.is(before, KIND) && !reading.tokens[before].capital;
    let mut opening = before;
    while opening > 0 && reading.follows(opening + 1) && reading.is(opening, ARTICLE) {
        opening -= 1;
    }
    let post = opening > 0
        && reading.word(opening) == "at"
        && reading.follows(opening + 1)
        && reading.follows(opening)
        && reading.is(opening - 1, ROLE);
    let last = latin::name_end(reading, at);
    (kind || post && last > at).then_some(last)
}

/// Adds every place where one of the names stands, by its first word.
fn with_repeats(
    reading: &Reading<'_>,
    found: Vec<Mention>,
    names: &HashMap<&str, Vec<&str>>,
) -> Vec<Mention> {
    let mut out: Vec<Mention> = Vec::with_capacity(found.len() + names.len());
    let mut known = found.into_iter().peekable();
    for (at, token) in reading.tokens.iter().enumerate() {
        if let Some(mention) = known.next_if(|mention| mention.first <= at) {
            out.push(mention);
        }
        if out.last().is_some_and(|last| last.last >= at) || !token.capital {
            continue;
        }
        let Some(list) = names.get(token.text(reading.text)) else { continue };
        let rest = &reading.text[token.start()..];
        let Some(name) = list.iter().filter(|name| rest.starts_with(**name)).max_by_key(|name| name.len())
        else {
            continue;
        };
        let end = token.start() + name.len();
        let last = (at..reading.len()).take_while(|&at| reading.tokens[at].end() <= end).last().unwrap_or(at);
        if reading.tokens[last].end() == end && known.peek().is_none_or(|next| next.first > last) {
            let (span, name) = (reading.span(at, last), (*name).to_owned());
            out.push(Mention { first: at, last, span, name, body: None, rule: "introduced" });
        }
    }
    out.extend(known);
    out
}
