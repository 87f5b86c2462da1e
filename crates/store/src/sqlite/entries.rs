//! The ledger's rows, counters and gaps.

use super::load::instant;
use super::{Connection, Store, StoreError};
use crate::rows::{Counter, EntryRow};
use jiff::Timestamp;
use life::reference::Cell;
use policy::Name;
use rusqlite::params;
use std::collections::BTreeMap;

impl Store {
    /// Entries of a cell's log from `from` on.
    ///
    /// # Errors
    /// [`StoreError`] if the database fails.
    pub fn load_entries(&self, cell: Cell, from: u64, most: u32) -> Result<Vec<EntryRow>, StoreError> {
        self.read(|connection| entry_rows(connection, cell, from, most))
    }

    /// Logs with entries that are not published yet: cell, published size, size.
    ///
    /// # Errors
    /// [`StoreError`] if the database fails.
    pub fn load_heads(&self) -> Result<Vec<(Cell, u64, u64)>, StoreError> {
        self.read(|connection| {
            let mut select = connection.prepare_cached("SELECT cell, published, size FROM head ORDER BY cell")?;
            let rows = select
                .query_map([], |row| Ok((row.get::<_, [u8; 16]>(0)?, row.get::<_, i64>(1)?, row.get::<_, i64>(2)?)))?;
            let heads: Result<Vec<_>, _> = rows.collect();
            Ok(heads?
                .into_iter()
                .map(|(cell, published, size)| (Cell::from_bytes(cell), published.unsigned_abs(), size.unsigned_abs()))
                .collect())
        })
    }

    /// Notes that a cell's log is published up to `size`, and its checkpoint in the product log.
    ///
    /// # Errors
    /// [`StoreError`] if the database fails.
    pub fn note_published(&self, product: &Name, cell: Cell, size: u64, note: String) -> Result<(), StoreError> {
        let product = product.clone();
        self.alone(move |connection| {
            let sql = "UPDATE head SET published = ?2 WHERE cell = ?1";
            connection.execute(sql, params![cell.as_bytes(), i64::try_from(size).unwrap_or(i64::MAX)])?;
            let sql = "INSERT INTO witness (product, seq, note)
                       SELECT ?1, coalesce(max(seq) + 1, 0), ?2 FROM witness WHERE product = ?1";
            connection.execute(sql, params![product.as_str(), note])?;
            Ok(())
        })
    }

    /// The product log's notes from `from` on.
    ///
    /// # Errors
    /// [`StoreError`] if the database fails.
    pub fn load_witness(&self, product: &Name, from: u64) -> Result<Vec<String>, StoreError> {
        self.read(|connection| {
            let sql = "SELECT note FROM witness WHERE product = ?1 AND seq >= ?2 ORDER BY seq";
            let mut select = connection.prepare_cached(sql)?;
            let row = params![product.as_str(), i64::try_from(from).unwrap_or(i64::MAX)];
            Ok(select.query_map(row, |row| row.get(0))?.collect::<Result<_, _>>()?)
        })
    }

    /// The counters of every promise of a product, summed over its cells.
    ///
    /// # Errors
    /// [`StoreError`] if the database fails.
    pub fn load_counters(&self, product: &Name) -> Result<BTreeMap<Name, Counter>, StoreError> {
        self.read(|connection| {
            let sql = "SELECT promise, sum(done), sum(refused), sum(late), max(last_at) FROM counter
                       JOIN cell USING (cell) WHERE product = ?1 GROUP BY promise";
            let mut select = connection.prepare_cached(sql)?;
            let mut counters = BTreeMap::new();
            let mut rows = select.query([product.as_str()])?;
            while let Some(row) = rows.next()? {
                let number = |at| row.get::<_, i64>(at).map(i64::unsigned_abs);
                let counter = Counter {
                    done: number(1)?,
                    refused: number(2)?,
                    late: number(3)?,
                    last_at: Some(instant(row.get(4)?)?),
                };
                counters.insert(Name::from(row.get::<_, String>(0)?), counter);
            }
            Ok(counters)
        })
    }

    /// How much work of each promise waits, and when the first falls due.
    ///
    /// # Errors
    /// [`StoreError`] if the database fails.
    pub fn load_waiting(&self, product: &Name) -> Result<BTreeMap<Name, (u64, Timestamp)>, StoreError> {
        self.read(|connection| {
            let mut select = connection.prepare_cached(
                "SELECT promise, count(*), min(at) FROM due JOIN cell USING (cell) WHERE product = ?1 GROUP BY promise",
            )?;
            let mut waiting = BTreeMap::new();
            let mut rows = select.query([product.as_str()])?;
            while let Some(row) = rows.next()? {
                let (promise, count, at): (String, i64, i64) = (row.get(0)?, row.get(1)?, row.get(2)?);
                waiting.insert(Name::from(promise), (count.unsigned_abs(), instant(at)?));
            }
            Ok(waiting)
        })
    }

    /// What somebody asked for and the policy does not declare: code, name, how often.
    ///
    /// # Errors
    /// [`StoreError`] if the database fails.
    pub fn load_gaps(&self, product: &Name) -> Result<Vec<(String, String, u64)>, StoreError> {
        self.read(|connection| {
            let sql = "SELECT code, about, count FROM gap WHERE product = ?1 ORDER BY count DESC, code, about";
            let mut select = connection.prepare_cached(sql)?;
            let rows = select.query_map([product.as_str()], |row| {
                Ok((row.get(0)?, row.get(1)?, row.get::<_, i64>(2)?.unsigned_abs()))
            })?;
            Ok(rows.collect::<Result<_, _>>()?)
        })
    }
}

pub(super) fn entry_rows(
    connection: &Connection,
    cell: Cell,
    from: u64,
    most: u32,
) -> Result<Vec<EntryRow>, StoreError> {
    let sql = "SELECT seq, leaf, salt, body, at, until, log FROM entry WHERE cell = ?1 AND seq >= ?2
               ORDER BY seq LIMIT ?3";
    let mut select = connection.prepare_cached(sql)?;
    let mut entries = Vec::new();
    let mut rows = select.query(params![cell.as_bytes(), i64::try_from(from).unwrap_or(i64::MAX), most])?;
    while let Some(row) = rows.next()? {
        entries.push(super::mirror::entry_row(row)?);
    }
    Ok(entries)
}
