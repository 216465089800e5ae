//! Main text or chrome, block by block: what the page's own elements say first, then links and stock phrases.
//!
//! Nothing is thrown away. A page that would be left without text gives its unlinked blocks back to the main zone.

use super::blocks::Block;
use super::tree::Element;
use crate::text::is_interface;
use rapporteur_model::{BlockKind, Declared, DeclaredField};
use std::collections::BTreeSet;
use std::sync::LazyLock;

/// Words of `class` and `id` that name navigation, sharing, advertising and the like; lower case, one a line.
static CHROME_NAMES: LazyLock<BTreeSet<&str>> = LazyLock::new(|| {
    include_str!("../../data/chrome_names.txt")
        .lines()
        .filter(|line| !line.starts_with('#') && !line.is_empty())
        .collect()
});

/// Whether class or id say that an element is chrome.
pub(crate) fn is_chrome_name(element: &Element) -> bool {
    ["class", "id"].iter().filter_map(|name| element.attribute(name)).any(|value| {
        value.split(|c: char| !c.is_ascii_alphanumeric()).any(|word| {
            let word = word.trim_end_matches(|c: char| c.is_ascii_digit()).to_ascii_lowercase();
            CHROME_NAMES.contains(word.as_str())
        })
    })
}

type Main = Vec<(BlockKind, String)>;

/// Splits the blocks of a page into main text and chrome.
pub(crate) fn split(blocks: Vec<Block>, declared: &[Declared]) -> (Main, Vec<String>) {
    let linked = linked_runs(&blocks);
    let main_size = |article: bool| -> usize {
        blocks
            .iter()
            .zip(&linked)
            .filter(|(block, linked)| !block.chrome && !**linked && (!article || block.article))
            .map(|(block, _)| block.text.len())
            .sum()
    };
    // An article element is believed when it holds a fair part of what is not chrome anyway.
    let article_only = main_size(true) * 3 >= main_size(false) && main_size(true) > 0;
    let titles: Vec<&str> =
        declared.iter().filter(|d| d.field == DeclaredField::Title).map(|d| d.value.as_str()).collect();
    let mut main = Main::new();
    let mut chrome = Vec::new();
    let mut spare = Main::new();
    for (block, linked) in blocks.into_iter().zip(linked) {
        let is_title =
            block.kind == BlockKind::Heading(1) && titles.iter().any(|title| title.contains(&block.text));
        let outside = article_only && !block.article && !is_title;
        if (block.chrome && !is_title) || outside || linked || is_interface(&block.text) {
            if block.linked * 2 < block.text.len() && block.text.len() >= 60 && !is_interface(&block.text) {
                spare.push((block.kind, block.text.clone()));
            }
            chrome.push(block.text);
        } else {
            main.push((block.kind, block.text));
        }
    }
    let has_text = main.iter().any(|(kind, _)| !matches!(kind, BlockKind::Heading(_)));
    if !has_text && !spare.is_empty() {
        chrome.retain(|text| !spare.iter().any(|(_, kept)| kept == text));
        main.append(&mut spare);
    }
    (main, chrome)
}

/// Which blocks are links and little else: in a run of at least three, or a lone row of several short links.
fn linked_runs(blocks: &[Block]) -> Vec<bool> {
    let is_linked = |block: &Block| {
        !matches!(block.kind, BlockKind::Heading(_) | BlockKind::TableRow)
            && block.linked * 10 >= block.text.len() * 8
            && block.text.len() < 160
    };
    let mut marks = vec![false; blocks.len()];
    let mut start = 0;
    while start < blocks.len() {
        let run = blocks[start..].iter().take_while(|block| is_linked(block)).count();
        let separators = blocks[start].text.matches(['|', '»', '›', '·', '/']).count();
        let row_of_links = run > 0 && separators > 1;
        if run >= 3 || row_of_links {
            marks[start..start + run].fill(true);
        }
        start += run.max(1);
    }
    marks
}
