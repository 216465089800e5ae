//! The proper name of an event and the series it belongs to.

use super::Reading;
use super::mentions::around;
use super::scene::Scene;
use crate::cues::{Class, Word};
use rapporteur_model::{Found, Series, Span};

/// A name in quotation marks is no longer than this, in words.
const LONGEST: usize = 14;

/// The name an event has within `extent`: in quotation marks beside a kind of event, else written in capitals with
/// the kind of event among its words.
pub(crate) fn name(reading: &Reading<'_>, scene: &Scene<'_>, extent: Span) -> Option<Found<String>> {
    quoted_name(reading, scene, extent).or_else(|| capital_name(reading, scene, extent))
}

fn quoted_name(reading: &Reading<'_>, scene: &Scene<'_>, extent: Span) -> Option<Found<String>> {
    let text = &reading.document.text;
    quotations(extent.of(text))
        .into_iter()
        .map(|(from, to)| Span::new(extent.start() + from, extent.start() + to))
        .find_map(|span| {
            let content = span.of(text).trim();
            let count = content.split_whitespace().count();
            let shaped = (1..=LONGEST).contains(&count)
                && content.chars().count() >= 4
                && content.chars().next().is_some_and(|c| c.is_uppercase() || c.is_ascii_digit())
                && !content.ends_with([',', '.', '!', ';']);
            let body = reading.mentions.names_an_organisation(span);
            let title = scene.cues(extent).any(|cue| {
                cue.class == Class::Noun
                    && (cue.span.end() <= span.start()
                        && words_between(scene, cue.span.end(), span.start()) <= 3
                        || cue.span.start() >= span.end()
                            && words_between(scene, span.end(), cue.span.start()) <= 1)
            });
            (shaped && !body && title).then(|| Found::stated(content.to_owned(), span, "event-name-quoted"))
        })
}

fn words_between(scene: &Scene<'_>, from: usize, to: usize) -> usize {
    scene.words.iter().filter(|word| word.span.start() >= from && word.span.end() <= to).count()
}

/// The insides of quotation marks, as byte ranges of a text.
fn quotations(text: &str) -> Vec<(usize, usize)> {
    let mut found = Vec::new();
    let mut open: Option<(char, usize)> = None;
    for (at, c) in text.char_indices() {
        match open {
            None => {
                let closing = match c {
                    '"' => Some('"'),
                    '“' => Some('”'),
                    '„' => Some('“'),
                    '«' => Some('»'),
                    _ => None,
                };
                open = closing.map(|closing| (closing, at + c.len_utf8()));
            }
            Some((closing, from)) if c == closing => {
                found.push((from, at));
                open = None;
            }
            Some(_) => {}
        }
    }
    found
}

fn capital_name(reading: &Reading<'_>, scene: &Scene<'_>, extent: Span) -> Option<Found<String>> {
    let text = &reading.document.text;
    runs(scene, extent).into_iter().find_map(|run| {
        let words = &scene.words[run.clone()];
        let kind = words.iter().enumerate().any(|(at, word)| word.capital && at > 0 && is_noun(scene, word));
        let capitals = words.iter().filter(|word| word.capital).count();
        let opens = words[0].span.start() == scene.span.start();
        let enough = if opens { capitals >= 4 } else { capitals >= 2 };
        // Words in small letters are what tells a name from a heading.
        let headline = scene.words.iter().filter(|word| word.lower.len() > 3).all(|word| word.capital);
        let span = words[0].span.join(words[words.len() - 1].span);
        let body = reading.mentions.names_an_organisation(span);
        (kind && enough && !headline && !body)
            .then(|| Found::stated(span.of(text).to_owned(), span, "event-name-capitals"))
    })
}

fn is_noun(scene: &Scene<'_>, word: &Word) -> bool {
    scene.cues(word.span).any(|cue| cue.class == Class::Noun)
}

/// Runs of capitalised words with joining words between, as ranges of the sentence's words.
fn runs(scene: &Scene<'_>, extent: Span) -> Vec<std::ops::Range<usize>> {
    let text = &scene.reading.document.text;
    let words = &scene.words;
    let dates = &scene.reading.entities.dates;
    let dated =
        |word: &Word| dates[around(dates, word.span)].iter().any(|date| date.span.overlaps(word.span));
    let joins = |word: &Word| scene.reading.lexicon.is(&word.lower, Class::Joiner);
    let touching = |at: usize| {
        text[words[at - 1].span.end()..words[at].span.start()].chars().all(|c| c == ' ' || c == '’')
    };
    let mut out = Vec::new();
    let mut at = 0;
    while at < words.len() {
        if !words[at].capital || !extent.contains(words[at].span) {
            at += 1;
            continue;
        }
        let from = at;
        let mut last = at;
        let mut next = at + 1;
        while next < words.len()
            && !dated(&words[next])
            && extent.contains(words[next].span)
            && touching(next)
            && (words[next].capital || joins(&words[next]))
        {
            if words[next].capital {
                last = next;
            }
            next += 1;
        }
        // "The Third Regional Conference": the article is not part of the name.
        let from = if last > from && joins(&words[from]) { from + 1 } else { from };
        out.push(from..last + 1);
        at = next;
    }
    out
}

/// "third regional conference on shared lakes": the number and the name without it.
pub(crate) fn series(reading: &Reading<'_>, scene: &Scene<'_>, extent: Span) -> Option<Series> {
    let text = &reading.document.text;
    scene.cues(extent).find_map(|cue| {
        let Class::Ordinal(ordinal) = cue.class else { return None };
        // "III quarter" counts quarters.
        let dates = &reading.entities.dates;
        if dates[around(dates, cue.span)].iter().any(|date| date.span.overlaps(cue.span)) {
            return None;
        }
        let at = scene.words.iter().position(|word| word.span == cue.span)?;
        let after = &scene.words[at + 1..];
        let noun = after.iter().take(5).position(|word| is_noun(scene, word))?;
        let plain = after[..noun].iter().all(|word| !scene.reading.lexicon.is(&word.lower, Class::Joiner));
        let touching = text[cue.span.end()..after[noun].span.end()]
            .chars()
            .all(|c| !matches!(c, ',' | ';' | ':' | '.' | '|'));
        // The run of capitals that holds the noun goes on past it: "Conference on Shared Lakes".
        let end = runs(scene, extent)
            .into_iter()
            .find(|run| run.contains(&(at + 1 + noun)))
            .map_or(after[noun].span.end(), |run| scene.words[run.end - 1].span.end());
        let name = text.get(after[0].span.start()..end)?.to_owned();
        let qualified = noun > 0 || end > after[noun].span.end();
        (plain && touching && qualified).then_some(Series { name, ordinal })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quotations_of_any_marks_are_found() {
        let text = "a “b” «в» \"c\" „d“ “open";
        let found: Vec<&str> = quotations(text).into_iter().map(|(from, to)| &text[from..to]).collect();
        assert_eq!(found, ["b", "в", "c", "d"]);
    }
}
