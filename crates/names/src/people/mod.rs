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
use rapporteur_model::{Person, Span};
use run::Run;
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
    pub(crate) organisation: Option<String>,
    pub(crate) rule: &'static str,
    /// Needs the surname to be known from elsewhere.
    pub(crate) weak: bool,
}

/// The people of a text, by first mention.
pub(crate) fn people(reading: &Reading<'_>, bodies: &[Mention]) -> Vec<Person> {
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
        let Some(run) = run::at(&scene, at) else {
            at += 1;
            continue;
        };
        let inherited = shared.take().filter(|_| joins_list(reading, &run, candidates.last()));
        if let Some((candidate, plural)) = evidence::judge(&scene, &run, inherited.as_ref()) {
            at = candidate.last + 1;
            shared = plural;
            candidates.push(candidate);
        } else {
            at = run.last + 1;
        }
    }
    chain::people(&scene, candidates)
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
