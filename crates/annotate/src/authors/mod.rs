//! Who wrote a document: of the names its page gives, those that the best signals stand for; none where none is good
//! enough. Plain texts name their authors in their head or in a byline.

mod ballots;
mod byline;
mod names;
mod words;

use crate::vote::{Ballot, best};
use rapporteur_model::{DeclaredField, Document, Format};

/// A name whose score is this close to the best is that of a fellow author. Measured on the development pages, five folds:
/// .4 gives F1 .787, .7 gives .785, 2 takes in the authors of the next article.
const CLOSE: f32 = 0.4;
/// A name that stands wherever the best one stands may be this much weaker: it is the second of a list.
const CLOSE_BESIDE: f32 = 2.0;

/// The authors in the order in which the page names them.
pub(crate) fn authors(document: &Document) -> Vec<String> {
    if document.format == Format::Text || is_mail(document) {
        return byline::authors(document);
    }
    let ballots = ballots::of(document);
    let Some(highest) = best(&ballots).filter(|ballot| ballot.score > 0.0) else { return Vec::new() };
    let is_author = |ballot: &Ballot| {
        let below = highest.score - ballot.score;
        let beside = ballots::is_well_shaped(&ballot.value) && rules(ballot).eq(rules(highest));
        (below <= CLOSE && ballot.score > 0.0) || (beside && below <= CLOSE_BESIDE)
    };
    ballots.iter().filter(|ballot| is_author(ballot)).map(|ballot| ballot.value.clone()).collect()
}

/// A mail that is a page is written by who sent it, whoever is named in it.
fn is_mail(document: &Document) -> bool {
    document.declared(DeclaredField::Author).any(|declared| declared.rule == "header-from")
}

/// Where a name was read: of the signals those that are no remark on another.
fn rules(ballot: &Ballot) -> impl Iterator<Item = &String> {
    ballot.signals.iter().filter(|signal| !signal.contains([':', '@', '=']))
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

    const FIELD: DeclaredField = DeclaredField::Author;

    #[test]
    fn a_mail_that_is_a_page_is_written_by_its_sender() {
        let found = authors(&page(vec![Declared::new(FIELD, "Vesna Zupan", "header-from")]));
        assert_eq!(found, ["Vesna Zupan"]);
    }

    #[test]
    fn those_whom_script_and_byline_name_are_the_authors_and_nobody_else() {
        let found = authors(&page(vec![
            Declared::new(DeclaredField::Kind, "NewsArticle", "json-ld-type"),
            Declared::new(FIELD, "Ana Ruiz", "json-ld-author"),
            Declared::new(FIELD, "Bo Lund", "json-ld-author"),
            Declared::new(FIELD, "Ana Ruiz, Bo Lund", "meta-author"),
            seen(FIELD, "By Ana Ruiz and Bo Lund", "class-byline", 4, Within::Page),
            seen(FIELD, "Eva Stern", "class-author", 300, Within::Comment),
        ]));
        assert_eq!(found, ["Ana Ruiz", "Bo Lund"]);
    }

    #[test]
    fn neither_site_nor_admin_nor_publisher_is_an_author() {
        let found = authors(&page(vec![
            Declared::new(DeclaredField::Site, "Rope Fund", "meta-og-site"),
            Declared::new(FIELD, "Rope Fund", "json-ld-author-body"),
            Declared::new(FIELD, "admin", "meta-author"),
            Declared::new(FIELD, "https://a.example/rope", "meta-article-author"),
        ]));
        assert_eq!(found, Vec::<String>::new());
    }
}
