//! The people of a document: its candidates taken together by [`crate::identity`], and the surnames and first names that
//! stand alone.
//!
//! A weak candidate counts where a strong one bears it out, by the same name or by its surname alone: "Mr. Paris" bears
//! out "Thomas Paris".

use super::{Candidate, Scene};
use crate::first_names;
use crate::identity::cluster::{People, Several, cluster};
use crate::identity::name::Name;
use crate::reading::Reading;
use crate::sounds::canonical;
use crate::token::Gap;
use crate::words::{DOUBTFUL, HEAD, HEAD_FIRST, LOC, PARTICLE, PLACE, PLACE_HEAD, PLACE_PRE, STOP};
use rapporteur_model::{Person, Span};
use std::borrow::Cow;
use std::cmp::Reverse;
use std::collections::HashSet;

/// The mentions of one person.
#[derive(Default, Clone)]
struct Group {
    candidates: Vec<usize>,
    bare: Vec<Span>,
}

/// The people of the candidates, with the bare mentions of their surnames; without keys.
pub(super) fn people(scene: &Scene<'_, '_>, candidates: Vec<Candidate>) -> Vec<Person> {
    let read = |candidate: &Candidate| {
        let words = (candidate.first, candidate.last);
        Name::read(scene.reading.text, &scene.reading.tokens, words, candidate.span)
    };
    let (candidates, names) = borne_out(candidates.into_iter().map(|one| (read(&one), one)).collect());
    let (mut people, which) = cluster(&names, Several::Nearest);
    let mut groups = vec![Group::default(); people.len()];
    for (at, place) in which.iter().enumerate() {
        groups[*place].candidates.push(at);
    }
    bare_names(scene, &candidates, &which, &mut people, &mut groups);
    let mut people: Vec<Person> = groups.iter().map(|group| person(&candidates, group)).collect();
    people.sort_by_key(|person| person.mentions.first().copied());
    people
}

/// The strong candidates, and the weak ones that they bear out.
fn borne_out(all: Vec<(Name, Candidate)>) -> (Vec<Candidate>, Vec<Name>) {
    let strong: Vec<Name> =
        all.iter().filter(|(_, candidate)| !candidate.weak).map(|(name, _)| name.clone()).collect();
    if strong.len() == all.len() {
        return all.into_iter().map(|(name, candidate)| (candidate, name)).unzip();
    }
    let (people, _) = cluster(&strong, Several::Nearest);
    let kept = all.into_iter().filter(|(name, candidate)| !candidate.weak || people.knows(name));
    kept.map(|(name, candidate)| (candidate, name)).unzip()
}

/// Finds surnames, and first names that are no common words, that stand alone.
fn bare_names(
    scene: &Scene<'_, '_>,
    candidates: &[Candidate],
    which: &[usize],
    people: &mut People,
    groups: &mut [Group],
) {
    let reading = scene.reading;
    let letters = people.letters();
    people.rewind();
    let mut next = candidates.iter().zip(which).peekable();
    for at in 0..reading.len() {
        while next.peek().is_some_and(|(candidate, _)| candidate.last < at) {
            if let Some((candidate, place)) = next.next() {
                people.name_again(*place, candidate.first);
            }
        }
        let token = &reading.tokens[at];
        if !token.capital || token.caps || next.peek().is_some_and(|(candidate, _)| candidate.first <= at) {
            continue;
        }
        let word = reading.word(at);
        if may_start(word, &letters)
            && people.has_word(word, first_names::contains(&reading.folded(at)))
            && stands_alone(scene, at)
            && let Some(place) = called(reading, people, at)
        {
            groups[place].bare.push(token.span());
            people.name_again(place, at);
        }
    }
}

/// The person whom the word alone calls, by surname or, where one person alone bears it, by first name.
fn called(reading: &Reading<'_>, people: &People, at: usize) -> Option<usize> {
    let name = Name::read(reading.text, &reading.tokens, (at, at), reading.tokens[at].span());
    let place = people.called(&name)?;
    let by_surname = people.is_surname_of(&name, place);
    let allowed = by_surname || people.is_borne_by_one(&name) && may_be_called_by_first_name(reading, at);
    allowed.then_some(place)
}

/// A cheap look at the first letter before the word is reduced to its sound.
fn may_start(word: &str, initials: &HashSet<char>) -> bool {
    let Some(first) = word.chars().next() else { return false };
    let sound = canonical(first.encode_utf8(&mut [0; 4]));
    sound.chars().next().is_none_or(|sound| {
        initials.contains(&sound)
            || matches!(sound, 'i' | 'k' | 's' | 'e' | 'p' | 'v' | 'g' | 'd' | 'z' | 't' | 'c')
    })
}

/// Whether the word is a name by itself here, and neither a place nor a piece of a longer name.
fn stands_alone(scene: &Scene<'_, '_>, at: usize) -> bool {
    let reading = scene.reading;
    let token = &reading.tokens[at];
    if token.heading || scene.body(at).is_some() || token.is(STOP | HEAD | HEAD_FIRST) && reading.begins(at) {
        return false;
    }
    let capital = |at: usize| reading.get(at).is_some_and(|token| token.capital && !token.initial);
    let after = reading.follows(at + 1) && !token.possessive && capital(at + 1);
    let before = at > 0
        && reading.follows(at)
        && capital(at - 1)
        && !reading.begins(at - 1)
        && !reading.is(at - 1, crate::words::ROLE);
    let blocked_after = after && !reading.is(at + 1, crate::words::FUNCTION)
        || reading.follows(at + 1) && reading.is(at + 1, PLACE_HEAD) && capital(at + 1);
    let place = at > 0
        && reading.follows(at)
        && (reading.is(at - 1, LOC | PLACE_PRE)
            && !(token.cyrillic && matches!(reading.word(at - 1), "у" | "к"))
            || token.is(PLACE)
                && matches!(reading.word(at - 1), "to" | "from" | "of" | "de" | "a" | "à" | "из" | "по"));
    let country =
        token.is(PLACE) && reading.get(at + 1).is_some_and(|next| next.gap == Gap::Comma && next.is(PLACE));
    let abbreviated = at > 0 && reading.tokens[at].gap == Gap::Stop && reading.is(at - 1, PLACE_PRE);
    !(blocked_after || before || place || country || abbreviated)
}

fn may_be_called_by_first_name(reading: &Reading<'_>, at: usize) -> bool {
    let token = &reading.tokens[at];
    !token.is(DOUBTFUL | PLACE | STOP | PARTICLE)
        && token.end() - token.start() > 3
        && !reading.is_also_small(at)
}

fn person(candidates: &[Candidate], group: &Group) -> Person {
    let mut of: Vec<&Candidate> = group.candidates.iter().map(|&at| &candidates[at]).collect();
    of.sort_by_key(|candidate| candidate.first);
    // Of names as full the one with the fewest letters: a case adds to a Russian name that no rule brings back.
    let fullest = of.iter().max_by_key(|candidate| {
        let letters = if is_cyrillic(candidate) { candidate.words.iter().map(String::len).sum() } else { 0 };
        (length(candidate), Reverse(letters), Reverse(candidate.first))
    });
    let name = fullest.map(|candidate| written(candidate)).unwrap_or_default();
    let role = of.iter().find(|candidate| candidate.role.is_some());
    let organisation = role.and_then(|candidate| candidate.organisation.clone());
    let organisation =
        organisation.or_else(|| of.iter().find_map(|candidate| candidate.organisation.clone()));
    let mut mentions: Vec<Span> =
        of.iter().map(|candidate| candidate.span).chain(group.bare.iter().copied()).collect();
    mentions.sort_unstable();
    mentions.dedup();
    let rule = of.first().map_or("", |candidate| candidate.rule);
    Person {
        name,
        role: role.and_then(|candidate| candidate.role.clone()),
        organisation,
        mentions,
        rule: Cow::Borrowed(rule),
        keys: Vec::new(),
    }
}

fn is_cyrillic(candidate: &Candidate) -> bool {
    candidate.words.iter().any(|word| word.starts_with(|char| ('\u{400}'..='\u{52F}').contains(&char)))
}

/// Whole words first, then letters: an initial does not make a name fuller than a word does.
fn length(candidate: &Candidate) -> (usize, usize) {
    let whole = candidate.words.iter().filter(|word| !word.ends_with('.')).count();
    (whole, candidate.words.len())
}

fn written(candidate: &Candidate) -> String {
    candidate.words.join(" ")
}
