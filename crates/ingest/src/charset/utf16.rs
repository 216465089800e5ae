//! UTF-16 without a byte order mark: told by zeros and control characters that no text of one byte a character
//! holds, and by which order gives characters people write.

use encoding_rs::{Encoding, UTF_16BE, UTF_16LE};

/// The head that is judged, in bytes.
const HEAD: usize = 4 << 10;
/// The zeros and control characters stand among the first so many bytes, not only further down.
const BEGIN: usize = 64;
/// Fewer bytes are not judged.
const LEAST: usize = 6;
/// The share of likely characters, in percent; files in other encodings and binary files stay below.
const LIKELY: usize = 90;

/// The order of the bytes of UTF-16 text, by its mark or by its characters; `None` where it is something else.
pub(crate) fn utf16(bytes: &[u8]) -> Option<&'static Encoding> {
    if bytes.starts_with(&[0xff, 0xfe]) && !bytes.starts_with(&[0xff, 0xfe, 0, 0]) {
        return Some(UTF_16LE);
    }
    if bytes.starts_with(&[0xfe, 0xff]) {
        return Some(UTF_16BE);
    }
    let head = &bytes[..bytes.len().min(HEAD) & !1];
    let begin = &head[..head.len().min(BEGIN)];
    let telling =
        begin.iter().any(|byte| *byte < 0x20 && !matches!(byte, b'\t' | b'\n' | b'\r' | 0x0c | 0x1b));
    if head.len() < LEAST || !telling {
        return None;
    }
    let little = likely(head, u16::from_le_bytes);
    let big = likely(head, u16::from_be_bytes);
    let enough = |count: usize| count * 100 >= head.len() / 2 * LIKELY;
    match (enough(little), enough(big)) {
        (true, false) => Some(UTF_16LE),
        (false, true) => Some(UTF_16BE),
        // Chinese alone can look likely in both orders; most of its characters do in one.
        (true, true) if little != big => Some(if little > big { UTF_16LE } else { UTF_16BE }),
        _ => None,
    }
}

/// How many characters are of ranges that texts are made of.
fn likely(head: &[u8], unit: fn([u8; 2]) -> u16) -> usize {
    head.chunks_exact(2)
        .filter(|pair| match unit([pair[0], pair[1]]) {
            0x09 | 0x0a | 0x0d => true,
            0x20..=0x7e | 0xa0..=0x24f | 0x370..=0x52f | 0x5d0..=0x5ea | 0x600..=0x6ff => true,
            0x2010..=0x2044 | 0x20ac | 0x2116 | 0x2122 => true,
            0x3001..=0x30ff => true,
            // ASCII with its bytes swapped looks like ideographs that end in two zeros; of those one is common.
            unit @ 0x4e00..=0x9fff => unit & 0xff != 0 || unit == 0x4e00,
            unit @ (0xac00..=0xd7a3 | 0xff01..=0xff60) => unit & 0xff != 0,
            _ => false,
        })
        .count()
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXTS: [&str; 6] = [
        "Osh",
        "Отчёт",
        "В Бишкеке прошла конференция, 5 мая 2012 г.",
        "会议于二〇一一年十一月十八日在北京举行。代表们讨论了移民问题",
        "会議は十一月十八日に東京で開かれました\n",
        "<html><body>会议</body></html>",
    ];

    #[test]
    fn both_orders_are_told_without_a_mark() {
        for text in TEXTS {
            let little: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
            let big: Vec<u8> = text.encode_utf16().flat_map(u16::to_be_bytes).collect();
            assert_eq!(utf16(&little), Some(UTF_16LE), "{text}");
            assert_eq!(utf16(&big), Some(UTF_16BE), "{text}");
        }
    }

    #[test]
    fn text_of_one_byte_a_character_is_something_else() {
        for text in TEXTS {
            assert_eq!(utf16(text.as_bytes()), None, "{text}");
        }
        assert_eq!(utf16(b"some text\0 with a zero\0"), None);
        assert_eq!(utf16(&[0; 64]), None);
        let page = format!(
            "<title>A page of the office for lakes and rivers</title><p>Text</p>{}",
            "\0x".repeat(900)
        );
        assert_eq!(utf16(page.as_bytes()), None);
    }
}
