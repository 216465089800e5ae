//! Tables in plain text: cells between upright bars, and cells under each other, parted by tabs or blanks.

use super::lines::plain;

/// Rows of aligned cells are believed from so many on.
const LEAST: usize = 3;
/// A cell is no longer than this, in characters.
const CELL: usize = 60;

/// A row of cells between bars.
pub(super) fn piped(line: &str) -> String {
    let cells: Vec<String> = line.trim_matches('|').split('|').map(plain).collect();
    cells.join(" | ")
}

/// The rows of a group whose lines have the same number of cells, each beginning in the same column; `None` where the
/// group is something else.
pub(super) fn aligned(group: &[&str]) -> Option<Vec<String>> {
    if group.len() < LEAST {
        return None;
    }
    let rows: Vec<Vec<(usize, &str)>> = group.iter().map(|line| cells(line)).collect();
    let columns = &rows[0];
    let same = columns.len() > 1
        && rows.iter().all(|row| {
            row.len() == columns.len()
                && row
                    .iter()
                    .zip(columns)
                    .all(|((at, cell), (column, _))| at == column && cell.chars().count() <= CELL)
        });
    let written = group.iter().all(|line| !line.contains('|') && super::lines::bullet(line.trim()).is_none());
    (same && written).then(|| {
        rows.iter()
            .map(|row| row.iter().map(|(_, cell)| plain(cell)).collect::<Vec<_>>().join(" | "))
            .collect()
    })
}

/// The cells of a line with the column each begins in; after a tab, columns are counted by tabs.
fn cells(line: &str) -> Vec<(usize, &str)> {
    if line.contains('\t') {
        let cells = line.trim().split('\t').map(str::trim).filter(|cell| !cell.is_empty());
        return cells.enumerate().collect();
    }
    let mut found = Vec::new();
    let mut rest = line;
    let mut column = 0;
    while !rest.trim_start().is_empty() {
        let blanks = rest.len() - rest.trim_start_matches(' ').len();
        column += blanks;
        rest = &rest[blanks..];
        let end = rest.find("  ").unwrap_or(rest.len());
        found.push((column, rest[..end].trim()));
        column += rest[..end].chars().count();
        rest = &rest[end..];
        if rest.trim_start_matches(' ').len() == rest.len() {
            break;
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_under_each_other_are_a_table() {
        let rows = ["Town       Pupils   Year", "Osh        420      2011", "Naryn      93       2012"];
        let table = aligned(&rows).expect("a table");
        assert_eq!(table, ["Town | Pupils | Year", "Osh | 420 | 2011", "Naryn | 93 | 2012"]);
        assert!(aligned(&["a\tb", "c\td", "e\tf"]).is_some());
    }

    #[test]
    fn prose_with_two_blanks_after_its_stops_is_none() {
        let rows = [
            "The first sentence.  The second one is",
            "longer than that.  And this is the",
            "end of it.  Bye.",
        ];
        assert_eq!(aligned(&rows), None);
        assert_eq!(aligned(&["Osh", "Naryn", "Batken"]), None);
    }
}
