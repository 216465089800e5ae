//! The role before a name: "Deputy Minister of Social Policy Larysa Honchar", «министр труда Арсен Бекташев».

use super::{LONGEST, Role, role};
use crate::declension::{Case, is_adjective};
use crate::people::Scene;
use crate::people::run::{Run, is_title};
use crate::reading::Reading;
use crate::token::Gap;
use crate::words::{ARTICLE, DATE, DOMAIN, FUNCTION, LINK, LOC, MODIFIER, ROLE, SPEECH, WITH};

/// The role right before the run.
pub(in crate::people) fn before(scene: &Scene<'_, '_>, run: &Run) -> Option<Role> {
    let reading = scene.reading;
    let mut end = run.first.checked_sub(1)?;
    let mut gap = reading.tokens[run.first].gap;
    while end > 0 && is_title(reading, end) && !reading.is(end, ROLE) {
        gap = reading.tokens[end].gap;
        end -= 1;
    }
    // "Head of the organising committee is Radka Sedláčková."
    let copula = gap == Gap::Space && end > 0 && matches!(reading.word(end), "is" | "was" | "est" | "es");
    if copula {
        gap = reading.tokens[end].gap;
        end -= 1;
    }
    // "Coordinator | Anna Schmidt |": a cell that holds the role and one that holds the name.
    let cell = gap == Gap::Bar && fills_cell(reading, run);
    let label = gap == Gap::Colon || cell;
    let comma = gap == Gap::Comma;
    if !(label || comma || matches!(gap, Gap::Space | Gap::Elision)) {
        return None;
    }
    let head = head_before(scene, end)?;
    let first = start(scene, head);
    // A comma parts a role and a name only where an article or a line opens the role: "the moderator, Thomas Paris".
    let opened = first == 0
        || reading.is(first - 1, ARTICLE | FUNCTION) && reading.follows(first)
        || reading.begins(first);
    if (comma || copula) && !opened
        || comma && is_apposition(reading, first)
        || label
            && !matches!(reading.tokens[first].gap, Gap::Line | Gap::Bar | Gap::Stop)
            && (cell || !reading.tokens[first].capital)
    {
        return None;
    }
    Some(role(scene, first, head, end, end != head))
}

/// Whether the run ends at the end of its cell, its line or at a comma.
fn fills_cell(reading: &Reading<'_>, run: &Run) -> bool {
    let next = reading.get(run.last + 1);
    next.is_none_or(|next| matches!(next.gap, Gap::Line | Gap::Bar | Gap::Comma))
}

/// "…, the moderator, opened": the role already belongs to the name before it.
fn is_apposition(reading: &Reading<'_>, first: usize) -> bool {
    let opening = if first > 0 && reading.is(first - 1, ARTICLE) { first - 1 } else { first };
    reading.tokens[opening].gap == Gap::Comma && reading.tokens[opening.saturating_sub(1)].capital
}

/// The role word nearest before the name, with nothing but its complement between.
fn head_before(scene: &Scene<'_, '_>, end: usize) -> Option<usize> {
    let reading = scene.reading;
    let mut at = end;
    for _ in 0..LONGEST {
        if let Some(body) = scene.body(at) {
            at = body.first;
        } else if is_role(reading, at) {
            return complement_fits(scene, at, end).then_some(at);
        } else if !may_complete(reading, at) {
            return None;
        }
        let list = reading.tokens[at].gap == Gap::Comma
            && reading.is(at, DOMAIN)
            && at > 0
            && reading.is(at - 1, DOMAIN);
        if !(reading.follows(at) || list) {
            return None;
        }
        at -= 1;
    }
    None
}

/// Whether the word is a role here; "said" and "chairs" in small letters are verbs first.
fn is_role(reading: &Reading<'_>, at: usize) -> bool {
    reading.is(at, ROLE) && (reading.tokens[at].capital || !reading.is(at, SPEECH))
}

/// What may stand between a role and the name: "of Social Policy", «труда и занятости», "générale".
fn may_complete(reading: &Reading<'_>, at: usize) -> bool {
    let token = &reading.tokens[at];
    if token.is(DATE | SPEECH | WITH) && !token.is(DOMAIN | LINK) {
        return false;
    }
    if !token.capital && !token.cyrillic && is_common(reading, at) {
        return !token.is(FUNCTION);
    }
    let grammar = token.is(FUNCTION | LOC) && !token.is(LINK | ARTICLE | DOMAIN);
    token.is(LINK | ARTICLE | DOMAIN | MODIFIER)
        || !grammar && (token.capital || token.cyrillic || reading.romance)
}

/// "of the meeting", "of the organising committee": a common noun behind an article, or an adjective after it.
fn is_common(reading: &Reading<'_>, at: usize) -> bool {
    let article =
        |at: usize| at > 1 && reading.follows(at) && reading.is(at - 1, ARTICLE) && reading.is(at - 2, LINK);
    article(at) || at > 1 && reading.follows(at) && !reading.tokens[at - 1].capital && article(at - 1)
}

fn complement_fits(scene: &Scene<'_, '_>, head: usize, end: usize) -> bool {
    let reading = scene.reading;
    if head == end {
        return true;
    }
    let next = head + 1;
    // "Minister of …", «министр труда», "юрист Союза": not "Minister Wednesday".
    let linked = reading.is(next, LINK | MODIFIER | DOMAIN)
        || scene.body(next).is_some()
        || reading.tokens[next].cyrillic;
    linked && !reading.is(end, LINK | ARTICLE)
}

/// The first word of the phrase whose role word is `head`.
fn start(scene: &Scene<'_, '_>, head: usize) -> usize {
    let reading = scene.reading;
    let mut first = head;
    while first > 0 && reading.follows(first) && head - first < 8 {
        let at = first - 1;
        if let Some(body) = scene.body(at) {
            first = body.first;
            break;
        }
        if !may_precede(reading, at, first) {
            break;
        }
        first = at;
    }
    first
}

fn may_precede(reading: &Reading<'_>, at: usize, next: usize) -> bool {
    let token = &reading.tokens[at];
    if is_title(reading, at) && !token.is(ROLE) || token.possessive && !token.is(MODIFIER) {
        return false;
    }
    if is_role(reading, at) || token.is(MODIFIER) && !token.is(SPEECH) {
        return !(token.cyrillic && token.is(FUNCTION) && !token.is(MODIFIER | ROLE));
    }
    if token.is(FUNCTION | SPEECH | WITH | LOC | ARTICLE | LINK | DATE) {
        return false;
    }
    if token.cyrillic {
        // «зал, посвящённый инженеру»: what stands in the nominative does not belong to a noun in another case.
        let folded = reading.folded(at);
        let apart = reading.tokens[next].entry.case == Case::Oblique
            && ["ый", "ий", "ая", "яя", "ое", "ее"].iter().any(|ending| folded.ends_with(ending));
        return is_adjective(&folded) && !token.capital && !apart;
    }
    if token.capital {
        return !(reading.romance || reading.begins(at) && reading.is_also_small(at));
    }
    // "pump engineer": one small noun before an English role.
    let word = reading.word(at);
    let verbal = ["ed", "ing", "ly", "es", "s"].iter().any(|ending| word.ends_with(ending));
    !reading.romance && reading.is(next, ROLE) && !reading.tokens[next].capital && !verbal && word.len() > 2
}
