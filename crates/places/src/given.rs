//! Places whose spans are known: each is resolved with the help of the others, none is found or thrown out.

use crate::gazetteer::Gazetteer;
use crate::matching::{Match, name_at};
use crate::resolve::Evidence;
use crate::token::tokens;
use rapporteur_model::{Found, PlaceRef, PlaceRole, Span};

/// The places that stand at `spans`, in their order; a span whose name the gazetteer does not know is left out.
pub fn resolve(text: &str, spans: &[Span]) -> Vec<Found<PlaceRef>> {
    let tokens = tokens(text);
    let mut spans = spans.to_vec();
    spans.sort_unstable();
    spans.dedup();
    let found: Vec<(Span, Option<Match>)> = spans
        .into_iter()
        .map(|span| {
            let first = tokens.partition_point(|token| token.span.end() <= span.start());
            let starts = tokens.get(first).is_some_and(|token| token.span.start() < span.end());
            (span, if starts { name_at(text, &tokens, first) } else { None })
        })
        .collect();
    let matches: Vec<Match> = found.iter().filter_map(|(_, found)| found.clone()).collect();
    let (evidence, contained) = Evidence::gather(text, &tokens, &matches);
    let mut contained = contained.into_iter();
    let gazetteer = Gazetteer::embedded();
    let mut out = Vec::new();
    for (span, found) in found {
        let place = match found {
            Some(found) => evidence
                .resolve(&found, contained.next().flatten())
                .map(|(sense, choice)| (gazetteer.entry(sense.row, PlaceRole::Mention), choice.rule())),
            None => gazetteer.lookup(span.of(text)).into_iter().next().map(|place| (place, "place-look-up")),
        };
        out.extend(place.map(|(place, rule)| Found::stated(place, span, rule)));
    }
    out
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
        let ids: Vec<u32> = resolve(text, &spans).iter().map(|place| place.value.id.0).collect();
        assert_eq!(ids, [614_540, 611_717, 4_717_560, 4_736_286]);
    }
}
