//! The key of a name: lower case, Latin letters without their marks, everything but letters and digits a gap.
//!
//! `data/build.py` makes its keys by the same rules; Cyrillic letters keep their identity (й is no и) but ё is е.

use unicode_normalization::{UnicodeNormalization, char::decompose_canonical, char::is_combining_mark};

/// Appends the folded form of one word.
pub(crate) fn fold_word(word: &str, out: &mut String) {
    if word.is_ascii() {
        let start = out.len();
        out.push_str(word);
        out[start..].make_ascii_lowercase();
        return;
    }
    for char in word.nfc().flat_map(char::to_lowercase) {
        fold_char(char, out);
    }
}

/// The folded form of one word.
pub(crate) fn folded(word: &str) -> String {
    let mut out = String::with_capacity(word.len());
    fold_word(word, &mut out);
    out
}

fn fold_char(char: char, out: &mut String) {
    match char {
        'ё' | 'ѐ' => out.push('е'),
        'ѝ' => out.push('и'),
        '\u{400}'..='\u{52F}' => out.push(char),
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
        _ if is_combining_mark(char) => {}
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
        assert_eq!(folded("Córdoba"), "cordoba");
        assert_eq!(folded("Łódź"), "lodz");
        assert_eq!(folded("Кишинёв"), "кишинев");
        assert_eq!(folded("Йошкар"), "йошкар");
        assert_eq!(folded("И\u{306}ошкар"), "йошкар");
        assert_eq!(folded("Osh"), "osh");
    }
}
