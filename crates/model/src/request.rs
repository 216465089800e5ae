//! What goes into [`Search::search`](crate::Search::search) and what comes out.

use crate::{DocId, Event, PlaceId, Query, Span, When};
use serde::{Deserialize, Serialize};

/// What a hit is.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Unit {
    /// A document.
    #[default]
    Document,
    /// One event of a document.
    Event,
}

/// The order of hits; equal hits stand in the order of their identifier's digest, whatever the index went through.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Sort {
    /// Best first.
    #[default]
    Relevance,
    /// By the first day of an event, or of a document's publication, latest first; undated ones last.
    Newest,
    /// The same, earliest first; undated ones last.
    Oldest,
}

/// A field whose values are counted over all hits.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum FacetField {
    /// Places, without what holds them.
    Where,
    /// Countries.
    Country,
    /// People.
    Who,
    /// Organisations.
    Org,
    /// Years of events, or of a document's publication and events.
    Year,
    /// Languages.
    Lang,
    /// Statuses of events.
    Status,
    /// Formats.
    Type,
}

impl FacetField {
    /// Every facet there is, in the order in which a page shows them.
    pub const ALL: [Self; 8] =
        [Self::Where, Self::Country, Self::Who, Self::Org, Self::Year, Self::Lang, Self::Status, Self::Type];

    /// The name a user types.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Where => "where",
            Self::Country => "country",
            Self::Who => "who",
            Self::Org => "org",
            Self::Year => "year",
            Self::Lang => "lang",
            Self::Status => "status",
            Self::Type => "type",
        }
    }

    /// The facet of this name.
    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|field| field.as_str() == name)
    }
}

/// A question with everything that shapes its answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Request {
    /// What is asked.
    pub query: Query,
    /// What a hit is.
    pub unit: Unit,
    /// How many hits to leave out first.
    pub offset: usize,
    /// How many hits to give; 0 counts only.
    pub limit: usize,
    /// The order of hits.
    pub sort: Sort,
    /// Which values to count.
    pub facets: Vec<FacetField>,
    /// How many values a facet shows at most, the most frequent.
    pub facet_values: usize,
    /// Whether hits carry a snippet and the events that prove them.
    pub snippets: bool,
    /// Whether to say what each clause matches by itself, and which clauses each hit matches.
    pub explain: bool,
}

impl Request {
    /// The largest `offset + limit` an engine must answer; beyond it the request is the caller's fault.
    pub const MAX_WINDOW: usize = 100_000;

    /// The first ten documents, by relevance, with snippets.
    pub fn new(query: Query) -> Self {
        Self {
            query,
            unit: Unit::Document,
            offset: 0,
            limit: 10,
            sort: Sort::Relevance,
            facets: Vec::new(),
            facet_values: 10,
            snippets: true,
            explain: false,
        }
    }
}

/// An answer.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Page {
    /// How many units match in all.
    pub total: u64,
    /// The hits asked for, in order.
    pub hits: Vec<Hit>,
    /// The facets asked for, in the order asked.
    pub facets: Vec<Facet>,
    /// What the query left out because something is not known of it.
    pub excluded: Excluded,
    /// With [`Request::explain`], what each clause matches by itself.
    pub clauses: Vec<ClauseCount>,
    /// What the engine could not do as asked.
    pub warnings: Vec<String>,
}

/// Units that match everything but what is not known of them.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Excluded {
    /// They have no date where the query asks for one; `None` when it does not.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub undated: Option<u64>,
    /// They have no place where the query asks for one; `None` when it does not.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub unplaced: Option<u64>,
}

/// What one clause of the query matches by itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ClauseCount {
    /// The clause.
    pub clause: Query,
    /// How many units it matches alone.
    pub count: u64,
}

/// The counted values of a facet, most frequent first, then by value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Facet {
    /// The field.
    pub field: FacetField,
    /// The values.
    pub values: Vec<FacetValue>,
    /// Of [`FacetField::Where`], every place that a hit names and every place that holds one of those, by identifier; a hit
    /// counts once for each. Empty for other fields. [`PlaceTree`](crate::PlaceTree) makes a tree of it.
    pub places: Vec<PlaceCount>,
}

/// How many hits lie in a place.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct PlaceCount {
    /// The place.
    pub id: PlaceId,
    /// How many hits name it or a place in it.
    pub count: u64,
}

/// A value of a facet.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FacetValue {
    /// The value, as a user would type it after the field's name.
    pub value: String,
    /// How many hits have it.
    pub count: u64,
}

/// A unit that matches.
#[derive(Debug, Clone, PartialEq)]
pub struct Hit {
    /// The document.
    pub document: DocId,
    /// Which of the document's events, from 0; `None` for a document.
    pub event: Option<usize>,
    /// Where the document came from.
    pub uri: String,
    /// The document's title.
    pub title: Option<String>,
    /// When the document was published.
    pub published: Option<When>,
    /// The language of the document.
    pub language: Option<String>,
    /// The score; comparable within one answer only.
    pub score: f32,
    /// A passage that shows why it matched.
    pub snippet: Option<Snippet>,
    /// For a document, the events that match the query's `event( … )`, `when:`, `where:` or `who:` clauses; for an event, itself.
    pub proofs: Vec<Proof>,
    /// With [`Request::explain`], the clauses of the query it matches.
    pub why: Vec<Query>,
    /// Where it was found by a body that came before or after the one asked for: which, and what it is to it.
    pub notes: Vec<String>,
    /// With [`Request::explain`], how names that were typed relate to those in the document, in words ("Канагараджи:
    /// transliteration, genitive"). An engine knows no names and leaves it empty.
    pub matched: Vec<String>,
}

/// An event with the sentences that prove it.
#[derive(Debug, Clone, PartialEq)]
pub struct Proof {
    /// Which of the document's events, from 0.
    pub ordinal: usize,
    /// The event.
    pub event: Event,
    /// The text of its evidence, sentence by sentence.
    pub sentences: Vec<String>,
}

/// A passage of a document with the words that matched.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Snippet {
    /// The passage.
    pub text: String,
    /// What to highlight, as spans of `text`, in order, not overlapping.
    pub highlights: Vec<Span>,
}
