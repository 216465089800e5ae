//! The publication date: of the days a page names, the one that the most and the best signals stand for, if any.
//! A page that states none gets none; the time of a file or of today is never taken.

mod address;
mod ballots;
mod in_text;
mod occurrences;
mod page;

use crate::vote::{Ballot, best};
use in_text::InText;
pub(crate) use page::{kinds, path};
use rapporteur_dates::parse_declared;
use rapporteur_model::{Chosen, DeclaredField, Document, Format, Span, When};
use std::borrow::Cow;

/// Declarations that are no guess: what came with the document, and the head of a mail or text.
const CERTAIN: [&str; 2] = ["given-date", "header-date"];

/// Chooses the publication date, and where it stands in the main text if it does.
pub(crate) fn published(document: &Document) -> Option<(Chosen<When>, Option<Span>)> {
    let in_text = in_text::stated_in_text(document);
    let certain = CERTAIN.iter().find_map(|rule| {
        let declared = document.declared(DeclaredField::Published).find(|declared| declared.rule == *rule)?;
        let when = parse_declared(&declared.value, document.language.as_deref())?;
        Some(chosen(when, declared.value.clone(), (*rule).to_owned(), &in_text))
    });
    if certain.is_some() {
        return certain;
    }
    if document.format == Format::Text {
        let first = in_text.first()?;
        return Some(chosen(first.when, first.evidence.clone(), first.rule.to_owned(), &in_text));
    }
    let (days, ballots) = ballots::of(document, &in_text);
    let ballot = best(&ballots).filter(|ballot| ballot.score > 0.0)?;
    let day = days.into_iter().find(|day| day.when.to_string() == ballot.value)?;
    let evidence = day.evidence(&ballot.rule).to_owned();
    Some(chosen(day.when, evidence, ballot.rule.clone(), &in_text))
}

/// The candidates with their signals.
pub(crate) fn ballots(document: &Document) -> Vec<Ballot> {
    ballots::of(document, &in_text::stated_in_text(document)).1
}

fn chosen(when: When, evidence: String, rule: String, in_text: &[InText]) -> (Chosen<When>, Option<Span>) {
    let span = in_text.iter().find(|stated| stated.when == when).and_then(|stated| stated.span);
    (Chosen { value: when, evidence, rule: Cow::Owned(rule), inferred: false }, span)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fixtures::{page, seen};
    use rapporteur_model::{Declared, Within};

    fn day(declared: Vec<Declared>) -> Option<(String, String)> {
        published(&page(declared)).map(|(chosen, _)| (chosen.value.to_string(), chosen.rule.into_owned()))
    }

    const FIELD: DeclaredField = DeclaredField::Published;

    #[test]
    fn what_head_and_byline_agree_on_wins_over_the_list_of_other_pages() {
        let found = day(vec![
            Declared::new(FIELD, "2012-05-03T10:00:00+02:00", "meta-article-published"),
            seen(FIELD, "3 May 2012", "class-date", 4, Within::Page),
            seen(FIELD, "9 June 2013", "class-date", 90, Within::Aside),
            seen(FIELD, "8 June 2013", "class-date", 96, Within::Aside),
        ]);
        assert_eq!(found.map(|(day, _)| day).as_deref(), Some("2012-05-03"));
    }

    #[test]
    fn a_page_that_names_no_date_but_that_of_an_event_has_none() {
        let event = seen(FIELD, "Conference in Osh, 3 May 2012", "text-date", 8, Within::Page);
        let last = seen(FIELD, "Applications close on 1 May 2012", "text-date", 12, Within::Page);
        let footer = seen(FIELD, "© Rope Fund, 4 May 2012", "text-date", 20, Within::Page);
        assert_eq!(day(vec![event, last, footer]), None);
        assert_eq!(day(Vec::new()), None);
    }

    #[test]
    fn a_change_that_no_reader_sees_is_no_publication() {
        assert_eq!(day(vec![Declared::new(DeclaredField::Modified, "2015-01-05", "meta-dc-modified")]), None);
    }

    #[test]
    fn the_path_of_the_address_settles_which_day_is_meant() {
        let url =
            Declared::new(DeclaredField::Url, "https://a.example/2012/05/03/wells-of-osh", "link-canonical");
        let shown = seen(FIELD, "03/05/2012", "class-date", 4, Within::Page);
        assert_eq!(day(vec![url, shown]).map(|(day, _)| day).as_deref(), Some("2012-05-03"));
    }

    #[test]
    fn the_usual_reading_of_digits_is_the_first_on_the_page() {
        let declared = vec![seen(FIELD, "01.11.2023", "class-date", 4, Within::Page)];
        let ballots = ballots(&page(declared));
        let first = ballots.iter().find(|one| one.signals.iter().any(|signal| signal == "seen:first"));
        assert!(first.is_some_and(|one| !one.signals.iter().any(|signal| signal == "order:swapped")));
    }

    #[test]
    fn a_day_among_many_of_its_kind_is_told_from_one_that_stands_alone() {
        let mut declared: Vec<Declared> = (1..=9)
            .map(|day| seen(FIELD, &format!("{day} June 2013"), "item-date", 90 + day, Within::Page))
            .collect();
        declared.push(seen(FIELD, "3 May 2012", "class-date", 4, Within::Page));
        let ballots = ballots(&page(declared));
        let has = |value: &str, signal: &str| {
            ballots.iter().any(|one| one.value == value && one.signals.iter().any(|known| known == signal))
        };
        assert!(has("2012-05-03", "alike:one") && has("2013-06-02", "alike:many"));
        assert!(has("2013-06-01", "alike:nearest") && !has("2013-06-02", "alike:nearest"));
    }

    #[test]
    fn the_head_of_minutes_dates_the_meeting() {
        let title = Declared::new(DeclaredField::Title, "Minutes of the second meeting", "title-element");
        let date = seen(FIELD, "3 May 2012", "text-date", 3, Within::Page);
        assert_eq!(day(vec![title, date]), None);
    }
}
