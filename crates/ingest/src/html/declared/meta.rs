//! `<meta>` tags: which names say what. The names in the wild are a table, `data/meta_names.tsv`.

use super::Collected;
use crate::html::tree::Element;
use rapporteur_model::DeclaredField;
use std::collections::BTreeMap;
use std::sync::LazyLock;

/// Field and rule by the name of the tag in small letters.
static NAMES: LazyLock<BTreeMap<&'static str, (DeclaredField, &'static str)>> = LazyLock::new(|| {
    let lines = include_str!("../../../data/meta_names.tsv").lines().filter(|line| !line.starts_with('#'));
    let mut names = BTreeMap::new();
    for line in lines {
        let mut fields = line.split('\t');
        let (Some(field), Some(rule), Some(spellings)) = (fields.next(), fields.next(), fields.next()) else {
            continue;
        };
        let field = match field {
            "title" => DeclaredField::Title,
            "published" => DeclaredField::Published,
            "modified" => DeclaredField::Modified,
            "author" => DeclaredField::Author,
            "site" => DeclaredField::Site,
            "language" => DeclaredField::Language,
            "url" => DeclaredField::Url,
            "kind" => DeclaredField::Kind,
            "description" => DeclaredField::Description,
            _ => continue,
        };
        names.extend(spellings.split('|').map(|spelling| (spelling, (field, rule))));
    }
    names
});

/// What one tag declares.
pub(super) fn read(at: usize, element: &Element, found: &mut Collected) {
    let content = element.attribute("content").or(element.attribute("value"));
    if let Some(property) = element.attribute("itemprop") {
        // Microdata stands where the thing stands that it describes: a post of a thread has its own.
        let (field, rule) = match property.trim() {
            "datePublished" | "dateCreated" => (DeclaredField::Published, "itemprop-published"),
            "dateModified" => (DeclaredField::Modified, "itemprop-modified"),
            "headline" => (DeclaredField::Title, "itemprop-headline"),
            "author" | "creator" => (DeclaredField::Author, "itemprop-author"),
            _ => return,
        };
        return found.see(field, content, rule, at);
    }
    for key in ["property", "name", "http-equiv"] {
        let Some(name) = element.attribute(key) else { continue };
        let name = name.trim().to_ascii_lowercase();
        if let Some((field, rule)) = NAMES.get(name.as_str()) {
            found.push(*field, content, rule);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_of_the_table_names_a_field_and_a_rule() {
        let lines = include_str!("../../../data/meta_names.tsv").lines();
        for line in lines.filter(|line| !line.starts_with('#')) {
            assert_eq!(line.split('\t').count(), 3, "{line}");
        }
        assert_eq!(NAMES["og:title"], (DeclaredField::Title, "meta-og-title"));
        assert_eq!(NAMES["article:modified_time"].0, DeclaredField::Modified);
    }
}
