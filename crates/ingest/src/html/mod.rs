//! HTML → blocks in two zones and declared metadata.
//!
//! html5ever's tokenizer feeds a tree of our own: the library's tree builder is quadratic in nesting (94 s for
//! half a megabyte of open lists), ours is linear because it keeps at most 512 open elements.

mod attributes;
mod blocks;
mod declared;
mod entities;
mod features;
mod forest;
mod hints;
mod measures;
mod names;
pub(crate) mod training;
mod tree;
mod zones;

use crate::Parts;
use rapporteur_model::Issue;

pub(crate) fn read(html: &str) -> Parts {
    let (html, repaired) = entities::repaired(html);
    let (html, dropped) = attributes::limit(&html);
    let tree = tree::parse(&html);
    let mut issues = Vec::new();
    if repaired {
        issues.push(Issue::new(
            "entities-encoded-twice",
            "letters with accents were encoded twice and were repaired",
        ));
    }
    if dropped > 0 {
        issues.push(Issue::new(
            "attributes-limited",
            format!("{dropped} attributes beyond {} a tag were dropped", attributes::MOST),
        ));
    }
    if tree.flattened > 0 {
        let message =
            format!("{} elements nested deeper than {} were flattened", tree.flattened, tree::DEPTH);
        issues.push(Issue::new("depth-limited", message));
    }
    let declared = declared::read(&tree);
    let outline = blocks::collect(&tree);
    let kept = zones::main_text(&outline, &hints::Hints::of(&tree));
    let mut parts = Parts { declared, issues, ..Parts::default() };
    for (block, main) in outline.blocks.iter().zip(kept) {
        let text = outline.text(block).to_owned();
        if main {
            parts.main.push((block.kind, text));
        } else {
            parts.chrome.push(text);
        }
    }
    parts
}

#[cfg(test)]
mod tests {
    use super::*;
    use rapporteur_model::BlockKind;

    fn main_of(html: &str) -> Vec<String> {
        read(html).main.into_iter().map(|(_, text)| text).collect()
    }

    #[test]
    fn cells_and_paragraphs_never_glue() {
        let html = "<main><p>A first sentence stands here.<p>And a second one<br>Then a third.<table><tr><td>3 May<td>Osh</table></main>";
        assert_eq!(
            main_of(html),
            ["A first sentence stands here.", "And a second one", "Then a third.", "3 May | Osh"]
        );
    }

    #[test]
    fn menus_and_footers_are_chrome_and_nothing_is_lost() {
        let html = "<nav><a href=/>Home</a> <a href=/n>News Moscow</a></nav><h1>Seminar in Osh</h1>\
            <p>The seminar brought together forty officials of the region for two days of work.</p>\
            <div class='footer-block'>© 2012 Office, Bishkek</div>";
        let parts = read(html);
        assert_eq!(parts.main.len(), 2);
        assert_eq!(parts.main[0].0, BlockKind::Heading(1));
        assert!(parts.chrome.join(" ").contains("News Moscow"));
        assert!(parts.chrome.join(" ").contains("Bishkek"));
    }

    #[test]
    fn ten_thousand_nested_elements_are_flattened_and_reported() {
        let html = format!(
            "{}<p>A sentence at the very bottom of it all, long enough to be text.",
            "<div>".repeat(10_000)
        );
        let parts = read(&html);
        assert_eq!(parts.main.len(), 1);
        assert!(parts.issues.iter().any(|issue| issue.code == "depth-limited"));
    }

    #[test]
    fn a_hundred_thousand_attributes_are_cut() {
        let attributes: String = (0..100_000).map(|n| format!(" a{n}=\"x\"")).collect();
        let parts =
            read(&format!("<p{attributes}>Text that stands after the tag with too many attributes.</p>"));
        assert_eq!(parts.main.len(), 1);
        assert!(parts.issues.iter().any(|issue| issue.code == "attributes-limited"));
    }
}
