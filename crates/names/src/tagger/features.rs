//! What the tagger sees of a word, as hashes: the place of a fact among the facts, and the fact.

use super::document::{Document, seen};
use super::types::Type;
use std::ops::Range;

/// The features of piece `at` of `line`, added to `out`.
pub(crate) fn of(document: &Document, line: &Range<usize>, at: usize, out: &mut Vec<u64>) {
    let mut facts = Facts { out };
    let near = |step: isize| document.kind(line, at.wrapping_add_signed(step));
    let (here, before, after) = (near(0), near(-1), near(1));
    let (further, beyond) = (near(-2), near(2));
    facts.one(1, 1);
    words(&mut facts, [further, before, here, after, beyond]);
    facts.pair(20, here.short, u64::from(document.style[at]));
    facts.one(21, here.shape);
    facts.one(22, before.short);
    facts.one(23, after.short);
    facts.pair(24, before.short, here.short);
    facts.pair(25, here.short, after.short);
    facts.triple(26, before.short, here.short, after.short);
    facts.triple(27, further.short, before.short, here.short);
    facts.triple(28, here.short, after.short, beyond.short);
    for (nth, &end) in here.ends.iter().enumerate() {
        if end != 0 {
            facts.one(30 + nth as u64, end);
        }
    }
    facts.pair(38, here.ends[5], u64::from(here.capital));
    facts.one(39, before.ends[5]);
    facts.one(40, after.ends[5]);
    lists(&mut facts, [further, before, here, after, beyond]);
    groups(&mut facts, [further, before, here, after, beyond]);
    known(&mut facts, document, line, at);
    if here.capital {
        shown(&mut facts, document, at, here);
    }
    run(&mut facts, document, line, at, here);
    let glued = |at: usize| u64::from(line.contains(&at) && document.pieces[at].glued);
    facts.pair(130, glued(at) * 2 + glued(at + 1), here.short);
}

fn words(facts: &mut Facts<'_>, near: [&Type; 5]) {
    for (nth, word) in near.iter().enumerate() {
        facts.one(2 + nth as u64, word.lower);
    }
    let [_, before, here, after, _] = near;
    facts.pair(8, before.lower, here.lower);
    facts.pair(9, here.lower, after.lower);
    facts.pair(10, before.lower, here.short);
    facts.pair(11, here.short, after.lower);
}

fn lists(facts: &mut Facts<'_>, near: [&Type; 5]) {
    for (nth, word) in near.iter().enumerate() {
        let nth = nth as u64;
        if word.classes != 0 {
            facts.pair(41 + nth, u64::from(word.classes), u64::from(word.capital));
            let mut left = word.classes;
            while left != 0 {
                facts.pair(46 + nth, u64::from(left.trailing_zeros()), u64::from(word.capital));
                left &= left - 1;
            }
        }
        if word.given {
            facts.pair(51 + nth, 1, u64::from(word.capital));
        }
    }
    let [_, before, here, after, _] = near;
    let given = |word: &Type| u64::from(word.given && word.capital) * 2 + u64::from(word.capital);
    facts.triple(56, given(before), given(here), given(after));
    facts.triple(57, u64::from(before.classes), here.short, u64::from(after.classes));
}

fn groups(facts: &mut Facts<'_>, near: [&Type; 5]) {
    for (nth, word) in near.iter().enumerate() {
        let nth = nth as u64;
        if let Some(groups) = word.groups {
            let capital = u64::from(word.capital);
            facts.pair(65 + nth, u64::from(groups.middle), capital);
            if nth.abs_diff(2) < 2 {
                facts.one(60 + nth, groups.row.into());
                facts.pair(70 + nth, u64::from(groups.fine), capital);
            }
        }
    }
    let [_, before, here, after, _] = near;
    let coarse = |word: &Type| {
        word.groups.map_or(word.short, |group| u64::from(group.coarse) * 2 + u64::from(word.capital))
    };
    let middle = |word: &Type| {
        word.groups.map_or(word.short, |group| u64::from(group.middle) * 2 + u64::from(word.capital))
    };
    facts.pair(75, middle(before), middle(here));
    facts.pair(76, middle(here), middle(after));
    facts.triple(77, coarse(before), coarse(here), coarse(after));
    facts.pair(78, middle(before), here.short);
    facts.pair(79, here.short, middle(after));
}

/// What the gazetteer and the rules say.
fn known(facts: &mut Facts<'_>, document: &Document, line: &Range<usize>, at: usize) {
    let codes = |at: usize| if line.contains(&at) { document.hints[at] } else { [0; 2] };
    let (before, here, after) = (codes(at.wrapping_sub(1)), codes(at), codes(at + 1));
    let whole = |codes: [u16; 2]| u64::from(codes[0]) << 16 | u64::from(codes[1]);
    for (nth, codes) in [before, here, after].into_iter().enumerate() {
        for code in codes {
            if code != 0 {
                facts.one(80 + nth as u64, code.into());
            }
        }
    }
    facts.one(83, whole(here));
    facts.pair(84, whole(before), whole(here));
    facts.pair(85, whole(here), whole(after));
    let kind = document.kind(line, at);
    facts.pair(86, whole(here), kind.short);
    if here != [0; 2] {
        facts.pair(87, whole(here), kind.lower);
        facts.pair(88, whole(here), document.kind(line, at.wrapping_sub(1)).lower);
        facts.pair(89, whole(here), document.kind(line, at + 1).lower);
        if kind.capital {
            facts.pair(90, whole(here), document.seen(at).into());
        }
    }
}

/// What the text shows of the word elsewhere.
fn shown(facts: &mut Facts<'_>, document: &Document, at: usize, here: &Type) {
    let marks = document.seen(at);
    for mark in 0..seen::ALL {
        facts.pair(95, mark.into(), (marks >> mark & 1).into());
    }
    facts.pair(96, marks.into(), here.short);
    facts.pair(97, marks.into(), u64::from(here.given));
    let [before, after] = document.beside(at);
    facts.one(98, before);
    facts.one(99, after);
}

/// The run of capitalised words the word is in, and what stands round it.
fn run(facts: &mut Facts<'_>, document: &Document, line: &Range<usize>, at: usize, here: &Type) {
    if !here.capital && document.run(at).len() < 2 {
        return;
    }
    let run = document.run(at);
    let (first, last) = (document.kind(line, run.start), document.kind(line, run.end - 1));
    let before = document.kind(line, run.start.wrapping_sub(1));
    let after = document.kind(line, run.end);
    let place = ((at - run.start).min(3) * 4 + (run.end - 1 - at).min(3)) as u64;
    let length = run.len().min(6) as u64;
    facts.one(100, place);
    facts.pair(101, place, length);
    facts.pair(102, before.lower, place);
    facts.pair(103, after.lower, place);
    facts.pair(104, last.lower, place);
    facts.pair(105, first.lower, place);
    facts.one(106, before.lower);
    facts.one(107, after.lower);
    facts.one(108, last.lower);
    facts.one(109, first.lower);
    facts.pair(110, u64::from(last.classes), place);
    facts.pair(111, u64::from(before.classes), place);
    facts.pair(112, u64::from(after.classes), place);
    facts.triple(113, u64::from(first.given), length, place);
    let group = |word: &Type| word.groups.map_or(0, |group| u64::from(group.middle) + 1);
    facts.pair(114, group(last), place);
    facts.pair(115, group(before), place);
    facts.pair(116, group(after), place);
    facts.pair(117, u64::from(document.style[at]), length);
    let headed = run.clone().any(|at| document.seen(at) & seen::HEADED != 0);
    facts.pair(118, u64::from(headed), place);
    let named = run.clone().any(|at| document.kind(line, at).given);
    facts.triple(119, u64::from(named), u64::from(last.classes), place);
}

/// Where the hashes go.
struct Facts<'a> {
    out: &'a mut Vec<u64>,
}

impl Facts<'_> {
    fn one(&mut self, place: u64, fact: u64) {
        self.out.push(mixed(
            place.wrapping_mul(0x9e37_79b9_7f4a_7c15) ^ fact.wrapping_mul(0xd6e8_feb8_6659_fd93),
        ));
    }

    fn pair(&mut self, place: u64, fact: u64, other: u64) {
        self.one(
            place,
            mixed(fact ^ 0x5851_f42d_4c95_7f2d).wrapping_add(other.wrapping_mul(0x2545_f491_4f6c_dd1d)),
        );
    }

    fn triple(&mut self, place: u64, fact: u64, other: u64, third: u64) {
        let both =
            mixed(fact ^ 0x1405_7b7e_f767_814f).wrapping_add(other.wrapping_mul(0x2545_f491_4f6c_dd1d));
        self.pair(place, both, third);
    }
}

/// The finaliser of MurmurHash3 (Appleby, public domain): every bit of the fact moves every bit of the hash.
fn mixed(mut hash: u64) -> u64 {
    hash ^= hash >> 33;
    hash = hash.wrapping_mul(0xff51_afd7_ed55_8ccd);
    hash ^= hash >> 33;
    hash = hash.wrapping_mul(0xc4ce_b9fe_1a85_ec53);
    hash ^ hash >> 33
}
