//! Collectors: the order of hits, the values of facets, the documents of events.

use crate::schema::{Fields, PLACES};
use rapporteur_model::{FacetField, FacetValue, PlaceCount, PlaceId, Sort};
use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet, HashMap};
use tantivy::collector::{Collector, SegmentCollector, TopDocs};
use tantivy::columnar::{Column, StrColumn};
use tantivy::{DocId, Score, SegmentOrdinal, SegmentReader};

/// The key a hit is sorted by, largest first: the score or the day, then the beginning of its identifier's digest.
pub(crate) type Key = (f64, Reverse<u64>);

/// Collects the first `limit` hits after `offset` in the order asked for.
pub(crate) fn top(
    sort: Sort,
    limit: usize,
    offset: usize,
) -> impl Collector<Fruit = Vec<(Key, tantivy::DocAddress)>> {
    TopDocs::with_limit(limit.max(1)).and_offset(offset).tweak_score(move |segment: &SegmentReader| {
        let tie = segment.fast_fields().u64("tie").ok();
        let day = segment.fast_fields().i64("day").ok();
        move |doc: DocId, score: Score| {
            let tie = tie.as_ref().and_then(|column| column.first(doc)).unwrap_or(0);
            #[expect(
                clippy::cast_precision_loss,
                reason = "days of ten thousand years are exact in a double"
            )]
            let day = day.as_ref().and_then(|column| column.first(doc)).map(|day| day as f64);
            let first = match sort {
                Sort::Relevance => f64::from(score),
                Sort::Newest => day.unwrap_or(f64::NEG_INFINITY),
                Sort::Oldest => day.map_or(f64::NEG_INFINITY, |day| -day),
            };
            (first, Reverse(tie))
        }
    })
}

/// Counts the values of one facet over all hits.
pub(crate) struct FacetCount {
    pub(crate) field: FacetField,
}

pub(crate) struct SegmentFacet {
    column: Option<StrColumn>,
    counts: BTreeMap<u64, u64>,
}

impl Collector for FacetCount {
    type Fruit = BTreeMap<String, u64>;
    type Child = SegmentFacet;

    fn for_segment(&self, _segment: SegmentOrdinal, reader: &SegmentReader) -> tantivy::Result<Self::Child> {
        Ok(SegmentFacet {
            column: reader.fast_fields().str(Fields::facet(self.field))?,
            counts: BTreeMap::new(),
        })
    }

    fn requires_scoring(&self) -> bool {
        false
    }

    fn merge_fruits(&self, fruits: Vec<BTreeMap<String, u64>>) -> tantivy::Result<Self::Fruit> {
        let mut all = BTreeMap::new();
        for (value, count) in fruits.into_iter().flatten() {
            *all.entry(value).or_default() += count;
        }
        Ok(all)
    }
}

impl SegmentCollector for SegmentFacet {
    type Fruit = BTreeMap<String, u64>;

    fn collect(&mut self, doc: DocId, _score: Score) {
        if let Some(column) = &self.column {
            for ordinal in column.ords().values_for_doc(doc) {
                *self.counts.entry(ordinal).or_default() += 1;
            }
        }
    }

    fn harvest(self) -> Self::Fruit {
        let Some(column) = self.column else { return BTreeMap::new() };
        self.counts
            .into_iter()
            .filter_map(|(ordinal, count)| text(&column, ordinal).map(|value| (value, count)))
            .collect()
    }
}

/// Counts the hits in each place, once for each place that holds one of theirs.
pub(crate) struct Places;

pub(crate) struct SegmentPlaces {
    column: Column<u64>,
    /// Hashed, because it is asked some ten times a hit; sorted when the segments are put together.
    counts: HashMap<u64, u64>,
}

impl Collector for Places {
    type Fruit = Vec<PlaceCount>;
    type Child = SegmentPlaces;

    fn for_segment(&self, _segment: SegmentOrdinal, reader: &SegmentReader) -> tantivy::Result<Self::Child> {
        Ok(SegmentPlaces { column: reader.fast_fields().u64(PLACES)?, counts: HashMap::new() })
    }

    fn requires_scoring(&self) -> bool {
        false
    }

    fn merge_fruits(&self, fruits: Vec<Vec<PlaceCount>>) -> tantivy::Result<Self::Fruit> {
        let mut all: BTreeMap<PlaceId, u64> = BTreeMap::new();
        for counted in fruits.into_iter().flatten() {
            *all.entry(counted.id).or_default() += counted.count;
        }
        Ok(all.into_iter().map(|(id, count)| PlaceCount { id, count }).collect())
    }
}

impl SegmentCollector for SegmentPlaces {
    type Fruit = Vec<PlaceCount>;

    fn collect(&mut self, doc: DocId, _score: Score) {
        for id in self.column.values_for_doc(doc) {
            *self.counts.entry(id).or_default() += 1;
        }
    }

    fn harvest(self) -> Self::Fruit {
        let counted = self.counts.into_iter();
        counted
            .filter_map(|(id, count)| Some(PlaceCount { id: PlaceId(u32::try_from(id).ok()?), count }))
            .collect()
    }
}

fn text(column: &StrColumn, ordinal: u64) -> Option<String> {
    let mut value = String::new();
    column.ord_to_str(ordinal, &mut value).ok().filter(|found| *found).map(|_| value)
}

/// The most frequent values of a facet, equal ones by value.
pub(crate) fn most_frequent(counts: BTreeMap<String, u64>, most: usize) -> Vec<FacetValue> {
    let mut values: Vec<FacetValue> =
        counts.into_iter().map(|(value, count)| FacetValue { value, count }).collect();
    values.sort_by(|one, other| other.count.cmp(&one.count).then_with(|| one.value.cmp(&other.value)));
    values.truncate(most);
    values
}

/// The identifiers of the documents of all hits.
pub(crate) struct Documents;

pub(crate) struct SegmentDocuments {
    column: Option<StrColumn>,
    ordinals: BTreeSet<u64>,
}

impl Collector for Documents {
    type Fruit = BTreeSet<String>;
    type Child = SegmentDocuments;

    fn for_segment(&self, _segment: SegmentOrdinal, reader: &SegmentReader) -> tantivy::Result<Self::Child> {
        Ok(SegmentDocuments { column: reader.fast_fields().str("doc")?, ordinals: BTreeSet::new() })
    }

    fn requires_scoring(&self) -> bool {
        false
    }

    fn merge_fruits(&self, fruits: Vec<BTreeSet<String>>) -> tantivy::Result<Self::Fruit> {
        Ok(fruits.into_iter().flatten().collect())
    }
}

impl SegmentCollector for SegmentDocuments {
    type Fruit = BTreeSet<String>;

    fn collect(&mut self, doc: DocId, _score: Score) {
        if let Some(column) = &self.column {
            self.ordinals.extend(column.ords().values_for_doc(doc));
        }
    }

    fn harvest(self) -> Self::Fruit {
        let Some(column) = self.column else { return BTreeSet::new() };
        self.ordinals.into_iter().filter_map(|ordinal| text(&column, ordinal)).collect()
    }
}
