//! What the words of `class` and `id` say an element holds.
//!
//! Nine of ten words of a page ("col", "flex", "mt") are in no list: a look at first letter and length turns them
//! away before any comparison, and no word is copied.

use crate::html::tree::Element;
use std::sync::LazyLock;

/// A set of meanings.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Meaning(u16);

impl Meaning {
    pub(super) const DATE: Self = Self(1);
    pub(super) const PUBLISHED: Self = Self(2);
    pub(super) const MODIFIED: Self = Self(4);
    pub(super) const BYLINE: Self = Self(8);
    pub(super) const AUTHOR: Self = Self(16);
    pub(super) const TITLE: Self = Self(32);
    pub(super) const BREADCRUMB: Self = Self(64);
    pub(super) const COMMENT: Self = Self(128);
    pub(super) const ASIDE: Self = Self(256);

    pub(super) const LOGO: Self = Self(512);

    const NAMES: [(&'static str, Self); 10] = [
        ("logo", Self::LOGO),
        ("date", Self::DATE),
        ("published", Self::PUBLISHED),
        ("modified", Self::MODIFIED),
        ("byline", Self::BYLINE),
        ("author", Self::AUTHOR),
        ("title", Self::TITLE),
        ("breadcrumb", Self::BREADCRUMB),
        ("comment", Self::COMMENT),
        ("aside", Self::ASIDE),
    ];

    pub(super) fn has(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }

    /// What holds for all that an element holds.
    pub(super) fn parts(self) -> Self {
        Self(
            self.0
                & (Self::ASIDE.0 | Self::COMMENT.0 | Self::BREADCRUMB.0 | Self::MODIFIED.0 | Self::BYLINE.0),
        )
    }

    /// Without what tells a part of a page from the page.
    pub(super) fn without_parts(self) -> Self {
        Self(self.0 & !(Self::ASIDE.0 | Self::COMMENT.0 | Self::BREADCRUMB.0))
    }

    pub(super) fn with(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }
}

/// The longest word kept apart; longer ones are no word of the lists.
const LONGEST: usize = 24;

struct Words {
    /// Sorted by spelling.
    whole: Vec<(&'static str, Meaning)>,
    beginnings: Vec<(&'static str, Meaning)>,
    /// A bit a length, by first letter.
    lengths: [u32; 26],
    /// Where the words of each first letter begin and end.
    ranges: [(usize, usize); 26],
}

static WORDS: LazyLock<Words> = LazyLock::new(|| {
    let mut words =
        Words { whole: Vec::new(), beginnings: Vec::new(), lengths: [0; 26], ranges: [(0, 0); 26] };
    for line in include_str!("../../../data/class_words.tsv").lines() {
        let Some((name, spellings)) = line.split_once('\t') else { continue };
        let Some((_, meaning)) = Meaning::NAMES.iter().find(|(known, _)| *known == name) else { continue };
        for spelling in spellings.split('|') {
            let letter = usize::from(spelling.as_bytes()[0].wrapping_sub(b'a'));
            match spelling.strip_suffix('*') {
                Some(beginning) => {
                    words.beginnings.push((beginning, *meaning));
                    if let Some(lengths) = words.lengths.get_mut(letter) {
                        *lengths |= !0 << beginning.len();
                    }
                }
                None => {
                    words.whole.push((spelling, *meaning));
                    if let Some(lengths) = words.lengths.get_mut(letter) {
                        *lengths |= 1 << spelling.len().min(31);
                    }
                }
            }
        }
    }
    words.whole.sort_by_key(|(spelling, _)| *spelling);
    for (letter, range) in (b'a'..).zip(words.ranges.iter_mut()) {
        let before = |limit: u8| words.whole.partition_point(|(spelling, _)| spelling.as_bytes()[0] < limit);
        *range = (before(letter), before(letter + 1));
    }
    words
});

impl Words {
    fn meaning(&self, word: &[u8]) -> Meaning {
        let letter = usize::from(word[0].wrapping_sub(b'a'));
        if self.lengths.get(letter).is_none_or(|lengths| lengths >> word.len() & 1 == 0) {
            return Meaning::default();
        }
        let mut meaning = Meaning::default();
        let (from, to) = self.ranges[letter];
        for (spelling, of) in &self.whole[from..to] {
            if spelling.len() == word.len() && spelling.as_bytes() == word {
                meaning = meaning.with(*of);
            }
        }
        for (beginning, of) in &self.beginnings {
            if word.starts_with(beginning.as_bytes()) {
                meaning = meaning.with(*of);
            }
        }
        meaning
    }
}

/// What class and id of an element say.
pub(super) fn meaning(element: &Element) -> Meaning {
    let mut meaning = Meaning::default();
    for name in ["class", "id"] {
        if let Some(value) = element.attribute(name) {
            meaning = meaning.with(of_names(value));
        }
    }
    meaning
}

/// What the words of one attribute say: each by itself, and each name as a whole without its signs.
pub(super) fn of_names(value: &str) -> Meaning {
    let words = &*WORDS;
    let mut meaning = Meaning::default();
    let mut word = Buffer::default();
    let mut name = Buffer::default();
    let mut parts = 0;
    let mut before = b' ';
    for byte in value.bytes().chain([b' ']) {
        let letter = byte.is_ascii_alphabetic() || byte >= 0x80;
        let ends = !letter || (byte.is_ascii_uppercase() && before.is_ascii_lowercase());
        if ends && let Some(word) = word.take() {
            meaning = meaning.with(words.meaning(word));
            parts += 1;
        }
        if byte.is_ascii_whitespace() {
            if let Some(name) = name.take().filter(|_| parts > 1) {
                meaning = meaning.with(words.meaning(name));
            }
            parts = 0;
        } else if letter {
            word.push(byte.to_ascii_lowercase());
            name.push(byte.to_ascii_lowercase());
        }
        before = byte;
    }
    meaning
}

/// The bytes of a word, on the stack.
struct Buffer {
    bytes: [u8; LONGEST],
    length: usize,
}

impl Default for Buffer {
    fn default() -> Self {
        Self { bytes: [0; LONGEST], length: 0 }
    }
}

impl Buffer {
    fn push(&mut self, byte: u8) {
        if let Some(place) = self.bytes.get_mut(self.length) {
            *place = byte;
        }
        self.length += 1;
    }

    /// The word, unless it is empty or too long; the buffer is empty again.
    fn take(&mut self) -> Option<&[u8]> {
        let length = std::mem::take(&mut self.length);
        self.bytes.get(..length).filter(|word| !word.is_empty())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_cut_at_signs_and_capitals_and_names_are_read_whole() {
        assert!(of_names("entry-date").has(Meaning::DATE));
        assert!(of_names("big postDate").has(Meaning::DATE));
        assert!(of_names("c_time").has(Meaning::DATE));
        assert!(of_names("page-title").has(Meaning::TITLE));
        assert!(of_names("recommended-stories").has(Meaning::ASIDE));
        assert_eq!(of_names("col-md-6 candidate mandated flex"), Meaning::default());
    }

    #[test]
    fn a_word_of_a_thousand_letters_is_no_word() {
        assert_eq!(of_names(&"date".repeat(250)), Meaning::default());
    }
}
