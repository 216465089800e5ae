//! Who wrote a document: what the page declares, cleaned of what is no name, else a byline near the title.

use crate::cues::{Class, Lexicon, words};
use rapporteur_model::{BlockKind, DeclaredField, Document};

/// Words that are no author.
const NOBODY: [&str; 14] = [
    "admin",
    "administrator",
    "webmaster",
    "editor",
    "root",
    "user",
    "guest",
    "staff",
    "anonymous",
    "unknown",
    "администратор",
    "редакция",
    "редактор",
    "админ",
];

/// A byline stands within so many blocks of the beginning or the end.
const NEAR: usize = 6;

pub(super) fn authors(document: &Document) -> Vec<String> {
    let mut authors: Vec<String> = Vec::new();
    for declared in document.declared(DeclaredField::Author) {
        for name in declared.value.split([';', '|']) {
            if let Some(name) = cleaned(name, document)
                && !authors.iter().any(|known| known.eq_ignore_ascii_case(&name))
            {
                authors.push(name);
            }
        }
    }
    if authors.is_empty() { byline(document) } else { authors }
}

fn cleaned(name: &str, document: &Document) -> Option<String> {
    let mut name = name.trim().trim_matches(['"', ',', '.', ' ']);
    for prefix in ["By ", "by ", "Автор: ", "Par ", "Por ", "Author: "] {
        name = name.strip_prefix(prefix).unwrap_or(name);
    }
    let name = name.split(" <").next().unwrap_or(name).trim();
    let site = document.declared(DeclaredField::Site).any(|site| site.value.eq_ignore_ascii_case(name));
    let lower = name.to_lowercase();
    let shaped = name.chars().any(char::is_uppercase)
        && name.contains(' ')
        && name.split_whitespace().count() <= 6
        && !name.contains(['@', '/', ':', '?'])
        && !name.chars().any(|c| c.is_ascii_digit());
    (shaped && !site && !NOBODY.contains(&lower.as_str())).then(|| name.to_owned())
}

/// "By Anna Lund", "Автор: Анна Лунд": a block that is a byline and little else.
fn byline(document: &Document) -> Vec<String> {
    let lexicon = Lexicon::of(document.language.as_deref());
    let count = document.blocks.len();
    let near = document.blocks.iter().enumerate().filter(|(at, _)| *at < NEAR || at + 3 >= count);
    let mut candidates: Vec<&str> = near
        .filter(|(_, block)| matches!(block.kind, BlockKind::Paragraph | BlockKind::ListItem))
        .map(|(_, block)| block.span.of(&document.text))
        .collect();
    candidates.extend(document.chrome.lines());
    for text in candidates.into_iter().filter(|text| text.len() <= 160) {
        let words = words(text, rapporteur_model::Span::new(0, text.len()));
        let Some(first) = words.first() else { continue };
        if !lexicon.is(&first.lower, Class::Author) || words.len() < 3 {
            continue;
        }
        let from = words[1].span.start();
        let names: Vec<_> = words[1..]
            .iter()
            .take_while(|word| word.capital || word.lower.len() <= 3 && word.span.start() > from)
            .collect();
        let end = names
            .iter()
            .zip(names.iter().skip(1))
            .position(|(one, next)| {
                text[one.span.end()..next.span.start()].contains([',', '|', '•', '·', '—', '–'])
            })
            .map_or(names.len(), |at| at + 1);
        let Some(last) = names[..end].iter().rev().find(|word| word.capital) else { continue };
        let name = &text[from..last.span.end()];
        if let Some(name) = cleaned(name, document).filter(|name| (2..=4).contains(&name.split(' ').count()))
        {
            return vec![name];
        }
    }
    Vec::new()
}
