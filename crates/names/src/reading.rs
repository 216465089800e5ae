//! A text as the rules see it: its words, and which lines say nothing by their capitals.

use crate::first_names;
use crate::fold::folded;
use crate::token::{Gap, Token, tokens};
use crate::words::{FUNCTION, HONORIFIC, LINK, PLACE_PRE, TITLE};
use rapporteur_model::{Block, BlockKind, Span};
use std::collections::HashSet;

/// The words of a text, looked at by position.
pub(crate) struct Reading<'a> {
    pub(crate) text: &'a str,
    pub(crate) tokens: Vec<Token>,
    /// The words that the text also writes small.
    small: HashSet<&'a str>,
    /// French or Spanish: the kind of a body stands first.
    pub(crate) romance: bool,
}

impl<'a> Reading<'a> {
    pub(crate) fn new(text: &'a str, blocks: &[Block], language: Option<&str>) -> Self {
        let mut tokens = tokens(text);
        mark_headings(text, &mut tokens, blocks);
        let small = tokens.iter().filter(|token| !token.capital).map(|token| token.text(text)).collect();
        let romance = language.map_or_else(
            || looks_romance(&tokens, text),
            |language| language.starts_with("fr") || language.starts_with("es"),
        );
        Self { text, tokens, small, romance }
    }

    pub(crate) fn len(&self) -> usize {
        self.tokens.len()
    }

    pub(crate) fn get(&self, at: usize) -> Option<&Token> {
        self.tokens.get(at)
    }

    pub(crate) fn word(&self, at: usize) -> &'a str {
        self.tokens[at].text(self.text)
    }

    pub(crate) fn folded(&self, at: usize) -> String {
        folded(self.word(at))
    }

    /// Whether the word exists and is of one of these classes.
    pub(crate) fn is(&self, at: usize, classes: u32) -> bool {
        self.get(at).is_some_and(|token| token.is(classes))
    }

    /// Whether the word exists and white space alone parts it from the one before.
    pub(crate) fn follows(&self, at: usize) -> bool {
        at > 0 && self.get(at).is_some_and(|token| matches!(token.gap, Gap::Space | Gap::Elision))
    }

    /// Whether a sentence, a line, a cell or a quotation begins at this word.
    pub(crate) fn begins(&self, at: usize) -> bool {
        match self.tokens[at].gap {
            Gap::Line | Gap::Bar | Gap::Colon | Gap::Clause | Gap::Quote | Gap::Dash => true,
            Gap::Stop => {
                at == 0 || !self.tokens[at - 1].initial && !self.is(at - 1, TITLE | HONORIFIC | PLACE_PRE)
            }
            _ => false,
        }
    }

    /// Whether the text also writes the word small, first name or not.
    pub(crate) fn writes_small(&self, at: usize) -> bool {
        self.small.contains(self.word(at).to_lowercase().as_str())
    }

    /// The text of the words from `first` to `last`.
    pub(crate) fn slice(&self, first: usize, last: usize) -> &'a str {
        self.span(first, last).of(self.text)
    }

    pub(crate) fn span(&self, first: usize, last: usize) -> Span {
        Span::new(self.tokens[first].start(), self.tokens[last].end())
    }

    /// The first and the last of the words that a stretch of the text touches.
    pub(crate) fn words_of(&self, span: Span) -> Option<(usize, usize)> {
        let first = self.tokens.partition_point(|token| token.end() <= span.start());
        let end = self.tokens.partition_point(|token| token.start() < span.end());
        (first < end).then(|| (first, end - 1))
    }

    /// Whether the text also writes this capitalised word small: then it is no name.
    pub(crate) fn is_also_small(&self, at: usize) -> bool {
        let word = self.word(at);
        let lower = word.to_lowercase();
        self.small.contains(lower.as_str()) && !first_names::contains(&folded(word))
    }
}

/// Whether more of the small words are French or Spanish than English.
fn looks_romance(tokens: &[Token], text: &str) -> bool {
    let (mut romance, mut english) = (0, 0);
    for token in tokens.iter().filter(|token| !token.capital) {
        match token.text(text) {
            "la" | "le" | "les" | "des" | "du" | "el" | "los" | "las" | "del" => romance += 1,
            "the" | "of" | "and" | "to" => english += 1,
            _ => {}
        }
    }
    romance > english
}

/// Marks the words of lines in title case or in capitals, where a capital letter says nothing.
fn mark_headings(text: &str, tokens: &mut [Token], blocks: &[Block]) {
    let mut first = 0;
    let mut block = blocks.iter().peekable();
    while first < tokens.len() {
        let mut end = first + 1;
        while end < tokens.len() && !matches!(tokens[end].gap, Gap::Line | Gap::Bar) {
            end += 1;
        }
        while block.peek().is_some_and(|block| block.span.end() <= tokens[first].start()) {
            block.next();
        }
        let declared = block.peek().is_some_and(|block| {
            block.span.start() <= tokens[first].start() && matches!(block.kind, BlockKind::Heading(_))
        });
        let closed = text[tokens[end - 1].end()..].starts_with(['.', '?', '!', ';']);
        if !closed && is_title_case(&tokens[first..end], declared) {
            tokens[first..end].iter_mut().for_each(|token| token.heading = true);
        }
        first = end;
    }
}

fn is_title_case(line: &[Token], declared: bool) -> bool {
    let long = line.iter().filter(|token| token.end() - token.start() > 3 && !token.is(FUNCTION | LINK));
    let (capital, small) =
        long.fold(
            (0, 0),
            |(capital, small), token| {
                if token.capital { (capital + 1, small) } else { (capital, small + 1) }
            },
        );
    let least = if declared { 3 } else { 5 };
    let sentences =
        line.iter().skip(1).any(|token| matches!(token.gap, Gap::Stop | Gap::Comma) && !token.initial);
    capital >= least && small * 6 <= capital && (declared || !sentences)
}
