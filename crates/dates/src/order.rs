//! Whether the dates in digits of a text begin with the month.

/// What the dates of a text say for themselves: a number above 12 beside a stroke is a day. `None` where none says so.
pub(crate) fn month_first(text: &str) -> Option<bool> {
    let bytes = text.as_bytes();
    let number = |from: usize, to: usize| -> Option<u32> { text.get(from..to)?.parse().ok() };
    let mut from = 0;
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
            _ => {}
        }
    }
    None
}
