//! html5ever tokens → a flat arena of elements and texts, with the few implied end tags that matter for text.

use html5ever::tendril::StrTendril;
use html5ever::tokenizer::states::RawKind;
use html5ever::tokenizer::{
    BufferQueue, Tag, TagKind, Token, TokenSink, TokenSinkResult, Tokenizer, TokenizerOpts,
};
use html5ever::{LocalName, local_name};
use std::cell::RefCell;

/// The most open elements; deeper ones are flattened into the deepest. Browsers cap at 512 too.
pub(crate) const DEPTH: usize = 512;

/// The most nodes; what follows is not read. Each takes some 200 bytes until the page is done, so that a page made of
/// the smallest elements stays below 256 MB.
pub(crate) const NODES: usize = 700_000;

/// A node; children of a node have larger indexes than it.
#[derive(Debug)]
pub(crate) enum Node {
    Element(Element),
    Text(StrTendril),
}

#[derive(Debug)]
pub(crate) struct Element {
    pub(crate) name: LocalName,
    attributes: Vec<(LocalName, StrTendril)>,
    pub(crate) children: Vec<usize>,
}

impl Element {
    pub(crate) fn attribute(&self, name: &str) -> Option<&str> {
        self.attributes.iter().find(|(key, _)| &**key == name).map(|(_, value)| &**value)
    }

    pub(crate) fn is(&self, name: &str) -> bool {
        &*self.name == name
    }
}

/// A parsed page; node 0 is the root.
#[derive(Debug)]
pub(crate) struct Tree {
    pub(crate) nodes: Vec<Node>,
    /// How many elements were nested too deep.
    pub(crate) flattened: usize,
    /// Whether the page has more than [`NODES`].
    pub(crate) truncated: bool,
}

impl Tree {
    pub(crate) fn element(&self, at: usize) -> Option<&Element> {
        match self.nodes.get(at) {
            Some(Node::Element(element)) => Some(element),
            _ => None,
        }
    }

    /// The text of a node that is one.
    pub(crate) fn text_node(&self, at: usize) -> Option<&str> {
        match self.nodes.get(at) {
            Some(Node::Text(text)) => Some(text),
            _ => None,
        }
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
        let mut stack = vec![at];
        while let Some(at) = stack.pop() {
            match &self.nodes[at] {
                Node::Text(text) => crate::push_folded(&mut out, text),
                Node::Element(element) => {
                    if element.is("br") {
                        crate::push_folded(&mut out, " ");
                    }
                    stack.extend(element.children.iter().rev());
                }
            }
        }
        out.truncate(out.trim_end().len());
        out
    }
}

pub(crate) fn parse(html: &str) -> Tree {
    let builder = Builder {
        state: RefCell::new(State {
            nodes: vec![Node::Element(Element {
                name: local_name!(""),
                attributes: Vec::new(),
                children: Vec::new(),
            })],
            open: vec![0],
            overflow: 0,
            flattened: 0,
            truncated: false,
        }),
    };
    let tokenizer = Tokenizer::new(builder, TokenizerOpts::default());
    let input = BufferQueue::default();
    input.push_back(StrTendril::from_slice(html));
    // A script or an encoding declaration hands control back; there is nothing to do but to go on.
    while !input.is_empty() {
        let _ = tokenizer.feed(&input);
    }
    tokenizer.end();
    let state = tokenizer.sink.state.into_inner();
    Tree { nodes: state.nodes, flattened: state.flattened, truncated: state.truncated }
}

struct Builder {
    state: RefCell<State>,
}

struct State {
    nodes: Vec<Node>,
    open: Vec<usize>,
    /// How many elements are open beyond [`DEPTH`].
    overflow: usize,
    flattened: usize,
    truncated: bool,
}

impl TokenSink for Builder {
    type Handle = ();

    fn process_token(&self, token: Token, _line: u64) -> TokenSinkResult<()> {
        let mut state = self.state.borrow_mut();
        if state.nodes.len() >= NODES {
            state.truncated |= matches!(token, Token::TagToken(_) | Token::CharacterTokens(_));
            return TokenSinkResult::Continue;
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
        self.open.last().copied().unwrap_or(0)
    }

    fn append(&mut self, node: Node) -> usize {
        let at = self.nodes.len();
        self.nodes.push(node);
        let top = self.top();
        if let Some(Node::Element(parent)) = self.nodes.get_mut(top) {
            parent.children.push(at);
        }
        at
    }

    fn text(&mut self, text: StrTendril) {
        let last = match self.nodes.get(self.top()) {
            Some(Node::Element(parent)) => parent.children.last().copied(),
            _ => None,
        };
        if let Some(Node::Text(before)) = last.and_then(|at| self.nodes.get_mut(at)) {
            before.push_tendril(&text);
            return;
        }
        self.append(Node::Text(text));
    }

    fn start(&mut self, tag: Tag) -> TokenSinkResult<()> {
        self.imply_ends(&tag.name);
        let attributes =
            tag.attrs.into_iter().map(|attribute| (attribute.name.local, attribute.value)).collect();
        let name = tag.name;
        let raw = raw_kind(&name);
        let leaf = is_void(&name) || (tag.self_closing && &*name != "p" && &*name != "div" && raw.is_none());
        let full = self.open.len() >= DEPTH;
        if !(full && !leaf && raw.is_none()) {
            let at = self.append(Node::Element(Element { name, attributes, children: Vec::new() }));
            if !leaf {
                self.open.push(at);
            }
        } else {
            self.overflow += 1;
            self.flattened += 1;
        }
        match raw {
            Some(kind) => TokenSinkResult::RawData(kind),
            None => TokenSinkResult::Continue,
        }
    }

    fn end(&mut self, name: &LocalName) {
        if self.overflow > 0 && raw_kind(name).is_none() {
            self.overflow -= usize::from(!is_void(name));
            return;
        }
        let stop: &[&str] = match &**name {
            "td" | "th" | "tr" | "tbody" | "thead" | "tfoot" => &["table"],
            "table" | "html" | "body" | "main" | "article" => &[],
            "li" => &["ul", "ol", "table"],
            _ => &["td", "th", "table", "main", "article", "body"],
        };
        for depth in (1..self.open.len()).rev() {
            let Some(Node::Element(element)) = self.nodes.get(self.open[depth]) else { return };
            if element.name == *name {
                // Whatever stands after </body> still belongs to the page.
                if !matches!(&**name, "html" | "body") {
                    self.open.truncate(depth);
                }
                return;
            }
            if stop.contains(&&*element.name) {
                return;
            }
        }
    }

    /// Closes what the start of an element ends without a tag: a paragraph, a list item, a cell, a row.
    fn imply_ends(&mut self, name: &LocalName) {
        if self.overflow > 0 {
            return;
        }
        let (closes, stop): (&[&str], &[&str]) = match &**name {
            "li" => (&["li"], &["ul", "ol", "menu", "table"]),
            "dt" | "dd" => (&["dt", "dd"], &["dl", "table"]),
            "tr" => (&["tr"], &["table"]),
            "td" | "th" => (&["td", "th"], &["tr", "table"]),
            "tbody" | "thead" | "tfoot" => (&["tbody", "thead", "tfoot"], &["table"]),
            "option" => (&["option"], &["select"]),
            "body" => (&["head"], &["html"]),
            other if is_block(other) => {
                (&["p"], &["td", "th", "li", "dd", "table", "button", "div", "section", "article"])
            }
            _ => return,
        };
        for depth in (1..self.open.len()).rev() {
            let Some(Node::Element(element)) = self.nodes.get(self.open[depth]) else { return };
            if closes.contains(&&*element.name) {
                self.open.truncate(depth);
                return;
            }
            if stop.contains(&&*element.name) {
                return;
            }
        }
    }
}

/// Whether an element begins a new block of text.
pub(crate) fn is_block(name: &str) -> bool {
    matches!(
        name,
        "address"
            | "article"
            | "aside"
            | "blockquote"
            | "body"
            | "caption"
            | "center"
            | "dd"
            | "details"
            | "dialog"
            | "div"
            | "dl"
            | "dt"
            | "fieldset"
            | "figcaption"
            | "figure"
            | "footer"
            | "form"
            | "h1"
            | "h2"
            | "h3"
            | "h4"
            | "h5"
            | "h6"
            | "header"
            | "hr"
            | "li"
            | "main"
            | "menu"
            | "nav"
            | "ol"
            | "p"
            | "pre"
            | "section"
            | "summary"
            | "table"
            | "tbody"
            | "tfoot"
            | "thead"
            | "tr"
            | "ul"
    )
}

fn is_void(name: &str) -> bool {
    matches!(
        name,
        "area"
            | "base"
            | "br"
            | "col"
            | "embed"
            | "hr"
            | "img"
            | "input"
            | "link"
            | "meta"
            | "param"
            | "source"
            | "track"
            | "wbr"
    )
}

fn raw_kind(name: &str) -> Option<RawKind> {
    match name {
        "title" | "textarea" => Some(RawKind::Rcdata),
        "style" | "xmp" | "iframe" | "noembed" | "noframes" => Some(RawKind::Rawtext),
        "script" => Some(RawKind::ScriptData),
        _ => None,
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
    fn text_after_the_body_is_kept() {
        let tree = parse("<html><body><p>a</p></body></html>tail");
        assert_eq!(tree.text(0), "atail");
    }
}
