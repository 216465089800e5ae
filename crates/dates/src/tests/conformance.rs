//! `data/conformance.tsv`: what every language must read, form by form.

use super::values;
use crate::lexicon::{FIRST_CLASS, LANGUAGES};

const SENTENCES: &str = include_str!("../../data/conformance.tsv");

/// The forms that a language of the first class passes.
const FORMS: [&str; 33] = [
    "full date",
    "date in digits",
    "day in words",
    "weekday with date",
    "days of one month",
    "days across months",
    "list of days",
    "month and year",
    "months of a year",
    "years",
    "year in words",
    "yesterday, today, tomorrow",
    "week, month and year beside the present",
    "weekday",
    "weekday of a week",
    "so long ago",
    "in so long",
    "the last and next so many",
    "quarter",
    "half",
    "season",
    "decade",
    "decade by two digits",
    "century",
    "week of a month",
    "part of a date",
    "since",
    "until",
    "holiday",
    "day without a year",
    "month of another year",
    "nothing without an anchor",
    "no date",
];

/// The forms that the other languages pass.
const SHORT_FORMS: [&str; 8] = [
    "full date",
    "date in digits",
    "days of one month",
    "month and year",
    "years",
    "yesterday, today, tomorrow",
    "day without a year",
    "nothing without an anchor",
];

/// Each sentence with its form: (form, language, anchor, text, values).
fn sentences() -> impl Iterator<Item = (&'static str, [&'static str; 4])> {
    let mut form = "";
    SENTENCES.lines().filter_map(move |line| {
        if let Some(name) = line.strip_prefix("# ") {
            form = name;
            return None;
        }
        let mut cells = line.split('\t');
        let mut cell = || cells.next().unwrap_or("");
        Some((form, [cell(), cell(), cell(), cell()]))
    })
}

#[test]
fn each_sentence_has_its_values() {
    let mut wrong = Vec::new();
    for (form, [language, anchor, text, expected]) in sentences() {
        assert!(LANGUAGES.contains(&language), "{text}");
        let got: Vec<String> = values(text, language, anchor).into_iter().map(|(_, value)| value).collect();
        if got.join("; ") != expected {
            wrong.push(format!("{form}: {language}: {text}\n  {} instead of {expected}", got.join("; ")));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn each_language_has_each_of_its_forms() {
    for (n, language) in LANGUAGES.iter().enumerate() {
        let forms: &[&str] = if n < FIRST_CLASS { &FORMS } else { &SHORT_FORMS };
        for form in forms {
            let found = sentences().any(|(of, [in_language, ..])| of == *form && in_language == *language);
            assert!(found, "{language} lacks: {form}");
        }
    }
}
