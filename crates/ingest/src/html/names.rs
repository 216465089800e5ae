//! What the `class` and `id` of elements say of the text below them: each word of a name has a weight.
//!
//! The weights are log-odds of standing around main text, counted over pages whose main text is known
//! (`data/README.md`); a word that is not in the table says nothing.

use super::tree::Element;
use rustc_hash::{FxHashMap, FxHasher};
use std::hash::{Hash, Hasher};
use std::sync::LazyLock;

/// Words of `class` and `id` that name navigation, sharing, advertising and the like; lower case, one a line.
const CHROME_NAMES: &str = include_str!("../../data/chrome_names.txt");
/// Words of `class` and `id`, a tab, and their weight in hundredths.
const WEIGHTS: &str = include_str!("../../data/name_weights.tsv");

struct Word {
    weight: f32,
    chrome: bool,
}

static WORDS: LazyLock<FxHashMap<&str, Word>> = LazyLock::new(|| {
    let lines = |text: &'static str| text.lines().filter(|line| !line.starts_with('#') && !line.is_empty());
    let mut words: FxHashMap<&str, Word> = lines(WEIGHTS)
        .filter_map(|line| line.split_once('\t'))
        .map(|(word, weight)| {
            let weight = weight.parse::<i16>().map_or(0.0, |hundredths| f32::from(hundredths) / 100.0);
            (word, Word { weight, chrome: false })
        })
        .collect();
    for word in lines(CHROME_NAMES) {
        words.entry(word).or_insert(Word { weight: 0.0, chrome: true }).chrome = true;
    }
    words
});

/// What one element is called.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Named {
    weight: f32,
    known: bool,
    /// One of its words names a part of a page that is not its main text.
    pub(crate) chrome: bool,
}

/// What the elements around a block are called.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Names {
    pub(crate) sum: f32,
    pub(crate) least: f32,
    pub(crate) most: f32,
    /// The innermost element with a name that is known, and the one around it.
    pub(crate) near: f32,
    pub(crate) next: f32,
}

impl Names {
    /// The names around what an element holds.
    pub(crate) fn below(self, element: Named) -> Self {
        if !element.known {
            return self;
        }
        Self {
            sum: self.sum + element.weight,
            least: self.least.min(element.weight),
            most: self.most.max(element.weight),
            near: element.weight,
            next: self.near,
        }
    }
}

/// Reads names, each different one once.
#[derive(Debug, Default)]
pub(crate) struct Reader<'a> {
    seen: FxHashMap<&'a str, Named>,
}

impl<'a> Reader<'a> {
    pub(crate) fn read(&mut self, element: &'a Element) -> Named {
        element.names().fold(Named::default(), |sum, value| {
            let named = *self.seen.entry(value).or_insert_with(|| weigh(value));
            Named {
                weight: sum.weight + named.weight,
                known: sum.known || named.known,
                chrome: sum.chrome || named.chrome,
            }
        })
    }
}

fn weigh(value: &str) -> Named {
    let mut named = Named::default();
    words(value, |word| {
        if let Some(found) = WORDS.get(word) {
            named.chrome |= found.chrome;
            if found.weight != 0.0 {
                named.weight += found.weight;
                named.known = true;
            }
        }
    });
    named
}

/// The longest word of a name that is looked at, in bytes.
const LONGEST: usize = 24;
/// A name with more words than this was made by a machine; the rest is not looked at.
const MOST: usize = 24;

/// The words of a name in lower case: parted by anything but letters and by a capital after a small letter.
pub(crate) fn words(value: &str, mut each: impl FnMut(&str)) {
    let mut word = String::new();
    let mut count = 0;
    let mut small = false;
    for c in value.chars().chain(std::iter::once(' ')) {
        let ends = !c.is_ascii_alphabetic() || (small && c.is_ascii_uppercase());
        if ends && !word.is_empty() {
            if (2..=LONGEST).contains(&word.len()) {
                each(&word);
                count += 1;
                if count >= MOST {
                    return;
                }
            }
            word.clear();
        }
        small = c.is_ascii_lowercase();
        if c.is_ascii_alphabetic() {
            word.push(c.to_ascii_lowercase());
        }
    }
}

/// A number that elements made by one template share: their tag and their class without its digits.
pub(crate) fn shape(element: &Element) -> u64 {
    let mut hasher = FxHasher::default();
    (*element.name).hash(&mut hasher);
    if let Some(class) = element.attribute("class") {
        class.split(|c: char| c.is_ascii_digit()).for_each(|part| hasher.write(part.as_bytes()));
    }
    hasher.finish()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_parted_at_hyphens_and_capitals_and_lose_their_numbers() {
        let mut found = Vec::new();
        words("entry-content post_42 sideBar__inner x", |word| found.push(word.to_owned()));
        assert_eq!(found, ["entry", "content", "post", "side", "bar", "inner"]);
    }
}
