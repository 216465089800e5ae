//! The tree in document order → blocks of text, each with the sections it stands in and what they are called.
//!
//! One pass, no recursion. A section is an element that begins a new block; the blocks below a section stand together,
//! so that any sum over a section is a difference of two prefix sums.

use super::names::{self, Names};
use super::tree::{Element, Node, Tree, is_block, named};
use crate::{MAX_BLOCKS, push_folded};
use html5ever::local_name;
use rapporteur_model::BlockKind;
use std::ops::Range;

/// What the elements around a block say of it; bits of [`Context::flags`].
pub(crate) mod flag {
    pub(crate) const MAIN: u32 = 1;
    pub(crate) const ARTICLE: u32 = 1 << 1;
    pub(crate) const ARTICLE_BODY: u32 = 1 << 2;
    pub(crate) const NAVIGATION: u32 = 1 << 3;
    pub(crate) const ASIDE: u32 = 1 << 4;
    pub(crate) const FOOTER: u32 = 1 << 5;
    pub(crate) const FORM: u32 = 1 << 6;
    pub(crate) const CONTROL: u32 = 1 << 7;
    pub(crate) const HIDDEN: u32 = 1 << 8;
    pub(crate) const TABLE: u32 = 1 << 9;
    pub(crate) const FIGURE: u32 = 1 << 10;
    pub(crate) const LIST: u32 = 1 << 11;
    pub(crate) const DIALOG: u32 = 1 << 12;
    pub(crate) const CHROME_NAME: u32 = 1 << 13;
    pub(crate) const PARAGRAPH: u32 = 1 << 14;
    pub(crate) const SECTION: u32 = 1 << 15;
    pub(crate) const PICTURE: u32 = 1 << 16;
    pub(crate) const COUNT: u32 = 17;
}

/// A link within a block.
#[derive(Debug, Clone)]
pub(crate) struct Anchor {
    /// Where its text stands in the text of the block, in bytes.
    pub(crate) start: usize,
    pub(crate) end: usize,
    /// The `<a>` element.
    pub(crate) node: usize,
}

/// A block before it is given to a zone.
#[derive(Debug)]
pub(crate) struct Block {
    pub(crate) kind: BlockKind,
    /// Where its text stands in [`Outline::text`], and its links in [`Outline::anchors`].
    text: Range<u32>,
    anchors: Range<u32>,
    /// Bytes of the text that stand in links.
    linked: u32,
    /// The innermost section around the block.
    section: u32,
    /// The node its text begins with.
    node: u32,
    pub(crate) flags: u32,
    /// Elements around the block.
    pub(crate) depth: u16,
    pub(crate) names: Names,
}

/// An element that begins a new block of text.
#[derive(Debug)]
pub(crate) struct Section {
    /// The section it stands in; the root is its own parent.
    pub(crate) parent: usize,
    /// The blocks below it: from this one, up to but not including `last`.
    pub(crate) first: usize,
    pub(crate) last: usize,
    /// What it has in common with other sections made by the same template: its tag and its class.
    pub(crate) shape: u64,
}

/// A page as blocks.
#[derive(Debug, Default)]
pub(crate) struct Outline {
    pub(crate) blocks: Vec<Block>,
    pub(crate) sections: Vec<Section>,
    /// Whether the page has more blocks than are kept of a document; the rest is not read.
    pub(crate) cut: bool,
    text: String,
    anchors: Vec<Anchor>,
}

impl Block {
    pub(crate) fn linked(&self) -> usize {
        self.linked as usize
    }

    pub(crate) fn section(&self) -> usize {
        self.section as usize
    }

    pub(crate) fn node(&self) -> usize {
        self.node as usize
    }
}

impl Outline {
    pub(crate) fn text(&self, block: &Block) -> &str {
        &self.text[block.text.start as usize..block.text.end as usize]
    }

    pub(crate) fn anchors(&self, block: &Block) -> &[Anchor] {
        &self.anchors[block.anchors.start as usize..block.anchors.end as usize]
    }

    /// Whether a block holds a digit.
    pub(crate) fn has_digit(&self, at: usize) -> bool {
        self.text(&self.blocks[at]).bytes().any(|byte| byte.is_ascii_digit())
    }

    /// The text of the last block.
    fn last(&self) -> Option<&str> {
        self.blocks.last().map(|block| self.text(block))
    }
}

/// What an element hands down to what it holds.
#[derive(Clone, Copy)]
struct Context {
    kind: BlockKind,
    flags: u32,
    /// The link around it; 0, the root, where there is none.
    link: usize,
    cells: bool,
    section: usize,
    names: Names,
}

/// An element that is open.
struct Frame {
    end: usize,
    outer: Context,
    block: bool,
}

pub(crate) fn collect(tree: &Tree) -> Outline {
    let root = Section { parent: 0, first: 0, last: 0, shape: 0 };
    let mut collector = Collector {
        tree,
        sizes: sizes(tree),
        lexicon: names::Reader::default(),
        outline: Outline { sections: vec![root], ..Outline::default() },
        text: String::new(),
        first_anchor: 0,
        linked: 0,
        begun: None,
        line_break: false,
    };
    collector.run();
    collector.outline
}

/// Bytes of text before each node, so that the text below a node is a difference; text that is never shown has none.
fn sizes(tree: &Tree) -> Vec<usize> {
    let mut sizes = Vec::with_capacity(tree.nodes.len() + 1);
    let mut sum = 0;
    let mut silent_until = 0;
    for (at, node) in tree.nodes.iter().enumerate() {
        sizes.push(sum);
        match node {
            Node::Text(text) if at >= silent_until => sum += text.trim().len(),
            Node::Element(element) if at >= silent_until && is_silent(element) => silent_until = tree.end(at),
            _ => {}
        }
    }
    sizes.push(sum);
    sizes
}

struct Collector<'a> {
    tree: &'a Tree,
    sizes: Vec<usize>,
    lexicon: names::Reader<'a>,
    outline: Outline,
    /// The text of the block that is being read, and its first link.
    text: String,
    first_anchor: usize,
    linked: usize,
    /// The context and the node the text of the block begins with, and how deep it stands.
    begun: Option<(Context, usize, u16)>,
    /// A `<br>` was met; what follows decides whether it ends the block.
    line_break: bool,
}

impl<'a> Collector<'a> {
    fn run(&mut self) {
        let mut context = Context {
            kind: BlockKind::Paragraph,
            flags: 0,
            link: 0,
            cells: false,
            section: 0,
            names: Names::default(),
        };
        let mut open: Vec<Frame> = Vec::new();
        let mut at = 1;
        while at < self.tree.nodes.len() {
            if self.outline.blocks.len() >= MAX_BLOCKS {
                self.outline.cut = true;
                break;
            }
            while let Some(frame) = open.pop_if(|frame| frame.end <= at) {
                self.close(&frame, context);
                context = frame.outer;
            }
            let depth = u16::try_from(open.len()).unwrap_or(u16::MAX);
            match &self.tree.nodes[at] {
                Node::Text(text) => self.push(text, context, at, depth),
                Node::Element(element) if is_silent(element) => {
                    at = self.tree.end(at);
                    continue;
                }
                Node::Element(element) if element.name == local_name!("br") => self.line_break = true,
                Node::Element(element) if element.name == local_name!("img") => {
                    self.picture(element, context, at, depth);
                }
                Node::Element(element) => {
                    let (inner, block) = self.open(at, element, context);
                    if self.tree.end(at) > at + 1 {
                        open.push(Frame { end: self.tree.end(at), outer: context, block });
                        context = inner;
                    } else if block {
                        self.flush();
                    }
                }
            }
            at += 1;
        }
        while let Some(frame) = open.pop() {
            self.close(&frame, context);
            context = frame.outer;
        }
        self.flush();
        self.outline.sections[0].last = self.outline.blocks.len();
    }

    /// Enters an element: what it hands down, and whether it begins a block.
    fn open(&mut self, at: usize, element: &'a Element, outer: Context) -> (Context, bool) {
        let cell = matches!(element.name, local_name!("td") | local_name!("th"));
        if cell && outer.cells && !self.text.is_empty() {
            self.text.truncate(self.text.trim_end().len());
            self.text.push_str(" | ");
        }
        let row = matches!(element.name, local_name!("table") | local_name!("tr"));
        let block = if outer.cells { row } else { cell || is_block(&element.name) };
        if block {
            self.flush();
        }
        let mut context = self.inner(at, element, outer);
        if block {
            let first = self.outline.blocks.len();
            let shape = names::shape(element);
            context.section = self.outline.sections.len();
            let parent = outer.section;
            self.outline.sections.push(Section { parent, first, last: first, shape });
        }
        (context, block)
    }

    fn close(&mut self, frame: &Frame, inner: Context) {
        if frame.block {
            self.flush();
            self.outline.sections[inner.section].last = self.outline.blocks.len();
        }
    }

    /// The alternative text of a picture, as a caption of its own; one that repeats the last is left out.
    fn picture(&mut self, element: &Element, context: Context, at: usize, depth: u16) {
        let Some(text) = element.attribute("alt").map(crate::fold) else { return };
        let room = !context.cells && self.text.trim().is_empty();
        let repeated = self.outline.last() == Some(text.as_str());
        if text.chars().count() > 12 && room && !repeated {
            self.flush();
            self.begun = Some((
                Context { kind: BlockKind::Caption, flags: context.flags | flag::PICTURE, ..context },
                at,
                depth,
            ));
            if context.link != 0 {
                self.linked = text.len();
            }
            self.text = text;
            self.flush();
        }
    }

    fn inner(&mut self, at: usize, element: &'a Element, outer: Context) -> Context {
        let mut context = outer;
        context.kind = kind(element, outer.kind);
        if element.name == local_name!("tr") {
            context.cells = self.is_data_row(at);
            if !context.cells {
                context.kind = outer.kind;
            }
        }
        if element.name == local_name!("a") {
            context.link = at;
        }
        context.flags |= flags(element);
        if element.has_attributes() {
            let names = self.lexicon.read(element);
            context.names = outer.names.below(names);
            if names.chrome && self.size(at) * 2 < self.size(0) {
                // An element that holds most of the page is no menu whatever it is called.
                context.flags |= flag::CHROME_NAME;
            }
        }
        context
    }

    /// Bytes of text below a node.
    fn size(&self, at: usize) -> usize {
        self.sizes[self.tree.end(at)] - self.sizes[at]
    }

    /// A row of data, not of a layout table: its cells are short and hold no blocks but paragraphs.
    fn is_data_row(&self, row: usize) -> bool {
        let cells = || self.tree.children(row).filter(|at| self.tree.element(*at).is_some());
        cells().nth(1).is_some()
            && cells().all(|cell| {
                self.size(cell) < 400
                    && self
                        .tree
                        .children(cell)
                        .filter_map(|at| self.tree.element(at))
                        .all(|inner| !named!(inner.name, "table" | "ul" | "ol" | "div" | "h1" | "h2" | "h3"))
            })
    }

    fn push(&mut self, text: &str, context: Context, at: usize, depth: u16) {
        let blank = text.bytes().all(|byte| byte.is_ascii_whitespace());
        if self.line_break && !blank {
            self.line_break = false;
            let goes_on =
                text.trim_start().starts_with(|c: char| c.is_lowercase() || matches!(c, ',' | '.' | ')'));
            if goes_on || context.cells {
                push_folded(&mut self.text, " ");
            } else {
                self.flush();
            }
        }
        if !blank && self.begun.is_none() {
            self.begun = Some((context, at, depth));
        }
        let before = self.text.len();
        push_folded(&mut self.text, text);
        let after = self.text.len();
        if context.link != 0 && after > before {
            self.linked += after - before;
            let first = self.first_anchor;
            match self.outline.anchors[first..].last_mut() {
                Some(last) if last.node == context.link => last.end = after,
                _ => self.outline.anchors.push(Anchor { start: before, end: after, node: context.link }),
            }
        }
    }

    fn flush(&mut self) {
        self.line_break = false;
        let linked = std::mem::take(&mut self.linked);
        let text = self.text.trim_end_matches([' ', '|']);
        let outline = &mut self.outline;
        match self.begun.take() {
            Some((context, node, depth)) if text.chars().any(char::is_alphanumeric) => {
                let start = short(outline.text.len());
                outline.text.push_str(text);
                let Context { kind, flags, section, names, .. } = context;
                outline.blocks.push(Block {
                    kind,
                    text: start..short(outline.text.len()),
                    anchors: short(self.first_anchor)..short(outline.anchors.len()),
                    linked: short(linked.min(text.len())),
                    section: short(section),
                    node: short(node),
                    flags,
                    depth,
                    names,
                });
            }
            _ => outline.anchors.truncate(self.first_anchor),
        }
        self.first_anchor = outline.anchors.len();
        self.text.clear();
    }
}

/// A position in a page, which is shorter than 4 GiB.
fn short(position: usize) -> u32 {
    u32::try_from(position).unwrap_or(u32::MAX)
}

/// What a block in an element is.
fn kind(element: &Element, outer: BlockKind) -> BlockKind {
    match element.name {
        local_name!("h1") => BlockKind::Heading(1),
        local_name!("h2") => BlockKind::Heading(2),
        local_name!("h3") => BlockKind::Heading(3),
        local_name!("h4") => BlockKind::Heading(4),
        local_name!("h5") => BlockKind::Heading(5),
        local_name!("h6") => BlockKind::Heading(6),
        local_name!("li") | local_name!("dd") | local_name!("dt") => BlockKind::ListItem,
        local_name!("tr") => BlockKind::TableRow,
        local_name!("blockquote") => BlockKind::Quotation,
        local_name!("figcaption") | local_name!("caption") => BlockKind::Caption,
        local_name!("pre") => BlockKind::Preformatted,
        local_name!("p") if outer != BlockKind::Quotation && outer != BlockKind::ListItem => {
            BlockKind::Paragraph
        }
        _ => outer,
    }
}

/// What an element says of the blocks below it.
fn flags(element: &Element) -> u32 {
    let mut flags = match element.name {
        local_name!("main") => flag::MAIN,
        local_name!("article") => flag::ARTICLE,
        local_name!("nav") | local_name!("menu") => flag::NAVIGATION,
        local_name!("aside") => flag::ASIDE,
        local_name!("footer") => flag::FOOTER,
        local_name!("form") => flag::FORM,
        local_name!("button")
        | local_name!("select")
        | local_name!("option")
        | local_name!("textarea")
        | local_name!("label")
        | local_name!("summary") => flag::CONTROL,
        local_name!("table") => flag::TABLE,
        local_name!("figure") => flag::FIGURE,
        local_name!("ul") | local_name!("ol") | local_name!("dl") => flag::LIST,
        local_name!("dialog") => flag::DIALOG,
        local_name!("p") => flag::PARAGRAPH,
        local_name!("section") => flag::SECTION,
        _ => 0,
    };
    for (name, value) in element.attributes() {
        flags |= match name {
            "role" => by_role(value),
            "hidden" => flag::HIDDEN,
            "aria-hidden" if value == "true" => flag::HIDDEN,
            "style" if hides(value) => flag::HIDDEN,
            "itemprop" if is_text(value) => flag::ARTICLE_BODY,
            _ => 0,
        };
    }
    flags
}

fn by_role(role: &str) -> u32 {
    match role {
        "main" => flag::MAIN,
        "article" => flag::ARTICLE,
        "navigation" | "menu" | "menubar" | "search" | "tablist" | "banner" => flag::NAVIGATION,
        "contentinfo" => flag::FOOTER,
        "complementary" => flag::ASIDE,
        "dialog" | "alertdialog" | "alert" => flag::DIALOG,
        "button" | "tab" => flag::CONTROL,
        _ => 0,
    }
}

/// Whether a property of microdata is the text of what the page is about.
fn is_text(property: &str) -> bool {
    ["articleBody", "description", "text", "mainContentOfPage"]
        .iter()
        .any(|name| property.eq_ignore_ascii_case(name))
}

/// Whether a style takes an element out of the page.
fn hides(style: &str) -> bool {
    style.contains("none") && style.replace(' ', "").contains("display:none")
}

/// Elements whose text is never shown.
fn is_silent(element: &Element) -> bool {
    named!(
        element.name,
        "head"
            | "script"
            | "style"
            | "template"
            | "iframe"
            | "noembed"
            | "noframes"
            | "svg"
            | "math"
            | "title"
            | "object"
            | "datalist"
    )
}
