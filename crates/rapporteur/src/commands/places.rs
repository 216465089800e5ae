//! `places`: which places a name may be, what holds them, which of them a search takes, and why.

use super::say;
use crate::exit::Outcome;
use crate::flags::Places;
use crate::output::{Output, Paint, clean};
use crate::reader::{Composed, candidates, meant};
use anyhow::Result;
use rapporteur_model::{Atlas, PlaceId, PlaceKind, PlaceRef};
use rapporteur_query::Resolver;
use serde::Serialize;
use std::io::Write;

/// A place the name may be.
struct Candidate<'a> {
    place: &'a PlaceRef,
    /// What holds it, nearest first.
    parents: Vec<PlaceRef>,
    /// Whether `where:NAME` finds what is there.
    searched: bool,
    why: String,
}

pub(crate) fn run(flags: &Places, output: &mut Output) -> Result<Outcome> {
    let typed = flags.name.join(" ");
    let typed = typed.trim();
    let found = candidates(typed);
    let explained = explained(typed, &found);
    if flags.json {
        let candidates = explained.iter().take(flags.limit).map(to_json).collect();
        let answer = AnswerJson { name: typed, total: found.len(), candidates };
        serde_json::to_writer(&mut output.out, &answer)?;
        writeln!(output.out)?;
    } else {
        for (at, candidate) in explained.iter().take(flags.limit).enumerate() {
            write(at + 1, candidate, output)?;
        }
        if explained.len() > flags.limit {
            let more = format!("{} more; -n {} shows all", explained.len() - flags.limit, explained.len());
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

fn explained<'a>(typed: &str, found: &'a [PlaceRef]) -> Vec<Candidate<'a>> {
    let atlas = Composed::default();
    let meant = meant(found);
    let explain = |(at, place): (usize, &'a PlaceRef)| {
        let searched = meant.iter().any(|one| one.id == place.id);
        Candidate {
            place,
            parents: place.parents.iter().filter_map(|id| atlas.place(*id)).collect(),
            searched,
            why: why(typed, at, place, searched, found),
        }
    };
    found.iter().enumerate().map(explain).collect()
}

/// Why a candidate stands where it stands, as far as the gazetteer says. Under which of its names it was matched, and in
/// which language, belongs here too once the gazetteer tells.
fn why(typed: &str, at: usize, place: &PlaceRef, searched: bool, found: &[PlaceRef]) -> String {
    let named = named(typed, place);
    let order = match (at, searched) {
        (0, _) if found.len() == 1 => "no other place is known by it".to_owned(),
        (0, _) => first(place, found),
        (_, true) => {
            format!("it holds {first} or lies in it, so a search takes it as well", first = found[0].name)
        }
        (_, false) => format!("{}; {} stands before it", asked(place), found[0].name),
    };
    format!("{named}; {order}")
}

/// What the name typed has to do with the place.
fn named(typed: &str, place: &PlaceRef) -> String {
    let same = |one: &str, other: &str| one.trim().to_lowercase() == other.trim().to_lowercase();
    let is_code =
        place.kind == PlaceKind::Country && place.country.as_deref().is_some_and(|code| same(code, typed));
    match typed.rsplit_once(',') {
        _ if same(&place.name, typed) => format!("its name is {:?}", place.name),
        _ if is_code => format!("{typed:?} is its country code"),
        Some((inner, outer)) => format!("it is known as {:?} and lies in {:?}", inner.trim(), outer.trim()),
        None => format!("{typed:?} is another name or spelling of it"),
    }
}

/// Why the first of several is the first.
fn first(place: &PlaceRef, found: &[PlaceRef]) -> String {
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

/// How to ask for a place that its name alone does not mean.
fn asked(place: &PlaceRef) -> String {
    let composed = Composed::default();
    let typed = composed.typed(place);
    if composed.places(&typed).contains(&place.id) {
        format!("where:\"{typed}\" asks for it")
    } else {
        "no name asks for it alone".to_owned()
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
    parents: Vec<ParentJson<'a>>,
    searched: bool,
    why: &'a str,
}

#[derive(Serialize)]
struct ParentJson<'a> {
    geonameid: PlaceId,
    name: &'a str,
    kind: &'static str,
}

fn to_json<'a>(candidate: &'a Candidate<'_>) -> CandidateJson<'a> {
    let place = candidate.place;
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
        parents: candidate.parents.iter().map(parent).collect(),
        searched: candidate.searched,
        why: &candidate.why,
    }
}

/// The four decimals that carry meaning, as in the other contracts.
fn degrees(value: f32) -> f64 {
    (f64::from(value) * 10_000.0).round() / 10_000.0
}

fn write(number: usize, candidate: &Candidate<'_>, output: &mut Output) -> Result<()> {
    let (place, paint) = (candidate.place, output.paint);
    let country = place.country.as_ref().map(|code| format!(", {code}")).unwrap_or_default();
    let mark = if candidate.searched { "  where: takes it" } else { "" };
    writeln!(
        output.out,
        "{} {} {}{}",
        paint.dim(&format!("{number:>3}.")),
        paint.title(&clean(&place.name)),
        paint.dim(&format!(
            "{}{country} · {:.4}, {:.4} · {}",
            place.kind.as_str(),
            place.lat,
            place.lon,
            place.id.0
        )),
        paint.fact(mark),
    )?;
    if !candidate.parents.is_empty() {
        writeln!(output.out, "     in {}", held(&candidate.parents, paint))?;
    }
    writeln!(output.out, "     {}", paint.dim(&clean(&candidate.why)))?;
    Ok(())
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
