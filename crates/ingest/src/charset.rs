//! Which encoding the bytes are in: BOM, then valid UTF-8, then the declared charset where it decodes without
//! error and the detector agrees (or there is too little to judge), then the detector's guess.
//!
//! The declared charset alone is not believed: pages of this kind are often windows-1251 or KOI8-R under a
//! template that says UTF-8, and Latin pages under one that says windows-1251.

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE};
use rapporteur_model::Issue;

/// Text with the encoding it was read as.
#[derive(Debug)]
pub(crate) struct Decoded {
    pub(crate) text: String,
    pub(crate) charset: &'static str,
    pub(crate) issues: Vec<Issue>,
}

/// Fewer bytes beyond ASCII than this are too little for the detector.
const TOO_FEW: usize = 6;

pub(crate) fn decode(bytes: &[u8]) -> Decoded {
    let encoding = choose(bytes);
    let (text, used, malformed) = encoding.decode(bytes);
    let mut issues = Vec::new();
    if malformed {
        let replaced = text.matches('\u{fffd}').count();
        issues.push(Issue::new(
            "replacement-characters",
            format!("{replaced} characters could not be decoded as {}", used.name()),
        ));
    }
    Decoded { text: text.into_owned(), charset: used.name(), issues }
}

fn choose(bytes: &[u8]) -> &'static Encoding {
    if let Some((encoding, _)) = Encoding::for_bom(bytes) {
        return encoding;
    }
    if let Some(encoding) = utf16(bytes) {
        return encoding;
    }
    if std::str::from_utf8(bytes).is_ok() {
        return UTF_8;
    }
    let beyond_ascii = bytes.iter().filter(|byte| !byte.is_ascii()).count();
    let invalid = String::from_utf8_lossy(bytes).matches('\u{fffd}').count();
    if invalid * 20 < beyond_ascii {
        return UTF_8;
    }
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(bytes, true);
    let guess = detector.guess(None, Utf8Detection::Deny);
    match declared(bytes) {
        Some(named) if named == guess => named,
        Some(named)
            if named != UTF_8 && beyond_ascii < TOO_FEW && !named.decode_without_bom_handling(bytes).1 =>
        {
            named
        }
        _ => guess,
    }
}

/// UTF-16 without a BOM: nearly every other byte of the first kilobyte is zero or a Cyrillic page number.
pub(crate) fn utf16(bytes: &[u8]) -> Option<&'static Encoding> {
    if bytes.starts_with(&[0xff, 0xfe]) {
        return Some(UTF_16LE);
    }
    if bytes.starts_with(&[0xfe, 0xff]) {
        return Some(UTF_16BE);
    }
    let head = &bytes[..bytes.len().min(1024) & !1];
    if head.len() < 16 {
        return None;
    }
    let share = |offset: usize| {
        let high = head.iter().skip(offset).step_by(2).filter(|byte| matches!(byte, 0 | 4)).count();
        let low = head.iter().skip(1 - offset).step_by(2).filter(|byte| **byte == 0).count();
        (high * 2 * 10 >= head.len() * 9) && low == 0
    };
    if share(1) {
        Some(UTF_16LE)
    } else if share(0) {
        Some(UTF_16BE)
    } else {
        None
    }
}

/// The charset an HTML or XML head names in its first 4 KB.
fn declared(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = bytes[..bytes.len().min(4096)].to_ascii_lowercase();
    ["charset=", "encoding="].iter().find_map(|key| {
        let at = memchr::memmem::find(&head, key.as_bytes())? + key.len();
        let label: Vec<u8> = head[at..]
            .iter()
            .copied()
            .skip_while(|byte| matches!(byte, b'"' | b'\'' | b' '))
            .take_while(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_'))
            .collect();
        Encoding::for_label(&label)
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use encoding_rs::{IBM866, ISO_8859_5, KOI8_R, WINDOWS_1251};

    const RUSSIAN: &str = "В Бишкеке прошла конференция по вопросам трудовой миграции";

    #[test]
    fn russian_is_read_in_each_of_its_old_encodings_whatever_is_declared() {
        for encoding in [WINDOWS_1251, KOI8_R, ISO_8859_5, IBM866] {
            for label in ["utf-8", "windows-1252", encoding.name()] {
                let page = format!("<meta charset=\"{label}\"><p>{RUSSIAN}</p>");
                let (bytes, _, lossy) = encoding.encode(&page);
                assert!(!lossy);
                assert!(decode(&bytes).text.contains(RUSSIAN), "{} declared {label}", encoding.name());
            }
        }
    }

    #[test]
    fn utf16_is_read_with_and_without_its_mark() {
        for mark in [true, false] {
            let bytes: Vec<u8> = mark
                .then_some(0xfeff)
                .into_iter()
                .chain(RUSSIAN.encode_utf16())
                .flat_map(u16::to_le_bytes)
                .collect();
            assert_eq!(decode(&bytes).text, RUSSIAN);
        }
    }

    #[test]
    fn one_bad_byte_does_not_turn_a_utf8_page_into_another_encoding() {
        let mut bytes = RUSSIAN.as_bytes().to_vec();
        bytes.push(0xff);
        let decoded = decode(&bytes);
        assert_eq!(decoded.charset, "UTF-8");
        assert_eq!(decoded.issues.len(), 1);
    }
}
