//! Events: sentences that bring a time, a place and people together, and say that something takes place.
//!
//! One sentence is one scene. Its times and places fall into groups (one event each), a group is believed when
//! the words around it tell of an event, and events that several sentences tell are made one. An event without
//! support is left out: better none than a wrong one.

mod belief;
mod group;
mod mentions;
mod merge;
mod name;
mod scene;
mod status;

use crate::Entities;
use crate::cues::{Class, Lexicon};
use crate::roles::Roles;
use crate::sentence::sentences;
use group::Group;
pub(crate) use mentions::Mentions;
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
    /// The mentions of the entities by position.
    pub(crate) mentions: Mentions,
    /// What the sentences say of the organisations.
    pub(crate) roles: &'a Roles,
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
    let mut story = Story { planned: reading.is_plan(reading.title), date: None, goes_on: false };
    for (at, block) in reading.document.blocks.iter().enumerate() {
        match block.kind {
            BlockKind::Heading(_) => {
                let heading = block.span.of(&reading.document.text);
                story.planned = reading.is_plan(reading.title) || reading.is_plan(heading);
                story.goes_on = false;
                story.date = None;
            }
            BlockKind::Preformatted | BlockKind::Caption => {}
            _ => read_block(reading, at, block, &mut story, &mut drafts, &mut kinds),
        }
    }
    let mut drafts = merge::merge(drafts);
    drafts.extend(record_of_an_event(reading, &drafts));
    for draft in &drafts {
        draft.dates.iter().for_each(|at| kinds[*at] = DateKind::Event);
    }
    for (kind, found) in kinds.iter_mut().zip(&reading.entities.dates) {
        if *kind != DateKind::Dateline && reading.published_at.is_some_and(|span| span.overlaps(found.span)) {
            *kind = DateKind::Publication;
        }
    }
    (drafts.into_iter().map(|draft| draft.event).collect(), kinds)
}

/// What the blocks so far hand on to the next.
struct Story {
    /// The title or the heading says that what follows is planned.
    planned: bool,
    /// A date that stood alone in the block before.
    date: Option<usize>,
    /// The block before told of an event, and this one may go on.
    goes_on: bool,
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
    story: &mut Story,
    drafts: &mut Vec<Draft>,
    kinds: &mut [DateKind],
) {
    let text = &reading.document.text;
    if let Some(date) = lone_date(reading, block) {
        (story.date, story.goes_on) = (Some(date), false);
        return;
    }
    let inherited = story.date.take();
    let mut goes_on = story.goes_on && matches!(block.kind, BlockKind::Paragraph | BlockKind::Quotation);
    let row = matches!(block.kind, BlockKind::TableRow);
    let block = &without_title(text, block, reading.title);
    let spans = if row { vec![block.span] } else { sentences(text, block, reading.lexicon) };
    let mut before: Option<Span> = None;
    for (at, span) in spans.into_iter().enumerate() {
        let form = match block.kind {
            BlockKind::TableRow => Form::Row,
            _ if at == 0 && (inherited.is_some() || block.kind == BlockKind::ListItem) => Form::Item,
            _ => Form::Prose,
        };
        let mut scene = Scene::new(reading, span, form, number);
        if let Some(date) = inherited.filter(|_| at == 0) {
            scene.inherit(date);
        }
        let found = read_scene(reading, &scene, before, story.planned, kinds);
        match drafts.last_mut() {
            Some(draft) if goes_on && found.is_empty() && scene.is_bare() => go_on(reading, &scene, draft),
            _ => goes_on = !found.is_empty() || goes_on && scene.is_bare(),
        }
        drafts.extend(found);
        before = Some(span);
    }
    story.goes_on = goes_on && block.kind == BlockKind::Paragraph;
}

/// The block without the title where it is glued to its beginning: the alternative text of a picture, mostly.
fn without_title(text: &str, block: &Block, title: &str) -> Block {
    let part = block.span.of(text);
    match part.strip_prefix(title).filter(|rest| !title.is_empty() && !rest.trim().is_empty()) {
        Some(rest) => {
            Block { kind: block.kind, span: Span::new(block.span.end() - rest.len(), block.span.end()) }
        }
        None => block.clone(),
    }
}

/// The date of a block that holds nothing else: a term of a list, of which the next block is the description.
fn lone_date(reading: &Reading<'_>, block: &Block) -> Option<usize> {
    let dates = &reading.entities.dates;
    let at = dates.partition_point(|date| date.span.end() <= block.span.start());
    let date = dates.get(at).filter(|date| block.span.contains(date.span))?;
    let rest = block.span.len() - date.span.len();
    let published = reading.published_at.is_some_and(|span| span.overlaps(date.span));
    (rest <= 4 && !published && block.kind != BlockKind::TableRow).then_some(at)
}

/// Minutes name their event in the title, and its time and place in a line of their own near the beginning.
fn record_of_an_event(reading: &Reading<'_>, drafts: &[Draft]) -> Option<Draft> {
    let words = crate::cues::words(reading.title, Span::new(0, reading.title.len()));
    if !reading.lexicon.cues(&words).iter().any(|cue| cue.class == Class::Minutes) {
        return None;
    }
    let blocks = reading.document.blocks.iter().enumerate().take(6);
    let (scene, group) = blocks.filter(|(_, block)| block.span.len() < 200).find_map(|(at, block)| {
        let scene = Scene::new(reading, block.span, Form::Row, at);
        let groups = group::groups(&scene);
        let group = groups.into_iter().find(|group| group.date.is_some() && group.venue.is_some())?;
        Some((scene, group))
    })?;
    // Everybody whom the minutes name was there.
    let people = participants(reading, Span::new(0, reading.document.text.len()));
    let draft = draft(reading, &scene, &group, people, Told { alone: true, before: None, planned: false });
    let when = |draft: &Draft| draft.event.when.as_ref().map(|when| when.value);
    (!drafts.iter().any(|known| when(known) == when(&draft))).then_some(draft)
}

/// A sentence without a time or place of its own goes on telling of the event before it: its people took part, and where it
/// begins with what stands for the event ("It was funded by …") or with a role ("Organisers: …"), its organisations did what it says.
fn go_on(reading: &Reading<'_>, scene: &Scene<'_>, draft: &mut Draft) {
    let people = participants(reading, scene.span);
    let new: Vec<Participant> = people
        .into_iter()
        .filter(|person| draft.event.people.iter().all(|known| known.name != person.name))
        .collect();
    let mut bodies = involved(reading, scene.span);
    let about_it = scene.begins_with(Class::Pronoun);
    bodies.retain(|body| {
        body.role != Involvement::Implementer
            && body.evidence.is_some_and(|span| about_it || span.start() == scene.span.start())
    });
    if !new.is_empty() || !bodies.is_empty() {
        draft.event.people.extend(new);
        bodies.into_iter().for_each(|body| merge::involve(&mut draft.event, body));
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
    let mut drafts = Vec::new();
    for group in &groups {
        let people = participants(reading, if alone { scene.span } else { group.segment });
        if !belief::is_believed(scene, group, alone, !people.is_empty()) {
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
    let venue = venue.or_else(|| dateline_venue(reading, scene));
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
        organisations: involved(reading, extent),
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
fn dateline_venue(reading: &Reading<'_>, scene: &Scene<'_>) -> Option<Found<PlaceRef>> {
    if !scene.is_today || !scene.says(scene.span, Class::Noun) {
        return None;
    }
    let place = &reading.entities.places[reading.mentions.dateline?];
    let mut venue = venue(place);
    venue.rule = Cow::Borrowed("venue-from-dateline");
    venue.inferred = true;
    Some(venue)
}

/// The people named within a span, in order of mention.
fn participants(reading: &Reading<'_>, span: Span) -> Vec<Participant> {
    let within = reading.mentions.people_within(span).into_iter();
    within
        .map(|(mention, at)| {
            let person = &reading.entities.people[at];
            Participant {
                name: person.name.clone(),
                role: person.role.clone(),
                organisation: person.organisation.clone(),
                span: mention,
                keys: person.keys.clone(),
            }
        })
        .collect()
}

/// The organisations named within a span, with what the words beside one of their mentions there say they did.
fn involved(reading: &Reading<'_>, span: Span) -> Vec<Involved> {
    let said: Vec<(usize, &Found<Involvement>)> = reading
        .mentions
        .every_organisation_within(span)
        .iter()
        .filter_map(|(mention, at)| Some((*at, reading.roles.get(*mention)?)))
        .collect();
    let within = reading.mentions.organisations_within(span).into_iter();
    within
        .map(|(_, at)| {
            let role = said.iter().find(|(of, _)| *of == at).map(|(_, found)| *found);
            Involved {
                name: reading.entities.organisations[at].name.clone(),
                role: role.map_or(Involvement::Participant, |found| found.value),
                evidence: role.map(|found| found.span),
            }
        })
        .collect()
}

impl Reading<'_> {
    fn is_plan(&self, text: &str) -> bool {
        let words = crate::cues::words(text, Span::new(0, text.len()));
        self.lexicon.cues(&words).iter().any(|cue| cue.class == Class::Plan)
    }
}
