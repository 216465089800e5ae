//! A page's blocks → numbers for the trees that decide between main text and chrome.
//!
//! Everything is linear in the page: sums over sections and windows are differences of prefix sums. Lengths are
//! *widths*, in which a Han, kana or Hangul character counts as much as half a Latin word, so that a threshold learned
//! on one script holds for another. The order of the numbers is that of the trained trees: a change means training anew.

use super::columns::COUNT;
use super::elements::flag;
use super::hints::Hints;
use super::measures::Measures;
use super::names;
use super::outline::{Block, Outline};
use rapporteur_model::BlockKind;
use rustc_hash::FxHashMap;

/// A block at least this wide, little of it linked, is running text.
const LONG: f32 = 100.0;
/// Blocks looked at before and after, for sums over a window.
const WINDOW: usize = 4;
/// The farthest distance, in blocks, that is told apart.
const FAR: u8 = 60;

/// Prefix sums over the blocks of a page.
struct Sums {
    width: Vec<f32>,
    linked: Vec<f32>,
    long: Vec<f32>,
}

impl Sums {
    fn over(measures: &[Measures]) -> Self {
        let prefix = |value: &dyn Fn(&Measures) -> f32| {
            let mut sum = 0.0;
            std::iter::once(0.0)
                .chain(measures.iter().map(|measure| {
                    sum += value(measure);
                    sum
                }))
                .collect()
        };
        Self {
            width: prefix(&|measure| measure.width),
            linked: prefix(&|measure| measure.width * measure.link_share),
            long: prefix(&|measure| if measure.is_long(LONG) { measure.width } else { 0.0 }),
        }
    }

    fn width(&self, first: usize, last: usize) -> f32 {
        self.width[last] - self.width[first]
    }

    fn links(&self, first: usize, last: usize) -> f32 {
        share(self.linked[last] - self.linked[first], self.width(first, last))
    }

    fn long(&self, first: usize, last: usize) -> f32 {
        self.long[last] - self.long[first]
    }
}

/// Blocks made by the same template.
#[derive(Default, Clone, Copy)]
struct Alike {
    count: f32,
    width: f32,
    linked: f32,
}

/// A page whose blocks are turned into numbers.
pub(crate) struct Reading<'a> {
    outline: &'a Outline,
    hints: &'a Hints,
    measures: Vec<Measures>,
    sums: Sums,
    shapes: Vec<u64>,
    alike: FxHashMap<u64, Alike>,
    copies: FxHashMap<&'a str, (u32, u32)>,
    /// The first heading of level 1, else the first heading.
    title: usize,
    best: usize,
    long_before: Vec<u8>,
    long_after: Vec<u8>,
    headings: Vec<u8>,
    /// The numbers that are the same for all blocks.
    page: [f32; 13],
}

fn share(part: f32, whole: f32) -> f32 {
    if whole > 0.0 { part / whole } else { 0.0 }
}

fn ln(value: f32) -> f32 {
    (1.0 + value).ln()
}

/// A count as a number; pages are far smaller than where this loses precision.
#[expect(clippy::cast_precision_loss, reason = "counts of blocks, below 2²⁴")]
fn number(count: usize) -> f32 {
    count as f32
}

impl<'a> Reading<'a> {
    pub(crate) fn of(outline: &'a Outline, hints: &'a Hints) -> Self {
        let blocks = &outline.blocks;
        let measures: Vec<Measures> =
            blocks.iter().map(|block| Measures::of(outline.text(block), block.linked())).collect();
        let sums = Sums::over(&measures);
        let shapes: Vec<u64> = blocks.iter().map(|block| shape(outline, block)).collect();
        let mut alike: FxHashMap<u64, Alike> = FxHashMap::default();
        let mut copies: FxHashMap<&str, (u32, u32)> = FxHashMap::default();
        for ((shape, measure), block) in shapes.iter().zip(&measures).zip(blocks) {
            let group = alike.entry(*shape).or_default();
            group.count += 1.0;
            group.width += measure.width;
            group.linked += measure.width * measure.link_share;
            copies.entry(outline.text(block)).or_default().0 += 1;
        }
        let title = blocks
            .iter()
            .position(|block| block.kind == BlockKind::Heading(1))
            .or_else(|| blocks.iter().position(|block| matches!(block.kind, BlockKind::Heading(_))))
            .unwrap_or(0);
        let best = best(outline, &measures);
        let (long_before, long_after) = long_distances(&measures);
        let mut reading = Self {
            outline,
            hints,
            measures,
            sums,
            shapes,
            alike,
            copies,
            title,
            best,
            long_before,
            long_after,
            headings: heading_distances(outline),
            page: [0.0; 13],
        };
        reading.page = reading.page_numbers();
        reading
    }

    /// How wide a block is, in Latin letters.
    pub(crate) fn width(&self, at: usize) -> f32 {
        self.measures[at].width
    }

    /// The share of a block that stands in links.
    pub(crate) fn link_share(&self, at: usize) -> f32 {
        self.measures[at].link_share
    }

    /// The numbers of a block, [`COUNT`] of them, in place of what `numbers` held. Blocks are asked for in order.
    pub(crate) fn numbers(&mut self, at: usize, numbers: &mut Vec<f32>) {
        numbers.clear();
        self.block(at, numbers);
        self.around(at, numbers);
        self.sections(at, numbers);
        self.neighbours(at, numbers);
        numbers.extend([f32::from(self.long_before[at]), f32::from(self.long_after[at])]);
        self.heading(at, self.headings[at], numbers);
        self.place(at, numbers);
        numbers.extend(&self.page);
        debug_assert_eq!(numbers.len(), COUNT);
    }

    fn block(&mut self, at: usize, numbers: &mut Vec<f32>) {
        let outline = self.outline;
        let block = &outline.blocks[at];
        let measure = &self.measures[at];
        let (copies, copy) = self.copies.get_mut(outline.text(block)).map_or((1, 0), |(count, seen)| {
            *seen += 1;
            (*count, *seen - 1)
        });
        let level = match block.kind {
            BlockKind::Heading(level) => f32::from(level),
            _ => 0.0,
        };
        numbers.extend([
            ln(measure.width),
            measure.words,
            measure.link_share,
            number(outline.anchors(block).len()).min(40.0),
            measure.ends_sentence,
            measure.stops,
            measure.commas,
            measure.capitals,
            measure.digits,
            measure.symbols,
            measure.begins,
            measure.word_length,
            f32::from(kind_code(block.kind)),
            level,
            measure.copyright,
            number(copies as usize).min(20.0),
            number(copy as usize).min(20.0),
            measure.phrases.sum,
            measure.phrases.least,
            measure.phrases.most,
            measure.phrases.first,
            self.hints.described(outline.text(block)),
            self.hints.titled(outline.text(block)),
        ]);
    }

    fn around(&self, at: usize, numbers: &mut Vec<f32>) {
        let block = &self.outline.blocks[at];
        numbers.extend((0..flag::COUNT).map(|bit| f32::from(u8::from(block.flags >> bit & 1 == 1))));
        let names::Names { sum, least, most, near, next } = block.names;
        numbers.extend([f32::from(block.depth), sum, least, most, near, next]);
    }

    fn sections(&self, at: usize, numbers: &mut Vec<f32>) {
        let sections = &self.outline.sections;
        let whole = self.sums.width(0, self.measures.len());
        let inner = &sections[self.outline.blocks[at].section()];
        let outer = &sections[inner.parent];
        let third = &sections[outer.parent];
        for section in [inner, outer] {
            let width = self.sums.width(section.first, section.last);
            numbers.extend([
                ln(width),
                self.sums.links(section.first, section.last),
                number(section.last - section.first).min(400.0),
                share(width, whole),
            ]);
        }
        let width = self.sums.width(third.first, third.last);
        numbers.extend([
            ln(width),
            self.sums.links(third.first, third.last),
            share(self.sums.long(third.first, third.last), width),
            share(width, whole),
        ]);
        let alike = self.alike.get(&self.shapes[at]).copied().unwrap_or_default();
        numbers.extend([
            alike.count.min(400.0),
            ln(share(alike.width, alike.count)),
            share(alike.linked, alike.width),
            share(alike.width, whole),
        ]);
    }

    fn neighbours(&self, at: usize, numbers: &mut Vec<f32>) {
        let width = |at: Option<usize>| at.and_then(|at| self.measures.get(at)).map_or(0.0, |m| ln(m.width));
        let links = |at: Option<usize>| at.and_then(|at| self.measures.get(at)).map_or(1.0, |m| m.link_share);
        let kind = |at: Option<usize>| {
            at.and_then(|at| self.outline.blocks.get(at))
                .map_or(9.0, |block| f32::from(kind_code(block.kind)))
        };
        let before = at.checked_sub(1);
        let after = Some(at + 1);
        numbers.extend([width(before), links(before), kind(before), width(after), links(after), kind(after)]);
        let first = at.saturating_sub(WINDOW);
        let last = (at + WINDOW + 1).min(self.measures.len());
        numbers.push(ln(self.sums.width(first, last) / number(last - first)));
        numbers.push(self.sums.links(first, last));
    }

    /// How far the heading above it stands, and what that says.
    fn heading(&self, at: usize, distance: u8, numbers: &mut Vec<f32>) {
        let above = at.checked_sub(usize::from(distance)).filter(|_| distance < FAR);
        numbers.extend([
            f32::from(distance),
            above.map_or(0.0, |at| self.measures[at].phrases.sum),
            above.map_or(0.0, |at| self.outline.blocks[at].names.sum),
        ]);
    }

    fn place(&self, at: usize, numbers: &mut Vec<f32>) {
        let count = self.measures.len();
        let whole = self.sums.width(0, count);
        let sections = &self.outline.sections;
        let best = &sections[self.best];
        let inside = (best.first..best.last).contains(&at);
        let distance = if inside {
            0
        } else if at < best.first {
            best.first - at
        } else {
            at + 1 - best.last
        };
        let from_title = number(at) - number(self.title);
        numbers.extend([
            share(number(at), number(count)),
            share(self.sums.width(0, at), whole),
            from_title.clamp(-60.0, 200.0),
            f32::from(u8::from(inside)),
            number(distance.min(usize::from(FAR))),
        ]);
    }

    fn page_numbers(&self) -> [f32; 13] {
        let count = self.measures.len();
        let whole = self.sums.width(0, count);
        let blocks = &self.outline.blocks;
        let counted = |test: &dyn Fn(usize) -> bool| number((0..count).filter(|at| test(*at)).count());
        let wide = |bits: u32| -> f32 {
            let width = blocks.iter().zip(&self.measures).filter(|(block, _)| block.flags & bits != 0);
            width.map(|(_, measure)| measure.width).sum()
        };
        let long = counted(&|at| self.measures[at].is_long(LONG));
        let copied: f32 =
            self.copies.values().filter(|(copies, _)| *copies > 1).map(|(n, _)| *n as f32).sum();
        [
            ln(whole),
            ln(number(count)),
            self.sums.links(0, count),
            long,
            share(self.sums.long(0, count), whole),
            share(wide(flag::ARTICLE), whole),
            share(wide(flag::MAIN), whole),
            f32::from(self.hints.open_graph),
            f32::from(self.hints.data),
            share(copied, number(count)),
            counted(&|at| self.measures[at].currency > 0.0).min(100.0),
            counted(&|at| matches!(blocks[at].kind, BlockKind::Heading(_))).min(100.0),
            f32::from(self.hints.path),
        ]
    }
}

/// For each block how many blocks away the last and the next running text stand.
fn long_distances(measures: &[Measures]) -> (Vec<u8>, Vec<u8>) {
    let scan = |order: &mut dyn Iterator<Item = usize>| {
        let mut distances = vec![FAR; measures.len()];
        let mut distance = FAR;
        for at in order {
            distances[at] = distance;
            distance = if measures[at].is_long(LONG) { 1 } else { (distance + 1).min(FAR) };
        }
        distances
    };
    let count = measures.len();
    (scan(&mut (0..count)), scan(&mut (0..count).rev()))
}

/// For each block how many blocks ago the last heading stood.
fn heading_distances(outline: &Outline) -> Vec<u8> {
    let mut distance = FAR;
    outline
        .blocks
        .iter()
        .map(|block| {
            let before = distance;
            let heading = matches!(block.kind, BlockKind::Heading(_));
            distance = if heading { 1 } else { (distance + 1).min(FAR) };
            before
        })
        .collect()
}

/// A number that blocks made by one template share.
pub(crate) fn shape(outline: &Outline, block: &Block) -> u64 {
    let section = &outline.sections[block.section()];
    let outer = &outline.sections[section.parent];
    section.shape.rotate_left(7) ^ outer.shape.rotate_left(21) ^ u64::from(kind_code(block.kind))
}

/// The section that holds most running text directly or one section down: each such block scores for both.
fn best(outline: &Outline, measures: &[Measures]) -> usize {
    let mut scores = vec![0.0; outline.sections.len()];
    for (block, measure) in outline.blocks.iter().zip(measures) {
        if !measure.is_long(LONG / 2.0) || block.flags & (flag::HIDDEN | flag::FOOTER | flag::NAVIGATION) != 0
        {
            continue;
        }
        let score = measure.width.min(1000.0) * (1.0 - measure.link_share);
        let own = &outline.sections[block.section()];
        let outer = &outline.sections[own.parent];
        scores[block.section()] += score * 0.4;
        scores[own.parent] += score;
        scores[outer.parent] += score * 0.5;
    }
    scores.iter().enumerate().fold(0, |best, (at, score)| if *score > scores[best] { at } else { best })
}

fn kind_code(kind: BlockKind) -> u8 {
    match kind {
        BlockKind::Heading(_) => 0,
        BlockKind::Paragraph => 1,
        BlockKind::ListItem => 2,
        BlockKind::TableRow => 3,
        BlockKind::Quotation => 4,
        BlockKind::Caption => 5,
        BlockKind::Preformatted => 6,
    }
}
