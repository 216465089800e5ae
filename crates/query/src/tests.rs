use super::*;
use rapporteur_model::{
    Calendar, Date, Field, Keyword, Kin, Match, PersonClause, PlaceClause, PlaceField, Point, Shape,
};

/// Knows every name with a letter as a place, one country and one date in words.
struct Stub;

impl Resolver for Stub {
    fn places(&self, typed: &str) -> Vec<PlaceId> {
        if typed.chars().any(char::is_alphabetic) {
            vec![PlaceId(u32::try_from(typed.len()).expect("short"))]
        } else {
            Vec::new()
        }
    }

    fn standpoint(&self, typed: &str) -> Option<Standpoint> {
        let point = Point::at(40.5, 72.8).filter(|_| !self.places(typed).is_empty())?;
        Some(if typed == "Kyrgyzstan" { Standpoint::Middle(point) } else { Standpoint::Point(point) })
    }

    fn bodies(&self, typed: &str) -> Bodies {
        if typed != "New Fund" {
            return Bodies::default();
        }
        let relation = "its predecessor until 2001-02".to_owned();
        let kin = vec![Kin { key: "old".to_owned(), name: "Old Fund".to_owned(), relation }];
        Bodies { keys: vec!["new".to_owned()], kin, remarks: vec!["Third Fund is not found".to_owned()] }
    }

    fn person(&self, typed: &str, exact: bool) -> Vec<String> {
        typed
            .split_whitespace()
            .map(|word| if exact { format!("={word}") } else { word.to_lowercase() })
            .collect()
    }

    fn when(&self, typed: &str) -> Option<When> {
        (typed == "today").then(|| When::day(Date::new(2026, 11, 24).expect("a day")))
    }
}

fn read(text: &str) -> Query {
    parse(text, &Stub).query
}

/// What is typed, and how it reads, printed in full.
const TABLE: &[(&str, &str)] = &[
    ("labour migration", "labour migration"),
    ("labour AND migration", "labour migration"),
    ("a b OR c", "(a b) OR c"),
    ("-spam NOT junk eggs", "-spam -junk eggs"),
    (
        "“labour migration” «трудовая миграция» „drei Worte hier“",
        "\"labour migration\" \"трудовая миграция\" \"drei Worte hier\"",
    ),
    ("\"a b\"~5 word~ wor* w?rd =exact", "\"a b\"~5 word~ wor* w?rd =exact"),
    ("title:(x OR y)", "title:x OR title:y"),
    (
        "when:2011-11 when:[2011 TO 2012] when:2011-11..2012-01 when:>=2011-11 when:2011/",
        "when:2011-11 when:2011/2012 when:2011-11/2012-01 when:2011-11/.. when:2011/..",
    ),
    // Found by fuzzing: a row of months that is one month, and marks that are all a value has.
    ("published:2014-10..2014-10-17", "published:2014-10"),
    ("lang:\"==", ""),
    ("event(*)", "event(*)"),
    ("”två ord”", "\"två ord\""),
    ("published:today", "published:2026-11-24"),
    ("when:none where:* who:none", "when:none where:* who:none"),
    ("where:\"Central Asia\" where:=Kyiv venue:Ош", "where:\"Central Asia\" where:=Kyiv venue:Ош"),
    ("event(where:Osh when:2011 who:\"Le Houerou\")", "event(where:Osh when:2011 who:\"Le Houerou\")"),
    (
        "about:Osh about:=\"Osh Region\" about:* about:none",
        "about:Osh about:=\"Osh Region\" about:* about:none",
    ),
    ("near:\"Osh, 100km\" near:Osh,5.5km", "near:\"Osh, 100 km\" near:\"Osh, 5500 m\""),
    (
        "near:Osh near:\"Osh 20 Miles\" near:\"Ош, 7 км\"",
        "near:\"Osh, 50 km\" near:\"Osh, 32187 m\" near:\"Ош, 7 km\"",
    ),
    ("near:\"40.5,72.8, 50 km\" near:40.5,−72.8", "near:\"40.5,72.8, 50 km\" near:\"40.5,−72.8, 50 km\""),
    (
        "near:\"Paris, Texas, 1e9 km\" near:Route66km",
        "near:\"Paris, Texas, 1e9 km, 50 km\" near:\"Route66km, 50 km\"",
    ),
    ("near:\"Osh, 99999999 km\" near:\"Osh, 0 m\"", "near:\"Osh, 20037508 m\" near:\"Osh, 0 km\""),
    ("near:\"100 km\"", "near:\", 100 km\""),
    ("box:\"39.5,70,41,73.5\" box:39.5,70,41,73.5", "box:\"39.5,70,41,73.5\" box:\"39.5,70,41,73.5\""),
    ("box:\"-20 170 0 -170\" box:\"41;73.5;39.5;70\"", "box:\"-20,170,0,-170\" box:\"39.5,70,41,73.5\""),
    (
        "event(near:\"Osh, 10 km\" when:2011) -near:Osh",
        "event(near:\"Osh, 10 km\" when:2011) -near:\"Osh, 50 km\"",
    ),
    ("box:1,2,3 x", "\"1,2,3\" x"),
    ("Where is Osh?", "Where is Osh"),
    ("what's new, Bank - of + Georgia", "\"what's\" new Bank of Georgia"),
    ("10:30 http://x.org/a", "\"10:30\" \"http://x.org/a\""),
    ("on-line (((", "on-line"),
    ("zone:all menu", "everywhere:menu"),
    ("lang:ru -lang:en", "lang:ru -lang:en"),
    ("", ""),
    ("OR AND NOT - + * ?", ""),
    ("*", ""),
    ("lakes OR *", "lakes OR *"),
];

#[test]
fn what_people_type_reads_as_they_mean_it() {
    for (typed, printed) in TABLE {
        assert_eq!(print(&read(typed)), *printed, "{typed}");
    }
}

#[test]
fn a_mended_question_says_what_was_mended() {
    let warned = |text: &str, part: &str| {
        let warnings = parse(text, &Stub).warnings;
        assert!(warnings.iter().any(|warning| warning.contains(part)), "{text}: {warnings:?}");
    };
    warned("foo:bar", "no field \"foo\"");
    warned("when:2012..2011", "swapped");
    warned("when:sometime", "no date");
    warned("where:123", "no place");
    warned("about:123", "no place");
    warned("near:\"123, 5 km\"", "no place is known as \"123\"");
    warned("near:\"5 km\"", "needs a place");
    warned("where:\"\"", "without a value");
    warned("near:\"95, 200, 5 km\"", "no point at");
    warned("near:\"Kyrgyzstan, 5 km\"", "from its middle");
    warned("box:41,70,39.5,73.5", "south and north of the box");
    warned("box:39.5,73.5,41,70", "west and east of the box");
    warned("box:41,73.5,39.5,70", "south and north, and west and east");
    warned("box:1,2,3", "is no box");
    warned("box:1,2,3,200", "is no box");
    assert!(
        parse("box:-20,170,0,-170 near:Osh", &Stub).warnings.is_empty(),
        "across 180 degrees is well said"
    );
    warned("abc~", "cannot be searched with ~");
    warned("a*", "fewer than two letters");
    warned(&"(".repeat(6000), "nested deeper");
    warned(&"word ".repeat(5000), "only the first 1024");
    assert_eq!(parse("labour migration", &Stub).warnings, Vec::<String>::new());
}

#[test]
fn what_an_organisation_s_name_adds_is_said_and_its_literal_form_adds_nothing() {
    let parsed = parse("org:\"New Fund\" -org:\"New Fund\"", &Stub);
    assert_eq!(print(&parsed.query), "org:\"New Fund\" -org:\"New Fund\"");
    assert_eq!(
        parsed.warnings,
        [
            "org:\"New Fund\" finds also Old Fund, its predecessor until 2001-02 (org:=\"New Fund\" finds the name alone)",
            "Third Fund is not found",
        ]
    );
    let Query::And(parts) = &parsed.query else { panic!("two clauses") };
    assert!(matches!(&parts[0], Query::Body(clause) if clause.keys == ["new"] && clause.kin[0].key == "old"));
    for typed in ["org:=\"New Fund\"", "org:\"New Fund\"~2", "org:Fund", "\"New Fund\""] {
        let parsed = parse(typed, &Stub);
        assert!(matches!(parsed.query, Query::Text(..)) && parsed.warnings.is_empty(), "{typed}");
    }
}

#[test]
fn an_unknown_field_is_searched_as_words() {
    assert_eq!(print(&read("foo:bar")), "foo bar");
}

mod properties {
    use super::*;
    use proptest::prelude::*;

    fn word() -> impl Strategy<Value = String> {
        proptest::sample::select(vec!["labour", "миграция", "2011", "OR", "event", "d'Orsay", "none", "word"])
            .prop_map(str::to_owned)
    }

    fn matching() -> impl Strategy<Value = Match> {
        prop_oneof![
            word().prop_map(Match::Word),
            word().prop_map(Match::Exact),
            Just(Match::Prefix("migr".to_owned())),
            Just(Match::Wildcard("m?gr*t".to_owned())),
            (Just("remittance".to_owned()), 1..3_u8)
                .prop_map(|(word, distance)| Match::Fuzzy(word, distance)),
            (proptest::collection::vec(word(), 2..4), 0..4_u32)
                .prop_map(|(words, slop)| Match::Phrase { words, slop }),
        ]
    }

    fn shape() -> impl Strategy<Value = Shape> {
        let texts = vec!["Osh", "Paris, Texas", "Кыргызстан", "none", "40.5,-72.8", "Osh, 5 km", "", "7"];
        let circle = (proptest::sample::select(texts), 0..=Shape::FARTHEST).prop_map(|(text, metres)| {
            let centre = match (text, Stub.standpoint(text)) {
                ("40.5,-72.8", _) => Point::at(40.5, -72.8),
                (_, Some(Standpoint::Point(point) | Standpoint::Middle(point))) => Some(point),
                _ => None,
            };
            Shape::Circle { text: text.to_owned(), centre, metres }
        });
        let degrees =
            |most: i32| (-most * Point::PARTS..=most * Point::PARTS).prop_map(|part| f64::from(part) / 1e5);
        let square = (degrees(90), degrees(90), degrees(180), degrees(180)).prop_map(|(a, b, west, east)| {
            // East of west, or across the meridian and no more than half the world.
            let (west, east) = if west > east && west - east < 180.0 { (east, west) } else { (west, east) };
            let at = |lat: f64, lon| Point::at(lat, lon).expect("a point");
            Shape::Box { from: at(a.min(b), west), to: at(a.max(b), east) }
        });
        prop_oneof![circle, square]
    }

    fn leaf() -> impl Strategy<Value = Query> {
        let field = proptest::sample::select(vec![
            Field::Any,
            Field::Everywhere,
            Field::Chrome,
            Field::Title,
            Field::Name,
            Field::Role,
            Field::Organisation,
            Field::Series,
        ]);
        let keyword = proptest::sample::select(vec![
            Keyword::Language,
            Keyword::Status,
            Keyword::Format,
            Keyword::Site,
            Keyword::Path,
        ]);
        let calendar = proptest::sample::select(vec![Calendar::When, Calendar::Published]);
        let when = proptest::sample::select(vec![
            "2011",
            "2011-11",
            "2011-11-17",
            "2011-W46",
            "2011-Q4",
            "2009/..",
            "../2012",
            "2011-11-17/2011-12-02",
            "199",
        ]);
        let places = proptest::sample::select(vec![PlaceField::Where, PlaceField::Venue, PlaceField::About]);
        let place = proptest::sample::select(vec!["Osh", "Central Asia", "Кыргызстан", "none"]);
        prop_oneof![
            (field, matching()).prop_map(|(field, matching)| Query::Text(field, matching)),
            (keyword, proptest::sample::select(vec!["ru", "a/b c", "who.int"]))
                .prop_map(|(keyword, value)| Query::Keyword(keyword, value.to_owned())),
            (calendar.clone(), when)
                .prop_map(|(calendar, when)| Query::When(calendar, when.parse().expect("a value"))),
            calendar.prop_map(Query::Dated),
            places.clone().prop_map(Query::Placed),
            shape().prop_map(Query::Inside),
            Just(Query::Peopled),
            (place, places, any::<bool>())
                .prop_filter("a quoted `none` still means none", |(text, _, _)| *text != "none")
                .prop_map(|(text, field, exact)| {
                    Query::Place(PlaceClause { text: text.to_owned(), ids: Stub.places(text), field, exact })
                }),
            any::<bool>().prop_map(|exact| Query::Person(PersonClause {
                text: "Le Houerou".to_owned(),
                keys: Stub.person("Le Houerou", exact),
                exact
            })),
        ]
    }

    /// Queries in the normal form that reading gives: flat, no part alone, no double negation.
    fn query() -> impl Strategy<Value = Query> {
        leaf().prop_recursive(4, 24, 4, |inner| {
            prop_oneof![
                proptest::collection::vec(inner.clone(), 2..4).prop_map(parse::and),
                proptest::collection::vec(inner.clone(), 2..4).prop_map(parse::or),
                inner.clone().prop_map(|part| match part {
                    Query::Not(inner) => *inner,
                    part => Query::Not(Box::new(part)),
                }),
                inner.prop_map(|part| Query::Event(Box::new(part))),
            ]
        })
    }

    proptest! {
        #[test]
        fn what_is_printed_reads_back(query in query()) {
            let printed = print(&query);
            prop_assert_eq!(read(&printed), query, "{}", printed);
        }

        #[test]
        fn any_text_reads_and_its_print_reads_the_same(text in "[\\PC]{0,60}", typed in "[a-z:()\"~*?=\\-+\\[\\]. ORNT0-9«»“”/>]{0,60}") {
            for text in [text, typed] {
                let query = read(&text);
                let printed = print(&query);
                prop_assert_eq!(print(&read(&printed)), printed);
            }
        }
    }
}
