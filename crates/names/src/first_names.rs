//! Whether a word is a first name: two sorted lists, put into a table when they are first asked.

use rustc_hash::FxHashSet;
use std::sync::OnceLock;

const LATIN: &str = include_str!("../data/latin_first_names.txt");
const CYRILLIC: &str = include_str!("../data/cyrillic_first_names.txt");

/// Whether the folded word is a first name in its nominative.
pub(crate) fn contains(folded: &str) -> bool {
    static NAMES: OnceLock<FxHashSet<&str>> = OnceLock::new();
    NAMES.get_or_init(|| LATIN.lines().chain(CYRILLIC.lines()).collect()).contains(folded)
}

/// Whether the folded word is a month that people bear as a first name.
pub(crate) fn is_month(folded: &str) -> bool {
    months("name").any(|month| month == folded)
}

/// Whether a month stands behind the folded word, and no person named like one.
pub(crate) fn dates(folded: &str) -> bool {
    months("not-behind").any(|word| word == folded)
}

fn months(kind: &str) -> impl Iterator<Item = &'static str> {
    let lines = include_str!("../data/month_names.tsv").lines();
    let words = lines.filter_map(|line| line.split_once(' ')).find(|(first, _)| *first == kind);
    words.into_iter().flat_map(|(_, words)| words.split(' '))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_of_both_lists_is_found_and_the_lists_are_sorted() {
        for list in [LATIN, CYRILLIC] {
            let lines: Vec<&str> = list.lines().collect();
            assert!(lines.is_sorted());
            assert!(lines.iter().all(|line| contains(line)));
        }
    }

    #[test]
    fn months_that_are_names_and_what_makes_months_of_them_are_known() {
        assert!(is_month("june") && !is_month("october") && dates("since") && !dates("with"));
    }

    #[test]
    fn what_is_no_name_is_not_found() {
        assert!(!contains(""));
        assert!(!contains("bank"));
        assert!(!contains("министр"));
        assert!(!contains("zzzz"));
        assert!(!contains("ann\n"));
    }
}
