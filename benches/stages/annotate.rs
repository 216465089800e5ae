//! Document → record, and each of the three readers of running text by itself, on the main texts of the corpus.

use criterion::{BatchSize, Criterion, Throughput};
use rapporteur_annotate::Anchor;
use rapporteur_benches::documents;
use rapporteur_model::Date;
use std::hint::black_box;

fn main() {
    let mut criterion = Criterion::default().configure_from_args();
    let documents = documents();
    let size: usize = documents.iter().map(|document| document.text.len()).sum();
    let anchor = Anchor::day(Date::new(2014, 10, 17).expect("a day"));

    let mut group = criterion.benchmark_group("annotate");
    group.throughput(Throughput::Bytes(size as u64));
    group.bench_function("dates", |bencher| {
        bencher.iter(|| {
            for document in &documents {
                let language = document.language.as_deref();
                black_box(rapporteur_dates::find(&document.text, &document.blocks, language, anchor));
            }
        });
    });
    group.bench_function("places", |bencher| {
        bencher.iter(|| {
            for document in &documents {
                black_box(rapporteur_places::find(&document.text, document.language.as_deref(), &[]));
            }
        });
    });
    group.bench_function("names", |bencher| {
        bencher.iter(|| {
            for document in &documents {
                let language = document.language.as_deref();
                black_box(rapporteur_names::find(&document.text, &document.blocks, language));
            }
        });
    });
    group.bench_function("whole", |bencher| {
        bencher.iter_batched(
            || documents.clone(),
            |documents| {
                for document in documents {
                    black_box(rapporteur_annotate::annotate(document));
                }
            },
            BatchSize::SmallInput,
        );
    });
    group.finish();
    criterion.final_summary();
}
