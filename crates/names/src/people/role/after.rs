//! The role behind a name: in apposition, in brackets, in the next cell of a table.

use super::{LONGEST, Role, role};
use crate::people::Scene;
use crate::people::run::Run;
use crate::reading::Reading;
use crate::token::{Gap, Token};
use crate::words::{
    ARTICLE, DATE, DOMAIN, FUNCTION, HEAD, HEAD_FIRST, LINK, LOC, MODIFIER, PLACE, ROLE, SPEECH, STOP, WITH,
};

/// The role in apposition behind the run, or in brackets.
pub(in crate::people) fn after(scene: &Scene<'_, '_>, run: &Run) -> Option<Role> {
    let reading = scene.reading;
    let mut at = run.last + 1;
    let gap = reading.get(at)?.gap;
    if !matches!(gap, Gap::Comma | Gap::Open | Gap::Bar | Gap::Dash) || reading.tokens[run.last].possessive {
        return None;
    }
    while reading.is(at, ARTICLE) || opens(reading.word(at)) {
        at += 1;
        if !reading.follows(at) {
            return None;
        }
    }
    let head = head_after(scene, at)?;
    let end = complement(scene, head);
    // "…, Minister of Finance Ivan Petrov": the role belongs to the name behind it.
    let next = reading.get(end + 1);
    let owner = next.is_some_and(|next| {
        next.gap == Gap::Space
            && next.capital
            && !next.is(FUNCTION | ROLE | HEAD | HEAD_FIRST | DATE)
            && scene.body(end + 1).is_none()
    });
    (!owner).then(|| role(scene, at, head, end, true))
}

/// Words before the role: "then Minister", "who became its Executive Secretary".
fn opens(word: &str) -> bool {
    const WORDS: [&str; 22] = [
        "then", "now", "a", "an", "un", "une", "una", "alors", "who", "is", "was", "became", "its", "his",
        "her", "their", "our", "qui", "est", "quien", "es", "actual",
    ];
    WORDS.contains(&word)
}

/// The role word of a phrase that begins at `at`.
fn head_after(scene: &Scene<'_, '_>, at: usize) -> Option<usize> {
    let reading = scene.reading;
    let mut head = None;
    let mut word = at;
    while word < reading.len() && word < at + 8 {
        if word > at && !reading.follows(word) {
            break;
        }
        if let Some(body) = scene.body(word) {
            if head.is_some() || word > at {
                break;
            }
            word = body.last + 1;
            continue;
        }
        let token = &reading.tokens[word];
        if token.is(ROLE) {
            head = Some(word);
            // Russian and the Romance languages name the role first.
            if token.cyrillic || reading.romance {
                break;
            }
        } else if head.is_some() || !may_lead(token, word - at) {
            break;
        }
        word += 1;
    }
    head
}

/// Whether the word, so many behind the first, may stand before the role word.
fn may_lead(token: &Token, behind: usize) -> bool {
    let grammar = token.is(FUNCTION | LINK | SPEECH | WITH | LOC) && !token.is(MODIFIER | DOMAIN);
    !grammar && (token.capital || token.cyrillic || behind <= 2)
}

/// The last word of what completes the role word `head`.
fn complement(scene: &Scene<'_, '_>, head: usize) -> usize {
    let reading = scene.reading;
    let mut end = head;
    while end + 1 < reading.len() && end < head + LONGEST {
        let at = end + 1;
        let token = &reading.tokens[at];
        let list = token.gap == Gap::Comma && token.is(DOMAIN) && reading.is(end, DOMAIN);
        let quote = token.gap == Gap::Quote && scene.body(at).is_some_and(|body| body.first == at);
        if !(reading.follows(at) || list || quote) {
            break;
        }
        if let Some(body) = scene.body(at) {
            end = body.last;
        } else if token.cyrillic && completes_in_russian(reading, at)
            || !token.cyrillic && (token.is(DOMAIN | MODIFIER) && !token.is(SPEECH))
        {
            end = at;
        } else if let Some(further) = linked(scene, at) {
            end = further;
        } else {
            break;
        }
    }
    end
}

fn completes_in_russian(reading: &Reading<'_>, at: usize) -> bool {
    let token = &reading.tokens[at];
    if token.is(DOMAIN | ROLE) {
        return true;
    }
    if reading.word(at) == "и" {
        return reading.is(at + 1, DOMAIN);
    }
    let word = reading.folded(at);
    let genitive = [
        "ов", "ев", "ия", "ии", "ства", "ых", "их", "ого", "его", "ой", "ей", "ости", "ики", "ы", "и", "а",
        "ана",
    ];
    !token.is(FUNCTION | SPEECH | LOC)
        && (genitive.iter().any(|ending| word.ends_with(ending)))
        && !["ла", "ли", "лась", "лись"].iter().any(|ending| word.ends_with(ending))
}

/// "of the …", "for …", "de la …" with what it links.
fn linked(scene: &Scene<'_, '_>, at: usize) -> Option<usize> {
    let reading = scene.reading;
    let link = &reading.tokens[at];
    if link.capital || !link.is(LINK) && !matches!(reading.word(at), "at" | "to" | "in") || link.cyrillic {
        return None;
    }
    let place = reading.word(at) == "in";
    let mut next = at + 1;
    while reading.follows(next) && reading.is(next, ARTICLE) {
        next += 1;
    }
    if !reading.follows(next) || place {
        return None;
    }
    if let Some(body) = scene.body(next) {
        return Some(body.last);
    }
    let and = matches!(reading.word(at), "and" | "et" | "y" | "e");
    let token = &reading.tokens[next];
    if and && !token.is(DOMAIN) && !(token.capital && reading.is(next, PLACE | STOP)) {
        return None;
    }
    if token.capital && !token.is(DATE | FUNCTION) {
        let mut end = next;
        while reading.follows(end + 1)
            && reading.tokens[end + 1].capital
            && !reading.tokens[end].possessive
            && scene.body(end + 1).is_none()
        {
            end += 1;
        }
        return Some(end);
    }
    let noun = reading.romance && !token.is(FUNCTION | SPEECH | LOC) || token.is(DOMAIN);
    noun.then_some(next)
}
