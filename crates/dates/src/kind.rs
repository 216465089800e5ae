//! What a calendar expression dates, as far as the words beside it say so.

use crate::lexicon::Role;
use crate::token::Token;
use rapporteur_model::{DateKind, Span, When};

/// So many tokens before an expression, and after it, may say what it dates.
const REACH: usize = 8;

/// The kind of the expression of tokens `first..next` (`opened` by "until", which is one of them),
/// and the word that says so: a last day, the day something was born or founded, the time something
/// is in force; a mention where nothing is said.
pub(crate) fn kind(
    tokens: &[Token<'_>],
    (first, next): (usize, usize),
    opened: bool,
    when: When,
) -> (DateKind, Option<Span>) {
    let ends = |token: &&Token<'_>| token.is_sign(&['.', ';', '!', '?', '|']);
    let before = || tokens[..first].iter().rev().take(REACH).take_while(|token| !ends(token));
    let after = || tokens[next..].iter().take(REACH).take_while(|token| !ends(token));
    let opened = opened || tokens[first].is(Role::By);
    let opening = tokens[first..next].iter().take(usize::from(opened)).chain(before().take(2));
    let mut last_day =
        opening.filter(|token| token.is(Role::By) || token.is(Role::Until) && !token.is(Role::Since));
    if let Some(token) = before().find(|token| token.is(Role::Deadline)) {
        return (DateKind::Deadline, Some(token.span));
    }
    for (role, kind) in [(Role::Founding, DateKind::Founding), (Role::Validity, DateKind::Validity)] {
        if let Some(token) = before().chain(after().take(4)).find(|token| token.is(role)) {
            return (kind, Some(token.span));
        }
    }
    match last_day.next() {
        // "until October 2023" tells how long something went on.
        Some(token) if !when.is_open() => (DateKind::Deadline, Some(token.span)),
        _ => (DateKind::Mention, None),
    }
}
