//! XHTML read as XML has it: `<title/>` and `<div/>` are whole elements, and what stands in `<![CDATA[…]]>` is text.
//! Read as HTML the first would swallow the rest of the page and the second be a comment.

use std::borrow::Cow;

/// The beginning in which a page says that it is XHTML, in bytes.
const HEAD: usize = 1 << 10;

/// The page as HTML has to be written for the same elements; as it is where it does not say that it is XHTML.
pub(crate) fn as_html(html: &str) -> Cow<'_, str> {
    let head = html.as_bytes()[..html.len().min(HEAD)].to_ascii_lowercase();
    let says = |words: &str| memchr::memmem::find(&head, words.as_bytes()).is_some();
    if !(head.trim_ascii_start().starts_with(b"<?xml") || says("www.w3.org/1999/xhtml")) {
        return Cow::Borrowed(html);
    }
    let bytes = html.as_bytes();
    let mut out = String::new();
    let mut copied = 0;
    let mut at = 0;
    while let Some(open) = memchr::memchr(b'<', &bytes[at..]).map(|found| at + found) {
        let rest = &html[open..];
        if rest.starts_with("<!--") {
            at = after(bytes, open, b"-->");
        } else if let Some(data) = rest.strip_prefix("<![CDATA[") {
            let end = memchr::memmem::find(data.as_bytes(), b"]]>");
            out.push_str(&html[copied..open]);
            escape(&data[..end.unwrap_or(data.len())], &mut out);
            copied = open + 9 + end.map_or(data.len(), |end| end + 3);
            at = copied;
        } else if bytes.get(open + 1).is_some_and(u8::is_ascii_alphabetic) {
            let end = tag_end(bytes, open + 1);
            let name = name(&html[open + 1..]);
            if bytes[..end].ends_with(b"/>") && !is_void(name) {
                out.push_str(&html[copied..end - 2]);
                out.push_str("></");
                out.push_str(name);
                out.push('>');
                copied = end;
            }
            let code =
                ["script", "style"].iter().any(|code| name.eq_ignore_ascii_case(code)) && copied != end;
            at = if code { after(bytes, end, b"</") } else { end };
        } else {
            at = open + 1;
        }
    }
    if copied == 0 {
        return Cow::Borrowed(html);
    }
    out.push_str(&html[copied..]);
    Cow::Owned(out)
}

/// The position after the next `mark`, or the end.
fn after(bytes: &[u8], from: usize, mark: &[u8]) -> usize {
    memchr::memmem::find(&bytes[from..], mark).map_or(bytes.len(), |at| from + at + mark.len())
}

/// The position after the `>` of a tag; brackets in quoted values are passed over.
fn tag_end(bytes: &[u8], from: usize) -> usize {
    let mut quote = None;
    for (at, byte) in bytes.iter().copied().enumerate().skip(from) {
        match quote {
            Some(mark) if byte == mark => quote = None,
            Some(_) => {}
            None if byte == b'>' => return at + 1,
            None if matches!(byte, b'"' | b'\'') && bytes[at - 1] == b'=' => quote = Some(byte),
            None => {}
        }
    }
    bytes.len()
}

fn name(tag: &str) -> &str {
    let end = tag.find(|c: char| !(c.is_ascii_alphanumeric() || matches!(c, ':' | '-' | '_')));
    &tag[..end.unwrap_or(tag.len())]
}

/// Elements that never have content; the same in HTML.
fn is_void(name: &str) -> bool {
    const VOID: [&str; 14] = [
        "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source",
        "track", "wbr",
    ];
    VOID.iter().any(|void| name.eq_ignore_ascii_case(void))
}

fn escape(text: &str, out: &mut String) {
    for c in text.chars() {
        match c {
            '<' => out.push_str("&lt;"),
            '&' => out.push_str("&amp;"),
            _ => out.push(c),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whole_elements_swallow_nothing_and_character_data_is_text() {
        let page = "<?xml version=\"1.0\" encoding=\"utf-8\"?><html xmlns=\"http://www.w3.org/1999/xhtml\"><head>\
            <title/><script src=\"a>b\"/><style>/*<![CDATA[*/ p{} /*]]>*/</style></head><body><div class=\"menu\"/><a id=\"x\"/>\
            <p>Prices <![CDATA[< 5 & > 3]]> som<br/>a kilo</p></body></html>";
        let parts = crate::html::read(page);
        let texts: Vec<&str> = parts.main.iter().map(|(_, text)| text.as_str()).collect();
        assert_eq!(texts, ["Prices < 5 & > 3 som a kilo"]);
        assert_eq!(parts.issues, []);
    }

    #[test]
    fn a_page_that_is_not_xhtml_is_not_touched() {
        assert!(matches!(as_html("<div/><p>a"), Cow::Borrowed(_)));
    }
}
