//! A text whose words are parted and whose names are looked up once, for all that is asked of it.

use crate::Tagged;
use crate::document;
use crate::given;
use crate::guard::Around;
use crate::matching::{Match, name_at};
use crate::spotting::{self, Spotted};
use crate::store::Row;
use crate::token::{Gap, Token, tokens};
use rapporteur_model::{Date, Found, PlaceRef, Span};
use std::borrow::Cow;
use std::collections::BTreeSet;

/// A text of more names is a register; looking them up again costs less than holding them.
const HELD: usize = 50_000;

/// A text, its words, and the names of the gazetteer in it.
pub struct Text<'a> {
    pub(crate) text: &'a str,
    pub(crate) language: Option<&'a str>,
    pub(crate) tokens: Vec<Token>,
    /// For each word whether its line is written in capitals throughout.
    pub(crate) titles: Vec<bool>,
    /// The names that begin at a capital, read from left to right; none where there are more than are held.
    names: Option<Vec<Match>>,
    spotted: Vec<Spotted>,
}

impl<'a> Text<'a> {
    /// Reads a text. `language` is an ISO 639-1 code.
    pub fn read(text: &'a str, language: Option<&'a str>) -> Self {
        let tokens = tokens(text);
        let titles = title_case_lines(&tokens);
        let told = |found: &Match| {
            let around = Around { text, tokens: &tokens, title_case: titles[found.first] };
            spotting::spotted(&around, found)
        };
        let (mut names, mut spotted) = (Some(Vec::new()), Vec::new());
        let mut at = 0;
        while at < tokens.len() {
            let found = tokens[at].capital.then(|| name_at(text, &tokens, at, language)).flatten();
            let Some(found) = found else {
                at += 1;
                continue;
            };
            at = found.last + 1;
            match &mut names {
                Some(held) if held.len() < HELD => held.push(found),
                Some(held) => {
                    spotted = held.iter().chain([&found]).filter(|found| !found.doubtful).map(told).collect();
                    names = None;
                }
                None if !found.doubtful => spotted.push(told(&found)),
                None => {}
            }
        }
        if let Some(names) = &mut names {
            keep_named(names);
            spotted = names.iter().map(told).collect();
        }
        Self { text, language, tokens, titles, names, spotted }
    }

    /// Every name of the gazetteer, in order and without overlaps, whatever it may be: what a tagger of names is told.
    pub fn spotted(&self) -> &[Spotted] {
        &self.spotted
    }

    /// The places, as [`find`](crate::find) finds them.
    pub fn places(
        &self,
        day: Option<Date>,
        blocked: &[Span],
        tagged: Option<Tagged<'_>>,
    ) -> Vec<Found<PlaceRef>> {
        document::places(self, day, blocked, tagged)
    }

    /// The places at spans that a tagger takes for places, as [`resolve`](crate::resolve) has them, but for names that the gazetteer does
    /// not know: they are other places sooner than misspelt ones.
    pub fn resolve_tagged(&self, day: Option<Date>, spans: &[Span]) -> Vec<Found<PlaceRef>> {
        given::resolve_tagged(self, day, spans)
    }

    /// The name that begins at a word with a capital.
    pub(crate) fn name_at(&self, at: usize) -> Option<Cow<'_, Match>> {
        let anew = || {
            let found = name_at(self.text, &self.tokens, at, self.language);
            found.filter(|found| !found.doubtful).map(Cow::Owned)
        };
        let Some(names) = &self.names else { return anew() };
        let next = names.partition_point(|found| found.last < at);
        match names.get(next) {
            Some(found) if found.first == at => Some(Cow::Borrowed(found)),
            // Inside a longer name no name was looked for.
            Some(found) if found.first < at => anew(),
            _ => None,
        }
    }

    pub(crate) fn around(&self, at: usize) -> Around<'_> {
        Around { text: self.text, tokens: &self.tokens, title_case: self.titles[at] }
    }
}

/// Leaves out short forms of several places where the text does not name the place in full.
fn keep_named(names: &mut Vec<Match>) {
    if names.iter().any(|found| found.doubtful) {
        let clear = names.iter().filter(|found| !found.doubtful).flat_map(|found| &found.senses);
        let named: BTreeSet<Row> = clear.map(|sense| sense.row).collect();
        names.retain(|found| !found.doubtful || found.senses.iter().any(|sense| named.contains(&sense.row)));
    }
}

/// For each token whether its line is written in capitals throughout: a heading, where capitals say nothing.
fn title_case_lines(tokens: &[Token]) -> Vec<bool> {
    let mut out = Vec::with_capacity(tokens.len());
    let mut start = 0;
    while start < tokens.len() {
        let end = (start + 1..tokens.len()).find(|at| tokens[*at].gap == Gap::Line).unwrap_or(tokens.len());
        let long: Vec<&Token> = tokens[start..end].iter().filter(|token| token.span.len() > 3).collect();
        let capitals = long.iter().filter(|token| token.capital).count();
        let title = long.len() >= 3 && capitals * 10 >= long.len() * 7;
        out.resize(end, title);
        start = end;
    }
    out
}
