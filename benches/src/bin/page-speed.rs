//! How fast pages are read beside html5ever building its tree of them: `page-speed FOLDER [THREADS]`.
//!
//! Every `.html` file below FOLDER is held in memory; both readers take all of them, one after the other, three times in
//! turn, and the fastest time of each counts. Then the slowest pages and the 99th percentile, and the pages a second on
//! THREADS threads as a multiple of one.

#![expect(clippy::print_stdout, reason = "it reports on the terminal")]

use html5ever::tendril::TendrilSink;
use html5ever::{ParseOpts, parse_document};
use markup5ever_rcdom::RcDom;
use rapporteur_ingest::Input;
use rapporteur_model::DocId;
use std::fs;
use std::hint::black_box;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut arguments = std::env::args().skip(1);
    let folder = arguments.next().ok_or("usage: page-speed FOLDER [THREADS]")?;
    let threads: usize = arguments.next().map_or(Ok(2), |count| count.parse())?;
    let mut files = Vec::new();
    find(Path::new(&folder), &mut files)?;
    files.sort();
    let pages: Vec<(String, Vec<u8>)> = files
        .iter()
        .map(|file| Ok((file.display().to_string(), fs::read(file)?)))
        .collect::<std::io::Result<_>>()?;
    let bytes: usize = pages.iter().map(|(_, bytes)| bytes.len()).sum();

    let (mut ours, mut floor) = (Duration::MAX, Duration::MAX);
    for _ in 0..3 {
        floor = floor.min(timed(|| pages.iter().for_each(|(_, bytes)| drop(black_box(tree(bytes))))));
        ours = ours.min(timed(|| pages.iter().for_each(read)));
    }
    println!("{} pages, {} MB", pages.len(), bytes / 1_000_000);
    println!("html5ever tree   {:>8.1} MB/s", rate(bytes, floor));
    println!(
        "ingest           {:>8.1} MB/s = {:.2} of the tree's pages a second",
        rate(bytes, ours),
        floor.as_secs_f64() / ours.as_secs_f64()
    );

    let mut times: Vec<(Duration, &str)> =
        pages.iter().map(|page| (timed(|| read(page)), page.0.as_str())).collect();
    times.sort();
    println!("99th percentile  {:>8.1} ms", times[times.len() * 99 / 100].0.as_secs_f64() * 1e3);
    for (time, name) in times.iter().rev().take(3) {
        println!("slowest          {:>8.1} ms {name}", time.as_secs_f64() * 1e3);
    }

    let together = timed(|| {
        std::thread::scope(|scope| {
            for thread in 0..threads {
                let pages = &pages;
                scope.spawn(move || pages.iter().skip(thread).step_by(threads).for_each(read));
            }
        });
    });
    println!("{threads} threads        {:>8.2} × one", ours.as_secs_f64() / together.as_secs_f64());
    Ok(())
}

fn find(folder: &Path, files: &mut Vec<PathBuf>) -> std::io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            find(&path, files)?;
        } else if path.extension().is_some_and(|ending| ending == "html") {
            files.push(path);
        }
    }
    Ok(())
}

fn timed(work: impl FnOnce()) -> Duration {
    let start = Instant::now();
    work();
    start.elapsed()
}

#[expect(clippy::cast_precision_loss, reason = "bytes of a folder, for display")]
fn rate(bytes: usize, time: Duration) -> f64 {
    bytes as f64 / 1e6 / time.as_secs_f64()
}

fn read((name, bytes): &(String, Vec<u8>)) {
    let id = DocId::new(name);
    let _ = black_box(rapporteur_ingest::ingest(&Input { id: &id, uri: name, bytes }));
}

fn tree(mut bytes: &[u8]) -> RcDom {
    parse_document(RcDom::default(), ParseOpts::default())
        .from_utf8()
        .read_from(&mut bytes)
        .expect("memory can be read")
}
