//! The search port over a snapshot of the index.

use crate::collect::{Documents, FacetCount, Places, most_frequent, top};
use crate::directory::Durable;
use crate::error::{Error, Result, while_doing};
use crate::lower::{Lowering, languages};
use crate::passage::Needles;
use crate::proof::{proof, proofs};
use crate::schema::{EVENT, Fields, REFUSED};
use crate::{kinship, layout, stored};
use rapporteur_model::{
    Calendar, ClauseCount, DocId, Excluded, Facet, FacetField, Fault, Fingerprint, Hit, Holdings, Page,
    PlaceField, Query, Record, Request, Search, Source, Unit,
};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::sync::Mutex;
use std::time::{Duration, Instant};
use tantivy::collector::{Count, DocSetCollector};
use tantivy::columnar::StrColumn;
use tantivy::query::{BooleanQuery, Occur, Query as Lowered, TermQuery};
use tantivy::schema::{IndexRecordOption, Term, Value};
use tantivy::{DocAddress, Index, IndexReader, ReloadPolicy, Searcher, TantivyDocument};

/// How long an answer may be older than the last commit.
const STALE: Duration = Duration::from_millis(500);

/// Answers from the index of a folder. Takes no lock; follows the commits of a writer elsewhere.
pub struct Engine {
    fields: Fields,
    reader: IndexReader,
    generation: PathBuf,
    checked: Mutex<Instant>,
}

impl Engine {
    /// Opens the index in `root` for searching.
    ///
    /// # Errors
    /// `Unavailable` where there is no index or it is of another version, `Internal` where its files are damaged.
    pub fn open(root: &Path) -> std::result::Result<Self, Fault> {
        Ok(Self::whole(root, || Self::try_open(root))?)
    }

    /// Runs a step over the files of the index. Where they were scribbled on, the library panics in places instead of
    /// failing (3 of 240 random corruptions).
    fn whole<T>(root: &Path, run: impl FnOnce() -> Result<T>) -> Result<T> {
        catch_unwind(AssertUnwindSafe(run)).unwrap_or_else(|_| Err(Error::Damaged(root.to_owned())))
    }

    fn try_open(root: &Path) -> Result<Self> {
        let generation = layout::open(root)?;
        let opening = while_doing("opening the index");
        let directory = Durable::open(&generation).map_err(|error| opening(error.into()))?;
        let fields = Fields::new();
        // A killed first run leaves a folder without a first commit; it holds nothing yet.
        let index = match Index::exists(&directory) {
            Ok(false) => return Err(Error::Missing(root.to_owned())),
            _ => Index::open(directory).map_err(&opening)?,
        };
        if index.schema() != fields.schema {
            return Err(Error::Version(root.to_owned()));
        }
        let reader =
            index.reader_builder().reload_policy(ReloadPolicy::Manual).try_into().map_err(&opening)?;
        Ok(Self { fields, reader, generation, checked: Mutex::new(Instant::now()) })
    }

    fn guarded<T>(&self, run: impl FnOnce() -> Result<T>) -> Result<T> {
        Self::whole(self.generation.parent().unwrap_or(&self.generation), run)
    }

    /// The newest snapshot, looked for at most every half second.
    fn searcher(&self) -> Result<Searcher> {
        if let Ok(mut checked) = self.checked.lock()
            && checked.elapsed() > STALE
        {
            self.reader.reload().map_err(while_doing("following the index"))?;
            *checked = Instant::now();
        }
        Ok(self.reader.searcher())
    }

    fn answer(&self, request: &Request) -> Result<Page> {
        let searcher = self.searcher()?;
        let lowering = Lowering::new(&self.fields, &searcher)?;
        let query = lowering.units(&request.query, request.unit)?;
        let searching = while_doing("searching");
        let total = searcher.search(&query, &Count).map_err(&searching)? as u64;
        let mut page = Page { total, ..Page::default() };
        if request.limit > 0 && (request.offset as u64) < total {
            let held = usize::try_from(searcher.num_docs()).unwrap_or(usize::MAX).max(1);
            let limit = request.limit.min(held);
            let statistics = lowering.shared.of(&searcher);
            let found = searcher
                .search_with_statistics_provider(
                    &query,
                    &top(request.sort, limit, request.offset),
                    &statistics,
                )
                .map_err(&searching)?;
            page.hits = self.hits(request, &lowering, &found)?;
        }
        for field in &request.facets {
            let counts = searcher.search(&query, &FacetCount { field: *field }).map_err(&searching)?;
            let places = match field {
                FacetField::Where => searcher.search(&query, &Places).map_err(&searching)?,
                _ => Vec::new(),
            };
            page.facets.push(Facet {
                field: *field,
                values: most_frequent(counts, request.facet_values),
                places,
            });
        }
        page.excluded = self.excluded(request, &lowering)?;
        if request.explain {
            for clause in request.query.clauses() {
                let alone = lowering.units(clause, request.unit)?;
                let count = searcher.search(&alone, &Count).map_err(&searching)? as u64;
                page.clauses.push(ClauseCount { clause: clause.clone(), count });
            }
        }
        page.warnings.extend(lowering.warnings.take());
        Ok(page)
    }

    /// What matches but for a time or place that is not known of it: each such clause replaced by its absence.
    fn excluded(&self, request: &Request, lowering: &Lowering<'_>) -> Result<Excluded> {
        let count = |change: &dyn Fn(&Query) -> Option<Query>| -> Result<Option<u64>> {
            let changed = request.query.replace(change);
            if changed == request.query {
                return Ok(None);
            }
            let query = lowering.units(&changed, request.unit)?;
            let count = lowering
                .searcher
                .search(&query, &Count)
                .map_err(while_doing("counting what was excluded"))?;
            Ok(Some(count as u64))
        };
        // What is negated already matches units without the value.
        let undated = count(&|query| match query {
            Query::When(calendar, _) => Some(Query::Not(Box::new(Query::Dated(*calendar)))),
            Query::Not(inner) => Some(Query::Not(inner.clone())),
            _ => None,
        })?;
        let unplaced = count(&|query| match query {
            Query::Place(clause) => Some(Query::Not(Box::new(Query::Placed(clause.field)))),
            Query::Inside(_) => Some(Query::Not(Box::new(Query::Placed(PlaceField::Where)))),
            Query::Not(inner) => Some(Query::Not(inner.clone())),
            _ => None,
        })?;
        Ok(Excluded { undated, unplaced })
    }

    fn hits(
        &self,
        request: &Request,
        lowering: &Lowering<'_>,
        found: &[(crate::collect::Key, DocAddress)],
    ) -> Result<Vec<Hit>> {
        let languages = languages(&self.fields, lowering.searcher)?;
        let needles = Needles::of(&request.query, &languages);
        let mut hits = Vec::with_capacity(found.len());
        for ((key, _), address) in found {
            let (id, ordinal) = self.identify(lowering.searcher, *address)?;
            let Some(record) = self.record(lowering.searcher, &id)? else { continue };
            #[expect(
                clippy::cast_possible_truncation,
                reason = "scores were single precision before they were keys"
            )]
            let score = if request.sort == rapporteur_model::Sort::Relevance { *key as f32 } else { 0.0 };
            let proofs = match (ordinal, request.snippets) {
                (_, false) => Vec::new(),
                (Some(ordinal), _) if ordinal < record.events.len() => vec![proof(&record, ordinal)],
                _ => proofs(&request.query, &record),
            };
            let snippet = if request.snippets { needles.passage(&record) } else { None };
            let event = ordinal.and_then(|ordinal| record.events.get(ordinal));
            let notes = kinship::notes(&request.query, &record, event);
            let why = if request.explain { self.why(request, lowering, &id, ordinal)? } else { Vec::new() };
            hits.push(Hit {
                document: id,
                event: ordinal,
                uri: record.document.uri,
                title: record.title.map(|title| title.value),
                published: record.published.map(|published| published.value),
                language: record.document.language,
                score,
                snippet,
                proofs,
                why,
                notes,
                matched: Vec::new(),
            });
        }
        Ok(hits)
    }

    /// The clauses of the query that a unit matches.
    fn why(
        &self,
        request: &Request,
        lowering: &Lowering<'_>,
        id: &DocId,
        ordinal: Option<usize>,
    ) -> Result<Vec<Query>> {
        let unit = Term::from_field_text(self.fields.unit, &crate::units::unit_id(id, ordinal));
        let mut why = Vec::new();
        for clause in request.query.clauses() {
            let only: Box<dyn Lowered> = Box::new(TermQuery::new(unit.clone(), IndexRecordOption::Basic));
            let both = BooleanQuery::new(vec![
                (Occur::Must, only),
                (Occur::Must, lowering.units(clause, request.unit)?),
            ]);
            if lowering.searcher.search(&both, &Count).map_err(while_doing("explaining"))? > 0 {
                why.push(clause.clone());
            }
        }
        Ok(why)
    }

    /// The document of a unit, and which event it is.
    fn identify(&self, searcher: &Searcher, address: DocAddress) -> Result<(DocId, Option<usize>)> {
        let reading = while_doing("reading a unit");
        let columns = searcher.segment_reader(address.segment_ord).fast_fields();
        let mut id = String::new();
        if let Some(column) = columns.str("doc").map_err(&reading)?
            && let Some(ordinal) = column.ords().first(address.doc_id)
        {
            column.ord_to_str(ordinal, &mut id).map_err(|error| reading(error.into()))?;
        }
        let ordinal = columns.u64("ordinal").map_err(&reading)?.first(address.doc_id);
        Ok((DocId::new(id), ordinal.and_then(|ordinal| usize::try_from(ordinal).ok())))
    }

    fn record(&self, searcher: &Searcher, id: &DocId) -> Result<Option<Record>> {
        let reading = while_doing("reading a record");
        let query =
            TermQuery::new(Term::from_field_text(self.fields.unit, id.as_str()), IndexRecordOption::Basic);
        let found = searcher.search(&query, &DocSetCollector).map_err(&reading)?;
        let Some(address) = found.into_iter().next() else { return Ok(None) };
        let unit: TantivyDocument = searcher.doc(address).map_err(&reading)?;
        let bytes = unit.get_first(self.fields.stored).and_then(|value| value.as_bytes());
        bytes.map(stored::read_record).transpose()
    }

    fn all_sources(&self) -> Result<Vec<Source>> {
        let searcher = self.searcher()?;
        let reading = while_doing("listing sources");
        let mut sources = Vec::new();
        for (number, segment) in searcher.segment_readers().iter().enumerate() {
            let column = |name| segment.fast_fields().str(name).map_err(&reading);
            let (kind, doc, uri, fingerprint) =
                (column("kind")?, column("doc")?, column("uri")?, column("fingerprint")?);
            for doc_id in segment.doc_ids_alive() {
                let value = |column: &Option<StrColumn>| -> Option<String> {
                    let column = column.as_ref()?;
                    let mut value = String::new();
                    column
                        .ord_to_str(column.ords().first(doc_id)?, &mut value)
                        .ok()
                        .filter(|found| *found)
                        .map(|_| value)
                };
                let kind = value(&kind).unwrap_or_default();
                if kind == EVENT {
                    continue;
                }
                let refusal = if kind == REFUSED {
                    let address = DocAddress::new(u32::try_from(number).unwrap_or(0), doc_id);
                    let unit: TantivyDocument = searcher.doc(address).map_err(&reading)?;
                    let bytes = unit.get_first(self.fields.stored).and_then(|value| value.as_bytes());
                    bytes
                        .map(stored::read_refusal)
                        .transpose()?
                        .map(|refusal| (refusal.code.into_owned(), refusal.message))
                } else {
                    None
                };
                sources.push(Source {
                    id: DocId::new(value(&doc).unwrap_or_default()),
                    uri: value(&uri).unwrap_or_default(),
                    fingerprint: Fingerprint(value(&fingerprint).unwrap_or_default()),
                    refusal,
                });
            }
        }
        sources.sort_by(|one, other| one.id.cmp(&other.id));
        Ok(sources)
    }

    fn count_all(&self) -> Result<Holdings> {
        let searcher = self.searcher()?;
        let lowering = Lowering::new(&self.fields, &searcher)?;
        let counting = while_doing("counting");
        let count = |query: &Query, unit| -> Result<u64> {
            let query = lowering.units(query, unit)?;
            Ok(searcher.search(&query, &Count).map_err(&counting)? as u64)
        };
        let none = |query: Query| count(&Query::Not(Box::new(query)), Unit::Document);
        let refused =
            TermQuery::new(Term::from_field_text(self.fields.kind, REFUSED), IndexRecordOption::Basic);
        let documents = lowering.units(&Query::All, Unit::Document)?;
        let languages = FacetCount { field: FacetField::Lang };
        let meta = self.reader.searcher().index().load_metas().map_err(&counting)?;
        Ok(Holdings {
            documents: count(&Query::All, Unit::Document)?,
            events: count(&Query::All, Unit::Event)?,
            refused: searcher.search(&refused, &Count).map_err(&counting)? as u64,
            unpublished: none(Query::Dated(Calendar::Published))?,
            undated: none(Query::Dated(Calendar::When))?,
            unplaced: none(Query::Placed(PlaceField::Where))?,
            languages: searcher.search(&documents, &languages).map_err(&counting)?,
            commit: meta.opstamp,
            bytes: layout::size(&self.generation),
        })
    }

    /// The identifiers of all documents that match, for programs that compare sets.
    ///
    /// # Errors
    /// As [`Search::search`].
    pub fn matching(
        &self,
        query: &Query,
        unit: Unit,
    ) -> std::result::Result<std::collections::BTreeSet<String>, Fault> {
        let searcher = self.searcher()?;
        let lowered = Lowering::new(&self.fields, &searcher)?.units(query, unit)?;
        let found = searcher.search(&lowered, &Documents).map_err(while_doing("searching"));
        Ok(found?)
    }
}

impl Search for Engine {
    fn search(&self, request: &Request) -> std::result::Result<Page, Fault> {
        let window = request.offset.saturating_add(request.limit);
        if window > Request::MAX_WINDOW {
            let most = Request::MAX_WINDOW;
            return Err(Fault::Caller(format!(
                "offset and limit together may be {most} at most, and were {window}"
            )));
        }
        Ok(self.guarded(|| self.answer(request))?)
    }

    fn get(&self, id: &DocId) -> std::result::Result<Option<Record>, Fault> {
        Ok(self.guarded(|| self.record(&self.searcher()?, id))?)
    }

    fn sources(&self) -> std::result::Result<Vec<Source>, Fault> {
        Ok(self.guarded(|| self.all_sources())?)
    }

    fn holdings(&self) -> std::result::Result<Holdings, Fault> {
        Ok(self.guarded(|| self.count_all())?)
    }
}
