//! The text of a page that a script puts together in the browser: what the page declares of it.
//!
//! Such a page holds no text of its own, or next to none; its article or first contribution often stands in JSON-LD or
//! in its description. It is taken where it is far longer than what the page shows.

use super::data_scripts;
use super::tree::Tree;
use crate::{MAX_BLOCKS, MAX_TEXT};
use rapporteur_model::{Declared, DeclaredField};

/// The text shown must be shorter than one so many-th of what is declared.
const TIMES: usize = 3;
/// Shorter declared texts are no text of a page, in bytes.
const SHORTEST: usize = 80;
/// Fields of JSON-LD that hold the text of a page.
const FIELDS: [&str; 2] = ["\"articleBody\"", "\"text\""];

/// The declared text of a page, where it is to be taken for its main text; `shown` bytes of that are shown.
pub(crate) fn text(tree: &Tree, declared: &[Declared], shown: usize) -> Option<Vec<String>> {
    let descriptions = declared
        .iter()
        .filter(|declared| declared.field == DeclaredField::Description)
        .map(|declared| declared.value.clone());
    let longest = bodies(tree).chain(descriptions).max_by_key(String::len)?;
    if longest.len() < SHORTEST || shown * TIMES >= longest.len() {
        return None;
    }
    let mut size = 0;
    let lines = longest.lines().map(crate::fold).filter(|line| line.chars().any(char::is_alphanumeric));
    // What is one too many tells that there was more.
    let kept = lines.take(MAX_BLOCKS + 1).take_while(|line| {
        let before = size;
        size += line.len() + 1;
        before <= MAX_TEXT
    });
    Some(kept.collect())
}

/// The texts of a page's JSON-LD, the first of each field of a script, without tags.
fn bodies(tree: &Tree) -> impl Iterator<Item = String> + '_ {
    data_scripts::scripts(tree)
        .flat_map(|script| FIELDS.iter().filter_map(move |field| data_scripts::texts(script, field).next()))
        .filter(|text| !text.contains('<'))
}

#[cfg(test)]
mod tests {
    use crate::html::read;

    #[test]
    fn a_page_that_shows_nothing_gives_the_text_it_declares() {
        let html = r#"<title>Well</title><meta name="description" content="A well."><script type="application/ld+json">
            {"@type":"NewsArticle","articleBody":"The well of the school was opened in May.\nForty families fetch water there every day now."}
            </script><div id="app"></div>"#;
        let parts = read(html);
        assert_eq!(parts.main.len(), 2);
        assert!(parts.issues.iter().any(|issue| issue.code == "main-text-declared"));
    }

    #[test]
    fn a_page_that_shows_its_text_keeps_it() {
        let text = "The well of the school was opened in May by the people of the village and its guests.";
        let parts = read(&format!("<meta name=description content='{text} And more.'><p>{text}</p>"));
        assert_eq!(parts.main.len(), 1);
        assert_eq!(parts.main[0].1, text);
    }
}
