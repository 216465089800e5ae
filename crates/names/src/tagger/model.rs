//! The weights of a tagger, read where they lie.
//!
//! Little endian: kinds, buckets as a power of two, rows, bits of the scale (u32 each); the steps from label to label, then
//! those from the beginning and to the end of a line (f32 each); for each sixteen buckets the rows before them (u32) and, for each of them,
//! the rows from there to its end (u8); then each bucket: the marks of its rows (u16 each), and the rows (i8 for each label), to be
//! multiplied by the scale. A feature's row is found by its hash: the highest bits are the bucket, bits 16 to 31 the mark. So a feature
//! costs two places in memory, the first of them in a table that stays in the processor's cache.

use super::Language;
use super::label::{self, Kind, may_follow};
use std::sync::OnceLock;

const ENGLISH: &[u8] = include_bytes!("../../data/english.tagger");
const RUSSIAN: &[u8] = include_bytes!("../../data/russian.tagger");
const RUSSIAN_ROLES: &[u8] = include_bytes!("../../data/russian.roles");

/// So many buckets share the count of the rows before them.
const GROUP: usize = 16;
/// The bytes of the count and of the sixteen ends.
const GROUP_BYTES: usize = 4 + GROUP;

/// The labels of a model of names, and of one of roles.
const NAMES: usize = label::count(Kind::NAMES.len());
const ROLES: usize = label::count(Kind::ROLES.len());

/// The weights.
#[derive(Debug)]
pub(crate) struct Model<'a> {
    labels: usize,
    bits: u32,
    scale: f32,
    steps: Vec<f32>,
    begins: Vec<f32>,
    ends: Vec<f32>,
    before: Vec<Vec<u8>>,
    buckets: &'a [u8],
    rows: &'a [u8],
}

impl Model<'static> {
    /// The model of names that ships for a language.
    pub(crate) fn names(language: Language) -> &'static Model<'static> {
        static ENGLISH_NAMES: OnceLock<Model<'static>> = OnceLock::new();
        static RUSSIAN_NAMES: OnceLock<Model<'static>> = OnceLock::new();
        match language {
            Language::English => {
                ENGLISH_NAMES.get_or_init(|| Model::open(ENGLISH).unwrap_or_else(Model::empty))
            }
            Language::Russian => {
                RUSSIAN_NAMES.get_or_init(|| Model::open(RUSSIAN).unwrap_or_else(Model::empty))
            }
        }
    }

    /// The model of roles, where the language has one.
    pub(crate) fn roles(language: Language) -> Option<&'static Model<'static>> {
        static ONE: OnceLock<Model<'static>> = OnceLock::new();
        (language == Language::Russian)
            .then(|| ONE.get_or_init(|| Model::open(RUSSIAN_ROLES).unwrap_or_else(Model::empty)))
    }
}

impl<'a> Model<'a> {
    /// The weights in these bytes; nothing where they are cut short.
    pub(crate) fn open(bytes: &'a [u8]) -> Option<Self> {
        let number = |at: usize| Some(u32::from_le_bytes(bytes.get(at * 4..at * 4 + 4)?.try_into().ok()?));
        let (kinds, bits, rows) = (number(0)? as usize, number(1)?, number(2)? as usize);
        let scale = f32::from_bits(number(3)?);
        let labels = label::count(kinds);
        if !matches!(labels, NAMES | ROLES) || !(GROUP.ilog2()..32).contains(&bits) {
            return None;
        }
        let floats = |from: usize, count: usize| -> Option<Vec<f32>> {
            (from..from + count).map(|at| number(at).map(f32::from_bits)).collect()
        };
        let steps = floats(4, labels * labels)?;
        let mut begins = floats(4 + labels * labels, labels)?;
        let mut ends = floats(4 + labels * labels + labels, labels)?;
        for label in 0..labels {
            if !may_follow(None, Some(label as u8)) {
                begins[label] = f32::NEG_INFINITY;
            }
            if !may_follow(Some(label as u8), None) {
                ends[label] = f32::NEG_INFINITY;
            }
        }
        let mut at = (4 + labels * labels + 2 * labels) * 4;
        let mut take = |length: usize| {
            let part = bytes.get(at..at + length);
            at += length;
            part
        };
        let buckets = take((1usize << bits) / GROUP * GROUP_BYTES)?;
        let rows = take(rows * (2 + labels))?;
        Some(Self { labels, bits, scale, steps, begins, ends, before: before(labels), buckets, rows })
    }

    /// Weights that make nothing a name.
    fn empty() -> Self {
        let labels = label::count(4);
        let none = vec![0.0; labels];
        let steps = vec![0.0; labels * labels];
        let before = before(labels);
        let (bits, buckets, rows) = (GROUP.ilog2(), &[0; GROUP_BYTES][..], &[][..]);
        Self { labels, bits, scale: 0.0, steps, begins: none.clone(), ends: none, before, buckets, rows }
    }

    /// How many labels.
    pub(crate) fn labels(&self) -> usize {
        self.labels
    }

    /// Adds the rows of these features to the scores of the labels; `found` is room to work in.
    pub(crate) fn add(&self, hashes: &[u64], scores: &mut [f32], found: &mut Vec<(usize, usize)>) {
        match self.labels {
            NAMES => self.add_of::<NAMES>(hashes, scores, found),
            _ => self.add_of::<ROLES>(hashes, scores, found),
        }
    }

    /// In three passes, so that the memory they wait for is waited for together.
    fn add_of<const N: usize>(&self, hashes: &[u64], scores: &mut [f32], found: &mut Vec<(usize, usize)>) {
        found.clear();
        found.extend(hashes.iter().map(|&hash| self.bucket(hash)));
        let mut rows = 0;
        for (at, &hash) in hashes.iter().enumerate() {
            let (first, count) = found[at];
            let from = first * (2 + N);
            let marks = &self.rows[from..from + 2 * count];
            let wanted = mark(hash).to_le_bytes();
            if let Some(nth) = marks.chunks_exact(2).position(|mark| mark == wanted) {
                found[rows].0 = from + 2 * count + nth * N;
                rows += 1;
            }
        }
        let mut sums = [0i16; N];
        for &(from, _) in &found[..rows] {
            let Some(row) = self.rows[from..].first_chunk::<N>() else { continue };
            for (sum, &weight) in sums.iter_mut().zip(row) {
                *sum += i16::from(weight as i8);
            }
        }
        for (score, sum) in scores.iter_mut().zip(sums) {
            *score += f32::from(sum) * self.scale;
        }
    }

    /// The rows of the bucket of a hash: how many stand before, how many there are.
    fn bucket(&self, hash: u64) -> (usize, usize) {
        let bucket = (hash >> (64 - self.bits)) as usize;
        let group = &self.buckets[bucket / GROUP * GROUP_BYTES..][..GROUP_BYTES];
        let (before, ends) = group.split_at(4);
        let before = u32::from_le_bytes([before[0], before[1], before[2], before[3]]) as usize;
        let nth = bucket % GROUP;
        let start = if nth == 0 { 0 } else { usize::from(ends[nth - 1]) };
        (before + start, usize::from(ends[nth]).saturating_sub(start))
    }

    pub(crate) fn step(&self, from: usize, to: usize) -> f32 {
        self.steps[from * self.labels + to]
    }

    /// The same, least where the one may not follow the other.
    pub(crate) fn step_between(&self, from: usize, to: usize) -> f32 {
        if may_follow(Some(from as u8), Some(to as u8)) { self.step(from, to) } else { f32::NEG_INFINITY }
    }

    pub(crate) fn begin(&self, label: usize) -> f32 {
        self.begins[label]
    }

    pub(crate) fn end(&self, label: usize) -> f32 {
        self.ends[label]
    }

    /// The labels that may stand before a label.
    pub(crate) fn before(&self, label: usize) -> &[u8] {
        &self.before[label]
    }
}

/// The table of the buckets and the buckets themselves, of rows by the hashes of their features; `None` where too many share their
/// first `bits` bits.
pub(crate) fn packed(mut rows: Vec<(u64, Vec<i8>)>, bits: u32) -> Option<Vec<u8>> {
    rows.sort_by_key(|(hash, _)| *hash);
    let bucket = |(hash, _): &(u64, Vec<i8>)| (hash >> (64 - bits)) as usize;
    let end = |nth: usize| rows.partition_point(|row| bucket(row) < nth);
    let (mut table, mut all) = (Vec::new(), Vec::new());
    for group in (0..1usize << bits).step_by(GROUP) {
        let before = end(group);
        table.extend((before as u32).to_le_bytes());
        for nth in group..group + GROUP {
            table.push(u8::try_from(end(nth + 1) - before).ok()?);
            let here = &rows[end(nth)..end(nth + 1)];
            all.extend(here.iter().flat_map(|(hash, _)| mark(*hash).to_le_bytes()));
            all.extend(here.iter().flat_map(|(_, row)| row).map(|weight| *weight as u8));
        }
    }
    table.append(&mut all);
    Some(table)
}

/// What tells the features of one bucket apart.
fn mark(hash: u64) -> u16 {
    (hash >> 16) as u16
}

fn before(labels: usize) -> Vec<Vec<u8>> {
    let of = |label| (0..labels as u8).filter(|&before| may_follow(Some(before), Some(label))).collect();
    (0..labels as u8).map(of).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_weights_that_ship_are_whole() {
        for (bytes, labels) in [(ENGLISH, 17), (RUSSIAN, 17), (RUSSIAN_ROLES, 5)] {
            let model = Model::open(bytes).expect("weights");
            assert_eq!(model.labels(), labels);
            assert_eq!(model.rows.len() % (2 + labels), 0);
            let (before, count) = model.bucket(u64::MAX);
            assert_eq!((before + count) * (2 + labels), model.rows.len());
        }
    }

    #[test]
    fn weights_that_are_cut_short_are_none() {
        for length in [0, 3, 15, 400, ENGLISH.len() / 2, ENGLISH.len() - 1] {
            assert!(Model::open(&ENGLISH[..length]).is_none());
        }
        assert_eq!(Model::empty().labels(), 17);
        let mut scores = [0.0; 17];
        Model::empty().add(&[0, u64::MAX], &mut scores, &mut Vec::new());
        assert_eq!(scores, [0.0; 17]);
    }

    #[test]
    fn every_row_is_found_by_its_hash() {
        let labels = ROLES as i8;
        let hash = |at: u64| at.wrapping_mul(0x9e37_79b9_7f4a_7c15);
        let rows = |at: u64| (0..labels).map(|label| (at % 20) as i8 * labels + label).collect::<Vec<i8>>();
        let packed = packed((0..300).map(|at| (hash(at), rows(at))).collect(), 7).expect("few rows");
        let (table, rows) = packed.split_at((1 << 7) / GROUP * GROUP_BYTES);
        let model = Model { labels: ROLES, bits: 7, scale: 1.0, buckets: table, rows, ..Model::empty() };
        for at in 0..300 {
            let mut scores = [0.0; ROLES];
            model.add(&[hash(at)], &mut scores, &mut Vec::new());
            assert_eq!(
                scores.map(|score| score as i8),
                [0, 1, 2, 3, 4].map(|label| (at % 20) as i8 * labels + label)
            );
        }
        let mut scores = [0.0; ROLES];
        model.add(&[hash(0) ^ 1 << 20], &mut scores, &mut Vec::new());
        assert_eq!(scores, [0.0; ROLES]);
    }

    #[test]
    fn more_rows_than_a_group_of_buckets_can_count_are_refused() {
        assert!(packed((0..256).map(|at| (at, vec![0; ROLES])).collect(), 4).is_none());
    }
}
