//! Whether a run of words is a person, by what stands in it and beside it.

use super::nominative::{Around, has_patronymic, looks_like_surname, nominative};
use super::role::{self, Role};
use super::run::{Given, Run, given, is_named_like_a_month};
use super::{Candidate, Scene, affiliation};
use crate::declension::is_adjective;
use crate::reading::Reading;
use crate::tags::{Tag, Tags};
use crate::token::Gap;
use crate::words::{
    ARTICLE, GOVERNS, HEAD, HEAD_FIRST, PLACE, PLACE_HEAD, PLACE_PRE, SAYS, SPEECH, STOP, SURNAME,
    TITLE_ROLE, WEAK_HEAD,
};
use rapporteur_model::Span;

/// The person the run is, and the role that people named right behind share with it.
pub(super) fn judge(
    scene: &Scene<'_, '_>,
    run: &Run,
    tag: Option<&Tag>,
    tags: &Tags,
    inherited: Option<&Role>,
) -> Option<(Candidate, Option<Role>)> {
    let reading = scene.reading;
    let run = &if tag.is_some() { run.clone() } else { without_stray_start(reading, run)? };
    let before = inherited.cloned().or_else(|| role::before(scene, run));
    let after = role::after(scene, run);
    if tag.is_some() && !run.titled && in_place(reading, run) {
        return None;
    }
    let ruled = rule(scene, run, before.as_ref(), after.as_ref());
    let (rule, weak) = match tag {
        Some(_) => (ruled.map_or("tagged", |(rule, _)| rule), false),
        None => {
            ruled.map(|(rule, weak)| (rule, weak || tags.doubts(rule) && !stands_free(reading, run, rule)))?
        }
    };
    let around = before.as_ref().map_or_else(|| behind_preposition(reading, run.first), |role| role.around);
    let words = words(reading, run, around);
    let plural = before.as_ref().is_some_and(|role| role.plural).then(|| before.clone()).flatten();
    let beside = affiliation::after(scene, run.last);
    let role = before.or(after);
    let organisation = role.as_ref().and_then(|role| role.organisation.clone()).or(beside);
    // "Martin Luther King Jr."
    let end = reading.tokens[run.last].end().max(tag.map_or(0, |tag| tag.span.end()));
    let candidate = Candidate {
        first: run.first,
        last: run.last,
        span: Span::new(reading.tokens[run.first].start(), end),
        words,
        role_span: role.as_ref().map(|role| role.span),
        role: role.map(|role| role.text),
        organisation,
        rule,
        weak,
    };
    Some((candidate, plural))
}

/// Whether the run begins with a first name in Latin letters (one that may be something else has a role beside it) or with initials, and
/// neither an article nor another capital stands beside it.
fn stands_free(reading: &Reading<'_>, run: &Run, rule: &str) -> bool {
    let capital = |at: usize| reading.get(at).is_some_and(|token| token.capital);
    let token = &reading.tokens[run.first];
    let led = reading.follows(run.first) && (capital(run.first - 1) || reading.is(run.first - 1, ARTICLE));
    let followed = reading.follows(run.last + 1) && capital(run.last + 1);
    let heading = (run.first..=run.last).any(|at| reading.tokens[at].heading);
    let given = match run.given {
        Given::Firm => true,
        Given::Doubtful => rule.starts_with("role"),
        Given::No => run.initials > 1,
    };
    given && !(token.cyrillic || heading || led || followed)
}

/// What a preposition before the name says of its case.
fn behind_preposition(reading: &Reading<'_>, first: usize) -> Around {
    let governed = reading.follows(first) && reading.is(first - 1, GOVERNS);
    if governed { Around::Oblique } else { Around::Unknown }
}

/// The run without a first word that only begins the sentence; none where it is part of something else.
fn without_stray_start(reading: &Reading<'_>, run: &Run) -> Option<Run> {
    let mut run = run.clone();
    if reading.tokens[run.first].cyrillic {
        return Some(from_first_name(reading, run));
    }
    if run.words < 2 || run.titled || run.initials > 0 {
        return Some(run);
    }
    let next_given = given(reading, run.first + 1);
    let stray = reading.is(run.first, PLACE) || reading.begins(run.first) && reading.is_also_small(run.first);
    if run.given != Given::Firm && next_given == Given::Firm && run.words > 2 && stray {
        run.first += 1;
        run.words -= 1;
        run.given = next_given;
    }
    Some(run)
}

/// «премьер-министр Пенджаба Салман Тасир»: the name begins at the first name when two words at least follow from it.
fn from_first_name(reading: &Reading<'_>, mut run: Run) -> Run {
    if run.titled || run.initials > 0 || run.words < 3 || run.given == Given::Firm {
        return run;
    }
    let start = (run.first + 1..run.last).find(|&at| given(reading, at) == Given::Firm);
    let texts: Vec<&str> = (run.first..=run.last).map(|at| reading.word(at)).collect();
    if let Some(start) = start.filter(|_| !has_patronymic(&texts) || !looks_like_surname(texts[0])) {
        run.words -= start - run.first;
        run.first = start;
        run.given = Given::Firm;
    }
    run
}

/// Which rule makes the run a person, and whether that needs a second witness.
fn rule(
    scene: &Scene<'_, '_>,
    run: &Run,
    before: Option<&Role>,
    after: Option<&Role>,
) -> Option<(&'static str, bool)> {
    let reading = scene.reading;
    if is_part_of_more(reading, run) {
        return None;
    }
    if run.titled {
        return Some(("title", false));
    }
    let texts: Vec<&str> = (run.first..=run.last).map(|at| reading.word(at)).collect();
    let cyrillic = reading.tokens[run.first].cyrillic;
    if run.initials > 0 {
        let second = before.is_some() || after.is_some() || speaks(reading, run);
        let sure = run.initials > 1
            || second
            || run.given == Given::Firm
            || cyrillic && texts.iter().any(|word| looks_like_surname(word));
        return (run.words < 3 && !(reading.tokens[run.first].initial && is_list_mark(reading, run)))
            .then_some(("initials", !sure));
    }
    if cyrillic && run.words > 1 && has_patronymic(&texts) {
        return Some(("patronymic", false));
    }
    if run.words == 1 {
        return single(reading, run, before);
    }
    if run.given == Given::Firm && !reading.is(run.first + 1, WEAK_HEAD) {
        let heading = reading.tokens[run.first].heading;
        return Some(("first-name", heading));
    }
    if cyrillic && run.words == 2 && given(reading, run.last) == Given::Firm && looks_like_surname(texts[0]) {
        return Some(("first-name", false));
    }
    beside(scene, run, before, after)
}

/// Rules for a run whose first word no list knows, or only as something else.
fn beside(
    scene: &Scene<'_, '_>,
    run: &Run,
    before: Option<&Role>,
    after: Option<&Role>,
) -> Option<(&'static str, bool)> {
    let reading = scene.reading;
    let plain = (2..=4).contains(&run.words)
        && !reading.tokens[run.first].heading
        && (run.given != Given::No || !reading.is(run.first, PLACE))
        && !(run.first..=run.last).any(|at| {
            reading.is_also_small(at) && !reading.is(at, SURNAME) && !is_named_like_a_month(reading, at)
        });
    if !plain {
        return None;
    }
    if before.is_some() {
        return Some(("role-before", false));
    }
    if after.is_some() {
        return Some(("role-after", false));
    }
    if speaks(reading, run) {
        return Some(("speech", false));
    }
    if is_labelled(reading, run) {
        return Some(("byline", false));
    }
    if affiliation::after(scene, run.last).is_some() && !reading.is(run.last, PLACE) {
        return Some(("affiliation", false));
    }
    let doubtful = run.given == Given::Doubtful;
    let subject = doubtful
        && reading.get(run.last + 1).is_some_and(|next| next.gap == Gap::Comma)
        && reading.begins(run.first);
    (doubtful).then_some(("first-name", !subject))
}

/// A bare surname behind a role: "President Atambayev", «консул Азимов».
fn single(reading: &Reading<'_>, run: &Run, before: Option<&Role>) -> Option<(&'static str, bool)> {
    let at = run.first;
    let role = before?;
    if !reading.follows(at) || reading.is(at, PLACE) || reading.is_also_small(at) || role.spoken_for {
        return None;
    }
    let token = &reading.tokens[at];
    let title = reading.is(at - 1, TITLE_ROLE)
        && (reading.tokens[at - 1].capital || reading.romance || token.cyrillic);
    let built = !token.cyrillic || looks_like_surname(reading.word(at)) && !is_adjective(&reading.folded(at));
    let built = built && token.cyrillic == reading.tokens[at - 1].cyrillic;
    (title && built && token.end() - token.start() > 3 && !token.heading).then_some(("title-role", false))
}

/// "1. A. Introduction" is no name: an initial that begins a line before a word alone.
fn is_list_mark(reading: &Reading<'_>, run: &Run) -> bool {
    run.initials == 1
        && reading.tokens[run.first].gap == Gap::Line
        && !(reading.tokens[run.first].cyrillic && looks_like_surname(reading.word(run.last)))
}

/// Whether the run is a piece of a longer name: a street, a foundation, a saint.
fn is_part_of_more(reading: &Reading<'_>, run: &Run) -> bool {
    let before = word_before(reading, run);
    let after = run.last + 1;
    let head = !reading.tokens[run.last].possessive
        && reading.follows(after)
        && reading.tokens[after].capital
        && !(reading.tokens[after].cyrillic && reading.is(after, STOP))
        && reading.is(after, HEAD | HEAD_FIRST | PLACE_HEAD | WEAK_HEAD | STOP)
        && !reading.is(after, SPEECH | SURNAME);
    let body = before.is_some_and(|before| {
        reading.tokens[before].capital && reading.is(before, HEAD_FIRST) && !reading.is(before, HEAD)
    });
    in_place(reading, run) || head || body
}

fn word_before(reading: &Reading<'_>, run: &Run) -> Option<usize> {
    run.first.checked_sub(1).filter(|_| reading.follows(run.first) && !run.titled)
}

/// «улице Ивана Франко», "Saint Mary", «ул. Чехова».
fn in_place(reading: &Reading<'_>, run: &Run) -> bool {
    let place = word_before(reading, run).is_some_and(|before| {
        reading.is(before, PLACE_PRE)
            && (reading.tokens[before].capital || reading.tokens[before].cyrillic || reading.romance)
    });
    let street =
        run.first > 0 && reading.tokens[run.first].gap == Gap::Stop && reading.is(run.first - 1, PLACE_PRE);
    place || street
}

/// A verb of speech beside the name.
fn speaks(reading: &Reading<'_>, run: &Run) -> bool {
    let after = run.last + 1;
    let verb_after = reading.get(after).is_some_and(|token| {
        !token.capital
            && token.is(SAYS)
            && matches!(token.gap, Gap::Space | Gap::Comma | Gap::Close | Gap::Quote | Gap::Dash)
    });
    let verb_before = run.first > 0
        && reading.follows(run.first)
        && reading.is(run.first - 1, SAYS)
        && !reading.tokens[run.first - 1].capital;
    let verb_after = verb_after && !reading.is(run.last, PLACE);
    verb_after || verb_before
}

/// "By Helga Brandvold, 21 December", "From: Ilinca Rotaru <", "Chair: Maria Lopez".
fn is_labelled(reading: &Reading<'_>, run: &Run) -> bool {
    let Some(label) = run.first.checked_sub(1) else { return false };
    let word = reading.word(label);
    let line = |at: usize| reading.tokens[at].gap == Gap::Line;
    let by = matches!(word, "By" | "by" | "Par" | "par" | "Por" | "por")
        && (line(label) || label > 0 && line(label - 1));
    let from = reading.tokens[run.first].gap == Gap::Colon
        && matches!(word, "From" | "Author" | "Автор" | "Auteur" | "Autor" | "Contact" | "Контакт");
    by && reading.follows(run.first) || from
}

/// The words of the name in the nominative.
fn words(reading: &Reading<'_>, run: &Run, around: Around) -> Vec<String> {
    let mut out: Vec<String> = Vec::new();
    let texts: Vec<&str> = (run.first..=run.last).map(|at| reading.word(at)).collect();
    let initial = |at: usize| reading.tokens[run.first + at].initial;
    if !reading.tokens[run.first].cyrillic {
        out.extend(
            texts
                .iter()
                .enumerate()
                .map(|(at, word)| if initial(at) { format!("{word}.") } else { (*word).to_owned() }),
        );
        return out;
    }
    let whole: Vec<&str> =
        texts.iter().enumerate().filter(|&(at, _)| !initial(at)).map(|(_, word)| *word).collect();
    let mut declined = nominative(&whole, around).into_iter();
    for (at, word) in texts.iter().enumerate() {
        if initial(at) {
            out.push(format!("{word}."));
        } else {
            out.push(declined.next().unwrap_or_else(|| (*word).to_owned()));
        }
    }
    out
}
