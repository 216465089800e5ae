//! Texts of the body that look like a date or a byline though no class says so, and the words before a date.
//!
//! Only the shape is looked at (a year of four digits, digits parted by signs, a first word such as "By"): what the
//! text means is for those who know calendars and names.

use super::Collected;
use super::class_words::Meaning;
use super::outline::{Outline, short_text};
use crate::html::tree::{Node, Tree};
use rapporteur_model::DeclaredField::{Author, Published};
use std::sync::LazyLock;

/// The longest text that is a line with a date, and that is a byline; in bytes.
const DATE_LINE: usize = 200;
const BYLINE: usize = 140;
/// Of a longer text only so much is looked at.
const HEAD: usize = 48;

/// Words with which a byline begins, in small letters.
static BYLINE_WORDS: LazyLock<Vec<&str>> = LazyLock::new(|| {
    include_str!("../../../data/byline_words.txt").lines().filter(|line| !line.starts_with('#')).collect()
});

/// What one text node shows.
pub(super) fn read(tree: &Tree, outline: &Outline, at: usize, text: &str, found: &mut Collected) {
    let text = text.trim();
    if text.len() < 2 {
        return;
    }
    let parent = tree.parent(at);
    if tree
        .element(parent)
        .is_some_and(|element| matches!(&*element.name, "script" | "style" | "title" | "option" | "textarea"))
    {
        return;
    }
    if text.len() > DATE_LINE {
        // "OSH, 3 May 2012. Forty officials met …"
        let head = &text[..crate::floor(text, HEAD)];
        if has_date_shape(head) {
            found.see(Published, Some(head), "text-head", at);
        }
        return;
    }
    let known = outline.own(parent).has(Meaning::DATE)
        || tree.element(parent).is_some_and(|element| element.is("time"));
    if !known && has_date_shape(text) {
        let within = tree.element(parent).map_or("", |element| &element.name);
        let rule = match within {
            "td" | "th" => "cell-date",
            "li" | "dd" | "dt" => "item-date",
            "h1" | "h2" | "h3" | "h4" => "heading-date",
            "a" => "link-date",
            _ => "text-date",
        };
        match label(tree, at) {
            Some(label) => found.see(Published, Some(&format!("{label} {text}")), rule, at),
            None => found.see(Published, Some(text), rule, at),
        }
    }
    if text.len() <= BYLINE && begins_byline(text) {
        byline(tree, at, text, found);
    }
}

/// A byline with the elements that follow its first words.
fn byline(tree: &Tree, at: usize, text: &str, found: &mut Collected) {
    let own = crate::fold(text);
    if own.split(' ').count() > 2 {
        return found.see(Author, Some(&own), "text-byline", at);
    }
    let mut around = tree.parent(at);
    for _ in 0..3 {
        let Some(whole) = short_text(tree, around, BYLINE) else { return };
        if let Some(from) = whole.find(own.as_str())
            && whole.len() - from > own.len() + 3
        {
            return found.see(Author, Some(&whole[from..]), "text-byline", at);
        }
        around = tree.parent(around);
    }
}

fn begins_byline(text: &str) -> bool {
    let end = text.find(|c: char| !c.is_alphabetic()).unwrap_or(text.len());
    let word = &text[..end];
    if word.is_empty() || word.len() > 20 {
        return false;
    }
    BYLINE_WORDS.iter().any(|known| {
        known.len() == word.len() && (word.eq_ignore_ascii_case(known) || word.to_lowercase() == **known)
    })
}

pub(super) fn has_digits(text: &str) -> bool {
    text.bytes().any(|byte| byte.is_ascii_digit())
}

/// Whether a text holds a year from 1990 to 2049, or three groups of digits parted by one sign.
fn has_date_shape(text: &str) -> bool {
    let bytes = text.as_bytes();
    let mut at = 0;
    let mut groups = 0;
    let mut sign_before = 0;
    while at < bytes.len() {
        if !bytes[at].is_ascii_digit() {
            at += 1;
            continue;
        }
        let start = at;
        while at < bytes.len() && bytes[at].is_ascii_digit() {
            at += 1;
        }
        let run = &bytes[start..at];
        if run.len() == 4 && (run.starts_with(b"199") || (run.starts_with(b"20") && run[2] < b'5')) {
            return true;
        }
        let glued = start > 0 && bytes[start - 1] == sign_before && sign_before != 0;
        groups = if run.len() > 2 {
            0
        } else if glued {
            groups + 1
        } else {
            1
        };
        if groups == 3 {
            return true;
        }
        sign_before = bytes.get(at).copied().filter(|byte| matches!(byte, b'.' | b'/' | b'-')).unwrap_or(0);
    }
    false
}

/// The words right before a node, where they are few: "Published on", "Updated:".
pub(super) fn label(tree: &Tree, at: usize) -> Option<String> {
    let (nearest, before) =
        (at.saturating_sub(4)..at).rev().find_map(|before| match &tree.nodes[before] {
            Node::Text(text) if !text.trim().is_empty() => Some((text, before)),
            _ => None,
        })?;
    let heading = tree.element(tree.parent(before)).is_some_and(|parent| {
        matches!(&*parent.name, "h1" | "h2" | "h3" | "h4" | "title" | "script" | "style")
    });
    let text = nearest.trim();
    let short = text.len() <= 40 && text.split_whitespace().count() <= 3;
    (short && !heading && !has_digits(text) && text.chars().any(char::is_alphabetic))
        .then(|| crate::fold(text))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_year_or_three_groups_of_digits_have_the_shape_of_a_date() {
        for text in ["3 May 2012", "Osh, 03.05.12", "5/3/12 10:15", "2012年5月3日"] {
            assert!(has_date_shape(text), "{text}");
        }
        for text in ["10:15", "tel. 312 66 20", "1,200 people", "12.5", "room 20155"] {
            assert!(!has_date_shape(text), "{text}");
        }
    }

    #[test]
    fn a_byline_begins_with_a_word_of_the_list() {
        assert!(begins_byline("By Ana Ruiz"));
        assert!(begins_byline("Автор: Анна Лунд"));
        assert!(!begins_byline("Bypass closed"));
    }
}
