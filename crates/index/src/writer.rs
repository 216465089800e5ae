//! The sink: one writer at a time, by the recipe that survives kill −9 and power cuts.
//!
//! Open: own lock, sweep temporary files, collect garbage, burn an opstamp. The last two work round defects of
//! tantivy 0.27: a batch replayed after a kill can meet its own half-written delete file for ever, and the first
//! delete after opening can be lost. Any failed call poisons the writer: only the disk knows what was committed.

use crate::directory::Durable;
use crate::error::{Error, Result, while_doing};
use crate::schema::{Fields, REFUSED};
use crate::units::Units;
use crate::words::Written;
use crate::{layout, stored};
use rapporteur_model::{Commit, DocId, Fault, Record, Refusal, Sink};
use std::fs::File;
use std::path::Path;
use tantivy::schema::Term;
use tantivy::{Index, IndexWriter, TantivyDocument};

/// Memory for postings under construction, in bytes; a segment is written when it is full.
const HEAP: usize = 96 << 20;

/// Writes into the index of a folder. Holds its lock until dropped.
pub struct Writer {
    fields: Fields,
    /// `None` only while it is dropped.
    writer: Option<IndexWriter>,
    poisoned: bool,
    /// Something was written since the last commit.
    dirty: bool,
    _lock: File,
}

impl Writer {
    /// Opens the index in `root` for writing, making it where there is none.
    ///
    /// # Errors
    /// `Unavailable` where another process writes, the index is of another version, or the folder cannot be written.
    pub fn open(root: &Path) -> std::result::Result<Self, Fault> {
        Ok(Self::try_open(root)?)
    }

    fn try_open(root: &Path) -> Result<Self> {
        let lock = layout::lock(root)?;
        let generation = layout::create(root)?;
        layout::sweep(&generation)?;
        let fields = Fields::new();
        let opening = while_doing("opening the index for writing");
        let directory = Durable::open(&generation).map_err(|error| opening(error.into()))?;
        let index = Index::open_or_create(directory, fields.schema.clone()).map_err(&opening)?;
        index.tokenizers().register(Written::NAME, Written::default());
        let writer: IndexWriter = index.writer_with_num_threads(1, HEAP).map_err(&opening)?;
        writer.garbage_collect_files().wait().map_err(&opening)?;
        writer.delete_term(Term::from_field_text(fields.unit, "\u{0}no unit is called this"));
        Ok(Self { fields, writer: Some(writer), poisoned: false, dirty: false, _lock: lock })
    }

    fn inner(&mut self) -> Result<&mut IndexWriter> {
        self.writer.as_mut().ok_or(Error::Poisoned)
    }

    /// Runs one step; a failure poisons the writer.
    fn step<T>(&mut self, run: impl FnOnce(&mut Self) -> Result<T>) -> std::result::Result<T, Fault> {
        if self.poisoned {
            return Err(Error::Poisoned.into());
        }
        let result = run(self);
        self.poisoned |= result.is_err();
        Ok(result?)
    }

    fn add(&mut self, unit: TantivyDocument) -> Result<()> {
        let adding = while_doing("adding a document");
        let writer = self.inner()?;
        if let Err(error) = writer.add_document(unit) {
            // That a thread is dead is all this error knows; why, the thread's own result tells.
            let cause = writer.prepare_commit().err().unwrap_or(error);
            return Err(adding(cause));
        }
        Ok(())
    }

    fn clear(&mut self, id: &DocId) -> Result<()> {
        self.dirty = true;
        let term = Term::from_field_text(self.fields.doc, id.as_str());
        self.inner()?.delete_term(term);
        Ok(())
    }
}

impl Drop for Writer {
    /// Lets merges end. A process that ends while one is written loses its work, so that an index brought up to date
    /// often would never be merged, and leaves a temporary file behind.
    fn drop(&mut self) {
        if let Some(writer) = self.writer.take().filter(|_| !self.poisoned && !self.dirty) {
            // What is committed is safe; a merge that fails is tried again.
            let _merged = writer.wait_merging_threads();
        }
    }
}

impl Sink for Writer {
    fn put(&mut self, record: &Record) -> std::result::Result<(), Fault> {
        self.step(|writer| {
            writer.clear(&record.document.id)?;
            let fields = writer.fields.clone();
            Units { fields: &fields, record }.each(|unit| writer.add(unit))
        })
    }

    fn refuse(&mut self, refusal: &Refusal) -> std::result::Result<(), Fault> {
        self.step(|writer| {
            writer.clear(&refusal.id)?;
            let fields = &writer.fields;
            let mut unit = TantivyDocument::new();
            unit.add_text(fields.kind, REFUSED);
            unit.add_text(fields.doc, refusal.id.as_str());
            unit.add_text(fields.uri, &refusal.uri);
            unit.add_text(fields.fingerprint, &refusal.fingerprint.0);
            unit.add_bytes(fields.stored, &stored::refusal(refusal)?);
            writer.add(unit)
        })
    }

    fn remove(&mut self, id: &DocId) -> std::result::Result<(), Fault> {
        self.step(|writer| writer.clear(id))
    }

    fn commit(&mut self) -> std::result::Result<Commit, Fault> {
        self.step(|writer| {
            let committing = while_doing("committing a batch");
            let mut prepared = writer.inner()?.prepare_commit().map_err(&committing)?;
            let number = prepared.opstamp();
            prepared.set_payload(&number.to_string());
            prepared.commit().map_err(&committing)?;
            writer.dirty = false;
            Ok(Commit { number })
        })
    }
}
