//! What the files of `data/trials/texts` are read as, and small cases.

use super::*;
use rapporteur_model::DeclaredField;

fn texts(text: &str) -> Vec<String> {
    read(text).main.into_iter().map(|(_, text)| text).collect()
}

/// Every block with its kind, then what is declared and what is not main text.
fn told(parts: &Parts) -> String {
    let blocks = parts.main.iter().map(|(kind, text)| format!("{kind:?}\t{text}\n"));
    let declared =
        parts.declared.iter().map(|found| format!("{:?} {}\t{}\n", found.field, found.rule, found.value));
    let chrome = parts.chrome.iter().map(|text| format!("Chrome\t{text}\n"));
    blocks.chain(declared).chain(chrome).collect()
}

#[test]
fn texts_of_several_kinds_and_languages_are_read_as_written_beside_them() {
    macro_rules! trial {
        ($name:literal) => {
            (
                $name,
                include_str!(concat!("../../data/trials/texts/", $name)),
                include_str!(concat!("../../data/trials/texts/", $name, ".blocks")),
            )
        };
    }
    let mut wrong = String::new();
    for (name, text, expected) in [
        trial!("release.txt"),
        trial!("dumped.txt"),
        trial!("spravka.txt"),
        trial!("notes.md"),
        trial!("lettre.txt"),
        trial!("tongzhi.txt"),
    ] {
        let parts = if name.ends_with(".md") { read_markdown(text) } else { read(text) };
        let told = told(&parts);
        if told != expected {
            wrong.push_str(&format!("== {name}\n{told}"));
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
}

#[test]
fn hard_wrapped_lines_become_one_paragraph() {
    let text = "The workshop brought together officials of six ministries and\nrepresentatives of civil society.\n\nNext.";
    assert_eq!(texts(text).len(), 2);
}

#[test]
fn short_lines_stay_apart() {
    assert_eq!(texts("Osh\nBatken\nNaryn"), ["Osh", "Batken", "Naryn"]);
}

#[test]
fn a_mail_head_is_declared_and_no_main_text() {
    let parts = read("Date: 3 May 2012\nFrom: A. B. <a@b.org>\nSubject: Seminar\n\nDear colleagues,");
    assert_eq!(parts.declared.len(), 3);
    assert_eq!(parts.declared[1].value, "A. B.");
    assert_eq!(parts.declared[2].field, DeclaredField::Title);
    assert_eq!(parts.main.len(), 1);
}

#[test]
fn copied_interface_lines_at_the_edges_are_chrome() {
    let parts = read(
        "Click here for search results\n\nA heading\n\nText of the page.\n\nPermanent URL for this page:",
    );
    assert_eq!(parts.chrome.len(), 2);
    assert_eq!(parts.main.len(), 2);
}

#[test]
fn line_ends_of_any_system_are_the_same() {
    let text = "A heading\n\nText of it.\n\n- one\n- two";
    for end in ["\r\n", "\r", "\u{2028}"] {
        assert_eq!(texts(&text.replace('\n', end)), texts(text));
    }
}

#[test]
fn a_fence_that_is_never_closed_costs_no_text() {
    assert_eq!(texts("```\ncode\n\nText goes on.\n"), ["code", "Text goes on."]);
    assert_eq!(texts("```\ncode\n```\n\nText goes on.\n"), ["code", "Text goes on."]);
}
