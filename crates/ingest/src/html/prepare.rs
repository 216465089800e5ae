//! Repairs to a page before it is tokenized, each a linear pass that copies nothing where there is nothing to repair,
//! and what a reader should know of them.

use super::{attributes, entities, unclosed, xhtml};
use rapporteur_model::Issue;
use std::borrow::Cow;

/// The page to tokenize, and what was done to it.
pub(crate) fn prepared(html: &str) -> (Cow<'_, str>, Vec<Issue>) {
    let mut issues = Vec::new();
    let html = xhtml::as_html(html);
    let html = then(html, |html| {
        let (html, names) = unclosed::closed(html);
        if !names.is_empty() {
            let message = format!("never closed, and closed where the text goes on: {}", names.join(", "));
            issues.push(Issue::new("unclosed-element", message));
        }
        html
    });
    let html = then(html, |html| {
        let (html, repaired) = entities::repaired(html);
        if repaired {
            let message = "letters with accents were encoded twice and were repaired";
            issues.push(Issue::new("entities-encoded-twice", message));
        }
        html
    });
    let html = then(html, |html| {
        let (html, dropped) = attributes::limit(html);
        if dropped > 0 {
            let message = format!("{dropped} attributes beyond {} a tag were dropped", attributes::MOST);
            issues.push(Issue::new("attributes-limited", message));
        }
        html
    });
    (html, issues)
}

/// A pass over what the pass before gave.
fn then<'a>(html: Cow<'a, str>, pass: impl FnOnce(&str) -> Cow<'_, str>) -> Cow<'a, str> {
    let changed = match pass(&html) {
        Cow::Borrowed(_) => None,
        Cow::Owned(changed) => Some(changed),
    };
    changed.map_or(html, Cow::Owned)
}
