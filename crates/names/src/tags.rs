//! What the tagger found, by the words of the reading.

use crate::TaggedNames;
use crate::reading::Reading;
use crate::tagger::label::Kind;
use crate::tagger::{Hint, Tagged};
use rapporteur_model::{Person, Span};

/// Rules of people that are surer than the tagger.
const SURE: [&str; 3] = ["title", "title-role", "patronymic"];

/// The mentions of a person that are surer than the tagger: all, where a rule is; the bare surname of one named in full.
fn sure_mentions<'a>(person: &'a Person, text: &'a str) -> impl Iterator<Item = Span> + 'a {
    let all = person.role.is_some() || SURE.contains(&person.rule.as_ref());
    let named_in_full = person.name.contains(' ');
    let bare = move |span: &Span| named_in_full && !span.of(text).contains(char::is_whitespace);
    person.mentions.iter().copied().filter(move |span| all || bare(span))
}

/// A tagged stretch: its first and last word, and its exact place, which may hold a full stop behind the last word.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Tag {
    pub(crate) first: usize,
    pub(crate) last: usize,
    pub(crate) span: Span,
    pub(crate) kind: Kind,
}

/// The tags of a text: names in order, none over another, and roles, which may hold names.
#[derive(Debug, Clone, Default)]
pub(crate) struct Tags {
    /// A tagger has read the text.
    read: bool,
    names: Vec<Tag>,
    roles: Vec<Span>,
}

impl Tags {
    /// The tags of a text, but for what the gazetteer knows as a people ("Berliners" are no person) and for what is taken for
    /// something else where a role, a title or a patronymic makes it a person («ботаник Августа Майская»).
    pub(crate) fn new(reading: &Reading<'_>, found: Vec<Tagged>, hints: &[Hint], ruled: &[Person]) -> Self {
        let people: Vec<Span> =
            hints.iter().filter(|hint| hint.code == Hint::PEOPLE).map(|hint| hint.span).collect();
        let is_a_people =
            |tagged: &Tagged| tagged.kind == Kind::Person && people.binary_search(&tagged.span).is_ok();
        let mut sure: Vec<Span> =
            ruled.iter().flat_map(|person| sure_mentions(person, reading.text)).collect();
        sure.sort_unstable();
        let is_a_person = |tagged: &Tagged| {
            !matches!(tagged.kind, Kind::Person | Kind::Role) && sure.binary_search(&tagged.span).is_ok()
        };
        let mut tags = Self { read: true, ..Self::default() };
        for Tagged { span, kind } in found.into_iter().filter(|one| !is_a_people(one) && !is_a_person(one)) {
            if kind == Kind::Role {
                tags.roles.push(span);
            } else if let Some((first, last)) = reading.words_of(span) {
                tags.names.push(Tag { first, last, span, kind });
            }
        }
        tags
    }

    /// Whether a rule of people needs a second witness for what is no name to the tagger.
    pub(crate) fn doubts(&self, rule: &str) -> bool {
        self.read && !SURE.contains(&rule)
    }

    /// The names of a kind.
    pub(crate) fn of(&self, kind: Kind) -> impl Iterator<Item = &Tag> {
        self.names.iter().filter(move |tag| tag.kind == kind)
    }

    /// Where it says what people are.
    pub(crate) fn roles(&self) -> &[Span] {
        &self.roles
    }

    /// Where the names stand, by kind.
    pub(crate) fn by_kind(&self) -> TaggedNames {
        let mut out = TaggedNames::default();
        for tag in &self.names {
            match tag.kind {
                Kind::Place => out.places.push(tag.span),
                Kind::Person => out.people.push(tag.span),
                _ => out.others.push(tag.span),
            }
        }
        out
    }

    /// The names that hold any of these words.
    pub(crate) fn within(&self, first: usize, last: usize) -> impl Iterator<Item = &Tag> {
        let next = self.names.partition_point(|tag| tag.last < first);
        self.names[next..].iter().take_while(move |tag| tag.first <= last)
    }

    /// The first name that holds one of these words.
    pub(crate) fn over(&self, first: usize, last: usize) -> Option<&Tag> {
        let next = self.names.partition_point(|tag| tag.last < first);
        self.names.get(next).filter(|tag| tag.first <= last)
    }
}
