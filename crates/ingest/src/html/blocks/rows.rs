//! Rows of a table: which hold data, and how far their cells reach down.

use super::super::tags::named;
use super::Collector;

impl Collector<'_> {
    /// How many rows below a row its cells reach into.
    pub(super) fn span(&self, row: usize) -> usize {
        let cells = self.tree.children(row).filter_map(|at| self.tree.element(at));
        let spans = cells.filter_map(|cell| cell.attribute("rowspan")?.trim().parse::<usize>().ok());
        spans.max().unwrap_or(0).saturating_sub(1)
    }

    /// A row of data, not of a layout table: its cells are short and hold no blocks but paragraphs. There are two of them,
    /// or one where a cell from above stands beside it.
    pub(super) fn is_data_row(&self, row: usize) -> bool {
        let cells = || self.tree.children(row).filter(|at| self.tree.element(*at).is_some());
        cells().nth(usize::from(self.spanned == 0)).is_some()
            && cells().all(|cell| {
                self.size(cell) < 400
                    && self
                        .tree
                        .children(cell)
                        .filter_map(|at| self.tree.element(at))
                        .all(|inner| !named!(inner.name, "table" | "ul" | "ol" | "div" | "h1" | "h2" | "h3"))
            })
    }
}
