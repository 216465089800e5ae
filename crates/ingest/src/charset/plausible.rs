//! How much of a decoded text is not how people write: characters of another script inside a word, a capital after
//! a small letter, a sign between letters, letters that no one language has together.

use std::sync::LazyLock;

/// Languages in Latin script with their letters beyond ASCII, small.
static ALPHABETS: LazyLock<Vec<&str>> = LazyLock::new(|| {
    include_str!("../../data/alphabets.tsv")
        .lines()
        .filter(|line| !line.starts_with('#'))
        .filter_map(|line| line.split('\t').nth(1))
        .collect()
});

/// What speaks against a decoding.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Faults {
    /// Weighted count; 0 where nothing does.
    pub(super) weight: usize,
    /// All its letters are Latin.
    pub(super) latin: bool,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Script {
    Latin,
    Cyrillic,
    /// Chinese and Japanese, which stand beside digits and Latin letters without a blank.
    Ideographs,
    Other,
}

fn script(c: char) -> Script {
    match u32::from(c) {
        0..=0x24f | 0x1e00..=0x1eff => Script::Latin,
        0x400..=0x52f => Script::Cyrillic,
        0x3040..=0x30ff | 0x3400..=0x9fff | 0xf900..=0xfaff | 0xff66..=0xff9f => Script::Ideographs,
        _ => Script::Other,
    }
}

/// The faults of a text; linear.
pub(super) fn faults(text: &str) -> Faults {
    let mut weight = 0;
    let mut latin = true;
    let mut outside = vec![0; ALPHABETS.len()];
    let mut before = ' ';
    let mut rest = text.chars().peekable();
    while let Some(c) = rest.next() {
        let after = rest.peek().copied().unwrap_or(' ');
        if !c.is_ascii() {
            weight += sign(c, before, after);
            if c.is_alphabetic() {
                latin &= script(c) == Script::Latin;
                if script(c) == Script::Latin {
                    count_outside(c, &mut outside);
                }
            }
        }
        if before.is_alphabetic() && c.is_alphabetic() && !(before.is_ascii() && c.is_ascii()) {
            weight += neighbours(before, c);
        }
        before = c;
    }
    Faults { weight: weight + outside.into_iter().min().unwrap_or(0), latin }
}

/// A character that is no letter.
fn sign(c: char, before: char, after: char) -> usize {
    match c {
        '\u{80}'..='\u{9f}' | '\u{fffd}' | '\u{e000}'..='\u{f8ff}' => 4,
        '\u{2018}' | '\u{2019}' | '\u{ad}' | '\u{a0}' | '\u{b7}' => 0,
        '\u{2010}'..='\u{2015}' | '\u{3000}'..='\u{303f}' | '\u{ff00}'..='\u{ff20}' => 0,
        '\u{2500}'..='\u{259f}' => 2,
        _ if c.is_alphanumeric() => 0,
        // A mark of degree or quotation stands at a word's edge; inside a word nothing does.
        _ if before.is_alphabetic() && after.is_alphabetic() => 2,
        '«' | '»' | '“' | '”' | '„' | '…' | '§' | '°' | '№' | '€' | '£' | '©' | '®' | '¿' | '¡' => {
            0
        }
        _ if before.is_alphabetic() || after.is_alphabetic() => 1,
        _ => 0,
    }
}

/// Two letters of one word, at least one beyond ASCII.
fn neighbours(before: char, c: char) -> usize {
    match (script(before), script(c)) {
        (one, other) if one == other && one != Script::Ideographs => {
            usize::from(before.is_lowercase() && c.is_uppercase())
        }
        (one, other) if one == other => 0,
        _ => 2,
    }
}

fn count_outside(c: char, outside: &mut [usize]) {
    let small = c.to_lowercase().next().unwrap_or(c);
    for (count, letters) in outside.iter_mut().zip(ALPHABETS.iter()) {
        *count += usize::from(!letters.contains(small));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_people_wrote_has_no_faults() {
        for text in [
            "« Où en sommes-nous ? » L’été",
            "Spotkanie odbyło się w środę",
            "Győr, 20 °C",
            "Отчёт №1",
            "IT 企业",
        ] {
            assert_eq!(faults(text).weight, 0, "{text}");
        }
    }

    #[test]
    fn a_text_decoded_wrongly_has_some() {
        for text in ["Genиve en fйvrier", "odby³o siê w ¶rodê", "Gyõr küldöttség", "нОВОСТИ дНЯ"]
        {
            assert!(faults(text).weight > 0, "{text}");
        }
    }
}
