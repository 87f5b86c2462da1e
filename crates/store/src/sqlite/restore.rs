//! What a restore puts back.

use super::apply::{call_off, json, micros, set_due};
use super::versions::VersionRow;
use super::will::set;
use super::{Connection, Store, StoreError};
use crate::rows::{EntryRow, Half};
use jiff::Timestamp;
use life::reference::{Cell, Record};
use life::{Change, Grounded, Work};
use policy::Name;
use rusqlite::params;

/// The entry of a cell's log that recorded what is applied again.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Recorded {
    /// When.
    pub at: Timestamp,
    /// Its number, where it is an entry that recorded it.
    pub entry: Option<u64>,
}

impl Store {
    /// Applies again what a ledger entry recorded of somebody's will, or of what had to go.
    ///
    /// # Errors
    /// [`StoreError`] if the database fails.
    pub fn replay(
        &self,
        product: &Name,
        cell: Cell,
        changes: Vec<Grounded>,
        recorded: Recorded,
    ) -> Result<(), StoreError> {
        let product = product.clone();
        self.alone(move |connection| {
            for change in &changes {
                replay(connection, &product, cell, change, recorded)?;
            }
            Ok(())
        })
    }

    /// Puts back entries that a backup does not have yet: a log is never continued from an older head.
    ///
    /// # Errors
    /// [`StoreError`] if the database fails.
    pub fn restore_entries(&self, cell: Cell, entries: Vec<EntryRow>) -> Result<(), StoreError> {
        self.alone(move |connection| {
            for entry in &entries {
                let (salt, body) = entry.body.as_ref().map_or((None, None), |(salt, body)| (Some(salt), Some(body)));
                let sql = "INSERT OR IGNORE INTO entry (cell, seq, leaf, at, log, until, salt, body)
                           VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)";
                let seq = i64::try_from(entry.seq).unwrap_or(i64::MAX);
                let (log, until) = (entry.log.as_ref().map(Name::as_str), entry.until.map(micros));
                let row = params![cell.as_bytes(), seq, entry.leaf, micros(entry.at), log, until, salt, body];
                connection.execute(sql, row)?;
                let sql = "INSERT INTO head (cell, size, published) VALUES (?1, ?2, 0)
                           ON CONFLICT (cell) DO UPDATE SET size = max(size, ?2)";
                connection.execute(sql, params![cell.as_bytes(), seq + 1])?;
                if let (Some(log), Some(until)) = (log, entry.until) {
                    let work = Work::ClearLog { log: Name::from(log) };
                    let sql = "INSERT OR IGNORE INTO due (at, cell, work, since, promise) VALUES (?1, ?2, ?3, ?4, ?5)";
                    let row =
                        params![micros(until), cell.as_bytes(), json(&work)?, micros(entry.at), format!("log.{log}")];
                    connection.execute(sql, row)?;
                }
            }
            Ok(())
        })
    }

    /// Puts back notes of the product log that a backup does not have yet, from number `from` on.
    ///
    /// # Errors
    /// [`StoreError`] if the database fails.
    pub fn restore_witness(&self, product: &Name, from: u64, notes: Vec<String>) -> Result<(), StoreError> {
        let product = product.clone();
        self.alone(move |connection| {
            for (seq, note) in (from..).zip(&notes) {
                let sql = "INSERT OR IGNORE INTO witness (product, seq, note) VALUES (?1, ?2, ?3)";
                let seq = i64::try_from(seq).unwrap_or(i64::MAX);
                connection.execute(sql, params![product.as_str(), seq, note])?;
            }
            Ok(())
        })
    }

    /// Puts blind index entries back that a backup leaves out.
    ///
    /// # Errors
    /// [`StoreError`] if the database fails.
    pub fn restore_lookups(&self, cell: Cell, lookups: Vec<(Record, Name, [u8; 32])>) -> Result<(), StoreError> {
        self.alone(move |connection| {
            for (record, item, digest) in &lookups {
                let sql = "INSERT OR IGNORE INTO lookup (cell, digest, record, item) VALUES (?1, ?2, ?3, ?4)";
                connection.execute(sql, params![cell.as_bytes(), digest, record.as_bytes(), item.as_str()])?;
            }
            Ok(())
        })
    }

    /// The blind index of these records, and an entry of the cell that leads to no record of it, if there is one.
    ///
    /// # Errors
    /// [`StoreError`] if the database fails.
    pub fn load_lookups(&self, cell: Cell, records: &[Record]) -> Result<Vec<(Record, Name, [u8; 32])>, StoreError> {
        self.read(|connection| {
            let lookup = |row: &rusqlite::Row<'_>| {
                Ok((Record::from_bytes(row.get(0)?), Name::from(row.get::<_, String>(1)?), row.get(2)?))
            };
            let sql = "SELECT record, item, digest FROM lookup WHERE cell = ?1 AND NOT EXISTS
                       (SELECT 1 FROM record WHERE record.cell = lookup.cell AND record.record = lookup.record) LIMIT 1";
            let mut lookups = connection
                .prepare_cached(sql)?
                .query_map(params![cell.as_bytes()], lookup)?
                .collect::<Result<Vec<_>, _>>()?;
            let sql = "SELECT record, item, digest FROM lookup WHERE cell = ?1 AND record = ?2";
            let mut select = connection.prepare_cached(sql)?;
            for record in records {
                let rows = select.query_map(params![cell.as_bytes(), record.as_bytes()], lookup)?;
                lookups.extend(rows.collect::<Result<Vec<_>, _>>()?);
            }
            Ok(lookups)
        })
    }

    /// Puts a version back that was published after the backup, in the product's own cell.
    ///
    /// # Errors
    /// [`StoreError`] if the database fails.
    pub fn restore_version(&self, product: &Name, cell: Cell, row: VersionRow) -> Result<(), StoreError> {
        self.ensure_own_cell(product, cell)?;
        let product = product.clone();
        self.alone(move |connection| {
            let sql = "INSERT OR IGNORE INTO version (product, version, hash, source, effective_at, published_at)
                       VALUES (?1, ?2, ?3, ?4, ?5, ?6)";
            let (effective, published) = (micros(row.effective_at), micros(row.published_at));
            connection
                .execute(sql, params![product.as_str(), row.version, row.hash, row.source, effective, published])?;
            Ok(())
        })
    }

    /// Removes what a destroyed half ended: the values that no other keyslot opens.
    ///
    /// # Errors
    /// [`StoreError`] if the database fails.
    pub fn restore_end(&self, cell: Cell, half: Half) -> Result<(), StoreError> {
        self.alone(move |connection| {
            let whose = "(?3 IS NULL OR record IN (SELECT record FROM record WHERE cell = ?1 AND holder = ?3))
                         AND (?4 IS NULL OR (edition = ?4 AND term_day = ?5))";
            let (edition, day) =
                half.term.map_or((None, None), |(edition, day)| (Some(edition), Some(day.to_string())));
            let holder = half.holder.as_ref().map(|holder| holder.as_bytes().as_slice());
            let row = params![cell.as_bytes(), half.rule.as_str(), holder, edition, day];
            let sql = format!("SELECT DISTINCT record FROM slot WHERE cell = ?1 AND rule = ?2 AND {whose}");
            let records: Vec<[u8; 16]> =
                connection.prepare_cached(&sql)?.query_map(row, |row| row.get(0))?.collect::<Result<_, _>>()?;
            let sql = format!("DELETE FROM slot WHERE cell = ?1 AND rule = ?2 AND {whose}");
            connection.prepare_cached(&sql)?.execute(row)?;
            records.iter().try_for_each(|record| super::finish::sweep_record(connection, cell, record).map(|_| ()))
        })
    }

    /// The commitment of one entry of a cell's log, if it is here.
    ///
    /// # Errors
    /// [`StoreError`] if the database fails.
    pub fn leaf(&self, cell: Cell, seq: u64) -> Result<Option<[u8; 33]>, StoreError> {
        Ok(self.load_entries(cell, seq, 1)?.first().filter(|entry| entry.seq == seq).map(|entry| entry.leaf))
    }

    /// Begins new logs of what is here: nothing of them is published yet.
    ///
    /// # Errors
    /// [`StoreError`] if the database fails.
    pub fn begin_logs(&self) -> Result<(), StoreError> {
        self.alone(|connection| Ok(connection.execute_batch("DELETE FROM witness; UPDATE head SET published = 0;")?))
    }

    /// The product's logs are written up from their rows again; without the notes of its own log, where those are of logs that
    /// were given up.
    ///
    /// # Errors
    /// [`StoreError`] if the database fails.
    pub fn publish_again(&self, product: &Name, given_up: bool) -> Result<(), StoreError> {
        let product = product.clone();
        self.alone(move |connection| {
            if given_up {
                connection.execute("DELETE FROM witness WHERE product = ?1", [product.as_str()])?;
            }
            let sql = "UPDATE head SET published = 0 WHERE cell IN (SELECT cell FROM cell WHERE product = ?1)";
            connection.execute(sql, [product.as_str()])?;
            Ok(())
        })
    }

    /// Consents of the product's cells from up to `since` count no more.
    ///
    /// # Errors
    /// [`StoreError`] if the database fails.
    pub fn void_consents(&self, product: &Name, since: Timestamp) -> Result<(), StoreError> {
        let product = product.clone();
        self.alone(move |connection| {
            let sql = "UPDATE cell SET agreed_since = max(coalesce(agreed_since, ?2), ?2), rev = rev + 1
                       WHERE product = ?1";
            connection.execute(sql, params![product.as_str(), micros(since)])?;
            Ok(())
        })
    }

    /// The newest records of a cell: references are drawn in the order of time.
    ///
    /// # Errors
    /// [`StoreError`] if the database fails.
    pub fn newest_records(&self, cell: Cell, most: u32) -> Result<Vec<Record>, StoreError> {
        self.read(|connection| {
            let sql = "SELECT record FROM record WHERE cell = ?1 ORDER BY record DESC LIMIT ?2";
            let mut select = connection.prepare_cached(sql)?;
            let rows = select.query_map(params![cell.as_bytes(), most], |row| row.get(0))?;
            let found: Result<Vec<[u8; 16]>, _> = rows.collect();
            Ok(found?.into_iter().map(Record::from_bytes).collect())
        })
    }

    /// The references of the records of one type in a cell, after `after`, in their order.
    ///
    /// # Errors
    /// [`StoreError`] if the database fails.
    pub fn list_records(
        &self,
        cell: Cell,
        kind: &Name,
        after: Option<Record>,
        most: u32,
    ) -> Result<Vec<Record>, StoreError> {
        self.read(|connection| {
            let sql =
                "SELECT record FROM record WHERE cell = ?1 AND kind = ?2 AND record > ?3 ORDER BY record LIMIT ?4";
            let after = after.map_or([0_u8; 16], |record| *record.as_bytes());
            let mut select = connection.prepare_cached(sql)?;
            let rows = select.query_map(params![cell.as_bytes(), kind.as_str(), after, most], |row| row.get(0))?;
            let found: Result<Vec<[u8; 16]>, _> = rows.collect();
            Ok(found?.into_iter().map(Record::from_bytes).collect())
        })
    }

    /// Every record of a cell, in batches, for rebuilding the index and for checks.
    ///
    /// # Errors
    /// [`StoreError`] if the database fails.
    pub fn all_records(&self, cell: Cell, after: Option<Record>, most: u32) -> Result<Vec<Record>, StoreError> {
        self.read(|connection| {
            let sql = "SELECT record FROM record WHERE cell = ?1 AND record > ?2 ORDER BY record LIMIT ?3";
            let after = after.map_or([0_u8; 16], |record| *record.as_bytes());
            let mut select = connection.prepare_cached(sql)?;
            let rows = select.query_map(params![cell.as_bytes(), after, most], |row| row.get(0))?;
            let found: Result<Vec<[u8; 16]>, _> = rows.collect();
            Ok(found?.into_iter().map(Record::from_bytes).collect())
        })
    }

    /// How many records there are.
    ///
    /// # Errors
    /// [`StoreError`] if the database fails.
    pub fn count_records(&self) -> Result<u64, StoreError> {
        self.read(|connection| {
            let count: i64 = connection.query_row("SELECT count(*) FROM record", [], |row| row.get(0))?;
            Ok(count.unsigned_abs())
        })
    }

    /// Whether a value of the record is here: of that item, or any.
    ///
    /// # Errors
    /// [`StoreError`] if the database fails.
    pub fn holds_value(&self, cell: Cell, record: Record, item: Option<&Name>) -> Result<bool, StoreError> {
        self.read(|connection| {
            let sql =
                "SELECT EXISTS (SELECT 1 FROM value WHERE cell = ?1 AND record = ?2 AND (?3 IS NULL OR item = ?3))";
            let row = params![cell.as_bytes(), record.as_bytes(), item.map(Name::as_str)];
            Ok(connection.prepare_cached(sql)?.query_row(row, |row| row.get(0))?)
        })
    }
}

fn replay(
    connection: &Connection,
    product: &Name,
    cell: Cell,
    grounded: &Grounded,
    recorded: Recorded,
) -> Result<(), StoreError> {
    let (change, since) = (&grounded.change, recorded.at);
    match change {
        Change::Due { at, work, since: event } => {
            set_due(connection, cell, *at, work, &grounded.promise, event.unwrap_or(since))
        }
        Change::CallOff { work } => call_off(connection, cell, work, recorded.at),
        Change::Remove { record, items } => super::finish::remove(connection, cell, *record, items).map(|_| ()),
        Change::Finish { work, due_at } => {
            let mut finished = super::finish::Finished::default();
            loop {
                finished.more = false;
                super::finish::finish(connection, cell, work, *due_at, *due_at, &mut finished)?;
                if !finished.more {
                    return Ok(());
                }
            }
        }
        Change::OpenTenant => {
            let sql =
                "INSERT OR IGNORE INTO cell (cell, product, state, state_at, rev) VALUES (?1, ?2, 'active', 0, 1)";
            connection.execute(sql, params![cell.as_bytes(), product.as_str()])?;
            Ok(())
        }
        Change::Lock { .. } | Change::Unlock { .. } | Change::Until { .. } => {
            super::locks::set(connection, cell, change)
        }
        Change::Released { .. }
        | Change::Erasure { .. }
        | Change::Tell { .. }
        | Change::MoveTelling { .. }
        | Change::SetLeave { .. } => {
            match super::erasures::set(connection, cell, change, (&grounded.promise, recorded.entry)) {
                // It is there already.
                Err(StoreError::Moved) => Ok(()),
                other => other,
            }
        }
        Change::SetGuardian { .. } | Change::CloseActivity { .. } | Change::MoveCase { .. } | Change::Lift { .. } => {
            match set(connection, product, cell, change) {
                // The row that it spoke of was captured after the backup and is lost with it.
                Err(StoreError::Moved) => Ok(()),
                other => other,
            }
        }
        will => set(connection, product, cell, will),
    }
}
