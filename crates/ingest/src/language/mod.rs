//! The language of a document and of its blocks: small words and letters (`evidence`), whatlang's trigrams where those
//! leave a doubt, held against what the page declares.
//!
//! A declared language wins where the text is too short to judge, and for languages that nothing here knows when the
//! script fits.

mod evidence;

use evidence::Evidence;
use rapporteur_model::{Declared, DeclaredField};
use std::sync::LazyLock;
use whatlang::{Detector, Lang, Script};

/// The text is judged by its first so many bytes.
const SAMPLE: usize = 4 << 10;
/// A block is judged by its first so many bytes.
const BLOCK_SAMPLE: usize = 400;
/// Fewer letters than this are not judged against a declaration, and not at all where little speaks for a language.
const SHORT: usize = 40;
/// A block of fewer letters has no language of its own; ideographs count threefold.
const BLOCK: usize = 100;
/// Trigrams of so many letters are believed for a language the evidence does not know.
const LONG: usize = 200;

/// Languages written in Cyrillic, by ISO 639-1 code.
const CYRILLIC: [&str; 13] = ["be", "bg", "kk", "ky", "mk", "mn", "ru", "sr", "tg", "tt", "uk", "uz", "ba"];

pub(crate) fn of(text: &str, chrome: &str, declared: &[Declared]) -> Option<String> {
    let declared = declared
        .iter()
        .filter(|value| value.field == DeclaredField::Language)
        .find_map(|value| tag(&value.value));
    let sample = if text.is_empty() { chrome } else { text };
    let sample = &sample[..crate::floor(sample, SAMPLE)];
    let letters = letters(sample);
    let Some(found) = detect(sample, letters) else { return declared };
    let Some(declared) = declared else {
        return (found.sure || letters >= SHORT).then_some(found.code);
    };
    let cyrillic = CYRILLIC.contains(&declared.as_str());
    let fits = match found.script {
        Script::Cyrillic => cyrillic,
        Script::Latin => !cyrillic || declared == "uz",
        _ => true,
    };
    let known = iso(&declared).is_some() || Evidence::knows(&declared);
    let believed = !found.sure || !known;
    Some(if fits && believed { declared } else { found.code })
}

/// The language of a block; `None` where it is too short to say or nothing speaks for one.
pub(crate) fn of_block(text: &str) -> Option<String> {
    let sample = &text[..crate::floor(text, BLOCK_SAMPLE)];
    let letters = letters(sample);
    if letters < BLOCK {
        return None;
    }
    detect(sample, letters).filter(|found| found.sure).map(|found| found.code)
}

/// The language of a block of a document in `own`, as [`of_block`]; cheaper where that is plainly its own too.
pub(crate) fn of_block_in(block: &str, own: &str) -> Option<String> {
    if block.len() < BLOCK {
        return None;
    }
    if evidence::is_plainly(block, own) { Some(own.to_owned()) } else { of_block(block) }
}

fn letters(text: &str) -> usize {
    text.chars().filter(|c| c.is_alphabetic()).map(|c| if is_ideograph(c) { 3 } else { 1 }).sum()
}

fn is_ideograph(c: char) -> bool {
    matches!(c, '\u{3040}'..='\u{30ff}' | '\u{3400}'..='\u{9fff}' | '\u{ac00}'..='\u{d7a3}')
}

/// What a text seems to be written in.
struct Found {
    code: String,
    script: Script,
    /// It is told from the others.
    sure: bool,
}

/// The trigrams of languages that short texts are taken for and are not in.
static TRIGRAMS: LazyLock<Detector> = LazyLock::new(|| {
    const RARE: [Lang; 11] = [
        Lang::Epo,
        Lang::Jav,
        Lang::Tgl,
        Lang::Zul,
        Lang::Sna,
        Lang::Aka,
        Lang::Afr,
        Lang::Cym,
        Lang::Yid,
        Lang::Slv,
        Lang::Tuk,
    ];
    Detector::with_denylist(RARE.to_vec())
});

fn detect(text: &str, letters: usize) -> Option<Found> {
    if let Some(code) = ideographic(text) {
        return Some(Found { code: code.to_owned(), script: Script::Mandarin, sure: letters >= SHORT });
    }
    let script = whatlang::detect_script(text)?;
    let weighed = matches!(script, Script::Latin | Script::Cyrillic | Script::Arabic | Script::Devanagari);
    let evidence = evidence::weigh(if weighed { text } else { "" });
    let best = evidence.best();
    if let Some((code, true)) = best {
        return Some(Found { code: code.to_owned(), script, sure: true });
    }
    if letters >= LONG
        && let Some(info) = whatlang::detect(text).filter(whatlang::Info::is_reliable)
        && !Evidence::knows(&code(info.lang()))
    {
        return Some(Found { code: code(info.lang()), script, sure: true });
    }
    let info = TRIGRAMS.detect(text)?;
    let guess = code(info.lang());
    let supported = evidence.score(&guess);
    match best {
        // Words or letters speak for another: they weigh more the shorter the text is.
        Some((other, _)) if other != guess && evidence.score(other) > supported + 0.5 => {
            Some(Found { code: other.to_owned(), script, sure: false })
        }
        _ => Some(Found { sure: info.is_reliable() && letters >= SHORT, code: guess, script }),
    }
}

/// The language of a text in ideographs, kana or Hangul. Latin words stand in many such texts and do not tell their language,
/// and no one of their three scripts need be the commonest of a Japanese text.
fn ideographic(text: &str) -> Option<&'static str> {
    let (mut wide, mut kana, mut hangul, mut others) = (0, 0, 0, 0);
    for c in text.chars().filter(|c| c.is_alphabetic()) {
        if is_ideograph(c) {
            wide += 1;
            kana += usize::from(matches!(c, '\u{3040}'..='\u{30ff}'));
            hangul += usize::from(matches!(c, '\u{ac00}'..='\u{d7a3}'));
        } else {
            others += 1;
        }
    }
    (wide > 0 && wide * 3 >= others).then(|| {
        if hangul * 2 > wide {
            "ko"
        } else if kana * 20 >= wide {
            "ja"
        } else {
            "zh"
        }
    })
}

/// The primary subtag of a BCP 47 tag.
pub(crate) fn tag(value: &str) -> Option<String> {
    let primary = value.split(['-', '_', ',', ' ']).next()?.trim().to_ascii_lowercase();
    (matches!(primary.len(), 2 | 3) && primary.bytes().all(|b| b.is_ascii_lowercase())).then_some(primary)
}

/// The languages the trigrams know, ISO 639-3 and 639-1.
const CODES: &str = include_str!("../../data/languages.tsv");

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

    /// Parts of a text of about so many characters, cut at blanks; ideographs count threefold.
    fn parts(text: &str, length: usize) -> Vec<String> {
        let length = if text.chars().any(is_ideograph) { length / 3 } else { length };
        let mut out = vec![String::new()];
        for word in text.split_inclusive([' ', '，', '。', '、']) {
            let last = out.last_mut().expect("one part");
            if last.chars().count() >= length {
                out.push(word.to_owned());
            } else {
                last.push_str(word);
            }
        }
        out.retain(|part| part.chars().count() * 10 >= length * 8);
        out
    }

    /// The sentences whose language is told, of all parts of a length.
    fn told(length: usize, tell: impl Fn(&str) -> Option<String>) -> (usize, usize) {
        let lines = include_str!("../../data/trials/languages.tsv").lines();
        let trials = lines.filter(|line| !line.starts_with('#')).filter_map(|line| line.split_once('\t'));
        let all: Vec<bool> = trials
            .flat_map(|(expected, text)| parts(text, length).into_iter().map(move |part| (expected, part)))
            .map(|(expected, part)| tell(&part).as_deref() == Some(expected))
            .collect();
        (all.iter().filter(|right| **right).count(), all.len())
    }

    #[test]
    fn sentences_are_told_by_language_however_short() {
        for (length, floor) in [(20, 90), (40, 98), (80, 100), (200, 100)] {
            let (right, all) = told(length, |part| {
                let letters = letters(part);
                detect(part, letters).map(|found| found.code)
            });
            assert!(right * 100 >= all * floor, "{right} of {all} at {length} characters");
        }
    }

    #[test]
    fn foreign_words_in_a_text_of_another_script_do_not_tell_its_language() {
        let text = "個人的にはWebAssemblyには強く期待しており、その中でもGoが有力だと感じています。それはGo and the tools of it";
        assert_eq!(of(text, "", &[]).as_deref(), Some("ja"));
    }

    #[test]
    fn blocks_are_told_by_language_or_not_at_all() {
        let (right, all) = told(150, of_block);
        assert!(right * 100 >= all * 98, "{right} of {all}");
        assert_eq!(of_block("Osh, 5 May 2012"), None);
    }
}
