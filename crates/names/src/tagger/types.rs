//! What is known of a word by itself, worked out once for all its places in a text.

use super::Language;
use super::groups::{Groups, fnv, groups};
use crate::first_names;
use crate::fold::fold_into;
use crate::words;

/// A word as it is written somewhere in the text.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Type {
    /// Hash of the word in small letters, digits as 0.
    pub(crate) lower: u64,
    /// Hash of the word without its ending, in Russian; of the word in small letters else.
    pub(crate) stem: u64,
    /// Hash of its shape: letters by case, digits, marks.
    pub(crate) shape: u64,
    /// Hash of its shape with repetitions folded.
    pub(crate) short: u64,
    /// Hashes of its first two to four letters and its last one to five.
    pub(crate) ends: [u64; 8],
    /// The groups it is in.
    pub(crate) groups: Option<Groups>,
    /// The classes of the word lists.
    pub(crate) classes: u32,
    /// It is a first name in the lists.
    pub(crate) given: bool,
    /// Its first letter is a capital.
    pub(crate) capital: bool,
    /// It has two letters at least, all capitals.
    pub(crate) caps: bool,
    /// It begins with a letter.
    pub(crate) word: bool,
    /// How many letters.
    pub(crate) length: u8,
}

impl Type {
    /// What stands beyond the ends of a line.
    pub(crate) const EDGE: Self = Self {
        lower: 1,
        stem: 1,
        shape: 1,
        short: 1,
        ends: [1; 8],
        groups: None,
        classes: 0,
        given: false,
        capital: false,
        caps: false,
        word: false,
        length: 0,
    };

    pub(crate) fn of(word: &str, language: Language, scratch: &mut Scratch) -> Self {
        let Scratch { lower, folded } = scratch;
        lower.clear();
        lower.extend(word.chars().flat_map(char::to_lowercase));
        fold_into(word, folded);
        let mut letters = word.chars().filter(|char| char.is_alphabetic());
        let caps = letters.clone().nth(1).is_some() && letters.all(char::is_uppercase);
        let first = word.chars().next();
        let is_word = first.is_some_and(char::is_alphabetic);
        let length = word.chars().count();
        let (shape, short) = shapes(word);
        let hash = if is_word { fnv(lower.as_bytes()) } else { fnv(digits(lower).as_bytes()) };
        let stem = if is_word && language == Language::Russian { fnv(stem(lower).as_bytes()) } else { hash };
        Self {
            lower: hash,
            stem,
            shape,
            short,
            ends: if is_word { ends(lower) } else { [0; 8] },
            groups: is_word.then(|| groups(language, lower)).flatten(),
            classes: words::entry(folded).classes,
            given: is_word && first_names::contains(folded),
            capital: first.is_some_and(char::is_uppercase),
            caps,
            word: is_word,
            length: length.min(255) as u8,
        }
    }
}

/// Strings that are used again and again.
#[derive(Debug, Default)]
pub(crate) struct Scratch {
    lower: String,
    folded: String,
}

/// A Russian word without what its cases may end in; three letters stay.
fn stem(lower: &str) -> &str {
    let mut stem = lower;
    for _ in 0..3 {
        let Some((at, char)) = stem.char_indices().next_back() else { break };
        if !matches!(char, 'а' | 'е' | 'ё' | 'и' | 'о' | 'у' | 'ы' | 'э' | 'ю' | 'я' | 'й' | 'ь' | 'м' | 'х')
            || stem.chars().nth(3).is_none()
        {
            break;
        }
        stem = &stem[..at];
    }
    stem
}

fn digits(word: &str) -> String {
    word.chars().map(|char| if char.is_ascii_digit() { '0' } else { char }).collect()
}

fn shapes(word: &str) -> (u64, u64) {
    let (mut long, mut short) = (String::new(), String::new());
    let mut last = '\0';
    for char in word.chars() {
        let kind = match char {
            _ if char.is_uppercase() => 'X',
            _ if char.is_alphabetic() => 'x',
            _ if char.is_numeric() => '0',
            _ => char,
        };
        if long.len() < 8 {
            long.push(kind);
        }
        if kind != last {
            short.push(kind);
        }
        last = kind;
    }
    (fnv(long.as_bytes()), fnv(short.as_bytes()))
}

/// The first two, three and four letters and the last one to five.
fn ends(lower: &str) -> [u64; 8] {
    let mut out = [0; 8];
    let starts = |letters: usize| lower.char_indices().nth(letters).map(|(at, _)| at);
    for (slot, letters) in out[..3].iter_mut().zip(2..) {
        *slot = starts(letters).map_or(0, |end| fnv(&lower.as_bytes()[..end]));
    }
    let mut from_behind = lower.char_indices().rev();
    for slot in &mut out[3..] {
        let Some((at, _)) = from_behind.next() else { break };
        if at > 0 {
            *slot = fnv(&lower.as_bytes()[at..]);
        }
    }
    out
}
