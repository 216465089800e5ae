//! What the tests of the votes are made of.

use rapporteur_model::{Declared, DeclaredField, DocId, Document, Format, Standing, Within};

/// A page that says only what it declares.
pub(crate) fn page(declared: Vec<Declared>) -> Document {
    Document {
        id: DocId::new("a"),
        uri: "a.html".to_owned(),
        format: Format::Html,
        charset: "utf-8".to_owned(),
        text: String::new(),
        chrome: String::new(),
        blocks: Vec::new(),
        declared,
        language: Some("en".to_owned()),
        links: Vec::new(),
        foreign: Vec::new(),
        issues: Vec::new(),
    }
}

/// A value that a reader sees, so many nodes from the main heading.
pub(crate) fn seen(
    field: DeclaredField,
    value: &str,
    rule: &'static str,
    distance: i32,
    within: Within,
) -> Declared {
    Declared { standing: Some(Standing { distance, within }), ..Declared::new(field, value, rule) }
}
