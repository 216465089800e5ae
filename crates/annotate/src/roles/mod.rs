//! What a body does in what a sentence tells: "funded by USAID", "hosted by the Ministry of Labour", «при финансовой поддержке МОМ».
//!
//! A cue gives its role to the body it stands beside and to those listed with it. Where nothing is said nothing is given.

mod cues;

use crate::Entities;
use crate::cues::{Lexicon, words};
use crate::events::Mentions;
use crate::sentence::sentences;
use cues::{Cue, Cues, Side};
use rapporteur_model::{Document, Found, Involvement, Organisation, Span};
use std::collections::BTreeMap;

/// The most words between a cue and a body, and between two bodies of a list.
const GAP: usize = 6;

/// What the mentions of organisations say of their roles, by mention.
#[derive(Debug, Default)]
pub(crate) struct Roles(BTreeMap<Span, Found<Involvement>>);

impl Roles {
    /// Reads every sentence that names an organisation.
    pub(crate) fn of(document: &Document, mentions: &Mentions, lexicon: &'static Lexicon) -> Self {
        let (text, cues) = (document.text.as_str(), Cues::of(document.language.as_deref()));
        let mut roles = Self::default();
        for block in &document.blocks {
            if mentions.every_organisation_within(block.span).is_empty() {
                continue;
            }
            for sentence in sentences(text, block, lexicon) {
                let bodies = mentions.every_organisation_within(sentence);
                if !bodies.is_empty() {
                    let bodies = bodies.iter().map(|(span, _)| *span).collect();
                    Sentence::new(text, sentence, cues, bodies).read(&mut roles.0);
                }
            }
        }
        roles
    }

    /// What a mention says.
    pub(crate) fn get(&self, mention: Span) -> Option<&Found<Involvement>> {
        self.0.get(&mention)
    }

    /// Gives each organisation the role that most of its mentions say, the first of equal ones.
    pub(crate) fn give(&self, entities: &mut Entities) {
        for body in &mut entities.organisations {
            body.role = self.most_said(body);
        }
    }

    fn most_said(&self, body: &Organisation) -> Option<Found<Involvement>> {
        let said: Vec<&Found<Involvement>> =
            body.mentions.iter().filter_map(|span| self.get(*span)).collect();
        let count = |role: Involvement| said.iter().filter(|found| found.value == role).count();
        let mut best: Option<&Found<Involvement>> = None;
        for found in &said {
            if best.is_none_or(|best| count(found.value) > count(best.value)) {
                best = Some(found);
            }
        }
        best.cloned()
    }
}

/// A sentence with the bodies it names and the cues it holds.
struct Sentence<'a> {
    text: &'a str,
    table: &'static Cues,
    bodies: Vec<Span>,
    cues: Vec<Cue>,
    /// For each body the cue that gave it its role.
    given: Vec<Option<Cue>>,
}

impl<'a> Sentence<'a> {
    fn new(text: &'a str, span: Span, table: &'static Cues, bodies: Vec<Span>) -> Self {
        let mut cues = table.found(&words(text, span));
        // The words of a name say nothing: "Partners in Health", "Donor Council".
        cues.retain(|cue| bodies.iter().all(|body| !body.overlaps(cue.span)));
        let given = vec![None; bodies.len()];
        Self { text, table, bodies, cues, given }
    }

    fn read(mut self, roles: &mut BTreeMap<Span, Found<Involvement>>) {
        for cue in self.cues.clone() {
            if matches!(cue.side, Side::Before | Side::Label) {
                self.forwards(cue);
            }
        }
        for cue in self.cues.clone() {
            let behind = matches!(cue.side, Side::Behind | Side::Either);
            if behind && !self.backwards(cue) && cue.side == Side::Either {
                self.forwards(cue);
            }
        }
        for (body, cue) in self.bodies.iter().zip(&self.given) {
            if let Some(cue) = cue {
                roles.entry(*body).or_insert(Found::stated(cue.role, cue.span.join(*body), "role-cue"));
            }
        }
    }

    /// "funded by" and the bodies behind it.
    fn forwards(&mut self, cue: Cue) {
        let first = self.bodies.partition_point(|body| body.start() < cue.span.end());
        let mut end = cue.span.end();
        for at in first..self.bodies.len() {
            let gap = Span::new(end, self.bodies[at].start());
            let fits = if at == first { self.leads(gap, cue) } else { self.joins(gap) };
            // "…, and UNDP hosted it": a verb of its own.
            let own = at > first && self.cues.iter().any(|other| self.is_verb_of(*other, at));
            if !fits || own || self.given[at].is_some() {
                break;
            }
            self.given[at] = Some(cue);
            end = self.bodies[at].end();
        }
    }

    fn is_verb_of(&self, cue: Cue, at: usize) -> bool {
        let body = self.bodies[at];
        cue.side == Side::Behind
            && cue.span.start() >= body.end()
            && self.helps(Span::new(body.end(), cue.span.start()))
    }

    /// The bodies before "hosted"; whether there are any.
    fn backwards(&mut self, cue: Cue) -> bool {
        let mut end = cue.span.start();
        let mut found = false;
        let before = self.bodies.partition_point(|body| body.end() <= end);
        for at in (0..before).rev() {
            let gap = Span::new(self.bodies[at].end().min(end), end);
            let fits = if found { self.joins(gap) } else { self.helps(gap) };
            if !fits {
                break;
            }
            match self.given[at] {
                // «Министерство труда совместно с МОМ провело …»: what stands with another is passed over.
                Some(other) if other.span.start() < self.bodies[at].start() && !found => {
                    end = other.span.start();
                }
                Some(_) => break,
                None => {
                    self.given[at] = Some(cue);
                    found = true;
                    end = self.bodies[at].start();
                }
            }
        }
        found
    }

    /// Whether a cue may reach over these words to a body.
    fn leads(&self, gap: Span, cue: Cue) -> bool {
        let side = cue.side;
        let text = gap.of(self.text);
        let part = |c: char| {
            matches!(c, ';' | '?' | '!' | '\n') || side != Side::Label && matches!(c, ':' | '—' | '–')
        };
        let mark = text.contains([':', '—', '–', '-']);
        if side == Side::Label && !mark && !cue.span.of(self.text).contains(' ') {
            return false;
        }
        let mut strange = 0;
        let words = words(self.text, gap);
        let limit = if side == Side::Either { 1 } else { GAP };
        words.len() <= limit
            && !text.contains(part)
            && !text.trim_start().starts_with([',', ')'])
            && self.is_free(gap)
            && words.iter().all(|word| {
                // "together with Ingrid Holm, Director of …" is no partner.
                let known = word.capital && !text.contains(',') || self.table.is_between(&word.lower);
                strange += usize::from(!known);
                known || strange <= 1 && !self.table.is_barrier(&word.lower)
            })
    }

    /// Whether these words make a list of what stands on both sides.
    fn joins(&self, gap: Span) -> bool {
        let text = gap.of(self.text);
        let words = words(self.text, gap);
        let comma = text.trim_start().starts_with([',', '(', ')', '/', '&']);
        let joined = words.first().is_some_and(|word| self.table.is_joiner(&word.lower));
        let small = |word: &str| self.table.is_joiner(word) || self.table.is_between(word);
        (comma || joined)
            && words.len() <= GAP
            && !text.contains([';', ':', '?', '!', '\n', '—'])
            && self.is_free(gap)
            && words.iter().all(|word| word.capital || small(&word.lower))
    }

    /// Whether only helping words stand between a body and its verb.
    fn helps(&self, gap: Span) -> bool {
        let text = gap.of(self.text);
        let words = words(self.text, gap);
        words.len() <= GAP
            && !text.contains([';', ':', '?', '!', '\n', '—', '.'])
            && words.iter().all(|word| word.capital || self.table.is_helper(&word.lower))
            && self.is_free(gap)
    }

    /// Whether no other cue and no other body stands there.
    fn is_free(&self, gap: Span) -> bool {
        self.cues.iter().all(|cue| !cue.span.overlaps(gap))
            && self.bodies.iter().all(|body| !body.overlaps(gap))
    }
}

#[cfg(test)]
mod tests;
