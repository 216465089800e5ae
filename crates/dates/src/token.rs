//! Words, numbers and signs of a block, with what the lexicon says of each word.

use crate::lexicon::{Class, Lexicon, Unit};
use rapporteur_model::Span;

/// What a token is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    Word,
    /// A run of digits: its value (0 when it does not fit) and length.
    Number(u32, usize),
    Sign(char),
}

/// A token; its span is in the whole text.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Token<'a> {
    pub(crate) span: Span,
    pub(crate) text: &'a str,
    pub(crate) kind: Kind,
    pub(crate) classes: &'static [Class],
    /// No white space stands before it.
    pub(crate) glued: bool,
}

impl Token<'_> {
    /// Whether it cannot begin or be part of a date by itself.
    pub(crate) fn is_plain(&self) -> bool {
        self.classes.is_empty() && !matches!(self.kind, Kind::Number(..))
    }

    pub(crate) fn is(&self, class: Class) -> bool {
        self.classes.contains(&class)
    }

    pub(crate) fn is_sign(&self, signs: &[char]) -> bool {
        matches!(self.kind, Kind::Sign(sign) if signs.contains(&sign))
    }

    pub(crate) fn month(&self) -> Option<u32> {
        self.classes.iter().find_map(|class| if let Class::Month(n) = class { Some(*n) } else { None })
    }

    pub(crate) fn weekday(&self) -> Option<u32> {
        self.classes.iter().find_map(|class| if let Class::Weekday(n) = class { Some(*n) } else { None })
    }

    pub(crate) fn unit(&self) -> Option<Unit> {
        self.classes.iter().find_map(|class| if let Class::Unit(unit) = class { Some(*unit) } else { None })
    }

    pub(crate) fn season(&self) -> Option<u32> {
        self.classes.iter().find_map(|class| if let Class::Season(n) = class { Some(*n) } else { None })
    }

    pub(crate) fn shift(&self) -> Option<i32> {
        self.classes.iter().find_map(|class| if let Class::Shift(n) = class { Some(*n) } else { None })
    }

    pub(crate) fn day_offset(&self) -> Option<i32> {
        self.classes.iter().find_map(|class| if let Class::Day(n) = class { Some(*n) } else { None })
    }

    /// An ordinal in words, Roman or Arabic digits, 1–4.
    pub(crate) fn ordinal(&self) -> Option<u32> {
        let worded =
            self.classes.iter().find_map(|class| if let Class::Ordinal(n) = class { Some(*n) } else { None });
        worded.or(match (self.text, self.kind) {
            ("I", _) => Some(1),
            ("II", _) => Some(2),
            ("III", _) => Some(3),
            ("IV", _) => Some(4),
            (_, Kind::Number(n @ 1..=4, 1)) => Some(n),
            _ => None,
        })
    }

    /// A count in words or digits, 1–99.
    pub(crate) fn count(&self) -> Option<u32> {
        match self.kind {
            Kind::Number(n @ 1..=99, _) => Some(n),
            _ => self
                .classes
                .iter()
                .find_map(|class| if let Class::Cardinal(n) = class { Some(*n) } else { None }),
        }
    }
}

/// The tokens of a block that begins at byte `offset` of its text.
pub(crate) fn scan<'a>(block: &'a str, offset: usize, lexicon: &'static Lexicon) -> Vec<Token<'a>> {
    let mut tokens = Vec::new();
    let mut chars = block.char_indices().peekable();
    let mut glued = true;
    while let Some((start, c)) = chars.next() {
        if c.is_whitespace() {
            glued = false;
            continue;
        }
        let mut end = start + c.len_utf8();
        let mut extend = |same: fn(char) -> bool| {
            while let Some((at, next)) = chars.next_if(|(_, next)| same(*next)) {
                end = at + next.len_utf8();
            }
            end
        };
        let (kind, end) = if c.is_ascii_digit() {
            let end = extend(|c| c.is_ascii_digit());
            let digits = &block[start..end];
            (Kind::Number(digits.parse().unwrap_or(0), digits.len()), end)
        } else if c.is_alphabetic() {
            (Kind::Word, extend(|c| c.is_alphabetic() || c == '\u{301}'))
        } else {
            (Kind::Sign(c), end)
        };
        let text = &block[start..end];
        let classes = if kind == Kind::Word { classes(text, lexicon) } else { &[] };
        tokens.push(Token { span: Span::new(offset + start, offset + end), text, kind, classes, glued });
        glued = true;
    }
    tokens
}

fn classes(word: &str, lexicon: &'static Lexicon) -> &'static [Class] {
    if word.len() > 32 {
        return &[];
    }
    let exact = lexicon.get(word);
    let found = exact.or_else(|| {
        word.starts_with(char::is_uppercase).then(|| lexicon.get(word.to_lowercase().as_str())).flatten()
    });
    found.map_or(&[], Vec::as_slice)
}
