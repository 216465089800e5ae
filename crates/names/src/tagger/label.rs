//! The labels of the tagger: outside, and begin, inside, last, unit of each kind of name.

/// What a name is of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    /// A person.
    Person,
    /// An organisation.
    Organisation,
    /// A place.
    Place,
    /// A people, a language, a work, an event: capitalised, and none of these.
    Other,
    /// What a person is.
    Role,
}

impl Kind {
    /// What the model of names tells apart.
    pub const NAMES: &[Self] = &[Self::Person, Self::Organisation, Self::Place, Self::Other];
    /// What the model of roles finds. It is a model of its own, because a role holds names («президент России»).
    pub const ROLES: &[Self] = &[Self::Role];
}

/// Outside of names.
pub(crate) const OUTSIDE: u8 = 0;
const BEGIN: u8 = 0;
const INSIDE: u8 = 1;
const LAST: u8 = 2;
const UNIT: u8 = 3;
const PARTS: u8 = 4;

/// How many labels a model of so many kinds has.
pub(crate) const fn count(kinds: usize) -> usize {
    1 + kinds * PARTS as usize
}

/// The label of word `at` of a name of `length` words of the kind that is `kind`-th of its model.
pub(crate) fn label(kind: usize, at: usize, length: usize) -> u8 {
    let part = match (at, length) {
        (_, 1) => UNIT,
        (0, _) => BEGIN,
        (at, length) if at + 1 == length => LAST,
        _ => INSIDE,
    };
    1 + kind as u8 * PARTS + part
}

/// 0 for a label outside of names, else one more than the number of its kind.
pub(crate) fn slot(label: u8) -> usize {
    usize::from(label.div_ceil(PARTS))
}

/// Whether `next` may follow `label`; `None` is the end of the line.
pub(crate) fn may_follow(label: Option<u8>, next: Option<u8>) -> bool {
    let open = label.filter(|&label| label != OUTSIDE).and_then(|label| {
        let (kind, part) = ((label - 1) / PARTS, (label - 1) % PARTS);
        (part == BEGIN || part == INSIDE).then_some(kind)
    });
    let wanted = next.filter(|&next| next != OUTSIDE).and_then(|next| {
        let (kind, part) = ((next - 1) / PARTS, (next - 1) % PARTS);
        (part == INSIDE || part == LAST).then_some(kind)
    });
    open == wanted
}

/// The names of a sequence of labels: first and last word and the number of the kind in its model.
pub(crate) fn stretches(labels: &[u8]) -> Vec<(usize, usize, usize)> {
    let mut out = Vec::new();
    let mut first = 0;
    for (at, &label) in labels.iter().enumerate() {
        if label == OUTSIDE {
            continue;
        }
        let (kind, part) = ((label - 1) / PARTS, (label - 1) % PARTS);
        if part == BEGIN || part == UNIT {
            first = at;
        }
        if part == LAST || part == UNIT {
            out.push((first, at, usize::from(kind)));
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_read_back_from_their_labels() {
        let person = |at, length| label(0, at, length);
        let labels = [OUTSIDE, person(0, 3), person(1, 3), person(2, 3), label(2, 0, 1)];
        assert!(labels.windows(2).all(|pair| may_follow(Some(pair[0]), Some(pair[1]))));
        assert_eq!(stretches(&labels), [(1, 3, 0), (4, 4, 2)]);
    }

    #[test]
    fn what_is_begun_is_ended_in_its_kind() {
        let begun = label(0, 0, 2);
        assert!(!may_follow(Some(begun), Some(OUTSIDE)));
        assert!(!may_follow(Some(begun), Some(label(2, 1, 2))));
        assert!(!may_follow(Some(begun), None));
        assert!(!may_follow(None, Some(label(2, 1, 2))));
        assert!(may_follow(None, None));
    }
}
