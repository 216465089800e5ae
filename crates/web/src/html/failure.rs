//! The page of a request that has no answer.

use super::layout::{Frame, Place, page};
use crate::parameters::Parameters;
use axum::http::StatusCode;
use maud::html;
use rapporteur_model::Unit;

/// What went wrong, the number of the log line where there is one, and the search box for another try.
pub(crate) fn failure(status: StatusCode, message: &str, id: Option<&str>, typed: &str) -> String {
    let title = heading(status);
    let content = html! {
        div.notice {
            h1 { (title) }
            p dir="auto" { (sentence(message)) }
            @if let Some(id) = id {
                p { "The log of the server says more under the number " code { (id) } "." }
            }
            p.quiet { "HTTP status " (status.as_u16()) " · " a href="/" { "What the index holds, and how to ask" } }
        }
    };
    let parameters = Parameters::new(typed);
    let frame =
        Frame { title, place: Place::Banner, unit: Unit::Document, parameters: &parameters, json: None };
    page(&frame, &content)
}

fn heading(status: StatusCode) -> &'static str {
    match status {
        StatusCode::BAD_REQUEST => "This cannot be asked so",
        StatusCode::FORBIDDEN => "Not under this name",
        StatusCode::NOT_FOUND => "Nothing here",
        StatusCode::SERVICE_UNAVAILABLE => "Not right now",
        StatusCode::GATEWAY_TIMEOUT => "This took too long",
        StatusCode::INTERNAL_SERVER_ERROR => "Something went wrong",
        _ => status.canonical_reason().unwrap_or("No answer"),
    }
}

/// A message with the capital and the full stop that a sentence on a page has.
fn sentence(message: &str) -> String {
    let mut letters = message.chars();
    let first = letters.next().map(|first| first.to_uppercase().to_string()).unwrap_or_default();
    let stop = if message.ends_with(['.', '!', '?']) { "" } else { "." };
    format!("{first}{}{stop}", letters.as_str())
}
