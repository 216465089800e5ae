//! Names of an answer that are one person's: how a hit's name relates to what was typed, and spellings counted together.

use rapporteur_model::{
    DocId, FacetField, FacetValue, Fault, Hit, Holdings, Page, Person, PersonClause, Query, Record, Request,
    Search, Source,
};
use rapporteur_names::{Relation, group, relation};
use std::collections::{BTreeMap, BTreeSet};

/// So many names are looked at where spellings are counted together.
const NAMES: usize = 200;

/// An engine whose answers know that two names are one person's: an engine itself knows no names.
#[derive(Debug)]
pub(crate) struct Identified<S>(pub(crate) S);

impl<S: Search> Search for Identified<S> {
    fn search(&self, request: &Request) -> Result<Page, Fault> {
        let mut page = self.0.search(request)?;
        if request.explain {
            explain(&self.0, &mut page)?;
        }
        merge(&self.0, request, &mut page)?;
        Ok(page)
    }

    fn get(&self, id: &DocId) -> Result<Option<Record>, Fault> {
        self.0.get(id)
    }

    fn sources(&self) -> Result<Vec<Source>, Fault> {
        self.0.sources()
    }

    fn holdings(&self) -> Result<Holdings, Fault> {
        self.0.holdings()
    }
}

/// Says of every hit how the people it names relate to those asked for.
fn explain(engine: &impl Search, page: &mut Page) -> Result<(), Fault> {
    for hit in &mut page.hits {
        let mut clauses = Vec::new();
        hit.why.iter().for_each(|clause| gather(clause, &mut clauses));
        if clauses.is_empty() {
            continue;
        }
        if let Some(record) = engine.get(&hit.document)? {
            hit.matched = matched(&clauses, &record, hit);
        }
    }
    Ok(())
}

fn gather<'a>(query: &'a Query, out: &mut Vec<&'a PersonClause>) {
    match query {
        Query::Person(clause) if !clause.exact => out.push(clause),
        Query::And(parts) | Query::Or(parts) => parts.iter().for_each(|part| gather(part, out)),
        Query::Event(part) => gather(part, out),
        _ => {}
    }
}

fn matched(clauses: &[&PersonClause], record: &Record, hit: &Hit) -> Vec<String> {
    let event = hit.event.and_then(|at| record.events.get(at));
    let mut out = BTreeSet::new();
    for clause in clauses {
        let is_meant = |person: &&Person| {
            has_keys(clause, person)
                && event.is_none_or(|event| {
                    event.people.iter().any(|participant| participant.name == person.name)
                })
        };
        for person in record.people.iter().filter(is_meant) {
            out.extend(told(&clause.text, person, &record.document.text));
        }
    }
    out.into_iter().collect()
}

/// Whether the person is one that the clause asks for.
pub(crate) fn has_keys(clause: &PersonClause, person: &Person) -> bool {
    !clause.keys.is_empty() && clause.keys.iter().all(|key| person.keys.contains(key))
}

/// The mention most like what was typed, with what parts the two; nothing where they are spelt the same.
fn told(typed: &str, person: &Person, text: &str) -> Option<String> {
    let mentions = person.mentions.iter().map(|span| span.of(text));
    let related = mentions.filter_map(|name| Some((relation(typed, name)?, name)));
    let (why, name) = related.min_by_key(|(why, _)| why.len())?;
    (!why.is_empty()).then(|| format!("{name}: {}", in_words(&why)))
}

/// Relations as they are told: "transliteration, genitive".
pub(crate) fn in_words(why: &[Relation]) -> String {
    why.iter().map(|why| why.as_str()).collect::<Vec<_>>().join(", ")
}

/// Counts the spellings of one person together where people are counted. A document names a person once, so that
/// counts add up.
fn merge(engine: &impl Search, request: &Request, page: &mut Page) -> Result<(), Fault> {
    let Some(facet) = page.facets.iter_mut().find(|facet| facet.field == FacetField::Who) else {
        return Ok(());
    };
    if facet.values.len() >= request.facet_values {
        let wide = Request {
            limit: 0,
            offset: 0,
            facets: vec![FacetField::Who],
            facet_values: NAMES,
            explain: false,
            ..request.clone()
        };
        if let Some(counted) = engine.search(&wide)?.facets.pop() {
            facet.values = counted.values;
        }
    }
    facet.values = together(std::mem::take(&mut facet.values));
    facet.values.truncate(request.facet_values);
    Ok(())
}

/// The values of one person as one, under the fullest name; most frequent first, then by name.
fn together(values: Vec<FacetValue>) -> Vec<FacetValue> {
    let names: Vec<&str> = values.iter().map(|value| value.value.as_str()).collect();
    let mut people: BTreeMap<usize, FacetValue> = BTreeMap::new();
    for (value, person) in values.iter().zip(group(&names)) {
        people
            .entry(person)
            .and_modify(|known| {
                known.count += value.count;
                if fullness(&value.value) > fullness(&known.value) {
                    known.value.clone_from(&value.value);
                }
            })
            .or_insert_with(|| value.clone());
    }
    let mut out: Vec<FacetValue> = people.into_values().collect();
    out.sort_by(|one, other| other.count.cmp(&one.count).then_with(|| one.value.cmp(&other.value)));
    out
}

/// Whole words, then words: "Anna Rossi" is fuller than "A. M. Rossi".
pub(crate) fn fullness(name: &str) -> (usize, usize) {
    let whole = name.split_whitespace().filter(|word| !word.ends_with('.') && word.chars().nth(1).is_some());
    (whole.count(), name.split_whitespace().count())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spellings_of_one_person_are_counted_together_and_namesakes_apart() {
        let value = |(value, count): &(&str, u64)| FacetValue { value: (*value).to_owned(), count: *count };
        let counted =
            [("Petrov", 1), ("Igor Petrov", 3), ("Игорь Петров", 2), ("I. Petrov", 1), ("Anna Petrova", 4)];
        let merged = together(counted.iter().map(value).collect());
        let told: Vec<(&str, u64)> = merged.iter().map(|value| (value.value.as_str(), value.count)).collect();
        assert_eq!(told, [("Igor Petrov", 7), ("Anna Petrova", 4)]);
    }
}
