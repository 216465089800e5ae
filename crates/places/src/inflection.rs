//! Nominatives a Russian or Ukrainian word may come from, by the endings of `data/endings.tsv`.
//!
//! The table over-generates; only what the gazetteer knows survives, so no dictionary of stems is needed.

use std::sync::OnceLock;

/// How the word of a text relates to the name it stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Case {
    /// The word is the name itself.
    Same,
    /// A case that may follow "in".
    Locative,
    /// Another case.
    Other,
}

struct Ending {
    ending: &'static str,
    replacements: Vec<&'static str>,
    case: Case,
}

fn endings() -> &'static [Ending] {
    static TABLE: OnceLock<Vec<Ending>> = OnceLock::new();
    TABLE.get_or_init(|| include_str!("../data/endings.tsv").lines().filter_map(ending).collect())
}

fn ending(line: &'static str) -> Option<Ending> {
    if line.starts_with('#') {
        return None;
    }
    let mut fields = line.split('\t');
    let ending = fields.next()?;
    let replacements = fields.next()?.split(',').map(|to| if to == "-" { "" } else { to }).collect();
    let case = if fields.next()? == "locative" { Case::Locative } else { Case::Other };
    Some(Ending { ending, replacements, case })
}

/// The folded word itself and every nominative it may come from.
pub(crate) fn nominatives(word: &str) -> Vec<(String, Case)> {
    let mut out = vec![(word.to_owned(), Case::Same)];
    for ending in endings() {
        let Some(stem) = word.strip_suffix(ending.ending) else { continue };
        // Two letters are the shortest stem there is: Ош, Уф-а.
        if stem.chars().nth(1).is_none() {
            continue;
        }
        for replacement in &ending.replacements {
            let guess = format!("{stem}{replacement}");
            if guess != word {
                out.push((guess, ending.case));
            }
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn comes_from(word: &str, name: &str) -> Option<Case> {
        nominatives(word).into_iter().find(|(guess, _)| guess == name).map(|(_, case)| case)
    }

    #[test]
    fn the_prepositional_case_is_told_from_the_accusative() {
        assert_eq!(comes_from("бишкеке", "бишкек"), Some(Case::Locative));
        assert_eq!(comes_from("москве", "москва"), Some(Case::Locative));
        assert_eq!(comes_from("москву", "москва"), Some(Case::Other));
        assert_eq!(comes_from("казани", "казань"), Some(Case::Locative));
        assert_eq!(comes_from("нижнем", "нижний"), Some(Case::Locative));
        assert_eq!(comes_from("львові", "львів"), Some(Case::Locative));
    }
}
