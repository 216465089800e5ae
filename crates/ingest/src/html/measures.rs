//! What the text of one block looks like, in numbers.

use crate::text::is_interface;
use std::collections::HashMap;
use std::sync::LazyLock;

/// Words of short blocks, a tab, and their log-odds, in hundredths, of being main text.
const PHRASES: &str = include_str!("../../data/phrase_weights.tsv");

static WEIGHTS: LazyLock<HashMap<&str, f32>> = LazyLock::new(|| {
    PHRASES
        .lines()
        .filter(|line| !line.starts_with('#'))
        .filter_map(|line| line.split_once('\t'))
        .filter_map(|(word, weight)| Some((word, f32::from(weight.parse::<i16>().ok()?) / 100.0)))
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
    pub(crate) interface: f32,
    pub(crate) currency: f32,
    pub(crate) copyright: f32,
    pub(crate) question: f32,
    pub(crate) ends_colon: f32,
    pub(crate) phrases: Phrases,
}

impl Measures {
    #[expect(clippy::cast_precision_loss, reason = "lengths of text, for comparison only")]
    pub(crate) fn of(text: &str, linked: usize) -> Self {
        let mut counts = Counts::default();
        let mut last = ' ';
        for c in text.chars() {
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
            interface: is(is_interface(text)),
            currency: is(counts.currency > 0),
            copyright: is(text.contains('©')),
            question: is(counts.questions > 0),
            ends_colon: is(matches!(last, ':' | '：')),
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
    questions: usize,
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
            '?' | '？' => self.questions += 1,
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
        let weight = WEIGHTS.get(word).copied().unwrap_or(0.0);
        if std::mem::take(&mut first) {
            phrases.first = weight;
        }
        phrases.sum += weight;
        phrases.least = phrases.least.min(weight);
        phrases.most = phrases.most.max(weight);
    });
    phrases
}

/// The words of a text that are looked up: all of a short text, none of a longer one.
pub(crate) fn looked_up(text: &str) -> Vec<String> {
    let mut found = Vec::new();
    if text.split(' ').count() <= PHRASE_WORDS {
        words(text, |word| found.push(word.to_owned()));
    }
    found
}

/// The words of a text in lower case; a run of digits is `0`.
pub(crate) fn words(text: &str, mut each: impl FnMut(&str)) {
    let mut word = String::new();
    for c in text.chars().chain(std::iter::once(' ')) {
        if c.is_alphanumeric() {
            if !c.is_numeric() {
                word.extend(c.to_lowercase());
            } else if !word.ends_with('0') {
                word.push('0');
            }
        } else if !word.is_empty() {
            each(&word);
            word.clear();
        }
    }
}
