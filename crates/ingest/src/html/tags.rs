//! What the names of elements mean for the tree: which begin a block, which end another without a tag, which keep an end
//! tag from reaching out of them.

use html5ever::tokenizer::states::RawKind;
use html5ever::{LocalName, local_name};

/// Whether the name of an element is one of some, compared as numbers.
macro_rules! named {
    ($name:expr, $($tag:tt)|+) => {
        matches!($name, $(html5ever::local_name!($tag))|+)
    };
}
pub(crate) use named;

/// What the start of an element ends without a tag.
#[derive(Clone, Copy)]
pub(super) enum Implied {
    Item,
    Term,
    Row,
    Cell,
    Rows,
    Choice,
    Head,
    Paragraph,
    Reading,
    Link,
}

impl Implied {
    pub(super) fn by(name: &LocalName) -> Option<Self> {
        Some(match *name {
            local_name!("li") => Self::Item,
            local_name!("dt") | local_name!("dd") => Self::Term,
            local_name!("tr") => Self::Row,
            local_name!("td") | local_name!("th") => Self::Cell,
            local_name!("tbody") | local_name!("thead") | local_name!("tfoot") => Self::Rows,
            local_name!("option") => Self::Choice,
            local_name!("body") => Self::Head,
            local_name!("a") => Self::Link,
            local_name!("rt") | local_name!("rp") | local_name!("rb") => Self::Reading,
            ref other if is_block(other) => Self::Paragraph,
            _ => return None,
        })
    }

    pub(super) fn closes(self, name: &LocalName) -> bool {
        match self {
            Self::Item => named!(*name, "li"),
            Self::Term => named!(*name, "dt" | "dd"),
            Self::Row => named!(*name, "tr"),
            Self::Cell => named!(*name, "td" | "th"),
            Self::Rows => named!(*name, "tbody" | "thead" | "tfoot"),
            Self::Choice => named!(*name, "option"),
            Self::Head => named!(*name, "head"),
            Self::Paragraph => named!(*name, "p"),
            Self::Reading => named!(*name, "rt" | "rp" | "rb"),
            Self::Link => named!(*name, "a"),
        }
    }

    /// Elements that keep what stands outside them open.
    pub(super) fn stops_at(self, name: &LocalName) -> bool {
        match self {
            Self::Item => named!(*name, "ul" | "ol" | "menu" | "table"),
            Self::Term => named!(*name, "dl" | "table"),
            Self::Row | Self::Rows => named!(*name, "table"),
            Self::Cell => named!(*name, "tr" | "table"),
            Self::Choice => named!(*name, "select"),
            Self::Head => named!(*name, "html"),
            Self::Link => is_block(name) || named!(*name, "td" | "th" | "button"),
            Self::Reading => !named!(*name, "rt" | "rp" | "rb"),
            Self::Paragraph => {
                named!(*name, "td" | "th" | "li" | "dd" | "table" | "button" | "div" | "section" | "article")
            }
        }
    }
}

/// How far out an end tag looks for what it closes.
#[derive(Clone, Copy)]
pub(super) enum Reach {
    /// Within a table.
    Table,
    /// Within a list.
    List,
    /// Within a cell or a part of the page.
    Part,
}

pub(super) const REACHES: usize = 3;

impl Reach {
    /// Of an end tag; `None` where it closes whatever is open.
    pub(super) fn of(end: &LocalName) -> Option<Self> {
        match *end {
            local_name!("td")
            | local_name!("th")
            | local_name!("tr")
            | local_name!("tbody")
            | local_name!("thead")
            | local_name!("tfoot") => Some(Self::Table),
            local_name!("table") | local_name!("main") | local_name!("article") => None,
            local_name!("li") => Some(Self::List),
            _ => Some(Self::Part),
        }
    }

    /// Whether an open element keeps such an end tag from closing what stands outside it.
    pub(super) fn ends_at(self, open: &LocalName) -> bool {
        match self {
            Self::Table => named!(*open, "table"),
            Self::List => named!(*open, "ul" | "ol" | "table"),
            Self::Part => named!(*open, "td" | "th" | "table" | "main" | "article" | "body"),
        }
    }
}

/// Whether an element begins a new block of text.
pub(crate) fn is_block(name: &LocalName) -> bool {
    named!(
        *name,
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

/// A heading is ended by the end tag of any other.
pub(super) fn is_heading(name: &LocalName) -> bool {
    named!(*name, "h1" | "h2" | "h3" | "h4" | "h5" | "h6")
}

pub(super) fn is_void(name: &LocalName) -> bool {
    named!(
        *name,
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

pub(super) fn raw_kind(name: &LocalName) -> Option<RawKind> {
    match *name {
        local_name!("title") | local_name!("textarea") => Some(RawKind::Rcdata),
        local_name!("style")
        | local_name!("xmp")
        | local_name!("iframe")
        | local_name!("noembed")
        | local_name!("noframes") => Some(RawKind::Rawtext),
        local_name!("script") => Some(RawKind::ScriptData),
        _ => None,
    }
}
