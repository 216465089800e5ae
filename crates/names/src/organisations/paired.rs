//! A name and its abbreviation side by side: "International Organization for Migration (IOM)", "IOM (International Organization
//! for Migration)", «Фонд чистой воды (далее – ФЧВ)». From there on the abbreviation is the body.

use super::{Mention, bodies};
use crate::reading::Reading;
use crate::token::Gap;
use std::collections::HashMap;

/// The words that may stand before an abbreviation in brackets, folded.
const INTRODUCED: [&str; 20] = [
    "hereinafter",
    "hereafter",
    "henceforth",
    "referred",
    "to",
    "as",
    "the",
    "abbreviated",
    "далее",
    "именуемый",
    "именуемая",
    "именуемое",
    "сокращенно",
    "ci-apres",
    "dit",
    "ladite",
    "en",
    "adelante",
    "la",
    "el",
];

/// The mentions with those of every abbreviation the text introduces.
pub(super) fn with_abbreviations(reading: &Reading<'_>, found: Vec<Mention>) -> Vec<Mention> {
    let mut defined: HashMap<&str, (String, Option<usize>)> = HashMap::new();
    for mention in &found {
        for word in [behind(reading, mention), before(reading, mention)].into_iter().flatten() {
            let known = mention.body.is_some_and(|body| bodies::is_short_for(word, body));
            if known || fits(&mention.name, word) {
                let body = mention.body.or_else(|| bodies::by_abbreviation(word));
                defined.insert(word, (mention.name.clone(), body));
            }
        }
    }
    if defined.is_empty() {
        return found;
    }
    let mut out = Vec::with_capacity(found.len());
    let mut known = found.into_iter().peekable();
    for (at, token) in reading.tokens.iter().enumerate() {
        if let Some(mut mention) = known.next_if(|mention| mention.first == at) {
            if let Some((name, body)) = defined.get(reading.slice(mention.first, mention.last)) {
                mention.name.clone_from(name);
                mention.body = *body;
                mention.rule = "abbreviation";
            }
            out.push(mention);
        } else if out.last().is_none_or(|last: &Mention| last.last < at)
            && token.capital
            && let Some((name, body)) = defined.get(token.text(reading.text))
        {
            let name = name.clone();
            out.push(Mention {
                first: at,
                last: at,
                span: token.span(),
                name,
                body: *body,
                rule: "abbreviation",
            });
        }
    }
    out
}

/// The abbreviation in brackets behind a name, with or without a word that introduces it.
fn behind<'a>(reading: &Reading<'a>, mention: &Mention) -> Option<&'a str> {
    let open = mention.last + 1;
    if reading.get(open)?.gap != Gap::Open {
        return None;
    }
    let mut at = open;
    while at < open + 5 && INTRODUCED.contains(&reading.folded(at).as_str()) {
        at += 1;
        if !matches!(
            reading.get(at)?.gap,
            Gap::Space | Gap::Quote | Gap::Dash | Gap::Colon | Gap::Comma | Gap::Other
        ) {
            return None;
        }
    }
    let word = reading.word(at);
    let rest = reading.text[reading.tokens[at].end()..].trim_start_matches(['"', '”', '»', '“', '’']);
    (rest.starts_with(')') && is_abbreviation(word)).then_some(word)
}

/// The abbreviation before a name in brackets.
fn before<'a>(reading: &Reading<'a>, mention: &Mention) -> Option<&'a str> {
    let opens = reading.tokens[mention.first].gap == Gap::Open && mention.first > 0;
    let closes = reading.text[mention.span.end()..].starts_with(')');
    let word = (opens && closes).then(|| reading.word(mention.first - 1))?;
    is_abbreviation(word).then_some(word)
}

fn is_abbreviation(word: &str) -> bool {
    let capitals = word.chars().filter(|char| char.is_uppercase()).count();
    (2..=9).contains(&capitals) && capitals * 2 > word.chars().count()
}

/// Whether the letters of the abbreviation begin the words of the name: half of them at least, the first among them.
fn fits(name: &str, abbreviation: &str) -> bool {
    let initials: Vec<char> = name
        .split(|char: char| !char.is_alphanumeric())
        .filter_map(|word| word.chars().next())
        .flat_map(char::to_lowercase)
        .collect();
    let letters: Vec<char> =
        abbreviation.chars().filter(|char| char.is_uppercase()).flat_map(char::to_lowercase).collect();
    let common = letters.iter().filter(|letter| initials.contains(letter)).count();
    common * 2 >= letters.len() && common >= 2
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fold::folded;

    #[test]
    fn the_words_that_introduce_an_abbreviation_are_folded() {
        assert!(INTRODUCED.iter().all(|word| folded(word) == *word));
    }
}
