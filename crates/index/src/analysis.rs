//! Words of a text and the forms they are searched by.
//!
//! Words are those of UAX #29. Each is indexed twice at the same position: by its Snowball stem in the language
//! of its document, and, marked with `=`, as written but for case and accents. The language of a query is never
//! guessed: its words are stemmed in each language the index holds.

use frostem::{Algorithm, Stemmer};
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;
use unicode_segmentation::UnicodeSegmentation;

/// Marks the exact form of a word among the terms of a field.
pub const EXACT: char = '=';

/// Longer words are cut, in bytes: no language has them, and terms beyond 64 KB are dropped by the library.
const LONGEST: usize = 96;

/// The words of a text with the byte at which each begins.
pub fn words(text: &str) -> impl Iterator<Item = (usize, &str)> {
    text.unicode_word_indices()
}

/// A word as it is compared exactly: lower case, without accents on Latin and Greek letters, ё as е.
pub fn exact(word: &str) -> String {
    strip(&lower(word))
}

fn lower(word: &str) -> String {
    let mut lower = word.to_lowercase().replace('ё', "е").replace('’', "'");
    if let Some(end) = lower.strip_suffix("'s").map(str::len) {
        lower.truncate(end);
    }
    if lower.len() > LONGEST {
        let cut = (0..=LONGEST).rev().find(|at| lower.is_char_boundary(*at)).unwrap_or(0);
        lower.truncate(cut);
    }
    lower
}

/// Drops the accents of Latin and Greek letters; й stays й.
fn strip(word: &str) -> String {
    if word.is_ascii() {
        return word.to_owned();
    }
    let mut out = String::with_capacity(word.len());
    let mut cyrillic = false;
    for c in word.nfd() {
        if is_combining_mark(c) && !cyrillic {
            continue;
        }
        cyrillic = matches!(c, '\u{400}'..='\u{52f}') || (cyrillic && is_combining_mark(c));
        out.push(c);
    }
    out.nfc().collect()
}

/// Stems the words of one language.
pub struct Stems {
    stemmer: Option<Stemmer>,
}

impl Stems {
    /// The stemmer for an ISO 639-1 code; words of other languages are their own stems.
    pub fn of(language: Option<&str>) -> Self {
        Self { stemmer: language.and_then(algorithm).map(Stemmer::new) }
    }

    /// The stem of a word, without accents.
    pub fn stem(&self, word: &str) -> String {
        let lower = lower(word);
        match &self.stemmer {
            Some(stemmer) => strip(&stemmer.stem(&lower)),
            None => strip(&lower),
        }
    }
}

fn algorithm(language: &str) -> Option<Algorithm> {
    Some(match language {
        "ar" => Algorithm::Arabic,
        "ca" => Algorithm::Catalan,
        "da" => Algorithm::Danish,
        "de" => Algorithm::German,
        "el" => Algorithm::Greek,
        "en" => Algorithm::English,
        "es" => Algorithm::Spanish,
        "eu" => Algorithm::Basque,
        "fi" => Algorithm::Finnish,
        "fr" => Algorithm::French,
        "ga" => Algorithm::Irish,
        "hi" => Algorithm::Hindi,
        "hu" => Algorithm::Hungarian,
        "hy" => Algorithm::Armenian,
        "id" => Algorithm::Indonesian,
        "it" => Algorithm::Italian,
        "lt" => Algorithm::Lithuanian,
        "ne" => Algorithm::Nepali,
        "nl" => Algorithm::Dutch,
        "no" | "nb" => Algorithm::Norwegian,
        "pt" => Algorithm::Portuguese,
        "ro" => Algorithm::Romanian,
        "ru" => Algorithm::Russian,
        "sr" => Algorithm::Serbian,
        "sv" => Algorithm::Swedish,
        "ta" => Algorithm::Tamil,
        "tr" => Algorithm::Turkish,
        "yi" => Algorithm::Yiddish,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn russian_cases_share_a_stem_and_yo_is_ye() {
        let russian = Stems::of(Some("ru"));
        assert_eq!(russian.stem("мигрантов"), russian.stem("мигранты"));
        assert_eq!(exact("Чёрный"), "черный");
        assert_eq!(exact("Андрей"), "андрей");
    }

    #[test]
    fn accents_do_not_count_and_an_english_genitive_neither() {
        assert_eq!(exact("Houérou"), "houerou");
        assert_eq!(exact("Bank’s"), "bank");
        assert_eq!(Stems::of(Some("fr")).stem("réunions"), Stems::of(Some("fr")).stem("reunion"));
    }

    #[test]
    fn a_word_of_a_megabyte_is_cut_on_a_boundary() {
        assert!(exact(&"ш".repeat(1 << 20)).len() <= LONGEST);
    }
}
