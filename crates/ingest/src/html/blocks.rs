//! The tree in document order → blocks of text, each with what zoning needs to know of its surroundings.

use super::tree::{Element, Node, Tree, is_block};
use crate::push_folded;
use rapporteur_model::BlockKind;

/// A block before it is given to a zone.
#[derive(Debug)]
pub(crate) struct Block {
    pub(crate) kind: BlockKind,
    pub(crate) text: String,
    /// Bytes of the text that stand in links.
    pub(crate) linked: usize,
    /// It stands in an element that says it is navigation or the like.
    pub(crate) chrome: bool,
    /// It stands in `<main>`, `<article>` or an article body.
    pub(crate) article: bool,
}

/// What an element hands down to what it holds.
#[derive(Clone, Copy)]
struct Context {
    kind: BlockKind,
    chrome: bool,
    article: bool,
    linked: bool,
    cells: bool,
}

pub(crate) fn collect(tree: &Tree) -> Vec<Block> {
    let sizes = sizes(tree);
    let mut collector =
        Collector { tree, sizes, blocks: Vec::new(), text: String::new(), linked: 0, line_break: false };
    let context =
        Context { kind: BlockKind::Paragraph, chrome: false, article: false, linked: false, cells: false };
    collector.visit(0, context);
    collector.flush(context);
    collector.blocks
}

/// Bytes of text below each node.
fn sizes(tree: &Tree) -> Vec<usize> {
    let mut sizes = vec![0; tree.nodes.len()];
    for at in (0..tree.nodes.len()).rev() {
        sizes[at] = match &tree.nodes[at] {
            Node::Text(text) => text.trim().len(),
            Node::Element(element) if is_silent(element) => 0,
            Node::Element(element) => element.children.iter().map(|child| sizes[*child]).sum(),
        };
    }
    sizes
}

struct Collector<'a> {
    tree: &'a Tree,
    sizes: Vec<usize>,
    blocks: Vec<Block>,
    text: String,
    linked: usize,
    /// A `<br>` was met; what follows decides whether it ends the block.
    line_break: bool,
}

impl Collector<'_> {
    fn visit(&mut self, at: usize, context: Context) {
        match &self.tree.nodes[at] {
            Node::Text(text) => self.push(text, context),
            Node::Element(element) => self.element(at, element, context),
        }
    }

    fn element(&mut self, at: usize, element: &Element, outer: Context) {
        if is_silent(element) {
            return;
        }
        match &*element.name {
            "br" => return self.line_break = true,
            "img" => return self.picture(element, outer),
            "td" | "th" if outer.cells && !self.text.is_empty() => {
                self.text.truncate(self.text.trim_end().len());
                self.text.push_str(" | ");
            }
            _ => {}
        }
        let context = self.inner(at, element, outer);
        let cell = matches!(&*element.name, "td" | "th");
        let row = matches!(&*element.name, "table" | "tr");
        let block = if outer.cells { row } else { cell || is_block(&element.name) };
        if block {
            self.flush(outer);
        }
        for child in &element.children {
            self.visit(*child, context);
        }
        if block {
            self.flush(context);
        }
    }

    /// The alternative text of a picture, as a caption of its own.
    fn picture(&mut self, element: &Element, context: Context) {
        let Some(text) = element.attribute("alt").map(crate::fold) else { return };
        if text.chars().count() > 12 && !context.cells && self.text.trim().is_empty() {
            self.flush(context);
            self.text = text;
            self.flush(Context { kind: BlockKind::Caption, ..context });
        }
    }

    fn inner(&self, at: usize, element: &Element, outer: Context) -> Context {
        let mut context = outer;
        context.kind = match &*element.name {
            "h1" => BlockKind::Heading(1),
            "h2" => BlockKind::Heading(2),
            "h3" => BlockKind::Heading(3),
            "h4" => BlockKind::Heading(4),
            "h5" => BlockKind::Heading(5),
            "h6" => BlockKind::Heading(6),
            "li" | "dd" | "dt" => BlockKind::ListItem,
            "tr" => BlockKind::TableRow,
            "blockquote" => BlockKind::Quotation,
            "figcaption" | "caption" => BlockKind::Caption,
            "pre" => BlockKind::Preformatted,
            "p" if outer.kind != BlockKind::Quotation && outer.kind != BlockKind::ListItem => {
                BlockKind::Paragraph
            }
            _ => outer.kind,
        };
        if element.is("tr") {
            context.cells = self.is_data_row(element);
            if !context.cells {
                context.kind = outer.kind;
            }
        }
        context.linked |= element.is("a");
        let article_body =
            element.attribute("itemprop").is_some_and(|value| value.eq_ignore_ascii_case("articleBody"));
        context.article |= element.is("main")
            || element.is("article")
            || article_body
            || element.attribute("role") == Some("main");
        context.chrome |= self.is_chrome(at, element, outer);
        context
    }

    /// A row of data, not of a layout table: its cells are short and hold no blocks but paragraphs.
    fn is_data_row(&self, row: &Element) -> bool {
        let cells: Vec<usize> =
            row.children.iter().copied().filter(|at| self.tree.element(*at).is_some()).collect();
        cells.len() > 1
            && cells.iter().all(|cell| {
                self.sizes[*cell] < 400
                    && self.tree.element(*cell).is_some_and(|cell| {
                        cell.children.iter().filter_map(|at| self.tree.element(*at)).all(|inner| {
                            !matches!(&*inner.name, "table" | "ul" | "ol" | "div" | "h1" | "h2" | "h3")
                        })
                    })
            })
    }

    fn is_chrome(&self, at: usize, element: &Element, outer: Context) -> bool {
        match &*element.name {
            "nav" | "aside" | "button" | "select" | "dialog" | "textarea" => return true,
            "footer" => return !outer.article || self.sizes[at] * 4 < self.sizes[0],
            "header" if !outer.article => return !self.holds_main_heading(at) || self.sizes[at] > 600,
            "html" | "body" | "main" | "article" | "h1" => return false,
            "" => return false,
            _ => {}
        }
        let role = element.attribute("role").unwrap_or("");
        if matches!(
            role,
            "navigation"
                | "banner"
                | "contentinfo"
                | "complementary"
                | "search"
                | "dialog"
                | "menu"
                | "menubar"
        ) {
            return true;
        }
        let hidden = element.attribute("hidden").is_some()
            || element
                .attribute("style")
                .is_some_and(|style| style.replace(' ', "").contains("display:none"));
        // An element that holds most of the page is no menu whatever it is called.
        hidden || (self.sizes[at] * 2 < self.sizes[0] && super::zones::is_chrome_name(element))
    }

    fn holds_main_heading(&self, at: usize) -> bool {
        let mut stack = vec![at];
        while let Some(at) = stack.pop() {
            if let Some(element) = self.tree.element(at) {
                if element.is("h1") {
                    return true;
                }
                stack.extend(&element.children);
            }
        }
        false
    }

    fn push(&mut self, text: &str, context: Context) {
        if self.line_break && !text.trim().is_empty() {
            self.line_break = false;
            let goes_on =
                text.trim_start().starts_with(|c: char| c.is_lowercase() || matches!(c, ',' | '.' | ')'));
            if goes_on || context.cells {
                push_folded(&mut self.text, " ");
            } else {
                self.flush(context);
            }
        }
        let before = self.text.len();
        push_folded(&mut self.text, text);
        if context.linked {
            self.linked += self.text.len() - before;
        }
    }

    fn flush(&mut self, context: Context) {
        self.line_break = false;
        let mut text = std::mem::take(&mut self.text);
        let linked = std::mem::take(&mut self.linked);
        text.truncate(text.trim_end_matches([' ', '|']).len());
        if text.chars().any(char::is_alphanumeric) {
            let Context { kind, chrome, article, .. } = context;
            self.blocks.push(Block { kind, text, linked, chrome, article });
        }
    }
}

/// Elements whose text is never shown.
fn is_silent(element: &Element) -> bool {
    matches!(
        &*element.name,
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
