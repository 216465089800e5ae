//! The embedded bytes and how to read them in place; `data/build.py` writes them and says the same in Python.
//!
//! Entities are rows of 20 bytes sorted by identifier, little endian: id u32, latitude and longitude i24 (46,603 a degree:
//! 2.4 m), population u16 (11 bits of digits, 5 of halvings: three digits of the number), row of the district, else the
//! region, u24 (or none), number of the country u8 (its place among the codes, or none), kind and flags u8, label offset
//! u24. A label is one byte of length and UTF-8. The value of a name is odd for one sense, `code << 1 | 1`, or even, twice
//! the offset of a posting: one byte of length and codes of 3 bytes. A code is `row << 2 | form`.

use rapporteur_model::{PlaceId, PlaceKind};

static ENTITIES: &[u8] = include_bytes!("../data/entities.bin");
static LABELS: &[u8] = include_bytes!("../data/labels.bin");
static POSTINGS: &[u8] = include_bytes!("../data/postings.bin");
pub(crate) static NAMES: &[u8] = include_bytes!("../data/names.fst");
pub(crate) static ADJECTIVES: &[u8] = include_bytes!("../data/adjectives.fst");
pub(crate) static LANGUAGES: &[u8] = include_bytes!("../data/languages.fst");

const ROW: usize = 20;
const UNITS_A_DEGREE: f32 = 46_603.0;
const NONE: u32 = 0xFF_FFFF;
const KIND: u8 = 0x0F;
const LARGEST: u8 = 0x40;
const CAPITAL: u8 = 0x80;

/// A row of the entity table.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct Row(u32);

/// How a name names its place.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Form {
    /// Its own or official name, or that of today in a language of the tables.
    Preferred,
    /// A name in another language, or a spelling.
    Alternate,
    /// A former name.
    Historic,
    /// An adjective or the name of its people.
    Adjective,
}

/// What a name may stand for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Sense {
    pub(crate) row: Row,
    pub(crate) form: Form,
}

impl Sense {
    fn from_code(code: u32) -> Self {
        let form = match code & 3 {
            0 => Form::Preferred,
            1 => Form::Alternate,
            2 => Form::Historic,
            _ => Form::Adjective,
        };
        Self { row: Row(code >> 2), form }
    }

    /// Whether the name is none of its own or official ones.
    pub(crate) fn is_alternate(self) -> bool {
        self.form != Form::Preferred
    }
}

/// `width` bytes as a number.
fn number(bytes: &[u8], at: usize, width: usize) -> u32 {
    let slice = bytes.get(at..at + width).unwrap_or(&[]);
    slice.iter().rev().fold(0, |value, byte| value << 8 | u32::from(*byte))
}

fn degrees(at: usize) -> f32 {
    // The sign stands in bit 23.
    let signed = (number(ENTITIES, at, 3) << 8) as i32 >> 8;
    signed as f32 / UNITS_A_DEGREE
}

impl Row {
    /// How many rows there are.
    pub(crate) fn count() -> u32 {
        (ENTITIES.len() / ROW) as u32
    }

    /// Every row, by identifier.
    pub(crate) fn all() -> impl Iterator<Item = Self> {
        (0..Self::count()).map(Self)
    }

    /// The row of an identifier.
    pub(crate) fn of(id: PlaceId) -> Option<Self> {
        let (mut low, mut high) = (0, Self::count());
        while low < high {
            let middle = Self(low + (high - low) / 2);
            match middle.id().cmp(&id) {
                std::cmp::Ordering::Less => low = middle.0 + 1,
                std::cmp::Ordering::Equal => return Some(middle),
                std::cmp::Ordering::Greater => high = middle.0,
            }
        }
        None
    }

    fn field(self, offset: usize, width: usize) -> u32 {
        number(ENTITIES, self.0 as usize * ROW + offset, width)
    }

    pub(crate) fn id(self) -> PlaceId {
        PlaceId(self.field(0, 4))
    }

    pub(crate) fn lat(self) -> f32 {
        degrees(self.0 as usize * ROW + 4)
    }

    pub(crate) fn lon(self) -> f32 {
        degrees(self.0 as usize * ROW + 7)
    }

    /// Inhabitants, to three digits; for a region or district those of its towns in the sources.
    pub(crate) fn population(self) -> u32 {
        let short = self.field(10, 2);
        (short & 0x7FF) << (short >> 11)
    }

    /// The district of a town where one is known, else its region; the region of a district.
    pub(crate) fn parent(self) -> Option<Self> {
        Some(self.field(12, 3)).filter(|row| *row != NONE).map(Self)
    }

    /// The second-order subdivision it is or lies in.
    pub(crate) fn district(self) -> Option<Self> {
        if self.kind() == PlaceKind::District {
            return Some(self);
        }
        self.parent().filter(|parent| parent.kind() == PlaceKind::District)
    }

    /// The first-order subdivision it is or lies in.
    pub(crate) fn region(self) -> Option<Self> {
        if self.kind() == PlaceKind::Region {
            return Some(self);
        }
        let parent = self.parent()?;
        if parent.kind() == PlaceKind::Region { Some(parent) } else { parent.parent() }
    }

    /// The place of its country among the countries of `membership.tsv`.
    pub(crate) fn country(self) -> Option<u8> {
        Some(self.field(15, 1) as u8).filter(|country| *country != u8::MAX)
    }

    fn flags(self) -> u8 {
        self.field(16, 1) as u8
    }

    pub(crate) fn kind(self) -> PlaceKind {
        match self.flags() & KIND {
            0 => PlaceKind::City,
            1 => PlaceKind::District,
            2 => PlaceKind::Region,
            3 => PlaceKind::Country,
            4 => PlaceKind::Former,
            5 => PlaceKind::Feature,
            6 => PlaceKind::Area,
            _ => PlaceKind::Grouping,
        }
    }

    /// Whether it is the capital of its country.
    pub(crate) fn is_capital(self) -> bool {
        self.flags() & CAPITAL != 0
    }

    /// Whether it is the largest town of its region.
    pub(crate) fn is_largest(self) -> bool {
        self.flags() & LARGEST != 0
    }

    pub(crate) fn label(self) -> &'static str {
        let at = self.field(17, 3) as usize;
        let length = LABELS.get(at).map_or(0, |length| usize::from(*length));
        LABELS.get(at + 1..at + 1 + length).and_then(|bytes| std::str::from_utf8(bytes).ok()).unwrap_or("")
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
    out.extend((0..count).map(|nth| Sense::from_code(number(POSTINGS, at + 1 + nth * 3, 3))));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_are_sorted_and_their_numbers_are_read_as_written() {
        let mut last = None;
        for row in Row::all() {
            assert!(last < Some(row.id()), "{row:?}");
            last = Some(row.id());
            assert!(row.lat().abs() <= 90.0 && row.lon().abs() <= 180.0, "{row:?}");
            assert!(row.parent().is_none_or(|parent| parent.0 < Row::count()), "{row:?}");
        }
        let bishkek = Row::of(PlaceId(1_528_675)).expect("Bishkek");
        assert!((bishkek.lat() - 42.87).abs() < 0.01 && (bishkek.lon() - 74.59).abs() < 0.01);
        assert!((500_000..1_500_000).contains(&bishkek.population()) && bishkek.is_capital());
        let sydney = Row::of(PlaceId(2_147_714)).expect("Sydney");
        assert!((sydney.lat() + 33.87).abs() < 0.01 && (sydney.lon() - 151.2).abs() < 0.01);
    }
}
