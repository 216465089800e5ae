//! Words of a text, what stands between them, and what the word lists know of each.
//!
//! A hyphen or an apostrophe between letters belongs to the word ("Solheim-Baptiste", "O'Brien"); the English
//! possessive does not ("Saidov's"), nor does the French elision ("l'Office", "d'Osh").

use crate::fold::fold_into;
use crate::words::{self, ARTICLE, Entry, FUNCTION, LINK, LOC, PARTICLE, ROLE};
use rapporteur_model::Span;

/// What stands between a word and the one before it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Gap {
    /// The text begins, or a new line.
    Line,
    /// `|`: a new cell of a table.
    Bar,
    /// `:`.
    Colon,
    /// `!`, `?`, `;` or a bullet: a new clause.
    Clause,
    /// An opening bracket.
    Open,
    /// A closing bracket, and whatever else follows it.
    Close,
    /// A quotation mark, and whatever else stands with it.
    Quote,
    /// A dash between spaces.
    Dash,
    /// A comma.
    Comma,
    /// A full stop.
    Stop,
    /// White space alone.
    Space,
    /// Nothing or an apostrophe: the word before is an elided article or preposition.
    Elision,
    /// Anything else.
    Other,
}

/// A word.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Token {
    start: u32,
    end: u32,
    /// What stands before it.
    pub(crate) gap: Gap,
    /// What the word lists know of it.
    pub(crate) entry: Entry,
    /// Its first letter is upper case.
    pub(crate) capital: bool,
    /// All its letters are upper case, two at least.
    pub(crate) caps: bool,
    /// Its first letter is Cyrillic.
    pub(crate) cyrillic: bool,
    /// At most two letters with a full stop right behind: "A.", "Дж.".
    pub(crate) initial: bool,
    /// The English possessive stands behind it.
    pub(crate) possessive: bool,
    /// It stands in a line where capitals say nothing.
    pub(crate) heading: bool,
}

impl Token {
    /// The first byte.
    pub(crate) fn start(&self) -> usize {
        self.start as usize
    }

    /// One past the last byte.
    pub(crate) fn end(&self) -> usize {
        self.end as usize
    }

    pub(crate) fn span(&self) -> Span {
        Span::new(self.start(), self.end())
    }

    pub(crate) fn text<'a>(&self, text: &'a str) -> &'a str {
        text.get(self.start()..self.end()).unwrap_or("")
    }

    /// Whether the word lists give it any of these classes.
    pub(crate) fn is(&self, classes: u32) -> bool {
        self.entry.classes & classes != 0
    }
}

/// The words of a text in order; of a text past four gigabytes, those before.
pub(crate) fn tokens(text: &str) -> Vec<Token> {
    let text = &text[..text.floor_char_boundary(u32::MAX as usize)];
    let mut reader =
        Reader { text, out: Vec::with_capacity(text.len() / 6), end_of_last: 0, folded: String::new() };
    let mut start = None;
    let mut chars = text.char_indices().peekable();
    while let Some((at, char)) = chars.next() {
        let inner = start.is_some()
            && (is_apostrophe(char) || is_hyphen(char))
            && chars.peek().is_some_and(|&(_, next)| next.is_alphabetic());
        match (start, is_word(char) || inner) {
            (None, true) => start = Some(at),
            (Some(from), false) => {
                reader.word(from, at);
                start = None;
            }
            _ => {}
        }
    }
    if let Some(from) = start {
        reader.word(from, text.len());
    }
    reader.out
}

fn is_word(char: char) -> bool {
    char.is_alphanumeric() && !is_apostrophe(char) || ('\u{300}'..='\u{36F}').contains(&char)
}

fn is_hyphen(char: char) -> bool {
    matches!(char, '-' | '\u{2010}' | '\u{2011}')
}

/// Apostrophes and the modifier letters used as such.
pub(crate) fn is_apostrophe(char: char) -> bool {
    matches!(char, '\'' | '’' | '‘' | 'ʻ' | 'ʼ' | 'ʿ' | 'ʾ' | '`' | '′' | 'ʹ')
}

struct Reader<'a> {
    text: &'a str,
    out: Vec<Token>,
    end_of_last: usize,
    folded: String,
}

impl Reader<'_> {
    /// Adds the word, parted at an elision and shorn of a possessive.
    fn word(&mut self, mut start: usize, end: usize) {
        let word = &self.text[start..end];
        let mut stem_end = end;
        let mut possessive = false;
        if let Some((at, mark)) = word.char_indices().rfind(|&(_, char)| is_apostrophe(char))
            && matches!(&word[at + mark.len_utf8()..], "s" | "S")
        {
            stem_end = start + at;
            possessive = true;
        }
        if let Some((at, mark)) =
            self.text[start..stem_end].char_indices().find(|&(_, char)| is_apostrophe(char))
        {
            let after = start + at + mark.len_utf8();
            if is_elision(&self.text[start..start + at], &self.text[after..stem_end]) {
                self.push(start, start + at, after, false);
                start = after;
            }
        }
        self.push(start, stem_end, end, possessive);
    }

    fn push(&mut self, start: usize, end: usize, end_of_word: usize, possessive: bool) {
        let text = self.text;
        let (word, rest) = (&text[start..end], &text[end_of_word..]);
        let between = &text[self.end_of_last..start];
        let gap = if self.out.is_empty() { Gap::Line } else { gap(between) };
        let initial = word.chars().next();
        let mut letters = word.chars().filter(|char| char.is_alphabetic());
        let caps = letters.clone().nth(1).is_some() && letters.all(char::is_uppercase);
        fold_into(word, &mut self.folded);
        let plural_possessive = word.ends_with('s') && rest.starts_with(is_apostrophe);
        let skip = if plural_possessive { rest.chars().next().map_or(0, char::len_utf8) } else { 0 };
        let capital = initial.is_some_and(char::is_uppercase);
        let mut entry = words::entry(&self.folded);
        if entry.classes == 0 {
            entry.classes =
                words::entry(self.folded.rsplit_once('-').map_or("", |(_, tail)| tail)).classes & ROLE;
        }
        if caps {
            // "UN" is no article, "IN" no preposition.
            entry.classes &= !(FUNCTION | ARTICLE | LINK | LOC | PARTICLE);
        }
        self.out.push(Token {
            start: start as u32,
            end: end as u32,
            gap,
            entry,
            capital,
            caps,
            cyrillic: initial.is_some_and(|char| ('\u{400}'..='\u{52F}').contains(&char)),
            initial: rest.starts_with('.') && is_initial(word),
            possessive: possessive || plural_possessive,
            heading: false,
        });
        self.end_of_last = end_of_word + skip;
    }
}

/// A capital letter, or a pair of letters that stands for one sound or begins a name: "Дж", "Yu".
pub(crate) fn is_initial(word: &str) -> bool {
    const PAIRS: [&str; 16] =
        ["Дж", "Yu", "Ya", "Ye", "Zh", "Kh", "Sh", "Ch", "Ts", "Th", "Ph", "Iu", "Ia", "Dj", "Dz", "Дз"];
    let mut letters = word.chars();
    letters.next().is_some_and(char::is_uppercase) && letters.next().is_none() || PAIRS.contains(&word)
}

/// "l'Office", "d'Osh", "qu'Anna", but not "O'Brien" and "D'Angelo".
fn is_elision(before: &str, after: &str) -> bool {
    matches!(before, "l" | "d" | "qu" | "s" | "n" | "j" | "c" | "m" | "t" | "L" | "Qu" | "dell" | "all")
        && after.len() > 1
}

fn gap(between: &str) -> Gap {
    const RANK: [Gap; 9] = [
        Gap::Line,
        Gap::Bar,
        Gap::Colon,
        Gap::Clause,
        Gap::Open,
        Gap::Close,
        Gap::Quote,
        Gap::Dash,
        Gap::Comma,
    ];
    if between.is_empty() {
        return Gap::Elision;
    }
    if between == " " {
        return Gap::Space;
    }
    let mut best = RANK.len();
    let (mut stop, mut other) = (false, false);
    for char in between.chars() {
        let rank = match char {
            '\n' => 0,
            '|' => 1,
            ':' => 2,
            '!' | '?' | ';' | '…' | '•' | '·' | '*' | '#' => 3,
            '(' | '[' | '<' => 4,
            ')' | ']' | '>' => 5,
            '«' | '»' | '"' | '“' | '”' | '„' | '‘' | '’' | '\'' => 6,
            '–' | '—' | '-' => 7,
            ',' => 8,
            '.' => {
                stop = true;
                RANK.len()
            }
            _ => {
                other |= !char.is_whitespace();
                RANK.len()
            }
        };
        best = best.min(rank);
    }
    match RANK.get(best) {
        Some(&gap) => gap,
        None if stop => Gap::Stop,
        None if other => Gap::Other,
        None => Gap::Space,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(text: &str) -> Vec<&str> {
        tokens(text).iter().map(|token| token.text(text)).collect()
    }

    #[test]
    fn hyphens_and_apostrophes_stay_inside_names_but_possessives_and_elisions_do_not() {
        assert_eq!(words("Khadija el-Amrani, O'Brien's"), ["Khadija", "el-Amrani", "O'Brien"]);
        assert_eq!(words("de l’Office d'Osh"), ["de", "l", "Office", "d", "Osh"]);
        assert_eq!(words("Growers' League"), ["Growers", "League"]);
    }

    #[test]
    fn gaps_are_named_by_the_strongest_mark() {
        let gaps: Vec<Gap> =
            tokens("Go,\" said A. B (c) | d: e — f; g").iter().map(|token| token.gap).collect();
        assert_eq!(
            gaps,
            [
                Gap::Line,
                Gap::Quote,
                Gap::Space,
                Gap::Stop,
                Gap::Open,
                Gap::Bar,
                Gap::Colon,
                Gap::Dash,
                Gap::Clause
            ]
        );
    }

    #[test]
    fn the_word_behind_a_plural_possessive_follows_at_a_space() {
        let tokens = tokens("Growers' League");
        assert!(tokens[0].possessive);
        assert_eq!(tokens[1].gap, Gap::Space);
    }
}
