//! Gold queries against an index of the corpus, asked the way the binary asks.

use crate::tally::Table;
use rapporteur::Composed;
use rapporteur_index::{Engine, Writer};
use rapporteur_model::{Date, Record, Request, Search, Sink, Unit};
use rapporteur_tests::gold::{self, GoldQuery};
use std::collections::BTreeSet;

/// Scores every gold query over the records: sets by precision and recall, rankings by MRR.
pub(crate) fn score(records: &[(String, Record)], table: &mut Table) {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let mut writer = Writer::open(folder.path()).expect("a new index");
    for (_, record) in records {
        writer.put(record).expect("a record is taken");
    }
    writer.commit().expect("a commit");
    drop(writer);
    let engine = Engine::open(folder.path()).expect("the index opens");
    let reader = Composed::on(Date::new(2015, 6, 1).expect("a day"));
    let (mut reciprocal, mut ranked) = (0.0, 0.0);
    for query in gold::queries() {
        let found = answer(&engine, &reader, &query);
        let distinct: BTreeSet<&String> = found.iter().collect();
        let distinct: Vec<&String> = distinct.into_iter().collect();
        table.lists(
            &format!("queries ({})", query.verb),
            &format!("{} {}", query.id, query.query),
            &query.relevant,
            &distinct,
            |gold, found| gold == *found,
        );
        if !query.relevant.is_empty() {
            ranked += 1.0;
            let rank = found.iter().position(|name| query.relevant.contains(name));
            reciprocal += rank.map_or(0.0, |rank| 1.0 / (rank as f64 + 1.0));
        }
    }
    table.figure("MRR of queries", reciprocal / ranked);
}

/// The names of the documents found, in order.
fn answer(engine: &Engine, reader: &Composed, query: &GoldQuery) -> Vec<String> {
    let unit = if query.verb == "events" { Unit::Event } else { Unit::Document };
    let request = Request { unit, limit: 1_000, ..Request::new(reader.parse(&query.query).query) };
    let page = engine.search(&request).expect("an answer");
    page.hits.into_iter().map(|hit| hit.document.as_str().to_owned()).collect()
}
