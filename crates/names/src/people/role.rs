//! What a person is: a role before the name ("budget analyst Ainura Bekmuratova") or in apposition behind it
//! ("Claire Vautrin, Regional Director for … of the World Bank"), in brackets or before a colon.
//!
//! The body of a role is told apart where it closes the phrase ("… of the World Bank") or opens it ("World Bank Vice
//! President …").

use super::Scene;
use super::nominative::Around;
use super::run::{Run, is_title};
use crate::declension::{Case, agree, gender, is_adjective};
use crate::fold::folded;
use crate::reading::Reading;
use crate::token::Gap;
use crate::words::{
    ARTICLE, DATE, DOMAIN, FUNCTION, HEAD, HEAD_FIRST, LINK, LOC, MODIFIER, PLURAL, ROLE, SPEECH, WITH,
};

const LONGEST: usize = 16;

/// A role as the document says it.
#[derive(Debug, Clone)]
pub(crate) struct Role {
    /// In the nominative, without article and body.
    pub(crate) text: String,
    pub(crate) organisation: Option<String>,
    /// Several people share it.
    pub(crate) plural: bool,
    /// What its case says about that of the name.
    pub(crate) around: Around,
    /// Something stands between the role and the name.
    pub(crate) spoken_for: bool,
}

/// The role right before the run.
pub(super) fn before(scene: &Scene<'_, '_>, run: &Run) -> Option<Role> {
    let reading = scene.reading;
    let mut end = run.first.checked_sub(1)?;
    let mut gap = reading.tokens[run.first].gap;
    while end > 0 && is_title(reading, end) && !reading.is(end, ROLE) {
        gap = reading.tokens[end].gap;
        end -= 1;
    }
    let label = gap == Gap::Colon;
    let comma = gap == Gap::Comma;
    if !(label || comma || matches!(gap, Gap::Space | Gap::Elision)) {
        return None;
    }
    let head = head_before(scene, end)?;
    let first = start(scene, head);
    // A comma parts a role and a name only where an article or a line opens the role: "the moderator, Thomas Paris".
    let opened = first == 0
        || reading.is(first - 1, ARTICLE | FUNCTION) && reading.follows(first)
        || reading.begins(first);
    if comma && (!opened || is_apposition(reading, first))
        || label
            && !matches!(reading.tokens[first].gap, Gap::Line | Gap::Bar | Gap::Stop)
            && !reading.tokens[first].capital
    {
        return None;
    }
    Some(role(scene, first, head, end, end != head))
}

/// "…, the moderator, opened": the role already belongs to the name before it.
fn is_apposition(reading: &Reading<'_>, first: usize) -> bool {
    let opening = if first > 0 && reading.is(first - 1, ARTICLE) { first - 1 } else { first };
    reading.tokens[opening].gap == Gap::Comma && reading.tokens[opening.saturating_sub(1)].capital
}

/// The role word nearest before the name, with nothing but its complement between.
fn head_before(scene: &Scene<'_, '_>, end: usize) -> Option<usize> {
    let reading = scene.reading;
    let mut at = end;
    for _ in 0..LONGEST {
        if let Some(body) = scene.body(at) {
            at = body.first;
        } else if reading.is(at, ROLE) && !(reading.is(at, SPEECH) && !reading.tokens[at].capital) {
            return complement_fits(scene, at, end).then_some(at);
        } else if !may_complete(reading, at) {
            return None;
        }
        let list = reading.tokens[at].gap == Gap::Comma
            && reading.is(at, DOMAIN)
            && at > 0
            && reading.is(at - 1, DOMAIN);
        if !(reading.follows(at) || list) {
            return None;
        }
        at -= 1;
    }
    None
}

/// What may stand between a role and the name: "of Social Policy", «труда и занятости», "générale".
fn may_complete(reading: &Reading<'_>, at: usize) -> bool {
    let token = &reading.tokens[at];
    if token.is(DATE | SPEECH | WITH) && !token.is(DOMAIN | LINK) {
        return false;
    }
    // "rapporteur of the meeting": a common noun behind an article.
    if !token.capital
        && !token.cyrillic
        && at > 1
        && reading.follows(at)
        && reading.is(at - 1, ARTICLE)
        && reading.is(at - 2, LINK)
    {
        return !token.is(FUNCTION);
    }
    let grammar = token.is(FUNCTION | LOC) && !token.is(LINK | ARTICLE | DOMAIN);
    token.is(LINK | ARTICLE | DOMAIN | MODIFIER)
        || !grammar && (token.capital || token.cyrillic || reading.romance)
}

fn complement_fits(scene: &Scene<'_, '_>, head: usize, end: usize) -> bool {
    let reading = scene.reading;
    if head == end {
        return true;
    }
    let next = head + 1;
    // "Minister of …", «министр труда», "юрист Союза": not "Minister Wednesday".
    let linked = reading.is(next, LINK | MODIFIER | DOMAIN)
        || scene.body(next).is_some()
        || reading.tokens[next].cyrillic;
    linked && !reading.is(end, LINK | ARTICLE)
}

/// The first word of the phrase whose role word is `head`.
fn start(scene: &Scene<'_, '_>, head: usize) -> usize {
    let reading = scene.reading;
    let mut first = head;
    while first > 0 && reading.follows(first) && head - first < 8 {
        let at = first - 1;
        if let Some(body) = scene.body(at) {
            first = body.first;
            break;
        }
        if !may_precede(reading, at, first) {
            break;
        }
        first = at;
    }
    first
}

fn may_precede(reading: &Reading<'_>, at: usize, next: usize) -> bool {
    let token = &reading.tokens[at];
    if is_title(reading, at) && !token.is(ROLE) || token.possessive && !token.is(MODIFIER) {
        return false;
    }
    if token.is(MODIFIER | ROLE) && !(token.is(SPEECH) && !token.capital) {
        return !(token.cyrillic && token.is(FUNCTION) && !token.is(MODIFIER | ROLE));
    }
    if token.is(FUNCTION | SPEECH | WITH | LOC | ARTICLE | LINK | DATE) {
        return false;
    }
    if token.cyrillic {
        return is_adjective(&reading.folded(at)) && !token.capital;
    }
    if token.capital {
        return !(reading.begins(at) && reading.is_also_small(at)) && !reading.romance;
    }
    // "pump engineer": one small noun before an English role.
    let word = reading.word(at);
    let verbal = ["ed", "ing", "ly", "es", "s"].iter().any(|ending| word.ends_with(ending));
    !reading.romance && reading.is(next, ROLE) && !reading.tokens[next].capital && !verbal && word.len() > 2
}

/// The role in apposition behind the run, or in brackets.
pub(super) fn after(scene: &Scene<'_, '_>, run: &Run) -> Option<Role> {
    let reading = scene.reading;
    let mut at = run.last + 1;
    let gap = reading.get(at)?.gap;
    if !matches!(gap, Gap::Comma | Gap::Open | Gap::Bar | Gap::Dash) || reading.tokens[run.last].possessive {
        return None;
    }
    while reading.is(at, ARTICLE)
        || matches!(reading.word(at), "then" | "now" | "a" | "an" | "un" | "une" | "una" | "alors")
    {
        at += 1;
        if !reading.follows(at) {
            return None;
        }
    }
    let head = head_after(scene, at)?;
    let end = complement(scene, head);
    // "…, Minister of Finance Ivan Petrov": the role belongs to the name behind it.
    let next = reading.get(end + 1);
    let owner = next.is_some_and(|next| {
        next.gap == Gap::Space
            && next.capital
            && !next.is(FUNCTION | ROLE | HEAD | HEAD_FIRST | DATE)
            && scene.body(end + 1).is_none()
    });
    (!owner).then(|| role(scene, at, head, end, true))
}

/// The role word of a phrase that begins at `at`.
fn head_after(scene: &Scene<'_, '_>, at: usize) -> Option<usize> {
    let reading = scene.reading;
    let mut head = None;
    let mut word = at;
    while word < reading.len() && word < at + 8 {
        if word > at && !reading.follows(word) {
            break;
        }
        if let Some(body) = scene.body(word) {
            if head.is_some() || word > at {
                break;
            }
            word = body.last + 1;
            continue;
        }
        let token = &reading.tokens[word];
        if token.is(ROLE) {
            head = Some(word);
            // Russian and the Romance languages name the role first.
            if token.cyrillic || reading.romance {
                break;
            }
        } else if head.is_some()
            || token.is(FUNCTION | LINK | SPEECH | WITH | LOC) && !token.is(MODIFIER | DOMAIN)
        {
            break;
        } else if !token.capital && !token.cyrillic && word > at + 2 {
            break;
        }
        word += 1;
    }
    head
}

/// The last word of what completes the role word `head`.
fn complement(scene: &Scene<'_, '_>, head: usize) -> usize {
    let reading = scene.reading;
    let mut end = head;
    while end + 1 < reading.len() && end < head + LONGEST {
        let at = end + 1;
        let token = &reading.tokens[at];
        let list = token.gap == Gap::Comma && token.is(DOMAIN) && reading.is(end, DOMAIN);
        let quote = token.gap == Gap::Quote && scene.body(at).is_some_and(|body| body.first == at);
        if !(reading.follows(at) || list || quote) {
            break;
        }
        if let Some(body) = scene.body(at) {
            end = body.last;
        } else if token.cyrillic && completes_in_russian(reading, at)
            || !token.cyrillic && (token.is(DOMAIN | MODIFIER) && !token.is(SPEECH))
        {
            end = at;
        } else if let Some(further) = linked(scene, at) {
            end = further;
        } else {
            break;
        }
    }
    end
}

fn completes_in_russian(reading: &Reading<'_>, at: usize) -> bool {
    let token = &reading.tokens[at];
    if token.is(DOMAIN | ROLE) {
        return true;
    }
    if reading.word(at) == "и" {
        return reading.is(at + 1, DOMAIN);
    }
    let word = reading.folded(at);
    let genitive = [
        "ов", "ев", "ия", "ии", "ства", "ых", "их", "ого", "его", "ой", "ей", "ости", "ики", "ы", "и", "а",
        "ана",
    ];
    !token.is(FUNCTION | SPEECH | LOC)
        && (genitive.iter().any(|ending| word.ends_with(ending)))
        && !["ла", "ли", "лась", "лись"].iter().any(|ending| word.ends_with(ending))
}

/// "of the …", "for …", "de la …" with what it links.
fn linked(scene: &Scene<'_, '_>, at: usize) -> Option<usize> {
    let reading = scene.reading;
    let link = &reading.tokens[at];
    if link.capital || !link.is(LINK) && !matches!(reading.word(at), "at" | "to" | "in") || link.cyrillic {
        return None;
    }
    let place = reading.word(at) == "in";
    let mut next = at + 1;
    while reading.follows(next) && reading.is(next, ARTICLE) {
        next += 1;
    }
    if !reading.follows(next) || place {
        return None;
    }
    if let Some(body) = scene.body(next) {
        return Some(body.last);
    }
    let and = matches!(reading.word(at), "and" | "et" | "y" | "e");
    let token = &reading.tokens[next];
    if and
        && !token.is(DOMAIN)
        && !(token.capital && reading.is(next, crate::words::PLACE | crate::words::STOP))
    {
        return None;
    }
    if token.capital && !token.is(DATE | FUNCTION) {
        let mut end = next;
        while reading.follows(end + 1)
            && reading.tokens[end + 1].capital
            && !reading.tokens[end].possessive
            && scene.body(end + 1).is_none()
        {
            end += 1;
        }
        return Some(end);
    }
    let noun = reading.romance && !token.is(FUNCTION | SPEECH | LOC) || token.is(DOMAIN);
    noun.then_some(next)
}

/// The role of the words `first..=end`, its body told apart.
fn role(scene: &Scene<'_, '_>, first: usize, head: usize, end: usize, spoken_for: bool) -> Role {
    let reading = scene.reading;
    let mut from = first;
    let mut to = end;
    let mut organisation = None;
    if let Some(body) = scene.body(to).filter(|body| body.last == to && body.first > head) {
        organisation = Some(body.name.clone());
        to = body.first - 1;
    } else if let Some(body) = short_body(scene, head, to) {
        organisation = Some(body);
        to -= 1;
    } else if let Some(at) =
        (head + 1..to).find(|&at| reading.word(at) == "at" && reading.tokens[at + 1].capital)
    {
        // "adviser at Open Ledger": only a body can stand there.
        organisation = Some(reading.slice(at + 1, to).to_owned());
        to = at - 1;
    }
    let common = to > head + 2
        && reading.is(to - 1, ARTICLE)
        && !reading.tokens[to].capital
        && !reading.tokens[to].cyrillic;
    if common && !reading.romance {
        to = head;
    }
    if organisation.is_some() {
        while to > head && reading.is(to, LINK | ARTICLE)
            || to > head && matches!(reading.word(to), "at" | "to" | "by")
        {
            to -= 1;
        }
    } else if let Some(body) =
        scene.body(from).filter(|body| body.last < head && body.first == from && body.rule != "programme")
    {
        organisation = Some(body.name.clone());
        from = body.last + 1;
    }
    let lead = (from..=head).find(|&at| reading.is(at, ROLE)).unwrap_or(head);
    let entry = reading.tokens[if reading.tokens[head].cyrillic { lead } else { head }].entry;
    let around = match entry.case {
        Case::Oblique => Around::Oblique,
        _ => Around::Nominative,
    };
    Role {
        text: nominative(reading, from, head, to),
        organisation,
        plural: entry.classes & PLURAL != 0,
        around,
        spoken_for,
    }
}

/// "coordonnateur du Réseau": a head noun that stands for a body the document names in full.
fn short_body(scene: &Scene<'_, '_>, head: usize, end: usize) -> Option<String> {
    let reading = scene.reading;
    let token = &reading.tokens[end];
    if end <= head || !token.capital || !token.is(HEAD | HEAD_FIRST) || !reading.is(end - 1, LINK | ARTICLE) {
        return None;
    }
    scene.called(reading.word(end)).map(str::to_owned)
}

/// The words of a role in the nominative singular.
fn nominative(reading: &Reading<'_>, from: usize, head: usize, to: usize) -> String {
    let lead = if reading.tokens[head].cyrillic {
        (from..=head).find(|&at| reading.is(at, ROLE)).unwrap_or(head)
    } else {
        head
    };
    let lemma = reading.tokens[lead].entry.lemma;
    let mut out = String::new();
    for at in from..=to {
        let word = reading.word(at);
        if at > from {
            out.push_str(&reading.text[reading.tokens[at - 1].end()..reading.tokens[at].start()]);
        }
        match lemma {
            Some(lemma) if at == lead && is_inflected(reading, at) => out.push_str(&like(word, lemma)),
            Some(lemma) if at < lead && reading.tokens[at].cyrillic => {
                out.push_str(&agree(word, gender(lemma)))
            }
            _ => out.push_str(word),
        }
    }
    lower_start(reading, from, to, out)
}

fn is_inflected(reading: &Reading<'_>, at: usize) -> bool {
    let entry = reading.tokens[at].entry;
    entry.classes & PLURAL != 0 || entry.case == Case::Oblique && reading.tokens[at].cyrillic
}

/// The lemma with the capitals of the word; accents come from the lemma where it has the word's own letters.
fn like(word: &str, lemma: &str) -> String {
    if folded(word) == lemma {
        return word.to_owned();
    }
    // A plural in -s loses it, accents kept: "délégués".
    if let Some(singular) = word.strip_suffix('s').filter(|singular| folded(singular) == lemma) {
        return singular.to_owned();
    }
    if word.starts_with(char::is_uppercase) {
        let mut letters = lemma.chars();
        return letters.next().into_iter().flat_map(char::to_uppercase).chain(letters).collect();
    }
    lemma.to_owned()
}

/// A capital that only begins the sentence is made small, unless the other words have capitals too.
fn lower_start(reading: &Reading<'_>, from: usize, to: usize, text: String) -> String {
    let own = (from + 1..=to).any(|at| reading.tokens[at].capital) || reading.tokens[from].caps;
    if own || !reading.begins(from) {
        return text;
    }
    let mut letters = text.chars();
    letters.next().into_iter().flat_map(char::to_lowercase).chain(letters).collect()
}
