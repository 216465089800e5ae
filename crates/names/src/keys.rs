//! The keys under which a person is found.
//!
//! Five kinds: `kanagaraja` the sound of a part of the name or of a short form of it (Bill, William), `~petrov` its stem for
//! what is typed in Russian (a case may have changed the ending), `^kehov` its loose sound for what is typed in a
//! scientific transliteration, `s.` an initial, `=houérou` the spelling itself. What is typed gives one key a word, all of
//! which must be among the person's.

use crate::fold::folded;
use crate::nicknames;
use crate::sounds::{canonical, is_scientific, loose, scientific, stem};
use crate::token;
use crate::words::{self, TITLE};
use std::collections::BTreeSet;
use unicode_normalization::UnicodeNormalization;

/// The keys under which a person of this name is found; sorted, each once.
///
/// Each word and each part of a hyphenated word has its sound, its stem, its initial and its spelling.
pub fn keys(name: &str) -> Vec<String> {
    let mut out = BTreeSet::new();
    for word in words_of(name) {
        out.insert(exact(word));
        for part in parts(word) {
            out.insert(exact(part));
            let sound = canonical(part);
            // "Philippe" sounds with an f and is written with a p: both are its initial.
            out.extend(
                sound
                    .chars()
                    .next()
                    .into_iter()
                    .chain(written_initial(part))
                    .map(|initial| format!("{initial}.")),
            );
            if is_initial(part) {
                continue;
            }
            out.insert(format!("~{}", stem(part)));
            out.insert(format!("^{}", loose(part)));
            if is_cyrillic(part) {
                out.extend(nominatives(part).iter().map(|nominative| format!("^{}", loose(nominative))));
                out.extend(nominatives(part));
            } else if is_scientific(part) {
                let read = scientific(part);
                out.extend([format!("~{}", stem(&read)), without_gender(canonical(&read))]);
            }
            out.insert(without_gender(sound));
            out.extend(short_forms(part));
        }
        out.insert(without_gender(canonical(word)));
    }
    out.extend(particles(name));
    out.remove("");
    out.into_iter().collect()
}

/// The keys that all must be among a person's [`keys`] for what was typed to mean that person; sorted, each once.
///
/// Titles ("Mr.", «г-н») are left out beside a name. Nothing but marks gives no key.
pub fn query_keys(typed: &str) -> Vec<String> {
    let words: Vec<&str> = words_of(typed).collect();
    let is_title = |word: &&str| words::entry(&folded(word.trim_matches('.'))).classes & TITLE != 0;
    let all_titles = words.iter().all(is_title);
    let mut out = BTreeSet::new();
    for word in words.iter().filter(|word| all_titles || !is_title(word) || is_initial(word)) {
        for part in parts(word) {
            if is_initial(part) {
                out.extend(canonical(part).chars().next().map(|initial| format!("{initial}.")));
            } else if is_cyrillic(part) {
                out.insert(format!("~{}", stem(part)));
            } else if is_scientific(part) {
                out.insert(format!("^{}", loose(part)));
            } else {
                out.insert(without_gender(canonical(part)));
            }
        }
    }
    out.remove("");
    out.into_iter().collect()
}

/// The keys for the literal spelling, `=` and the word in lower case; sorted, each once.
pub fn exact_keys(typed: &str) -> Vec<String> {
    words_of(typed).map(exact).collect::<BTreeSet<_>>().into_iter().collect()
}

fn written_initial(part: &str) -> Option<char> {
    let first = part.chars().next()?;
    canonical(first.encode_utf8(&mut [0; 4])).chars().next()
}

fn exact(word: &str) -> String {
    let spelt: String =
        word.nfc().flat_map(char::to_lowercase).map(|char| if char == '’' { '\'' } else { char }).collect();
    format!("={spelt}")
}

/// Words without the marks round them; initials written together ("А.Б.") are parted.
fn words_of(name: &str) -> impl Iterator<Item = &str> {
    name.split(|char: char| char.is_whitespace() || matches!(char, ',' | '.' | ';' | '(' | ')'))
        .map(|word| word.trim_matches(|char: char| !char.is_alphanumeric()))
        .filter(|word| !word.is_empty())
}

fn parts(word: &str) -> impl Iterator<Item = &str> {
    word.split(['-', '\u{2010}', '\u{2011}']).filter(|part| part.chars().any(char::is_alphanumeric))
}

/// One letter, or two that stand for one ("Дж", "Yu").
fn is_initial(part: &str) -> bool {
    part.chars().nth(1).is_none() || token::is_initial(part)
}

fn is_cyrillic(part: &str) -> bool {
    part.chars().any(|char| ('\u{400}'..='\u{52F}').contains(&char))
}

/// The sound of "Petrova" is that of "Petrov".
pub(crate) fn without_gender(mut sound: String) -> String {
    if sound.len() > 5 && (sound.ends_with("ova") || sound.ends_with("eva")) {
        sound.pop();
    } else if sound.len() > 6 && sound.ends_with("skaia") {
        sound.truncate(sound.len() - 3);
        sound.push('i');
    }
    sound
}

/// The keys of the full name of a short form and of the short forms of a full name: "Bill" finds William Gates.
fn short_forms(part: &str) -> impl Iterator<Item = String> {
    nicknames::related(part).into_iter().flat_map(|other| [canonical(other), format!("~{}", stem(other))])
}

/// Sounds of the nominatives a Russian form may come from, for what is typed in Latin letters.
fn nominatives(part: &str) -> Vec<String> {
    let sound = canonical(part);
    let base = stem(part);
    let mut out = vec![base.clone()];
    if sound.len() <= base.len() + 1 && sound != base {
        out.push(format!("{base}a"));
    }
    // «Сергея», «Киевского».
    let soft = ["ia", "iu"].iter().find_map(|ending| sound.strip_suffix(ending));
    out.extend(soft.map(|start| format!("{start}i")));
    if ["ogo", "omu"].iter().any(|ending| sound.ends_with(ending)) {
        out.push(format!("{base}i"));
    }
    out
}

/// "Le Houérou" is also typed "Lehouerou": a short word and the next are one more key.
pub(crate) fn particles(name: &str) -> Vec<String> {
    let words: Vec<&str> = words_of(name).collect();
    let glued = words.windows(2).filter(|pair| {
        words::entry(&folded(pair[0])).classes & words::PARTICLE != 0 && pair[0].chars().nth(3).is_none()
    });
    glued.map(|pair| without_gender(canonical(&pair.concat()))).collect()
}
