//! Times as a person would say them. Nothing becomes more precise by being shown: a month stays a month.

use maud::{Markup, html};
use rapporteur_model::{Date, Precision, When};

const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

/// A time with what machines read, where HTML has a form for it.
pub(super) fn time(when: When) -> Markup {
    let machine =
        matches!(when.precision(), Precision::Day | Precision::Week | Precision::Month | Precision::Year);
    html! { time datetime=[machine.then(|| when.to_string())] { (said(when)) } }
}

/// A time in words.
pub(super) fn said(when: When) -> String {
    match (when.start() == Date::MIN, when.end() == Date::MAX) {
        (true, true) => "at any time".to_owned(),
        (true, false) => format!("until {}", edge(when.end(), when.precision())),
        (false, true) => format!("from {}", edge(when.start(), when.precision())),
        (false, false) => closed(when),
    }
}

fn closed(when: When) -> String {
    let (start, end) = (when.start(), when.end());
    let year = start.year();
    match when.precision() {
        Precision::Day => day(start),
        Precision::Week => {
            let (year, week) = start.iso_week();
            format!("week {week} of {year}")
        }
        Precision::Month => month(start),
        Precision::Quarter => {
            format!("{} quarter of {year}", ["first", "second", "third", "fourth"][part(start, 3)])
        }
        Precision::Half => format!("{} half of {year}", ["first", "second"][part(start, 6).min(1)]),
        Precision::Season => season(start),
        Precision::Year => year.to_string(),
        Precision::Decade => format!("{year}s"),
        Precision::Years | Precision::Century => format!("{year}–{}", end.year()),
        Precision::Days if same_month(start, end) => format!("{}–{}", start.day(), day(end)),
        Precision::Days if year == end.year() => format!("{} {} – {}", start.day(), name(start), day(end)),
        Precision::Days => format!("{} – {}", day(start), day(end)),
        Precision::Months if year == end.year() => format!("{}–{}", name(start), month(end)),
        Precision::Months => format!("{} – {}", month(start), month(end)),
    }
}

/// One end of an open time.
fn edge(date: Date, precision: Precision) -> String {
    match precision {
        Precision::Years => date.year().to_string(),
        Precision::Months => month(date),
        _ => day(date),
    }
}

fn season(start: Date) -> String {
    let year = start.year();
    match part(start, 3) {
        0 => format!("spring {year}"),
        1 => format!("summer {year}"),
        2 => format!("autumn {year}"),
        _ => format!("winter {year}/{:02}", (year + 1) % 100),
    }
}

fn day(date: Date) -> String {
    format!("{} {}", date.day(), month(date))
}

fn month(date: Date) -> String {
    format!("{} {}", name(date), date.year())
}

fn name(date: Date) -> &'static str {
    MONTHS[(date.month() as usize - 1) % 12]
}

/// Which part of its year a date lies in, parts being so many months long.
fn part(date: Date, months: u32) -> usize {
    ((date.month() - 1) / months) as usize % 4
}

fn same_month(start: Date, end: Date) -> bool {
    (start.year(), start.month()) == (end.year(), end.month())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_time_is_said_at_its_own_precision() {
        for (value, words) in [
            ("2011-11-17", "17 November 2011"),
            ("2011-11-17/2011-11-18", "17–18 November 2011"),
            ("2011-10-30/2011-11-02", "30 October – 2 November 2011"),
            ("2011-12-30/2012-01-02", "30 December 2011 – 2 January 2012"),
            ("2011-W46", "week 46 of 2011"),
            ("2011-11", "November 2011"),
            ("2011-07/2011-09", "July–September 2011"),
            ("2011-11/2012-01", "November 2011 – January 2012"),
            ("2011-Q4", "fourth quarter of 2011"),
            ("2014-H2", "second half of 2014"),
            ("2014-SP", "spring 2014"),
            ("2014-WI", "winter 2014/15"),
            ("2011", "2011"),
            ("2011/2013", "2011–2013"),
            ("199", "1990s"),
            ("19", "1900–1999"),
            ("2009/..", "from 2009"),
            ("../2023-10", "until October 2023"),
            ("2011-11-17/..", "from 17 November 2011"),
        ] {
            let when: When = value.parse().expect(value);
            assert_eq!(said(when), words, "{value}");
        }
    }

    #[test]
    fn only_what_html_has_a_form_for_is_given_to_machines() {
        let shown = |value: &str| time(value.parse().expect(value)).into_string();
        assert_eq!(shown("2011-11"), "<time datetime=\"2011-11\">November 2011</time>");
        assert_eq!(shown("2011-Q4"), "<time>fourth quarter of 2011</time>");
    }
}
