//! Mentions of one body taken together.

use super::{Mention, bodies};
use crate::fold::folded;
use crate::reading::Reading;
use crate::words::{FUNCTION, LINK};
use rapporteur_model::Organisation;
use std::borrow::Cow;
use std::collections::{BTreeMap, HashMap};

/// A document that calls one body by more names is a list of bodies.
const NAMES: usize = 16;

/// The bodies by first mention, each with its fullest name.
pub(super) fn group(reading: &Reading<'_>, mentions: &[Mention]) -> Vec<Organisation> {
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
                names: Vec::new(),
                identity: None,
                role: None,
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
        let known = &mut out[place];
        if known.identity.is_none() {
            known.identity = mention.body.and_then(bodies::identity);
        }
        add_names(&mut known.names, reading, mention);
        known.mentions.push(mention.span);
    }
    out
}

/// Adds what a mention calls its body: its name, and an abbreviation as it is written.
fn add_names(names: &mut Vec<String>, reading: &Reading<'_>, mention: &Mention) {
    let written = (mention.rule == "abbreviation").then(|| mention.span.of(reading.text));
    for name in [Some(mention.name.as_str()), written].into_iter().flatten() {
        if names.len() < NAMES && names.iter().all(|known| known != name) {
            names.push(name.to_owned());
        }
    }
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
