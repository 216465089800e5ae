//! Plain text and Markdown → blocks: paragraphs, hard-wrapped lines joined, headings, lists, tables, quotations, heads.

mod front_matter;
mod headers;
mod hyphens;
mod lines;
mod markdown;
mod pages;
mod table;

use crate::{Parts, fold};
use lines::Layout;
use rapporteur_model::BlockKind;
use std::borrow::Cow;

/// So many groups of lines at the beginning may be the head of a press release.
const HEAD: usize = 4;

/// Reads Markdown; files too long for its parser as plain text.
pub(crate) fn read_markdown(text: &str) -> Parts {
    let text = with_plain_line_ends(text);
    if text.len() > markdown::LONGEST {
        read(&text)
    } else {
        markdown::read(text.trim_start_matches('\u{feff}'))
    }
}

/// Reads plain text.
pub(crate) fn read(text: &str) -> Parts {
    let mut parts = Parts::default();
    let text = with_plain_line_ends(text);
    let (text, edges) = pages::joined(text.trim_start_matches(['\u{feff}', '\n']));
    let mut body = text.as_ref();
    if let Some(rest) = headers::read(body, &mut parts) {
        body = rest;
    }
    let layout = Layout::of(body);
    let mut groups = Groups { lines: body.lines() }.peekable();
    let mut number = 0;
    while let Some(group) = groups.next() {
        if parts.is_full() {
            break;
        }
        match group.as_slice() {
            [line] if (number == 0 || groups.peek().is_none()) && is_interface(line) => {
                parts.chrome.push(fold(line));
            }
            group if number < HEAD && group.iter().all(|line| headers::is_press_head(line)) => {
                parts.chrome.extend(group.iter().map(|line| fold(line)));
            }
            group if group[0].trim_start().starts_with("```") => fenced(group, &mut groups, &mut parts),
            group => lines::read(group, &layout, &mut parts),
        }
        number += 1;
    }
    parts.chrome.extend(edges);
    parts
}

/// A group of lines is no longer than this.
const GROUP: usize = 2_000;

/// The groups of lines between empty lines.
struct Groups<'a> {
    lines: std::str::Lines<'a>,
}

impl<'a> Iterator for Groups<'a> {
    type Item = Vec<&'a str>;

    fn next(&mut self) -> Option<Self::Item> {
        let first = self.lines.by_ref().find(|line| !line.trim().is_empty())?;
        let rest = self.lines.by_ref().take(GROUP).take_while(|line| !line.trim().is_empty());
        Some(std::iter::once(first).chain(rest).collect())
    }
}

/// Code between fences: a block a line; without a closing fence, the group alone.
fn fenced<'a>(first: &[&'a str], groups: &mut impl Iterator<Item = Vec<&'a str>>, parts: &mut Parts) {
    let is_fence = |line: &&str| line.trim_start().starts_with("```");
    let mut group = first.to_vec();
    let mut open = false;
    loop {
        for line in &group {
            let code = fold(line);
            if is_fence(line) {
                open = !open;
            } else if !code.is_empty() {
                parts.push(BlockKind::Preformatted, code);
            }
        }
        if !open || parts.is_full() {
            return;
        }
        let Some(next) = groups.next() else { return };
        group = next;
    }
}

/// The text with every line ended by one newline.
fn with_plain_line_ends(text: &str) -> Cow<'_, str> {
    const ENDS: [char; 4] = ['\r', '\u{b}', '\u{2028}', '\u{2029}'];
    if !text.contains(ENDS) {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len());
    let mut rest = text.chars().peekable();
    while let Some(c) = rest.next() {
        match c {
            '\r' if rest.peek() == Some(&'\n') => {}
            c if ENDS.contains(&c) => out.push('\n'),
            c => out.push(c),
        }
    }
    Cow::Owned(out)
}

/// Phrases of an interface that get copied with a text, lower case, one a line.
const INTERFACE: &str = include_str!("../../data/interface.txt");

/// Whether a short line is part of an interface and not of the text.
pub(crate) fn is_interface(line: &str) -> bool {
    let line = line.trim();
    if line.len() > 360 {
        return false;
    }
    let line = line.to_lowercase();
    line.chars().count() <= 90
        && INTERFACE
            .lines()
            .filter(|phrase| !phrase.starts_with('#') && !phrase.is_empty())
            .any(|phrase| line.starts_with(phrase))
}

#[cfg(test)]
mod tests;
