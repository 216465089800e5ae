//! Plain text → blocks: paragraphs, hard-wrapped lines joined, headings, bullet lists, e-mail-like headers,
//! Markdown headings and tables.

use crate::{Parts, fold};
use rapporteur_model::{BlockKind, Declared, DeclaredField};

/// A line at least this long that is followed by another is taken for hard-wrapped.
const WRAP: usize = 50;
/// A heading is no longer than this, in characters.
const HEADING: usize = 120;

pub(crate) fn read(text: &str) -> Parts {
    let mut parts = Parts::default();
    let text = text
        .replace("\r\n", "\n")
        .replace(['\r', '\u{b}', '\u{2028}', '\u{2029}'], "\n")
        .replace('\u{c}', "\n\n");
    let mut body = text.trim_start_matches(['\u{feff}', '\n']);
    if let Some(rest) = headers(body, &mut parts) {
        body = rest;
    }
    let paragraphs: Vec<Vec<&str>> = body
        .split("\n\n")
        .flat_map(|part| part.split("\n \n"))
        .map(|part| part.lines().map(str::trim).filter(|line| !line.is_empty()).collect::<Vec<_>>())
        .filter(|lines| !lines.is_empty())
        .collect();
    let count = paragraphs.len();
    for (at, lines) in paragraphs.into_iter().enumerate() {
        paragraph(&lines, at == 0 || at + 1 == count, &mut parts);
    }
    parts
}

/// Reads a head of `Name: value` lines as of a mail; gives the rest of the text.
fn headers<'a>(text: &'a str, parts: &mut Parts) -> Option<&'a str> {
    let (head, rest) = text.split_once("\n\n")?;
    let mut found = Vec::new();
    for line in head.lines() {
        if line.starts_with([' ', '\t']) {
            let (_, value): &mut (String, String) = found.last_mut()?;
            value.push(' ');
            value.push_str(line.trim());
            continue;
        }
        let (name, value) = line.split_once(':')?;
        if name.is_empty() || name.len() > 40 || name.contains(' ') {
            return None;
        }
        found.push((name.to_lowercase(), value.trim().to_owned()));
    }
    let known = |name: &str| found.iter().any(|(key, _)| key == name);
    if found.len() < 2 || !(known("subject") || known("тема") || (known("date") && known("from"))) {
        return None;
    }
    for (name, value) in &found {
        let (field, rule) = match name.as_str() {
            "subject" | "тема" | "title" => (DeclaredField::Title, "header-subject"),
            "date" | "дата" => (DeclaredField::Published, "header-date"),
            "from" | "author" | "от" => (DeclaredField::Author, "header-from"),
            _ => continue,
        };
        let value = value.split(" <").next().unwrap_or(value).trim_matches('"');
        parts.declared.push(Declared::new(field, fold(value), rule));
    }
    parts.chrome.extend(head.lines().map(fold).filter(|line| !line.is_empty()));
    Some(rest)
}

fn paragraph(lines: &[&str], edge: bool, parts: &mut Parts) {
    if let [line] = lines
        && edge
        && is_interface(line)
    {
        parts.chrome.push(fold(line));
        return;
    }
    let mut lines = lines.iter().copied().peekable();
    while let Some(line) = lines.next() {
        if line.chars().all(|c| matches!(c, '-' | '=' | '_' | '*' | '#' | '~' | ' ' | '|' | ':' | '+')) {
            continue;
        }
        if let Some((level, heading)) = markdown_heading(line) {
            parts.main.push((BlockKind::Heading(level), fold(heading)));
            continue;
        }
        if let Some(item) = bullet(line) {
            let mut item = item.to_owned();
            while let Some(next) = lines.next_if(|next| continues(&item, next)) {
                item.push(' ');
                item.push_str(next);
            }
            parts.main.push((BlockKind::ListItem, plain(&item)));
            continue;
        }
        if line.matches('|').count() >= 2 {
            let cells: Vec<String> = line.trim_matches('|').split('|').map(plain).collect();
            parts.main.push((BlockKind::TableRow, cells.join(" | ")));
            continue;
        }
        let mut whole = line.to_owned();
        let mut last = line;
        while let Some(next) = lines
            .next_if(|next| goes_on(last, next) && bullet(next).is_none() && next.matches('|').count() < 2)
        {
            let hyphenated =
                whole.ends_with('-') && next.starts_with(char::is_lowercase) && !whole.ends_with(" -");
            if !hyphenated {
                whole.push(' ');
            }
            whole.push_str(next);
            last = next;
        }
        let alone = whole.len() == line.len() || is_capitals(line);
        let heading = alone && is_heading(&whole);
        parts.main.push((if heading { BlockKind::Heading(2) } else { BlockKind::Paragraph }, plain(&whole)));
    }
}

/// Whether a line goes on in the next: it is long, or the next begins in the middle of a sentence, or both are parts of
/// one heading in capitals.
fn goes_on(line: &str, next: &str) -> bool {
    let ends = line.ends_with(['.', '!', '?', ':', ';']);
    wrapped(line) || !ends && next.starts_with(char::is_lowercase) || is_capitals(line) && is_capitals(next)
}

fn is_capitals(line: &str) -> bool {
    line.chars().filter(|c| c.is_alphabetic()).count() >= 3 && !line.chars().any(char::is_lowercase)
}

fn wrapped(line: &str) -> bool {
    line.chars().count() >= WRAP
}

fn continues(item: &str, next: &str) -> bool {
    let open = !item.ends_with(['.', '!', '?', ':', ';']);
    bullet(next).is_none() && (open || item.chars().count() >= WRAP || next.starts_with(char::is_lowercase))
}

/// Text without Markdown's emphasis marks.
fn plain(text: &str) -> String {
    fold(&text.replace("**", "").replace("__", "").replace('`', ""))
}

fn markdown_heading(line: &str) -> Option<(u8, &str)> {
    let rest = line.trim_start_matches('#');
    let level = line.len() - rest.len();
    let heading = rest.strip_prefix(' ')?.trim().trim_end_matches('#').trim();
    ((1..=6).contains(&level) && !heading.is_empty()).then_some((u8::try_from(level).unwrap_or(6), heading))
}

fn bullet(line: &str) -> Option<&str> {
    for mark in ["- ", "* ", "• ", "· ", "– ", "— ", "+ ", "o "] {
        if let Some(rest) = line.strip_prefix(mark) {
            return Some(rest.trim_start());
        }
    }
    let digits = line.bytes().take_while(u8::is_ascii_digit).count();
    let rest = &line[digits..];
    let mark = rest.starts_with(") ") || rest.starts_with(". ");
    ((1..=2).contains(&digits) && mark).then(|| rest[2..].trim_start())
}

fn is_heading(line: &str) -> bool {
    let words = line.split_whitespace().count();
    line.chars().count() <= HEADING
        && words <= 16
        && !line.ends_with(['.', ',', ';', ':', '!', '…'])
        && line.chars().any(char::is_alphabetic)
}

/// Phrases of an interface that get copied with a text, lower case, one a line.
const INTERFACE: &str = include_str!("../data/interface.txt");

/// Whether a short line is part of an interface and not of the text.
pub(crate) fn is_interface(line: &str) -> bool {
    let line = line.trim().to_lowercase();
    line.chars().count() <= 90
        && INTERFACE
            .lines()
            .filter(|phrase| !phrase.starts_with('#') && !phrase.is_empty())
            .any(|phrase| line.starts_with(phrase))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(text: &str) -> Vec<String> {
        read(text).main.into_iter().map(|(_, text)| text).collect()
    }

    #[test]
    fn hard_wrapped_lines_become_one_paragraph() {
        let text = "The workshop brought together officials of six ministries and\nrepresentatives of civil society.\n\nNext.";
        assert_eq!(texts(text).len(), 2);
    }

    #[test]
    fn short_lines_stay_apart() {
        assert_eq!(texts("Osh\nBatken\nNaryn"), ["Osh", "Batken", "Naryn"]);
    }

    #[test]
    fn a_mail_head_is_declared_and_no_main_text() {
        let parts = read("Date: 3 May 2012\nFrom: A. B. <a@b.org>\nSubject: Seminar\n\nDear colleagues,");
        assert_eq!(parts.declared.len(), 3);
        assert_eq!(parts.declared[1].value, "A. B.");
        assert_eq!(parts.main.len(), 1);
    }

    #[test]
    fn copied_interface_lines_at_the_edges_are_chrome() {
        let parts = read(
            "Click here for search results\n\nA heading\n\nText of the page.\n\nPermanent URL for this page:",
        );
        assert_eq!(parts.chrome.len(), 2);
        assert_eq!(parts.main.len(), 2);
    }
}
