//! A linear scan that cuts tags with absurdly many attributes before the tokenizer sees them: it compares each
//! attribute with all before it, so that one tag with 100,000 of them takes seconds.

use std::borrow::Cow;

/// Attributes kept of one tag.
pub(crate) const MOST: usize = 256;

/// The page with the attributes of each tag beyond [`MOST`] cut, and how many were.
pub(crate) fn limit(html: &str) -> (Cow<'_, str>, usize) {
    let bytes = html.as_bytes();
    let mut kept = String::new();
    let mut copied = 0;
    let mut dropped = 0;
    let mut at = 0;
    while let Some(open) = memchr::memchr(b'<', &bytes[at..]).map(|found| at + found) {
        at = open + 1;
        if !bytes.get(at).is_some_and(u8::is_ascii_alphabetic) {
            continue;
        }
        if let Some(end) = short_end(bytes, at) {
            at = end;
            continue;
        }
        let tag = scan(bytes, at);
        if let Some(cut) = tag.cut {
            kept.push_str(&html[copied..cut]);
            copied = tag.end;
            dropped += tag.attributes - MOST;
        }
        at = tag.end;
    }
    if dropped == 0 {
        return (Cow::Borrowed(html), 0);
    }
    kept.push_str(&html[copied..]);
    (Cow::Owned(kept), dropped)
}

/// The end of a tag that is too short to hold too many attributes: up to the first `>`, where no quotation is open.
fn short_end(bytes: &[u8], start: usize) -> Option<usize> {
    let head = &bytes[start..bytes.len().min(start + MOST * 2)];
    let end = memchr::memchr(b'>', head)?;
    let closed = |mark: u8| memchr::memchr_iter(mark, &head[..end]).count().is_multiple_of(2);
    (closed(b'"') && closed(b'\'')).then_some(start + end)
}

struct Tag {
    /// The position of the `>` or the end of the page.
    end: usize,
    attributes: usize,
    /// Where the first attribute too many begins.
    cut: Option<usize>,
}

fn scan(bytes: &[u8], start: usize) -> Tag {
    let mut tag = Tag { end: bytes.len(), attributes: 0, cut: None };
    let mut quote = None;
    let mut in_name = true;
    let mut after_equals = false;
    for (at, byte) in bytes.iter().copied().enumerate().skip(start) {
        match quote {
            Some(mark) if byte == mark => quote = None,
            Some(_) => {}
            None => match byte {
                b'>' => {
                    tag.end = at;
                    return tag;
                }
                b'"' | b'\'' if after_equals => {
                    quote = Some(byte);
                    after_equals = false;
                    in_name = false;
                }
                b'=' => after_equals = true,
                b' ' | b'\t' | b'\n' | b'\r' | b'\x0c' | b'/' => in_name = false,
                _ => {
                    if !in_name && !after_equals {
                        tag.attributes += 1;
                        if tag.attributes == MOST + 1 {
                            tag.cut = Some(at);
                        }
                    }
                    in_name = true;
                    after_equals = false;
                }
            },
        }
    }
    tag
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_ordinary_page_is_not_copied() {
        let html = "<p class=\"a b\" id='x > y'>5 < 6 & \"</p><br/>";
        assert!(matches!(limit(html), (Cow::Borrowed(_), 0)));
    }

    #[test]
    fn a_bracket_in_a_quoted_value_does_not_end_the_tag() {
        let many: String = (0..300).map(|n| format!(" b{n}='>'")).collect();
        let html = format!("<p{many}>text");
        let (cut, dropped) = limit(&html);
        assert_eq!(dropped, 300 - MOST);
        assert!(cut.ends_with(">text"));
    }
}
