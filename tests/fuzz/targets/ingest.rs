//! Any bytes under any name: packed, a mail, a saved page, Markdown, a page, a text, or refused with a reason.
#![no_main]

mod promises;

/// Names whose endings lead to each of the readers.
const NAMES: [&str; 8] = ["page", "page.html", "page.xhtml", "page.mhtml", "mail.eml", "notes.md", "note.txt", "page.html.gz"];

libfuzzer_sys::fuzz_target!(|input: (u8, &[u8])| {
    let (name, bytes) = input;
    promises::page(NAMES[usize::from(name) % NAMES.len()], bytes);
});
