//! Words of a text and the gaps between them; a word's letters are folded only where a name may begin.

use rapporteur_model::Span;

/// What stands between a word and the one before it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Gap {
    /// The text begins, or a new line.
    Line,
    /// White space alone.
    Space,
    /// A hyphen.
    Hyphen,
    /// An apostrophe.
    Apostrophe,
    /// A full stop with nothing behind it.
    Dot,
    /// A full stop and white space.
    DotSpace,
    /// A comma.
    Comma,
    /// An opening bracket after white space.
    Bracket,
    /// An ampersand between spaces.
    Ampersand,
    /// An opening quotation mark.
    Quote,
    /// `!`, `?`, `:` or `;`: a new clause.
    Clause,
    /// Anything else.
    Other,
}

/// A word: letters, digits and the marks over them.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Token {
    pub(crate) span: Span,
    /// What stands before it.
    pub(crate) gap: Gap,
    /// Its first letter is upper case.
    pub(crate) capital: bool,
    /// All its letters are upper case, two at least.
    pub(crate) caps: bool,
    /// Its first letter is Cyrillic.
    pub(crate) cyrillic: bool,
}

impl Token {
    pub(crate) fn text(self, text: &str) -> &str {
        self.span.of(text)
    }
}

/// The words of a text in order.
pub(crate) fn tokens(text: &str) -> Vec<Token> {
    let mut out: Vec<Token> = Vec::with_capacity(text.len() / 6);
    let mut start = None;
    let mut end_of_last = 0;
    for (at, char) in text.char_indices() {
        match (start, is_word(char)) {
            (None, true) => start = Some(at),
            (Some(from), false) => {
                out.push(token(text, Span::new(from, at), end_of_last, out.is_empty()));
                end_of_last = at;
                start = None;
            }
            _ => {}
        }
    }
    if let Some(from) = start {
        out.push(token(text, Span::new(from, text.len()), end_of_last, out.is_empty()));
    }
    out
}

fn is_word(char: char) -> bool {
    // Most letters are of these two alphabets, and a table need not be asked for them.
    matches!(char, 'a'..='z' | 'A'..='Z' | 'а'..='я' | 'А'..='Я')
        || char.is_alphanumeric() && !is_apostrophe(char)
        || ('\u{300}'..='\u{36F}').contains(&char)
}

/// The apostrophes and modifier letters that part the words of a key.
fn is_apostrophe(char: char) -> bool {
    matches!(char, '\'' | '’' | '‘' | 'ʻ' | 'ʼ' | 'ʿ' | 'ʾ' | '`' | '′' | 'ʹ')
}

fn token(text: &str, span: Span, end_of_last: usize, first: bool) -> Token {
    let word = span.of(text);
    let between = text.get(end_of_last..span.start()).unwrap_or("");
    let initial = word.chars().next();
    let small = initial.is_some_and(char::is_lowercase);
    let mut letters = word.chars().filter(|char| char.is_alphabetic());
    Token {
        span,
        gap: if first { Gap::Line } else { gap(between) },
        capital: initial.is_some_and(char::is_uppercase),
        caps: !small && letters.clone().nth(1).is_some() && letters.all(char::is_uppercase),
        cyrillic: initial.is_some_and(|char| ('\u{400}'..='\u{52F}').contains(&char)),
    }
}

fn gap(between: &str) -> Gap {
    if between == " " {
        return Gap::Space;
    }
    if between.contains('\n') {
        return Gap::Line;
    }
    let spaced = between.ends_with(char::is_whitespace);
    match between.trim() {
        "" => Gap::Space,
        "-" | "‐" | "‑" if !spaced => Gap::Hyphen,
        "." if spaced => Gap::DotSpace,
        "." => Gap::Dot,
        "," => Gap::Comma,
        "(" | "[" => Gap::Bracket,
        "&" => Gap::Ampersand,
        mark if mark.chars().all(is_apostrophe) => apostrophe(between),
        mark if mark.chars().all(|char| "«\"“„‘'”»".contains(char)) => Gap::Quote,
        mark if mark.contains(['!', '?', ':', ';', '…', '•']) => Gap::Clause,
        mark if mark.starts_with('.') || mark.ends_with('.') => Gap::DotSpace,
        _ => Gap::Other,
    }
}

fn apostrophe(between: &str) -> Gap {
    if between.contains(char::is_whitespace) { Gap::Quote } else { Gap::Apostrophe }
}

/// Whether a new sentence or line begins at this word, as far as punctuation tells.
pub(crate) fn begins_sentence(tokens: &[Token], at: usize) -> bool {
    match tokens[at].gap {
        Gap::Line | Gap::Clause | Gap::Quote => true,
        // "Mr. Petrov", "A. B. Petrov", "г. Бишкек": a short word before the full stop ends no sentence.
        Gap::DotSpace => at == 0 || tokens[at - 1].span.len() > if tokens[at - 1].cyrillic { 4 } else { 3 },
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn gaps_are_named() {
        let text = "Alma-Ata, d’Osh (St. Petersburg).\nКиев & U.S.";
        let gaps: Vec<Gap> = tokens(text).iter().map(|token| token.gap).collect();
        assert_eq!(
            gaps,
            [
                Gap::Line,
                Gap::Hyphen,
                Gap::Comma,
                Gap::Apostrophe,
                Gap::Bracket,
                Gap::DotSpace,
                Gap::Line,
                Gap::Ampersand,
                Gap::Dot
            ]
        );
    }
}
