//! People: runs of capitalised words that something beside them shows to be a person, with role and body.
//!
//! Strong evidence (a title, a first name of the lists, initials, a patronymic, a role or a verb of speech beside the
//! name) makes a person at once. Weak evidence (a first name that is also a word or a place) needs a second witness:
//! a role, a verb, or the surname elsewhere in the document.

mod affiliation;
mod chain;
mod evidence;
pub(crate) mod nominative;
mod role;
pub(crate) mod run;

use crate::organisations::Mention;
use crate::reading::Reading;
use crate::tagger::label::Kind;
use crate::tags::{Tag, Tags};
use crate::words::{NAME_SUFFIX, PARTICLE};
use rapporteur_model::{Person, Span};
use run::{Given, Run};
use std::collections::HashMap;

/// A mention of a person with what stands round it.
#[derive(Debug, Clone)]
pub(crate) struct Candidate {
    pub(crate) first: usize,
    pub(crate) last: usize,
    pub(crate) span: Span,
    /// The words of the name in the nominative.
    pub(crate) words: Vec<String>,
    pub(crate) role: Option<String>,
    /// Where the role stands.
    pub(crate) role_span: Option<Span>,
    pub(crate) organisation: Option<String>,
    pub(crate) rule: &'static str,
    /// Needs the surname to be known from elsewhere.
    pub(crate) weak: bool,
}

/// The people of a text, by first mention, and where it says what they are. Where a tagger has read it, the tagger says who is
/// a person, and the rules find those it takes for nothing.
pub(crate) fn people(reading: &Reading<'_>, bodies: &[Mention], tags: &Tags) -> (Vec<Person>, Vec<Span>) {
    let scene = Scene::new(reading, bodies);
    let mut candidates: Vec<Candidate> = Vec::new();
    let mut at = 0;
    // The role a list shares: "international experts Thomas Achacoso and Luca Barbone".
    let mut shared: Option<role::Role> = None;
    while at < reading.len() {
        if let Some(last) = scene.body_at(at) {
            at = last + 1;
            continue;
        }
        let tag = tags.over(at, at);
        let mut run = run::at(&scene, at).filter(|run| stands_beside(tags, run));
        let within = run.as_ref().and_then(|run| tags.over(run.first, run.last));
        let ruled = run
            .as_ref()
            .is_some_and(|run| within.is_none_or(|within| goes_further(reading, run, within, tags)));
        if !ruled {
            run = tag.filter(|tag| tag.kind == Kind::Person).and_then(|tag| run::tagged(&scene, tag));
        }
        let Some(run) = run else {
            at = tag.map_or(at, |tag| tag.last) + 1;
            continue;
        };
        let tag = tags.over(run.first, run.last).filter(|tag| tag.kind == Kind::Person);
        let inherited = shared.take().filter(|_| joins_list(reading, &run, candidates.last()));
        if let Some((candidate, plural)) = evidence::judge(&scene, &run, tag, tags, inherited.as_ref()) {
            at = candidate.last + 1;
            shared = plural;
            candidates.push(candidate);
        } else {
            at = run.last + 1;
        }
    }
    let mut roles: Vec<Span> = candidates.iter().filter_map(|candidate| candidate.role_span).collect();
    roles.sort_unstable();
    roles.dedup();
    let mut people = chain::people(&scene, candidates);
    for person in &mut people {
        person
            .mentions
            .retain(|span| reading.words_of(*span).is_none_or(|(first, last)| is_free(tags, first, last)));
    }
    people.retain(|person| !person.mentions.is_empty());
    (people, roles)
}

/// Whether the tagger takes nothing of what the rules see for anything but a person, and nothing of it for a part of more.
fn stands_beside(tags: &Tags, run: &Run) -> bool {
    let mut at = run.first;
    while let Some(tag) = tags.over(at, run.last) {
        if tag.kind != Kind::Person || tag.first < run.first || tag.last > run.last {
            return false;
        }
        at = tag.last + 1;
    }
    true
}

/// Whether the run is the name that is tagged and goes further: the rules know of initials and of first names that are months. Other words
/// only begin the sentence, or the next one.
fn goes_further(reading: &Reading<'_>, run: &Run, tag: &Tag, tags: &Tags) -> bool {
    let before = |at: usize| {
        reading.tokens[at].initial || run::given(reading, at) != Given::No || reading.is(at, PARTICLE)
    };
    let behind = |at: usize| reading.tokens[at].initial || reading.is(at, NAME_SUFFIX);
    run.first <= tag.first
        && tag.last <= run.last
        && (run.first, run.last) != (tag.first, tag.last)
        && tags.over(tag.last + 1, run.last).is_none()
        && (run.first..tag.first).all(before)
        && (tag.last + 1..=run.last).all(behind)
}

/// Whether the tagger takes none of these words for a part of something that is no person.
fn is_free(tags: &Tags, first: usize, last: usize) -> bool {
    tags.over(first, last).is_none_or(|tag| tag.kind == Kind::Person)
}

/// The text and the bodies found in it.
pub(crate) struct Scene<'a, 'b> {
    pub(crate) reading: &'b Reading<'a>,
    bodies: &'b [Mention],
    /// The first body of several words by its first word.
    by_first_word: HashMap<&'b str, &'b str>,
}

impl<'a, 'b> Scene<'a, 'b> {
    fn new(reading: &'b Reading<'a>, bodies: &'b [Mention]) -> Self {
        let mut by_first_word = HashMap::new();
        for body in bodies {
            if let Some((first, _)) = body.name.split_once(' ') {
                by_first_word.entry(first).or_insert(body.name.as_str());
            }
        }
        Self { reading, bodies, by_first_word }
    }

    /// The body that the document calls by this word alone: "the Réseau" of the Réseau État civil.
    pub(crate) fn called(&self, word: &str) -> Option<&'b str> {
        self.by_first_word.get(word).copied()
    }

    /// The last word of the body that holds this word.
    pub(crate) fn body_at(&self, at: usize) -> Option<usize> {
        self.body(at).map(|body| body.last)
    }

    /// The body that holds this word.
    pub(crate) fn body(&self, at: usize) -> Option<&Mention> {
        let next = self.bodies.partition_point(|body| body.last < at);
        self.bodies.get(next).filter(|body| body.first <= at)
    }
}

/// Whether "and" or a comma joins the run to the person before.
fn joins_list(reading: &Reading<'_>, run: &Run, before: Option<&Candidate>) -> bool {
    let Some(before) = before else { return false };
    match run.first - before.last {
        1 => reading.tokens[run.first].gap == crate::token::Gap::Comma,
        2 => matches!(reading.word(run.first - 1), "and" | "и" | "et" | "y" | "e"),
        _ => false,
    }
}
