//! What the text of one block looks like, in numbers.

use rustc_hash::FxHashMap;
use std::sync::LazyLock;

/// Words of short blocks, a tab, and their log-odds, in hundredths, of being main text.
const PHRASES: &str = include_str!("../../data/phrase_weights.tsv");

static WEIGHTS: LazyLock<FxHashMap<u64, f32>> = LazyLock::new(|| {
    PHRASES
        .lines()
        .filter(|line| !line.starts_with('#'))
        .filter_map(|line| line.split_once('\t'))
        .filter_map(|(word, weight)| Some((number_of(word), f32::from(weight.parse::<i16>().ok()?) / 100.0)))
        .collect()
});

/// The width of a Han, kana or Hangul character: two and a half Latin letters.
const WIDE: f32 = 2.5;
/// Words of a block whose words are looked up.
pub(crate) const PHRASE_WORDS: usize = 12;

/// What the words of a short block say of it.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Phrases {
    pub(crate) sum: f32,
    pub(crate) least: f32,
    pub(crate) most: f32,
    pub(crate) first: f32,
}

/// The text of a block in numbers.
#[derive(Debug, Default)]
pub(crate) struct Measures {
    pub(crate) width: f32,
    pub(crate) words: f32,
    pub(crate) link_share: f32,
    pub(crate) ends_sentence: f32,
    /// Ends of sentences a hundred letters' width.
    pub(crate) stops: f32,
    pub(crate) commas: f32,
    /// Shares of its characters.
    pub(crate) capitals: f32,
    pub(crate) digits: f32,
    pub(crate) symbols: f32,
    /// With a capital 1, with a small letter 2, with a digit 3, with anything else 0.
    pub(crate) begins: f32,
    pub(crate) word_length: f32,
    pub(crate) currency: f32,
    pub(crate) copyright: f32,
    pub(crate) phrases: Phrases,
}

impl Measures {
    #[expect(clippy::cast_precision_loss, reason = "lengths of text, for comparison only")]
    pub(crate) fn of(text: &str, linked: usize) -> Self {
        let mut counts = Counts::default();
        let mut last = ' ';
        for c in text.chars() {
            let c = if c == '\n' { ' ' } else { c };
            counts.see(c, last);
            last = c;
        }
        let count = counts.characters as f32;
        let width = count + counts.wide as f32 * (WIDE - 1.0);
        let words = counts.words as f32 + counts.wide as f32 / 2.0;
        let hundreds = width / 100.0 + 0.5;
        let first = text.chars().next().unwrap_or(' ');
        let begins = match first {
            c if c.is_uppercase() => 1,
            c if c.is_lowercase() => 2,
            c if c.is_ascii_digit() => 3,
            _ => 0,
        };
        Self {
            width,
            words: words.min(200.0),
            link_share: linked as f32 / text.len().max(1) as f32,
            ends_sentence: is(matches!(
                last,
                '.' | '!' | '?' | '…' | '。' | '！' | '？' | '”' | '"' | '»' | '」'
            )),
            stops: counts.stops as f32 / hundreds,
            commas: counts.commas as f32 / hundreds,
            capitals: counts.capitals as f32 / count,
            digits: counts.digits as f32 / count,
            symbols: counts.symbols as f32 / count,
            begins: f32::from(u8::try_from(begins).unwrap_or(0)),
            word_length: counts.letters as f32 / words.max(1.0),
            currency: is(counts.currency > 0),
            copyright: is(text.contains('©')),
            phrases: phrases(text, counts.words),
        }
    }

    /// Whether it is running text at least so wide.
    pub(crate) fn is_long(&self, width: f32) -> bool {
        self.width >= width && self.link_share < 0.5
    }
}

fn is(value: bool) -> f32 {
    f32::from(u8::from(value))
}

#[derive(Default)]
struct Counts {
    characters: usize,
    wide: usize,
    letters: usize,
    words: usize,
    stops: usize,
    commas: usize,
    capitals: usize,
    digits: usize,
    symbols: usize,
    currency: usize,
}

impl Counts {
    fn see(&mut self, c: char, last: char) {
        self.characters += 1;
        if c == ' ' {
            self.stops += usize::from(matches!(last, '.' | '!' | '?' | '…'));
            return;
        }
        self.words += usize::from(last == ' ');
        match c {
            'a'..='z' => self.letters += 1,
            'A'..='Z' => {
                self.letters += 1;
                self.capitals += 1;
            }
            '0'..='9' => self.digits += 1,
            ',' | '，' | '、' | '،' => self.commas += 1,
            '。' | '！' => self.stops += 1,
            '$' | '€' | '£' | '¥' | '₽' => self.currency += 1,
            '|' | '»' | '«' | '›' | '‹' | '·' | '•' | '→' | '←' | '/' | '>' | '<' | '+' | '#' | '@' | '*'
            | '_' | '=' => self.symbols += 1,
            '\u{2e80}'..='\u{9fff}' | '\u{ac00}'..='\u{d7af}' | '\u{f900}'..='\u{faff}' => {
                self.wide += 1;
                self.letters += 1;
            }
            c if c.is_alphabetic() => {
                self.letters += 1;
                self.capitals += usize::from(c.is_uppercase());
            }
            _ => {}
        }
    }
}

fn phrases(text: &str, count: usize) -> Phrases {
    let mut phrases = Phrases::default();
    if count > PHRASE_WORDS {
        return phrases;
    }
    let mut first = true;
    words(text, |word| {
        let weight = WEIGHTS.get(&word).copied().unwrap_or(0.0);
        if std::mem::take(&mut first) {
            phrases.first = weight;
        }
        phrases.sum += weight;
        phrases.least = phrases.least.min(weight);
        phrases.most = phrases.most.max(weight);
    });
    phrases
}

/// The words of a text that are looked up: all of a short text, none of a longer one. A run of digits is `0`.
pub(crate) fn looked_up(text: &str) -> Vec<String> {
    let mut found = Vec::new();
    if text.split_whitespace().count() <= PHRASE_WORDS {
        for word in text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()) {
            let mut folded = String::new();
            for c in word.chars() {
                if !c.is_numeric() {
                    folded.extend(c.to_lowercase());
                } else if !folded.ends_with('0') {
                    folded.push('0');
                }
            }
            found.push(folded);
        }
    }
    found
}

/// The number of a word as [`looked_up`] gives it.
fn number_of(word: &str) -> u64 {
    let mut number = 0;
    words(word, |word| number = word);
    number
}

/// The words of a text, each as a number: FNV-1a over its small letters, a run of digits as one zero.
pub(crate) fn words(text: &str, mut each: impl FnMut(u64)) {
    const SEED: u64 = 0xcbf2_9ce4_8422_2325;
    const PRIME: u64 = 0x0000_0100_0000_01b3;
    let mut number = SEED;
    let mut digits = false;
    for c in text.chars() {
        let add = |number: u64, c: char| (number ^ u64::from(c)).wrapping_mul(PRIME);
        match c {
            'a'..='z' => number = add(number, c),
            'A'..='Z' => number = add(number, c.to_ascii_lowercase()),
            c if c.is_numeric() => {
                if !digits {
                    number = add(number, '0');
                }
            }
            c if c.is_alphanumeric() => number = c.to_lowercase().fold(number, add),
            _ => {
                if number != SEED {
                    each(number);
                    number = SEED;
                }
            }
        }
        digits = c.is_numeric();
    }
    if number != SEED {
        each(number);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_has_one_number_whatever_its_case_and_its_digits() {
        let numbers = |text: &str| {
            let mut found = Vec::new();
            words(text, |word| found.push(word));
            found
        };
        assert_eq!(numbers("Ош, 2012 год"), numbers("ОШ 7 ГОД"));
        assert_eq!(numbers("a b").len(), 2);
        for word in looked_up("Опубликовано 12.05.2012 by J2EE") {
            assert_eq!(numbers(&word).len(), 1, "{word}");
        }
    }
}
