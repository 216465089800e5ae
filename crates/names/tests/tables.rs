//! The tables of cases beside this file, each line a text and what is to be found in it.

use rapporteur_model::{Block, BlockKind, Organisation, Person, Span};
use rapporteur_names::{Names, chain, exact_keys, find, group, keys, query_keys, relation};

fn lines(table: &'static str) -> impl Iterator<Item = Vec<&'static str>> {
    table.lines().filter(|line| !line.starts_with('#')).map(|line| line.split('\t').collect())
}

fn read(language: &str, text: &str) -> Names {
    let mut blocks = Vec::new();
    let mut start = 0;
    for line in text.split('\n') {
        blocks.push(Block { kind: BlockKind::Paragraph, span: Span::new(start, start + line.len()) });
        start += line.len() + 1;
    }
    find(text, &blocks, Some(language), &[])
}

fn person(person: &Person) -> String {
    let role = person.role.as_deref();
    match (role, person.organisation.as_deref()) {
        (None, None) => person.name.clone(),
        (role, None) => format!("{} | {}", person.name, role.unwrap_or("-")),
        (role, Some(body)) => format!("{} | {} | {body}", person.name, role.unwrap_or("-")),
    }
}

fn joined<T>(list: &[T], write: impl Fn(&T) -> String) -> String {
    let all: Vec<String> = list.iter().map(write).collect();
    if all.is_empty() { "-".to_owned() } else { all.join("; ") }
}

fn wrong(table: &'static str, answer: impl Fn(&Names) -> String) -> Vec<String> {
    let mut out = Vec::new();
    for line in lines(table) {
        let [language, text, expected] = line[..] else { panic!("three cells: {line:?}") };
        let found = answer(&read(language, &text.replace("\\n", "\n")));
        if found != expected {
            out.push(format!("{text}\n  found    {found}\n  expected {expected}"));
        }
    }
    out
}

#[test]
fn the_people_of_each_text_are_found_with_role_and_body() {
    let wrong = wrong(include_str!("people.tsv"), |names| joined(&names.people, person));
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn the_bodies_of_each_text_are_found() {
    let name = |body: &Organisation| body.name.clone();
    let wrong = wrong(include_str!("organisations.tsv"), |names| joined(&names.organisations, name));
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn the_bodies_of_each_text_are_known_by_their_key() {
    let key =
        |body: &Organisation| body.identity.as_ref().map_or("?".to_owned(), |identity| identity.key.clone());
    let wrong = wrong(include_str!("identities.tsv"), |names| joined(&names.organisations, key));
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn a_body_keeps_every_name_the_document_has_for_it() {
    let names = read("en", "DfID paid. The Department for International Development (DfID) will pay.");
    assert_eq!(names.organisations[0].names, ["Department for International Development", "DfID"]);
    assert_eq!(names.organisations[0].label(), "Department for International Development");
    let names = read("ru", "Собрались у ПРООН. Программу развития ООН представил гость.");
    assert_eq!(names.organisations[0].names, ["ПРООН", "Программа развития ООН"]);
    assert_eq!(names.organisations[0].label(), "United Nations Development Programme");
}

#[test]
fn what_is_typed_means_the_person_or_does_not() {
    for line in lines(include_str!("keys.tsv")) {
        let [typed, name, means] = line[..] else { panic!("three cells: {line:?}") };
        let (asked, has) = (query_keys(typed), keys(name));
        let matches = !asked.is_empty() && asked.iter().all(|key| has.contains(key));
        assert_eq!(matches, means == "yes", "{typed} of {name}: {asked:?} {has:?}");
    }
}

#[test]
fn the_literal_spelling_is_among_the_keys_and_another_is_not() {
    for name in
        ["Philippe Le Houérou", "Дониёр Хакимов", "А. Б. Иванов", "Sean O’Brien", "Desmond Okafor-Lund"]
    {
        let has = keys(name);
        assert!(exact_keys(name).iter().all(|key| has.contains(key)), "{name}");
    }
    assert_eq!(exact_keys("Le Houérou"), ["=houérou", "=le"]);
    assert!(!keys("Philippe Le Houérou").contains(&exact_keys("Houerou")[0]));
}

#[test]
fn mentions_of_one_person_are_taken_together_and_namesakes_kept_apart() {
    let text = "Игорь Петров и Анна Петрова приехали. И. Петров доложил. Слово дали Петрову.";
    let names = read("ru", text);
    let mentions: Vec<Vec<&str>> = names
        .people
        .iter()
        .map(|person| person.mentions.iter().map(|span| span.of(text)).collect())
        .collect();
    assert_eq!(mentions[0], ["Игорь Петров", "И. Петров", "Петрову"]);
    assert_eq!(mentions[1], ["Анна Петрова"]);
}

#[test]
fn a_surname_that_is_a_place_is_no_person_behind_in() {
    let text = "Teodoro Lima played. The choir met in Lima. Lima left early.";
    let names = read("en", text);
    let mentions: Vec<usize> = names.people[0].mentions.iter().map(|span| span.start()).collect();
    assert_eq!(mentions, [0, 44]);
}

#[test]
fn mentions_of_a_body_are_joined_with_its_abbreviation() {
    let text = "The Orchard Aid Network (OAN) paid; OAN will report.";
    let names = read("en", text);
    let mentions: Vec<&str> = names.organisations[0].mentions.iter().map(|span| span.of(text)).collect();
    assert_eq!(mentions, ["Orchard Aid Network", "OAN", "OAN"]);
}

#[test]
fn pairs_of_names_are_one_person_or_two_and_it_is_said_why() {
    let (mut wrong, mut pairs) = (Vec::new(), 0);
    for line in lines(include_str!("pairs.tsv")) {
        let [typed, name, means, why] = line[..] else { panic!("four cells: {line:?}") };
        let (asked, has) = (query_keys(typed), keys(name));
        let found = !asked.is_empty() && asked.iter().all(|key| has.contains(key));
        let related = relation(typed, name);
        let told =
            joined(related.as_deref().unwrap_or_default(), |why| why.as_str().to_owned()).replace("; ", ", ");
        if found != (means == "yes") || related.is_some() != found || told != why {
            wrong.push(format!(
                "{typed} of {name}: found {found}, {told}; expected {means}, {why}; {asked:?} {has:?}"
            ));
        }
        pairs += 1;
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert!(pairs >= 120, "{pairs}");
}

#[test]
fn what_the_keys_match_can_be_told() {
    for line in lines(include_str!("keys.tsv")) {
        let [typed, name, means] = line[..] else { panic!("three cells: {line:?}") };
        assert_eq!(relation(typed, name).is_some(), means == "yes", "{typed} of {name}");
    }
}

/// A text without its brackets, and what stood between them.
fn bracketed(marked: &str) -> (String, Vec<Span>) {
    let (mut text, mut spans, mut start) = (String::new(), Vec::new(), 0);
    for char in marked.chars() {
        match char {
            '[' => start = text.len(),
            ']' => spans.push(Span::new(start, text.len())),
            _ => text.push(char),
        }
    }
    (text, spans)
}

#[test]
fn mentions_that_are_given_are_told_from_each_other() {
    let mut wrong = Vec::new();
    for line in lines(include_str!("chains.tsv")) {
        let [marked, expected] = line[..] else { panic!("two cells: {line:?}") };
        let (text, spans) = bracketed(marked);
        let found = chain(&text, &spans);
        let found: Vec<String> = found.iter().map(ToString::to_string).collect();
        if found.join(" ") != expected {
            wrong.push(format!("{marked}\n  found    {}\n  expected {expected}", found.join(" ")));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn names_of_several_documents_are_grouped_and_who_fits_two_people_stands_alone() {
    let names =
        ["Igor Petrov", "Игорь Петров", "I. Petrov", "Anna Petrova", "Petrov", "Ivan Petrov", "Petrov"];
    assert_eq!(group(&names), [0, 0, 1, 2, 3, 4, 3]);
    assert_eq!(group(&["Petrov", "Igor Petrov", "Petrova", "Anna Petrova"]), [0, 0, 1, 1]);
    assert_eq!(group(&[]), [] as [usize; 0]);
}
