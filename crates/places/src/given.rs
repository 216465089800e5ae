//! Places whose spans are known: each is resolved with the help of the others, none is found or thrown out.

use crate::fold::folded;
use crate::gazetteer::{Candidate, Gazetteer};
use crate::matching::{Match, adjective_at, name_at, state_at, whole};
use crate::model::Model;
use crate::reading::Reading;
use crate::text::Text;
use crate::token::Token;
use rapporteur_model::{Date, Found, PlaceRef, PlaceRole, Span};

/// The places that stand at `spans`, in their order; a span whose name the gazetteer does not know, and that no name is one letter away
/// from, is left out. `day` is that of writing: it says what held what then.
pub fn resolve(
    text: &str,
    language: Option<&str>,
    day: Option<Date>,
    spans: &[Span],
) -> Vec<Found<PlaceRef>> {
    resolved(&Text::read(text, language), day, spans, Gazetteer::candidates)
}

/// The same without names one letter away.
pub(crate) fn resolve_tagged(text: &Text<'_>, day: Option<Date>, spans: &[Span]) -> Vec<Found<PlaceRef>> {
    resolved(text, day, spans, Gazetteer::spelt)
}

fn resolved(
    text: &Text<'_>,
    day: Option<Date>,
    spans: &[Span],
    look_up: impl Fn(&Gazetteer, &str) -> Vec<Candidate>,
) -> Vec<Found<PlaceRef>> {
    let (reading, found) = reading(text, spans);
    let judged = reading.judge(Model::embedded(), Some(1.0));
    let gazetteer = Gazetteer::embedded();
    let mut at = 0;
    let mut out = Vec::new();
    for (span, known) in found {
        if known {
            let (sense, _) = judged.best(&reading, at);
            let place = gazetteer.entry(sense.row, PlaceRole::Mention, day);
            out.push(Found::stated(place, span, judged.rule(&reading, at, sense)));
            at += 1;
        } else if let Some(found) = look_up(gazetteer, span.of(text.text)).into_iter().next() {
            out.push(Found::stated(found.place, span, "place-look-up"));
        }
    }
    out
}

/// The names that stand at `spans`, and for each span in order whether one does.
pub(crate) fn reading<'a>(text: &'a Text<'a>, spans: &[Span]) -> (Reading<'a>, Vec<(Span, bool)>) {
    let tokens = &text.tokens;
    let mut spans = spans.to_vec();
    spans.sort_unstable();
    spans.dedup();
    let mut matches: Vec<Match> = Vec::new();
    let mut found = Vec::new();
    for span in spans {
        let first = tokens.partition_point(|token| token.span.end() <= span.start());
        let known = tokens.get(first).filter(|token| token.span.start() < span.end());
        let name = known.and_then(|_| name_in(text.text, text.language, tokens, first, span));
        found.push((span, name.is_some()));
        matches.extend(name);
    }
    (Reading::with_matches(text, matches), found)
}

/// The name that fills the span, else the one that begins it.
fn name_in(text: &str, language: Option<&str>, tokens: &[Token], first: usize, span: Span) -> Option<Match> {
    let last = tokens.partition_point(|token| token.span.start() < span.end()) - 1;
    let state = || state_at(text, tokens, first).filter(|found| found.last == last);
    let filled = |found: &Match| found.last == last;
    name_at(text, tokens, first, language)
        .filter(filled)
        .or_else(state)
        .or_else(|| whole(text, tokens, first, last, language))
        .or_else(|| first_words(text, language, tokens, first, last))
        .or_else(|| adjective_at(text, tokens, first, language))
}

/// The longest name at the beginning of the span, without an article: "the West", "Osh oblast".
fn first_words(
    text: &str,
    language: Option<&str>,
    tokens: &[Token],
    first: usize,
    last: usize,
) -> Option<Match> {
    let article = matches!(folded(tokens[first].text(text)).as_str(), "the" | "la" | "le" | "les" | "el");
    if article && first < last {
        return whole(text, tokens, first + 1, last, language)
            .or_else(|| name_at(text, tokens, first + 1, language));
    }
    (first..last)
        .rev()
        .find_map(|end| whole(text, tokens, first, end, language))
        .or_else(|| name_at(text, tokens, first, language))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn given_spans_are_resolved_together_and_none_is_thrown_out() {
        let text = "Bank of Georgia in Tbilisi; Paris, Texas; Qwertyville";
        let spans: Vec<Span> = ["Georgia", "Tbilisi", "Paris", "Texas", "Qwertyville"]
            .iter()
            .map(|name| text.find(name).map(|at| Span::new(at, at + name.len())).expect("a name"))
            .collect();
        let ids: Vec<u32> = resolve(text, None, None, &spans).iter().map(|place| place.value.id.0).collect();
        assert_eq!(ids, [614_540, 611_717, 4_717_560, 4_736_286]);
    }
}
