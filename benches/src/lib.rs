//! What the benches read: the pages of `corpus/`, as they are and repeated to a collection.
//!
//! Nothing else is read, so that anybody gets the figures of BENCHMARKS.md from a clone. A collection made of copies is
//! no real one: its figures say what changed between two commits, not how another engine would compare.

use rapporteur_ingest::Input;
use rapporteur_model::{Block, BlockKind, DocId, Document, Record, Span};
use std::fs;
use std::path::Path;

/// One file of the corpus.
#[derive(Debug, Clone)]
pub struct Source {
    /// Its name.
    pub name: String,
    /// What it holds.
    pub bytes: Vec<u8>,
}

impl Source {
    /// Whether it is a web page.
    pub fn is_page(&self) -> bool {
        self.name.ends_with(".html")
    }

    /// What ingest makes of it; none where it is no document.
    pub fn document(&self) -> Option<Document> {
        let id = DocId::new(&self.name);
        rapporteur_ingest::ingest(&Input { id: &id, uri: &self.name, bytes: &self.bytes }).ok()
    }

    /// A copy that tells of another time: its name carries the number, its years are moved by up to nineteen.
    fn copy(&self, number: usize) -> Self {
        Self { name: format!("{number:04}/{}", self.name), bytes: years_moved(&self.bytes, number % 20) }
    }
}

/// The files of the corpus by name.
pub fn sources() -> Vec<Source> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../corpus/documents");
    let mut sources: Vec<Source> = fs::read_dir(&folder)
        .expect("corpus/documents stands in the repository")
        .map(|entry| entry.expect("its entries can be read"))
        .filter(|entry| entry.file_type().is_ok_and(|kind| kind.is_file()))
        .map(|entry| Source {
            name: entry.file_name().to_string_lossy().into_owned(),
            bytes: fs::read(entry.path()).expect("its files can be read"),
        })
        .collect();
    sources.sort_by(|one, other| one.name.cmp(&other.name));
    sources
}

/// The documents of the corpus by name.
pub fn documents() -> Vec<Document> {
    sources().iter().filter_map(Source::document).collect()
}

/// A page of at least `size` bytes: the UTF-8 pages of the corpus, one after the other, again and again.
pub fn long_page(size: usize) -> Vec<u8> {
    let pages: Vec<Source> = sources()
        .into_iter()
        .filter(|source| source.is_page() && std::str::from_utf8(&source.bytes).is_ok())
        .collect();
    let mut page = Vec::with_capacity(size * 2);
    for source in pages.iter().cycle() {
        if page.len() >= size {
            break;
        }
        page.extend_from_slice(&source.bytes);
    }
    page
}

/// At least `least` records: every document of the corpus, again and again, each time in other years.
pub fn records(least: usize) -> Vec<Record> {
    let sources = sources();
    let mut records = Vec::with_capacity(least + sources.len());
    for number in 0.. {
        if records.len() >= least {
            break;
        }
        let copies = sources.iter().map(|source| source.copy(number));
        records.extend(copies.filter_map(|copy| copy.document()).map(rapporteur_annotate::annotate));
    }
    records
}

/// Every "20xx" standing alone, moved; text of two bytes a letter stays as it is.
fn years_moved(bytes: &[u8], years: usize) -> Vec<u8> {
    let mut out = bytes.to_vec();
    for at in 0..bytes.len().saturating_sub(3) {
        let alone = |neighbour: Option<&u8>| neighbour.is_none_or(|byte| !byte.is_ascii_digit());
        let before = at.checked_sub(1).and_then(|before| bytes.get(before));
        if let [b'2', b'0', tens @ b'0'..=b'9', ones @ b'0'..=b'9'] = bytes[at..at + 4]
            && alone(before)
            && alone(bytes.get(at + 4))
        {
            let year = usize::from(tens - b'0') * 10 + usize::from(ones - b'0') + years;
            out[at + 2..at + 4].copy_from_slice(format!("{:02}", year % 100).as_bytes());
        }
    }
    out
}

/// The lines of a plain text, as paragraphs; what the trainers read.
pub fn blocks(text: &str) -> Vec<Block> {
    let mut start = 0;
    let mut out = Vec::new();
    for line in text.split('\n') {
        let end = start + line.len();
        if !line.trim().is_empty() {
            out.push(Block { kind: BlockKind::Paragraph, span: Span::new(start, end) });
        }
        start = end + 1;
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn years_move_and_other_numbers_stay() {
        assert_eq!(
            years_moved(b"17 May 2014, 12014 and 20145; 2099", 3),
            b"17 May 2017, 12014 and 20145; 2002"
        );
    }

    #[test]
    fn a_collection_is_as_large_as_asked_for_and_no_name_stands_twice() {
        let records = records(100);
        let mut names: Vec<&str> = records.iter().map(|record| record.document.id.as_str()).collect();
        let count = names.len();
        names.sort_unstable();
        names.dedup();
        assert!(count >= 100 && names.len() == count);
    }
}
