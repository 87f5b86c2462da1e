//! Copies for backups, and which were made.

use super::apply::micros;
use super::load::instant;
use super::{Connection, Store, StoreError};
use jiff::Timestamp;
use life::reference::Reference;
use rusqlite::backup::StepResult;
use rusqlite::{OptionalExtension, params};
use std::ops::ControlFlow;

/// A backup that was made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BackupRow {
    /// Its reference.
    pub id: Reference,
    /// When it was made.
    pub at: Timestamp,
    /// When its key is destroyed.
    pub until: Timestamp,
    /// How many bytes were sealed.
    pub bytes: u64,
    /// SHA-256 of its file in hex; empty where only the file itself is known.
    pub digest: String,
    /// The backup that it holds the changes since; a whole one has none.
    pub base: Option<Reference>,
}

impl Store {
    /// Writes a copy of the database as it is at one moment to `path`, without the blind index, without what is gone
    /// before the next backup, and without what only this machine needs. What is written meanwhile does not wait.
    ///
    /// What is left out is overwritten with zeros, and every page keeps its place: two copies differ where rows did.
    ///
    /// `told` is told how many pages of how many are copied, and may break it off: then the file is of no use.
    ///
    /// # Errors
    /// [`StoreError`] if a file or the database fails.
    pub fn copy_to(
        &self,
        path: &std::path::Path,
        told: &mut dyn FnMut(u64, u64) -> ControlFlow<()>,
    ) -> Result<ControlFlow<()>, StoreError> {
        let mut copy = Connection::open(path)?;
        copy.pragma_update(None, "secure_delete", "ON")?;
        if self.read(|connection| copy_pages(connection, &mut copy, told))?.is_break() {
            return Ok(ControlFlow::Break(()));
        }
        copy.execute_batch(
            "PRAGMA journal_mode = DELETE;
             DELETE FROM value WHERE (cell, record) IN (SELECT cell, record FROM record WHERE shortlived = 1);
             DELETE FROM slot WHERE (cell, record) IN (SELECT cell, record FROM record WHERE shortlived = 1);
             DELETE FROM record WHERE shortlived = 1;
             DELETE FROM file_chunk WHERE (cell, file) NOT IN (SELECT cell, file FROM file WHERE state = 'kept');
             DELETE FROM file WHERE state <> 'kept';
             DELETE FROM lookup; DELETE FROM draw; DELETE FROM idempotency; DELETE FROM outbox;",
        )?;
        Ok(ControlFlow::Continue(()))
    }

    /// Notes a backup that was made.
    ///
    /// # Errors
    /// [`StoreError`] if the database fails.
    pub fn note_backup(&self, row: BackupRow) -> Result<(), StoreError> {
        self.alone(move |connection| {
            let sql = "INSERT INTO backup (id, at, until, bytes, digest, base) VALUES (?1, ?2, ?3, ?4, ?5, ?6)";
            let bytes = i64::try_from(row.bytes).unwrap_or(i64::MAX);
            let base = row.base.as_ref().map(Reference::as_bytes);
            let (at, until) = (micros(row.at), micros(row.until));
            connection.execute(sql, params![row.id.as_bytes(), at, until, bytes, row.digest, base])?;
            Ok(())
        })
    }

    /// The SHA-256 of a backup's file, if the store knows it.
    ///
    /// # Errors
    /// [`StoreError`] if the database fails.
    pub fn backup_digest(&self, id: Reference) -> Result<Option<String>, StoreError> {
        self.read(|connection| {
            let sql = "SELECT digest FROM backup WHERE id = ?1";
            Ok(connection.prepare_cached(sql)?.query_row([id.as_bytes()], |row| row.get(0)).optional()?)
        })
    }

    /// Every backup that was made, the oldest first.
    ///
    /// # Errors
    /// [`StoreError`] if the database fails.
    pub fn load_backups(&self) -> Result<Vec<BackupRow>, StoreError> {
        self.read(|connection| {
            let sql = "SELECT id, at, until, bytes, digest, base FROM backup ORDER BY at, id";
            let mut select = connection.prepare_cached(sql)?;
            let mut backups = Vec::new();
            let mut rows = select.query([])?;
            while let Some(row) = rows.next()? {
                backups.push(BackupRow {
                    id: Reference::from_bytes(row.get(0)?),
                    at: instant(row.get(1)?)?,
                    until: instant(row.get(2)?)?,
                    bytes: row.get::<_, i64>(3)?.unsigned_abs(),
                    digest: row.get(4)?,
                    base: row.get::<_, Option<[u8; 16]>>(5)?.map(Reference::from_bytes),
                });
            }
            Ok(backups)
        })
    }
}

/// Pages that are copied between two looks at whether to go on.
const PAGES: std::ffi::c_int = 64;

/// Copies page by page within the snapshot of `from`: without one, each write would make it begin anew.
fn copy_pages(
    from: &Connection,
    to: &mut Connection,
    told: &mut dyn FnMut(u64, u64) -> ControlFlow<()>,
) -> Result<ControlFlow<()>, StoreError> {
    // A transaction sees what it sees from its first look on.
    from.query_row("SELECT count(*) FROM sqlite_schema", [], |_| Ok(()))?;
    let backup = rusqlite::backup::Backup::new(from, to)?;
    loop {
        let more = backup.step(PAGES)? == StepResult::More;
        let progress = backup.progress();
        let (left, of) = (progress.remaining.unsigned_abs(), progress.pagecount.unsigned_abs());
        if told(u64::from(of.saturating_sub(left)), u64::from(of)).is_break() {
            return Ok(ControlFlow::Break(()));
        }
        if !more {
            return Ok(ControlFlow::Continue(()));
        }
    }
}
