//! Any bytes as a page: ingest and annotate end, and every span lies on characters of the text.
#![no_main]

mod promises;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    promises::page("page.html", bytes);
});
