//! Records → a fresh index, from opening the writer to the commit that makes all of it durable.

use criterion::{BatchSize, Criterion, Throughput};
use rapporteur_benches::records;
use rapporteur_index::Writer;
use rapporteur_model::Sink;

const RECORDS: usize = 1_000;

fn main() {
    let mut criterion = Criterion::default().configure_from_args();
    let records = records(RECORDS);

    let mut group = criterion.benchmark_group("index");
    group.throughput(Throughput::Elements(records.len() as u64));
    group.sample_size(10);
    group.bench_function("fresh, with commit", |bencher| {
        bencher.iter_batched_ref(
            || tempfile::tempdir().expect("a temporary folder"),
            |folder| {
                let mut writer = Writer::open(folder.path()).expect("a new index");
                for record in &records {
                    writer.put(record).expect("a record is taken");
                }
                writer.commit().expect("a commit")
            },
            BatchSize::PerIteration,
        );
    });
    group.finish();
    criterion.final_summary();
}
