//! A text as the tagger sees it: pieces, what is known of each, and what the whole text shows of a word.
//!
//! A name is often clear in one place and not in another. So each capitalised word gets marks from all its places in the text
//! (Chieu and Ng 2003): whether it is also written small, stands capitalised inside a sentence, behind a title or a first name,
//! behind "in", before a word like "University", in brackets behind the words it abbreviates.

use super::pieces::{Piece, pieces};
use super::types::{Scratch, Type};
use super::{Hint, Language};
use crate::words::{FUNCTION, HEAD, HEAD_FIRST, LINK, LOC, ROLE, SPEECH, TITLE, TITLE_ROLE, WEAK_HEAD};
use std::collections::HashMap;
use std::ops::Range;

/// Bits of what the text shows of a capitalised word.
pub(crate) mod seen {
    pub(crate) const SMALL: u16 = 1;
    pub(crate) const INSIDE: u16 = 1 << 1;
    pub(crate) const TITLED: u16 = 1 << 2;
    pub(crate) const GIVEN_BEFORE: u16 = 1 << 3;
    pub(crate) const LOCATIVE: u16 = 1 << 4;
    pub(crate) const HEADED: u16 = 1 << 5;
    pub(crate) const SPEAKS: u16 = 1 << 6;
    pub(crate) const IN_A_RUN: u16 = 1 << 7;
    pub(crate) const ALONE: u16 = 1 << 8;
    pub(crate) const ABBREVIATES: u16 = 1 << 9;
    pub(crate) const OFTEN: u16 = 1 << 10;
    pub(crate) const POSSESSES: u16 = 1 << 11;
    pub(crate) const ALL: u32 = 12;
}

/// A line of more words is read in parts.
const LONGEST: usize = 8_192;
/// So many words are read at once; more of them agree on nothing.
const STRETCH: usize = 65_536;

/// A text.
#[derive(Debug)]
pub(crate) struct Document {
    pub(crate) pieces: Vec<Piece>,
    /// The type of each piece.
    kinds: Vec<u32>,
    types: Vec<Type>,
    /// The name each type is a form of: the same word in other letters or another case.
    names: Vec<u32>,
    /// What the text shows of each name.
    seen: Vec<u16>,
    /// The words that stood last before and behind each name.
    beside: Vec<[u64; 2]>,
    /// What the caller knows of each piece, 0 where nothing: code and place in the stretch.
    pub(crate) hints: Vec<[u16; 2]>,
    /// For each piece the run of capitalised words it is in: first, one past the last.
    runs: Vec<(u32, u32)>,
    /// How the line of each piece is written: 0 as a sentence, 1 with many capitals, 2 in capitals.
    pub(crate) style: Vec<u8>,
    lines: Vec<Range<usize>>,
}

impl Document {
    pub(crate) fn read(text: &str, language: Language, hints: &[Hint]) -> Self {
        let pieces = pieces(text);
        let mut known: HashMap<&str, u32> = HashMap::new();
        let (mut types, mut scratch) = (Vec::new(), Scratch::default());
        let mut kinds = Vec::with_capacity(pieces.len());
        for piece in &pieces {
            let word = piece.text(text);
            kinds.push(*known.entry(word).or_insert_with(|| {
                types.push(Type::of(word, language, &mut scratch));
                (types.len() - 1) as u32
            }));
        }
        let mut forms: HashMap<u64, u32> = HashMap::new();
        let mut name = |stem: u64| {
            let next = forms.len() as u32;
            *forms.entry(stem).or_insert(next)
        };
        let names: Vec<u32> = types.iter().map(|kind| name(kind.stem)).collect();
        let lines = lines(&pieces);
        let hints = spread(&pieces, hints);
        let mut document = Self {
            seen: vec![0; forms.len()],
            beside: vec![[0; 2]; forms.len()],
            runs: Vec::new(),
            style: Vec::with_capacity(pieces.len()),
            pieces,
            kinds,
            types,
            names,
            hints,
            lines,
        };
        document.style();
        document.runs();
        document.look_around(text, &known);
        document
    }

    /// The lines in stretches of some [`STRETCH`] words, a text of usual length in one.
    pub(crate) fn stretches(&self) -> impl Iterator<Item = &[Range<usize>]> {
        self.lines.chunk_by(|line, next| line.start / STRETCH == next.start / STRETCH)
    }

    pub(crate) fn lines(&self) -> impl Iterator<Item = Range<usize>> {
        self.lines.iter().cloned()
    }

    /// The type of a piece of the line, or the edge of the line.
    pub(crate) fn kind(&self, line: &Range<usize>, at: usize) -> &Type {
        if line.contains(&at) { &self.types[self.kinds[at] as usize] } else { &Type::EDGE }
    }

    pub(crate) fn seen(&self, at: usize) -> u16 {
        self.seen[self.name(at)]
    }

    pub(crate) fn beside(&self, at: usize) -> [u64; 2] {
        self.beside[self.name(at)]
    }

    /// The run of capitalised words this piece is in; itself alone where it has no capital.
    pub(crate) fn run(&self, at: usize) -> Range<usize> {
        let (first, end) = self.runs[at];
        first as usize..end as usize
    }

    /// Whether neither the word nor the two on either side have a capital, a digit or a hint: it is part of no name, and there are
    /// three such words in five of running English text.
    pub(crate) fn is_quiet(&self, line: &Range<usize>, at: usize) -> bool {
        let (first, end) = (at.saturating_sub(2).max(line.start), (at + 3).min(line.end));
        (first..end).all(|near| {
            let kind = self.type_at(near);
            !kind.capital && (kind.word || kind.length < 2) && self.hints[near] == [0; 2]
        })
    }

    /// The number of the name that the word is a form of.
    pub(crate) fn name(&self, at: usize) -> usize {
        self.names[self.kinds[at] as usize] as usize
    }

    pub(crate) fn type_at(&self, at: usize) -> &Type {
        &self.types[self.kinds[at] as usize]
    }

    fn style(&mut self) {
        for line in self.lines.clone() {
            let (mut words, mut capitals, mut caps) = (0, 0, 0);
            for at in line.clone() {
                let kind = self.type_at(at);
                if kind.word && kind.length > 3 {
                    words += 1;
                    capitals += usize::from(kind.capital);
                    caps += usize::from(kind.caps);
                }
            }
            let style = match words {
                0 => 0,
                _ if caps * 10 >= words * 7 => 2,
                _ if words > 2 && capitals * 10 >= words * 7 => 1,
                _ => 0,
            };
            self.style.resize(line.end, style);
        }
    }

    /// Capitalised words that only a hyphen, "of", "&" or the like parts.
    fn runs(&mut self) {
        self.runs = (0..self.pieces.len() as u32).map(|at| (at, at + 1)).collect();
        for line in self.lines.clone() {
            let mut at = line.start;
            while at < line.end {
                if !self.type_at(at).capital {
                    at += 1;
                    continue;
                }
                let mut end = at + 1;
                while end < line.end {
                    if self.type_at(end).capital {
                        end += 1;
                    } else if self.links(end) && end + 1 < line.end && self.type_at(end + 1).capital {
                        end += 2;
                    } else {
                        break;
                    }
                }
                self.runs[at..end].fill((at as u32, end as u32));
                at = end;
            }
        }
    }

    fn links(&self, at: usize) -> bool {
        let kind = self.type_at(at);
        kind.classes & LINK != 0
            || self.pieces[at].glued && kind.length == 1 && !kind.word && kind.lower == hyphen()
    }

    fn look_around(&mut self, text: &str, known: &HashMap<&str, u32>) {
        let mut counts = vec![0u32; self.seen.len()];
        for line in self.lines.clone() {
            for at in line.clone() {
                let kind = *self.type_at(at);
                if !kind.capital {
                    continue;
                }
                let slot = self.name(at);
                counts[slot] += 1;
                let before = *self.kind(&line, at.wrapping_sub(1));
                let after = *self.kind(&line, at + 1);
                let mut marks = 0;
                let inside = self.style[at] == 0 && before.word && !before.capital;
                if inside {
                    marks |= seen::INSIDE;
                }
                if before.classes & (TITLE | TITLE_ROLE | ROLE) != 0 && before.capital {
                    marks |= seen::TITLED;
                }
                if before.given && before.capital {
                    marks |= seen::GIVEN_BEFORE;
                }
                if before.classes & LOC != 0 && !before.capital {
                    marks |= seen::LOCATIVE;
                }
                if after.capital && after.classes & (HEAD | WEAK_HEAD | HEAD_FIRST) != 0 {
                    marks |= seen::HEADED;
                }
                if (before.classes | after.classes) & SPEECH != 0 {
                    marks |= seen::SPEAKS;
                }
                let run = self.run(at);
                marks |= if run.len() > 1 { seen::IN_A_RUN } else { seen::ALONE };
                if after.lower == possessive() {
                    marks |= seen::POSSESSES;
                }
                if kind.caps && self.abbreviates(text, &line, at) {
                    marks |= seen::ABBREVIATES;
                }
                self.seen[slot] |= marks;
                if inside {
                    self.beside[slot] = [before.lower, after.lower];
                } else if self.beside[slot] == [0; 2] {
                    self.beside[slot] = [0, after.lower];
                }
            }
        }
        let mut small = String::new();
        for (word, &kind) in known {
            let name = self.names[kind as usize] as usize;
            if !self.types[kind as usize].capital {
                continue;
            }
            small.clear();
            small.extend(word.chars().flat_map(char::to_lowercase));
            if known.contains_key(small.as_str()) {
                self.seen[name] |= seen::SMALL;
            }
            if counts[name] > 2 {
                self.seen[name] |= seen::OFTEN;
            }
        }
    }

    /// Whether the word stands in brackets behind words that begin with its letters.
    fn abbreviates(&self, text: &str, line: &Range<usize>, at: usize) -> bool {
        let word = self.pieces[at].text(text);
        let opened = at > line.start + 1 && matches!(self.pieces[at - 1].text(text), "(" | "[");
        if !opened || word.len() > 24 {
            return false;
        }
        let mut wanted = word.chars().rev().filter(|char| char.is_uppercase()).peekable();
        for before in (line.start..at - 1).rev().take(word.chars().count() * 2) {
            let Some(&letter) = wanted.peek() else { break };
            let first = self.pieces[before].text(text).chars().next();
            if first.is_some_and(|first| first.to_uppercase().eq(std::iter::once(letter))) {
                wanted.next();
            } else if self.type_at(before).classes & (FUNCTION | LINK) == 0 && self.type_at(before).word {
                return false;
            }
        }
        wanted.peek().is_none()
    }
}

fn hyphen() -> u64 {
    super::groups::fnv(b"-")
}

fn possessive() -> u64 {
    super::groups::fnv("'s".as_bytes())
}

/// The lines, in parts where one is longer than lines are.
fn lines(pieces: &[Piece]) -> Vec<Range<usize>> {
    let mut out: Vec<Range<usize>> = Vec::new();
    for (at, piece) in pieces.iter().enumerate() {
        match out.last_mut() {
            Some(line) if !piece.first && line.len() < LONGEST => line.end = at + 1,
            _ => out.push(at..at + 1),
        }
    }
    out
}

/// For each piece the codes of the hints that hold it, with its place in them; the first two count.
fn spread(pieces: &[Piece], hints: &[Hint]) -> Vec<[u16; 2]> {
    let mut out = vec![[0; 2]; pieces.len()];
    for hint in hints {
        let first = pieces.partition_point(|piece| piece.end() <= hint.span.start());
        let end = pieces.partition_point(|piece| piece.start() < hint.span.end());
        let length = end.saturating_sub(first);
        for (at, slots) in out[first..first + length].iter_mut().enumerate() {
            let place = match (at == 0, at + 1 == length) {
                (true, true) => 0,
                (true, false) => 1,
                (false, true) => 2,
                (false, false) => 3,
            };
            let code = u16::from(hint.code) * 4 + place + 1;
            if slots[0] == 0 {
                slots[0] = code;
            } else if slots[1] == 0 {
                slots[1] = code;
            }
        }
    }
    out
}
