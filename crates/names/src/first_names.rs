//! Whether a word is a first name: binary search in two sorted lists, without a table to build.

const LATIN: &str = include_str!("../data/latin_first_names.txt");
const CYRILLIC: &str = include_str!("../data/cyrillic_first_names.txt");

/// Whether the folded word is a first name in its nominative.
pub(crate) fn contains(folded: &str) -> bool {
    let cyrillic = folded.chars().next().is_some_and(|char| ('\u{400}'..='\u{52F}').contains(&char));
    !folded.is_empty() && has_line(if cyrillic { CYRILLIC } else { LATIN }, folded)
}

/// Whether one of the sorted lines is `word`.
fn has_line(list: &str, word: &str) -> bool {
    let bytes = list.as_bytes();
    let (mut low, mut high) = (0, bytes.len());
    while low < high {
        let middle = low + (high - low) / 2;
        let start = bytes[low..middle].iter().rposition(|&byte| byte == b'\n').map_or(low, |at| low + at + 1);
        let end = bytes[middle..high].iter().position(|&byte| byte == b'\n').map_or(high, |at| middle + at);
        match bytes[start..end].cmp(word.as_bytes()) {
            std::cmp::Ordering::Equal => return true,
            std::cmp::Ordering::Less => low = end + 1,
            std::cmp::Ordering::Greater => high = start,
        }
    }
    false
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
