//! Whether a mention is of a man or a woman: its title, patronymic, surname's ending and first name, where they agree.

use super::name::{Part, surname};
use crate::fold::folded;
use crate::nicknames::{self, Sex};
use std::collections::HashMap;
use std::sync::OnceLock;

/// What a title says: "Mrs", «г-на».
pub(super) fn of_title(word: &str) -> Option<Sex> {
    static TITLES: OnceLock<HashMap<&str, Sex>> = OnceLock::new();
    let titles = TITLES.get_or_init(|| {
        let lines = include_str!("../../data/titles.tsv").lines().filter(|line| !line.starts_with('#'));
        let of = |line: &'static str| {
            let sex = if line.starts_with('m') { Sex::Man } else { Sex::Woman };
            line.split_whitespace().skip(1).map(move |word| (word, sex))
        };
        lines.flat_map(of).collect()
    });
    titles.get(folded(word).as_str()).copied()
}

/// What a patronymic says, in any case.
pub(super) fn of_patronymic(word: &str) -> Option<Sex> {
    const HIS: [&str; 5] = ["", "а", "у", "ем", "е"];
    const HERS: [&str; 5] = ["а", "ы", "е", "у", "ой"];
    let word = folded(word);
    if word.len() < 14 {
        return latin_patronymic(&word);
    }
    let ends = |stem: &str, endings: &[&str]| {
        endings.iter().any(|ending| word.strip_suffix(ending).is_some_and(|rest| rest.ends_with(stem)))
    };
    if ends("ович", &HIS) || ends("евич", &HIS) {
        Some(Sex::Man)
    } else if ends("овн", &HERS) || ends("евн", &HERS) || ends("иничн", &HERS) {
        Some(Sex::Woman)
    } else {
        None
    }
}

fn latin_patronymic(word: &str) -> Option<Sex> {
    if word.len() < 8 || !word.is_ascii() {
        return None;
    }
    let ends = |endings: &[&str]| endings.iter().any(|ending| word.ends_with(ending));
    if ends(&["ovich", "evich"]) {
        Some(Sex::Man)
    } else if ends(&["ovna", "evna"]) {
        Some(Sex::Woman)
    } else {
        None
    }
}

/// What the words of a name say together; nothing where they contradict each other.
pub(super) fn of_name(parts: &[Part]) -> Option<Sex> {
    let last = surname(parts);
    let mut said = Vec::new();
    for (at, part) in parts.iter().enumerate().filter(|(_, part)| !part.initial) {
        if part.patronymic {
            return of_patronymic(&part.word);
        }
        said.extend(if at == last { of_surname(&part.word) } else { nicknames::sex(&part.word) });
    }
    let first = *said.first()?;
    said.iter().all(|sex| *sex == first).then_some(first)
}

/// What the ending of a surname says; "Петрова" may be she, or of him.
fn of_surname(word: &str) -> Option<Sex> {
    const HERS: [&str; 13] = [
        "овой", "евой", "иной", "ыной", "ская", "цкая", "скую", "цкую", "ovoi", "ovoy", "ova", "eva", "skaya",
    ];
    const HIS: [&str; 22] = [
        "овым",
        "евым",
        "иным",
        "ыным",
        "ове",
        "еве",
        "ов",
        "ев",
        "ский",
        "цкий",
        "ского",
        "цкого",
        "скому",
        "цкому",
        "ским",
        "цким",
        "ин",
        "ын",
        "ov",
        "ev",
        "sky",
        "skiy",
    ];
    let word = folded(word);
    if word.chars().count() < 5 {
        return None;
    }
    let ends = |endings: &[&str]| endings.iter().any(|ending| word.ends_with(ending));
    if ends(&HERS) {
        Some(Sex::Woman)
    } else if ends(&HIS) {
        Some(Sex::Man)
    } else {
        None
    }
}
