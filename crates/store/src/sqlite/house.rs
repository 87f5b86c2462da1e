//! The store's two doors, and its health.

use super::{Store, StoreError};
use crate::rows::{Write, Written};

impl Store {
    /// Commits one decision; answers when it is durable.
    ///
    /// # Errors
    /// [`StoreError::Moved`] if something that it rested on has moved: nothing was written.
    pub fn commit(&self, write: Write) -> Result<Written, StoreError> {
        self.writer.write(write)
    }

    /// Commits several decisions, handed over at once.
    ///
    /// # Errors
    /// [`StoreError`] for the writer itself; each decision has its own result.
    pub fn commit_all(&self, writes: Vec<Write>) -> Result<Vec<Result<Written, StoreError>>, StoreError> {
        self.writer.write_all(writes)
    }

    /// Runs a check of the database's own integrity; `Ok(None)` if it is sound.
    ///
    /// # Errors
    /// [`StoreError`] if the database fails.
    pub fn check_integrity(&self) -> Result<Option<String>, StoreError> {
        self.read(|connection| {
            let answer: String = connection.query_row("PRAGMA integrity_check", [], |row| row.get(0))?;
            Ok((answer != "ok").then_some(answer))
        })
    }

    /// Moves everything out of the write-ahead log into the database, and truncates it.
    ///
    /// # Errors
    /// [`StoreError`] if the database fails.
    pub fn checkpoint(&self) -> Result<bool, StoreError> {
        self.writer.bare(|connection| {
            let busy: i64 = connection.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |row| row.get(0))?;
            Ok(busy == 0)
        })
    }

    /// Bounds the database to `most` pages of 4 KiB: beyond them a write is refused as on a full disk.
    ///
    /// # Errors
    /// [`StoreError`] if the database fails.
    pub fn bound_pages(&self, most: u32) -> Result<(), StoreError> {
        self.writer.bare(move |connection| {
            // It answers the bound in force: never less than what is there.
            connection.query_row(&format!("PRAGMA max_page_count = {most}"), [], |_| Ok(()))?;
            Ok(())
        })
    }
}
