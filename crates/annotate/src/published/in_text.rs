//! Publication dates that the main text states by itself: a byline near the title, a dateline that is complete, a line
//! of the frame that is marked as such. It is all that plain texts have.

use crate::cues::{Class, Lexicon, words};
use rapporteur_dates::Anchor;
use rapporteur_model::{Block, BlockKind, Document, Found, Precision, Span, When};

/// A byline stands within so many blocks of the beginning.
const BYLINE_BLOCKS: usize = 7;
/// Words of a block that is a byline.
const BYLINE_WORDS: usize = 14;

/// What the running text and the lines around it state, with the rule and where it stands in the main text.
pub(super) fn stated_in_text(document: &Document) -> Vec<InText> {
    let within = |found: Found<When>, rule| InText {
        when: found.value,
        evidence: found.span.of(&document.text).to_owned(),
        rule,
        span: Some(found.span),
    };
    let byline = byline(document).map(|found| within(found, "byline"));
    let dateline = dateline(document).map(|found| within(found, "dateline"));
    byline.into_iter().chain(dateline).chain(chrome(document)).collect()
}

/// A date of the running text or of the lines around it.
#[derive(Debug)]
pub(super) struct InText {
    pub(super) when: When,
    pub(super) evidence: String,
    pub(super) rule: &'static str,
    pub(super) span: Option<Span>,
}

pub(super) fn is_sane(when: When) -> bool {
    (1900..=2100).contains(&when.start().year())
        && matches!(when.precision(), Precision::Day | Precision::Month)
}

/// Full dates of one block that its own words state.
fn stated(text: &str, block: &Block, language: Option<&str>) -> Vec<Found<When>> {
    // A full date has a number.
    if !block.span.of(text).bytes().any(|byte| byte.is_ascii_digit()) {
        return Vec::new();
    }
    let blocks = std::slice::from_ref(block);
    let found =
        rapporteur_dates::find(text, blocks, language, Anchor::none()).into_iter().map(|one| one.found);
    found
        .into_iter()
        .filter(|found| !found.inferred && found.value.precision() == Precision::Day && is_sane(found.value))
        .collect()
}

/// So many blocks that may be a byline are looked at.
const MOST_BYLINES: usize = 64;

/// A short block near the title, or marked as a publication date anywhere, that states one full date.
fn byline(document: &Document) -> Option<Found<When>> {
    let language = document.language.as_deref();
    let lexicon = Lexicon::of(language);
    // The date at the head of minutes is that of the meeting.
    let first = document.blocks.first().map(|block| words(&document.text, block.span)).unwrap_or_default();
    if lexicon.cues(&first).iter().any(|cue| cue.class == Class::Minutes) {
        return None;
    }
    let mut tried = 0;
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
        if !marked && !near || tried == MOST_BYLINES {
            continue;
        }
        tried += 1;
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
fn chrome(document: &Document) -> Option<InText> {
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
            return Some(InText {
                when: found.value,
                evidence: line.to_owned(),
                rule: if marked { "chrome-marked" } else { "chrome-date-line" },
                span: None,
            });
        }
    }
    None
}
