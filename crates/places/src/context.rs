//! What the words round a place name say of it: the classes of `data/context.tsv` and the common words of `data/common.tsv`.

use crate::fold::folded;
use rustc_hash::FxHashMap;
use std::collections::{BTreeMap, BTreeSet, HashSet};
use std::sync::OnceLock;

/// A class of context words; `data/context.tsv` explains each.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Class {
    After = 1,
    Before = 2,
    Street = 4,
    Office = 8,
    Title = 16,
    Person = 32,
    In = 64,
    From = 128,
    Link = 256,
    Article = 512,
    Town = 1024,
    Side = 2048,
    And = 4096,
    Unit = 8192,
    Capital = 16_384,
    Language = 32_768,
    To = 65536,
    Towards = 131_072,
    Move = 262_144,
    Begins = 524_288,
    Ends = 1_048_576,
}

fn class(name: &str) -> Option<Class> {
    Some(match name {
        "after" => Class::After,
        "before" => Class::Before,
        "street" => Class::Street,
        "office" => Class::Office,
        "title" => Class::Title,
        "person" => Class::Person,
        "in" => Class::In,
        "from" => Class::From,
        "link" => Class::Link,
        "article" => Class::Article,
        "town" => Class::Town,
        "side" => Class::Side,
        "and" => Class::And,
        "unit" => Class::Unit,
        "capital" => Class::Capital,
        "language" => Class::Language,
        "to" => Class::To,
        "towards" => Class::Towards,
        "move" => Class::Move,
        "begins" => Class::Begins,
        "ends" => Class::Ends,
        _ => return None,
    })
}

fn table() -> &'static FxHashMap<&'static str, u32> {
    static TABLE: OnceLock<FxHashMap<&'static str, u32>> = OnceLock::new();
    TABLE.get_or_init(|| {
        let lines = include_str!("../data/context.tsv").lines().filter(|line| !line.starts_with('#'));
        lines
            .filter_map(|line| line.split_once('\t'))
            .map(|(word, classes)| {
                (word, classes.split(' ').filter_map(class).fold(0, |bits, class| bits | class as u32))
            })
            .collect()
    })
}

/// The classes of a word, as bits of [`Class`]; the word may stand in any case.
pub(crate) fn classes(word: &str) -> u32 {
    let small = word.bytes().all(|byte| byte.is_ascii_lowercase());
    let classes = if small { table().get(word) } else { table().get(word.to_lowercase().as_str()) };
    classes.copied().unwrap_or(0)
}

/// Whether a word is of a class.
pub(crate) fn is(word: &str, class: Class) -> bool {
    classes(word) & class as u32 != 0
}

/// Words that are names of places and, far more often, something else; folded.
pub(crate) fn is_common(folded_name: &str) -> bool {
    static WORDS: OnceLock<BTreeSet<&'static str>> = OnceLock::new();
    WORDS
        .get_or_init(|| {
            include_str!("../data/common.txt")
                .lines()
                .filter(|line| !line.starts_with('#'))
                .flat_map(str::split_whitespace)
                .collect()
        })
        .contains(folded_name)
}

/// The GeoNames identifier of a US state from its abbreviation after a comma: `GA`, `Ga.`.
pub(crate) fn us_state(form: &str) -> Option<u32> {
    static STATES: OnceLock<BTreeMap<&'static str, u32>> = OnceLock::new();
    STATES
        .get_or_init(|| {
            let lines =
                include_str!("../data/us_states.tsv").lines().filter_map(|line| line.split_once('\t'));
            lines.filter_map(|(form, id)| Some((form, id.parse().ok()?))).collect()
        })
        .get(form)
        .copied()
}

/// Of some folded names those that the document also writes in small letters: such a name is rarely a place.
pub(crate) fn small_words<'n>(
    text: &str,
    tokens: &[crate::token::Token],
    names: impl Iterator<Item = &'n str>,
) -> BTreeSet<&'n str> {
    let names: HashSet<&str> = names.collect();
    let mut out = BTreeSet::new();
    if names.is_empty() {
        return out;
    }
    for token in tokens.iter().filter(|token| !token.capital && token.span.len() > 2) {
        let word = token.text(text);
        let found = if word.is_ascii() { names.get(word) } else { names.get(folded(word).as_str()) };
        out.extend(found.copied());
    }
    out
}
