//! JSON-LD as text: which scripts hold it, and the running text in it.
//!
//! What it declares is parsed by `declared/json_ld.rs`; running text is looked for as a string, since it is worth having
//! where the rest is too large or too broken to be parsed.

use super::tree::Tree;
use memchr::memmem;

/// The text of a node, where it is a script that holds JSON-LD.
pub(crate) fn script(tree: &Tree, at: usize) -> Option<&str> {
    let element = tree.element(at).filter(|element| element.is("script"))?;
    let is_data = element.attribute("type").is_some_and(|kind| kind.contains("ld+json"));
    if is_data { tree.children(at).next().and_then(|text| tree.text_node(text)) } else { None }
}

/// The scripts of a page that hold JSON-LD.
pub(crate) fn scripts(tree: &Tree) -> impl Iterator<Item = &str> {
    tree.elements().filter_map(|(at, _)| script(tree, at))
}

/// The values of a field that are strings, in order.
pub(crate) fn texts<'a>(script: &'a str, field: &'a str) -> impl Iterator<Item = String> + 'a {
    memmem::find_iter(script.as_bytes(), field.as_bytes())
        .filter_map(move |at| literal(&script[at + field.len()..]))
}

/// The text of a JSON string that follows a colon.
fn literal(rest: &str) -> Option<String> {
    let rest = rest.trim_start().strip_prefix(':')?.trim_start();
    let mut escaped = false;
    let end = rest.bytes().enumerate().skip(1).find(|(_, byte)| {
        let ends = *byte == b'"' && !escaped;
        escaped = *byte == b'\\' && !escaped;
        ends
    })?;
    serde_json::from_str(rest.get(..=end.0)?).ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::html::tree;

    #[test]
    fn the_strings_of_a_field_are_found_in_what_no_parser_reads() {
        let html = r#"<script type="application/ld+json"></script>text<script>{"text":"no"}</script>
            <script type="application/ld+json">{"text" : "caf\u00e9", {"text":7, "text":"a \"b\"" </script>"#;
        let tree = tree::parse(html);
        let found: Vec<String> = scripts(&tree).flat_map(|script| texts(script, "\"text\"")).collect();
        assert_eq!(found, ["café", "a \"b\""]);
    }
}
