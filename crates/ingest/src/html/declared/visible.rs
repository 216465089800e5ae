//! What a reader sees of title, date and authors: elements that say so by name, class, microdata or link.
//!
//! A date is taken both as its attribute states it and as the text shows it: the attribute is often a UTC instant
//! and the text the day in the place of publication. Which of them is the date of the page is not decided here.

use super::class_words::Meaning;
use super::outline::{Outline, short_text};
use super::{Collected, lines};
use crate::html::tree::{Element, Node, Tree};
use rapporteur_model::DeclaredField::{Author, Modified, Published, Title};

/// The longest text that is a date, a byline, a title; in bytes.
const DATE: usize = 100;
const BYLINE: usize = 160;
const TITLE: usize = 400;

/// Attributes of any element that hold a date.
const DATE_ATTRIBUTES: [&str; 10] = [
    "datetime",
    "data-datetime",
    "data-timestamp",
    "data-time",
    "data-date",
    "data-published",
    "data-utime",
    "data-publish-date",
    "data-pubdate",
    "created-timestamp",
];

/// Attributes of any element that hold the name of an author.
const AUTHOR_ATTRIBUTES: [&str; 4] =
    ["data-author", "data-author-username", "data-author-name", "data-username"];

/// Parts of addresses that lead to the page of an author.
const AUTHOR_PATHS: [&str; 11] = [
    "/author/",
    "/authors/",
    "/autor/",
    "/autoren/",
    "/auteur/",
    "/by/",
    "/people/",
    "/profile/",
    "/contributor/",
    "/staff/",
    "/byline/",
];

pub(super) struct Page<'a> {
    pub(super) tree: &'a Tree,
    pub(super) outline: &'a Outline,
    pub(super) found: &'a mut Collected,
}

impl Page<'_> {
    /// What one element of the body shows.
    pub(super) fn element(&mut self, at: usize, element: &Element) {
        let own = self.outline.own(at);
        let property = element.attribute("itemprop").or(element.attribute("property")).unwrap_or_default();
        if matches!(&*element.name, "h1" | "h2" | "h3") || own.has(Meaning::TITLE) || property == "headline" {
            self.title(at, element, own, property);
        }
        let dated = own.has(Meaning::DATE)
            || matches!(&*element.name, "time" | "abbr")
            || property.contains("date")
            || property.contains("Date")
            || ["data-timestamp", "created-timestamp"].iter().any(|name| element.attribute(name).is_some());
        if dated {
            self.date(at, element, own, property);
        }
        self.author(at, element, own, property);
        if own.has(Meaning::BREADCRUMB) && !self.outline.around(self.tree.parent(at)).has(Meaning::BREADCRUMB)
        {
            let crumb = last_text(self.tree, at);
            self.found.see(Title, crumb.as_deref(), "breadcrumb", at);
        }
    }

    fn title(&mut self, at: usize, element: &Element, own: Meaning, property: &str) {
        let rule = match &*element.name {
            "h1" => "h1",
            _ if property == "headline" => "itemprop-headline",
            "h2" if !own.has(Meaning::TITLE) => "h2",
            "h3" if !own.has(Meaning::TITLE) => "h3",
            _ => "class-title",
        };
        let text =
            element.attribute("content").map(str::to_owned).or_else(|| short_text(self.tree, at, TITLE));
        self.found.see(Title, text.as_deref(), rule, at);
    }

    fn date(&mut self, at: usize, element: &Element, own: Meaning, property: &str) {
        let time = element.is("time");
        let around = self.outline.around(at);
        if matches!(property, "startDate" | "endDate" | "birthDate") {
            return;
        }
        let published = property.eq_ignore_ascii_case("datePublished")
            || property.eq_ignore_ascii_case("dateCreated")
            || own.has(Meaning::PUBLISHED)
            || element.attribute("pubdate").is_some();
        let modified = property.eq_ignore_ascii_case("dateModified") || around.has(Meaning::MODIFIED);
        let marked = !property.is_empty();
        let (field, stated, shown) = match (published, modified, time, marked) {
            (true, _, _, true) => (Published, "itemprop-published", "itemprop-text"),
            (_, true, _, true) => (Modified, "itemprop-modified", "itemprop-modified"),
            (true, false, true, _) => (Published, "time-published", "time-published-text"),
            (_, true, true, _) => (Modified, "time-modified", "time-modified"),
            (_, _, true, _) => (Published, "time-element", "time-text"),
            (true, false, ..) => (Published, "class-attribute", "class-published"),
            (_, true, ..) => (Modified, "class-modified", "class-modified"),
            _ => (Published, "class-attribute", "class-date"),
        };
        let label = lines::label(self.tree, at);
        let labelled = |value: &str| match &label {
            Some(label) => format!("{label} {value}"),
            None => value.to_owned(),
        };
        let attribute = DATE_ATTRIBUTES.iter().find_map(|name| element.attribute(name));
        let title = element.attribute("title");
        let content = element.attribute("content");
        for value in
            attribute.into_iter().chain(title).chain(content).filter(|value| lines::has_digits(value))
        {
            self.found.see(field, Some(&labelled(value)), stated, at);
        }
        if let Some(text) = short_text(self.tree, at, DATE).filter(|text| lines::has_digits(text)) {
            self.found.see(field, Some(&labelled(&text)), shown, at);
        }
    }

    fn author(&mut self, at: usize, element: &Element, own: Meaning, property: &str) {
        let related = element
            .attribute("rel")
            .is_some_and(|rel| rel.split_ascii_whitespace().any(|word| word == "author"));
        let linked = element.is("a")
            && element.attribute("href").is_some_and(|address| {
                let address = address.split(['?', '#']).next().unwrap_or_default();
                address.len() < 200 && AUTHOR_PATHS.iter().any(|path| address.contains(path))
            });
        let rule = match property {
            "author" | "creator" | "schema:author" => "itemprop-author",
            _ if related => "rel-author",
            _ if own.has(Meaning::AUTHOR) => "class-author",
            _ if linked => "author-link",
            _ if own.has(Meaning::BYLINE) => "class-byline",
            _ => {
                self.data_author(at, element);
                return;
            }
        };
        self.data_author(at, element);
        let content = element.attribute("content").map(str::to_owned);
        let text = content
            .or_else(|| self.property_name(at, element, property))
            .or_else(|| short_text(self.tree, at, BYLINE));
        self.found.see(Author, text.as_deref(), rule, at);
        if rule == "class-author" && own.has(Meaning::BYLINE) {
            self.found.see(Author, text.as_deref(), "class-byline", at);
        }
    }

    /// Forums keep the name of who wrote a post in an attribute of the post.
    fn data_author(&mut self, at: usize, element: &Element) {
        let name = AUTHOR_ATTRIBUTES.iter().find_map(|name| element.attribute(name));
        self.found.see(Author, name, "data-author", at);
    }

    /// The `itemprop=name` within an author's item.
    fn property_name(&self, at: usize, element: &Element, property: &str) -> Option<String> {
        if property.is_empty() || element.attribute("itemscope").is_none() {
            return None;
        }
        // A scope that holds more than this is no byline.
        let end = (at + 40).min(self.tree.nodes.len());
        let name = (at + 1..end).find(|inner| {
            self.tree.element(*inner).is_some_and(|element| element.attribute("itemprop") == Some("name"))
        })?;
        let content = self.tree.element(name)?.attribute("content").map(str::to_owned);
        content.or_else(|| short_text(self.tree, name, BYLINE))
    }
}

/// The last text below a node.
fn last_text(tree: &Tree, at: usize) -> Option<String> {
    let mut stack = vec![at];
    let mut steps = 0;
    while let Some(at) = stack.pop() {
        steps += 1;
        match &tree.nodes[at] {
            Node::Text(text) if text.chars().any(char::is_alphanumeric) => {
                return (text.len() <= TITLE).then(|| crate::fold(text));
            }
            Node::Text(_) => {}
            Node::Element(element) if matches!(&*element.name, "script" | "style") => {}
            Node::Element(_) => stack.extend(tree.children(at)),
        }
        if steps > 200 {
            return None;
        }
    }
    None
}
