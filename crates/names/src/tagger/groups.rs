//! What words are used like: groups of words with like neighbours in large collections, made from word vectors by
//! `data/build_vectors.py`, which tells the layout.

use super::Language;

const ENGLISH: &[u8] = include_bytes!("../../data/english.words");
const RUSSIAN: &[u8] = include_bytes!("../../data/russian.words");

/// The groups a word is in, from the finest.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Groups {
    pub(crate) row: u16,
    pub(crate) fine: u16,
    pub(crate) middle: u8,
    pub(crate) coarse: u8,
}

/// The groups of a word in small letters.
pub(crate) fn groups(language: Language, lower: &str) -> Option<Groups> {
    let file = match language {
        Language::English => ENGLISH,
        Language::Russian => RUSSIAN,
    };
    let number = |at: usize| Some(u32::from_le_bytes(file.get(at..at + 4)?.try_into().ok()?));
    let (words, rows) = (number(0)? as usize, number(4)? as usize);
    let hash = (fnv(lower.as_bytes()) >> 32) as u32;
    let low = place(words, hash, |at| number(8 + at * 4).unwrap_or(u32::MAX))?;
    let short = |at: usize| Some(u16::from_le_bytes(file.get(at..at + 2)?.try_into().ok()?));
    let row = short(8 + words * 4 + low * 2)?;
    let tables = 8 + words * 6;
    let at = usize::from(row);
    Some(Groups {
        row,
        fine: short(tables + at * 2)?,
        middle: *file.get(tables + rows * 2 + at)?,
        coarse: *file.get(tables + rows * 3 + at)?,
    })
}

/// Where the hash stands among so many in order. Hashes are spread evenly, so its place is near where its value says; around that
/// guess a stretch that holds it is searched (interpolation, Peterson 1957, with doubling steps).
fn place(count: usize, wanted: u32, hash: impl Fn(usize) -> u32) -> Option<usize> {
    let guess = ((count as u64 * u64::from(wanted)) >> 32) as usize;
    let (mut low, mut high, mut step) = (guess, guess, 8);
    while low > 0 && hash(low) >= wanted {
        (low, step) = (low.saturating_sub(step), step * 2);
    }
    step = 8;
    while high < count && hash(high) < wanted {
        (high, step) = ((high + step).min(count), step * 2);
    }
    while low < high {
        let middle = low + (high - low) / 2;
        if hash(middle) < wanted {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    (low < count && hash(low) == wanted).then_some(low)
}

/// FNV-1a.
pub(crate) fn fnv(bytes: &[u8]) -> u64 {
    bytes
        .iter()
        .fold(0xcbf2_9ce4_8422_2325, |sum, byte| (sum ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3))
}
