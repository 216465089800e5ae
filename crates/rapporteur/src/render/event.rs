//! An event on one line: when, where, what, who, and what became of it.

use crate::output::{Paint, clean};
use rapporteur_model::{Event, Participant, Status};

/// The line, facts painted; "~" marks a time of which a part was inferred.
pub(crate) fn line(event: &Event, paint: Paint) -> String {
    let when = event.when.as_ref().map(|when| {
        let mark = if when.inferred { "~" } else { "" };
        paint.fact(&format!("{mark}{}", when.value))
    });
    let venue = event.venue.as_ref().map(|venue| {
        let country = venue.value.country.as_ref().map(|code| format!(" ({code})")).unwrap_or_default();
        paint.fact(&format!("{}{country}", venue.value.name))
    });
    let name = event.name.as_ref().map(|name| format!("“{}”", clean(&name.value)));
    let people: Vec<String> = event.people.iter().map(person).collect();
    let bodies: Vec<&str> = event.organisations.iter().map(|body| body.name.as_str()).collect();
    let status = (event.status != Status::Held).then(|| paint.warning(event.status.as_str()));
    let people = (!people.is_empty()).then(|| people.join(", "));
    let bodies = (!bodies.is_empty()).then(|| clean(&bodies.join(", ")).into_owned());
    [when, venue, name, people, bodies, status].into_iter().flatten().collect::<Vec<_>>().join(" · ")
}

fn person(person: &Participant) -> String {
    let name = clean(&person.name);
    let roles: Vec<&str> =
        [&person.role, &person.organisation].into_iter().filter_map(Option::as_deref).collect();
    if roles.is_empty() { name.into_owned() } else { format!("{name} ({})", clean(&roles.join(", "))) }
}
