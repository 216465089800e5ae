//! All places of a text: names matched, guarded, resolved together, judged, and given their roles.

use crate::context::{self, Class, small_words};
use crate::gazetteer::Gazetteer;
use crate::guard::{self, Around};
use crate::judged::{Judged, largest};
use crate::links::Links;
use crate::matching::Match;
use crate::mention::{self, Tag, Told};
use crate::misspelt;
use crate::model::{Model, chance};
use crate::ranking::Ranking;
use crate::role::{self, Before};
use crate::scene::Scene;
use crate::spotting::{matches, title_case_lines};
use crate::store::{Form, Row, Sense};
use crate::token::{Gap, Token, tokens};
use crate::votes::Votes;
use rapporteur_model::{Date, Found, PlaceKind, PlaceRef, PlaceRole, Span};
use std::cell::OnceCell;
use std::collections::{BTreeMap, BTreeSet, HashSet};

/// The rule of a place that only an adjective or the name of a people names: "Tajik officials".
pub const ADJECTIVE: &str = "place-adjective";
/// The rule of a city that only the word for capital names: "in the Kyrgyz capital".
pub const CAPITAL: &str = "place-capital";

/// From this chance on a name is believed to be a place. Where precision and recall of the training texts balance.
const BELIEVED: f32 = 0.45;
/// The same for a well-known place. The texts of training are news in sentences: lists and short lines are strange to them.
const KNOWN: f32 = 0.3;
/// The same for a well-known place that fills a cell, or heads a line as a dateline does.
const STANDING: f32 = 0.1;
/// The same for another spelling of a place that is not well known, in one word.
const UNKNOWN: f32 = 0.65;
/// A town of this size is well known; so are capitals, the largest towns of regions, countries and areas.
const LARGE: u32 = 100_000;
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
    let reading = Reading::of(text, language, blocked, tagged);
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
    fn tag(&self, span: Span) -> Tag {
        let kinds = [(self.places, Tag::Place), (self.people, Tag::Person), (self.others, Tag::Other)];
        kinds.into_iter().find(|(spans, _)| touches(spans, span)).map_or(Tag::Nothing, |(_, tag)| tag)
    }
}

/// Whether one of the spans, which are in order and apart, touches this one.
fn touches(spans: &[Span], span: Span) -> bool {
    let next = spans.partition_point(|other| other.end() <= span.start());
    spans.get(next).is_some_and(|other| other.start() < span.end())
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

/// A text, its words, and the names in it.
pub(crate) struct Reading<'a> {
    pub(crate) text: &'a str,
    pub(crate) tokens: Vec<Token>,
    titles: Vec<bool>,
    small: BTreeSet<String>,
    pub(crate) matches: Vec<Match>,
    pub(crate) before: Vec<Before>,
    pub(crate) links: Links,
    pub(crate) language: Option<&'a str>,
    /// What a tagger takes each name for.
    tags: Vec<Tag>,
}

impl<'a> Reading<'a> {
    /// Finds every name that may be a place.
    pub(crate) fn of(
        text: &'a str,
        language: Option<&'a str>,
        blocked: &[Span],
        tagged: Option<Tagged<'_>>,
    ) -> Self {
        let tokens = tokens(text);
        let titles = title_case_lines(&tokens);
        let matches = matches(text, language, &tokens, &titles, blocked);
        let mut reading = Self::with(text, language, tokens, titles, matches);
        if let Some(tagged) = tagged {
            reading.tags = reading.matches.iter().map(|found| tagged.tag(found.span)).collect();
        }
        reading
    }

    /// Takes the names as they are given.
    pub(crate) fn with_matches(
        text: &'a str,
        language: Option<&'a str>,
        tokens: Vec<Token>,
        matches: Vec<Match>,
    ) -> Self {
        let titles = title_case_lines(&tokens);
        Self::with(text, language, tokens, titles, matches)
    }

    fn with(
        text: &'a str,
        language: Option<&'a str>,
        tokens: Vec<Token>,
        titles: Vec<bool>,
        matches: Vec<Match>,
    ) -> Self {
        let single = matches.iter().filter(|found| found.first == found.last).map(|found| found.key.as_str());
        let small = small_words(text, &tokens, single).into_iter().map(str::to_owned).collect();
        let around = |found: &Match| Around { text, tokens: &tokens, title_case: titles[found.first] };
        let before: Vec<Before> =
            matches.iter().map(|found| role::preposition(&around(found), found, language)).collect();
        let dateline = matches.iter().zip(&before).position(|(found, before)| {
            Scene { around: around(found), found, before: *before }.is_dateline()
        });
        let links = Links::of(text, &tokens, &matches, dateline);
        let tags = vec![Tag::Unread; matches.len()];
        Self { text, tokens, titles, small, matches, before, links, language, tags }
    }

    pub(crate) fn around(&self, at: usize) -> Around<'_> {
        Around { text: self.text, tokens: &self.tokens, title_case: self.titles[self.matches[at].first] }
    }

    pub(crate) fn around_token(&self, at: usize) -> Around<'_> {
        Around { text: self.text, tokens: &self.tokens, title_case: self.titles[at] }
    }

    fn scene(&self, at: usize) -> Scene<'_> {
        Scene { around: self.around(at), found: &self.matches[at], before: self.before[at] }
    }

    /// Asks both judges twice. `likely` is how likely each name is a place where that is known.
    pub(crate) fn judge(&self, model: &Model, likely: Option<f32>) -> Judged {
        let told = self.told();
        let first = Ranking { matches: &self.matches, links: &self.links, votes: None };
        let senses: Vec<Vec<f32>> = (0..self.matches.len()).map(|at| first.shares(at, model)).collect();
        let chances: Vec<f32> = (0..self.matches.len())
            .map(|at| likely.unwrap_or_else(|| self.chance(at, &senses[at], told[at], &model.mention_first)))
            .collect();
        let votes = Votes::count(&self.matches, &senses, &chances, self.language);
        let second = Ranking { matches: &self.matches, links: &self.links, votes: Some(&votes) };
        let senses: Vec<Vec<f32>> = (0..self.matches.len()).map(|at| second.shares(at, model)).collect();
        let told: Vec<Told> = told
            .into_iter()
            .enumerate()
            .map(|(at, told)| self.voted(at, &senses[at], &second, told))
            .collect();
        let chances = (0..self.matches.len())
            .map(|at| likely.unwrap_or_else(|| self.chance(at, &senses[at], told[at], &model.mention)))
            .collect();
        Judged { senses, chances }
    }

    fn chance(&self, at: usize, shares: &[f32], told: Told, judge: &crate::model::Linear) -> f32 {
        let (numbers, words) = self.described(at, shares, told);
        chance(judge.score(&numbers, &words))
    }

    /// The numbers and words of a name for the judge of mentions.
    pub(crate) fn described(&self, at: usize, shares: &[f32], mut told: Told) -> (Vec<f32>, Vec<String>) {
        let (found, around) = (&self.matches[at], self.around(at));
        let nth = largest(shares);
        told.share = shares[nth];
        told.contained = self.links.is_contained(at, nth);
        told.container = self.links.is_container(at, nth);
        told.fixed = self.links.is_fixed(found, found.senses[nth].row);
        let numbers = mention::numbers(&around, found, found.senses[nth], self.before[at], &told);
        (numbers, mention::words(&around, found))
    }

    /// What each name's line and its other occurrences say.
    pub(crate) fn told(&self) -> Vec<Told> {
        let mut counts: BTreeMap<&str, (usize, usize, usize)> = BTreeMap::new();
        let persons: Vec<bool> = (0..self.matches.len())
            .map(|at| guard::may_be_a_person(&self.around(at), &self.matches[at]))
            .collect();
        for (at, found) in self.matches.iter().enumerate() {
            let count = counts.entry(&found.key).or_default();
            count.0 += 1;
            count.1 += usize::from(self.before[at] == Before::In);
            count.2 += usize::from(persons[at]);
        }
        let beside = |first: usize, second: usize| {
            self.matches[second].first == self.matches[first].last + 1
                && matches!(self.tokens[self.matches[second].first].gap, Gap::Comma | Gap::Bracket)
        };
        (0..self.matches.len())
            .map(|at| {
                let (found, scene) = (&self.matches[at], self.scene(at));
                let (times, locative, person) = counts[found.key.as_str()];
                let others = (times - 1).max(1) as f32;
                Told {
                    dateline: scene.is_dateline(),
                    cell: scene.is_cell(),
                    small: found.first == found.last && self.small.contains(&found.key),
                    place_before: at > 0 && beside(at - 1, at),
                    place_after: at + 1 < self.matches.len() && beside(at, at + 1),
                    locative_elsewhere: (locative - usize::from(self.before[at] == Before::In)) as f32
                        / others,
                    person_elsewhere: (person - usize::from(persons[at])) as f32 / others,
                    times,
                    tag: self.tags[at],
                    ..Told::default()
                }
            })
            .collect()
    }

    pub(crate) fn links(&self) -> &Links {
        &self.links
    }

    pub(crate) fn voted(&self, at: usize, shares: &[f32], ranking: &Ranking<'_>, told: Told) -> Told {
        let row = self.matches[at].senses[largest(shares)].row;
        ranking.tell(at, row, told)
    }

    /// The town that gives a region or district its name, where nothing says that the region is meant: "Tunis",
    /// "Buenos Aires", but "Buenos Aires Province". In the United States a state's name is the state's as a rule, and the
    /// judge decides.
    pub(crate) fn town_of(&self, at: usize, nth: usize) -> Option<usize> {
        let found = &self.matches[at];
        let holder = found.senses[nth].row;
        let next = found.last + 1;
        let unit = self.tokens.get(next).is_some_and(|token| token.gap == Gap::Space)
            && self.around(at).is(next, Class::Unit);
        let divided = matches!(holder.kind(), PlaceKind::Region | PlaceKind::District);
        if !divided || unit || self.links.is_container(at, nth) || Gazetteer::embedded().is_american(holder) {
            return None;
        }
        let known = |row: Row| row.is_capital() || row.is_largest() || row.population() >= LARGE;
        let towns = found.senses.iter().enumerate().filter(|(_, sense)| {
            sense.row.kind() == PlaceKind::City && sense.row.country() == holder.country() && known(sense.row)
        });
        towns.max_by_key(|(_, sense)| sense.row.population()).map(|(nth, _)| nth)
    }

    /// The region or district of a name where a word for one follows: "Osh Oblast".
    pub(crate) fn region_of(&self, at: usize, nth: usize) -> Option<usize> {
        let found = &self.matches[at];
        let next = found.last + 1;
        let unit = self.tokens.get(next).is_some_and(|token| token.gap == Gap::Space)
            && self.around(at).is(next, Class::Unit);
        if !unit || !matches!(found.senses[nth].row.kind(), PlaceKind::City | PlaceKind::Feature) {
            return None;
        }
        let divided = |sense: &Sense| matches!(sense.row.kind(), PlaceKind::Region | PlaceKind::District);
        let regions = found.senses.iter().enumerate().filter(|(_, sense)| divided(sense));
        let same = |row: Row| row.country() == found.senses[nth].row.country();
        regions
            .max_by_key(|(_, sense)| {
                (same(sense.row), sense.row.kind() == PlaceKind::Region, sense.row.population())
            })
            .map(|(nth, _)| nth)
    }

    /// The chance from which on the name is believed to be this place.
    fn needed(&self, at: usize, sense: Sense) -> f32 {
        let (found, scene) = (&self.matches[at], self.scene(at));
        let row = sense.row;
        let large = match row.kind() {
            PlaceKind::City => row.is_capital() || row.is_largest() || row.population() >= LARGE,
            PlaceKind::District => false,
            _ => true,
        };
        let everyday =
            found.first == found.last && self.small.contains(&found.key) || context::is_common(&found.key);
        let own = sense.form == Form::Preferred || self.tokens[found.first].cyrillic;
        // "Excel" and "Basic" are other spellings of villages somewhere.
        if !own && !large && found.first == found.last {
            return UNKNOWN;
        }
        if found.abbreviation
            && matches!(row.kind(), PlaceKind::Area | PlaceKind::Grouping | PlaceKind::Former)
        {
            STANDING
        } else if !large || !own || everyday || guard::may_be_a_person(&scene.around, found) {
            BELIEVED
        } else if scene.is_cell() || scene.is_dateline() {
            STANDING
        } else {
            KNOWN
        }
    }

    /// "the Kyrgyz capital": the capital of the country that the adjective names.
    fn capital_after(&self, at: usize, country: Row, day: Option<Date>) -> Option<Found<PlaceRef>> {
        let next = self.matches[at].last + 1;
        let token = self.tokens.get(next)?;
        if token.gap != Gap::Space || !self.around(at).is(next, Class::Capital) {
            return None;
        }
        let city = Gazetteer::embedded().capital(country)?;
        let role = if self.before[at] == Before::In { PlaceRole::Venue } else { PlaceRole::Mention };
        Some(Found::stated(Gazetteer::embedded().entry(city, role, day), token.span, CAPITAL))
    }

    /// "in the capital of Tajikistan", "в столице Киргизии".
    fn capital_of(&self, at: usize, country: Row, day: Option<Date>) -> Option<Found<PlaceRef>> {
        let found = &self.matches[at];
        if country.kind() != PlaceKind::Country {
            return None;
        }
        let around = self.around(at);
        let mut word = found.first;
        while word > 0 && found.first - word < 3 && self.tokens[word].gap == Gap::Space {
            word -= 1;
            if around.is(word, Class::Capital) {
                let city = Gazetteer::embedded().capital(country)?;
                // "not the capital of Libya" is not where anything is.
                let role = match role::preposition_at(&around, word) {
                    Before::In => PlaceRole::Venue,
                    Before::From => PlaceRole::Origin,
                    Before::To => PlaceRole::Destination,
                    Before::Neither => return None,
                };
                return Some(Found::stated(
                    Gazetteer::embedded().entry(city, role, day),
                    self.tokens[word].span,
                    CAPITAL,
                ));
            }
            if !around.is(word, Class::Link) && !around.is(word, Class::Article) {
                return None;
            }
        }
        None
    }
}
