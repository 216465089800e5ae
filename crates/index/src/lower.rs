//! [`Query`] → tantivy queries over one snapshot. Patterns are expanded to concrete terms first, so that they are
//! scored and highlighted like the words they stand for.

use crate::analysis::{EXACT, Stems, exact, words};
use crate::calendar;
use crate::error::{Result, while_doing};
use crate::inside::{self, Inside};
use crate::negated::Negated;
use crate::schema::{DOCUMENT, EVENT, Fields};
use crate::statistics::Shared;
use rapporteur_model::{
    BodyClause, Calendar, Field as Asked, Match, PersonClause, PlaceClause, PlaceField, Query, Unit,
};
use std::cell::RefCell;
use std::collections::BTreeSet;
use tantivy::query::{
    AllQuery, BooleanQuery, ConstScoreQuery, EmptyQuery, Occur, PhraseQuery, Query as Lowered, TermQuery,
    TermSetQuery,
};
use tantivy::schema::{Field, IndexRecordOption, Term};
use tantivy::{DocSet, Searcher, TERMINATED};

/// The most words a pattern stands for; beyond it the most frequent are taken and the answer says so.
const EXPANSIONS: usize = 512;

/// Lowers queries for one snapshot.
pub(crate) struct Lowering<'a> {
    pub(crate) fields: &'a Fields,
    pub(crate) searcher: &'a Searcher,
    /// A stemmer for each language the snapshot holds.
    stems: Vec<Stems>,
    /// What could not be done as asked.
    pub(crate) warnings: RefCell<BTreeSet<String>>,
    /// How rare the words are.
    pub(crate) shared: Shared,
}

impl<'a> Lowering<'a> {
    pub(crate) fn new(fields: &'a Fields, searcher: &'a Searcher) -> Result<Self> {
        let stems = languages(fields, searcher)?.iter().map(|language| Stems::of(Some(language))).collect();
        Ok(Self { fields, searcher, stems, warnings: RefCell::default(), shared: Shared::default() })
    }

    /// The units of one kind that match.
    pub(crate) fn units(&self, query: &Query, unit: Unit) -> Result<Box<dyn Lowered>> {
        let kind = if unit == Unit::Document { DOCUMENT } else { EVENT };
        let of_kind = filter(Box::new(self.term(self.fields.kind, kind)));
        Ok(Box::new(BooleanQuery::new(vec![(Occur::Must, of_kind), (Occur::Must, self.lower(query, unit)?)])))
    }

    fn lower(&self, query: &Query, unit: Unit) -> Result<Box<dyn Lowered>> {
        let fields = self.fields;
        Ok(match query {
            Query::All => filter(Box::new(AllQuery)),
            Query::And(parts) if parts.is_empty() => filter(Box::new(AllQuery)),
            Query::And(parts) => {
                let mut clauses = Vec::with_capacity(parts.len() + 1);
                for part in parts {
                    match part {
                        Query::Not(inner) => clauses.push((Occur::MustNot, self.negated(inner, unit)?)),
                        part => clauses.push((Occur::Must, self.lower(part, unit)?)),
                    }
                }
                if parts.iter().all(|part| matches!(part, Query::Not(_))) {
                    clauses.push((Occur::Must, filter(Box::new(AllQuery))));
                }
                Box::new(BooleanQuery::new(clauses))
            }
            Query::Or(parts) => {
                any(parts.iter().map(|part| self.lower(part, unit)).collect::<Result<_>>()?)
            }
            Query::Not(part) => Box::new(BooleanQuery::new(vec![
                (Occur::Must, filter(Box::new(AllQuery))),
                (Occur::MustNot, self.negated(part, unit)?),
            ])),
            Query::Text(field, matching) => {
                let fields = fields.text(*field);
                any(fields.into_iter().map(|field| self.text(field, matching)).collect::<Result<_>>()?)
            }
            Query::Keyword(keyword, value) => {
                let value = value.to_lowercase();
                filter(Box::new(self.term(fields.keyword(*keyword), value.trim_end_matches('/'))))
            }
            Query::When(calendar, when) => {
                let field = if *calendar == Calendar::When { fields.when } else { fields.published };
                self.set(field, calendar::overlapping(*when))
            }
            Query::Place(clause) => self.place(clause),
            Query::Person(clause) => self.person(clause),
            Query::Body(clause) => self.body(clause)?,
            Query::Dated(Calendar::When) => self.has("when"),
            Query::Dated(Calendar::Published) => self.has("published"),
            Query::Placed(field) => self.has(match field {
                PlaceField::Where => "place",
                PlaceField::Venue => "venue",
                PlaceField::About => "about",
            }),
            Query::Inside(shape) => {
                let candidates = self.set(fields.cell, inside::cells_in(shape));
                filter(Box::new(Inside::new(candidates, shape)))
            }
            Query::Peopled => self.has("who"),
            Query::Event(inner) if unit == Unit::Event => self.lower(inner, unit)?,
            Query::Event(inner) => self.documents_of(inner)?,
        })
    }

    fn negated(&self, query: &Query, unit: Unit) -> Result<Box<dyn Lowered>> {
        Ok(Box::new(Negated::new(self.lower(query, unit)?)))
    }

    fn term(&self, field: Field, text: &str) -> TermQuery {
        TermQuery::new(Term::from_field_text(field, text), IndexRecordOption::WithFreqs)
    }

    fn has(&self, name: &str) -> Box<dyn Lowered> {
        filter(Box::new(self.term(self.fields.has, name)))
    }

    fn set(&self, field: Field, terms: impl IntoIterator<Item = String>) -> Box<dyn Lowered> {
        filter(Box::new(TermSetQuery::new(terms.into_iter().map(|term| Term::from_field_text(field, &term)))))
    }

    fn place(&self, clause: &PlaceClause) -> Box<dyn Lowered> {
        let fields = self.fields;
        let field = match (clause.field, clause.exact) {
            (PlaceField::Where, false) => fields.place,
            (PlaceField::Where, true) => fields.place_exact,
            (PlaceField::Venue, false) => fields.venue,
            (PlaceField::Venue, true) => fields.venue_exact,
            (PlaceField::About, false) => fields.about,
            (PlaceField::About, true) => fields.about_exact,
        };
        self.set(field, clause.ids.iter().map(|id| id.0.to_string()))
    }

    /// What the words match, what is the body under another name, and behind both what came before or after it.
    fn body(&self, clause: &BodyClause) -> Result<Box<dyn Lowered>> {
        let words = self.fields.text(Asked::Organisation).into_iter();
        let mut queries: Vec<Box<dyn Lowered>> =
            words.map(|field| self.text(field, &clause.matching)).collect::<Result<_>>()?;
        let own = self.set(self.fields.body, clause.keys.iter().cloned());
        queries.push(Box::new(ConstScoreQuery::new(own, 1.0)));
        queries.push(self.set(self.fields.body, clause.kin.iter().map(|kin| kin.key.clone())));
        Ok(any(queries))
    }

    /// All keys of one person stand at one position, so that the first name of one and the surname of another are nobody.
    fn person(&self, clause: &PersonClause) -> Box<dyn Lowered> {
        let keys: BTreeSet<&String> = clause.keys.iter().collect();
        let terms: Vec<Term> =
            keys.into_iter().map(|key| Term::from_field_text(self.fields.who, key)).collect();
        match terms.as_slice() {
            [] => Box::new(EmptyQuery),
            [term] => filter(Box::new(TermQuery::new(term.clone(), IndexRecordOption::Basic))),
            _ => filter(Box::new(PhraseQuery::new_with_offset(
                terms.into_iter().map(|term| (0, term)).collect(),
            ))),
        }
    }

    /// The documents one of whose events matches.
    fn documents_of(&self, inner: &Query) -> Result<Box<dyn Lowered>> {
        let events = self.units(inner, Unit::Event)?;
        let searching = while_doing("searching events");
        let found = self.searcher.search(&events, &crate::collect::Documents).map_err(searching)?;
        Ok(self.set(self.fields.doc, found))
    }

    fn text(&self, field: Field, matching: &Match) -> Result<Box<dyn Lowered>> {
        Ok(match matching {
            Match::Word(word) => self.phrase_or_word(field, word, 0)?,
            Match::Exact(word) => {
                let terms: Vec<Term> = words(word).map(|(_, word)| self.exact_term(field, word)).collect();
                phrase(terms, 0)
            }
            Match::Phrase { words, slop } => self.phrase_or_word(field, &words.join(" "), *slop)?,
            Match::Prefix(prefix) => {
                let prefix = exact(prefix);
                self.expand(field, &prefix, &|word| word.starts_with(&prefix))?
            }
            Match::Wildcard(pattern) => {
                let pattern = exact(pattern);
                let fixed: String = pattern.chars().take_while(|c| !matches!(c, '*' | '?')).collect();
                let pattern: Vec<char> = pattern.chars().collect();
                self.expand(field, &fixed, &|word| wildcard(&pattern, word))?
            }
            Match::Fuzzy(word, distance) => {
                let word = exact(word);
                self.expand(field, "", &|other| within(&word, other, usize::from(*distance)))?
            }
        })
    }

    fn exact_term(&self, field: Field, word: &str) -> Term {
        Term::from_field_text(field, &format!("{EXACT}{}", exact(word)))
    }

    /// Words as typed; one that the analysis splits ("2011-11", "д'Орсэ") is a phrase.
    fn phrase_or_word(&self, field: Field, text: &str, slop: u32) -> Result<Box<dyn Lowered>> {
        let mut readings: Vec<Vec<Term>> = Vec::new();
        for stems in &self.stems {
            let terms: Vec<Term> =
                words(text).map(|(_, word)| Term::from_field_text(field, &stems.stem(word))).collect();
            if !readings.contains(&terms) {
                readings.push(terms);
            }
        }
        for at in 0..readings.first().map_or(0, Vec::len) {
            let mut column: Vec<Term> = readings.iter().filter_map(|terms| terms.get(at)).cloned().collect();
            column.sort();
            column.dedup();
            self.shared.share(self.searcher, &column).map_err(while_doing("reading statistics"))?;
        }
        Ok(any(readings.into_iter().map(|terms| phrase(terms, slop)).collect()))
    }

    /// The words of a field that a pattern stands for, beginning with `fixed`.
    fn expand(&self, field: Field, fixed: &str, matches: &dyn Fn(&str) -> bool) -> Result<Box<dyn Lowered>> {
        let expanding = while_doing("expanding a pattern");
        let from = format!("{EXACT}{fixed}");
        let mut found: BTreeSet<(std::cmp::Reverse<u32>, String)> = BTreeSet::new();
        let mut counts = std::collections::BTreeMap::<String, u32>::new();
        for segment in self.searcher.segment_readers() {
            let index = segment.inverted_index(field).map_err(&expanding)?;
            let mut terms = index
                .terms()
                .range()
                .ge(from.as_bytes())
                .into_stream()
                .map_err(|error| expanding(error.into()))?;
            while terms.advance() {
                let Some(key) = std::str::from_utf8(terms.key()).ok().filter(|key| key.starts_with(&from))
                else {
                    break;
                };
                let word = &key[EXACT.len_utf8()..];
                if matches(word) {
                    *counts.entry(word.to_owned()).or_default() += terms.value().doc_freq;
                }
            }
        }
        found.extend(counts.into_iter().map(|(word, count)| (std::cmp::Reverse(count), word)));
        if found.len() > EXPANSIONS {
            let message = format!(
                "a pattern stands for {} words; the {EXPANSIONS} most frequent were searched",
                found.len()
            );
            self.warnings.borrow_mut().insert(message);
        }
        let words = found.into_iter().take(EXPANSIONS);
        Ok(any(words
            .map(|(_, word)| Box::new(self.term(field, &format!("{EXACT}{word}"))) as Box<dyn Lowered>)
            .collect()))
    }
}

/// The languages of the documents in a snapshot, and English, sorted. Those of removed documents are left out, so that
/// what is found does not depend on what the index went through.
pub(crate) fn languages(fields: &Fields, searcher: &Searcher) -> Result<Vec<String>> {
    let listing = while_doing("listing languages");
    let mut languages = BTreeSet::from(["en".to_owned()]);
    for segment in searcher.segment_readers() {
        let index = segment.inverted_index(fields.lang).map_err(&listing)?;
        let mut terms = index.terms().stream().map_err(|error| listing(error.into()))?;
        while terms.advance() {
            let language = String::from_utf8_lossy(terms.key()).into_owned();
            if languages.contains(&language) {
                continue;
            }
            let mut postings = index
                .read_postings_from_terminfo(terms.value(), IndexRecordOption::Basic)
                .map_err(|error| listing(error.into()))?;
            while postings.doc() != TERMINATED && segment.is_deleted(postings.doc()) {
                postings.advance();
            }
            if postings.doc() != TERMINATED {
                languages.insert(language);
            }
        }
    }
    Ok(languages.into_iter().collect())
}

/// A clause that chooses and does not score.
fn filter(query: Box<dyn Lowered>) -> Box<dyn Lowered> {
    Box::new(ConstScoreQuery::new(query, 0.0))
}

fn any(mut queries: Vec<Box<dyn Lowered>>) -> Box<dyn Lowered> {
    match queries.len() {
        0 => Box::new(EmptyQuery),
        1 => queries.swap_remove(0),
        _ => Box::new(BooleanQuery::new(queries.into_iter().map(|query| (Occur::Should, query)).collect())),
    }
}

fn phrase(mut terms: Vec<Term>, slop: u32) -> Box<dyn Lowered> {
    match terms.len() {
        0 => Box::new(EmptyQuery),
        1 => Box::new(TermQuery::new(terms.swap_remove(0), IndexRecordOption::WithFreqs)),
        _ => {
            let mut phrase = PhraseQuery::new(terms);
            phrase.set_slop(slop);
            Box::new(phrase)
        }
    }
}

/// Whether a word fits a pattern of `?` and `*`; linear in the word for each `*`.
pub(crate) fn wildcard(pattern: &[char], word: &str) -> bool {
    let word: Vec<char> = word.chars().collect();
    let (mut p, mut w) = (0, 0);
    let mut star: Option<(usize, usize)> = None;
    while w < word.len() {
        if p < pattern.len() && (pattern[p] == '?' || pattern[p] == word[w]) {
            p += 1;
            w += 1;
        } else if p < pattern.len() && pattern[p] == '*' {
            star = Some((p, w));
            p += 1;
        } else if let Some((at, tried)) = star {
            star = Some((at, tried + 1));
            p = at + 1;
            w = tried + 1;
        } else {
            return false;
        }
    }
    pattern[p..].iter().all(|c| *c == '*')
}

/// Whether two words are within so many insertions, deletions, replacements and swaps of neighbours.
pub(crate) fn within(one: &str, other: &str, distance: usize) -> bool {
    let (one, other): (Vec<char>, Vec<char>) = (one.chars().collect(), other.chars().collect());
    if one.len().abs_diff(other.len()) > distance {
        return false;
    }
    let mut before_last = vec![0; other.len() + 1];
    let mut last: Vec<usize> = (0..=other.len()).collect();
    for i in 1..=one.len() {
        let mut row = vec![i; other.len() + 1];
        for j in 1..=other.len() {
            let cost = usize::from(one[i - 1] != other[j - 1]);
            row[j] = (last[j] + 1).min(row[j - 1] + 1).min(last[j - 1] + cost);
            if i > 1 && j > 1 && one[i - 1] == other[j - 2] && one[i - 2] == other[j - 1] {
                row[j] = row[j].min(before_last[j - 2] + 1);
            }
        }
        if row.iter().all(|edits| *edits > distance) {
            return false;
        }
        before_last = std::mem::replace(&mut last, row);
    }
    last[other.len()] <= distance
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_pattern_fits_whole_words() {
        let fits = |pattern: &str, word| wildcard(&pattern.chars().collect::<Vec<_>>(), word);
        assert!(
            fits("w?rd", "word")
                && fits("migr*", "migration")
                && fits("*ция", "миграция")
                && fits("a*b*c", "aXbXbc")
        );
        assert!(!fits("w?rd", "wrd") && !fits("migr", "migration") && !fits("a*b", "abc"));
    }

    #[test]
    fn an_edit_is_an_insertion_a_deletion_a_replacement_or_a_swap() {
        assert!(
            within("remittance", "remitance", 1)
                && within("osh", "ohs", 1)
                && within("kyiv", "kiev", 2)
                && within("", "a", 1)
        );
        assert!(!within("kyiv", "kiev", 1) && !within("osh", "oshxx", 1));
    }
}
