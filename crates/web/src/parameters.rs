//! The parameters of an address, read strictly: what is unknown or has no meaning is refused, never ignored, so
//! that a mistyped filter cannot pass for an answer.

use crate::failure::Failure;
use crate::form::Form;
use crate::limits;
use axum::extract::Query as Pairs;
use axum::http::{StatusCode, Uri};
use rapporteur_model::{FacetField, Query, Request, Sort, Unit};

/// Hits of an answer where the client does not say.
const DEFAULT_HITS: usize = 10;

/// What a page counts where the client does not say; a program gets what it names.
const PAGE_FACETS: [FacetField; 6] = [
    FacetField::Where,
    FacetField::Who,
    FacetField::Org,
    FacetField::Year,
    FacetField::Status,
    FacetField::Lang,
];

/// What the client asks for in `GET /search` and `GET /events`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Parameters {
    /// The query as typed.
    pub(crate) typed: String,
    /// Hits of the answer.
    pub(crate) limit: usize,
    /// Hits before it.
    pub(crate) offset: usize,
    /// Their order.
    pub(crate) sort: Sort,
    /// What to count, as asked for; `None` where the client does not say.
    pub(crate) facets: Option<Vec<FacetField>>,
    /// Whether to explain.
    pub(crate) explain: bool,
}

impl Parameters {
    const NAMES: &'static str = "q, n, offset, sort, facet, explain, format";

    /// Nothing but a text.
    pub(crate) fn new(typed: &str) -> Self {
        Self {
            typed: typed.to_owned(),
            limit: DEFAULT_HITS,
            offset: 0,
            sort: Sort::Relevance,
            facets: None,
            explain: false,
        }
    }

    /// The parameters of an address.
    pub(crate) fn read(uri: &Uri) -> Result<Self, Failure> {
        let mut read = Self::new("");
        let mut seen = Vec::new();
        for (name, value) in pairs(uri)? {
            if name != "facet" && seen.contains(&name) {
                return Err(Failure::parameter(&name, &value, "one value; it is given more than once"));
            }
            read.take(&name, value)?;
            seen.push(name);
        }
        if read.offset.saturating_add(read.limit) > limits::WINDOW {
            return Err(Failure::parameter(
                "offset",
                &read.offset.to_string(),
                &format!("offset + n up to {}; narrow the query down", limits::WINDOW),
            ));
        }
        limits::check_typed(&read.typed)?;
        Ok(read)
    }

    fn take(&mut self, name: &str, value: String) -> Result<(), Failure> {
        match name {
            // What is pasted holds line ends; no control character means anything in a query.
            "q" => self.typed = value.replace(char::is_control, " "),
            "n" => self.limit = number(name, &value, limits::HITS)?,
            "offset" => self.offset = number(name, &value, limits::WINDOW)?,
            "sort" => self.sort = sort(&value)?,
            "facet" => facets(self.facets.get_or_insert_default(), &value)?,
            "explain" => self.explain = flag(name, &value)?,
            "format" => format(&value)?,
            _ => return Err(unknown(name, &value, Self::NAMES)),
        }
        Ok(())
    }

    /// The request to the engine.
    pub(crate) fn request(&self, query: Query, unit: Unit, form: Form) -> Request {
        let facets = match (&self.facets, form) {
            (Some(facets), _) => facets.clone(),
            (None, Form::Page) => PAGE_FACETS.to_vec(),
            (None, Form::Json) => Vec::new(),
        };
        Request {
            unit,
            offset: self.offset,
            limit: self.limit,
            sort: self.sort,
            facets,
            explain: self.explain,
            ..Request::new(query)
        }
    }

    /// Whether `limit` is what a client gets that does not say.
    pub(crate) fn has_default_limit(&self) -> bool {
        self.limit == DEFAULT_HITS
    }
}

/// Refuses every parameter but `format`.
pub(crate) fn only_format(uri: &Uri) -> Result<(), Failure> {
    for (name, value) in pairs(uri)? {
        match name.as_str() {
            "format" => format(&value)?,
            _ => return Err(unknown(&name, &value, "format")),
        }
    }
    Ok(())
}

/// The query as typed, for the search box of a page that says what is wrong with the rest.
pub(crate) fn typed(uri: &Uri) -> String {
    let found = pairs(uri).ok().and_then(|pairs| pairs.into_iter().find(|(name, _)| name == "q"));
    found.map(|(_, value)| value.chars().take(limits::CHARACTERS).collect()).unwrap_or_default()
}

fn pairs(uri: &Uri) -> Result<Vec<(String, String)>, Failure> {
    match Pairs::try_from_uri(uri) {
        Ok(Pairs(pairs)) => Ok(pairs),
        Err(_) => Err(Failure::new(StatusCode::BAD_REQUEST, "the part after ? is not a list of parameters")),
    }
}

fn unknown(name: &str, value: &str, allowed: &str) -> Failure {
    Failure::parameter(name, value, &format!("this address takes {allowed}"))
}

fn number(name: &str, value: &str, most: usize) -> Result<usize, Failure> {
    let digits = !value.is_empty() && value.bytes().all(|byte| byte.is_ascii_digit());
    let read = if digits { value.parse().ok().filter(|number| *number <= most) } else { None };
    read.ok_or_else(|| Failure::parameter(name, value, &format!("a number from 0 to {most}")))
}

fn sort(value: &str) -> Result<Sort, Failure> {
    match value {
        "relevance" => Ok(Sort::Relevance),
        "newest" => Ok(Sort::Newest),
        "oldest" => Ok(Sort::Oldest),
        _ => Err(Failure::parameter("sort", value, "relevance, newest, oldest")),
    }
}

/// The name of an order in an address.
pub(crate) fn sort_name(sort: Sort) -> &'static str {
    match sort {
        Sort::Relevance => "relevance",
        Sort::Newest => "newest",
        Sort::Oldest => "oldest",
    }
}

fn facets(taken: &mut Vec<FacetField>, value: &str) -> Result<(), Failure> {
    for name in value.split(',').map(str::trim) {
        let field = FacetField::parse(name).ok_or_else(|| {
            let all: Vec<_> = FacetField::ALL.iter().map(|field| field.as_str()).collect();
            Failure::parameter("facet", name, &all.join(", "))
        })?;
        if !taken.contains(&field) {
            taken.push(field);
        }
    }
    Ok(())
}

fn flag(name: &str, value: &str) -> Result<bool, Failure> {
    match value {
        "1" => Ok(true),
        "0" => Ok(false),
        _ => Err(Failure::parameter(name, value, "1, 0")),
    }
}

fn format(value: &str) -> Result<(), Failure> {
    match value {
        "json" | "html" => Ok(()),
        _ => Err(Failure::parameter("format", value, "json, html")),
    }
}
