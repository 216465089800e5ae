//! `search --batch FILE --format trec`: run lines for search test collections.
//!
//! Such collections judge rankings, not sets: the words of a query are alternatives here, where a person's are all wanted.

use super::{Context, ask};
use crate::exit::{Outcome, fault};
use crate::flags::Asking;
use crate::output::Output;
use crate::reader::Composed;
use anyhow::{Context as _, Result};
use rapporteur_model::{Query, Request, Search};
use serde::Deserialize;
use std::fs::File;
use std::io::{BufRead, BufReader, Write, stdin};
use std::path::Path;

#[derive(Deserialize)]
struct Topic {
    id: String,
    text: String,
}

/// Hits a topic where nothing else is said, as TREC runs have them.
const LIMIT: usize = 1_000;

pub(crate) fn run(file: &Path, asking: &Asking, context: &Context, output: &mut Output) -> Result<Outcome> {
    let engine = ask::engine(asking.within.as_deref(), context)?;
    let name = file.to_string_lossy();
    let lines: Box<dyn BufRead> = if name == "-" {
        Box::new(stdin().lock())
    } else {
        Box::new(BufReader::new(File::open(file).with_context(|| format!("cannot read {name}"))?))
    };
    let mut found = false;
    for (number, line) in lines.lines().enumerate() {
        let line = line.with_context(|| format!("cannot read {name}"))?;
        if line.trim().is_empty() {
            continue;
        }
        let topic: Topic = serde_json::from_str(&line)
            .with_context(|| format!("line {} of {name} is no query", number + 1))?;
        let request = Request {
            limit: asking.limit.unwrap_or(LIMIT),
            snippets: false,
            ..Request::new(any(Composed::default().parse(&topic.text).query))
        };
        let page = engine.search(&request).map_err(fault)?;
        for (rank, hit) in page.hits.iter().enumerate() {
            writeln!(output.out, "{} Q0 {} {} {} rapporteur", topic.id, hit.document, rank + 1, hit.score)?;
        }
        found |= page.total > 0;
    }
    Ok(Outcome::of(found))
}

/// The words of a conjunction as alternatives; what restricts the answer stays required.
fn any(query: Query) -> Query {
    let Query::And(parts) = query else { return query };
    let (words, mut rest): (Vec<Query>, Vec<Query>) =
        parts.into_iter().partition(|part| matches!(part, Query::Text(..)));
    if rest.is_empty() {
        return Query::Or(words);
    }
    rest.push(Query::Or(words));
    Query::And(rest)
}
