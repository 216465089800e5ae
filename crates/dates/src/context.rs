//! What a text has told so far about the time it speaks of.

use rapporteur_model::{BlockKind, Date, Precision, Span, When};

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
}

/// What a sentence tells of, seen from the anchor.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Tense {
    Past,
    Future,
    Neither,
}

/// The state of reading one text.
pub(crate) struct Context {
    anchor: Anchor,
    /// The first full day the text states: a dateline, for want of a publication date.
    first_day: Option<Date>,
    /// Stated values of at most a year, with where they stand.
    stated: Vec<(When, Span)>,
    /// The year a heading states, for what stands under it.
    heading_year: Option<i32>,
    in_heading: bool,
}

impl Context {
    pub(crate) fn new(anchor: Anchor) -> Self {
        Self { anchor, first_day: None, stated: Vec::new(), heading_year: None, in_heading: false }
    }

    pub(crate) fn enter(&mut self, kind: BlockKind) {
        self.in_heading = matches!(kind, BlockKind::Heading(_));
    }

    pub(crate) fn remember(&mut self, when: When, inferred: bool, span: Span) {
        if inferred || when.is_open() || when.length() > 366 {
            return;
        }
        if when.precision() == Precision::Day && self.first_day.is_none() {
            self.first_day = Some(when.start());
        }
        if self.in_heading {
            self.heading_year = Some(when.start().year());
        }
        self.stated.push((when, span));
    }

    /// The day relative words count from: the publication day, else the first full day the text states.
    pub(crate) fn day(&self) -> Option<Date> {
        let published = self.anchor.published.filter(|when| when.precision() == Precision::Day);
        published.map(When::start).or(self.first_day)
    }

    /// The day, or for want of it the start of a coarser publication date: enough to choose among years.
    fn around(&self) -> Option<Date> {
        self.day().or(self.anchor.published.map(When::start))
    }

    pub(crate) fn heading_year(&self) -> Option<i32> {
        self.heading_year
    }

    /// The year of a month (and day) stated without one.
    ///
    /// A stated period that holds it comes first ("the workshops in November and December 2011 … on November
    /// 17"), then a heading's year, then the year that brings it nearest to the anchor, looking forward when the
    /// sentence does, then the year of the nearest earlier value.
    pub(crate) fn year_for(
        &self,
        month: u32,
        day: Option<u32>,
        weekday: Option<u32>,
        tense: Tense,
    ) -> Option<i32> {
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
        let months = |when: &&(When, Span)| {
            matches!(
                when.0.precision(),
                Precision::Month | Precision::Months | Precision::Days | Precision::Quarter | Precision::Half
            )
        };
        if let Some(year) = self.stated.iter().rev().filter(months).find_map(|(when, _)| holds(when)) {
            return Some(year);
        }
        if self.heading_year.is_some() {
            return self.heading_year;
        }
        if let Some(around) = self.around() {
            return nearest(around, month, day, weekday, tense);
        }
        self.stated.last().map(|(when, _)| when.start().year())
    }
}

/// The year that brings a day nearest to `around`: on the side the tense tells of, on the weekday that stands with it.
fn nearest(around: Date, month: u32, day: Option<u32>, weekday: Option<u32>, tense: Tense) -> Option<i32> {
    let middle = day.unwrap_or(15);
    let years = around.year() - 3..=around.year() + 3;
    let candidates = years.filter_map(|year| {
        let date = Date::new(year, month, middle).or_else(|| Date::new(year, month, middle.min(28)))?;
        let days = date.days_since_epoch() - around.days_since_epoch();
        // A report may be dated a few days before what it tells of, and the other way round.
        let wrong_side = match tense {
            Tense::Past => days > 3,
            Tense::Future => days < -3,
            Tense::Neither => false,
        };
        let wrong_weekday = weekday.is_some_and(|weekday| date.weekday() != weekday);
        let leaning = if tense == Tense::Neither && days > 3 { 60 } else { 0 };
        Some((wrong_weekday, wrong_side, days.abs() + leaning, year))
    });
    candidates.min().map(|(_, _, _, year)| year)
}
