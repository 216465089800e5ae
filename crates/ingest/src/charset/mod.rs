//! Which encoding the bytes are in: a mark at their beginning, then valid UTF-8, then the detector's guess held against
//! what the source declares.
//!
//! The declared charset alone is not believed: pages of this kind are often windows-1251 or KOI8-R under a
//! template that says UTF-8, and Latin pages under one that says windows-1251. The detector alone is not believed
//! where there is little to judge by. Between the two decides which text looks as people write (`plausible`).

mod plausible;
mod utf16;

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{
    Encoding, ISO_2022_JP, ISO_8859_2, UTF_8, WINDOWS_1250, WINDOWS_1252, WINDOWS_1254, WINDOWS_1257,
};
use rapporteur_model::Issue;
use std::borrow::Cow;

pub(crate) use utf16::utf16;

/// Text with the encoding it was read as.
#[derive(Debug)]
pub(crate) struct Decoded<'a> {
    pub(crate) text: Cow<'a, str>,
    pub(crate) charset: &'static str,
    pub(crate) issues: Vec<Issue>,
}

/// Fewer bytes beyond ASCII than this are too little for the detector to be believed before the declaration.
const TOO_FEW: usize = 6;
/// So many bytes from the first beyond ASCII on are given to the detector.
const JUDGED: usize = 256 << 10;
/// So many bytes of text without tags are compared between candidates.
const COMPARED: usize = 8 << 10;

/// Decodes; `label` is what stands outside the bytes, as in the head of a mail's part.
pub(crate) fn decode<'a>(bytes: &'a [u8], label: Option<&str>) -> Decoded<'a> {
    if let Some(text) = utf32(bytes) {
        return Decoded { text: Cow::Owned(text), charset: "UTF-32", issues: Vec::new() };
    }
    let encoding = choose(bytes, label);
    let (mut text, used, malformed) = encoding.decode(bytes);
    let mut issues = Vec::new();
    if malformed {
        let replaced = text.matches('\u{fffd}').count();
        issues.push(Issue::new(
            "replacement-characters",
            format!("{replaced} characters could not be decoded as {}", used.name()),
        ));
    }
    if memchr::memchr(0, text.as_bytes()).is_some() {
        let zeros = memchr::memchr_iter(0, text.as_bytes()).count();
        text = Cow::Owned(text.replace('\0', ""));
        issues.push(Issue::new("zeros-dropped", format!("{zeros} zero characters were dropped")));
    }
    Decoded { text, charset: used.name(), issues }
}

fn choose(bytes: &[u8], label: Option<&str>) -> &'static Encoding {
    if let Some((encoding, _)) = Encoding::for_bom(bytes) {
        return encoding;
    }
    let has_zeros = memchr::memchr(0, bytes).is_some();
    let valid = std::str::from_utf8(bytes).is_ok();
    if let Some(encoding) = (has_zeros || !valid).then(|| utf16(bytes)).flatten() {
        return encoding;
    }
    if valid {
        return if is_iso_2022_jp(bytes) { ISO_2022_JP } else { UTF_8 };
    }
    let Some(first) = bytes.iter().position(|byte| !byte.is_ascii()) else { return UTF_8 };
    let beyond_ascii = bytes.iter().filter(|byte| !byte.is_ascii()).count();
    let invalid: usize = bytes.utf8_chunks().filter(|chunk| !chunk.invalid().is_empty()).count();
    if invalid * 20 < beyond_ascii {
        return UTF_8;
    }
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(&bytes[first..bytes.len().min(first + JUDGED)], true);
    let guess = detector.guess(None, Utf8Detection::Deny);
    let declared =
        label.and_then(|label| Encoding::for_label(label.trim().as_bytes())).or_else(|| declared(bytes));
    judge(bytes, first, guess, declared.filter(|named| *named != UTF_8), beyond_ascii < TOO_FEW)
}

/// Japanese of old mails, which is ASCII to every other reader: told by its escapes.
fn is_iso_2022_jp(bytes: &[u8]) -> bool {
    let Some(escape) = memchr::memchr(0x1b, bytes).filter(|at| bytes[*at..].starts_with(b"\x1b$")) else {
        return false;
    };
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Allow);
    detector.feed(&bytes[escape..bytes.len().min(escape + JUDGED)], true);
    detector.guess(None, Utf8Detection::Allow) == ISO_2022_JP
}

/// UTF-32 text, told by its mark; it is no encoding of the web.
pub(crate) fn utf32(bytes: &[u8]) -> Option<String> {
    let unit: fn([u8; 4]) -> u32 = match bytes.get(..4)? {
        [0xff, 0xfe, 0, 0] => u32::from_le_bytes,
        [0, 0, 0xfe, 0xff] => u32::from_be_bytes,
        _ => return None,
    };
    let units = bytes[4..].chunks_exact(4).map(|four| unit([four[0], four[1], four[2], four[3]]));
    Some(units.map(|unit| char::from_u32(unit).unwrap_or('\u{fffd}')).filter(|c| *c != '\0').collect())
}

/// Encodings of Latin script that are tried when neither the guess nor the declaration gives a likely text.
const LATIN: [&Encoding; 5] = [WINDOWS_1252, WINDOWS_1250, ISO_8859_2, WINDOWS_1254, WINDOWS_1257];

/// The likelier of the detector's guess and the declared encoding.
fn judge(
    bytes: &[u8],
    first: usize,
    guess: &'static Encoding,
    declared: Option<&'static Encoding>,
    few: bool,
) -> &'static Encoding {
    let sample = without_tags(bytes, first);
    let faults =
        |encoding: &'static Encoding| plausible::faults(&encoding.decode_without_bom_handling(&sample).0);
    let guessed = faults(guess);
    let mut best = (guess, guessed);
    if let Some(named) = declared.filter(|named| *named != guess) {
        let told = faults(named);
        let tie = told.weight == guessed.weight && (few || (told.latin && guessed.latin));
        if told.weight < guessed.weight && (few || told.latin && guessed.latin) || tie {
            best = (named, told);
        }
    }
    if best.1.weight > 0 && best.1.latin {
        for other in LATIN {
            let tried = faults(other);
            if tried.weight < best.1.weight {
                best = (other, tried);
            }
        }
    }
    best.0
}

/// Text from shortly before the first byte beyond ASCII, tags left out. No encoding that is judged here has `<` or
/// `>` as a part of another character.
fn without_tags(bytes: &[u8], first: usize) -> Vec<u8> {
    let mut out = Vec::new();
    let mut at = first.saturating_sub(COMPARED / 8);
    let mut rest = &bytes[at..];
    // Not to begin inside a tag.
    if let Some(end) = memchr::memchr2(b'<', b'>', rest).filter(|end| rest[*end] == b'>' && at + end < first)
    {
        at += end + 1;
        rest = &bytes[at..];
    }
    while out.len() < COMPARED && !rest.is_empty() {
        let text = memchr::memchr(b'<', rest).unwrap_or(rest.len());
        out.extend_from_slice(&rest[..text.min(COMPARED)]);
        out.push(b' ');
        rest = &rest[text..];
        let end = memchr::memchr(b'>', rest).map_or(rest.len(), |end| end + 1);
        rest = &rest[end..];
    }
    out
}

/// The charset an HTML or XML head names in its first 4 KB.
fn declared(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = bytes[..bytes.len().min(4096)].to_ascii_lowercase();
    ["charset", "encoding"].iter().find_map(|key| {
        memchr::memmem::find_iter(&head, key.as_bytes()).find_map(|at| {
            let rest = head[at + key.len()..].trim_ascii_start().strip_prefix(b"=")?.trim_ascii_start();
            let rest = rest.strip_prefix(b"\"").or(rest.strip_prefix(b"'")).unwrap_or(rest);
            let end = rest
                .iter()
                .position(|byte| !(byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b':')));
            Encoding::for_label(&rest[..end.unwrap_or(rest.len())])
        })
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use encoding_rs::{IBM866, ISO_8859_5, KOI8_R, WINDOWS_1251};
    use std::collections::BTreeMap;

    const RUSSIAN: &str = "В Бишкеке прошла конференция по вопросам трудовой миграции";

    #[test]
    fn russian_is_read_in_each_of_its_old_encodings_whatever_is_declared() {
        for encoding in [WINDOWS_1251, KOI8_R, ISO_8859_5, IBM866] {
            for label in ["utf-8", "windows-1252", encoding.name()] {
                let page = format!("<meta charset=\"{label}\"><p>{RUSSIAN}</p>");
                let (bytes, _, lossy) = encoding.encode(&page);
                assert!(!lossy);
                assert!(decode(&bytes, None).text.contains(RUSSIAN), "{} declared {label}", encoding.name());
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
            assert_eq!(decode(&bytes, None).text, RUSSIAN);
        }
    }

    #[test]
    fn one_bad_byte_does_not_turn_a_utf8_page_into_another_encoding() {
        let mut bytes = RUSSIAN.as_bytes().to_vec();
        bytes.push(0xff);
        let decoded = decode(&bytes, None);
        assert_eq!(decoded.charset, "UTF-8");
        assert_eq!(decoded.issues.len(), 1);
    }

    /// What stands in the head of a page: the right label, none, one nobody knows, and labels that are often wrong.
    const LABELS: [&str; 10] = [
        "right",
        "",
        "x-unknown",
        "utf-8",
        "iso-8859-1",
        "windows-1251",
        "gb2312",
        "shift_jis",
        "koi8-r",
        "iso-8859-2",
    ];

    /// Encodings and texts of about forty characters.
    fn trials() -> impl Iterator<Item = (&'static Encoding, &'static str)> {
        let lines = include_str!("../../data/trials/charsets.tsv").lines();
        lines.filter(|line| !line.starts_with('#')).flat_map(|line| {
            let (names, text) = line.split_once('\t').expect("encodings and a text");
            names
                .split(',')
                .map(move |name| (Encoding::for_label(name.as_bytes()).expect("an encoding"), text))
        })
    }

    fn page(encoding: &'static Encoding, label: &str, text: &str) -> Vec<u8> {
        let label = if label == "right" { encoding.name() } else { label };
        let meta = if label.is_empty() { String::new() } else { format!("<meta charset=\"{label}\">") };
        let page = format!(
            "<!DOCTYPE html><html><head>{meta}<title>Index</title>\
            <link rel=\"stylesheet\" href=\"main.css\"></head><body class=\"page\"><p>{text}</p></body></html>"
        );
        let (bytes, _, lossy) = encoding.encode(&page);
        assert!(!lossy, "{} cannot hold {text}", encoding.name());
        bytes.into_owned()
    }

    #[test]
    fn short_pages_are_read_whatever_their_encoding_and_label() {
        let mut counts: BTreeMap<(&str, &str), (usize, usize)> = BTreeMap::new();
        for (encoding, text) in trials() {
            for label in LABELS {
                let right = decode(&page(encoding, label, text), None).text.contains(text);
                let count = counts.entry((encoding.name(), label)).or_default();
                *count = (count.0 + usize::from(right), count.1 + 1);
            }
        }
        let right: usize = counts.values().map(|(right, _)| right).sum();
        let all: usize = counts.values().map(|(_, all)| all).sum();
        let weak: Vec<_> = counts.iter().filter(|(_, (right, all))| right < all).collect();
        assert!(right * 1000 >= all * 995, "{right} of {all}: {weak:?}");
        // A right label is always enough.
        assert!(weak.iter().all(|((_, label), _)| *label != "right"), "{weak:?}");
    }

    #[test]
    fn short_texts_without_any_label_are_read_in_each_encoding() {
        for (encoding, text) in trials() {
            let (bytes, ..) = encoding.encode(text);
            assert_eq!(decode(&bytes, None).text, text, "{}", encoding.name());
            assert_eq!(decode(&bytes, Some(encoding.name())).text, text, "{}", encoding.name());
        }
    }

    #[test]
    fn utf32_is_read_by_its_mark() {
        let little: Vec<u8> =
            [0xfeff].into_iter().chain(RUSSIAN.chars().map(u32::from)).flat_map(u32::to_le_bytes).collect();
        assert_eq!(decode(&little, None).text, RUSSIAN);
        let big: Vec<u8> =
            [0xfeff].into_iter().chain(RUSSIAN.chars().map(u32::from)).flat_map(u32::to_be_bytes).collect();
        assert_eq!(decode(&big, None).text, RUSSIAN);
    }

    #[test]
    fn zeros_inside_a_good_page_are_dropped_and_reported() {
        let decoded = decode("<p>Биш\0кек</p>\0".as_bytes(), None);
        assert_eq!(decoded.text, "<p>Бишкек</p>");
        assert_eq!(decoded.issues[0].code, "zeros-dropped");
    }
}
