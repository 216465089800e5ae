//! Dates in scripts that are no JSON-LD: the state of a page as its own program reads it.
//!
//! A plain search for names that hold "ublish" (`"datePublished"`, `"publishedAt"`, `published_time`), so that
//! megabytes of script cost what memchr costs.

use super::Collected;
use memchr::memmem;
use rapporteur_model::DeclaredField::Published;
use std::sync::LazyLock;

static PUBLISHED: LazyLock<memmem::Finder<'static>> = LazyLock::new(|| memmem::Finder::new("ublish"));

/// Names under which programs keep the date, in small letters and without signs.
const NAMES: [&str; 16] = [
    "published",
    "datepublished",
    "publishedat",
    "publisheddate",
    "publishdate",
    "publishedon",
    "publishtime",
    "publishedtime",
    "publishat",
    "publisheddatetime",
    "articlepublished",
    "firstpublished",
    "firstpublishdate",
    "pagepublished",
    "originalpublishdate",
    "articlepublishdate",
];

/// At most so many dates are taken of a page.
const MOST: usize = 6;

pub(super) fn read(script: &str, found: &mut Collected) {
    for at in PUBLISHED.find_iter(script.as_bytes()).take(64) {
        if found.script_dates >= MOST {
            return;
        }
        if let Some(value) = value_at(script, at) {
            found.script_dates += 1;
            found.push(Published, Some(value), "script-published");
        }
    }
}

/// The value of the name around `at`, where it is one of the names and the value has the length of a date.
fn value_at(script: &str, at: usize) -> Option<&str> {
    let bytes = script.as_bytes();
    let is_name = |byte: &u8| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-' | b'.' | b':');
    let start =
        (at.saturating_sub(24)..at).rev().find(|at| !is_name(&bytes[*at])).map_or(at, |before| before + 1);
    let length = bytes[at..].iter().take(24).position(|byte| !is_name(byte))?;
    // `published:"2012-05-03"` in a script: the name ends at the colon.
    let name = script.get(start..at + length)?.trim_end_matches(':');
    let folded: String =
        name.chars().filter(char::is_ascii_alphanumeric).collect::<String>().to_ascii_lowercase();
    if !NAMES.contains(&folded.as_str()) {
        return None;
    }
    let rest = script.get(at + length..)?.trim_start_matches(['"', '\'', '\\', ' ', ':', '=']);
    let end =
        rest.bytes().take(40).position(|byte| matches!(byte, b'"' | b'\'' | b',' | b'}' | b'\\' | b';'))?;
    rest.get(..end).filter(|value| value.len() >= 8 && value.as_bytes()[0].is_ascii_alphanumeric())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_date_of_a_program_s_state_is_read_whatever_its_name() {
        for script in [
            r#"var page = {"datePublished":"2012-05-03T10:00"};"#,
            r#"window.s = "{\"published_at\":\"2012-05-03T10:00\"}""#,
            "dataLayer.push({publishedDate: '2012-05-03T10:00'})",
        ] {
            let at = script.find("ublish").expect("the name");
            assert_eq!(value_at(script, at), Some("2012-05-03T10:00"), "{script}");
        }
        let script = r#"{"publisher":"2012-05-03"}"#;
        assert_eq!(value_at(script, script.find("ublish").expect("the name")), None);
    }
}
