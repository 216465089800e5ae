//! Bodies by a head noun, in English, French and Spanish: "State Migration Service of Ukraine", "Réseau des archives".
//!
//! A run of capitalised words with a head in it, then what "of", "for", "de" join to it. In English the head is the
//! last word of the run, in French and Spanish the first.

use super::Mention;
use crate::fold::folded;
use crate::people::run::{Given, given};
use crate::reading::Reading;
use crate::token::{Gap, Token};
use crate::words::{
    ARTICLE, DATE, DOMAIN, FUNCTION, HEAD, HEAD_FIRST, LINK, LOC, PLACE, PLACE_HEAD, PLURAL, ROLE, SPEECH,
    STOP, TITLE, TITLE_ROLE, WEAK_HEAD,
};
use rapporteur_model::Span;

const MOST_EXTENSIONS: usize = 5;

/// The body whose name begins at this word.
pub(super) fn at(reading: &Reading<'_>, at: usize, _free_from: usize) -> Option<Mention> {
    let token = reading.get(at)?;
    if !token.capital || token.heading || !may_begin(reading, at) {
        return None;
    }
    let end = run_end(reading, at);
    let end = paired(reading, at, end).unwrap_or(end);
    let romance = reading.romance || (at..=end).all(|at| !reading.is(at, HEAD | WEAK_HEAD));
    let end = if romance { before_person(reading, at, end) } else { end };
    let (last, rule) = if romance { first_head(reading, at, end)? } else { last_head(reading, at, end)? };
    let mut span = reading.span(at, last);
    if matches!(reading.word(last), "Inc" | "Corp" | "Ltd" | "Co" | "Cos")
        && reading.text[span.end()..].starts_with('.')
    {
        span = Span::new(span.start(), span.end() + 1);
    }
    Some(Mention { first: at, last, span, name: span.of(reading.text).to_owned(), body: None, rule })
}

/// "Unión Europea Anna Schmidt": a first name and another word behind the name of a body are a person. Right behind
/// the head they are its name: "Fundación Ana Schmidt".
fn before_person(reading: &Reading<'_>, first: usize, end: usize) -> usize {
    let person = (first + 2..end).find(|&at| given(reading, at) == Given::Firm);
    person.map_or(end, |person| person - 1)
}

/// "Truth and Reconciliation Commission": two fields before one head. The end of the run behind "and".
fn paired(reading: &Reading<'_>, first: usize, end: usize) -> Option<usize> {
    let field = |at: usize| reading.is(at, DOMAIN | STOP) && !reading.is(at, HEAD | PLACE);
    let next = end + 2;
    let joined = reading.follows(end + 1) && reading.word(end + 1) == "and" && reading.follows(next);
    if !joined
        || !field(end)
        || !field(next)
        || !reading.tokens[next].capital
        || (first..=end).any(|at| reading.is(at, HEAD))
    {
        return None;
    }
    let last = run_end(reading, next);
    (reading.is(next + 1, HEAD) && last > next).then_some(last)
}

/// The last word of a name of capitalised words, with an adjective that closes it in French or Spanish.
pub(super) fn name_end(reading: &Reading<'_>, at: usize) -> usize {
    let end = run_end(reading, at);
    let plural = reading.romance && reading.follows(end + 1) && !reading.tokens[end + 1].capital;
    // "Ondes courtes": both words end alike.
    let agrees = plural && reading.word(end).ends_with("es") && reading.word(end + 1).ends_with("es");
    if agrees && !reading.is(end + 1, FUNCTION | LINK) { end + 1 } else { adjectives(reading, end) }
}

/// A capitalised word of grammar, a title, a role or a month is no part of the name.
fn may_begin(reading: &Reading<'_>, at: usize) -> bool {
    let joined = at > 0 && reading.follows(at) && may_continue(reading, at - 1) && !parts(reading, at - 1);
    let outside = FUNCTION | TITLE | DATE | LOC;
    let role = is_role(&reading.tokens[at]);
    !joined && !reading.is(at, outside) && !role && !reading.tokens[at].initial
}

fn may_continue(reading: &Reading<'_>, at: usize) -> bool {
    let token = &reading.tokens[at];
    let role = is_role(token);
    token.capital && !token.cyrillic && !token.is(FUNCTION | TITLE | DATE | LOC) && !role && !token.initial
}

/// A role ends a name of a body; several people may be part of it ("Growers' League", "Council of Ministers").
fn is_role(token: &Token) -> bool {
    token.is(ROLE | TITLE_ROLE) && !token.is(HEAD | HEAD_FIRST | DOMAIN) && !token.is(PLURAL)
}

/// The last of the capitalised words that white space joins, from `at`.
fn run_end(reading: &Reading<'_>, at: usize) -> usize {
    let mut end = at;
    while end + 1 < reading.len() && end < at + 12 && joined(reading, end + 1) && !parts(reading, end) {
        end += 1;
    }
    end
}

/// "China's Communist Youth League", "Abe's Cabinet": what owns the body is no part of its name, unless it is what the
/// body is for ("Children's Fund").
fn parts(reading: &Reading<'_>, at: usize) -> bool {
    let token = &reading.tokens[at];
    let first = at == 0 || !reading.follows(at) || !may_continue(reading, at - 1);
    token.possessive
        && !reading.word(at).ends_with('s')
        && (token.is(PLACE | HEAD) || first && !token.is(DOMAIN))
        || token.caps
            && token.end() - token.start() > 6
            && !reading.is(at + 1, HEAD)
            && !reading.get(at + 1).is_some_and(|next| next.caps)
}

fn joined(reading: &Reading<'_>, at: usize) -> bool {
    let ampersand = reading.tokens[at].gap == Gap::Other
        && reading.text[reading.tokens[at - 1].end()..reading.tokens[at].start()].trim() == "&";
    (reading.follows(at) || ampersand) && may_continue(reading, at)
}

/// English: the last head of the run, with words before it or "of …" behind it.
fn last_head(reading: &Reading<'_>, first: usize, end: usize) -> Option<(usize, &'static str)> {
    let strong = (first..=end).rev().find(|&at| reading.is(at, HEAD) && !is_adverbial(reading, first, at));
    let (head, rule) = match strong {
        Some(head) => (head, "head-noun"),
        None => {
            let weak = (first..=end).rev().find(|&at| reading.is(at, WEAK_HEAD))?;
            // "Work Programme" is a common noun; "Mountain Schools Programme" may be a name.
            if given(reading, first) == Given::Firm {
                return None;
            }
            let own = weak > first + 1 || weak > first && !reading.is(first, DOMAIN);
            return (weak > first && own && (weak > first + 1 || !reading.begins(first)))
                .then_some((weak, "programme"));
        }
    };
    let last = extend(reading, head);
    if head == first && last == head {
        return None;
    }
    // "Committee on Finance" with nothing else is one; "House of Commons" too; "Bank Street" is none.
    let place = last == head && head < end && reading.is(head + 1, PLACE_HEAD) && !reading.is(head + 1, HEAD);
    let common = head == first + 1 && last == head && is_common(reading, first);
    (!(place || common)).then_some((last, rule))
}

/// "The Group", "Our Bank": nothing but a word that says which one.
fn is_common(reading: &Reading<'_>, first: usize) -> bool {
    reading.begins(first) && reading.is_also_small(first)
}

/// "School Meals" and "Club Sandwich": a head that is followed by the true noun and has nothing before it.
fn is_adverbial(reading: &Reading<'_>, first: usize, at: usize) -> bool {
    at == first && reading.follows(at + 1) && reading.tokens[at + 1].capital
}

/// French and Spanish: the head stands first, capitals follow, then "de …".
fn first_head(reading: &Reading<'_>, first: usize, end: usize) -> Option<(usize, &'static str)> {
    let head = (first..=end).find(|&at| reading.is(at, HEAD_FIRST))?;
    if head != first {
        return None;
    }
    let last = extend(reading, end);
    let last = adjectives(reading, last);
    (last > head).then_some((last, "head-noun"))
}

/// The last word of what "of", "for", "and", "de" join to the name that ends at `end`.
fn extend(reading: &Reading<'_>, mut end: usize) -> usize {
    let head = end;
    for _ in 0..MOST_EXTENSIONS {
        match extension(reading, head, end) {
            Some(further) => end = further,
            None => break,
        }
    }
    end
}

fn extension(reading: &Reading<'_>, head: usize, end: usize) -> Option<usize> {
    if reading.get(end)?.possessive {
        return None;
    }
    let link = reading.get(end + 1)?;
    if link.gap == Gap::Comma {
        return listed(reading, head, end + 1);
    }
    if link.capital || !matches!(link.gap, Gap::Space | Gap::Elision) || !link.is(LINK) {
        return None;
    }
    let word = reading.word(end + 1);
    let mut at = end + 2;
    if matches!(word, "and" | "et" | "y" | "e") {
        // A second field of the same body, not a second body.
        let link = reading.is(at, LINK | ARTICLE) && !reading.tokens[at].capital;
        at += usize::from(link);
        return (end > head
            && reading.follows(at)
            && reading.is(at, DOMAIN)
            && !reading.is(at, HEAD | HEAD_FIRST)
            || end > head + 1 && second_field(reading, end, at))
        .then(|| part_end(reading, at));
    }
    if word == "on" && (reading.is(at, DATE) || !reading.tokens.get(at)?.capital) {
        return None;
    }
    while reading.follows(at) && reading.is(at, ARTICLE) {
        at += 1;
    }
    if !reading.follows(at) {
        return None;
    }
    let token = reading.get(at)?;
    if token.capital {
        let outside = token.is(FUNCTION | DATE | TITLE)
            || token.caps && !token.is(DOMAIN) && token.end() - token.start() > 6;
        let further = part_end(reading, at);
        let owner = reading.follows(further + 1)
            && reading.tokens[further + 1].capital
            && is_role(&reading.tokens[further + 1]);
        return (!outside && !owner && !is_role(token)).then_some(further);
    }
    let romance = reading.romance || reading.is(head, HEAD_FIRST) && !reading.is(head, HEAD);
    let noun = romance && !token.is(FUNCTION | LOC | SPEECH | ROLE | DATE) && token.end() - token.start() > 3;
    noun.then(|| adjectives(reading, at))
}

/// "for Strategic and International Studies": the noun of the first field stands behind the second.
fn second_field(reading: &Reading<'_>, end: usize, at: usize) -> bool {
    let single = reading.is(end - 1, LINK | ARTICLE) && !reading.is(end, PLACE | HEAD);
    if !single || !reading.follows(at) || !reading.tokens[at].capital {
        return false;
    }
    let last = part_end(reading, at);
    last > at && !(at..=last).any(|at| reading.is(at, HEAD | HEAD_FIRST | ROLE))
}

/// "…, Migration and Employment": fields of policy in a list that "and" closes.
fn listed(reading: &Reading<'_>, head: usize, from: usize) -> Option<usize> {
    if !reading.is(from, DOMAIN) || reading.is(from, HEAD | ROLE) || from <= head + 1 {
        return None;
    }
    for at in from..from + 8 {
        let token = reading.get(at)?;
        let small = matches!(reading.word(at), "and" | "et" | "y");
        if small {
            return (reading.follows(at + 1) && reading.is(at + 1, DOMAIN))
                .then(|| part_end(reading, at + 1));
        }
        if !token.is(DOMAIN) || !(token.capital || reading.romance) {
            return None;
        }
    }
    None
}

/// The last of the capitalised words from `at`, less what a role begins.
fn part_end(reading: &Reading<'_>, at: usize) -> usize {
    if !reading.tokens[at].capital {
        return adjectives(reading, at);
    }
    let mut end = at;
    while end + 1 < reading.len()
        && end < at + 6
        && !reading.tokens[end].possessive
        && joined(reading, end + 1)
    {
        end += 1;
    }
    adjectives(reading, end)
}

/// French and Spanish adjectives behind a noun: "locales", "publique", "central".
fn adjectives(reading: &Reading<'_>, mut end: usize) -> usize {
    const ENDINGS: [&str; 24] = [
        "ivil", "ivile", "ale", "ales", "aux", "ique", "iques", "elle", "elles", "ienne", "aire", "aires",
        "eenne", "ives", "ive", "al", "ica", "ico", "icas", "icos", "ario", "aria", "eres", "iere",
    ];
    let latin = |at: usize| {
        let word = folded(reading.word(at));
        word.len() > 3 && ENDINGS.iter().any(|ending| word.ends_with(ending))
    };
    let romance = reading.romance;
    while romance
        && reading.follows(end + 1)
        && !reading.tokens[end + 1].capital
        && !reading.is(end + 1, FUNCTION | SPEECH | ROLE | LINK)
        && latin(end + 1)
    {
        end += 1;
    }
    end
}
