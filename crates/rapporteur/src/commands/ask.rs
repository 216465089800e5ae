//! What `search` and `events` share: the index, the request, the forms of an answer.

use super::identities::Identified;
use super::{Context, index, say};
use crate::exit::{Outcome, fault};
use crate::flags::{Asking, Order};
use crate::locate::to_read;
use crate::output::Output;
use crate::reader::Composed;
use crate::render::{csv, hits};
use anyhow::{Result, anyhow};
use rapporteur_index::Engine;
use rapporteur_model::{ClauseCount, FacetField, Page, Query, Request, Search, Sort, Unit, wire};
use rapporteur_query::{Parsed, print};
use std::io::Write;
use std::path::Path;

/// Hits shown where nothing else is said.
const LIMIT: usize = 10;

/// A question with its answer.
pub(crate) struct Answered {
    pub(crate) parsed: Parsed,
    pub(crate) request: Request,
    pub(crate) page: Page,
}

/// The engine to ask, its index brought up to date first where `--in` says so.
pub(crate) fn engine(within: Option<&Path>, context: &Context) -> Result<Engine> {
    let location = match within {
        Some(path) => index::bring_up_to_date(path, context)?,
        None => to_read(context.index.as_deref())?,
    };
    Engine::open(&location.index).map_err(fault)
}

pub(crate) fn ask(asking: &Asking, unit: Unit, context: &Context, output: &Output) -> Result<Answered> {
    let engine = engine(asking.within.as_deref(), context)?;
    let parsed = Composed::default().parse(&asking.query.join(" "));
    let request = Request {
        unit,
        offset: asking.offset,
        limit: asking.limit.or(context.config.search.limit).unwrap_or(LIMIT),
        sort: match asking.sort {
            Order::Relevance => Sort::Relevance,
            Order::Newest => Sort::Newest,
            Order::Oldest => Sort::Oldest,
        },
        facets: facets(&asking.facet)?,
        explain: asking.explain,
        ..Request::new(parsed.query.clone())
    };
    let engine = Identified(engine);
    let mut page = engine.search(&request).map_err(fault)?;
    if page.total == 0 && !request.explain {
        page.clauses = culprits(&engine, &request)?;
    }
    let machine = asking.json || asking.jsonl || asking.csv;
    if !machine || asking.jsonl || asking.csv {
        for warning in parsed.warnings.iter().chain(&page.warnings) {
            say(&output.paint.warning(&format!("note: {warning}")));
        }
    }
    Ok(Answered { parsed, request, page })
}

fn facets(names: &[String]) -> Result<Vec<FacetField>> {
    names
        .iter()
        .map(|name| {
            FacetField::parse(name.trim()).ok_or_else(|| {
                let all: Vec<&str> = FacetField::ALL.iter().map(|field| field.as_str()).collect();
                anyhow!("there is no facet {name:?}; there are {}", all.join(", "))
            })
        })
        .collect()
}

/// What each clause of a query without hits matches by itself.
fn culprits(engine: &impl Search, request: &Request) -> Result<Vec<ClauseCount>> {
    let counted = Request { explain: true, offset: 0, limit: 0, facets: Vec::new(), ..request.clone() };
    Ok(engine.search(&counted).map_err(fault)?.clauses)
}

/// Writes an answer in the form asked for.
pub(crate) fn answer(asking: &Asking, answered: &Answered, output: &mut Output) -> Result<Outcome> {
    let Answered { parsed, request, page } = answered;
    let print: &dyn Fn(&Query) -> String = &print;
    if asking.json {
        let canonical = print(&parsed.query);
        let asked = wire::Asked {
            query: &canonical,
            offset: request.offset,
            limit: request.limit,
            warnings: &parsed.warnings,
            print,
            atlas: &Composed::default(),
            facet_values: request.facet_values,
        };
        serde_json::to_writer(&mut output.out, &wire::page(page, &asked))?;
        writeln!(output.out)?;
    } else if asking.jsonl {
        for hit in &page.hits {
            serde_json::to_writer(&mut output.out, &wire::hit(hit, print))?;
            writeln!(output.out)?;
        }
    } else if asking.csv {
        csv::write(page, request.unit, &mut output.out)?;
    } else {
        hits::write(answered, print, output)?;
    }
    Ok(Outcome::of(page.total > 0))
}
