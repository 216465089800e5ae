//! The search port over the list.

use super::matching::{Around, matches};
use super::unit::Unit;
use super::words::Languages;
use super::{Held, List, Snapshot};
use rapporteur_model::{
    Calendar, ClauseCount, DocId, Excluded, Facet, FacetField, FacetValue, Fault, Hit, Holdings, Page,
    PlaceCount, PlaceField, PlaceId, Proof, Query, Record, Request, Search, Snippet, Sort, Source,
    Unit as Kind,
};
use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

impl Snapshot {
    fn units(&self) -> Vec<&Unit> {
        let documents = self.held.values().filter_map(|held| match held {
            Held::Document(_, units) => Some(units),
            Held::Refused(_) => None,
        });
        documents.flatten().collect()
    }

    fn record(&self, id: &DocId) -> Option<&Record> {
        match self.held.get(id)? {
            Held::Document(record, _) => Some(record),
            Held::Refused(_) => None,
        }
    }

    /// English, and every language of a document.
    fn languages(&self) -> Languages {
        let mut languages = BTreeSet::from(["en".to_owned()]);
        for unit in self.units() {
            languages.extend(unit.facets.get(&FacetField::Lang).into_iter().flatten().cloned());
        }
        Languages::new(languages)
    }

    fn matching<'a>(&'a self, query: &Query, kind: Kind) -> Vec<&'a Unit> {
        let (units, languages) = (self.units(), self.languages());
        let around = Around { units: &units, languages: &languages };
        let of_kind = |unit: &&&Unit| unit.event.is_some() == (kind == Kind::Event);
        units.iter().filter(of_kind).filter(|unit| matches(query, unit, &around)).copied().collect()
    }

    /// A question with each clause that is not negated and for which there is one replaced by its opposite.
    fn without(&self, request: &Request, change: &dyn Fn(&Query) -> Option<Query>) -> Option<u64> {
        let keep = |query: &Query| match query {
            Query::Not(_) => Some(query.clone()),
            other => change(other),
        };
        let changed = request.query.replace(&keep);
        (changed != request.query).then(|| self.matching(&changed, request.unit).len() as u64)
    }

    fn excluded(&self, request: &Request) -> Excluded {
        Excluded {
            undated: self.without(request, &|query| match query {
                Query::When(calendar, _) => Some(Query::Not(Box::new(Query::Dated(*calendar)))),
                _ => None,
            }),
            unplaced: self.without(request, &|query| match query {
                Query::Place(place) => Some(Query::Not(Box::new(Query::Placed(place.field)))),
                Query::Inside(_) => Some(Query::Not(Box::new(Query::Placed(PlaceField::Where)))),
                _ => None,
            }),
        }
    }

    fn hit(&self, unit: &Unit, request: &Request) -> Hit {
        let record = self.record(&unit.document).expect("a unit has its record");
        let proof = |ordinal: usize| {
            let event = record.events[ordinal].clone();
            let sentences =
                event.evidence.iter().map(|span| span.of(&record.document.text).to_owned()).collect();
            Proof { ordinal, event, sentences }
        };
        let shown = request.snippets;
        let proofs: Vec<usize> = match unit.event {
            _ if !shown => Vec::new(),
            Some(ordinal) => vec![ordinal],
            None => self.proving(unit, &request.query),
        };
        Hit {
            document: unit.document.clone(),
            event: unit.event,
            uri: record.document.uri.clone(),
            title: record.title.as_ref().map(|title| title.value.clone()),
            published: record.published.as_ref().map(|published| published.value),
            language: record.document.language.clone(),
            score: 0.0,
            snippet: shown.then(|| Snippet {
                text: record.document.text.lines().next().unwrap_or("").to_owned(),
                highlights: Vec::new(),
            }),
            proofs: proofs.into_iter().map(proof).collect(),
            why: if request.explain { self.why(unit, &request.query) } else { Vec::new() },
            // What a note says is a test of its own.
            notes: Vec::new(),
            matched: Vec::new(),
        }
    }

    /// The clauses of a question that a unit matches.
    fn why(&self, unit: &Unit, query: &Query) -> Vec<Query> {
        let (units, languages) = (self.units(), self.languages());
        let around = Around { units: &units, languages: &languages };
        query.clauses().iter().filter(|clause| matches(clause, unit, &around)).cloned().collect()
    }

    /// The events that match what the question says of one event.
    fn proving(&self, unit: &Unit, query: &Query) -> Vec<usize> {
        let of_events: Vec<&Query> =
            query.clauses().iter().filter(|clause| matches!(clause, Query::Event(_))).collect();
        let (units, languages) = (self.units(), self.languages());
        let around = Around { units: &units, languages: &languages };
        let events = units.iter().filter(|other| other.document == unit.document);
        events
            .filter(|event| {
                !of_events.is_empty() && of_events.iter().all(|clause| matches(clause, event, &around))
            })
            .filter_map(|event| event.event)
            .collect()
    }
}

/// The first eight bytes of the digest of a unit's name, by which equal hits are ordered.
fn tie(unit: &Unit) -> Vec<u8> {
    blake3::hash(unit.name().as_bytes()).as_bytes()[..8].to_vec()
}

impl Search for List {
    fn search(&self, request: &Request) -> Result<Page, Fault> {
        if request.offset.saturating_add(request.limit) > Request::MAX_WINDOW {
            return Err(Fault::Caller(format!("more than {} hits are asked for", Request::MAX_WINDOW)));
        }
        let snapshot = self.snapshot();
        let mut found = snapshot.matching(&request.query, request.unit);
        match request.sort {
            Sort::Relevance => found.sort_by_key(|unit| tie(unit)),
            Sort::Newest => found.sort_by_key(|unit| (unit.day.is_none(), Reverse(unit.day), tie(unit))),
            Sort::Oldest => found.sort_by_key(|unit| (unit.day.is_none(), unit.day, tie(unit))),
        }
        let facet = |field: &FacetField| {
            let mut counts: BTreeMap<&String, u64> = BTreeMap::new();
            for value in found.iter().filter_map(|unit| unit.facets.get(field)).flatten() {
                *counts.entry(value).or_default() += 1;
            }
            let mut values: Vec<FacetValue> =
                counts.into_iter().map(|(value, count)| FacetValue { value: value.clone(), count }).collect();
            values.sort_by_key(|value| Reverse(value.count));
            values.truncate(request.facet_values);
            let mut held: BTreeMap<PlaceId, u64> = BTreeMap::new();
            for unit in found.iter().filter(|_| *field == FacetField::Where) {
                let ids = unit.places.iter().flat_map(|place| place.parents.iter().chain([&place.id]));
                for id in ids.collect::<BTreeSet<_>>() {
                    *held.entry(*id).or_default() += 1;
                }
            }
            let places = held.into_iter().map(|(id, count)| PlaceCount { id, count }).collect();
            Facet { field: *field, values, places }
        };
        let count = |clause: &Query| ClauseCount {
            clause: clause.clone(),
            count: snapshot.matching(clause, request.unit).len() as u64,
        };
        let shown = found.iter().skip(request.offset).take(request.limit);
        Ok(Page {
            total: found.len() as u64,
            hits: shown.map(|unit| snapshot.hit(unit, request)).collect(),
            facets: request.facets.iter().map(facet).collect(),
            excluded: snapshot.excluded(request),
            clauses: if request.explain {
                request.query.clauses().iter().map(count).collect()
            } else {
                Vec::new()
            },
            warnings: Vec::new(),
        })
    }

    fn get(&self, id: &DocId) -> Result<Option<Record>, Fault> {
        Ok(self.snapshot().record(id).cloned())
    }

    fn sources(&self) -> Result<Vec<Source>, Fault> {
        let source = |held: &Held| match held {
            Held::Document(record, _) => Source {
                id: record.document.id.clone(),
                uri: record.document.uri.clone(),
                fingerprint: record.fingerprint.clone(),
                refusal: None,
            },
            Held::Refused(refusal) => Source {
                id: refusal.id.clone(),
                uri: refusal.uri.clone(),
                fingerprint: refusal.fingerprint.clone(),
                refusal: Some((refusal.code.to_string(), refusal.message.clone())),
            },
        };
        Ok(self.snapshot().held.values().map(source).collect())
    }

    fn holdings(&self) -> Result<Holdings, Fault> {
        let snapshot = self.snapshot();
        let count = |query: Query, kind| snapshot.matching(&query, kind).len() as u64;
        let none = |query: Query| count(Query::Not(Box::new(query)), Kind::Document);
        let mut languages = BTreeMap::new();
        for unit in snapshot.units().into_iter().filter(|unit| unit.event.is_none()) {
            for language in &unit.facets[&FacetField::Lang] {
                *languages.entry(language.clone()).or_default() += 1;
            }
        }
        Ok(Holdings {
            documents: count(Query::All, Kind::Document),
            events: count(Query::All, Kind::Event),
            refused: snapshot.held.values().filter(|held| matches!(held, Held::Refused(_))).count() as u64,
            unpublished: none(Query::Dated(Calendar::Published)),
            undated: none(Query::Dated(Calendar::When)),
            unplaced: none(Query::Placed(PlaceField::Where)),
            languages,
            commit: snapshot.commit,
            bytes: 0,
        })
    }
}
