//! What a text has told so far about the time it speaks of.

use crate::order;
use crate::resolve::Value;
use crate::tense::Tense;
use rapporteur_model::{BlockKind, Date, Precision, Span, When};
use std::cell::OnceCell;

/// The day a text is read from: usually its publication date.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Anchor {
    published: Option<When>,
}

impl Anchor {
    /// No anchor: only what the text itself states can complete a date.
    pub fn none() -> Self {
        Self::default()
    }

    /// A day.
    pub fn day(day: Date) -> Self {
        Self { published: Some(When::day(day)) }
    }

    /// A publication date of any precision; relative days need a day.
    pub fn published(when: Option<When>) -> Self {
        Self { published: when }
    }

    /// The last day of the publication date.
    pub fn last_day(self) -> Option<Date> {
        self.published.map(When::end)
    }
}

/// Something that completes what an expression lacks: the value and where it stands; nowhere is the publication date.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Basis<T> {
    pub(crate) value: T,
    pub(crate) span: Option<Span>,
}

/// The state of reading one text.
pub(crate) struct Context<'t> {
    anchor: Anchor,
    /// The first full day the text states, where it stands near its beginning: a dateline.
    dateline: Option<(Date, Span)>,
    /// The last full day stated.
    last_day: Option<(Date, Span)>,
    /// Stated values of at most a year, with where they stand.
    stated: Vec<(When, Span)>,
    /// How many values there were, and how many of them lie in years before the one before publication.
    told: usize,
    old: usize,
    /// The last quarter.
    quarter: Option<(When, Span)>,
    /// The last value, stated or not.
    spoken: Option<(When, Span)>,
    /// The year a heading states, for what stands under it.
    heading_year: Option<(i32, Span)>,
    in_heading: bool,
    /// Whether the month comes first in dates of two numbers: what the text says of it is looked for when one is met.
    text: &'t str,
    month_first: OnceCell<bool>,
    usually_month_first: bool,
}

/// A dateline begins within so many bytes of the beginning of the text.
const DATELINE: usize = 400;

/// A day so many days before the anchor is recent.
const RECENT: i32 = 30;

/// A value this far back, in bytes, still tells of what the present sentence speaks.
const NEAR: usize = 300;

impl<'t> Context<'t> {
    pub(crate) fn new(text: &'t str, anchor: Anchor, usually_month_first: bool) -> Self {
        Self {
            anchor,
            dateline: None,
            last_day: None,
            stated: Vec::new(),
            told: 0,
            old: 0,
            quarter: None,
            spoken: None,
            heading_year: None,
            in_heading: false,
            text,
            month_first: OnceCell::new(),
            usually_month_first,
        }
    }

    /// Whether "03/02" is the second of March.
    pub(crate) fn month_first(&self) -> bool {
        *self.month_first.get_or_init(|| order::month_first(self.text).unwrap_or(self.usually_month_first))
    }

    pub(crate) fn enter(&mut self, kind: BlockKind) {
        self.in_heading = matches!(kind, BlockKind::Heading(_));
    }

    pub(crate) fn remember(&mut self, value: &Value, span: Span) {
        let Value { when, inferred, rule, .. } = *value;
        if when.is_open() {
            return;
        }
        self.spoken = Some((when, span));
        let published = self.anchor.published.map(|when| when.start().year());
        if when.precision() == Precision::Quarter && rule != "from-nearest-date" {
            self.quarter = self.spoken;
        }
        self.told += 1;
        self.old += usize::from(published.is_some_and(|year| (when.start().year() - year).abs() > 1));
        if inferred || when.length() > 366 {
            return;
        }
        if when.precision() == Precision::Day {
            self.last_day = Some((when.start(), span));
            if self.dateline.is_none() && self.stated.len() < 2 && span.start() < DATELINE {
                self.dateline = self.last_day;
            }
        }
        if self.in_heading {
            self.heading_year = Some((when.start().year(), span));
        }
        self.stated.push((when, span));
    }

    /// The day relative words count from: the publication day, else the dateline, else the nearest earlier full day.
    pub(crate) fn day(&self) -> Option<Basis<Date>> {
        let published = self.anchor.published.filter(|when| when.precision() == Precision::Day);
        published.map(|when| Basis { value: when.start(), span: None }).or_else(|| self.stated_day())
    }

    fn stated_day(&self) -> Option<Basis<Date>> {
        self.dateline.or(self.last_day).map(|(day, span)| Basis { value: day, span: Some(span) })
    }

    /// The day, or for want of it the start of a coarser publication date: enough to choose among years.
    pub(crate) fn around(&self) -> Option<Basis<Date>> {
        self.day().or_else(|| {
            let published = self.anchor.published?;
            Some(Basis { value: published.start(), span: None })
        })
    }

    /// The quarter that is spoken of at `at`.
    pub(crate) fn quarter(&self, at: usize) -> Option<Basis<When>> {
        let (when, span) = self.quarter.filter(|(_, span)| at.saturating_sub(span.end()) < 4 * NEAR)?;
        Some(Basis { value: when, span: Some(span) })
    }

    /// The nearest value before, stated or not; for want of it the anchor.
    pub(crate) fn spoken(&self) -> Option<Basis<When>> {
        let spoken = self.spoken.map(|(when, span)| Basis { value: when, span: Some(span) });
        spoken.or_else(|| {
            let day = self.day()?;
            Some(Basis { value: When::day(day.value), span: day.span })
        })
    }

    pub(crate) fn heading_year(&self) -> Option<Basis<i32>> {
        self.heading_year.map(|(year, span)| Basis { value: year, span: Some(span) })
    }

    /// The year that a text of the past speaks of at `at`: of the nearest value before, where most of what the text
    /// states lies years before its publication.
    pub(crate) fn narrated(&self, at: usize, tense: Tense) -> Option<Basis<i32>> {
        let tells_of_past = tense != Tense::Future && self.old >= 2 && self.old * 3 > self.told * 2;
        // A life, a history: nearly all of it lies years back.
        let all_past = self.all_past();
        let (when, span) =
            self.spoken.filter(|(when, _)| (tells_of_past || all_past) && when.length() <= 366)?;
        let year = self.anchor.published?.start().year();
        ((when.start().year() - year).abs() > 1 && (all_past || at.saturating_sub(span.end()) < NEAR))
            .then_some(Basis { value: when.start().year(), span: Some(span) })
    }

    fn all_past(&self) -> bool {
        self.told >= 6 && self.old * 10 >= self.told * 9
    }

    /// The year of a month (and day) stated without one, at byte `at` of the text.
    ///
    /// A day of the last weeks comes first, then a stated period that holds it ("the workshops in November and December
    /// 2011 … on November 17"), then a heading's year, then the year of the nearest value in a text of the past, then the year that brings it
    /// nearest to the anchor, looking forward when the sentence does, then the year of the nearest earlier value.
    pub(crate) fn year_for(
        &self,
        month: u32,
        day: Option<u32>,
        weekday: Option<u32>,
        tense: Tense,
        at: usize,
    ) -> Option<Basis<i32>> {
        let holds = |when: &When| {
            let (first, last) = (when.start().year(), when.end().year());
            (first..=last).find(|year| {
                let value = match day {
                    Some(day) => Date::new(*year, month, day).map(When::day),
                    None => When::month(*year, month),
                };
                value.is_some_and(|value| when.contains(value))
            })
        };
        let periods = |when: &&(When, Span)| {
            matches!(
                when.0.precision(),
                Precision::Month | Precision::Months | Precision::Days | Precision::Quarter | Precision::Half
            )
        };
        let near = self.around().and_then(|around| {
            let year = nearest(around.value, month, day, weekday, tense)?;
            Some((around, Basis { value: year, span: around.span }))
        });
        // A day of the last weeks is news, whatever history the text recalls.
        let recent = near.as_ref().is_some_and(|(around, year)| {
            let date = day.and_then(|day| Date::new(year.value, month, day));
            date.is_some_and(|date| {
                (0..RECENT).contains(&(around.value.days_since_epoch() - date.days_since_epoch()))
            })
        });
        if let Some((_, year)) = near.filter(|_| recent && !self.all_past() && self.heading_year.is_none()) {
            return Some(year);
        }
        let held = self.stated.iter().rev().take(64).filter(periods).filter(|(when, _)| when.length() <= 190);
        if let Some((year, span)) = held.filter_map(|(when, span)| Some((holds(when)?, *span))).next() {
            return Some(Basis { value: year, span: Some(span) });
        }
        if let Some(year) = self.heading_year() {
            return Some(year);
        }
        if let Some(year) = self.narrated(at, tense) {
            return Some(year);
        }
        if let Some((_, year)) = near {
            return Some(year);
        }
        self.stated.last().map(|(when, span)| Basis { value: when.start().year(), span: Some(*span) })
    }
}

/// So many days farther counts a date on the side of the anchor that the tense does not tell of. A verb of reporting says
/// little of what is coming within weeks, so that a near date outweighs the tense: a date after the anchor where something was;
/// a day, or a month, after it where something was said, and where there is no verb; a date before it in the future tense. Chosen on development texts.
const AGAINST_PAST: i32 = 270;
const AGAINST_DAY: (i32, i32) = (200, 60);
const AGAINST_MONTH: (i32, i32) = (250, 150);
const AGAINST_FUTURE: i32 = 300;

/// The year that brings a day nearest to `around`: on the side the tense tells of, on the weekday that stands with it.
fn nearest(around: Date, month: u32, day: Option<u32>, weekday: Option<u32>, tense: Tense) -> Option<i32> {
    let middle = day.unwrap_or(15);
    let years = around.year() - 4..=around.year() + 4;
    let candidates = years.filter_map(|year| {
        let date = Date::new(year, month, middle)
            .or_else(|| day.is_none().then(|| Date::new(year, month, 28))?)?;
        let days = date.days_since_epoch() - around.days_since_epoch();
        // A report may be dated a few days before what it tells of, and the other way round; a month holds its days.
        let slack = if day.is_some() { 3 } else { 16 };
        let (said, neither) = if day.is_some() { AGAINST_DAY } else { AGAINST_MONTH };
        let against = match tense {
            Tense::Past if days > slack => AGAINST_PAST,
            Tense::Said if days > slack => said,
            Tense::Future if days < -slack => AGAINST_FUTURE,
            Tense::Neither if days > slack => neither,
            _ => 0,
        };
        let wrong_weekday = weekday.is_some_and(|weekday| date.weekday() != weekday);
        Some((wrong_weekday, days.abs() + against, year))
    });
    candidates.min().map(|(_, _, year)| year)
}
