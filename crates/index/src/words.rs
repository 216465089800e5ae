//! Texts → the tokens a field is indexed by: stem and exact form of each word at one position.

use crate::analysis::{EXACT, Stems, exact, words};
use std::collections::HashMap;
use tantivy::tokenizer::{PreTokenizedString, Token};

/// Positions between two texts of one field, so that no phrase runs over the seam.
const GAP: usize = 50;

/// Gathers the words of several texts for one field.
pub(crate) struct Words<'a> {
    stems: &'a Stems,
    /// Forms of words already met; order does not matter, it is only looked up.
    known: HashMap<String, (String, String)>,
    tokens: Vec<Token>,
    position: usize,
}

impl<'a> Words<'a> {
    pub(crate) fn new(stems: &'a Stems) -> Self {
        Self { stems, known: HashMap::new(), tokens: Vec::new(), position: 0 }
    }

    pub(crate) fn push(&mut self, text: &str) {
        for (at, word) in words(text) {
            let stems = self.stems;
            let (stem, exact) = self
                .known
                .entry(word.to_owned())
                .or_insert_with(|| (stems.stem(word), format!("{EXACT}{}", exact(word))));
            for text in [stem, exact] {
                if text.len() > 1 || !text.starts_with(EXACT) {
                    self.tokens.push(Token {
                        offset_from: at,
                        offset_to: at + word.len(),
                        position: self.position,
                        text: text.clone(),
                        position_length: 1,
                    });
                }
            }
            self.position += 1;
        }
        self.position += GAP;
    }

    /// The tokens so far; the gatherer is empty afterwards and keeps the forms it knows.
    pub(crate) fn take(&mut self) -> PreTokenizedString {
        self.position = 0;
        PreTokenizedString { text: String::new(), tokens: std::mem::take(&mut self.tokens) }
    }
}
