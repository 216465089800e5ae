//! Put, refuse, remove, commit.

use crate::{Room, everything, held, id};
use rapporteur_model::{Query, Request, Unit};
use rapporteur_tests::records::{conference, refusal, seminar, undated};

fn events(room: &impl Room) -> u64 {
    room.search().search(&everything(Unit::Event)).expect("an answer").total
}

pub(crate) fn nothing_is_held_before_the_first_commit_and_all_of_a_batch_after_it(room: &impl Room) {
    room.sink().expect("a sink").commit().expect("an empty commit");
    assert_eq!(held(&*room.search()), Vec::<String>::new());
    let mut sink = room.sink().expect("a sink");
    sink.put(&conference("a")).expect("a put");
    sink.put(&seminar("b")).expect("a put");
    assert_eq!(held(&*room.search()), Vec::<String>::new());
    sink.commit().expect("a commit");
    assert_eq!(held(&*room.search()), ["a", "b"]);
    assert_eq!(events(room), 3);
}

pub(crate) fn a_put_replaces_what_was_held_under_its_identifier_in_one_batch_and_over_several(
    room: &impl Room,
) {
    let mut sink = room.sink().expect("a sink");
    sink.put(&conference("a")).expect("a put");
    sink.put(&seminar("a")).expect("a put");
    sink.commit().expect("a commit");
    assert_eq!((held(&*room.search()), events(room)), (vec!["a".to_owned()], 1));
    sink.put(&undated("a")).expect("a put");
    sink.commit().expect("a commit");
    assert_eq!((held(&*room.search()), events(room)), (vec!["a".to_owned()], 0));
    drop(sink);
    // The first call after opening, and nothing else in its batch.
    room.hold(&[conference("a")]);
    assert_eq!((held(&*room.search()), events(room)), (vec!["a".to_owned()], 2));
}

pub(crate) fn what_is_removed_is_gone_with_its_events_and_removing_nothing_is_no_fault(room: &impl Room) {
    room.hold(&[conference("a"), seminar("b")]);
    let mut sink = room.sink().expect("a sink");
    sink.remove(&id("a")).expect("a removal");
    sink.remove(&id("never there")).expect("a removal of nothing");
    assert_eq!(held(&*room.search()), ["a", "b"], "seen before it was committed");
    sink.commit().expect("a commit");
    assert_eq!((held(&*room.search()), events(room)), (vec!["b".to_owned()], 1));
    assert_eq!(room.search().get(&id("a")).expect("an answer"), None);
}

pub(crate) fn a_refusal_is_a_source_and_no_document_and_a_document_replaces_it(room: &impl Room) {
    let mut sink = room.sink().expect("a sink");
    sink.put(&conference("a")).expect("a put");
    sink.refuse(&refusal("a")).expect("a refusal");
    sink.commit().expect("a commit");
    let search = room.search();
    assert_eq!(held(&*search), Vec::<String>::new());
    assert_eq!(events(room), 0);
    assert_eq!(search.get(&id("a")).expect("an answer"), None);
    assert_eq!(search.sources().expect("sources").len(), 1);
    assert_eq!(search.holdings().expect("holdings").refused, 1);
    sink.put(&seminar("a")).expect("a put");
    sink.commit().expect("a commit");
    let search = room.search();
    assert_eq!(held(&*search), ["a"]);
    assert_eq!(search.sources().expect("sources")[0].refusal, None);
    assert_eq!(search.holdings().expect("holdings").refused, 0);
}

pub(crate) fn the_order_of_calls_in_a_batch_is_kept(room: &impl Room) {
    let mut sink = room.sink().expect("a sink");
    sink.put(&conference("a")).expect("a put");
    sink.remove(&id("a")).expect("a removal");
    sink.remove(&id("b")).expect("a removal");
    sink.put(&seminar("b")).expect("a put");
    sink.commit().expect("a commit");
    assert_eq!(held(&*room.search()), ["b"]);
}

pub(crate) fn numbers_of_commits_grow_over_writers(room: &impl Room) {
    let mut last = 0;
    for round in 0..3 {
        let mut sink = room.sink().expect("a sink");
        for _ in 0..2 {
            sink.put(&seminar(&format!("d{round}"))).expect("a put");
            let number = sink.commit().expect("a commit").number;
            assert!(number > last, "{number} after {last}");
            last = number;
        }
    }
    assert_eq!(room.search().holdings().expect("holdings").commit, last);
}

pub(crate) fn what_a_dropped_writer_had_not_committed_is_not_held(room: &impl Room) {
    room.hold(&[seminar("a")]);
    let mut sink = room.sink().expect("a sink");
    sink.put(&conference("b")).expect("a put");
    sink.remove(&id("a")).expect("a removal");
    drop(sink);
    assert_eq!(held(&*room.search()), ["a"]);
    // Nor does a later commit bring it.
    room.hold(&[undated("c")]);
    assert_eq!(held(&*room.search()), ["a", "c"]);
}

pub(crate) fn an_answer_shows_one_commit_whole(room: &impl Room) {
    let mut sink = room.sink().expect("a sink");
    for round in 0..8_usize {
        for number in 0..5 {
            let record = if round % 2 == 0 {
                conference(&format!("d{number}"))
            } else {
                seminar(&format!("d{number}"))
            };
            sink.put(&record).expect("a put");
        }
        sink.commit().expect("a commit");
        let search = room.search();
        let request = Request { limit: 0, ..Request::new(Query::All) };
        assert_eq!(search.search(&request).expect("an answer").total, 5, "round {round}");
        assert_eq!(events(room), if round % 2 == 0 { 10 } else { 5 }, "round {round}");
    }
}
