//! All places of a text: names matched, guarded, resolved together, and given their roles.

use crate::context::{self, Class, small_words};
use crate::dateline;
use crate::gazetteer::Gazetteer;
use crate::guard::{self, Around};
use crate::inflection::Case;
use crate::matching::{Match, name_at};
use crate::resolve::{Choice, Evidence, well_known};
use crate::role::{self, Before};
use crate::store::{Row, Sense};
use crate::token::{Gap, Token, begins_sentence, tokens};
use rapporteur_model::{Found, PlaceKind, PlaceRef, PlaceRole, Span};
use std::collections::BTreeSet;

/// All places named in `text`, in order and without overlaps; none overlaps a span of `blocked` (people, organisations).
///
/// Roles: [`PlaceRole::Dateline`] at the head of a line in dateline form; [`PlaceRole::Venue`] after a preposition of
/// place (whether an event took place there is not judged here); [`PlaceRole::Origin`] after "from"; [`PlaceRole::Affiliation`]
/// beside an office; else [`PlaceRole::Mention`]. `language` is an ISO 639-1 code; it only settles words that mean
/// different things in two languages.
pub fn find(text: &str, language: Option<&str>, blocked: &[Span]) -> Vec<Found<PlaceRef>> {
    let tokens = tokens(text);
    let titles = title_case_lines(&tokens);
    let matches = matches(text, &tokens, &titles, blocked);
    let (evidence, contained) = Evidence::gather(text, &tokens, &matches);
    let small = small_words(text, &tokens);
    let mut last: Option<(usize, PlaceRole)> = None;
    let mut out = Vec::new();
    for (found, contained) in matches.iter().zip(contained) {
        let around = Around { text, tokens: &tokens, title_case: titles[found.first] };
        let scene =
            Scene { around, found, small: &small, before: role::preposition(&around, found, language) };
        let Some((sense, choice)) = evidence.resolve(found, contained) else { continue };
        let Some(rule) = scene.believed(sense, choice, &evidence, contained.is_some()) else { continue };
        let role = scene.role(last);
        last = Some((found.last, role));
        out.push(Found::stated(Gazetteer::embedded().entry(sense.row, role), scene.span(sense.row), rule));
    }
    out
}

/// Every name that may be a place, in order.
fn matches(text: &str, tokens: &[Token], titles: &[bool], blocked: &[Span]) -> Vec<Match> {
    let mut blocked: Vec<Span> = blocked.to_vec();
    blocked.sort_unstable();
    let mut out = Vec::new();
    let mut at = 0;
    while at < tokens.len() {
        let found = if tokens[at].capital { name_at(text, tokens, at) } else { None };
        let Some(found) = found else {
            at += 1;
            continue;
        };
        at = found.last + 1;
        let around = Around { text, tokens, title_case: titles[found.first] };
        if is_blocked(&blocked, found.span) || guard::rejects(&around, &found) || is_acronym(&around, &found)
        {
            continue;
        }
        out.push(found);
    }
    out
}

fn is_blocked(blocked: &[Span], span: Span) -> bool {
    // Blocked spans may nest, so the one before the first that begins later is not the only one to ask.
    let end = blocked.partition_point(|other| other.start() < span.end());
    blocked[..end].iter().rev().take(16).any(|other| other.overlaps(span))
}

/// "ILO" is no town in Peru: short words in capitals are acronyms unless the line is all capitals or it is a dateline.
fn is_acronym(around: &Around<'_>, found: &Match) -> bool {
    let token = around.tokens[found.first];
    if found.abbreviation || !token.caps || found.first != found.last {
        return false;
    }
    let letters = around.word(found.first).chars().count();
    letters <= 3 || (letters <= 5 && token.gap != Gap::Line && !neighbours_in_caps(around, found))
}

fn neighbours_in_caps(around: &Around<'_>, found: &Match) -> bool {
    let caps = |at: Option<usize>| at.and_then(|at| around.tokens.get(at)).is_some_and(|token| token.caps);
    caps(found.first.checked_sub(1)) || caps(Some(found.last + 1))
}

/// One match where it stands.
struct Scene<'a> {
    around: Around<'a>,
    found: &'a Match,
    small: &'a BTreeSet<String>,
    before: Before,
}

impl Scene<'_> {
    /// The rule by which the match is believed to be this place, `None` where it is not.
    fn believed(
        &self,
        sense: Sense,
        choice: Choice,
        evidence: &Evidence,
        contained: bool,
    ) -> Option<&'static str> {
        if contained {
            return Some(Choice::Containment.rule());
        }
        if self.found.abbreviation {
            return Some("place-abbreviation");
        }
        let locative = self.before != Before::Neither;
        let cyrillic = self.around.tokens[self.found.first].cyrillic;
        let known = well_known(sense, cyrillic);
        if self.is_everyday_word()
            && !(known
                && locative
                && sense.row.kind() == PlaceKind::City
                && !sense.alternate
                && self.is_said_as_a_name())
        {
            return None;
        }
        let named = evidence.country_named(sense.row);
        let support = usize::from(locative)
            + usize::from(named)
            + usize::from(choice == Choice::Containment) * 2
            + usize::from(self.is_dateline())
            + usize::from(self.is_cell());
        let needed = if sense.alternate && !cyrillic { 2 } else { 1 };
        let opens = begins_sentence(self.around.tokens, self.found.first) || self.around.title_case;
        let inflected = self.found.case != Case::Same && self.found.first == self.found.last;
        let enough = (known && !(opens && inflected && !named && sense.row.kind() == PlaceKind::City))
            || support >= needed + usize::from(opens && !known);
        enough.then(|| if choice == Choice::Prior && locative { "place-locative" } else { choice.rule() })
    }

    /// A word that the text, or everybody, also writes in small letters.
    fn is_everyday_word(&self) -> bool {
        self.found.first == self.found.last
            && (context::is_common(&self.found.key) || self.small.contains(&self.found.key))
    }

    /// Whether the name fills a cell of a table.
    fn is_cell(&self) -> bool {
        let before = self.around.text[..self.found.span.start()].trim_end_matches(' ');
        let after = self.around.text[self.found.span.end()..].trim_start_matches(' ');
        let opens = before.is_empty() || before.ends_with(['|', '\n']);
        let closes = after.is_empty() || after.starts_with(['|', '\n']);
        opens && closes && (before.ends_with('|') || after.starts_with('|'))
    }

    fn is_said_as_a_name(&self) -> bool {
        !self.small.contains(&self.found.key)
    }

    fn is_dateline(&self) -> bool {
        let token = self.around.tokens[self.found.first];
        token.gap == Gap::Line && dateline::follows(self.after_the_country())
    }

    /// The text after the place, and after its country where that follows: "Bishkek, Kyrgyzstan (June 5)".
    fn after_the_country(&self) -> &str {
        let rest = |at: usize| self.around.text.get(at..).unwrap_or("");
        let next = self.found.last + 1;
        let follows =
            self.around.tokens.get(next).is_some_and(|token| token.gap == Gap::Comma && token.capital);
        match follows.then(|| name_at(self.around.text, self.around.tokens, next)).flatten() {
            Some(outer) => rest(outer.span.end()),
            None => rest(self.found.span.end()),
        }
    }

    fn role(&self, last: Option<(usize, PlaceRole)>) -> PlaceRole {
        if self.is_dateline() {
            return PlaceRole::Dateline;
        }
        let own = role::role(&self.around, self.found, self.before);
        match last {
            Some((end, role)) if own == PlaceRole::Mention && self.continues_list(end) => role,
            _ => own,
        }
    }

    /// Whether only a comma or "and" stands between the place that ends at token `end` and this one.
    fn continues_list(&self, end: usize) -> bool {
        let gap = self.around.tokens[self.found.first].gap;
        match self.found.first - end {
            1 => matches!(gap, Gap::Comma | Gap::Bracket),
            2 => {
                gap == Gap::Space
                    && self.around.is(end + 1, Class::And)
                    && matches!(self.around.tokens[end + 1].gap, Gap::Space | Gap::Comma)
            }
            _ => false,
        }
    }

    /// The span of the name; a region takes its "oblast" with it.
    fn span(&self, row: Row) -> Span {
        let next = self.found.last + 1;
        match self.around.tokens.get(next) {
            Some(token)
                if row.kind() == PlaceKind::Region
                    && token.gap == Gap::Space
                    && self.around.is(next, Class::Unit) =>
            {
                self.found.span.join(token.span)
            }
            _ => self.found.span,
        }
    }
}

/// For each token whether its line is written in capitals throughout: a heading, where capitals say nothing.
fn title_case_lines(tokens: &[Token]) -> Vec<bool> {
    let mut out = Vec::with_capacity(tokens.len());
    let mut start = 0;
    while start < tokens.len() {
        let end = (start + 1..tokens.len()).find(|at| tokens[*at].gap == Gap::Line).unwrap_or(tokens.len());
        let long: Vec<&Token> = tokens[start..end].iter().filter(|token| token.span.len() > 3).collect();
        let capitals = long.iter().filter(|token| token.capital).count();
        let title = long.len() >= 3 && capitals * 10 >= long.len() * 7;
        out.resize(end, title);
        start = end;
    }
    out
}
