//! The tree in document order → blocks of text, each with the sections it stands in and what they are called.
//!
//! One pass, no recursion. A section is an element that begins a new block; the blocks below a section stand together,
//! so that any sum over a section is a difference of two prefix sums.

mod rows;
mod seams;

use super::elements::{flag, flags, is_apart, is_control, is_part, is_silent, kind};
use super::names::{self, Names};
use super::outline::{Anchor, Block, Outline, Section};
use super::tags::is_block;
use super::tags::named;
use super::tree::{Element, Node, Tree};
use crate::{MAX_BLOCKS, push_folded};
use html5ever::local_name;
use rapporteur_model::BlockKind;

/// Alternative texts that are no longer say nothing, in characters: "logo", "photo 1".
const SHORTEST: usize = 12;

/// What an element hands down to what it holds.
#[derive(Clone, Copy)]
struct Context {
    kind: BlockKind,
    flags: u32,
    /// The link around it; 0, the root, where there is none.
    link: usize,
    cells: bool,
    /// Whether text is a reading set above the characters of a `<ruby>`.
    reading: bool,
    section: usize,
    names: Names,
}

/// An element that is open.
struct Frame {
    at: usize,
    end: usize,
    outer: Context,
    block: bool,
}

/// A picture whose alternative text waits for the end of the block it stands in.
struct Picture {
    context: Context,
    at: usize,
    depth: u16,
    text: String,
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
        line_breaks: 0,
        reading: String::new(),
        pictures: Vec::new(),
        gap: false,
        spanned: 0,
        seam: 0,
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
    /// How many `<br>` were met; what follows decides whether they end the block.
    line_breaks: usize,
    /// The readings of the `<ruby>` that is being read.
    reading: String,
    pictures: Vec<Picture>,
    /// An element has begun or ended to which the next word must not glue.
    gap: bool,
    /// Rows of the table that a cell above reaches into.
    spanned: usize,
    /// Where an element ended beside which another one must not glue.
    seam: usize,
}

impl<'a> Collector<'a> {
    fn run(&mut self) {
        let mut context = Context {
            kind: BlockKind::Paragraph,
            flags: 0,
            link: 0,
            cells: false,
            reading: false,
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
                Node::Element(element) if element.name == local_name!("br") => self.line_breaks += 1,
                Node::Element(element) if element.name == local_name!("img") => {
                    self.picture(element, context, at, depth);
                }
                Node::Element(element) => {
                    let (inner, block) = self.open(at, element, context);
                    if element.name == local_name!("q") {
                        self.push("“", inner, at, depth);
                    }
                    if self.tree.end(at) > at + 1 {
                        open.push(Frame { at, end: self.tree.end(at), outer: context, block });
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
        let begins = is_block(&element.name) || element.name == local_name!("legend");
        let block = if outer.cells { row } else { cell || begins };
        if block {
            self.flush();
        } else if begins || self.is_seam(at, element) || self.is_mark(at, element, outer) {
            push_folded(&mut self.text, " ");
        }
        self.gap |= is_control(element);
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
        let Some(element) = self.tree.element(frame.at) else { return };
        if frame.block {
            self.flush();
            self.outline.sections[inner.section].last = self.outline.blocks.len();
        } else if inner.cells && is_block(&element.name) {
            push_folded(&mut self.text, " ");
        } else if is_apart(element) || is_part(element) {
            self.seam = frame.end;
        } else if element.name == local_name!("ruby") && !self.reading.is_empty() {
            let reading = std::mem::take(&mut self.reading);
            self.push(&format!("({})", reading.trim_end()), frame.outer, frame.at, 0);
        } else if element.name == local_name!("q") {
            self.push("”", frame.outer, frame.at, 0);
        }
        self.gap |= is_control(element) || element.name == local_name!("cite");
    }

    /// The alternative text of a picture, as a caption of its own below the block the picture stands in; one that repeats
    /// the last is left out.
    fn picture(&mut self, element: &Element, context: Context, at: usize, depth: u16) {
        let Some(text) = element.attribute("alt").map(crate::fold) else { return };
        let last = self.pictures.last().map(|picture| picture.text.as_str()).or_else(|| self.outline.last());
        if text.chars().count() <= SHORTEST || last == Some(text.as_str()) {
            return;
        }
        let context = Context { kind: BlockKind::Caption, flags: context.flags | flag::PICTURE, ..context };
        self.pictures.push(Picture { context, at, depth, text });
        if !context.cells && self.text.trim().is_empty() {
            self.flush();
        }
    }

    fn inner(&mut self, at: usize, element: &'a Element, outer: Context) -> Context {
        let mut context = outer;
        if !outer.cells || named!(element.name, "table" | "tr") {
            context.kind = kind(element, outer.kind);
        }
        if element.name == local_name!("table") {
            self.spanned = 0;
        }
        if element.name == local_name!("tr") {
            context.cells = self.is_data_row(at);
            self.spanned = self.spanned.saturating_sub(1);
            if context.cells {
                self.spanned = self.spanned.max(self.span(at));
            } else {
                context.kind = outer.kind;
            }
        }
        if element.name == local_name!("a") {
            context.link = at;
        }
        context.reading |= element.name == local_name!("rt");
        context.flags |= flags(element);
        if outer.kind == BlockKind::Quotation && element.name == local_name!("footer") {
            // Who is quoted, not the foot of the page.
            context.flags = outer.flags;
        }
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

    fn push(&mut self, text: &str, context: Context, at: usize, depth: u16) {
        let blank = text.bytes().all(|byte| byte.is_ascii_whitespace());
        if context.reading {
            push_folded(&mut self.reading, text);
            return;
        }
        if context.link != 0 && self.is_permalink(text, context.link) {
            return;
        }
        if self.line_breaks > 0 && !blank {
            self.break_line(text, context);
        }
        if std::mem::take(&mut self.gap) && text.starts_with(char::is_alphanumeric) {
            push_folded(&mut self.text, " ");
        }
        if !blank && self.begun.is_none() {
            self.begun = Some((context, at, depth));
        }
        let before = self.text.len();
        if context.kind == BlockKind::Preformatted && !context.cells {
            push_lines(&mut self.text, text);
        } else {
            push_folded(&mut self.text, text);
        }
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

    /// Ends a line where `<br>` stood before a text: a line of preformatted text, a blank within a cell or a heading and
    /// in the middle of a sentence, else the block.
    fn break_line(&mut self, next: &str, context: Context) {
        let breaks = std::mem::take(&mut self.line_breaks);
        let goes_on =
            || next.trim_start().starts_with(|c: char| c.is_lowercase() || matches!(c, ',' | '.' | ')'));
        match context.kind {
            BlockKind::Preformatted if !context.cells => push_lines(&mut self.text, "\n"),
            BlockKind::Heading(_) => push_folded(&mut self.text, " "),
            _ if context.cells || breaks == 1 && goes_on() => push_folded(&mut self.text, " "),
            _ => self.flush(),
        }
    }

    fn flush(&mut self) {
        self.flush_text();
        for Picture { context, at, depth, text } in std::mem::take(&mut self.pictures) {
            self.linked = if context.link == 0 { 0 } else { text.len() };
            self.begun = Some((context, at, depth));
            self.text = text;
            self.flush_text();
        }
    }

    fn flush_text(&mut self) {
        self.line_breaks = 0;
        let linked = std::mem::take(&mut self.linked);
        let text = self.text.trim_end_matches([' ', '|', '\n']);
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

/// Appends `text` with its lines kept, each with white space folded; empty ones once.
fn push_lines(out: &mut String, text: &str) {
    for (number, line) in text.split('\n').enumerate() {
        if number > 0 && !out.is_empty() {
            out.truncate(out.trim_end_matches(' ').len());
            if !out.ends_with("\n\n") {
                out.push('\n');
            }
        }
        if out.ends_with('\n') {
            push_folded(out, line.trim_start());
        } else {
            push_folded(out, line);
        }
    }
}
