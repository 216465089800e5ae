//! A document with what was read out of it, for a person to read.

use crate::output::{Output, Paint, clean};
use crate::render::event;
use anyhow::Result;
use rapporteur_model::{Block, BlockKind, Record, Span};
use std::io::Write;

pub(crate) fn write(record: &Record, context: Option<usize>, output: &mut Output) -> Result<()> {
    let paint = output.paint;
    let document = &record.document;
    let title = record.title.as_ref().map_or("(untitled)", |title| title.value.as_str());
    let out = &mut output.out;
    writeln!(out, "{}", paint.title(&clean(title)))?;
    writeln!(out, "{}", paint.path(&clean(document.id.as_str())))?;
    if let Some(published) = &record.published {
        let how = format!(" ({}: {})", published.rule, clean(&published.evidence));
        writeln!(out, "published {}{}", paint.fact(&published.value.to_string()), paint.dim(&how))?;
    }
    if !record.authors.is_empty() {
        writeln!(out, "by {}", clean(&record.authors.join(", ")))?;
    }
    if !record.about.is_empty() {
        let about: Vec<String> =
            record.about.iter().map(|place| paint.fact(&clean(&place.value.name))).collect();
        writeln!(out, "about {}", about.join(", "))?;
    }
    for found in &record.events {
        writeln!(out, "▸ {}", event::line(found, paint))?;
    }
    for issue in &document.issues {
        writeln!(out, "{}", paint.warning(&format!("note: {} ({})", clean(&issue.message), issue.code)))?;
    }
    writeln!(out)?;
    let shown = shown(record, context);
    let marks = marks(record);
    let mut gap = false;
    for (block, shown) in document.blocks.iter().zip(shown) {
        if shown {
            writeln!(out, "{}", block_text(record, block, &marks, paint))?;
        } else if !gap {
            writeln!(out, "{}", paint.dim("…"))?;
        }
        gap = !shown;
    }
    Ok(())
}

/// Which blocks to show: all, or those with an event's evidence and so many around them.
fn shown(record: &Record, context: Option<usize>) -> Vec<bool> {
    let blocks = &record.document.blocks;
    let Some(around) = context else { return vec![true; blocks.len()] };
    let mut shown = vec![false; blocks.len()];
    for evidence in record.events.iter().flat_map(|event| &event.evidence) {
        for (at, _) in blocks.iter().enumerate().filter(|(_, block)| block.span.overlaps(*evidence)) {
            let to = (at + around + 1).min(blocks.len());
            shown[at.saturating_sub(around)..to].fill(true);
        }
    }
    shown
}

/// What is marked in the text, in order, not overlapping.
fn marks(record: &Record) -> Vec<Span> {
    let mut marks: Vec<Span> = record.dates.iter().map(|dated| dated.when.span).collect();
    marks.extend(record.places.iter().map(|place| place.span));
    marks.extend(record.people.iter().flat_map(|person| person.mentions.iter().copied()));
    marks.sort_unstable();
    let mut end = 0;
    marks.retain(|span| {
        let kept = span.start() >= end;
        end = if kept { span.end() } else { end };
        kept
    });
    marks
}

fn block_text(record: &Record, block: &Block, marks: &[Span], paint: Paint) -> String {
    let text = &record.document.text;
    let mut out = match block.kind {
        BlockKind::Heading(_) => "\n".to_owned(),
        BlockKind::ListItem => "• ".to_owned(),
        BlockKind::Quotation => "> ".to_owned(),
        _ => String::new(),
    };
    let heading = matches!(block.kind, BlockKind::Heading(_));
    let mut from = block.span.start();
    let first = marks.partition_point(|mark| mark.end() <= block.span.start());
    for mark in marks[first..].iter().take_while(|mark| mark.end() <= block.span.end()) {
        if mark.start() < from {
            continue;
        }
        out.push_str(&clean(&text[from..mark.start()]));
        out.push_str(&paint.fact(&clean(mark.of(text))));
        from = mark.end();
    }
    let rest = clean(text.get(from..block.span.end()).unwrap_or(""));
    out.push_str(&if heading { paint.title(&rest) } else { rest.into_owned() });
    out
}
