//! The title of a document, without the name of its site: by agreement of what the page declares and its headings.

mod ballots;
mod cascade;
mod compare;
mod signals;
mod site;

use crate::vote::{Ballot, best};
use rapporteur_model::{Chosen, DeclaredField, Document, Format};
use std::borrow::Cow;

pub(crate) use site::Site;

/// Chooses the title; `None` where nothing looks like one.
pub(crate) fn title(document: &Document) -> Option<Chosen<String>> {
    let mut declared = document.declared(DeclaredField::Title);
    let given = declared.clone().any(|declared| declared.rule == "given-title");
    // With nothing but `<title>` there is nothing to vote on; its part that stands in the text is the title.
    let lone = declared.all(|declared| declared.rule == "title-element");
    if given || lone || document.format == Format::Text {
        return cascade::title(document);
    }
    let ballots = ballots::of(document);
    let Some(ballot) = best(&ballots) else { return cascade::title(document) };
    Some(Chosen {
        value: ballot.value.clone(),
        evidence: ballot.value.clone(),
        rule: Cow::Owned(ballot.rule.clone()),
        inferred: false,
    })
}

/// The candidates with their signals.
pub(crate) fn ballots(document: &Document) -> Vec<Ballot> {
    ballots::of(document)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fixtures::{page, seen};
    use rapporteur_model::{Declared, Within};

    fn chosen(declared: Vec<Declared>) -> Option<String> {
        title(&page(declared)).map(|title| title.value)
    }

    const FIELD: DeclaredField = DeclaredField::Title;

    #[test]
    fn the_heading_that_the_head_confirms_is_the_title_without_the_site() {
        let found = chosen(vec![
            Declared::new(FIELD, "How the wells of Osh were saved | Rope Fund", "title-element"),
            Declared::new(FIELD, "How the wells of Osh were saved - Rope Fund", "meta-og-title"),
            seen(FIELD, "How the wells of Osh were saved", "h1", 0, Within::Page),
            seen(FIELD, "More from Rope Fund", "h2", 80, Within::Aside),
        ]);
        assert_eq!(found.as_deref(), Some("How the wells of Osh were saved"));
    }

    #[test]
    fn a_heading_with_the_name_of_the_site_is_no_title() {
        let found = chosen(vec![
            Declared::new(DeclaredField::Site, "Rope Fund", "meta-og-site"),
            Declared::new(
                DeclaredField::Url,
                "https://rope.example/news/how-the-wells-of-osh-were-saved",
                "link-canonical",
            ),
            Declared::new(FIELD, "How the wells of Osh were saved | Rope Fund", "title-element"),
            Declared::new(FIELD, "How the wells of Osh were saved", "meta-og-title"),
            seen(FIELD, "Rope Fund", "h1", -40, Within::Page),
            seen(FIELD, "How the wells of Osh were saved", "class-title", 0, Within::Page),
        ]);
        assert_eq!(found.as_deref(), Some("How the wells of Osh were saved"));
    }

    #[test]
    fn a_page_without_any_title_has_none() {
        assert_eq!(chosen(Vec::new()), None);
    }
}
