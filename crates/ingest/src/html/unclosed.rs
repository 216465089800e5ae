//! Comments, scripts, titles and the like that are opened and never closed: a tokenizer gives them the rest of the page,
//! and a browser shows nothing of it; a reader wants the text. Linear: whether something is closed is known from where
//! it is closed for the last time.

use std::borrow::Cow;

/// What is opened and not closed, to be told to a person, and the page with it closed; one name once.
pub(crate) fn closed(html: &str) -> (Cow<'_, str>, Vec<&'static str>) {
    let ends = LastEnds::of(html);
    let mut out = String::new();
    let mut copied = 0;
    let mut names = Vec::new();
    let mut at = 0;
    while let Some(open) = memchr::memchr(b'<', &html.as_bytes()[at..]).map(|found| at + found) {
        let Some(raw) = raw_at(html, open) else {
            at = open + 1;
            continue;
        };
        if open < ends.last[raw] {
            // It is closed: what stands in it is not looked at.
            at = end_of(html, open, raw);
            continue;
        }
        let name = RAW[raw];
        if !names.contains(&name) {
            names.push(name);
        }
        if raw == COMMENT {
            // Without its dashes it ends at the first bracket, as the drafts of HTML5 had it; the words on both sides of it
            // do not become one.
            out.push_str(&html[copied..open]);
            out.push_str(" <!");
            copied = open + 4;
            at = copied;
        } else {
            let end = likely_end(html, open, name);
            out.push_str(&html[copied..end]);
            out.push_str("</");
            out.push_str(name);
            out.push('>');
            copied = end;
            at = end;
        }
    }
    if names.is_empty() {
        return (Cow::Borrowed(html), names);
    }
    out.push_str(&html[copied..]);
    (Cow::Owned(out), names)
}

/// What takes all that follows as its text; comments first.
const RAW: [&str; 9] =
    ["comment", "script", "style", "title", "textarea", "iframe", "noembed", "noframes", "xmp"];
const COMMENT: usize = 0;

/// Where each of [`RAW`] is closed for the last time.
struct LastEnds {
    last: [usize; RAW.len()],
}

impl LastEnds {
    fn of(html: &str) -> Self {
        let bytes = html.as_bytes();
        let mut last = [0; RAW.len()];
        let plain = memchr::memmem::rfind(bytes, b"-->");
        // The rare other end is looked for only where a comment seems open.
        let rest = &bytes[plain.unwrap_or(0)..];
        let rare = memchr::memmem::find(rest, b"<!--").and_then(|_| memchr::memmem::rfind(bytes, b"--!>"));
        last[COMMENT] = plain.max(rare).map_or(0, |at| at + 1);
        for at in memchr::memchr_iter(b'<', bytes) {
            if let Some(raw) =
                bytes.get(at + 1).filter(|next| **next == b'/').and_then(|_| raw_name(&bytes[at + 2..]))
            {
                last[raw] = at;
            }
        }
        Self { last }
    }
}

/// Which of [`RAW`] begins at a `<`.
fn raw_at(html: &str, open: usize) -> Option<usize> {
    let rest = &html.as_bytes()[open + 1..];
    if rest.starts_with(b"!--") {
        return Some(COMMENT);
    }
    raw_name(rest)
}

/// Which of [`RAW`] the bytes begin with; few elements share its first letters.
fn raw_name(bytes: &[u8]) -> Option<usize> {
    let first = bytes.first()? | 0x20;
    if !matches!(first, b's' | b't' | b'i' | b'n' | b'x') {
        return None;
    }
    (1..RAW.len()).find(|raw| RAW[*raw].as_bytes()[0] == first && begins(bytes, RAW[*raw]))
}

/// Whether the bytes are a name and its end, in any case.
fn begins(bytes: &[u8], name: &str) -> bool {
    bytes.get(..name.len()).is_some_and(|head| head.eq_ignore_ascii_case(name.as_bytes()))
        && bytes.get(name.len()).is_none_or(|next| matches!(next, b'>' | b'/' | b' ' | b'\t' | b'\n' | b'\r'))
}

/// Where something that is closed ends, or a place within it from which the search may go on.
fn end_of(html: &str, open: usize, raw: usize) -> usize {
    let bytes = html.as_bytes();
    if raw == COMMENT {
        // `<!-->` is a whole comment.
        return memchr::memmem::find(&bytes[open + 2..], b"-->").map_or(html.len(), |at| open + 2 + at + 3);
    }
    memchr::memmem::find_iter(&bytes[open..], b"</")
        .find(|at| begins(&bytes[open + at + 2..], RAW[raw]))
        .map_or(html.len(), |at| open + at + 2)
}

/// Elements that begin the page's text after a script that was not closed.
const TEXT_BEGINS: [&str; 17] = [
    "body", "/head", "/body", "p", "div", "h1", "h2", "h3", "table", "ul", "ol", "article", "main",
    "section", "header", "nav", "script",
];

/// Where an element that is not closed was likely meant to end: at the next tag; for a script, whose text may hold tags,
/// at the first that begins text; an embedded page has no text.
fn likely_end(html: &str, open: usize, name: &str) -> usize {
    let bytes = html.as_bytes();
    let begin = memchr::memchr(b'>', &bytes[open..]).map_or(html.len(), |at| open + at + 1);
    let mut tags = memchr::memchr_iter(b'<', &bytes[begin..]).map(|at| begin + at);
    match name {
        "iframe" | "noembed" | "noframes" => begin,
        "script" => {
            tags.find(|at| TEXT_BEGINS.iter().any(|tag| begins(&bytes[at + 1..], tag))).unwrap_or(html.len())
        }
        _ => tags
            .find(|at| {
                bytes
                    .get(at + 1)
                    .is_some_and(|next| next.is_ascii_alphabetic() || matches!(next, b'/' | b'!'))
            })
            .unwrap_or(html.len()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_whose_comments_and_scripts_are_closed_is_not_copied() {
        let page = "<title>a</title><!-- <script> --><SCRIPT>if (a < b) '<!--'</SCRIPT ><p>x<!--> y <!---->";
        assert!(matches!(closed(page), (Cow::Borrowed(_), names) if names.is_empty()));
    }

    #[test]
    fn words_on_both_sides_of_a_comment_that_is_not_closed_stay_two() {
        let main = crate::html::read("<p>The text<!-- note >of the page</p>").main;
        assert_eq!(main.iter().map(|(_, text)| text.as_str()).collect::<Vec<_>>(), ["The text of the page"]);
    }

    #[test]
    fn what_is_not_closed_gives_the_page_back() {
        for (page, name) in [
            ("<!-- a --><p>one</p><!-- note ><p>Text</p>", "comment"),
            ("<title>Osh<p>Text</p>", "title"),
            ("<script src=x></script><script>if (a<b) f('x')\n<p>Text</p>", "script"),
            ("<style>p {}<p>Text</p>", "style"),
            ("<textarea>note<p>Text</p>", "textarea"),
            ("<iframe src=x><p>Text</p>", "iframe"),
        ] {
            let (text, names) = closed(page);
            assert_eq!(names, [name], "{text}");
            let texts: Vec<String> = crate::html::read(page).main.into_iter().map(|(_, text)| text).collect();
            assert_eq!(texts.last().map(String::as_str), Some("Text"), "{text}");
        }
    }
}
