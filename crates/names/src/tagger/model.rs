//! The weights of a tagger, read where they lie.
//!
//! Little endian: kinds, buckets as a power of two, rows, bits of the scale (u32 each); the steps from label to label, then
//! those from the beginning and to the end of a line (f32 each); for each bucket where its rows begin, and one more (u32 each); the mark
//! of each row (u16 each); the rows (i8 for each label), to be multiplied by the scale. A feature's row is found by its hash: the highest
//! bits are the bucket, bits 16 to 31 the mark.

use super::Language;
use super::label::{self, may_follow};
use std::sync::OnceLock;

const ENGLISH: &[u8] = include_bytes!("../../data/english.tagger");
const RUSSIAN: &[u8] = include_bytes!("../../data/russian.tagger");
const RUSSIAN_ROLES: &[u8] = include_bytes!("../../data/russian.roles");

/// More labels than a model has.
const LABELS: usize = 32;

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
    marks: &'a [u8],
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
        let buckets = take(((1usize << bits) + 1) * 4)?;
        let marks = take(rows * 2)?;
        let rows = take(rows * labels)?;
        Some(Self { labels, bits, scale, steps, begins, ends, before: before(labels), buckets, marks, rows })
    }

    /// Weights that make nothing a name.
    fn empty() -> Self {
        let labels = label::count(4);
        let none = vec![0.0; labels];
        let steps = vec![0.0; labels * labels];
        let before = before(labels);
        let (buckets, marks, rows) = (&[0; 8][..], &[][..], &[][..]);
        Self {
            labels,
            bits: 0,
            scale: 0.0,
            steps,
            begins: none.clone(),
            ends: none,
            before,
            buckets,
            marks,
            rows,
        }
    }

    /// How many labels.
    pub(crate) fn labels(&self) -> usize {
        self.labels
    }

    /// Adds the rows of these features to the scores of the labels. In three passes, so that the memory they wait for is
    /// waited for together: each feature costs three places far from each other.
    pub(crate) fn add(&self, hashes: &[u64], scores: &mut [f32], found: &mut Vec<(u32, u32)>) {
        found.clear();
        found.extend(hashes.iter().map(|&hash| self.bucket(hash)));
        let mut rows = 0;
        for (at, &hash) in hashes.iter().enumerate() {
            let (first, end) = found[at];
            let wanted = mark(hash).to_le_bytes();
            let marks = &self.marks[first as usize * 2..end as usize * 2];
            if let Some(nth) = marks.chunks_exact(2).position(|mark| mark == wanted) {
                found[rows].0 = first + nth as u32;
                rows += 1;
            }
        }
        let mut sums = [0i16; LABELS];
        let sums = &mut sums[..self.labels];
        for &(row, _) in &found[..rows] {
            let row = &self.rows[row as usize * self.labels..][..self.labels];
            for (sum, &weight) in sums.iter_mut().zip(row) {
                *sum += i16::from(weight as i8);
            }
        }
        for (score, sum) in scores.iter_mut().zip(sums) {
            *score += f32::from(*sum) * self.scale;
        }
    }

    /// The rows of the bucket of a hash: the first, and one past the last.
    fn bucket(&self, hash: u64) -> (u32, u32) {
        let bucket = hash.checked_shr(64 - self.bits).unwrap_or(0) as usize;
        let bytes = &self.buckets[bucket * 4..bucket * 4 + 8];
        let number = |bytes: &[u8]| u32::from_le_bytes([bytes[0], bytes[1], bytes[2], bytes[3]]);
        (number(&bytes[..4]), number(&bytes[4..]))
    }

    pub(crate) fn step(&self, from: usize, to: usize) -> f32 {
        self.steps[from * self.labels + to]
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

/// What tells the features of one bucket apart.
pub(crate) fn mark(hash: u64) -> u16 {
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
            assert_eq!(model.marks.len() / 2 * labels, model.rows.len());
        }
    }

    #[test]
    fn weights_that_are_cut_short_are_none() {
        for length in [0, 3, 15, 400, ENGLISH.len() / 2, ENGLISH.len() - 1] {
            assert!(Model::open(&ENGLISH[..length]).is_none());
        }
        assert_eq!(Model::empty().labels(), 17);
    }
}
