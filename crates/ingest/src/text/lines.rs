//! Lines → blocks: what one line is (heading, rule, item, row, quotation), and which lines are one paragraph.

use super::{hyphens::Hyphens, table};
use crate::{Parts, fold};
use rapporteur_model::BlockKind;

/// A line at least this wide that is followed by another is taken for hard-wrapped, whatever the text's own width.
const WRAP: usize = 50;
/// A text is not wrapped at more than this.
const WIDEST: usize = 120;
/// A heading is no longer than this, in characters.
const HEADING: usize = 120;

/// How a text is laid out.
pub(super) struct Layout<'a> {
    /// The width its lines are wrapped at, where it is wrapped.
    width: Option<usize>,
    hyphens: Hyphens<'a>,
}

impl<'a> Layout<'a> {
    pub(super) fn of(text: &'a str) -> Self {
        Self { width: wrap_width(text), hyphens: Hyphens::of(text) }
    }
}

/// The width lines are wrapped at: the widest, where several come close to it.
fn wrap_width(text: &str) -> Option<usize> {
    let widths = || text.lines().map(|line| width(line.trim())).filter(|width| *width <= WIDEST);
    let widest = widths().max().filter(|widest| *widest >= WRAP)?;
    (widths().filter(|width| *width * 10 >= widest * 8).take(3).count() == 3).then_some(widest)
}

/// The columns a line takes: ideographs take two.
fn width(line: &str) -> usize {
    line.chars().map(|c| 1 + usize::from(is_wide(c))).sum()
}

fn is_wide(c: char) -> bool {
    matches!(c, '\u{1100}'..='\u{115f}' | '\u{2e80}'..='\u{a4cf}' | '\u{ac00}'..='\u{d7a3}' | '\u{f900}'..='\u{faff}' | '\u{ff00}'..='\u{ff60}')
}

/// Reads the lines of one group, which no empty line parts.
pub(super) fn read(group: &[&str], layout: &Layout<'_>, parts: &mut Parts) {
    if let Some(rows) = table::aligned(group) {
        rows.into_iter().for_each(|row| parts.push(BlockKind::TableRow, row));
        return;
    }
    let mut lines = group.iter().map(|line| line.trim()).peekable();
    // A line below "Yours sincerely," is a name.
    let mut below_comma = false;
    while let Some(line) = lines.next() {
        if let Some(level) = lines.peek().and_then(|next| underline(line, next)) {
            lines.next();
            parts.push(BlockKind::Heading(level), plain(line));
        } else if is_rule(line) {
        } else if let Some((level, heading)) = atx_heading(line) {
            parts.push(BlockKind::Heading(level), fold(heading));
        } else if let Some(first) = quoted(line) {
            let mut whole = first.to_owned();
            while let Some(next) = lines.next_if(|next| quoted(next).is_some_and(|text| !text.is_empty())) {
                layout.hyphens.join(&mut whole, quoted(next).unwrap_or(next));
            }
            parts.push(BlockKind::Quotation, plain(&whole));
        } else if let Some(item) = bullet(line) {
            let mut item = item.to_owned();
            while let Some(next) = lines.next_if(|next| continues(&item, next)) {
                layout.hyphens.join(&mut item, next);
            }
            parts.push(BlockKind::ListItem, plain(&item));
        } else if line.matches('|').count() >= 2 {
            parts.push(BlockKind::TableRow, table::piped(line));
        } else {
            let mut whole = line.to_owned();
            let mut last = line;
            while let Some(next) = lines.next_if(|next| layout.goes_on(last, next)) {
                layout.hyphens.join(&mut whole, next);
                last = next;
            }
            let alone = last.as_ptr() == line.as_ptr() || is_capitals(line);
            let heading = alone && !below_comma && is_heading(&whole);
            below_comma = whole.ends_with(',');
            parts.push(if heading { BlockKind::Heading(2) } else { BlockKind::Paragraph }, plain(&whole));
        }
    }
}

impl Layout<'_> {
    /// Whether a line goes on in the next: it is as wide as it could be, or the next begins in the middle of a sentence, or
    /// both are parts of one heading in capitals.
    fn goes_on(&self, line: &str, next: &str) -> bool {
        if bullet(next).is_some() || next.matches('|').count() >= 2 || is_rule(next) || quoted(next).is_some()
        {
            return false;
        }
        let ends = line.ends_with(['.', '!', '?', ':', ';']);
        let first = next.split_whitespace().next().map_or(0, width);
        let full = self.width.is_some_and(|most| width(line) + 1 + first > most && width(line) * 2 > most);
        width(line) >= WRAP
            || full
            || !ends && next.starts_with(char::is_lowercase)
            || is_capitals(line) && is_capitals(next)
    }
}

fn is_capitals(line: &str) -> bool {
    line.chars().filter(|c| c.is_alphabetic()).count() >= 3
        && !line.chars().any(char::is_lowercase)
        && line.chars().any(char::is_uppercase)
}

/// A line of nothing but signs, that parts what stands above from what stands below.
fn is_rule(line: &str) -> bool {
    line.chars().all(|c| {
        matches!(c, '-' | '=' | '_' | '*' | '#' | '~' | ' ' | '|' | ':' | '+' | '—' | '–' | '─' | '═')
    })
}

/// The level of a heading whose underline is the next line.
fn underline(line: &str, next: &str) -> Option<u8> {
    let mark = next.chars().next().filter(|mark| matches!(mark, '=' | '-' | '~' | '*' | '^'))?;
    let drawn = next.len() >= 3 && next.chars().all(|c| c == mark);
    let fits = next.chars().count() * 2 >= line.chars().count();
    let text = line.chars().count() <= HEADING && line.chars().any(char::is_alphabetic);
    let free = bullet(line).is_none() && !line.contains('|') && quoted(line).is_none();
    (drawn && fits && text && free).then_some(if mark == '=' { 1 } else { 2 })
}

fn continues(item: &str, next: &str) -> bool {
    let open = !item.ends_with(['.', '!', '?', ':', ';']);
    bullet(next).is_none()
        && !is_rule(next)
        && (open || item.chars().count() >= WRAP || next.starts_with(char::is_lowercase))
}

/// The text of a quoted line.
fn quoted(line: &str) -> Option<&str> {
    let rest = line.strip_prefix('>')?;
    Some(rest.trim_start_matches(['>', ' ', '\t']))
}

/// Text without Markdown's emphasis marks.
pub(super) fn plain(text: &str) -> String {
    fold(&text.replace("**", "").replace("__", "").replace('`', ""))
}

fn atx_heading(line: &str) -> Option<(u8, &str)> {
    let rest = line.trim_start_matches('#');
    let level = line.len() - rest.len();
    let heading = rest.strip_prefix(' ')?.trim().trim_end_matches('#').trim();
    ((1..=6).contains(&level) && !heading.is_empty()).then_some((u8::try_from(level).unwrap_or(6), heading))
}

/// The text of a list item.
pub(super) fn bullet(line: &str) -> Option<&str> {
    for mark in [
        "- ", "* ", "• ", "· ", "– ", "— ", "+ ", "o ", "▪ ", "■ ", "● ", "◦ ", "‣ ", "► ", "✓ ", "•\t",
        "-\t",
    ] {
        if let Some(rest) = line.strip_prefix(mark) {
            return Some(rest.trim_start());
        }
    }
    let digits = line.bytes().take_while(u8::is_ascii_digit).count();
    let rest = &line[digits..];
    let mark = [") ", ". ", ")\t", ".\t"].iter().any(|mark| rest.starts_with(mark));
    if (1..=2).contains(&digits) && mark {
        return Some(rest[2..].trim_start());
    }
    let letter = line.chars().next().filter(|c| c.is_lowercase())?;
    let rest = &line[letter.len_utf8()..];
    rest.strip_prefix(") ").map(str::trim_start)
}

fn is_heading(line: &str) -> bool {
    let words = line.split_whitespace().count();
    line.chars().count() <= HEADING
        && words <= 16
        && !line.ends_with(['.', ',', ';', ':', '!', '…', '。', '；', '：'])
        && line.chars().any(char::is_alphabetic)
}
