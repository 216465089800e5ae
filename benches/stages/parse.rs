//! Bytes → document, beside html5ever building its own tree of the same pages and doing nothing else.

use criterion::{Criterion, Throughput};
use html5ever::tendril::TendrilSink;
use html5ever::{ParseOpts, parse_document};
use markup5ever_rcdom::RcDom;
use rapporteur_benches::{Source, long_page, sources};
use std::hint::black_box;

/// About the size of the pages on which other readers were timed.
const LONG: usize = 174_000;

fn main() {
    let mut criterion = Criterion::default().configure_from_args();
    let pages: Vec<Source> = sources().into_iter().filter(Source::is_page).collect();
    let long = [Source { name: "long.html".to_owned(), bytes: long_page(LONG) }];

    both(&mut criterion, "corpus pages", &pages);
    both(&mut criterion, "one long page", &long);
    criterion.final_summary();
}

fn both(criterion: &mut Criterion, name: &str, pages: &[Source]) {
    let bytes = pages.iter().map(|page| page.bytes.len() as u64).sum();
    let mut group = criterion.benchmark_group(format!("parse/{name}"));
    group.throughput(Throughput::ElementsAndBytes { elements: pages.len() as u64, bytes });
    group.bench_function("ingest", |bencher| {
        bencher.iter(|| {
            for page in pages {
                black_box(page.document());
            }
        });
    });
    group.bench_function("html5ever tree", |bencher| {
        bencher.iter(|| {
            for page in pages {
                black_box(tree(&page.bytes));
            }
        });
    });
    group.finish();
}

fn tree(mut bytes: &[u8]) -> RcDom {
    parse_document(RcDom::default(), ParseOpts::default())
        .from_utf8()
        .read_from(&mut bytes)
        .expect("memory can be read")
}
