//! Any bytes as a text file: as for pages, and every encoding is decoded somehow.
#![no_main]

mod promises;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    promises::page("note.txt", bytes);
});
