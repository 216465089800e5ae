//! What the words beside a date say of it: that it is that of publication, of a change, or of something else.

use std::collections::BTreeMap;
use std::sync::LazyLock;

/// What a label says.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Label {
    Published,
    Modified,
    Other,
}

struct Words {
    whole: BTreeMap<&'static str, Label>,
    beginnings: Vec<(&'static str, Label)>,
}

static WORDS: LazyLock<Words> = LazyLock::new(|| {
    let mut words = Words { whole: BTreeMap::new(), beginnings: Vec::new() };
    for (class, spellings) in
        include_str!("../data/labels.tsv").lines().filter_map(|line| line.split_once('\t'))
    {
        let label = match class {
            "published" => Label::Published,
            "modified" => Label::Modified,
            "other" => Label::Other,
            _ => continue,
        };
        for spelling in spellings.split('|') {
            match spelling.strip_suffix('*') {
                Some(beginning) => words.beginnings.push((beginning, label)),
                // "release" is said of both: what was listed first holds.
                None => {
                    words.whole.entry(spelling).or_insert(label);
                }
            }
        }
    }
    words
});

/// What the last few words before a date say; a change is believed before a publication.
pub(crate) fn label(before: &str) -> Option<Label> {
    let from = before.char_indices().rev().nth(59).map_or(0, |(at, _)| at);
    let lower = before[from..].to_lowercase();
    let words = lower.split(|c: char| !c.is_alphabetic()).filter(|word| !word.is_empty());
    let mut found = words.filter_map(|word| {
        let whole = WORDS.whole.get(word).copied();
        whole.or_else(|| {
            WORDS.beginnings.iter().find(|(start, _)| word.starts_with(start)).map(|(_, label)| *label)
        })
    });
    let first = found.next()?;
    // "Last updated on": the word that says more wins.
    Some(found.fold(first, |one, next| match (one, next) {
        (Label::Modified, _) | (_, Label::Modified) => Label::Modified,
        (Label::Other, _) | (_, Label::Other) => Label::Other,
        _ => Label::Published,
    }))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_label_is_read_in_several_languages_and_a_change_outweighs() {
        for (text, expected) in [
            ("Published on ", Some(Label::Published)),
            ("Last updated on ", Some(Label::Modified)),
            ("Опубликовано: ", Some(Label::Published)),
            ("Zuletzt aktualisiert am ", Some(Label::Modified)),
            ("Member since ", Some(Label::Other)),
            ("Ana Ruiz, ", None),
        ] {
            assert_eq!(label(text), expected, "{text}");
        }
    }
}
