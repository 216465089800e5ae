//! When two titles are the same: letters and digits in small letters, without signs; and how much of one is in another.

/// The words of a text, folded.
pub(super) fn folded(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        if matches!(c, '\'' | '’' | '‘' | 'ʼ' | '`' | '´') {
            continue;
        }
        if c.is_alphanumeric() {
            out.extend(c.to_lowercase());
        } else if !out.is_empty() && !out.ends_with(' ') {
            out.push(' ');
        }
    }
    out.truncate(out.trim_end().len());
    out
}

/// Whether the words of `part` stand in `whole` in a row; both folded.
pub(super) fn holds(whole: &str, part: &str) -> bool {
    if part.is_empty() || part.len() > whole.len() {
        return false;
    }
    let edge = |byte: Option<&u8>| byte.is_none_or(|byte| *byte == b' ');
    whole.match_indices(part).any(|(at, _)| {
        let before = at.checked_sub(1).and_then(|before| whole.as_bytes().get(before));
        edge(before) && edge(whole.as_bytes().get(at + part.len()))
    })
}

/// The share of the words of `one` that are among those of `other`; both folded.
pub(super) fn share(one: &str, other: &str) -> f32 {
    let (mut words, mut shared) = (0.0, 0.0);
    for word in one.split(' ').filter(|word| word.len() > 1) {
        words += 1.0;
        // Titles are short: looking through the other is faster than a set of its words.
        if other.split(' ').any(|other| other == word) {
            shared += 1.0;
        }
    }
    if words > 0.0 { shared / words } else { 0.0 }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn signs_case_and_apostrophes_make_no_difference() {
        assert_eq!(folded("  Osh’s “Wells” — Part II "), "oshs wells part ii");
        assert!(holds("rope fund wells of osh", "wells of osh"));
        assert!(!holds("wells of oshawa", "wells of osh"));
    }
}
