//! Lengths of time: "two years and three months".

use crate::lexicon::{Role, Unit};
use crate::number;
use crate::token::Token;

/// A length of time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Length {
    /// Months and days that it has.
    pub(crate) months: i32,
    pub(crate) days: i32,
    /// Its first unit, and how many of them.
    pub(crate) unit: Unit,
    pub(crate) count: u32,
    /// Whether more than one unit is named.
    pub(crate) mixed: bool,
}

/// A length of time: counts with their units, "2 years 1 month and 21 days"; "a" and a unit; half a unit after them.
pub(crate) fn length(tokens: &[Token<'_>], at: usize) -> Option<(Length, usize)> {
    let (mut length, mut next) = one_length(tokens, at)?;
    for _ in 0..3 {
        let joint =
            usize::from(tokens.get(next).is_some_and(|token| token.is(Role::And) || token.is_sign(&[','])));
        let Some((more, end)) = one_length(tokens, next + joint) else { break };
        if more.unit >= length.unit {
            break;
        }
        length.months += more.months;
        length.days += more.days;
        length.mixed = true;
        next = end;
    }
    Some((length, next))
}

fn one_length(tokens: &[Token<'_>], at: usize) -> Option<(Length, usize)> {
    let (count, next) = number::cardinal(tokens, at)?;
    let hyphen = usize::from(tokens.get(next).is_some_and(|sign| sign.glued && sign.is_sign(&['-'])));
    let next = next + hyphen;
    Some((Length::of(tokens.get(next)?.unit()?, count)?, next + 1))
}

impl Length {
    /// So many units, at most 9999.
    pub(crate) fn of(unit: Unit, count: u32) -> Option<Self> {
        let signed = i32::try_from(count).ok().filter(|count| *count <= 9999)?;
        let (months, days) = match unit {
            Unit::Day | Unit::Workday => (0, signed),
            Unit::Week | Unit::Weekend => (0, 7 * signed),
            Unit::Fortnight => (0, 14 * signed),
            Unit::Month => (signed, 0),
            Unit::Quarter => (3 * signed, 0),
            Unit::Half => (6 * signed, 0),
            Unit::Year => (12 * signed, 0),
            Unit::Decade => (120 * signed, 0),
            Unit::Century => (1200 * signed, 0),
        };
        Some(Self { months, days, unit, count, mixed: false })
    }
}
