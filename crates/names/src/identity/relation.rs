//! Why a name that was typed and a name that was found are the same: word by word, in words.

use super::endings;
use super::name::{Name, Part};
use crate::fold::folded;
use crate::nicknames::{self, Sex};
use crate::sounds;
use unicode_normalization::UnicodeNormalization;

/// How the spelling of a name differs from the one it is compared with.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Relation {
    /// Accents, or ё written as е.
    Diacritics,
    /// Another script or another way from one to another: Сергей, Sergey, Sergei.
    Transliteration,
    /// The name as another language has it: Volodymyr is Vladimir.
    OtherLanguage,
    /// A Russian case.
    Genitive,
    /// A Russian case.
    Dative,
    /// A Russian case.
    Accusative,
    /// A Russian case.
    Instrumental,
    /// A Russian case.
    Prepositional,
    /// A Russian case, which of them the form does not say: «Петровой».
    Case,
    /// The woman's form of a surname: Петрова of Петров.
    Feminine,
    /// Initials for names.
    Initials,
    /// A short form, by table: Bill is William.
    ShortForm,
    /// Half of a hyphenated name, or a particle written together with what follows.
    Compound,
    /// The words stand in another order.
    Order,
    /// One of the two has a patronymic.
    Patronymic,
    /// One of the two has fewer words.
    Shorter,
}

impl Relation {
    /// What is said of it: "transliteration".
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Diacritics => "diacritics",
            Self::Transliteration => "transliteration",
            Self::OtherLanguage => "form in another language",
            Self::Genitive => "genitive",
            Self::Dative => "dative",
            Self::Accusative => "accusative",
            Self::Instrumental => "instrumental",
            Self::Prepositional => "prepositional",
            Self::Case => "case",
            Self::Feminine => "feminine",
            Self::Initials => "initials",
            Self::ShortForm => "short form",
            Self::Compound => "compound",
            Self::Order => "order",
            Self::Patronymic => "patronymic",
            Self::Shorter => "part of the name",
        }
    }
}

/// How `found` differs from `typed` where both can be one person's name: sorted, each once, nothing where they are
/// spelt the same; `None` where they are two names. Titles do not count.
pub fn relation(typed: &str, found: &str) -> Option<Vec<Relation>> {
    if typed == found {
        return Some(Vec::new());
    }
    let (asked, has) = (Name::alone(typed, 0), Name::alone(found, 0));
    let (asked_parts, has_parts) = (whole(&asked, typed), whole(&has, found));
    let mut used = vec![false; has_parts.len()];
    let (mut out, mut last) = (Vec::new(), None);
    // Whole words first, so that an initial does not take the place of one.
    let mut order: Vec<usize> = (0..asked_parts.len()).collect();
    order.sort_by_key(|&at| asked_parts[at].initial);
    let mut places = vec![0; asked_parts.len()];
    for at in order {
        let part = &asked_parts[at];
        let fitting = has_parts.iter().enumerate().filter(|(place, _)| !used[*place]);
        let related = fitting.filter_map(|(place, other)| Some((of_word(part, other, has.sex)?, place)));
        let related = related.min_by_key(|(reasons, place)| (reasons.len(), *place));
        let (reasons, place) = related.or_else(|| glued(part, &has_parts, found))?;
        used[place] = true;
        places[at] = place;
        out.extend(reasons);
    }
    for place in places {
        out.extend(last.is_some_and(|last| place < last).then_some(Relation::Order));
        last = Some(place);
    }
    let spare = || has_parts.iter().zip(&used).filter(|(_, used)| !**used).map(|(part, _)| part);
    out.extend(spare().any(|part| part.patronymic).then_some(Relation::Patronymic));
    out.extend(spare().any(|part| !part.patronymic).then_some(Relation::Shorter));
    out.sort_unstable();
    out.dedup();
    // One form may be several cases; where another word says which, that is enough.
    let cases = Relation::Genitive..Relation::Case;
    if out.iter().any(|reason| cases.contains(reason)) {
        out.retain(|reason| *reason != Relation::Case);
    }
    (!asked_parts.is_empty()).then_some(out)
}

/// The words of a name; particles count only where they were typed together with the next word.
fn whole(name: &Name, spelt: &str) -> Vec<Part> {
    if name.parts.is_empty() { vec![Part::new(spelt.trim(), false)] } else { name.parts.clone() }
}

/// "LeHouerou" of "Le Houérou".
fn glued(typed: &Part, parts: &[Part], found: &str) -> Option<(Vec<Relation>, usize)> {
    crate::keys::particles(found).contains(&crate::keys::without_gender(typed.sound.clone())).then_some(())?;
    let place = parts.iter().rposition(|part| typed.sound.ends_with(&part.sound))?;
    Some((vec![Relation::Compound], place))
}

fn of_word(typed: &Part, found: &Part, sex: Option<Sex>) -> Option<Vec<Relation>> {
    let spelt = |part: &Part| -> String { part.word.nfc().flat_map(char::to_lowercase).collect() };
    if spelt(typed) == spelt(found) {
        return Some(Vec::new());
    }
    if typed.initial || found.initial {
        return typed.fits(found).then(|| vec![Relation::Initials]);
    }
    if folded(&typed.word) == folded(&found.word) {
        return Some(vec![Relation::Diacritics]);
    }
    in_sound(typed, found, sex).or_else(|| by_table(typed, found)).or_else(|| by_half(typed, found, sex))
}

/// Two spellings of one sound, or two forms of one stem.
fn in_sound(typed: &Part, found: &Part, sex: Option<Sex>) -> Option<Vec<Relation>> {
    let mut out = Vec::new();
    let (one, other) = (sounds::reduced(&typed.word), sounds::reduced(&found.word));
    if typed.cyrillic != found.cyrillic || one == other {
        out.push(Relation::Transliteration);
    }
    if one == other {
        return Some(out);
    }
    if typed.cyrillic && found.cyrillic && typed.stem == found.stem {
        let case = endings::relation(&one, &other, sex == Some(Sex::Woman));
        if case != Relation::Case {
            return Some(vec![case]);
        }
    }
    if typed.sound == found.sound || typed.stem == found.stem && alias_parts(typed, found) {
        return Some(vec![Relation::OtherLanguage]);
    }
    let scientific = |part: &Part| !part.cyrillic && sounds::is_scientific(&part.word);
    if (scientific(typed) || scientific(found)) && sounds::loose(&typed.word) == sounds::loose(&found.word) {
        return Some(vec![Relation::Transliteration]);
    }
    if !typed.cyrillic && !found.cyrillic {
        let same = crate::keys::without_gender(one.clone()) == crate::keys::without_gender(other);
        return same.then(|| vec![Relation::Feminine]);
    }
    if typed.stem != found.stem {
        return None;
    }
    out.push(endings::relation(&one, &other, sex == Some(Sex::Woman)));
    Some(out)
}

/// Whether the stems are the same by the table of aliases alone.
fn alias_parts(typed: &Part, found: &Part) -> bool {
    let bare = |part: &Part| sounds::reduced(&part.word);
    let (one, other) = (bare(typed), bare(found));
    let shared = one.chars().zip(other.chars()).take_while(|(a, b)| a == b).count();
    shared < 2
}

fn by_table(typed: &Part, found: &Part) -> Option<Vec<Relation>> {
    nicknames::are_related(&typed.word, &found.word).then(|| {
        let script = (typed.cyrillic != found.cyrillic).then_some(Relation::Transliteration);
        script.into_iter().chain([Relation::ShortForm]).collect()
    })
}

/// "Okafor" of "Okafor-Lund".
fn by_half(typed: &Part, found: &Part, sex: Option<Sex>) -> Option<Vec<Relation>> {
    let halves = |part: &Part| -> Vec<Part> {
        let words = part.word.split(['-', '\u{2010}', '\u{2011}']);
        words.filter(|word| word.chars().nth(2).is_some()).map(|word| Part::new(word, false)).collect()
    };
    let related = if found.pieces.is_empty() {
        return None;
    } else {
        halves(found).iter().find_map(|half| of_word(typed, half, sex))
    };
    related.map(|mut reasons| {
        reasons.push(Relation::Compound);
        reasons
    })
}
