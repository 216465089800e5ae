//! Parts of the earth as typed: a place or a point with a distance, and a box of four degrees.

use crate::{Resolver, Standpoint};
use rapporteur_model::{Point, Shape};

/// The distance where none is typed: what a day's journey by road reaches easily, in metres.
const METRES: u32 = 50_000;

/// Units of length: what is typed, and how many metres it is.
const UNITS: &[(&str, f64)] = &[
    ("kilometres", 1_000.0),
    ("kilometers", 1_000.0),
    ("km", 1_000.0),
    ("км", 1_000.0),
    ("metres", 1.0),
    ("meters", 1.0),
    ("miles", 1_609.344),
    ("mile", 1_609.344),
    ("mi", 1_609.344),
    ("m", 1.0),
    ("м", 1.0),
];

/// A shape as read, and what was done to it or must be said of it.
pub(crate) type Read = (Shape, Option<String>);

/// `Osh, 100km`, `Osh`, `40.5,72.8, 50 km`. Always a circle: one round an unknown place holds nothing.
pub(crate) fn near(typed: &str, resolver: &dyn Resolver) -> Read {
    let (text, metres) = parted(typed);
    let circle = |centre| Shape::Circle { text: text.to_owned(), centre, metres: metres.unwrap_or(METRES) };
    if let Some((lat, lon)) = pair(text) {
        let centre = Point::at(lat, lon);
        let warning = || {
            format!(
                "there is no point at {text:?}: degrees north are -90 to 90, degrees east -180 to 180; nothing can match it"
            )
        };
        let warning = centre.is_none().then(warning);
        return (circle(centre), warning);
    }
    match resolver.standpoint(text) {
        Some(Standpoint::Point(point)) => (circle(Some(point)), None),
        Some(Standpoint::Middle(point)) => {
            let warning = format!(
                "{text:?} is larger than a point; the distance was taken from its middle (where: finds what lies in it)"
            );
            (circle(Some(point)), Some(warning))
        }
        None if text.is_empty() => {
            let warning =
                "near: needs a place before the distance, as in near:\"Osh, 100km\"; nothing can match it";
            (circle(None), Some(warning.to_owned()))
        }
        None => (circle(None), Some(unknown(text))),
    }
}

/// Why nothing is near a name: it is none, or what stands behind its comma is no distance.
fn unknown(text: &str) -> String {
    let number = text
        .rsplit_once(',')
        .map(|(_, tail)| tail.trim())
        .filter(|tail| tail.contains(|c: char| c.is_ascii_digit()));
    match number {
        Some(tail) => format!(
            "no place is known as {text:?}, and {tail:?} is no distance (try near:\"Osh, 100km\" or \"Osh, 60mi\"); nothing can match it"
        ),
        None => format!("no place is known as {text:?}; nothing can match it"),
    }
}

/// `south,west,north,east` in degrees; `None` where it is no box.
pub(crate) fn bounds(typed: &str) -> Option<Read> {
    let numbers: Vec<f64> = numbers(typed)?;
    let [south, west, north, east] = numbers.try_into().ok()?;
    let turned = south > north;
    let (south, north) = if turned { (north, south) } else { (south, north) };
    let (mut from, mut to) = (Point::at(south, west)?, Point::at(north, east)?);
    // Across 180° where east is the smaller one, but nobody means more than half the world by that.
    let swapped = west > east && west - east < 180.0;
    if swapped {
        (from, to) = (Point::at(south, east)?, Point::at(north, west)?);
    }
    let what = match (turned, swapped) {
        (false, false) => None,
        (true, false) => Some("south and north"),
        (false, true) => Some("west and east"),
        (true, true) => Some("south and north, and west and east,"),
    };
    let warning = what
        .map(|what| format!("{what} of the box {typed:?} were swapped: the order is south,west,north,east"));
    Some((Shape::Box { from, to }, warning))
}

/// The shape as a user would type it, without quotation marks.
pub(crate) fn print(shape: &Shape) -> (&'static str, String) {
    match shape {
        Shape::Circle { text, metres, .. } => {
            let (length, unit) = if metres % 1_000 == 0 { (metres / 1_000, "km") } else { (*metres, "m") };
            ("near", format!("{text}, {length} {unit}"))
        }
        Shape::Box { from, to } => {
            ("box", format!("{},{},{},{}", from.lat(), from.lon(), to.lat(), to.lon()))
        }
    }
}

/// The place and the distance that ends the text, after a comma or a space.
fn parted(typed: &str) -> (&str, Option<u32>) {
    let typed = typed.trim();
    let Some((head, unit)) =
        UNITS.iter().find_map(|(unit, metres)| Some((without_end(typed, unit)?, metres)))
    else {
        return (typed, None);
    };
    let head = head.trim_end();
    let text = head.trim_end_matches(|c: char| c.is_ascii_digit() || c == '.');
    let length = head[text.len()..].parse::<f64>().ok().filter(|length| length.is_finite());
    // "Route66km" is a name.
    let apart = text.is_empty() || text.ends_with(|c: char| c == ',' || c.is_whitespace());
    match length {
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "it is within the range")]
        Some(length) if apart => {
            let metres = (length * unit).round().clamp(0.0, f64::from(Shape::FARTHEST)) as u32;
            let text = text.trim_end();
            (text.strip_suffix(',').unwrap_or(text).trim_end(), Some(metres))
        }
        _ => (typed, None),
    }
}

/// The text before an ending, in any case.
fn without_end<'a>(text: &'a str, end: &str) -> Option<&'a str> {
    let at = text.char_indices().rev().nth(end.chars().count().checked_sub(1)?)?.0;
    (text[at..].to_lowercase() == end).then(|| &text[..at])
}

/// Degrees north and east of a point.
fn pair(text: &str) -> Option<(f64, f64)> {
    match numbers(text)?.as_slice() {
        [lat, lon] => Some((*lat, *lon)),
        _ => None,
    }
}

/// Decimal numbers apart by commas, semicolons or spaces; `None` where anything else stands there.
fn numbers(text: &str) -> Option<Vec<f64>> {
    let parts =
        text.split(|c: char| matches!(c, ',' | ';') || c.is_whitespace()).filter(|part| !part.is_empty());
    parts
        .map(|part| {
            let plain = part.replace('−', "-");
            let digits = plain.strip_prefix('-').unwrap_or(&plain);
            let decimal = digits.starts_with(|c: char| c.is_ascii_digit())
                && digits.chars().all(|c| c.is_ascii_digit() || c == '.');
            decimal.then(|| plain.parse().ok()).flatten()
        })
        .collect()
}
