//! Forms of Russian nouns and adjectives: from the nominative of the word lists to every case, and from an adjective
//! in any case back to the nominative that agrees with a noun.
//!
//! Endings follow the regular declensions; nouns whose stem changes ("певец") are listed form by form where needed.

use crate::words::is_stressed;

/// The form of a word, as far as it matters here.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) enum Case {
    /// The nominative singular, or a word without cases.
    #[default]
    Nominative,
    /// Another case of the singular.
    Oblique,
    /// Any case of the plural.
    Plural,
}

/// What an adjective agrees with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Gender {
    Masculine,
    Feminine,
    Neuter,
}

const BACK: [char; 7] = ['г', 'к', 'х', 'ж', 'ш', 'щ', 'ч'];

/// Gives every form of `lemma` but the nominative singular; a hyphenated word is declined at its end.
pub(crate) fn forms(lemma: &str, mut give: impl FnMut(String, Case)) {
    let (stem, singular, plural) = endings(lemma);
    for ending in singular.split_whitespace() {
        give(format!("{stem}{ending}"), Case::Oblique);
    }
    for ending in plural.split_whitespace() {
        let ending = if ending == "-" { "" } else { ending };
        give(format!("{stem}{ending}"), Case::Plural);
    }
}

/// The stem, the endings of the singular and those of the plural.
fn endings(lemma: &str) -> (&str, &'static str, &'static str) {
    let cut = |ending: &str| lemma.strip_suffix(ending);
    if let Some(stem) = cut("ий").or_else(|| cut("ый")).or_else(|| cut("ой")) {
        let soft = lemma.ends_with("щий") || lemma.ends_with("ший") || lemma.ends_with("ний");
        let plain = ("ого ому ым им ом", "ые ие ых их ым им ыми ими");
        let soft_endings = ("его ему им ем", "ие их им ими");
        let (singular, plural) = if soft { soft_endings } else { plain };
        return (stem, singular, plural);
    }
    if let Some(stem) = cut("ая") {
        return (stem, "ой ую ей", "ые ие ых их");
    }
    if let Some(stem) = cut("ия") {
        return (stem, "ии ию ией", "ий иям иями иях");
    }
    if let Some(stem) = cut("ие") {
        return (stem, "ия ию ием ии", "ий иям иями иях");
    }
    if let Some(stem) = cut("ья") {
        return (stem, "ьи ье ью ьей", "ьям");
    }
    if let Some(stem) = cut("а") {
        let back = stem.ends_with(BACK);
        return if back {
            (stem, "и е у ой ей", "ам ами ах")
        } else {
            (stem, "ы е у ой ей", "- ам ами ах")
        };
    }
    if let Some(stem) = cut("я") {
        return (stem, "и е ю ей", "ям ями ях");
    }
    if lemma == "сеть" {
        return ("сет", "и ью", "ей ям ями ях");
    }
    if let Some(stem) = cut("ь") {
        return (stem, "я ю ем е", "и ей ям ями ях");
    }
    if let Some(stem) = cut("ство") {
        return (&lemma[..stem.len() + "ств".len()], "а у ом е", "- ам ами ах");
    }
    if lemma.ends_with(['о', 'е', 'и', 'у']) {
        return (lemma, "", "");
    }
    if lemma.ends_with(BACK) {
        return (lemma, "а у ом ем е", "и ов ей ам ами ах");
    }
    (lemma, "а у ом е", "ы ов ам ами ах")
}

/// The gender of a noun by its ending.
pub(crate) fn gender(lemma: &str) -> Gender {
    match lemma.chars().last() {
        _ if lemma == "сеть" => Gender::Feminine,
        Some('а' | 'я') => Gender::Feminine,
        Some('о' | 'е') => Gender::Neuter,
        _ => Gender::Masculine,
    }
}

const ADJECTIVE: [&str; 15] =
    ["ого", "его", "ому", "ему", "ая", "яя", "ую", "юю", "ой", "ей", "ый", "ий", "ым", "им", "ом"];

/// Whether the folded word ends like an adjective, in any case of the singular.
pub(crate) fn is_adjective(folded: &str) -> bool {
    folded.len() > 8 && stem(folded).is_some()
}

fn stem(word: &str) -> Option<&str> {
    let neuter = ["ое", "ее"];
    let stem = ADJECTIVE.iter().chain(&neuter).find_map(|ending| word.strip_suffix(ending))?;
    // An adjective's stem ends in a suffix; "Петровой" and "Анной" do not count.
    let suffix = ["н", "ск", "цк", "ов", "ев", "енн", "к", "щ", "ш"];
    suffix.iter().any(|suffix| stem.ends_with(suffix)).then_some(stem)
}

/// The nominative of an adjective for a noun of this gender; the word itself where it is none. Case is kept.
pub(crate) fn agree(word: &str, gender: Gender) -> String {
    let Some(stem) = stem(word) else { return word.to_owned() };
    let soft =
        stem.ends_with(['ш', 'щ']) || word.ends_with("яя") || word.ends_with("ее") || word.ends_with("его");
    let ending = match gender {
        Gender::Masculine if is_stressed(&stem.to_lowercase()) => "ой",
        Gender::Masculine if soft || stem.ends_with(BACK) => "ий",
        Gender::Masculine => "ый",
        Gender::Feminine if soft && stem.ends_with('н') => "яя",
        Gender::Feminine => "ая",
        Gender::Neuter if soft => "ее",
        Gender::Neuter => "ое",
    };
    format!("{stem}{ending}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nouns_are_declined_by_their_ending() {
        let all = |lemma| {
            let mut out = Vec::new();
            forms(lemma, |form, _| out.push(form));
            out
        };
        assert!(all("министр").contains(&"министром".to_owned()));
        assert!(all("руководитель").contains(&"руководителю".to_owned()));
        assert!(all("агентство").contains(&"агентства".to_owned()));
        assert!(all("ассоциация").contains(&"ассоциацией".to_owned()));
        assert!(all("управление").contains(&"управлению".to_owned()));
        assert!(all("ведущая").contains(&"ведущей".to_owned()));
        assert!(all("банк").contains(&"банки".to_owned()));
        assert!(all("бюро").is_empty());
    }

    #[test]
    fn an_adjective_comes_back_to_the_nominative_of_its_noun() {
        assert_eq!(agree("Всемирного", Gender::Masculine), "Всемирный");
        assert_eq!(agree("Европейской", Gender::Feminine), "Европейская");
        assert_eq!(agree("Европейского", Gender::Masculine), "Европейский");
        assert_eq!(agree("Городского", Gender::Masculine), "Городской");
        assert_eq!(agree("Международной", Gender::Feminine), "Международная");
        assert_eq!(agree("главным", Gender::Masculine), "главный");
        assert_eq!(agree("Ош", Gender::Masculine), "Ош");
    }
}
