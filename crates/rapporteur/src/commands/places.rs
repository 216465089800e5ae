//! `places`: which places a name may be, what holds them, which of them a search takes, and why.

use super::say;
use crate::exit::Outcome;
use crate::flags::Places;
use crate::output::{Output, Paint, clean};
use crate::reader::{Composed, Meant, candidates, meant};
use anyhow::Result;
use rapporteur_model::{Atlas, PlaceId, PlaceKind, PlaceRef};
use rapporteur_places::{Candidate, Gazetteer, KnownName, Matched};
use rapporteur_query::Resolver;
use serde::Serialize;
use std::io::Write;

/// A place the name may be, and what there is to say of it.
struct Explained<'a> {
    candidate: &'a Candidate,
    /// What holds it, nearest first.
    parents: Vec<PlaceRef>,
    /// Whether and why `where:NAME` finds what is there.
    meant: Option<Meant>,
    /// Its names, of what a search takes only.
    names: Vec<KnownName>,
    why: String,
}

pub(crate) fn run(flags: &Places, output: &mut Output) -> Result<Outcome> {
    let typed = flags.name.join(" ");
    let typed = typed.trim();
    let found = candidates(typed);
    let explained = explained(typed, &found, flags.limit);
    if flags.json {
        let candidates = explained.iter().map(to_json).collect();
        let answer = AnswerJson { name: typed, total: found.len(), candidates };
        serde_json::to_writer(&mut output.out, &answer)?;
        writeln!(output.out)?;
    } else {
        for (at, candidate) in explained.iter().enumerate() {
            write(at + 1, candidate, output)?;
        }
        if found.len() > flags.limit {
            let more = format!("{} more; -n {} shows all", found.len() - flags.limit, found.len());
            writeln!(output.out, "{}", output.paint.dim(&more))?;
        }
    }
    if found.is_empty() {
        say(&format!(
            "no place is known as {typed:?}; try its English name, the name of a larger place near by, or near:\"LATITUDE,LONGITUDE, 50 km\""
        ));
    }
    Ok(Outcome::of(!found.is_empty()))
}

fn explained<'a>(typed: &str, found: &'a [Candidate], limit: usize) -> Vec<Explained<'a>> {
    let (atlas, gazetteer) = (Composed::default(), Gazetteer::embedded());
    let chosen = meant(found);
    let explain = |(at, candidate): (usize, &'a Candidate)| {
        let id = candidate.place.id;
        let meant = chosen.iter().find(|(place, _)| place.id == id).map(|(_, why)| *why);
        Explained {
            candidate,
            parents: candidate.place.parents.iter().filter_map(|id| atlas.place(*id)).collect(),
            meant,
            names: if meant.is_some() { gazetteer.names(id) } else { Vec::new() },
            why: why(typed, at, candidate, meant, found),
        }
    };
    found.iter().take(limit).enumerate().map(explain).collect()
}

/// Why a candidate stands where it stands, and whether a search takes it.
fn why(typed: &str, at: usize, candidate: &Candidate, meant: Option<Meant>, found: &[Candidate]) -> String {
    let (named, first) = (named(typed, candidate), &found[0].place.name);
    let order = match meant {
        _ if found.len() == 1 => "no other place is known by it".to_owned(),
        _ if at == 0 => ahead(&candidate.place, found),
        Some(Meant::Namesake) => {
            format!("as a town of a like size to {first} it is taken as well; {}", asked(&candidate.place))
        }
        Some(_) => format!("it holds {first} or lies in it, so a search takes it as well"),
        None => format!("{}; {first} stands before it", asked(&candidate.place)),
    };
    format!("{named}; {order}")
}

/// What the name typed has to do with the place.
fn named(typed: &str, candidate: &Candidate) -> String {
    let name = &candidate.place.name;
    if let Some((inner, outer)) = typed.rsplit_once(',') {
        return format!("it is known as {:?} and lies in {:?}", inner.trim(), outer.trim());
    }
    match candidate.matched {
        Matched::Preferred if typed.to_lowercase() == name.to_lowercase() => format!("its name is {name:?}"),
        Matched::Preferred => format!("{typed:?} is a name of it"),
        Matched::Abbreviation => format!("{typed:?} is short for it"),
        Matched::Alternate => format!("{typed:?} is another name or spelling of it"),
        Matched::Historic => format!("{typed:?} is a former name of it"),
        Matched::Inflected => format!("{typed:?} is a name of it in another case"),
        Matched::Adjective => format!("{typed:?} is its adjective, or its people"),
        Matched::Misspelt => format!("no place is known as {typed:?}, and {name:?} is one letter away"),
    }
}

/// Why the first of several is the first.
fn ahead(place: &PlaceRef, found: &[Candidate]) -> String {
    let others = found.len() - 1;
    let others = if others == 1 { "another place".to_owned() } else { format!("{others} other places") };
    let reason = match place.kind {
        PlaceKind::Country => "countries stand before towns",
        PlaceKind::Area | PlaceKind::Grouping | PlaceKind::Former | PlaceKind::Feature => {
            "what is known the world over stands before towns"
        }
        PlaceKind::City => {
            "larger towns and capitals stand before smaller ones, towns before the regions named after them"
        }
        PlaceKind::District | PlaceKind::Region => "it has more people than the others",
    };
    format!("it goes before {others} because {reason}")
}

/// How to ask for a place that its name alone does not mean, or not alone.
fn asked(place: &PlaceRef) -> String {
    let composed = Composed::default();
    let holders = place.parents.iter().filter_map(|id| composed.place(*id));
    let typed = holders.map(|holder| format!("{}, {}", place.name, holder.name));
    let alone = |typed: &String| composed.places(typed).first() == Some(&place.id);
    match typed.into_iter().find(alone) {
        Some(typed) => format!("where:\"{typed}\" asks for it"),
        None => format!("where:\"#{}\" asks for it alone", place.id.0),
    }
}

/// An answer, as the contract shows it.
#[derive(Serialize)]
struct AnswerJson<'a> {
    name: &'a str,
    total: usize,
    candidates: Vec<CandidateJson<'a>>,
}

#[derive(Serialize)]
struct CandidateJson<'a> {
    geonameid: PlaceId,
    name: &'a str,
    kind: &'static str,
    country: Option<&'a str>,
    lat: f64,
    lon: f64,
    population: Option<u32>,
    matched: &'static str,
    parents: Vec<ParentJson<'a>>,
    searched: bool,
    names: Vec<NameJson<'a>>,
    why: &'a str,
}

#[derive(Serialize)]
struct NameJson<'a> {
    name: &'a str,
    matched: &'static str,
    languages: &'a [String],
}

#[derive(Serialize)]
struct ParentJson<'a> {
    geonameid: PlaceId,
    name: &'a str,
    kind: &'static str,
}

fn to_json<'a>(explained: &'a Explained<'_>) -> CandidateJson<'a> {
    let Explained { candidate, parents, meant, names, why } = explained;
    let place = &candidate.place;
    let name = |known: &'a KnownName| NameJson {
        name: &known.name,
        matched: known.matched.as_str(),
        languages: &known.languages,
    };
    let parent = |parent: &'a PlaceRef| ParentJson {
        geonameid: parent.id,
        name: &parent.name,
        kind: parent.kind.as_str(),
    };
    CandidateJson {
        geonameid: place.id,
        name: &place.name,
        kind: place.kind.as_str(),
        country: place.country.as_deref(),
        lat: degrees(place.lat),
        lon: degrees(place.lon),
        population: Some(candidate.population).filter(|people| *people > 0),
        matched: candidate.matched.as_str(),
        parents: parents.iter().map(parent).collect(),
        searched: meant.is_some(),
        names: names.iter().map(name).collect(),
        why,
    }
}

/// The four decimals that carry meaning, as in the other contracts.
fn degrees(value: f32) -> f64 {
    (f64::from(value) * 10_000.0).round() / 10_000.0
}

fn write(number: usize, explained: &Explained<'_>, output: &mut Output) -> Result<()> {
    let (place, paint) = (&explained.candidate.place, output.paint);
    let country = place.country.as_ref().map(|code| format!(", {code}")).unwrap_or_default();
    // Of a region the gazetteer has the sum of its towns, which is no number to show.
    let known = matches!(place.kind, PlaceKind::City | PlaceKind::Country);
    let people = match explained.candidate.population.saturating_mul(u32::from(known)) {
        0 => String::new(),
        people => format!(" · {} people", thousands(people)),
    };
    let mark = if explained.meant.is_some() { "  where: takes it" } else { "" };
    writeln!(
        output.out,
        "{} {} {}{}",
        paint.dim(&format!("{number:>3}.")),
        paint.title(&clean(&place.name)),
        paint.dim(&format!(
            "{}{country}{people} · {:.4}, {:.4} · {}",
            place.kind.as_str(),
            place.lat,
            place.lon,
            place.id.0
        )),
        paint.fact(mark),
    )?;
    if !explained.parents.is_empty() {
        writeln!(output.out, "     in {}", held(&explained.parents, paint))?;
    }
    writeln!(output.out, "     {}", paint.dim(&clean(&explained.why)))?;
    if let Some(names) = listed(&explained.names) {
        writeln!(output.out, "     {}", paint.dim(&names))?;
    }
    Ok(())
}

/// So many names of a place are shown.
const NAMES: usize = 16;

/// The names of a place as they are looked up, those of each kind together.
fn listed(names: &[KnownName]) -> Option<String> {
    let one = |known: &KnownName| match known.languages.as_slice() {
        [] => known.name.clone(),
        languages => format!("{} ({})", known.name, languages.join(", ")),
    };
    let of = |title: &str, kinds: &[Matched]| {
        let found: Vec<&KnownName> = names.iter().filter(|name| kinds.contains(&name.matched)).collect();
        let shown: Vec<String> = found.iter().take(NAMES).map(|known| one(known)).collect();
        let more = found.len().saturating_sub(NAMES);
        let more = if more == 0 { String::new() } else { format!(" and {more} more") };
        (!shown.is_empty()).then(|| format!("{title}: {}{more}", shown.join(", ")))
    };
    let parts: Vec<String> = [
        of("names", &[Matched::Preferred, Matched::Alternate, Matched::Abbreviation]),
        of("formerly", &[Matched::Historic]),
        of("adjectives and people", &[Matched::Adjective]),
    ]
    .into_iter()
    .flatten()
    .collect();
    (!parts.is_empty()).then(|| parts.join("; "))
}

/// 1234567 as 1,234,567.
fn thousands(number: u32) -> String {
    let digits = number.to_string();
    let groups: Vec<&str> = digits
        .as_bytes()
        .rchunks(3)
        .rev()
        .map(|group| std::str::from_utf8(group).unwrap_or_default())
        .collect();
    groups.join(",")
}

/// What holds a place, nearest first, the groupings after what lies on the map.
fn held(parents: &[PlaceRef], paint: Paint) -> String {
    let names = |geographic: bool| {
        let parents = parents.iter().filter(|parent| parent.kind.is_geographic() == geographic);
        parents.map(|parent| clean(&parent.name).into_owned()).collect::<Vec<_>>().join(" › ")
    };
    let groupings = names(false);
    let groupings = if groupings.is_empty() {
        groupings
    } else {
        paint.dim(&format!("; {}", groupings.replace(" › ", ", ")))
    };
    format!("{}{groupings}", names(true))
}
