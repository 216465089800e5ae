//! Text that would be markup. Every string a page can show is replaced by it, and the page must keep the skeleton
//! it has with harmless text: the same tags with the same attributes in the same order, and no link that runs.

use super::fake::Engine;
use super::fixtures::{conference, english_hit, found, report};
use super::{get, links};
use rapporteur_model::{
    Block, BlockKind, ClauseCount, DocId, Event, Facet, FacetField, FacetValue, Fault, Field, Hit, Holdings,
    Issue, Match, Page, Proof, Query, Record, Snippet, Span,
};
use std::borrow::Cow;
use std::sync::Arc;

const HARMLESS: &str = "a b";

const PAYLOADS: [&str; 14] = [
    "<script>alert(1)</script>",
    "\"><script>alert(1)</script>",
    "'><img src=x onerror=alert(1)>",
    "\" onmouseover=\"alert(1)\" x=\"",
    "' autofocus onfocus='alert(1)",
    "</title><svg onload=alert(1)>",
    "</main></body></html><iframe src=javascript:alert(1)>",
    "<!-- <b> --> <![CDATA[ ]]>",
    "&lt;script&gt; &#60;script&#62; &amp;quot;",
    "javascript:alert(1)//\"<x>",
    "http:javascript:alert(1)\n",
    "data:text/html,<script>alert(1)</script>",
    "\u{202e}<b>\u{200b}\u{feff}</b>\u{2028}",
    "\u{ff1c}script\u{ff1e} {{7*7}} ${x} <x y=z>",
];

/// The tags of a page with the names of their attributes, text and values left out.
fn skeleton(page: &str) -> Vec<String> {
    let mut tags = Vec::new();
    let mut rest = page;
    while let Some(open) = rest.find('<') {
        let mut tag = String::new();
        let mut quoted = false;
        let end = rest[open..].find(|c| {
            match c {
                '"' => quoted = !quoted,
                '>' if !quoted => return true,
                _ if !quoted => tag.push(c),
                _ => {}
            }
            false
        });
        tags.push(tag);
        rest = &rest[open + end.expect("a tag that ends")..];
    }
    tags
}

fn word(text: &str) -> Query {
    Query::Text(Field::Any, Match::Word(text.to_owned()))
}

fn event(text: &str, span: Span) -> Event {
    let mut event = conference();
    event.name.as_mut().expect("a name").value = text.to_owned();
    event.series.as_mut().expect("a series").name = text.to_owned();
    let venue = &mut event.venue.as_mut().expect("a venue").value;
    venue.name = text.to_owned();
    venue.country = Some(text.to_owned());
    for person in &mut event.people {
        person.name = text.to_owned();
        person.role = Some(text.to_owned());
        person.organisation = Some(text.to_owned());
    }
    for body in &mut event.organisations {
        body.name = text.to_owned();
    }
    event.evidence = vec![span];
    event
}

/// Differs from the address of the document, so that both are shown.
fn id(text: &str) -> DocId {
    DocId::new(format!("{text}#"))
}

fn record(text: &str) -> Record {
    let line = text.replace('\n', " ");
    let mut record = report();
    let span = |at: usize| Span::new(at * (line.len() + 1), at * (line.len() + 1) + line.len());
    let kinds = [
        BlockKind::Heading(1),
        BlockKind::Paragraph,
        BlockKind::ListItem,
        BlockKind::TableRow,
        BlockKind::Quotation,
        BlockKind::Caption,
        BlockKind::Preformatted,
    ];
    let document = &mut record.document;
    document.id = id(text);
    document.uri = line.clone();
    document.charset = line.clone();
    document.text = vec![line.clone(); kinds.len()].join("\n");
    document.chrome = line.clone();
    document.blocks =
        kinds.iter().enumerate().map(|(at, kind)| Block { kind: *kind, span: span(at) }).collect();
    document.language = Some(line.clone());
    document.issues = vec![Issue { code: Cow::Owned(line.clone()), message: line.clone() }];
    let title = record.title.as_mut().expect("a title");
    title.value = line.clone();
    record.published.as_mut().expect("a date").evidence = line.clone();
    record.authors = vec![line.clone()];
    record.dates[0].when.span = span(0);
    record.places[0].span = span(1);
    record.places[0].value.name = line.clone();
    record.places[0].value.country = Some(line.clone());
    record.places[1].span = span(2);
    record.places[1].value.name = line.clone();
    record.people[0].name = line.clone();
    record.people[0].role = Some(line.clone());
    record.people[0].organisation = Some(line.clone());
    record.people[0].mentions = vec![span(3), span(4)];
    record.organisations[0].name = line.clone();
    record.organisations[0].mentions = vec![span(5)];
    record.events = vec![event(&line, span(1))];
    record
}

fn page(text: &str) -> Page {
    let hit = Hit {
        document: id(text),
        uri: text.to_owned(),
        title: Some(text.to_owned()),
        language: Some(text.to_owned()),
        snippet: Some(Snippet { text: format!("{text}!"), highlights: vec![Span::new(0, text.len())] }),
        proofs: vec![Proof {
            ordinal: 0,
            event: event(text, Span::new(0, 1)),
            sentences: vec![text.to_owned()],
        }],
        why: vec![word(text)],
        notes: vec![text.to_owned()],
        matched: vec![text.to_owned()],
        ..english_hit()
    };
    let facets = FacetField::ALL.map(|field| Facet {
        field,
        values: vec![FacetValue { value: text.to_owned(), count: 1 }],
        places: Vec::new(),
    });
    Page {
        hits: vec![Hit { title: None, ..hit.clone() }, hit],
        facets: facets.into(),
        warnings: vec![text.to_owned()],
        ..found()
    }
}

fn engine(text: &str) -> Arc<Engine> {
    let text = text.to_owned();
    let holdings = Holdings { documents: 1, languages: [(text.clone(), 1)].into(), ..Holdings::default() };
    let shown = record(&text);
    let engine = Engine::new(move |request| match request.limit {
        7 => Ok(Page { clauses: vec![ClauseCount { clause: word(&text), count: 0 }], ..Page::default() }),
        8 => Err(Fault::Caller(text.clone())),
        _ => Ok(page(&text)),
    });
    Arc::new(engine.holding(holdings).with(shown))
}

fn encoded(text: &str) -> String {
    text.bytes().map(|byte| format!("%{byte:02X}")).collect()
}

fn addresses(text: &str) -> [String; 9] {
    let typed = encoded(text);
    [
        "/".to_owned(),
        format!("/search?q={typed}"),
        format!("/events?q={typed}&explain=1&offset=10&n=2"),
        format!("/search?q={typed}&n=7&explain=1"),
        format!("/search?q={typed}&n=8"),
        format!("/search?q={typed}&sort={typed}"),
        format!("/search?{typed}={typed}&q={typed}"),
        format!("/documents/{}", encoded(&format!("{text}#"))),
        format!("/nowhere/{typed}?q={typed}"),
    ]
}

#[tokio::test]
async fn text_that_looks_like_markup_never_becomes_markup() {
    let harmless = engine(HARMLESS);
    let mut skeletons = Vec::new();
    for address in addresses(HARMLESS) {
        skeletons.push(skeleton(&get(&harmless, &address).await.body));
    }
    assert!(skeletons.iter().all(|tags| tags.len() > 20), "{skeletons:?}");
    for payload in PAYLOADS {
        let engine = engine(payload);
        for (address, expected) in addresses(payload).iter().zip(&skeletons) {
            let page = get(&engine, address).await.body;
            assert_eq!(&skeleton(&page), expected, "{payload:?} at {address}\n{page}");
            for link in links(&page) {
                assert!(
                    link.starts_with('/') || link.starts_with('#'),
                    "{link:?} for {payload:?} at {address}"
                );
            }
        }
    }
}

#[tokio::test]
async fn the_links_of_a_page_with_hostile_text_ask_for_exactly_that_text() {
    for payload in PAYLOADS {
        let page = get(&engine(payload), "/search?q=x").await.body;
        let links = links(&page);
        let typed = |link: &String| crate::parameters::typed(&link.parse().expect("an address"));
        let quoted = if payload.contains('"') { format!("«{payload}»") } else { format!("\"{payload}\"") };
        let expected = format!("x who:{quoted}");
        assert!(
            links
                .iter()
                .filter(|link| link.starts_with("/search?"))
                .map(typed)
                .any(|typed| typed == expected),
            "{expected:?} in {links:?}"
        );
        let document = links.iter().find(|link| link.starts_with("/documents/")).expect("a hit");
        assert_eq!(get(&engine(payload), document).await.status, 200, "{document} for {payload:?}");
    }
}

#[test]
fn a_skeleton_sees_a_tag_that_got_through() {
    assert_eq!(skeleton("<p class=\"a>b\">x<br></p>"), ["<p class=", "<br", "</p"]);
    assert_ne!(skeleton("<p>a</p>"), skeleton("<p><b>a</p>"));
    assert_ne!(skeleton("<p x=\"1\">"), skeleton("<p x=\"1\" onload=\"\">"));
}
