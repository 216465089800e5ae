//! The first page: the search box, what the index holds, and how to ask.

use super::address;
use super::facets::clause;
use super::layout::{Frame, Place, page, search_box};
use super::words::{language, number};
use crate::parameters::Parameters;
use maud::{Markup, html};
use rapporteur_model::{FacetField, Holdings, Unit};

/// Queries that explain the language, each with the unit it asks for.
const EXAMPLES: [(&str, Unit, &str); 10] = [
    ("remittances \"exchange rate\"", Unit::Document, "both the word, in any form, and the phrase"),
    (
        "event(where:Dushanbe when:2011-11 who:Canagarajah)",
        Unit::Document,
        "documents in which one event has this place, this time and this person",
    ),
    ("where:\"Central Asia\" when:2011..2012", Unit::Event, "events in a whole region within two years"),
    (
        "about:Kyrgyzstan -venue:Bishkek",
        Unit::Document,
        "what a document is about, not merely what it names; without events in one town",
    ),
    (
        "near:\"Osh, 100km\" OR box:\"39,69,41,74\"",
        Unit::Event,
        "so near a town or a point; or between south,west,north,east in degrees",
    ),
    (
        "who:\"Le Houerou\" OR role:\"Vice President\"",
        Unit::Event,
        "events with a person, or with anybody of that rank",
    ),
    ("org:\"World Bank\" status:cancelled", Unit::Event, "what an organisation was to do and did not"),
    ("published:2012 lang:ru -draft", Unit::Document, "by date of publication and language, without a word"),
    ("migra* =Osh", Unit::Document, "the beginning of a word; a word exactly as written"),
    ("when:none", Unit::Document, "documents in which no date of an event could be read"),
];

/// The first page.
pub(crate) fn home(holdings: &Holdings) -> String {
    let parameters = Parameters::new("");
    let content = html! {
        div.welcome {
            h1 { "Who met whom, where and when" }
            p.lead { "Search programme documents by the events they tell of, and see the sentence that proves each." }
            (search_box(Unit::Document, &parameters, Place::Middle))
        }
        div.columns {
            section aria-labelledby="ask" {
                h2 #ask { "How to ask" }
                dl.examples {
                    @for (typed, unit, meaning) in EXAMPLES {
                        div {
                            dt { a href=(address::query(unit, typed)) { code { (typed) } } }
                            dd { (meaning) }
                        }
                    }
                }
            }
            section aria-labelledby="held" {
                h2 #held { "What the index holds" }
                @if holdings.documents == 0 {
                    p { "Nothing yet. Fill it with " code { "rapporteur index FOLDER" } "." }
                } @else {
                    (held(holdings))
                }
            }
        }
    };
    let frame = Frame {
        title: "",
        place: Place::Middle,
        unit: Unit::Document,
        parameters: &parameters,
        json: Some("/?format=json"),
    };
    page(&frame, &content)
}

fn held(holdings: &Holdings) -> Markup {
    let mut languages: Vec<_> = holdings.languages.iter().collect();
    languages.sort_by_key(|(code, count)| (std::cmp::Reverse(**count), *code));
    html! {
        dl.figures {
            (figure("documents", holdings.documents, Some((Unit::Document, ""))))
            (figure("events", holdings.events, Some((Unit::Event, ""))))
        }
        h3 { "Languages" }
        ul.values {
            @for (code, count) in languages {
                li {
                    @if code == "und" {
                        span { (language(code)) }
                    } @else {
                        a href=(address::query(Unit::Document, &clause(FacetField::Lang, code))) dir="auto" { (language(code)) }
                    }
                    " " span.count { (number(*count)) }
                }
            }
        }
        h3 { "What a search by date or place leaves out" }
        dl.gaps {
            (figure("documents without the date of an event", holdings.undated, Some((Unit::Document, "when:none"))))
            (figure("documents without a place", holdings.unplaced, Some((Unit::Document, "where:none"))))
            (figure("documents without a date of publication", holdings.unpublished, Some((Unit::Document, "published:none"))))
            (figure("sources that could not be read", holdings.refused, None))
        }
    }
}

fn figure(name: &str, value: u64, ask: Option<(Unit, &str)>) -> Markup {
    html! {
        div {
            dt { (name) }
            dd {
                @match ask {
                    Some((unit, typed)) if value > 0 => { a href=(address::query(unit, typed)) { (number(value)) } },
                    _ => { (number(value)) },
                }
            }
        }
    }
}
