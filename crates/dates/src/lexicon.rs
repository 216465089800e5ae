//! The calendar words of a language, read once from its data file.

use std::collections::BTreeMap;
use std::sync::LazyLock;

/// The languages with a file of their own, in the order in which an undecided text is tried.
pub(crate) const LANGUAGES: [&str; 4] = ["en", "ru", "fr", "es"];

/// What a word can mean; a word can mean several things.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Class {
    Month(u32),
    Weekday(u32),
    Day(i32),
    Unit(Unit),
    Season(u32),
    Shift(i32),
    Ordinal(u32),
    Cardinal(u32),
    Of,
    To,
    And,
    From,
    Since,
    Until,
    Ago,
    AgoBefore,
    In,
    Future,
    Start,
    Past,
    Moved,
    Article,
    Suffix,
    Plan,
    Measure,
}

/// A unit of the calendar.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Unit {
    Day,
    Week,
    Month,
    Quarter,
    Half,
    Year,
}

pub(crate) type Lexicon = BTreeMap<&'static str, Vec<Class>>;

static LEXICONS: LazyLock<[Lexicon; 4]> = LazyLock::new(|| {
    [
        read(include_str!("../data/en.tsv")),
        read(include_str!("../data/ru.tsv")),
        read(include_str!("../data/fr.tsv")),
        read(include_str!("../data/es.tsv")),
    ]
});

/// The lexicon of a language; the English one where it has none.
pub(crate) fn of(language: Option<&str>) -> &'static Lexicon {
    let at = LANGUAGES.iter().position(|known| Some(*known) == language).unwrap_or(0);
    &LEXICONS[at]
}

fn read(table: &'static str) -> Lexicon {
    let mut lexicon = Lexicon::new();
    for line in table.lines() {
        let mut parts = line.splitn(3, '\t');
        let (Some(class), Some(value), Some(words)) = (parts.next(), parts.next(), parts.next()) else {
            continue;
        };
        let Some(class) = class_of(class, value) else { continue };
        for word in words.split(' ') {
            lexicon.entry(word).or_default().push(class);
        }
    }
    lexicon
}

fn class_of(name: &str, value: &str) -> Option<Class> {
    let number = || value.parse::<u32>().ok();
    Some(match name {
        "month" => Class::Month(number()?),
        "weekday" => Class::Weekday(number()?),
        "day" => Class::Day(value.parse().ok()?),
        "season" => Class::Season(number()?),
        "shift" => Class::Shift(value.parse().ok()?),
        "ordinal" => Class::Ordinal(number()?),
        "cardinal" => Class::Cardinal(number()?),
        "unit" => Class::Unit(match value {
            "day" => Unit::Day,
            "week" => Unit::Week,
            "month" => Unit::Month,
            "quarter" => Unit::Quarter,
            "half" => Unit::Half,
            "year" => Unit::Year,
            _ => return None,
        }),
        "of" => Class::Of,
        "to" => Class::To,
        "and" => Class::And,
        "from" => Class::From,
        "since" => Class::Since,
        "until" => Class::Until,
        "ago" => Class::Ago,
        "agobefore" => Class::AgoBefore,
        "in" => Class::In,
        "future" => Class::Future,
        "start" => Class::Start,
        "past" => Class::Past,
        "moved" => Class::Moved,
        "article" => Class::Article,
        "suffix" => Class::Suffix,
        "plan" => Class::Plan,
        "measure" => Class::Measure,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_language_has_all_months_weekdays_seasons_and_the_days_around_today() {
        for language in LANGUAGES {
            let classes: Vec<Class> = of(Some(language)).values().flatten().copied().collect();
            let has = |class| assert!(classes.contains(&class), "{language} lacks {class:?}");
            (1..=12).for_each(|month| has(Class::Month(month)));
            (0..7).for_each(|weekday| has(Class::Weekday(weekday)));
            (0..4).for_each(|season| has(Class::Season(season)));
            (-1..=1).for_each(|offset| has(Class::Day(offset)));
            (-1..=1).for_each(|shift| has(Class::Shift(shift)));
            for unit in [Unit::Day, Unit::Week, Unit::Month, Unit::Quarter, Unit::Half, Unit::Year] {
                has(Class::Unit(unit));
            }
        }
    }

    #[test]
    fn every_line_of_every_file_is_understood() {
        for table in [
            include_str!("../data/en.tsv"),
            include_str!("../data/ru.tsv"),
            include_str!("../data/fr.tsv"),
            include_str!("../data/es.tsv"),
        ] {
            for line in table.lines() {
                let parts: Vec<&str> = line.splitn(3, '\t').collect();
                assert!(parts.len() == 3 && class_of(parts[0], parts[1]).is_some(), "{line}");
            }
        }
    }
}
