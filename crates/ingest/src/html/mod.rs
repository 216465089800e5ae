//! HTML → blocks in two zones and declared metadata.
//!
//! html5ever's tokenizer feeds a tree of our own: the library's tree builder is quadratic in nesting (94 s for
//! half a megabyte of open lists), ours is linear because it keeps at most 512 open elements.

mod attributes;
mod blocks;
mod columns;
mod data_scripts;
mod declared;
mod elements;
mod entities;
mod features;
mod forest;
mod hints;
mod measures;
mod names;
mod outline;
mod plaintext;
mod preformatted;
mod prepare;
mod tags;
pub(crate) mod training;
mod tree;
#[cfg(test)]
mod trials;
mod unclosed;
mod unshown;
mod xhtml;
mod zones;

use crate::{MAX_BLOCKS, MAX_TEXT, Parts, text};
use elements::flag;
use outline::Anchor;
use rapporteur_model::{BlockKind, Declared, Issue, Span};

pub(crate) fn read(html: &str) -> Parts {
    let (parts, plain) = page(html);
    match plain {
        None => parts,
        // A page shown as its source and saved so; what such a source shows in turn is text.
        Some(source) if is_source(&source) => parts.with(page(&source).0),
        Some(plain) => parts.with(text::read(&plain)),
    }
}

fn is_source(text: &str) -> bool {
    let head: String = text.trim_start().chars().take(20).flat_map(char::to_lowercase).collect();
    head.starts_with("<!doctype html") || head.starts_with("<html")
}

/// A page; where a browser has wrapped plain text in it, what is declared and that text.
fn page(html: &str) -> (Parts, Option<String>) {
    let (html, mut issues) = prepare::prepared(html);
    let tree = tree::parse(&html);
    if tree.flattened > 0 {
        let message =
            format!("{} elements nested deeper than {} were flattened", tree.flattened, tree::DEPTH);
        issues.push(Issue::new("depth-limited", message));
    }
    if tree.truncated {
        let message = format!("only the first {} elements and texts of the page were read", tree::NODES);
        issues.push(Issue::new("page-truncated", message));
    }
    if tree.bare {
        let message = format!("only the first {} attributes of the page were read", tree::ATTRIBUTES);
        issues.push(Issue::new("attributes-limited", message));
    }
    let declared = declared::read(&tree);
    issues.extend(metadata_limited(&tree, &declared));
    if let Some(plain) = plaintext::wrapped(&tree) {
        return (Parts { declared, issues, ..Parts::default() }, Some(plain));
    }
    (zoned(&tree, Parts { declared, issues, ..Parts::default() }), None)
}

/// The blocks of a page, each in its zone.
fn zoned(tree: &tree::Tree, mut parts: Parts) -> Parts {
    let outline = blocks::collect(tree);
    if outline.cut {
        let message = format!("only the first {MAX_BLOCKS} blocks of the page were read");
        parts.issues.push(Issue::new("page-truncated", message));
    }
    let mut kept = zones::main_text(&outline, &hints::Hints::of(tree));
    // More chrome than is kept is not copied; what is one block too many shows that there was more.
    let mut aside = 0;
    for (at, block) in outline.blocks.iter().enumerate() {
        let text = outline.text(block);
        let main = kept[at];
        if block.flags & flag::PICTURE != 0
            && outline.blocks.get(at + 1).is_some_and(|next| outline.text(next) == text)
        {
            // The caption or heading below a picture that is its alternative text as well: once is enough.
            kept[at + 1] |= main;
            continue;
        }
        let links = || links(tree, text, outline.anchors(block));
        if main && block.kind == BlockKind::Preformatted {
            preformatted::read(text, links(), &mut parts);
        } else if main {
            let number = parts.main.len();
            parts.links.extend(links().map(|(span, target)| (number, span, target)));
            parts.push(block.kind, text.to_owned());
        } else if aside <= MAX_TEXT {
            aside += text.len() + 1;
            parts.chrome.push(text.to_owned());
        }
    }
    if let Some(text) = unshown::text(tree, &parts.declared, parts.size) {
        let shown = std::mem::take(&mut parts.main);
        parts.chrome.splice(0..0, shown.into_iter().map(|(_, text)| text));
        parts.links.clear();
        parts.size = 0;
        text.into_iter().for_each(|text| parts.push(BlockKind::Paragraph, text));
        let message = "the page shows next to no text of its own; what it declares was taken";
        parts.issues.push(Issue::new("main-text-declared", message));
    }
    parts
}

/// The longest target of a link that is kept, in bytes.
const LONGEST_TARGET: usize = 2_000;

/// The links of a block that lead to another page and have a text.
fn links<'a>(
    tree: &'a tree::Tree,
    text: &'a str,
    anchors: &'a [Anchor],
) -> impl Iterator<Item = (Span, String)> + 'a {
    anchors.iter().filter_map(|anchor| {
        let target = tree.element(anchor.node)?.attribute("href")?.trim();
        let shown = text.get(anchor.start..anchor.end.min(text.len()))?;
        let start = anchor.start + shown.len() - shown.trim_start().len();
        let leads = !target.is_empty()
            && target.len() <= LONGEST_TARGET
            && !target.starts_with('#')
            && !target.get(..11).is_some_and(|scheme| scheme.eq_ignore_ascii_case("javascript:"));
        (leads && !shown.trim().is_empty())
            .then(|| (Span::new(start, start + shown.trim().len()), target.to_owned()))
    })
}

/// Tells of values and scripts that were too many or too long to be read.
fn metadata_limited(tree: &tree::Tree, declared: &[Declared]) -> Option<Issue> {
    let many = declared.len() >= declared::KEPT
        && declared
            .iter()
            .any(|one| declared.iter().filter(|other| other.field == one.field).count() >= declared::KEPT);
    let large = data_scripts::scripts(tree).any(declared::is_too_large);
    (many || large).then(|| {
        let message = format!(
            "only the first {} values of a field and JSON-LD of at most {} MB and {} objects are read",
            declared::KEPT,
            declared::JSON_LONGEST >> 20,
            declared::JSON_OBJECTS
        );
        Issue::new("metadata-limited", message)
    })
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
    fn plain_text_that_a_browser_wrapped_is_read_as_text() {
        let page = "<html><head><title>note.txt</title></head><body><pre style='word-wrap: break-word'>A HEADING\n\nThe meeting was held \
            in Osh, in Batken and in Naryn on the fifth of\nMay &amp; ended there.\n\n- one\n- two\n</pre></body></html>";
        assert_eq!(
            main_of(page),
            [
                "A HEADING",
                "The meeting was held in Osh, in Batken and in Naryn on the fifth of May & ended there.",
                "one",
                "two"
            ]
        );
        assert_eq!(main_of("<p>Text.</p><pre>a\nb</pre>"), ["Text.", "a", "b"]);
    }

    #[test]
    fn a_page_saved_as_its_source_is_read_as_the_page() {
        let page = "<html><body><pre>&lt;!DOCTYPE html&gt;&lt;title&gt;A&lt;/title&gt;&lt;p&gt;Text &amp;amp; more.&lt;/p&gt;</pre></body></html>";
        assert_eq!(main_of(page), ["Text & more."]);
    }

    #[test]
    fn declared_values_and_scripts_beyond_the_limits_are_reported() {
        let many: String =
            (0..100).map(|number| format!("<meta name=author content=\"Name {number}\">")).collect();
        let long = format!(
            "<script type='application/ld+json'>[\"{}\"]</script>",
            "x".repeat(declared::JSON_LONGEST)
        );
        for html in [many, long] {
            let parts = read(&format!("{html}<p>Text of the page."));
            assert_eq!(parts.issues.len(), 1, "{:?}", parts.issues);
            assert_eq!(parts.issues[0].code, "metadata-limited");
        }
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
