//! The mentions of a document in the order of the text, so that a sentence asks for its own and not for all.

use crate::Entities;
use rapporteur_model::{Found, PlaceRole, Span};
use std::ops::Range;

/// Where people and organisations are named, by position.
#[derive(Debug, Default)]
pub(crate) struct Mentions {
    people: Places,
    organisations: Places,
    /// The index of the first place that is a dateline.
    pub(crate) dateline: Option<usize>,
}

/// Spans in order, each with the index of what it mentions.
#[derive(Debug, Default)]
struct Places {
    spans: Vec<(Span, usize)>,
    /// The length of the longest.
    longest: usize,
}

impl Mentions {
    pub(crate) fn of(entities: &Entities) -> Self {
        let people = entities.people.iter().map(|person| person.mentions.as_slice());
        let bodies = entities.organisations.iter().map(|body| body.mentions.as_slice());
        Self {
            people: Places::of(people),
            organisations: Places::of(bodies),
            dateline: entities.places.iter().position(|place| place.value.role == PlaceRole::Dateline),
        }
    }

    /// The people named within a span: the first mention of each with the index of the person, in order of the text.
    pub(crate) fn people_within(&self, span: Span) -> Vec<(Span, usize)> {
        self.people.within(span)
    }

    /// The organisations named within a span, as for people.
    pub(crate) fn organisations_within(&self, span: Span) -> Vec<(Span, usize)> {
        self.organisations.within(span)
    }

    /// Every mention of an organisation that begins within a span and does not go beyond it, in order.
    pub(crate) fn every_organisation_within(&self, span: Span) -> &[(Span, usize)] {
        let spans = &self.organisations.spans;
        let first = spans.partition_point(|(at, _)| at.start() < span.start());
        let count = spans[first..].partition_point(|(at, _)| at.start() < span.end());
        let inside = &spans[first..first + count];
        // Mentions do not overlap, so only the last can go beyond.
        match inside.split_last() {
            Some(((last, _), rest)) if last.end() > span.end() => rest,
            _ => inside,
        }
    }

    /// Whether the name of an organisation overlaps a span.
    pub(crate) fn names_an_organisation(&self, span: Span) -> bool {
        let from = span.start().saturating_sub(self.organisations.longest);
        let spans = &self.organisations.spans;
        let first = spans.partition_point(|(at, _)| at.start() < from);
        spans[first..].iter().take_while(|(at, _)| at.start() < span.end()).any(|(at, _)| at.overlaps(span))
    }
}

impl Places {
    fn of<'a>(mentions: impl Iterator<Item = &'a [Span]>) -> Self {
        let mut spans: Vec<(Span, usize)> = mentions
            .enumerate()
            .flat_map(|(index, spans)| spans.iter().map(move |span| (*span, index)))
            .collect();
        spans.sort_unstable();
        let longest = spans.iter().map(|(span, _)| span.len()).max().unwrap_or(0);
        Self { spans, longest }
    }

    fn within(&self, span: Span) -> Vec<(Span, usize)> {
        let first = self.spans.partition_point(|(at, _)| at.start() < span.start());
        let inside = self.spans[first..].iter().take_while(|(at, _)| at.start() < span.end());
        let mut found: Vec<(Span, usize)> = inside.filter(|(at, _)| span.contains(*at)).copied().collect();
        found.sort_by_key(|(at, index)| (*index, *at));
        found.dedup_by_key(|(_, index)| *index);
        found.sort_unstable();
        found
    }
}

/// Which of the found values, in order and without overlap, may overlap a span.
pub(crate) fn around<T>(found: &[Found<T>], span: Span) -> Range<usize> {
    let first = found.partition_point(|found| found.span.end() <= span.start());
    let count = found[first..].partition_point(|found| found.span.start() < span.end());
    first..first + count
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_span_is_given_the_first_mention_of_each_in_it() {
        let one = [Span::new(0, 4), Span::new(20, 24), Span::new(40, 44)];
        let two = [Span::new(22, 30)];
        let places = Places::of([one.as_slice(), two.as_slice()].into_iter());
        assert_eq!(places.within(Span::new(10, 50)), [(Span::new(20, 24), 0), (Span::new(22, 30), 1)]);
        assert_eq!(places.within(Span::new(41, 50)), []);
    }
}
