//! What ingest makes of bytes: text with its structure, and what the source declares about itself.

use crate::{DocId, Span};
use serde::{Deserialize, Serialize};
use std::borrow::Cow;

/// The format a source was read as.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Format {
    /// HTML or XHTML.
    Html,
    /// Plain text, Markdown included.
    Text,
}

impl Format {
    /// The name used in the machine contracts and in `type:`.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Html => "html",
            Self::Text => "text",
        }
    }
}

/// What a block of text is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum BlockKind {
    /// A heading, level 1–6.
    Heading(u8),
    /// A paragraph.
    Paragraph,
    /// One item of a list.
    ListItem,
    /// One row of a table; its cells are separated by ` | `.
    TableRow,
    /// A quotation set apart.
    Quotation,
    /// The caption of a figure or table.
    Caption,
    /// Preformatted text.
    Preformatted,
}

/// A block of the main text; blocks follow each other and do not overlap.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Block {
    /// What it is.
    pub kind: BlockKind,
    /// Where it stands in [`Document::text`]; never holds a newline.
    pub span: Span,
}

/// A link in the main text.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Link {
    /// Where its anchor text stands in [`Document::text`].
    pub span: Span,
    /// Where it leads, as the page has it: an address, or a part of one that is relative to the page's own.
    pub target: String,
}

/// A block of the main text in another language than the document's.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Foreign {
    /// Where it stands in [`Document::text`].
    pub span: Span,
    /// Its language, a two-letter ISO 639-1 code where there is one.
    pub language: String,
}

/// What a declared value is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum DeclaredField {
    /// The title of the page.
    Title,
    /// When it was published.
    Published,
    /// When it was last changed.
    Modified,
    /// Who wrote it.
    Author,
    /// The name of the site, often glued to the title.
    Site,
    /// The language, a BCP 47 tag.
    Language,
    /// The canonical address.
    Url,
    /// A one-paragraph summary.
    Description,
    /// What kind of page it says it is: a type of Open Graph or schema.org.
    Kind,
}

/// A value the source declares about itself outside its running text.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Declared {
    /// What it is about.
    pub field: DeclaredField,
    /// The value as it stands, white space folded.
    pub value: String,
    /// Where it was declared: `meta-article-published`, `json-ld-headline`, `time-datetime`, …
    pub rule: Cow<'static, str>,
    /// Where a reader sees it; `None` for what stands in the head, in a script, or outside the page.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub standing: Option<Standing>,
}

impl Declared {
    /// A value no reader sees.
    pub fn new(field: DeclaredField, value: impl Into<String>, rule: impl Into<Cow<'static, str>>) -> Self {
        Self { field, value: value.into(), rule: rule.into(), standing: None }
    }
}

/// Where a declared value stands on its page.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Standing {
    /// Nodes of the page from its main heading to the value; negative before it.
    pub distance: i32,
    /// What the value stands within.
    pub within: Within,
}

/// A part of a page that is not its own text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Within {
    /// Nothing that says it is an aside.
    Page,
    /// Menus, footers, asides, lists of other pages.
    Aside,
    /// Comments on the page.
    Comment,
}

/// Something a reader of the document should know about how it was read.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Issue {
    /// A stable name in kebab case: `depth-limited`, `replacement-characters`, …
    pub code: Cow<'static, str>,
    /// One sentence for a person.
    pub message: String,
}

impl Issue {
    /// An issue with its code and message.
    pub fn new(code: &'static str, message: impl Into<String>) -> Self {
        Self { code: Cow::Borrowed(code), message: message.into() }
    }
}

/// A document as read from its source, before anything is understood of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Document {
    /// The identifier.
    pub id: DocId,
    /// Where it came from: a path or an address, for people.
    pub uri: String,
    /// The format it was read as.
    pub format: Format,
    /// The encoding its bytes were decoded from, by the WHATWG name.
    pub charset: String,
    /// The main text: blocks separated by one newline.
    pub text: String,
    /// The rest of the page (menus, footers, asides): blocks separated by one newline.
    pub chrome: String,
    /// The blocks of the main text in order.
    pub blocks: Vec<Block>,
    /// The links of the main text in order; they do not overlap.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub links: Vec<Link>,
    /// What the source declares about itself, in order of appearance.
    pub declared: Vec<Declared>,
    /// The language of the main text, a two-letter ISO 639-1 code where there is one.
    pub language: Option<String>,
    /// Its blocks that are in another language, in order.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub foreign: Vec<Foreign>,
    /// What a reader should know about how it was read.
    pub issues: Vec<Issue>,
}

impl Document {
    /// The declared values about `field`, in order of appearance.
    pub fn declared(&self, field: DeclaredField) -> impl Iterator<Item = &Declared> + Clone {
        self.declared.iter().filter(move |declared| declared.field == field)
    }
}
