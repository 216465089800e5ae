//! A person as the mentions read so far make it, and whether another mention may be of the same.

use super::name::{Name, Part, surname};
use crate::nicknames::Sex;

/// A person with what is known so far.
pub(super) struct Known {
    pub(super) parts: Vec<Part>,
    /// Other spellings of its words, which the consonants alone brought together.
    pub(super) also: Vec<Part>,
    pub(super) surname: usize,
    pub(super) sex: Option<Sex>,
    pub(super) number: Option<String>,
    /// Where the person is named first, and was named last as the text is read.
    pub(super) first: usize,
    pub(super) latest: usize,
    /// How often so far; full names count from the beginning.
    pub(super) times: usize,
}

impl Known {
    /// Whether nothing speaks against their being one person.
    pub(super) fn may_be(&self, name: &Name) -> bool {
        let same =
            |one: &Option<String>, other: &Option<String>| one.is_none() || other.is_none() || one == other;
        (self.sex.is_none() || name.sex.is_none() || self.sex == name.sex) && same(&self.number, &name.number)
    }

    /// Whether every word of the name fits another word of this person's, the surname among them.
    pub(super) fn has(&self, name: &Name) -> bool {
        if !self.may_be(name) || self.parts.is_empty() {
            return false;
        }
        let mut used = vec![false; self.parts.len()];
        let known_patronymic = self.parts.iter().any(|part| part.patronymic);
        for part in &name.parts {
            let fitting = self.parts.iter().enumerate().position(|(at, other)| {
                !used[at] && part.fits(other) && !(part.initial && !other.initial && at == self.surname)
            });
            match fitting {
                Some(at) => used[at] = true,
                None if part.patronymic && !known_patronymic && name.is_familiar() => {}
                None => return false,
            }
        }
        let last = &name.parts[surname(&name.parts)];
        name.is_familiar()
            || used.iter().all(|used| *used)
            || self.parts.iter().enumerate().any(|(at, other)| {
                last.fits(other)
                    && !other.initial
                    && (at == self.surname || at > 0 && self.parts.len() > 2 || other.cyrillic)
            })
    }
}
