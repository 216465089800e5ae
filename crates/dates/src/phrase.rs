//! Phrases of a language's data file: sequences of words and classes of words, and what they capture.
//!
//! A phrase has a bounded number of elements and no repetition, so that matching it looks at a bounded number of tokens.

use crate::calendar;
use crate::grammar::{self, Text, Year};
use crate::length::{Length, length};
use crate::lexicon::{Class, Role, Unit, unit_of};
use crate::meaning::Meaning;
use crate::number;
use crate::rule::Rule;

/// One element of a phrase.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Element {
    /// One of some words.
    Literal(Vec<u16>),
    /// `N`: a count.
    Count,
    /// `O`: an ordinal.
    Ordinal,
    /// `D`: a day of a month; `DD` in digits.
    Day(bool),
    /// `Q`: a length of time, "two years and three months".
    Length,
    /// `U`: a unit, or one of those named after the colon.
    Unit(Vec<Unit>),
    /// `L`: last, this, next, or only that named after the colon.
    Shift(Option<i32>),
    /// `W`, `M`, `S`, `P`.
    Weekday,
    Month,
    Season,
    Part,
    /// `Y`: a year.
    Year,
    /// `T`: a word that names a decade of a century: "nineties".
    Decade,
    /// `F`: "fiscal", "academic".
    Fiscal,
    /// `X`: any date.
    Date,
    /// `-`: a hyphen.
    Hyphen,
    /// `'`: an apostrophe.
    Apostrophe,
    /// `.`: a full stop.
    Dot,
    /// `,`: a comma.
    Comma,
    /// `(` or `)`.
    Bracket,
    /// `G`: an ordinal in digits.
    DigitOrdinal,
    /// `$`: no word follows.
    End,
}

/// A phrase of a data file.
#[derive(Debug, Clone)]
pub(crate) struct Phrase {
    pub(crate) rule: Rule,
    pub(crate) elements: Vec<Element>,
    /// The unit or the shift that the phrase says without a word of that class: "que viene".
    given: Given,
}

/// What a phrase means beside what it captures.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Given {
    unit: Option<Unit>,
    shift: Option<i32>,
}

impl Given {
    /// The part of a rule's name behind colons: units and shifts.
    fn read(text: &str) -> Option<Self> {
        let mut given = Self::default();
        for part in text.split(':').filter(|part| !part.is_empty()) {
            match unit_of(part) {
                Some(unit) => given.unit = Some(unit),
                None => given.shift = Some(part.parse().ok()?),
            }
        }
        Some(given)
    }
}

/// What a phrase captured.
#[derive(Debug, Clone, Default)]
pub(crate) struct Captures {
    pub(crate) count: Option<u32>,
    pub(crate) ordinal: Option<u32>,
    pub(crate) day: Option<(u32, u32)>,
    pub(crate) length: Option<Length>,
    pub(crate) unit: Option<Unit>,
    pub(crate) shift: Option<i32>,
    pub(crate) weekday: Option<u32>,
    pub(crate) month: Option<u32>,
    pub(crate) season: Option<u32>,
    pub(crate) decade: Option<u32>,
    pub(crate) year: Option<i32>,
    pub(crate) date: Option<Meaning>,
}

impl Phrase {
    /// The phrases of a pattern: one for each choice of its optional elements.
    pub(crate) fn read(
        rule: Rule,
        given: &str,
        pattern: &'static str,
        id: &mut impl FnMut(&'static str) -> u16,
    ) -> Option<Vec<Self>> {
        let given = Given::read(given)?;
        let mut phrases = vec![Vec::new()];
        for word in pattern.split(' ').filter(|word| !word.is_empty()) {
            let inner = word.strip_prefix('[').and_then(|word| word.strip_suffix(']'));
            let element = Element::read(inner.unwrap_or(word), id)?;
            let without = if inner.is_some() { phrases.clone() } else { Vec::new() };
            phrases.iter_mut().for_each(|elements| elements.push(element.clone()));
            phrases.extend(without);
        }
        phrases.retain(|elements| !elements.is_empty());
        Some(phrases.into_iter().map(|elements| Self { rule, elements, given }).collect())
    }

    /// Whether it is the name of a day.
    pub(crate) fn is_name(&self) -> bool {
        matches!(self.rule, Rule::Holiday(_))
    }

    /// About the bytes it takes.
    #[cfg(test)]
    pub(crate) fn size(&self) -> usize {
        let lists: usize = self
            .elements
            .iter()
            .map(|element| match element {
                Element::Literal(ids) => ids.capacity() * size_of::<u16>(),
                Element::Unit(units) => units.capacity(),
                _ => 0,
            })
            .sum();
        size_of::<Self>() + self.elements.capacity() * size_of::<Element>() + lists
    }

    /// Where the phrase ends that begins at token `at`, with what it captured.
    pub(crate) fn matches(&self, text: Text<'_, '_>, at: usize, depth: u32) -> Option<(Captures, usize)> {
        let mut captures = Captures::default();
        let mut next = at;
        for element in &self.elements {
            next = element.matches(text, next, depth, &mut captures)?;
        }
        captures.unit = self.given.unit.or(captures.unit);
        captures.shift = self.given.shift.or(captures.shift);
        Some((captures, next))
    }
}

/// What a token must be for a phrase to begin with it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Opening {
    Number,
    Ordinal,
    Unit,
    Shift,
    Weekday,
    Month,
    Season,
    Part,
    Decade,
    Fiscal,
    Sign,
}

/// How many there are.
pub(crate) const OPENINGS: usize = 11;

impl Element {
    /// What a token must be for this element to begin with it.
    pub(crate) fn opening(&self) -> Opening {
        match self {
            Self::Count | Self::Length | Self::Year => Opening::Number,
            Self::Ordinal | Self::Day(_) | Self::DigitOrdinal => Opening::Ordinal,
            Self::Unit(_) => Opening::Unit,
            Self::Shift(_) => Opening::Shift,
            Self::Weekday => Opening::Weekday,
            Self::Month => Opening::Month,
            Self::Season => Opening::Season,
            Self::Part => Opening::Part,
            Self::Decade => Opening::Decade,
            Self::Fiscal => Opening::Fiscal,
            _ => Opening::Sign,
        }
    }

    fn read(word: &'static str, id: &mut impl FnMut(&'static str) -> u16) -> Option<Self> {
        let units = |names: &str| names.split('|').map(unit_of).collect::<Option<Vec<_>>>();
        Some(match word.split_once(':') {
            Some(("U", names)) => Self::Unit(units(names)?),
            Some(("L", shift)) => Self::Shift(Some(shift.parse().ok()?)),
            _ => match word {
                "N" => Self::Count,
                "O" => Self::Ordinal,
                "G" => Self::DigitOrdinal,
                "D" => Self::Day(false),
                "DD" => Self::Day(true),
                "Q" => Self::Length,
                "U" => Self::Unit(Vec::new()),
                "L" => Self::Shift(None),
                "W" => Self::Weekday,
                "M" => Self::Month,
                "S" => Self::Season,
                "P" => Self::Part,
                "Y" => Self::Year,
                "T" => Self::Decade,
                "F" => Self::Fiscal,
                "X" => Self::Date,
                "-" => Self::Hyphen,
                "'" => Self::Apostrophe,
                "." => Self::Dot,
                "," => Self::Comma,
                "(" | ")" => Self::Bracket,
                "$" => Self::End,
                _ => Self::Literal(word.split('|').map(id).collect()),
            },
        })
    }

    fn matches(&self, text: Text<'_, '_>, at: usize, depth: u32, captures: &mut Captures) -> Option<usize> {
        let tokens = text.tokens;
        if *self == Self::End {
            return tokens.get(at).is_none_or(|token| !token.is_word()).then_some(at);
        }
        let token = tokens.get(at)?;
        let one = |found: bool| found.then_some(at + 1);
        match self {
            Self::Literal(ids) => {
                one(token.classes.iter().any(|class| matches!(class, Class::Literal(id) if ids.contains(id))))
            }
            Self::Count => keep(number::cardinal(tokens, at)?, &mut captures.count),
            Self::Ordinal => {
                // The first of two ordinals is a day: "den siebten vierten".
                captures.day = captures.day.or(captures.ordinal.map(|day| (day, day)));
                keep(number::ordinal(tokens, at)?, &mut captures.ordinal)
            }
            Self::Day(digits) => {
                let (day, next) = number::day(tokens, at).filter(|_| !digits || token.is_number())?;
                let first = captures.day.map_or(day, |(first, _)| first);
                keep(((first, day), next), &mut captures.day)
            }
            Self::Length => keep(length(tokens, at)?, &mut captures.length),
            Self::Unit(units) => {
                let unit = token.unit().filter(|unit| units.is_empty() || units.contains(unit))?;
                let dot = usize::from(
                    token.text.chars().count() <= 4
                        && tokens.get(at + 1).is_some_and(|dot| dot.glued && dot.is_sign(&['.']))
                        && at + 2 < tokens.len(),
                );
                // "2011 г.", but not the end of a sentence after "año"
                let cyrillic = token.text.starts_with(|c: char| c >= '\u{400}');
                keep((unit, at + 1 + dot * usize::from(cyrillic)), &mut captures.unit)
            }
            Self::Shift(wanted) => {
                let shift = token.shift().filter(|shift| wanted.is_none_or(|wanted| wanted == *shift))?;
                keep((shift, at + 1), &mut captures.shift)
            }
            Self::Weekday => {
                keep((token.weekday()?, calendar::weekday_name(tokens, at)), &mut captures.weekday)
            }
            Self::Month => keep(grammar::month(tokens, at, true)?, &mut captures.month),
            Self::Season => keep((token.season()?, at + 1), &mut captures.season),
            Self::Part => one(token.classes.contains(&Class::Part)),
            Self::Year => keep(number::year(tokens, at)?, &mut captures.year),
            Self::Decade => keep((token.decade()?, at + 1), &mut captures.decade),
            Self::Fiscal => one(token.is(Role::Fiscal)),
            Self::Date => {
                let (meaning, next) = grammar::date_within(text, at, depth + 1)?;
                captures.date = Some(meaning);
                Some(next)
            }
            Self::Hyphen => one(token.is_sign(&['-', '‑', '–'])),
            Self::Apostrophe => one(token.is_sign(&['\'', '’'])),
            Self::End => None,
            Self::DigitOrdinal => {
                keep(token.is_number().then(|| number::ordinal(tokens, at))??, &mut captures.ordinal)
            }
            Self::Comma => one(token.is_sign(&[','])),
            Self::Dot => one(token.glued && token.is_sign(&['.'])),
            Self::Bracket => one(token.is_sign(&['(', ')'])),
        }
    }
}

fn keep<T>((value, next): (T, usize), place: &mut Option<T>) -> Option<usize> {
    *place = Some(value);
    Some(next)
}

/// The year that a phrase gives: stated, or beside the present one.
pub(crate) fn year_of(captures: &Captures) -> Option<Year> {
    captures.year.map(Year::Stated).or(captures.shift.map(Year::Shift))
}
