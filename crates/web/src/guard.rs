//! What every request passes before a route sees it, and what every response carries.
//!
//! The host is checked because of DNS rebinding: a page on a foreign name that resolves to 127.0.0.1 would
//! otherwise read a whole archive through the browser of whoever visits it. The authority of an absolute request
//! line counts as well as the header, since hyper routes by neither.

use crate::app::Site;
use crate::failure::Failure;
use crate::form::Form;
use crate::limits;
use crate::parameters;
use axum::extract::{Request, State};
use axum::http::uri::Authority;
use axum::http::{HeaderMap, HeaderName, HeaderValue, Method, StatusCode, Uri, header};
use axum::middleware::Next;
use axum::response::Response;
use std::sync::Arc;

const POLICY: &str = "default-src 'none'; style-src 'self'; script-src 'none'; img-src 'self'; \
     form-action 'self'; frame-ancestors 'none'; base-uri 'none'";

const HEADERS: [(HeaderName, &str); 6] = [
    (header::CONTENT_SECURITY_POLICY, POLICY),
    (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
    (header::REFERRER_POLICY, "no-referrer"),
    (HeaderName::from_static("cross-origin-resource-policy"), "same-origin"),
    (header::CACHE_CONTROL, "no-store"),
    (header::VARY, "accept"),
];

/// Sets the headers every response carries.
pub(crate) async fn seal(request: Request, next: Next) -> Response {
    let mut response = next.run(request).await;
    for (name, value) in HEADERS {
        response.headers_mut().insert(name, HeaderValue::from_static(value));
    }
    response
}

/// Answers what no route should see.
pub(crate) async fn admit(State(site): State<Arc<Site>>, request: Request, next: Next) -> Response {
    match refusal(&request, &site.config().hosts) {
        None => next.run(request).await,
        Some(failure) => {
            let form = Form::of(request.uri(), request.headers());
            failure.respond(form, &parameters::typed(request.uri()), site.config())
        }
    }
}

fn refusal(request: &Request, allowed: &[String]) -> Option<Failure> {
    if let Some(failure) = foreign(request.uri(), request.headers(), allowed) {
        return Some(failure);
    }
    if !matches!(*request.method(), Method::GET | Method::HEAD) {
        return Some(Failure::new(StatusCode::METHOD_NOT_ALLOWED, "only GET and HEAD are answered"));
    }
    let length = request.headers().get(header::CONTENT_LENGTH).and_then(|value| value.to_str().ok());
    if length.and_then(|length| length.parse::<u64>().ok()).is_some_and(|length| length > limits::BODY) {
        return Some(Failure::new(StatusCode::PAYLOAD_TOO_LARGE, "the body of the request is too large"));
    }
    None
}

fn foreign(uri: &Uri, headers: &HeaderMap, allowed: &[String]) -> Option<Failure> {
    let mut given = headers.get_all(header::HOST).iter();
    let (Some(host), None) = (given.next(), given.next()) else {
        return Some(Failure::new(StatusCode::BAD_REQUEST, "the request needs exactly one Host header"));
    };
    let line = uri.authority().map(Authority::as_str);
    let names = [host.to_str().ok(), Some(line.unwrap_or("localhost"))];
    let known = names.iter().all(|name| name.is_some_and(|name| is_allowed(name, allowed)));
    (!known).then(|| {
        Failure::new(
            StatusCode::FORBIDDEN,
            "this server does not answer to that host name; add it to the configured hosts if it should",
        )
    })
}

fn is_allowed(authority: &str, allowed: &[String]) -> bool {
    let Some(host) = host_of(authority) else { return false };
    let own = ["localhost", "127.0.0.1", "[::1]"];
    own.into_iter().chain(allowed.iter().map(String::as_str)).any(|name| name.eq_ignore_ascii_case(host))
}

/// The host of `host[:port]`; `None` where it is anything else.
fn host_of(authority: &str) -> Option<&str> {
    let name_end = if authority.starts_with('[') { authority.find(']')? + 1 } else { 0 };
    let colon = authority.get(name_end..)?.find(':').map(|at| name_end + at);
    let (host, port) = match colon {
        Some(at) => (authority.get(..at)?, Some(authority.get(at + 1..)?)),
        None => (authority, None),
    };
    let good_port = port.is_none_or(|port| {
        port.bytes().all(|byte| byte.is_ascii_digit()) && port.parse::<u16>().is_ok_and(|port| port > 0)
    });
    (!host.is_empty() && good_port).then_some(host)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_loopback_names_and_the_configured_ones_are_allowed() {
        let configured = ["archive.example".to_owned()];
        for good in
            ["localhost", "LOCALHOST:80", "127.0.0.1:7700", "[::1]", "[::1]:7700", "Archive.Example:443"]
        {
            assert!(is_allowed(good, &configured), "{good}");
        }
        for bad in [
            "",
            ":7700",
            "evil.example",
            "localhost.evil.example",
            "localhost:",
            "localhost:x",
            "localhost:99999",
            "a@localhost",
            "0.0.0.0",
            "[::1",
            "[::1]x",
            "127.0.0.1:80:80",
            "localhost ",
            "127.1",
        ] {
            assert!(!is_allowed(bad, &configured), "{bad}");
        }
    }
}
