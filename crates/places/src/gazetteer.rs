//! The gazetteer: entries by name and by identifier, and what holds what.
//!
//! A typed name is looked up whole and in any case, without the caution running text needs: the person who types
//! `where:Nice` means the town.

use crate::fold::folded;
use crate::inflection::{Case, nominatives};
use crate::store::{NAMES, Row, Sense, senses};
use crate::token::tokens;
use crate::trie::{Names, Step};
use rapporteur_model::{PlaceId, PlaceKind, PlaceRef, PlaceRole};
use std::collections::BTreeMap;
use std::sync::OnceLock;

/// The embedded gazetteer: a cheap handle over bytes in the binary, opened without parsing the names.
#[derive(Debug)]
pub struct Gazetteer {
    pub(crate) names: Names,
    /// What holds a country (by code) or an area (by identifier), smallest first.
    holders: BTreeMap<&'static str, Holders>,
    /// Short forms that are names in exactly their own spelling.
    pub(crate) abbreviations: BTreeMap<&'static str, Row>,
}

#[derive(Debug)]
struct Holders {
    id: PlaceId,
    above: Vec<PlaceId>,
}

impl Gazetteer {
    /// The gazetteer that ships in the binary.
    pub fn embedded() -> &'static Gazetteer {
        static ONE: OnceLock<Gazetteer> = OnceLock::new();
        ONE.get_or_init(|| Gazetteer {
            names: Names::open(NAMES),
            holders: include_str!("../data/membership.tsv").lines().filter_map(holders).collect(),
            abbreviations: include_str!("../data/abbreviations.tsv")
                .lines()
                .filter_map(abbreviation)
                .collect(),
        })
    }

    /// What a typed name may stand for, best first: any case, Latin or Cyrillic, inflected or not, with or without
    /// "the". Empty where the gazetteer knows no such name. The role is [`PlaceRole::Mention`].
    pub fn lookup(&self, name: &str) -> Vec<PlaceRef> {
        let name = name.trim();
        if let Some(row) = self.abbreviation(name) {
            return vec![self.entry(row, PlaceRole::Mention)];
        }
        let words: Vec<String> = tokens(name).iter().map(|token| folded(token.text(name))).collect();
        let mut found = self.candidates(&words);
        if found.is_empty()
            && words.first().is_some_and(|word| matches!(word.as_str(), "the" | "la" | "le" | "les" | "el"))
        {
            found = self.candidates(&words[1..]);
        }
        found.into_iter().map(|row| self.entry(row, PlaceRole::Mention)).collect()
    }

    /// The country with this ISO 3166-1 alpha-2 code, in capitals; facets count countries by it.
    pub fn country(&self, code: &str) -> Option<PlaceId> {
        (code.len() == 2).then(|| self.holders.get(code).map(|holders| holders.id))?
    }

    /// The entry with this identifier, in the role of a mention.
    pub fn place(&self, id: PlaceId) -> Option<PlaceRef> {
        Row::of(id).map(|row| self.entry(row, PlaceRole::Mention))
    }

    /// Every entry that holds `id`, nearest first and without itself: the region, the country, M49 areas and the
    /// continent, groupings. Empty for an unknown entry.
    pub fn parents(&self, id: PlaceId) -> Vec<PlaceId> {
        Row::of(id).map(|row| self.parents_of(row)).unwrap_or_default()
    }

    pub(crate) fn parents_of(&self, row: Row) -> Vec<PlaceId> {
        let mut out: Vec<PlaceId> = row.region().map(Row::id).into_iter().collect();
        let holders = match row.country() {
            Some(code) => self.holders.get(code),
            None => self.holders.values().find(|holders| holders.id == row.id()),
        };
        if let Some(holders) = holders {
            out.extend(Some(holders.id).filter(|id| *id != row.id()));
            out.extend(&holders.above);
        }
        out
    }

    /// Whether `outer` holds `inner`, or is it.
    pub(crate) fn holds(&self, outer: Row, inner: Row) -> bool {
        if outer == inner {
            return true;
        }
        match outer.kind() {
            PlaceKind::City | PlaceKind::Feature => false,
            PlaceKind::Region => inner.region() == Some(outer),
            PlaceKind::Country => inner.country() == outer.country(),
            PlaceKind::District | PlaceKind::Former | PlaceKind::Area | PlaceKind::Grouping => {
                self.parents_of(inner).contains(&outer.id())
            }
        }
    }

    pub(crate) fn entry(&self, row: Row, role: PlaceRole) -> PlaceRef {
        PlaceRef {
            id: row.id(),
            name: row.label().to_owned(),
            kind: row.kind(),
            country: row.country().map(str::to_owned),
            parents: self.parents_of(row),
            lat: row.lat(),
            lon: row.lon(),
            role,
        }
    }

    fn abbreviation(&self, name: &str) -> Option<Row> {
        let upper = name.to_uppercase();
        self.abbreviations.get(name).or_else(|| self.abbreviations.get(upper.as_str())).copied()
    }

    /// The rows a folded name may stand for: as it stands before inflected, then by prior.
    fn candidates(&self, words: &[String]) -> Vec<Row> {
        let mut steps = vec![self.names.start()];
        for (at, word) in words.iter().enumerate() {
            steps = self.advance(&steps, word, at > 0);
        }
        let mut ranked: Vec<(bool, Sense)> = Vec::new();
        for step in steps {
            let mut found = Vec::new();
            if let Some(value) = self.names.value(step) {
                senses(value, &mut found);
            }
            ranked.extend(found.into_iter().map(|sense| (step.case != Case::Same, sense)));
        }
        ranked.sort_by(|(inflected, a), (other, b)| {
            (inflected, prior(*b))
                .partial_cmp(&(other, prior(*a)))
                .unwrap_or(std::cmp::Ordering::Equal)
                .then(a.cmp(b))
        });
        let mut rows: Vec<Row> = Vec::new();
        for (_, sense) in ranked {
            if !rows.contains(&sense.row) {
                rows.push(sense.row);
            }
        }
        rows
    }

    /// Every way on from `steps` over one word, inflected or not.
    pub(crate) fn advance(&self, steps: &[Step], word: &str, parted: bool) -> Vec<Step> {
        let cyrillic = word.chars().next().is_some_and(|char| ('\u{400}'..='\u{52F}').contains(&char));
        let forms = if cyrillic { nominatives(word) } else { vec![(word.to_owned(), Case::Same)] };
        let mut out = Vec::new();
        for step in steps {
            let Some(step) = (if parted { self.names.advance(*step, " ", Case::Same) } else { Some(*step) })
            else {
                continue;
            };
            out.extend(forms.iter().filter_map(|(form, case)| self.names.advance(step, form, *case)));
        }
        out
    }
}

/// How likely a sense is before anything of the text is known. Countries and areas stand above any town; a region
/// counts for a tenth of its people, so that "New York" is the city; an alternate name costs a factor of twenty.
/// Set by hand on the LGL and GeoVirus development sets.
pub(crate) fn prior(sense: Sense) -> f32 {
    let people = (sense.row.population() as f32 + 1.0).ln();
    let base = match sense.row.kind() {
        PlaceKind::Country if !sense.alternate => 20.0,
        PlaceKind::Country => 18.0,
        PlaceKind::Former | PlaceKind::Feature | PlaceKind::Area | PlaceKind::Grouping => 20.0,
        PlaceKind::District | PlaceKind::Region => (people - 2.3).max(0.0),
        PlaceKind::City if sense.row.is_capital() => people + 3.0,
        PlaceKind::City => people,
    };
    if sense.alternate { base - 3.0 } else { base }
}

fn holders(line: &'static str) -> Option<(&'static str, Holders)> {
    let mut fields = line.split('\t');
    let (code, id) = (fields.next()?, fields.next()?.parse().ok()?);
    let above = fields.next()?.split(' ').filter_map(|id| id.parse().ok()).map(PlaceId).collect();
    Some((code, Holders { id: PlaceId(id), above }))
}

fn abbreviation(line: &'static str) -> Option<(&'static str, Row)> {
    let (form, id) = line.split_once('\t')?;
    let id: u32 = id.parse().ok()?;
    // Numbers below 10,000 are those of groupings.tsv.
    let id = if id < 10_000 { PlaceId::OWN + id } else { id };
    Some((form, Row::of(PlaceId(id))?))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn first(name: &str) -> u32 {
        Gazetteer::embedded().lookup(name).first().map_or(0, |place| place.id.0)
    }

    #[test]
    fn a_town_is_found_under_its_spellings_scripts_and_cases() {
        for name in ["Kyiv", "kiev", "Киев", "Київ", "в Киеве".trim_start_matches("в "), "Киева", "Києві"]
        {
            assert_eq!(first(name), 703_448, "{name}");
        }
        assert_eq!(first("Нижнем Новгороде"), 520_555);
        assert_eq!(first("Республике Таджикистан"), 1_220_409);
        assert_eq!(first("Кыргызской Республике"), 1_527_747);
        assert_eq!(first("Оше"), 1_527_534);
        assert_eq!(first("ALMA ATA"), 1_526_384);
    }

    #[test]
    fn former_names_find_the_place_of_today() {
        let table = include_str!("../data/former.tsv");
        for line in table.lines().filter(|line| !line.starts_with('#')) {
            let (name, id) = line.split_once('\t').expect("two fields");
            let found = Gazetteer::embedded().lookup(name);
            assert!(found.iter().any(|place| place.id.0.to_string() == id), "{name}");
        }
    }

    #[test]
    fn country_names_stand_before_towns_of_the_same_name() {
        assert_eq!(first("Georgia"), 614_540);
        assert_eq!(first("Jordan"), 248_816);
        assert_eq!(first("Грузии"), 614_540);
        assert_eq!(first("the United States"), 6_252_001);
    }

    #[test]
    fn abbreviations_are_typed_in_any_case() {
        assert_eq!(first("UK"), 2_635_167);
        assert_eq!(first("снг"), PlaceId::OWN + 1001);
    }

    #[test]
    fn countries_are_known_by_code() {
        assert_eq!(Gazetteer::embedded().country("TJ"), Some(PlaceId(1_220_409)));
        assert_eq!(Gazetteer::embedded().country("Tajikistan"), None);
    }

    #[test]
    fn parents_go_from_the_region_to_the_groupings() {
        let bishkek = Gazetteer::embedded().parents(PlaceId(1_528_675));
        let expected = [1_528_334, 1_527_747, PlaceId::OWN + 143, 6_255_147, PlaceId::OWN + 1001];
        assert_eq!(bishkek.iter().take(5).map(|id| id.0).collect::<Vec<_>>(), expected);
        let area = Gazetteer::embedded().parents(PlaceId(PlaceId::OWN + 143));
        assert_eq!(area, [PlaceId(6_255_147)]);
        assert!(Gazetteer::embedded().parents(PlaceId(1)).is_empty());
    }

    #[test]
    fn every_name_has_an_entity_with_a_label() {
        let mut empty = Vec::new();
        let mut count = 0;
        Gazetteer::embedded().names.each(|key, value| {
            let mut found = Vec::new();
            senses(value, &mut found);
            count += 1;
            if found.is_empty() || found.iter().any(|sense| sense.row.label().is_empty()) {
                empty.push(key.to_owned());
            }
        });
        assert!(count > 200_000);
        assert_eq!(empty, Vec::<String>::new());
    }

    #[test]
    fn central_asia_holds_five_countries_and_their_towns() {
        let area = &Gazetteer::embedded().lookup("Central Asia")[0];
        assert_eq!(area.id, PlaceId(PlaceId::OWN + 143));
        assert_eq!(Gazetteer::embedded().lookup("Центральной Азии")[0].id, area.id);
        for town in ["Bishkek", "Dushanbe", "Astana", "Ashgabat", "Tashkent"] {
            assert!(Gazetteer::embedded().lookup(town)[0].parents.contains(&area.id), "{town}");
        }
    }
}
