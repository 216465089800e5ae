//! What a page says about its title, dates, authors, site, language and address: every candidate with its rule and
//! where it stands, so that whoever chooses can weigh them against each other.
//!
//! Nothing is chosen here, and nothing is read as a date or a name. One pass over the tree; the only thing settled is
//! which heading is the main one, since distances are counted from it.

mod class_words;
mod json_ld;
mod lines;
mod meta;
mod outline;
mod scripts;
mod visible;

use super::data_scripts;
use super::tree::{Element, Node, Tree};
use crate::fold;
use class_words::Meaning;
use outline::Outline;
use rapporteur_model::{Declared, DeclaredField, Within};
use std::collections::BTreeSet;
use visible::Page;

/// Candidates collected of one field before the nearest are kept; a page with more is a list.
const COLLECTED: usize = 512;
/// Candidates of one field that are kept: those of the head, and of those a reader sees the nearest to the heading.
pub(crate) const KEPT: usize = 40;
/// JSON-LD longer than so many bytes is not read: as values it takes many times its size.
pub(crate) const JSON_LONGEST: usize = 2 << 20;
/// Nor is one of more objects than this: each takes 600 bytes, however small it is.
pub(crate) const JSON_OBJECTS: usize = 50_000;
/// The longest value, in bytes.
const LONGEST: usize = 2_000;

/// Candidates as they are met.
#[derive(Debug, Default)]
pub(crate) struct Collected {
    found: Vec<(Declared, Option<usize>)>,
    counts: [usize; 9],
    script_dates: usize,
}

impl Collected {
    /// A value of the head or of a script.
    fn push(&mut self, field: DeclaredField, value: Option<&str>, rule: &'static str) {
        self.add(field, value, rule, None);
    }

    /// A value that a reader sees, at a node.
    fn see(&mut self, field: DeclaredField, value: Option<&str>, rule: &'static str, at: usize) {
        self.add(field, value, rule, Some(at));
    }

    fn add(&mut self, field: DeclaredField, value: Option<&str>, rule: &'static str, at: Option<usize>) {
        let Some(value) = value.filter(|value| value.len() <= LONGEST * 2) else { return };
        let count = &mut self.counts[field as usize];
        if *count >= COLLECTED {
            return;
        }
        let value = fold(value);
        if value.is_empty() || value.len() > LONGEST {
            return;
        }
        *count += 1;
        self.found.push((Declared::new(field, value, rule), at));
    }
}

/// Whether JSON-LD is too large to be read.
pub(crate) fn is_too_large(script: &str) -> bool {
    script.len() > JSON_LONGEST || memchr::memchr_iter(b'{', script.as_bytes()).count() > JSON_OBJECTS
}

pub(crate) fn read(tree: &Tree) -> Vec<Declared> {
    let mut outline = Outline::of(tree);
    let mut found = Collected::default();
    for (at, node) in tree.nodes.iter().enumerate() {
        let element = match node {
            Node::Element(element) => element,
            Node::Text(text) => {
                lines::read(tree, &outline, at, text, &mut found);
                continue;
            }
        };
        match &*element.name {
            "html" => {
                let language = element.attribute("lang").or(element.attribute("xml:lang"));
                found.push(DeclaredField::Language, language, "html-lang");
            }
            "title" => found.push(DeclaredField::Title, Some(&tree.text(at)), "title-element"),
            "meta" => meta::read(at, element, &mut found),
            "link" => {
                let rule = match element.attribute("rel") {
                    Some("canonical") => "link-canonical",
                    Some("amphtml") => "link-amphtml",
                    Some("shortlink") => "link-short",
                    _ => continue,
                };
                found.push(DeclaredField::Url, element.attribute("href"), rule);
            }
            "script" => match data_scripts::script(tree, at) {
                Some(script) if is_too_large(script) => {}
                Some(script) => json_ld::read(script, &mut found),
                None => {
                    let script = tree.children(at).next().and_then(|text| tree.text_node(text));
                    scripts::read(script.unwrap_or(""), &mut found);
                }
            },
            "style" | "svg" | "path" | "br" => {}
            "img" => logo(tree, element, &outline, at, &mut found),
            _ => Page { tree, outline: &outline, found: &mut found }.element(at, element),
        }
    }
    let heading = main_heading(tree, &outline, &found);
    outline.settle(tree, heading);
    kept(found, &outline, heading)
}

/// The alternative text of a logo is the name of the site.
fn logo(tree: &Tree, element: &Element, outline: &Outline, at: usize, found: &mut Collected) {
    let Some(text) = element.attribute("alt").filter(|text| text.len() >= 3 && text.len() <= 80) else {
        return;
    };
    let named = |name: &str| {
        element.attribute(name).is_some_and(|value| value.contains("logo") || value.contains("Logo"))
    };
    let around = [tree.parent(at), tree.parent(tree.parent(at))];
    if ["src", "class", "id", "alt"].into_iter().any(named)
        || around.iter().any(|at| outline.own(*at).has(Meaning::LOGO))
    {
        let name = text.replace(" logo", "").replace(" Logo", "").replace("Logo ", "");
        found.see(DeclaredField::Site, Some(&name), "logo", at);
    }
}

/// The node from which distances are counted: a heading that the page's titles confirm, else the first heading.
fn main_heading(tree: &Tree, outline: &Outline, found: &Collected) -> usize {
    let titles: Vec<String> = found
        .found
        .iter()
        .filter(|(declared, at)| declared.field == DeclaredField::Title && at.is_none())
        .map(|(declared, _)| declared.value.to_lowercase())
        .take(8)
        .collect();
    let headings = |rules: &'static [&'static str]| {
        let seen = found.found.iter().filter_map(|(declared, at)| Some((declared, (*at)?)));
        seen.filter(move |(declared, _)| {
            declared.field == DeclaredField::Title && rules.contains(&declared.rule.as_ref())
        })
    };
    let confirmed = |declared: &Declared| {
        let heading = declared.value.to_lowercase();
        heading.chars().count() >= 6
            && titles.iter().any(|title| title.contains(&heading) || heading.contains(title))
    };
    let in_page = |at: usize| outline.standing(at, 0).within == Within::Page;
    const ANY: &[&str] = &["h1", "itemprop-headline", "class-title", "h2", "h3"];
    // The name of the site is confirmed as well: the longest is meant, and of equal ones the first.
    headings(ANY)
        .filter(|(declared, _)| confirmed(declared))
        .min_by_key(|(declared, at)| {
            let weight = if declared.rule == "h1" { 2 } else { 1 };
            (std::cmp::Reverse(declared.value.len() * weight), *at)
        })
        .or_else(|| headings(&["h1"]).find(|(_, at)| in_page(*at)))
        .or_else(|| headings(&["h1"]).next())
        .or_else(|| headings(&["h2"]).find(|(_, at)| in_page(*at)))
        .map(|(_, at)| at)
        .or_else(|| tree.elements().find(|(_, element)| element.is("body")).map(|(at, _)| at))
        .unwrap_or(0)
}

/// The candidates with their standing, once each, the nearest of each field; in the order of the page.
fn kept(found: Collected, outline: &Outline, heading: usize) -> Vec<Declared> {
    let mut all: Vec<Declared> = found
        .found
        .into_iter()
        .map(|(declared, at)| Declared { standing: at.map(|at| outline.standing(at, heading)), ..declared })
        .collect();
    let remoteness = |declared: &Declared| {
        declared.standing.map_or(0, |standing| {
            // What stands before a heading is more often a menu than a byline.
            let before = if standing.distance < 0 { 4 } else { 1 };
            let aside = if standing.within == Within::Page { 1 } else { 4 };
            u64::from(standing.distance.unsigned_abs()) * before * aside
        })
    };
    let mut order: Vec<usize> = (0..all.len()).collect();
    order.sort_by_key(|at| (remoteness(&all[*at]), *at));
    let mut counts = [0; 9];
    let mut seen = BTreeSet::new();
    let mut keep = vec![false; all.len()];
    for at in order {
        let declared = &all[at];
        let count = &mut counts[declared.field as usize];
        if *count < KEPT && seen.insert((declared.field, declared.rule.as_ref(), declared.value.as_str())) {
            *count += 1;
            keep[at] = true;
        }
    }
    let mut keep = keep.into_iter();
    all.retain(|_| keep.next().unwrap_or(false));
    all
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::html::tree;

    fn all(html: &str, field: DeclaredField) -> Vec<Declared> {
        read(&tree::parse(html)).into_iter().filter(|declared| declared.field == field).collect()
    }

    fn pairs(html: &str, field: DeclaredField) -> Vec<(String, String)> {
        all(html, field).into_iter().map(|declared| (declared.rule.into_owned(), declared.value)).collect()
    }

    fn has(html: &str, field: DeclaredField, rule: &str, value: &str) -> bool {
        pairs(html, field).contains(&(rule.to_owned(), value.to_owned()))
    }

    #[test]
    fn json_ld_gives_headline_date_and_people_and_tells_the_publisher_from_them() {
        let html = r#"<script type="application/ld+json">{"@graph":[{"@type":"NewsArticle","headline":"A talk",
            "datePublished":"2012-05-03","author":[{"@type":"Person","name":"Ana Ruiz"},{"@type":"Organization","name":"Office"}]}]}</script>"#;
        assert!(has(html, DeclaredField::Title, "json-ld-headline", "A talk"));
        assert!(has(html, DeclaredField::Published, "json-ld-published", "2012-05-03"));
        assert!(has(html, DeclaredField::Author, "json-ld-author", "Ana Ruiz"));
        assert!(has(html, DeclaredField::Author, "json-ld-author-body", "Office"));
    }

    #[test]
    fn an_author_is_found_by_the_identifier_under_which_the_article_names_her() {
        let html = r##"<script type="application/ld+json">{"@graph":[{"@type":"Article","author":{"@id":"#a"}},
            {"@type":"Person","@id":"#a","name":"Ana Ruiz"}]}</script>"##;
        assert!(has(html, DeclaredField::Author, "json-ld-author", "Ana Ruiz"));
    }

    #[test]
    fn broken_json_ld_is_repaired() {
        let html = "<script type='application/ld+json'>//<![CDATA[\n{\"@type\":\"Report\",\"headline\":\"Two\nlines\\'\", \"datePublished\":\"2012-05-03\",}\n//]]></script>";
        assert!(has(html, DeclaredField::Title, "json-ld-headline", "Two lines'"));
        assert!(has(html, DeclaredField::Published, "json-ld-published", "2012-05-03"));
    }

    #[test]
    fn what_an_article_lists_is_told_from_the_article() {
        let html = r#"<script type="application/ld+json">{"@type":"ItemList","itemListElement":[
            {"@type":"Article","headline":"Another","datePublished":"2011-01-01"}]}</script>"#;
        assert!(has(html, DeclaredField::Published, "json-ld-other-published", "2011-01-01"));
        assert_eq!(all(html, DeclaredField::Title), []);
    }

    #[test]
    fn dublin_core_is_read_whatever_its_case() {
        let html = "<META NAME='DC.Date' CONTENT=' 2009-02-01 '>";
        assert!(has(html, DeclaredField::Published, "meta-dc-date", "2009-02-01"));
    }

    #[test]
    fn a_date_is_taken_as_stated_and_as_shown_with_the_words_before_it() {
        let html =
            "<h1>A talk in Osh</h1><p>Updated: <time datetime='2012-05-03T22:00:00Z'>4 May 2012</time></p>";
        assert!(has(html, DeclaredField::Published, "time-element", "Updated: 2012-05-03T22:00:00Z"));
        assert!(has(html, DeclaredField::Published, "time-text", "Updated: 4 May 2012"));
    }

    #[test]
    fn distance_is_counted_from_the_heading_that_the_title_confirms() {
        let html = "<title>The wells and canals of Osh | Rope Fund</title><h1>Rope Fund</h1><p class=date>1 May 2011</p>\
            <h2>The wells and canals of Osh</h2><p class=date>3 May 2012</p><aside><p class=date>5 May 2013</p></aside>";
        let dates = all(html, DeclaredField::Published);
        let standings: Vec<_> = dates.iter().map(|date| date.standing.expect("a standing")).collect();
        assert!(standings[0].distance < 0 && standings[1].distance > 0);
        assert_eq!(standings[1].within, Within::Page);
        assert_eq!(standings[2].within, Within::Aside);
    }

    #[test]
    fn a_byline_without_class_is_read_with_the_link_that_follows_it() {
        let html = "<h1>Wells</h1><p>By <a href='/x'>Ana Ruiz</a></p>";
        assert!(has(html, DeclaredField::Author, "text-byline", "By Ana Ruiz"));
    }

    #[test]
    fn of_a_thousand_dates_the_nearest_are_kept_in_order() {
        let rows: String = (1..=1_000).map(|n| format!("<p>3 May 2012, row {n}</p>")).collect();
        let dates = all(&format!("<h1>Wells</h1>{rows}"), DeclaredField::Published);
        assert_eq!(dates.len(), KEPT);
        assert_eq!(dates[0].value, "3 May 2012, row 1");
    }
}
