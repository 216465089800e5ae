//! Blocks → sentences: at a full stop, question or exclamation mark before something that begins a sentence,
//! unless what ends there is an abbreviation or an initial.

use crate::cues::{Class, Lexicon};
use rapporteur_model::{Block, Span};

/// A sentence is no longer than this, in bytes; what is longer is a list without full stops, and is cut at a blank.
const LONGEST: usize = 2_000;

/// The sentences of a block, in order, without the white space between them.
pub(crate) fn sentences(text: &str, block: &Block, lexicon: &Lexicon) -> Vec<Span> {
    let part = block.span.of(text);
    let offset = block.span.start();
    let mut out = Vec::new();
    let mut start = 0;
    for (at, c) in part.char_indices() {
        // What closed the sentence before is behind us.
        if at < start {
            continue;
        }
        if at - start >= LONGEST && (c.is_whitespace() || at - start >= 2 * LONGEST) {
            push(part, start, at, offset, &mut out);
            start = at;
            continue;
        }
        if !matches!(c, '.' | '!' | '?' | '…') {
            continue;
        }
        let end = at + c.len_utf8() + closing(&part[at + c.len_utf8()..]);
        if ends(part, start, at, end, c, lexicon) {
            push(part, start, end, offset, &mut out);
            start = end;
        }
    }
    push(part, start, part.len(), offset, &mut out);
    out
}

fn push(part: &str, start: usize, end: usize, offset: usize, out: &mut Vec<Span>) {
    let Some(sentence) = part.get(start..end) else { return };
    let begin = start + (sentence.len() - sentence.trim_start().len());
    let stop = start + sentence.trim_end().len();
    if stop > begin {
        out.push(Span::new(offset + begin, offset + stop));
    }
}

/// The length of closing quotation marks and brackets, which belong to the sentence before them.
fn closing(rest: &str) -> usize {
    rest.chars()
        .take_while(|c| matches!(c, '"' | '”' | '»' | '’' | ')' | ']' | '.' | '!' | '?' | '…'))
        .map(char::len_utf8)
        .sum()
}

fn ends(part: &str, start: usize, at: usize, end: usize, mark: char, lexicon: &Lexicon) -> bool {
    let rest = &part[end..];
    let trimmed = rest.trim_start();
    if trimmed.is_empty() {
        return true;
    }
    if trimmed.len() == rest.len() {
        return false;
    }
    let opens = trimmed
        .chars()
        .find(|c| !matches!(c, '"' | '“' | '„' | '«' | '(' | '[' | '—' | '–' | '-' | ' ' | '¿' | '¡'));
    if !opens.is_some_and(|c| c.is_uppercase() || c.is_ascii_digit() || !c.is_alphabetic() || is_uncased(c)) {
        return false;
    }
    mark != '.' || !is_abbreviation(&part[start..at], opens, lexicon)
}

/// Letters of scripts without capitals begin sentences too.
fn is_uncased(c: char) -> bool {
    c.is_alphabetic() && !c.is_lowercase() && !c.is_uppercase()
}

/// Whether the word before a full stop is an abbreviation or an initial.
fn is_abbreviation(before: &str, next: Option<char>, lexicon: &Lexicon) -> bool {
    let word =
        before.rsplit(|c: char| c.is_whitespace() || matches!(c, '(' | '«' | '"' | '“')).next().unwrap_or("");
    let lower = word.to_lowercase();
    let initial = word.chars().all(|c| c.is_uppercase() || matches!(c, '.' | '-'))
        && word.chars().filter(|c| c.is_alphabetic()).count() <= 2
        && !word.is_empty();
    // "2011 г. Встреча": a year's "г." may end a sentence, "г. Ош" may not.
    let year = matches!(lower.as_str(), "г" | "гг") && {
        let head = before[..before.len() - word.len()].trim_end();
        head.ends_with(|c: char| c.is_ascii_digit())
    };
    if year {
        return !next.is_some_and(char::is_uppercase);
    }
    initial || lexicon.is(&lower, Class::Abbreviation)
}

#[cfg(test)]
mod tests {
    use super::*;
    use rapporteur_model::BlockKind;

    fn split(language: &str, text: &'static str) -> Vec<&'static str> {
        let block = Block { kind: BlockKind::Paragraph, span: Span::new(0, text.len()) };
        sentences(text, &block, Lexicon::of(Some(language))).into_iter().map(|span| span.of(text)).collect()
    }

    #[test]
    fn titles_initials_and_years_end_no_sentence() {
        assert_eq!(split("en", "Mr. Osei met J. B. Lund. It rained. “Yes.” No?").len(), 4);
        assert_eq!(
            split("ru", "Встреча прошла 5 мая 2012 г. в г. Ош. А. Б. Иванов выступил."),
            ["Встреча прошла 5 мая 2012 г. в г. Ош.", "А. Б. Иванов выступил."]
        );
        assert_eq!(split("ru", "Это было в 2012 г. Потом всё изменилось.").len(), 2);
        assert_eq!(split("fr", "M. Vasseur est venu. Mme Diarra aussi.").len(), 2);
    }

    #[test]
    fn closing_marks_belong_to_the_sentence_before() {
        assert_eq!(split("en", "He said: “Come.” They came."), ["He said: “Come.”", "They came."]);
        assert_eq!(split("en", "Well ... Yes?! No."), ["Well ...", "Yes?!", "No."]);
        assert_eq!(split("en", "No end"), ["No end"]);
        assert_eq!(split("en", ""), Vec::<&str>::new());
    }
}
