//! A mention of a person as it is compared with others: its words, and what is known of the person beside them.

use crate::first_names;
use crate::fold::folded;
use crate::nicknames::Sex;
use crate::sounds::{canonical, stem};
use crate::token::{Gap, Token};
use crate::words::{FUNCTION, LINK, MODIFIER, NAME_SUFFIX, PARTICLE, ROLE, TITLE};
use rapporteur_model::Span;

use super::sex;

/// A word of a name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Part {
    /// The word as the text has it.
    pub(crate) word: String,
    /// Its stem, the same in every Russian case and in Latin letters.
    pub(crate) stem: String,
    /// Its sound.
    pub(crate) sound: String,
    /// The stems of the words a hyphen joins.
    pub(crate) pieces: Vec<String>,
    pub(crate) cyrillic: bool,
    pub(crate) initial: bool,
    pub(crate) patronymic: bool,
}

impl Part {
    pub(crate) fn new(word: &str, initial: bool) -> Self {
        let cyrillic = word.chars().any(|char| ('\u{400}'..='\u{52F}').contains(&char));
        let pieces: Vec<String> = word.split(['-', '\u{2010}', '\u{2011}']).map(stem).collect();
        let whole = if pieces.len() > 1 { pieces.concat() } else { stem(word) };
        Self {
            word: word.to_owned(),
            stem: whole,
            sound: canonical(word),
            pieces: if pieces.len() > 1 { pieces } else { Vec::new() },
            cyrillic,
            initial,
            patronymic: !initial && sex::of_patronymic(word).is_some(),
        }
    }

    fn starts_like(&self, initial: &Self) -> bool {
        let first = initial.sound.chars().next();
        let written =
            self.word.chars().next().and_then(|char| canonical(char.encode_utf8(&mut [0; 4])).chars().next());
        first.is_some() && (first == self.sound.chars().next() || first == written)
    }

    /// Whether both may be the same word of a name: the same sound or stem, an initial, a short form, half of a compound.
    pub(crate) fn fits(&self, other: &Self) -> bool {
        match (self.initial, other.initial) {
            (true, _) => other.starts_like(self),
            (_, true) => self.starts_like(other),
            _ => {
                self.is(other)
                    || crate::nicknames::are_related(&self.word, &other.word)
                    || self.is_half(other)
            }
        }
    }

    /// Whether both are the same word, in any case and script.
    pub(crate) fn is(&self, other: &Self) -> bool {
        if self.cyrillic || other.cyrillic { self.stem == other.stem } else { self.sound == other.sound }
    }

    /// Whether the words, whose consonants are the same, differ as scripts and spellings do: "Саймон" and "Simon",
    /// "Kristin" and "Kristen", but not "Maria" and "Mario".
    pub(crate) fn sounds_like(&self, other: &Self) -> bool {
        let ends = |part: &Self| (part.sound.chars().next(), part.sound.chars().next_back());
        self.cyrillic != other.cyrillic
            || self.is(other)
            || ends(self) == ends(other) && self.sound.chars().count() == other.sound.chars().count()
    }

    /// "Okafor" of "Okafor-Lund", either way round.
    fn is_half(&self, other: &Self) -> bool {
        self.pieces.is_empty() && other.pieces.contains(&self.stem)
            || other.pieces.is_empty() && self.pieces.contains(&other.stem)
    }
}

/// A mention of a person.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Name {
    /// The words of the name and its initials in order; titles, particles and numbers aside.
    pub(crate) parts: Vec<Part>,
    pub(crate) sex: Option<Sex>,
    /// "II", "Jr": who differ in it are two people.
    pub(crate) number: Option<String>,
    /// What the person is called by office, folded: "president".
    pub(crate) office: Option<String>,
    /// Nothing but an office, or several people at once.
    pub(crate) nameless: bool,
    /// The whole mention, folded.
    pub(crate) spelling: String,
    /// Where it stands; later ones have greater numbers.
    pub(crate) at: usize,
}

impl Name {
    /// Reads the mention in `span`, whose words are `tokens[first..=last]`; of a word it cuts it has a part.
    pub(crate) fn read(text: &str, tokens: &[Token], (first, last): (usize, usize), span: Span) -> Self {
        let word = |at: usize| {
            let token = &tokens[at];
            text.get(token.start().max(span.start())..token.end().min(span.end())).unwrap_or("")
        };
        let words: Vec<&str> = (first..=last).map(word).collect();
        let mut name = Self { spelling: folded(&words.concat()), at: first, ..Self::default() };
        let (start, end) = bounds(text, tokens, first, last);
        let titles =
            (0..start).rev().take(4).take_while(|&at| tokens[at].is(TITLE | ROLE) && touches(tokens, at + 1));
        name.sex = titles.filter_map(|at| sex::of_title(tokens[at].text(text))).next();
        let title = start.checked_sub(1).filter(|&at| tokens[at].is(TITLE | ROLE) && touches(tokens, start));
        name.office = title.map(|at| office(text, tokens, at));
        if is_office(text, tokens, start, last) {
            name.office = Some(office(text, tokens, last));
            name.nameless = true;
        }
        // "Earl of Clare" and "Anna and Bill" are compared as they are spelt.
        let listed = (first + 1..last).any(|at| matches!(word(at), "and" | "и" | "et" | "y"));
        if !tokens[start].capital && start > first || listed || span.of(text).contains('&') {
            (name.office, name.nameless) = (None, true);
        }
        for at in start..=end {
            let elided = at < end && tokens[at + 1].gap == Gap::Elision && !tokens[at].initial;
            if !elided {
                name.add(word(at), &tokens[at], end > start, at == last);
            }
        }
        name.sex = name.sex.or_else(|| sex::of_name(&name.parts));
        name
    }

    fn add(&mut self, word: &str, token: &Token, several: bool, last: bool) {
        let letters = word.chars().count();
        let number = is_number(word) && (letters > 1 || last && !token.initial);
        let initial = token.initial || letters == 1 && token.capital;
        if several && !self.parts.is_empty() && (number || token.is(NAME_SUFFIX)) && !token.initial {
            self.number = Some(folded(word));
        } else if initial || !several || !token.is(PARTICLE | NAME_SUFFIX) || letters > 4 || self.is_ben(word)
        {
            self.parts.push(Part::new(word, initial));
        }
    }

    /// "Ben Chan": a small word of names that is a first name where it stands first.
    fn is_ben(&self, word: &str) -> bool {
        self.parts.is_empty() && word == "Ben"
    }

    /// The consonants of a full name without initials: what is left of it in any ad-hoc transliteration.
    pub(crate) fn skeleton(&self) -> Option<String> {
        if self.parts.len() < 2 || self.whole() < self.parts.len() {
            return None;
        }
        let consonants =
            |part: &Part| -> String { part.stem.chars().filter(|char| !"aeiouy".contains(*char)).collect() };
        let words: Vec<String> = self.parts.iter().map(consonants).collect();
        let letters: usize = words.iter().map(|word| word.chars().count()).sum();
        (letters > 3 && words.iter().all(|word| !word.is_empty())).then(|| format!("%{}", words.join(" ")))
    }

    /// A name as it is written by itself, without a text round it.
    pub(crate) fn alone(name: &str, at: usize) -> Self {
        let tokens = crate::token::tokens(name);
        if tokens.is_empty() {
            return Self { spelling: folded(name), at, nameless: true, ..Self::default() };
        }
        Self { at, ..Self::read(name, &tokens, (0, tokens.len() - 1), Span::new(0, name.len())) }
    }

    /// How many whole words it has.
    pub(crate) fn whole(&self) -> usize {
        self.parts.iter().filter(|part| !part.initial).count()
    }

    /// Which part is the surname: the last whole word, or the one before a given name with a patronymic.
    pub(crate) fn surname(&self) -> usize {
        surname(&self.parts)
    }

    /// A first name and a patronymic, and no surname: «Борис Николаевич».
    pub(crate) fn is_familiar(&self) -> bool {
        self.parts.len() == 2 && self.parts[1].patronymic && !self.parts[0].initial
    }
}

pub(crate) fn surname(parts: &[Part]) -> usize {
    let last = parts.iter().rposition(|part| !part.initial).unwrap_or(0);
    if parts[..].get(last).is_some_and(|part| part.patronymic) && last > 1 { 0 } else { last }
}

fn is_number(word: &str) -> bool {
    word.len() < 5 && word.chars().all(|char| matches!(char, 'I' | 'V' | 'X'))
}

fn is_listed(text: &str, token: &Token) -> bool {
    first_names::contains(&folded(token.text(text)))
}

/// Whether the word stands right behind the one before it.
fn touches(tokens: &[Token], at: usize) -> bool {
    tokens.get(at).is_some_and(|token| matches!(token.gap, Gap::Space | Gap::Stop | Gap::Elision))
}

/// "President", "Madam Speaker", "NASA Administrator": no name is in it.
fn is_office(text: &str, tokens: &[Token], start: usize, last: usize) -> bool {
    let role = |at: usize| tokens[at].is(TITLE | ROLE) && !is_listed(text, &tokens[at]);
    role(last) && !tokens[start..=last].iter().any(|token| token.initial || is_listed(text, token))
}

/// The office in one word, with what stands before it in "vice president".
fn office(text: &str, tokens: &[Token], at: usize) -> String {
    let token = &tokens[at];
    let word = token.entry.lemma.map_or_else(|| folded(token.text(text)), str::to_owned);
    let modifier = at.checked_sub(1).filter(|&before| tokens[before].is(MODIFIER) && touches(tokens, at));
    modifier.map_or(word.clone(), |before| format!("{} {word}", folded(tokens[before].text(text))))
}

/// The words of the name proper: behind the last title or role, and before "of Tabennese".
fn bounds(text: &str, tokens: &[Token], first: usize, last: usize) -> (usize, usize) {
    let mut start = first;
    for (at, token) in tokens.iter().enumerate().take(last).skip(first) {
        if token.is(TITLE | ROLE) && !token.initial {
            start = at + 1;
        } else if token.capital && is_listed(text, token) {
            break;
        }
    }
    let foreign = |at: &usize| {
        let token = &tokens[*at];
        !token.capital
            && token.is(FUNCTION | LINK)
            && !token.is(PARTICLE)
            && matches!(token.text(text), "of" | "from" | "the")
    };
    let end = (start + 1..last).find(foreign).map_or(last, |at| at - 1);
    (start, end)
}
