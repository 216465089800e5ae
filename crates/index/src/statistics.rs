//! How rare a word is, whatever language it was read in.
//!
//! A typed word is searched by its stem in each language the index holds. By itself the stem of a language with few
//! documents looks rare, and the few would win every search; so the stems of one word share one frequency, that of all.
//! (npl, nDCG@10: .284 → see BENCHMARKS.md.)

use std::cell::RefCell;
use std::collections::HashMap;
use tantivy::query::Bm25StatisticsProvider;
use tantivy::schema::{Field, Term};
use tantivy::{Result, Searcher};

/// The frequencies that terms of one word share.
#[derive(Debug, Default)]
pub(crate) struct Shared(RefCell<HashMap<Term, u64>>);

impl Shared {
    /// Lets the terms share the sum of their frequencies.
    pub(crate) fn share(&self, searcher: &Searcher, terms: &[Term]) -> Result<()> {
        if terms.len() < 2 {
            return Ok(());
        }
        let mut sum = 0;
        for term in terms {
            sum += searcher.doc_freq(term)?;
        }
        let mut shared = self.0.borrow_mut();
        shared.extend(terms.iter().map(|term| (term.clone(), sum)));
        Ok(())
    }

    /// The statistics of a snapshot with the shared frequencies in them.
    pub(crate) fn of<'a>(&self, searcher: &'a Searcher) -> Statistics<'a> {
        Statistics { searcher, shared: self.0.borrow().clone() }
    }
}

/// What BM25 asks an index.
pub(crate) struct Statistics<'a> {
    searcher: &'a Searcher,
    shared: HashMap<Term, u64>,
}

impl Bm25StatisticsProvider for Statistics<'_> {
    fn total_num_tokens(&self, field: Field) -> Result<u64> {
        self.searcher.total_num_tokens(field)
    }

    fn total_num_docs(&self) -> Result<u64> {
        self.searcher.total_num_docs()
    }

    fn doc_freq(&self, term: &Term) -> Result<u64> {
        match self.shared.get(term) {
            // No more documents than there are can hold a word.
            Some(shared) => Ok((*shared).min(self.total_num_docs()?)),
            None => self.searcher.doc_freq(term),
        }
    }
}
