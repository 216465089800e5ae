//! Counted places in each other, as lists that open and close without a script.

use super::words::{count, number};
use maud::{Markup, html};
use rapporteur_model::{PlaceKind, PlaceNode, PlaceTree};

/// The tree, and beside it the groupings; `narrower` gives the address of the query with one more place.
pub(super) fn tree(tree: &PlaceTree, narrower: &dyn Fn(&str) -> String) -> Markup {
    html! {
        (list(&tree.roots, tree.more, narrower))
        @if !tree.groupings.is_empty() {
            h4 { "Groupings" }
            (list(&tree.groupings, 0, narrower))
        }
    }
}

fn list(nodes: &[PlaceNode], more: usize, narrower: &dyn Fn(&str) -> String) -> Markup {
    html! {
        ul.values.tree {
            @for node in nodes {
                li {
                    div.node {
                        a href=(narrower(&node.typed)) dir="auto" { (node.name) }
                        " " span.count { (number(node.count)) }
                    }
                    @if !node.children.is_empty() {
                        // Parts of the world are open, so that the countries are seen at once.
                        details open[node.kind == PlaceKind::Area] {
                            summary { span.unseen { "Places in " (node.name) } }
                            (list(&node.children, node.more, narrower))
                        }
                    }
                }
            }
            @if more > 0 { li.more { "and " (count(more as u64, "more place", "more places")) } }
        }
    }
}
