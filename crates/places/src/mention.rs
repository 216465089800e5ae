//! Whether a name of the gazetteer is a place where it stands: the capitalised word may be a person, a firm, a common
//! word, a part of a longer name.
//!
//! A logistic regression over the numbers named in [`NUMBERS`] and over the words round the name; the weights are trained
//! (`data/README.md`). What is certain (`guard`) never comes here.

use crate::context;
use crate::fold::folded;
use crate::guard::{self, Around};
use crate::inflection::Case;
use crate::matching::Match;
use crate::role::Before;
use crate::store::{Form, Sense};
use crate::token::{Gap, begins_sentence};
use rapporteur_model::PlaceKind;

/// What describes a name where it stands. Shares and chances are 0–1, counts logarithms.
pub(crate) const NUMBERS: [&str; 98] = [
    "one",
    "city",
    "district",
    "region",
    "country",
    "former",
    "feature",
    "area",
    "grouping",
    "people",
    "share",
    "senses",
    "alternate",
    "historic",
    "adjective",
    "cyrillic",
    "abbreviation",
    "capitals",
    "capitals-around",
    "begins-sentence",
    "title-case",
    "two-words",
    "three-words",
    "short",
    "small-elsewhere",
    "common",
    "before-after",
    "before-before",
    "before-street",
    "before-office",
    "before-title",
    "before-person",
    "before-in",
    "before-from",
    "before-link",
    "before-article",
    "before-town",
    "before-side",
    "before-and",
    "before-unit",
    "after-after",
    "after-before",
    "after-street",
    "after-office",
    "after-title",
    "after-person",
    "after-in",
    "after-from",
    "after-link",
    "after-article",
    "after-town",
    "after-side",
    "after-and",
    "after-unit",
    "gap-space",
    "gap-comma",
    "gap-bracket",
    "gap-hyphen",
    "gap-apostrophe",
    "gap-quote",
    "gap-dot",
    "gap-line",
    "gap-other",
    "next-space",
    "next-comma",
    "next-bracket",
    "next-hyphen",
    "next-apostrophe",
    "next-quote",
    "next-dot",
    "next-line",
    "next-other",
    "capital-before",
    "capital-after",
    "place-before",
    "place-after",
    "said-in",
    "said-from",
    "contained",
    "container",
    "contained-elsewhere",
    "dateline",
    "cell",
    "looks-like-a-person",
    "inflected",
    "country-votes",
    "country-share",
    "region-share",
    "window-country",
    "window-near",
    "locative-elsewhere",
    "person-elsewhere",
    "times-named",
    "largest-or-capital",
    "tagged-place",
    "tagged-person",
    "tagged-other",
    "untagged",
];

const BEFORE: usize = 26;
const AFTER: usize = 40;
const GAP: usize = 54;
const NEXT: usize = 63;
const CLASSES: usize = 14;

/// What other judges and the document say of a name.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Told {
    pub(crate) share: f32,
    pub(crate) contained: bool,
    pub(crate) container: bool,
    pub(crate) fixed: bool,
    pub(crate) dateline: bool,
    pub(crate) cell: bool,
    pub(crate) small: bool,
    pub(crate) place_before: bool,
    pub(crate) place_after: bool,
    pub(crate) country_votes: f32,
    pub(crate) country_share: f32,
    pub(crate) region_share: f32,
    pub(crate) window_country: f32,
    pub(crate) window_near: f32,
    /// Shares of the name's other occurrences.
    pub(crate) locative_elsewhere: f32,
    pub(crate) person_elsewhere: f32,
    pub(crate) times: usize,
    pub(crate) tag: Tag,
}

/// What a tagger of names takes the name for.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) enum Tag {
    /// None has read the text.
    #[default]
    Unread,
    Place,
    Person,
    Other,
    /// For no name.
    Nothing,
}

fn flag(set: bool) -> f32 {
    f32::from(u8::from(set))
}

/// The numbers of a name taken for `sense`, in the order of [`NUMBERS`].
pub(crate) fn numbers(
    around: &Around<'_>,
    found: &Match,
    sense: Sense,
    before: Before,
    told: &Told,
) -> Vec<f32> {
    let mut out = vec![0.0; NUMBERS.len()];
    let (first, last) = (around.tokens[found.first], found.last);
    out[0] = 1.0;
    out[match sense.row.kind() {
        PlaceKind::City => 1,
        PlaceKind::District => 2,
        PlaceKind::Region => 3,
        PlaceKind::Country => 4,
        PlaceKind::Former => 5,
        PlaceKind::Feature => 6,
        PlaceKind::Area => 7,
        PlaceKind::Grouping => 8,
    }] = 1.0;
    out[9] = (sense.row.population() as f32 + 1.0).ln() / 10.0;
    out[10] = told.share;
    out[11] = (found.senses.len() as f32).ln();
    out[12] = flag(sense.form == Form::Alternate && !first.cyrillic);
    out[13] = flag(sense.form == Form::Historic);
    out[14] = flag(found.senses.iter().any(|sense| sense.form == Form::Adjective));
    out[15] = flag(first.cyrillic);
    out[16] = flag(found.abbreviation);
    out[17] = flag(first.caps);
    out[18] = flag(first.caps && (caps(around, found.first.checked_sub(1)) || caps(around, Some(last + 1))));
    out[19] = flag(begins_sentence(around.tokens, found.first));
    out[20] = flag(around.title_case);
    out[21] = flag(last > found.first);
    out[22] = flag(last > found.first + 1);
    out[23] = flag(found.key.chars().count() <= 4);
    out[24] = flag(told.small);
    out[25] = flag(context::is_common(&found.key));
    if let Some(at) = found.first.checked_sub(1)
        && !matches!(first.gap, Gap::Line)
    {
        classes(around, at, &mut out[BEFORE..BEFORE + CLASSES]);
        out[72] = flag(first.gap == Gap::Space && is_inner_capital(around, at));
    }
    out[GAP + gap(first.gap)] = 1.0;
    if let Some(next) = around.tokens.get(last + 1) {
        if next.gap != Gap::Line {
            classes(around, last + 1, &mut out[AFTER..AFTER + CLASSES]);
        }
        out[NEXT + gap(next.gap)] = 1.0;
        out[73] = flag(next.gap == Gap::Space && next.capital);
    }
    out[74] = flag(told.place_before);
    out[75] = flag(told.place_after);
    out[76] = flag(before == Before::In);
    out[77] = flag(before == Before::From);
    out[78] = flag(told.contained);
    out[79] = flag(told.container);
    out[80] = flag(told.fixed);
    out[81] = flag(told.dateline);
    out[82] = flag(told.cell);
    out[83] = flag(guard::may_be_a_person(around, found));
    out[84] = flag(found.case != Case::Same);
    out[85] = told.country_votes.ln_1p();
    out[86] = told.country_share;
    out[87] = told.region_share;
    out[88] = told.window_country;
    out[89] = told.window_near;
    out[90] = told.locative_elsewhere;
    out[91] = told.person_elsewhere;
    out[92] = (told.times as f32).ln();
    out[93] = flag(sense.row.is_capital() || sense.row.is_largest());
    out[94] = flag(told.tag == Tag::Place);
    out[95] = flag(told.tag == Tag::Person);
    out[96] = flag(told.tag == Tag::Other);
    out[97] = flag(told.tag == Tag::Nothing);
    out
}

fn caps(around: &Around<'_>, at: Option<usize>) -> bool {
    at.and_then(|at| around.tokens.get(at)).is_some_and(|token| token.caps)
}

fn is_inner_capital(around: &Around<'_>, at: usize) -> bool {
    around.tokens[at].capital && !begins_sentence(around.tokens, at)
}

fn classes(around: &Around<'_>, at: usize, out: &mut [f32]) {
    let bits = context::classes(around.word(at));
    for (nth, slot) in out.iter_mut().enumerate() {
        *slot = flag(bits >> nth & 1 == 1);
    }
}

fn gap(gap: Gap) -> usize {
    match gap {
        Gap::Space => 0,
        Gap::Comma => 1,
        Gap::Bracket => 2,
        Gap::Hyphen => 3,
        Gap::Apostrophe => 4,
        Gap::Quote => 5,
        Gap::Dot | Gap::DotSpace => 6,
        Gap::Line => 7,
        Gap::Clause | Gap::Ampersand | Gap::Other => 8,
    }
}

/// The words that are looked up: the name, its end, and the words round it; the letters before the colon say which.
pub(crate) fn words(around: &Around<'_>, found: &Match) -> Vec<String> {
    let mut out = Vec::with_capacity(9);
    out.push(format!("name:{}", found.key));
    let end: Vec<char> = found.key.chars().rev().take(4).collect();
    if found.first == found.last && end.len() == 4 {
        out.push(format!("end:{}", end.into_iter().rev().collect::<String>()));
    }
    let before = beside(around, found.first, 1, -1);
    let after = beside(around, found.last, 1, 1);
    let further = beside(around, found.first, 2, -1);
    let beyond = beside(around, found.last, 2, 1);
    if let Some(word) = &before {
        out.push(format!("before:{word}"));
        if let Some(other) = &further {
            out.push(format!("before2:{other} {word}"));
        }
    }
    if let Some(word) = &after {
        out.push(format!("after:{word}"));
        if let Some(other) = &beyond {
            out.push(format!("after2:{word} {other}"));
        }
    }
    out.extend(further.map(|word| format!("further:{word}")));
    out.extend(beyond.map(|word| format!("beyond:{word}")));
    out
}

/// The word `distance` tokens from token `at`; a capital is kept as `^`, digits as `0`. None beyond the line.
fn beside(around: &Around<'_>, at: usize, distance: usize, way: isize) -> Option<String> {
    let step = distance as isize * way;
    let target = at.checked_add_signed(step)?;
    let token = around.tokens.get(target)?;
    let (low, high) = if way < 0 { (target + 1, at) } else { (at + 1, target) };
    if (low..=high).any(|between| around.tokens[between].gap == Gap::Line) {
        return None;
    }
    let text = token.text(around.text);
    if text.bytes().all(|byte| byte.is_ascii_digit()) {
        return Some("0".repeat(text.len().min(4)));
    }
    // A sentence that ends between is another matter.
    let mark = (low..=high).find_map(|between| match around.tokens[between].gap {
        Gap::Comma => Some(","),
        Gap::DotSpace => Some("."),
        Gap::Apostrophe => Some("'"),
        _ => None,
    });
    let capital = if token.capital { "^" } else { "" };
    Some(format!("{}{capital}{}", mark.unwrap_or(""), folded(text)))
}
