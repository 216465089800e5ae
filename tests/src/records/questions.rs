//! Random questions over the whole query AST, made of the words and values that random records hold.

use super::chance::when;
use super::{WORDS, person, place, place_ids};
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::select;
use rapporteur_model::{
    BodyClause, Calendar, Field, Keyword, Kin, Match, PersonClause, PlaceClause, PlaceField, PlaceRole,
    Point, Query, Shape,
};

fn field() -> impl Strategy<Value = Field> {
    prop_oneof![
        4 => Just(Field::Any),
        4 => select(&[
            Field::Everywhere,
            Field::Chrome,
            Field::Title,
            Field::Name,
            Field::Role,
            Field::Organisation,
            Field::Series,
        ][..]),
    ]
}

/// Words as the records hold them, and some that stand in names or nowhere.
fn word() -> impl Strategy<Value = String> {
    const OTHERS: &[&str] =
        &["migrating", "Migration", "министр", "World", "Houerou", "ёлка", "nothing", "president"];
    prop_oneof![4 => select(WORDS), 1 => select(OTHERS)].prop_map(str::to_owned)
}

/// The beginning of a word, of at least one character.
fn beginning() -> impl Strategy<Value = String> {
    (word(), 1..5_usize).prop_map(|(word, length)| word.chars().take(length).collect())
}

/// A word with some of its characters replaced by `?` or `*`.
fn pattern() -> impl Strategy<Value = String> {
    (word(), any::<u16>(), any::<bool>()).prop_map(|(word, holes, open)| {
        let hole = if open { '*' } else { '?' };
        word.chars().enumerate().map(|(at, c)| if holes >> (at % 16) & 3 == 3 { hole } else { c }).collect()
    })
}

fn matching() -> impl Strategy<Value = Match> {
    prop_oneof![
        4 => word().prop_map(Match::Word),
        1 => word().prop_map(Match::Exact),
        1 => beginning().prop_map(Match::Prefix),
        1 => pattern().prop_map(Match::Wildcard),
        1 => (word(), 1..=2_u8).prop_map(|(word, distance)| Match::Fuzzy(word, distance)),
        2 => vec(word(), 2..4).prop_map(|words| Match::Phrase { words, slop: 0 }),
        1 => (simple(), simple(), 1..4_u32)
            .prop_map(|(one, other, slop)| Match::Phrase { words: vec![one, other], slop }),
    ]
}

/// Words that the analysis does not split: the list knows slop between two words only.
fn simple() -> impl Strategy<Value = String> {
    word().prop_filter("a word that is not split", |word| !word.contains('-'))
}

fn person_clause() -> impl Strategy<Value = PersonClause> {
    (0..9_usize, vec(0..4_usize, 0..3), any::<bool>()).prop_map(|(number, parts, exact)| {
        let (text, keys) = person(number);
        let mut asked: Vec<String> = parts.into_iter().filter_map(|part| keys.get(part).cloned()).collect();
        asked.sort();
        asked.dedup();
        PersonClause { text, keys: asked, exact }
    })
}

fn place_clause() -> impl Strategy<Value = PlaceClause> {
    (vec(select(place_ids()), 0..3), place_field(), any::<bool>())
        .prop_map(|(ids, field, exact)| PlaceClause { text: "somewhere".to_owned(), ids, field, exact })
}

fn place_field() -> impl Strategy<Value = PlaceField> {
    select(&[PlaceField::Where, PlaceField::Venue, PlaceField::About][..])
}

/// Circles round the places of the records and beside them, and boxes, some of them across the meridian of 180°.
fn shape() -> impl Strategy<Value = Shape> {
    let point = || {
        (0..10_usize, -3.0..3.0_f64, -3.0..3.0_f64).prop_map(|(number, north, east)| {
            let near = place(number, PlaceRole::Mention);
            let east = f64::from(near.lon) + east;
            let east = if east > 180.0 { east - 360.0 } else { east };
            Point::at(f64::from(near.lat) + north, east).expect("no place is at a pole")
        })
    };
    let metres = select(&[0, 1_000, 100_000, 400_000, 2_000_000, 9_000_000, Shape::FARTHEST][..]);
    let circle = (proptest::option::weighted(0.9, point()), metres)
        .prop_map(|(centre, metres)| Shape::Circle { text: "somewhere".to_owned(), centre, metres });
    let square = (point(), point()).prop_map(|(one, other)| {
        let at = |lat: f64, lon| Point::at(lat, lon).expect("a point");
        let (south, north) = (one.lat().min(other.lat()), one.lat().max(other.lat()));
        Shape::Box { from: at(south, one.lon()), to: at(north, other.lon()) }
    });
    prop_oneof![2 => circle, 1 => square]
}

fn keyword() -> impl Strategy<Value = Query> {
    select(
        &[
            (Keyword::Language, "en"),
            (Keyword::Language, "RU"),
            (Keyword::Language, "und"),
            (Keyword::Status, "held"),
            (Keyword::Status, "Cancelled"),
            (Keyword::Format, "html"),
            (Keyword::Site, "example.org"),
            (Keyword::Site, "news.example.org"),
            (Keyword::Path, "pages/one/"),
            (Keyword::Path, "Pages"),
            (Keyword::Path, "d3.html"),
        ][..],
    )
    .prop_map(|(keyword, value)| Query::Keyword(keyword, value.to_owned()))
}

fn body_clause() -> impl Strategy<Value = BodyClause> {
    let kin = Kin {
        key: "world-bank".to_owned(),
        name: "World Bank".to_owned(),
        relation: "its successor from 2001".to_owned(),
    };
    let kin = select(vec![Vec::new(), vec![kin]]);
    (select(&["Water", "bank", "nobody"][..]), kin).prop_map(|(word, kin)| BodyClause {
        matching: Match::Word(word.to_owned()),
        keys: vec!["water".to_owned()],
        kin,
    })
}

fn leaf() -> impl Strategy<Value = Query> {
    let calendar = select(&[Calendar::When, Calendar::Published][..]);
    prop_oneof![
        8 => (field(), matching()).prop_map(|(field, matching)| Query::Text(field, matching)),
        2 => keyword(),
        3 => (calendar.clone(), when()).prop_map(|(calendar, when)| Query::When(calendar, when)),
        2 => place_clause().prop_map(Query::Place),
        2 => person_clause().prop_map(Query::Person),
        1 => body_clause().prop_map(Query::Body),
        1 => calendar.prop_map(Query::Dated),
        1 => place_field().prop_map(Query::Placed),
        2 => shape().prop_map(Query::Inside),
        1 => Just(Query::Peopled),
        1 => Just(Query::All),
    ]
}

/// A random question.
pub fn query() -> impl Strategy<Value = Query> {
    leaf().prop_recursive(3, 12, 3, |inner| {
        prop_oneof![
            3 => vec(inner.clone(), 0..4).prop_map(Query::And),
            2 => vec(inner.clone(), 0..4).prop_map(Query::Or),
            1 => inner.clone().prop_map(|part| Query::Not(Box::new(part))),
            1 => inner.prop_map(|part| Query::Event(Box::new(part))),
        ]
    })
}
