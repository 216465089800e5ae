//! Events as GeoJSON (RFC 7946): a point a venue.

use anyhow::Result;
use rapporteur_model::Page;
use serde_json::{Value, json};
use std::io::Write;

/// Writes the events that have a venue; gives how many were left out.
pub(crate) fn write(page: &Page, out: &mut impl Write) -> Result<usize> {
    let mut features: Vec<Value> = Vec::new();
    let mut left_out = 0;
    for hit in &page.hits {
        for proof in &hit.proofs {
            let event = &proof.event;
            let Some(venue) = event.venue.as_ref().map(|venue| &venue.value) else {
                left_out += 1;
                continue;
            };
            let people: Vec<&str> = event.people.iter().map(|person| person.name.as_str()).collect();
            features.push(json!({
                "type": "Feature",
                "geometry": {"type": "Point", "coordinates": [degrees(venue.lon), degrees(venue.lat)]},
                "properties": {
                    "when": event.when.as_ref().map(|when| when.value.to_string()),
                    "venue": venue.name,
                    "country": venue.country,
                    "geonameid": venue.id.0,
                    "name": event.name.as_ref().map(|name| &name.value),
                    "people": people,
                    "status": event.status.as_str(),
                    "evidence": proof.sentences,
                    "id": hit.document.as_str(),
                    "uri": hit.uri,
                    "title": hit.title,
                },
            }));
        }
    }
    serde_json::to_writer(&mut *out, &json!({"type": "FeatureCollection", "features": features}))?;
    writeln!(out)?;
    Ok(left_out)
}

fn degrees(value: f32) -> f64 {
    (f64::from(value) * 10_000.0).round() / 10_000.0
}
