//! Bodies by a Russian head noun: «Министерство труда», «Союз кадровиков», «Горный институт», «фонд „Дорога в школу“».
//!
//! Adjectives stand before the head, a genitive or a name in quotation marks behind it; one of them or the head itself
//! must have a capital. The name is given back in the nominative.

use super::{Mention, quoted};
use crate::declension::{Case, agree, gender, is_adjective};
use crate::fold::folded;
use crate::people::nominative::{is_first_name, looks_like_surname};
use crate::reading::Reading;
use crate::token::Gap;
use crate::words::{DATE, DOMAIN, FUNCTION, HEAD, LOC, PLACE, ROLE, SPEECH, STOP, WEAK_HEAD};
use rapporteur_model::Span;

const MOST_GENITIVES: usize = 8;

/// The body whose head noun stands at this word.
pub(super) fn at(reading: &Reading<'_>, head: usize, free_from: usize) -> Option<Mention> {
    let token = reading.get(head)?;
    if token.is(WEAK_HEAD) && !token.is(HEAD) {
        return quoted_name(reading, head);
    }
    let plural = token.entry.case == Case::Plural && token.entry.lemma != Some(reading.word(head));
    if !token.is(HEAD) || plural || token.heading {
        return None;
    }
    let first = adjectives_before(reading, head, free_from);
    let adjective = first < head && reading.tokens[first].capital;
    if let Some((last, end)) = quoted(reading, head + 1) {
        let span = Span::new(reading.tokens[first].start(), end);
        return Some(mention(reading, first, head, last, span));
    }
    if !adjective && !token.capital {
        return None;
    }
    let last = whole_end(reading, head, genitives(reading, head));
    // «Первый банк открыл», "Новый фонд": an adjective alone says too little at the beginning of a sentence.
    let bare = last == head && (!adjective || reading.begins(first) && reading.is_also_small(first));
    (!bare).then(|| mention(reading, first, head, last, reading.span(first, last)))
}

/// «партия „Единая Россия“»: the common noun is no part of the name.
fn quoted_name(reading: &Reading<'_>, kind: usize) -> Option<Mention> {
    let first = kind + 1;
    let (last, _) = quoted(reading, first).filter(|_| reading.tokens[kind].cyrillic)?;
    let span = reading.span(first, last);
    Some(Mention {
        first,
        last,
        span,
        name: span.of(reading.text).to_owned(),
        body: None,
        rule: "quoted-name",
    })
}

/// The last word less what has no meaning there: an adjective without its noun ("Верховным судом смертного приговора"),
/// a preposition.
fn whole_end(reading: &Reading<'_>, head: usize, mut last: usize) -> usize {
    let small = |at: usize| at > head && !reading.tokens[at].capital;
    if small(last) && !reading.is(last, DOMAIN) && is_adjective(&reading.folded(last)) {
        last -= 1;
    }
    while last > head && is_small_link(reading, last) {
        last -= 1;
    }
    last
}

fn is_small_link(reading: &Reading<'_>, at: usize) -> bool {
    matches!(reading.word(at), "и" | "по" | "с" | "на" | "в")
}

fn mention(reading: &Reading<'_>, first: usize, head: usize, last: usize, span: Span) -> Mention {
    Mention { first, last, span, name: nominative(reading, first, head, span), body: None, rule: "head-noun" }
}

/// The name with the adjectives and the head in the nominative.
fn nominative(reading: &Reading<'_>, first: usize, head: usize, span: Span) -> String {
    let written = reading.word(head);
    let Some(lemma) = reading.tokens[head].entry.lemma else { return span.of(reading.text).to_owned() };
    let mut out = String::with_capacity(span.len());
    for at in first..head {
        out.push_str(&agree(reading.word(at), gender(lemma)));
        out.push(' ');
    }
    if folded(written) == lemma {
        out.push_str(written);
    } else if reading.tokens[head].capital {
        let mut letters = lemma.chars();
        out.extend(letters.next().into_iter().flat_map(char::to_uppercase));
        out.push_str(letters.as_str());
    } else {
        out.push_str(lemma);
    }
    out.push_str(reading.text.get(reading.tokens[head].end()..span.end()).unwrap_or(""));
    out
}

/// The first of the adjectives right before the head.
fn adjectives_before(reading: &Reading<'_>, head: usize, free_from: usize) -> usize {
    let mut first = head;
    while first > free_from
        && reading.follows(first)
        && head - first < 4
        && is_adjective(&reading.folded(first - 1))
        && !reading.is(first - 1, ROLE | FUNCTION | DATE)
    {
        first -= 1;
    }
    // Small adjectives before the first capital belong to the sentence: "новый Городской архив".
    while first < head && !reading.tokens[first].capital {
        first += 1;
    }
    first
}

/// The last word of the genitives behind the head.
fn genitives(reading: &Reading<'_>, head: usize) -> usize {
    let mut last = head;
    let mut at = head + 1;
    while at < reading.len() && at <= head + MOST_GENITIVES && reading.tokens[at].cyrillic {
        let comma = reading.tokens[at].gap == Gap::Comma;
        let list = comma && reading.is(at, DOMAIN) && reading.is(last, DOMAIN) && at == last + 1;
        if !(reading.follows(at) || list) || !belongs(reading, head, last, at) {
            break;
        }
        if !is_small_link(reading, at) {
            last = at;
        }
        at += 1;
    }
    last
}

fn belongs(reading: &Reading<'_>, head: usize, last: usize, at: usize) -> bool {
    let token = &reading.tokens[at];
    if token.is(ROLE | DATE) && !token.is(DOMAIN) || token.initial {
        return false;
    }
    if token.is(DOMAIN) {
        return true;
    }
    match reading.word(at) {
        "и" => return last > head && (reading.is(at + 1, DOMAIN) || agrees(reading, last, at + 1)),
        "по" => return at == head + 1 && reading.follows(at + 1),
        _ => {}
    }
    if token.is(FUNCTION | SPEECH | LOC) {
        return false;
    }
    let word = folded(reading.word(at));
    let after_by = at == head + 2 && reading.word(head + 1) == "по";
    if token.capital {
        // «Министерство труда Таджикистана»: a place or a people in the genitive, not a person.
        let republic = reading.is(last, STOP) && reading.tokens[last].capital && last > head;
        let place = token.is(PLACE) && (token.entry.case != Case::Nominative || republic) || token.is(STOP);
        let genitive = is_genitive(&word) || word.ends_with(['а', 'я', 'и']);
        let person =
            is_first_name(reading.word(at)) || looks_like_surname(reading.word(at)) && !is_adjective(&word);
        return !token.caps
            && (place && !token.is(DATE)
                || genitive && !person && !token.is(PLACE | HEAD | WEAK_HEAD) && !is_verb(&word));
    }
    let first = at == head + 1 && !is_verb(&word);
    let noun = last > head && last + 1 == at && is_adjective(&reading.folded(last)) && !is_verb(&word);
    let object = at == head + 3
        && reading.word(head + 1) == "по"
        && word.ends_with(['а', 'я', 'и', 'ы'])
        && !is_verb(&word);
    first && reading.tokens[head].capital
        || noun
        || object
        || after_by
        || is_genitive(&word) && !is_verb(&word)
}

/// Whether two words stand in the same case, as far as their last letters tell.
fn agrees(reading: &Reading<'_>, left: usize, right: usize) -> bool {
    let ending = |at: usize| -> Option<Vec<char>> {
        let token = reading
            .get(at)
            .filter(|token| token.cyrillic && !token.capital && !token.is(FUNCTION | SPEECH))?;
        Some(token.text(reading.text).chars().rev().take(2).collect())
    };
    reading.follows(right) && ending(left).is_some() && ending(left) == ending(right)
}

fn is_genitive(word: &str) -> bool {
    const ENDINGS: [&str; 15] =
        ["ов", "ев", "ия", "ии", "ства", "ых", "их", "ого", "его", "ой", "ей", "ости", "ики", "ана", "ы"];
    word.len() > 6 && ENDINGS.iter().any(|ending| word.ends_with(ending))
}

/// Whether the word ends like a verb, an adverb or an infinitive.
fn is_verb(word: &str) -> bool {
    const ENDINGS: [&str; 26] = [
        "ет", "ит", "ут", "ют", "ат", "ят", "ал", "ил", "ел", "ял", "ул", "ла", "ли", "ло", "ть", "тся",
        "лся", "лась", "лись", "ого", "но", "ски", "ан", "ен", "на", "ны",
    ];
    ENDINGS.iter().any(|ending| word.ends_with(ending)) && !word.ends_with("ого") && !word.ends_with("ина")
}
