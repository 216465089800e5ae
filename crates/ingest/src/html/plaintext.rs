//! Plain text that a browser has wrapped in a page: a body that holds one `<pre>` and no other text.

use super::tree::{Node, Tree};

/// The text, with its line ends, where the page is such a wrap.
pub(crate) fn wrapped(tree: &Tree) -> Option<String> {
    let mut found = None;
    let mut stack = vec![0];
    while let Some(at) = stack.pop() {
        match tree.nodes.get(at)? {
            Node::Text(text) if text.trim().is_empty() => {}
            Node::Text(_) => return None,
            Node::Element(element) => match &*element.name {
                "head" | "title" | "script" | "style" | "meta" | "link" => {}
                "pre" if found.is_some() => return None,
                "pre" => {
                    let mut text = String::new();
                    for child in tree.children(at) {
                        match tree.nodes.get(child)? {
                            Node::Text(part) => text.push_str(part),
                            Node::Element(_) => return None,
                        }
                    }
                    found = Some(text);
                }
                "" | "html" | "body" | "div" => stack.extend(tree.children(at)),
                _ => return None,
            },
        }
    }
    found
}
