//! What the bytes are: a format that is read, or a reason to refuse them. The name is only a hint.

use crate::Rejection;
use crate::charset;
use rapporteur_model::Format;

/// The first bytes of formats that are not read yet, with their name.
const MAGIC: [(&[u8], &str, &str); 11] = [
    (b"%PDF-", "pdf", "a PDF file, which this version does not read; convert it with pdftotext first"),
    (
        b"PK\x03\x04",
        "zip",
        "a zip archive or office file, which this version does not read; save it as HTML first",
    ),
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
    // A page with zeros is a page; an archive or a database has other control characters as well. What opens with a tag
    // may be mostly zeros: a download that broke off is filled up with them.
    let opens = || head.iter().find(|byte| **byte != 0 && !byte.is_ascii_whitespace()) == Some(&b'<');
    let tolerated = match controls * 500 <= head.len() - nulls {
        true if opens() => head.len() - head.len() / 16,
        true => head.len() / 4,
        false => head.len() / 200,
    };
    let wide = charset::utf16(bytes).is_some() || charset::utf32(bytes).is_some();
    if !wide && (nulls > tolerated || controls > head.len() / 20) {
        return Err(Rejection::new("binary", "the file is binary, not text"));
    }
    Ok(())
}

/// How elements begin that fragments of pages are made of.
const FRAGMENTS: [&str; 12] =
    ["<head", "<body", "<p>", "<p ", "<div", "<table", "<h1", "<h2", "<ul", "<section", "<article", "<span"];

/// Whether the name says Markdown.
pub(crate) fn is_markdown(uri: &str) -> bool {
    let name = uri.to_ascii_lowercase();
    name.ends_with(".md") || name.ends_with(".markdown")
}

/// Whether the text is HTML, by what stands in it and, in doubt, by the name.
pub(crate) fn format(uri: &str, text: &str) -> Format {
    let name = uri.rsplit(['/', '\\']).next().unwrap_or(uri).to_ascii_lowercase();
    let ending = name.rsplit_once('.').map_or("", |(_, ending)| ending);
    if matches!(ending, "html" | "htm" | "xhtml" | "xht" | "shtml" | "php" | "asp" | "aspx" | "jsp") {
        return Format::Html;
    }
    let head: String = text.trim_start().chars().take(1024).flat_map(char::to_lowercase).collect();
    let opens = head.starts_with('<');
    let whole = opens && ["<!doctype html", "<html", "xhtml"].iter().any(|mark| head.contains(mark));
    if whole && !is_markdown(uri) {
        return Format::Html;
    }
    if matches!(ending, "txt" | "text" | "md" | "markdown" | "eml") {
        return Format::Text;
    }
    let part = opens && FRAGMENTS.iter().any(|tag| head.contains(tag));
    if part { Format::Html } else { Format::Text }
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
        assert!(refuse(b"<p>A page\0 with a few\0 zeros\0 in it</p>").is_ok());
        let page = b"<p>A page that was not fetched to its end".as_slice();
        assert!(refuse(&[page, &[0; 400]].concat()).is_ok());
        assert_eq!(refuse(&[page, &[0; 4000]].concat()).expect_err("zeros").code, "binary");
        assert_eq!(refuse(&[page, &[0, 1].repeat(40)].concat()).expect_err("a database").code, "binary");
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
        assert_eq!(format("/a/notice.txt", "<html>"), Format::Html);
        assert_eq!(format("/a/notice.txt", "<p>5 May"), Format::Text);
        assert_eq!(format("/a/README.md", "<h1 align=center>"), Format::Text);
        assert_eq!(format("/a/part", "<ul><li>one"), Format::Html);
    }
}
