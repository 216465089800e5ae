//! Where the text of an element must not glue to what stands before it, and what is no text at all.

use super::super::elements::{is_apart, is_part};
use super::super::tree::{Element, Node};
use super::{Collector, Context};
use html5ever::local_name;

/// Nodes of an element that are looked at for its first character.
const NEXT: usize = 16;
impl Collector<'_> {
    /// Whether an element begins where another has ended with which its text must not glue: two links, an old and a new
    /// wording, the day and the month of a date in elements of their own.
    pub(super) fn is_seam(&self, at: usize, element: &Element) -> bool {
        let first = || self.first_character(at);
        self.seam == at
            && match (is_apart(element), is_part(element), self.text.chars().next_back()) {
                (true, _, Some(last)) => last.is_alphanumeric() && first().is_some_and(char::is_alphanumeric),
                (_, true, Some(last)) => first().is_some_and(|first| {
                    last.is_ascii_digit() && first.is_alphanumeric()
                        || last.is_alphanumeric() && first.is_ascii_digit()
                }),
                _ => false,
            }
    }

    /// The first character of an element that is not blank.
    fn first_character(&self, at: usize) -> Option<char> {
        self.tree.nodes[at..self.tree.end(at)].iter().take(NEXT).find_map(Node::first_character)
    }

    /// Whether an element is a mark of a note set on the end of a word or a number: "2012¹" is not 20121.
    pub(super) fn is_mark(&self, at: usize, element: &Element, outer: Context) -> bool {
        if element.name != local_name!("sup") {
            return false;
        }
        let leads_within = |at: usize| {
            self.tree.element(at).is_some_and(|element| {
                element.name == local_name!("a")
                    && element.attribute("href").is_some_and(|target| target.starts_with('#'))
            })
        };
        let first = self.first_character(at);
        outer.link != 0 && leads_within(outer.link)
            || self.tree.children(at).any(leads_within)
            || self.text.ends_with(|c: char| c.is_ascii_digit())
                && first.is_some_and(|first| first.is_ascii_digit() || matches!(first, '[' | '(' | '*'))
    }

    /// Whether a text is the sign of a link to the very place it stands at, which tools set beside headings.
    pub(super) fn is_permalink(&self, text: &str, link: usize) -> bool {
        matches!(text.trim(), "#" | "¶" | "§" | "🔗")
            && self
                .tree
                .element(link)
                .and_then(|element| element.attribute("href"))
                .is_some_and(|target| target.starts_with('#'))
    }
}
