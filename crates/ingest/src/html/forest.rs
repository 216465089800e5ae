//! Gradient-boosted oblivious trees: the numbers of blocks → the probability that each is main text.
//!
//! An oblivious tree asks the same question at each node of a level, so that a whole batch of blocks is answered
//! column by column without a branch. Numbers are first replaced by how many of the thresholds they exceed, one byte
//! each. The trees were trained by CatBoost (Prokhorenkova and others, 2018) as `data/README.md` says.

use std::sync::LazyLock;

/// Thresholds, trees and leaves; laid out by `data/train.py`.
const MODEL: &[u8] = include_bytes!("../../data/main_text.forest");

/// Questions a tree: it has 2⁶ leaves.
const DEPTH: usize = 6;
const LEAVES: usize = 1 << DEPTH;
/// Blocks answered at a time.
const BATCH: usize = 256;
/// Leaves are stored as integers: so many are one.
const SCALE: f32 = 16384.0;

struct Question {
    column: usize,
    /// Whether more than so many thresholds of the column are exceeded.
    above: u8,
}

struct Tree {
    questions: Vec<Question>,
    leaves: [i16; LEAVES],
}

/// Trees, read.
pub(crate) struct Forest {
    /// For each number the thresholds, ascending.
    thresholds: Vec<Vec<f32>>,
    trees: Vec<Tree>,
    bias: f32,
}

static FOREST: LazyLock<Forest> = LazyLock::new(|| read(MODEL).unwrap_or_default());

/// The trees that tell main text from the rest.
pub(crate) fn main_text() -> &'static Forest {
    &FOREST
}

/// The file: thresholds (number of columns u16, then for each a count u8 and f32s), number of trees u16, bias f32, then
/// for each tree its number of questions u8, for each a column u8 and a threshold u8, and 64 leaves i16; little-endian.
fn read(mut bytes: &[u8]) -> Option<Forest> {
    let columns = u16::from_le_bytes(take(&mut bytes)?);
    let mut thresholds = Vec::with_capacity(usize::from(columns));
    for _ in 0..columns {
        let [count] = take(&mut bytes)?;
        let values: Option<Vec<f32>> = (0..count).map(|_| take(&mut bytes).map(f32::from_le_bytes)).collect();
        thresholds.push(values?);
    }
    let count = u16::from_le_bytes(take(&mut bytes)?);
    let bias = f32::from_le_bytes(take(&mut bytes)?);
    let mut trees = Vec::with_capacity(usize::from(count));
    for _ in 0..count {
        let [questions] = take(&mut bytes)?;
        let questions: Option<Vec<Question>> = (0..questions)
            .map(|_| {
                let [column, above] = take(&mut bytes)?;
                Some(Question { column: usize::from(column), above })
            })
            .collect();
        let mut leaves = [0; LEAVES];
        for leaf in &mut leaves {
            *leaf = i16::from_le_bytes(take(&mut bytes)?);
        }
        trees.push(Tree { questions: questions?, leaves });
    }
    let sound = trees.iter().all(|tree| {
        tree.questions.len() <= DEPTH
            && tree.questions.iter().all(|question| question.column < thresholds.len())
    });
    sound.then_some(Forest { thresholds, trees, bias })
}

fn take<const N: usize>(bytes: &mut &[u8]) -> Option<[u8; N]> {
    let (head, rest) = bytes.split_first_chunk()?;
    *bytes = rest;
    Some(*head)
}

impl Default for Forest {
    fn default() -> Self {
        Self { thresholds: Vec::new(), trees: Vec::new(), bias: 0.0 }
    }
}

impl Forest {
    /// The probabilities of `count` blocks, whose numbers `numbers` writes one block after the other.
    pub(crate) fn probabilities(
        &self,
        count: usize,
        mut numbers: impl FnMut(usize, &mut Vec<f32>),
    ) -> Vec<f32> {
        let columns = self.thresholds.len();
        let mut exceeded = vec![[0_u8; BATCH]; columns];
        let mut last = vec![(f32::NAN, 0); columns];
        let mut row = Vec::with_capacity(columns);
        let mut probabilities = Vec::with_capacity(count);
        for first in (0..count).step_by(BATCH) {
            let size = BATCH.min(count - first);
            for at in 0..size {
                numbers(first + at, &mut row);
                let columns = exceeded.iter_mut().zip(&mut last).zip(&self.thresholds);
                for (value, ((exceeded, (known, bin)), thresholds)) in row.iter().zip(columns) {
                    // Many numbers are the same for all blocks of a section or of the page.
                    if *known != *value {
                        *known = *value;
                        *bin = bin_of(thresholds, *value);
                    }
                    exceeded[at] = *bin;
                }
            }
            let sums = self.sums(&exceeded);
            probabilities.extend(sums[..size].iter().map(|sum| probability(*sum, self.bias)));
        }
        probabilities
    }

    fn sums(&self, exceeded: &[[u8; BATCH]]) -> [i32; BATCH] {
        let mut sums = [0; BATCH];
        for tree in &self.trees {
            let mut leaves = [0_u8; BATCH];
            for (level, question) in tree.questions.iter().enumerate() {
                let column = &exceeded[question.column];
                for (leaf, value) in leaves.iter_mut().zip(column) {
                    *leaf |= u8::from(*value > question.above) << level;
                }
            }
            for (sum, leaf) in sums.iter_mut().zip(leaves) {
                *sum += i32::from(tree.leaves[usize::from(leaf) % LEAVES]);
            }
        }
        sums
    }
}

fn bin_of(thresholds: &[f32], value: f32) -> u8 {
    u8::try_from(thresholds.partition_point(|threshold| value > *threshold)).unwrap_or(u8::MAX)
}

#[expect(clippy::cast_precision_loss, reason = "sums of scaled leaves, below 2²⁴")]
fn probability(sum: i32, bias: f32) -> f32 {
    1.0 / (1.0 + (-(sum as f32 / SCALE + bias)).exp())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::html::features;

    #[test]
    fn the_trees_that_ship_are_read_whole_and_ask_for_numbers_that_exist() {
        let forest = read(MODEL).expect("the file is whole");
        assert!(forest.trees.len() > 100);
        assert_eq!(forest.thresholds.len(), features::COUNT);
    }

    #[test]
    fn a_tree_of_one_question_gives_the_leaf_of_its_answer() {
        let mut leaves = [0; LEAVES];
        leaves[1] = 16384;
        let forest = Forest {
            thresholds: vec![vec![0.5, 2.0]],
            trees: vec![Tree { questions: vec![Question { column: 0, above: 1 }], leaves }],
            bias: 0.0,
        };
        let values = [0.0, 2.0, 3.0];
        let found = forest.probabilities(3, |at, numbers| *numbers = vec![values[at]]);
        assert_eq!(found.iter().map(|p| (p * 100.0).round()).collect::<Vec<_>>(), [50.0, 50.0, 73.0]);
    }

    #[test]
    fn a_cut_file_is_refused() {
        assert!(read(&MODEL[..MODEL.len() / 2]).is_none());
    }
}
