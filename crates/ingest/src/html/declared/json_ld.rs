//! schema.org data in scripts: what the page says of its main entity, and, under other rules, of what it lists.
//!
//! Sites write JSON-LD by hand: line breaks within strings, commas before closing brackets, comments of HTML and of
//! JavaScript, several objects in a row. What a strict reader refuses is repaired and read again.

use super::Collected;
use rapporteur_model::DeclaredField::{Author, Kind, Language, Modified, Published, Site, Title, Url};
use serde_json::{Map, Value};
use std::collections::BTreeMap;

/// How deep JSON-LD is followed.
const DEPTH: usize = 8;

/// Names and types of one author that are read, and the longest type in bytes: any number of authors may refer to one.
const TOGETHER: usize = 50;
const LONGEST_TYPE: usize = 200;

/// Types of an entity a page is about, by a part of their name.
const WORKS: [&str; 6] = ["Article", "Posting", "Report", "Question", "Recipe", "Review"];
const PAGES: [&str; 4] = ["WebPage", "CreativeWork", "ItemPage", "AboutPage"];
const MEDIA: [&str; 4] = ["VideoObject", "AudioObject", "PodcastEpisode", "Episode"];

/// Reads one script.
pub(super) fn read(script: &str, found: &mut Collected) {
    for value in values(script) {
        let mut names = BTreeMap::new();
        named(&value, 0, &mut names);
        let mut walk = Walk { names: &names, found };
        walk.value(&value, Role::Main, 0);
    }
}

/// The objects of a script: as they stand, else repaired, as far as they can be read.
fn values(script: &str) -> Vec<Value> {
    if let Ok(value) = serde_json::from_str(script) {
        return vec![value];
    }
    let repaired = repaired(script);
    serde_json::Deserializer::from_str(&repaired).into_iter::<Value>().map_while(Result::ok).collect()
}

/// The script without comments, with white space for control characters in strings and without commas too many.
fn repaired(script: &str) -> String {
    let script = script.trim().trim_end_matches(';');
    let quoted = !script.contains('"') && script.contains("&quot;");
    let script =
        if quoted { script.replace("&quot;", "\"").replace("&amp;", "&") } else { script.to_owned() };
    let mut out = String::with_capacity(script.len());
    let mut rest = script.as_str();
    while let Some(c) = rest.chars().next() {
        if c == '"' {
            let length = push_string(&mut out, rest);
            rest = &rest[length..];
            continue;
        }
        let skipped = ["<!--", "-->", "//<![CDATA[", "//]]>", "<![CDATA[", "]]>"]
            .into_iter()
            .find(|mark| rest.starts_with(mark))
            .map(str::len)
            .or_else(|| rest.starts_with("/*").then(|| rest.find("*/").map_or(rest.len(), |end| end + 2)));
        if let Some(length) = skipped {
            rest = &rest[length..];
            continue;
        }
        rest = &rest[c.len_utf8()..];
        // Only after a comma is it looked at what follows: white space without end stays linear.
        let superfluous =
            c == ',' && matches!(rest.trim_start().as_bytes().first(), Some(b'}' | b']' | b',') | None);
        if !superfluous {
            out.push(c);
        }
    }
    out
}

/// Copies the string at the head of `rest` and returns how long it was.
fn push_string(out: &mut String, rest: &str) -> usize {
    out.push('"');
    let mut chars = rest.char_indices().skip(1);
    while let Some((at, c)) = chars.next() {
        match c {
            '"' => {
                out.push('"');
                return at + 1;
            }
            '\\' => match chars.next() {
                Some((_, escaped @ ('"' | '\\' | '/' | 'b' | 'f' | 'n' | 'r' | 't' | 'u'))) => {
                    out.push('\\');
                    out.push(escaped);
                }
                Some((_, other)) => out.push(other),
                None => break,
            },
            c if c.is_control() => out.push(' '),
            c => out.push(c),
        }
    }
    rest.len()
}

/// Names of persons and bodies by the identifier under which others refer to them.
fn named<'a>(value: &'a Value, depth: usize, names: &mut BTreeMap<&'a str, &'a Map<String, Value>>) {
    if depth > DEPTH {
        return;
    }
    match value {
        Value::Array(items) => items.iter().for_each(|item| named(item, depth + 1, names)),
        Value::Object(object) => {
            if let (Some(id), true) = (object.get("@id").and_then(Value::as_str), object.contains_key("name"))
            {
                names.entry(id).or_insert(object);
            }
            object.values().for_each(|inner| named(inner, depth + 1, names));
        }
        _ => {}
    }
}

/// What an object is to the page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Role {
    /// The page or what it is about.
    Main,
    /// Something the page lists, quotes or embeds.
    Listed,
}

struct Walk<'a> {
    names: &'a BTreeMap<&'a str, &'a Map<String, Value>>,
    found: &'a mut Collected,
}

impl<'a> Walk<'a> {
    fn value(&mut self, value: &Value, role: Role, depth: usize) {
        if depth > DEPTH {
            return;
        }
        match value {
            Value::Array(items) => items.iter().for_each(|item| self.value(item, role, depth + 1)),
            Value::Object(object) => self.object(object, role, depth),
            _ => {}
        }
    }

    fn object(&mut self, object: &Map<String, Value>, role: Role, depth: usize) {
        let kind = match object.get("@type") {
            Some(Value::String(kind)) => kind.clone(),
            Some(other) => other.to_string(),
            None => String::new(),
        };
        if role == Role::Main && !kind.is_empty() {
            self.found.push(Kind, Some(&kind), "json-ld-type");
        }
        let is = |names: &[&str]| names.iter().any(|name| kind.contains(name));
        let text = |key: &str| object.get(key).and_then(Value::as_str);
        match role {
            _ if kind.contains("WebSite") => self.found.push(Site, text("name"), "json-ld-site"),
            _ if kind.contains("BreadcrumbList") => {
                self.found.push(Title, last_crumb(object).as_deref(), "json-ld-breadcrumb");
            }
            Role::Main if is(&WORKS) => {
                self.work(object, ["json-ld-headline", "json-ld-published", "json-ld-author"]);
            }
            Role::Main if is(&PAGES) => {
                self.work(object, ["json-ld-page-name", "json-ld-page-published", "json-ld-page-author"]);
            }
            Role::Main if is(&MEDIA) => {
                self.found.push(Published, text("uploadDate"), "json-ld-uploaded");
                self.work(object, ["json-ld-media-name", "json-ld-media-published", "json-ld-media-author"]);
            }
            Role::Main if kind.contains("Product") => self.found.push(Title, text("name"), "json-ld-product"),
            _ => self.work(object, ["", "json-ld-other-published", "json-ld-other-author"]),
        }
        for (key, inner) in object {
            let role = match key.as_str() {
                "@graph" | "mainEntity" | "mainEntityOfPage" => role,
                "author" | "creator" | "publisher" | "comment" | "image" | "logo" => continue,
                _ => Role::Listed,
            };
            self.value(inner, role, depth + 1);
        }
    }

    /// Title, dates and authors under the rules of the kind of entity.
    fn work(&mut self, object: &Map<String, Value>, [title, published, author]: [&'static str; 3]) {
        let text = |key: &str| object.get(key).and_then(Value::as_str);
        self.found.push(Published, text("datePublished"), published);
        for who in ["author", "creator"].into_iter().filter_map(|key| object.get(key)) {
            self.authors(who, author, 0);
        }
        if title.is_empty() {
            return;
        }
        self.found.push(Title, text("headline").or(text("name")), title);
        self.found.push(Published, text("dateCreated"), "json-ld-created");
        self.found.push(Modified, text("dateModified"), "json-ld-modified");
        self.found.push(Language, text("inLanguage"), "json-ld-language");
        self.found.push(Url, text("url"), "json-ld-url");
        let publisher = object
            .get("publisher")
            .and_then(|publisher| publisher.get("name").or_else(|| self.referred(publisher)?.get("name")));
        self.found.push(Site, publisher.and_then(Value::as_str), "json-ld-publisher");
    }

    fn referred(&self, value: &Value) -> Option<&'a Map<String, Value>> {
        self.names.get(value.get("@id")?.as_str()?).copied()
    }

    /// One author or several, given as text, as persons or by reference.
    fn authors(&mut self, value: &Value, rule: &'static str, depth: usize) {
        match value {
            Value::String(name) => self.found.push(Author, Some(name), rule),
            Value::Array(items) if depth < 2 => {
                items.iter().for_each(|item| self.authors(item, rule, depth + 1));
            }
            Value::Object(object) => {
                let object = if object.contains_key("name") { Some(object) } else { self.referred(value) };
                let Some(object) = object else { return };
                let body = object.get("@type").is_some_and(|kind| match kind {
                    Value::Array(kinds) => kinds.iter().take(TOGETHER).any(is_body),
                    kind => is_body(kind),
                });
                let rule = if body { "json-ld-author-body" } else { rule };
                match object.get("name") {
                    Some(Value::Array(names)) => {
                        for name in names.iter().take(TOGETHER) {
                            self.found.push(Author, name.as_str(), rule);
                        }
                    }
                    Some(name) => self.found.push(Author, name.as_str(), rule),
                    None => {}
                }
            }
            _ => {}
        }
    }
}

/// Whether a type is that of a body and not of a person.
fn is_body(kind: &Value) -> bool {
    kind.as_str().is_some_and(|kind| {
        kind.len() <= LONGEST_TYPE && (kind.contains("Organization") || kind.contains("Corporation"))
    })
}

/// The last item of a trail: the page itself or what it stands in.
fn last_crumb(object: &Map<String, Value>) -> Option<String> {
    let last = object.get("itemListElement")?.as_array()?.last()?;
    let name = last.get("name").or_else(|| last.get("item")?.get("name"))?;
    name.as_str().map(str::to_owned)
}
