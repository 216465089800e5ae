//! Documents and answers to show.

use rapporteur_model::{
    Block, BlockKind, Chosen, ClauseCount, DateKind, Dated, DocId, Document, Event, Excluded, Facet,
    FacetField, FacetValue, Field, Format, Found, Hit, Holdings, Involved, Involvement, Issue, Match,
    Organisation, Page, Participant, Person, PlaceCount, PlaceId, PlaceKind, PlaceRef, PlaceRole, Proof,
    Query, Record, Series, Snippet, Span, Status, When,
};
use std::borrow::Cow;

const TEXT: &str = "Third conference on remittances\n\
    The conference was held in Dushanbe on November 17–18.\n\
    Sudharshan Canagarajah, Lead Economist of the World Bank, opened it.\n\
    Country | Delegates\n\
    Tajikistan | 14\n\
    draft rules\n\
    exchange rates";

/// Where words stand in a text, the first time.
pub(crate) fn span(text: &str, words: &str) -> Span {
    let start = text.find(words).expect(words);
    Span::new(start, start + words.len())
}

pub(crate) fn when(value: &str) -> When {
    value.parse().expect(value)
}

pub(crate) fn word(text: &str) -> Query {
    Query::Text(Field::Any, Match::Word(text.to_owned()))
}

pub(crate) fn dushanbe() -> PlaceRef {
    PlaceRef {
        id: PlaceId(1_221_874),
        name: "Dushanbe".to_owned(),
        kind: PlaceKind::City,
        country: Some("TJ".to_owned()),
        parents: vec![PlaceId(1_220_409)],
        lat: 38.5357,
        lon: 68.7791,
        role: PlaceRole::Venue,
    }
}

pub(crate) fn conference() -> Event {
    Event {
        when: Some(Found::inferred(
            when("2011-11-17/2011-11-18"),
            span(TEXT, "November 17–18"),
            "elliptic-year",
        )),
        venue: Some(Found::stated(dushanbe(), span(TEXT, "Dushanbe"), "gazetteer")),
        name: Some(Found::stated(
            "Third conference on remittances".to_owned(),
            span(TEXT, "Third conference on remittances"),
            "heading",
        )),
        series: Some(Series { name: "conference on remittances".to_owned(), ordinal: 3 }),
        people: vec![Participant {
            name: "Sudharshan Canagarajah".to_owned(),
            role: Some("Lead Economist".to_owned()),
            organisation: Some("World Bank".to_owned()),
            span: span(TEXT, "Sudharshan Canagarajah"),
            keys: Vec::new(),
        }],
        organisations: vec![
            Involved { name: "World Bank".to_owned(), role: Involvement::Organiser, evidence: None },
            Involved { name: "National Bank".to_owned(), role: Involvement::Participant, evidence: None },
        ],
        status: Status::Held,
        evidence: vec![span(TEXT, "The conference was held in Dushanbe on November 17–18.")],
    }
}

/// A document with everything a document can have.
pub(crate) fn report() -> Record {
    let kinds = [
        BlockKind::Heading(1),
        BlockKind::Paragraph,
        BlockKind::Paragraph,
        BlockKind::TableRow,
        BlockKind::TableRow,
        BlockKind::ListItem,
        BlockKind::ListItem,
    ];
    let blocks = TEXT.lines().zip(kinds).map(|(line, kind)| Block { kind, span: span(TEXT, line) });
    let document = Document {
        id: DocId::new("reports/conference 3.html"),
        uri: "https://archive.example/conference-3".to_owned(),
        format: Format::Html,
        charset: "utf-8".to_owned(),
        text: TEXT.to_owned(),
        chrome: "Home\nContact".to_owned(),
        blocks: blocks.collect(),
        links: Vec::new(),
        declared: Vec::new(),
        foreign: Vec::new(),
        language: Some("en".to_owned()),
        issues: vec![Issue::new("replacement-characters", "2 characters could not be decoded")],
    };
    Record {
        title: Some(Chosen {
            value: "Third conference on remittances".to_owned(),
            evidence: "Third conference on remittances".to_owned(),
            rule: Cow::Borrowed("html-title"),
            inferred: false,
        }),
        published: Some(Chosen {
            value: when("2011-12-20"),
            evidence: "2011-12-20T09:00".to_owned(),
            rule: Cow::Borrowed("meta-article-published"),
            inferred: false,
        }),
        authors: vec!["A. Clerk".to_owned()],
        dates: vec![Dated::new(
            Found::inferred(when("2011-11-17/2011-11-18"), span(TEXT, "November 17–18"), "elliptic-year"),
            DateKind::Event,
        )],
        places: vec![
            Found::stated(dushanbe(), span(TEXT, "Dushanbe"), "gazetteer"),
            Found::stated(
                PlaceRef {
                    id: PlaceId(1_220_409),
                    name: "Tajikistan".to_owned(),
                    kind: PlaceKind::Country,
                    parents: Vec::new(),
                    lat: 39.0,
                    lon: 71.0,
                    role: PlaceRole::Mention,
                    ..dushanbe()
                },
                span(TEXT, "Tajikistan"),
                "gazetteer",
            ),
        ],
        about: vec![Found::inferred(
            PlaceRef { role: PlaceRole::About, ..dushanbe() },
            span(TEXT, "Dushanbe"),
            "about-shared",
        )],
        people: vec![Person {
            name: "Sudharshan Canagarajah".to_owned(),
            role: Some("Lead Economist".to_owned()),
            organisation: Some("World Bank".to_owned()),
            mentions: vec![span(TEXT, "Sudharshan Canagarajah")],
            rule: Cow::Borrowed("name-role"),
            keys: Vec::new(),
        }],
        organisations: vec![Organisation {
            name: "World Bank".to_owned(),
            names: vec!["World Bank".to_owned()],
            identity: None,
            role: None,
            mentions: vec![span(TEXT, "World Bank")],
            rule: Cow::Borrowed("of-organisation"),
        }],
        events: vec![conference()],
        ..Record::bare(document)
    }
}

/// A hit of that document.
pub(crate) fn english_hit() -> Hit {
    let text = "The conference was held in Dushanbe on November 17–18.";
    Hit {
        document: DocId::new("reports/conference 3.html"),
        event: None,
        uri: "https://archive.example/conference-3".to_owned(),
        title: Some("Third conference on remittances".to_owned()),
        published: Some(when("2011-12-20")),
        language: Some("en".to_owned()),
        score: 2.5,
        snippet: Some(Snippet { text: text.to_owned(), highlights: vec![span(text, "Dushanbe")] }),
        proofs: vec![Proof { ordinal: 0, event: conference(), sentences: vec![text.to_owned()] }],
        why: Vec::new(),
        notes: Vec::new(),
        matched: Vec::new(),
    }
}

/// A hit in Russian, of which little is known.
pub(crate) fn russian_hit() -> Hit {
    let text = "Встреча в Бишкеке прошла успешно";
    Hit {
        document: DocId::new("отчёт.txt"),
        event: None,
        uri: "docs/отчёт.txt".to_owned(),
        title: None,
        published: None,
        language: Some("ru".to_owned()),
        score: 1.25,
        snippet: Some(Snippet { text: text.to_owned(), highlights: vec![span(text, "Бишкеке")] }),
        proofs: Vec::new(),
        why: Vec::new(),
        notes: Vec::new(),
        matched: Vec::new(),
    }
}

pub(crate) fn facet(field: FacetField, values: &[(&str, u64)]) -> Facet {
    let values = values.iter().map(|(value, count)| FacetValue { value: (*value).to_owned(), count: *count });
    Facet { field, values: values.collect(), places: Vec::new() }
}

/// An answer with everything an answer can have.
pub(crate) fn found() -> Page {
    Page {
        total: 42,
        hits: vec![english_hit(), russian_hit()],
        facets: vec![
            facet(FacetField::Where, &[("Dushanbe", 12), ("São Tomé & Príncipe", 2)]),
            facet(FacetField::Year, &[("2011", 9)]),
        ],
        excluded: Excluded { undated: Some(41), unplaced: Some(1_007) },
        clauses: Vec::new(),
        warnings: vec!["counted 2 of 3 segments".to_owned()],
    }
}

/// An answer whose places are counted with all that holds them.
pub(crate) fn placed() -> Page {
    let places = [(1, 1_200), (9, 1_150), (1_220_409, 1_100), (1_221_874, 12), (77, 3)];
    let places = places.map(|(id, count)| PlaceCount { id: PlaceId(id), count }).to_vec();
    Page { facets: vec![Facet { places, ..facet(FacetField::Where, &[("Dushanbe", 12)]) }], ..found() }
}

/// An answer without hits.
pub(crate) fn nothing() -> Page {
    Page {
        clauses: vec![
            ClauseCount { clause: word("remittances"), count: 7 },
            ClauseCount { clause: word("unicorn"), count: 0 },
        ],
        ..Page::default()
    }
}

pub(crate) fn holdings() -> Holdings {
    Holdings {
        documents: 12_345,
        events: 6_789,
        refused: 3,
        unpublished: 100,
        undated: 41,
        unplaced: 7,
        languages: [("en", 9_000), ("ru", 3_000), ("und", 345)]
            .map(|(code, count)| (code.to_owned(), count))
            .into(),
        commit: 17,
        bytes: 1_048_576,
    }
}
