//! Preformatted text → blocks: a line of code or of a table drawn with blanks is a block of its own; prose that was only
//! wrapped by hand becomes paragraphs as in a plain text, so that a sentence does not end with its line.

use crate::{Parts, text};
use rapporteur_model::{BlockKind, Span};

/// So many words, and no fewer a line, make prose.
const WORDS: usize = 40;
const WORDS_A_LINE: usize = 6;

/// Reads preformatted text, whose lines are parted by newlines and have their white space folded.
pub(super) fn read(text: &str, links: impl Iterator<Item = (Span, String)>, parts: &mut Parts) {
    let mut links = links.peekable();
    if links.peek().is_none() && is_prose(text) {
        let Parts { main, chrome, .. } = text::read(text);
        main.into_iter().for_each(|(kind, text)| parts.push(kind, text));
        parts.chrome.extend(chrome);
        return;
    }
    let mut begin = 0;
    for line in text.split('\n') {
        let end = begin + line.len();
        let number = parts.main.len();
        while let Some((span, target)) = links.next_if(|(span, _)| span.start() < end) {
            // A link that runs over the end of a line ends there.
            let span = Span::new(span.start().max(begin) - begin, span.end().min(end).max(begin) - begin);
            if !span.is_empty() {
                parts.links.push((number, span, target));
            }
        }
        let line = line.trim_end();
        if !line.is_empty() {
            parts.push(BlockKind::Preformatted, line.to_owned());
        }
        begin = end + 1;
    }
}

/// Whether a text is prose: full lines of nothing but words and what stands between them.
fn is_prose(text: &str) -> bool {
    let lines = text.lines().filter(|line| !line.is_empty()).count();
    let words = text.split_whitespace().count();
    let plain = |c: char| c.is_alphanumeric() || c.is_whitespace() || ",.;:!?'’\"«»“”()–—-".contains(c);
    words >= WORDS.max(lines * WORDS_A_LINE)
        && text.chars().filter(|c| !plain(*c)).count() * 100 <= text.chars().count()
}

#[cfg(test)]
mod tests {
    use super::super::read as page;
    use rapporteur_model::BlockKind;

    #[test]
    fn code_keeps_its_lines_and_a_letter_its_sentences() {
        let about =
            "<p>A sentence of the page that stands around what is preformatted, and another one of it.</p>";
        let code =
            page(&format!("<main>{about}<pre>let a = 1;\n\n  b(<a href=x>a</a>);\n</pre>{about}</main>"));
        let texts: Vec<&str> = code.main.iter().map(|(_, text)| text.as_str()).collect();
        assert_eq!(texts[1..3], ["let a = 1;", "b(a);"]);
        assert_eq!(code.links[0].0, 2);
        let letter = "The committee met in Osh on the fifth of May and heard what the\nneighbours had to say of the well. \
            It was a long evening, with tea\nand with words that cannot be repeated here. Nobody left before\nthe end.\n";
        let prose = page(&format!("<main>{about}<pre>{letter}</pre>{about}</main>"));
        assert_eq!(prose.main.len(), 3);
        assert_eq!(prose.main[1].0, BlockKind::Paragraph);
    }
}
