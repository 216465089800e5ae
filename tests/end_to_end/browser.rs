//! The pages in a real browser: Chromium without a window, which loads a page, runs what it would run, and hands back the
//! document it made of it.
//!
//! Where there is no Chromium the tests say so and pass, unless `BROWSER_TESTS` is `required`, as it is in `.ci/run`.

use crate::serving::Server;
use crate::{indexed, program};
use rustix::process::Signal;
use std::env;
use std::fs;
use std::process::Command;

const ABSENT: &str = "there is no Chromium here; the pages were not tried in a browser";

const NAMES: [&str; 3] = ["chromium", "chromium-browser", "google-chrome"];

/// The document a browser makes of each address; `None` where there is no browser.
fn documents(addresses: &[String]) -> Option<Vec<String>> {
    let found = NAMES.iter().find(|name| Command::new(name).arg("--version").output().is_ok());
    let Some(browser) = found else {
        assert_ne!(env::var("BROWSER_TESTS").as_deref(), Ok("required"), "there is no Chromium");
        return None;
    };
    Some(addresses.iter().map(|address| document(browser, address)).collect())
}

fn document(browser: &str, address: &str) -> String {
    let profile = tempfile::tempdir().expect("a temporary folder");
    let output = Command::new(browser)
        .args([
            "--headless",
            "--no-sandbox",
            "--disable-gpu",
            "--disable-quic",
            "--no-first-run",
            "--disable-sync",
        ])
        .args(["--disable-background-networking", "--disable-component-update", "--disable-dev-shm-usage"])
        .arg(format!("--user-data-dir={}", profile.path().display()))
        .args(["--timeout=20000", "--dump-dom", address])
        .output()
        .expect("the browser runs");
    String::from_utf8_lossy(&output.stdout).into_owned()
}

#[test]
fn a_reader_sees_the_answer_its_proof_and_links_that_narrow_it_down() {
    let server = Server::of(&indexed(), &[]);
    let base = format!("http://{}", server.address);
    let addresses = [
        format!("{base}/search?q=where%3ABishkek+who%3A%D0%91%D0%B5%D0%BA%D1%82%D0%B0%D1%88%D0%B5%D0%B2"),
        format!("{base}/documents/ru-vstrecha-s-petrovym.html"),
        format!("{base}/"),
    ];
    if let Some(pages) = documents(&addresses) {
        let [found, document, home] = pages.as_slice() else { panic!("three pages") };
        assert!(found.contains("<mark>Бишкеке</mark>"), "a highlight in Cyrillic: {found}");
        assert!(
            found.contains("Арсен Бекташев") && found.contains("встретился с Игорем Петровым"),
            "{found}"
        );
        assert!(found.contains("/search?q=") && found.contains("aria-"), "{found}");
        assert!(document.contains("Марина Лапшина") && document.contains("<h1"), "{document}");
        assert!(home.contains("<form") && home.contains("name=\"q\""), "{home}");
        assert!(pages.iter().all(|page| !page.contains("<script")), "no page needs a script");
    } else {
        println!("{ABSENT}");
    }
    assert_eq!(server.stop(Signal::TERM).0, 0);
}

#[test]
fn nothing_in_a_document_runs_in_the_page() {
    let attacks = [
        "<script>document.title = 'owned'</script>",
        "<img src=x onerror=\"document.title='owned'\">",
        "\"><svg onload=document.title='owned'>",
        "<a href=\"javascript:document.title='owned'\">x</a>",
    ];
    let folder = tempfile::tempdir().expect("a temporary folder");
    for (number, attack) in attacks.iter().enumerate() {
        let line = format!(
            "Title {number} {attack}\n\nThe meeting \u{201c}Water {attack}\u{201d} was held in Osh on 5 May 2012.\n"
        );
        fs::write(folder.path().join(format!("page-{number}.txt")), line).expect("a file");
    }
    let program = program(folder.path());
    program.run(["index", "--quiet", "."]).expect(0);
    let server = Server::of(&program, &[]);
    let base = format!("http://{}", server.address);
    let mut addresses = vec![
        format!("{base}/search?q=meeting"),
        format!("{base}/events?q=where%3AOsh"),
        format!("{base}/search?q=%22%3E%3Cscript%3Edocument.title%3D%27owned%27%3C%2Fscript%3E"),
    ];
    addresses.extend((0..attacks.len()).map(|number| format!("{base}/documents/page-{number}.txt")));
    if let Some(pages) = documents(&addresses) {
        assert!(pages[0].contains("onerror"), "the attacks are on the page, as text: {}", pages[0]);
        for (address, page) in addresses.iter().zip(&pages) {
            assert!(page.contains("</html>"), "{address}: {page}");
            for element in
                ["<script", "<img src=\"x", "<img src=x", "<svg", "<a href=\"javascript:", "<title>owned"]
            {
                assert!(!page.contains(element), "{address} made an element of {element}: {page}");
            }
        }
    } else {
        println!("{ABSENT}");
    }
    assert_eq!(server.stop(Signal::TERM).0, 0);
}
