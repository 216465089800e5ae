//! Text → calendar values: a scanner over words and numbers, a small grammar without backtracking, and anchoring.
//!
//! A language is data (`data/*.tsv`); the rules are shared. Nothing is guessed: an expression that lacks a year
//! and has no anchor is not reported, and every part that comes from the context marks the value as inferred.

mod context;
mod declared;
mod grammar;
mod lexicon;
mod numeric;
mod relative;
mod resolve;
mod token;

pub use context::Anchor;
use context::Context;
pub use declared::{DeclaredDate, declared_dates};
use rapporteur_model::{Block, Date, Found, Span, When};

/// The calendar expressions of a text with their values, in order, not overlapping.
///
/// `blocks` are the blocks of `text` (a heading's year holds for what stands under it); `language` is an ISO 639-1
/// code, English words are read where it is not known. Linear in the length of the text.
pub fn find(text: &str, blocks: &[Block], language: Option<&str>, anchor: Anchor) -> Vec<Found<When>> {
    let lexicon = lexicon::of(language);
    let mut context = Context::new(anchor);
    let mut found = Vec::new();
    for block in blocks {
        let tokens = token::scan(block.span.of(text), block.span.start(), lexicon);
        if tokens.iter().all(token::Token::is_plain) {
            continue;
        }
        context.enter(block.kind);
        read(&tokens, &mut context, &mut found);
    }
    found
}

fn read(tokens: &[token::Token<'_>], context: &mut Context, found: &mut Vec<Found<When>>) {
    let mut at = 0;
    while at < tokens.len() {
        let Some(expression) = grammar::expression(tokens, at) else {
            at += 1;
            continue;
        };
        let span = Span::new(tokens[expression.first].span.start(), tokens[expression.next - 1].span.end());
        if let Some(value) = resolve::resolve(&expression.meaning, tokens, at, context) {
            context.remember(value.when, value.inferred, span);
            let rule = value.rule;
            found.push(if value.inferred {
                Found::inferred(value.when, span, rule)
            } else {
                Found::stated(value.when, span, rule)
            });
        }
        at = expression.next.max(at + 1);
    }
}

/// The value of a whole text that is one calendar expression in any of the languages, as a user types it:
/// "November 2011", "17-18 ноября 2011", "last 3 months". `None` where it is none or says less than a date.
pub fn parse(text: &str, today: Date) -> Option<When> {
    let text = text.trim();
    let block = Block { kind: rapporteur_model::BlockKind::Paragraph, span: Span::new(0, text.len()) };
    lexicon::LANGUAGES.iter().find_map(|language| {
        let found = find(text, std::slice::from_ref(&block), Some(language), Anchor::day(today));
        match found.as_slice() {
            [one] if one.span.len() + 4 >= text.len() => Some(one.value),
            _ => None,
        }
    })
}

/// The value of a date as metadata and bylines write it: ISO 8601 with or without a time, or a full date in words.
pub fn parse_declared(text: &str, language: Option<&str>) -> Option<When> {
    let text = text.trim();
    if let Ok(when) = text.chars().take(10).collect::<String>().parse::<When>() {
        return Some(when);
    }
    if let Some(date) = declared_dates(text, language).first() {
        return Some(date.when);
    }
    let block = Block { kind: rapporteur_model::BlockKind::Paragraph, span: Span::new(0, text.len()) };
    [language, Some("en")].into_iter().find_map(|language| {
        let found = find(text, std::slice::from_ref(&block), language, Anchor::none());
        found.into_iter().find(|found| !found.inferred).map(|found| found.value)
    })
}

#[cfg(test)]
mod tests;
