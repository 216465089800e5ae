//! The parts that a reader found → a document: blocks joined by newlines, what is too long cut, languages told.

use crate::{MAX_BLOCKS, MAX_TEXT, Parts, floor, language};
use rapporteur_model::{Block, BlockKind, DocId, Document, Foreign, Format, Issue, Link, Span};
use std::collections::BTreeMap;

/// A longer block is divided at a blank, so that a page of one paragraph is not one sentence to those who read it.
pub(crate) const MAX_BLOCK: usize = 64 << 10;

pub(crate) fn assemble(
    id: &DocId,
    uri: &str,
    format: Format,
    charset: &'static str,
    parts: Parts,
) -> Document {
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
