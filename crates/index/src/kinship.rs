//! Organisations of a record as a question about one asks for them: under which names they are indexed and counted, and what
//! tells that a hit was found by a body that came before or after the one asked for.

use rapporteur_model::{BodyClause, Event, Organisation, Query, Record};
use std::collections::{BTreeMap, BTreeSet};

/// The organisations of a record by every name it has for them.
pub(crate) struct Bodies<'a> {
    record: &'a Record,
    called: BTreeMap<&'a str, &'a Organisation>,
}

impl<'a> Bodies<'a> {
    pub(crate) fn of(record: &'a Record) -> Self {
        let mut called = BTreeMap::new();
        for body in &record.organisations {
            for name in body.names.iter().chain([&body.name]) {
                called.entry(name.as_str()).or_insert(body);
            }
        }
        Self { record, called }
    }

    /// The names a unit states: of an event those it involves, of a document all, and whom people speak for.
    fn stated(&self, event: Option<&'a Event>) -> Vec<&'a str> {
        if let Some(event) = event {
            return event.organisations.iter().map(|body| body.name.as_str()).collect();
        }
        let affiliations = self.record.people.iter().filter_map(|person| person.organisation.as_deref());
        self.record.organisations.iter().map(|body| body.name.as_str()).chain(affiliations).collect()
    }

    fn known(&self, event: Option<&'a Event>) -> impl Iterator<Item = &'a Organisation> {
        self.stated(event).into_iter().filter_map(|name| self.called.get(name).copied())
    }

    /// Every name by which the document calls the organisations of a unit, each once.
    pub(crate) fn names(&self, event: Option<&'a Event>) -> BTreeSet<&'a str> {
        let mut names: BTreeSet<&str> = self.stated(event).into_iter().collect();
        names.extend(self.known(event).flat_map(|body| &body.names).map(String::as_str));
        names
    }

    /// The names under which they are counted: one for a body that is known, whatever it is called.
    pub(crate) fn labels(&self, event: Option<&'a Event>) -> BTreeSet<&'a str> {
        let label = |name| self.called.get(name).map_or(name, |body| body.label());
        self.stated(event).into_iter().map(label).collect()
    }

    /// The keys of those that are known.
    pub(crate) fn keys(&self, event: Option<&'a Event>) -> BTreeSet<&'a str> {
        let known = self.known(event).filter_map(|body| body.identity.as_ref());
        known.map(|identity| identity.key.as_str()).collect()
    }
}

/// Whether an organisation is one of those asked for, or came before or after one.
pub(crate) fn is_meant(clause: &BodyClause, body: &Organisation) -> bool {
    let key = body.identity.as_ref().map(|identity| identity.key.as_str());
    key.is_some_and(|key| is_own(clause, key) || clause.kin.iter().any(|kin| kin.key == key))
}

fn is_own(clause: &BodyClause, key: &str) -> bool {
    clause.keys.iter().any(|own| own == key)
}

/// For each organisation asked for that a unit does not name, those it names that came before or after it.
pub(crate) fn notes(query: &Query, record: &Record, event: Option<&Event>) -> Vec<String> {
    let mut clauses = Vec::new();
    gather(query, &mut clauses);
    if clauses.is_empty() {
        return Vec::new();
    }
    let keys = Bodies::of(record).keys(event);
    let mut notes = Vec::new();
    for clause in clauses {
        if keys.iter().any(|key| is_own(clause, key)) {
            continue;
        }
        for kin in clause.kin.iter().filter(|kin| keys.contains(kin.key.as_str())) {
            let note = format!("found by {}, {}", kin.name, kin.relation);
            if !notes.contains(&note) {
                notes.push(note);
            }
        }
    }
    notes
}

/// The clauses about organisations that a hit may owe its place to; of a negated one it owes nothing.
fn gather<'a>(query: &'a Query, clauses: &mut Vec<&'a BodyClause>) {
    match query {
        Query::And(parts) | Query::Or(parts) => parts.iter().for_each(|part| gather(part, clauses)),
        Query::Event(inner) => gather(inner, clauses),
        Query::Body(clause) => clauses.push(clause),
        _ => {}
    }
}
