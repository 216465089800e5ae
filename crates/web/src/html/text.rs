//! The main text of a document, block by block, with what was read out of it marked.

use super::calendar;
use super::marked::pieces;
use maud::{Markup, html};
use rapporteur_model::{Block, BlockKind, PlaceKind, Record, Span};

/// What separates the cells of a table's row.
const CELL: &str = " | ";

/// What a piece of the text stands for.
#[derive(Debug, Clone)]
struct Note {
    kind: &'static str,
    meaning: String,
}

/// The main text.
pub(super) fn text(record: &Record) -> Markup {
    let text = &record.document.text;
    let notes = notes(record);
    let blocks = &record.document.blocks;
    html! {
        @if blocks.is_empty() {
            @for line in lines(text) { p dir="auto" { (piece(text, line, &notes)) } }
        }
        @for run in blocks.chunk_by(|one, next| one.kind == next.kind && joins(one.kind)) { (shown(text, run, &notes)) }
    }
}

/// Whether neighbours of this kind are parts of one thing.
fn joins(kind: BlockKind) -> bool {
    matches!(kind, BlockKind::ListItem | BlockKind::TableRow | BlockKind::Preformatted | BlockKind::Quotation)
}

fn shown(text: &str, run: &[Block], notes: &[(Span, Note)]) -> Markup {
    let block = |block: &Block| piece(text, block.span, notes);
    let Some(first) = run.first() else { return html! {} };
    html! {
        @match first.kind {
            BlockKind::Heading(level) => { (heading(level, &block(first))) },
            BlockKind::Paragraph => { p dir="auto" { (block(first)) } },
            BlockKind::Caption => { p.caption dir="auto" { (block(first)) } },
            BlockKind::ListItem => { ul { @for item in run { li dir="auto" { (block(item)) } } } },
            BlockKind::Quotation => { blockquote dir="auto" { @for part in run { p { (block(part)) } } } },
            BlockKind::Preformatted => { pre dir="auto" { @for line in run { (block(line)) "\n" } } },
            BlockKind::TableRow => {
                div.scroll tabindex="0" {
                    table { tbody { @for row in run {
                        tr { @for cell in cells(text, row.span) { td dir="auto" { (piece(text, cell, notes)) } } }
                    } } }
                }
            },
        }
    }
}

/// The headings of a document stand below those of the page.
fn heading(level: u8, content: &Markup) -> Markup {
    html! {
        @match level {
            0 | 1 => { h3 dir="auto" { (content) } },
            2 => { h4 dir="auto" { (content) } },
            3 => { h5 dir="auto" { (content) } },
            _ => { h6 dir="auto" { (content) } },
        }
    }
}

/// One stretch of the text with the notes that lie in it.
fn piece(text: &str, span: Span, notes: &[(Span, Note)]) -> Markup {
    let from = notes.partition_point(|(note, _)| note.start() < span.start());
    let inside = notes[from..].iter().take_while(|(note, _)| note.start() < span.end());
    let marks = inside
        .filter(|(note, _)| span.contains(*note))
        .map(|(note, meaning)| (Span::new(note.start() - span.start(), note.end() - span.start()), meaning));
    html! {
        @for (piece, note) in pieces(span.of(text), marks.collect()) {
            @match note {
                Some(note) => { span class={ "note " (note.kind) } title=(note.meaning) { (piece) } },
                None => { (piece) },
            }
        }
    }
}

/// Every annotation of the text in order.
fn notes(record: &Record) -> Vec<(Span, Note)> {
    let mut notes = Vec::new();
    let mut add =
        |span: Span, kind: &'static str, meaning: String| notes.push((span, Note { kind, meaning }));
    for dated in &record.dates {
        let inferred = if dated.when.inferred { " (inferred)" } else { "" };
        add(dated.when.span, "date", format!("date: {}{inferred}", calendar::said(dated.when.value)));
    }
    for place in &record.places {
        let country = place.value.country.as_deref().filter(|_| place.value.kind != PlaceKind::Country);
        let country = country.map(|code| format!(", {code}")).unwrap_or_default();
        let role = place.value.role.as_str();
        add(place.span, "place", format!("place: {}{country} ({role})", place.value.name));
    }
    for person in &record.people {
        for span in &person.mentions {
            add(*span, "person", format!("person: {}", person.name));
        }
    }
    for body in &record.organisations {
        for span in &body.mentions {
            add(*span, "organisation", format!("organisation: {}", body.name));
        }
    }
    notes.sort_by_key(|(span, _)| *span);
    notes
}

fn lines(text: &str) -> Vec<Span> {
    split(text, Span::new(0, text.len()), "\n")
}

fn cells(text: &str, row: Span) -> Vec<Span> {
    split(text, row, CELL)
}

fn split(text: &str, whole: Span, separator: &str) -> Vec<Span> {
    let mut parts = Vec::new();
    let covered = whole.of(text);
    if covered.is_empty() {
        return parts;
    }
    let mut at = whole.start();
    for part in covered.split(separator) {
        if !part.is_empty() || separator == CELL {
            parts.push(Span::new(at, at + part.len()));
        }
        at += part.len() + separator.len();
    }
    parts
}
