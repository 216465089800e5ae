//! The language of a document: whatlang on its main text, held against what the page declares.
//!
//! A declared language wins where the text is too short to judge, where the detector is unsure, and for
//! languages the detector does not know (Kazakh, Kyrgyz, Tajik) when the script fits.

use rapporteur_model::{Declared, DeclaredField};
use whatlang::{Lang, Script};

/// The text is judged by its first so many bytes.
const SAMPLE: usize = 8 << 10;
/// Fewer letters than this are not judged against a declaration.
const SHORT: usize = 40;

/// Languages written in Cyrillic, by ISO 639-1 code.
const CYRILLIC: [&str; 11] = ["be", "bg", "kk", "ky", "mk", "mn", "ru", "sr", "tg", "uk", "uz"];

pub(crate) fn of(text: &str, chrome: &str, declared: &[Declared]) -> Option<String> {
    let declared = declared
        .iter()
        .filter(|value| value.field == DeclaredField::Language)
        .find_map(|value| tag(&value.value));
    let sample = if text.is_empty() { chrome } else { text };
    let sample = &sample[..crate::floor(sample, SAMPLE)];
    let letters = sample.chars().filter(|c| c.is_alphabetic()).count();
    let detected = whatlang::detect(sample);
    match (detected, declared) {
        (None, declared) => declared,
        (Some(info), Some(declared)) => {
            let unknown = iso(&declared).is_none();
            let cyrillic = CYRILLIC.contains(&declared.as_str());
            let fits = match info.script() {
                Script::Cyrillic => cyrillic,
                Script::Latin => !cyrillic || declared == "uz",
                _ => true,
            };
            let believed = letters < SHORT || unknown || !info.is_reliable();
            Some(if fits && believed { declared } else { code(info.lang()) })
        }
        (Some(info), None) => (info.is_reliable() || letters >= SHORT).then(|| code(info.lang())),
    }
}

/// The primary subtag of a BCP 47 tag.
pub(crate) fn tag(value: &str) -> Option<String> {
    let primary = value.split(['-', '_', ',', ' ']).next()?.trim().to_ascii_lowercase();
    (matches!(primary.len(), 2 | 3) && primary.bytes().all(|b| b.is_ascii_lowercase())).then_some(primary)
}

/// The languages the detector knows, ISO 639-3 and 639-1.
const CODES: &str = include_str!("../data/languages.tsv");

fn pairs() -> impl Iterator<Item = (&'static str, &'static str)> {
    CODES.lines().filter(|line| !line.starts_with('#')).filter_map(|line| line.split_once('\t'))
}

fn iso(two: &str) -> Option<&'static str> {
    pairs().find(|(_, short)| *short == two).map(|(long, _)| long)
}

fn code(lang: Lang) -> String {
    let long = lang.code();
    pairs().find(|(code, _)| *code == long).map_or(long, |(_, short)| short).to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn declaring(value: &str) -> Vec<Declared> {
        vec![Declared::new(DeclaredField::Language, value, "html-lang")]
    }

    #[test]
    fn every_language_of_the_detector_has_a_code() {
        for lang in Lang::all() {
            assert!(pairs().any(|(long, short)| long == lang.code() && short.len() == 2), "{lang:?}");
        }
    }

    #[test]
    fn a_template_that_says_english_does_not_make_a_russian_page_english() {
        let text = "В Бишкеке прошла конференция по вопросам трудовой миграции и развития";
        assert_eq!(of(text, "", &declaring("en")).as_deref(), Some("ru"));
        assert_eq!(of("Ош, 3", "", &declaring("ky-KG")).as_deref(), Some("ky"));
    }
}
