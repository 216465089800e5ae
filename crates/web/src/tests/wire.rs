//! The JSON of every answer and every error, whole.

use super::fake::Engine;
use super::fixtures::{found, holdings, nothing, placed, report, russian_hit, word};
use super::{Answer, answer_to, get, request};
use crate::Config;
use axum::http::StatusCode;
use rapporteur_model::{FacetField, Fault, Page, Request, Sort, Unit};
use serde_json::{Value, json};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::channel;
use std::sync::{Arc, Mutex};
use std::time::Duration;

fn engine() -> Arc<Engine> {
    Arc::new(Engine::new(|_| Ok(found())).holding(holdings()).with(report()))
}

fn event_json() -> Value {
    json!({
        "when": "2011-11-17/2011-11-18", "precision": "days", "inferred": true,
        "venue": {"geonameid": 1_221_874, "name": "Dushanbe", "country": "TJ", "lat": 38.5357, "lon": 68.7791},
        "name": "Third conference on remittances",
        "series": {"name": "conference on remittances", "ordinal": 3},
        "people": ["Sudharshan Canagarajah"],
        "organisations": [
            {"name": "World Bank", "role": "organiser"}, {"name": "National Bank", "role": "participant"},
        ],
        "status": "held",
        "evidence": [{"text": "The conference was held in Dushanbe on November 17–18."}],
    })
}

fn assert_error(answer: &Answer, expected: &Value) {
    assert_eq!(answer.json(), json!({"error": expected}));
    assert_eq!(answer.header("content-type"), Some("application/json"));
    assert_eq!(u64::from(answer.status.as_u16()), expected["status"]);
}

#[tokio::test]
async fn a_search_is_answered_by_the_contract() {
    let engine = engine();
    let answer = get(&engine, "/search?q=%3Fremittances+Dushanbe&n=2&offset=20&format=json").await;
    assert_eq!(answer.status, StatusCode::OK);
    assert_eq!(answer.header("content-type"), Some("application/json"));
    assert_eq!(
        answer.json(),
        json!({
            "query": "?remittances Dushanbe", "total": 42, "offset": 20, "limit": 2,
            "hits": [
                {
                    "id": "reports/conference 3.html", "uri": "https://archive.example/conference-3",
                    "title": "Third conference on remittances", "language": "en", "published": "2011-12-20",
                    "score": 2.5, "event": null,
                    "snippet": {
                        "text": "The conference was held in Dushanbe on November 17–18.", "highlights": [[27, 35]],
                    },
                    "events": [event_json()], "why": [],
                },
                {
                    "id": "отчёт.txt", "uri": "docs/отчёт.txt", "title": null, "language": "ru", "published": null,
                    "score": 1.25, "event": null,
                    "snippet": {"text": "Встреча в Бишкеке прошла успешно", "highlights": [[10, 17]]},
                    "events": [], "why": [],
                },
            ],
            "facets": [
                {"field": "where", "values": [
                    {"value": "Dushanbe", "count": 12}, {"value": "São Tomé & Príncipe", "count": 2},
                ], "tree": {"places": [], "more": 0, "groupings": []}},
                {"field": "year", "values": [{"value": "2011", "count": 9}]},
            ],
            "excluded": {"undated": 41, "unplaced": 1007},
            "clauses": [],
            "warnings": ["remittances is read as a word", "counted 2 of 3 segments"],
        })
    );
}

#[tokio::test]
async fn counted_places_come_in_each_other_with_what_to_type_for_each() {
    let engine = Arc::new(Engine::new(|_| Ok(placed())));
    let answer = get(&engine, "/search?q=a&facet=where&format=json").await;
    let town = json!({
        "value": "Dushanbe, Tajikistan", "name": "Dushanbe", "geonameid": 1_221_874, "kind": "city", "count": 12,
    });
    let country = json!({
        "value": "Tajikistan", "name": "Tajikistan", "geonameid": 1_220_409, "kind": "country", "count": 1_100,
        "places": [town],
    });
    assert_eq!(
        answer.json()["facets"],
        json!([{
            "field": "where",
            "values": [{"value": "Dushanbe", "count": 12}],
            "tree": {
                "places": [{
                    "value": "Asia", "name": "Asia", "geonameid": 1, "kind": "area", "count": 1_200,
                    "places": [country],
                }],
                "more": 0,
                "groupings": [{
                    "value": "Commonwealth", "name": "Commonwealth", "geonameid": 9, "kind": "grouping", "count": 1_150,
                }],
            },
        }])
    );
}

#[tokio::test]
async fn events_are_asked_for_as_events_with_everything_the_address_says() {
    let engine = engine();
    let address = "/events?q=Osh&n=5&offset=10&sort=newest&facet=who,year&facet=who&explain=1&format=json";
    assert_eq!(get(&engine, address).await.status, StatusCode::OK);
    let expected = Request {
        unit: Unit::Event,
        offset: 10,
        limit: 5,
        sort: Sort::Newest,
        facets: vec![FacetField::Who, FacetField::Year],
        explain: true,
        ..Request::new(word("Osh"))
    };
    assert_eq!(engine.asked(), [expected]);
}

#[tokio::test]
async fn a_program_that_names_no_facets_gets_none_and_a_page_gets_its_own() {
    let engine = engine();
    get(&engine, "/search?q=Osh&format=json").await;
    get(&engine, "/search?q=Osh").await;
    let asked: Vec<usize> = engine.asked().iter().map(|request| request.facets.len()).collect();
    assert_eq!(asked, [0, 6]);
}

#[tokio::test]
async fn the_reasons_of_a_hit_are_printed() {
    let engine = Arc::new(Engine::new(|_| {
        let hit = rapporteur_model::Hit { why: vec![word("Бишкек")], ..russian_hit() };
        Ok(Page { total: 1, hits: vec![hit], ..Page::default() })
    }));
    let answer = get(&engine, "/search?q=x&explain=1&format=json").await;
    assert_eq!(answer.json()["hits"][0]["why"], json!(["Бишкек"]));
}

#[tokio::test]
async fn an_answer_without_hits_says_what_each_clause_matches() {
    let engine =
        Arc::new(Engine::new(|request| Ok(if request.explain { nothing() } else { Page::default() })));
    let answer = get(&engine, "/search?q=remittances+unicorn&facet=who&format=json").await;
    assert_eq!(
        answer.json(),
        json!({
            "query": "remittances unicorn", "total": 0, "offset": 0, "limit": 10, "hits": [], "facets": [],
            "excluded": {},
            "clauses": [{"clause": "remittances", "count": 7}, {"clause": "unicorn", "count": 0}],
            "warnings": [],
        })
    );
    let second = engine.asked().remove(1);
    assert_eq!((second.limit, second.facets.len(), second.explain), (0, 0, true));
}

#[tokio::test]
async fn a_document_is_answered_by_the_contract() {
    let engine = engine();
    let answer = get(&engine, "/documents/reports/conference%203.html?format=json").await;
    let mut event = event_json();
    event["evidence"][0]["start"] = json!(32);
    event["evidence"][0]["end"] = json!(86);
    let record = report();
    assert_eq!(
        answer.json(),
        json!({
            "uri": "https://archive.example/conference-3", "id": "reports/conference 3.html",
            "title": "Third conference on remittances", "language": "en", "authors": ["A. Clerk"],
            "published": {
                "start": "2011-12-20", "end": "2011-12-20", "precision": "day", "inferred": false,
                "evidence": "2011-12-20T09:00", "rule": "meta-article-published",
            },
            "text": record.document.text, "chrome": "Home\nContact", "format": "html", "charset": "utf-8",
            "dates": [{
                "start": 71, "end": 85, "value": "2011-11-17/2011-11-18", "precision": "days", "inferred": true,
                "rule": "elliptic-year", "kind": "event", "anchor": "published",
            }],
            "places": [
                {
                    "start": 59, "end": 67, "text": "Dushanbe", "geonameid": 1_221_874, "name": "Dushanbe",
                    "country": "TJ", "lat": 38.5357, "lon": 68.7791, "role": "venue", "rule": "gazetteer",
                },
                {
                    "start": 176, "end": 186, "text": "Tajikistan", "geonameid": 1_220_409, "name": "Tajikistan",
                    "country": "TJ", "lat": 39.0, "lon": 71.0, "role": "mention", "rule": "gazetteer",
                },
            ],
            "about": [{
                "geonameid": 1_221_874, "name": "Dushanbe", "kind": "city", "country": "TJ", "rule": "about-shared",
                "inferred": true, "evidence": {"start": 59, "end": 67, "text": "Dushanbe"},
            }],
            "people": [{
                "name": "Sudharshan Canagarajah", "role": "Lead Economist", "organisation": "World Bank",
                "mentions": [[87, 109]],
            }],
            "organisations": [{"name": "World Bank", "role": null, "mentions": [[133, 143]]}],
            "events": [event],
            "candidates": {"title": [], "published": [], "authors": []},
            "issues": [{"code": "replacement-characters", "message": "2 characters could not be decoded"}],
        })
    );
}

#[tokio::test]
async fn the_holdings_and_the_health_are_plain_numbers() {
    let engine = engine();
    assert_eq!(
        get(&engine, "/?format=json").await.json(),
        json!({
            "documents": 12345, "events": 6789, "refused": 3, "unpublished": 100, "undated": 41, "unplaced": 7,
            "languages": {"en": 9000, "ru": 3000, "und": 345}, "commit": 17, "bytes": 1_048_576,
        })
    );
    assert_eq!(get(&engine, "/healthz").await.json(), json!({"status": "ok", "documents": 12345}));
}

#[tokio::test]
async fn a_parameter_that_cannot_be_obeyed_is_named_with_what_is_allowed() {
    let engine = engine();
    for (pairs, parameter, value, allowed) in [
        ("n=101", "n", "101", "a number from 0 to 100"),
        ("n=-1", "n", "-1", "a number from 0 to 100"),
        ("n=", "n", "", "a number from 0 to 100"),
        ("n=99999999999999999999999", "n", "99999999999999999999999", "a number from 0 to 100"),
        ("offset=10001", "offset", "10001", "a number from 0 to 10000"),
        ("offset=9991", "offset", "9991", "offset + n up to 10000; narrow the query down"),
        ("sort=best", "sort", "best", "relevance, newest, oldest"),
        ("facet=who,colour", "facet", "colour", "where, country, who, org, year, lang, status, type"),
        ("explain=yes", "explain", "yes", "1, 0"),
        ("colour=red", "colour", "red", "this address takes q, n, offset, sort, facet, explain, format"),
        ("q=a&q=b", "q", "b", "one value; it is given more than once"),
        ("format=json&format=json", "format", "json", "one value; it is given more than once"),
    ] {
        let answer = get(&engine, &format!("/search?format=json&{pairs}")).await;
        let message = format!("parameter {parameter}: {value:?} is not allowed; allowed: {allowed}");
        let expected = json!({
            "status": 400, "message": message, "parameter": parameter, "value": value, "allowed": allowed,
        });
        assert_error(&answer, &expected);
    }
    assert_eq!(engine.asked(), []);
}

#[tokio::test]
async fn an_unknown_format_is_refused_with_a_page() {
    let answer = get(&engine(), "/?format=xml").await;
    assert_eq!(answer.status, StatusCode::BAD_REQUEST);
    assert!(answer.body.contains("allowed: json, html."), "{}", answer.body);
}

#[tokio::test]
async fn a_query_beyond_the_limits_is_refused_before_the_engine_sees_it() {
    let engine = engine();
    for (typed, value, allowed) in [
        ("x".repeat(1_025), "1025 characters", "a query of at most 1024 characters"),
        ("%28".repeat(33), "33 nested parentheses", "at most 32 nested parentheses"),
        ("a+".repeat(64), "65 clauses", "a query of at most 64 clauses"),
    ] {
        let answer = get(&engine, &format!("/events?format=json&q={typed}")).await;
        let message = format!("parameter q: {value:?} is not allowed; allowed: {allowed}");
        let expected =
            json!({"status": 400, "message": message, "parameter": "q", "value": value, "allowed": allowed});
        assert_error(&answer, &expected);
    }
    assert_eq!(engine.asked(), []);
    assert_eq!(
        get(&engine, &format!("/search?q={}", "ы".repeat(1_024).replace('ы', "%D1%8B"))).await.status,
        200
    );
    assert_eq!(get(&engine, &format!("/search?q={}", "a+".repeat(63))).await.status, 200);
}

#[tokio::test]
async fn an_address_that_cannot_be_read_is_refused() {
    let engine = engine();
    let answer = get(&engine, "/documents/%FF?format=json").await;
    let expected =
        json!({"status": 400, "message": "the identifier in the address is not percent-encoded UTF-8"});
    assert_error(&answer, &expected);
    let answer = get(&engine, "/documents/a?colour=red&format=json").await;
    assert_eq!(answer.json()["error"]["allowed"], "this address takes format");
}

#[tokio::test]
async fn control_characters_of_a_query_become_spaces() {
    let engine = engine();
    let answer = get(&engine, "/search?q=a%00b%0D%0AX-Evil:%201%1B[31m&format=json").await;
    assert_eq!(answer.json()["query"], "a b X-Evil: 1 [31m");
    assert_eq!(answer.header("x-evil"), None);
    let answer = get(&engine, "/search?n=%0D%0AX-Evil:1&format=json").await;
    let expected = json!("parameter n: \"\\r\\nX-Evil:1\" is not allowed; allowed: a number from 0 to 100");
    assert_eq!(answer.json()["error"]["message"], expected);
    assert_eq!(answer.header("x-evil"), None);
}

#[tokio::test]
async fn what_is_not_there_is_not_found() {
    let engine = engine();
    let missing = json!({"status": 404, "message": "the index holds no document under this identifier"});
    assert_error(&get(&engine, "/documents/nowhere?format=json").await, &missing);
    let nowhere = json!({"status": 404, "message": "there is nothing at this address"});
    assert_error(&get(&engine, "/admin?format=json").await, &nowhere);
    assert_error(&get(&engine, "/documents/?format=json").await, &nowhere);
}

#[tokio::test]
async fn only_get_and_head_are_answered() {
    let engine = engine();
    for method in ["POST", "PUT", "DELETE", "OPTIONS", "PATCH", "BREW"] {
        let answer = answer_to(&engine, Config::default(), request(method, "/search?q=a&format=json")).await;
        assert_error(&answer, &json!({"status": 405, "message": "only GET and HEAD are answered"}));
        assert_eq!(answer.header("allow"), Some("GET, HEAD"));
    }
    let head = answer_to(&engine, Config::default(), request("HEAD", "/search?q=a&format=json")).await;
    assert_eq!((head.status, head.body.as_str()), (StatusCode::OK, ""));
}

#[tokio::test]
async fn a_host_that_is_not_ours_is_refused() {
    let engine = engine();
    let with_hosts = |hosts: &[&str], address: &str| {
        let mut request = request("GET", address);
        request.headers_mut().remove("host");
        for host in hosts {
            request.headers_mut().append("host", host.parse().expect("a header"));
        }
        request
    };
    let config = || Config { hosts: vec!["archive.example".to_owned()], ..Config::default() };
    let forbidden = json!({
        "status": 403,
        "message": "this server does not answer to that host name; add it to the configured hosts if it should",
    });
    for host in ["evil.example", "", ":7700", "0.0.0.0:7700", "archive.example.evil.example"] {
        assert_error(&answer_to(&engine, config(), with_hosts(&[host], "/?format=json")).await, &forbidden);
    }
    let absolute = with_hosts(&["localhost"], "http://evil.example/?format=json");
    assert_error(&answer_to(&engine, config(), absolute).await, &forbidden);
    let unclear = json!({"status": 400, "message": "the request needs exactly one Host header"});
    for hosts in [&[][..], &["localhost", "localhost"][..]] {
        assert_error(&answer_to(&engine, config(), with_hosts(hosts, "/?format=json")).await, &unclear);
    }
    for host in ["localhost:7700", "127.0.0.1", "[::1]:80", "archive.example"] {
        assert_eq!(answer_to(&engine, config(), with_hosts(&[host], "/")).await.status, StatusCode::OK);
    }
}

#[tokio::test]
async fn a_large_body_is_refused() {
    let mut large = request("GET", "/?format=json");
    large.headers_mut().insert("content-length", "65537".parse().expect("a header"));
    let answer = answer_to(&engine(), Config::default(), large).await;
    assert_error(&answer, &json!({"status": 413, "message": "the body of the request is too large"}));
}

#[tokio::test]
async fn what_the_caller_can_mend_is_told_and_what_it_cannot_is_logged() {
    let lines = Arc::new(Mutex::new(Vec::new()));
    let config = || {
        let lines = Arc::clone(&lines);
        let log = move |line: &str| lines.lock().expect("no panic").push(line.to_owned());
        Config { log: Arc::new(log), ..Config::default() }
    };
    let ask = async |answer: fn(&Request) -> Result<Page, Fault>| {
        let engine = Arc::new(Engine::new(answer));
        answer_to(&engine, config(), request("GET", "/search?q=a&format=json")).await
    };

    let answer = ask(|_| Err(Fault::Caller("a wildcard needs two letters".to_owned()))).await;
    assert_error(&answer, &json!({"status": 400, "message": "a wildcard needs two letters"}));
    assert_eq!(lines.lock().expect("no panic").len(), 0);

    let answer = ask(|_| Err(Fault::unavailable("no index at /srv/secret"))).await;
    let id = answer.json()["error"]["id"].clone();
    let expected =
        json!({"status": 503, "message": "the index cannot answer now; try again later", "id": id});
    assert_error(&answer, &expected);
    assert_eq!(answer.header("retry-after"), Some("1"));
    let line = format!("503 {}: no index at /srv/secret", id.as_str().expect("a text"));
    assert_eq!(lines.lock().expect("no panic").pop(), Some(line));

    let answer = ask(|_| Err(Fault::caused("cannot read\n/srv/secret", std::io::Error::other("torn")))).await;
    let id = answer.json()["error"]["id"].clone();
    let expected = json!({"status": 500, "message": "something went wrong inside the server", "id": id});
    assert_error(&answer, &expected);
    let line = format!("500 {}: cannot read /srv/secret: torn", id.as_str().expect("a text"));
    assert_eq!(lines.lock().expect("no panic").pop(), Some(line));

    let answer = ask(|_| panic!("index 7 of /srv/secret")).await;
    let id = answer.json()["error"]["id"].clone();
    let expected = json!({"status": 500, "message": "something went wrong inside the server", "id": id});
    assert_error(&answer, &expected);
    let line = format!("500 {}: panic: index 7 of /srv/secret", id.as_str().expect("a text"));
    assert_eq!(lines.lock().expect("no panic").pop(), Some(line));
}

#[tokio::test]
async fn a_panic_outside_the_engine_is_an_answer_too() {
    let broken = AtomicBool::new(true);
    let log = move |_: &str| assert!(!broken.swap(false, Ordering::SeqCst), "the log is broken");
    let config = Config { log: Arc::new(log), ..Config::default() };
    let engine = Arc::new(Engine::new(|_| Err(Fault::internal("torn"))));
    let answer = answer_to(&engine, config, request("GET", "/search?q=a")).await;
    let id = answer.json()["error"]["id"].clone();
    let expected = json!({"status": 500, "message": "something went wrong inside the server", "id": id});
    assert_error(&answer, &expected);
    assert_eq!(answer.header("x-content-type-options"), Some("nosniff"));
}

#[tokio::test]
async fn an_answer_that_takes_too_long_is_given_up() {
    let (release, gate) = channel::<()>();
    let gate = Mutex::new(gate);
    let engine = Arc::new(Engine::new(move |_| {
        let _released = gate.lock().expect("no panic").recv();
        Ok(found())
    }));
    let config = Config { answer_time: Duration::from_millis(20), ..Config::default() };
    let answer = answer_to(&engine, config, request("GET", "/search?q=a&format=json")).await;
    assert_error(&answer, &json!({"status": 504, "message": "the search took too long; narrow it down"}));
    drop(release);
}

#[tokio::test]
async fn every_answer_carries_the_headers_that_protect_it() {
    let engine = Arc::new(Engine::new(|request| match &request.query {
        query if *query == word("panic") => panic!("as asked"),
        _ => Ok(found()),
    }));
    for (method, address, status) in [
        ("GET", "/", 200),
        ("GET", "/style.css", 200),
        ("GET", "/icon.svg", 200),
        ("GET", "/healthz", 200),
        ("GET", "/search?q=a", 200),
        ("GET", "/search?q=a&format=json", 200),
        ("GET", "/search?n=x", 400),
        ("GET", "/search?q=panic", 500),
        ("GET", "/nowhere", 404),
        ("POST", "/search", 405),
    ] {
        let answer = answer_to(&engine, Config::default(), request(method, address)).await;
        assert_eq!(answer.status.as_u16(), status, "{address}");
        let policy = "default-src 'none'; style-src 'self'; script-src 'none'; img-src 'self'; \
             form-action 'self'; frame-ancestors 'none'; base-uri 'none'";
        for (name, value) in [
            ("content-security-policy", policy),
            ("x-content-type-options", "nosniff"),
            ("referrer-policy", "no-referrer"),
            ("cross-origin-resource-policy", "same-origin"),
            ("cache-control", "no-store"),
            ("vary", "accept"),
        ] {
            assert_eq!(answer.header(name), Some(value), "{name} of {address}");
        }
        assert_eq!(answer.header("access-control-allow-origin"), None);
    }
}

#[tokio::test]
async fn a_client_that_accepts_json_gets_it_without_asking_in_the_address() {
    let mut asked = request("GET", "/documents/nowhere");
    asked.headers_mut().insert("accept", "application/json".parse().expect("a header"));
    let answer = answer_to(&engine(), Config::default(), asked).await;
    assert_eq!(answer.json()["error"]["status"], 404);
}
