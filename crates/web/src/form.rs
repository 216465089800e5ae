//! Whether a client is answered in JSON or with a page, decided before anything else so that errors obey it too.

use axum::http::{HeaderMap, Uri, header};

/// The form of an answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Form {
    /// For programs.
    Json,
    /// For people.
    Page,
}

impl Form {
    /// What `?format=` says, else what `Accept` prefers, else a page.
    pub(crate) fn of(uri: &Uri, headers: &HeaderMap) -> Self {
        let typed = uri.query().unwrap_or_default().split('&').find_map(|pair| pair.strip_prefix("format="));
        match typed {
            Some("json") => Self::Json,
            Some("html") => Self::Page,
            _ => Self::accepted(headers),
        }
    }

    fn accepted(headers: &HeaderMap) -> Self {
        let (mut json, mut page) = (0.0, 0.0);
        for value in headers.get_all(header::ACCEPT) {
            for range in value.to_str().unwrap_or_default().split(',') {
                match weighed(range) {
                    ("application/json", weight) => json = weight,
                    ("text/html", weight) => page = weight,
                    _ => {}
                }
            }
        }
        if json > page { Self::Json } else { Self::Page }
    }
}

/// A media range of an `Accept` header with its weight, 1 where it states none.
fn weighed(range: &str) -> (&str, f32) {
    let mut parts = range.split(';').map(str::trim);
    let media = parts.next().unwrap_or_default();
    let weight = parts.find_map(|part| part.strip_prefix("q=")).and_then(|weight| weight.parse().ok());
    (media, weight.unwrap_or(1.0))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn form(uri: &str, accept: &str) -> Form {
        let mut headers = HeaderMap::new();
        headers.insert(header::ACCEPT, accept.parse().expect("a header"));
        Form::of(&uri.parse().expect("an address"), &headers)
    }

    #[test]
    fn the_parameter_wins_over_the_header() {
        assert_eq!(form("/search?q=a&format=html", "application/json"), Form::Page);
        assert_eq!(form("/search?format=json", "text/html"), Form::Json);
    }

    #[test]
    fn the_header_is_weighed() {
        assert_eq!(form("/", "application/json"), Form::Json);
        assert_eq!(form("/", "text/html,application/xhtml+xml,application/json;q=0.9,*/*;q=0.8"), Form::Page);
        assert_eq!(form("/", "text/html;q=0.2, application/json; q=0.9"), Form::Json);
        assert_eq!(form("/", "*/*"), Form::Page);
    }
}
