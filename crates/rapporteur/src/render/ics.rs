//! Events as iCalendar (RFC 5545): whole days, the end exclusive as the standard has it.
//!
//! Our own sixty lines: the crates for it bring a clock and random identifiers, and the same index must give the same bytes.

use anyhow::Result;
use rapporteur_model::{Date, Hit, Page, Proof, Status, When};
use std::io::Write;

/// Octets of a line before it is folded, without its end (RFC 5545, 3.1).
const LINE: usize = 75;

/// Writes the events that have a closed time; gives how many were left out.
pub(crate) fn write(page: &Page, out: &mut impl Write) -> Result<usize> {
    let mut left_out = 0;
    for line in
        ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Rapporteur//Rapporteur//EN", "CALSCALE:GREGORIAN"]
    {
        fold(line, out)?;
    }
    for hit in &page.hits {
        for proof in &hit.proofs {
            match proof.event.when.as_ref().map(|when| when.value).filter(|when| !when.is_open()) {
                Some(when) => event(hit, proof, when, out)?,
                None => left_out += 1,
            }
        }
    }
    fold("END:VCALENDAR", out)?;
    Ok(left_out)
}

fn event(hit: &Hit, proof: &Proof, when: When, out: &mut impl Write) -> Result<()> {
    let event = &proof.event;
    // The time of writing must not depend on the clock: that of publication, else of the event itself.
    let stamp = hit.published.map_or(when.start(), When::start);
    let title = event.name.as_ref().map(|name| &name.value).or(hit.title.as_ref());
    let status = match event.status {
        Status::Cancelled => "CANCELLED",
        Status::Announced | Status::Postponed => "TENTATIVE",
        Status::Held => "CONFIRMED",
    };
    fold("BEGIN:VEVENT", out)?;
    fold(&format!("UID:{}#{}@rapporteur", escaped(hit.document.as_str()), proof.ordinal), out)?;
    fold(&format!("DTSTAMP:{}T000000Z", compact(stamp)), out)?;
    fold(&format!("DTSTART;VALUE=DATE:{}", compact(when.start())), out)?;
    fold(&format!("DTEND;VALUE=DATE:{}", compact(when.end().plus_days(1))), out)?;
    fold(&format!("SUMMARY:{}", escaped(title.map_or("(untitled)", String::as_str))), out)?;
    fold(&format!("DESCRIPTION:{}", escaped(&proof.sentences.join("\n"))), out)?;
    if let Some(venue) = event.venue.as_ref().map(|venue| &venue.value) {
        fold(&format!("LOCATION:{}", escaped(&venue.name)), out)?;
        fold(&format!("GEO:{:.4};{:.4}", venue.lat, venue.lon), out)?;
    }
    fold(&format!("STATUS:{status}"), out)?;
    fold("END:VEVENT", out)
}

fn compact(date: Date) -> String {
    format!("{:04}{:02}{:02}", date.year(), date.month(), date.day())
}

fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '\n' => out.push_str("\\n"),
            ',' | ';' | '\\' => out.extend(['\\', c]),
            c if c.is_control() => {}
            c => out.push(c),
        }
    }
    out
}

/// Writes a line, folded between characters.
fn fold(line: &str, out: &mut impl Write) -> Result<()> {
    let mut length = 0;
    for c in line.chars() {
        if length + c.len_utf8() > LINE {
            out.write_all(b"\r\n ")?;
            length = 1;
        }
        length += c.len_utf8();
        out.write_all(c.encode_utf8(&mut [0; 4]).as_bytes())?;
    }
    Ok(out.write_all(b"\r\n")?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_lines_are_folded_between_characters() {
        let mut out = Vec::new();
        fold(&format!("SUMMARY:{}", "ж".repeat(80)), &mut out).expect("a buffer");
        let text = String::from_utf8(out).expect("whole characters");
        assert!(text.split("\r\n").all(|line| line.len() <= LINE));
        assert_eq!(text.replace("\r\n ", "").trim_end(), format!("SUMMARY:{}", "ж".repeat(80)));
    }

    #[test]
    fn text_is_escaped() {
        assert_eq!(escaped("a,b;c\\d\ne\x07"), "a\\,b\\;c\\\\d\\ne");
    }
}
