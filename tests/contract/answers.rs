//! Search: order, pages, counts, facets, what is excluded, explanations, proofs.

use crate::{Room, everything, hits, id};
use rapporteur_model::{
    Calendar, FacetField, FacetValue, Fault, Field, Found, Match, PersonClause, PlaceClause, PlaceField,
    PlaceId, PlaceRole, Point, Query, Request, Shape, Sort, Span, Unit,
};
use rapporteur_tests::records::{conference, place, seminar, sentence_events, undated};

fn word(text: &str) -> Query {
    Query::Text(Field::Any, Match::Word(text.to_owned()))
}

fn when(text: &str) -> Query {
    Query::When(Calendar::When, text.parse().expect("a time"))
}

fn at(place: u32) -> Query {
    Query::Place(PlaceClause {
        text: String::new(),
        ids: vec![PlaceId(place)],
        field: PlaceField::Where,
        exact: false,
    })
}

fn who(keys: &[&str]) -> Query {
    let keys = keys.iter().map(|key| (*key).to_owned()).collect();
    Query::Person(PersonClause { text: String::new(), keys, exact: false })
}

const DUSHANBE: u32 = 1_221_874;
const CENTRAL_ASIA: u32 = 4_000_000_001;

fn many(room: &impl Room) {
    let mut records = Vec::new();
    for number in 0..30 {
        records.push(conference(&format!("conference {number}")));
        records.push(seminar(&format!("seminar {number}")));
    }
    records.push(undated("undated"));
    room.hold(&records);
}

pub(crate) fn pages_are_a_partition_of_the_whole_order(room: &impl Room) {
    many(room);
    let search = room.search();
    for unit in [Unit::Document, Unit::Event] {
        for sort in [Sort::Relevance, Sort::Newest, Sort::Oldest] {
            for query in [Query::All, word("conference")] {
                let whole = Request { unit, sort, limit: 1_000, ..Request::new(query) };
                let all = hits(&search.search(&whole).expect("an answer"));
                for size in [1, 7, 30] {
                    let mut pages = Vec::new();
                    for offset in (0..all.len()).step_by(size) {
                        let page = search
                            .search(&Request { offset, limit: size, ..whole.clone() })
                            .expect("an answer");
                        assert_eq!(page.total, all.len() as u64);
                        pages.extend(hits(&page));
                    }
                    assert_eq!(pages, all, "{unit:?} {sort:?} in pages of {size}");
                }
            }
        }
    }
}

pub(crate) fn the_order_is_the_same_whatever_the_history(room: &impl Room) {
    let records: Vec<_> = (0..20).map(|number| seminar(&format!("d{number}"))).collect();
    room.hold(&records);
    let first = hits(&room.search().search(&everything(Unit::Document)).expect("an answer"));
    for record in records.iter().rev().step_by(3) {
        room.hold(std::slice::from_ref(record));
    }
    room.hold(&[conference("extra")]);
    let mut sink = room.sink().expect("a sink");
    sink.remove(&id("extra")).expect("a removal");
    sink.commit().expect("a commit");
    let second = hits(&room.search().search(&everything(Unit::Document)).expect("an answer"));
    assert_eq!(first, second);
}

pub(crate) fn newest_and_oldest_go_by_the_first_day_and_undated_ones_stand_last(room: &impl Room) {
    let told = |id: &str, time: &str| sentence_events(id, "en", "Title", &[("Some words.", time, 0, 0)]);
    room.hold(&[
        told("b", "2011-05"),
        undated("z"),
        told("c", "2012"),
        told("a", "1999-12-31"),
        conference("p"),
    ]);
    let order = |unit, sort| {
        let request = Request { sort, ..everything(unit) };
        let names = hits(&room.search().search(&request).expect("an answer"));
        names.into_iter().map(|(name, _)| name).collect::<String>()
    };
    assert_eq!(order(Unit::Document, Sort::Oldest), "abcpz", "by publication where there is one");
    assert_eq!(order(Unit::Document, Sort::Newest), "pcbaz");
    assert_eq!(order(Unit::Event, Sort::Oldest), "abpcp");
    assert_eq!(order(Unit::Event, Sort::Newest), "pcpba");
}

pub(crate) fn a_limit_of_nothing_counts_only_and_an_offset_beyond_the_end_is_empty(room: &impl Room) {
    many(room);
    let search = room.search();
    let ask = |offset, limit| {
        let page = search.search(&Request { offset, limit, ..Request::new(Query::All) }).expect("an answer");
        (page.total, page.hits.len())
    };
    assert_eq!(ask(0, 0), (61, 0));
    assert_eq!(ask(60, 10), (61, 1));
    assert_eq!(ask(61, 10), (61, 0));
    assert_eq!(ask(5_000, 10), (61, 0));
}

pub(crate) fn a_window_over_the_largest_is_the_callers_fault(room: &impl Room) {
    many(room);
    let search = room.search();
    let ask = |offset, limit| search.search(&Request { offset, limit, ..Request::new(Query::All) });
    assert_eq!(ask(0, Request::MAX_WINDOW).expect("the largest window").hits.len(), 61);
    assert!(ask(Request::MAX_WINDOW, 0).is_ok());
    for (offset, limit) in [(0, Request::MAX_WINDOW + 1), (Request::MAX_WINDOW, 1), (usize::MAX, usize::MAX)]
    {
        assert!(matches!(ask(offset, limit), Err(Fault::Caller(_))), "{offset} {limit}");
    }
}

pub(crate) fn facets_sum_to_the_hits_where_every_hit_has_one_value(room: &impl Room) {
    many(room);
    for unit in [Unit::Document, Unit::Event] {
        let facets = vec![FacetField::Lang, FacetField::Type];
        let request = Request { facets, facet_values: 100, limit: 0, ..everything(unit) };
        let page = room.search().search(&request).expect("an answer");
        let fields: Vec<FacetField> = page.facets.iter().map(|facet| facet.field).collect();
        assert_eq!(fields, request.facets, "in the order asked for");
        for facet in page.facets {
            let sum: u64 = facet.values.iter().map(|value| value.count).sum();
            assert_eq!(sum, page.total, "{unit:?} {:?}", facet.field);
        }
    }
}

pub(crate) fn facets_show_the_most_frequent_values_first(room: &impl Room) {
    room.hold(&[conference("a"), conference("b"), seminar("c"), undated("d")]);
    let ask = |field, facet_values, unit| {
        let request = Request { facets: vec![field], facet_values, limit: 0, ..everything(unit) };
        let page = room.search().search(&request).expect("an answer");
        page.facets.into_iter().flat_map(|facet| facet.values).collect::<Vec<FacetValue>>()
    };
    let values = |pairs: &[(&str, u64)]| {
        pairs
            .iter()
            .map(|(value, count)| FacetValue { value: (*value).to_owned(), count: *count })
            .collect::<Vec<_>>()
    };
    let places = [("Dushanbe", 2), ("Moscow", 2), ("Bishkek", 1)];
    assert_eq!(ask(FacetField::Where, 10, Unit::Document), values(&places));
    assert_eq!(ask(FacetField::Where, 2, Unit::Document), values(&places[..2]));
    assert_eq!(ask(FacetField::Country, 10, Unit::Event), values(&[("RU", 2), ("TJ", 2), ("KG", 1)]));
    assert_eq!(ask(FacetField::Year, 10, Unit::Document), values(&[("2011", 3), ("2012", 2)]));
    assert_eq!(ask(FacetField::Status, 10, Unit::Document), values(&[("held", 3)]));
}

pub(crate) fn a_hit_counts_once_for_each_place_that_holds_one_of_its_own(room: &impl Room) {
    let twice = sentence_events(
        "both",
        "en",
        "Title",
        &[("Some met in Bishkek.", "2011", 1, 0), ("Some met in Osh.", "2012", 2, 0)],
    );
    room.hold(&[twice, conference("a"), undated("c")]);
    let ask = |unit| {
        let request = Request {
            facets: vec![FacetField::Where, FacetField::Year],
            facet_values: 1,
            ..everything(unit)
        };
        let page = room.search().search(&request).expect("an answer");
        assert!(page.facets[1].places.is_empty(), "years are no places");
        let counted: Vec<(u32, u64)> =
            page.facets[0].places.iter().map(|counted| (counted.id.0, counted.count)).collect();
        counted
    };
    let documents =
        [(524_901, 1), (1_220_409, 1), (1_221_874, 1), (1_346_798, 1), (1_527_534, 1), (1_527_747, 1)];
    let [last, areas @ ..] =
        [(1_528_675, 1), (2_017_370, 1), (6_255_147, 2), (6_255_148, 1), (4_000_000_001, 2)];
    assert_eq!(ask(Unit::Document), [&documents[..], &[last], &areas].concat());
    let events = ask(Unit::Event);
    assert!(events.contains(&(1_527_747, 2)) && events.contains(&(4_000_000_001, 3)), "{events:?}");
}

fn near(lat: f64, lon: f64, kilometres: u32) -> Query {
    let centre = Point::at(lat, lon);
    Query::Inside(Shape::Circle { text: String::new(), centre, metres: kilometres * 1_000 })
}

pub(crate) fn a_distance_and_a_box_find_towns_and_lakes_but_no_country(room: &impl Room) {
    // By their numbers: Dushanbe, Kyrgyzstan, Issyk-Kul, Suva, Apia.
    let told = |id: &str, place| sentence_events(id, "en", "Title", &[("Some words.", "2011", place, 0)]);
    room.hold(&[told("d", 0), told("k", 4), told("i", 7), told("s", 8), told("w", 9), undated("u")]);
    let ask = |query: Query| {
        let page = room.search().search(&Request::new(query)).expect("an answer");
        let mut names: Vec<String> = page.hits.iter().map(|hit| hit.document.to_string()).collect();
        names.sort();
        (names.concat(), page.excluded.unplaced)
    };
    let found = |query| ask(query).0;
    assert_eq!(ask(near(38.5, 68.8, 10)), ("d".to_owned(), Some(1)));
    assert_eq!(found(near(41.5, 75.0, 1)), "", "the middle of a country is no place near by");
    assert_eq!(found(near(41.5, 75.0, 300)), "i");
    assert_eq!(found(near(38.5, 68.8, 1_000)), "di");
    assert_eq!(found(near(-15.0, 179.9, 1_500)), "sw", "on both sides of the meridian of 180 degrees");
    assert_eq!(found(near(0.0, 0.0, 20_037)), "disw");
    let square = |south, west, north, east| {
        let at = |lat, lon| Point::at(lat, lon).expect("a point");
        Query::Inside(Shape::Box { from: at(south, west), to: at(north, east) })
    };
    assert_eq!(found(square(38.0, 68.0, 43.0, 78.0)), "di");
    assert_eq!(found(square(-20.0, 170.0, 0.0, -170.0)), "sw");
    assert_eq!(found(square(-20.0, -170.0, 0.0, 170.0)), "");
    assert_eq!(found(Query::Not(Box::new(near(38.5, 68.8, 10)))), "iksuw");
    assert_eq!(
        found(Query::Inside(Shape::Circle { text: "Nowhere".to_owned(), centre: None, metres: 9 })),
        ""
    );
}

pub(crate) fn a_distance_within_an_event_is_that_of_its_venue(room: &impl Room) {
    room.hold(&[conference("a"), seminar("b")]);
    let total = |query, unit| {
        room.search().search(&Request { unit, ..Request::new(query) }).expect("an answer").total
    };
    let apart = Query::And(vec![near(38.5, 68.8, 50), when("2012-03")]);
    assert_eq!(total(apart.clone(), Unit::Document), 1, "somewhere in the document both hold");
    assert_eq!(total(Query::Event(Box::new(apart.clone())), Unit::Document), 0, "and in no event");
    let together = Query::And(vec![near(38.5, 68.8, 50), when("2011-11")]);
    assert_eq!(total(Query::Event(Box::new(together.clone())), Unit::Document), 1);
    assert_eq!(total(together, Unit::Event), 1);
    let page = room.search().search(&Request::new(near(38.5, 68.8, 50))).expect("an answer");
    let proofs: Vec<usize> = page.hits[0].proofs.iter().map(|proof| proof.ordinal).collect();
    assert!(proofs.is_empty() || proofs == [0], "the event that is near, where any is shown: {proofs:?}");
}

pub(crate) fn what_a_document_is_about_is_another_thing_than_what_it_names(room: &impl Room) {
    let mut told = conference("a");
    told.about = vec![Found::stated(place(1, PlaceRole::About), Span::new(0, 1), "test")];
    room.hold(&[told, seminar("b")]);
    let about = |id, exact| {
        let field = PlaceField::About;
        Query::Place(PlaceClause { text: String::new(), ids: vec![PlaceId(id)], field, exact })
    };
    let found = |query, unit| {
        hits(&room.search().search(&Request { unit, ..Request::new(query) }).expect("an answer"))
    };
    let bishkek = 1_528_675;
    assert_eq!(found(at(bishkek), Unit::Document), [("b".to_owned(), None)]);
    assert_eq!(found(about(bishkek, false), Unit::Document), [("a".to_owned(), None)]);
    assert_eq!(found(about(CENTRAL_ASIA, false), Unit::Document), [("a".to_owned(), None)]);
    assert_eq!(found(about(CENTRAL_ASIA, true), Unit::Document), []);
    assert_eq!(found(about(bishkek, true), Unit::Event).len(), 2, "an event has what its document is about");
    assert_eq!(found(Query::Placed(PlaceField::About), Unit::Document), [("a".to_owned(), None)]);
    let page = room.search().search(&Request::new(about(DUSHANBE, false))).expect("an answer");
    assert_eq!((page.total, page.excluded.unplaced), (0, Some(1)));
}

pub(crate) fn what_is_left_out_for_want_of_a_time_or_place_is_counted(room: &impl Room) {
    room.hold(&[conference("a"), seminar("b"), undated("c")]);
    let excluded = |query| room.search().search(&Request::new(query)).expect("an answer").excluded;
    let plain = excluded(word("conference"));
    assert_eq!((plain.undated, plain.unplaced), (None, None), "nothing was asked of time or place");
    let timed = excluded(Query::And(vec![word("conference"), when("2011-11")]));
    assert_eq!((timed.undated, timed.unplaced), (Some(1), None));
    let both = excluded(Query::And(vec![at(DUSHANBE), when("2011-11")]));
    assert_eq!((both.undated, both.unplaced), (Some(0), Some(0)), "the undated one has no place either");
    let placed = excluded(at(CENTRAL_ASIA));
    assert_eq!((placed.undated, placed.unplaced), (None, Some(1)));
    let negated = excluded(Query::Not(Box::new(when("2011-11"))));
    assert_eq!(negated.undated, None, "a negated time excludes nothing that is undated");
}

pub(crate) fn an_explanation_counts_each_clause_and_says_which_a_hit_matches(room: &impl Room) {
    room.hold(&[conference("a"), seminar("b"), undated("c")]);
    let (first, second, third) =
        (word("conference"), when("2011-11"), Query::Not(Box::new(at(CENTRAL_ASIA))));
    let ask = |query| {
        let request = Request { explain: true, ..Request::new(query) };
        room.search().search(&request).expect("an answer")
    };
    let page = ask(Query::And(vec![first.clone(), second.clone()]));
    let counts: Vec<(Query, u64)> =
        page.clauses.into_iter().map(|count| (count.clause, count.count)).collect();
    assert_eq!(counts, [(first.clone(), 2), (second.clone(), 1)]);
    assert_eq!(page.hits[0].why, [first.clone(), second.clone()]);
    let none = ask(Query::And(vec![second.clone(), third.clone()]));
    assert_eq!(none.total, 0);
    assert_eq!(none.clauses.iter().map(|count| count.count).collect::<Vec<_>>(), [1, 1]);
    let either = ask(Query::Or(vec![first, second]));
    assert_eq!((either.clauses.len(), either.total), (1, 2), "alternatives are one clause");
    let quiet = room.search().search(&Request::new(Query::All)).expect("an answer");
    assert!(quiet.clauses.is_empty() && quiet.hits.iter().all(|hit| hit.why.is_empty()));
}

pub(crate) fn an_event_is_one_event_and_a_document_is_all_of_them(room: &impl Room) {
    room.hold(&[conference("a"), seminar("b"), undated("c")]);
    let ask = |query: Query, unit| {
        let request = Request { unit, ..Request::new(query) };
        let mut found = hits(&room.search().search(&request).expect("an answer"));
        found.sort();
        found
    };
    let apart = Query::And(vec![at(DUSHANBE), when("2012-03")]);
    let document = |name: &str| (name.to_owned(), None);
    assert_eq!(ask(apart.clone(), Unit::Document), [document("a")], "somewhere in the document both hold");
    assert_eq!(ask(Query::Event(Box::new(apart.clone())), Unit::Document), [], "and in no event");
    assert_eq!(ask(apart, Unit::Event), []);
    let together = Query::And(vec![at(DUSHANBE), when("2011-11-18")]);
    assert_eq!(ask(Query::Event(Box::new(together.clone())), Unit::Document), [document("a")]);
    assert_eq!(ask(together.clone(), Unit::Event), [("a".to_owned(), Some(0))]);
    assert_eq!(ask(Query::Event(Box::new(together)), Unit::Event), [("a".to_owned(), Some(0))]);
    assert_eq!(ask(at(CENTRAL_ASIA), Unit::Event), [("a".to_owned(), Some(0)), ("b".to_owned(), Some(0))]);
}

pub(crate) fn a_hit_carries_what_is_shown_of_it(room: &impl Room) {
    room.hold(&[conference("a"), seminar("b"), undated("c")]);
    let asked = Query::Event(Box::new(Query::And(vec![when("2012"), at(524_901)])));
    let page = room.search().search(&Request::new(asked.clone())).expect("an answer");
    let hit = &page.hits[0];
    assert_eq!((hit.document.as_str(), hit.uri.as_str()), ("a", "pages/a.html"));
    assert_eq!(hit.title.as_deref(), Some("Conference on migration"));
    assert_eq!(hit.published.map(|when| when.to_string()).as_deref(), Some("2012-04"));
    assert_eq!(hit.language.as_deref(), Some("en"));
    assert_eq!(hit.proofs.len(), 1, "the event that matches, not the other one");
    assert_eq!(
        (hit.proofs[0].ordinal, hit.proofs[0].sentences.join("|")),
        (1, "A visit followed the meetings.".into())
    );
    let event =
        room.search().search(&Request { unit: Unit::Event, ..Request::new(asked) }).expect("an answer");
    assert_eq!(event.hits[0].proofs.iter().map(|proof| proof.ordinal).collect::<Vec<_>>(), [1]);
    let words = room.search().search(&Request::new(word("озеро"))).expect("an answer");
    let snippet = words.hits[0].snippet.as_ref().expect("a snippet");
    assert!(snippet.text.contains("озёра"), "{snippet:?}");
    for pair in snippet.highlights.windows(2) {
        assert!(pair[0].end() <= pair[1].start(), "{snippet:?}");
    }
    assert!(snippet.highlights.iter().all(|span| !span.of(&snippet.text).is_empty()), "{snippet:?}");
    let bare = Request { snippets: false, ..Request::new(word("озеро")) };
    let bare = room.search().search(&bare).expect("an answer");
    assert!(bare.hits[0].snippet.is_none() && bare.hits[0].proofs.is_empty());
}

pub(crate) fn the_first_name_of_one_and_the_surname_of_another_are_nobody(room: &impl Room) {
    // Igor Petrov and Anna Nazarzoda.
    room.hold(&[conference("a")]);
    let total = |keys: &[&str]| room.search().search(&Request::new(who(keys))).expect("an answer").total;
    assert_eq!(total(&["igor", "petrov"]), 1);
    assert_eq!(total(&["anna", "nazarzoda"]), 1);
    assert_eq!(total(&["anna", "petrov"]), 0);
    assert_eq!(total(&["petrov"]), 1);
    assert_eq!(total(&["petrov", "petrov"]), 1, "a key said twice is said once");
    assert_eq!(total(&[]), 0);
}
