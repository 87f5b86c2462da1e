//! A change of suite: which records are still under another, and how far it has come.

use super::apply::{micros, moved_unless_one};
use super::load::instant;
use super::{Connection, Store, StoreError};
use crate::rows::{Resealed, SuiteRow, Write};
use jiff::Timestamp;
use life::reference::{Cell, Record};
use policy::Name;
use rusqlite::{OptionalExtension, params};

impl Store {
    /// What a product's records are sealed under, and how far a change of it has come.
    ///
    /// # Errors
    /// [`StoreError`] if the database fails.
    pub fn load_suite(&self, product: &Name) -> Result<Option<SuiteRow>, StoreError> {
        self.read(|connection| load(connection, product))
    }

    /// Begins a change: from this commit on no record of the product is captured under another suite.
    ///
    /// # Errors
    /// [`StoreError`] if the database fails.
    pub fn begin_suite(&self, product: &Name, suite: u8, at: Timestamp) -> Result<(), StoreError> {
        let product = product.clone();
        self.alone(move |connection| {
            let sql =
                "INSERT INTO suite (product, suite, total, done, remain, began_at) VALUES (?1, ?2, NULL, 0, 0, ?3)
                       ON CONFLICT DO UPDATE SET suite = excluded.suite, total = NULL, done = 0, remain = 0,
                       cell = NULL, record = NULL, began_at = excluded.began_at, ended_at = NULL
                       WHERE suite <> excluded.suite";
            connection.execute(sql, params![product.as_str(), suite, micros(at)])?;
            Ok(())
        })
    }

    /// Counts what a change that has just begun has before it.
    ///
    /// # Errors
    /// [`StoreError`] if the database fails.
    pub fn count_suite(&self, product: &Name) -> Result<(), StoreError> {
        let product = product.clone();
        self.alone(move |connection| {
            let sql = "UPDATE suite SET total = (SELECT count(*) FROM record r JOIN cell c ON c.cell = r.cell
                       WHERE c.product = ?1 AND r.suite <> suite.suite) WHERE product = ?1 AND total IS NULL";
            connection.execute(sql, [product.as_str()])?;
            Ok(())
        })
    }

    /// The next records of the product that are under another suite: a cell, and at most so many of it.
    ///
    /// # Errors
    /// [`StoreError`] if the database fails.
    pub fn next_to_reseal(&self, product: &Name, most: u32) -> Result<Option<(Cell, Vec<Record>)>, StoreError> {
        self.read(|connection| {
            let Some(row) = load(connection, product)? else { return Ok(None) };
            let (from, after) =
                row.at.map_or(([0; 16], [0; 16]), |(cell, record)| (*cell.as_bytes(), *record.as_bytes()));
            let mut cells =
                connection.prepare_cached("SELECT cell FROM cell WHERE product = ?1 AND cell >= ?2 ORDER BY cell")?;
            let mut select = connection.prepare_cached(
                "SELECT record FROM record WHERE cell = ?1 AND record > ?2 AND suite <> ?3 ORDER BY record LIMIT ?4",
            )?;
            for cell in cells.query_map(params![product.as_str(), from], |row| row.get::<_, [u8; 16]>(0))? {
                let cell = cell?;
                let after = if cell == from { after } else { [0; 16] };
                let found = select.query_map(params![cell, after, row.suite, most], |row| row.get::<_, [u8; 16]>(0))?;
                let found: Vec<Record> =
                    found.map(|record| record.map(Record::from_bytes)).collect::<Result<_, _>>()?;
                if !found.is_empty() {
                    return Ok(Some((Cell::from_bytes(cell), found)));
                }
            }
            Ok(None)
        })
    }

    /// Ends a change.
    ///
    /// # Errors
    /// [`StoreError`] if the database fails.
    pub fn end_suite(&self, product: &Name, at: Timestamp) -> Result<(), StoreError> {
        let product = product.clone();
        self.alone(move |connection| {
            let sql = "UPDATE suite SET ended_at = ?2, cell = NULL, record = NULL WHERE product = ?1";
            connection.execute(sql, params![product.as_str(), micros(at)])?;
            Ok(())
        })
    }
}

fn load(connection: &Connection, product: &Name) -> Result<Option<SuiteRow>, StoreError> {
    let sql = "SELECT suite, total, done, remain, cell, record, began_at, ended_at FROM suite WHERE product = ?1";
    let mut select = connection.prepare_cached(sql)?;
    let mut rows = select.query([product.as_str()])?;
    let Some(row) = rows.next()? else { return Ok(None) };
    let cell: Option<[u8; 16]> = row.get(4)?;
    let record: Option<[u8; 16]> = row.get(5)?;
    let count = |at| row.get::<_, i64>(at).map(i64::unsigned_abs);
    let (total, ended): (Option<i64>, Option<i64>) = (row.get(1)?, row.get(7)?);
    Ok(Some(SuiteRow {
        suite: row.get(0)?,
        total: total.map(i64::unsigned_abs),
        done: count(2)?,
        remain: count(3)?,
        at: cell.zip(record).map(|(cell, record)| (Cell::from_bytes(cell), Record::from_bytes(record))),
        began_at: instant(row.get(6)?)?,
        ended_at: ended.map(instant).transpose()?,
    }))
}

/// A record is captured under the suite that its product has now, or is decided again.
pub(super) fn fits(connection: &Connection, product: &Name, suite: u8) -> Result<(), StoreError> {
    let sql = "SELECT suite FROM suite WHERE product = ?1";
    let now: Option<u8> = connection.prepare_cached(sql)?.query_row([product.as_str()], |row| row.get(0)).optional()?;
    if now.is_none_or(|now| now == suite) { Ok(()) } else { Err(StoreError::Moved) }
}

/// Puts what was sealed anew in the place of what it was, and notes how far the change has come.
pub(super) fn reseal(connection: &Connection, write: &Write, suite: u8, records: &[Record]) -> Result<(), StoreError> {
    fits(connection, &write.product, suite)?;
    for resealed in &write.resealed {
        replace(connection, write.cell, suite, resealed)?;
    }
    let count = |rows: usize| i64::try_from(rows).unwrap_or(i64::MAX);
    let (done, all) = (count(write.resealed.len()), count(records.len()));
    let last = records.last().map_or([0; 16], |record| *record.as_bytes());
    let sql = "UPDATE suite SET done = done + ?2, remain = remain + ?3, cell = ?4, record = ?5 WHERE product = ?1";
    let row = params![write.product.as_str(), done, all.saturating_sub(done), write.cell.as_bytes(), last];
    moved_unless_one(connection.prepare_cached(sql)?.execute(row)?)
}

fn replace(connection: &Connection, cell: Cell, suite: u8, resealed: &Resealed) -> Result<(), StoreError> {
    let (cell, record) = (cell.as_bytes(), resealed.record.as_bytes());
    let sql = "UPDATE record SET digest = ?3, suite = ?4, rev = rev + 1 WHERE cell = ?1 AND record = ?2";
    moved_unless_one(connection.prepare_cached(sql)?.execute(params![cell, record, resealed.digest, suite])?)?;
    let mut update = connection
        .prepare_cached("UPDATE value SET body = ?4, hash = ?5 WHERE cell = ?1 AND record = ?2 AND item = ?3")?;
    for (item, body, hash) in &resealed.values {
        moved_unless_one(update.execute(params![cell, record, item.as_str(), body, hash])?)?;
    }
    let mut update = connection
        .prepare_cached("UPDATE slot SET wrapped = ?5 WHERE cell = ?1 AND record = ?2 AND grp = ?3 AND rule = ?4")?;
    for (group, rule, wrapped) in &resealed.slots {
        moved_unless_one(update.execute(params![cell, record, group, rule.as_str(), wrapped])?)?;
    }
    let mut update =
        connection.prepare_cached("UPDATE lookup SET digest = ?4 WHERE cell = ?1 AND record = ?2 AND item = ?3")?;
    for (item, digest) in &resealed.lookups {
        update.execute(params![cell, record, item.as_str(), digest])?;
    }
    Ok(())
}
