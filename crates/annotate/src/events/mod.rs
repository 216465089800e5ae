//! Events: sentences that bring a time, a place and people together, and say that something takes place.
//!
//! One sentence is one scene. Its times and places fall into groups (one event each), a group is believed when
//! the words around it tell of an event, and events that several sentences tell are made one. An event without
//! support is left out: better none than a wrong one.

mod belief;
mod group;
mod merge;
mod name;
mod scene;
mod status;

use crate::Entities;
use crate::cues::{Class, Lexicon};
use crate::sentence::sentences;
use group::Group;
use rapporteur_model::{
    Block, BlockKind, DateKind, Document, Event, Found, Involved, Involvement, Participant, PlaceRef,
    PlaceRole, Span, When,
};
use scene::{Form, Scene};
use std::borrow::Cow;

/// What events are read from.
pub(crate) struct Reading<'a> {
    pub(crate) document: &'a Document,
    pub(crate) entities: &'a Entities,
    pub(crate) published: Option<When>,
    /// Where the publication date stands in the main text.
    pub(crate) published_at: Option<Span>,
    pub(crate) title: &'a str,
    pub(crate) lexicon: &'static Lexicon,
}

/// The events of a document by first evidence, and what each of its dates dates.
pub(crate) fn events(reading: &Reading<'_>) -> (Vec<Event>, Vec<DateKind>) {
    let mut kinds = vec![DateKind::Mention; reading.entities.dates.len()];
    let mut drafts: Vec<Draft> = Vec::new();
    let mut planned = reading.is_plan(reading.title);
    let mut heading = String::new();
    for (at, block) in reading.document.blocks.iter().enumerate() {
        match block.kind {
            BlockKind::Heading(_) => {
                block.span.of(&reading.document.text).clone_into(&mut heading);
                planned = reading.is_plan(reading.title) || reading.is_plan(&heading);
            }
            BlockKind::Preformatted | BlockKind::Caption => {}
            _ => read_block(reading, at, block, planned, &mut drafts, &mut kinds),
        }
    }
    let drafts = merge::merge(drafts);
    for draft in &drafts {
        draft.dates.iter().for_each(|at| kinds[*at] = DateKind::Event);
    }
    for (kind, found) in kinds.iter_mut().zip(&reading.entities.dates) {
        if reading.published_at.is_some_and(|span| span.overlaps(found.span)) {
            *kind = DateKind::Publication;
        }
    }
    (drafts.into_iter().map(|draft| draft.event).collect(), kinds)
}

/// An event in the making.
struct Draft {
    event: Event,
    /// Indices of the dates it rests on.
    dates: Vec<usize>,
}

fn read_block(
    reading: &Reading<'_>,
    number: usize,
    block: &Block,
    planned: bool,
    drafts: &mut Vec<Draft>,
    kinds: &mut [DateKind],
) {
    let text = &reading.document.text;
    let row = matches!(block.kind, BlockKind::TableRow);
    let spans = if row { vec![block.span] } else { sentences(text, block, reading.lexicon) };
    let first_draft = drafts.len();
    let mut before: Option<Span> = None;
    for (at, span) in spans.into_iter().enumerate() {
        let form = match block.kind {
            BlockKind::TableRow => Form::Row,
            BlockKind::ListItem if at == 0 => Form::Item,
            _ => Form::Prose,
        };
        let scene = Scene::new(reading, span, form, number);
        let found = read_scene(reading, &scene, before, planned, kinds);
        if found.is_empty() && drafts.len() > first_draft && scene.dates.is_empty() && scene.venues.is_empty()
        {
            if let Some(draft) = drafts.last_mut() {
                go_on(reading, &scene, draft);
            }
        }
        drafts.extend(found);
        before = Some(span);
    }
}

/// A sentence without a time or place of its own goes on telling of the event before it: its people took part.
fn go_on(reading: &Reading<'_>, scene: &Scene<'_>, draft: &mut Draft) {
    let people = participants(reading, scene.span);
    let new: Vec<Participant> = people
        .into_iter()
        .filter(|person| draft.event.people.iter().all(|known| known.name != person.name))
        .collect();
    if !new.is_empty() {
        draft.event.people.extend(new);
        draft.event.evidence.push(scene.span);
    }
}

fn read_scene(
    reading: &Reading<'_>,
    scene: &Scene<'_>,
    before: Option<Span>,
    planned: bool,
    kinds: &mut [DateKind],
) -> Vec<Draft> {
    for (at, kind) in &scene.set_aside {
        kinds[*at] = *kind;
    }
    let groups = group::groups(scene);
    let alone = groups.len() == 1;
    let complete = groups.iter().any(|group| group.date.is_some() && group.venue.is_some());
    let mut drafts = Vec::new();
    for group in &groups {
        let people = participants(reading, if alone { scene.span } else { group.segment });
        if group.date.is_none() && complete || !belief::is_believed(scene, group, alone, !people.is_empty()) {
            continue;
        }
        drafts.push(draft(reading, scene, group, people, Told { alone, before, planned }));
    }
    drafts
}

/// What a draft must know of the sentences around it.
#[derive(Clone, Copy)]
struct Told {
    alone: bool,
    before: Option<Span>,
    planned: bool,
}

fn draft(
    reading: &Reading<'_>,
    scene: &Scene<'_>,
    group: &Group,
    people: Vec<Participant>,
    told: Told,
) -> Draft {
    let extent = if told.alone { scene.span } else { group.segment };
    let when = group.date.map(|at| reading.entities.dates[at].clone());
    let venue = group.venue.map(|at| venue(&reading.entities.places[at]));
    let venue = venue.or_else(|| when.as_ref().and_then(|when| dateline_venue(reading, scene, when)));
    let name = name::name(reading, scene, extent).or_else(|| {
        let before = told.before.filter(|_| scene.begins_with(Class::Pronoun))?;
        name::name(reading, &Scene::new(reading, before, Form::Prose, scene.block), before)
    });
    let series = name::series(reading, scene, extent);
    let event = Event {
        status: status::status(
            scene,
            extent,
            when.as_ref().map(|when| when.value),
            reading.published,
            told.planned,
        ),
        when,
        venue,
        name,
        series,
        people,
        organisations: involved(reading, scene, extent),
        evidence: vec![scene.span],
    };
    Draft { event, dates: group.date.into_iter().collect() }
}

fn venue(place: &Found<PlaceRef>) -> Found<PlaceRef> {
    let mut venue = place.clone();
    venue.value.role = PlaceRole::Venue;
    venue
}

/// "OSH, 5 May — A seminar opened today": the dateline's place, where the sentence names none and speaks of the day
/// on which it was written.
fn dateline_venue(reading: &Reading<'_>, scene: &Scene<'_>, when: &Found<When>) -> Option<Found<PlaceRef>> {
    let today = matches!(when.rule.as_ref(), "relative-day" | "duration-from-start");
    if !today || !scene.says(scene.span, Class::Noun) {
        return None;
    }
    let place = reading.entities.places.iter().find(|place| place.value.role == PlaceRole::Dateline)?;
    let mut venue = venue(place);
    venue.rule = Cow::Borrowed("venue-from-dateline");
    venue.inferred = true;
    Some(venue)
}

/// The people named within a span, in order of mention.
fn participants(reading: &Reading<'_>, span: Span) -> Vec<Participant> {
    let mut people: Vec<Participant> = reading
        .entities
        .people
        .iter()
        .filter_map(|person| {
            let mention = person.mentions.iter().find(|mention| span.contains(**mention))?;
            Some(Participant {
                name: person.name.clone(),
                role: person.role.clone(),
                organisation: person.organisation.clone(),
                span: *mention,
                keys: person.keys.clone(),
            })
        })
        .collect();
    people.sort_by_key(|person| person.span);
    people
}

/// The organisations named within a span, with what the words beside them say they did.
fn involved(reading: &Reading<'_>, scene: &Scene<'_>, span: Span) -> Vec<Involved> {
    let mut found: Vec<(Span, Involved)> = reading
        .entities
        .organisations
        .iter()
        .filter_map(|body| {
            let mention = body.mentions.iter().find(|mention| span.contains(**mention))?;
            let beside = |class| {
                scene.cues(span).any(|cue| {
                    cue.class == class
                        && (cue.span.end() <= mention.start() && mention.start() - cue.span.end() <= 8
                            || mention.end() <= cue.span.start() && cue.span.start() - mention.end() <= 8)
                })
            };
            let role = if beside(Class::Funder) {
                Involvement::Funder
            } else if beside(Class::Organiser) {
                Involvement::Organiser
            } else {
                Involvement::Participant
            };
            Some((*mention, Involved { name: body.name.clone(), role }))
        })
        .collect();
    found.sort_by_key(|(mention, _)| *mention);
    found.into_iter().map(|(_, involved)| involved).collect()
}

impl Reading<'_> {
    fn is_plan(&self, text: &str) -> bool {
        let words = crate::cues::words(text, Span::new(0, text.len()));
        self.lexicon.cues(&words).iter().any(|cue| cue.class == Class::Plan)
    }
}
