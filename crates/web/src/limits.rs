//! What a typed query may be before anything reads it, and what a read one may be before anything runs it.
//!
//! The parentheses are counted without understanding the text, quoted ones too: the count bounds the recursion of
//! any reader, and nobody types 33 of them.

use crate::failure::Failure;
use rapporteur_model::Query;

/// Characters of a typed query.
pub(crate) const CHARACTERS: usize = 1_024;
/// Parentheses open at once.
pub(crate) const DEPTH: usize = 32;
/// Nodes of a query.
pub(crate) const CLAUSES: usize = 64;
/// Hits of one answer.
pub(crate) const HITS: usize = 100;
/// The last hit that can be reached.
pub(crate) const WINDOW: usize = 10_000;
/// Bytes of a request's body, none of which is read.
pub(crate) const BODY: u64 = 64 * 1024;

/// Refuses a text that is too long or too deep to be read.
pub(crate) fn check_typed(typed: &str) -> Result<(), Failure> {
    let characters = typed.chars().count();
    if characters > CHARACTERS {
        return Err(Failure::parameter(
            "q",
            &format!("{characters} characters"),
            &format!("a query of at most {CHARACTERS} characters"),
        ));
    }
    let depth = depth(typed);
    if depth > DEPTH {
        return Err(Failure::parameter(
            "q",
            &format!("{depth} nested parentheses"),
            &format!("at most {DEPTH} nested parentheses"),
        ));
    }
    Ok(())
}

/// Refuses a query of too many clauses.
pub(crate) fn check_read(query: &Query) -> Result<(), Failure> {
    let clauses = query.size();
    if clauses > CLAUSES {
        return Err(Failure::parameter(
            "q",
            &format!("{clauses} clauses"),
            &format!("a query of at most {CLAUSES} clauses"),
        ));
    }
    Ok(())
}

fn depth(typed: &str) -> usize {
    let mut open = 0_usize;
    let mut deepest = 0;
    for byte in typed.bytes() {
        match byte {
            b'(' => open += 1,
            b')' => open = open.saturating_sub(1),
            _ => {}
        }
        deepest = deepest.max(open);
    }
    deepest
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn depth_counts_what_is_open_at_once() {
        assert_eq!(depth("(a) (b) ((c))"), 2);
        assert_eq!(depth(")))("), 1);
        assert_eq!(depth("("), 1);
    }
}
