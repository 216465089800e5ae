//! A page as a flat arena of elements and texts.

mod builder;

pub(crate) use builder::parse;
use html5ever::tendril::StrTendril;
use html5ever::{Attribute, LocalName, local_name};

/// The most open elements; deeper ones are flattened into the deepest. Browsers cap at 512 too.
pub(crate) const DEPTH: usize = 512;

/// The most nodes; what follows is not read. Each takes some 200 bytes until the page is done, so that a page made of
/// the smallest elements stays below 256 MB.
pub(crate) const NODES: usize = 700_000;

/// The most attributes of a page; elements after that have none. Each takes 48 bytes, and its name 60 more.
pub(crate) const ATTRIBUTES: usize = 1_000_000;

/// A node. The nodes of a page stand in document order, so that what an element holds follows it without a gap.
#[derive(Debug)]
pub(crate) enum Node {
    Element(Element),
    Text(StrTendril),
}

#[derive(Debug)]
pub(crate) struct Element {
    pub(crate) name: LocalName,
    attributes: Vec<Attribute>,
}

impl Element {
    pub(crate) fn attribute(&self, name: &str) -> Option<&str> {
        self.attributes.iter().find(|attribute| &*attribute.name.local == name).map(|found| &*found.value)
    }

    /// The values of the attributes that name an element: `class` and `id`.
    pub(crate) fn names(&self) -> impl Iterator<Item = &str> {
        self.attributes
            .iter()
            .filter(|attribute| {
                attribute.name.local == local_name!("class") || attribute.name.local == local_name!("id")
            })
            .map(|attribute| &*attribute.value)
    }

    pub(crate) fn attributes(&self) -> impl Iterator<Item = (&str, &str)> {
        self.attributes.iter().map(|attribute| (&*attribute.name.local, &*attribute.value))
    }

    pub(crate) fn has_attributes(&self) -> bool {
        !self.attributes.is_empty()
    }

    pub(crate) fn is(&self, name: &str) -> bool {
        &*self.name == name
    }
}

impl Node {
    pub(crate) fn text(&self) -> Option<&str> {
        match self {
            Self::Text(text) => Some(text),
            Self::Element(_) => None,
        }
    }

    /// The first character of a text that is not blank.
    pub(crate) fn first_character(&self) -> Option<char> {
        self.text().and_then(|text| text.trim_start().chars().next())
    }
}

/// A parsed page; node 0 is the root.
#[derive(Debug)]
pub(crate) struct Tree {
    pub(crate) nodes: Vec<Node>,
    /// For each node one past the last node below it.
    ends: Vec<u32>,
    /// For each node the element that holds it; the root holds itself.
    parents: Vec<u32>,
    /// How many elements were nested too deep.
    pub(crate) flattened: usize,
    /// Whether the page has more than [`NODES`].
    pub(crate) truncated: bool,
    /// Whether it has more than [`ATTRIBUTES`].
    pub(crate) bare: bool,
}

impl Tree {
    pub(crate) fn element(&self, at: usize) -> Option<&Element> {
        match self.nodes.get(at) {
            Some(Node::Element(element)) => Some(element),
            _ => None,
        }
    }

    /// One past the last node below a node.
    pub(crate) fn end(&self, at: usize) -> usize {
        self.ends[at] as usize
    }

    /// The element that holds a node; that of the root is the root.
    pub(crate) fn parent(&self, at: usize) -> usize {
        self.parents[at] as usize
    }

    /// The children of a node.
    pub(crate) fn children(&self, at: usize) -> impl Iterator<Item = usize> {
        let mut next = at + 1;
        std::iter::from_fn(move || {
            let child = next;
            (child < self.end(at)).then(|| {
                next = self.end(child);
                child
            })
        })
    }

    /// The text of a node that is one.
    pub(crate) fn text_node(&self, at: usize) -> Option<&str> {
        self.nodes.get(at).and_then(Node::text)
    }

    /// The elements in document order with their index.
    pub(crate) fn elements(&self) -> impl Iterator<Item = (usize, &Element)> {
        self.nodes.iter().enumerate().filter_map(|(at, node)| match node {
            Node::Element(element) => Some((at, element)),
            Node::Text(_) => None,
        })
    }

    /// All text below a node, white space folded.
    pub(crate) fn text(&self, at: usize) -> String {
        let mut out = String::new();
        for node in &self.nodes[at..self.end(at)] {
            match node {
                Node::Text(text) => crate::push_folded(&mut out, text),
                Node::Element(element) if element.name == local_name!("br") => {
                    crate::push_folded(&mut out, " ");
                }
                Node::Element(_) => {}
            }
        }
        out.truncate(out.trim_end().len());
        out
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn unclosed_items_and_cells_end_where_the_next_begins() {
        let tree = parse("<ul><li>one<li>two</ul><p>three<div>four</div>");
        let texts: Vec<String> =
            tree.elements().filter(|(_, e)| e.is("li") || e.is("p")).map(|(at, _)| tree.text(at)).collect();
        assert_eq!(texts, ["one", "two", "three"]);
    }

    #[test]
    fn the_text_of_a_script_is_one_node_and_ends_with_it() {
        let tree = parse("<script>if (a < b) { '<p>' }</script><p>x");
        assert_eq!(tree.elements().filter(|(_, e)| e.is("p")).count(), 1);
    }

    #[test]
    fn a_page_within_the_head_of_another_does_not_swallow_its_body() {
        let tree = parse(
            "<html><head><title>a</title><!DOCTYPE html><html><head><meta name=x></head><body><p>b</body></html>\
             </head><body><p>c</p>",
        );
        let head = tree.elements().find(|(_, e)| e.is("head")).map(|(at, _)| tree.text(at));
        assert_eq!(head.as_deref(), Some("a"));
        assert_eq!(tree.elements().filter(|(_, e)| e.is("body")).count(), 1);
    }

    #[test]
    fn a_head_that_is_never_closed_ends_where_text_begins() {
        let tree = parse("<head><title>a</title>b<p>c");
        let head = tree.elements().find(|(_, e)| e.is("head")).map(|(at, _)| tree.text(at));
        assert_eq!(head.as_deref(), Some("a"));
    }

    #[test]
    fn text_after_the_body_is_kept() {
        let tree = parse("<html><body><p>a</p></body></html>tail");
        assert_eq!(tree.text(0), "atail");
    }
}
