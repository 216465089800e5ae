//! The head of a Markdown file between `---` or `+++` lines: `key: value` or `key = value`, one a line. Nothing nested is
//! read; a list in brackets gives its items.

use crate::{Parts, fold};
use rapporteur_model::{Declared, DeclaredField};

/// A head is no longer than this, in bytes.
const LONGEST: usize = 16 << 10;

/// Reads the head; gives the rest of the text, all of it where there is no head.
pub(super) fn read<'a>(text: &'a str, parts: &mut Parts) -> &'a str {
    let Some((fence, body)) =
        ["---\n", "+++\n"].iter().find_map(|fence| Some((*fence, text.strip_prefix(fence)?)))
    else {
        return text;
    };
    let close = format!("\n{}", fence.trim_end());
    let Some(end) = format_end(body, &close) else { return text };
    for line in body[..end].lines() {
        let pair = if fence.starts_with('+') { line.split_once('=') } else { line.split_once(':') };
        if let Some((key, value)) = pair.filter(|(key, _)| !key.starts_with([' ', '-', '#'])) {
            declare(key.trim().to_lowercase().as_str(), value, parts);
        }
    }
    body[end + close.len()..].trim_start_matches(['-', '+', ' ', '\n'])
}

fn format_end(body: &str, close: &str) -> Option<usize> {
    let end = body.find(close).filter(|end| *end <= LONGEST)?;
    // Not a rule between paragraphs of a text that begins with one.
    body[..end].lines().any(|line| line.contains([':', '='])).then_some(end)
}

fn declare(key: &str, value: &str, parts: &mut Parts) {
    let (field, rule) = match key {
        "title" => (DeclaredField::Title, "front-matter-title"),
        "date" | "published" | "pubdate" | "publishdate" => (DeclaredField::Published, "front-matter-date"),
        "updated" | "lastmod" | "modified" => (DeclaredField::Modified, "front-matter-modified"),
        "author" | "authors" => (DeclaredField::Author, "front-matter-author"),
        "lang" | "language" => (DeclaredField::Language, "front-matter-language"),
        "description" | "summary" => (DeclaredField::Description, "front-matter-description"),
        "canonical" | "url" => (DeclaredField::Url, "front-matter-url"),
        _ => return,
    };
    let value = value.trim();
    let list = value.strip_prefix('[').and_then(|rest| rest.strip_suffix(']'));
    let values: Vec<&str> = list.map_or_else(|| vec![value], |items| items.split(',').collect());
    for value in values {
        let value = fold(value.trim().trim_matches(['"', '\'']));
        if !value.is_empty() {
            parts.declared.push(Declared::new(field, value, rule));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_styles_are_declared_and_the_text_follows() {
        for text in [
            "---\ntitle: \"Plan: second half\"\ndate: 2014-07-01\nauthors: [A. Osei, 'B. Lund']\ntags:\n  - x\n---\n\n# Plan",
            "+++\ntitle = \"Plan: second half\"\ndate = 2014-07-01\nauthors = [\"A. Osei\", \"B. Lund\"]\n+++\n# Plan",
        ] {
            let mut parts = Parts::default();
            assert_eq!(read(text, &mut parts), "# Plan");
            let values: Vec<&str> = parts.declared.iter().map(|declared| declared.value.as_str()).collect();
            assert_eq!(values, ["Plan: second half", "2014-07-01", "A. Osei", "B. Lund"]);
        }
    }

    #[test]
    fn a_rule_at_the_beginning_is_no_head() {
        let text = "---\nA paragraph\n---\nText";
        assert_eq!(read(text, &mut Parts::default()), text);
    }
}
