//! What the bytes are: a format that is read, or a reason to refuse them. The name is only a hint.

use crate::Rejection;
use crate::charset;
use rapporteur_model::Format;

/// The first bytes of formats that are not read yet, with their name.
const MAGIC: [(&[u8], &str, &str); 12] = [
    (b"%PDF-", "pdf", "a PDF file, which this version does not read; convert it with pdftotext first"),
    (
        b"PK\x03\x04",
        "zip",
        "a zip archive or office file, which this version does not read; save it as HTML first",
    ),
    (b"\x1f\x8b", "gzip", "a gzip file; unpack it first"),
    (
        b"\xd0\xcf\x11\xe0",
        "ole",
        "an old office file, which this version does not read; save it as HTML first",
    ),
    (b"{\\rtf", "rtf", "an RTF file, which this version does not read; save it as HTML first"),
    (b"\x89PNG", "image", "an image"),
    (b"\xff\xd8\xff", "image", "an image"),
    (b"GIF8", "image", "an image"),
    (b"\x7fELF", "binary", "a program"),
    (b"MZ\x90", "binary", "a program"),
    (b"BZh", "bzip2", "a bzip2 file; unpack it first"),
    (b"\x28\xb5\x2f\xfd", "zstd", "a zstd file; unpack it first"),
];

/// Endings of text files that go with documents and are none.
const NO_DOCUMENTS: [&str; 18] = [
    "css",
    "scss",
    "less",
    "js",
    "mjs",
    "cjs",
    "ts",
    "map",
    "json",
    "jsonl",
    "xml",
    "xsl",
    "xslt",
    "svg",
    "dtd",
    "rss",
    "atom",
    "webmanifest",
];

/// Refuses what is no document, by its name.
pub(crate) fn refuse_name(uri: &str) -> Result<(), Rejection> {
    let name = uri.rsplit(['/', '\\']).next().unwrap_or(uri).to_ascii_lowercase();
    match name.rsplit_once('.') {
        Some((_, ending)) if NO_DOCUMENTS.contains(&ending) => {
            Err(Rejection::new("no-document", "a style sheet, script or data file, not a document"))
        }
        _ => Ok(()),
    }
}

/// Refuses what is no document, by its first bytes.
pub(crate) fn refuse(bytes: &[u8]) -> Result<(), Rejection> {
    if bytes.iter().all(u8::is_ascii_whitespace) {
        return Err(Rejection::new("empty", "the file is empty"));
    }
    if let Some((_, code, message)) = MAGIC.iter().find(|(magic, _, _)| bytes.starts_with(magic)) {
        return Err(Rejection::new(code, message));
    }
    let head = &bytes[..bytes.len().min(64 << 10)];
    let nulls = memchr::memchr_iter(0, head).count();
    let controls =
        head.iter().filter(|byte| **byte < 32 && !matches!(byte, 0 | 9 | 10 | 12 | 13 | 27)).count();
    let tolerated = head.len() / 200;
    if charset::utf16(bytes).is_none() && (nulls > tolerated || controls > head.len() / 20) {
        return Err(Rejection::new("binary", "the file is binary, not text"));
    }
    Ok(())
}

/// Whether the text is HTML, by what stands in it and, in doubt, by the name.
pub(crate) fn format(uri: &str, text: &str) -> Format {
    let name = uri.rsplit(['/', '\\']).next().unwrap_or(uri).to_ascii_lowercase();
    let ending = name.rsplit_once('.').map_or("", |(_, ending)| ending);
    if matches!(ending, "html" | "htm" | "xhtml" | "xht" | "shtml" | "php" | "asp" | "aspx" | "jsp") {
        return Format::Html;
    }
    if matches!(ending, "txt" | "text" | "md" | "markdown" | "eml") {
        return Format::Text;
    }
    let head: String = text.trim_start().chars().take(1024).flat_map(char::to_lowercase).collect();
    let html = head.starts_with("<!doctype html")
        || head.starts_with("<html")
        || (head.starts_with('<')
            && ["<head", "<body", "<p", "<div", "<table", "<h1"].iter().any(|tag| head.contains(tag)));
    if html { Format::Html } else { Format::Text }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn zeros_and_pictures_are_refused_with_a_reason() {
        assert_eq!(refuse(&[0; 4096]).expect_err("zeros").code, "binary");
        assert_eq!(refuse(b" \n\t").expect_err("blank").code, "empty");
        assert_eq!(refuse(b"\x89PNG\r\n").expect_err("picture").code, "image");
        assert!(refuse("Бишкек".as_bytes()).is_ok());
    }

    #[test]
    fn style_sheets_and_scripts_are_no_documents() {
        assert_eq!(refuse_name("a.b/site.CSS").expect_err("a style sheet").code, "no-document");
        assert!(refuse_name("css/page.html").is_ok());
        assert!(refuse_name("README").is_ok());
    }

    #[test]
    fn a_page_without_an_ending_is_known_by_its_first_tags() {
        assert_eq!(format("/a/page", "\n<!DOCTYPE HTML><title>x"), Format::Html);
        assert_eq!(format("/a/page", "5 < 6 <p"), Format::Text);
        assert_eq!(format("/a/notice.txt", "<html>"), Format::Text);
    }
}
