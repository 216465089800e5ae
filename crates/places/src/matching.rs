//! Names of the gazetteer in a text: the longest that begins at a capital letter and is spelled like a name.

use crate::context::{self, Class};
use crate::fold::folded;
use crate::gazetteer::Gazetteer;
use crate::inflection::Case;
use crate::store::{Sense, senses};
use crate::token::{Gap, Token};
use crate::trie::Step;
use rapporteur_model::Span;

/// A name found in the text, before it is known to be a place.
#[derive(Debug, Clone)]
pub(crate) struct Match {
    /// The tokens of the name, the last one included.
    pub(crate) first: usize,
    pub(crate) last: usize,
    pub(crate) span: Span,
    /// What it may be, each entry once.
    pub(crate) senses: Vec<Sense>,
    pub(crate) case: Case,
    /// The folded words as they stand in the text.
    pub(crate) key: String,
    /// Found as an abbreviation in exactly its spelling.
    pub(crate) abbreviation: bool,
}

const LONGEST: usize = 8;

/// The name that begins at token `at`.
pub(crate) fn name_at(text: &str, tokens: &[Token], at: usize) -> Option<Match> {
    abbreviation_at(text, tokens, at).or_else(|| longest_at(text, tokens, at))
}

fn abbreviation_at(text: &str, tokens: &[Token], at: usize) -> Option<Match> {
    let gazetteer = Gazetteer::embedded();
    for last in (at..tokens.len().min(at + 3)).rev() {
        if tokens[at + 1..=last].iter().any(|token| !matches!(token.gap, Gap::Dot | Gap::DotSpace)) {
            continue;
        }
        let bare = Span::new(tokens[at].span.start(), tokens[last].span.end());
        let dotted = Span::new(bare.start(), bare.end() + 1);
        let forms = if last > at { [dotted, bare] } else { [bare, bare] };
        let found = forms
            .into_iter()
            .find_map(|span| gazetteer.abbreviations.get(span.of(text)).map(|row| (span, *row)));
        if let Some((span, row)) = found {
            let sense = Sense { row, alternate: false };
            let key = span.of(text).to_owned();
            return Some(Match {
                first: at,
                last,
                span,
                senses: vec![sense],
                case: Case::Same,
                key,
                abbreviation: true,
            });
        }
    }
    None
}

fn longest_at(text: &str, tokens: &[Token], at: usize) -> Option<Match> {
    let gazetteer = Gazetteer::embedded();
    let mut steps = vec![gazetteer.names.start()];
    let mut best: Option<(usize, Vec<Step>)> = None;
    for last in at..tokens.len().min(at + LONGEST) {
        if last > at && !joins(text, tokens, last) {
            break;
        }
        steps = gazetteer.advance(&steps, &folded(tokens[last].text(text)), last > at);
        if steps.is_empty() {
            break;
        }
        let complete: Vec<Step> =
            steps.iter().copied().filter(|step| gazetteer.names.value(*step).is_some()).collect();
        if !complete.is_empty() && spelled_like_a_name(text, tokens, at, last) {
            best = Some((last, complete));
        }
    }
    let (last, steps) = best?;
    let span = Span::new(tokens[at].span.start(), tokens[last].span.end());
    let key = tokens[at..=last].iter().map(|token| folded(token.text(text))).collect::<Vec<_>>().join(" ");
    let (senses, case) = senses_of(&steps);
    Some(Match { first: at, last, span, senses, case, key, abbreviation: false })
}

/// The senses at the end of the steps; the case is that of the least inflected reading.
fn senses_of(steps: &[Step]) -> (Vec<Sense>, Case) {
    let mut found: Vec<Sense> = Vec::new();
    let mut case = Case::Other;
    for step in steps {
        let mut here = Vec::new();
        if let Some(value) = Gazetteer::embedded().names.value(*step) {
            senses(value, &mut here);
            case = case.min(step.case);
        }
        for sense in here {
            match found.iter_mut().find(|other| other.row == sense.row) {
                Some(other) => other.alternate &= sense.alternate,
                None => found.push(sense),
            }
        }
    }
    (found, case)
}

/// Whether the word may go on the name before it.
fn joins(text: &str, tokens: &[Token], at: usize) -> bool {
    match tokens[at].gap {
        Gap::Space | Gap::Hyphen | Gap::Apostrophe | Gap::Ampersand => true,
        Gap::DotSpace => matches!(tokens[at - 1].text(text), "St" | "Ste" | "Sto" | "Sta" | "Mt" | "Ft"),
        // "Washington, D.C."
        Gap::Comma => {
            tokens[at].text(text) == "D" && tokens.get(at + 1).is_some_and(|next| next.text(text) == "C")
        }
        Gap::Dot => tokens[at].text(text) == "C",
        _ => false,
    }
}

/// Names end in a capital: "Rio de Janeiro", "Ошской области", "Sana'a", "Чолпон-ата", but not "Of the".
fn spelled_like_a_name(text: &str, tokens: &[Token], first: usize, last: usize) -> bool {
    let end = tokens[last];
    first == last
        || end.capital
        || matches!(end.gap, Gap::Hyphen | Gap::Apostrophe)
        || context::is(end.text(text), Class::Unit)
        || matches!(
            end.text(text).to_lowercase().as_str(),
            "region"
                | "republic"
                | "république"
                | "islands"
                | "states"
                | "countries"
                | "республики"
                | "республика"
                | "республике"
                | "city"
                | "союз"
                | "союза"
                | "союзе"
                | "subregion"
                | "zone"
                | "kirghize"
        )
}
