//! Typed text → tokens. Quotation marks of any script open and close a phrase.

/// A piece of what was typed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Token {
    Open,
    Close,
    Or,
    And,
    Not,
    /// `name:` with what follows it directly.
    Field(String),
    /// `event` with a bracket after it.
    Event,
    /// Text in quotation marks; what followed the closing one (`~5`).
    Phrase {
        text: String,
        exact: bool,
        slop: Option<u32>,
    },
    /// `[a TO b]`.
    Range(String),
    /// Anything else up to white space or a bracket.
    Word(String),
}

/// The closing marks that end what an opening mark began.
fn closing(open: char) -> Option<&'static [char]> {
    Some(match open {
        '"' => &['"', '”', '“'],
        '“' | '„' | '‟' => &['”', '“', '"'],
        // As in Swedish and Finnish.
        '”' => &['”', '"'],
        '«' => &['»'],
        '»' => &['«'],
        '‹' => &['›'],
        _ => return None,
    })
}

/// Whether a character is a quotation mark of any kind.
pub(crate) fn is_mark(c: char) -> bool {
    closing(c).is_some()
}

pub(crate) fn scan(text: &str) -> Vec<Token> {
    let chars: Vec<char> = text.chars().collect();
    let mut tokens = Vec::new();
    let mut at = 0;
    while at < chars.len() {
        at = token(&chars, at, &mut tokens);
    }
    tokens
}

/// Reads one token at `at`; gives where the next begins.
fn token(chars: &[char], at: usize, tokens: &mut Vec<Token>) -> usize {
    let c = chars[at];
    if c.is_whitespace() || c.is_control() {
        return at + 1;
    }
    let after_field = matches!(tokens.last(), Some(Token::Field(_))) && at > 0 && chars[at - 1] == ':';
    match c {
        '(' => tokens.push(Token::Open),
        ')' => tokens.push(Token::Close),
        '[' | '{' if after_field => {
            let end =
                chars[at..].iter().position(|c| matches!(c, ']' | '}')).map_or(chars.len(), |end| at + end);
            tokens.push(Token::Range(chars[at + 1..end].iter().collect()));
            return end + 1;
        }
        // The minus sign is what word processors, and the command line's flags, make of a hyphen.
        '-' | '−' | '!' if begins_word(chars, at) => tokens.push(Token::Not),
        '+' if begins_word(chars, at) => {}
        '=' if chars.get(at + 1).is_some_and(|next| closing(*next).is_some()) => {
            return phrase(chars, at + 1, true, tokens);
        }
        _ if closing(c).is_some() => return phrase(chars, at, false, tokens),
        _ => return word(chars, at, tokens),
    }
    at + 1
}

/// A sign before a word counts only at its beginning ("-word", not "on-line" and not a lone dash).
fn begins_word(chars: &[char], at: usize) -> bool {
    let before = at == 0 || chars[at - 1].is_whitespace() || chars[at - 1] == '(';
    before && chars.get(at + 1).is_some_and(|next| !next.is_whitespace() && *next != ')')
}

fn phrase(chars: &[char], open: usize, exact: bool, tokens: &mut Vec<Token>) -> usize {
    let marks = closing(chars[open]).unwrap_or(&[]);
    let end = chars[open + 1..].iter().position(|c| marks.contains(c)).map(|end| open + 1 + end);
    // A mark without its other half is left out; what follows are words.
    let Some(end) = end else { return open + 1 };
    let text: String = chars[open + 1..end].iter().collect();
    let mut next = end + 1;
    let mut slop = None;
    if chars.get(next) == Some(&'~') {
        let digits: String = chars[next + 1..].iter().take_while(|c| c.is_ascii_digit()).take(3).collect();
        slop = digits.parse().ok();
        next += 1 + digits.len();
    }
    tokens.push(Token::Phrase { text, exact, slop });
    next
}

fn word(chars: &[char], at: usize, tokens: &mut Vec<Token>) -> usize {
    let length = chars[at..]
        .iter()
        .take_while(|c| !c.is_whitespace() && !matches!(c, '(' | ')') && !is_mark(**c))
        .count();
    let text: String = chars[at..at + length].iter().collect();
    let end = at + length;
    if let Some((name, rest)) = text.split_once(':') {
        let is_name = !name.is_empty() && name.chars().all(|c| c.is_alphabetic() || c == '_');
        let has_value =
            !rest.is_empty() || chars.get(end).is_some_and(|c| *c == '(' || closing(*c).is_some());
        if is_name && has_value && !rest.starts_with("//") {
            tokens.push(Token::Field(name.to_lowercase()));
            return at + name.chars().count() + 1;
        }
    }
    let bracketed = chars.get(end) == Some(&'(');
    tokens.push(match text.as_str() {
        "OR" | "||" | "|" => Token::Or,
        "AND" | "&&" => Token::And,
        "NOT" => Token::Not,
        "event" if bracketed => Token::Event,
        _ => Token::Word(text),
    });
    end
}
