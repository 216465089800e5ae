//! Points and shapes on the earth: a circle round a place, a box of degrees, and what lies in them.

use serde::{Deserialize, Serialize};

/// The mean radius of the earth in metres (IUGG). The earth is taken for a sphere: a distance is right to 0.6 %.
const RADIUS: f64 = 6_371_008.8;

/// A point on the earth, to the hundred-thousandth of a degree (about a metre).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Point {
    lat: i32,
    lon: i32,
}

impl Point {
    /// Parts of a degree.
    pub const PARTS: i32 = 100_000;

    /// The point at these degrees north (−90 to 90) and east (−180 to 180); `None` where there is none.
    pub fn at(lat: f64, lon: f64) -> Option<Self> {
        let part = |degrees: f64, most: f64| {
            #[expect(clippy::cast_possible_truncation, reason = "180 degrees have 18,000,000 parts")]
            (degrees.abs() <= most).then(|| (degrees * f64::from(Self::PARTS)).round() as i32)
        };
        Some(Self { lat: part(lat, 90.0)?, lon: part(lon, 180.0)? })
    }

    /// Degrees north.
    pub fn lat(self) -> f64 {
        f64::from(self.lat) / f64::from(Self::PARTS)
    }

    /// Degrees east.
    pub fn lon(self) -> f64 {
        f64::from(self.lon) / f64::from(Self::PARTS)
    }

    /// Metres to another point along the great circle (the haversine formula, which keeps its digits at short distances).
    pub fn metres_to(self, other: Self) -> f64 {
        let half = |one: f64, other: f64| ((other - one).to_radians() / 2.0).sin().powi(2);
        let (here, there) = (self.lat().to_radians(), other.lat().to_radians());
        let root = half(self.lat(), other.lat()) + here.cos() * there.cos() * half(self.lon(), other.lon());
        2.0 * RADIUS * root.clamp(0.0, 1.0).sqrt().asin()
    }
}

/// A part of the earth that is asked for.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Shape {
    /// All within a distance of a point.
    Circle {
        /// The place as it was typed, without the distance.
        text: String,
        /// Where it is; `None` where the gazetteer knows no such place, then nothing lies in the circle.
        centre: Option<Point>,
        /// The distance, its end included.
        metres: u32,
    },
    /// All between two parallels and two meridians, these included.
    Box {
        /// The corner in the south and west.
        from: Point,
        /// The corner in the north and east. Where it is west of the other, the box goes across the meridian of 180°.
        to: Point,
    },
}

impl Shape {
    /// Half the way round the earth, in metres: everything is within it.
    pub const FARTHEST: u32 = 20_037_508;

    /// Whether a point lies in the shape.
    pub fn holds(&self, point: Point) -> bool {
        match self {
            Self::Circle { centre, metres, .. } => {
                centre.is_some_and(|centre| centre.metres_to(point) <= f64::from(*metres))
            }
            Self::Box { from, to } => {
                let east = if from.lon <= to.lon {
                    (from.lon..=to.lon).contains(&point.lon)
                } else {
                    point.lon >= from.lon || point.lon <= to.lon
                };
                east && (from.lat..=to.lat).contains(&point.lat)
            }
        }
    }

    /// The smallest box of degrees that is easy to tell and holds the shape; `None` where the shape holds nothing.
    pub fn bounds(&self) -> Option<(Point, Point)> {
        let (centre, metres) = match self {
            Self::Box { from, to } => return Some((*from, *to)),
            Self::Circle { centre, metres, .. } => ((*centre)?, *metres),
        };
        // A little more than needed, so that rounding leaves nothing out.
        let angle = f64::from(metres) / RADIUS + 1e-6;
        let north = (centre.lat() + angle.to_degrees()).min(90.0);
        let south = (centre.lat() - angle.to_degrees()).max(-90.0);
        let all_round = || Some((Point::at(south, -180.0)?, Point::at(north, 180.0)?));
        // A circle with a pole in it has every longitude.
        if north >= 90.0 || south <= -90.0 {
            return all_round();
        }
        let aside = (angle.sin() / centre.lat().to_radians().cos()).asin().to_degrees();
        if !aside.is_finite() || aside >= 180.0 {
            return all_round();
        }
        let turned = |lon: f64| {
            if lon > 180.0 {
                lon - 360.0
            } else if lon < -180.0 {
                lon + 360.0
            } else {
                lon
            }
        };
        Some((
            Point::at(south, turned(centre.lon() - aside))?,
            Point::at(north, turned(centre.lon() + aside))?,
        ))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(lat: f64, lon: f64) -> Point {
        Point::at(lat, lon).expect("a point")
    }

    fn round(centre: Point, metres: u32) -> Shape {
        Shape::Circle { text: String::new(), centre: Some(centre), metres }
    }

    #[test]
    fn distances_are_those_of_the_great_circle() {
        let close = |one: Point, other: Point, wanted: f64| {
            let found = one.metres_to(other);
            assert!((found - wanted).abs() < wanted * 0.005 + 0.5, "{found} is not {wanted}");
            assert!((found - other.metres_to(one)).abs() < 1e-6);
        };
        // A degree of a meridian; a quarter and a half of the earth; across 180°; a metre.
        close(at(0.0, 0.0), at(1.0, 0.0), 111_195.0);
        close(at(0.0, 0.0), at(90.0, 0.0), 10_007_557.0);
        close(at(10.0, 20.0), at(-10.0, -160.0), 20_015_114.0);
        close(at(0.0, 179.5), at(0.0, -179.5), 111_195.0);
        close(at(40.5, 72.8), at(40.50001, 72.8), 1.1);
        // Paris and London.
        close(at(48.8566, 2.3522), at(51.5074, -0.1278), 343_900.0);
    }

    #[test]
    fn a_box_whose_east_is_west_of_its_west_goes_across_180_degrees() {
        let pacific = Shape::Box { from: at(-20.0, 170.0), to: at(0.0, -170.0) };
        assert!(
            pacific.holds(at(-10.0, 179.0))
                && pacific.holds(at(-10.0, -179.0))
                && pacific.holds(at(0.0, 180.0))
        );
        assert!(!pacific.holds(at(-10.0, 0.0)) && !pacific.holds(at(1.0, 180.0)));
        let plain = Shape::Box { from: at(-20.0, -170.0), to: at(0.0, 170.0) };
        assert!(plain.holds(at(-10.0, 0.0)) && !plain.holds(at(-10.0, 179.0)));
    }

    #[test]
    fn the_bounds_of_a_circle_hold_all_of_it_at_poles_and_across_180_degrees_too() {
        let inside = |(from, to): (Point, Point), point| Shape::Box { from, to }.holds(point);
        for (lat, lon) in
            [(0.0, 0.0), (40.5, 72.8), (-18.1, 178.4), (64.0, -179.9), (89.0, 10.0), (-90.0, 0.0)]
        {
            for metres in [0, 1, 50_000, 700_000, 6_000_000, Shape::FARTHEST] {
                let circle = round(at(lat, lon), metres);
                let bounds = circle.bounds().expect("bounds");
                for step in 0..2_000_i32 {
                    let turn = f64::from(step) * 2.399_963;
                    let away = f64::from(step) / 2_000.0 * f64::from(metres) / RADIUS;
                    let (lat, lon) =
                        (lat + away.to_degrees() * turn.cos(), lon + away.to_degrees() * 1.5 * turn.sin());
                    let Some(point) = Point::at(lat, lon) else { continue };
                    assert!(
                        !circle.holds(point) || inside(bounds, point),
                        "{point:?} in {circle:?} of {bounds:?}"
                    );
                }
            }
        }
    }

    #[test]
    fn a_circle_round_an_unknown_place_holds_nothing() {
        let nowhere = Shape::Circle { text: "Nowhere".to_owned(), centre: None, metres: Shape::FARTHEST };
        assert!(!nowhere.holds(at(0.0, 0.0)) && nowhere.bounds().is_none());
        assert!(
            Point::at(90.1, 0.0).is_none()
                && Point::at(0.0, -180.1).is_none()
                && Point::at(f64::NAN, 0.0).is_none()
        );
        assert!(round(at(1.0, 1.0), Shape::FARTHEST).holds(at(-1.0, -179.0)));
    }
}
