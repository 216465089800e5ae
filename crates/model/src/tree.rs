//! Counted places as a tree: what lies in what, with the number of hits in each.

use crate::{Facet, PlaceId, PlaceKind, PlaceRef};
use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

/// Knows places by their identifiers. The binary makes one of the gazetteer, which neither engines nor pages see.
pub trait Atlas {
    /// The place with this identifier.
    fn place(&self, id: PlaceId) -> Option<PlaceRef>;

    /// What to type after `where:` for this place: its name, or with what holds it where the name alone is another place,
    /// or its identifier where that does not tell it either.
    fn typed(&self, place: &PlaceRef) -> String;
}

/// A place with what lies in it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PlaceNode {
    /// The place.
    pub id: PlaceId,
    /// Its name.
    pub name: String,
    /// What to type after `where:` to find the same hits.
    pub typed: String,
    /// What it is.
    pub kind: PlaceKind,
    /// How many hits name it or a place in it, each hit once.
    pub count: u64,
    /// What lies in it, most frequent first, then by name.
    pub children: Vec<PlaceNode>,
    /// How many more lie in it that are not shown.
    pub more: usize,
}

/// The places of all hits: each under the nearest place on the map that holds it, so in areas, countries, regions,
/// districts and towns. Groupings and former countries hold places that lie elsewhere on the map as well, so they are a
/// list beside the tree.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct PlaceTree {
    /// Places that nothing counted holds.
    pub roots: Vec<PlaceNode>,
    /// How many more such places are not shown.
    pub more: usize,
    /// Groupings and former countries, without children.
    pub groupings: Vec<PlaceNode>,
}

/// A counted place before it has its place in the tree.
struct Counted {
    place: PlaceRef,
    count: u64,
    /// How many counted places hold it, one in the other.
    depth: usize,
    parent: Option<PlaceId>,
}

impl PlaceTree {
    /// Nodes of a tree for each value that a facet shows at most.
    const NODES: usize = 20;

    /// The tree of a facet. Of each place at most `most` children are shown, and of the whole tree `most × 20` nodes,
    /// the most frequent first; what holds a shown place is shown. A place the atlas does not know is left out.
    pub fn of(facet: &Facet, atlas: &dyn Atlas, most: usize) -> Self {
        let counted = counted(facet, atlas);
        let mut order: Vec<&Counted> = counted.values().collect();
        order.sort_by_key(|one| (Reverse(one.count), one.depth, &one.place.name, one.place.id));
        let (groupings, geographic): (Vec<&Counted>, Vec<&Counted>) =
            order.into_iter().partition(|one| !one.place.kind.is_geographic());
        let mut shown = BTreeSet::new();
        let mut children: BTreeMap<Option<PlaceId>, Vec<&Counted>> = BTreeMap::new();
        let mut more: BTreeMap<Option<PlaceId>, usize> = BTreeMap::new();
        for one in geographic {
            let reachable = one.parent.is_none_or(|parent| shown.contains(&parent));
            let siblings = children.entry(one.parent).or_default();
            if reachable && siblings.len() < most && shown.len() < most.saturating_mul(Self::NODES) {
                siblings.push(one);
                shown.insert(one.place.id);
            } else {
                *more.entry(one.parent).or_default() += 1;
            }
        }
        let nodes = Nodes { children, more, atlas };
        Self {
            roots: nodes.below(None),
            more: nodes.left_out(None),
            groupings: groupings.into_iter().take(most).map(|one| nodes.node(one)).collect(),
        }
    }

    /// Whether there is nothing to show.
    pub fn is_empty(&self) -> bool {
        self.roots.is_empty() && self.groupings.is_empty()
    }
}

fn counted(facet: &Facet, atlas: &dyn Atlas) -> BTreeMap<PlaceId, Counted> {
    let known: BTreeMap<PlaceId, (PlaceRef, u64)> = facet
        .places
        .iter()
        .filter_map(|counted| Some((counted.id, (atlas.place(counted.id)?, counted.count))))
        .collect();
    let holders = |place: &PlaceRef| -> Vec<PlaceId> {
        let geographic = |id: &&PlaceId| known.get(id).is_some_and(|(holder, _)| holder.kind.is_geographic());
        place.parents.iter().filter(geographic).copied().collect()
    };
    known
        .iter()
        .map(|(id, (place, count))| {
            let above = holders(place);
            let counted = Counted {
                place: place.clone(),
                count: *count,
                depth: above.len(),
                parent: above.first().copied(),
            };
            (*id, counted)
        })
        .collect()
}

struct Nodes<'a> {
    children: BTreeMap<Option<PlaceId>, Vec<&'a Counted>>,
    more: BTreeMap<Option<PlaceId>, usize>,
    atlas: &'a dyn Atlas,
}

impl Nodes<'_> {
    /// The nodes below a place. A node stands only under one that was shown before it, so this ends.
    fn below(&self, parent: Option<PlaceId>) -> Vec<PlaceNode> {
        self.children.get(&parent).into_iter().flatten().map(|one| self.node(one)).collect()
    }

    fn node(&self, one: &Counted) -> PlaceNode {
        let id = one.place.id;
        PlaceNode {
            id,
            name: one.place.name.clone(),
            typed: self.atlas.typed(&one.place),
            kind: one.place.kind,
            count: one.count,
            children: self.below(Some(id)),
            more: self.left_out(Some(id)),
        }
    }

    fn left_out(&self, parent: Option<PlaceId>) -> usize {
        self.more.get(&parent).copied().unwrap_or(0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{FacetField, PlaceCount, PlaceRole};

    /// A number, a name, a kind, and what holds it, nearest first.
    type Row = (u32, &'static str, PlaceKind, &'static [u32]);

    const ROWS: &[Row] = &[
        (1, "Asia", PlaceKind::Area, &[]),
        (2, "Central Asia", PlaceKind::Area, &[1]),
        (3, "Kyrgyzstan", PlaceKind::Country, &[2, 1, 90, 91]),
        (4, "Osh Region", PlaceKind::Region, &[3, 2, 1, 90, 91]),
        (5, "Osh", PlaceKind::City, &[4, 3, 2, 1, 90, 91]),
        (6, "Bishkek", PlaceKind::City, &[3, 2, 1, 90, 91]),
        (7, "Issyk-Kul", PlaceKind::Feature, &[3, 2, 1, 90, 91]),
        (90, "Commonwealth", PlaceKind::Grouping, &[]),
        (91, "Old Union", PlaceKind::Former, &[]),
    ];

    struct Table;

    impl Atlas for Table {
        fn place(&self, id: PlaceId) -> Option<PlaceRef> {
            let (_, name, kind, parents) = ROWS.iter().find(|row| row.0 == id.0)?;
            Some(PlaceRef {
                id,
                name: (*name).to_owned(),
                kind: *kind,
                country: None,
                parents: parents.iter().copied().map(PlaceId).collect(),
                lat: 0.0,
                lon: 0.0,
                role: PlaceRole::Mention,
            })
        }

        fn typed(&self, place: &PlaceRef) -> String {
            place.name.clone()
        }
    }

    fn tree(counts: &[(u32, u64)], most: usize) -> PlaceTree {
        let places =
            counts.iter().map(|(id, count)| PlaceCount { id: PlaceId(*id), count: *count }).collect();
        PlaceTree::of(&Facet { field: FacetField::Where, values: Vec::new(), places }, &Table, most)
    }

    /// The tree in one line: names with counts, children in brackets, what is left out after a plus.
    fn shown(nodes: &[PlaceNode]) -> String {
        let node = |node: &PlaceNode| {
            let below =
                if node.children.is_empty() { String::new() } else { format!("({})", shown(&node.children)) };
            let more = if node.more > 0 { format!("+{}", node.more) } else { String::new() };
            format!("{} {}{below}{more}", node.name, node.count)
        };
        nodes.iter().map(node).collect::<Vec<_>>().join(", ")
    }

    #[test]
    fn a_place_stands_under_the_nearest_that_holds_it_and_groupings_stand_beside() {
        let found = tree(&[(1, 9), (2, 9), (3, 9), (4, 3), (5, 3), (6, 5), (7, 5), (90, 9), (91, 9)], 10);
        assert_eq!(
            shown(&found.roots),
            "Asia 9(Central Asia 9(Kyrgyzstan 9(Bishkek 5, Issyk-Kul 5, Osh Region 3(Osh 3))))"
        );
        assert_eq!(shown(&found.groupings), "Commonwealth 9, Old Union 9");
        assert!(!found.is_empty() && tree(&[], 10).is_empty());
    }

    #[test]
    fn a_place_whose_holders_are_not_counted_or_not_known_is_a_root() {
        assert_eq!(shown(&tree(&[(5, 3), (6, 5), (77, 8)], 10).roots), "Bishkek 5, Osh 3");
        assert_eq!(shown(&tree(&[(5, 3), (3, 3)], 10).roots), "Kyrgyzstan 3(Osh 3)");
    }

    #[test]
    fn so_many_children_are_shown_the_most_frequent_and_the_rest_is_counted() {
        let all = &[(3, 9), (4, 3), (5, 3), (6, 5), (7, 5)];
        assert_eq!(shown(&tree(all, 2).roots), "Kyrgyzstan 9(Bishkek 5, Issyk-Kul 5)+1");
        assert_eq!(shown(&tree(all, 1).roots), "Kyrgyzstan 9(Bishkek 5)+2");
        let none = tree(all, 0);
        assert_eq!((none.roots.len(), none.more), (0, 1));
    }
}
