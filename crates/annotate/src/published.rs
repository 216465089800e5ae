//! The publication date: what the page declares, else a byline near its title, else a dateline that is complete.
//! A page that states none gets none; the time of a file or of today is never taken.

use crate::cues::{Class, Lexicon, words};
use rapporteur_dates::{Anchor, parse_declared};
use rapporteur_model::{Block, BlockKind, Chosen, DeclaredField, Document, Found, Precision, Span, When};
use std::borrow::Cow;

/// Declarations in the order in which they are believed; how often each is right was measured on the development
/// pages (`facts/extraction.md`): article metadata .95, JSON-LD .90, marked times .87.
const DECLARED: [&str; 12] = [
    "given-date",
    "meta-article-published",
    "json-ld-published",
    "itemprop-published",
    "meta-date-published",
    "meta-citation-date",
    "meta-dc-date",
    "meta-pubdate",
    "time-published",
    "meta-date",
    "header-date",
    "time-element",
];

/// A byline stands within so many blocks of the beginning.
const BYLINE_BLOCKS: usize = 7;
/// Words of a block that is a byline.
const BYLINE_WORDS: usize = 14;

/// Chooses the publication date, and where it stands in the main text if it does.
pub(crate) fn published(document: &Document) -> Option<(Chosen<When>, Option<Span>)> {
    let byline = byline(document);
    for rule in DECLARED {
        let language = document.language.as_deref();
        let mut values = document.declared(DeclaredField::Published).filter(|declared| declared.rule == rule);
        let found = values.find_map(|declared| Some((declared, parse_declared(&declared.value, language)?)));
        if let Some((declared, when)) = found
            && is_sane(when)
        {
            // A bare `<time>` may be that of an event; a byline is closer to what a reader sees.
            if rule == "time-element"
                && let Some(byline) = &byline
            {
                return Some(in_text(document, byline, "byline"));
            }
            let chosen = Chosen {
                value: when,
                evidence: declared.value.clone(),
                rule: Cow::Owned(rule.to_owned()),
                inferred: false,
            };
            let span = byline.filter(|byline| byline.value == when).map(|byline| byline.span);
            return Some((chosen, span));
        }
    }
    if let Some(byline) = byline {
        return Some(in_text(document, &byline, "byline"));
    }
    if let Some(found) = dateline(document) {
        return Some(in_text(document, &found, "dateline"));
    }
    chrome(document).or_else(|| address(document))
}

fn in_text(document: &Document, found: &Found<When>, rule: &'static str) -> (Chosen<When>, Option<Span>) {
    let chosen = Chosen {
        value: found.value,
        evidence: found.span.of(&document.text).to_owned(),
        rule: Cow::Borrowed(rule),
        inferred: false,
    };
    (chosen, Some(found.span))
}

fn is_sane(when: When) -> bool {
    (1900..=2100).contains(&when.start().year())
        && matches!(when.precision(), Precision::Day | Precision::Month)
}

/// Full dates of one block that its own words state.
fn stated(text: &str, block: &Block, language: Option<&str>) -> Vec<Found<When>> {
    let blocks = std::slice::from_ref(block);
    let found = rapporteur_dates::find(text, blocks, language, Anchor::none());
    found
        .into_iter()
        .filter(|found| !found.inferred && found.value.precision() == Precision::Day && is_sane(found.value))
        .collect()
}

/// A short block near the title, or marked as a publication date anywhere, that states one full date.
fn byline(document: &Document) -> Option<Found<When>> {
    let language = document.language.as_deref();
    let lexicon = Lexicon::of(language);
    // The date at the head of minutes is that of the meeting.
    let first = document.blocks.first().map(|block| words(&document.text, block.span)).unwrap_or_default();
    if lexicon.cues(&first).iter().any(|cue| cue.class == Class::Minutes) {
        return None;
    }
    for (at, block) in document.blocks.iter().enumerate() {
        if matches!(block.kind, BlockKind::TableRow) || block.span.len() > 400 {
            continue;
        }
        let words = words(&document.text, block.span);
        if words.len() > BYLINE_WORDS || words.is_empty() {
            continue;
        }
        let marked = lexicon
            .cues(&words[..words.len().min(4)])
            .iter()
            .any(|cue| matches!(cue.class, Class::Published));
        // A plain text's byline looks like a heading; the first one is the title.
        let heading = at == 0 && matches!(block.kind, BlockKind::Heading(_));
        let near = at < BYLINE_BLOCKS && !heading && is_bare(document, block, &words);
        if !marked && !near {
            continue;
        }
        if let [found] = stated(&document.text, block, language).as_slice() {
            return Some(found.clone());
        }
    }
    None
}

/// Whether a block is little more than a date and a name: it is no sentence, and names no event.
fn is_bare(document: &Document, block: &Block, words: &[crate::cues::Word]) -> bool {
    let lexicon = Lexicon::of(document.language.as_deref());
    let event = lexicon.cues(words).iter().any(|cue| matches!(cue.class, Class::Noun | Class::Deadline));
    let sentence = block.span.of(&document.text).ends_with('.') && words.len() > 6;
    !event && !sentence && !matches!(block.kind, BlockKind::ListItem)
}

/// "OSH, 5 May 2012 — …": a full date in the dateline of the first running text.
fn dateline(document: &Document) -> Option<Found<When>> {
    let language = document.language.as_deref();
    let mut paragraphs = document.blocks.iter().filter(|block| matches!(block.kind, BlockKind::Paragraph));
    paragraphs.by_ref().take(4).find_map(|block| {
        let text = block.span.of(&document.text);
        let head_end = text.char_indices().take(70).last().map_or(0, |(at, c)| at + c.len_utf8());
        let found = stated(&document.text, block, language).into_iter().next()?;
        let within = found.span.end() <= block.span.start() + head_end;
        let before = document.text.get(block.span.start()..found.span.start())?;
        let after =
            document.text.get(found.span.end()..block.span.end())?.trim_start_matches([' ', ')', '.', ',']);
        let place = before.trim_end_matches([' ', ',', '(', '.']);
        let capital = place.chars().next().is_some_and(char::is_uppercase) && place.split(' ').count() <= 4;
        let dash = after.starts_with(['—', '–', '-', ':', '/'])
            || after.trim_start_matches("г.").trim_start().starts_with(['—', '–', '-']);
        // "BATUMI, 26 March 2010. The deputy minister …"
        let capitals = place.chars().filter(|c| c.is_alphabetic()).all(char::is_uppercase);
        let stop = capitals && document.text[found.span.end()..].starts_with(['.', ')']);
        (within && capital && (dash || stop)).then_some(found)
    })
}

/// A line of the page's frame that is marked as the publication date.
fn chrome(document: &Document) -> Option<(Chosen<When>, Option<Span>)> {
    let language = document.language.as_deref();
    let lexicon = Lexicon::of(language);
    for line in document.chrome.lines().filter(|line| line.len() <= 120) {
        let block = Block { kind: BlockKind::Paragraph, span: Span::new(0, line.len()) };
        let words = words(line, block.span);
        let marked =
            lexicon.cues(&words[..words.len().min(3)]).iter().any(|cue| cue.class == Class::Published);
        let bare = words.len() <= 4;
        if !(marked || bare) {
            continue;
        }
        if let [found] = stated(line, &block, language).as_slice()
            && (marked || found.span.len() + 6 >= line.len())
        {
            let chosen = Chosen {
                value: found.value,
                evidence: line.to_owned(),
                rule: Cow::Borrowed(if marked { "chrome-marked" } else { "chrome-date-line" }),
                inferred: false,
            };
            return Some((chosen, None));
        }
    }
    None
}

/// A date in the page's address: `/2012/05/16/`.
fn address(document: &Document) -> Option<(Chosen<When>, Option<Span>)> {
    document.declared(DeclaredField::Url).find_map(|url| {
        let parts: Vec<&str> = url.value.split(['/', '-', '_']).collect();
        let when = parts.windows(3).find_map(|window| {
            let lengths = [4, 2, 2];
            let digits = window
                .iter()
                .zip(lengths)
                .all(|(part, length)| part.len() == length && part.bytes().all(|byte| byte.is_ascii_digit()));
            if digits {
                format!("{}-{}-{}", window[0], window[1], window[2]).parse::<When>().ok()
            } else {
                None
            }
        });
        let when = when.filter(|when| is_sane(*when))?;
        let chosen = Chosen {
            value: when,
            evidence: url.value.clone(),
            rule: Cow::Borrowed("address"),
            inferred: false,
        };
        Some((chosen, None))
    })
}
