//! What the pages hold, and where their links lead.

use super::fake::Engine;
use super::fixtures::{
    english_hit, facet, found, holdings, nothing, placed, report, russian_hit, span, when, word,
};
use super::{Answer, get, links};
use crate::parameters::Parameters;
use rapporteur_model::{
    Block, BlockKind, DocId, Document, Facet, FacetField, Hit, Holdings, Page, Record, Snippet, Sort, Span,
};
use std::sync::Arc;

/// A document in Russian without anything but its text.
fn bare() -> Record {
    let text = "Встреча в Бишкеке прошла успешно";
    Record::bare(Document {
        id: DocId::new("отчёт.txt"),
        uri: "docs/отчёт.txt".to_owned(),
        text: text.to_owned(),
        chrome: String::new(),
        blocks: Vec::new(),
        language: Some("ru".to_owned()),
        issues: Vec::new(),
        ..report().document
    })
}

fn engine() -> Arc<Engine> {
    Arc::new(Engine::new(|_| Ok(found())).holding(holdings()).with(report()).with(bare()))
}

fn answering(page: impl Fn() -> Page + Send + Sync + 'static) -> Arc<Engine> {
    Arc::new(Engine::new(move |_| Ok(page())).with(report()))
}

/// Fails, and shows the page, unless it holds all of these in this order.
fn assert_holds(answer: &Answer, parts: &[&str]) {
    let mut rest = answer.body.as_str();
    for part in parts {
        match rest.find(part) {
            Some(at) => rest = &rest[at + part.len()..],
            None => panic!("{part:?} does not follow in {rest}\n\nthe page:\n{}", answer.body),
        }
    }
}

fn query_of(link: &str) -> Parameters {
    Parameters::read(&link.parse().expect("an address")).expect("good parameters")
}

/// The parameters of the links that have this text.
fn linked(answer: &Answer, text: &str) -> Vec<Parameters> {
    let anchors = answer.body.split("<a ").skip(1);
    let named = anchors.filter(|anchor| {
        anchor.split_once('>').is_some_and(|(_, rest)| rest.starts_with(&format!("{text}</a>")))
    });
    named.flat_map(|anchor| links(anchor).into_iter().take(1)).map(|link| query_of(&link)).collect()
}

const PAGES: [&str; 8] = [
    "/",
    "/search?q=Osh",
    "/events?q=Osh&explain=1&offset=10&n=2&sort=oldest&facet=who",
    "/search",
    "/documents/reports/conference%203.html",
    "/documents/%D0%BE%D1%82%D1%87%D1%91%D1%82.txt",
    "/nowhere?q=Osh",
    "/search?n=x",
];

#[tokio::test]
async fn every_page_is_whole_has_one_heading_and_landmarks_and_runs_nothing() {
    for address in PAGES {
        let answer = get(&engine(), address).await;
        assert_eq!(answer.header("content-type"), Some("text/html; charset=utf-8"), "{address}");
        assert_holds(
            &answer,
            &["<!DOCTYPE html><html lang=\"en\">", "<title>", "<header", "role=\"search\"", "</html>"],
        );
        for once in ["<h1", "<main id=\"content\">", "<form ", "</main><footer>"] {
            assert_eq!(answer.body.matches(once).count(), 1, "{once} of {address}");
        }
        for never in ["<script", " style=", "<style", " onclick", "javascript:"] {
            assert!(!answer.body.contains(never), "{never} in {address}");
        }
    }
}

#[tokio::test]
async fn no_link_of_a_page_leads_nowhere() {
    let engine = engine();
    for address in PAGES {
        for link in links(&get(&engine, address).await.body) {
            if let Some(part) = link.strip_prefix('#') {
                let page = get(&engine, address).await.body;
                assert!(page.contains(&format!("id=\"{part}\"")), "{link} of {address}");
            } else if link.starts_with('/') {
                let (target, _) = link.split_once('#').unwrap_or((&link, ""));
                assert_eq!(get(&engine, target).await.status, 200, "{link} of {address}");
            } else {
                assert_eq!(link, "https://archive.example/conference-3");
            }
        }
    }
}

#[tokio::test]
async fn the_first_page_says_what_the_index_holds() {
    let answer = get(&engine(), "/").await;
    assert_holds(
        &answer,
        &[
            "How to ask",
            "<code>event(where:Dushanbe when:2011-11 who:Canagarajah)</code>",
            "<dt>documents</dt><dd><a href=\"/search?q=\">12,345</a></dd>",
            "<dt>events</dt><dd><a href=\"/events?q=\">6,789</a></dd>",
            ">English</a> <span class=\"count\">9,000</span>",
            ">Russian</a> <span class=\"count\">3,000</span>",
            "language unknown</span> <span class=\"count\">345</span>",
            "documents without the date of an event</dt><dd><a href=\"/search?q=when%3Anone\">41</a></dd>",
            "documents without a place</dt><dd><a href=\"/search?q=where%3Anone\">7</a></dd>",
            "documents without a date of publication</dt>",
            "sources that could not be read</dt><dd>3</dd>",
        ],
    );
    let empty = Arc::new(Engine::new(|_| Ok(Page::default())).holding(Holdings::default()));
    assert_holds(
        &get(&empty, "/").await,
        &["Nothing yet. Fill it with <code>rapporteur index FOLDER</code>."],
    );
}

#[tokio::test]
async fn results_say_what_was_asked_found_and_left_out() {
    let answer = get(&engine(), "/search?q=%3Fb%C3%BCro&n=2&offset=20").await;
    assert_holds(
        &answer,
        &[
            "<title>?büro – Rapporteur</title>",
            "name=\"q\" value=\"?büro\"",
            "<input type=\"hidden\" name=\"n\" value=\"2\">",
            "aria-current=\"page\">Documents</a>",
            "<h1>42 documents<span class=\"range\">, 21–22</span></h1>",
            "<li dir=\"auto\">büro is read as a word</li>",
            "<li dir=\"auto\">counted 2 of 3 segments</li>",
            "41 more match but are undated, 1,007 more match but name no place.",
            "<ol class=\"hits\" start=\"21\">",
            "Page 11 of 21",
        ],
    );
}

#[tokio::test]
async fn a_hit_shows_its_source_and_the_event_that_proves_it() {
    assert_holds(
        &get(&engine(), "/search?q=a").await,
        &[
            "<a href=\"/documents/reports/conference%203.html\" lang=\"en\" dir=\"auto\">Third conference on remittances</a>",
            "published <time datetime=\"2011-12-20\">20 December 2011</time>",
            "<span>English</span>",
            "<a class=\"uri\" href=\"https://archive.example/conference-3\"",
            "<time>17–18 November 2011</time>",
            ">inferred</span>",
            "<bdi>Dushanbe</bdi> <span class=\"country\">TJ</span>",
            "held</span>",
            "<cite lang=\"en\" dir=\"auto\">Third conference on remittances</cite>",
            "3rd of the series <bdi lang=\"en\">conference on remittances</bdi>",
            "<span class=\"person\">Sudharshan Canagarajah</span><span class=\"post\">, Lead Economist</span>\
             <span class=\"post\">, World Bank</span>",
            "World Bank</bdi><span class=\"post\"> (organiser)</span>",
            "National Bank</bdi></li>",
            "<p>The conference was held in <mark>Dushanbe</mark> on November 17–18.</p></blockquote>",
        ],
    );
}

#[tokio::test]
async fn a_snippet_that_a_proof_quotes_is_not_shown_twice() {
    let answer = get(&engine(), "/search?q=a").await;
    assert_eq!(answer.body.matches("The conference was held in").count(), 1);
}

#[tokio::test]
async fn a_hit_without_title_is_called_by_its_source_and_highlighted_in_its_own_script() {
    assert_holds(
        &get(&engine(), "/search?q=a").await,
        &[
            "<a href=\"/documents/%D0%BE%D1%82%D1%87%D1%91%D1%82.txt\" lang=\"ru\" dir=\"auto\">docs/отчёт.txt</a>",
            "<span>Russian</span><span class=\"uri\" dir=\"ltr\">docs/отчёт.txt</span>",
            "<p class=\"snippet\" lang=\"ru\" dir=\"auto\">Встреча в <mark>Бишкеке</mark> прошла успешно</p>",
        ],
    );
}

#[tokio::test]
async fn highlights_that_do_not_fit_their_text_cost_the_highlight_and_nothing_else() {
    let engine = answering(|| {
        let odd = |spans: &[Span]| Hit {
            snippet: Some(Snippet { text: "в Оше".to_owned(), highlights: spans.to_vec() }),
            ..russian_hit()
        };
        let hits = vec![odd(&[Span::new(1, 4)]), odd(&[Span::new(3, 900), Span::new(3, 9), Span::new(5, 7)])];
        Page { total: 2, hits, ..Page::default() }
    });
    let answer = get(&engine, "/search?q=a").await;
    assert_holds(&answer, &["dir=\"auto\">в Оше</p>", "dir=\"auto\">в <mark>Оше</mark></p>"]);
}

#[tokio::test]
async fn an_event_leads_to_its_place_in_the_document() {
    let engine = Arc::new(
        Engine::new(|_| {
            let hit = Hit { event: Some(0), ..english_hit() };
            Ok(Page { total: 1, hits: vec![hit], ..Page::default() })
        })
        .with(report()),
    );
    let answer = get(&engine, "/events?q=a").await;
    assert_holds(&answer, &["<h1>1 event</h1>", "href=\"/documents/reports/conference%203.html#event-0\""]);
    assert_holds(&get(&engine, "/documents/reports/conference%203.html").await, &["id=\"event-0\""]);
}

#[tokio::test]
async fn a_crowd_is_cut_short_in_results_and_whole_in_the_document() {
    let crowd = || {
        let mut event = super::fixtures::conference();
        let one = event.people.remove(0);
        event.people = (1..=12)
            .map(|number| rapporteur_model::Participant { name: format!("Delegate {number}"), ..one.clone() })
            .collect();
        event
    };
    let mut record = report();
    record.events = vec![crowd()];
    let engine = Engine::new(move |_| {
        let mut hit = english_hit();
        hit.proofs[0].event = crowd();
        Ok(Page { total: 1, hits: vec![hit], ..Page::default() })
    });
    let engine = Arc::new(engine.with(record));
    let list = get(&engine, "/search?q=a").await;
    assert_holds(&list, &["Delegate 8<", "and 4 more"]);
    assert!(!list.body.contains("Delegate 9"));
    assert_holds(&get(&engine, "/documents/reports/conference%203.html").await, &["Delegate 12<"]);
}

#[tokio::test]
async fn a_facet_adds_its_clause_and_keeps_everything_but_the_offset() {
    let answer = get(&engine(), "/search?q=remit+Osh&n=5&offset=10&sort=newest&explain=1").await;
    let [place] = &linked(&answer, "São Tomé &amp; Príncipe")[..] else { panic!("one link") };
    let expected = Parameters {
        typed: "remit Osh where:\"São Tomé & Príncipe\"".to_owned(),
        limit: 5,
        sort: Sort::Newest,
        explain: true,
        ..Parameters::new("")
    };
    assert_eq!(*place, expected);
    let years: Vec<_> = linked(&answer, "2011").into_iter().map(|link| link.typed).collect();
    assert_eq!(years, ["remit Osh when:2011"]);
}

#[tokio::test]
async fn a_document_says_what_it_is_about_and_what_of_it_is_inferred() {
    let answer = get(&engine(), "/documents/reports/conference%203.html").await;
    assert_holds(&answer, &["<dt>About</dt>", "Dushanbe", "TJ", "inferred</span>", "<dt>Source</dt>"]);
    let about = links(&answer.body).into_iter().filter(|link| link.contains("about%3A"));
    let typed: Vec<String> = about.map(|link| query_of(&link).typed).collect();
    assert_eq!(typed, ["about:\"Dushanbe, Tajikistan\""]);
}

#[tokio::test]
async fn places_open_and_close_and_each_narrows_the_query_down() {
    let answer = get(&answering(placed), "/search?q=a").await;
    assert_holds(
        &answer,
        &[
            "<h3>Places</h3>",
            ">Asia</a> <span class=\"count\">1,200</span>",
            "<details open><summary><span class=\"unseen\">Places in Asia</span></summary>",
            ">Tajikistan</a> <span class=\"count\">1,100</span>",
            "<details><summary><span class=\"unseen\">Places in Tajikistan</span></summary>",
            ">Dushanbe</a> <span class=\"count\">12</span>",
            "</details>",
            "<h4>Groupings</h4>",
            ">Commonwealth</a> <span class=\"count\">1,150</span>",
        ],
    );
    let typed = |name| linked(&answer, name).into_iter().map(|link| link.typed).collect::<Vec<_>>();
    assert_eq!(typed("Tajikistan"), ["a where:\"Tajikistan\""]);
    assert!(typed("Dushanbe").contains(&"a where:\"Dushanbe, Tajikistan\"".to_owned()));
}

#[tokio::test]
async fn every_facet_asks_in_its_own_field() {
    let engine = answering(|| {
        let facets: Vec<Facet> = FacetField::ALL.map(|field| facet(field, &[("v", 1)])).into();
        Page { facets, ..found() }
    });
    let answer = get(&engine, "/events?q=a+OR+b").await;
    let added: Vec<String> = links(&answer.body)
        .iter()
        .filter(|link| link.starts_with("/events?"))
        .filter_map(|link| query_of(link).typed.strip_prefix("(a OR b) ").map(str::to_owned))
        .collect();
    let expected = [
        "where:\"v\"",
        "where:\"v\"",
        "who:\"v\"",
        "org:\"v\"",
        "when:v",
        "lang:\"v\"",
        "status:\"v\"",
        "type:\"v\"",
    ];
    assert_eq!(added, expected);
}

#[tokio::test]
async fn pages_orders_and_tabs_keep_what_was_asked() {
    let address = "/search?q=%22a%26b%22&n=10&offset=20&sort=oldest&facet=who&facet=year&explain=1";
    let answer = get(&engine(), address).await;
    let here = query_of(address);
    let only = |text: &str| {
        let mut links = linked(&answer, text);
        assert_eq!(links.len(), 1, "{text}");
        links.remove(0)
    };
    assert_eq!(only("← Previous"), Parameters { offset: 10, ..here.clone() });
    assert_eq!(only("Next →"), Parameters { offset: 30, ..here.clone() });
    assert_eq!(only("Events"), Parameters { offset: 0, ..here.clone() });
    assert_eq!(only("newest"), Parameters { sort: Sort::Newest, offset: 0, ..here.clone() });
    assert_eq!(only("without reasons"), Parameters { explain: false, ..here.clone() });
    assert_holds(&answer, &["aria-current=\"true\">oldest</a>"]);
}

#[tokio::test]
async fn the_last_page_has_no_next_and_what_cannot_be_reached_is_not_linked() {
    let last = get(&engine(), "/search?q=a&offset=40").await;
    assert_holds(&last, &["← Previous</a><span>Page 5 of 5</span></nav>"]);
    assert_eq!(linked(&last, "Next →"), []);
    let many = answering(|| Page { total: 50_000, ..found() });
    let deep = get(&many, "/search?q=a&offset=9990").await;
    assert_eq!(linked(&deep, "Next →"), []);
    assert_holds(&deep, &["Only the first 10,000 can be paged through; narrow the query down."]);
    let one = answering(|| Page { total: 2, ..found() });
    assert!(!get(&one, "/search?q=a").await.body.contains("Page 1"));
}

#[tokio::test]
async fn beyond_the_last_hit_there_is_a_way_back() {
    let engine = answering(|| Page { total: 42, ..Page::default() });
    let answer = get(&engine, "/search?q=a&offset=100").await;
    assert_holds(&answer, &["<h1>42 documents</h1>", "There are no hits this far down."]);
    assert_eq!(linked(&answer, "Back to the first"), [Parameters::new("a")]);
}

#[tokio::test]
async fn a_page_of_no_hits_counts_only() {
    let answer = get(&answering(|| Page { total: 42, ..Page::default() }), "/search?q=a&n=0").await;
    assert_holds(&answer, &["<h1>42 documents</h1>"]);
    assert!(!answer.body.contains("this far down"));
    assert!(!answer.body.contains("class=\"pages\""));
}

#[tokio::test]
async fn an_answer_without_hits_shows_the_clause_that_killed_it() {
    let answer = get(&answering(nothing), "/search?q=remittances+unicorn").await;
    assert_holds(
        &answer,
        &[
            "<h1>0 documents</h1>",
            "Nothing matches, because of the clauses marked below",
            "<tr><th scope=\"row\">",
            "<code>remittances</code></a></th><td>7</td>",
            "<tr class=\"culprit\"><th scope=\"row\">",
            "<code>unicorn</code></a></th><td>0</td>",
        ],
    );
    let without: Vec<_> = linked(&answer, "search without it").into_iter().map(|link| link.typed).collect();
    assert_eq!(without, ["unicorn", "remittances"]);
}

#[tokio::test]
async fn clauses_that_match_alone_but_not_together_are_not_blamed() {
    let engine = answering(|| Page {
        clauses: ["a", "b"].map(|text| rapporteur_model::ClauseCount { clause: word(text), count: 3 }).into(),
        ..Page::default()
    });
    let answer = get(&engine, "/search?q=a+b").await;
    assert_holds(&answer, &["Each clause matches something by itself, but nothing matches all of them."]);
    assert!(!answer.body.contains("culprit"));
    assert_holds(&get(&answering(Page::default), "/search?q=a").await, &["Nothing in the index matches."]);
}

#[tokio::test]
async fn the_reasons_of_a_hit_are_shown_where_asked_for() {
    let engine = answering(|| {
        let hit = Hit { why: vec![word("Ош"), word("2011")], ..russian_hit() };
        Page { total: 1, hits: vec![hit], ..Page::default() }
    });
    let shown = "Matches <code dir=\"auto\">Ош</code>, <code dir=\"auto\">2011</code>";
    assert_holds(&get(&engine, "/search?q=a&explain=1").await, &[shown]);
}

#[tokio::test]
async fn a_hit_found_by_another_body_says_by_which() {
    let engine = answering(|| {
        let hit = Hit { notes: vec!["found by A & B".to_owned()], ..russian_hit() };
        Page { total: 1, hits: vec![hit], ..Page::default() }
    });
    assert_holds(&get(&engine, "/search?q=a").await, &["<li dir=\"auto\">found by A &amp; B</li>"]);
}

#[tokio::test]
async fn a_hit_says_how_a_name_in_it_matched() {
    let engine = answering(|| {
        let hit = Hit {
            matched: vec!["Канагараджи: transliteration, genitive".to_owned()], ..russian_hit()
        };
        Page { total: 1, hits: vec![hit], ..Page::default() }
    });
    let shown = "<li dir=\"auto\">Matched Канагараджи: transliteration, genitive</li>";
    assert_holds(&get(&engine, "/search?q=a&explain=1").await, &[shown]);
}

#[tokio::test]
async fn a_document_shows_everything_that_is_known_of_it() {
    assert_holds(
        &get(&engine(), "/documents/reports/conference%203.html").await,
        &[
            "<title>Third conference on remittances – Rapporteur</title>",
            "<h1 lang=\"en\" dir=\"auto\">Third conference on remittances</h1>",
            "<time datetime=\"2011-12-20\">20 December 2011</time>",
            "<bdi>2011-12-20T09:00</bdi>",
            "<bdi>A. Clerk</bdi>",
            "<a class=\"uri\" href=\"https://archive.example/conference-3\"",
            "html, utf-8, English",
            "<code dir=\"ltr\">reports/conference 3.html</code>",
            "1 event</a>",
            "2 places</a>",
            "2 characters could not be decoded",
            "<time>17–18 November 2011</time>",
            "<p>The conference was held in Dushanbe on November 17–18.</p></blockquote>",
            "<h3 dir=\"auto\">Third conference on remittances</h3>",
            "<p dir=\"auto\">The conference was held in \
             <span class=\"note place\" title=\"place: Dushanbe, TJ (venue)\">Dushanbe</span> on \
             <span class=\"note date\" title=\"date: 17–18 November 2011 (inferred)\">November 17–18</span>.</p>",
            "<span class=\"note person\" title=\"person: Sudharshan Canagarajah\">Sudharshan Canagarajah</span>",
            "<span class=\"note organisation\" title=\"organisation: World Bank\">World Bank</span>",
            "<tr><td dir=\"auto\">Country</td><td dir=\"auto\">Delegates</td></tr><tr><td dir=\"auto\">\
             <span class=\"note place\" title=\"place: Tajikistan (mention)\">Tajikistan</span></td>\
             <td dir=\"auto\">14</td></tr>",
            "<ul><li dir=\"auto\">draft rules</li><li dir=\"auto\">exchange rates</li></ul>",
            "<details><summary>Menus, footers and asides</summary>",
            "<p dir=\"auto\">Home</p><p dir=\"auto\">Contact</p>",
            "<a href=\"/search?q=who%3A%22Sudharshan%20Canagarajah%22\">Sudharshan Canagarajah</a>",
            "<a href=\"/search?q=where%3A%22Dushanbe%22\">",
            "<a href=\"/search?q=org%3A%22World%20Bank%22\">World Bank</a>",
        ],
    );
}

#[tokio::test]
async fn a_document_of_which_nothing_is_known_says_so() {
    let answer = get(&engine(), "/documents/%D0%BE%D1%82%D1%87%D1%91%D1%82.txt").await;
    assert_holds(
        &answer,
        &[
            "<h1 lang=\"ru\" dir=\"auto\">docs/отчёт.txt</h1>",
            "no date of publication",
            "No event was read out of this document.",
            "<div class=\"body\" lang=\"ru\" dir=\"auto\"><p dir=\"auto\">Встреча в Бишкеке прошла успешно</p></div>",
            "Nobody is named.",
            "No place is named.",
            "No organisation is named.",
        ],
    );
    for absent in ["<details>", "How it was read"] {
        assert!(!answer.body.contains(absent), "{absent}");
    }
}

#[tokio::test]
async fn every_kind_of_block_has_its_element() {
    let text = "one\ntwo\nthree\nfour\nfive\nsix\nseven\neight\nnine";
    let kinds = [
        BlockKind::Heading(2),
        BlockKind::Heading(3),
        BlockKind::Heading(6),
        BlockKind::Quotation,
        BlockKind::Caption,
        BlockKind::Preformatted,
        BlockKind::Preformatted,
        BlockKind::ListItem,
        BlockKind::Paragraph,
    ];
    let mut record = bare();
    record.document.blocks =
        text.lines().zip(kinds).map(|(line, kind)| Block { kind, span: span(text, line) }).collect();
    record.document.text = text.to_owned();
    let engine = Arc::new(Engine::new(|_| Ok(Page::default())).with(record));
    assert_holds(
        &get(&engine, "/documents/%D0%BE%D1%82%D1%87%D1%91%D1%82.txt").await,
        &["<h4 dir=\"auto\">one</h4><h5 dir=\"auto\">two</h5><h6 dir=\"auto\">three</h6>\
           <blockquote dir=\"auto\"><p>four</p></blockquote><p class=\"caption\" dir=\"auto\">five</p>\
           <pre dir=\"auto\">six\nseven\n</pre><ul><li dir=\"auto\">eight</li></ul><p dir=\"auto\">nine</p>"],
    );
}

#[tokio::test]
async fn a_record_whose_spans_do_not_fit_its_text_is_still_shown() {
    let mut record = report();
    let odd = [Span::new(0, 1), Span::new(1, 3), Span::new(7, 9_000), Span::new(usize::MAX - 1, usize::MAX)];
    record.document.text = "Ошо Ошо".to_owned();
    record.document.blocks = odd.map(|span| Block { kind: BlockKind::TableRow, span }).into();
    record.document.blocks.push(Block { kind: BlockKind::Paragraph, span: Span::new(0, 13) });
    record.people[0].mentions = odd.into();
    record.organisations[0].mentions = vec![Span::new(0, 6), Span::new(2, 10)];
    record.events[0].evidence = odd.into();
    let engine = Arc::new(Engine::new(|_| Ok(Page::default())).with(record));
    assert_holds(
        &get(&engine, "/documents/reports/conference%203.html").await,
        &[
            "<p dir=\"auto\"><span class=\"note organisation\" title=\"organisation: World Bank\">Ошо</span> Ошо</p>",
        ],
    );
}

#[tokio::test]
async fn an_open_time_and_an_unknown_venue_are_said_in_words() {
    let engine = answering(|| {
        let mut hit = english_hit();
        let event = &mut hit.proofs[0].event;
        event.venue = None;
        if let Some(when_) = &mut event.when {
            when_.value = when("2009/..");
            when_.inferred = false;
        }
        Page { total: 1, hits: vec![hit], ..Page::default() }
    });
    let answer = get(&engine, "/search?q=a").await;
    assert_holds(&answer, &["<time>from 2009</time>", "no venue"]);
    assert!(!answer.body.contains("inferred"));
}

#[tokio::test]
async fn a_failure_keeps_what_was_typed() {
    let answer = get(&engine(), "/search?q=Osh%20%222011%22&sort=best").await;
    assert_eq!(answer.status, 400);
    assert_holds(
        &answer,
        &[
            "value=\"Osh &quot;2011&quot;\"",
            "<h1>This cannot be asked so</h1>",
            "Parameter sort: &quot;best&quot; is not allowed; allowed: relevance, newest, oldest.",
            "HTTP status 400",
        ],
    );
}
