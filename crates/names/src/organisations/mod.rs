//! Organisations: a table of bodies, head nouns, and abbreviations in brackets, taken together by body.

pub(crate) mod bodies;
mod grouping;
mod introduced;
pub(crate) mod known;
mod latin;
mod paired;
mod russian;
mod table;

use crate::reading::Reading;
use crate::tagger::label::Kind;
use crate::tags::Tags;
use crate::token::Gap;
use rapporteur_model::{Organisation, Span};

/// The rule of a mention that the tagger alone finds.
pub(crate) const TAGGED: &str = "tagged";

/// One mention of a body.
#[derive(Debug, Clone)]
pub(crate) struct Mention {
    /// The first and the last word.
    pub(crate) first: usize,
    pub(crate) last: usize,
    pub(crate) span: Span,
    /// The name in the nominative.
    pub(crate) name: String,
    /// The body of the table it is.
    pub(crate) body: Option<usize>,
    pub(crate) rule: &'static str,
}

/// The mentions of bodies in order, none inside another.
pub(crate) fn mentions(reading: &Reading<'_>) -> Vec<Mention> {
    let mut out: Vec<Mention> = Vec::new();
    let mut at = 0;
    while at < reading.len() {
        match mention_at(reading, at, out.last()) {
            Some(mut mention) => {
                at = mention.last + 1;
                mention.span = closed(reading.text, mention.span);
                out.push(mention);
            }
            None => at += 1,
        }
    }
    paired::with_abbreviations(reading, introduced::with_introduced(reading, out))
}

/// The mentions a tagger finds, and those of the rules that it takes for nothing else. Where both find one, the tagger says
/// how far it goes and the table which body it is; but where the tagger sees one name in two bodies, or less than a body of the
/// table or a name in quotation marks with its kind, the rules know better.
pub(crate) fn settled(reading: &Reading<'_>, ruled: Vec<Mention>, tags: &Tags) -> Vec<Mention> {
    let mut out: Vec<Mention> = Vec::new();
    let mut ruled = ruled.into_iter().peekable();
    for tag in tags.of(Kind::Organisation) {
        if out.last().is_some_and(|last| last.last >= tag.first) {
            continue;
        }
        while let Some(mention) = ruled.next_if(|mention| mention.last < tag.first) {
            out.extend(Some(mention).filter(|mention| stands_beside(tags, mention)));
        }
        let mut over = Vec::new();
        while let Some(mention) = ruled.next_if(|mention| mention.first <= tag.last) {
            over.push(mention);
        }
        let known = |mention: &&Mention| mention.body.is_some() && mention.last > mention.first;
        let same = |mention: &Mention| (mention.first, mention.last) == (tag.first, tag.last);
        let more = |mention: &Mention| {
            mention.first <= tag.first
                && tag.last <= mention.last
                && (mention.body.is_some() || reading.tokens[tag.first].gap == Gap::Quote)
        };
        // "China's Communist Youth League".
        let owned = |mention: &Mention| {
            mention.first > tag.first
                && mention.last == tag.last
                && reading.tokens[mention.first - 1].possessive
        };
        if over.len() > 1 && over.iter().any(|mention| known(&mention)) {
            out.append(&mut over);
        } else if let Some(at) =
            over.iter().position(|mention| same(mention) || more(mention) || owned(mention))
        {
            out.push(over.swap_remove(at));
        } else if !bodies::is_none(tag.span.of(reading.text)) {
            out.push(Mention {
                first: tag.first,
                last: tag.last,
                span: tag.span,
                name: tag.span.of(reading.text).to_owned(),
                body: None,
                rule: TAGGED,
            });
        }
    }
    out.extend(ruled.filter(|mention| stands_beside(tags, mention)));
    paired::with_abbreviations(reading, out)
}

/// Whether a mention of the rules counts where the tagger sees no organisation: it takes no part of it for a person or a place,
/// unless it is a part ("Ministry of Labour of Tajikistan").
fn stands_beside(tags: &Tags, mention: &Mention) -> bool {
    tags.within(mention.first, mention.last).all(|tag| {
        let part = mention.first <= tag.first && tag.last <= mention.last;
        tag.kind == Kind::Other || part && tag.last - tag.first < mention.last - mention.first
    })
}

/// The bodies the mentions speak of, by first mention.
pub(crate) fn organisations(reading: &Reading<'_>, mentions: &[Mention]) -> Vec<Organisation> {
    grouping::group(reading, mentions)
}

fn mention_at(reading: &Reading<'_>, at: usize, before: Option<&Mention>) -> Option<Mention> {
    let token = &reading.tokens[at];
    let table = bodies::at(reading, at);
    if !token.capital && !token.cyrillic {
        return table;
    }
    // A pattern may hold a body of the table ("World Bank Institute"): the longer wins.
    let free_from = before.map_or(0, |before| before.last + 1);
    let pattern =
        if token.cyrillic { russian::at(reading, at, free_from) } else { latin::at(reading, at, free_from) };
    match (table, pattern) {
        (Some(table), Some(pattern))
            if pattern.span.len() > table.span.len() && pattern.first <= table.first =>
        {
            Some(with_parent(reading, pattern))
        }
        (Some(table), _) => Some(table),
        (None, pattern) => {
            let pattern = pattern.filter(|mention| !bodies::is_none(&mention.name))?;
            Some(with_parent(reading, pattern))
        }
    }
}

/// "OSCE Office for Democratic Institutions and Human Rights" is the body it is without the one it belongs to.
fn with_parent(reading: &Reading<'_>, mut pattern: Mention) -> Mention {
    if let Some(parent) = bodies::by_abbreviation(reading.word(pattern.first))
        && let Some(child) = bodies::at(reading, pattern.first + 1)
        && child.last == pattern.last
        && child.body.is_some_and(|body| bodies::is_part_of(body, parent))
    {
        pattern.body = child.body;
    }
    pattern
}

/// The span with the mark that closes a quotation opened in it: «РИА "Новости"».
fn closed(text: &str, span: Span) -> Span {
    let quoted = span.of(text);
    let open = |opening: char, closing: char| {
        let opened = quoted.matches(opening).count();
        if opening == closing { opened % 2 == 1 } else { opened > quoted.matches(closing).count() }
    };
    let next = text[span.end()..].chars().next();
    let closes = match next {
        Some('»') => open('«', '»'),
        Some('”') => open('“', '”') || open('„', '”'),
        Some('"') => open('"', '"'),
        _ => false,
    };
    Span::new(span.start(), span.end() + next.filter(|_| closes).map_or(0, char::len_utf8))
}

/// The end of a name in quotation marks that opens before `at`: its last word and the byte past the closing mark.
fn quoted(reading: &Reading<'_>, at: usize) -> Option<(usize, usize)> {
    let token = reading.get(at)?;
    let open = reading.text[..token.start()].chars().next_back()?;
    if token.gap != Gap::Quote || !matches!(open, '«' | '“' | '„' | '"') || !token.capital {
        return None;
    }
    for last in at..reading.len().min(at + 10) {
        if last > at && matches!(reading.tokens[last].gap, Gap::Line | Gap::Bar) {
            return None;
        }
        let end = reading.tokens[last].end();
        let close = reading.text[end..].chars().next()?;
        if matches!(close, '»' | '”' | '"' | '“') {
            return Some((last, end + close.len_utf8()));
        }
    }
    None
}
