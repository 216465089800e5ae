//! A text in pieces: words, numbers and marks, each on its own.
//!
//! A hyphen parts words ("London-based"); an apostrophe does not ("O'Brien"), but the English possessive is a piece. A full stop
//! belongs to initials and dotted abbreviations ("J.", "U.S."). An address of the web is one piece.

use crate::token::is_apostrophe;
use rapporteur_model::Span;

/// A word, a number or a mark.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Piece {
    start: u32,
    end: u32,
    /// It begins a line.
    pub(crate) first: bool,
    /// No white space stands before it.
    pub(crate) glued: bool,
}

impl Piece {
    /// The first byte.
    pub(crate) fn start(&self) -> usize {
        self.start as usize
    }

    /// One past the last byte.
    pub(crate) fn end(&self) -> usize {
        self.end as usize
    }

    pub(crate) fn text<'a>(&self, text: &'a str) -> &'a str {
        Span::new(self.start(), self.end()).of(text)
    }
}

/// The pieces of a text in order; of a text past four gigabytes, those before.
pub(crate) fn pieces(text: &str) -> Vec<Piece> {
    let text = &text[..text.floor_char_boundary(u32::MAX as usize)];
    let mut out: Vec<Piece> = Vec::with_capacity(text.len() / 5);
    let (mut at, mut first, mut glued) = (0, true, false);
    while let Some(char) = text[at..].chars().next() {
        if char.is_whitespace() {
            first |= matches!(char, '\n' | '\u{2028}' | '\u{2029}');
            glued = false;
            at += char.len_utf8();
            continue;
        }
        let end = at + length(&text[at..], char);
        out.push(Piece { start: at as u32, end: end as u32, first, glued });
        (at, first, glued) = (end, false, true);
    }
    out
}

/// How many bytes the piece that begins here has.
fn length(rest: &str, char: char) -> usize {
    if !is_letter(char) {
        if is_apostrophe(char) && is_possessive(&rest[char.len_utf8()..]) {
            return char.len_utf8() + 1;
        }
        return char.len_utf8();
    }
    if rest.starts_with("http://") || rest.starts_with("https://") || rest.starts_with("www.") {
        return rest
            .find(|char: char| char.is_whitespace() || matches!(char, ')' | '>' | '"'))
            .unwrap_or(rest.len());
    }
    if char.is_uppercase()
        && let Some(length) = dotted(rest)
    {
        return length;
    }
    word(rest)
}

fn word(rest: &str) -> usize {
    let mut chars = rest.char_indices().peekable();
    while let Some((at, char)) = chars.next() {
        let next = chars.peek().map(|&(_, next)| next);
        let inner = is_apostrophe(char)
            && next.is_some_and(char::is_alphabetic)
            && !is_possessive(&rest[at + char.len_utf8()..]);
        if !is_letter(char) && !inner {
            return at;
        }
    }
    rest.len()
}

/// "U.S.", "J.": capitals with a full stop behind each.
fn dotted(rest: &str) -> Option<usize> {
    let mut chars = rest.chars().peekable();
    let (mut length, mut letters) = (0, 0);
    while let Some(char) = chars.next_if(|char| char.is_uppercase()) {
        chars.next_if_eq(&'.')?;
        length += char.len_utf8() + 1;
        letters += 1;
        if chars.peek().is_some_and(|next| next.is_alphabetic() && !next.is_uppercase()) {
            return None;
        }
    }
    (letters > 0).then_some(length)
}

fn is_letter(char: char) -> bool {
    char.is_alphanumeric() && !is_apostrophe(char) || ('\u{300}'..='\u{36F}').contains(&char)
}

/// Whether "s" and then no letter follow.
fn is_possessive(rest: &str) -> bool {
    let mut chars = rest.chars();
    matches!(chars.next(), Some('s' | 'S')) && !chars.next().is_some_and(is_letter)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(text: &str) -> Vec<&str> {
        pieces(text).iter().map(|piece| piece.text(text)).collect()
    }

    #[test]
    fn marks_stand_alone_and_abbreviations_keep_their_stops() {
        assert_eq!(
            words("London-based J. O'Brien's U.S. (IOM)."),
            ["London", "-", "based", "J.", "O'Brien", "'s", "U.S.", "(", "IOM", ")", "."]
        );
        assert_eq!(words("Дж. и А.Б. Петров"), ["Дж", ".", "и", "А.Б.", "Петров"]);
        assert_eq!(words("see https://a.org/x?y=1, ok"), ["see", "https://a.org/x?y=1,", "ok"]);
    }

    #[test]
    fn lines_and_glue_are_kept() {
        let found = pieces("a-b\nc");
        assert_eq!(
            found.iter().map(|piece| (piece.first, piece.glued)).collect::<Vec<_>>(),
            [(true, false), (false, true), (false, true), (true, false)]
        );
    }
}
