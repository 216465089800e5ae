//! A page as blocks of text, in order, each with the sections it stands in.
//!
//! The texts of all blocks are one string: a page of many small blocks costs no allocation each.

use super::names::Names;
use rapporteur_model::BlockKind;
use std::ops::Range;

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
    pub(super) text: Range<u32>,
    pub(super) anchors: Range<u32>,
    /// Bytes of the text that stand in links.
    pub(super) linked: u32,
    /// The innermost section around the block.
    pub(super) section: u32,
    /// The node its text begins with.
    pub(super) node: u32,
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
    pub(super) text: String,
    pub(super) anchors: Vec<Anchor>,
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
    pub(super) fn last(&self) -> Option<&str> {
        self.blocks.last().map(|block| self.text(block))
    }
}
