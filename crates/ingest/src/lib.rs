//! Bytes → [`Document`]: charset, format, main text and chrome, declared metadata, language.
//!
//! Pure, and it never fails on bad input: what is no document at all is refused with a [`Rejection`], anything
//! else gives a document whose `issues` say what a reader should know. One file a format.

mod assemble;
mod charset;
mod error;
mod gzip;
mod html;
mod language;
mod mail;
mod sniff;
#[cfg(test)]
mod tests;
mod text;

use assemble::assemble;
pub use error::Rejection;
#[doc(hidden)]
pub use html::training::{TrainingBlock, number_names, training_blocks};
use rapporteur_model::{BlockKind, Declared, DocId, Document, Format, Issue, Span};

/// The version of what ingest makes of the same bytes: a source read by another version is read again.
pub const VERSION: u32 = 3;

/// The longest main text kept of a document, in bytes; the rest is cut at a block and reported as an issue.
pub const MAX_TEXT: usize = 4 << 20;

/// The most blocks kept of a document; each takes some 150 bytes until the document is indexed.
pub const MAX_BLOCKS: usize = 250_000;

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
    /// The links of the main text: the number of its block, where it stands in that, and its target.
    links: Vec<(usize, Span, String)>,
    chrome: Vec<String>,
    declared: Vec<Declared>,
    issues: Vec<Issue>,
    /// Bytes of the main text.
    size: usize,
}

impl Parts {
    /// Appends a block to the main text.
    fn push(&mut self, kind: BlockKind, text: String) {
        if !self.is_full() {
            self.size += text.len() + 1;
            self.main.push((kind, text));
        }
    }

    /// Whether there is more main text than is kept; the last block of it shows that some was cut.
    fn is_full(&self) -> bool {
        self.size > MAX_TEXT || self.main.len() > MAX_BLOCKS
    }

    /// These parts and then others.
    fn append(&mut self, mut other: Parts) {
        let before = self.main.len();
        self.links
            .extend(other.links.into_iter().map(|(block, span, target)| (block + before, span, target)));
        self.main.append(&mut other.main);
        self.size += other.size;
        self.chrome.append(&mut other.chrome);
        self.declared.append(&mut other.declared);
        self.issues.append(&mut other.issues);
    }

    fn with(mut self, other: Parts) -> Self {
        self.append(other);
        self
    }
}

/// Reads a source.
///
/// # Errors
/// A [`Rejection`] where the bytes are no document: empty, binary, or of a format that is not read.
pub fn ingest(input: &Input<'_>) -> Result<Document, Rejection> {
    let uri = input.uri.strip_suffix(".gz").unwrap_or(input.uri);
    sniff::refuse_name(uri)?;
    let (bytes, issue) = gzip::unpacked(input.bytes)?;
    sniff::refuse(&bytes)?;
    let mail = if mail::is_mail(uri, &bytes) { mail::read(&bytes) } else { None };
    let (format, charset, mut parts) = match mail {
        Some(mail) => (mail.format, mail.charset, mail.parts),
        None => {
            let decoded = charset::decode(&bytes, None);
            let format = sniff::format(uri, &decoded.text);
            let mut parts = read(uri, format, &decoded.text);
            parts.issues.splice(0..0, decoded.issues);
            (format, decoded.charset, parts)
        }
    };
    parts.issues.extend(issue);
    Ok(assemble(input.id, input.uri, format, charset, parts))
}

/// Reads text that needs no decoding.
pub fn ingest_text(id: &DocId, uri: &str, format: Format, text: String) -> Document {
    assemble(id, uri, format, "UTF-8", read(uri, format, &text))
}

fn read(uri: &str, format: Format, text: &str) -> Parts {
    match format {
        Format::Html => html::read(text),
        Format::Text if sniff::is_markdown(uri) => text::read_markdown(text),
        Format::Text => text::read(text),
    }
}

/// The language of a text, an ISO 639-1 code where there is one; `None` where it is too short to say.
pub fn language(text: &str) -> Option<String> {
    language::of(text, "", &[])
}

/// The language of a block of text, as for [`language`]; `None` where it has fewer than 100 letters or none is told apart.
/// Judged by its first 400 bytes, in some 10 µs.
pub fn language_of_block(text: &str) -> Option<String> {
    language::of_block(text)
}

/// The language of a BCP 47 tag (`en-US`, `ru_RU`): its primary subtag in small letters; `None` where it is none.
pub fn language_of_tag(tag: &str) -> Option<String> {
    language::tag(tag)
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
    let mut rest = text;
    while !rest.is_empty() {
        let plain = rest.bytes().position(|byte| !is_plain(byte)).unwrap_or(rest.len());
        out.push_str(&rest[..plain]);
        rest = &rest[plain..];
        let Some(c) = rest.chars().next() else { return };
        rest = &rest[c.len_utf8()..];
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

/// Whether a byte belongs to a character that is neither white space nor to be dropped: all but blanks and controls of
/// ASCII and the leading bytes of the others there are.
fn is_plain(byte: u8) -> bool {
    matches!(byte, 0x21..=0x7e | 0x80..=0xbf | 0xc3..=0xe0 | 0xe4..=0xee | 0xf0..)
}

/// The text of a page as training sees it.
#[doc(hidden)]
pub fn decoded(bytes: &[u8]) -> String {
    charset::decode(bytes, None).text.into_owned()
}
