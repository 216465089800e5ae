//! Text → calendar values: a scanner over words and numbers, a small grammar without backtracking, and anchoring.
//!
//! A language is data (`data/*.tsv`: words and phrases); the rules are shared. Nothing is guessed: an expression that
//! lacks a year and has no anchor is not reported, and every part that comes from the context marks the value as inferred.

mod calendar;
mod context;
mod declared;
mod duration;
mod grammar;
mod holiday;
mod kind;
mod length;
mod lexicon;
mod meaning;
mod meant;
mod near;
mod number;
mod numeric;
mod order;
mod phrase;
mod resolve;
mod rule;
mod tense;
mod time;
mod token;
mod units;
mod years;

pub use context::Anchor;
use context::Context;
pub use declared::{DeclaredDate, declared_dates};
use lexicon::{Lexicon, Role};
use meaning::Meaning;
use rapporteur_model::{Block, Date, DateKind, Found, Precision, Span, TimeOfDay, When};
use tense::Tense;

/// A calendar expression of a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Expression {
    /// Its value, where it stands, and the rule that read it.
    pub found: Found<When>,
    /// Where in the text that stands from which a part of an inferred value comes; `None` is the anchor that was given.
    pub basis: Option<Span>,
    /// What it dates as far as the words beside it say so: a mention, a last day, a founding or birth, a validity.
    pub kind: DateKind,
    /// The word that says so.
    pub cue: Option<Span>,
    /// The date that an open interval names: 2009 of "since 2009".
    pub named: Option<When>,
    /// The time of day that stands with a day.
    pub time: Option<TimeOfDay>,
    /// It comes again ("every year on 18 December"); the value is the time nearest to the anchor.
    pub recurring: bool,
}

/// The calendar expressions of a text with their values, in order, not overlapping.
///
/// `blocks` are the blocks of `text` (a heading's year holds for what stands under it); `language` is an ISO 639-1
/// code, English words are read where it is not known. Linear in the length of the text.
pub fn find(text: &str, blocks: &[Block], language: Option<&str>, anchor: Anchor) -> Vec<Expression> {
    let lexicon = lexicon::of(language);
    let mut context = Context::new(text, anchor, lexicon.month_first);
    let mut found = Vec::new();
    let mut tokens = Vec::new();
    for block in blocks {
        token::scan(block.span.of(text), block.span.start(), lexicon, &mut tokens);
        if tokens.iter().all(|token| token.is_plain() && !lexicon.begins(token.classes)) {
            continue;
        }
        context.enter(block.kind);
        read(&tokens, lexicon, &mut context, &mut found);
    }
    found
}

/// A line of at most so many words and numbers without a verb announces something.
const LINE: usize = 6;

fn read(
    tokens: &[token::Token<'_>],
    lexicon: &'static Lexicon,
    context: &mut Context<'_>,
    found: &mut Vec<Expression>,
) {
    let mut at = 0;
    while at < tokens.len() {
        let Some(expression) = grammar::expression(tokens, lexicon, at) else {
            at += 1;
            continue;
        };
        let (first, next) = (expression.first, expression.next.max(at + 1));
        let span = Span::new(tokens[first].span.start(), tokens[next - 1].span.end());
        let tense = match tense::tense(tokens, lexicon, first, next) {
            Tense::Neither if is_line(tokens) => Tense::Future,
            tense => tense,
        };
        let place = resolve::Place { tense, at: span.start() };
        if expression.meaning == Meaning::Nothing {
            at = next;
            continue;
        }
        // What the context cannot complete may have parts that stand for themselves.
        let value =
            resolve::resolve(&expression.meaning, place, context).filter(|value| !value.is_everything());
        let Some(value) = value else {
            at += 1;
            continue;
        };
        let value = duration::extended(value, tokens, lexicon, (first, next));
        let opened = matches!(expression.meaning, Meaning::Until(_));
        let span = if opened && !value.when.is_open() { last_day(&tokens[first..next], span) } else { span };
        context.remember(&value, span);
        let read = if value.inferred { Found::inferred } else { Found::stated };
        let (kind, cue) = kind::kind(tokens, (first, next), opened, value.when);
        found.push(Expression {
            found: read(value.when, span, value.rule),
            kind,
            cue,
            basis: value.basis,
            named: value.named,
            time: time::beside(tokens, first, next).filter(|_| value.when.precision() == Precision::Day),
            recurring: value.recurring,
        });
        at = next;
    }
}

/// Whether a block has so few words that, as in a calendar, it tells of what is to come.
fn is_line(tokens: &[token::Token<'_>]) -> bool {
    let words = tokens.iter().filter(|token| token.is_word() || token.is_number());
    words.take(LINE + 1).count() <= LINE
}

/// Of "until Thursday" the day itself.
fn last_day(tokens: &[token::Token<'_>], span: Span) -> Span {
    let date = tokens.iter().find(|token| !token.is(Role::Until) && !token.is(Role::Article));
    Span::new(date.map_or(span.start(), |token| token.span.start()), span.end())
}

/// The value of a whole text that is one calendar expression in any of the languages, as a user types it:
/// "November 2011", "17-18 ноября 2011", "last 3 months". `None` where it is none or says less than a date.
pub fn parse(text: &str, today: Date) -> Option<When> {
    let text = text.trim();
    let block = Block { kind: rapporteur_model::BlockKind::Paragraph, span: Span::new(0, text.len()) };
    lexicon::LANGUAGES.iter().find_map(|language| {
        let found = find(text, std::slice::from_ref(&block), Some(language), Anchor::day(today));
        match found.as_slice() {
            [one] if one.found.span.len() + 4 >= text.len() => Some(one.found.value),
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
        found.into_iter().map(|one| one.found).find(|found| !found.inferred).map(|found| found.value)
    })
}

#[cfg(test)]
mod tests;
