//! Whether an event took place, from the text's own point of view.

use super::scene::{Form, Scene};
use crate::cues::Class;
use rapporteur_model::{Span, Status, When};

/// What the words say; where they say nothing, the time against the day of publication; else a plan announces and
/// anything else reports.
pub(crate) fn status(
    scene: &Scene<'_>,
    extent: Span,
    when: Option<When>,
    published: Option<When>,
    planned: bool,
) -> Status {
    if scene.says(extent, Class::Postponed) {
        return Status::Postponed;
    }
    if scene.says(extent, Class::Cancelled) {
        return Status::Cancelled;
    }
    let over = match (when, published) {
        (Some(when), Some(published)) if when.end() < published.start() => Some(true),
        (Some(when), Some(published)) if when.start() > published.end() => Some(false),
        _ => None,
    };
    let future = scene.says(extent, Class::Future);
    match over {
        Some(true) => Status::Held,
        Some(false) => Status::Announced,
        None if future => Status::Announced,
        // Prose in a plan may look back.
        None if planned && published.is_none() && scene.form != Form::Prose => Status::Announced,
        None => Status::Held,
    }
}
