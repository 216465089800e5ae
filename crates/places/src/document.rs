//! All places of a text: names matched, guarded, resolved together, judged, and given their roles.

use crate::gazetteer::Gazetteer;
use crate::matching::Match;
use crate::mention::Tag;
use crate::misspelt;
use crate::model::Model;
use crate::reading::Reading;
use crate::store::Form;
use crate::text::Text;
use rapporteur_model::{Date, Found, PlaceRef, PlaceRole, Span};
use std::cell::OnceCell;
use std::collections::HashSet;

/// The rule of a place that only an adjective or the name of a people names: "Tajik officials".
pub const ADJECTIVE: &str = "place-adjective";
/// The rule of a city that only the word for capital names: "in the Kyrgyz capital".
pub const CAPITAL: &str = "place-capital";

/// From this share on the sense of an adjective is believed.
const DESCRIBED: f32 = 0.5;

/// All places named in `text`, in order and without overlaps; none overlaps a span of `blocked` (people, organisations).
///
/// Roles: [`PlaceRole::Dateline`] at the head of a line in dateline form; [`PlaceRole::Venue`] after a preposition of
/// place (whether an event took place there is not judged here); [`PlaceRole::Origin`] after "from";
/// [`PlaceRole::Destination`] after "to" with a word of movement, in Russian by the case; [`PlaceRole::Affiliation`]
/// beside an office; else [`PlaceRole::Mention`]. `language` is an ISO 639-1 code; it only settles words that mean
/// different things in two languages. `day` is that of writing: it says what held what then.
/// `tagged` is what a tagger takes for names, where one has read the text.
pub fn find(
    text: &str,
    language: Option<&str>,
    day: Option<Date>,
    blocked: &[Span],
    tagged: Option<Tagged<'_>>,
) -> Vec<Found<PlaceRef>> {
    places(&Text::read(text, language), day, blocked, tagged)
}

/// The same of a text that is read.
pub(crate) fn places(
    text: &Text<'_>,
    day: Option<Date>,
    blocked: &[Span],
    tagged: Option<Tagged<'_>>,
) -> Vec<Found<PlaceRef>> {
    let reading = Reading::of(text, blocked, tagged);
    let text = text.text;
    let judged = reading.judge(Model::embedded(), None);
    let mut last: Option<(usize, PlaceRole)> = None;
    let mut language_before: Option<usize> = None;
    let named = Named::of(text, blocked);
    let mut out = Vec::new();
    let gazetteer = Gazetteer::embedded();
    for (at, found) in reading.matches.iter().enumerate() {
        let (sense, share) = judged.best(&reading, at);
        let scene = reading.scene(at);
        if sense.form == Form::Adjective {
            if scene.is_a_language(language_before) {
                language_before = Some(found.last);
            } else if share >= DESCRIBED && !scene.heads_a_name() && !named.has(found, text) {
                let role = if scene.role(None) == PlaceRole::Affiliation {
                    PlaceRole::Affiliation
                } else {
                    PlaceRole::Mention
                };
                out.push(Found::stated(gazetteer.entry(sense.row, role, day), found.span, ADJECTIVE));
                out.extend(reading.capital_after(at, sense.row, day));
            }
            continue;
        }
        if judged.chances[at] < reading.needed(at, sense) {
            continue;
        }
        if let Some(capital) = reading.capital_of(at, sense.row, day) {
            out.push(capital);
        }
        let role = scene.role(last);
        last = Some((found.last, role));
        let rule = judged.rule(&reading, at, sense);
        out.push(Found::stated(gazetteer.entry(sense.row, role, day), scene.span(sense.row), rule));
    }
    let misspelt = misspelt::find(&reading, blocked, day);
    if !misspelt.is_empty() {
        out.extend(misspelt);
        out.sort_by_key(|place| place.span);
    }
    out
}

/// What a tagger takes for names, by kind, each in order and apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Tagged<'a> {
    /// Places.
    pub places: &'a [Span],
    /// People.
    pub people: &'a [Span],
    /// Organisations and other names.
    pub others: &'a [Span],
}

impl Tagged<'_> {
    pub(crate) fn tag(&self, span: Span) -> Tag {
        let kinds = [(self.places, Tag::Place), (self.people, Tag::Person), (self.others, Tag::Other)];
        kinds
            .into_iter()
            .find(|(spans, _)| touching(spans, span).is_some())
            .map_or(Tag::Nothing, |(_, tag)| tag)
    }

    /// Whether the name is the end of a longer name of a place.
    pub(crate) fn ends_a_place(&self, span: Span) -> bool {
        touching(self.places, span)
            .is_some_and(|place| place.start() < span.start() && place.end() == span.end())
    }
}

/// The span among these, which are in order and apart, that touches this one first.
fn touching(spans: &[Span], span: Span) -> Option<Span> {
    let next = spans.partition_point(|other| other.end() <= span.start());
    spans.get(next).copied().filter(|other| other.start() < span.end())
}

/// The words that stand in names of people and bodies; few texts have an adjective that asks.
struct Named<'a> {
    text: &'a str,
    blocked: &'a [Span],
    words: OnceCell<HashSet<&'a str>>,
}

impl<'a> Named<'a> {
    fn of(text: &'a str, blocked: &'a [Span]) -> Self {
        Self { text, blocked, words: OnceCell::new() }
    }

    /// Whether this capitalised adjective is a word of such a name: after "Асель Московская" "Московская" is she.
    fn has(&self, found: &Match, text: &str) -> bool {
        let words = || self.blocked.iter().flat_map(|span| span.of(self.text).split_whitespace()).collect();
        found.first == found.last && self.words.get_or_init(words).contains(found.span.of(text))
    }
}
