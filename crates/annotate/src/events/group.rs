//! Which time goes with which place: a sentence is read from left to right, and a second time or a second place
//! that does not lie in the first begins the next event.

use super::scene::Scene;
use rapporteur_model::{PlaceKind, Span};

/// A time and a place of one event, as indices into the document's dates and places.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Group {
    pub(crate) date: Option<usize>,
    pub(crate) venue: Option<usize>,
    /// The part of the sentence that tells of it.
    pub(crate) segment: Span,
    /// From its first to its last time or place.
    core: Span,
}

#[derive(Clone, Copy)]
enum Item {
    Date(usize),
    Venue(usize),
}

pub(crate) fn groups(scene: &Scene<'_>) -> Vec<Group> {
    let dates = scene.dates.iter().map(|at| (scene.date(*at).span, Item::Date(*at)));
    let venues = scene.venues.iter().map(|at| (scene.place(*at).span, Item::Venue(*at)));
    let mut items: Vec<(Span, Item)> = dates.chain(venues).collect();
    items.sort_by_key(|(span, _)| *span);
    let mut groups: Vec<Group> = Vec::new();
    for (span, item) in items {
        let fits = groups.last_mut().is_some_and(|group| take(scene, group, span, item));
        if !fits {
            let mut group = Group { date: None, venue: None, segment: span, core: span };
            take(scene, &mut group, span, item);
            groups.push(group);
        }
    }
    // A place without a time beside a complete event is part of its story.
    if groups.iter().any(|group| group.date.is_some() && group.venue.is_some()) {
        groups.retain(|group| group.date.is_some());
    }
    set_segments(scene, &mut groups);
    groups
}

/// Takes an item into a group; says whether it fits.
fn take(scene: &Scene<'_>, group: &mut Group, span: Span, item: Item) -> bool {
    match item {
        Item::Date(at) => {
            if group.date.is_some() {
                return false;
            }
            group.date = Some(at);
        }
        Item::Venue(at) => match group.venue {
            None => group.venue = Some(at),
            Some(known) => {
                let (old, new) = (&scene.place(known).value, &scene.place(at).value);
                let finer = new.parents.contains(&old.id) && new.kind == PlaceKind::City;
                let coarser = old.parents.contains(&new.id) || old.id == new.id;
                if !finer && !coarser {
                    return false;
                }
                if finer {
                    group.venue = Some(at);
                }
            }
        },
    }
    group.core = group.core.join(span);
    true
}

/// Divides the sentence among its groups, at the last comma or semicolon between two of them.
fn set_segments(scene: &Scene<'_>, groups: &mut [Group]) {
    let text = &scene.reading.document.text;
    let mut start = scene.span.start();
    for at in 0..groups.len() {
        let end = match groups.get(at + 1) {
            None => scene.span.end(),
            Some(next) => {
                let (from, to) = (groups[at].core.end(), next.core.start().max(groups[at].core.end()));
                text[from..to].rfind([',', ';', '—', '–']).map_or(from, |mark| from + mark)
            }
        };
        groups[at].segment = Span::new(start, end);
        start = end;
    }
}
