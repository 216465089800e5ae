//! Every name of a text that may be a place, before anything judges it.

use crate::context::{self, Class};
use crate::guard::{self, Around};
use crate::matching::{Match, adjective_at, feature_at, state_at};
use crate::store::{Form, Sense};
use crate::text::Text;
use crate::token::Gap;
use rapporteur_model::{PlaceKind, Span};
use std::borrow::Cow;

/// What the gazetteer knows of a stretch of a text, before anything judges it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Spotted {
    /// Where the name stands.
    pub span: Span,
    /// What its largest sense is: 1 country or former country, 2 grouping or area, 3 region, 4 district, 5 feature; of towns 6 capitals and a
    /// million people, 7 from 100,000, 8 from 15,000, 9 smaller; 10 an adjective or a people; 11 an abbreviation.
    pub class: u8,
    /// Whether what stands round it says that it is no place.
    pub guarded: bool,
}

/// What the gazetteer knows of a name.
pub(crate) fn spotted(around: &Around<'_>, found: &Match) -> Spotted {
    let guarded = guard::rejects(around, found) || is_acronym(around, found);
    Spotted { span: found.span, class: class(found), guarded }
}

fn class(found: &Match) -> u8 {
    if found.abbreviation {
        return 11;
    }
    let of = |sense: &Sense| {
        if sense.form == Form::Adjective {
            return 10;
        }
        let people = sense.row.population();
        match sense.row.kind() {
            PlaceKind::Country | PlaceKind::Former => 1,
            PlaceKind::Grouping | PlaceKind::Area => 2,
            PlaceKind::Region => 3,
            PlaceKind::District => 4,
            PlaceKind::Feature => 5,
            PlaceKind::City if sense.row.is_capital() || people >= 1_000_000 => 6,
            PlaceKind::City if people >= 100_000 => 7,
            PlaceKind::City if people >= 15_000 => 8,
            PlaceKind::City => 9,
        }
    };
    found.senses.iter().map(of).min().unwrap_or(9)
}

/// Every name that may be a place, in order.
pub(crate) fn matches(read: &Text<'_>, blocked: &[Span]) -> Vec<Match> {
    let Text { text, tokens, language, .. } = read;
    let mut blocked: Vec<Span> = blocked.to_vec();
    blocked.sort_unstable();
    let mut out: Vec<Match> = Vec::new();
    let mut at = 0;
    while at < tokens.len() {
        let after_a_place =
            out.last().is_some_and(|last| last.last + 1 == at && tokens[at].gap == Gap::Comma);
        let found = if after_a_place { state_at(text, tokens, at) } else { None };
        let found = found.map(Cow::Owned).or_else(|| {
            if tokens[at].capital {
                read.name_at(at)
            } else {
                let feature = feature_at(text, tokens, at, *language);
                feature.or_else(|| adjective_at(text, tokens, at, *language)).map(Cow::Owned)
            }
        });
        let Some(found) = found else {
            at += 1;
            continue;
        };
        at = found.last + 1;
        let around = read.around(found.first);
        let generic = found.first == found.last && context::is(&found.key, Class::Unit);
        if generic
            || is_blocked(&blocked, found.span)
            || guard::rejects(&around, &found)
            || is_acronym(&around, &found)
        {
            continue;
        }
        out.push(found.into_owned());
    }
    out
}

fn is_blocked(blocked: &[Span], span: Span) -> bool {
    // Blocked spans may nest, so the one before the first that begins later is not the only one to ask.
    let end = blocked.partition_point(|other| other.start() < span.end());
    blocked[..end].iter().rev().take(16).any(|other| other.overlaps(span))
}

/// "ILO" is no town in Peru: short words in capitals are acronyms unless the line is all capitals or it is a dateline.
fn is_acronym(around: &Around<'_>, found: &Match) -> bool {
    let token = around.tokens[found.first];
    if found.abbreviation || !token.caps || found.first != found.last {
        return false;
    }
    let letters = around.word(found.first).chars().count();
    letters <= 3 || (letters <= 5 && token.gap != Gap::Line && !neighbours_in_caps(around, found))
}

fn neighbours_in_caps(around: &Around<'_>, found: &Match) -> bool {
    let caps = |at: Option<usize>| at.and_then(|at| around.tokens.get(at)).is_some_and(|token| token.caps);
    caps(found.first.checked_sub(1)) || caps(Some(found.last + 1))
}
