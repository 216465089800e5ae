//! Whether a line begins as a report does: "BISHKEK, September 10, 2013 —", "ДУШАНБЕ, 14 октября –".

const REACH: usize = 60;

/// Whether `rest`, the text after a place name that begins a line, goes on like a dateline.
pub(crate) fn follows(rest: &str) -> bool {
    let mut end = rest.len().min(REACH);
    while !rest.is_char_boundary(end) {
        end -= 1;
    }
    let line = rest.get(..end).unwrap_or("").split('\n').next().unwrap_or("");
    let Some(stop) = stop(line) else { return line.len() < REACH.min(rest.len().max(1)) && dated(line) };
    let between = line.get(..stop).unwrap_or("");
    let words = between.split_whitespace().filter(|word| word.chars().any(char::is_alphabetic)).count();
    words == 0 || (dated(between) && words <= 4) || (between.trim_start().starts_with('(') && words <= 4)
}

/// The byte at which a dash, a colon or a sentence's end closes the dateline.
fn stop(line: &str) -> Option<usize> {
    let mut before = ' ';
    for (at, char) in line.char_indices() {
        let after = line.get(at + char.len_utf8()..).and_then(|rest| rest.chars().next());
        let dash = matches!(char, '—' | '–' | '-')
            && (before.is_whitespace() || before == ')')
            && !after.is_some_and(|next| next.is_ascii_digit());
        let double = char == '-' && after == Some('-');
        let full_stop = char == '.'
            && at > 0
            && after.is_some_and(char::is_whitespace)
            && dated(line.get(..at).unwrap_or(""));
        let bracket = char == ')' && dated(line.get(..at).unwrap_or(""));
        let wide_dash = char == '—';
        if dash || double || full_stop || bracket || wide_dash {
            return Some(at);
        }
        before = char;
    }
    None
}

/// A comma, full stop or bracket and later a number, or the number at once.
fn dated(between: &str) -> bool {
    let rest = between.trim_start();
    let opens = rest.starts_with([',', '.', '(']) || rest.starts_with(|first: char| first.is_ascii_digit());
    opens && rest.bytes().any(|byte| byte.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn datelines_are_told_from_sentences() {
        assert!(follows(", September 10, 2013 — The World Bank"));
        assert!(follows(", 14 октября – Сегодня"));
        assert!(follows(" (June 5) The"));
        assert!(follows(" – Ministers"));
        assert!(follows(". 5 июня. Сегодня"));
        assert!(follows(" (Reuters) - The"));
        assert!(!follows(" hosted 17-18 participants – and more"));
        assert!(!follows(", the capital of the Kyrgyz Republic, hosted"));
        assert!(!follows(""));
    }
}
