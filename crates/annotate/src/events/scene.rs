//! One sentence with the times, places and cues that stand in it.

use super::Reading;
use super::mentions::around;
use crate::cues::{Class, Cue, Word, words};
use rapporteur_model::{DateKind, Found, PlaceKind, PlaceRef, PlaceRole, Precision, Span, When};

/// How a sentence is laid out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Form {
    /// Running text.
    Prose,
    /// The first sentence of a list item: a date and a place may stand without a verb.
    Item,
    /// A row of a table.
    Row,
}

/// A sentence.
pub(crate) struct Scene<'a> {
    pub(crate) reading: &'a Reading<'a>,
    pub(crate) span: Span,
    pub(crate) form: Form,
    /// The number of its block.
    pub(crate) block: usize,
    pub(crate) words: Vec<Word>,
    cues: Vec<Cue>,
    /// Indices of dates that may be an event's.
    pub(crate) dates: Vec<usize>,
    /// Indices of places that may be a venue.
    pub(crate) venues: Vec<usize>,
    /// Dates that are none of an event, and what they are.
    pub(crate) set_aside: Vec<(usize, DateKind)>,
    /// The sentence speaks of the day on which it was written.
    pub(crate) is_today: bool,
}

impl<'a> Scene<'a> {
    pub(crate) fn new(reading: &'a Reading<'a>, span: Span, form: Form, block: usize) -> Self {
        let words = words(&reading.document.text, span);
        let cues = reading.lexicon.cues(&words);
        let mut scene = Self {
            reading,
            span,
            form,
            block,
            words,
            cues,
            dates: Vec::new(),
            venues: Vec::new(),
            set_aside: Vec::new(),
            is_today: false,
        };
        scene.take_dates();
        scene.take_venues();
        scene
    }

    /// The cues that lie in a span.
    pub(crate) fn cues(&self, span: Span) -> impl Iterator<Item = &Cue> {
        self.cues.iter().filter(move |cue| span.contains(cue.span))
    }

    /// Whether a cue of a class lies in a span.
    pub(crate) fn says(&self, span: Span, class: Class) -> bool {
        self.cues(span).any(|cue| cue.class == class)
    }

    /// Whether the sentence begins with a cue of a class.
    pub(crate) fn begins_with(&self, class: Class) -> bool {
        let first = self.words.first().map(|word| word.span.start());
        self.cues.iter().any(|cue| cue.class == class && Some(cue.span.start()) == first)
    }

    /// Whether the sentence may go on telling of an event before it: it has no time of its own, and no town.
    pub(crate) fn is_bare(&self) -> bool {
        let towns = self.venues.iter().any(|at| self.place(*at).value.kind == PlaceKind::City);
        self.dates.is_empty() && !towns
    }

    pub(crate) fn date(&self, at: usize) -> &'a Found<When> {
        &self.reading.entities.dates[at]
    }

    pub(crate) fn place(&self, at: usize) -> &'a Found<PlaceRef> {
        &self.reading.entities.places[at]
    }

    fn text(&self) -> &'a str {
        &self.reading.document.text
    }

    fn take_dates(&mut self) {
        let dates = &self.reading.entities.dates;
        for at in around(dates, self.span) {
            let date = &dates[at];
            match self.set_aside_as(date) {
                Some(kind) => self.set_aside.push((at, kind)),
                None => self.dates.push(at),
            }
        }
        self.is_today = self.dates.iter().any(|at| is_today(self.date(*at)));
        if self.says(self.span, Class::Postponed) {
            self.keep_new_date();
        }
        self.drop_days_of_a_range();
    }

    /// "Today a forum opened that goes on from 14 to 16 October": today is one of its days.
    fn drop_days_of_a_range(&mut self) {
        let values: Vec<When> = self.dates.iter().map(|at| self.date(*at).value).collect();
        let within = |at: &usize| {
            let found = self.date(*at);
            is_today(found)
                && values.iter().any(|other| {
                    *other != found.value
                        && other.precision() == Precision::Days
                        && other.contains(found.value)
                })
        };
        let (dropped, kept): (Vec<usize>, Vec<usize>) = self.dates.iter().partition(|at| within(at));
        self.dates = kept;
        self.set_aside.extend(dropped.into_iter().map(|at| (at, DateKind::Event)));
    }

    /// Takes over a date that stands before the sentence: "9 June" as a term, the event as its description.
    pub(crate) fn inherit(&mut self, date: usize) {
        if self.dates.is_empty() {
            self.dates.push(date);
            self.venues.clear();
            self.take_venues();
        }
    }

    /// What a date is that is no event's; `None` where it may be one.
    fn set_aside_as(&self, date: &Found<When>) -> Option<DateKind> {
        let value = date.value;
        let vague = value.is_open()
            || value.length() > 366
            || date.rule == "relative-span"
            || matches!(value.precision(), Precision::Years | Precision::Decade | Precision::Century);
        if vague {
            return Some(DateKind::Mention);
        }
        if self.is_in_dateline(date.span) && !date.inferred {
            return Some(DateKind::Dateline);
        }
        if self.reading.published_at.is_some_and(|span| span.overlaps(date.span)) && self.form != Form::Row {
            return Some(DateKind::Publication);
        }
        let clause = self.clause(date.span);
        if self.says(clause, Class::Validity) {
            return Some(DateKind::Validity);
        }
        if self.says(clause, Class::Founding) {
            return Some(DateKind::Founding);
        }
        let deadline =
            self.stands_before(Class::Deadline, date.span) && !self.says(self.span, Class::Postponed);
        deadline.then_some(DateKind::Deadline)
    }

    fn is_in_dateline(&self, date: Span) -> bool {
        let places = &self.reading.entities.places;
        places[around(places, self.span)].iter().any(|place| {
            place.value.role == PlaceRole::Dateline
                && self.span.contains(place.span)
                && place.span.end() <= date.start()
                && date.start() - place.span.end() <= 40
                && !self.says(Span::new(place.span.end(), date.start()), Class::Verb)
        })
    }

    /// Whether a cue of a class stands before a span with at most one short word between.
    fn stands_before(&self, class: Class, span: Span) -> bool {
        self.cues.iter().any(|cue| {
            cue.class == class && cue.span.end() <= span.start() && {
                let between = &self.text()[cue.span.end()..span.start()];
                between.len() <= 8 && !between.contains([';', '.'])
            } || cue.class == class && span.contains(cue.span) && cue.span.start() == span.start()
        })
    }

    /// Of the dates of something postponed only the new one is its date.
    fn keep_new_date(&mut self) {
        let old: Vec<usize> =
            self.dates.iter().copied().filter(|at| self.is_old(self.date(*at).span)).collect();
        if old.len() < self.dates.len() {
            self.dates.retain(|at| !old.contains(at));
            self.set_aside.extend(old.into_iter().map(|at| (at, DateKind::Mention)));
        }
        let targeted = self.dates.iter().copied().rfind(|at| {
            let span = self.date(*at).span;
            self.stands_before(Class::Target, span)
        });
        let kept = targeted.or(self.dates.last().copied());
        for at in std::mem::take(&mut self.dates) {
            if Some(at) == kept {
                self.dates.push(at);
            } else {
                self.set_aside.push((at, DateKind::Mention));
            }
        }
    }

    /// "postponed from 5 June": the date it was meant for.
    fn is_old(&self, date: Span) -> bool {
        let word = self
            .words
            .iter()
            .rfind(|word| word.span.start() <= date.start() && word.span.end() > date.start());
        let before = self.words.iter().rfind(|word| word.span.end() <= date.start());
        [word, before].into_iter().flatten().any(|word| {
            matches!(word.lower.as_str(), "from" | "с" | "со" | "du" | "del" | "desde" | "вместо" | "instead")
        })
    }

    fn take_venues(&mut self) {
        let places = &self.reading.entities.places;
        for at in around(places, self.span) {
            if self.may_be_venue(&places[at]) {
                self.venues.push(at);
            }
        }
    }

    fn may_be_venue(&self, place: &Found<PlaceRef>) -> bool {
        if matches!(place.value.kind, PlaceKind::Area | PlaceKind::Grouping) {
            return false;
        }
        if place.value.role != PlaceRole::Origin && self.is_gone_to(place.span) {
            return true;
        }
        match place.value.role {
            PlaceRole::Venue => true,
            PlaceRole::Origin | PlaceRole::Destination | PlaceRole::Affiliation | PlaceRole::About => {
                self.form == Form::Row && self.is_cell(place.span)
            }
            PlaceRole::Dateline => self.form != Form::Prose,
            PlaceRole::Mention => match self.form {
                Form::Row => true,
                Form::Item => place.value.kind == PlaceKind::City && !self.dates.is_empty(),
                Form::Prose => self.touches_a_date(place.span) || self.has_a_kind(place.span),
            },
        }
    }

    /// "visited the port of Batumi", "travelled to Khujand": a word for going there within six words before.
    fn is_gone_to(&self, place: Span) -> bool {
        self.cues.iter().any(|cue| {
            cue.class == Class::Visit && cue.span.end() <= place.start() && {
                let between = Span::new(cue.span.end(), place.start());
                let words = self.words.iter().filter(|word| between.contains(word.span)).count();
                let places = &self.reading.entities.places;
                let other = places[around(places, between)]
                    .iter()
                    .any(|other| between.contains(other.span) && other.value.kind == PlaceKind::City);
                words <= 5 && !other && !between.of(self.text()).contains([',', ';', ':'])
            }
        })
    }

    /// "la réunion de Tunis": a kind of event and a short word before the place.
    fn has_a_kind(&self, place: Span) -> bool {
        self.cues.iter().any(|cue| {
            cue.class == Class::Noun && cue.span.end() <= place.start() && {
                let between = &self.text()[cue.span.end()..place.start()];
                matches!(between, " de " | " d'" | " d’" | " of " | " à ")
            }
        })
    }

    fn is_cell(&self, place: Span) -> bool {
        let text = self.text();
        text[..place.start()].trim_end_matches(' ').ends_with('|')
            && text[place.end()..].trim_start_matches(' ').starts_with('|')
    }

    /// "Osh, 5 May", "5 May, Osh", "Osh (5 May)": only a mark stands between the two.
    fn touches_a_date(&self, place: Span) -> bool {
        self.dates.iter().any(|at| {
            let date = self.date(*at).span;
            let (from, to) = if date.end() <= place.start() {
                (date.end(), place.start())
            } else if place.end() <= date.start() {
                (place.end(), date.start())
            } else {
                return false;
            };
            let between = &self.text()[from..to];
            between.len() <= 4
                && between.contains([',', '(', ':', '–', '—'])
                && !between.contains(char::is_alphabetic)
        })
    }

    /// The part of the sentence between the commas, semicolons and brackets around a span.
    pub(crate) fn clause(&self, span: Span) -> Span {
        let text = self.text();
        let marks = [',', ';', ':', '(', ')', '—', '–'];
        // A date may run over the end of what was taken for a sentence.
        let span = Span::new(span.start().max(self.span.start()), span.end().min(self.span.end()));
        let start = text[self.span.start()..span.start()]
            .rfind(marks)
            .map_or(self.span.start(), |at| self.span.start() + at);
        let end = text[span.end()..self.span.end()].find(marks).map_or(self.span.end(), |at| span.end() + at);
        Span::new(start, end)
    }
}

/// Whether a date is said as the day of writing, or counted from it as a start.
fn is_today(date: &Found<When>) -> bool {
    matches!(date.rule.as_ref(), "relative-day" | "duration-from-start")
}
