//! What the two ports promise, held against every engine behind them: the embedded index, and the list that is scanned.
//!
//! A second engine is one more [`Room`] and one more line of the macro at the end.

mod answers;
mod reading;
mod writing;

use rapporteur_index::{Engine, Writer};
use rapporteur_model::{DocId, Fault, Page, Query, Record, Request, Search, Sink, Unit};
use rapporteur_tests::list::List;
use tempfile::TempDir;

/// A place where an engine keeps what it holds.
trait Room {
    /// An empty one.
    fn new() -> Self;
    /// Opens it for writing.
    fn sink(&self) -> Result<Box<dyn Sink>, Fault>;
    /// Opens it for searching; it shows the last commit.
    fn search(&self) -> Box<dyn Search>;

    /// Puts records in and commits them.
    fn hold(&self, records: &[Record]) {
        let mut sink = self.sink().expect("a sink");
        records.iter().for_each(|record| sink.put(record).expect("a put"));
        sink.commit().expect("a commit");
    }
}

struct IndexRoom(TempDir);

impl Room for IndexRoom {
    fn new() -> Self {
        Self(tempfile::tempdir().expect("a temporary folder"))
    }

    fn sink(&self) -> Result<Box<dyn Sink>, Fault> {
        Ok(Box::new(Writer::open(self.0.path())?))
    }

    fn search(&self) -> Box<dyn Search> {
        Box::new(Engine::open(self.0.path()).expect("the index opens"))
    }
}

struct ListRoom(List);

impl Room for ListRoom {
    fn new() -> Self {
        Self(List::new())
    }

    fn sink(&self) -> Result<Box<dyn Sink>, Fault> {
        Ok(Box::new(self.0.sink()))
    }

    fn search(&self) -> Box<dyn Search> {
        Box::new(self.0.clone())
    }
}

/// A request for everything of a kind.
fn everything(unit: Unit) -> Request {
    Request { unit, limit: 1_000, ..Request::new(Query::All) }
}

/// The hits of a page: documents, and which of their events.
fn hits(page: &Page) -> Vec<(String, Option<usize>)> {
    page.hits.iter().map(|hit| (hit.document.to_string(), hit.event)).collect()
}

/// The documents held, sorted.
fn held(search: &dyn Search) -> Vec<String> {
    let page = search.search(&everything(Unit::Document)).expect("an answer");
    let mut names: Vec<String> = hits(&page).into_iter().map(|(name, _)| name).collect();
    names.sort();
    names
}

fn id(text: &str) -> DocId {
    DocId::new(text)
}

/// Runs every test of the contract for an engine, each under its own name.
macro_rules! contract {
    ($engine:ident, $room:ty) => {
        mod $engine {
            contract!(@tests $room, writing: [
                nothing_is_held_before_the_first_commit_and_all_of_a_batch_after_it,
                a_put_replaces_what_was_held_under_its_identifier_in_one_batch_and_over_several,
                what_is_removed_is_gone_with_its_events_and_removing_nothing_is_no_fault,
                a_refusal_is_a_source_and_no_document_and_a_document_replaces_it,
                the_order_of_calls_in_a_batch_is_kept,
                numbers_of_commits_grow_over_writers,
                what_a_dropped_writer_had_not_committed_is_not_held,
                an_answer_shows_one_commit_whole,
            ]);
            contract!(@tests $room, reading: [
                a_record_comes_back_as_it_was_put,
                an_unknown_identifier_is_nothing_and_no_fault,
                sources_are_sorted_and_carry_their_fingerprints_and_refusals,
                holdings_count_what_is_held,
                identifiers_are_compared_whole,
            ]);
            contract!(@tests $room, answers: [
                pages_are_a_partition_of_the_whole_order,
                the_order_is_the_same_whatever_the_history,
                newest_and_oldest_go_by_the_first_day_and_undated_ones_stand_last,
                a_limit_of_nothing_counts_only_and_an_offset_beyond_the_end_is_empty,
                a_window_over_the_largest_is_the_callers_fault,
                facets_sum_to_the_hits_where_every_hit_has_one_value,
                facets_show_the_most_frequent_values_first,
                a_hit_counts_once_for_each_place_that_holds_one_of_its_own,
                a_distance_and_a_box_find_towns_and_lakes_but_no_country,
                a_distance_within_an_event_is_that_of_its_venue,
                what_a_document_is_about_is_another_thing_than_what_it_names,
                what_is_left_out_for_want_of_a_time_or_place_is_counted,
                an_explanation_counts_each_clause_and_says_which_a_hit_matches,
                an_event_is_one_event_and_a_document_is_all_of_them,
                a_hit_carries_what_is_shown_of_it,
                the_first_name_of_one_and_the_surname_of_another_are_nobody,
            ]);
        }
    };
    (@tests $room:ty, $part:ident: [$($test:ident),+ $(,)?]) => {
        $(#[test]
        fn $test() {
            crate::$part::$test(&<$room as crate::Room>::new());
        })+
    };
}

contract!(index, crate::IndexRoom);
contract!(list, crate::ListRoom);

#[test]
fn a_second_writer_is_refused_with_the_process_that_writes_and_welcome_after_it() {
    let room = IndexRoom::new();
    let first = room.sink().expect("a sink");
    match room.sink().map(|_| ()) {
        Err(Fault::Unavailable { message, .. }) => {
            assert!(message.contains(&std::process::id().to_string()), "{message}");
        }
        other => panic!("{other:?}"),
    }
    drop(first);
    assert!(room.sink().is_ok());
}

#[test]
fn an_index_that_is_not_there_is_unavailable_and_says_how_to_make_one() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    match Engine::open(&folder.path().join("nowhere")).map(|_| ()) {
        Err(Fault::Unavailable { message, .. }) => assert!(message.contains("rapporteur index"), "{message}"),
        other => panic!("{other:?}"),
    }
}

#[test]
fn an_index_of_another_version_is_refused_with_what_to_do_and_left_as_it_is() {
    let room = IndexRoom::new();
    room.hold(&[rapporteur_tests::records::seminar("kept")]);
    let format = room.0.path().join("format.json");
    let older = "{\"format\":1,\"schema\":\"0000000000000000\"}";
    assert!(std::fs::read_to_string(&format).expect("the format is written down").len() == older.len());
    std::fs::write(&format, older).expect("written");
    let refused = |result: Result<(), Fault>| match result {
        Err(Fault::Unavailable { message, .. }) => {
            assert!(message.contains("another version") && message.contains("index again"), "{message}");
        }
        other => panic!("{other:?}"),
    };
    refused(Engine::open(room.0.path()).map(|_| ()));
    refused(room.sink().map(|_| ()));
    assert_eq!(std::fs::read_to_string(&format).expect("it is still there"), older);
}

/// The disk is taken away under a writer: its next call fails, and every one after it says to open anew.
#[test]
fn a_failed_write_poisons_the_writer_and_a_new_one_goes_on() {
    let room = IndexRoom::new();
    room.hold(&[rapporteur_tests::records::seminar("kept")]);
    let mut sink = room.sink().expect("a sink");
    sink.put(&rapporteur_tests::records::conference("lost")).expect("a put");
    let (generation, aside) = (room.0.path().join("generation-1"), room.0.path().join("aside"));
    std::fs::rename(&generation, &aside).expect("moved away");
    assert!(sink.commit().is_err(), "a commit without a disk was acknowledged");
    std::fs::rename(&aside, &generation).expect("moved back");
    match sink.put(&rapporteur_tests::records::conference("late")) {
        Err(Fault::Unavailable { message, .. }) => {
            assert!(message.contains("open the index again"), "{message}");
        }
        other => panic!("{other:?}"),
    }
    assert!(sink.commit().is_err());
    drop(sink);
    assert_eq!(held(&*room.search()), ["kept"]);
    room.hold(&[rapporteur_tests::records::conference("lost")]);
    assert_eq!(held(&*room.search()), ["kept", "lost"]);
}
