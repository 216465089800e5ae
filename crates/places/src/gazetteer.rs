//! The gazetteer: entries by name and by identifier, and what holds what.
//!
//! A typed name is looked up whole and in any case, without the caution running text needs: the person who types
//! `where:Nice` means the town.

use crate::fold::folded;
use crate::inflection::{Case, nominatives};
use crate::membership::Membership;
use crate::store::{ADJECTIVES, Form, LANGUAGES, NAMES, Row, Sense, senses};
use crate::token::tokens;
use crate::trie::{Names, Step};
use rapporteur_model::{Date, PlaceId, PlaceKind, PlaceRef, PlaceRole};
use std::collections::BTreeMap;
use std::sync::OnceLock;

/// The embedded gazetteer: a cheap handle over bytes in the binary, opened without parsing the names.
#[derive(Debug)]
pub struct Gazetteer {
    pub(crate) names: Names,
    pub(crate) adjectives: Names,
    pub(crate) languages: Names,
    pub(crate) membership: Membership,
    /// Short forms that are names in exactly their own spelling.
    pub(crate) abbreviations: BTreeMap<&'static str, ShortForm>,
}

/// How a typed name matched the name of a place.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Matched {
    /// It is the place's own or official name.
    Preferred,
    /// It is a short form in exactly this spelling.
    Abbreviation,
    /// It is a name in another language, or a spelling.
    Alternate,
    /// It is a former name.
    Historic,
    /// It is a name in another grammatical case.
    Inflected,
    /// It is an adjective, or the name of the people.
    Adjective,
    /// It is one letter away from a name, and nothing else fits.
    Misspelt,
}

impl Matched {
    /// The name used in the machine contracts.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Preferred => "preferred",
            Self::Abbreviation => "abbreviation",
            Self::Alternate => "alternate",
            Self::Historic => "historic",
            Self::Inflected => "inflected",
            Self::Adjective => "adjective",
            Self::Misspelt => "misspelt",
        }
    }
}

/// A name of a place, for people who ask.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct KnownName {
    /// The name as it is looked up: lower case, Latin letters without marks.
    pub name: String,
    /// What it is to the place.
    pub matched: Matched,
    /// The languages it is known to belong to, ISO 639-1; empty where the sources do not say.
    pub languages: Vec<String>,
}

/// A place a typed name may stand for, and why.
#[derive(Debug, Clone, PartialEq)]
pub struct Candidate {
    /// The place.
    pub place: PlaceRef,
    /// Its inhabitants to three digits; 0 where unknown.
    pub population: u32,
    /// How the name matched.
    pub matched: Matched,
}

/// What a short form stands for.
#[derive(Debug, Clone, Copy)]
pub(crate) struct ShortForm {
    pub(crate) row: Row,
    /// It is short for others as well: РТ is Tajikistan and Tatarstan.
    pub(crate) doubtful: bool,
}

impl Gazetteer {
    /// The gazetteer that ships in the binary.
    pub fn embedded() -> &'static Gazetteer {
        static ONE: OnceLock<Gazetteer> = OnceLock::new();
        ONE.get_or_init(|| Gazetteer {
            names: Names::open(NAMES),
            adjectives: Names::open(ADJECTIVES),
            languages: Names::open(LANGUAGES),
            membership: Membership::read(),
            abbreviations: include_str!("../data/abbreviations.tsv")
                .lines()
                .filter_map(abbreviation)
                .collect(),
        })
    }

    /// What a typed name may stand for, best first: any case, Latin or Cyrillic, inflected or not, with or without
    /// "the". Empty where the gazetteer knows no such name. The role is [`PlaceRole::Mention`].
    pub fn lookup(&self, name: &str) -> Vec<PlaceRef> {
        self.candidates(name).into_iter().map(|candidate| candidate.place).collect()
    }

    /// What a typed name may stand for, best first, and how it matched. Only where no name, short form, inflection or
    /// adjective fits, names one letter away are given.
    pub fn candidates(&self, name: &str) -> Vec<Candidate> {
        let mut found = self.spelt(name);
        if found.is_empty() {
            let words: Vec<String> = tokens(name).iter().map(|token| folded(token.text(name))).collect();
            let rows = self.misspelt(&words.join(" "));
            found = rows.into_iter().map(|(row, matched)| self.candidate(row, matched)).collect();
        }
        found
    }

    /// The same without names one letter away.
    pub(crate) fn spelt(&self, name: &str) -> Vec<Candidate> {
        let name = name.trim();
        if let Some(row) = self.abbreviation(name) {
            return vec![self.candidate(row, Matched::Abbreviation)];
        }
        let words: Vec<String> = tokens(name).iter().map(|token| folded(token.text(name))).collect();
        let mut found = self.named(&words);
        if found.is_empty()
            && words.first().is_some_and(|word| matches!(word.as_str(), "the" | "la" | "le" | "les" | "el"))
        {
            found = self.named(&words[1..]);
        }
        if found.is_empty() {
            found = self.bare(&words);
        }
        found.into_iter().map(|(row, matched)| self.candidate(row, matched)).collect()
    }

    /// Every name of a place, its own first, then by spelling; adjectives last. Reads all names: some 50 ms.
    pub fn names(&self, id: PlaceId) -> Vec<KnownName> {
        let Some(row) = Row::of(id) else { return Vec::new() };
        let mut out = Vec::new();
        for names in [&self.names, &self.adjectives] {
            let mut found = Vec::new();
            names.each(|name, value| {
                found.clear();
                senses(value, &mut found);
                out.extend(found.iter().filter(|sense| sense.row == row).map(|sense| KnownName {
                    name: name.to_owned(),
                    matched: matched(sense.form, false),
                    languages: self.languages.after(&format!("{name}\0")),
                }));
            });
        }
        out.extend(self.abbreviations.iter().filter(|(_, other)| other.row == row).map(|(form, _)| {
            KnownName { name: (*form).to_owned(), matched: Matched::Abbreviation, languages: Vec::new() }
        }));
        out.sort_by(|a, b| (a.matched, &a.name).cmp(&(b.matched, &b.name)));
        out
    }

    /// The country with this ISO 3166-1 alpha-2 code, in capitals; facets count countries by it.
    pub fn country(&self, code: &str) -> Option<PlaceId> {
        self.membership.by_code(code)
    }

    /// The entry with this identifier, in the role of a mention.
    pub fn place(&self, id: PlaceId) -> Option<PlaceRef> {
        Row::of(id).map(|row| self.entry(row, PlaceRole::Mention, None))
    }

    /// Every entry that holds `id`, nearest first and without itself: the district, the region, the country, M49 areas
    /// and the continent, groupings it is in for good as far as the tables know. Empty for an unknown entry.
    pub fn parents(&self, id: PlaceId) -> Vec<PlaceId> {
        Row::of(id).map(|row| self.parents_of(row, None)).unwrap_or_default()
    }

    /// Every entry that held `id` on a day: what lies in a former country then, and who was in a grouping then.
    pub fn parents_on(&self, id: PlaceId, day: Date) -> Vec<PlaceId> {
        Row::of(id).map(|row| self.parents_of(row, Some(day))).unwrap_or_default()
    }

    pub(crate) fn parents_of(&self, row: Row, day: Option<Date>) -> Vec<PlaceId> {
        let mut out: Vec<PlaceId> = Vec::new();
        let mut above = row.parent();
        while let Some(holder) = above {
            out.push(holder.id());
            above = holder.parent();
        }
        match row.country() {
            Some(country) => {
                out.extend(self.membership.country(country).filter(|id| *id != row.id()));
                out.extend(self.membership.of_country(country, day));
            }
            None => {
                let held: Vec<PlaceId> = self.membership.of_other(row.id(), day).collect();
                out.extend(&held);
                // What lies in several countries lies in the parts of the world of each, and in the groupings of all.
                let countries: Vec<u8> =
                    held.iter().filter_map(|id| Row::of(*id)).filter_map(Row::country).collect();
                let of = |country: &u8| self.membership.of_country(*country, day).collect::<Vec<PlaceId>>();
                let holders: Vec<Vec<PlaceId>> = countries.iter().map(of).collect();
                let common = |id: &PlaceId| {
                    Row::of(*id).is_some_and(|row| row.kind() == PlaceKind::Area)
                        || holders.iter().all(|holders| holders.contains(id))
                };
                out.extend(holders.iter().flatten().copied().filter(common));
            }
        }
        let mut seen = std::collections::BTreeSet::new();
        out.retain(|id| seen.insert(*id));
        out
    }

    /// Whether `outer` holds `inner` now, or is it.
    pub(crate) fn holds(&self, outer: Row, inner: Row) -> bool {
        if outer == inner {
            return true;
        }
        match outer.kind() {
            PlaceKind::City | PlaceKind::Feature => false,
            PlaceKind::District => inner.district() == Some(outer),
            PlaceKind::Region => inner.region() == Some(outer),
            PlaceKind::Country => inner.country().is_some() && inner.country() == outer.country(),
            PlaceKind::Former | PlaceKind::Area | PlaceKind::Grouping => {
                self.parents_of(inner, None).contains(&outer.id())
            }
        }
    }

    pub(crate) fn entry(&self, row: Row, role: PlaceRole, day: Option<Date>) -> PlaceRef {
        PlaceRef {
            id: row.id(),
            name: row.label().to_owned(),
            kind: row.kind(),
            country: row.country().and_then(|number| self.membership.code(number)).map(str::to_owned),
            parents: self.parents_of(row, day),
            lat: row.lat(),
            lon: row.lon(),
            role,
        }
    }

    fn candidate(&self, row: Row, matched: Matched) -> Candidate {
        Candidate { place: self.entry(row, PlaceRole::Mention, None), population: row.population(), matched }
    }

    /// Whether a place is in the United States.
    pub(crate) fn is_american(&self, row: Row) -> bool {
        row.country().and_then(|number| self.membership.code(number)) == Some("US")
    }

    /// The capital of a country.
    pub(crate) fn capital(&self, country: Row) -> Option<Row> {
        static CAPITALS: OnceLock<BTreeMap<u8, Row>> = OnceLock::new();
        let capitals = CAPITALS.get_or_init(|| {
            Row::all().filter(|row| row.is_capital()).filter_map(|row| Some((row.country()?, row))).collect()
        });
        (country.kind() == PlaceKind::Country).then(|| capitals.get(&country.country()?).copied())?
    }

    fn abbreviation(&self, name: &str) -> Option<Row> {
        let upper = name.to_uppercase();
        let found = self.abbreviations.get(name).or_else(|| self.abbreviations.get(upper.as_str()));
        found.map(|short| short.row)
    }
}

pub(crate) fn matched(form: Form, inflected: bool) -> Matched {
    match form {
        Form::Adjective => Matched::Adjective,
        _ if inflected => Matched::Inflected,
        Form::Preferred => Matched::Preferred,
        Form::Alternate => Matched::Alternate,
        Form::Historic => Matched::Historic,
    }
}

/// How many bytes two words begin alike, whole letters.
fn shared(one: &str, other: &str) -> usize {
    let letters = one.char_indices().zip(other.chars());
    let end = letters.take_while(|((_, a), b)| a == b).last();
    end.map_or(0, |((at, char), _)| at + char.len_utf8())
}

/// Every way on from `steps` over one word of a text in `language`, inflected or not.
pub(crate) fn advance(
    names: &Names,
    steps: &[Step],
    word: &str,
    parted: bool,
    language: Option<&str>,
) -> Vec<Step> {
    let starts = steps
        .iter()
        .filter_map(|step| if parted { names.advance(*step, " ", Case::Same) } else { Some(*step) });
    let mut starts = starts.peekable();
    if starts.peek().is_none() {
        return Vec::new();
    }
    let forms = nominatives(word, language);
    // Most forms begin alike, and that is walked once.
    let alike = forms.iter().skip(1).fold(word.len(), |alike, (form, _)| shared(word, form).min(alike));
    let mut out = Vec::new();
    for start in starts {
        let Some(stem) = names.advance(start, &word[..alike], Case::Same) else { continue };
        out.extend(forms.iter().filter_map(|(form, case)| names.advance(stem, &form[alike..], *case)));
    }
    out
}

/// How likely a sense is before anything of the text is known, for typed names. Countries and areas stand above any
/// town; a region counts for a tenth of its people, so that "New York" is the city; an alternate name costs a factor of
/// twenty. Set by hand.
pub(crate) fn prior(sense: Sense) -> f32 {
    let people = (sense.row.population() as f32 + 1.0).ln();
    let base = match sense.row.kind() {
        PlaceKind::Country if !sense.is_alternate() => 20.0,
        PlaceKind::Country => 18.0,
        PlaceKind::Former | PlaceKind::Feature | PlaceKind::Area | PlaceKind::Grouping => 20.0,
        PlaceKind::District => (people - 4.6).max(0.0),
        PlaceKind::Region => (people - 2.3).max(0.0),
        PlaceKind::City if sense.row.is_capital() => people + 3.0,
        PlaceKind::City => people,
    };
    match sense.form {
        Form::Preferred => base,
        Form::Historic => base - 1.0,
        Form::Alternate | Form::Adjective => base - 3.0,
    }
}

fn abbreviation(line: &'static str) -> Option<(&'static str, ShortForm)> {
    let mut fields = line.split('\t');
    let (form, id) = (fields.next()?, fields.next()?.parse::<u32>().ok()?);
    // Numbers below 10,000 are those of the project's own tables.
    let id = if id < 10_000 { PlaceId::OWN + id } else { id };
    Some((form, ShortForm { row: Row::of(PlaceId(id))?, doubtful: fields.next().is_some() }))
}

#[cfg(test)]
mod tests;
mod typed;
