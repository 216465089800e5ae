//! A linear scan that cuts tags with absurdly many attributes before the tokenizer sees them: it compares each
//! attribute with all before it, so that one tag with 100,000 of them takes seconds.
//!
//! The scan takes tags, comments and raw text to begin and end where the tokenizer does, state by state (HTML Standard,
//! 13.2.5): wherever the two differ, a page could hide its attributes in what one of them takes for something else.

use std::borrow::Cow;

/// Attributes kept of one tag.
pub(crate) const MOST: usize = 256;

/// The page with the attributes of each tag beyond [`MOST`] cut, and how many were.
pub(crate) fn limit(html: &str) -> (Cow<'_, str>, usize) {
    limit_to(html, MOST)
}

fn limit_to(html: &str, most: usize) -> (Cow<'_, str>, usize) {
    let bytes = html.as_bytes();
    let mut kept = String::new();
    let mut copied = 0;
    let mut dropped = 0;
    let mut at = 0;
    while let Some(open) = memchr::memchr(b'<', &bytes[at..]).map(|found| at + found) {
        let start = match bytes.get(open + 1..).unwrap_or_default() {
            [b'!', b'-', b'-', ..] => {
                at = comment_end(bytes, open);
                continue;
            }
            [b'/', letter, ..] if letter.is_ascii_alphabetic() => open + 2,
            [letter, ..] if letter.is_ascii_alphabetic() => open + 1,
            [b'!' | b'?' | b'/', ..] => {
                at = after(bytes, open + 1, b">");
                continue;
            }
            _ => {
                at = open + 1;
                continue;
            }
        };
        let tag = scan(bytes, start, most);
        if let Some(cut) = tag.cut {
            kept.push_str(&html[copied..cut]);
            copied = tag.end;
            dropped += tag.attributes - most;
        }
        at = if start == open + 1 { raw_end(bytes, &bytes[start..tag.name_end], tag.end) } else { tag.end };
    }
    if dropped == 0 {
        return (Cow::Borrowed(html), 0);
    }
    kept.push_str(&html[copied..]);
    (Cow::Owned(kept), dropped)
}

/// The position after the next `mark`, or the end of the page.
fn after(bytes: &[u8], from: usize, mark: &[u8]) -> usize {
    memchr::memmem::find(&bytes[from..], mark).map_or(bytes.len(), |at| from + at + mark.len())
}

/// Where the comment ends that begins at `open`: `<!-->` is a whole one, and `--!>` ends one as well.
fn comment_end(bytes: &[u8], open: usize) -> usize {
    let plain = after(bytes, open + 2, b"-->");
    let rare = bytes.get(open + 4..plain).and_then(|inner| memchr::memmem::find(inner, b"--!>"));
    rare.map_or(plain, |at| open + 4 + at + 4)
}

struct Tag {
    name_end: usize,
    /// The position of the `>` or the end of the page.
    end: usize,
    attributes: usize,
    /// Where the first attribute too many begins.
    cut: Option<usize>,
}

/// Where in a tag a character stands.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Place {
    TagName,
    /// Before the name of an attribute, also after a quoted value and after a slash.
    BeforeName,
    Name,
    AfterName,
    BeforeValue,
    Unquoted,
}

fn scan(bytes: &[u8], start: usize, most: usize) -> Tag {
    let mut tag = Tag { name_end: bytes.len(), end: bytes.len(), attributes: 0, cut: None };
    let mut place = Place::TagName;
    let mut at = start;
    while let Some(byte) = bytes.get(at).copied() {
        let before = place;
        place = match (place, byte) {
            (_, b'>') => {
                tag.end = at;
                tag.name_end = tag.name_end.min(at);
                return tag;
            }
            (Place::Unquoted, b'/') => Place::Unquoted,
            (Place::BeforeValue, b'"' | b'\'') => {
                at = after(bytes, at + 1, &[byte]);
                place = Place::BeforeName;
                continue;
            }
            (Place::Name | Place::AfterName, b'=') => Place::BeforeValue,
            (Place::Name | Place::AfterName, b' ' | b'\t' | b'\n' | b'\r' | b'\x0c') => Place::AfterName,
            (Place::BeforeValue, b' ' | b'\t' | b'\n' | b'\r' | b'\x0c') => Place::BeforeValue,
            (Place::BeforeValue, _) => Place::Unquoted,
            (_, b' ' | b'\t' | b'\n' | b'\r' | b'\x0c' | b'/') => Place::BeforeName,
            (Place::BeforeName | Place::AfterName, _) => {
                tag.attributes += 1;
                if tag.attributes == most + 1 {
                    tag.cut = Some(at);
                }
                Place::Name
            }
            (same, _) => same,
        };
        if before == Place::TagName && place != before {
            tag.name_end = at;
        }
        at += 1;
    }
    tag
}

/// Elements whose text ends with their own end tag only.
const RAW: [&str; 7] = ["title", "textarea", "style", "xmp", "iframe", "noembed", "noframes"];

/// Where the raw text of the element `name` that begins at `from` ends; `from` where it has none.
fn raw_end(bytes: &[u8], name: &[u8], from: usize) -> usize {
    if name.eq_ignore_ascii_case(b"script") {
        return script_end(bytes, from);
    }
    let Some(raw) = RAW.iter().find(|raw| name.eq_ignore_ascii_case(raw.as_bytes())) else { return from };
    memchr::memmem::find_iter(&bytes[from..], b"</")
        .map(|at| from + at)
        .find(|at| begins(&bytes[at + 2..], raw))
        .unwrap_or(bytes.len())
}

/// Whether the bytes are a name and its end, in any case.
fn begins(bytes: &[u8], name: &str) -> bool {
    bytes.get(..name.len()).is_some_and(|head| head.eq_ignore_ascii_case(name.as_bytes()))
        && matches!(bytes.get(name.len()), Some(b'>' | b'/' | b' ' | b'\t' | b'\n' | b'\r' | b'\x0c'))
}

/// Where a script ends: within a comment in it, a script within that is passed over with its end.
fn script_end(bytes: &[u8], from: usize) -> usize {
    let (mut commented, mut nested) = (false, false);
    let mut at = from;
    while let Some(found) = memchr::memchr2(b'<', b'-', &bytes[at..]) {
        at += found;
        let rest = &bytes[at + 1..];
        let ends = rest.first() == Some(&b'/') && begins(&rest[1..], "script");
        if bytes[at] == b'-' {
            if rest.starts_with(b"->") {
                (commented, nested) = (false, false);
            }
        } else if ends && nested {
            nested = false;
        } else if ends {
            return at;
        } else if commented {
            nested |= begins(rest, "script");
        } else if rest.starts_with(b"!--") {
            commented = true;
            // The dashes that open it may close it.
            at += 1;
        }
        at += 1;
    }
    bytes.len()
}

#[cfg(test)]
mod tests {
    use super::*;
    use html5ever::tendril::StrTendril;
    use html5ever::tokenizer::{
        BufferQueue, TagKind, Token, TokenSink, TokenSinkResult, Tokenizer, TokenizerOpts, states::RawKind,
    };
    use proptest::prelude::*;
    use std::cell::Cell;

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

    /// The most attributes of a tag, as the tokenizer counts them.
    #[derive(Default)]
    struct Most(Cell<usize>);

    impl TokenSink for Most {
        type Handle = ();

        fn process_token(&self, token: Token, _line: u64) -> TokenSinkResult<()> {
            let Token::TagToken(tag) = token else { return TokenSinkResult::Continue };
            self.0.set(self.0.get().max(tag.attrs.len()));
            match &*tag.name {
                _ if tag.kind == TagKind::EndTag => TokenSinkResult::Continue,
                "script" => TokenSinkResult::RawData(RawKind::ScriptData),
                "title" | "textarea" => TokenSinkResult::RawData(RawKind::Rcdata),
                name if RAW.contains(&name) => TokenSinkResult::RawData(RawKind::Rawtext),
                _ => TokenSinkResult::Continue,
            }
        }
    }

    fn most_attributes(html: &str) -> usize {
        let tokenizer = Tokenizer::new(Most::default(), TokenizerOpts::default());
        let input = BufferQueue::default();
        input.push_back(StrTendril::from_slice(html));
        let _ = tokenizer.feed(&input);
        tokenizer.end();
        tokenizer.sink.0.get()
    }

    #[test]
    fn attributes_hide_neither_in_quotes_nor_in_comments_nor_in_scripts() {
        for head in [
            "<p x=\"'\" y='>'",
            "<p a\"b=\">\"",
            "<p a==\"><q",
            "<p =\"><q",
            "<p a=/\"><q",
            "<!--<p a='--><q",
            "<!--<p a='--!><q",
            "<script>if(a<p x='</script><q",
            "<script><!-- <script> </script> <q x='</script> --></script><q",
            "<title><p x='</title><q",
            "<title></title",
            "<?p x='><q",
            "<!DOCTYPE html <p x='><q",
            "</p",
            "<q\r",
        ] {
            let html = format!("{head} a b c d e f g h i j>text");
            assert!(most_attributes(&html) > 9, "{html}");
            let (cut, dropped) = limit_to(&html, 4);
            assert!(dropped > 0 && most_attributes(&cut) <= 4, "{cut}");
            assert!(cut.ends_with(">text"), "{cut}");
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(2_000))]
        #[test]
        fn the_tokenizer_never_meets_a_tag_with_too_many_attributes(
            pieces in prop::collection::vec(prop::sample::select(vec![
                "<", ">", "/", "!", "-", "--", "=", "\"", "'", " ", "\r", "\u{c}", "?", "&amp", "<p", "</p", "<!--", "-->", "--!>",
                "<script", "</script", "<title", "</title", "<style>", "</style", "<!doctype", "<![CDATA[", "]]>",
                " a", " b", " c", " d", " e", "/f", " g=", "h", "é", "\0",
            ]), 0..60)
        ) {
            let html = pieces.concat();
            let (cut, dropped) = limit_to(&html, 2);
            prop_assert!(most_attributes(&cut) <= 2, "{:?}", cut);
            prop_assert!(dropped > 0 || cut == html);
        }
    }
}
