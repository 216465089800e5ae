//! Text dumped from paged files: form feeds, page numbers and running heads go, and a paragraph that a page cut in two
//! becomes one again.

use std::borrow::Cow;
use std::collections::BTreeMap;

/// A line at the edge of so many pages is a running head.
const RUNNING: usize = 3;

/// The text without the ends of its pages, and the lines that stood there.
pub(super) fn joined(text: &str) -> (Cow<'_, str>, Vec<String>) {
    if memchr::memchr(b'\x0c', text.as_bytes()).is_none() {
        return (Cow::Borrowed(text), Vec::new());
    }
    let pages: Vec<Vec<&str>> = text.split('\x0c').map(|page| trimmed(page.lines().collect())).collect();
    let mut edges: BTreeMap<String, usize> = BTreeMap::new();
    for page in pages.iter().filter(|page| page.len() > 2) {
        for line in [page.first(), page.last()].into_iter().flatten() {
            *edges.entry(without_numbers(line)).or_default() += 1;
        }
    }
    let is_edge = |line: &str| {
        is_page_number(line) || edges.get(&without_numbers(line)).is_some_and(|count| *count >= RUNNING)
    };
    let mut out = String::with_capacity(text.len());
    let mut dropped = Vec::new();
    for (number, page) in pages.iter().enumerate() {
        let mut lines = page.as_slice();
        while let [first, rest @ ..] = lines
            && is_edge(first)
            // What runs over every page stands on the first as the title.
            && (number > 0 || is_page_number(first))
        {
            dropped.push(crate::fold(first));
            lines = trim(rest);
        }
        while let [rest @ .., last] = lines
            && is_edge(last)
        {
            dropped.push(crate::fold(last));
            lines = trim(rest);
        }
        let Some(first) = lines.first() else { continue };
        let goes_on = first.trim_start().starts_with(char::is_lowercase)
            && !out.trim_end().ends_with(['.', '!', '?', ':', ';']);
        out.push_str(if out.is_empty() || goes_on { "" } else { "\n" });
        for line in lines {
            out.push_str(line);
            out.push('\n');
        }
    }
    (Cow::Owned(out), dropped)
}

fn trimmed(lines: Vec<&str>) -> Vec<&str> {
    trim(&lines).to_vec()
}

fn trim<'a, 'b>(mut lines: &'b [&'a str]) -> &'b [&'a str] {
    while let [first, rest @ ..] = lines
        && first.trim().is_empty()
    {
        lines = rest;
    }
    while let [rest @ .., last] = lines
        && last.trim().is_empty()
    {
        lines = rest;
    }
    lines
}

/// A line with its digits and white space folded, so that running heads with page numbers are the same.
fn without_numbers(line: &str) -> String {
    let folded = crate::fold(line);
    folded.chars().filter(|c| !c.is_ascii_digit()).collect()
}

/// "12", "- 12 -", "Page 3 of 10", "стр. 4", "5/12".
fn is_page_number(line: &str) -> bool {
    const WORDS: [&str; 14] = [
        "page",
        "p",
        "pg",
        "of",
        "стр",
        "страница",
        "из",
        "seite",
        "von",
        "página",
        "pág",
        "de",
        "sur",
        "pagina",
    ];
    let mut digits = false;
    let plain = line.trim().to_lowercase();
    plain.chars().count() <= 24
        && plain
            .split(|c: char| c.is_whitespace() || matches!(c, '-' | '–' | '—' | '/' | '.' | '|' | '[' | ']'))
            .filter(|word| !word.is_empty())
            .all(|word| {
                let number = word.len() <= 4 && word.bytes().all(|byte| byte.is_ascii_digit());
                digits |= number;
                number || WORDS.contains(&word)
            })
        && digits
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_paragraph_goes_on_over_the_end_of_its_page() {
        let text = "ANNUAL REPORT\n\nThe first paragraph is cut\n\n- 1 -\n\x0cANNUAL REPORT\n\nin two by a page.\n\nNext.\n\nPage 2 of 3\n\x0c\
            ANNUAL REPORT\n\nThe end.\n\n3\n";
        let (text, dropped) = joined(text);
        assert_eq!(
            text,
            "ANNUAL REPORT\n\nThe first paragraph is cut\nin two by a page.\n\nNext.\n\nThe end.\n"
        );
        assert_eq!(dropped.len(), 5);
    }

    #[test]
    fn lines_with_words_are_no_page_numbers() {
        for line in ["12 May", "Osh", "of", "2012–2015 strategy"] {
            assert!(!is_page_number(line), "{line}");
        }
        for line in ["12", "– 12 –", "Page 3 of 10", "Стр. 4 из 7", "5/12", "Página 2 de 9"] {
            assert!(is_page_number(line), "{line}");
        }
    }
}
