//! Whether the dates in digits of a text begin with the month.

use crate::lexicon;

/// What the dates of a text say for themselves: a number above 12 beside a stroke is a day; without such a one, whether an
/// English month stands after the day or before it. `None` where nothing says so.
pub(crate) fn month_first(text: &str) -> Option<bool> {
    let bytes = text.as_bytes();
    let number = |from: usize, to: usize| -> Option<u32> { text.get(from..to)?.parse().ok() };
    let mut from = 0;
    let mut ambiguous = false;
    while let Some(stroke) = bytes[from..].iter().position(|byte| *byte == b'/').map(|at| from + at) {
        from = stroke + 1;
        let before = bytes[..stroke].iter().rev().take(3).take_while(|byte| byte.is_ascii_digit()).count();
        let after = bytes[from..].iter().take(3).take_while(|byte| byte.is_ascii_digit()).count();
        let full = bytes.get(from + after) == Some(&b'/')
            && bytes.get(from + after + 1).is_some_and(u8::is_ascii_digit);
        if !(1..=2).contains(&before) || !(1..=2).contains(&after) || !full {
            continue;
        }
        let (first, second) = number(stroke - before, stroke).zip(number(from, from + after))?;
        match (first, second) {
            (13..=31, 1..=12) => return Some(false),
            (1..=12, 13..=31) => return Some(true),
            _ => ambiguous = true,
        }
    }
    ambiguous.then(|| spelled(text))?
}

/// Whether the first full date in words, "November 17, 2011" or "17 November 2011", begins with the month.
fn spelled(text: &str) -> Option<bool> {
    let lexicon = lexicon::of(Some("en"));
    let mut words = text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).peekable();
    let is_day = |word: &str| word.parse().is_ok_and(|day: u32| (1..=31).contains(&day));
    let is_month = |word: &str| {
        let classes = lexicon.get(word.to_lowercase().as_str()).unwrap_or_default();
        classes.iter().any(|class| matches!(class, lexicon::Class::Month(_)))
    };
    let mut before = "";
    while let Some(word) = words.next() {
        if word.len() > 2 && word.starts_with(char::is_uppercase) && is_month(word) {
            let day_after = words.peek().is_some_and(|after| is_day(after));
            match (is_day(before), day_after) {
                (true, false) => return Some(false),
                (false, true) => return Some(true),
                _ => {}
            }
        }
        before = word;
    }
    None
}
