//! What all pages share: the head, the banner with the search box, the footer.

use super::address;
use crate::limits;
use crate::parameters::{Parameters, sort_name};
use maud::{DOCTYPE, Markup, html};
use rapporteur_model::{Sort, Unit};

/// Where the search box stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Place {
    /// In the banner.
    Banner,
    /// In the middle of the first page.
    Middle,
}

/// A page but for its content.
pub(super) struct Frame<'a> {
    /// What the page is about, for the title of the window.
    pub(super) title: &'a str,
    /// Whether the banner holds the search box.
    pub(super) place: Place,
    /// The unit a new search asks for.
    pub(super) unit: Unit,
    /// What the search box holds, and what a new search keeps.
    pub(super) parameters: &'a Parameters,
    /// The address of the same in JSON.
    pub(super) json: Option<&'a str>,
}

/// A whole page.
pub(super) fn page(frame: &Frame<'_>, content: &Markup) -> String {
    html! {
        (DOCTYPE)
        html lang="en" {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width, initial-scale=1";
                meta name="color-scheme" content="light dark";
                title { @if !frame.title.is_empty() { (frame.title) " – " } "Rapporteur" }
                link rel="icon" href="/icon.svg" type="image/svg+xml";
                link rel="stylesheet" href="/style.css";
                @if let Some(json) = frame.json { link rel="alternate" type="application/json" href=(json); }
            }
            body {
                a.skip href="#content" { "Skip to the content" }
                header.banner {
                    a.brand href="/" { img src="/icon.svg" alt="" width="28" height="28"; "Rapporteur" }
                    @if frame.place == Place::Banner { (search_box(frame.unit, frame.parameters, frame.place)) }
                }
                main #content { (content) }
                footer {
                    p {
                        "Rapporteur finds who met whom, where and when, and shows the sentence that proves it. "
                        @if let Some(json) = frame.json { a href=(json) { "This page as JSON" } }
                    }
                }
            }
        }
    }
    .into_string()
}

/// The search box. A new search keeps order and number of hits, and begins with the first.
pub(super) fn search_box(unit: Unit, parameters: &Parameters, place: Place) -> Markup {
    html! {
        form.search role="search" action=(address::list(unit)) method="get" {
            label.unseen for="q" { "Search" }
            input #q type="search" name="q" value=(parameters.typed) maxlength=(limits::CHARACTERS) dir="auto"
                autocomplete="off" autocapitalize="off" spellcheck="false"
                placeholder="where:Osh when:2011" autofocus[place == Place::Middle];
            @if parameters.sort != Sort::Relevance {
                input type="hidden" name="sort" value=(sort_name(parameters.sort));
            }
            @if !parameters.has_default_limit() { input type="hidden" name="n" value=(parameters.limit); }
            button type="submit" { "Search" }
        }
    }
}
