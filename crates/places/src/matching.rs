//! Names of the gazetteer in a text: the longest that begins at a capital letter and is spelled like a name.

use crate::context::{self, Class};
use crate::fold::folded;
use crate::gazetteer::{Gazetteer, ShortForm, advance};
use crate::inflection::{Case, is_declined, nominatives};
use crate::store::{Form, Row, Sense, senses};
use crate::token::{Gap, Token};
use crate::trie::{Names, Step};
use rapporteur_model::{PlaceId, PlaceKind, Span};

/// A name found in the text, before it is known to be a place.
#[derive(Debug, Clone)]
pub(crate) struct Match {
    /// The tokens of the name, the last one included.
    pub(crate) first: usize,
    pub(crate) last: usize,
    pub(crate) span: Span,
    /// What it may be, each entry once.
    pub(crate) senses: Vec<Sense>,
    pub(crate) case: Case,
    /// The folded words as they stand in the text.
    pub(crate) key: String,
    /// Found as an abbreviation in exactly its spelling.
    pub(crate) abbreviation: bool,
    /// The abbreviation is short for others as well: it counts in a text that names the place in full.
    pub(crate) doubtful: bool,
}

const LONGEST: usize = 8;

/// The name that begins at token `at`.
pub(crate) fn name_at(text: &str, tokens: &[Token], at: usize, language: Option<&str>) -> Option<Match> {
    abbreviation_at(text, tokens, at).or_else(|| longest_at(text, tokens, at, language))
}

fn abbreviation_at(text: &str, tokens: &[Token], at: usize) -> Option<Match> {
    // Nearly every capitalised word comes by here: one with a second capital, a digit or parts may be short for something.
    let joined = |token: &Token| matches!(token.gap, Gap::Dot | Gap::DotSpace | Gap::Hyphen);
    let capitals =
        tokens[at].text(text).chars().skip(1).any(|char| char.is_uppercase() || char.is_ascii_digit());
    if !capitals && !tokens.get(at + 1).is_some_and(joined) {
        return None;
    }
    let gazetteer = Gazetteer::embedded();
    for last in (at..tokens.len().min(at + 4)).rev() {
        if !tokens[at + 1..=last].iter().all(joined) {
            continue;
        }
        let bare = Span::new(tokens[at].span.start(), tokens[last].span.end());
        let dotted = Span::new(bare.start(), bare.end() + 1);
        let forms = if last > at { [dotted, bare] } else { [bare, bare] };
        let found = forms
            .into_iter()
            .find_map(|span| gazetteer.abbreviations.get(span.of(text)).map(|short| (span, *short)));
        if let Some((span, ShortForm { row, doubtful })) = found {
            return Some(Match { doubtful, ..short_form(text, at, last, span, row) });
        }
    }
    None
}

/// The state that the tokens from `at` on abbreviate: "S.C.", "Ind.", "GA". Only what stands before tells that it is one.
pub(crate) fn state_at(text: &str, tokens: &[Token], at: usize) -> Option<Match> {
    for last in (at..tokens.len().min(at + 3)).rev() {
        if tokens[at + 1..=last].iter().any(|token| !matches!(token.gap, Gap::Dot | Gap::DotSpace)) {
            continue;
        }
        let bare = Span::new(tokens[at].span.start(), tokens[last].span.end());
        let dotted = Span::new(bare.start(), bare.end() + 1);
        let found = [dotted, bare].into_iter().find_map(|span| {
            let form = text.get(span.start()..span.end())?;
            context::us_state(form).and_then(|id| Row::of(PlaceId(id))).map(|row| (span, row))
        });
        if let Some((span, row)) = found {
            return Some(short_form(text, at, last, span, row));
        }
    }
    None
}

fn short_form(text: &str, first: usize, last: usize, span: Span, row: Row) -> Match {
    Match {
        first,
        last,
        span,
        senses: vec![Sense { row, form: Form::Preferred }],
        case: Case::Same,
        key: span.of(text).to_owned(),
        abbreviation: true,
        doubtful: false,
    }
}

fn longest_at(text: &str, tokens: &[Token], at: usize, language: Option<&str>) -> Option<Match> {
    let gazetteer = Gazetteer::embedded();
    let first = folded(tokens[at].text(text));
    let named = longest_of(&gazetteer.names, text, tokens, at, &first, language);
    // An adjective as long as a name is another sense of it.
    let described = longest_of(&gazetteer.adjectives, text, tokens, at, &first, language)
        .filter(|(last, _)| is_of_the_text(text, &tokens[at..=*last], language));
    let last = named.iter().chain(&described).map(|(last, _)| *last).max()?;
    let mut steps: Vec<(&Names, Step)> = Vec::new();
    for (names, found) in [(&gazetteer.names, named), (&gazetteer.adjectives, described)] {
        let here = found.into_iter().filter(|(end, _)| *end == last).flat_map(|(_, steps)| steps);
        steps.extend(here.map(|step| (names, step)));
    }
    Some(matched(text, tokens, at, last, &steps))
}

/// The adjective or name of a people in small letters at token `at`: "душанбинский", "kirghize". In English they have capitals.
pub(crate) fn adjective_at(text: &str, tokens: &[Token], at: usize, language: Option<&str>) -> Option<Match> {
    let names = &Gazetteer::embedded().adjectives;
    // Nearly every word of a text comes by here, and nearly none begins as an adjective of a place does.
    let word = tokens[at].text(text);
    word.chars().nth(STEM - 1)?;
    let marked = word.contains(|char| char == 'ё' || is_marked(char));
    if !marked && !names.begins(kept(word, tokens[at].cyrillic, STEM)) {
        return None;
    }
    let (last, steps) = longest_of(names, text, tokens, at, &folded(word), language)?;
    if language.is_none_or(|language| language == "en") || !is_of_the_text(text, &tokens[at..=last], language)
    {
        return None;
    }
    let steps: Vec<(&Names, Step)> = steps.into_iter().map(|step| (names, step)).collect();
    Some(matched(text, tokens, at, last, &steps))
}

/// Whether an adjective is one in the language of the text: "fines" is Spanish for Finns, and English for what courts impose.
/// Of a text in an unknown language all are taken.
fn is_of_the_text(text: &str, tokens: &[Token], language: Option<&str>) -> bool {
    let Some(language) = language else { return true };
    let words: Vec<String> = tokens.iter().map(|token| folded(token.text(text))).collect();
    let is_known = |key: &str| Gazetteer::embedded().languages.has(&format!("{key}\0{language}"));
    match words.as_slice() {
        [word] => nominatives(word, Some(language)).iter().any(|(form, _)| is_known(form)),
        _ => is_known(&words.join(" ")),
    }
}

/// The name that the tokens `first..=last` are, spelled in whatever way.
pub(crate) fn whole(
    text: &str,
    tokens: &[Token],
    first: usize,
    last: usize,
    language: Option<&str>,
) -> Option<Match> {
    let gazetteer = Gazetteer::embedded();
    let mut found: Vec<(&Names, Step)> = Vec::new();
    for names in [&gazetteer.names, &gazetteer.adjectives] {
        let mut steps = vec![names.start()];
        for (at, token) in tokens.iter().enumerate().take(last + 1).skip(first) {
            steps = advance(names, &steps, &folded(token.text(text)), at > first, language);
        }
        found.extend(steps.into_iter().filter(|step| names.value(*step).is_some()).map(|step| (names, step)));
    }
    (!found.is_empty()).then(|| matched(text, tokens, first, last, &found))
}

/// Shorter words are no adjectives of places.
const STEM: usize = 4;
/// The shortest stem of a name: Ош, Уф-а.
const SHORTEST: usize = 2;
/// The longest ending of a case in Cyrillic, in letters.
const ENDING: usize = 3;

/// What every inflection of a word keeps, at least so many letters.
fn kept(word: &str, cyrillic: bool, least: usize) -> &str {
    let letters = word.chars().count();
    let kept = if cyrillic { letters.saturating_sub(ENDING).max(least) } else { letters };
    word.char_indices().nth(kept).map_or(word, |(end, _)| &word[..end])
}

/// A Latin letter that may carry a mark, which keys drop.
fn is_marked(char: char) -> bool {
    ('\u{80}'..='\u{370}').contains(&char)
}

/// The last token of the longest name from `at`, whose folded word is `first`, and where the walks over it end.
fn longest_of(
    names: &Names,
    text: &str,
    tokens: &[Token],
    at: usize,
    first: &str,
    language: Option<&str>,
) -> Option<(usize, Vec<Step>)> {
    // Most words of a text begin no name in any case, and the cases need not be made for them.
    if !names.begins(kept(first, tokens[at].cyrillic, SHORTEST)) && !is_declined(first, language) {
        return None;
    }
    let mut steps = vec![names.start()];
    let mut best: Option<(usize, Vec<Step>)> = None;
    for last in at..tokens.len().min(at + LONGEST) {
        let goes_on = |step: &Step| names.advance(*step, " ", Case::Same).is_some();
        if last > at && (!joins(text, tokens, last) || !steps.iter().any(goes_on)) {
            break;
        }
        let further = if last == at { String::new() } else { folded(tokens[last].text(text)) };
        let word = if last == at { first } else { &further };
        steps = advance(names, &steps, word, last > at, language);
        if steps.is_empty() {
            break;
        }
        let complete: Vec<Step> = steps.iter().copied().filter(|step| names.value(*step).is_some()).collect();
        if !complete.is_empty() && spelled_like_a_name(text, tokens, at, last) {
            best = Some((last, complete));
        }
    }
    best
}

fn matched(text: &str, tokens: &[Token], first: usize, last: usize, steps: &[(&Names, Step)]) -> Match {
    let closing = usize::from(last > first && tokens[last].gap == Gap::Bracket);
    let span = Span::new(tokens[first].span.start(), tokens[last].span.end() + closing);
    let key = tokens[first..=last].iter().map(|token| folded(token.text(text))).collect::<Vec<_>>().join(" ");
    let (senses, case) = senses_of(steps);
    Match { first, last, span, senses, case, key, abbreviation: false, doubtful: false }
}

/// The senses at the end of the steps; the case is that of the least inflected reading.
fn senses_of(steps: &[(&Names, Step)]) -> (Vec<Sense>, Case) {
    let mut found: Vec<Sense> = Vec::new();
    let mut case = Case::Other;
    for (names, step) in steps {
        let mut here = Vec::new();
        if let Some(value) = names.value(*step) {
            senses(value, &mut here);
            case = case.min(step.case);
        }
        for sense in here {
            match found.iter_mut().find(|other| other.row == sense.row) {
                Some(other) => other.form = other.form.min(sense.form),
                None => found.push(sense),
            }
        }
    }
    (found, case)
}

/// Whether the word may go on the name before it.
fn joins(text: &str, tokens: &[Token], at: usize) -> bool {
    match tokens[at].gap {
        Gap::Space | Gap::Hyphen | Gap::Apostrophe | Gap::Ampersand => true,
        Gap::DotSpace => matches!(tokens[at - 1].text(text), "St" | "Ste" | "Sto" | "Sta" | "Mt" | "Ft"),
        // "Washington, D.C."
        Gap::Comma => {
            tokens[at].text(text) == "D" && tokens.get(at + 1).is_some_and(|next| next.text(text) == "C")
        }
        Gap::Dot => tokens[at].text(text) == "C",
        // "Frankfurt (Oder)"
        Gap::Bracket => text[tokens[at].span.end()..].starts_with(')'),
        _ => false,
    }
}

/// Names end in a capital: "Rio de Janeiro", "Ошской области", "Sana'a", "Чолпон-ата", but not "Of the".
fn spelled_like_a_name(text: &str, tokens: &[Token], first: usize, last: usize) -> bool {
    let end = tokens[last];
    first == last
        || end.capital
        || matches!(end.gap, Gap::Hyphen | Gap::Apostrophe)
        || context::is(end.text(text), Class::Unit)
        || context::is(end.text(text), Class::Ends)
}

/// The name of a feature whose first word is written small: "mer d'Aral", "озеро Иссык-Куль".
pub(crate) fn feature_at(text: &str, tokens: &[Token], at: usize, language: Option<&str>) -> Option<Match> {
    let named = tokens[at + 1..].iter().take(3).any(|token| token.capital);
    if !named || !context::is(tokens[at].text(text), Class::Begins) {
        return None;
    }
    let found = longest_at(text, tokens, at, language)?;
    let is_feature = found.senses.iter().any(|sense| sense.row.kind() == PlaceKind::Feature);
    (found.last > at && is_feature).then_some(found)
}
