//! Pages made to take time or memory: each is read or refused with a reason, within limits of processor time and memory
//! that are read from the running process. The sizes are those of the issue where an unoptimised build reads them in
//! seconds, else a part of them; the figures of whole sizes stand in BENCHMARKS.md.

use crate::program;
use rapporteur_tests::drive::finish;
use std::fs;
use std::path::Path;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

/// The most memory, in KB.
const MEMORY: u64 = 256 << 10;
/// The most processor time of a test build, in clock ticks of a hundredth of a second; a release build has a quarter of it.
const TICKS: u64 = 2_000;

const SENTENCE: &str = "The meeting was held in Osh on 5 May 2012.";

/// What a process has taken at most.
#[derive(Debug, Clone, Copy, Default)]
struct Taken {
    memory: u64,
    ticks: u64,
}

/// What a process has taken so far; `None` where it has ended.
fn taken(pid: u32) -> Option<Taken> {
    let status = fs::read_to_string(format!("/proc/{pid}/status")).ok()?;
    let peak = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    let memory = peak.trim().trim_end_matches(" kB").parse().ok()?;
    let stat = fs::read_to_string(format!("/proc/{pid}/stat")).ok()?;
    let fields: Vec<&str> = stat.rsplit(')').next()?.split_whitespace().collect();
    let ticks = fields.get(11)?.parse::<u64>().ok()? + fields.get(12)?.parse::<u64>().ok()?;
    Some(Taken { memory, ticks })
}

/// Runs the binary and gives its exit code, what it said, and what it took.
fn measured(folder: &Path, arguments: &[&str]) -> (i32, String, Taken) {
    let child = program(folder).command(arguments).spawn().expect("the program starts");
    let pid = child.id();
    let done = AtomicBool::new(false);
    std::thread::scope(|scope| {
        let watch = scope.spawn(|| {
            let mut most = Taken::default();
            while !done.load(Ordering::Relaxed) {
                most = taken(pid).unwrap_or(most);
                std::thread::sleep(Duration::from_millis(2));
            }
            most
        });
        let ran = finish(child);
        done.store(true, Ordering::Relaxed);
        (ran.code, format!("{}{}", ran.out, ran.err), watch.join().expect("the watch ends"))
    })
}

/// Reads each file by itself.
fn stay_within_bounds(files: &[(&str, Vec<u8>, Option<&str>)]) {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let mut wrong = Vec::new();
    for (name, bytes, code) in files {
        fs::write(folder.path().join(name), bytes).expect("a file");
        let (exit, said, taken) = measured(folder.path(), &["extract", name]);
        let told = code.is_none_or(|code| said.contains(code));
        if !matches!(exit, 0 | 2) || !told || taken.memory > MEMORY || taken.ticks > TICKS {
            wrong.push(format!("{name}: exit {exit}, {taken:?}, {code:?} told: {told}, {said:.200}"));
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

fn page(body: &str) -> Vec<u8> {
    format!("<title>A page</title><p>{SENTENCE}</p>{body}").into_bytes()
}

fn text(body: &str) -> Vec<u8> {
    format!("A text\n\n{SENTENCE}{body}").into_bytes()
}

#[test]
fn pages_of_nesting_and_of_attributes_stay_within_bounds() {
    let attributes = |count: usize| (0..count).map(|number| format!(" a{number}=\"x\"")).collect::<String>();
    stay_within_bounds(&[
        ("div.html", page(&"<div>".repeat(1_000_000)), Some("depth-limited")),
        ("list.html", page(&"<ul><li>".repeat(100_000)), Some("depth-limited")),
        ("table.html", page(&"<table><tr><td>".repeat(100_000)), Some("depth-limited")),
        ("links.html", page(&"<a>x ".repeat(100_000)), None),
        ("fonts.html", page(&"<font>x ".repeat(100_000)), Some("depth-limited")),
        ("attributes.html", page(&format!("<p{}>x", attributes(100_000))), Some("attributes-limited")),
        ("tags.html", page(&format!("<p{}>x</p>", attributes(300)).repeat(300)), Some("attributes-limited")),
        ("attribute.html", page(&format!("<p title=\"{}\">x", "word ".repeat(4_000_000))), None),
        ("ends.html", page(&format!("{}{}", "<div>".repeat(500), "</i>".repeat(300_000))), None),
    ]);
}

#[test]
fn attributes_that_hide_stay_within_bounds() {
    // Whatever a scan and the tokenizer could take for different things.
    let names: String = (0..100_000).map(|number| format!(" a{number}")).collect();
    let hidden = [
        "<p x=\"'\" y='>'",
        "<p a\"b=\">\"",
        "<p a==\"><q",
        "<p =\"><q",
        "<p a=/\"><q",
        "<!--<p a='--><q",
        "<script>if(a<p x='</script><q",
        "<title><p x='</title><q",
        "<script>x</script",
        "<?p x='><q",
        "</p",
    ];
    let files: Vec<_> = hidden
        .iter()
        .enumerate()
        .map(|(at, head)| (format!("{at}.html"), page(&format!("{head}{names}>x"))))
        .collect();
    let limited = Some("attributes-limited");
    let files: Vec<_> = files.iter().map(|(name, bytes)| (name.as_str(), bytes.clone(), limited)).collect();
    stay_within_bounds(&files);
    let tag =
        |count: usize| format!("<p{}>", (0..count).map(|number| format!(" b{number}")).collect::<String>());
    stay_within_bounds(&[("tags.html", page(&tag(200).repeat(8_000)), limited)]);
}

#[test]
fn end_tags_and_references_stay_within_bounds() {
    let json = |script: String| page(&format!("<script type=application/ld+json>{script}</script>"));
    let authors = format!(
        "{{\"@type\":\"Article\",\"author\":[{}0],\"x\":{{\"@id\":\"a\",\"name\":[{}\"b\"]}}}}",
        "{\"@id\":\"a\"},".repeat(40_000),
        "\"a\",".repeat(200_000)
    );
    let smallest = format!("[{}0]", "{\"\":0},".repeat(250_000));
    stay_within_bounds(&[
        (
            "blocked.html",
            page(&format!("<i><table><tr><td>{}{}", "<span>".repeat(490), "</i>".repeat(1_000_000))),
            None,
        ),
        ("authors.html", json(authors), None),
        (
            "objects.html",
            page(&format!("<script type=application/ld+json>{smallest}</script>{}", "<p>x".repeat(300_000))),
            Some("metadata-limited"),
        ),
        (
            "body.html",
            json(format!("{{\"articleBody\":\"{}\"}}", "a\\n".repeat(3_000_000))),
            Some("text-truncated"),
        ),
        ("times.html", page(&format!("{}{}", "<time>".repeat(500), "word ".repeat(500_000))), None),
    ]);
}

#[test]
fn pages_of_many_small_elements_stay_within_bounds() {
    stay_within_bounds(&[
        ("paragraphs.html", page(&"<p>word text here</p>".repeat(360_000)), Some("page-truncated")),
        ("empty.html", page(&"<p>".repeat(1_000_000)), Some("page-truncated")),
        (
            "headings.html",
            page(&(0..30_000).map(|at| format!("<h1>Heading {at}</h1>")).collect::<String>()),
            None,
        ),
        (
            "meta.html",
            page(
                &(0..200_000).map(|at| format!("<meta name=author content=\"P {at}\">")).collect::<String>(),
            ),
            None,
        ),
        (
            "cells.html",
            page(&format!("<table>{}</table>", "<tr><td>a<td>b<td>c".repeat(101_000))),
            Some("page-truncated"),
        ),
        ("tables.html", page(&"<table><tr><td>x</table>".repeat(50_000)), None),
        ("breaks.html", page(&"x<br>".repeat(50_000)), None),
    ]);
}

#[test]
fn what_is_not_closed_or_not_well_formed_stays_within_bounds() {
    stay_within_bounds(&[
        ("comments.html", page(&"<!--x-->".repeat(1_000_000)), None),
        ("comment.html", page(&"<!-- ".repeat(1_000_000)), Some("unclosed-element")),
        ("text.html", page(&format!("<!-- note >{}", SENTENCE.repeat(5_000))), Some("unclosed-element")),
        ("declarations.html", page(&"<!".repeat(1_000_000)), None),
        ("scripts.html", page(&"<script>".repeat(100_000)), Some("unclosed-element")),
        ("brackets.html", page(&"<".repeat(1_000_000)), None),
        ("entities.html", page(&"&amp;&eacute;".repeat(100_000)), None),
        ("zeros.html", page(&"x y z \0".repeat(100_000)), Some("zeros-dropped")),
        (
            "nested.html",
            page(&format!("<script type=application/ld+json>{}</script>", "[".repeat(100_000))),
            None,
        ),
        (
            "catalogue.html",
            page(&format!(
                "<script type=application/ld+json>[{}1]</script>",
                "{\"@type\":\"Article\",\"headline\":\"A\"},".repeat(400_000)
            )),
            None,
        ),
        (
            "metadata.html",
            page(&"<script type=application/ld+json>{\"@type\":\"Article\"}</script>".repeat(10_000)),
            None,
        ),
    ]);
}

#[test]
fn texts_of_one_line_or_of_many_stay_within_bounds() {
    stay_within_bounds(&[
        ("line.html", page(&"one word after another ".repeat(200_000)), Some("text-truncated")),
        ("line.txt", text(&" one word after another".repeat(200_000)), Some("text-truncated")),
        ("lines.txt", text(&"\nWord.".repeat(300_000)), Some("text-truncated")),
        ("empty.txt", text(&"\n".repeat(5_000_000)), None),
        ("dots.txt", text(&"1.".repeat(100_000)), None),
        ("dates.txt", text(&" on 5 May 2012, then".repeat(8_000)), None),
        ("places.txt", text(&" in Osh and Paris and".repeat(8_000)), None),
        ("marks.md", text(&"*a **b _c ".repeat(40_000)), None),
        ("brackets.md", text(&format!("\n\n{}", "[".repeat(300_000))), None),
    ]);
}

#[test]
fn packed_files_and_files_of_parts_stay_within_bounds() {
    let mail = "MIME-Version: 1.0\r\nSubject: x\r\n";
    let related = format!(
        "{mail}Content-Type: multipart/related; boundary=B\r\n\r\n--B\r\nContent-Type: text/html\r\n\r\n<p>{SENTENCE}</p>\r\n"
    );
    let part = "--B\r\nContent-Type: image/png\r\nContent-Transfer-Encoding: base64\r\n\r\nAAAA\r\n";
    stay_within_bounds(&[
        ("bomb.html.gz", bomb(), Some("page-truncated")),
        ("parts.mhtml", format!("{related}{}", part.repeat(100_000)).into_bytes(), Some("page-truncated")),
        ("mails.eml", "Subject: x\r\nContent-Type: message/rfc822\r\n\r\n".repeat(20_000).into_bytes(), None),
    ]);
}

/// A gzip file of stored blocks is no bomb; this one repeats a packed member of one megabyte of paragraphs. Members follow
/// each other as the format allows.
fn bomb() -> Vec<u8> {
    use std::io::Write;
    let mut packer = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
    packer.write_all("<p>a b c</p>\n".repeat(80_000).as_bytes()).expect("memory");
    packer.finish().expect("memory").repeat(200)
}

#[test]
fn long_texts_are_indexed_within_bounds() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let words: String = (0..250_000).map(|number| format!("Word{number} in Osh. ")).collect();
    fs::write(folder.path().join("words.txt"), text(&words)).expect("a file");
    let (exit, said, taken) = measured(folder.path(), &["index", "words.txt"]);
    assert_eq!(exit, 0, "{said}");
    assert!(taken.memory <= MEMORY && taken.ticks <= TICKS, "{taken:?}");
}
