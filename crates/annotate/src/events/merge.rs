//! Events that several sentences tell become one, and summaries of others go.

use super::Draft;
use rapporteur_model::{Event, Involved, Involvement, Precision, Status, When};
use std::collections::BTreeSet;

/// A draft is compared with so many before it, so that a list of events costs no more than its length.
const COMPARED: usize = 1_000;
/// People, organisations and sentences of one event; more are a register.
const INVOLVED: usize = 1_000;

/// Merges drafts, in the order of their first evidence.
pub(crate) fn merge(drafts: Vec<Draft>) -> Vec<Draft> {
    let mut kept: Vec<Draft> = Vec::new();
    for draft in drafts {
        let near = kept.len().saturating_sub(COMPARED);
        match kept[near..].iter().position(|known| is_same(&known.event, &draft.event)) {
            Some(at) => join(&mut kept[near + at], draft),
            None => kept.push(draft),
        }
    }
    for draft in &mut kept {
        draft.event.evidence.sort_unstable();
        draft.event.evidence.dedup();
        draft.event.evidence.truncate(INVOLVED);
    }
    let times: BTreeSet<When> =
        kept.iter().filter_map(|draft| draft.event.when.as_ref()).map(|when| when.value).collect();
    kept.retain(|draft| !is_summary(&draft.event, &times));
    kept
}

fn is_same(one: &Event, other: &Event) -> bool {
    let names_differ =
        matches!((&one.name, &other.name), (Some(a), Some(b)) if !a.value.eq_ignore_ascii_case(&b.value));
    let venue =
        (one.venue.as_ref().map(|venue| &venue.value), other.venue.as_ref().map(|venue| &venue.value));
    let venues_meet = match venue {
        (Some(a), Some(b)) => a.id == b.id || a.parents.contains(&b.id) || b.parents.contains(&a.id),
        _ => true,
    };
    let same_venue = matches!(venue, (Some(a), Some(b)) if a.id == b.id);
    if !venues_meet || names_differ || one.status != other.status && !meet(one.status, other.status) {
        return false;
    }
    match (one.when.as_ref().map(|when| when.value), other.when.as_ref().map(|when| when.value)) {
        (Some(a), Some(b)) if a == b => true,
        // "in November" and later "on 17-18 November" in the same town.
        (Some(a), Some(b)) => same_venue && (is_coarse(a) && a.contains(b) || is_coarse(b) && b.contains(a)),
        (None, None) => same_venue,
        _ => same_venue && one.name.is_some() && other.name.is_some(),
    }
}

/// Statuses that two sentences about one event may give it.
fn meet(one: Status, other: Status) -> bool {
    let both = [one, other];
    both.contains(&Status::Held) && both.contains(&Status::Announced)
        || both.contains(&Status::Announced)
            && (both.contains(&Status::Cancelled) || both.contains(&Status::Postponed))
}

fn is_coarse(when: When) -> bool {
    !matches!(when.precision(), Precision::Day | Precision::Days)
}

fn join(known: &mut Draft, other: Draft) {
    let event = &mut known.event;
    let finer = match (&event.when, &other.event.when) {
        (Some(a), Some(b)) => b.value.length() < a.value.length(),
        (None, Some(_)) => true,
        _ => false,
    };
    if finer {
        event.when = other.event.when;
    }
    let finer = match (&event.venue, &other.event.venue) {
        (Some(a), Some(b)) => b.value.parents.contains(&a.value.id) || a.inferred && !b.inferred,
        (None, Some(_)) => true,
        _ => false,
    };
    if finer {
        event.venue = other.event.venue;
    }
    event.name = event.name.take().or(other.event.name);
    event.series = event.series.take().or(other.event.series);
    if matches!(other.event.status, Status::Cancelled | Status::Postponed) {
        event.status = other.event.status;
    }
    for person in other.event.people {
        if event.people.len() < INVOLVED && event.people.iter().all(|known| known.name != person.name) {
            event.people.push(person);
        }
    }
    other.event.organisations.into_iter().for_each(|body| involve(event, body));
    event.evidence.extend(other.event.evidence);
    known.dates.extend(other.dates);
}

/// Adds an organisation to an event. What one of its sentences says of it goes before what none says.
pub(super) fn involve(event: &mut Event, body: Involved) {
    match event.organisations.iter().position(|known| known.name == body.name) {
        Some(at) if event.organisations[at].role == Involvement::Participant => {
            event.organisations[at] = body;
        }
        Some(_) => {}
        None if event.organisations.len() < INVOLVED => event.organisations.push(body),
        None => {}
    }
}

/// "Workshops in November and December 2011 brought together …": no place, and a time that holds those of others.
fn is_summary(event: &Event, times: &BTreeSet<When>) -> bool {
    let Some(when) = event.when.as_ref().map(|when| when.value) else { return false };
    event.venue.is_none()
        && is_coarse(when)
        && times.iter().any(|other| *other != when && when.contains(*other))
}
