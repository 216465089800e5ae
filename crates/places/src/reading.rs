//! The names of a text that may be places, with what stands round each, as the judges see them.

use crate::context::{self, Class, small_words};
use crate::document::{CAPITAL, Tagged};
use crate::gazetteer::Gazetteer;
use crate::guard::{self, Around};
use crate::judged::{Judged, largest};
use crate::links::Links;
use crate::matching::Match;
use crate::mention::{self, Tag, Told};
use crate::model::{Model, chance};
use crate::ranking::Ranking;
use crate::role::{self, Before};
use crate::scene::Scene;
use crate::spotting::matches;
use crate::store::{Form, Row, Sense};
use crate::text::Text;
use crate::token::{Gap, Token};
use crate::votes::Votes;
use rapporteur_model::{Date, Found, PlaceKind, PlaceRef, PlaceRole, Span};
use std::collections::{BTreeMap, BTreeSet};

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
/// A text, its words, and the names in it.
pub(crate) struct Reading<'a> {
    pub(crate) text: &'a str,
    pub(crate) tokens: &'a [Token],
    titles: &'a [bool],
    small: BTreeSet<String>,
    pub(crate) matches: Vec<Match>,
    pub(crate) before: Vec<Before>,
    pub(crate) links: Links,
    pub(crate) language: Option<&'a str>,
    /// What a tagger takes each name for.
    tags: Vec<Tag>,
    /// For each name whether a tagger takes it for the end of a longer name of a place.
    ends: Vec<bool>,
}

impl<'a> Reading<'a> {
    /// Finds every name that may be a place.
    pub(crate) fn of(text: &'a Text<'a>, blocked: &[Span], tagged: Option<Tagged<'_>>) -> Self {
        let mut reading = Self::with_matches(text, matches(text, blocked));
        if let Some(tagged) = tagged {
            reading.tags = reading.matches.iter().map(|found| tagged.tag(found.span)).collect();
            reading.ends = reading.matches.iter().map(|found| tagged.ends_a_place(found.span)).collect();
        }
        reading
    }

    /// Takes the names as they are given.
    pub(crate) fn with_matches(read: &'a Text<'a>, matches: Vec<Match>) -> Self {
        let Text { text, language, tokens, titles, .. } = read;
        let single = matches.iter().filter(|found| found.first == found.last).map(|found| found.key.as_str());
        let small = small_words(text, tokens, single).into_iter().map(str::to_owned).collect();
        let around = |found: &Match| read.around(found.first);
        let before: Vec<Before> =
            matches.iter().map(|found| role::preposition(&around(found), found, *language)).collect();
        let dateline = matches.iter().zip(&before).position(|(found, before)| {
            Scene { around: around(found), found, before: *before }.is_dateline()
        });
        let links = Links::of(text, tokens, &matches, dateline);
        let tags = vec![Tag::Unread; matches.len()];
        let ends = vec![false; matches.len()];
        Self { text, tokens, titles, small, matches, before, links, language: *language, tags, ends }
    }

    pub(crate) fn around(&self, at: usize) -> Around<'_> {
        Around { text: self.text, tokens: self.tokens, title_case: self.titles[self.matches[at].first] }
    }

    pub(crate) fn around_token(&self, at: usize) -> Around<'_> {
        Around { text: self.text, tokens: self.tokens, title_case: self.titles[at] }
    }

    pub(crate) fn scene(&self, at: usize) -> Scene<'_> {
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
    pub(crate) fn needed(&self, at: usize, sense: Sense) -> f32 {
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
        // "Deep Wells" is not the town of Wells.
        if self.ends[at] && !large && found.first == found.last {
            return f32::INFINITY;
        }
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
    pub(crate) fn capital_after(
        &self,
        at: usize,
        country: Row,
        day: Option<Date>,
    ) -> Option<Found<PlaceRef>> {
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
    pub(crate) fn capital_of(&self, at: usize, country: Row, day: Option<Date>) -> Option<Found<PlaceRef>> {
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
