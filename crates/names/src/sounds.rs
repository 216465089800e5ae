//! One spelling for a name however it is written: Сергей, Sergey, Sergei and Serguei are all `sergei`.
//!
//! Cyrillic is written in Latin letters, then groups of letters that stand for one sound are reduced by
//! `data/sounds.tsv`, the longest first; doubled letters count once. What the sounds do not bring together (Serhii,
//! Volodymyr) is in `data/aliases.tsv`.

use crate::fold::folded;
use rustc_hash::FxHashMap;
use std::sync::OnceLock;
use unicode_normalization::UnicodeNormalization;

struct Sounds {
    cyrillic: FxHashMap<char, &'static str>,
    /// Groups by their first letter, the longest first.
    groups: FxHashMap<char, Vec<(&'static str, &'static str)>>,
}

/// The one spelling of a word: lower-case ASCII where it is Latin or Cyrillic.
pub(crate) fn canonical(word: &str) -> String {
    static ALIASES: OnceLock<FxHashMap<String, String>> = OnceLock::new();
    let sound = reduced(word);
    ALIASES.get_or_init(|| aliases(reduced)).get(&sound).cloned().unwrap_or(sound)
}

/// The canonical spelling without the ending a Russian case may change.
pub(crate) fn stem(word: &str) -> String {
    static ALIASES: OnceLock<FxHashMap<String, String>> = OnceLock::new();
    let stripped = without_ending(&reduced(word)).to_owned();
    let table = ALIASES.get_or_init(|| aliases(|word| without_ending(&reduced(word)).to_owned()));
    table.get(&stripped).cloned().unwrap_or(stripped)
}

/// A word with the letters of scientific transliterations as they are read: "chehov" of "Čehov".
pub(crate) fn scientific(word: &str) -> String {
    const LETTERS: [(char, &str); 8] = [
        ('č', "ch"),
        ('š', "sh"),
        ('ž', "zh"),
        ('ŝ', "shch"),
        ('ć', "ch"),
        ('û', "yu"),
        ('â', "ya"),
        ('ë', "yo"),
    ];
    let mut read = String::with_capacity(word.len() + 1);
    for char in word.nfc().flat_map(char::to_lowercase) {
        match LETTERS.iter().find(|(letter, _)| *letter == char) {
            Some((_, sound)) => read.push_str(sound),
            None => read.push(char),
        }
    }
    read
}

/// The sound in which a scientific transliteration, read so or with its marks dropped, is the same as any other: Čehov
/// and Chekhov, Âkovlev and Yakovlev, Čapek and Capek.
pub(crate) fn loose(word: &str) -> String {
    let sound = canonical(&scientific(word));
    let mut sound =
        sound.replace("ch", "k").replace("sh", "s").replace('j', "z").replace("ia", "a").replace("iu", "u");
    if sound.len() > 5 && (sound.ends_with("ova") || sound.ends_with("eva")) {
        sound.pop();
    }
    sound
}

/// Whether the word has a letter that scientific transliterations alone have.
pub(crate) fn is_scientific(word: &str) -> bool {
    word.nfc().flat_map(char::to_lowercase).any(|char| matches!(char, 'č' | 'š' | 'ž' | 'ŝ' | 'û' | 'â'))
}

fn aliases(key: impl Fn(&str) -> String) -> FxHashMap<String, String> {
    let mut out = FxHashMap::default();
    for line in include_str!("../data/aliases.tsv").lines().filter(|line| !line.starts_with('#')) {
        let keys: Vec<String> = line.split_whitespace().map(&key).collect();
        for alias in keys.iter().skip(1) {
            out.insert(alias.clone(), keys[0].clone());
        }
    }
    out
}

fn sounds() -> &'static Sounds {
    static SOUNDS: OnceLock<Sounds> = OnceLock::new();
    SOUNDS.get_or_init(|| {
        let (letters, groups) = include_str!("../data/sounds.tsv").split_once("---\n").unwrap_or_default();
        let pairs = |block: &'static str| {
            block.lines().filter(|line| !line.starts_with('#')).filter_map(|line| line.split_once('\t'))
        };
        let cyrillic = pairs(letters)
            .filter_map(|(from, to)| Some((from.chars().next()?, if to == "-" { "" } else { to })))
            .collect();
        let mut by_first: FxHashMap<char, Vec<_>> = FxHashMap::default();
        for (from, to) in pairs(groups) {
            by_first.entry(from.chars().next().unwrap_or('$')).or_default().push((from, to));
        }
        by_first.values_mut().for_each(|list| list.sort_by_key(|(from, _)| std::cmp::Reverse(from.len())));
        Sounds { cyrillic, groups: by_first }
    })
}

/// The sound of a word, its aliases aside.
pub(crate) fn reduced(word: &str) -> String {
    let sounds = sounds();
    let mut latin = String::with_capacity(word.len() + 1);
    for char in folded(word).chars().filter(|char| char.is_alphanumeric()) {
        match sounds.cyrillic.get(&char) {
            Some(letters) => latin.push_str(letters),
            None => latin.push(char),
        }
    }
    latin.push('$');
    let mut out = String::with_capacity(latin.len());
    let mut rest = latin.as_str();
    while let Some(char) = rest.chars().next() {
        let groups = sounds.groups.get(&char).map_or(&[][..], Vec::as_slice);
        if let Some((from, to)) = groups.iter().find(|(from, _)| rest.starts_with(from)) {
            to.chars().for_each(|char| push(&mut out, char));
            // The end mark is looked at and left to the next step.
            rest = &rest[from.trim_end_matches('$').len()..];
        } else {
            if char != '$' {
                push(&mut out, char);
            }
            rest = &rest[char.len_utf8()..];
        }
    }
    out
}

/// Appends a letter unless it doubles the last; "ie" is "e" ("Alekseiev", "Alekseev").
fn push(out: &mut String, char: char) {
    if char == 'e' && out.ends_with('i') {
        out.pop();
    }
    if !out.ends_with(char) || char.is_ascii_digit() {
        out.push(char);
    }
}

const VOWELS: [char; 6] = ['a', 'e', 'i', 'o', 'u', 'y'];

fn without_ending(sound: &str) -> &str {
    let adjective =
        ["ogo", "ego", "omu", "emu", "im", "ih"].iter().find_map(|ending| sound.strip_suffix(ending));
    if let Some(stem) = adjective.filter(|stem| {
        ["sk", "tsk", "ov", "ev", "in", "n"].iter().any(|suffix| stem.ends_with(suffix)) && stem.len() > 3
    }) {
        return stem;
    }
    let stem = sound.trim_end_matches(VOWELS);
    let stem = match stem.strip_suffix("om").or_else(|| stem.strip_suffix("em")) {
        Some(shorter) if shorter.len() >= 3 => shorter.trim_end_matches(VOWELS),
        _ => stem,
    };
    if stem.chars().nth(1).is_some() { stem } else { sound }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spellings_of_one_name_become_one() {
        for same in [
            "Сергей Sergey Sergei Serguei Sergej Serhii",
            "Рахмонов Rakhmonov Rahmonov",
            "Дмитрий Dmitry Dmitri Dmitriy Dmitrii Dmytro",
            "Юрий Yuri Yuriy Yury Yurii Iouri",
            "Евгений Evgeny Yevgeny Evgenii Yevhen",
            "Алексеев Alekseev Alekseyev Alexeyev Alexeiev",
            "Назарбаев Nazarbayev Nazarbaev",
            "Соловьёв Solovyov Solovyev Soloviev",
            "Хрущёв Khrushchev Khrushchyov",
            "Жомарт Zhomart Jomart",
            "Ҷамшед Джамшед Jamshed Djamshed",
            "Гульнара Gulnara Goulnara",
            "Цикату Tsikatu",
            "Houérou Houerou",
            "Киевский Kievsky Kievskiy Kievski",
            "Шмидт Schmidt Shmidt",
        ] {
            let all: Vec<String> = same.split(' ').map(canonical).collect();
            assert!(all.iter().all(|one| *one == all[0]), "{all:?}");
        }
    }

    #[test]
    fn the_cases_of_a_russian_name_have_one_stem() {
        for same in [
            "Петров Петрова Петрову Петровым Петрове Петровой Petrov Petrova",
            "Иван Ивана Ивану Иваном Иване Ivan",
            "Сергей Сергея Сергею Сергеем Сергее Sergey",
            "Мария Марии Марию Марией Maria",
            "Киевский Киевского Киевскому Киевским Kievsky",
            "Московская Московской Московскую Moskovskaya",
            "Цикату Цикаты Циката Tsikata",
            "Анна Анны Анной",
        ] {
            let all: Vec<String> = same.split(' ').map(stem).collect();
            assert!(all.iter().all(|one| *one == all[0]), "{same}: {all:?}");
        }
    }
}
