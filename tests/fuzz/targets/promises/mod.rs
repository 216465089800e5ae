//! What holds of every document, whatever its bytes.

use rapporteur_ingest::{Input, ingest};
use rapporteur_model::{DocId, Record, Span, wire};

/// Reads bytes as the file of this name, and fails where a promise is broken.
pub fn page(name: &str, bytes: &[u8]) {
    let id = DocId::new(name);
    let input = Input { id: &id, uri: name, bytes };
    let Ok(document) = ingest(&input) else { return };
    let text = document.text.clone();
    let mut end = 0;
    for block in &document.blocks {
        on_characters(block.span, &text);
        assert!(block.span.start() >= end, "blocks overlap");
        assert!(!block.span.of(&text).contains('\n'), "a block holds a newline");
        end = block.span.end();
    }
    let mut end = 0;
    for link in &document.links {
        on_characters(link.span, &text);
        assert!(link.span.start() >= end, "links overlap");
        assert!(!link.span.is_empty() && !link.target.is_empty(), "an empty link");
        end = link.span.end();
    }
    for foreign in &document.foreign {
        assert!(document.blocks.iter().any(|block| block.span == foreign.span), "no block is in {}", foreign.language);
    }
    let record = rapporteur_annotate::annotate(document);
    spans(&record);
    // Nor does the contract's turning of bytes into code points fail.
    let _ = serde_json::to_string(&wire::document(&record));
}

fn spans(record: &Record) {
    let text = &record.document.text;
    record.dates.iter().for_each(|date| on_characters(date.when.span, text));
    record.places.iter().for_each(|place| on_characters(place.span, text));
    record.people.iter().flat_map(|person| &person.mentions).for_each(|span| on_characters(*span, text));
    record.organisations.iter().flat_map(|body| &body.mentions).for_each(|span| on_characters(*span, text));
    for event in &record.events {
        assert!(!event.evidence.is_empty(), "an event without evidence");
        assert!(event.when.is_some() || event.venue.is_some(), "an event without time and venue");
        event.evidence.iter().for_each(|span| on_characters(*span, text));
        event.people.iter().for_each(|person| on_characters(person.span, text));
        event.when.iter().for_each(|when| on_characters(when.span, text));
        event.venue.iter().for_each(|venue| on_characters(venue.span, text));
    }
}

fn on_characters(span: Span, text: &str) {
    assert!(
        text.get(span.range()).is_some(),
        "{span:?} is not on characters of a text of {} bytes",
        text.len()
    );
}
