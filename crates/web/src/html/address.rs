//! Addresses of our own pages, and which foreign ones may be followed.

use crate::parameters::{Parameters, sort_name};
use rapporteur_model::{DocId, Sort, Unit};
use std::fmt::Write;

/// The path of the list of this unit.
pub(super) fn list(unit: Unit) -> &'static str {
    match unit {
        Unit::Document => "/search",
        Unit::Event => "/events",
    }
}

/// The address that asks for this; reading it gives the same parameters.
pub(super) fn search(unit: Unit, parameters: &Parameters) -> String {
    let mut address = format!("{}?q={}", list(unit), encoded(&parameters.typed, ""));
    // Writing to a string cannot fail.
    if !parameters.has_default_limit() {
        let _ = write!(address, "&n={}", parameters.limit);
    }
    if parameters.offset > 0 {
        let _ = write!(address, "&offset={}", parameters.offset);
    }
    if parameters.sort != Sort::Relevance {
        let _ = write!(address, "&sort={}", sort_name(parameters.sort));
    }
    for field in parameters.facets.iter().flatten() {
        let _ = write!(address, "&facet={}", field.as_str());
    }
    if parameters.explain {
        address.push_str("&explain=1");
    }
    address
}

/// The address that asks for a text and nothing else.
pub(super) fn query(unit: Unit, typed: &str) -> String {
    search(unit, &Parameters::new(typed))
}

/// The address of a document. Slashes stay readable, unless a browser or a proxy would fold a part of the path away.
pub(super) fn document(id: &DocId) -> String {
    let folds = id.as_str().split('/').any(|part| matches!(part, "" | "." | ".."));
    format!("/documents/{}", encoded(id.as_str(), if folds { "" } else { "/" }))
}

/// The text as a link, where it is an address a browser may follow without running anything.
pub(super) fn external(uri: &str) -> Option<&str> {
    let scheme = uri.split_once("://")?.0;
    ["http", "https"].iter().any(|known| known.eq_ignore_ascii_case(scheme)).then_some(uri)
}

/// Percent-encodes every byte but the unreserved ones of RFC 3986 and those of `kept`.
fn encoded(text: &str, kept: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~".contains(&byte) || kept.as_bytes().contains(&byte) {
            out.push(char::from(byte));
        } else {
            let _ = write!(out, "%{byte:02X}");
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use rapporteur_model::FacetField;

    #[test]
    fn reading_a_written_address_gives_the_same_parameters() {
        let parameters = Parameters {
            typed: "where:\"Ош\" a&b=c+d #50% <x>".to_owned(),
            limit: 25,
            offset: 50,
            sort: Sort::Oldest,
            facets: Some(vec![FacetField::Year, FacetField::Who]),
            explain: true,
        };
        let address = search(Unit::Event, &parameters).parse().expect("an address");
        assert_eq!(Parameters::read(&address).expect("good parameters"), parameters);
        let plain = Parameters::new("");
        let address = search(Unit::Document, &plain).parse().expect("an address");
        assert_eq!(Parameters::read(&address).expect("good parameters"), plain);
    }

    #[test]
    fn the_slashes_of_an_identifier_stay_unless_a_part_would_be_folded_away() {
        assert_eq!(
            document(&DocId::new("docs/Отчёт 1.html")),
            "/documents/docs/%D0%9E%D1%82%D1%87%D1%91%D1%82%201.html"
        );
        assert_eq!(document(&DocId::new("a/../b")), "/documents/a%2F..%2Fb");
        assert_eq!(document(&DocId::new("/srv/a")), "/documents/%2Fsrv%2Fa");
        assert_eq!(
            document(&DocId::new("https://a.example/b?c#d")),
            "/documents/https%3A%2F%2Fa.example%2Fb%3Fc%23d"
        );
    }

    #[test]
    fn only_addresses_of_the_web_are_links() {
        assert_eq!(external("https://a.example/b"), Some("https://a.example/b"));
        assert_eq!(external("HTTP://a.example"), Some("HTTP://a.example"));
        for text in [
            "javascript:alert(1)",
            "javascript://http://x",
            " https://a.example",
            "docs/a.html",
            "data:text/html,x",
            "//a.example",
        ] {
            assert_eq!(external(text), None, "{text}");
        }
    }
}
