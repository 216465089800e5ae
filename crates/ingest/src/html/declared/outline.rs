//! Where each node stands: whether it is within an aside or within comments.
//!
//! One pass in document order: what an element is within is what its parent is within, and what its own name, class
//! and id add. The distance of a value from the main heading is counted in nodes, which are in document order.

use super::class_words::{Meaning, meaning};
use crate::html::tree::{Node, Tree};
use rapporteur_model::{Standing, Within};

pub(super) struct Outline {
    /// What class and id of each node say of itself, and of what it is within.
    own: Vec<Meaning>,
    inherited: Vec<Meaning>,
}

impl Outline {
    pub(super) fn of(tree: &Tree) -> Self {
        let count = tree.nodes.len();
        let mut outline =
            Self { own: vec![Meaning::default(); count], inherited: vec![Meaning::default(); count] };
        outline.read(tree);
        outline
    }

    /// Settles that nothing around the main heading is an aside, whatever its class says ("has-sidebar"), and reads
    /// again what each node is within.
    pub(super) fn settle(&mut self, tree: &Tree, heading: usize) {
        let mut at = heading;
        while at != 0 {
            at = tree.parent(at);
            self.own[at] = self.own[at].without_parts();
        }
        self.inherit(tree);
    }

    fn read(&mut self, tree: &Tree) {
        for (at, element) in tree.elements() {
            let mut own = meaning(element);
            if matches!(&*element.name, "nav" | "aside" | "footer") {
                own = own.with(Meaning::ASIDE);
            }
            // The whole page is no aside of itself, whatever its body is called.
            if matches!(&*element.name, "html" | "body" | "main" | "article" | "h1") {
                own = Meaning::default();
            }
            self.own[at] = own;
        }
        self.inherit(tree);
    }

    fn inherit(&mut self, tree: &Tree) {
        for at in 1..tree.nodes.len() {
            let parent = tree.parent(at);
            self.inherited[at] = self.inherited[parent].with(self.own[parent].parts());
        }
    }

    pub(super) fn own(&self, at: usize) -> Meaning {
        self.own[at]
    }

    /// What the elements around a node say, itself included.
    pub(super) fn around(&self, at: usize) -> Meaning {
        self.inherited[at].with(self.own[at])
    }

    pub(super) fn standing(&self, at: usize, heading: usize) -> Standing {
        let around = self.around(at);
        let within = if around.has(Meaning::COMMENT) {
            Within::Comment
        } else if around.has(Meaning::ASIDE) {
            Within::Aside
        } else {
            Within::Page
        };
        let distance = i32::try_from(at).unwrap_or(i32::MAX) - i32::try_from(heading).unwrap_or(i32::MAX);
        Standing { distance, within }
    }
}

/// A text that is longer than asked for by so many bytes is not looked at; shorter ones may be white space.
const LONGEST_SPACE: usize = 16 << 10;

/// The text below a node, white space folded; `None` where it is empty or longer than `most` bytes.
pub(super) fn short_text(tree: &Tree, at: usize, most: usize) -> Option<String> {
    let mut out = String::new();
    let end = tree.end(at);
    let mut next = at;
    // An element without text may hold any number of others.
    for _ in 0..200 {
        if next >= end {
            break;
        }
        match &tree.nodes[next] {
            // Hundreds of elements may stand around one text.
            Node::Text(text) if text.len() > most + LONGEST_SPACE => return None,
            Node::Text(text) => crate::push_folded(&mut out, text),
            Node::Element(element) => {
                if matches!(&*element.name, "script" | "style" | "svg" | "noscript" | "template" | "select") {
                    next = tree.end(next);
                    continue;
                }
                if !out.is_empty() && !matches!(&*element.name, "b" | "i" | "em" | "strong" | "sup") {
                    crate::push_folded(&mut out, " ");
                }
            }
        }
        if out.len() > most {
            return None;
        }
        next += 1;
    }
    if next < end {
        return None;
    }
    out.truncate(out.trim_end().len());
    (!out.is_empty()).then_some(out)
}
