//! Counted places in each other, each level indented by two columns.

use crate::output::{Output, clean};
use anyhow::Result;
use rapporteur_model::{PlaceNode, PlaceTree};
use std::io::Write;

pub(crate) fn write(tree: &PlaceTree, output: &mut Output) -> Result<()> {
    list(&tree.roots, 0, output)?;
    if tree.more > 0 {
        writeln!(output.out, "           {}", output.paint.dim(&format!("and {} more", tree.more)))?;
    }
    if !tree.groupings.is_empty() {
        writeln!(output.out, "{}", output.paint.title("where, groupings"))?;
        list(&tree.groupings, 0, output)?;
    }
    Ok(())
}

fn list(nodes: &[PlaceNode], depth: usize, output: &mut Output) -> Result<()> {
    let indent = "  ".repeat(depth);
    for node in nodes {
        let more = match (node.more, node.children.is_empty()) {
            (0, _) => String::new(),
            (more, true) => format!(" ({more} in it)"),
            (more, false) => format!(" (and {more} more in it)"),
        };
        writeln!(
            output.out,
            "  {:>7}  {indent}{}{}",
            node.count,
            clean(&node.name),
            output.paint.dim(&more)
        )?;
        list(&node.children, depth + 1, output)?;
    }
    Ok(())
}
