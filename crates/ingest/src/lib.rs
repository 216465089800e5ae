//! Bytes → [`Document`]: charset, format, main text and chrome, declared metadata, language.
//!
//! Pure, and it never fails on bad input: what is no document at all is refused with a [`Rejection`], anything
//! else gives a document whose `issues` say what a reader should know. One file a format.

mod charset;
mod error;
mod gzip;
mod html;
mod language;
mod mail;
mod sniff;
mod text;

pub use error::Rejection;
#[doc(hidden)]
pub use html::training::{TrainingBlock, number_names, training_blocks};
use rapporteur_model::{Block, BlockKind, Declared, DocId, Document, Foreign, Format, Issue, Link, Span};
use std::collections::BTreeMap;

/// The version of what ingest makes of the same bytes: a source read by another version is read again.
pub const VERSION: u32 = 2;

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

fn assemble(id: &DocId, uri: &str, format: Format, charset: &'static str, parts: Parts) -> Document {
    let mut issues = parts.issues;
    let Joined { text, blocks, links, cut } = join(parts.main, parts.links);
    if cut {
        issues.push(Issue::new(
            "text-truncated",
            format!("only the first {} MiB or {MAX_BLOCKS} blocks of text were kept", MAX_TEXT >> 20),
        ));
    }
    let mut chrome = parts.chrome.join("\n");
    if chrome.len() > MAX_TEXT {
        chrome.truncate(floor(&chrome, MAX_TEXT));
        issues.push(Issue::new("chrome-truncated", "menus and asides beyond 4 MiB were dropped"));
    }
    let whole = language::of(&text, &chrome, &parts.declared);
    let own = whole.as_deref().unwrap_or("");
    let languages: Vec<Option<String>> =
        blocks.iter().map(|block| language::of_block_in(block.span.of(&text), own)).collect();
    let language = whole.map(|whole| by_blocks(&text, &blocks, &languages, whole));
    let foreign = foreign(&blocks, &languages, language.as_deref());
    if text.is_empty() {
        issues.push(Issue::new("no-main-text", "the page has no running text, only menus or captions"));
    }
    Document {
        id: id.clone(),
        uri: uri.to_owned(),
        format,
        charset: charset.to_owned(),
        text,
        chrome,
        blocks,
        links,
        declared: parts.declared,
        language,
        foreign,
        issues,
    }
}

/// A longer block is divided at a blank, so that a page of one paragraph is not one sentence to those who read it.
const MAX_BLOCK: usize = 64 << 10;

/// A main text.
#[derive(Default)]
struct Joined {
    text: String,
    blocks: Vec<Block>,
    links: Vec<Link>,
    /// Whether some of it had to be left out.
    cut: bool,
}

/// Joins blocks by newlines. `links` are in the order of the blocks.
fn join(main: Vec<(BlockKind, String)>, links: Vec<(usize, Span, String)>) -> Joined {
    let mut joined = Joined::default();
    let mut links = links.into_iter().peekable();
    for (number, (kind, block)) in main.into_iter().enumerate() {
        let mut rest = block.as_str();
        while !rest.is_empty() {
            if joined.text.len() >= MAX_TEXT || joined.blocks.len() >= MAX_BLOCKS {
                joined.cut = true;
                return joined;
            }
            let begin = block.len() - rest.len();
            let part = &rest[..division(rest, MAX_BLOCK.min(MAX_TEXT - joined.text.len()))];
            rest = rest[part.len()..].trim_start();
            if !joined.text.is_empty() {
                joined.text.push('\n');
            }
            let start = joined.text.len();
            joined.text.push_str(part.trim_end());
            let end = joined.text.len();
            joined.blocks.push(Block { kind, span: Span::new(start, end) });
            while let Some((_, span, target)) =
                links.next_if(|(at, span, _)| *at == number && span.start() < begin + part.len())
            {
                // A link that runs over the division of a block ends there.
                let from = (start + span.start().saturating_sub(begin)).min(end);
                let to = (start + span.end().saturating_sub(begin)).min(end);
                if from < to {
                    joined.links.push(Link { span: Span::new(from, to), target });
                }
            }
        }
    }
    joined
}

/// The language the blocks of which hold most text, where blocks of `whole` hold less: the small words of an English
/// summary outweigh a Russian page.
fn by_blocks(text: &str, blocks: &[Block], languages: &[Option<String>], whole: String) -> String {
    let mut sizes: BTreeMap<&str, usize> = BTreeMap::new();
    for (block, language) in blocks.iter().zip(languages) {
        if let Some(language) = language {
            *sizes.entry(language).or_default() += block.span.of(text).chars().count();
        }
    }
    let Some(own) = sizes.get(whole.as_str()) else { return whole };
    sizes
        .iter()
        .filter(|(_, size)| *size > own)
        .max_by_key(|(_, size)| **size)
        .map_or(whole.clone(), |(language, _)| (*language).to_owned())
}

/// The blocks that are in another language than the document.
fn foreign(blocks: &[Block], languages: &[Option<String>], own: Option<&str>) -> Vec<Foreign> {
    let Some(own) = own else { return Vec::new() };
    blocks
        .iter()
        .zip(languages)
        .filter_map(|(block, language)| {
            let language = language.as_ref().filter(|language| *language != own)?.clone();
            Some(Foreign { span: block.span, language })
        })
        .collect()
}

/// Where to divide a block of which at most `room` bytes fit: at its last blank.
fn division(block: &str, room: usize) -> usize {
    if block.len() <= room {
        return block.len();
    }
    let most = floor(block, room);
    block[..most]
        .rfind(' ')
        .filter(|at| *at > 0)
        .unwrap_or(most)
        .max(block.chars().next().map_or(0, char::len_utf8))
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

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn read_as(uri: &str, bytes: &[u8]) -> Document {
        ingest(&Input { id: &DocId::new(uri), uri, bytes }).expect("a document")
    }

    #[test]
    fn a_page_of_one_paragraph_is_divided_at_blanks_and_loses_nothing() {
        let text = "слово за словом ".repeat(20_000);
        let document = read_as("a.txt", text.as_bytes());
        assert!(document.blocks.len() > 5);
        assert!(document.blocks.iter().all(|block| block.span.len() <= MAX_BLOCK));
        assert_eq!(document.text.replace('\n', " "), text.trim_end());
        for block in &document.blocks {
            assert!(!block.span.of(&document.text).contains('\n'));
        }
    }

    #[test]
    fn text_beyond_the_limit_is_cut_and_reported() {
        for text in ["x".repeat(MAX_TEXT + 9), "a b\n\n".repeat(MAX_BLOCKS + 9), "word ".repeat(MAX_TEXT / 4)]
        {
            let document = read_as("a.txt", text.as_bytes());
            assert!(document.text.len() <= MAX_TEXT + 1);
            assert!(
                document.issues.iter().any(|issue| issue.code == "text-truncated"),
                "{:?}",
                document.issues
            );
        }
    }

    #[test]
    fn the_name_of_a_packed_file_tells_its_format_without_its_last_ending() {
        use std::io::Write;
        let mut packer = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
        packer.write_all(b"# Plan\n\n*Draft* for the meeting.").expect("memory");
        let document = read_as("plan.md.gz", &packer.finish().expect("memory"));
        assert_eq!(document.text, "Plan\nDraft for the meeting.");
    }

    /// Pieces that pages, mails and texts are made of, in any order.
    fn pieces() -> impl Strategy<Value = Vec<u8>> {
        let piece = prop_oneof![
            prop::sample::select(vec![
                "<p>",
                "</p>",
                "<div",
                ">",
                "<!--",
                "-->",
                "<script>",
                "</script>",
                "<title/>",
                "<![CDATA[",
                "]]>",
                "<pre>",
                "<td>",
                "<tr>",
                "&amp;",
                "&lt;html&gt;",
                "<?xml version='1.0'?>",
                "http://www.w3.org/1999/xhtml",
                "\n\n",
                "\n",
                "<a href=/x>",
                "</a>",
                "<a href='#'>",
                "<br>",
                "Forty officials of the region met for two days of work and spoke of all that was to be done there then. ",
                "Сорок чиновников области встретились на два дня работы и говорили обо всём, что им предстояло сделать. ",
                "- ",
                "1. ",
                "| a | b |",
                "---",
                "```",
                "> ",
                "# ",
                "\u{c}",
                "Subject: x\nDate: 3 May 2012\n\n",
                "MIME-Version: 1.0\nContent-Type: multipart/related; boundary=b\n\n",
                "\n--b\n",
                "Content-Type: text/html\n\n",
                "Content-Transfer-Encoding: base64\n",
                "\u{1f}\u{8b}",
                "Бишкек",
                "会议",
                "word",
                " ",
                "-",
                "é",
                "\0",
            ])
            .prop_map(|piece| piece.as_bytes().to_vec()),
            prop::collection::vec(any::<u8>(), 0..6),
        ];
        prop::collection::vec(piece, 0..40).prop_map(|pieces| pieces.concat())
    }

    /// Words that no two places of a page share, in simple elements, some of them in links.
    fn simple_page() -> impl Strategy<Value = Vec<(&'static str, &'static str, bool, usize)>> {
        let inline = prop::sample::select(vec![
            "span",
            "b",
            "em",
            "a href='/x'",
            "a href='#x'",
            "a",
            "font",
            "li",
            "td",
            "br",
            "tr",
        ]);
        let block = prop::sample::select(vec![
            "p",
            "div",
            "li",
            "td",
            "h1",
            "h3",
            "section",
            "article",
            "nav",
            "footer",
            "aside",
            "blockquote",
            "pre",
            "table",
            "tr",
            "ul",
            "dt",
            "form",
        ]);
        prop::collection::vec((block, inline, any::<bool>(), 1_usize..12), 1..30)
    }

    /// The page, and its words.
    fn written(parts: &[(&str, &str, bool, usize)]) -> (String, Vec<String>) {
        let (mut page, mut words) = ("<title>A page</title>".to_owned(), Vec::new());
        for (block, inline, closed, count) in parts {
            page.push_str(&format!("<{block}>"));
            for at in 0..*count {
                let word = format!("слово{}x", words.len());
                if at % 3 == 1 {
                    page.push_str(&format!(
                        "<{inline}>{word} </{}>",
                        inline.split(' ').next().unwrap_or(inline)
                    ));
                } else {
                    page.push_str(&word);
                    page.push(if at % 3 == 0 { ' ' } else { '\n' });
                }
                words.push(word);
            }
            if *closed {
                page.push_str(&format!("</{block}>"));
            }
        }
        (page, words)
    }

    fn links_and_foreign_blocks_are_sound(document: &Document) -> Result<(), TestCaseError> {
        let mut end = 0;
        for link in &document.links {
            prop_assert!(link.span.start() >= end && !link.span.is_empty() && !link.target.is_empty());
            let shown = document.text.get(link.span.range());
            prop_assert!(shown.is_some_and(|shown| !shown.trim().is_empty() && !shown.contains('\n')));
            end = link.span.end();
        }
        for foreign in &document.foreign {
            prop_assert!(document.blocks.iter().any(|block| block.span == foreign.span));
            prop_assert!(Some(&foreign.language) != document.language.as_ref());
        }
        Ok(())
    }

    proptest! {
        #[test]
        fn every_word_that_a_page_shows_is_in_its_text_or_its_chrome(parts in simple_page()) {
            let (page, words) = written(&parts);
            let document = read_as("a.html", page.as_bytes());
            let found: BTreeMap<&str, usize> = document
                .text
                .split(|c: char| !c.is_alphanumeric())
                .chain(document.chrome.split(|c: char| !c.is_alphanumeric()))
                .fold(BTreeMap::new(), |mut found, word| {
                    *found.entry(word).or_default() += 1;
                    found
                });
            for word in &words {
                prop_assert_eq!(found.get(word.as_str()), Some(&1), "{}", word);
            }
            links_and_foreign_blocks_are_sound(&document)?;
        }

        #[test]
        fn any_bytes_under_any_name_give_blocks_of_whole_characters_or_a_reason(
            bytes in pieces(),
            name in prop::sample::select(vec!["a", "a.html", "a.xhtml", "a.mhtml", "a.eml", "a.md", "a.txt", "a.html.gz"]),
        ) {
            let input = Input { id: &DocId::new(name), uri: name, bytes: &bytes };
            match ingest(&input) {
                Ok(document) => {
                    let blocks: Vec<&str> = document.blocks.iter().map(|block| block.span.of(&document.text)).collect();
                    prop_assert_eq!(blocks.join("\n"), document.text.as_str());
                    prop_assert!(blocks.iter().all(|block| !block.is_empty() && !block.contains('\n')));
                    prop_assert!(!document.text.contains('\0'));
                    links_and_foreign_blocks_are_sound(&document)?;
                    prop_assert_eq!(ingest(&input), Ok(document));
                }
                Err(rejection) => prop_assert!(!rejection.message.is_empty()),
            }
        }
    }
}
