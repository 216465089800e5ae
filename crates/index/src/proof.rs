//! Which events of a document prove that it matches: the question's clauses about time, place and people held
//! against each event in memory.

use rapporteur_model::{
    Calendar, Event, Keyword, PersonClause, PlaceClause, PlaceField, PlaceRef, Proof, Query, Record,
};

/// The events of a record that meet all clauses an event can meet, else those that meet any; none when the
/// question says nothing about events.
pub(crate) fn proofs(query: &Query, record: &Record) -> Vec<Proof> {
    let mut clauses = Vec::new();
    gather(query, &mut clauses);
    if clauses.is_empty() {
        return Vec::new();
    }
    let matching = |all: bool| -> Vec<Proof> {
        let events = record.events.iter().enumerate();
        events
            .filter(|(_, event)| {
                let mut met = clauses.iter().map(|clause| meets(clause, event));
                if all { met.all(|met| met) } else { met.any(|met| met) }
            })
            .map(|(ordinal, _)| proof(record, ordinal))
            .collect()
    };
    let proofs = matching(true);
    if proofs.is_empty() { matching(false) } else { proofs }
}

/// One event of a record with the sentences that prove it.
pub(crate) fn proof(record: &Record, ordinal: usize) -> Proof {
    let event = record.events[ordinal].clone();
    let sentences = event.evidence.iter().map(|span| span.of(&record.document.text).to_owned()).collect();
    Proof { ordinal, event, sentences }
}

/// The clauses of a conjunction that speak of events, those inside `event( … )` included.
fn gather<'a>(query: &'a Query, clauses: &mut Vec<&'a Query>) {
    match query {
        Query::And(parts) => parts.iter().for_each(|part| gather(part, clauses)),
        Query::Event(inner) => gather(inner, clauses),
        _ if is_of_one_event(query) => clauses.push(query),
        Query::Or(parts) if parts.iter().all(speaks_of_events) => clauses.push(query),
        _ => {}
    }
}

/// Whether a clause says something that is true of one event and not of another of the same document.
fn is_of_one_event(query: &Query) -> bool {
    match query {
        Query::When(Calendar::When, _)
        | Query::Inside(_)
        | Query::Person(_)
        | Query::Keyword(Keyword::Status, _) => true,
        Query::Place(clause) => clause.field != PlaceField::About,
        _ => false,
    }
}

fn speaks_of_events(query: &Query) -> bool {
    match query {
        _ if is_of_one_event(query) => true,
        Query::And(parts) | Query::Or(parts) => !parts.is_empty() && parts.iter().all(speaks_of_events),
        Query::Event(inner) => speaks_of_events(inner),
        _ => false,
    }
}

fn meets(query: &Query, event: &Event) -> bool {
    match query {
        Query::And(parts) => parts.iter().all(|part| meets(part, event)),
        Query::Or(parts) => parts.iter().any(|part| meets(part, event)),
        Query::Event(inner) => meets(inner, event),
        Query::When(_, when) => event.when.as_ref().is_some_and(|found| found.value.overlaps(*when)),
        Query::Place(clause) => event.venue.as_ref().is_some_and(|venue| holds(clause, &venue.value)),
        Query::Inside(shape) => {
            event.venue.as_ref().and_then(|venue| venue.value.point()).is_some_and(|point| shape.holds(point))
        }
        Query::Person(clause) => event.people.iter().any(|person| has_keys(clause, &person.keys)),
        Query::Keyword(Keyword::Status, status) => event.status.as_str() == status.to_lowercase(),
        _ => true,
    }
}

/// Whether a place is the one asked for, or lies in it.
pub(crate) fn holds(clause: &PlaceClause, place: &PlaceRef) -> bool {
    clause.ids.iter().any(|id| place.id == *id || (!clause.exact && place.parents.contains(id)))
}

/// Whether a person is the one asked for.
pub(crate) fn has_keys(clause: &PersonClause, keys: &[String]) -> bool {
    !clause.keys.is_empty() && clause.keys.iter().all(|key| keys.contains(key))
}
