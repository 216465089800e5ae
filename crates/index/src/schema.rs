//! The fields of a unit. What is searched, counted and sorted by, and nothing else: the record itself is stored
//! as a whole in one field.

use crate::words::Written;
use rapporteur_model as model;
use tantivy::schema::{
    FAST, Field, INDEXED, IndexRecordOption, STORED, STRING, Schema, SchemaBuilder, TextFieldIndexing,
    TextOptions,
};

/// The kinds of units.
pub(crate) const DOCUMENT: &str = "document";
pub(crate) const EVENT: &str = "event";
pub(crate) const REFUSED: &str = "refused";

/// The column over which places are counted with all that holds them.
pub(crate) const PLACES: &str = "facet_place";

/// The fields by name.
#[derive(Debug, Clone)]
pub(crate) struct Fields {
    pub(crate) schema: Schema,
    /// [`DOCUMENT`], [`EVENT`] or [`REFUSED`].
    pub(crate) kind: Field,
    /// The identifier of the document, on all its units.
    pub(crate) doc: Field,
    /// The identifier of the unit itself.
    pub(crate) unit: Field,
    pub(crate) uri: Field,
    pub(crate) fingerprint: Field,
    /// What [`crate::stored`] keeps.
    pub(crate) stored: Field,
    /// Which event of its document, from 0.
    pub(crate) ordinal: Field,
    /// The order of equal hits.
    pub(crate) tie: Field,
    /// Days since 1970 to sort by.
    pub(crate) day: Field,
    pub(crate) content: Field,
    pub(crate) title: Field,
    pub(crate) chrome: Field,
    pub(crate) name: Field,
    pub(crate) role: Field,
    pub(crate) org: Field,
    /// The keys of organisations that are known.
    pub(crate) body: Field,
    pub(crate) series: Field,
    pub(crate) when: Field,
    pub(crate) published: Field,
    pub(crate) place: Field,
    pub(crate) place_exact: Field,
    pub(crate) venue: Field,
    pub(crate) venue_exact: Field,
    pub(crate) about: Field,
    pub(crate) about_exact: Field,
    /// The cells of points, and the points themselves, as [`crate::inside`] has them.
    pub(crate) cell: Field,
    pub(crate) point: Field,
    pub(crate) who: Field,
    pub(crate) lang: Field,
    pub(crate) status: Field,
    pub(crate) format: Field,
    pub(crate) site: Field,
    pub(crate) path: Field,
    /// Which of `when`, `published`, `place`, `venue`, `about`, `who` the unit has.
    pub(crate) has: Field,
    pub(crate) facet_where: Field,
    /// Identifiers of the places named and of all that holds them.
    pub(crate) facet_place: Field,
    pub(crate) facet_country: Field,
    pub(crate) facet_who: Field,
    pub(crate) facet_org: Field,
    pub(crate) facet_year: Field,
}

impl Fields {
    pub(crate) fn new() -> Self {
        let mut builder = Schema::builder();
        let words = |builder: &mut SchemaBuilder, name: &str| {
            let indexing = TextFieldIndexing::default()
                .set_tokenizer(Written::NAME)
                .set_index_option(IndexRecordOption::WithFreqsAndPositions);
            builder.add_text_field(name, TextOptions::default().set_indexing_options(indexing))
        };
        let terms = |builder: &mut SchemaBuilder, name: &str| {
            let indexing = TextFieldIndexing::default()
                .set_tokenizer("raw")
                .set_fieldnorms(false)
                .set_index_option(IndexRecordOption::Basic);
            builder.add_text_field(name, TextOptions::default().set_indexing_options(indexing))
        };
        Self {
            kind: builder.add_text_field("kind", STRING | FAST),
            doc: builder.add_text_field("doc", STRING | FAST),
            unit: builder.add_text_field("unit", STRING),
            uri: builder.add_text_field("uri", FAST),
            fingerprint: builder.add_text_field("fingerprint", FAST),
            stored: builder.add_bytes_field("stored", STORED),
            ordinal: builder.add_u64_field("ordinal", FAST),
            tie: builder.add_u64_field("tie", FAST),
            day: builder.add_i64_field("day", FAST | INDEXED),
            content: words(&mut builder, "content"),
            title: words(&mut builder, "title"),
            chrome: words(&mut builder, "chrome"),
            name: words(&mut builder, "name"),
            role: words(&mut builder, "role"),
            org: words(&mut builder, "org"),
            body: terms(&mut builder, "body"),
            series: words(&mut builder, "series"),
            when: terms(&mut builder, "when"),
            published: terms(&mut builder, "published"),
            place: terms(&mut builder, "place"),
            place_exact: terms(&mut builder, "place_exact"),
            venue: terms(&mut builder, "venue"),
            venue_exact: terms(&mut builder, "venue_exact"),
            about: terms(&mut builder, "about"),
            about_exact: terms(&mut builder, "about_exact"),
            cell: terms(&mut builder, "cell"),
            point: builder.add_u64_field(crate::inside::COLUMN, FAST),
            who: {
                let indexing = TextFieldIndexing::default()
                    .set_tokenizer("raw")
                    .set_fieldnorms(false)
                    .set_index_option(IndexRecordOption::WithFreqsAndPositions);
                builder.add_text_field("who", TextOptions::default().set_indexing_options(indexing))
            },
            lang: builder.add_text_field("lang", STRING | FAST),
            status: builder.add_text_field("status", STRING | FAST),
            format: builder.add_text_field("format", STRING | FAST),
            site: terms(&mut builder, "site"),
            path: terms(&mut builder, "path"),
            has: terms(&mut builder, "has"),
            facet_where: builder.add_text_field("facet_where", FAST),
            facet_place: builder.add_u64_field(PLACES, FAST),
            facet_country: builder.add_text_field("facet_country", FAST),
            facet_who: builder.add_text_field("facet_who", FAST),
            facet_org: builder.add_text_field("facet_org", FAST),
            facet_year: builder.add_text_field("facet_year", FAST),
            schema: builder.build(),
        }
    }

    /// The field that holds the words of a query's field.
    pub(crate) fn text(&self, field: model::Field) -> Vec<Field> {
        match field {
            model::Field::Any => vec![self.content],
            model::Field::Everywhere => vec![self.content, self.chrome],
            model::Field::Chrome => vec![self.chrome],
            model::Field::Title => vec![self.title],
            model::Field::Name => vec![self.name],
            model::Field::Role => vec![self.role],
            model::Field::Organisation => vec![self.org],
            model::Field::Series => vec![self.series],
        }
    }

    pub(crate) fn keyword(&self, keyword: model::Keyword) -> Field {
        match keyword {
            model::Keyword::Language => self.lang,
            model::Keyword::Status => self.status,
            model::Keyword::Format => self.format,
            model::Keyword::Site => self.site,
            model::Keyword::Path => self.path,
        }
    }

    /// The name of the column a facet is counted over.
    pub(crate) fn facet(facet: model::FacetField) -> &'static str {
        match facet {
            model::FacetField::Where => "facet_where",
            model::FacetField::Country => "facet_country",
            model::FacetField::Who => "facet_who",
            model::FacetField::Org => "facet_org",
            model::FacetField::Year => "facet_year",
            model::FacetField::Lang => "lang",
            model::FacetField::Status => "status",
            model::FacetField::Type => "format",
        }
    }
}

/// The digest of the schema and of what is stored: another one means another version.
pub(crate) fn digest() -> String {
    let schema = serde_json::to_string(&Fields::new().schema).unwrap_or_default();
    let text = format!("{schema}{}", crate::stored::VERSION);
    blake3::hash(text.as_bytes()).to_hex()[..16].to_owned()
}
