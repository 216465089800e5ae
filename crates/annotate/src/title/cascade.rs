//! The title of a document, without the name of its site: by agreement of what the page declares and its headings.

use rapporteur_model::{BlockKind, Chosen, DeclaredField, Document};
use std::borrow::Cow;

/// Longer titles are cut by whoever shows them; longer candidates are taken for running text.
const LONGEST: usize = 300;

/// Marks that part a title from the name of its site.
const SEPARATORS: [&str; 9] = [" | ", " - ", " – ", " — ", " :: ", " » ", " « ", " · ", " • "];

/// Chooses the title; `None` where nothing looks like one.
pub(super) fn title(document: &Document) -> Option<Chosen<String>> {
    let declared = |rules: &[&str]| -> Vec<&str> {
        document
            .declared(DeclaredField::Title)
            .filter(|declared| rules.contains(&declared.rule.as_ref()))
            .map(|declared| declared.value.as_str())
            .filter(|value| value.len() <= LONGEST)
            .collect()
    };
    let sites: Vec<&str> = document.declared(DeclaredField::Site).map(|site| site.value.as_str()).collect();
    let headings = declared(&["h1"]);
    let graph = declared(&["meta-og-title", "meta-twitter-title", "json-ld-headline", "itemprop-headline"]);
    let other = declared(&["meta-dc-title", "meta-citation-title", "header-subject"]);
    let elements = declared(&["title-element"]);
    let known = |heading: &str| graph.iter().chain(&elements).any(|title| holds(title, heading));
    let main = main_headings(document);

    if let Some(given) = declared(&["given-title"]).first() {
        return chosen(given, "title-given");
    }
    if let Some(heading) = headings
        .iter()
        .find(|heading| heading.chars().count() > 3 && known(heading) && !is_site(heading, &sites))
    {
        return chosen(heading, "title-heading-agreed");
    }
    if let Some(heading) = main.first().filter(|heading| known(heading) && !is_site(heading, &sites)) {
        return chosen(heading, "title-main-heading-agreed");
    }
    if let [heading] = headings.as_slice()
        && !is_site(heading, &sites)
    {
        return chosen(heading, "title-lone-heading");
    }
    // One part of the title stands by itself among the first lines of the text.
    if let Some(part) = graph.iter().chain(&elements).find_map(|title| part_in_text(title, document)) {
        return chosen(&part, "title-part-in-text");
    }
    for (values, rule) in
        [(&graph, "title-open-graph"), (&other, "title-declared"), (&elements, "title-element")]
    {
        if let Some(value) =
            values.iter().map(|value| without_site(value, &sites)).find(|value| !value.is_empty())
        {
            return chosen(&value, rule);
        }
    }
    main.first().and_then(|heading| chosen(heading, "title-first-heading")).or_else(|| first_line(document))
}

fn chosen(value: &str, rule: &'static str) -> Option<Chosen<String>> {
    let value = value.trim();
    (!value.is_empty()).then(|| Chosen {
        value: value.to_owned(),
        evidence: value.to_owned(),
        rule: Cow::Borrowed(rule),
        inferred: false,
    })
}

/// Headings of the main text, the highest level first, in order.
fn main_headings(document: &Document) -> Vec<&str> {
    let headings = || {
        document.blocks.iter().filter_map(|block| match block.kind {
            BlockKind::Heading(level) => Some((level, block.span.of(&document.text))),
            _ => None,
        })
    };
    let highest = headings().map(|(level, _)| level).min();
    headings()
        .filter(|(level, text)| Some(*level) == highest && text.len() <= LONGEST)
        .map(|(_, text)| text)
        .collect()
}

/// A short first paragraph of a text without headings.
fn first_line(document: &Document) -> Option<Chosen<String>> {
    let first = document.blocks.first()?.span.of(&document.text);
    let short = first.chars().count() <= 120 && !first.ends_with(['.', ',', ';', ':']);
    if short { chosen(first, "title-first-line") } else { None }
}

/// The part of a title, up to a separator or from one on, that is a line of its own near the beginning of the text.
fn part_in_text(title: &str, document: &Document) -> Option<String> {
    let early = || document.blocks.iter().take(8).map(|block| folded(block.span.of(&document.text)));
    let mut parts: Vec<&str> = Vec::new();
    for separator in SEPARATORS {
        for (at, _) in title.match_indices(separator) {
            parts.extend([title[at + separator.len()..].trim(), title[..at].trim()]);
        }
    }
    // The name of the site may stand alone as well, in a banner: it is the part that is short.
    let half = title.chars().count() / 2;
    parts.sort_by_key(|part| std::cmp::Reverse(part.chars().count()));
    parts
        .into_iter()
        .find(|part| part.chars().count() >= half && early().any(|line| line == folded(part)))
        .map(str::to_owned)
}

/// A heading within a title, but for case and white space.
fn holds(title: &str, heading: &str) -> bool {
    folded(title).contains(&folded(heading))
}

fn folded(text: &str) -> String {
    text.to_lowercase().replace(['’', '‘'], "'").split_whitespace().collect::<Vec<_>>().join(" ")
}

fn is_site(text: &str, sites: &[&str]) -> bool {
    sites.iter().any(|site| folded(site) == folded(text))
}

/// A title without the name of its site at either end: the declared one, or a short last part.
fn without_site(title: &str, sites: &[&str]) -> String {
    for separator in SEPARATORS {
        let parts: Vec<&str> =
            title.split(separator).map(str::trim).filter(|part| !part.is_empty()).collect();
        if parts.len() < 2 {
            continue;
        }
        let (first, last) = (parts[0], parts[parts.len() - 1]);
        if is_site(last, sites) {
            return parts[..parts.len() - 1].join(separator);
        }
        if is_site(first, sites) {
            return parts[1..].join(separator);
        }
        // A bar is never part of a headline; a dash may be, so its last part must be the shorter by far.
        let bar = matches!(separator, " | " | " :: " | " » " | " « " | " · " | " • ");
        let (head, tail) = (parts[..parts.len() - 1].join(separator), last);
        if bar && (!sites.is_empty() || head.chars().count() >= tail.chars().count()) {
            return head;
        }
        let a_name = tail.chars().any(char::is_alphabetic);
        if !bar
            && a_name
            && head.chars().count() >= tail.chars().count() * 2
            && tail.split(' ').count() <= 4
            && sites.is_empty()
        {
            return head;
        }
    }
    title.to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_name_of_the_site_is_taken_off_at_either_end() {
        assert_eq!(without_site("Wells of Osh | Rope Fund", &[]), "Wells of Osh");
        assert_eq!(without_site("Rope Fund - Wells of Osh", &["Rope Fund"]), "Wells of Osh");
        assert_eq!(without_site("Осенняя школа – 2011", &[]), "Осенняя школа – 2011");
        assert_eq!(without_site("Wells", &[]), "Wells");
    }
}
