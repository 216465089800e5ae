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
    fn what_is_no_name_is_not_found() {
        assert!(!contains(""));
        assert!(!contains("bank"));
        assert!(!contains("министр"));
        assert!(!contains("zzzz"));
        assert!(!contains("ann\n"));
    }
}
