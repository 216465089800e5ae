//! What holds of every document, whatever its bytes.

use super::assemble::MAX_BLOCK;
use super::*;
use proptest::prelude::*;
use std::collections::BTreeMap;

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
    for text in ["x".repeat(MAX_TEXT + 9), "a b\n\n".repeat(MAX_BLOCKS + 9), "word ".repeat(MAX_TEXT / 4)] {
        let document = read_as("a.txt", text.as_bytes());
        assert!(document.text.len() <= MAX_TEXT + 1);
        assert!(document.issues.iter().any(|issue| issue.code == "text-truncated"), "{:?}", document.issues);
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
                page.push_str(&format!("<{inline}>{word} </{}>", inline.split(' ').next().unwrap_or(inline)));
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
