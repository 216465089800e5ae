//! Whether a time and a place tell of an event.

use super::group::Group;
use super::scene::{Form, Scene};
use crate::cues::Class;
use rapporteur_model::{PlaceKind, Precision};

/// Whether a group is an event. `alone`: the sentence has no other group; `peopled`: it names somebody.
///
/// A time with a place needs a word that tells of an event, or somebody who was there; a time alone or a place alone
/// needs both a kind of event and a word that it takes place. Rows of a table and list items that begin with a
/// time need no verb.
pub(crate) fn is_believed(scene: &Scene<'_>, group: &Group, alone: bool, peopled: bool) -> bool {
    let extent = if alone { scene.span } else { group.segment };
    let noun = scene.says(extent, Class::Noun);
    let verb = scene.says(extent, Class::Verb);
    let fate = scene.says(extent, Class::Cancelled) || scene.says(extent, Class::Postponed);
    let future = scene.says(extent, Class::Future);
    if scene.says(extent, Class::Founding) && !noun {
        return false;
    }
    let precision = group.date.map(|at| scene.date(at).value.precision());
    let a_day = matches!(precision, Some(Precision::Day | Precision::Days));
    let relative = group.date.is_some_and(|at| scene.date(at).rule == "relative-unit");
    let year = precision == Some(Precision::Year);
    let a_month = matches!(precision, Some(Precision::Month | Precision::Months));
    let town = group.venue.is_some_and(|at| scene.place(at).value.kind == PlaceKind::City);
    match (group.date.is_some(), group.venue) {
        (true, Some(_)) if scene.form != Form::Prose => true,
        // A sentence that lends its verb to several groups: "the first was held in Osh in 2009, the second in Naryn".
        (true, Some(_)) if year => noun && verb || (!alone && scene.says(scene.span, Class::Verb)),
        (true, Some(_)) if !town => noun && !year || verb && peopled || fate || relative && peopled,
        (true, Some(_)) => {
            noun || verb
                || fate
                || ((a_day || relative) && peopled)
                || (!alone && scene.says(scene.span, Class::Noun))
        }
        (true, None) => {
            let deadline = scene.says(extent, Class::Deadline) && !verb;
            match scene.form {
                Form::Row => !year && !deadline && (noun || peopled),
                Form::Item => !year && !deadline && noun,
                Form::Prose => {
                    (a_day || a_month)
                        && !deadline
                        && noun
                        && (verb || future || fate)
                        && is_its_own(scene, group)
                }
            }
        }
        (false, Some(at)) => {
            let city = scene.place(at).value.kind == PlaceKind::City;
            city && noun && (verb && future || fate) && !scene.says(extent, Class::Deadline)
        }
        (false, None) => false,
    }
}

/// Whether the kind of event stands in the clause of the time or right beside it, not elsewhere in a long sentence.
fn is_its_own(scene: &Scene<'_>, group: &Group) -> bool {
    let Some(at) = group.date else { return false };
    let span = scene.date(at).span;
    let near = scene
        .cues(group.segment)
        .filter(|cue| cue.class == Class::Noun)
        .any(|cue| cue.span.start().abs_diff(span.end()).min(span.start().abs_diff(cue.span.end())) <= 120);
    near && !scene.date(at).value.is_open()
}
