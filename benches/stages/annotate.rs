//! Document → record, and each of the three readers of running text by itself, on the main texts of the corpus.

use criterion::{BatchSize, Criterion, Throughput};
use rapporteur_annotate::Anchor;
use rapporteur_benches::documents;
use rapporteur_model::{Block, BlockKind, Date, Document, Span};
use std::hint::black_box;
use std::io::Write;
use std::time::Instant;

fn main() {
    // The gazetteer opens once a process, so this is no loop.
    let begun = Instant::now();
    let found = rapporteur_places::Gazetteer::embedded().lookup("Osh").len();
    let milliseconds = begun.elapsed().as_secs_f64() * 1000.0;
    writeln!(std::io::stdout(), "first look-up of a place: {milliseconds:.1} ms, {found} found")
        .expect("standard output");

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
    // One text and the same twice: what doubling costs says whether reading is linear.
    for megabytes in [1, 2] {
        let text = running_text(&documents, megabytes << 20);
        let blocks = lines(&text);
        group.throughput(Throughput::Bytes(text.len() as u64));
        group.bench_function(format!("dates of {megabytes} MB"), |bencher| {
            bencher.iter(|| black_box(rapporteur_dates::find(&text, &blocks, Some("en"), anchor)));
        });
    }
    group.throughput(Throughput::Bytes(size as u64));
    group.bench_function("places", |bencher| {
        bencher.iter(|| {
            for document in &documents {
                black_box(rapporteur_places::find(
                    &document.text,
                    document.language.as_deref(),
                    None,
                    &[],
                    None,
                ));
            }
        });
    });
    group.bench_function("candidates of places", |bencher| {
        bencher.iter(|| {
            for document in &documents {
                let language = document.language.as_deref();
                black_box(rapporteur_places::training::count(&document.text, language));
            }
        });
    });
    group.bench_function("names", |bencher| {
        bencher.iter(|| {
            for document in &documents {
                let language = document.language.as_deref();
                let hints = rapporteur_annotate::place_hints(&document.text, language);
                black_box(rapporteur_names::find(&document.text, &document.blocks, language, &hints));
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

/// The English main texts one after the other, again and again, to a size in bytes.
fn running_text(documents: &[Document], size: usize) -> String {
    let mut text = String::with_capacity(size * 2);
    let english = documents.iter().filter(|document| document.language.as_deref() == Some("en"));
    for document in english.cycle() {
        if text.len() >= size {
            break;
        }
        text.push_str(&document.text);
        text.push('\n');
    }
    text
}

/// The lines of a text as paragraphs.
fn lines(text: &str) -> Vec<Block> {
    let mut start = 0;
    let block = |line: &str| {
        let span = Span::new(start, start + line.len());
        start = span.end() + 1;
        Block { kind: BlockKind::Paragraph, span }
    };
    text.split('\n').map(block).collect()
}
