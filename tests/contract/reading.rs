//! Get, sources, holdings.

use crate::{Room, held, id};
use rapporteur_model::{Keyword, Query, Request};
use rapporteur_tests::records::{conference, refusal, seminar, undated};
use std::collections::BTreeMap;

pub(crate) fn a_record_comes_back_as_it_was_put(room: &impl Room) {
    let records = [conference("a"), seminar("б/в г.html"), undated("c")];
    room.hold(&records);
    for record in records {
        assert_eq!(room.search().get(&record.document.id).expect("an answer"), Some(record));
    }
}

pub(crate) fn an_unknown_identifier_is_nothing_and_no_fault(room: &impl Room) {
    room.hold(&[conference("a")]);
    for unknown in ["b", "A", "a ", "a\u{1f}0", "", "a*"] {
        assert_eq!(room.search().get(&id(unknown)).expect("an answer"), None, "{unknown:?}");
    }
}

pub(crate) fn sources_are_sorted_and_carry_their_fingerprints_and_refusals(room: &impl Room) {
    let mut sink = room.sink().expect("a sink");
    for name in ["б", "a/10", "a", "Z", "a/9"] {
        sink.put(&seminar(name)).expect("a put");
    }
    sink.refuse(&refusal("m")).expect("a refusal");
    sink.commit().expect("a commit");
    let sources = room.search().sources().expect("sources");
    let names: Vec<&str> = sources.iter().map(|source| source.id.as_str()).collect();
    assert_eq!(names, ["Z", "a", "a/10", "a/9", "m", "б"]);
    assert_eq!(sources[1].fingerprint.0, "state of a");
    assert_eq!(sources[1].uri, "pages/a.html");
    assert_eq!(sources[1].refusal, None);
    let refused = &sources[4];
    assert_eq!(refused.refusal, Some(("binary".to_owned(), "no text; convert it first".to_owned())));
    assert_eq!((refused.uri.as_str(), refused.fingerprint.0.as_str()), ("pages/m.bin", "state of a binary"));
}

pub(crate) fn holdings_count_what_is_held(room: &impl Room) {
    let mut sink = room.sink().expect("a sink");
    for record in [conference("a"), conference("b"), seminar("c"), undated("d")] {
        sink.put(&record).expect("a put");
    }
    sink.refuse(&refusal("e")).expect("a refusal");
    let commit = sink.commit().expect("a commit");
    let holdings = room.search().holdings().expect("holdings");
    assert_eq!((holdings.documents, holdings.events, holdings.refused), (4, 5, 1));
    assert_eq!((holdings.unpublished, holdings.undated, holdings.unplaced), (2, 1, 1));
    assert_eq!(holdings.languages, BTreeMap::from([("en".to_owned(), 3), ("ru".to_owned(), 1)]));
    assert_eq!(holdings.commit, commit.number);
}

pub(crate) fn identifiers_are_compared_whole(room: &impl Room) {
    room.hold(&[seminar("a/b"), seminar("a/b/c"), seminar("a/bc"), seminar("A/b")]);
    let mut sink = room.sink().expect("a sink");
    sink.remove(&id("a/b")).expect("a removal");
    sink.commit().expect("a commit");
    assert_eq!(held(&*room.search()), ["A/b", "a/b/c", "a/bc"]);
    let folder = Query::Keyword(Keyword::Path, "pages/a/b/".to_owned());
    let page = room.search().search(&Request::new(folder)).expect("an answer");
    assert_eq!(page.total, 1, "a folder is a whole part of a path");
}
