//! Units with a place in a circle or a box: terms of coarse cells say which units may have one, and the points of each of
//! these, from a column, say whether it does.
//!
//! A cell is a square of 1° or of 10°; a point has a term for each. A shape over few small cells is looked for in
//! these, a large one in large ones, of which there are 648 on the earth.

use rapporteur_model::{Point, Shape};
use std::collections::BTreeSet;
use std::sync::Arc;
use tantivy::columnar::Column;
use tantivy::query::{EnableScoring, Explanation, Query, Scorer, Weight};
use tantivy::schema::Term;
use tantivy::{DocId, DocSet, Result, Score, SegmentReader, TERMINATED};

/// The column that holds the points of a unit.
pub(crate) const COLUMN: &str = "point";

/// The most small cells that are looked for one by one.
const SMALL_CELLS: i32 = 1_024;

/// A point as a number of the column, and back.
pub(crate) fn packed(point: Point) -> u64 {
    let part = |degrees: f64| {
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "0 to 360 degrees")]
        let part = ((degrees + 180.0) * f64::from(Point::PARTS)).round() as u64;
        part
    };
    part(point.lat()) << 32 | part(point.lon())
}

fn unpacked(number: u64) -> Option<Point> {
    #[expect(clippy::cast_precision_loss, reason = "32 bits fit a double")]
    let degrees = |part: u64| part as f64 / f64::from(Point::PARTS) - 180.0;
    Point::at(degrees(number >> 32), degrees(number & 0xFFFF_FFFF))
}

/// The cells a point lies in.
pub(crate) fn cells_of(point: Point) -> [String; 2] {
    [1, 10].map(|size| cell(size, row(point.lat(), size), column(point.lon(), size)))
}

/// The cells that a shape touches.
pub(crate) fn cells_in(shape: &Shape) -> BTreeSet<String> {
    let Some((from, to)) = shape.bounds() else { return BTreeSet::new() };
    let touched = |size: i32| {
        let rows = row(from.lat(), size)..=row(to.lat(), size);
        let (west, east) = (column(from.lon(), size), column(to.lon(), size));
        // The east end may lie west of the west end: then the columns go on after the last with the first.
        let round = 360 / size;
        let wide = if from.lon() <= to.lon() { east - west + 1 } else { (east - west).rem_euclid(round) + 1 };
        // A shape from one half of a column round the earth to its other half has all of them.
        let wide = if from.lon() > to.lon() && east == west { round } else { wide };
        (rows, (0..wide).map(move |step| (west + step) % round))
    };
    let (rows, columns) = touched(1);
    let few = i64::from(rows.end() - rows.start() + 1) * columns.len() as i64 <= i64::from(SMALL_CELLS);
    let size = if few { 1 } else { 10 };
    let (rows, columns) = touched(size);
    rows.flat_map(|row| columns.clone().map(move |column| cell(size, row, column))).collect()
}

fn cell(size: i32, row: i32, column: i32) -> String {
    format!("{size} {row} {column}")
}

/// The number of a band of latitude; the pole belongs to the last.
#[expect(clippy::cast_possible_truncation, reason = "180 degrees")]
fn row(lat: f64, size: i32) -> i32 {
    (((lat + 90.0) / f64::from(size)).floor() as i32).min(180 / size - 1)
}

/// The number of a band of longitude; 180° east is 180° west.
#[expect(clippy::cast_possible_truncation, reason = "360 degrees")]
fn column(lon: f64, size: i32) -> i32 {
    (((lon + 180.0) / f64::from(size)).floor() as i32).min(360 / size - 1)
}

/// The units of another query that have a point in the shape.
#[derive(Debug)]
pub(crate) struct Inside {
    candidates: Box<dyn Query>,
    shape: Arc<Shape>,
}

impl Inside {
    pub(crate) fn new(candidates: Box<dyn Query>, shape: &Shape) -> Self {
        Self { candidates, shape: Arc::new(shape.clone()) }
    }
}

impl Clone for Inside {
    fn clone(&self) -> Self {
        Self { candidates: self.candidates.box_clone(), shape: Arc::clone(&self.shape) }
    }
}

impl Query for Inside {
    fn weight(&self, scoring: EnableScoring<'_>) -> Result<Box<dyn Weight>> {
        Ok(Box::new(InsideWeight {
            candidates: self.candidates.weight(scoring)?,
            shape: Arc::clone(&self.shape),
        }))
    }

    fn query_terms<'a>(&'a self, visitor: &mut dyn FnMut(&'a Term, bool)) {
        self.candidates.query_terms(visitor);
    }
}

struct InsideWeight {
    candidates: Box<dyn Weight>,
    shape: Arc<Shape>,
}

impl Weight for InsideWeight {
    fn scorer(&self, reader: &SegmentReader, boost: Score) -> Result<Box<dyn Scorer>> {
        let candidates = self.candidates.scorer(reader, boost)?;
        let points = reader.fast_fields().u64(COLUMN)?;
        let mut tested = Tested { candidates, points, shape: Arc::clone(&self.shape) };
        tested.seek_inside();
        Ok(Box::new(tested))
    }

    fn explain(&self, reader: &SegmentReader, doc: DocId) -> Result<Explanation> {
        self.candidates.explain(reader, doc)
    }
}

/// Candidates that stand on a unit inside, or at the end.
struct Tested {
    candidates: Box<dyn Scorer>,
    points: Column<u64>,
    shape: Arc<Shape>,
}

impl Tested {
    fn seek_inside(&mut self) -> DocId {
        let mut doc = self.candidates.doc();
        while doc != TERMINATED && !self.is_inside(doc) {
            doc = self.candidates.advance();
        }
        doc
    }

    fn is_inside(&self, doc: DocId) -> bool {
        self.points.values_for_doc(doc).filter_map(unpacked).any(|point| self.shape.holds(point))
    }
}

impl DocSet for Tested {
    fn advance(&mut self) -> DocId {
        self.candidates.advance();
        self.seek_inside()
    }

    fn seek(&mut self, target: DocId) -> DocId {
        self.candidates.seek(target);
        self.seek_inside()
    }

    fn doc(&self) -> DocId {
        self.candidates.doc()
    }

    fn size_hint(&self) -> u32 {
        self.candidates.size_hint()
    }

    fn cost(&self) -> u64 {
        self.candidates.cost()
    }
}

impl Scorer for Tested {
    fn score(&mut self) -> Score {
        self.candidates.score()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(lat: f64, lon: f64) -> Point {
        Point::at(lat, lon).expect("a point")
    }

    #[test]
    fn a_point_comes_back_from_the_column_as_it_was() {
        for (lat, lon) in
            [(0.0, 0.0), (-90.0, -180.0), (90.0, 180.0), (40.53456, 72.79999), (-33.86785, 151.20732)]
        {
            assert_eq!(unpacked(packed(at(lat, lon))), Some(at(lat, lon)));
        }
    }

    #[test]
    fn every_point_of_a_shape_lies_in_one_of_its_cells() {
        let mut shapes = vec![
            Shape::Box { from: at(-20.0, 170.0), to: at(0.0, -170.0) },
            Shape::Box { from: at(-20.0, 5.7), to: at(0.0, 5.2) },
            Shape::Box { from: at(-90.0, -180.0), to: at(90.0, 180.0) },
            Shape::Box { from: at(39.5, 70.0), to: at(41.0, 73.5) },
        ];
        for (lat, lon) in [(40.5, 72.8), (-18.1, 178.4), (89.5, 0.0), (0.0, -180.0)] {
            for metres in [0, 100_000, 3_000_000, Shape::FARTHEST] {
                shapes.push(Shape::Circle { text: String::new(), centre: Some(at(lat, lon)), metres });
            }
        }
        for shape in shapes {
            let cells = cells_in(&shape);
            assert!(cells.len() <= 1_024, "{} cells of {shape:?}", cells.len());
            for number in 0..20_000_i32 {
                let point = at(
                    f64::from(number * 7 % 18_001) / 100.0 - 90.0,
                    f64::from(number * 11 % 36_001) / 100.0 - 180.0,
                );
                let found = cells_of(point).iter().any(|cell| cells.contains(cell));
                assert!(found || !shape.holds(point), "{point:?} of {shape:?}");
            }
            if let Shape::Circle { centre: Some(centre), .. } = &shape {
                assert!(cells_of(*centre).iter().any(|cell| cells.contains(cell)), "{shape:?}");
            }
        }
    }

    #[test]
    fn a_small_shape_has_few_cells() {
        let circle = Shape::Circle { text: String::new(), centre: Some(at(40.5, 72.8)), metres: 100_000 };
        assert!(cells_in(&circle).len() <= 12, "{:?}", cells_in(&circle));
        assert!(cells_in(&Shape::Circle { text: String::new(), centre: None, metres: 1 }).is_empty());
    }
}
