//! Abbreviations in brackets ("International Organization for Migration (IOM)"), and mentions of one body taken together.

use super::{Mention, bodies};
use crate::fold::folded;
use crate::reading::Reading;
use crate::token::Gap;
use crate::words::{FUNCTION, LINK};
use rapporteur_model::Organisation;
use std::borrow::Cow;
use std::collections::{BTreeMap, HashMap};

/// The mentions with those of every abbreviation the text introduces.
pub(super) fn with_abbreviations(reading: &Reading<'_>, found: Vec<Mention>) -> Vec<Mention> {
    let mut defined: HashMap<&str, (String, Option<usize>)> = HashMap::new();
    for mention in &found {
        let Some(next) = reading.get(mention.last + 1) else { continue };
        let word = next.text(reading.text);
        let closed = reading.text[next.end()..].starts_with(')');
        if next.gap == Gap::Open && closed && is_abbreviation(word) && fits(&mention.name, word) {
            defined
                .insert(word, (mention.name.clone(), mention.body.or_else(|| bodies::by_abbreviation(word))));
        }
    }
    if defined.is_empty() {
        return found;
    }
    let mut out = Vec::with_capacity(found.len());
    let mut known = found.into_iter().peekable();
    for (at, token) in reading.tokens.iter().enumerate() {
        if let Some(mut mention) = known.next_if(|mention| mention.first == at) {
            if let Some((name, body)) = defined.get(reading.slice(mention.first, mention.last)) {
                mention.name.clone_from(name);
                mention.body = *body;
            }
            out.push(mention);
        } else if out.last().is_none_or(|last: &Mention| last.last < at)
            && token.capital
            && let Some((name, body)) = defined.get(token.text(reading.text))
        {
            let name = name.clone();
            out.push(Mention {
                first: at,
                last: at,
                span: token.span(),
                name,
                body: *body,
                rule: "abbreviation",
            });
        }
    }
    out
}

fn is_abbreviation(word: &str) -> bool {
    let capitals = word.chars().filter(|char| char.is_uppercase()).count();
    (2..=9).contains(&capitals) && capitals * 2 > word.chars().count()
}

/// Whether the letters of the abbreviation begin the words of the name: half of them at least, the first among them.
fn fits(name: &str, abbreviation: &str) -> bool {
    let initials: Vec<char> = name
        .split(|char: char| !char.is_alphanumeric())
        .filter_map(|word| word.chars().next())
        .flat_map(char::to_lowercase)
        .collect();
    let letters: Vec<char> =
        abbreviation.chars().filter(|char| char.is_uppercase()).flat_map(char::to_lowercase).collect();
    let common = letters.iter().filter(|letter| initials.contains(letter)).count();
    common * 2 >= letters.len() && common >= 2
}

/// The bodies by first mention, each with its fullest name.
pub(super) fn group(_reading: &Reading<'_>, mentions: &[Mention]) -> Vec<Organisation> {
    let mut places: BTreeMap<String, usize> = BTreeMap::new();
    // Shorter names by the words a longer one ends with; none where two bodies end so.
    let mut tails: HashMap<String, Option<usize>> = HashMap::new();
    let mut out: Vec<Organisation> = Vec::new();
    for mention in mentions {
        let by_name = key(&mention.name);
        let by_body = mention.body.map(|body| format!("#{body}"));
        let known =
            by_body.as_ref().and_then(|key| places.get(key)).or_else(|| places.get(&by_name)).copied();
        let known = known.or_else(|| tails.get(&mention.name.to_lowercase()).copied().flatten());
        let place = known.unwrap_or_else(|| {
            add_tails(&mut tails, &mention.name, out.len());
            out.push(Organisation {
                name: mention.name.clone(),
                mentions: Vec::new(),
                rule: Cow::Borrowed(mention.rule),
            });
            out.len() - 1
        });
        places.insert(by_name, place);
        if let Some(key) = by_body {
            places.insert(key, place);
        }
        if mention.name.chars().count() > out[place].name.chars().count() {
            out[place].name.clone_from(&mention.name);
        }
        out[place].mentions.push(mention.span);
    }
    out
}

/// "Field School" of a document that named the Hydrology Field School: every ending of two words or more.
fn add_tails(tails: &mut HashMap<String, Option<usize>>, name: &str, place: usize) {
    let lower = name.to_lowercase();
    for (at, _) in lower.match_indices(' ').take(12) {
        let tail = &lower[at + 1..];
        if tail.contains(' ') {
            tails.entry(tail.to_owned()).and_modify(|known| *known = None).or_insert(Some(place));
        }
    }
}

fn key(name: &str) -> String {
    let mut out = String::with_capacity(name.len());
    for word in name.split_whitespace() {
        let word = folded(word);
        let classes = crate::words::entry(&word).classes;
        if classes & (FUNCTION | LINK) == 0 {
            out.push_str(&word);
            out.push(' ');
        }
    }
    out
}
