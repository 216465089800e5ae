//! The routes. [`app`] gives a router that needs no socket; everything a route does beyond reading its address
//! happens on the pool: reading the query, searching, and writing the answer out.

use crate::config::Config;
use crate::failure::Failure;
use crate::form::Form;
use crate::guard;
use crate::html;
use crate::limits;
use crate::parameters::{self, Parameters};
use crate::pool::{Panicked, Pool, said};
use crate::reader::{Question, Reader};
use axum::Router;
use axum::extract::rejection::PathRejection;
use axum::extract::{Path, Request, State};
use axum::http::{HeaderMap, StatusCode, Uri, header};
use axum::middleware::{from_fn, from_fn_with_state};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use rapporteur_model::{DocId, Page, Query, Request as Asked, Search, Unit, wire};
use serde::Serialize;
use std::any::Any;
use std::sync::Arc;
use tokio::time::timeout;
use tower_http::catch_panic::CatchPanicLayer;

const STYLE: &str = include_str!("../assets/style.css");
const ICON: &str = include_str!("../assets/icon.svg");

/// What every route needs.
pub(crate) struct Site {
    search: Arc<dyn Search>,
    reader: Arc<dyn Reader>,
    config: Config,
    pool: Pool,
}

impl Site {
    /// The settings.
    pub(crate) fn config(&self) -> &Config {
        &self.config
    }
}

/// An answer, written out.
struct Reply {
    kind: &'static str,
    body: String,
}

impl Reply {
    fn page(body: String) -> Self {
        Self { kind: html::CONTENT_TYPE, body }
    }

    fn json(value: &impl Serialize) -> Result<Self, Failure> {
        let body = serde_json::to_string(value)
            .map_err(|error| rapporteur_model::Fault::caused("cannot write the answer out", error))?;
        Ok(Self { kind: "application/json", body })
    }
}

/// The whole site as a router: routes, checks, headers. Starts the pool's threads, which end with the router.
pub(crate) fn app(search: Arc<dyn Search>, reader: Arc<dyn Reader>, config: Config) -> Router {
    let pool = Pool::new(config.threads, config.queue);
    let site = Arc::new(Site { search, reader, config, pool });
    let held = Arc::clone(&site);
    let panicked = move |payload: Box<dyn Any + Send>| {
        Failure::from(Panicked(said(payload.as_ref()))).respond(Form::Json, "", &held.config)
    };
    Router::new()
        .route("/", get(home))
        .route("/search", get(documents))
        .route("/events", get(events))
        .route("/documents/{*id}", get(document))
        .route("/healthz", get(health))
        .route("/style.css", get(|| async { ([(header::CONTENT_TYPE, "text/css; charset=utf-8")], STYLE) }))
        .route("/icon.svg", get(|| async { ([(header::CONTENT_TYPE, "image/svg+xml")], ICON) }))
        .fallback(nowhere)
        .layer(from_fn_with_state(Arc::clone(&site), guard::admit))
        .layer(CatchPanicLayer::custom(panicked))
        .layer(from_fn(guard::seal))
        .with_state(site)
}

async fn home(State(site): State<Arc<Site>>, uri: Uri, headers: HeaderMap) -> Response {
    answer(site, &uri, &headers, move |site, uri, form| {
        parameters::only_format(uri)?;
        let holdings = site.search.holdings()?;
        match form {
            Form::Json => Reply::json(&holdings),
            Form::Page => Ok(Reply::page(html::home(&holdings))),
        }
    })
    .await
}

async fn documents(State(site): State<Arc<Site>>, uri: Uri, headers: HeaderMap) -> Response {
    answer(site, &uri, &headers, |site, uri, form| found(site, uri, form, Unit::Document)).await
}

async fn events(State(site): State<Arc<Site>>, uri: Uri, headers: HeaderMap) -> Response {
    answer(site, &uri, &headers, |site, uri, form| found(site, uri, form, Unit::Event)).await
}

async fn document(
    State(site): State<Arc<Site>>,
    path: Result<Path<String>, PathRejection>,
    uri: Uri,
    headers: HeaderMap,
) -> Response {
    answer(site, &uri, &headers, move |site, uri, form| {
        parameters::only_format(uri)?;
        let Path(id) = path.map_err(|_| {
            Failure::new(
                StatusCode::BAD_REQUEST,
                "the identifier in the address is not percent-encoded UTF-8",
            )
        })?;
        let record = site.search.get(&DocId::new(id))?.ok_or_else(|| {
            Failure::new(StatusCode::NOT_FOUND, "the index holds no document under this identifier")
        })?;
        match form {
            Form::Json => Reply::json(&wire::document(&record)),
            Form::Page => Ok(Reply::page(html::document(&record, site.reader.as_ref()))),
        }
    })
    .await
}

async fn health(State(site): State<Arc<Site>>, uri: Uri, headers: HeaderMap) -> Response {
    #[derive(Serialize)]
    struct Health {
        status: &'static str,
        documents: u64,
    }
    answer(site, &uri, &headers, |site, uri, _| {
        parameters::only_format(uri)?;
        Reply::json(&Health { status: "ok", documents: site.search.holdings()?.documents })
    })
    .await
}

async fn nowhere(State(site): State<Arc<Site>>, request: Request) -> Response {
    Failure::nowhere().respond(Form::of(request.uri(), request.headers()), "", &site.config)
}

/// Has `work` done on the pool and gives what comes of it, in the form the client asked for.
async fn answer(
    site: Arc<Site>,
    uri: &Uri,
    headers: &HeaderMap,
    work: impl FnOnce(&Site, &Uri, Form) -> Result<Reply, Failure> + Send + 'static,
) -> Response {
    let form = Form::of(uri, headers);
    let (held, address) = (Arc::clone(&site), uri.clone());
    let outcome = match site.pool.submit(move || work(&held, &address, form)) {
        None => Err(Failure::busy()),
        Some(pending) => match timeout(site.config.answer_time, pending).await {
            Err(_) => Err(Failure::late()),
            Ok(Err(_)) => Err(Failure::busy()),
            Ok(Ok(Err(panicked))) => Err(panicked.into()),
            Ok(Ok(Ok(outcome))) => outcome,
        },
    };
    match outcome {
        Ok(reply) => ([(header::CONTENT_TYPE, reply.kind)], reply.body).into_response(),
        Err(failure) => failure.respond(form, &parameters::typed(uri), &site.config),
    }
}

/// Answers `GET /search` and `GET /events`.
fn found(site: &Site, uri: &Uri, form: Form, unit: Unit) -> Result<Reply, Failure> {
    let parameters = Parameters::read(uri)?;
    let question = site.reader.read(&parameters.typed);
    limits::check_read(&question.query)?;
    let request = parameters.request(question.query.clone(), unit, form);
    let facet_values = request.facet_values;
    let mut page = site.search.search(&request)?;
    if page.total == 0 && !request.explain {
        page.clauses = culprits(site, request)?;
    }
    let print = |query: &Query| site.reader.print(query);
    match form {
        Form::Json => {
            Reply::json(&wire::page(&page, &asked(site, &parameters, facet_values, &question, &print)))
        }
        Form::Page => {
            let atlas = site.reader.as_ref();
            let results = html::Results {
                unit,
                parameters: &parameters,
                question: &question,
                page: &page,
                atlas,
                facet_values,
            };
            Ok(Reply::page(html::results(&results, &print)))
        }
    }
}

/// What each clause of a query without hits matches by itself.
fn culprits(site: &Site, request: Asked) -> Result<Vec<rapporteur_model::ClauseCount>, Failure> {
    let counted = Asked { explain: true, offset: 0, limit: 0, facets: Vec::new(), ..request };
    let page: Page = site.search.search(&counted)?;
    Ok(page.clauses)
}

fn asked<'a>(
    site: &'a Site,
    parameters: &Parameters,
    facet_values: usize,
    question: &'a Question,
    print: &'a dyn Fn(&Query) -> String,
) -> wire::Asked<'a> {
    wire::Asked {
        query: &question.canonical,
        offset: parameters.offset,
        limit: parameters.limit,
        warnings: &question.warnings,
        print,
        atlas: site.reader.as_ref(),
        facet_values,
    }
}
