//! Mentions of one person taken together.
//!
//! Full names come first, the fullest foremost: a shorter one joins the person whose name has all its words, initials by
//! their letter, the surname among them. Then the text is read in order: a word alone goes to the person of that
//! surname, else of that first name, who was named last. Two first names, initials, sexes or numbers are two people.
//! People are found by any word of their names, and of one word at most [`MOST_NAMESAKES`] are looked at, so that the
//! time is linear.

use super::known::Known;
use super::name::{Name, Part};
use crate::nicknames;
use crate::sounds::stem;
use std::cmp::Reverse;
use std::collections::{HashMap, HashSet};

/// What becomes of a mention that fits several people.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Several {
    /// It is the one named last before it, or the first after it: mentions of one text.
    Nearest,
    /// It stands by itself: names of several documents.
    Nobody,
}

/// The people made so far.
pub(crate) struct People {
    list: Vec<Known>,
    by_word: HashMap<String, Vec<usize>>,
    by_office: HashMap<String, Vec<usize>>,
    by_spelling: HashMap<String, usize>,
    several: Several,
}

/// More people of one word than a document can mean; past it the earliest are looked at.
const MOST_NAMESAKES: usize = 64;
/// Words of other spellings that are kept of one person.
const MOST_SPELLINGS: usize = 16;
/// Who is named so many times as often as a namesake is meant by the surname alone, however near the other is.
const MAIN: usize = 2;

/// The people of the mentions, and for each mention which of them it is.
pub(crate) fn cluster(names: &[Name], several: Several) -> (People, Vec<usize>) {
    let mut people = People {
        list: Vec::new(),
        by_word: HashMap::new(),
        by_office: HashMap::new(),
        by_spelling: HashMap::new(),
        several,
    };
    let mut out: Vec<Option<usize>> = vec![None; names.len()];
    let mut full: Vec<usize> = (0..names.len())
        .filter(|&at| !names[at].nameless && names[at].parts.len() > 1 && names[at].whole() > 0)
        .collect();
    full.sort_by_key(|&at| {
        let name = &names[at];
        (name.is_familiar(), Reverse(name.whole()), Reverse(name.parts.len()), name.at, at)
    });
    for at in full {
        let name = &names[at];
        out[at] = Some(people.fitting(name).unwrap_or_else(|| people.add(name)));
    }
    let mut order: Vec<usize> = (0..names.len()).collect();
    order.sort_by_key(|&at| (names[at].at, at));
    for &at in &order {
        if let Some(place) = out[at] {
            let known = &mut people.list[place];
            (known.first, known.times) = (known.first.min(names[at].at), known.times + 1);
            people.take_office(&names[at], place);
        }
    }
    // Offices alone come last: "the Vice President" may be named with his office only later.
    for offices in [false, true] {
        people.rewind();
        for &at in order.iter().filter(|&&at| offices || !names[at].nameless) {
            let place = out[at].unwrap_or_else(|| people.short(&names[at]));
            people.list[place].times += usize::from(out[at].is_none());
            out[at] = Some(place);
            people.name_again(place, names[at].at);
        }
    }
    (people, out.into_iter().flatten().collect())
}

impl People {
    /// How many there are.
    pub(crate) fn len(&self) -> usize {
        self.list.len()
    }

    fn add(&mut self, name: &Name) -> usize {
        let place = self.list.len();
        for part in &name.parts {
            self.index(part, place);
        }
        if let Some(skeleton) = name.skeleton() {
            let named = self.by_word.entry(skeleton).or_default();
            if named.len() < MOST_NAMESAKES {
                named.push(place);
            }
        }
        self.list.push(Known {
            parts: name.parts.clone(),
            also: Vec::new(),
            surname: name.surname(),
            sex: name.sex,
            number: name.number.clone(),
            first: name.at,
            latest: name.at,
            times: 0,
        });
        self.take_office(name, place);
        place
    }

    fn index(&mut self, part: &Part, place: usize) {
        if part.initial {
            return;
        }
        for key in keys(part) {
            let named = self.by_word.entry(key).or_default();
            if named.len() < MOST_NAMESAKES && named.last() != Some(&place) {
                named.push(place);
            }
        }
    }

    fn take_office(&mut self, name: &Name, place: usize) {
        if let Some(office) = &name.office {
            let holders = self.by_office.entry(office.clone()).or_default();
            if holders.len() < MOST_NAMESAKES && !holders.contains(&place) {
                holders.push(place);
            }
        }
    }

    /// Begins the text again: nobody was named yet but at the first mention.
    pub(crate) fn rewind(&mut self) {
        for known in &mut self.list {
            known.latest = known.first;
        }
    }

    /// Tells that the person is named here.
    pub(crate) fn name_again(&mut self, place: usize, at: usize) {
        self.list[place].latest = at;
    }

    /// The people in whose names a word like this is.
    fn named(&self, part: &Part) -> Vec<usize> {
        let mut out: Vec<usize> =
            keys(part).filter_map(|key| self.by_word.get(&key)).flatten().copied().collect();
        out.sort_unstable();
        out.dedup();
        out
    }

    /// The person whose name has all the words of this one.
    pub(crate) fn fitting(&mut self, name: &Name) -> Option<usize> {
        let key = if name.is_familiar() { 0 } else { name.surname() };
        let named = self.named(name.parts.get(key)?);
        let mut fitting: Vec<usize> = named.into_iter().filter(|&place| self.list[place].has(name)).collect();
        if fitting.is_empty() {
            fitting = self.sounding(name);
            let chosen = self.choose(&fitting, name.at, |_| 0)?;
            self.respell(chosen, name);
            return Some(chosen);
        }
        let chosen = self.choose(&fitting, name.at, |_| 0)?;
        self.join(chosen, name);
        Some(chosen)
    }

    /// Keeps another spelling of the person's name, a few of them.
    fn respell(&mut self, place: usize, name: &Name) {
        for part in &name.parts {
            let known = &mut self.list[place];
            if known.also.len() < MOST_SPELLINGS && !known.also.contains(part) {
                known.also.push(part.clone());
                self.index(part, place);
            }
        }
    }

    /// The people of a name with the same consonants, written otherwise.
    fn sounding(&self, name: &Name) -> Vec<usize> {
        let Some(named) = name.skeleton().and_then(|skeleton| self.by_word.get(&skeleton)) else {
            return Vec::new();
        };
        let alike = |&place: &usize| {
            let known = &self.list[place];
            known.may_be(name)
                && known.parts.len() == name.parts.len()
                && known.parts.iter().zip(&name.parts).all(|(one, other)| one.sounds_like(other))
        };
        named.iter().copied().filter(alike).collect()
    }

    fn join(&mut self, place: usize, name: &Name) {
        let known = &mut self.list[place];
        known.sex = known.sex.or(name.sex);
        known.number = known.number.take().or_else(|| name.number.clone());
        let patronymic = name.parts.iter().find(|part| part.patronymic);
        if let Some(patronymic) = patronymic.filter(|_| known.parts.iter().all(|part| !part.patronymic)) {
            known.parts.push(patronymic.clone());
            let patronymic = patronymic.clone();
            self.index(&patronymic, place);
        }
    }

    fn choose(&self, fitting: &[usize], at: usize, second: impl Fn(usize) -> u8) -> Option<usize> {
        if self.several == Several::Nobody {
            let first: Vec<usize> = fitting.iter().copied().filter(|&place| second(place) < 4).collect();
            return match (first.as_slice(), fitting) {
                ([one], _) | ([], [one]) => Some(*one),
                _ => None,
            };
        }
        let distance = |place: usize| {
            let known = &self.list[place];
            if known.first <= at {
                (false, second(place), at.abs_diff(known.latest))
            } else {
                (true, second(place), known.first - at)
            }
        };
        let nearest = fitting.iter().copied().min_by_key(|&place| distance(place))?;
        // Of whom the text tells most, unless another of the name is told of as well.
        let most = fitting.iter().copied().filter(|&place| second(place) == second(nearest));
        let most = most.max_by_key(|&place| (self.list[place].times, Reverse(place)))?;
        let often = self.list[most].times > MAIN * self.list[nearest].times && self.list[most].first <= at;
        Some(if often { most } else { nearest })
    }

    /// The person that a word alone calls: by surname, or else by another word of the name.
    pub(crate) fn called(&self, name: &Name) -> Option<usize> {
        let part = name.parts.first()?;
        let mut fitting = self.named(part);
        fitting.retain(|&place| {
            let known = &self.list[place];
            known.may_be(name) && known.parts.iter().chain(&known.also).any(|other| part.fits(other))
        });
        let by_surname = |place: usize| self.is_surname_of(name, place);
        let in_office = |place: usize| {
            name.office.as_ref().is_none_or(|office| {
                self.by_office.get(office).is_some_and(|holders| holders.contains(&place))
            })
        };
        let same_sex = |place: usize| name.sex.is_none() || self.list[place].sex == name.sex;
        self.choose(&fitting, name.at, |place| {
            4 * u8::from(!by_surname(place)) + 2 * u8::from(!in_office(place)) + u8::from(!same_sex(place))
        })
    }

    /// The first letters of the words of names.
    pub(crate) fn letters(&self) -> HashSet<char> {
        self.by_word.keys().filter_map(|key| key.chars().next()).collect()
    }

    /// Whether the word may be in a name; `listed` says that it is a first name.
    pub(crate) fn has_word(&self, word: &str, listed: bool) -> bool {
        self.by_word.contains_key(&stem(word))
            || listed && nicknames::lines(word).any(|line| self.by_word.contains_key(&line))
    }

    /// Whether the name is that of a person here, or a person here is known by its surname alone.
    pub(crate) fn knows(&self, name: &Name) -> bool {
        let Some(surname) = name.parts.get(name.surname()) else { return false };
        let known = |place: usize| {
            let known = &self.list[place];
            known.has(name) || known.parts.len() == 1 && known.parts[0].is(surname)
        };
        self.named(surname).into_iter().any(known)
    }

    /// Whether a name of one word is the surname of this person.
    pub(crate) fn is_surname_of(&self, name: &Name, place: usize) -> bool {
        let known = &self.list[place];
        name.parts
            .first()
            .is_some_and(|part| known.parts.get(known.surname).is_some_and(|surname| part.is(surname)))
    }

    /// Whether one person alone has the word in the name.
    pub(crate) fn is_borne_by_one(&self, name: &Name) -> bool {
        name.parts.first().is_some_and(|part| self.named(part).len() == 1)
    }

    /// The person of a mention of one word, an office or initials alone; one more where there is none.
    fn short(&mut self, name: &Name) -> usize {
        let called = if name.parts.len() == 1 && !name.parts[0].initial { self.called(name) } else { None };
        if let Some(place) = called {
            self.join(place, name);
            self.take_office(name, place);
            return place;
        }
        if name.nameless
            && let Some(office) = &name.office
            && let Some(holders) = self.by_office.get(office)
            && let Some(place) = self.choose(&holders.clone(), name.at, |_| 0)
        {
            return place;
        }
        if let Some(&place) = self.by_spelling.get(&name.spelling) {
            return place;
        }
        let place = if name.nameless {
            self.add(&Name { parts: Vec::new(), ..name.clone() })
        } else {
            self.add(name)
        };
        if name.nameless || name.whole() == 0 || self.several == Several::Nobody {
            self.by_spelling.insert(name.spelling.clone(), place);
        }
        place
    }
}

/// The keys under which a word is found: its stem, those of its halves, the lines of the table of short forms.
fn keys(part: &Part) -> impl Iterator<Item = String> {
    let pieces = part.pieces.iter().filter(|piece| piece.chars().nth(2).is_some()).cloned();
    std::iter::once(part.stem.clone()).chain(pieces).chain(nicknames::lines(&part.word))
}
