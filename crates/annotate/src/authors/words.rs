//! The words of bylines that are no part of a name, from `data/author_words.tsv`.

use std::collections::BTreeSet;
use std::sync::LazyLock;

/// The lists, each a set of words and phrases in small letters.
#[derive(Debug, Default)]
pub(super) struct Words {
    pub(super) label: BTreeSet<&'static str>,
    pub(super) credential: BTreeSet<&'static str>,
    pub(super) job: BTreeSet<&'static str>,
    pub(super) nobody: BTreeSet<&'static str>,
    pub(super) body: BTreeSet<&'static str>,
    pub(super) and: BTreeSet<&'static str>,
    pub(super) end: BTreeSet<&'static str>,
    pub(super) particle: BTreeSet<&'static str>,
}

pub(super) static WORDS: LazyLock<Words> = LazyLock::new(|| {
    let mut words = Words::default();
    for line in include_str!("../../data/author_words.tsv").lines() {
        let Some((class, spellings)) = line.split_once('\t') else { continue };
        let list = match class {
            "label" => &mut words.label,
            "credential" => &mut words.credential,
            "job" => &mut words.job,
            "nobody" => &mut words.nobody,
            "body" => &mut words.body,
            "and" => &mut words.and,
            "end" => &mut words.end,
            "particle" => &mut words.particle,
            _ => continue,
        };
        list.extend(spellings.split('|'));
    }
    words
});

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_list_has_words() {
        for list in [
            &WORDS.label,
            &WORDS.credential,
            &WORDS.job,
            &WORDS.nobody,
            &WORDS.body,
            &WORDS.and,
            &WORDS.end,
            &WORDS.particle,
        ] {
            assert!(list.len() > 5);
        }
    }
}
