//! What a sentence tells of: what was, or what is to come.

use crate::lexicon::{Lexicon, Role};
use crate::token::Token;

/// What a sentence tells of, seen from the anchor.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Tense {
    Past,
    /// Of a report: "said" lies in the past, what is said need not.
    Said,
    Future,
    Neither,
}

impl Tense {
    /// Whether it tells of what was, be it only that something was said.
    pub(crate) fn is_past(self) -> bool {
        matches!(self, Self::Past | Self::Said)
    }
}

/// So many words on either side are looked at.
const REACH: usize = 24;

/// The tense of the verb nearest to the tokens `first..next`, in their sentence; what stands before counts as nearer.
pub(crate) fn tense(tokens: &[Token<'_>], lexicon: &Lexicon, first: usize, next: usize) -> Tense {
    let ends = |token: &&Token<'_>| token.is_sign(&['.', '!', '?', ';']);
    let before = tokens[..first].iter().rev().take(REACH).take_while(|token| !ends(token)).enumerate();
    let after =
        tokens[next.min(tokens.len())..].iter().take(REACH).take_while(|token| !ends(token)).enumerate();
    // "until Thursday", "by 1 September": a last day is still to come.
    let opens = |token: &Token<'_>| token.is(Role::Until) && !token.is(Role::Since) || token.is(Role::By);
    if first > 0 && tokens[first - 1].is(Role::Ahead)
        || opens(&tokens[first])
        || first > 0 && opens(&tokens[first - 1])
    {
        return Tense::Future;
    }
    let before = before.map(|(distance, token)| (distance * 2, token));
    let after = after.map(|(distance, token)| (distance * 2 + 5, token));
    let position =
        |token: &Token<'_>| tokens.partition_point(|other| other.span.start() < token.span.start());
    let bound = |token: &Token<'_>| {
        token.is(Role::Bound) && tokens.get(position(token) + 1).is_some_and(|to| to.text == "to")
    };
    let passive = |token: &Token<'_>| {
        let at = position(token);
        at > 0 && tokens[at - 1].is(Role::Auxiliary)
    };
    let marked = before.chain(after).filter_map(|(distance, token)| {
        let tense = if token.is(Role::Future) || bound(token) || ends_so(token, &lexicon.future_endings) {
            Tense::Future
        } else if token.is(Role::Said) {
            Tense::Said
        } else if (token.is(Role::Past) || !token.is(Role::Bound) && ends_so(token, &lexicon.past_endings))
            && !passive(token)
        {
            Tense::Past
        } else {
            return None;
        };
        Some((distance, tense))
    });
    marked.min_by_key(|(distance, _)| *distance).map_or(Tense::Neither, |(_, tense)| tense)
}

/// A word in small letters with one of the endings of a tense and at least as many letters before it.
fn ends_so(token: &Token<'_>, endings: &[&str]) -> bool {
    token.text.len() >= 5
        && token.is_lower()
        && endings.iter().any(|ending| token.text.len() >= ending.len() * 2 && token.text.ends_with(ending))
}
