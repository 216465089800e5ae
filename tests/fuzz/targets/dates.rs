//! Any text in any language, read from any day: every expression lies on characters, none overlaps another, every value is
//! written and read back, and what comes from nowhere is not inferred.
#![no_main]

use rapporteur_dates::{Anchor, find};
use rapporteur_model::{Block, BlockKind, Date, Span, When};

const LANGUAGES: [Option<&str>; 13] = [
    None,
    Some("en"),
    Some("ru"),
    Some("fr"),
    Some("es"),
    Some("de"),
    Some("pt"),
    Some("uk"),
    Some("kk"),
    Some("ky"),
    Some("tg"),
    Some("it"),
    Some("zh"),
];

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    let [language, day_low, day_high, rest @ ..] = bytes else { return };
    let text = String::from_utf8_lossy(rest);
    let language = LANGUAGES[usize::from(*language) % LANGUAGES.len()];
    let days = i32::from(*day_low) + 256 * i32::from(*day_high);
    let anchors = [Anchor::none(), Anchor::day(Date::MIN.plus_days(days * 60)), Anchor::day(Date::MAX.plus_days(-days))];
    let blocks = blocks(&text);
    for anchor in anchors {
        let mut end = 0;
        for expression in find(&text, &blocks, language, anchor) {
            let found = expression.found;
            assert!(found.span.start() >= end && !found.span.is_empty());
            assert!(text.get(found.span.range()).is_some());
            let beside = [expression.cue, expression.basis].into_iter().flatten();
            beside.for_each(|span| assert!(text.get(span.range()).is_some()));
            assert!(found.value.start() <= found.value.end());
            let written = found.value.to_string();
            let read: When = written.parse().unwrap_or_else(|error| panic!("{written}: {error}"));
            assert_eq!((read.start(), read.end()), (found.value.start(), found.value.end()), "{written}");
            end = found.span.end();
        }
    }
    rapporteur_dates::parse(&text, Date::MIN.plus_days(days * 60));
});

/// The lines, every third of them a heading.
fn blocks(text: &str) -> Vec<Block> {
    let mut start = 0;
    let lines = text.split('\n').enumerate();
    lines
        .map(|(number, line)| {
            let span = Span::new(start, start + line.len());
            start = span.end() + 1;
            let kind = if number % 3 == 0 { BlockKind::Heading(2) } else { BlockKind::Paragraph };
            Block { kind, span }
        })
        .collect()
}
