//! Which Russian case parts two forms of one name, by the ends of their sounds.

use super::relation::Relation::{
    self, Accusative, Case, Dative, Feminine, Genitive, Instrumental, Prepositional,
};

/// The end of the nominative, the end of the other form, the case; what both begin with is left out.
const TABLE: [(&str, &str, Relation); 36] = [
    ("", "a", Genitive),
    ("", "ia", Genitive),
    ("", "u", Dative),
    ("", "iu", Dative),
    ("", "om", Instrumental),
    ("", "em", Instrumental),
    ("", "im", Instrumental),
    ("", "m", Instrumental),
    ("", "e", Prepositional),
    ("i", "m", Instrumental),
    ("i", "em", Instrumental),
    ("i", "e", Prepositional),
    ("i", "", Prepositional),
    ("i", "ogo", Genitive),
    ("i", "omu", Dative),
    ("i", "om", Prepositional),
    ("i", "a", Genitive),
    ("i", "u", Dative),
    ("oi", "ogo", Genitive),
    ("oi", "omu", Dative),
    ("oi", "im", Instrumental),
    ("a", "i", Genitive),
    ("a", "", Genitive),
    ("ia", "", Genitive),
    ("a", "e", Dative),
    ("ia", "e", Dative),
    ("a", "u", Accusative),
    ("a", "oi", Instrumental),
    ("a", "ei", Instrumental),
    ("ia", "ei", Instrumental),
    ("aia", "oi", Case),
    ("aia", "uiu", Accusative),
    ("el", "la", Genitive),
    ("el", "lu", Dative),
    ("ev", "va", Genitive),
    ("ev", "vu", Dative),
];

/// How the form `found` differs from `typed`; `woman` where the name found is known for a woman's.
pub(super) fn relation(typed: &str, found: &str, woman: bool) -> Relation {
    let family = |sound: &str| ["ov", "ev", "in"].iter().any(|ending| sound.ends_with(ending));
    if woman && family(typed) && found.strip_suffix('a') == Some(typed) {
        return Feminine;
    }
    for (one, other) in [(typed, found), (found, typed)] {
        let shared: usize =
            one.chars().zip(other.chars()).take_while(|(a, b)| a == b).map(|(a, _)| a.len_utf8()).sum();
        let (ends, ended) = (&one[shared..], &other[shared..]);
        if family(&one[..shared]) && ends == "a" && ended == "oi" {
            return Case;
        }
        if let Some((_, _, case)) =
            TABLE.iter().find(|(nominative, form, _)| *nominative == ends && *form == ended)
        {
            return *case;
        }
    }
    Case
}
