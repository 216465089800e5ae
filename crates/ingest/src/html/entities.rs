//! Pages whose entities were encoded twice: "rivi&amp;egrave;re" shows as "rivi&egrave;re" to every reader.

use std::borrow::Cow;

/// So many letters with accents, encoded twice, prove that the page means the letters; a page about HTML may show some.
const PROOF: usize = 3;
/// What the names of such letters end in.
const ACCENTS: [&str; 9] = ["acute", "grave", "circ", "uml", "tilde", "cedil", "slash", "ring", "lig"];
/// What else is repaired then.
const MARKS: [&str; 12] =
    ["laquo", "raquo", "nbsp", "rsquo", "lsquo", "ldquo", "rdquo", "ndash", "mdash", "hellip", "quot", "amp"];
const DOUBLE: &str = "&amp;";
/// The longest name, in bytes.
const NAME: usize = 10;

/// The page with entities that were encoded twice repaired, and whether any was.
pub(crate) fn repaired(html: &str) -> (Cow<'_, str>, bool) {
    let letters = memchr::memmem::find_iter(html.as_bytes(), DOUBLE)
        .filter_map(|at| name(&html[at + DOUBLE.len()..]))
        .filter(|name| ACCENTS.iter().any(|accent| name.ends_with(accent)))
        .take(PROOF)
        .count();
    if letters < PROOF {
        return (Cow::Borrowed(html), false);
    }
    let mut out = String::with_capacity(html.len());
    let mut rest = html;
    while let Some(at) = rest.find(DOUBLE) {
        let after = &rest[at + DOUBLE.len()..];
        let known = name(after)
            .is_some_and(|name| ACCENTS.iter().any(|accent| name.ends_with(accent)) || MARKS.contains(&name));
        out.push_str(&rest[..at]);
        out.push_str(if known { "&" } else { DOUBLE });
        rest = after;
    }
    out.push_str(rest);
    (Cow::Owned(out), true)
}

/// The name of an entity at the beginning of a text, up to its semicolon.
fn name(text: &str) -> Option<&str> {
    let length = text.bytes().take(NAME).take_while(u8::is_ascii_alphabetic).count();
    (length > 0 && text[length..].starts_with(';')).then(|| &text[..length])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_encoded_twice_is_repaired_and_a_page_about_entities_is_not() {
        let twice = "rivi&amp;egrave;re, &amp;eacute;t&amp;eacute; &amp;laquo; R&amp;D &amp;amp; x";
        let (text, repaired_it) = repaired(twice);
        assert_eq!(
            (text.as_ref(), repaired_it),
            ("rivi&egrave;re, &eacute;t&eacute; &laquo; R&amp;D &amp; x", true)
        );
        assert!(!repaired("write &amp;eacute; for é").1);
    }
}
