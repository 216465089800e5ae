//! What a page says about its main text without showing it: its kind, its title, its description, its address.
//!
//! Pages of news sites often repeat the whole article in JSON-LD: a block whose words stand there is main text.

use super::data_scripts;
use super::measures::words;
use super::tree::Tree;
use memchr::memmem;
use rustc_hash::FxHashSet;

/// Names of types, as they stand in JSON-LD, and their bit.
const TYPES: [(&str, u8); 9] = [
    ("Article\"", 1),
    ("BlogPosting\"", 1),
    ("Product\"", 2),
    ("DiscussionForumPosting\"", 4),
    ("QAPage\"", 4),
    ("FAQPage\"", 8),
    ("ItemList\"", 16),
    ("CollectionPage\"", 16),
    ("LocalBusiness\"", 32),
];
/// Fields of JSON-LD that hold text of the page.
const TEXTS: [&str; 4] = ["\"articleBody\"", "\"description\"", "\"text\"", "\"reviewBody\""];
/// Words of a phrase that is looked for.
const PHRASE: usize = 3;
/// Phrases that are remembered, some 20 bytes each; a book has half of them.
const PHRASES: usize = 500_000;
/// Fields of one script that are read.
const MOST: usize = 200;

/// What a page says about its main text.
#[derive(Debug, Default)]
pub(crate) struct Hints {
    /// `og:type`: none 0, article 1, product 2, website 3, another 4.
    pub(crate) open_graph: u8,
    /// Types in JSON-LD, bits: article 1, product 2, discussion 4, questions 8, list 16, business 32.
    pub(crate) data: u8,
    /// Parts of the path of the canonical address; −1 where there is none.
    pub(crate) path: i8,
    title: FxHashSet<u64>,
    phrases: FxHashSet<u64>,
}

impl Hints {
    pub(crate) fn of(tree: &Tree) -> Self {
        let mut hints = Self { path: -1, ..Self::default() };
        for (at, element) in tree.elements() {
            match &*element.name {
                "meta" => {
                    let name = element.attribute("property").or(element.attribute("name"));
                    let content = element.attribute("content").unwrap_or("");
                    hints.meta(name.unwrap_or(""), content);
                }
                "title" => hints.read_title(&tree.text(at)),
                "link" if element.attribute("rel") == Some("canonical") => {
                    hints.address(element.attribute("href").unwrap_or(""));
                }
                "script" => {
                    if let Some(script) = data_scripts::script(tree, at) {
                        hints.script(script);
                    }
                }
                _ => {}
            }
        }
        hints
    }

    fn meta(&mut self, name: &str, content: &str) {
        match name {
            "og:type" => {
                self.open_graph = match content {
                    "article" | "blog" => 1,
                    "product" | "og:product" | "product.item" => 2,
                    "website" => 3,
                    _ => 4,
                }
            }
            "description" | "og:description" | "twitter:description" => self.read(content),
            "og:title" => self.read_title(content),
            "og:url" if self.path < 0 => self.address(content),
            _ => {}
        }
    }

    fn address(&mut self, address: &str) {
        let path = address.split_once("://").map_or(address, |(_, rest)| rest);
        let path = path.split(['?', '#']).next().unwrap_or(path);
        let parts = path.split('/').skip(1).filter(|part| !part.is_empty()).count();
        self.path = i8::try_from(parts).unwrap_or(i8::MAX).min(9);
    }

    fn script(&mut self, script: &str) {
        for (name, bit) in TYPES {
            if memmem::find(script.as_bytes(), name.as_bytes()).is_some() {
                self.data |= bit;
            }
        }
        for field in TEXTS {
            data_scripts::texts(script, field).take(MOST).for_each(|text| self.read(&text));
        }
    }

    fn read_title(&mut self, title: &str) {
        words(title, |word| {
            self.title.insert(word);
        });
    }

    fn read(&mut self, text: &str) {
        phrases(text, |phrase| {
            if self.phrases.len() < PHRASES {
                self.phrases.insert(phrase);
            }
        });
    }

    /// The share of a text's phrases that stand in what the page says of itself.
    #[expect(clippy::cast_precision_loss, reason = "counts of words")]
    pub(crate) fn described(&self, text: &str) -> f32 {
        if self.phrases.is_empty() {
            return 0.0;
        }
        let (mut known, mut all) = (0, 0);
        phrases(text, |phrase| {
            all += 1;
            known += usize::from(self.phrases.contains(&phrase));
        });
        known as f32 / all.max(1) as f32
    }

    /// The share of a short text's words that stand in the title.
    #[expect(clippy::cast_precision_loss, reason = "counts of words")]
    pub(crate) fn titled(&self, text: &str) -> f32 {
        let (mut known, mut all) = (0, 0);
        words(text, |word| {
            all += 1;
            known += usize::from(self.title.contains(&word));
        });
        known as f32 / all.max(1) as f32
    }
}

/// Each run of [`PHRASE`] words of a text as one number.
fn phrases(text: &str, mut each: impl FnMut(u64)) {
    let mut last = [0_u64; PHRASE];
    let mut count = 0;
    words(text, |word| {
        last.rotate_left(1);
        last[PHRASE - 1] = word;
        count += 1;
        if count >= PHRASE {
            each(last.iter().fold(0, |sum, word| sum.rotate_left(21) ^ word));
        }
    });
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::html::tree;

    #[test]
    fn the_text_of_an_article_in_json_ld_is_known_whatever_its_escapes() {
        let html = r#"<script type="application/ld+json">{"@type":"NewsArticle","articleBody":
            "The caf\u00e9 of \"Osh\" opened\nits doors in May."}</script>"#;
        let hints = Hints::of(&tree::parse(html));
        assert!(hints.described("café of Osh opened") > 0.9);
        assert!(hints.described("doors of another house") < 0.1);
        assert_eq!(hints.data, 1);
    }

    #[test]
    fn the_depth_of_an_address_is_counted_without_its_query() {
        let hints = Hints::of(&tree::parse("<link rel=canonical href='https://a.org/news/osh/?x=/y/z'>"));
        assert_eq!(hints.path, 2);
        assert_eq!(Hints::of(&tree::parse("<p>a")).path, -1);
    }
}
