//! Where in a text something stands, and what was found there.

use serde::{Deserialize, Serialize};
use std::borrow::Cow;
use std::ops::Range;

/// A half-open range of bytes of a document's text, with `start <= end`.
///
/// Producers keep both ends on character boundaries of the text the span belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "(usize, usize)", into = "(usize, usize)")]
pub struct Span {
    start: usize,
    end: usize,
}

impl Span {
    /// A span from `start` to `end`, in bytes; the ends are swapped when they are given in reverse.
    pub fn new(start: usize, end: usize) -> Self {
        Self { start: start.min(end), end: start.max(end) }
    }

    /// The first byte.
    pub fn start(self) -> usize {
        self.start
    }

    /// One past the last byte.
    pub fn end(self) -> usize {
        self.end
    }

    /// The length in bytes.
    pub fn len(self) -> usize {
        self.end - self.start
    }

    /// Whether the span holds no byte.
    pub fn is_empty(self) -> bool {
        self.start == self.end
    }

    /// Whether the two spans share a byte.
    pub fn overlaps(self, other: Self) -> bool {
        self.start < other.end && other.start < self.end
    }

    /// Whether `other` lies wholly within this span.
    pub fn contains(self, other: Self) -> bool {
        self.start <= other.start && other.end <= self.end
    }

    /// The smallest span that holds both.
    pub fn join(self, other: Self) -> Self {
        Self { start: self.start.min(other.start), end: self.end.max(other.end) }
    }

    /// The same span `by` bytes further on.
    #[must_use]
    pub fn shift(self, by: usize) -> Self {
        Self { start: self.start + by, end: self.end + by }
    }

    /// As a range, for slicing.
    pub fn range(self) -> Range<usize> {
        self.start..self.end
    }

    /// The text the span covers; empty where it does not lie on character boundaries of `text`.
    pub fn of(self, text: &str) -> &str {
        text.get(self.range()).unwrap_or("")
    }
}

impl From<Span> for (usize, usize) {
    fn from(span: Span) -> Self {
        (span.start, span.end)
    }
}

impl TryFrom<(usize, usize)> for Span {
    type Error = String;

    fn try_from((start, end): (usize, usize)) -> Result<Self, Self::Error> {
        if start <= end {
            Ok(Self { start, end })
        } else {
            Err(format!("span ends at {end} before it starts at {start}"))
        }
    }
}

/// A value read out of a text, with its evidence.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Found<T> {
    /// What was read.
    pub value: T,
    /// Where it stands in the document's text.
    pub span: Span,
    /// The rule that read it, in kebab case; stable, so that a reader can look it up.
    pub rule: Cow<'static, str>,
    /// Whether any part of the value comes from the context and not from the span itself.
    pub inferred: bool,
}

impl<T> Found<T> {
    /// A value stated in full at `span`.
    pub fn stated(value: T, span: Span, rule: &'static str) -> Self {
        Self { value, span, rule: Cow::Borrowed(rule), inferred: false }
    }

    /// A value of which some part comes from the context.
    pub fn inferred(value: T, span: Span, rule: &'static str) -> Self {
        Self { value, span, rule: Cow::Borrowed(rule), inferred: true }
    }

    /// The same evidence for another value.
    pub fn map<U>(self, f: impl FnOnce(T) -> U) -> Found<U> {
        Found { value: f(self.value), span: self.span, rule: self.rule, inferred: self.inferred }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_span_given_backwards_is_turned_round() {
        assert_eq!(Span::new(7, 3), Span::new(3, 7));
    }

    #[test]
    fn touching_spans_do_not_overlap() {
        assert!(!Span::new(0, 3).overlaps(Span::new(3, 5)));
        assert!(Span::new(0, 4).overlaps(Span::new(3, 5)));
    }

    #[test]
    fn a_span_off_the_character_boundary_reads_as_empty() {
        assert_eq!(Span::new(0, 1).of("Ош"), "");
        assert_eq!(Span::new(0, 2).of("Ош"), "О");
    }
}
