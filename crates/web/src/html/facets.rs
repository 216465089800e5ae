//! Counted values as links that narrow the query down.

use super::words::{language, number};
use super::{address, places};
use crate::parameters::Parameters;
use crate::reader::Question;
use maud::{Markup, html};
use rapporteur_model::{Atlas, Facet, FacetField, PlaceTree, Query, Unit};

/// What a link of a facet builds on.
pub(super) struct Base<'a> {
    /// The unit of the list.
    pub(super) unit: Unit,
    /// The parameters of the list.
    pub(super) parameters: &'a Parameters,
    /// The query of the list.
    pub(super) question: &'a Question,
    /// Knows the places that were counted.
    pub(super) atlas: &'a dyn Atlas,
    /// How many values a facet shows at most.
    pub(super) values: usize,
}

/// Every facet that has values.
pub(super) fn facets(facets: &[Facet], base: &Base<'_>) -> Markup {
    html! {
        @for facet in facets.iter().filter(|facet| !facet.values.is_empty()) {
            @let tree = PlaceTree::of(facet, base.atlas, base.values);
            section.facet {
                h3 { (heading(facet.field)) }
                @if !tree.is_empty() { (places::tree(&tree, &|typed| narrower(base, facet.field, typed))) }
                @else { ul.values {
                    @for counted in &facet.values {
                        li {
                            a href=(narrower(base, facet.field, &counted.value)) dir="auto" { (shown(facet.field, &counted.value)) }
                            " " span.count { (number(counted.count)) }
                        }
                    }
                } }
            }
        }
    }
}

fn heading(field: FacetField) -> &'static str {
    match field {
        FacetField::Where => "Places",
        FacetField::Country => "Countries",
        FacetField::Who => "People",
        FacetField::Org => "Organisations",
        FacetField::Year => "Years",
        FacetField::Lang => "Languages",
        FacetField::Status => "Statuses",
        FacetField::Type => "Formats",
    }
}

fn shown(field: FacetField, value: &str) -> &str {
    if field == FacetField::Lang { language(value) } else { value }
}

fn narrower(base: &Base<'_>, field: FacetField, value: &str) -> String {
    let typed = narrowed(base.question, &clause(field, value));
    address::search(base.unit, &Parameters { typed, offset: 0, ..base.parameters.clone() })
}

/// The query with one more clause. It builds on the canonical text: behind what was typed, an open bracket or a
/// dangling OR would swallow the clause.
fn narrowed(question: &Question, clause: &str) -> String {
    match (&question.query, question.canonical.as_str()) {
        (_, "") => clause.to_owned(),
        (Query::Or(_), canonical) => format!("({canonical}) {clause}"),
        (_, canonical) => format!("{canonical} {clause}"),
    }
}

/// The clause that asks for a value.
pub(super) fn clause(field: FacetField, value: &str) -> String {
    let name = match field {
        FacetField::Year => return format!("when:{value}"),
        FacetField::Country => FacetField::Where.as_str(),
        other => other.as_str(),
    };
    format!("{name}:{}", quoted(value))
}

/// The language has no escapes; a value that holds the usual marks stands in others.
pub(super) fn quoted(value: &str) -> String {
    if !value.contains(['"', '”', '“']) {
        format!("\"{value}\"")
    } else if value.contains('»') {
        format!("\"{}\"", value.replace(['"', '”', '“'], " "))
    } else {
        format!("«{value}»")
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use rapporteur_model::{Field, Match};

    #[test]
    fn a_value_is_quoted_with_marks_it_does_not_hold() {
        assert_eq!(clause(FacetField::Who, "Le Houerou"), "who:\"Le Houerou\"");
        assert_eq!(clause(FacetField::Org, "Fund \"Hope\""), "org:«Fund \"Hope\"»");
        assert_eq!(clause(FacetField::Org, "«A» \"B\""), "org:\"«A»  B \"");
        assert_eq!(clause(FacetField::Year, "2011"), "when:2011");
        assert_eq!(clause(FacetField::Country, "TJ"), "where:\"TJ\"");
    }

    #[test]
    fn alternatives_are_bracketed_before_a_clause_is_added() {
        let word = |word: &str| Query::Text(Field::Any, Match::Word(word.to_owned()));
        let question = |query, canonical: &str| Question {
            query,
            canonical: canonical.to_owned(),
            warnings: Vec::new(),
        };
        let either = question(Query::Or(vec![word("a"), word("b")]), "a OR b");
        assert_eq!(narrowed(&either, "lang:ru"), "(a OR b) lang:ru");
        assert_eq!(narrowed(&question(word("a"), "a"), "lang:ru"), "a lang:ru");
        assert_eq!(narrowed(&question(Query::All, ""), "lang:ru"), "lang:ru");
    }
}
