//! Which places a document is about, by four rules, the strongest first:
//!
//! | rule | the place |
//! |---|---|
//! | `about-title` | stands in the title, also within a longer name ("Port of Batumi"), but not in the name of a person and not where someone comes from there |
//! | `about-often` | is named at least three times, and it or what lies in it makes a third of all that is named |
//! | `about-opening` | is named in the first paragraph and again, and it or what lies in it makes a quarter |
//! | `about-shared` | where no other rule chose any: the smallest region or country that, itself counted, holds three or more of the places named and half of all mentions, or part of a continent that holds those of three countries and two thirds; inferred |
//!
//! Where a report was written (its dateline), where people work and what only says where another place lies ("Osh,
//! Kyrgyzstan") count for nothing but the title. At most [`MOST`]
//! places are chosen. What is chosen stands in [`Record::about`](rapporteur_model::Record::about) whatever role its mentions play: the venue
//! in the title stays a venue. Only what was merely mentioned becomes [`PlaceRole::About`].

use rapporteur_model::{
    BlockKind, Date, Document, Found, Person, PlaceId, PlaceKind, PlaceRef, PlaceRole, Span,
};
use rapporteur_places::Gazetteer;
use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

/// The most places a document is about.
const MOST: usize = 5;

/// What is known of one place of a document.
struct Subject<'a> {
    /// Its mention in the title, else its first that counts, else its first.
    best: &'a Found<PlaceRef>,
    /// How often it is named, datelines and affiliations left out.
    named: usize,
    in_title: bool,
    in_opening: bool,
}

/// The places a document is about, most so first, of all that it names in the order of its text. `day` is the one it
/// was read on.
pub(crate) fn about(
    document: &Document,
    title: &str,
    day: Option<Date>,
    people: &[Person],
    places: &[Found<PlaceRef>],
) -> Vec<Found<PlaceRef>> {
    let title = Title::read(document, title, day, people);
    let subjects = subjects(document, &title, places);
    let (held, all) = held(&subjects);
    let share =
        |id: PlaceId, parts: usize| held.get(&id).is_some_and(|held| held * parts >= all && *held > 0);
    let mut chosen: Vec<(usize, Reverse<usize>, Span, Found<PlaceRef>)> = subjects
        .iter()
        .filter_map(|(id, subject)| {
            let (rank, rule) = if subject.in_title {
                (0, "about-title")
            } else if subject.named >= 3 && share(*id, 3) {
                (1, "about-often")
            } else if subject.in_opening && subject.named >= 2 && share(*id, 4) {
                (2, "about-opening")
            } else {
                return None;
            };
            let found = Found::stated(subject_of(&subject.best.value), subject.best.span, rule);
            Some((rank, Reverse(subject.named), found.span, found))
        })
        .collect();
    chosen.sort_by_key(|(rank, named, span, found)| (*rank, *named, *span, found.value.id));
    let mut chosen: Vec<Found<PlaceRef>> =
        chosen.into_iter().map(|(_, _, _, found)| found).take(MOST).collect();
    if chosen.is_empty() {
        chosen.extend(shared(&subjects, &held, all));
    }
    chosen
}

/// The mentions of what a document is about that are no more than mentions say so from now on.
pub(crate) fn mark(text: &str, places: &mut [Found<PlaceRef>], about: &[Found<PlaceRef>]) {
    let ids: BTreeSet<PlaceId> = about.iter().map(|place| place.value.id).collect();
    for at in 0..places.len() {
        let said = places[at].value.role == PlaceRole::Mention && !explains(text, places, at);
        if said && ids.contains(&places[at].value.id) {
            places[at].value.role = PlaceRole::About;
        }
    }
}

/// Whether a mention only says where the place before it lies: "Osh, Kyrgyzstan", "Osh (Kyrgyzstan)".
fn explains(text: &str, places: &[Found<PlaceRef>], at: usize) -> bool {
    let Some(before) = at.checked_sub(1).map(|before| &places[before]) else { return false };
    let place = &places[at];
    let between = text.get(before.span.end()..place.span.start()).unwrap_or("");
    before.value.parents.contains(&place.value.id) && matches!(between.trim_end(), "," | " (" | "(")
}

fn subject_of(place: &PlaceRef) -> PlaceRef {
    PlaceRef { role: PlaceRole::About, ..place.clone() }
}

/// Whether a mention says anything of what the document is about.
fn counts(place: &PlaceRef) -> bool {
    !matches!(place.role, PlaceRole::Dateline | PlaceRole::Affiliation)
}

/// What the title says of places.
struct Title<'a> {
    text: &'a str,
    /// Places read in it.
    named: BTreeSet<PlaceId>,
    /// Places someone comes from.
    left: BTreeSet<PlaceId>,
    /// The heading that repeats it in the text.
    heading: Option<Span>,
    /// Words of names of people.
    names: BTreeSet<&'a str>,
}

impl<'a> Title<'a> {
    fn read(document: &Document, title: &'a str, day: Option<Date>, people: &'a [Person]) -> Self {
        let found = rapporteur_places::find(title, document.language.as_deref(), day, &[], None);
        let is_left = |place: &&Found<PlaceRef>| place.value.role == PlaceRole::Origin;
        let mut spans = document.blocks.iter().map(|block| block.span);
        Self {
            text: title,
            named: found.iter().filter(|place| !is_left(place)).map(|place| place.value.id).collect(),
            left: found.iter().filter(is_left).map(|place| place.value.id).collect(),
            heading: spans.find(|span| !title.is_empty() && span.of(&document.text).trim() == title.trim()),
            names: people.iter().flat_map(|person| person.name.split_whitespace()).collect(),
        }
    }

    fn names(&self, place: &Found<PlaceRef>, said: &str) -> bool {
        let id = place.value.id;
        let is_kept = !self.left.contains(&id) && !self.names.contains(said);
        is_kept && (self.named.contains(&id) || self.has_words(said))
    }

    /// Whether the title has these very words, whole.
    fn has_words(&self, words: &str) -> bool {
        let is_letter = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
        !words.is_empty()
            && self.text.match_indices(words).any(|(at, _)| {
                let (before, after) = (&self.text[..at], &self.text[at + words.len()..]);
                !is_letter(before.chars().next_back()) && !is_letter(after.chars().next())
            })
    }
}

fn subjects<'a>(
    document: &Document,
    title: &Title<'_>,
    places: &'a [Found<PlaceRef>],
) -> BTreeMap<PlaceId, Subject<'a>> {
    let heading = title.heading;
    let within = |span: Option<Span>, place: Span| span.is_some_and(|span| span.contains(place));
    let opening = opening(document);
    let mut subjects: BTreeMap<PlaceId, Subject<'a>> = BTreeMap::new();
    for (at, place) in places.iter().enumerate() {
        let counts = counts(&place.value) && !explains(&document.text, places, at);
        let headed = within(heading, place.span);
        let subject = subjects.entry(place.value.id).or_insert(Subject {
            best: place,
            named: 0,
            in_title: false,
            in_opening: false,
        });
        let better = headed && !subject.in_heading(heading)
            || counts && subject.named == 0 && !subject.in_heading(heading);
        if better {
            subject.best = place;
        }
        subject.named += usize::from(counts);
        subject.in_title |= title.names(place, place.span.of(&document.text));
        subject.in_opening |= counts && within(opening, place.span);
    }
    subjects
}

impl Subject<'_> {
    fn in_heading(&self, heading: Option<Span>) -> bool {
        heading.is_some_and(|heading| heading.contains(self.best.span))
    }
}

/// The first paragraph of a document.
fn opening(document: &Document) -> Option<Span> {
    document.blocks.iter().find(|block| block.kind == BlockKind::Paragraph).map(|block| block.span)
}

/// How many mentions each place holds, its own included, and how many there are in all.
fn held(subjects: &BTreeMap<PlaceId, Subject<'_>>) -> (BTreeMap<PlaceId, usize>, usize) {
    let mut held: BTreeMap<PlaceId, usize> = BTreeMap::new();
    for (id, subject) in subjects {
        for holder in subject.best.value.parents.iter().chain([id]) {
            *held.entry(*holder).or_default() += subject.named;
        }
    }
    (held, subjects.values().map(|subject| subject.named).sum())
}

/// The smallest place that holds enough of those named.
fn shared(
    subjects: &BTreeMap<PlaceId, Subject<'_>>,
    held: &BTreeMap<PlaceId, usize>,
    all: usize,
) -> Option<Found<PlaceRef>> {
    let named = || subjects.values().filter(|subject| subject.named > 0).map(|subject| subject.best);
    let mut holders: BTreeMap<PlaceId, Vec<&PlaceRef>> = BTreeMap::new();
    for place in named() {
        let holding = place.value.parents.iter().chain([&place.value.id]);
        holding.for_each(|id| holders.entry(*id).or_default().push(&place.value));
    }
    let gazetteer = Gazetteer::embedded();
    let is_shared = |holder: &PlaceRef| {
        let (inner, mentions) = (&holders[&holder.id], held.get(&holder.id).copied().unwrap_or(0));
        match holder.kind {
            PlaceKind::District | PlaceKind::Region | PlaceKind::Country => {
                inner.len() >= 3 && mentions * 2 >= all
            }
            PlaceKind::Area => {
                let countries: BTreeSet<&str> =
                    inner.iter().filter_map(|place| place.country.as_deref()).collect();
                // A whole continent lies in nothing.
                countries.len() >= 3 && mentions * 3 >= all * 2 && !holder.parents.is_empty()
            }
            _ => false,
        }
    };
    let smallest = holders
        .iter()
        .filter(|(_, inner)| inner.len() >= 3)
        .filter_map(|(id, _)| gazetteer.place(*id))
        .filter(is_shared)
        // What lies in more is smaller; equal ones by what they hold.
        .min_by_key(|place| {
            (Reverse(place.parents.len()), Reverse(held.get(&place.id).copied()), place.id)
        })?;
    let lies = |place: &PlaceRef| place.id == smallest.id || place.parents.contains(&smallest.id);
    let evidence = named().find(|place| lies(&place.value))?;
    Some(Found::inferred(subject_of(&smallest), evidence.span, "about-shared"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::annotate;
    use crate::fixtures::page;
    use rapporteur_model::{Block, Declared, DeclaredField, Record};

    /// A page of paragraphs with a title.
    fn read(title: &str, paragraphs: &[&str]) -> Record {
        let mut document = page(vec![Declared::new(DeclaredField::Title, title, "given-title")]);
        for paragraph in paragraphs {
            let start = document.text.len();
            document.text.push_str(paragraph);
            let span = Span::new(start, document.text.len());
            document.blocks.push(Block { kind: BlockKind::Paragraph, span });
            document.text.push('\n');
        }
        annotate(document)
    }

    fn told(title: &str, paragraphs: &[&str]) -> Vec<(String, String)> {
        let about = read(title, paragraphs).about;
        about.into_iter().map(|place| (place.value.name, place.rule.into_owned())).collect()
    }

    fn one(name: &str, rule: &str) -> Vec<(String, String)> {
        vec![(name.to_owned(), rule.to_owned())]
    }

    #[test]
    fn the_place_in_the_title_is_what_a_document_is_about_whatever_else_it_names() {
        let text = ["Wells were dug in Osh.", "Experts of Berlin and London looked at them. Paris paid."];
        assert_eq!(told("How the wells of Osh were saved", &text), one("Osh", "about-title"));
        assert_eq!(told("How the wells were saved", &text), []);
    }

    #[test]
    fn a_longer_name_in_the_title_tells_its_place_and_the_name_of_a_person_or_an_origin_does_not() {
        let text = ["A minister came to Batumi on 5 May 2014."];
        assert_eq!(told("Minister visits the Port of Batumi", &text), one("Batumi", "about-title"));
        assert_eq!(told("Minister visits Batumians", &text), []);
        assert_eq!(told("Guests from Batumi visit the minister", &text), []);
        let text = ["Minister Jack London spoke.", "Guests came from London."];
        assert_eq!(told("Jack London speaks", &text), []);
    }

    #[test]
    fn a_venue_in_the_title_stays_a_venue_and_a_mention_says_what_it_is() {
        let record = read(
            "Seminar on water in Bishkek",
            &["A seminar on water was held in Bishkek on 5 May 2014.", "Bishkek pays for its canals."],
        );
        assert_eq!(record.about.len(), 1);
        assert_eq!(record.about[0].value.role, PlaceRole::About);
        let roles: Vec<PlaceRole> = record.places.iter().map(|place| place.value.role).collect();
        assert_eq!(roles, [PlaceRole::Venue, PlaceRole::About]);
    }

    #[test]
    fn a_place_named_often_is_what_a_document_is_about_and_the_dateline_is_not() {
        let text = [
            "BERLIN, May 5, 2014 — Canals run dry.",
            "Wells in Bishkek are full, but fields near Bishkek need more. Nobody in Bishkek sleeps. London sent books.",
        ];
        assert_eq!(told("Canals run dry", &text), one("Bishkek", "about-often"));
    }

    #[test]
    fn a_place_of_the_first_paragraph_that_comes_again_is_what_a_document_is_about() {
        let text = ["Canals in Bishkek run dry.", "Fields near Bishkek need more. London sent books."];
        assert_eq!(told("Canals run dry", &text), one("Bishkek", "about-opening"));
    }

    #[test]
    fn a_country_that_only_says_where_a_town_lies_is_no_subject() {
        let text =
            ["Canals in Osh, Kyrgyzstan, run dry.", "Fields near Osh (Kyrgyzstan) need more. London paid."];
        assert_eq!(told("Canals run dry", &text), one("Osh", "about-opening"));
    }

    #[test]
    fn towns_of_one_country_make_the_country_what_a_document_is_about() {
        let text = ["Schools were built in Osh, Naryn and Talas.", "Others stand in Bishkek. London paid."];
        let record = read("Schools were built", &text);
        let about: Vec<(&str, &str, bool)> = record
            .about
            .iter()
            .map(|place| (place.value.name.as_str(), &*place.rule, place.inferred))
            .collect();
        assert_eq!(about, [("Kyrgyzstan", "about-shared", true)]);
        assert!(!record.about[0].span.of(&record.document.text).is_empty());
    }

    #[test]
    fn a_document_that_names_places_in_passing_is_about_none() {
        let spread = ["Welders work in Berlin, in Paris, in Rome and in Madrid."];
        assert_eq!(told("Welders", &spread), [], "a continent is no subject");
        assert_eq!(told("Welders", &["Two came from Berlin, one lives in Paris."]), []);
        assert_eq!(told("", &[]), []);
    }
}
