//! What stands before the text and is not part of it: a head of `Name: value` lines as of a mail, and the lines that open
//! a press release, in several languages (`data/headers.tsv`, `data/press_heads.txt`).

use crate::{Parts, fold};
use rapporteur_model::{Declared, DeclaredField};
use std::collections::BTreeMap;
use std::sync::LazyLock;

/// What a line of a head declares; `None` for those that only belong to it.
static FIELDS: LazyLock<BTreeMap<&str, Option<DeclaredField>>> = LazyLock::new(|| {
    let lines = include_str!("../../data/headers.tsv").lines().filter(|line| !line.starts_with('#'));
    lines
        .filter_map(|line| line.split_once('\t'))
        .map(|(field, name)| {
            let field = match field {
                "title" => Some(DeclaredField::Title),
                "published" => Some(DeclaredField::Published),
                "author" => Some(DeclaredField::Author),
                _ => None,
            };
            (name, field)
        })
        .collect()
});

/// How the lines of a press release's head begin.
static PRESS: LazyLock<Vec<&str>> = LazyLock::new(|| {
    include_str!("../../data/press_heads.txt")
        .lines()
        .filter(|line| !line.starts_with('#') && !line.is_empty())
        .collect()
});

/// The longest name of a line, in bytes, and its most words.
const NAME: (usize, usize) = (40, 2);
/// A head has no more lines than this.
const LINES: usize = 80;

/// Whether a line belongs to the head of a press release.
pub(super) fn is_press_head(line: &str) -> bool {
    let line = line.trim_matches([' ', '*', '_', '#']).to_lowercase();
    line.chars().count() <= 120 && PRESS.iter().any(|head| line.starts_with(head))
}

/// Reads a head of `Name: value` lines; gives the rest of the text.
pub(super) fn read<'a>(text: &'a str, parts: &mut Parts) -> Option<&'a str> {
    let (head, rest) = text.split_once("\n\n")?;
    if head.lines().nth(LINES).is_some() {
        return None;
    }
    let mut found: Vec<(String, String)> = Vec::new();
    for line in head.lines() {
        if line.starts_with([' ', '\t']) {
            let (_, value) = found.last_mut()?;
            value.push(' ');
            value.push_str(line.trim());
            continue;
        }
        if is_press_head(line) {
            continue;
        }
        let (name, value) = line.split_once([':', '：'])?;
        if name.trim().is_empty() || name.len() > NAME.0 || name.split(' ').count() > NAME.1 {
            return None;
        }
        found.push((name.trim().to_lowercase(), value.trim().to_owned()));
    }
    let field = |name: &str| FIELDS.get(name).copied();
    let has = |wanted| found.iter().any(|(name, _)| field(name) == Some(Some(wanted)));
    // "Place: Osh. Time: 10:00" opens a text; a subject, or a date with an author, opens a message.
    let message = has(DeclaredField::Title) || has(DeclaredField::Published) && has(DeclaredField::Author);
    let known = found.iter().filter(|(name, _)| field(name).is_some()).count();
    if found.len() < 2 || !message || known < 2 {
        return None;
    }
    for (name, value) in &found {
        let (field, rule) = match field(name).flatten() {
            Some(field @ DeclaredField::Title) => (field, "header-subject"),
            Some(field @ DeclaredField::Published) => (field, "header-date"),
            Some(field @ DeclaredField::Author) => (field, "header-from"),
            _ => continue,
        };
        let value = value.split(" <").next().unwrap_or(value).trim_matches('"');
        parts.declared.push(Declared::new(field, fold(value), rule));
    }
    parts.chrome.extend(head.lines().map(fold).filter(|line| !line.is_empty()));
    Some(rest)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_head_is_declared_in_any_of_its_languages() {
        for head in [
            "From: A. B. <a@b.org>\nDate: 3 May 2012\nSubject: Seminar",
            "От: А. Б.\nДата: 3 мая 2012 г.\nКому: Всем\nТема: Семинар",
            "De : A. B.\nEnvoyé : 3 mai 2012\nÀ : Tous\nObjet : Séminaire",
            "Von: A. B.\nGesendet: 3. Mai 2012\nAn: Alle\nBetreff: Seminar",
            "De: A. B.\nEnviado: 3 de mayo de 2012\nPara: Todos\nAsunto: Seminario",
            "FOR IMMEDIATE RELEASE\nContact: C. D., +1 202 555 0100\nDate: 3 May 2012\nTitle: Seminar\nAuthor: A. B.",
        ] {
            let mut parts = Parts::default();
            let text = format!("{head}\n\nText.");
            assert_eq!(read(&text, &mut parts), Some("Text."), "{head}");
            assert_eq!(parts.declared.len(), 3, "{head}");
        }
    }

    #[test]
    fn a_text_that_opens_with_colons_is_no_head() {
        for text in
            ["Place: Osh\nTime: 10:00\n\nText", "Note: this\nand that: too\n\nText", "Date: 3 May\n\nText"]
        {
            assert_eq!(read(text, &mut Parts::default()), None, "{text}");
        }
    }
}
