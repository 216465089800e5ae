//! `people`: who bears a name in the index, in which spellings, roles and documents.

use super::identities::{fullness, has_keys, in_words};
use super::{Context, ask, say};
use crate::exit::{Outcome, fault};
use crate::flags::People;
use crate::output::{Output, clean};
use crate::reader::Composed;
use anyhow::Result;
use rapporteur_model::{Person, PersonClause, Query, Record, Request, Search as _};
use rapporteur_names::{group, relation};
use rapporteur_query::Resolver as _;
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};
use std::io::Write;

/// So many documents are read for one name.
const DOCUMENTS: usize = 2_000;
/// So many spellings, roles and documents of a person are written for people; JSON has all.
const SHOWN: usize = 5;

/// A person of one document.
struct Sighting {
    name: String,
    /// Each spelling with its number of mentions.
    spellings: BTreeMap<String, usize>,
    role: Option<String>,
    organisation: Option<String>,
    document: DocumentJson,
}

#[derive(Serialize)]
struct AnswerJson<'a> {
    name: &'a str,
    total: usize,
    /// How many documents name somebody of this name, and how many of them were read.
    documents: u64,
    read: usize,
    people: &'a [Identity],
}

/// One person, as the contract shows it.
#[derive(Serialize)]
struct Identity {
    name: String,
    mentions: usize,
    spellings: Vec<SpellingJson>,
    roles: Vec<CountJson>,
    organisations: Vec<CountJson>,
    documents: Vec<DocumentJson>,
}

#[derive(Serialize)]
struct SpellingJson {
    name: String,
    count: usize,
    /// How it differs from the fullest name.
    why: Vec<&'static str>,
    #[serde(skip)]
    told: String,
}

#[derive(Serialize)]
struct CountJson {
    value: String,
    count: usize,
}

#[derive(Serialize, Clone)]
struct DocumentJson {
    id: String,
    title: Option<String>,
    published: Option<String>,
    mentions: usize,
}

pub(crate) fn run(flags: &People, context: &Context, output: &mut Output) -> Result<Outcome> {
    let typed = flags.name.join(" ");
    let typed = typed.trim();
    let clause = clause(typed);
    let (sightings, total) = sightings(&clause, context)?;
    let people = identities(&sightings);
    let shown = &people[..people.len().min(flags.limit)];
    let read = sightings.iter().map(|sighting| &sighting.document.id).collect::<BTreeSet<_>>().len();
    if flags.json {
        let answer = AnswerJson { name: typed, total: people.len(), documents: total, read, people: shown };
        serde_json::to_writer(&mut output.out, &answer)?;
        writeln!(output.out)?;
    } else {
        for (at, person) in shown.iter().enumerate() {
            write(at + 1, person, output)?;
        }
        if people.len() > shown.len() {
            let more = format!("{} more; -n {} shows all", people.len() - shown.len(), people.len());
            writeln!(output.out, "{}", output.paint.dim(&more))?;
        }
    }
    if total > DOCUMENTS as u64 {
        say(&format!("{total} documents name {typed:?}; the first {DOCUMENTS} were read"));
    }
    if people.is_empty() {
        say(&format!(
            "nobody in the index is known as {typed:?}; try the surname alone, or search for it as a word"
        ));
    }
    Ok(Outcome::of(!people.is_empty()))
}

fn clause(typed: &str) -> PersonClause {
    let (text, exact) = typed.strip_prefix('=').map_or((typed, false), |rest| (rest, true));
    PersonClause { text: text.to_owned(), keys: Composed::default().person(text, exact), exact }
}

/// The people of that name, document by document, and how many documents there are.
fn sightings(clause: &PersonClause, context: &Context) -> Result<(Vec<Sighting>, u64)> {
    let engine = ask::engine(None, context)?;
    let request =
        Request { limit: DOCUMENTS, snippets: false, ..Request::new(Query::Person(clause.clone())) };
    let page = engine.search(&request).map_err(fault)?;
    let mut out = Vec::new();
    for hit in &page.hits {
        let Some(record) = engine.get(&hit.document).map_err(fault)? else { continue };
        let meant = record.people.iter().filter(|person| has_keys(clause, person));
        out.extend(meant.map(|person| sighting(person, &record)));
    }
    out.sort_by(|one, other| (&one.document.id, &one.name).cmp(&(&other.document.id, &other.name)));
    Ok((out, page.total))
}

fn sighting(person: &Person, record: &Record) -> Sighting {
    let mut spellings = BTreeMap::new();
    for mention in &person.mentions {
        let spelt = mention.of(&record.document.text).split_whitespace().collect::<Vec<_>>().join(" ");
        *spellings.entry(spelt).or_insert(0) += 1;
    }
    Sighting {
        name: person.name.clone(),
        spellings,
        role: person.role.clone(),
        organisation: person.organisation.clone(),
        document: DocumentJson {
            id: record.document.id.as_str().to_owned(),
            title: record.title.as_ref().map(|title| title.value.clone()),
            published: record.published.as_ref().map(|published| published.value.to_string()),
            mentions: person.mentions.len(),
        },
    }
}

/// The sightings of one person taken together: in most documents first, then most often, then by name.
fn identities(sightings: &[Sighting]) -> Vec<Identity> {
    let names: BTreeSet<&str> = sightings.iter().map(|sighting| sighting.name.as_str()).collect();
    let names: Vec<&str> = names.into_iter().collect();
    let person_of: BTreeMap<&str, usize> = names.iter().copied().zip(group(&names)).collect();
    let mut people: BTreeMap<usize, Vec<&Sighting>> = BTreeMap::new();
    for sighting in sightings {
        people.entry(person_of[sighting.name.as_str()]).or_default().push(sighting);
    }
    let mut out: Vec<Identity> = people.values().map(|sightings| identity(sightings)).collect();
    out.sort_by(|one, other| {
        let by_count = (other.documents.len(), other.mentions).cmp(&(one.documents.len(), one.mentions));
        by_count.then_with(|| one.name.cmp(&other.name))
    });
    out
}

fn identity(sightings: &[&Sighting]) -> Identity {
    let mut names: BTreeMap<&str, usize> = BTreeMap::new();
    let mut spellings: BTreeMap<&str, usize> = BTreeMap::new();
    for sighting in sightings {
        *names.entry(&sighting.name).or_default() += 1;
        sighting.spellings.iter().for_each(|(spelt, count)| *spellings.entry(spelt).or_default() += count);
    }
    let fullest =
        names.iter().max_by_key(|(name, count)| (fullness(name), **count, std::cmp::Reverse(**name)));
    let name = fullest.map_or("", |(name, _)| name);
    let mut spellings: Vec<SpellingJson> =
        spellings.into_iter().map(|(spelt, count)| spelling(name, spelt, count)).collect();
    spellings.sort_by(|one, other| other.count.cmp(&one.count).then_with(|| one.name.cmp(&other.name)));
    let mut documents: Vec<DocumentJson> =
        sightings.iter().map(|sighting| sighting.document.clone()).collect();
    documents.dedup_by(|later, first| {
        let same = later.id == first.id;
        first.mentions += if same { later.mentions } else { 0 };
        same
    });
    documents.sort_by(|one, other| other.mentions.cmp(&one.mentions).then_with(|| one.id.cmp(&other.id)));
    Identity {
        name: name.to_owned(),
        mentions: documents.iter().map(|document| document.mentions).sum(),
        spellings,
        roles: counted(sightings.iter().filter_map(|sighting| sighting.role.as_deref())),
        organisations: counted(sightings.iter().filter_map(|sighting| sighting.organisation.as_deref())),
        documents,
    }
}

/// A spelling with how it differs from the fullest name, which it may be a part of.
fn spelling(name: &str, spelt: &str, count: usize) -> SpellingJson {
    let why = relation(spelt, name).or_else(|| relation(name, spelt)).unwrap_or_default();
    SpellingJson {
        name: spelt.to_owned(),
        count,
        told: in_words(&why),
        why: why.iter().map(|why| why.as_str()).collect(),
    }
}

/// Values with how often they stand, most frequent first, then by value.
fn counted<'a>(values: impl Iterator<Item = &'a str>) -> Vec<CountJson> {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    values.for_each(|value| *counts.entry(value).or_default() += 1);
    let mut out: Vec<CountJson> =
        counts.into_iter().map(|(value, count)| CountJson { value: value.to_owned(), count }).collect();
    out.sort_by(|one, other| other.count.cmp(&one.count).then_with(|| one.value.cmp(&other.value)));
    out
}

fn write(number: usize, person: &Identity, output: &mut Output) -> Result<()> {
    let paint = output.paint;
    let times = |count: usize, one: &str| format!("{count} {one}{}", if count == 1 { "" } else { "s" });
    let counts =
        format!("{} · {}", times(person.documents.len(), "document"), times(person.mentions, "mention"));
    writeln!(
        output.out,
        "{} {} {}",
        paint.dim(&format!("{number:>3}.")),
        paint.title(&clean(&person.name)),
        paint.dim(&counts)
    )?;
    let spelt = |spelling: &SpellingJson| match spelling.told.as_str() {
        "" => format!("{} ({})", spelling.name, spelling.count),
        told => format!("{} ({}; {told})", spelling.name, spelling.count),
    };
    let of = |counted: &CountJson| format!("{} ({})", counted.value, counted.count);
    let spellings: Vec<String> = person.spellings.iter().map(spelt).collect();
    let roles: Vec<String> = person.roles.iter().map(of).collect();
    let organisations: Vec<String> = person.organisations.iter().map(of).collect();
    for (title, values) in [("spellings", spellings), ("roles", roles), ("organisations", organisations)] {
        if !values.is_empty() {
            writeln!(output.out, "     {title}: {}", clean(&listed(&values)))?;
        }
    }
    for document in person.documents.iter().take(SHOWN) {
        let date = document.published.as_deref().map(|date| format!(" · {date}")).unwrap_or_default();
        let title = document.title.as_deref().map(|title| format!(" · {title}")).unwrap_or_default();
        let about = clean(&format!("{date}{title}")).into_owned();
        writeln!(output.out, "     {}{}", paint.path(&clean(&document.id)), paint.dim(&about))?;
    }
    if person.documents.len() > SHOWN {
        writeln!(
            output.out,
            "     {}",
            paint.dim(&format!("and {} more", times(person.documents.len() - SHOWN, "document")))
        )?;
    }
    Ok(())
}

/// The first of them, and how many more there are.
fn listed(values: &[String]) -> String {
    let shown = values.iter().take(2 * SHOWN).cloned().collect::<Vec<_>>().join("; ");
    let more = values.len().saturating_sub(2 * SHOWN);
    if more == 0 { shown } else { format!("{shown}; and {more} more") }
}
