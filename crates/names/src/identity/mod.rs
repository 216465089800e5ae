//! Who is who: which mentions are of one person, in a text and across texts, and why.

pub(crate) mod cluster;
mod endings;
mod known;
pub(crate) mod name;
mod relation;
mod sex;

use crate::token;
pub use relation::{Relation, relation};

use cluster::{Several, cluster};
use name::Name;
use rapporteur_model::Span;

/// For each mention of a person in the text, which person it is: numbers from 0 in the order of first mention.
///
/// Spans are mentions of people, with or without their titles; a title or role right before one is looked at too. An
/// empty span, or one that holds no word, is a person of its own.
pub fn chain(text: &str, spans: &[Span]) -> Vec<usize> {
    let tokens = token::tokens(text);
    let read = |(at, span): (usize, &Span)| {
        let first = tokens.partition_point(|token| token.end() <= span.start());
        let last = tokens.partition_point(|token| token.start() < span.end());
        if first < last {
            Name::read(text, &tokens, (first, last - 1), *span)
        } else {
            Name { nameless: true, spelling: format!("#{at}"), at: first, ..Name::default() }
        }
    };
    let names: Vec<Name> = spans.iter().enumerate().map(read).collect();
    let (people, which) = cluster(&names, Several::Nearest);
    renumbered(&names, people.len(), &which)
}

/// The same division of names that stand alone, those of several documents: who fits several people stays alone.
pub fn group(names: &[&str]) -> Vec<usize> {
    let names: Vec<Name> = names.iter().enumerate().map(|(at, name)| Name::alone(name, at)).collect();
    let (people, which) = cluster(&names, Several::Nobody);
    renumbered(&names, people.len(), &which)
}

fn renumbered(names: &[Name], people: usize, which: &[usize]) -> Vec<usize> {
    let mut order: Vec<usize> = (0..names.len()).collect();
    order.sort_by_key(|&at| names[at].at);
    let mut numbers = vec![None; people];
    let mut next = 0;
    for at in order {
        numbers[which[at]].get_or_insert_with(|| {
            next += 1;
            next - 1
        });
    }
    which.iter().map(|&place| numbers[place].unwrap_or(place)).collect()
}
