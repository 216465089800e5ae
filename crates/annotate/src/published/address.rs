//! Dates in addresses: `/2012/05/16/`, `/20120516-title`, `-2012-05-16`, `/2012/may/16/`, `/16-05-2012`.

use super::in_text::is_sane;
use rapporteur_dates::declared_dates;
use rapporteur_model::When;

/// The date of an address, a day or a month. The host and what follows a question mark are no date.
pub(super) fn date(address: &str) -> Option<When> {
    let path = address
        .split_once("://")
        .map_or(address, |(_, rest)| rest.split_once('/').map_or("", |(_, path)| path));
    let path = path.split(['?', '#']).next().unwrap_or_default();
    let parts: Vec<&str> = path.split(['/', '-', '_', '.']).filter(|part| !part.is_empty()).collect();
    let mut month = None;
    for (at, part) in parts.iter().enumerate() {
        let found = match part.len() {
            4 => year_first(&parts[at..], &mut month).or_else(|| year_last(&parts[..=at])),
            // "20120516" at the head of a name, "art123-20120516".
            8 if part.starts_with("20") || part.starts_with("19") => compact(part),
            6 if part.starts_with("20") => compact_month(part, parts.get(at + 1)),
            _ => None,
        };
        if let Some(day) = found.filter(|day| is_sane(*day)) {
            return Some(day);
        }
    }
    month.filter(|month| is_sane(*month))
}

fn is_number(part: &str, digits: std::ops::RangeInclusive<usize>) -> bool {
    digits.contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_digit())
}

fn year_first(parts: &[&str], month: &mut Option<When>) -> Option<When> {
    let year = *parts.first().filter(|year| is_number(year, 4..=4))?;
    let next = *parts.get(1)?;
    if let Some(day) = parts.get(2).filter(|day| is_number(day, 1..=2)) {
        let text = if is_number(next, 1..=2) {
            format!("{year}-{next}-{day}")
        } else {
            format!("{day} {next} {year}")
        };
        if let Some(date) = declared_dates(&text, None).first() {
            return Some(date.when);
        }
    }
    // "/2012/0516/"
    if is_number(next, 4..=4)
        && let Some(day) = compact(&format!("{year}{next}"))
    {
        return Some(day);
    }
    if is_number(next, 2..=2) && month.is_none() {
        *month = format!("{year}-{next}").parse().ok();
    }
    None
}

/// "/16-05-2012", where only one of the two can be the month.
fn year_last(parts: &[&str]) -> Option<When> {
    let [.., first, second, year] = parts else { return None };
    if !is_number(year, 4..=4) || !is_number(first, 2..=2) || !is_number(second, 2..=2) {
        return None;
    }
    let (day, month) = if *first > "12" { (first, second) } else { (second, first) };
    (*day > "12").then(|| format!("{year}-{month}-{day}").parse().ok())?
}

fn compact(part: &str) -> Option<When> {
    if !is_number(part, 8..=8) {
        return None;
    }
    format!("{}-{}-{}", &part[..4], &part[4..6], &part[6..]).parse().ok()
}

/// `/201205/16/`
fn compact_month(part: &str, day: Option<&&str>) -> Option<When> {
    let day = day.filter(|day| is_number(day, 2..=2))?;
    is_number(part, 6..=6).then(|| format!("{}-{}-{day}", &part[..4], &part[4..]).parse().ok())?
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_date_of_an_address_is_read_in_its_usual_forms() {
        for (address, expected) in [
            ("https://a.example/2012/05/16/wells-of-osh.html", Some("2012-05-16")),
            ("https://a.example/news/20120516-wells", Some("2012-05-16")),
            ("https://a.example/wells-of-osh-2012-05-16", Some("2012-05-16")),
            ("https://a.example/2012/may/16/wells", Some("2012-05-16")),
            ("https://a.example/2012/0516/wells", Some("2012-05-16")),
            ("https://a.example/2012/05/wells", Some("2012-05")),
            ("https://a.example/news/16-05-2012", Some("2012-05-16")),
            ("https://a.example/news/05-06-2012", None),
            ("https://a.example/plan-2012-2015", None),
            ("https://a.example/wells?d=2012-05-16", None),
            ("https://20120516.example/wells", None),
        ] {
            assert_eq!(date(address).map(|when| when.to_string()).as_deref(), expected, "{address}");
        }
    }
}
