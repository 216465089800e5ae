//! Mails (`.eml`) and pages saved by browsers as MHTML: the part that is the document, decoded, and what the head declares.
//!
//! The date of a saved page is when it was saved, which says nothing about the page: it is not declared. A mail's date
//! is when it was written.

use crate::charset::{self, Decoded};
use crate::{Parts, html, text};
use mail_parser::decoders::base64::base64_decode;
use mail_parser::decoders::quoted_printable::quoted_printable_decode;
use mail_parser::{Encoding, Message, MessageParser, MessagePart, MimeHeaders, PartType};
use rapporteur_model::{Declared, DeclaredField, Format, Issue};
use std::borrow::Cow;

/// The head is looked for in so many bytes.
const HEAD: usize = 16 << 10;
/// So many parts are read, and as many lines that look like the beginning of one. Pages saved by browsers have some
/// hundreds; the parser holds 3 KB for each.
const PARTS: usize = 20_000;
/// So many attachments are named in the issue.
const NAMED: usize = 10;

/// A mail or saved page that was read.
#[derive(Debug)]
pub(crate) struct Mail {
    pub(crate) format: Format,
    pub(crate) charset: &'static str,
    pub(crate) parts: Parts,
}

/// Whether the bytes begin with the head of a mail or of a page saved as MHTML.
pub(crate) fn is_mail(uri: &str, bytes: &[u8]) -> bool {
    let head = &bytes[..bytes.len().min(HEAD)];
    let head = head.strip_prefix(b"\xef\xbb\xbf").unwrap_or(head).trim_ascii_start();
    let named = [".eml", ".mht", ".mhtml"].iter().any(|ending| uri.to_ascii_lowercase().ends_with(ending));
    let (mut fields, mut mime) = (0, false);
    for line in head.split(|byte| *byte == b'\n') {
        let line = line.strip_suffix(b"\r").unwrap_or(line);
        if line.is_empty() {
            break;
        }
        if line.starts_with(b" ") || line.starts_with(b"\t") || (fields == 0 && line.starts_with(b"From ")) {
            continue;
        }
        let Some(colon) = memchr::memchr(b':', line) else { return false };
        let name = &line[..colon];
        if name.is_empty() || !name.iter().all(u8::is_ascii_graphic) {
            return false;
        }
        fields += 1;
        mime |= [&b"mime-version"[..], b"content-type", b"content-transfer-encoding"]
            .iter()
            .any(|known| name.eq_ignore_ascii_case(known));
    }
    fields > 0 && (mime || named) && (named || fields > 1)
}

/// Reads a mail or saved page; `None` where it has no part that is text.
pub(crate) fn read(bytes: &[u8]) -> Option<Mail> {
    let (bytes, cut) = first_parts(bytes);
    let mut message = MessageParser::default().parse(bytes)?;
    let saved_at = address(&message);
    let is_page = saved_at.is_some() || is_related(&message);
    let bodies =
        if is_page { root(&message, saved_at.as_deref()).into_iter().collect() } else { bodies(&message) };
    let mut mail = None;
    for body in &bodies {
        add(&message, *body, bytes, &mut mail);
    }
    if let Some(mail) = &mut mail {
        declare(&message, is_page, saved_at, &mut mail.parts.declared);
        mail.parts.issues.extend((!is_page).then(|| attachments(&message, &bodies)).flatten());
        if cut {
            let message = format!("only the first {PARTS} parts of the file were read");
            mail.parts.issues.push(Issue::new("page-truncated", message));
        }
    }
    dismantle(&mut message);
    mail
}

/// The bytes up to the line that begins one part too many, and whether there is one.
fn first_parts(bytes: &[u8]) -> (&[u8], bool) {
    match memchr::memmem::find_iter(bytes, b"\n--").nth(PARTS) {
        Some(end) => (&bytes[..=end], true),
        None => (bytes, false),
    }
}

/// The address a page was saved from.
fn address(message: &Message<'_>) -> Option<String> {
    let stated = |name| Some(message.header_raw(name)?.trim().to_owned());
    stated("Snapshot-Content-Location")
}

/// A page with its pictures and style sheets: `multipart/related`.
fn is_related(message: &Message<'_>) -> bool {
    message
        .content_type()
        .is_some_and(|kind| kind.ctype() == "multipart" && kind.subtype() == Some("related"))
}

fn is_html(part: &MessagePart<'_>) -> bool {
    part.content_type().is_some_and(|kind| matches!(kind.subtype(), Some("html" | "xhtml+xml")))
}

/// The page itself: the HTML part with the address it was saved from, else the first.
fn root(message: &Message<'_>, address: Option<&str>) -> Option<usize> {
    let pages = || message.parts.iter().enumerate().filter(|(_, part)| is_html(part));
    pages()
        .find(|(_, part)| address.is_some() && part.content_location() == address)
        .or_else(|| pages().next())
        .map(|(at, _)| at)
        .or_else(|| bodies(message).first().copied())
}

/// The parts that a mail program shows one below the other.
fn bodies(message: &Message<'_>) -> Vec<usize> {
    let shown = if message.html_body.is_empty() { &message.text_body } else { &message.html_body };
    let is_text = |at: &usize| {
        message.parts.get(*at).is_some_and(|part| matches!(part.body, PartType::Text(_) | PartType::Html(_)))
    };
    shown.iter().filter_map(|at| usize::try_from(*at).ok()).filter(is_text).collect()
}

/// The bytes of a part, without the encoding it was sent in.
fn content<'a>(part: &MessagePart<'_>, bytes: &'a [u8]) -> Cow<'a, [u8]> {
    let at = |offset: u32| usize::try_from(offset).unwrap_or(usize::MAX);
    let raw = bytes.get(at(part.offset_body)..at(part.offset_end)).unwrap_or_default();
    let decoded = match part.encoding {
        Encoding::None => None,
        Encoding::QuotedPrintable => quoted_printable_decode(raw),
        Encoding::Base64 => base64_decode(raw),
    };
    decoded.map_or(Cow::Borrowed(raw), Cow::Owned)
}

fn add(message: &Message<'_>, at: usize, bytes: &[u8], mail: &mut Option<Mail>) {
    let Some(part) = message.parts.get(at) else { return };
    let content = content(part, bytes);
    let label = part.content_type().and_then(|kind| kind.attribute("charset"));
    let Decoded { text, charset, mut issues } = charset::decode(&content, label);
    let format = if is_html(part) { Format::Html } else { Format::Text };
    let mut parts = match format {
        Format::Html => html::read(&text),
        Format::Text => text::read(&text),
    };
    parts.issues.append(&mut issues);
    match mail {
        None => *mail = Some(Mail { format, charset, parts }),
        Some(mail) => mail.parts.append(parts),
    }
}

fn declare(message: &Message<'_>, is_page: bool, address: Option<String>, declared: &mut Vec<Declared>) {
    let mut push = |field, value: Option<&str>, rule: &'static str| {
        let value = value.map(crate::fold).filter(|value| !value.is_empty());
        declared.extend(value.map(|value| Declared::new(field, value, rule)));
    };
    push(DeclaredField::Title, message.subject(), "header-subject");
    push(DeclaredField::Url, address.as_deref().filter(|url| url.starts_with("http")), "header-location");
    if is_page {
        return;
    }
    let date = message.date().filter(|date| date.is_valid()).map(mail_parser::DateTime::to_rfc3339);
    push(DeclaredField::Published, date.as_deref(), "header-date");
    let author = message.from().and_then(|from| from.first()).and_then(|from| from.name());
    push(DeclaredField::Author, author, "header-from");
}

/// What a mail carries besides its text, by name.
fn attachments(message: &Message<'_>, bodies: &[usize]) -> Option<Issue> {
    let others: Vec<&MessagePart<'_>> = message
        .attachments
        .iter()
        .filter_map(|at| usize::try_from(*at).ok())
        .filter(|at| !bodies.contains(at))
        .filter_map(|at| message.parts.get(at))
        .collect();
    let names: Vec<String> = others
        .iter()
        .take(NAMED)
        .map(|part| part.attachment_name().map_or_else(|| "one without a name".to_owned(), crate::fold))
        .collect();
    let more = if others.len() > NAMED { ", …" } else { "" };
    (!others.is_empty()).then(|| {
        let message = format!(
            "{} attachments were not read: {}{more}; save them as files",
            others.len(),
            names.join(", ")
        );
        Issue::new("attachments-not-read", message)
    })
}

/// Takes mails within mails apart one by one: left to itself, each would be dropped inside the one that holds it, and
/// ten thousand of them overflow the stack.
fn dismantle(message: &mut Message<'_>) {
    let mut parts = std::mem::take(&mut message.parts);
    while let Some(mut part) = parts.pop() {
        if let PartType::Message(inner) = &mut part.body {
            parts.append(&mut inner.parts);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const SAVED: &str = "From: <Saved by Blink>\r\nSnapshot-Content-Location: https://example.org/osh\r\n\
        Subject: =?utf-8?Q?=D0=9E=D1=88?=\r\nDate: Mon, 3 Feb 2020 10:00:00 -0000\r\nMIME-Version: 1.0\r\n\
        Content-Type: multipart/related;\r\n\ttype=\"text/html\";\r\n\tboundary=\"--b1\"\r\n\r\n\r\n\
        ----b1\r\nContent-Type: text/html\r\nContent-Location: https://example.org/frame\r\n\r\n<p>A frame.</p>\r\n\
        ----b1\r\nContent-Type: text/html\r\nContent-Transfer-Encoding: quoted-printable\r\n\
        Content-Location: https://example.org/osh\r\n\r\n\
        <html><head><meta charset=3D\"windows-1251\"></head><body><p>=D0=92 =D0=9E=D1=88=D0=B5 =\r\n\
        =D0=BF=D1=80=D0=BE=D1=88=D1=91=D0=BB =D1=81=D0=B5=D0=BC=D0=B8=D0=BD=D0=B0=D1=80.</p></body></html>\r\n\
        ----b1\r\nContent-Type: image/png\r\nContent-Transfer-Encoding: base64\r\n\r\nAAAA\r\n----b1--\r\n";

    fn texts(mail: &Mail) -> Vec<&str> {
        mail.parts.main.iter().map(|(_, text)| text.as_str()).collect()
    }

    fn declared(mail: &Mail, field: DeclaredField) -> Vec<&str> {
        mail.parts.declared.iter().filter(|d| d.field == field).map(|d| d.value.as_str()).collect()
    }

    #[test]
    fn the_page_of_a_snapshot_is_read_and_the_day_it_was_saved_is_no_publication_date() {
        assert!(is_mail("page", SAVED.as_bytes()));
        let mail = read(SAVED.as_bytes()).expect("a page");
        assert_eq!(texts(&mail), ["В Оше прошёл семинар."]);
        assert_eq!(declared(&mail, DeclaredField::Published), Vec::<&str>::new());
        assert_eq!(declared(&mail, DeclaredField::Title), ["Ош"]);
        assert_eq!(declared(&mail, DeclaredField::Url), ["https://example.org/osh"]);
        assert_eq!((mail.format, mail.charset), (Format::Html, "UTF-8"));
        assert_eq!(mail.parts.issues, []);
    }

    #[test]
    fn a_page_saved_by_an_old_browser_is_read_in_the_charset_of_its_part() {
        let mut bytes = b"From: <Saved by Windows Internet Explorer 8>\r\nSubject: x\r\nMIME-Version: 1.0\r\n\
            Content-Type: multipart/related;\r\n\ttype=\"text/html\";\r\n\tboundary=\"b\"\r\n\r\nThis is a multi-part message.\r\n\
            \r\n--b\r\nContent-Type: text/html;\r\n\tcharset=\"windows-1251\"\r\nContent-Transfer-Encoding: 8bit\r\n\r\n<p>"
            .to_vec();
        bytes.extend_from_slice(&encoding_rs::WINDOWS_1251.encode("Семинар прошёл в Оше.").0);
        bytes.extend_from_slice(b"</p>\r\n--b--\r\n");
        let mail = read(&bytes).expect("a page");
        assert_eq!(texts(&mail), ["Семинар прошёл в Оше."]);
        assert_eq!(mail.charset, "windows-1251");
    }

    #[test]
    fn a_mail_gives_its_text_its_head_and_the_names_of_its_attachments() {
        let bytes = "From: \"A. B. Osei\" <a@example.org>\nDate: Thu, 3 May 2012 09:00:00 +0600\nSubject: Seminar in Osh\n\
            MIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=b\n\n--b\nContent-Type: multipart/alternative; boundary=c\n\n\
            --c\nContent-Type: text/plain; charset=utf-8\n\nPlain text.\n\n--c\nContent-Type: text/html; charset=utf-8\n\n\
            <p>The seminar takes place in Osh.</p>\n--c--\n--b\nContent-Type: application/pdf; name=\"agenda.pdf\"\n\
            Content-Disposition: attachment; filename=\"agenda.pdf\"\nContent-Transfer-Encoding: base64\n\nAAAA\n--b--\n";
        let mail = read(bytes.as_bytes()).expect("a mail");
        assert_eq!(texts(&mail), ["The seminar takes place in Osh."]);
        assert_eq!(declared(&mail, DeclaredField::Published), ["2012-05-03T09:00:00+06:00"]);
        assert_eq!(declared(&mail, DeclaredField::Author), ["A. B. Osei"]);
        assert!(mail.parts.issues[0].message.contains("agenda.pdf"), "{:?}", mail.parts.issues);
    }

    #[test]
    fn a_note_with_colons_is_no_mail_unless_its_name_says_so() {
        assert!(!is_mail("a.txt", b"Date: 3 May\nFrom: A\n\nText"));
        assert!(is_mail("a.eml", b"Date: 3 May\nFrom: A\n\nText"));
        assert!(!is_mail("a.eml", b"Some text of a letter\n"));
        assert!(!is_mail("a.html", b"<html>\nContent-Type: x"));
    }

    #[test]
    fn ten_thousand_mails_one_in_the_other_do_not_overflow_the_stack() {
        let head = "Subject: x\nContent-Type: message/rfc822\n\n";
        assert!(
            read(format!("{}text", head.repeat(10_000)).as_bytes()).is_none_or(|mail| texts(&mail).len() < 2)
        );
    }
}
