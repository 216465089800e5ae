//! Hits as comma-separated values (RFC 4180), one line a hit, with a header.

use anyhow::Result;
use rapporteur_model::{Event, Hit, Page, Unit};
use std::io::Write;

pub(crate) fn write(page: &Page, unit: Unit, out: &mut impl Write) -> Result<()> {
    let mut rows = csv::Writer::from_writer(out);
    match unit {
        Unit::Document => {
            rows.write_record(["id", "uri", "title", "published", "language", "score", "events"])?;
            for hit in &page.hits {
                let events: Vec<String> = hit.proofs.iter().map(|proof| short(&proof.event)).collect();
                let [id, uri, title, published, language] = about(hit);
                rows.write_record([
                    id,
                    uri,
                    title,
                    published,
                    language,
                    hit.score.to_string(),
                    events.join("; "),
                ])?;
            }
        }
        Unit::Event => {
            rows.write_record([
                "when",
                "precision",
                "inferred",
                "venue",
                "country",
                "latitude",
                "longitude",
                "geonameid",
                "name",
                "people",
                "organisations",
                "status",
                "evidence",
                "id",
                "uri",
                "title",
                "published",
                "language",
            ])?;
            for hit in &page.hits {
                for proof in &hit.proofs {
                    let mut row = event(&proof.event);
                    row.push(proof.sentences.join(" "));
                    row.extend(about(hit));
                    rows.write_record(row)?;
                }
            }
        }
    }
    rows.flush()?;
    Ok(())
}

fn about(hit: &Hit) -> [String; 5] {
    let published = hit.published.map(|when| when.to_string()).unwrap_or_default();
    let text = |value: &Option<String>| value.clone().unwrap_or_default();
    [hit.document.to_string(), hit.uri.clone(), text(&hit.title), published, text(&hit.language)]
}

fn short(event: &Event) -> String {
    let when = event.when.as_ref().map(|when| when.value.to_string());
    let venue = event.venue.as_ref().map(|venue| venue.value.name.clone());
    [when, venue].into_iter().flatten().collect::<Vec<_>>().join(" ")
}

fn event(event: &Event) -> Vec<String> {
    let when = event.when.as_ref();
    let venue = event.venue.as_ref().map(|venue| &venue.value);
    let people: Vec<&str> = event.people.iter().map(|person| person.name.as_str()).collect();
    let bodies: Vec<&str> = event.organisations.iter().map(|body| body.name.as_str()).collect();
    vec![
        when.map(|when| when.value.to_string()).unwrap_or_default(),
        when.map(|when| when.value.precision().as_str().to_owned()).unwrap_or_default(),
        when.map(|when| when.inferred.to_string()).unwrap_or_default(),
        venue.map(|venue| venue.name.clone()).unwrap_or_default(),
        venue.and_then(|venue| venue.country.clone()).unwrap_or_default(),
        venue.map(|venue| venue.lat.to_string()).unwrap_or_default(),
        venue.map(|venue| venue.lon.to_string()).unwrap_or_default(),
        venue.map(|venue| venue.id.0.to_string()).unwrap_or_default(),
        event.name.as_ref().map(|name| name.value.clone()).unwrap_or_default(),
        people.join("; "),
        bodies.join("; "),
        event.status.as_str().to_owned(),
    ]
}
