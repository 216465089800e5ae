//! Mentions of one person taken together: "Canagarajah", "Mr. Canagarajah", "S. Canagarajah" and «Петрову» join the
//! fullest name that fits.
//!
//! A mention fits a person when each of its words fits another word of the person's name, initials by their letter, and
//! the surname is among them. Two full names are one person only when they are the same; a shorter mention that fits
//! several goes to the one named last before it.

use super::{Candidate, Scene};
use crate::keys::keys;
use crate::reading::Reading;
use crate::sounds::{canonical, stem};
use crate::token::Gap;
use crate::words::{
    DOUBTFUL, HEAD, HEAD_FIRST, LOC, NAME_SUFFIX, PARTICLE, PLACE, PLACE_HEAD, PLACE_PRE, STOP,
};
use rapporteur_model::{Person, Span};
use std::borrow::Cow;
use std::collections::{HashMap, HashSet};

/// A word of a name as it is compared.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Part {
    /// The stem of a Cyrillic word, the sound of a Latin one.
    key: String,
    initial: bool,
}

struct Group {
    parts: Vec<Part>,
    surname: usize,
    /// Candidates and bare mentions.
    candidates: Vec<usize>,
    bare: Vec<Span>,
    /// The first word of the candidate the group was made of.
    first: usize,
    /// Where it was named last, while the text is read for bare surnames.
    latest: usize,
}

/// The people of the candidates, with the bare mentions of their surnames.
pub(super) fn people(scene: &Scene<'_, '_>, candidates: Vec<Candidate>) -> Vec<Person> {
    let parts: Vec<Vec<Part>> =
        candidates.iter().map(|candidate| parts_of(scene.reading, candidate)).collect();
    let mut groups = full_names(&candidates, &parts);
    join_shorter(&candidates, &parts, &mut groups);
    bare_surnames(scene, &candidates, &mut groups);
    let mut people: Vec<Person> = groups.list.iter().map(|group| person(&candidates, group)).collect();
    people.sort_by_key(|person| person.mentions.first().copied());
    people
}

fn parts_of(reading: &Reading<'_>, candidate: &Candidate) -> Vec<Part> {
    let mut out = Vec::with_capacity(candidate.words.len());
    for (word, at) in candidate.words.iter().zip(candidate.first..) {
        let token = &reading.tokens[at];
        if token.is(PARTICLE | NAME_SUFFIX)
            && !token.initial
            && word.chars().nth(4).is_none()
            && candidate.words.len() > 1
        {
            continue;
        }
        let key = if token.initial {
            canonical(word).chars().take(1).collect()
        } else {
            key_of(word, token.cyrillic)
        };
        out.push(Part { key, initial: token.initial });
    }
    if out.is_empty() {
        out.push(Part { key: canonical(&candidate.words.concat()), initial: false });
    }
    out
}

fn key_of(word: &str, cyrillic: bool) -> String {
    if cyrillic { stem(word) } else { canonical(word) }
}

/// Which part is the surname: the last whole word, or the word before initials.
fn surname(parts: &[Part]) -> usize {
    parts.iter().rposition(|part| !part.initial).unwrap_or(0)
}

/// The people made so far, found by any whole word of their names.
#[derive(Default)]
struct Groups {
    list: Vec<Group>,
    by_part: HashMap<String, Vec<usize>>,
}

/// More people of one name than a document can mean; past it the earliest are looked at.
const MOST_NAMESAKES: usize = 64;

impl Groups {
    fn add(&mut self, candidate: &Candidate, at: usize, parts: &[Part]) {
        for part in parts.iter().filter(|part| !part.initial) {
            let named = self.by_part.entry(part.key.clone()).or_default();
            if named.len() < MOST_NAMESAKES && named.last() != Some(&self.list.len()) {
                named.push(self.list.len());
            }
        }
        let (surname, first) = (surname(parts), candidate.first);
        self.list.push(Group {
            parts: parts.to_vec(),
            surname,
            candidates: vec![at],
            bare: Vec::new(),
            first,
            latest: first,
        });
    }

    /// The people in whose name the word is.
    fn named(&self, key: &str) -> &[usize] {
        self.by_part.get(key).map_or(&[], Vec::as_slice)
    }

    /// The person that the parts fit: the one named last before `at`, or else the first after it.
    fn fitting(&mut self, parts: &[Part], at: usize) -> Option<&mut Group> {
        let named = self.named(&parts[surname(parts)].key);
        let fitting = named.iter().copied().filter(|&place| fits(parts, &self.list[place]));
        let best = fitting.min_by_key(|&place| distance(&self.list[place], at))?;
        self.list.get_mut(best)
    }
}

/// Those named before come first, the nearest of them foremost.
fn distance(group: &Group, at: usize) -> (u8, usize) {
    if group.first <= at { (0, at - group.first) } else { (1, group.first - at) }
}

/// Like [`distance`], from where the person was named last.
fn recency(group: &Group, at: usize) -> (u8, usize) {
    if group.first <= at { (0, at.saturating_sub(group.latest)) } else { (1, group.first - at) }
}

/// A person for each full name, the longest first; weak candidates wait.
fn full_names(candidates: &[Candidate], parts: &[Vec<Part>]) -> Groups {
    let mut order: Vec<usize> =
        (0..candidates.len()).filter(|&at| !candidates[at].weak && whole(&parts[at]) > 1).collect();
    order.sort_by_key(|&at| (std::cmp::Reverse(whole(&parts[at])), at));
    let mut groups = Groups::default();
    for at in order {
        match groups.fitting(&parts[at], candidates[at].first) {
            Some(group) => group.candidates.push(at),
            None => groups.add(&candidates[at], at, &parts[at]),
        }
    }
    groups
}

fn whole(parts: &[Part]) -> usize {
    parts.iter().filter(|part| !part.initial).count()
}

/// Whether every part fits another part of the group's name, a surname among them.
fn fits(parts: &[Part], group: &Group) -> bool {
    let mut used = vec![false; group.parts.len()];
    for part in parts {
        let place = group.parts.iter().enumerate().position(|(at, other)| {
            !used[at]
                && if part.initial || other.initial {
                    part.key.chars().next() == other.key.chars().next()
                        && !(part.initial && !other.initial && at == group.surname)
                } else {
                    part.key == other.key
                }
        });
        match place {
            Some(at) => used[at] = true,
            None => return false,
        }
    }
    let last = surname(parts);
    group.parts.iter().enumerate().any(|(at, other)| {
        other.key == parts[last].key && (at == group.surname || at > 0 && group.parts.len() > 2)
    })
}

/// Initials and titled surnames go to the full name they fit; what fits none is a person of its own.
fn join_shorter(candidates: &[Candidate], parts: &[Vec<Part>], groups: &mut Groups) {
    let mut order: Vec<usize> =
        (0..candidates.len()).filter(|&at| whole(&parts[at]) == 1 || candidates[at].weak).collect();
    // Strong before weak, initials before bare surnames: "S. Canagarajah" makes a person that "Canagarajah" joins.
    order.sort_by_key(|&at| (candidates[at].weak, std::cmp::Reverse(parts[at].len()), at));
    for at in order {
        let candidate = &candidates[at];
        if let Some(group) = groups.fitting(&parts[at], candidate.first) {
            group.candidates.push(at);
        } else if !candidate.weak || is_known_surname(groups, &parts[at]) {
            groups.add(candidate, at, &parts[at]);
        }
    }
}

/// Whether somebody is known by this surname alone: "Mr. Paris" bears out "Thomas Paris".
fn is_known_surname(groups: &Groups, parts: &[Part]) -> bool {
    let key = &parts[surname(parts)].key;
    groups.named(key).iter().any(|&place| {
        let group = &groups.list[place];
        group.parts[group.surname].key == *key && whole(&group.parts) == 1
    })
}

/// Finds surnames, and first names that are no common words, that stand alone.
fn bare_surnames(scene: &Scene<'_, '_>, candidates: &[Candidate], groups: &mut Groups) {
    let reading = scene.reading;
    let initials: HashSet<char> = groups.by_part.keys().filter_map(|key| key.chars().next()).collect();
    let mut owner = vec![None; candidates.len()];
    for (place, group) in groups.list.iter().enumerate() {
        group.candidates.iter().for_each(|&at| owner[at] = Some(place));
    }
    let mut next = candidates.iter().zip(owner).peekable();
    for at in 0..reading.len() {
        while next.peek().is_some_and(|(candidate, _)| candidate.last < at) {
            if let Some((candidate, Some(place))) = next.next() {
                groups.list[place].latest = candidate.first;
            }
        }
        let token = &reading.tokens[at];
        if !token.capital || token.caps || next.peek().is_some_and(|(candidate, _)| candidate.first <= at) {
            continue;
        }
        let word = reading.word(at);
        if may_start(word, &initials)
            && stands_alone(scene, at)
            && let Some(place) = called(reading, groups, at, &key_of(word, token.cyrillic))
        {
            groups.list[place].bare.push(token.span());
            groups.list[place].latest = at;
        }
    }
}

/// The person whom the word alone calls, by surname or, where one person alone bears it, by first name.
fn called(reading: &Reading<'_>, groups: &Groups, at: usize, key: &str) -> Option<usize> {
    let named = groups.named(key);
    let surname = |&&place: &&usize| groups.list[place].parts[groups.list[place].surname].key == key;
    let nearest = named.iter().filter(surname).min_by_key(|&&place| recency(&groups.list[place], at));
    nearest.copied().or_else(|| match named {
        [place] if groups.list[*place].parts[0].key == key && may_be_called_by_first_name(reading, at) => {
            Some(*place)
        }
        _ => None,
    })
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
    let fullest = of.iter().max_by_key(|candidate| (length(candidate), std::cmp::Reverse(candidate.first)));
    let name = fullest.map(|candidate| written(candidate)).unwrap_or_default();
    let role = of.iter().find(|candidate| candidate.role.is_some());
    let organisation = role.and_then(|candidate| candidate.organisation.clone());
    let organisation =
        organisation.or_else(|| of.iter().find_map(|candidate| candidate.organisation.clone()));
    let mut mentions: Vec<Span> =
        of.iter().map(|candidate| candidate.span).chain(group.bare.iter().copied()).collect();
    mentions.sort_unstable();
    mentions.dedup();
    let keys = keys(&name);
    let rule = of.first().map_or("", |candidate| candidate.rule);
    Person {
        name,
        role: role.and_then(|candidate| candidate.role.clone()),
        organisation,
        mentions,
        rule: Cow::Borrowed(rule),
        keys,
    }
}

/// Whole words first, then letters: an initial does not make a name fuller than a word does.
fn length(candidate: &Candidate) -> (usize, usize) {
    let whole = candidate.words.iter().filter(|word| !word.ends_with('.')).count();
    (whole, candidate.words.len())
}

fn written(candidate: &Candidate) -> String {
    candidate.words.join(" ")
}
