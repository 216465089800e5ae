//! The places where a page names a day, and what can be told of each from its own words.
//!
//! A date that nothing marks as a publication (a text that merely looks like a date) is left out where its words say
//! what it dates: an event, a last day, a copyright; in minutes and plans all of them are.

use super::address;
use super::in_text::{InText, is_sane};
use crate::cues::{Class, Lexicon, words};
use crate::labels::{Label, label};
use rapporteur_dates::{DeclaredDate, declared_dates};
use rapporteur_model::{Declared, DeclaredField, Document, Span, Standing, When};

/// One place where a day is named.
#[derive(Debug)]
pub(super) struct Occurrence {
    pub(super) when: When,
    pub(super) rule: String,
    pub(super) evidence: String,
    pub(super) standing: Option<Standing>,
    pub(super) label: Option<Label>,
    pub(super) utc: bool,
    /// The date is most of its text.
    pub(super) bare: bool,
    /// It stands among many words.
    pub(super) prose: bool,
    /// The reading of digits in the other order than usual.
    pub(super) swapped: bool,
}

/// Rules that take a date for what it looks like, with nothing that says what it dates.
const UNMARKED: [&str; 6] = ["text-date", "text-head", "cell-date", "item-date", "heading-date", "link-date"];

/// "© 2012 Rope Fund, last change 3 May 2012": the line of a footer dates the site.
fn is_copyright(text: &str) -> bool {
    let lower = text.to_lowercase();
    ["©", "(c)", "copyright", "&copy"].iter().any(|mark| lower.contains(mark))
}

/// "Conference in Osh, 3 May 2012": the date of an event, a visit, a last day.
fn names_event(text: &str, lexicon: &Lexicon) -> bool {
    let words = words(text, Span::new(0, text.len()));
    lexicon.cues(&words).iter().any(|cue| matches!(cue.class, Class::Noun | Class::Deadline | Class::Future))
}

/// Minutes and plans: the dates that stand in them are those of what they record or plan.
fn is_plan_or_record(document: &Document, lexicon: &Lexicon) -> bool {
    let titles = document
        .declared(DeclaredField::Title)
        .filter(|one| matches!(one.rule.as_ref(), "title-element" | "h1"));
    titles.take(3).any(|title| {
        let words = words(&title.value, Span::new(0, title.value.len()));
        lexicon.cues(&words).iter().any(|cue| matches!(cue.class, Class::Minutes | Class::Plan))
    })
}

/// English that writes the day first.
const DAY_FIRST: [&str; 7] = ["gb", "au", "nz", "ie", "in", "za", "sg"];

pub(super) fn occurrences(document: &Document, in_text: &[InText]) -> Vec<Occurrence> {
    let mut tag =
        document.declared(DeclaredField::Language).map(|declared| declared.value.to_ascii_lowercase());
    let day_first = tag.any(|tag| DAY_FIRST.iter().any(|region| tag.ends_with(region) && tag.len() == 5));
    let language = if day_first { Some("en-gb") } else { document.language.as_deref() };
    let lexicon = Lexicon::of(document.language.as_deref());
    let recorded = is_plan_or_record(document, lexicon);
    let mut all = Vec::new();
    for declared in &document.declared {
        match declared.field {
            DeclaredField::Published | DeclaredField::Modified => {
                let mut end = 0;
                let unmarked = UNMARKED.contains(&declared.rule.as_ref());
                if unmarked && (is_copyright(&declared.value) || recorded) {
                    continue;
                }
                let event = unmarked && names_event(&declared.value, lexicon);
                for date in declared_dates(&declared.value, language) {
                    let before = declared.value.get(end..date.span.start()).unwrap_or_default();
                    end = date.span.end();
                    let label = label(before);
                    if (event && label != Some(Label::Published)) || (unmarked && label == Some(Label::Other))
                    {
                        continue;
                    }
                    all.push(occurrence(declared, &date, before));
                    if let Some(other) = date.other {
                        all.push(Occurrence {
                            when: other,
                            swapped: true,
                            ..occurrence(declared, &date, before)
                        });
                    }
                }
            }
            DeclaredField::Url => {
                if let Some(when) = address::date(&declared.value) {
                    let image = declared.rule == "meta-image";
                    let rule = if image { "image-address" } else { "address" };
                    all.push(plain(when, rule, &declared.value));
                }
            }
            _ => {}
        }
    }
    all.extend(in_text.iter().map(|stated| plain(stated.when, stated.rule, &stated.evidence)));
    all.retain(|occurrence| {
        is_sane(occurrence.when) && (1990..2040).contains(&occurrence.when.start().year())
    });
    all
}

fn plain(when: When, rule: &str, evidence: &str) -> Occurrence {
    Occurrence {
        when,
        rule: rule.to_owned(),
        evidence: evidence.to_owned(),
        standing: None,
        label: None,
        utc: false,
        bare: false,
        prose: false,
        swapped: false,
    }
}

fn occurrence(declared: &Declared, date: &DeclaredDate, before: &str) -> Occurrence {
    Occurrence {
        standing: declared.standing,
        label: label(before),
        utc: date.utc,
        bare: date.span.len() + 12 >= declared.value.len(),
        prose: declared.value.split(' ').count() >= 14,
        ..plain(date.when, &declared.rule, &declared.value)
    }
}
