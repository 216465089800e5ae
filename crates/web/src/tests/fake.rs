//! An engine and a reader that need no index and no query language.

use super::fixtures::dushanbe;
use crate::{Question, Reader};
use rapporteur_model::{
    Atlas, DocId, Fault, Field, Holdings, Match, Page, PlaceId, PlaceKind, PlaceRef, Query, Record, Request,
    Search, Source,
};
use std::collections::BTreeMap;
use std::sync::{Mutex, PoisonError};

type Answering = Box<dyn Fn(&Request) -> Result<Page, Fault> + Send + Sync>;

/// An engine that says what it was told to say, and remembers what it was asked.
pub(crate) struct Engine {
    answer: Answering,
    records: BTreeMap<DocId, Record>,
    holdings: Holdings,
    asked: Mutex<Vec<Request>>,
}

impl Engine {
    pub(crate) fn new(answer: impl Fn(&Request) -> Result<Page, Fault> + Send + Sync + 'static) -> Self {
        Self {
            answer: Box::new(answer),
            records: BTreeMap::new(),
            holdings: Holdings::default(),
            asked: Mutex::default(),
        }
    }

    pub(crate) fn holding(mut self, holdings: Holdings) -> Self {
        self.holdings = holdings;
        self
    }

    pub(crate) fn with(mut self, record: Record) -> Self {
        self.records.insert(record.document.id.clone(), record);
        self
    }

    pub(crate) fn asked(&self) -> Vec<Request> {
        self.asked.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }
}

impl Search for Engine {
    fn search(&self, request: &Request) -> Result<Page, Fault> {
        self.asked.lock().unwrap_or_else(PoisonError::into_inner).push(request.clone());
        (self.answer)(request)
    }

    fn get(&self, id: &DocId) -> Result<Option<Record>, Fault> {
        Ok(self.records.get(id).cloned())
    }

    fn sources(&self) -> Result<Vec<Source>, Fault> {
        Ok(Vec::new())
    }

    fn holdings(&self) -> Result<Holdings, Fault> {
        Ok(self.holdings.clone())
    }
}

/// Words between white space, all of which must match; `a OR b` for either; `?` before a word gives a warning.
pub(crate) struct Words;

impl Atlas for Words {
    fn place(&self, id: PlaceId) -> Option<PlaceRef> {
        let (name, kind, parents) = match id.0 {
            1 => ("Asia", PlaceKind::Area, vec![]),
            1_220_409 => ("Tajikistan", PlaceKind::Country, vec![1, 9]),
            1_221_874 => ("Dushanbe", PlaceKind::City, vec![1_220_409, 1, 9]),
            9 => ("Commonwealth", PlaceKind::Grouping, vec![]),
            _ => return None,
        };
        let parents = parents.into_iter().map(PlaceId).collect();
        Some(PlaceRef { id, name: name.to_owned(), kind, parents, ..dushanbe() })
    }

    fn typed(&self, place: &PlaceRef) -> String {
        if place.name == "Dushanbe" { "Dushanbe, Tajikistan".to_owned() } else { place.name.clone() }
    }
}

impl Reader for Words {
    fn read(&self, typed: &str) -> Question {
        let word = |text: &str| Query::Text(Field::Any, Match::Word(text.to_owned()));
        let mut warnings = Vec::new();
        let mut words = Vec::new();
        for text in typed.split_whitespace().filter(|text| *text != "OR") {
            if let Some(odd) = text.strip_prefix('?') {
                warnings.push(format!("{odd} is read as a word"));
            }
            words.push(word(text));
        }
        let query = match words.len() {
            0 => Query::All,
            1 => words.remove(0),
            _ if typed.contains(" OR ") => Query::Or(words),
            _ => Query::And(words),
        };
        Question { canonical: self.print(&query), query, warnings }
    }

    fn print(&self, query: &Query) -> String {
        let join = |parts: &[Query], by: &str| {
            parts.iter().map(|part| self.print(part)).collect::<Vec<_>>().join(by)
        };
        match query {
            Query::Text(_, Match::Word(word)) => word.clone(),
            Query::And(parts) => join(parts, " "),
            Query::Or(parts) => join(parts, " OR "),
            _ => String::new(),
        }
    }
}
