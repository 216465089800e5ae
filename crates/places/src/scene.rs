//! One name where it stands: what kind of line, what role, how far its span reaches.

use crate::context::Class;
use crate::dateline;
use crate::guard::Around;
use crate::matching::{Match, name_at};
use crate::role::{self, Before};
use crate::store::Row;
use crate::token::Gap;
use rapporteur_model::{PlaceKind, PlaceRole, Span};

/// One name where it stands.
pub(crate) struct Scene<'a> {
    pub(crate) around: Around<'a>,
    pub(crate) found: &'a Match,
    pub(crate) before: Before,
}

impl Scene<'_> {
    /// Whether the name fills a cell of a table.
    pub(crate) fn is_cell(&self) -> bool {
        let before = self.around.text[..self.found.span.start()].trim_end_matches(' ');
        let after = self.around.text[self.found.span.end()..].trim_start_matches(' ');
        let opens = before.is_empty() || before.ends_with(['|', '\n']);
        let closes = after.is_empty() || after.starts_with(['|', '\n']);
        opens && closes && (before.ends_with('|') || after.starts_with('|'))
    }

    /// Whether the name heads a line as a dateline does.
    pub(crate) fn is_dateline(&self) -> bool {
        let token = self.around.tokens[self.found.first];
        token.gap == Gap::Line && token.capital && dateline::follows(self.after_the_country())
    }

    /// The text after the place, and after its country where that follows: "Bishkek, Kyrgyzstan (June 5)".
    fn after_the_country(&self) -> &str {
        let rest = |at: usize| self.around.text.get(at..).unwrap_or("");
        let next = self.found.last + 1;
        let follows =
            self.around.tokens.get(next).is_some_and(|token| token.gap == Gap::Comma && token.capital);
        match follows.then(|| name_at(self.around.text, self.around.tokens, next, None)).flatten() {
            Some(outer) => rest(outer.span.end()),
            None => rest(self.found.span.end()),
        }
    }

    /// The role; `last` is the place before, where it ends and its role.
    pub(crate) fn role(&self, last: Option<(usize, PlaceRole)>) -> PlaceRole {
        if self.is_dateline() {
            return PlaceRole::Dateline;
        }
        let own = role::role(&self.around, self.found, self.before);
        match last {
            Some((end, role)) if own == PlaceRole::Mention && self.continues_list(end) => role,
            _ => own,
        }
    }

    /// Whether only a comma or "and" stands between the place that ends at token `end` and this one.
    fn continues_list(&self, end: usize) -> bool {
        let gap = self.around.tokens[self.found.first].gap;
        match self.found.first - end {
            1 => matches!(gap, Gap::Comma | Gap::Bracket),
            2 => {
                gap == Gap::Space
                    && self.around.is(end + 1, Class::And)
                    && matches!(self.around.tokens[end + 1].gap, Gap::Space | Gap::Comma)
            }
            _ => false,
        }
    }

    /// The span of the name; a region takes its "oblast" with it.
    pub(crate) fn span(&self, row: Row) -> Span {
        let next = self.found.last + 1;
        match self.around.tokens.get(next) {
            Some(token)
                if row.kind() == PlaceKind::Region
                    && token.gap == Gap::Space
                    && self.around.is(next, Class::Unit) =>
            {
                self.found.span.join(token.span)
            }
            _ => self.found.span,
        }
    }

    /// Whether an adjective is the name of a language: "русского языка", "English-language", "held in Russian, Tajik
    /// and English", "translated into Russian". `last` is where a name of a language before it ends.
    pub(crate) fn is_a_language(&self, last: Option<usize>) -> bool {
        let next = self.found.last + 1;
        let follows =
            self.around.tokens.get(next).filter(|token| matches!(token.gap, Gap::Space | Gap::Hyphen));
        if follows.is_some() && self.around.is(next, Class::Language) {
            return true;
        }
        // Nothing that it could describe stands behind it.
        let alone = follows.is_none_or(|_| self.around.is(next, Class::And));
        let into = self.found.first > 0 && self.around.is(self.found.first - 1, Class::Towards);
        alone && (into || self.before == Before::In || last.is_some_and(|end| self.continues_list(end)))
    }

    /// Whether what an adjective describes has a name of its own: "Женевская конвенция", "Geneva Protocol".
    pub(crate) fn heads_a_name(&self) -> bool {
        let next = self.found.last + 1;
        let follows = self.around.tokens.get(next).filter(|token| token.gap == Gap::Space);
        follows.is_some_and(|token| (token.capital || token.cyrillic) && self.around.is(next, Class::After))
    }
}
