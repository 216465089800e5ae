//! The calendar words and phrases of a language, read once from its data file (`data/README.md` describes the format).

use crate::holiday::Holiday;
use crate::phrase::{Element, OPENINGS, Phrase};
use crate::rule::Rule;
use crate::token::Token;
use rustc_hash::FxHashMap;
use std::sync::LazyLock;

/// The languages with a file of their own, in the order in which an undecided text is tried.
pub(crate) const LANGUAGES: [&str; 10] = ["en", "ru", "fr", "es", "de", "pt", "uk", "kk", "ky", "tg"];

/// The languages that pass the whole conformance test; the others read dates of day, month and year.
#[cfg(test)]
pub(crate) const FIRST_CLASS: usize = 6;

pub(crate) const TABLES: [&str; 10] = [
    include_str!("../data/en.tsv"),
    include_str!("../data/ru.tsv"),
    include_str!("../data/fr.tsv"),
    include_str!("../data/es.tsv"),
    include_str!("../data/de.tsv"),
    include_str!("../data/pt.tsv"),
    include_str!("../data/uk.tsv"),
    include_str!("../data/kk.tsv"),
    include_str!("../data/ky.tsv"),
    include_str!("../data/tg.tsv"),
];

/// The months as some thirty languages write them.
pub(crate) const MONTHS: &str = include_str!("../data/months.tsv");

/// What a word can mean; a word can mean several things.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Class {
    Month(u32),
    /// A month in another language, or a name that is another word as well: a day or a year must stand with it.
    ForeignMonth(u32),
    Weekday(u32),
    /// Days from today.
    Day(i32),
    Unit(Unit),
    Season(u32),
    /// Last, this, next.
    Shift(i32),
    Ordinal(u32),
    Cardinal(u32),
    /// Early, middle, late.
    Part,
    /// The first year of a decade that a word names within its century: "nineties" 90.
    Decade(u32),
    /// A word whose part in the rules is known by its role.
    Role(Role),
    /// A word that begins the name of a holiday.
    Named,
    /// A word that stands in phrases.
    Literal(u16),
}

/// The parts that words play in the rules.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Role {
    Of,
    To,
    And,
    From,
    Since,
    Until,
    /// Before a last day that is still to come.
    By,
    /// Allows a bare year, or a date in two numbers, after it.
    In,
    /// Tells of what is to come.
    Future,
    /// A weekday that is another word as well: a preposition must stand before it.
    Weak,
    /// With "to" after it tells of what is to come: "plans to", "is to".
    Bound,
    /// Before a date tells that it is still to come: "as early as".
    Ahead,
    /// Tells of what was.
    Past,
    /// Before a participle: it is no past tense ("will be held").
    Auxiliary,
    /// After a length: it lies back.
    Ago,
    /// Days that say how long something lasts: French "jours".
    Lasting,
    /// Tells that something was said.
    Said,
    /// Begins something.
    Start,
    /// Something was put off to another day.
    Moved,
    Article,
    /// Glued to the number of a day: "1st".
    Suffix,
    /// A name with years in it follows or stands before.
    Plan,
    /// Stands after a number that is no year.
    Measure,
    /// Stands before a number that is no year.
    Label,
    /// A part of the day that may follow a date: "morning".
    Daypart,
    /// About, around: part of a date's evidence.
    About,
    /// Stands after a year of our era.
    Era,
    /// Stands after a year before our era.
    BeforeEra,
    /// A year that does not begin in January.
    Fiscal,
    /// Every, each.
    Every,
    /// After a weekday: it is that of every week.
    Habit,
    /// The present, as an end of a range.
    Now,
    /// Before a time of day.
    At,
    /// After the number of an hour: "o'clock", "Uhr".
    Hour,
    /// What follows is a last day: "deadline".
    Deadline,
    /// Someone was born, something founded.
    Founding,
    /// Something is in force.
    Validity,
}

/// A unit of the calendar.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Unit {
    Day,
    /// Monday to Friday.
    Workday,
    Week,
    Weekend,
    Fortnight,
    Month,
    Quarter,
    Half,
    Year,
    Decade,
    Century,
}

/// The words and phrases of one language.
pub(crate) struct Lexicon {
    words: FxHashMap<&'static str, Vec<Class>>,
    /// Phrases by the word they begin with.
    by_literal: FxHashMap<u16, Vec<Phrase>>,
    /// Phrases that begin with a word of a class, by [`Opening`].
    by_class: [Vec<Phrase>; OPENINGS],
    /// Endings of verbs in a past tense.
    pub(crate) past_endings: Vec<&'static str>,
    /// Endings of verbs in a future tense.
    pub(crate) future_endings: Vec<&'static str>,
    /// Beginnings of adjectives that say how many days something lasts.
    pub(crate) lasting: Vec<(&'static str, u32)>,
    /// Whether "03/02" is the second of March.
    pub(crate) month_first: bool,
    /// Whether a year stands with its word, so that a number before a noun counts it: "2010 книг".
    pub(crate) worded_years: bool,
}

static LEXICONS: [LazyLock<Lexicon>; 10] = [
    LazyLock::new(|| Lexicon::read(TABLES[0])),
    LazyLock::new(|| Lexicon::read(TABLES[1])),
    LazyLock::new(|| Lexicon::read(TABLES[2])),
    LazyLock::new(|| Lexicon::read(TABLES[3])),
    LazyLock::new(|| Lexicon::read(TABLES[4])),
    LazyLock::new(|| Lexicon::read(TABLES[5])),
    LazyLock::new(|| Lexicon::read(TABLES[6])),
    LazyLock::new(|| Lexicon::read(TABLES[7])),
    LazyLock::new(|| Lexicon::read(TABLES[8])),
    LazyLock::new(|| Lexicon::read(TABLES[9])),
];

/// The months of every language, for a date in a text of another language.
static EVERYWHERE: LazyLock<FxHashMap<&'static str, [Class; 1]>> = LazyLock::new(|| {
    let mut months = FxHashMap::default();
    for line in MONTHS.lines().filter(|line| !line.starts_with('#')) {
        for (month, names) in (1..).zip(line.split('\t').skip(1)) {
            let names = names.split('|').filter(|name| !name.ends_with('*') && name.chars().count() > 2);
            for name in names {
                months.entry(name).or_insert([Class::ForeignMonth(month)]);
            }
        }
    }
    months
});

/// The lexicon of a language; the English one where it has none, which the months of every language complete.
pub(crate) fn of(language: Option<&str>) -> &'static Lexicon {
    let at = LANGUAGES.iter().position(|known| Some(*known) == language).unwrap_or(0);
    &LEXICONS[at]
}

/// The month that a word in small letters names in some language.
pub(crate) fn month_anywhere(word: &str) -> &'static [Class] {
    EVERYWHERE.get(word).map_or(&[], |class| class.as_slice())
}

impl Lexicon {
    /// What a word in small letters can mean.
    pub(crate) fn get(&self, word: &str) -> Option<&[Class]> {
        self.words.get(word).map(Vec::as_slice)
    }

    /// The phrases that can begin with a token.
    pub(crate) fn phrases(&self, token: &Token<'_>) -> impl Iterator<Item = &Phrase> {
        let literal = token.classes.iter().filter_map(|class| match class {
            Class::Literal(id) => self.by_literal.get(id),
            _ => None,
        });
        let openings = token.openings();
        let of_class = self.by_class.iter().enumerate().filter(move |(at, _)| openings & 1 << at != 0);
        literal.flatten().chain(of_class.flat_map(|(_, phrases)| phrases))
    }

    /// Whether a phrase can begin with a word of these classes.
    pub(crate) fn begins(&self, classes: &[Class]) -> bool {
        classes.iter().any(|class| matches!(class, Class::Literal(id) if self.by_literal.contains_key(id)))
    }

    /// About the bytes it takes: its words, with what they mean, and its phrases.
    #[cfg(test)]
    pub(crate) fn size(&self) -> usize {
        let words: usize =
            self.words.values().map(|classes| 40 + classes.capacity() * size_of::<Class>()).sum();
        words + self.all_phrases().map(Phrase::size).sum::<usize>()
    }

    /// All phrases.
    #[cfg(test)]
    pub(crate) fn all_phrases(&self) -> impl Iterator<Item = &Phrase> {
        self.by_literal.values().flatten().chain(self.by_class.iter().flatten())
    }

    fn read(table: &'static str) -> Self {
        let mut lexicon = Self {
            words: FxHashMap::default(),
            by_literal: FxHashMap::default(),
            by_class: Default::default(),
            past_endings: Vec::new(),
            future_endings: Vec::new(),
            lasting: Vec::new(),
            month_first: false,
            worded_years: false,
        };
        let mut literals = Literals::default();
        for line in table.lines() {
            // A line that is not understood is left out; a test reads every line of every file.
            let _ = lexicon.take(line, &mut literals);
        }
        for (word, id) in literals.ids {
            let classes = lexicon.words.entry(word).or_default();
            classes.push(Class::Literal(id));
            let begins =
                lexicon.by_literal.get(&id).is_some_and(|phrases| phrases.iter().any(Phrase::is_name));
            classes.extend(begins.then_some(Class::Named));
        }
        lexicon
    }

    fn take(&mut self, line: &'static str, literals: &mut Literals) -> Option<()> {
        let mut parts = line.splitn(3, '\t');
        let (name, value, words) = (parts.next()?, parts.next()?, parts.next()?);
        match name {
            "rule" | "holiday" => {
                let (rule, given) = if name == "rule" {
                    let (rule, given) = value.split_once(':').unwrap_or((value, ""));
                    (Rule::named(rule)?, given)
                } else {
                    (Rule::Holiday(Holiday::read(value)?), "")
                };
                for pattern in words.split(" ; ") {
                    for phrase in Phrase::read(rule, given, pattern, &mut |word| literals.id(word))? {
                        self.add(phrase);
                    }
                }
            }
            "lasting" if value != "-" => {
                let days = value.parse().ok()?;
                self.lasting.extend(words.split(' ').map(|stem| (stem, days)));
            }
            "ending" if value == "future" => self.future_endings.extend(words.split(' ')),
            "ending" => self.past_endings.extend(words.split(' ')),
            "order" => self.month_first = words == "month-first",
            "years" => self.worded_years = words == "worded",
            _ => {
                let class = class_of(name, value)?;
                for word in words.split(' ') {
                    self.words.entry(word).or_default().push(class);
                }
            }
        }
        Some(())
    }

    fn add(&mut self, phrase: Phrase) {
        match phrase.elements.first() {
            Some(Element::Literal(ids)) => {
                for id in ids {
                    self.by_literal.entry(*id).or_default().push(phrase.clone());
                }
            }
            Some(element) => self.by_class[element.opening() as usize].push(phrase),
            None => {}
        }
    }
}

/// The words of phrases, numbered.
#[derive(Default)]
struct Literals {
    ids: FxHashMap<&'static str, u16>,
}

impl Literals {
    fn id(&mut self, word: &'static str) -> u16 {
        let next = u16::try_from(self.ids.len()).unwrap_or(u16::MAX);
        *self.ids.entry(word).or_insert(next)
    }
}

pub(crate) fn unit_of(name: &str) -> Option<Unit> {
    Some(match name {
        "day" => Unit::Day,
        "workday" => Unit::Workday,
        "week" => Unit::Week,
        "weekend" => Unit::Weekend,
        "fortnight" => Unit::Fortnight,
        "month" => Unit::Month,
        "quarter" => Unit::Quarter,
        "half" => Unit::Half,
        "year" => Unit::Year,
        "decade" => Unit::Decade,
        "century" => Unit::Century,
        _ => return None,
    })
}

fn class_of(name: &str, value: &str) -> Option<Class> {
    let number = || value.parse::<u32>().ok();
    Some(match name {
        "month" => Class::Month(number()?),
        "dated-month" => Class::ForeignMonth(number()?),
        "weekday" => Class::Weekday(number()?),
        "day" => Class::Day(value.parse().ok()?),
        "season" => Class::Season(number()?),
        "shift" => Class::Shift(value.parse().ok()?),
        "ordinal" => Class::Ordinal(number()?),
        "cardinal" => Class::Cardinal(number()?),
        "decade" => Class::Decade(number()?),
        "part" => Class::Part,
        "unit" => Class::Unit(unit_of(value)?),
        "of" => Class::Role(Role::Of),
        "to" => Class::Role(Role::To),
        "and" => Class::Role(Role::And),
        "from" => Class::Role(Role::From),
        "since" => Class::Role(Role::Since),
        "until" => Class::Role(Role::Until),
        "by" => Class::Role(Role::By),
        "in" => Class::Role(Role::In),
        "future" => Class::Role(Role::Future),
        "past" => Class::Role(Role::Past),
        "said" => Class::Role(Role::Said),
        "weak" => Class::Role(Role::Weak),
        "bound" => Class::Role(Role::Bound),
        "ahead" => Class::Role(Role::Ahead),
        "habit" => Class::Role(Role::Habit),
        "start" => Class::Role(Role::Start),
        "moved" => Class::Role(Role::Moved),
        "article" => Class::Role(Role::Article),
        "suffix" => Class::Role(Role::Suffix),
        "plan" => Class::Role(Role::Plan),
        "measure" => Class::Role(Role::Measure),
        "label" => Class::Role(Role::Label),
        "daypart" => Class::Role(Role::Daypart),
        "about" => Class::Role(Role::About),
        "era" => Class::Role(Role::Era),
        "bce" => Class::Role(Role::BeforeEra),
        "fiscal" => Class::Role(Role::Fiscal),
        "every" => Class::Role(Role::Every),
        "now" => Class::Role(Role::Now),
        "auxiliary" => Class::Role(Role::Auxiliary),
        "ago" => Class::Role(Role::Ago),
        "lasting" => Class::Role(Role::Lasting),
        "at" => Class::Role(Role::At),
        "hour" => Class::Role(Role::Hour),
        "deadline" => Class::Role(Role::Deadline),
        "founding" => Class::Role(Role::Founding),
        "validity" => Class::Role(Role::Validity),
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_of_every_file_is_understood() {
        for (language, table) in LANGUAGES.iter().zip(TABLES) {
            let mut lexicon = Lexicon::read("");
            let mut literals = Literals::default();
            for line in table.lines().filter(|line| !line.starts_with('#')) {
                assert!(lexicon.take(line, &mut literals).is_some(), "{language}: {line}");
            }
        }
    }
}
