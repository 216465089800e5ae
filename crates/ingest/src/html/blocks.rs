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

/// Nodes of an element that are looked at for its first character.
const NEXT: usize = 16;
/// Alternative texts that are no longer say nothing, in characters: "logo", "photo 1".
const SHORTEST: usize = 12;

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

    /// Whether an element begins where another has ended with which its text must not glue: two links, an old and a new
    /// wording, the day and the month of a date in elements of their own.
    fn is_seam(&self, at: usize, element: &Element) -> bool {
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
    fn is_mark(&self, at: usize, element: &Element, outer: Context) -> bool {
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

    /// How many rows below a row its cells reach into.
    fn span(&self, row: usize) -> usize {
        let cells = self.tree.children(row).filter_map(|at| self.tree.element(at));
        let spans = cells.filter_map(|cell| cell.attribute("rowspan")?.trim().parse::<usize>().ok());
        spans.max().unwrap_or(0).saturating_sub(1)
    }

    /// A row of data, not of a layout table: its cells are short and hold no blocks but paragraphs. There are two of them,
    /// or one where a cell from above stands beside it.
    fn is_data_row(&self, row: usize) -> bool {
        let cells = || self.tree.children(row).filter(|at| self.tree.element(*at).is_some());
        cells().nth(usize::from(self.spanned == 0)).is_some()
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

    /// Whether a text is the sign of a link to the very place it stands at, which tools set beside headings.
    fn is_permalink(&self, text: &str, link: usize) -> bool {
        matches!(text.trim(), "#" | "¶" | "§" | "🔗")
            && self
                .tree
                .element(link)
                .and_then(|element| element.attribute("href"))
                .is_some_and(|target| target.starts_with('#'))
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
        // A heading that is never closed swallows no paragraph.
        local_name!("p") if matches!(outer, BlockKind::Heading(_)) => BlockKind::Paragraph,
        _ => outer,
    }
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

/// Controls of a form, which stand apart from the text beside them.
fn is_control(element: &Element) -> bool {
    named!(element.name, "button" | "input" | "select" | "option" | "optgroup" | "textarea" | "label")
}

/// Elements two of which never make one word.
fn is_apart(element: &Element) -> bool {
    named!(element.name, "a" | "del" | "ins" | "s" | "strike")
}

/// Elements two of which may be parts of one word, but not of one number.
fn is_part(element: &Element) -> bool {
    named!(element.name, "span" | "time" | "b" | "strong")
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
            | "video"
            | "audio"
            | "canvas"
            | "rp"
    )
}
