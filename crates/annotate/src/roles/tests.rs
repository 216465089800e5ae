//! What each sentence says of the bodies it names.

use super::*;
use rapporteur_model::{Block, BlockKind, Format};

/// Names between `<` and `>` are bodies; the answer lists each with its role.
fn said(language: &str, marked: &str) -> String {
    let mut text = String::new();
    let mut spans = Vec::new();
    let mut start = 0;
    for c in marked.chars() {
        match c {
            '<' => start = text.len(),
            '>' => spans.push(Span::new(start, text.len())),
            c => text.push(c),
        }
    }
    let organisation = |span: &Span| Organisation {
        name: span.of(&text).to_owned(),
        names: Vec::new(),
        identity: None,
        role: None,
        mentions: vec![*span],
        rule: "test".into(),
    };
    let mut entities =
        Entities { organisations: spans.iter().map(organisation).collect(), ..Entities::default() };
    let mut document = crate::fixtures::page(Vec::new());
    document.format = Format::Text;
    document.language = Some(language.to_owned());
    document.blocks = vec![Block { kind: BlockKind::Paragraph, span: Span::new(0, text.len()) }];
    document.text = text;
    let mentions = Mentions::of(&entities);
    Roles::of(&document, &mentions, Lexicon::of(Some(language))).give(&mut entities);
    let role = |body: &Organisation| {
        let role = body.role.as_ref();
        if let Some(found) = role {
            assert!(found.span.contains(body.mentions[0]), "the evidence holds the name");
        }
        format!("{}={}", body.name, role.map_or("-", |found| found.value.as_str()))
    };
    entities.organisations.iter().map(role).collect::<Vec<_>>().join(" ")
}

#[test]
fn the_words_beside_a_body_say_what_it_does() {
    const TABLE: &str = include_str!("../../tests/roles.tsv");
    let mut wrong = Vec::new();
    for line in TABLE.lines().filter(|line| !line.starts_with('#')) {
        let cells: Vec<&str> = line.split('\t').collect();
        let [language, text, expected] = cells[..] else { panic!("three cells: {line}") };
        let found = said(language, text);
        if found != expected {
            wrong.push(format!("{text}\n  found    {found}\n  expected {expected}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn a_body_has_the_role_that_most_of_its_mentions_say() {
    let text = "Funded by X. Hosted by X. Hosted by X.";
    let spans = [Span::new(10, 11), Span::new(23, 24), Span::new(36, 37)];
    let found = |role, at: usize| (spans[at], Found::stated(role, spans[at], "role-cue"));
    let roles = Roles(BTreeMap::from([
        found(Involvement::Funder, 0),
        found(Involvement::Host, 1),
        found(Involvement::Host, 2),
    ]));
    let body = Organisation {
        name: spans[0].of(text).to_owned(),
        names: Vec::new(),
        identity: None,
        role: None,
        mentions: spans.to_vec(),
        rule: "test".into(),
    };
    assert_eq!(roles.most_said(&body).map(|found| found.value), Some(Involvement::Host));
}
