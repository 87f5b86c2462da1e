//! Files: coming, kept with their record, ended. A file that ended has no key any more; its bytes follow.

use super::apply::{micros, moved_unless_one};
use super::{Connection, Store, StoreError};
use crate::rows::{FileRow, KeptFile};
use jiff::Timestamp;
use life::reference::{Cell, Record, Reference};
use policy::Name;
use rusqlite::{OptionalExtension, params};

/// The most chunks that are removed in one transaction.
const BATCH_MAX: u32 = 32;

impl Store {
    /// A file begins to come. It is nobody's until a record is kept with it.
    ///
    /// # Errors
    /// [`StoreError`] if the database fails.
    pub fn begin_file(
        &self,
        cell: Cell,
        file: Reference,
        place: &'static str,
        at: Timestamp,
    ) -> Result<(), StoreError> {
        self.alone(move |connection| {
            let sql = "INSERT INTO file (cell, file, record, item, place, state, at)
                       VALUES (?1, ?2, NULL, NULL, ?3, 'coming', ?4)";
            connection.execute(sql, params![cell.as_bytes(), file.as_bytes(), place, micros(at)])?;
            Ok(())
        })
    }

    /// A bucket keeps what is sent of a file that is coming under this name; once it is whole, under none.
    ///
    /// # Errors
    /// [`StoreError::Moved`] if the file is no longer coming.
    pub fn note_upload(&self, cell: Cell, file: Reference, upload: Option<String>) -> Result<(), StoreError> {
        self.alone(move |connection| {
            let sql = "UPDATE file SET upload = ?3 WHERE cell = ?1 AND file = ?2 AND state = 'coming'";
            moved_unless_one(connection.execute(sql, params![cell.as_bytes(), file.as_bytes(), upload])?)
        })
    }

    /// Puts a sealed chunk of a file that is coming; durable with the commit that keeps the file.
    ///
    /// # Errors
    /// [`StoreError::Moved`] if the file is no longer coming.
    pub fn put_chunk(&self, cell: Cell, file: Reference, number: u32, body: Vec<u8>) -> Result<(), StoreError> {
        self.writer.ahead(move |connection| {
            let sql = "INSERT INTO file_chunk (cell, file, number, body) SELECT cell, file, ?3, ?4 FROM file
                       WHERE cell = ?1 AND file = ?2 AND state = 'coming'";
            let row = params![cell.as_bytes(), file.as_bytes(), number, body];
            moved_unless_one(connection.prepare_cached(sql)?.execute(row)?)
        })
    }

    /// A sealed chunk; none if it is not there.
    ///
    /// # Errors
    /// [`StoreError`] if the database fails.
    pub fn lookup_chunk(&self, cell: Cell, file: Reference, number: u32) -> Result<Option<Vec<u8>>, StoreError> {
        self.read(|connection| {
            let sql = "SELECT body FROM file_chunk WHERE cell = ?1 AND file = ?2 AND number = ?3";
            let row = params![cell.as_bytes(), file.as_bytes(), number];
            Ok(connection.prepare_cached(sql)?.query_row(row, |row| row.get(0)).optional()?)
        })
    }

    /// The file that is the value of `item` in a record, and the record's digest; none if it is not there.
    ///
    /// # Errors
    /// [`StoreError`] if the database fails.
    pub fn lookup_file(
        &self,
        cell: Cell,
        record: Record,
        item: &Name,
    ) -> Result<Option<(FileRow, [u8; 32])>, StoreError> {
        self.read(|connection| {
            let sql = "SELECT f.cell, f.file, f.place, f.upload, f.copied, r.digest FROM file f
                       JOIN record r ON r.cell = f.cell AND r.record = f.record
                       WHERE f.cell = ?1 AND f.record = ?2 AND f.item = ?3 AND f.state = 'kept'";
            let row = params![cell.as_bytes(), record.as_bytes(), item.as_str()];
            let found = |row: &rusqlite::Row<'_>| Ok((row_of(row)?, row.get(5)?));
            Ok(connection.prepare_cached(sql)?.query_row(row, found).optional()?)
        })
    }

    /// A file that was coming comes no more.
    ///
    /// # Errors
    /// [`StoreError`] if the database fails.
    pub fn give_file_up(&self, cell: Cell, file: Reference) -> Result<(), StoreError> {
        self.alone(move |connection| {
            let sql = "UPDATE file SET state = 'ended' WHERE cell = ?1 AND file = ?2 AND state = 'coming'";
            connection.execute(sql, params![cell.as_bytes(), file.as_bytes()])?;
            Ok(())
        })
    }

    /// Files that began to come before `before` and did not arrive come no more.
    ///
    /// # Errors
    /// [`StoreError`] if the database fails.
    pub fn give_up_before(&self, before: Timestamp) -> Result<(), StoreError> {
        let late = self.read(|connection| {
            let sql = "SELECT EXISTS (SELECT 1 FROM file WHERE state = 'coming' AND at < ?1)";
            Ok(connection.prepare_cached(sql)?.query_row([micros(before)], |row| row.get::<_, bool>(0))?)
        })?;
        if !late {
            return Ok(());
        }
        self.alone(move |connection| {
            connection
                .execute("UPDATE file SET state = 'ended' WHERE state = 'coming' AND at < ?1", [micros(before)])?;
            Ok(())
        })
    }

    /// Files in a place whose bytes are to be removed, at most `most` of them.
    ///
    /// # Errors
    /// [`StoreError`] if the database fails.
    pub fn load_ended_files(&self, place: &str, most: u32) -> Result<Vec<FileRow>, StoreError> {
        self.load_files("state = 'ended' AND place = ?1 LIMIT ?2", params![place, most])
    }

    /// Files outside the database that are kept, at most `most` of them, in the order of their references from after
    /// `after` on.
    ///
    /// # Errors
    /// [`StoreError`] if the database fails.
    pub fn load_files_outside(&self, after: Option<(Cell, Reference)>, most: u32) -> Result<Vec<FileRow>, StoreError> {
        let (cell, file) = behind(after);
        let which = "state = 'kept' AND place <> 'embedded' AND (cell, file) > (?1, ?2) ORDER BY cell, file LIMIT ?3";
        self.load_files(which, params![cell, file, most])
    }

    /// Of those, the ones that belong into a backup and have no copy yet.
    ///
    /// # Errors
    /// [`StoreError`] if the database fails.
    pub fn load_uncopied_files(&self, after: Option<(Cell, Reference)>, most: u32) -> Result<Vec<FileRow>, StoreError> {
        let (cell, file) = behind(after);
        let which = "state = 'kept' AND place <> 'embedded' AND copied IS NULL AND NOT EXISTS (
                     SELECT 1 FROM record r WHERE r.cell = file.cell AND r.record = file.record AND r.shortlived = 1)
                     AND (cell, file) > (?1, ?2) ORDER BY cell, file LIMIT ?3";
        self.load_files(which, params![cell, file, most])
    }

    /// A file has a copy in the place of backups, with this digest; answers whether it is kept still.
    ///
    /// # Errors
    /// [`StoreError`] if the database fails.
    pub fn note_copied(&self, cell: Cell, file: Reference, digest: Option<[u8; 32]>) -> Result<bool, StoreError> {
        self.alone(move |connection| {
            let sql = "UPDATE file SET copied = ?3 WHERE cell = ?1 AND file = ?2 AND state = 'kept'";
            Ok(connection.execute(sql, params![cell.as_bytes(), file.as_bytes(), digest])? == 1)
        })
    }

    /// A file, whatever has become of it.
    ///
    /// # Errors
    /// [`StoreError`] if the database fails.
    pub fn lookup_file_row(&self, cell: Cell, file: Reference) -> Result<Option<FileRow>, StoreError> {
        Ok(self.load_files("cell = ?1 AND file = ?2", params![cell.as_bytes(), file.as_bytes()])?.pop())
    }

    fn load_files(&self, which: &str, row: &[&dyn rusqlite::ToSql]) -> Result<Vec<FileRow>, StoreError> {
        self.read(|connection| {
            let sql = format!("SELECT cell, file, place, upload, copied FROM file WHERE {which}");
            let mut select = connection.prepare_cached(&sql)?;
            Ok(select.query_map(row, row_of)?.collect::<Result<_, _>>()?)
        })
    }

    /// Removes what lies here of a file that ended, and its row with the last of it; answers whether more is left.
    ///
    /// # Errors
    /// [`StoreError`] if the database fails.
    pub fn remove_file(&self, cell: Cell, file: Reference) -> Result<bool, StoreError> {
        self.alone(move |connection| {
            let sql = "DELETE FROM file_chunk WHERE rowid IN (
                       SELECT rowid FROM file_chunk WHERE cell = ?1 AND file = ?2 LIMIT ?3)";
            let (cell, file) = (cell.as_bytes(), file.as_bytes());
            if connection.prepare_cached(sql)?.execute(params![cell, file, BATCH_MAX])? == BATCH_MAX as usize {
                return Ok(true);
            }
            let sql = "DELETE FROM file WHERE cell = ?1 AND file = ?2 AND state = 'ended'";
            connection.prepare_cached(sql)?.execute(params![cell, file])?;
            Ok(false)
        })
    }
}

/// What stands before everything after `after`.
fn behind(after: Option<(Cell, Reference)>) -> ([u8; 16], [u8; 16]) {
    after.map_or_else(Default::default, |(cell, file)| (*cell.as_bytes(), *file.as_bytes()))
}

fn row_of(row: &rusqlite::Row<'_>) -> rusqlite::Result<FileRow> {
    let (cell, file) = (Cell::from_bytes(row.get(0)?), Reference::from_bytes(row.get(1)?));
    Ok(FileRow { cell, file, place: row.get(2)?, upload: row.get(3)?, copied: row.get(4)? })
}

/// The files that came for a record are kept with it, or the plan is not carried out.
pub(super) fn keep_files(
    connection: &Connection,
    cell: &[u8; 16],
    record: &[u8; 16],
    files: &[KeptFile],
) -> Result<(), StoreError> {
    let sql =
        "UPDATE file SET state = 'kept', record = ?3, item = ?4 WHERE cell = ?1 AND file = ?2 AND state = 'coming'";
    let mut keep = connection.prepare_cached(sql)?;
    for KeptFile { item, file } in files {
        moved_unless_one(keep.execute(params![cell, file.as_bytes(), record, item.as_str()])?)?;
    }
    Ok(())
}
