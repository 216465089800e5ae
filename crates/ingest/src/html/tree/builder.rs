//! html5ever's tokens → the arena, with the few implied end tags that matter for text.

use super::super::tags::{Implied, REACHES, Reach, is_heading, is_void, named, raw_kind};
use super::{ATTRIBUTES, DEPTH, Element, NODES, Node, Tree};
use html5ever::tendril::StrTendril;
use html5ever::tokenizer::{
    BufferQueue, Tag, TagKind, Token, TokenSink, TokenSinkResult, Tokenizer, TokenizerOpts,
};
use html5ever::{LocalName, local_name};
use std::cell::RefCell;

/// From so many nodes on a page is large, and room for attributes that an element has not is given back: it has room for
/// four, 200 bytes.
const LARGE: usize = 50_000;

pub(crate) fn parse(html: &str) -> Tree {
    let root = Node::Element(Element { name: local_name!(""), attributes: Vec::new() });
    let builder = Builder {
        state: RefCell::new(State {
            nodes: vec![root],
            parents: vec![0],
            open: vec![Open { at: 0, name: local_name!(""), shut: [0; REACHES] }],
            overflow: 0,
            flattened: 0,
            seen: [false; 3],
            truncated: false,
            attributes: 0,
        }),
    };
    let tokenizer = Tokenizer::new(builder, TokenizerOpts::default());
    let input = BufferQueue::default();
    input.push_back(StrTendril::from_slice(html));
    // An encoding declaration hands control back, and there is nothing to do but to go on; so does a page that is full.
    while !input.is_empty() && !tokenizer.sink.state.borrow().truncated {
        let _ = tokenizer.feed(&input);
    }
    tokenizer.end();
    let State { nodes, parents, flattened, truncated, attributes, .. } = tokenizer.sink.state.into_inner();
    let mut ends: Vec<u32> = (0..nodes.len()).map(|at| index(at + 1)).collect();
    for at in (1..nodes.len()).rev() {
        let parent = parents[at] as usize;
        ends[parent] = ends[parent].max(ends[at]);
    }
    Tree { nodes, ends, parents, flattened, truncated, bare: attributes > ATTRIBUTES }
}

/// A page has fewer than 2³² nodes: it is shorter than 4 GiB.
fn index(at: usize) -> u32 {
    u32::try_from(at).unwrap_or(u32::MAX)
}

struct Builder {
    state: RefCell<State>,
}

/// An element that is open.
struct Open {
    at: usize,
    name: LocalName,
    /// For each [`Reach`] the depth of the innermost element, this one included, that no end tag of it gets past.
    shut: [usize; REACHES],
}

struct State {
    nodes: Vec<Node>,
    /// For each node the element that holds it.
    parents: Vec<u32>,
    open: Vec<Open>,
    /// How many elements are open beyond [`DEPTH`].
    overflow: usize,
    flattened: usize,
    /// Whether `<html>`, `<head>` and `<body>` were met.
    seen: [bool; 3],
    truncated: bool,
    /// Attributes of all elements so far.
    attributes: usize,
}

impl TokenSink for Builder {
    type Handle = ();

    fn process_token(&self, token: Token, _line: u64) -> TokenSinkResult<()> {
        let mut state = self.state.borrow_mut();
        if state.nodes.len() >= NODES {
            let tag = matches!(token, Token::TagToken(_));
            state.truncated |= tag || matches!(token, Token::CharacterTokens(_));
            return if tag { TokenSinkResult::Script(()) } else { TokenSinkResult::Continue };
        }
        match token {
            Token::TagToken(tag) if tag.kind == TagKind::StartTag => return state.start(tag),
            Token::TagToken(tag) => state.end(&tag.name),
            Token::CharacterTokens(text) => state.text(text),
            _ => {}
        }
        TokenSinkResult::Continue
    }
}

impl State {
    fn top(&self) -> usize {
        self.open.last().map_or(0, |open| open.at)
    }

    fn append(&mut self, node: Node) -> usize {
        let at = self.nodes.len();
        self.parents.push(index(self.top()));
        self.nodes.push(node);
        at
    }

    fn text(&mut self, text: StrTendril) {
        if self.is_in_head() && !text.trim().is_empty() {
            self.open.pop();
        }
        let top = index(self.top());
        if let (Some(Node::Text(before)), Some(parent)) = (self.nodes.last_mut(), self.parents.last())
            && *parent == top
        {
            before.push_tendril(&text);
            return;
        }
        self.append(Node::Text(text));
    }

    fn start(&mut self, tag: Tag) -> TokenSinkResult<()> {
        if self.is_repeated(&tag.name) {
            return TokenSinkResult::Continue;
        }
        self.leave_head(&tag.name);
        self.imply_ends(&tag.name);
        let name = tag.name;
        let raw = raw_kind(&name);
        let leaf = is_void(&name) || (tag.self_closing && !named!(name, "p" | "div") && raw.is_none());
        let full = self.open.len() >= DEPTH;
        if !(full && !leaf && raw.is_none()) {
            self.attributes += tag.attrs.len();
            let mut attributes = if self.attributes > ATTRIBUTES { Vec::new() } else { tag.attrs };
            if self.nodes.len() > LARGE {
                attributes.shrink_to_fit();
            }
            let at = self.append(Node::Element(Element { name: name.clone(), attributes }));
            if !leaf {
                self.push(at, name);
            }
        } else {
            self.overflow += 1;
            self.flattened += 1;
            // The words on both sides of the tag that is dropped do not become one.
            self.text(StrTendril::from_slice(" "));
        }
        match raw {
            Some(kind) => TokenSinkResult::RawData(kind),
            None => TokenSinkResult::Continue,
        }
    }

    /// A page pasted into another has a second `<html>`, `<head>` and `<body>`: as in browsers they are no elements.
    fn is_repeated(&mut self, name: &LocalName) -> bool {
        let part = match *name {
            local_name!("html") => 0,
            local_name!("head") => 1,
            local_name!("body") => 2,
            _ => return false,
        };
        std::mem::replace(&mut self.seen[part], true)
    }

    /// What cannot stand in the head begins the body, whether the head was closed or not.
    fn leave_head(&mut self, name: &LocalName) {
        let in_head = named!(
            *name,
            "meta" | "title" | "link" | "script" | "style" | "base" | "noscript" | "template" | "object"
        );
        if !in_head && self.is_in_head() {
            self.open.pop();
        }
    }

    fn is_in_head(&self) -> bool {
        let top = self.nodes.get(self.top());
        matches!(top, Some(Node::Element(element)) if element.name == local_name!("head"))
    }

    fn end(&mut self, name: &LocalName) {
        if self.overflow > 0 && raw_kind(name).is_none() {
            self.overflow -= usize::from(!is_void(name));
            return;
        }
        // Whatever stands after </body> still belongs to the page.
        if named!(*name, "html" | "body") {
            return;
        }
        let shut =
            self.open.last().map_or(0, |open| Reach::of(name).map_or(0, |reach| open.shut[reach as usize]));
        let least = shut.max(1);
        let within = self.open.get(least..).unwrap_or_default();
        if let Some(found) =
            within.iter().rposition(|open| open.name == *name || is_heading(&open.name) && is_heading(name))
        {
            self.open.truncate(least + found);
        }
    }

    fn push(&mut self, at: usize, name: LocalName) {
        let depth = self.open.len();
        let mut shut = self.open.last().map_or([0; REACHES], |open| open.shut);
        for (reach, shut) in [Reach::Table, Reach::List, Reach::Part].into_iter().zip(&mut shut) {
            if reach.ends_at(&name) {
                *shut = depth;
            }
        }
        self.open.push(Open { at, name, shut });
    }

    /// Closes what the start of an element ends without a tag: a paragraph, a list item, a cell, a row.
    fn imply_ends(&mut self, name: &LocalName) {
        if self.overflow > 0 {
            return;
        }
        let Some(implied) = Implied::by(name) else { return };
        for depth in (1..self.open.len()).rev() {
            let open = &self.open[depth].name;
            if implied.closes(open) {
                self.open.truncate(depth);
                return;
            }
            if implied.stops_at(open) {
                return;
            }
        }
    }
}
