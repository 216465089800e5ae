//! Nominatives an inflected word may come from, by the endings of `data/endings.tsv`: Slavic cases in Cyrillic in any text,
//! those of other languages in texts of theirs.
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
    /// A case that says "in" by itself: Kazakh "Таразда".
    Within,
    /// A case that says "from" by itself.
    Away,
    /// A case that says "to" by itself.
    Towards,
    /// Another case.
    Other,
}

struct Ending {
    ending: &'static str,
    replacements: Vec<&'static str>,
    case: Case,
    /// The languages it belongs to; empty for any text in Cyrillic.
    languages: &'static str,
}

impl Ending {
    fn serves(&self, language: Option<&str>) -> bool {
        self.languages.is_empty()
            || language.is_some_and(|language| self.languages.split(' ').any(|other| other == language))
    }
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
    let case = match fields.next()? {
        "locative" => Case::Locative,
        "within" => Case::Within,
        "away" => Case::Away,
        "towards" => Case::Towards,
        _ => Case::Other,
    };
    Some(Ending { ending, replacements, case, languages: fields.next().unwrap_or("") })
}

/// Whether words of this language are inflected by any ending of the table.
fn is_inflected(word: &str, language: Option<&str>) -> bool {
    word.chars().next().is_some_and(|char| ('\u{400}'..='\u{52F}').contains(&char))
        || is_declined(word, language)
}

/// Whether a word in Latin letters is inflected by an ending of the table.
pub(crate) fn is_declined(word: &str, language: Option<&str>) -> bool {
    const LATIN: [&str; 7] = ["pl", "cs", "sk", "sl", "hr", "bs", "sr"];
    let latin = word.chars().next().is_some_and(|char| char < '\u{400}');
    latin && language.is_some_and(|language| LATIN.contains(&language))
}

/// The folded word itself and every nominative it may come from in a text of this language.
pub(crate) fn nominatives(word: &str, language: Option<&str>) -> Vec<(String, Case)> {
    let mut out = vec![(word.to_owned(), Case::Same)];
    if !is_inflected(word, language) {
        return out;
    }
    for ending in endings() {
        let Some(stem) = word.strip_suffix(ending.ending) else { continue };
        // Two letters are the shortest stem there is: Ош, Уф-а.
        if stem.chars().nth(1).is_none() || !ending.serves(language) {
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

    fn comes_from(word: &str, name: &str, language: Option<&str>) -> Option<Case> {
        nominatives(word, language).into_iter().find(|(guess, _)| guess == name).map(|(_, case)| case)
    }

    #[test]
    fn the_prepositional_case_is_told_from_the_accusative() {
        assert_eq!(comes_from("бишкеке", "бишкек", None), Some(Case::Locative));
        assert_eq!(comes_from("москве", "москва", None), Some(Case::Locative));
        assert_eq!(comes_from("москву", "москва", None), Some(Case::Other));
        assert_eq!(comes_from("казани", "казань", None), Some(Case::Locative));
        assert_eq!(comes_from("нижнем", "нижний", None), Some(Case::Locative));
        assert_eq!(comes_from("львові", "львів", None), Some(Case::Locative));
    }

    #[test]
    fn endings_of_a_language_serve_its_texts_alone() {
        assert_eq!(comes_from("таразда", "тараз", Some("kk")), Some(Case::Within));
        assert_eq!(comes_from("ошко", "ош", Some("ky")), Some(Case::Towards));
        assert_eq!(comes_from("таразда", "тараз", Some("ru")), None);
        assert_eq!(comes_from("warszawie", "warszawa", Some("pl")), Some(Case::Locative));
        assert_eq!(comes_from("praze", "praha", Some("cs")), Some(Case::Locative));
        assert_eq!(comes_from("zagrebu", "zagreb", Some("hr")), Some(Case::Locative));
        assert_eq!(comes_from("warszawie", "warszawa", Some("en")), None);
    }
}
