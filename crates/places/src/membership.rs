//! What holds a country, an area or a feature, and when: `data/membership.tsv`.

use rapporteur_model::{Date, PlaceId};
use std::collections::BTreeMap;

/// One holder, and the days between which it holds.
#[derive(Debug, Clone, Copy)]
struct Holding {
    holder: PlaceId,
    from: Option<Date>,
    to: Option<Date>,
}

impl Holding {
    /// Whether it holds on a day; without a day, whether it holds for good as far as the table knows.
    fn on(&self, day: Option<Date>) -> bool {
        match day {
            Some(day) => self.from.is_none_or(|from| from <= day) && self.to.is_none_or(|to| day <= to),
            None => self.to.is_none(),
        }
    }
}

/// A country.
#[derive(Debug)]
struct Country {
    code: &'static str,
    id: PlaceId,
    held: Vec<Holding>,
    languages: &'static str,
}

/// The whole table.
#[derive(Debug)]
pub(crate) struct Membership {
    /// By code; the number of a country in the entity table is its place here.
    countries: Vec<Country>,
    others: BTreeMap<PlaceId, Vec<Holding>>,
}

impl Membership {
    pub(crate) fn read() -> Self {
        let mut table = Self { countries: Vec::new(), others: BTreeMap::new() };
        for line in include_str!("../data/membership.tsv").lines().filter(|line| !line.starts_with('#')) {
            let mut fields = line.split('\t');
            let (Some(key), Some(Ok(id))) = (fields.next(), fields.next().map(str::parse)) else { continue };
            let held = fields.next().unwrap_or("").split(' ').filter_map(holding).collect();
            if key.len() == 2 {
                let languages = fields.next().unwrap_or("");
                table.countries.push(Country { code: key, id: PlaceId(id), held, languages });
            } else {
                table.others.insert(PlaceId(id), held);
            }
        }
        table
    }

    /// The code of the country with this number.
    pub(crate) fn code(&self, number: u8) -> Option<&'static str> {
        self.countries.get(usize::from(number)).map(|country| country.code)
    }

    /// The entry of the country with this number.
    pub(crate) fn country(&self, number: u8) -> Option<PlaceId> {
        self.countries.get(usize::from(number)).map(|country| country.id)
    }

    /// The country with this code.
    pub(crate) fn by_code(&self, code: &str) -> Option<PlaceId> {
        let at = self.countries.binary_search_by_key(&code, |country| country.code).ok()?;
        self.countries.get(at).map(|country| country.id)
    }

    /// Whether a language is official in the country with this number, or spoken by most of its people.
    pub(crate) fn speaks(&self, number: u8, language: &str) -> bool {
        let country = self.countries.get(usize::from(number));
        country.is_some_and(|country| country.languages.split(' ').any(|spoken| spoken == language))
    }

    /// The numbers of the countries that speak a language.
    pub(crate) fn spoken(&self, language: &str) -> impl Iterator<Item = u8> {
        (0..=u8::MAX).take(self.countries.len()).filter(move |number| self.speaks(*number, language))
    }

    /// What holds the country with this number on a day, smallest area first.
    pub(crate) fn of_country(&self, number: u8, day: Option<Date>) -> impl Iterator<Item = PlaceId> {
        let held = self.countries.get(usize::from(number)).map_or(&[][..], |country| &country.held);
        held.iter().filter(move |holding| holding.on(day)).map(|holding| holding.holder)
    }

    /// What holds another entry.
    pub(crate) fn of_other(&self, id: PlaceId, day: Option<Date>) -> impl Iterator<Item = PlaceId> {
        let held = self.others.get(&id).map_or(&[][..], Vec::as_slice);
        held.iter().filter(move |holding| holding.on(day)).map(|holding| holding.holder)
    }
}

/// `4000001005:1973-01-01..2020-01-31`; a month or a year alone begins or ends with its first or last day.
fn holding(text: &str) -> Option<Holding> {
    let (holder, period) = text.split_once(':').unwrap_or((text, ".."));
    let (from, to) = period.split_once("..")?;
    Some(Holding { holder: PlaceId(holder.parse().ok()?), from: day(from, false), to: day(to, true) })
}

fn day(text: &str, last: bool) -> Option<Date> {
    let mut parts = text.split('-').map(str::parse::<u32>);
    let year: i32 = parts.next()?.ok()?.try_into().ok()?;
    let month = match parts.next() {
        Some(month) => month.ok()?,
        None if last => 12,
        None => 1,
    };
    match parts.next() {
        Some(day) => Date::new(year, month, day.ok()?),
        None if last => (28..=31).rev().find_map(|day| Date::new(year, month, day)),
        None => Date::new(year, month, 1),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_membership_holds_between_its_days() {
        let union = holding("4000001005:1973..2020-01").expect("a holding");
        let on = |year, month, day| union.on(Date::new(year, month, day));
        assert!(on(1973, 1, 1) && on(2020, 1, 31) && !on(2020, 2, 1) && !on(1972, 12, 31));
        assert!(!union.on(None));
        assert!(holding("4000001005").is_some_and(|always| always.on(None) && always.on(Date::new(1, 1, 1))));
    }
}
