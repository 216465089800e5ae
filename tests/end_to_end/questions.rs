//! What people type: quotation marks of every kind, brackets, stars, reversed ranges, thousands of parentheses. There is
//! never a syntax error; there is a result, and a warning where something was not understood.

use crate::indexed;
use serde_json::Value;

fn ask(typed: &str) -> Value {
    let ran = indexed().run(["search", "--json", "-n", "3", "--", typed]);
    assert!(ran.code == 0 || ran.code == 1, "{typed:?} ended with {}: {}", ran.code, ran.err);
    let page = ran.json();
    assert_eq!(ran.code == 0, page["total"] != 0, "{typed:?}: the exit code and the total disagree");
    page
}

#[test]
fn whatever_is_typed_is_answered() {
    let typed = [
        "“reading rooms”",
        "«дорога в школу»",
        "„reading rooms“",
        "‘lakes’",
        "\"",
        "\"lakes",
        "lakes\"",
        "“lakes\"",
        "[0-4]",
        "*",
        "?",
        "**",
        "~",
        "~2",
        "lakes~9",
        "\"a b\"~",
        "\"a b\"~99999999999",
        "^",
        "lakes^2",
        "2011",
        "1",
        "when:",
        "where:",
        "who:",
        "title:",
        "when:none",
        "when:*",
        "when:[2012 TO 2011]",
        "when:2012..2011",
        "when:..",
        "when:>=",
        "when:<2012",
        "when:banana",
        "when:2011-13",
        "when:99999",
        "published:[* TO *]",
        "where:Xyzzyville",
        "about:Xyzzyville",
        "about:none",
        "near:",
        "near:\"\"",
        "near:Xyzzyville,5km",
        "near:\"Osh, -5 km\"",
        "near:\"Osh, 99999999999999999999 km\"",
        "near:\"90.1,0, 1 km\"",
        "near:\"1e400,0, 1 km\"",
        "near:\"NaN,inf\"",
        "box:",
        "box:1,2,3",
        "box:\"90,180,-90,-180\"",
        "box:\"a,b,c,d\"",
        "where:\"\"",
        "who:\"…\"",
        "event()",
        "event(",
        "event(event(where:Osh))",
        "event(lakes",
        "AND",
        "OR",
        "NOT",
        "AND OR NOT",
        "NOT NOT lakes",
        "- -",
        "--",
        "-lakes",
        "lakes -",
        "lakes AND",
        "OR lakes",
        "( ) ( )",
        ")(",
        "((lakes)",
        "lakes))",
        "foo:bar",
        "foo:",
        ":",
        "::",
        "a:b:c",
        "http://example.org/x?y=z#a",
        "C:\\Users",
        "\\",
        "\\\"",
        "a\\",
        "100%",
        "%00",
        "<script>alert(1)</script>",
        "' OR 1=1 --",
        "{}",
        "{\"a\":1}",
        "$(ls)",
        "`ls`",
        "a\tb\nc",
        "\u{0}",
        "\u{200b}",
        "\u{202e}abc",
        "🎈",
        "é",
        "e\u{301}",
        "ＡＢＣ",
        "ß",
        "İstanbul",
        "مؤتمر",
        "会议",
        "+lakes",
        "+",
        "&&",
        "||",
        "a && b",
        "!",
        "!lakes",
        "a/b",
        "/regex/",
        "lakes;",
        "lakes,conference",
        "=lakes",
        "=",
        "lang:",
        "lang:xx",
        "status:banana",
        "zone:all lakes",
        "zone:banana",
        "site:",
        "path:/",
        "type:pdf",
    ];
    for typed in typed {
        // No argument of a program holds a NUL.
        ask(&typed.replace('\u{0}', " "));
    }
}

#[test]
fn six_kilobytes_of_brackets_are_answered_with_a_warning_and_do_not_hang() {
    for typed in [
        "(".repeat(6_000),
        "(a OR ".repeat(1_000),
        "NOT ".repeat(1_500),
        "-".repeat(6_000),
        "event(".repeat(1_000),
        "\"".repeat(6_000),
    ] {
        ask(&typed);
    }
    let brackets = ask(&format!("{}lakes{}", "(".repeat(3_000), ")".repeat(3_000)));
    assert!(
        brackets["warnings"][0].as_str().is_some_and(|warning| warning.contains("nested deeper than 32")),
        "{brackets}"
    );
    let words: String = (0..3_000).map(|number| format!("w{number} ")).collect();
    let many = ask(&words);
    assert!(!many["warnings"].as_array().expect("warnings").is_empty(), "{}", many["warnings"]);
}

#[test]
fn quotation_marks_of_every_kind_make_the_same_phrase() {
    let total = |typed: &str| ask(typed)["total"].clone();
    let straight = total("\"reading rooms\"");
    assert_ne!(straight, 0);
    for typed in ["“reading rooms”", "„reading rooms“", "«reading rooms»", "”reading rooms”"] {
        assert_eq!(total(typed), straight, "{typed}");
    }
    assert_eq!(total("\"rooms reading\""), 0);
}

#[test]
fn reversed_ranges_are_swapped_and_the_swap_is_said() {
    let straight = ask("when:2012..2014");
    for typed in ["when:2014..2012", "when:[2014 TO 2012]"] {
        let swapped = ask(typed);
        assert_eq!(swapped["total"], straight["total"], "{typed}");
        assert!(
            swapped["warnings"][0].as_str().is_some_and(|warning| warning.contains("swapped")),
            "{swapped}"
        );
    }
    assert!(straight["warnings"].as_array().is_some_and(Vec::is_empty));
}

#[test]
fn an_unknown_field_is_searched_as_words_and_warned_about_on_standard_error() {
    let ran = indexed().run(["search", "colour:lakes"]);
    assert!(ran.err.contains("there is no field \"colour\""), "{}", ran.err);
    assert!(ask("colour:lakes")["warnings"][0].as_str().is_some_and(|warning| warning.contains("colour")));
}

#[test]
fn the_query_that_is_printed_asks_for_the_same() {
    for typed in [
        "“shared lakes” -dam",
        "a,b",
        "event(where:Osh when:2012..2011)",
        "near:\"Osh 60 miles\" -about:=Osh",
        "box:41,74,39,69",
        "event(near:40.5,72.8 when:2012..2014)",
        "title:(open OR budgets)",
        "who:\"Le Houerou\"",
        "w?ter hydrolog*",
    ] {
        let first = ask(typed);
        let printed = first["query"].as_str().expect("a query");
        let second = ask(printed);
        assert_eq!((&second["query"], &second["total"]), (&first["query"], &first["total"]), "{typed}");
    }
}

#[test]
fn words_may_be_one_argument_or_several_and_a_hyphen_is_part_of_the_query() {
    let ids = |arguments: &[&str]| {
        let mut all = vec!["search", "--jsonl"];
        all.extend(arguments);
        indexed().run(all).lines().iter().map(|hit| hit["id"].to_string()).collect::<Vec<_>>()
    };
    let one = ids(&["seminar -notaries"]);
    assert!(!one.is_empty());
    assert_eq!(ids(&["seminar", "-notaries"]), one);
    assert_eq!(ids(&["-n", "10", "--", "seminar", "-notaries"]), one);
}
