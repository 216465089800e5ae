//! Bytes → document, beside html5ever building its own tree of the same pages and doing nothing else.

use criterion::{BenchmarkGroup, Criterion, Throughput, measurement::WallTime};
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

    let mut group = criterion.benchmark_group("parse/corpus pages");
    group.throughput(Throughput::Elements(pages.len() as u64));
    both(&mut group, "pages", &pages);
    group.throughput(Throughput::Bytes(size(&pages)));
    both(&mut group, "bytes", &pages);
    group.finish();

    let mut group = criterion.benchmark_group("parse/one long page");
    group.throughput(Throughput::Bytes(size(&long)));
    both(&mut group, "bytes", &long);
    group.finish();

    criterion.final_summary();
}

fn size(pages: &[Source]) -> u64 {
    pages.iter().map(|page| page.bytes.len() as u64).sum()
}

fn both(group: &mut BenchmarkGroup<'_, WallTime>, unit: &str, pages: &[Source]) {
    group.bench_function(format!("ingest/{unit}"), |bencher| {
        bencher.iter(|| {
            for page in pages {
                black_box(page.document());
            }
        });
    });
    group.bench_function(format!("html5ever tree/{unit}"), |bencher| {
        bencher.iter(|| {
            for page in pages {
                black_box(tree(&page.bytes));
            }
        });
    });
}

fn tree(mut bytes: &[u8]) -> RcDom {
    parse_document(RcDom::default(), ParseOpts::default())
        .from_utf8()
        .read_from(&mut bytes)
        .expect("memory can be read")
}
