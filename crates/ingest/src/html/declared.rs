//! What a page says about itself: `<title>`, meta tags, JSON-LD, `<time>`, headings, link elements.

use super::tree::{Element, Tree};
use crate::fold;
use rapporteur_model::{Declared, DeclaredField};
use serde_json::Value;

pub(crate) fn read(tree: &Tree) -> Vec<Declared> {
    let mut found = Vec::new();
    for (at, element) in tree.elements() {
        match &*element.name {
            "html" => push(
                &mut found,
                DeclaredField::Language,
                element.attribute("lang").or(element.attribute("xml:lang")),
                "html-lang",
            ),
            "title" => push(&mut found, DeclaredField::Title, Some(&tree.text(at)), "title-element"),
            "h1" => push(&mut found, DeclaredField::Title, Some(&tree.text(at)), "h1"),
            "meta" => meta(element, &mut found),
            "link" if element.attribute("rel") == Some("canonical") => {
                push(&mut found, DeclaredField::Url, element.attribute("href"), "link-canonical");
            }
            "time" => time(element, &tree.text(at), &mut found),
            "script" if element.attribute("type").is_some_and(|kind| kind.contains("ld+json")) => {
                let text = tree.text(at);
                if text.len() <= JSON_LONGEST
                    && let Ok(value) = serde_json::from_str::<Value>(&text)
                {
                    json_ld(&value, 0, &mut found);
                }
            }
            _ => property(element, tree, at, &mut found),
        }
    }
    found
}

/// Values kept of one field: what says more is a list of other pages.
pub(super) const MOST: usize = 64;
/// The longest JSON-LD that is read, in bytes; longer ones hold the text of the page or a catalogue.
pub(super) const JSON_LONGEST: usize = 2 << 20;

fn push(found: &mut Vec<Declared>, field: DeclaredField, value: Option<&str>, rule: &'static str) {
    let Some(value) = value.map(fold).filter(|value| !value.is_empty() && value.len() <= 2_000) else {
        return;
    };
    let declared = Declared { field, value, rule: rule.into() };
    if found.iter().filter(|known| known.field == field).count() < MOST && !found.contains(&declared) {
        found.push(declared);
    }
}

/// Names of meta tags, what they are about, and the name of the rule.
const META: &[(&str, DeclaredField, &str)] = &[
    ("og:title", DeclaredField::Title, "meta-og-title"),
    ("twitter:title", DeclaredField::Title, "meta-twitter-title"),
    ("dc.title", DeclaredField::Title, "meta-dc-title"),
    ("dcterms.title", DeclaredField::Title, "meta-dc-title"),
    ("citation_title", DeclaredField::Title, "meta-citation-title"),
    ("article:published_time", DeclaredField::Published, "meta-article-published"),
    ("og:published_time", DeclaredField::Published, "meta-article-published"),
    ("datepublished", DeclaredField::Published, "meta-date-published"),
    ("dc.date", DeclaredField::Published, "meta-dc-date"),
    ("dc.date.issued", DeclaredField::Published, "meta-dc-date"),
    ("dcterms.date", DeclaredField::Published, "meta-dc-date"),
    ("dcterms.created", DeclaredField::Published, "meta-dc-date"),
    ("dcterms.issued", DeclaredField::Published, "meta-dc-date"),
    ("date", DeclaredField::Published, "meta-date"),
    ("pubdate", DeclaredField::Published, "meta-pubdate"),
    ("publish_date", DeclaredField::Published, "meta-pubdate"),
    ("publication_date", DeclaredField::Published, "meta-pubdate"),
    ("citation_publication_date", DeclaredField::Published, "meta-citation-date"),
    ("article:modified_time", DeclaredField::Modified, "meta-article-modified"),
    ("og:updated_time", DeclaredField::Modified, "meta-article-modified"),
    ("dcterms.modified", DeclaredField::Modified, "meta-dc-modified"),
    ("last-modified", DeclaredField::Modified, "meta-last-modified"),
    ("author", DeclaredField::Author, "meta-author"),
    ("dc.creator", DeclaredField::Author, "meta-dc-creator"),
    ("dcterms.creator", DeclaredField::Author, "meta-dc-creator"),
    ("article:author", DeclaredField::Author, "meta-article-author"),
    ("citation_author", DeclaredField::Author, "meta-citation-author"),
    ("og:site_name", DeclaredField::Site, "meta-og-site"),
    ("application-name", DeclaredField::Site, "meta-application"),
    ("og:locale", DeclaredField::Language, "meta-og-locale"),
    ("content-language", DeclaredField::Language, "meta-content-language"),
    ("dc.language", DeclaredField::Language, "meta-dc-language"),
    ("og:url", DeclaredField::Url, "meta-og-url"),
    ("description", DeclaredField::Description, "meta-description"),
    ("og:description", DeclaredField::Description, "meta-og-description"),
    ("dc.description", DeclaredField::Description, "meta-dc-description"),
];

fn meta(element: &Element, found: &mut Vec<Declared>) {
    let content = element.attribute("content");
    for key in ["property", "name", "itemprop", "http-equiv"] {
        let Some(name) = element.attribute(key) else { continue };
        let name = name.trim().to_ascii_lowercase();
        if let Some((_, field, rule)) = META.iter().find(|(known, _, _)| *known == name) {
            push(found, *field, content, rule);
        }
    }
}

fn time(element: &Element, text: &str, found: &mut Vec<Declared>) {
    let value = element.attribute("datetime").or(Some(text));
    let marked = element.attribute("pubdate").is_some()
        || element.attribute("itemprop").is_some_and(|value| value.eq_ignore_ascii_case("datePublished"))
        || element.attribute("class").is_some_and(|class| class.to_ascii_lowercase().contains("publish"));
    let modified =
        element.attribute("itemprop").is_some_and(|value| value.eq_ignore_ascii_case("dateModified"))
            || element.attribute("class").is_some_and(|class| class.to_ascii_lowercase().contains("updated"));
    let event = element.attribute("itemprop").is_some_and(|value| matches!(value, "startDate" | "endDate"));
    match (marked, modified || event) {
        (true, _) => push(found, DeclaredField::Published, value, "time-published"),
        (_, true) => {}
        _ => push(found, DeclaredField::Published, value, "time-element"),
    }
}

/// Microdata and link relations on any other element.
fn property(element: &Element, tree: &Tree, at: usize, found: &mut Vec<Declared>) {
    if let Some(property) = element.attribute("itemprop") {
        let content = element.attribute("content");
        match property.to_ascii_lowercase().as_str() {
            "datepublished" => push(
                found,
                DeclaredField::Published,
                Some(content.unwrap_or(&tree.text(at))),
                "itemprop-published",
            ),
            "headline" => push(
                found,
                DeclaredField::Title,
                Some(content.unwrap_or(&tree.text(at))),
                "itemprop-headline",
            ),
            "author" => {
                push(
                    found,
                    DeclaredField::Author,
                    Some(content.unwrap_or(&tree.text(at))),
                    "itemprop-author",
                );
            }
            _ => {}
        }
    }
    if element.attribute("rel").is_some_and(|rel| rel.split_whitespace().any(|word| word == "author")) {
        push(found, DeclaredField::Author, Some(&tree.text(at)), "rel-author");
    }
}

/// How deep JSON-LD is followed.
const JSON_DEPTH: usize = 6;

fn json_ld(value: &Value, depth: usize, found: &mut Vec<Declared>) {
    if depth > JSON_DEPTH {
        return;
    }
    match value {
        Value::Array(items) => items.iter().for_each(|item| json_ld(item, depth + 1, found)),
        Value::Object(object) => {
            let text = |key: &str| object.get(key).and_then(Value::as_str);
            let kind = object.get("@type").map(ToString::to_string).unwrap_or_default();
            let is_article = ["Article", "Report", "Posting", "WebPage", "CreativeWork"]
                .iter()
                .any(|name| kind.contains(name));
            if is_article {
                push(found, DeclaredField::Title, text("headline"), "json-ld-headline");
                push(found, DeclaredField::Published, text("datePublished"), "json-ld-published");
                push(found, DeclaredField::Modified, text("dateModified"), "json-ld-modified");
                push(found, DeclaredField::Language, text("inLanguage"), "json-ld-language");
                for author in object.get("author").map(names).unwrap_or_default() {
                    push(found, DeclaredField::Author, Some(&author), "json-ld-author");
                }
            }
            if kind.contains("WebSite") {
                push(found, DeclaredField::Site, text("name"), "json-ld-site");
            }
            for key in ["@graph", "mainEntity", "mainEntityOfPage"] {
                if let Some(inner) = object.get(key) {
                    json_ld(inner, depth + 1, found);
                }
            }
        }
        _ => {}
    }
}

/// The names of one author or several, given as text or as persons.
fn names(value: &Value) -> Vec<String> {
    match value {
        Value::String(name) => vec![name.clone()],
        Value::Array(items) => items.iter().flat_map(names).collect(),
        Value::Object(object) => {
            let person = object.get("@type").and_then(Value::as_str).is_none_or(|kind| kind == "Person");
            object
                .get("name")
                .and_then(Value::as_str)
                .filter(|_| person)
                .map(str::to_owned)
                .into_iter()
                .collect()
        }
        _ => Vec::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::html::tree;

    fn values(html: &str, field: DeclaredField) -> Vec<String> {
        read(&tree::parse(html)).into_iter().filter(|d| d.field == field).map(|d| d.value).collect()
    }

    #[test]
    fn json_ld_gives_headline_date_and_people_but_not_the_publisher_as_author() {
        let html = r#"<script type="application/ld+json">{"@graph":[{"@type":"NewsArticle","headline":"A talk",
            "datePublished":"2012-05-03","author":[{"@type":"Person","name":"Ana Ruiz"},{"@type":"Organization","name":"Office"}]}]}</script>"#;
        assert_eq!(values(html, DeclaredField::Title), ["A talk"]);
        assert_eq!(values(html, DeclaredField::Published), ["2012-05-03"]);
        assert_eq!(values(html, DeclaredField::Author), ["Ana Ruiz"]);
    }

    #[test]
    fn dublin_core_is_read_whatever_its_case() {
        assert_eq!(
            values("<META NAME='DC.Date' CONTENT=' 2009-02-01 '>", DeclaredField::Published),
            ["2009-02-01"]
        );
    }
}
