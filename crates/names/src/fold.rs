//! The folded form of a word: lower case, Latin letters without marks, ё as е, one kind of hyphen, no apostrophes.
//!
//! `data/build_first_names.py` folds by the same rules. Other Cyrillic letters keep their identity (й is no и).

use crate::token::is_apostrophe;
use unicode_normalization::{UnicodeNormalization, char::decompose_canonical, char::is_combining_mark};

/// Replaces `out` by the folded form of `word`.
pub(crate) fn fold_into(word: &str, out: &mut String) {
    out.clear();
    if word.is_ascii() {
        out.extend(word.chars().filter(|&char| char != '\'').map(|char| char.to_ascii_lowercase()));
        return;
    }
    for char in word.nfc().flat_map(char::to_lowercase) {
        fold_char(char, out);
    }
}

/// The folded form of one word.
pub(crate) fn folded(word: &str) -> String {
    let mut out = String::with_capacity(word.len());
    fold_into(word, &mut out);
    out
}

fn fold_char(char: char, out: &mut String) {
    match char {
        'ё' | 'ѐ' => out.push('е'),
        'ѝ' => out.push('и'),
        '\u{400}'..='\u{52F}' | '-' => out.push(char),
        '\u{2010}' | '\u{2011}' => out.push('-'),
        'ł' => out.push('l'),
        'ø' => out.push('o'),
        'đ' | 'ð' => out.push('d'),
        'ı' => out.push('i'),
        'ħ' => out.push('h'),
        'ə' => out.push('e'),
        'ß' => out.push_str("ss"),
        'æ' => out.push_str("ae"),
        'œ' => out.push_str("oe"),
        'þ' => out.push_str("th"),
        _ if is_combining_mark(char) || is_apostrophe(char) => {}
        _ => {
            let mut base = None;
            decompose_canonical(char, |part| base = base.or(Some(part)));
            out.extend(base.filter(|part| part.is_alphanumeric()));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn latin_marks_are_dropped_and_cyrillic_letters_kept() {
        assert_eq!(folded("Le Houérou"), "lehouerou");
        assert_eq!(folded("Córdoba"), "cordoba");
        assert_eq!(folded("Дониёр"), "дониер");
        assert_eq!(folded("Solheim‐Baptiste"), "solheim-baptiste");
        assert_eq!(folded("O’Brien"), "obrien");
    }
}
