//! Ways from one list to its neighbours: the other unit, another order, the next hits.

use super::address;
use super::words::number;
use crate::limits;
use crate::parameters::{Parameters, sort_name};
use maud::{Markup, html};
use rapporteur_model::{Sort, Unit};

/// The same query asked of documents and of events.
pub(super) fn tabs(unit: Unit, parameters: &Parameters) -> Markup {
    let first = Parameters { offset: 0, ..parameters.clone() };
    html! {
        nav.tabs aria-label="What to list" {
            @for (name, other) in [("Documents", Unit::Document), ("Events", Unit::Event)] {
                a href=(address::search(other, &first)) aria-current=[(other == unit).then_some("page")] { (name) }
            }
        }
    }
}

/// The same hits in another order.
pub(super) fn orders(unit: Unit, parameters: &Parameters) -> Markup {
    html! {
        nav.orders aria-label="Order" {
            @for sort in [Sort::Relevance, Sort::Newest, Sort::Oldest] {
                a href=(address::search(unit, &Parameters { sort, offset: 0, ..parameters.clone() }))
                    aria-current=[(sort == parameters.sort).then_some("true")] { (sort_name(sort)) }
            }
        }
    }
}

/// The hits before and after these.
pub(super) fn pages(unit: Unit, parameters: &Parameters, total: u64) -> Markup {
    let (offset, limit) = (parameters.offset, parameters.limit);
    let before = (offset > 0).then(|| offset.saturating_sub(limit));
    let next = offset + limit;
    let more = limit > 0 && (next as u64) < total;
    let reachable = next + limit <= limits::WINDOW;
    let to = |offset: usize| address::search(unit, &Parameters { offset, ..parameters.clone() });
    html! {
        @if limit > 0 && (before.is_some() || more) {
            nav.pages aria-label="Pages" {
                @if let Some(before) = before { a rel="prev" href=(to(before)) { "← Previous" } }
                span { "Page " (number((offset / limit) as u64 + 1)) " of " (number(total.div_ceil(limit as u64).max(1))) }
                @if more && reachable { a rel="next" href=(to(next)) { "Next →" } }
            }
            @if more && !reachable {
                p.quiet { "Only the first " (number(limits::WINDOW as u64)) " can be paged through; narrow the query down." }
            }
        }
    }
}
