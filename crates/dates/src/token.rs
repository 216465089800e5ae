//! Words, numbers and signs of a block, with what the lexicon says of each word.

use crate::lexicon::{Class, Lexicon, Role, Unit, month_anywhere};
use crate::phrase::Opening;
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

/// Words of more bytes than this are no calendar words.
const LONGEST: usize = 48;

impl Token<'_> {
    /// Whether it cannot begin or be part of a date by itself.
    pub(crate) fn is_plain(&self) -> bool {
        self.classes
            .iter()
            .all(|class| matches!(class, Class::Role(_) | Class::Literal(_) | Class::ForeignMonth(_)))
            && !matches!(self.kind, Kind::Number(..))
    }

    pub(crate) fn is(&self, role: Role) -> bool {
        self.classes.contains(&Class::Role(role))
    }

    /// Whether it plays a part in the rules, as articles, prepositions and verbs do.
    pub(crate) fn is_function(&self) -> bool {
        self.classes.iter().any(|class| matches!(class, Class::Role(_)))
    }

    pub(crate) fn is_sign(&self, signs: &[char]) -> bool {
        matches!(self.kind, Kind::Sign(sign) if signs.contains(&sign))
    }

    pub(crate) fn is_number(&self) -> bool {
        matches!(self.kind, Kind::Number(..))
    }

    pub(crate) fn is_word(&self) -> bool {
        self.kind == Kind::Word
    }

    pub(crate) fn is_lower(&self) -> bool {
        self.text.starts_with(char::is_lowercase)
    }

    /// What phrases may begin with it: a bit for each [`Opening`].
    pub(crate) fn openings(&self) -> u16 {
        let of_class = |class: &Class| {
            Some(match class {
                Class::Month(_) | Class::ForeignMonth(_) => Opening::Month,
                Class::Weekday(_) => Opening::Weekday,
                Class::Unit(_) => Opening::Unit,
                Class::Season(_) => Opening::Season,
                Class::Shift(_) => Opening::Shift,
                Class::Ordinal(_) => Opening::Ordinal,
                Class::Cardinal(_) => Opening::Number,
                Class::Part => Opening::Part,
                Class::Decade(_) => Opening::Decade,
                Class::Role(Role::Fiscal) => Opening::Fiscal,
                _ => return None,
            })
        };
        let bit = |opening: Opening| 1 << opening as u16;
        let mut openings =
            self.classes.iter().filter_map(of_class).fold(0, |bits, opening| bits | bit(opening));
        let roman = self.kind == Kind::Word && self.text.starts_with(['I', 'V', 'X']);
        if self.is_number() || openings & bit(Opening::Number) != 0 || roman {
            openings |= bit(Opening::Number) | bit(Opening::Ordinal);
        }
        openings | if self.is_word() || self.is_number() { 0 } else { bit(Opening::Sign) }
    }

    pub(crate) fn month(&self) -> Option<u32> {
        self.find(|class| if let Class::Month(n) | Class::ForeignMonth(n) = class { Some(*n) } else { None })
    }

    /// Whether it is a month only where a day or a year stands with it.
    pub(crate) fn is_foreign(&self) -> bool {
        matches!(self.classes, [Class::ForeignMonth(_)])
    }

    pub(crate) fn weekday(&self) -> Option<u32> {
        self.find(|class| if let Class::Weekday(n) = class { Some(*n) } else { None })
    }

    pub(crate) fn unit(&self) -> Option<Unit> {
        self.find(|class| if let Class::Unit(unit) = class { Some(*unit) } else { None })
    }

    pub(crate) fn season(&self) -> Option<u32> {
        self.find(|class| if let Class::Season(n) = class { Some(*n) } else { None })
    }

    pub(crate) fn shift(&self) -> Option<i32> {
        self.find(|class| if let Class::Shift(n) = class { Some(*n) } else { None })
    }

    pub(crate) fn day_offset(&self) -> Option<i32> {
        self.find(|class| if let Class::Day(n) = class { Some(*n) } else { None })
    }

    pub(crate) fn decade(&self) -> Option<u32> {
        self.find(|class| if let Class::Decade(n) = class { Some(*n) } else { None })
    }

    pub(crate) fn cardinal(&self) -> Option<u32> {
        self.find(|class| if let Class::Cardinal(n) = class { Some(*n) } else { None })
    }

    pub(crate) fn ordinal(&self) -> Option<u32> {
        self.find(|class| if let Class::Ordinal(n) = class { Some(*n) } else { None })
    }

    fn find<T>(&self, wanted: impl Fn(&Class) -> Option<T>) -> Option<T> {
        self.classes.iter().find_map(wanted)
    }
}

/// Reads the tokens of a block that begins at byte `offset` of its text into `tokens`, which is emptied first.
pub(crate) fn scan<'a>(
    block: &'a str,
    offset: usize,
    lexicon: &'static Lexicon,
    tokens: &mut Vec<Token<'a>>,
) {
    tokens.clear();
    let mut chars = block.char_indices().peekable();
    let mut glued = true;
    while let Some((start, c)) = chars.next() {
        if c.is_whitespace() {
            glued = false;
            continue;
        }
        // The apostrophe of "l'an" and "today's" only parts two words.
        let elided = matches!(c, '\'' | '’') && tokens.last().is_some_and(|token| token.is_word() && glued);
        if elided && chars.peek().is_some_and(|(_, next)| next.is_alphabetic()) {
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
}

fn classes(word: &str, lexicon: &'static Lexicon) -> &'static [Class] {
    let mut buffer = [0; LONGEST];
    let Some(lower) = lower(word, &mut buffer) else { return &[] };
    lexicon.get(lower).unwrap_or_else(|| month_anywhere(lower))
}

/// The word in small letters, without accents of stress, in the buffer; `None` where it does not fit.
fn lower<'b>(word: &str, buffer: &'b mut [u8; LONGEST]) -> Option<&'b str> {
    let mut length = 0;
    for c in word.chars().filter(|c| *c != '\u{301}').flat_map(char::to_lowercase) {
        let end = length + c.len_utf8();
        c.encode_utf8(buffer.get_mut(length..end)?);
        length = end;
    }
    std::str::from_utf8(&buffer[..length]).ok()
}
