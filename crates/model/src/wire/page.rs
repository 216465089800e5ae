//! The JSON contract of `search --json`, `events --json`, `GET /search` and `GET /events`: one object an answer,
//! and of `--jsonl`: one object a hit.
//!
//! An event of a hit has the shape it has in a document, but its evidence carries the sentences without offsets:
//! a hit does not hold the text they would count in.

use super::{CodePoints, EventJson, EvidenceJson, with_evidence};
use crate::{
    Atlas, ClauseCount, Excluded, Facet, FacetField, FacetValue, Hit, Page, PlaceId, PlaceNode, PlaceTree,
    Proof, Query, Snippet,
};
use serde::Serialize;

/// What was asked, as far as the answer repeats it.
#[derive(Clone, Copy)]
pub struct Asked<'a> {
    /// The canonical text of the query.
    pub query: &'a str,
    /// How many hits were left out first.
    pub offset: usize,
    /// How many hits were asked for.
    pub limit: usize,
    /// What reading the query warned about; the engine's own warnings follow.
    pub warnings: &'a [String],
    /// Prints a clause as a user would type it.
    pub print: &'a dyn Fn(&Query) -> String,
    /// Knows the places that were counted.
    pub atlas: &'a dyn Atlas,
    /// How many values a facet shows at most, and how many places a place of its tree.
    pub facet_values: usize,
}

/// An answer, as the contract shows it.
#[derive(Debug, Serialize)]
pub struct PageJson<'a> {
    query: &'a str,
    total: u64,
    offset: usize,
    limit: usize,
    hits: Vec<HitJson<'a>>,
    facets: Vec<FacetJson<'a>>,
    excluded: Excluded,
    clauses: Vec<ClauseJson>,
    warnings: Vec<&'a str>,
}

/// A hit, as the contract shows it.
#[derive(Debug, Serialize)]
pub struct HitJson<'a> {
    id: &'a str,
    uri: &'a str,
    title: Option<&'a str>,
    language: Option<&'a str>,
    published: Option<String>,
    score: f32,
    event: Option<usize>,
    snippet: Option<SnippetJson<'a>>,
    events: Vec<EventJson<'a>>,
    why: Vec<String>,
    /// That it was found by a predecessor or a successor of the body asked for.
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    notes: &'a [String],
    #[serde(skip_serializing_if = "<[String]>::is_empty")]
    matched: &'a [String],
}

#[derive(Debug, Serialize)]
struct SnippetJson<'a> {
    text: &'a str,
    highlights: Vec<[usize; 2]>,
}

#[derive(Debug, Serialize)]
struct FacetJson<'a> {
    field: &'static str,
    values: &'a [FacetValue],
    /// Of `where`, the places in each other.
    #[serde(skip_serializing_if = "Option::is_none")]
    tree: Option<TreeJson>,
}

/// Counted places in each other, as the contract shows them.
#[derive(Debug, Serialize)]
struct TreeJson {
    places: Vec<NodeJson>,
    more: usize,
    groupings: Vec<NodeJson>,
}

#[derive(Debug, Serialize)]
struct NodeJson {
    /// What to type after `where:`.
    value: String,
    name: String,
    geonameid: PlaceId,
    kind: &'static str,
    count: u64,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    places: Vec<NodeJson>,
    /// How many more lie in it that are not shown.
    #[serde(skip_serializing_if = "is_none")]
    more: usize,
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde asks with a reference")]
fn is_none(count: &usize) -> bool {
    *count == 0
}

#[derive(Debug, Serialize)]
struct ClauseJson {
    clause: String,
    count: u64,
}

/// An answer in the shape of the contract.
pub fn page<'a>(page: &'a Page, asked: &Asked<'a>) -> PageJson<'a> {
    PageJson {
        query: asked.query,
        total: page.total,
        offset: asked.offset,
        limit: asked.limit,
        hits: page.hits.iter().map(|found| hit(found, asked.print)).collect(),
        facets: page.facets.iter().map(|counted| facet(counted, asked)).collect(),
        excluded: page.excluded,
        clauses: page.clauses.iter().map(|clause| counted(clause, asked.print)).collect(),
        warnings: asked.warnings.iter().chain(&page.warnings).map(String::as_str).collect(),
    }
}

/// A hit in the shape of the contract; `print` prints a clause as a user would type it.
pub fn hit<'a>(hit: &'a Hit, print: &dyn Fn(&Query) -> String) -> HitJson<'a> {
    HitJson {
        id: hit.document.as_str(),
        uri: &hit.uri,
        title: hit.title.as_deref(),
        language: hit.language.as_deref(),
        published: hit.published.map(|when| when.to_string()),
        score: hit.score,
        event: hit.event,
        snippet: hit.snippet.as_ref().map(snippet),
        events: hit.proofs.iter().map(proof).collect(),
        why: hit.why.iter().map(print).collect(),
        notes: &hit.notes,
        matched: &hit.matched,
    }
}

fn snippet(snippet: &Snippet) -> SnippetJson<'_> {
    let points = CodePoints::of(&snippet.text);
    SnippetJson {
        text: &snippet.text,
        highlights: snippet.highlights.iter().map(|span| points.pair(*span)).collect(),
    }
}

fn proof(proof: &Proof) -> EventJson<'_> {
    let sentences = proof.sentences.iter().map(|text| EvidenceJson { start: None, end: None, text });
    with_evidence(&proof.event, sentences.collect())
}

fn facet<'a>(facet: &'a Facet, asked: &Asked<'a>) -> FacetJson<'a> {
    let tree = (facet.field == FacetField::Where).then(|| {
        let tree = PlaceTree::of(facet, asked.atlas, asked.facet_values);
        TreeJson { places: nodes(tree.roots), more: tree.more, groupings: nodes(tree.groupings) }
    });
    FacetJson { field: facet.field.as_str(), values: &facet.values, tree }
}

fn nodes(nodes: Vec<PlaceNode>) -> Vec<NodeJson> {
    let node = |node: PlaceNode| NodeJson {
        value: node.typed,
        name: node.name,
        geonameid: node.id,
        kind: node.kind.as_str(),
        count: node.count,
        places: self::nodes(node.children),
        more: node.more,
    };
    nodes.into_iter().map(node).collect()
}

fn counted(clause: &ClauseCount, print: &dyn Fn(&Query) -> String) -> ClauseJson {
    ClauseJson { clause: print(&clause.clause), count: clause.count }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{DocId, Event, Field, Match, PlaceCount, PlaceKind, PlaceRef, PlaceRole, Span, Status};
    use serde_json::json;

    /// A town in a country, and a grouping.
    struct Three;

    impl Atlas for Three {
        fn place(&self, id: PlaceId) -> Option<PlaceRef> {
            let (name, kind, parents) = match id.0 {
                1 => ("Kyrgyzstan", PlaceKind::Country, vec![PlaceId(9)]),
                2 => ("Bishkek", PlaceKind::City, vec![PlaceId(1), PlaceId(9)]),
                9 => ("Union", PlaceKind::Grouping, Vec::new()),
                _ => return None,
            };
            let (country, role) = (None, PlaceRole::Mention);
            Some(PlaceRef { id, name: name.to_owned(), kind, country, parents, lat: 0.0, lon: 0.0, role })
        }

        fn typed(&self, place: &PlaceRef) -> String {
            format!("{}!", place.name)
        }
    }

    fn print(query: &Query) -> String {
        match query {
            Query::Text(Field::Any, Match::Word(word)) => word.clone(),
            other => format!("{other:?}"),
        }
    }

    fn word(text: &str) -> Query {
        Query::Text(Field::Any, Match::Word(text.to_owned()))
    }

    fn hit_in_bishkek() -> Hit {
        let event = Event {
            when: None,
            venue: None,
            name: None,
            series: None,
            people: Vec::new(),
            organisations: Vec::new(),
            status: Status::Held,
            evidence: vec![Span::new(0, 4)],
        };
        Hit {
            document: DocId::new("a/b"),
            event: None,
            uri: "docs/a.html".to_owned(),
            title: None,
            published: "2011-11".parse().ok(),
            language: Some("ru".to_owned()),
            score: 1.5,
            snippet: Some(Snippet {
                text: "в Бишкеке".to_owned(), highlights: vec![Span::new(3, 17)]
            }),
            proofs: vec![Proof {
                ordinal: 0, event, sentences: vec!["Встреча прошла.".to_owned()]
            }],
            why: vec![word("Бишкек")],
            notes: Vec::new(),
            matched: Vec::new(),
        }
    }

    #[test]
    fn an_answer_has_every_field_of_the_contract() {
        let page = Page {
            total: 1,
            hits: vec![hit_in_bishkek()],
            facets: vec![Facet {
                field: FacetField::Where,
                values: vec![FacetValue { value: "Bishkek".to_owned(), count: 1 }],
                places: [(1, 1), (2, 1), (9, 1)]
                    .map(|(id, count)| PlaceCount { id: PlaceId(id), count })
                    .to_vec(),
            }],
            excluded: Excluded { undated: Some(41), unplaced: None },
            clauses: vec![ClauseCount { clause: word("Бишкек"), count: 1 }],
            warnings: vec!["from the engine".to_owned()],
        };
        let warnings = ["from the reader".to_owned()];
        let asked = Asked {
            query: "Бишкек",
            offset: 0,
            limit: 10,
            warnings: &warnings,
            print: &print,
            atlas: &Three,
            facet_values: 10,
        };
        let shown = serde_json::to_value(super::page(&page, &asked)).expect("JSON");
        assert_eq!(
            shown,
            json!({
                "query": "Бишкек", "total": 1, "offset": 0, "limit": 10,
                "hits": [{
                    "id": "a/b", "uri": "docs/a.html", "title": null, "language": "ru", "published": "2011-11",
                    "score": 1.5, "event": null,
                    "snippet": {"text": "в Бишкеке", "highlights": [[2, 9]]},
                    "events": [{
                        "when": null, "precision": null, "inferred": false, "venue": null, "name": null,
                        "people": [], "organisations": [], "status": "held",
                        "evidence": [{"text": "Встреча прошла."}],
                    }],
                    "why": ["Бишкек"],
                }],
                "facets": [{
                    "field": "where", "values": [{"value": "Bishkek", "count": 1}],
                    "tree": {
                        "places": [{
                            "value": "Kyrgyzstan!", "name": "Kyrgyzstan", "geonameid": 1, "kind": "country", "count": 1,
                            "places": [{"value": "Bishkek!", "name": "Bishkek", "geonameid": 2, "kind": "city", "count": 1}],
                        }],
                        "more": 0,
                        "groupings": [{"value": "Union!", "name": "Union", "geonameid": 9, "kind": "grouping", "count": 1}],
                    },
                }],
                "excluded": {"undated": 41},
                "clauses": [{"clause": "Бишкек", "count": 1}],
                "warnings": ["from the reader", "from the engine"],
            })
        );
    }
}
