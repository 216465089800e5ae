//! Words cut at the end of a line: whether the hyphen goes or stays is what the rest of the text says.

use std::cell::OnceCell;
use std::collections::BTreeSet;

/// Words are looked up in so many bytes of the text.
const KNOWN: usize = 1 << 20;

/// The words of a text, read when first asked for.
pub(super) struct Hyphens<'a> {
    text: &'a str,
    words: OnceCell<BTreeSet<&'a str>>,
}

impl<'a> Hyphens<'a> {
    pub(super) fn of(text: &'a str) -> Self {
        Self { text, words: OnceCell::new() }
    }

    /// Appends a line to a text; a word cut between the two becomes one.
    pub(super) fn join(&self, whole: &mut String, next: &str) {
        let cut =
            whole.strip_suffix(['-', '\u{ad}', '‐']).filter(|before| before.ends_with(char::is_alphabetic));
        let Some(before) = cut.filter(|_| next.starts_with(char::is_lowercase)) else {
            let ideographs =
                whole.chars().next_back().is_some_and(is_ideograph) && next.starts_with(is_ideograph);
            if !ideographs {
                whole.push(' ');
            }
            whole.push_str(next);
            return;
        };
        let head = before.rsplit(|c: char| !c.is_alphabetic()).next().unwrap_or(before);
        let tail: String = next.chars().take_while(|c| c.is_alphabetic()).collect();
        let words = self.words.get_or_init(|| {
            let known = &self.text[..crate::floor(self.text, KNOWN)];
            known.split(|c: char| !(c.is_alphabetic() || c == '-')).collect()
        });
        let kept = words.contains(format!("{head}-{tail}").as_str())
            || !words.contains(format!("{head}{tail}").as_str())
                && head.chars().any(char::is_uppercase)
                && head.chars().count() < 3;
        if !kept {
            let end = before.len();
            whole.truncate(end);
        }
        whole.push_str(next);
    }
}

fn is_ideograph(c: char) -> bool {
    matches!(c, '\u{3000}'..='\u{30ff}' | '\u{3400}'..='\u{9fff}' | '\u{ff01}'..='\u{ff20}')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn joined(text: &str, one: &str, next: &str) -> String {
        let mut whole = one.to_owned();
        Hyphens::of(text).join(&mut whole, next);
        whole
    }

    #[test]
    fn a_cut_word_becomes_one_and_a_hyphenated_one_stays() {
        assert_eq!(joined("", "the infor-", "mation office"), "the information office");
        assert_eq!(joined("a long-term plan", "a long-", "term plan"), "a long-term plan");
        assert_eq!(joined("", "перего-", "воры"), "переговоры");
        assert_eq!(joined("", "from Osh -", "and back"), "from Osh - and back");
        assert_eq!(joined("", "Osh-", "Batken road"), "Osh- Batken road");
        assert_eq!(joined("", "会议在北京", "举行"), "会议在北京举行");
    }
}
