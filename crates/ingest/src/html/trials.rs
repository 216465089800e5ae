//! What the pages of `data/trials/pages` are read as.

use crate::{Input, ingest};
use rapporteur_model::{DocId, Document};

/// Every block of the main text with its kind, below it its language where that is another and its links; then what is
/// not main text, and the issues.
fn told(document: &Document) -> String {
    let mut told = String::new();
    for block in &document.blocks {
        told.push_str(&format!("{:?}\t{}\n", block.kind, block.span.of(&document.text)));
        for foreign in document.foreign.iter().filter(|foreign| foreign.span == block.span) {
            told.push_str(&format!("\tlanguage\t{}\n", foreign.language));
        }
        for link in document.links.iter().filter(|link| block.span.contains(link.span)) {
            told.push_str(&format!("\tlink\t{}\t{}\n", link.span.of(&document.text), link.target));
        }
    }
    for line in document.chrome.lines() {
        told.push_str(&format!("Chrome\t{line}\n"));
    }
    for issue in &document.issues {
        told.push_str(&format!("Issue\t{}\n", issue.code));
    }
    told
}

#[test]
fn pages_of_several_kinds_and_languages_are_read_as_written_beside_them() {
    macro_rules! trial {
        ($name:literal) => {
            (
                $name,
                include_bytes!(concat!("../../data/trials/pages/", $name)).as_slice(),
                include_str!(concat!("../../data/trials/pages/", $name, ".blocks")),
            )
        };
    }
    let mut wrong = String::new();
    for (name, bytes, expected) in [
        trial!("release.html"),
        trial!("agenda.html"),
        trial!("participants.html"),
        trial!("old-fonts.html"),
        trial!("questions.html"),
        trial!("quotations.html"),
        trial!("figures.html"),
        trial!("abstract.html"),
        trial!("tongzhi.html"),
        trial!("rtl.html"),
        trial!("forum.html"),
        trial!("listing.html"),
        trial!("hidden.html"),
        trial!("declared-only.html"),
        trial!("kazakh.html"),
        trial!("strict.xhtml"),
        trial!("links.html"),
    ] {
        let document = ingest(&Input { id: &DocId::new(name), uri: name, bytes }).expect("a document");
        let told = told(&document);
        // A comment says what is known to be wrong.
        let expected: String = expected.split_inclusive('\n').filter(|line| !line.starts_with('#')).collect();
        if told != expected {
            wrong.push_str(&format!("== {name}\n{told}"));
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
}
