//! What goes wrong with a request, and the only place where a [`Fault`] becomes a status.
//!
//! A client learns what it can do better. What went wrong inside goes to the log under a number, and the client
//! is told the number only: a message of the engine names paths.

use crate::config::Config;
use crate::form::Form;
use crate::html;
use crate::pool::Panicked;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use rapporteur_model::Fault;
use serde::Serialize;
use std::error::Error;
use std::hash::{BuildHasher, RandomState};

/// A request that has no answer.
#[derive(Debug)]
pub(crate) struct Failure {
    status: StatusCode,
    message: String,
    parameter: Option<Box<Parameter>>,
    retry: bool,
    secret: Option<String>,
}

/// A parameter that cannot be obeyed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
struct Parameter {
    parameter: String,
    value: String,
    allowed: String,
}

#[derive(Serialize)]
struct FailureJson<'a> {
    error: ErrorJson<'a>,
}

#[derive(Serialize)]
struct ErrorJson<'a> {
    status: u16,
    message: &'a str,
    #[serde(flatten)]
    parameter: Option<&'a Parameter>,
    #[serde(skip_serializing_if = "Option::is_none")]
    id: Option<&'a str>,
}

impl Failure {
    /// A failure that is the client's to mend.
    pub(crate) fn new(status: StatusCode, message: impl Into<String>) -> Self {
        Self { status, message: message.into(), parameter: None, retry: false, secret: None }
    }

    /// A parameter whose value is not among what is allowed.
    pub(crate) fn parameter(parameter: &str, value: &str, allowed: &str) -> Self {
        let message = format!("parameter {parameter}: {value:?} is not allowed; allowed: {allowed}");
        let named = Parameter {
            parameter: parameter.to_owned(),
            value: value.to_owned(),
            allowed: allowed.to_owned(),
        };
        Self { parameter: Some(Box::new(named)), ..Self::new(StatusCode::BAD_REQUEST, message) }
    }

    /// Nothing stands at this address.
    pub(crate) fn nowhere() -> Self {
        Self::new(StatusCode::NOT_FOUND, "there is nothing at this address")
    }

    /// No thread is free and none will be soon.
    pub(crate) fn busy() -> Self {
        let message = "too many searches at once; try again in a second";
        Self { retry: true, ..Self::new(StatusCode::SERVICE_UNAVAILABLE, message) }
    }

    /// The answer took too long.
    pub(crate) fn late() -> Self {
        Self::new(StatusCode::GATEWAY_TIMEOUT, "the search took too long; narrow it down")
    }

    fn inside(status: StatusCode, message: &str, secret: String) -> Self {
        Self { secret: Some(secret), ..Self::new(status, message) }
    }

    /// The answer in the form asked for; `typed` stays in the page's search box.
    pub(crate) fn respond(self, form: Form, typed: &str, config: &Config) -> Response {
        let id = self.secret.as_deref().map(|secret| logged(self.status, secret, config));
        let (kind, body) = match form {
            Form::Json => ("application/json", self.json(id.as_deref())),
            Form::Page => {
                (html::CONTENT_TYPE, html::failure(self.status, &self.message, id.as_deref(), typed))
            }
        };
        let mut response = (self.status, [(header::CONTENT_TYPE, kind)], body).into_response();
        if self.retry {
            response.headers_mut().insert(header::RETRY_AFTER, HeaderValue::from_static("1"));
        }
        if self.status == StatusCode::METHOD_NOT_ALLOWED {
            response.headers_mut().insert(header::ALLOW, HeaderValue::from_static("GET, HEAD"));
        }
        response
    }

    fn json(&self, id: Option<&str>) -> String {
        let error = ErrorJson {
            status: self.status.as_u16(),
            message: &self.message,
            parameter: self.parameter.as_deref(),
            id,
        };
        // Strings and numbers alone: writing them out cannot fail.
        serde_json::to_string(&FailureJson { error }).unwrap_or_default()
    }
}

impl From<Fault> for Failure {
    fn from(fault: Fault) -> Self {
        match &fault {
            Fault::Caller(message) => Self::new(StatusCode::BAD_REQUEST, message.clone()),
            Fault::Unavailable { .. } => Self {
                retry: true,
                ..Self::inside(
                    StatusCode::SERVICE_UNAVAILABLE,
                    "the index cannot answer now; try again later",
                    with_causes(&fault),
                )
            },
            Fault::Internal { .. } => Self::inside(
                StatusCode::INTERNAL_SERVER_ERROR,
                "something went wrong inside the server",
                with_causes(&fault),
            ),
        }
    }
}

impl From<Panicked> for Failure {
    fn from(Panicked(message): Panicked) -> Self {
        Self::from(Fault::internal(format!("panic: {message}")))
    }
}

/// Writes the log line, and gives the number under which it stands there.
fn logged(status: StatusCode, secret: &str, config: &Config) -> String {
    // Its seed differs each time; nothing here needs to be hard to guess.
    let id = format!("{:012x}", RandomState::new().hash_one(secret) >> 16);
    let line: String = secret.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
    (config.log)(&format!("{} {id}: {line}", status.as_u16()));
    id
}

fn with_causes(fault: &Fault) -> String {
    let mut text = fault.to_string();
    let mut cause = fault.source();
    while let Some(error) = cause {
        text.push_str(": ");
        text.push_str(&error.to_string());
        cause = error.source();
    }
    text
}
