//! Bytes → [`Document`]: charset, format, main text and chrome, declared metadata, language.
//!
//! Pure, and it never fails on bad input: what is no document at all is refused with a [`Rejection`], anything
//! else gives a document whose `issues` say what a reader should know. One file a format.

mod charset;
mod error;
mod html;
mod language;
mod sniff;
mod text;

pub use error::Rejection;
use rapporteur_model::{Block, BlockKind, Declared, DocId, Document, Format, Issue, Span};

/// The version of what ingest makes of the same bytes: a source read by another version is read again.
pub const VERSION: u32 = 2;

/// The longest main text kept of a document, in bytes; the rest is cut at a block and reported as an issue.
pub const MAX_TEXT: usize = 4 << 20;

/// A source to be read.
#[derive(Debug, Clone, Copy)]
pub struct Input<'a> {
    /// The identifier the document gets.
    pub id: &'a DocId,
    /// Where it came from; the end of its name is a hint at its format.
    pub uri: &'a str,
    /// What it holds.
    pub bytes: &'a [u8],
}

/// What a format reader makes of decoded text.
#[derive(Debug, Default)]
struct Parts {
    main: Vec<(BlockKind, String)>,
    chrome: Vec<String>,
    declared: Vec<Declared>,
    issues: Vec<Issue>,
}

/// Reads a source.
///
/// # Errors
/// A [`Rejection`] where the bytes are no document: empty, binary, or of a format that is not read.
pub fn ingest(input: &Input<'_>) -> Result<Document, Rejection> {
    sniff::refuse_name(input.uri)?;
    sniff::refuse(input.bytes)?;
    let decoded = charset::decode(input.bytes);
    let format = sniff::format(input.uri, &decoded.text);
    Ok(assemble(input.id, input.uri, format, decoded))
}

/// Reads text that needs no decoding.
pub fn ingest_text(id: &DocId, uri: &str, format: Format, text: String) -> Document {
    assemble(id, uri, format, charset::Decoded { text, charset: "UTF-8", issues: Vec::new() })
}

/// The language of a text, an ISO 639-1 code where there is one; `None` where it is too short to say.
pub fn language(text: &str) -> Option<String> {
    language::of(text, "", &[])
}

/// The language of a BCP 47 tag (`en-US`, `ru_RU`): its primary subtag in small letters; `None` where it is none.
pub fn language_of_tag(tag: &str) -> Option<String> {
    language::tag(tag)
}

fn assemble(id: &DocId, uri: &str, format: Format, decoded: charset::Decoded) -> Document {
    let mut parts = match format {
        Format::Html => html::read(&decoded.text),
        Format::Text => text::read(&decoded.text),
    };
    let mut issues = decoded.issues;
    issues.append(&mut parts.issues);
    let (text, blocks, cut) = join(parts.main);
    if cut {
        issues.push(Issue::new(
            "text-truncated",
            format!("only the first {} MiB of text were kept", MAX_TEXT >> 20),
        ));
    }
    let mut chrome = parts.chrome.join("\n");
    if chrome.len() > MAX_TEXT {
        chrome.truncate(floor(&chrome, MAX_TEXT));
        issues.push(Issue::new("chrome-truncated", "menus and asides beyond 4 MiB were dropped"));
    }
    let language = language::of(&text, &chrome, &parts.declared);
    if text.is_empty() {
        issues.push(Issue::new("no-main-text", "the page has no running text, only menus or captions"));
    }
    Document {
        id: id.clone(),
        uri: uri.to_owned(),
        format,
        charset: decoded.charset.to_owned(),
        text,
        chrome,
        blocks,
        declared: parts.declared,
        language,
        issues,
    }
}

/// Joins blocks by newlines; says whether some had to be left out.
fn join(main: Vec<(BlockKind, String)>) -> (String, Vec<Block>, bool) {
    let mut text = String::new();
    let mut blocks = Vec::with_capacity(main.len());
    for (kind, mut block) in main {
        if text.len() >= MAX_TEXT {
            return (text, blocks, true);
        }
        let room = MAX_TEXT - text.len();
        block.truncate(floor(&block, room));
        if !text.is_empty() {
            text.push('\n');
        }
        let start = text.len();
        text.push_str(&block);
        blocks.push(Block { kind, span: Span::new(start, text.len()) });
    }
    (text, blocks, false)
}

fn floor(text: &str, at: usize) -> usize {
    (0..=at.min(text.len())).rev().find(|at| text.is_char_boundary(*at)).unwrap_or(0)
}

/// Folds white space to single blanks and drops control and zero-width characters.
fn fold(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    push_folded(&mut out, text);
    out.truncate(out.trim_end().len());
    out
}

/// Appends `text` with white space folded, also across the seam.
fn push_folded(out: &mut String, text: &str) {
    for c in text.chars() {
        if c.is_whitespace() {
            if !out.is_empty() && !out.ends_with(' ') {
                out.push(' ');
            }
        } else if !c.is_control()
            && !matches!(c, '\u{200b}'..='\u{200f}' | '\u{feff}' | '\u{ad}' | '\u{2060}')
        {
            out.push(c);
        }
    }
}
