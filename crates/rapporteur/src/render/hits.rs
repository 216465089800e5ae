//! Hits for a person to read.

use crate::commands::Answered;
use crate::output::{Output, Paint, clean};
use crate::reader::Composed;
use crate::render::{event, tree};
use anyhow::Result;
use rapporteur_model::{Excluded, Hit, PlaceTree, Query, Snippet, Unit};
use std::io::Write;

/// Events shown under a document.
const EVENTS: usize = 3;

pub(crate) fn write(
    answered: &Answered,
    print: &dyn Fn(&Query) -> String,
    output: &mut Output,
) -> Result<()> {
    let (page, paint) = (&answered.page, output.paint);
    for (at, hit) in page.hits.iter().enumerate() {
        let number = answered.request.offset + at + 1;
        match answered.request.unit {
            Unit::Document => document(number, hit, output)?,
            Unit::Event => one_event(number, hit, output)?,
        }
        for note in &hit.notes {
            writeln!(output.out, "     {}", paint.warning(&clean(note)))?;
        }
        if !hit.why.is_empty() {
            let why: Vec<String> = hit.why.iter().map(print).collect();
            writeln!(output.out, "    {}", paint.dim(&format!("matched {}", clean(&why.join(" · ")))))?;
        }
        for name in &hit.matched {
            writeln!(output.out, "    {}", paint.dim(&format!("matched {}", clean(name))))?;
        }
        writeln!(output.out)?;
    }
    facets(answered, output)?;
    summary(answered, output)?;
    for clause in &page.clauses {
        writeln!(output.out, "  {:>7}  {}", clause.count, clean(&print(&clause.clause)))?;
    }
    Ok(())
}

fn document(number: usize, hit: &Hit, output: &mut Output) -> Result<()> {
    let (paint, width) = (output.paint, output.width);
    let title = hit.title.as_deref().unwrap_or("(untitled)");
    writeln!(output.out, "{} {}", paint.dim(&format!("{number:>3}.")), paint.title(&clean(title)))?;
    writeln!(output.out, "     {}{}", paint.path(&clean(hit.document.as_str())), paint.dim(&about(hit)))?;
    if let Some(snippet) = &hit.snippet {
        for line in wrapped(&highlighted(snippet, paint), width - 5) {
            writeln!(output.out, "     {line}")?;
        }
    }
    for proof in hit.proofs.iter().take(EVENTS) {
        writeln!(output.out, "     {} {}", paint.dim("▸"), event::line(&proof.event, paint))?;
        for sentence in &proof.sentences {
            for line in wrapped(&format!("“{}”", clean(sentence)), width - 7) {
                writeln!(output.out, "       {line}")?;
            }
        }
    }
    if hit.proofs.len() > EVENTS {
        writeln!(
            output.out,
            "     {}",
            paint.dim(&format!("▸ and {} more events", hit.proofs.len() - EVENTS))
        )?;
    }
    Ok(())
}

fn one_event(number: usize, hit: &Hit, output: &mut Output) -> Result<()> {
    let (paint, width) = (output.paint, output.width);
    for proof in &hit.proofs {
        writeln!(output.out, "{} {}", paint.dim(&format!("{number:>3}.")), event::line(&proof.event, paint))?;
        for sentence in &proof.sentences {
            for line in wrapped(&format!("“{}”", clean(sentence)), width - 5) {
                writeln!(output.out, "     {line}")?;
            }
        }
    }
    let title = hit.title.as_deref().map(|title| format!(" · {}", clean(title))).unwrap_or_default();
    writeln!(output.out, "     {}{}", paint.path(&clean(hit.document.as_str())), paint.dim(&title))?;
    Ok(())
}

fn about(hit: &Hit) -> String {
    let published = hit.published.map(|when| format!(" · {when}")).unwrap_or_default();
    let language = hit.language.as_deref().map(|language| format!(" · {language}")).unwrap_or_default();
    format!("{published}{language}")
}

fn highlighted(snippet: &Snippet, paint: Paint) -> String {
    let mut out = String::new();
    let mut from = 0;
    for span in &snippet.highlights {
        let (Some(before), Some(word)) =
            (snippet.text.get(from..span.start()), snippet.text.get(span.range()))
        else {
            continue;
        };
        out.push_str(&clean(before));
        out.push_str(&paint.hit(&clean(word)));
        from = span.end();
    }
    out.push_str(&clean(snippet.text.get(from..).unwrap_or("")));
    out
}

/// Lines of at most `width` characters, colour codes not counted.
fn wrapped(text: &str, width: usize) -> Vec<String> {
    let mut lines = vec![String::new()];
    let mut length = 0;
    for word in text.split_whitespace() {
        let visible = visible(word);
        if length > 0 && length + 1 + visible > width {
            lines.push(String::new());
            length = 0;
        }
        if let Some(line) = lines.last_mut() {
            if length > 0 {
                line.push(' ');
                length += 1;
            }
            line.push_str(word);
            length += visible;
        }
    }
    lines
}

fn visible(word: &str) -> usize {
    let mut count = 0;
    let mut code = false;
    for c in word.chars() {
        match c {
            '\x1b' => code = true,
            'm' if code => code = false,
            _ => count += usize::from(!code),
        }
    }
    count
}

fn facets(answered: &Answered, output: &mut Output) -> Result<()> {
    for facet in &answered.page.facets {
        writeln!(output.out, "{}", output.paint.title(facet.field.as_str()))?;
        let tree = PlaceTree::of(facet, &Composed::default(), answered.request.facet_values);
        if tree.is_empty() {
            for value in &facet.values {
                writeln!(output.out, "  {:>7}  {}", value.count, clean(&value.value))?;
            }
        } else {
            tree::write(&tree, output)?;
        }
        writeln!(output.out)?;
    }
    Ok(())
}

fn summary(answered: &Answered, output: &mut Output) -> Result<()> {
    let Answered { page, request, .. } = answered;
    let unit = match (request.unit, page.total) {
        (Unit::Document, 1) => "document matches",
        (Unit::Document, _) => "documents match",
        (Unit::Event, 1) => "event matches",
        (Unit::Event, _) => "events match",
    };
    let shown = page.hits.len();
    let window = if (shown as u64) < page.total && shown > 0 {
        format!(", {}–{} shown", request.offset + 1, request.offset + shown)
    } else {
        String::new()
    };
    let line = format!("{} {unit}{window}{}", page.total, excluded(page.excluded));
    writeln!(output.out, "{}", output.paint.dim(&line))?;
    if page.total == 0 && !page.clauses.is_empty() {
        writeln!(output.out, "each part of the query by itself:")?;
    }
    Ok(())
}

fn excluded(excluded: Excluded) -> String {
    let told = |count: Option<u64>, what: &str| {
        count
            .filter(|count| *count > 0)
            .map(|count| format!("; {count} more would but {what}"))
            .unwrap_or_default()
    };
    format!("{}{}", told(excluded.undated, "have no date"), told(excluded.unplaced, "have no place"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use rapporteur_model::Span;

    #[test]
    fn highlights_are_painted_and_do_not_count_for_the_width() {
        let snippet = Snippet {
            text: "в Бишкеке".to_owned(),
            highlights: vec![Span::new(3, 17), Span::new(1, 2)],
        };
        assert_eq!(highlighted(&snippet, Paint::plain()), "в Бишкеке");
        assert_eq!(visible("\x1b[1;31mОш\x1b[0m"), 2);
        assert_eq!(wrapped("aa bb cc", 5), ["aa bb", "cc"]);
    }
}
