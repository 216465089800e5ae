//! Texts → the tokens a field is indexed by: stem and exact form of each word at one position.
//!
//! They are handed to the engine as one string of our own writing and read back from it by a tokenizer: handed over as
//! tokens, each would pass through JSON and take ten times the memory.

use crate::analysis::{EXACT, Stems, exact, words};
use std::collections::HashMap;
use tantivy::tokenizer::{Token, TokenStream, Tokenizer};

/// Positions between two texts of one field, so that no phrase runs over the seam.
const GAP: usize = 50;

/// Stands after each form of a word but the last, after the last, and between two texts. Words hold letters and digits.
const FORM: char = '\u{1}';
const WORD: char = '\u{2}';
const SEAM: char = '\u{3}';

/// Gathers the words of several texts for one field.
pub(crate) struct Words<'a> {
    stems: &'a Stems,
    /// Forms of words already met, as they are written; order does not matter, it is only looked up.
    known: HashMap<String, String>,
    written: String,
}

impl<'a> Words<'a> {
    pub(crate) fn new(stems: &'a Stems) -> Self {
        Self { stems, known: HashMap::new(), written: String::new() }
    }

    pub(crate) fn push(&mut self, text: &str) {
        for (_, word) in words(text) {
            let forms = match self.known.get(word) {
                Some(forms) => forms,
                None => self.known.entry(word.to_owned()).or_insert(forms(self.stems, word)),
            };
            self.written.push_str(forms);
        }
        self.written.push(SEAM);
    }

    /// The words so far; the gatherer is empty afterwards and keeps the forms it knows.
    pub(crate) fn take(&mut self) -> String {
        std::mem::take(&mut self.written)
    }
}

/// Stem and exact form, as they are written.
fn forms(stems: &Stems, word: &str) -> String {
    let mut written = stems.stem(word);
    let exact = exact(word);
    if !exact.is_empty() {
        if !written.is_empty() {
            written.push(FORM);
        }
        written.push(EXACT);
        written.push_str(&exact);
    }
    written.push(WORD);
    written
}

/// Reads what [`Words`] has written.
#[derive(Debug, Clone, Default)]
pub(crate) struct Written {
    token: Token,
}

impl Written {
    /// The name the schema knows it by.
    pub(crate) const NAME: &'static str = "written";
}

impl Tokenizer for Written {
    type TokenStream<'a> = Forms<'a>;

    fn token_stream<'a>(&'a mut self, text: &'a str) -> Forms<'a> {
        self.token = Token { position_length: 1, ..Token::default() };
        Forms { rest: text, position: 0, token: &mut self.token }
    }
}

/// The forms in order.
pub(crate) struct Forms<'a> {
    rest: &'a str,
    /// Of the next form.
    position: usize,
    token: &'a mut Token,
}

impl TokenStream for Forms<'_> {
    fn advance(&mut self) -> bool {
        while let Some(end) = self.rest.find([FORM, WORD, SEAM]) {
            let (form, mark) = (&self.rest[..end], self.rest.as_bytes()[end]);
            self.token.position = self.position;
            self.token.text.clear();
            self.token.text.push_str(form);
            self.position += match char::from(mark) {
                WORD => 1,
                SEAM => GAP,
                _ => 0,
            };
            self.rest = &self.rest[end + 1..];
            if !self.token.text.is_empty() {
                return true;
            }
        }
        false
    }

    fn token(&self) -> &Token {
        self.token
    }

    fn token_mut(&mut self) -> &mut Token {
        self.token
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forms_of_a_word_share_its_position_and_texts_lie_apart() {
        let stems = Stems::of(Some("en"));
        let mut words = Words::new(&stems);
        words.push("The meetings");
        words.push("in Osh");
        let written = words.take();
        let mut tokenizer = Written::default();
        let mut stream = tokenizer.token_stream(&written);
        let mut found = Vec::new();
        while stream.advance() {
            found.push((stream.token().position, stream.token().text.clone()));
        }
        let exact: Vec<(usize, &str)> =
            found.iter().filter_map(|(at, text)| Some((*at, text.strip_prefix(EXACT)?))).collect();
        assert_eq!(exact, [(0, "the"), (1, "meetings"), (52, "in"), (53, "osh")]);
        assert!(found.contains(&(1, "meet".to_owned())), "{found:?}");
        assert_eq!(words.take(), "");
    }
}
