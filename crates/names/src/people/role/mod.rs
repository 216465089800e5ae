//! What a person is: a role before the name ("budget analyst Ainura Bekmuratova") or in apposition behind it
//! ("Claire Vautrin, Regional Director for … of the World Bank"), in brackets or before a colon.
//!
//! The body of a role is told apart where it closes the phrase ("… of the World Bank") or opens it ("World Bank Vice
//! President …").

mod after;
mod before;

pub(super) use after::after;
pub(super) use before::before;

use super::Scene;
use super::nominative::Around;
use crate::declension::{Case, agree, gender};
use crate::fold::folded;
use crate::reading::Reading;
use crate::words::{ARTICLE, HEAD, HEAD_FIRST, LINK, PLURAL, ROLE};
use rapporteur_model::Span;

/// Words of the longest phrase that is looked through for a role.
const LONGEST: usize = 16;

/// A role as the document says it.
#[derive(Debug, Clone)]
pub(crate) struct Role {
    /// In the nominative, without article and body.
    pub(crate) text: String,
    /// Where it stands.
    pub(crate) span: Span,
    pub(crate) organisation: Option<String>,
    /// Several people share it.
    pub(crate) plural: bool,
    /// What its case says about that of the name.
    pub(crate) around: Around,
    /// Something stands between the role and the name.
    pub(crate) spoken_for: bool,
}

/// The role of the words `first..=end`, its body told apart.
fn role(scene: &Scene<'_, '_>, first: usize, head: usize, end: usize, spoken_for: bool) -> Role {
    let reading = scene.reading;
    let mut from = first;
    let mut to = end;
    let mut organisation = None;
    if let Some(body) = scene.body(to).filter(|body| body.last == to && body.first > head) {
        organisation = Some(body.name.clone());
        to = body.first - 1;
    } else if let Some(body) = short_body(scene, head, to) {
        organisation = Some(body);
        to -= 1;
    } else if let Some(at) =
        (head + 1..to).find(|&at| reading.word(at) == "at" && reading.tokens[at + 1].capital)
    {
        // "adviser at Open Ledger": only a body can stand there.
        organisation = Some(reading.slice(at + 1, to).to_owned());
        to = at - 1;
    }
    let common = to > head + 2
        && reading.is(to - 1, ARTICLE)
        && !reading.tokens[to].capital
        && !reading.tokens[to].cyrillic
        && !reading.is(to, HEAD);
    if common && !reading.romance {
        to = head;
    }
    if organisation.is_some() {
        while to > head && (reading.is(to, LINK | ARTICLE) || matches!(reading.word(to), "at" | "to" | "by"))
        {
            to -= 1;
        }
    } else if let Some(body) =
        scene.body(from).filter(|body| body.last < head && body.first == from && body.rule != "programme")
    {
        organisation = Some(body.name.clone());
        from = body.last + 1;
    }
    let lead = (from..=head).find(|&at| reading.is(at, ROLE)).unwrap_or(head);
    let entry = reading.tokens[if reading.tokens[head].cyrillic { lead } else { head }].entry;
    let around = match entry.case {
        Case::Oblique => Around::Oblique,
        Case::Plural => Around::Unknown,
        Case::Nominative => Around::Nominative,
    };
    Role {
        text: nominative(reading, from, head, to),
        span: reading.span(from, to),
        organisation,
        plural: entry.classes & PLURAL != 0,
        around,
        spoken_for,
    }
}

/// "coordonnateur du Réseau": a head noun that stands for a body the document names in full.
fn short_body(scene: &Scene<'_, '_>, head: usize, end: usize) -> Option<String> {
    let reading = scene.reading;
    let token = &reading.tokens[end];
    if end <= head || !token.capital || !token.is(HEAD | HEAD_FIRST) || !reading.is(end - 1, LINK | ARTICLE) {
        return None;
    }
    scene.called(reading.word(end)).map(str::to_owned)
}

/// The words of a role in the nominative singular.
fn nominative(reading: &Reading<'_>, from: usize, head: usize, to: usize) -> String {
    let lead = if reading.tokens[head].cyrillic {
        (from..=head).find(|&at| reading.is(at, ROLE)).unwrap_or(head)
    } else {
        head
    };
    let lemma = reading.tokens[lead].entry.lemma;
    let mut out = String::new();
    for at in from..=to {
        let word = reading.word(at);
        if at > from {
            out.push_str(&reading.text[reading.tokens[at - 1].end()..reading.tokens[at].start()]);
        }
        match lemma {
            Some(lemma) if at == lead && is_inflected(reading, at) => out.push_str(&like(word, lemma)),
            Some(lemma) if at < lead && reading.tokens[at].cyrillic => {
                out.push_str(&agree(word, gender(lemma)));
            }
            _ => out.push_str(word),
        }
    }
    lower_start(reading, from, to, out)
}

fn is_inflected(reading: &Reading<'_>, at: usize) -> bool {
    let entry = reading.tokens[at].entry;
    entry.classes & PLURAL != 0 || entry.case == Case::Oblique && reading.tokens[at].cyrillic
}

/// The lemma with the capitals of the word; accents come from the lemma where it has the word's own letters.
fn like(word: &str, lemma: &str) -> String {
    if folded(word) == lemma {
        return word.to_owned();
    }
    // A plural in -s loses it, accents kept: "délégués".
    if let Some(singular) = word.strip_suffix('s').filter(|singular| folded(singular) == lemma) {
        return singular.to_owned();
    }
    if word.starts_with(char::is_uppercase) {
        let mut letters = lemma.chars();
        return letters.next().into_iter().flat_map(char::to_uppercase).chain(letters).collect();
    }
    lemma.to_owned()
}

/// A capital that only begins the sentence is made small, unless the other words have capitals too.
fn lower_start(reading: &Reading<'_>, from: usize, to: usize, text: String) -> String {
    let own = (from + 1..=to).any(|at| reading.tokens[at].capital) || reading.tokens[from].caps;
    if own || !reading.begins(from) {
        return text;
    }
    let mut letters = text.chars();
    letters.next().into_iter().flat_map(char::to_lowercase).chain(letters).collect()
}
