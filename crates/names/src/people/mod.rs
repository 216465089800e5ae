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
mod run;

use crate::organisations::Mention;
use crate::reading::Reading;
use rapporteur_model::{Person, Span};
use run::Run;

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
    let scene = Scene { reading, bodies };
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
    pub(crate) bodies: &'b [Mention],
}

impl Scene<'_, '_> {
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
