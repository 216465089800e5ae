//! The embedded bytes and how to read them in place; `data/build.py` writes them and says the same in Python.
//!
//! Entities are rows of 28 bytes sorted by identifier, little endian: id u32, population u32, latitude f32, longitude
//! f32, label offset u32, row of the region u32 (or none), country 2 bytes (or zeros), kind u8, capital u8.
//! A label is one byte of length and UTF-8. The value of a name is odd for one candidate, `code << 1 | 1`, or even, twice
//! the offset of a posting: one byte of length and codes of 4 bytes. A code is `row << 1 | alternate`.

use rapporteur_model::{PlaceId, PlaceKind};

static ENTITIES: &[u8] = include_bytes!("../data/entities.bin");
static LABELS: &[u8] = include_bytes!("../data/labels.bin");
static POSTINGS: &[u8] = include_bytes!("../data/postings.bin");
pub(crate) static NAMES: &[u8] = include_bytes!("../data/names.fst");

const ROW: usize = 28;

/// A row of the entity table.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Row(u32);

/// What a name may stand for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Sense {
    pub(crate) row: Row,
    /// The name is an alternate one, in another language or of another time.
    pub(crate) alternate: bool,
}

impl Sense {
    fn from_code(code: u32) -> Self {
        Self { row: Row(code >> 1), alternate: code & 1 == 1 }
    }
}

fn word(bytes: &[u8], at: usize) -> u32 {
    bytes.get(at..at + 4).and_then(|four| four.try_into().ok()).map_or(0, u32::from_le_bytes)
}

fn degrees(at: usize) -> f32 {
    f32::from_bits(word(ENTITIES, at))
}

impl Row {
    /// How many rows there are.
    pub(crate) fn count() -> u32 {
        (ENTITIES.len() / ROW) as u32
    }

    /// The row of an identifier.
    pub(crate) fn of(id: PlaceId) -> Option<Row> {
        let (mut low, mut high) = (0, Self::count());
        while low < high {
            let middle = Row(low + (high - low) / 2);
            match middle.id().cmp(&id) {
                std::cmp::Ordering::Less => low = middle.0 + 1,
                std::cmp::Ordering::Equal => return Some(middle),
                std::cmp::Ordering::Greater => high = middle.0,
            }
        }
        None
    }

    fn at(self) -> usize {
        self.0 as usize * ROW
    }

    pub(crate) fn id(self) -> PlaceId {
        PlaceId(word(ENTITIES, self.at()))
    }

    /// Inhabitants; for a region those of its towns of 500 people or more.
    pub(crate) fn population(self) -> u32 {
        word(ENTITIES, self.at() + 4)
    }

    pub(crate) fn lat(self) -> f32 {
        degrees(self.at() + 8)
    }

    pub(crate) fn lon(self) -> f32 {
        degrees(self.at() + 12)
    }

    pub(crate) fn label(self) -> &'static str {
        let at = word(ENTITIES, self.at() + 16) as usize;
        let length = LABELS.get(at).map_or(0, |length| usize::from(*length));
        LABELS.get(at + 1..at + 1 + length).and_then(|bytes| std::str::from_utf8(bytes).ok()).unwrap_or("")
    }

    /// The row of the first-order subdivision a town lies in.
    pub(crate) fn region(self) -> Option<Row> {
        Some(Row(word(ENTITIES, self.at() + 20))).filter(|row| row.0 < Self::count())
    }

    pub(crate) fn country(self) -> Option<&'static str> {
        let code = ENTITIES.get(self.at() + 24..self.at() + 26)?;
        std::str::from_utf8(code).ok().filter(|code| !code.starts_with('\0'))
    }

    pub(crate) fn kind(self) -> PlaceKind {
        match ENTITIES.get(self.at() + 26) {
            Some(1) => PlaceKind::Region,
            Some(2) => PlaceKind::Country,
            Some(3) => PlaceKind::Area,
            Some(4) => PlaceKind::Grouping,
            _ => PlaceKind::City,
        }
    }

    pub(crate) fn is_capital(self) -> bool {
        ENTITIES.get(self.at() + 27) == Some(&1)
    }
}

/// The senses behind the value of a name, best first.
pub(crate) fn senses(value: u64, out: &mut Vec<Sense>) {
    let half = (value >> 1) as u32;
    if value & 1 == 1 {
        out.push(Sense::from_code(half));
        return;
    }
    let at = half as usize;
    let count = POSTINGS.get(at).map_or(0, |count| usize::from(*count));
    out.extend((0..count).map(|nth| Sense::from_code(word(POSTINGS, at + 1 + nth * 4))));
}
