//! House-keeping: versions, cells, due work, entries, counters, the outbox, credentials.

use super::apply::{append, json, micros, set};
use super::load::instant;
use super::{Connection, Store, StoreError};
use crate::rows::{Counter, DueRow, EntryRow, OutboxRow, Write, Written};
use jiff::Timestamp;
use life::reference::{Cell, Record, Reference, Subject};
use life::{Change, Entry, Work};
use policy::Name;
use rusqlite::{OptionalExtension, params};
use std::collections::BTreeMap;

/// A published version.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct VersionRow {
    /// The version's id.
    pub version: String,
    /// SHA-256 of the canonical form.
    pub hash: String,
    /// The policy file.
    pub source: Vec<u8>,
    /// In force from.
    pub effective_at: Timestamp,
}

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

    /// Publishes a version, with its ledger entry in the product's own cell. The same text again is no change.
    ///
    /// # Errors
    /// [`StoreError::VersionTaken`] for a different text under a version that is published.
    pub fn publish_version(
        &self,
        product: &Name,
        row: VersionRow,
        cell: Cell,
        entry: Entry,
        salt: [u8; 32],
    ) -> Result<bool, StoreError> {
        let product = product.clone();
        self.alone(move |connection| {
            let sql = "SELECT hash FROM version WHERE product = ?1 AND version = ?2";
            let found: Option<String> =
                connection.query_row(sql, params![product.as_str(), row.version], |row| row.get(0)).optional()?;
            match found {
                Some(hash) if hash == row.hash => return Ok(false),
                Some(_) => return Err(StoreError::VersionTaken(row.version)),
                None => {}
            }
            let sql = "INSERT INTO version (product, version, hash, source, effective_at, published_at)
                       VALUES (?1, ?2, ?3, ?4, ?5, ?6)";
            let (effective, now) = (micros(row.effective_at), micros(entry.at));
            connection.execute(sql, params![product.as_str(), row.version, row.hash, row.source, effective, now])?;
            append(connection, cell, &entry, &salt)?;
            Ok(true)
        })
    }

    /// Every published version of a product, the earliest in force first.
    ///
    /// # Errors
    /// [`StoreError`] if the database fails.
    pub fn load_versions(&self, product: &Name) -> Result<Vec<VersionRow>, StoreError> {
        self.read(|connection| {
            let sql = "SELECT version, hash, source, effective_at FROM version WHERE product = ?1
                       ORDER BY effective_at, published_at";
            let mut select = connection.prepare_cached(sql)?;
            let mut versions = Vec::new();
            let mut rows = select.query([product.as_str()])?;
            while let Some(row) = rows.next()? {
                let (version, hash, source) = (row.get(0)?, row.get(1)?, row.get(2)?);
                versions.push(VersionRow { version, hash, source, effective_at: instant(row.get(3)?)? });
            }
            Ok(versions)
        })
    }

    /// Makes sure that a product's own cell is there.
    ///
    /// # Errors
    /// [`StoreError`] if the database fails.
    pub fn ensure_own_cell(&self, product: &Name, cell: Cell) -> Result<(), StoreError> {
        let product = product.clone();
        self.alone(move |connection| {
            let sql = "INSERT OR IGNORE INTO cell (cell, product, state, state_at, rev) VALUES (?1, ?2, 'own', 0, 1)";
            connection.execute(sql, params![cell.as_bytes(), product.as_str()])?;
            Ok(())
        })
    }

    /// Whether there is such a cell.
    ///
    /// # Errors
    /// [`StoreError`] if the database fails.
    pub fn cell_exists(&self, cell: Cell) -> Result<bool, StoreError> {
        Ok(self.product_of(cell)?.is_some())
    }

    /// The product that a cell belongs to, if there is such a cell.
    ///
    /// # Errors
    /// [`StoreError`] if the database fails.
    pub fn product_of(&self, cell: Cell) -> Result<Option<Name>, StoreError> {
        self.read(|connection| {
            let mut select = connection.prepare_cached("SELECT product FROM cell WHERE cell = ?1")?;
            let found: Option<String> = select.query_row([cell.as_bytes()], |row| row.get(0)).optional()?;
            Ok(found.map(Name::from))
        })
    }

    /// Every product with a published version.
    ///
    /// # Errors
    /// [`StoreError`] if the database fails.
    pub fn load_products(&self) -> Result<Vec<Name>, StoreError> {
        self.read(|connection| {
            let mut select = connection.prepare_cached("SELECT DISTINCT product FROM version ORDER BY product")?;
            let rows: Result<Vec<String>, _> = select.query_map([], |row| row.get(0))?.collect();
            Ok(rows?.into_iter().map(Name::from).collect())
        })
    }

    /// Every cell of a product.
    ///
    /// # Errors
    /// [`StoreError`] if the database fails.
    pub fn load_cells(&self, product: &Name) -> Result<Vec<Cell>, StoreError> {
        self.read(|connection| {
            let mut select = connection.prepare_cached("SELECT cell FROM cell WHERE product = ?1 ORDER BY cell")?;
            let cells: Result<Vec<[u8; 16]>, _> = select.query_map([product.as_str()], |row| row.get(0))?.collect();
            Ok(cells?.into_iter().map(Cell::from_bytes).collect())
        })
    }

    /// Work due at or before `now`, the earliest first.
    ///
    /// # Errors
    /// [`StoreError`] if the database fails.
    pub fn load_due(&self, now: Timestamp, most: u32) -> Result<Vec<DueRow>, StoreError> {
        self.read(|connection| {
            let sql = "SELECT at, cell, work, promise FROM due WHERE at <= ?1 ORDER BY at, cell LIMIT ?2";
            let mut select = connection.prepare_cached(sql)?;
            due_rows(select.query(params![micros(now), most])?)
        })
    }

    /// When the next work falls due.
    ///
    /// # Errors
    /// [`StoreError`] if the database fails.
    pub fn next_due(&self) -> Result<Option<Timestamp>, StoreError> {
        self.read(|connection| {
            let due: Option<i64> =
                connection.prepare_cached("SELECT min(at) FROM due")?.query_row([], |row| row.get(0))?;
            let sql = "SELECT min(next_at) FROM outbox WHERE state IN ('waiting', 'sending')";
            let outbox: Option<i64> = connection.prepare_cached(sql)?.query_row([], |row| row.get(0))?;
            due.into_iter().chain(outbox).min().map(instant).transpose()
        })
    }

    /// All due work of a cell, the earliest first: what becomes of what it holds.
    ///
    /// # Errors
    /// [`StoreError`] if the database fails.
    pub fn load_due_of(&self, cell: Cell) -> Result<Vec<DueRow>, StoreError> {
        self.read(|connection| {
            let sql = "SELECT at, cell, work, promise FROM due WHERE cell = ?1 ORDER BY at";
            let mut select = connection.prepare_cached(sql)?;
            due_rows(select.query(params![cell.as_bytes()])?)
        })
    }

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

    /// Acts that may be sent now.
    ///
    /// # Errors
    /// [`StoreError`] if the database fails.
    pub fn load_outbox(&self, now: Timestamp, most: u32) -> Result<Vec<OutboxRow>, StoreError> {
        self.read(|connection| {
            let sql = "SELECT id, cell, recipient, purpose, occasion, subject, record, state, attempts, next_at, code
                       FROM outbox WHERE state IN ('waiting', 'sending') AND next_at <= ?1 ORDER BY next_at LIMIT ?2";
            let mut select = connection.prepare_cached(sql)?;
            outbox_rows(select.query(params![micros(now), most])?)
        })
    }

    /// Every act of a cell in the outbox.
    ///
    /// # Errors
    /// [`StoreError`] if the database fails.
    pub fn load_outbox_of(&self, cell: Cell) -> Result<Vec<OutboxRow>, StoreError> {
        self.read(|connection| {
            let sql = "SELECT id, cell, recipient, purpose, occasion, subject, record, state, attempts, next_at, code
                       FROM outbox WHERE cell = ?1 ORDER BY next_at";
            let mut select = connection.prepare_cached(sql)?;
            outbox_rows(select.query(params![cell.as_bytes()])?)
        })
    }

    /// Moves an act of the outbox on.
    ///
    /// # Errors
    /// [`StoreError`] if the database fails.
    pub fn move_outbox(
        &self,
        id: Reference,
        state: &'static str,
        next_at: Timestamp,
        code: Option<&'static str>,
        tried: bool,
    ) -> Result<(), StoreError> {
        self.alone(move |connection| {
            let sql = "UPDATE outbox SET state = ?2, next_at = ?3, code = coalesce(?4, code), attempts = attempts + ?5
                       WHERE id = ?1";
            connection.execute(sql, params![id.as_bytes(), state, micros(next_at), code, tried])?;
            Ok(())
        })
    }

    /// Applies again what a ledger entry recorded of somebody's will, or of what had to go.
    ///
    /// # Errors
    /// [`StoreError`] if the database fails.
    pub fn replay(&self, product: &Name, cell: Cell, changes: Vec<Change>) -> Result<(), StoreError> {
        let product = product.clone();
        self.alone(move |connection| {
            for change in &changes {
                replay(connection, &product, cell, change)?;
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

    /// Writes a consistent copy of the database to `path`, without the blind index, without what is gone before
    /// the next backup, and without what only this machine needs.
    ///
    /// # Errors
    /// [`StoreError`] if a file or the database fails.
    pub fn copy_to(&self, path: &std::path::Path) -> Result<(), StoreError> {
        let mut copy = Connection::open(path)?;
        copy.pragma_update(None, "secure_delete", "ON")?;
        self.read(|connection| {
            let backup = rusqlite::backup::Backup::new(connection, &mut copy)?;
            backup.run_to_completion(4096, std::time::Duration::ZERO, None)?;
            Ok(())
        })?;
        copy.execute_batch(
            "PRAGMA journal_mode = DELETE;
             DELETE FROM value WHERE (cell, record) IN (SELECT cell, record FROM record WHERE shortlived = 1);
             DELETE FROM slot WHERE (cell, record) IN (SELECT cell, record FROM record WHERE shortlived = 1);
             DELETE FROM record WHERE shortlived = 1;
             DELETE FROM lookup; DELETE FROM draw; DELETE FROM idempotency; DELETE FROM outbox;
             VACUUM;",
        )?;
        Ok(())
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
}

fn replay(connection: &Connection, product: &Name, cell: Cell, change: &Change) -> Result<(), StoreError> {
    match change {
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
        Change::SetGuardian { .. } | Change::CloseActivity { .. } => {
            match set(connection, product, cell, change) {
                // The row that it spoke of was captured after the backup and is lost with it.
                Err(StoreError::Moved) => Ok(()),
                other => other,
            }
        }
        will => set(connection, product, cell, will),
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

fn due_rows(mut rows: rusqlite::Rows<'_>) -> Result<Vec<DueRow>, StoreError> {
    let mut due = Vec::new();
    while let Some(row) = rows.next()? {
        let work: String = row.get(2)?;
        let work: Work = serde_json::from_str(&work).map_err(|fault| StoreError::Form(fault.to_string()))?;
        due.push(DueRow {
            at: instant(row.get(0)?)?,
            cell: Cell::from_bytes(row.get(1)?),
            work,
            promise: Name::from(row.get::<_, String>(3)?),
        });
    }
    Ok(due)
}

fn outbox_rows(mut rows: rusqlite::Rows<'_>) -> Result<Vec<OutboxRow>, StoreError> {
    let mut outbox = Vec::new();
    while let Some(row) = rows.next()? {
        outbox.push(OutboxRow {
            id: Reference::from_bytes(row.get(0)?),
            cell: Cell::from_bytes(row.get(1)?),
            recipient: Name::from(row.get::<_, String>(2)?),
            purpose: Name::from(row.get::<_, String>(3)?),
            occasion: row.get::<_, Option<String>>(4)?.map(Name::from),
            subject: row.get::<_, Option<[u8; 16]>>(5)?.map(Subject::from_bytes),
            record: Record::from_bytes(row.get(6)?),
            state: row.get(7)?,
            attempts: row.get(8)?,
            next_at: instant(row.get(9)?)?,
            code: row.get(10)?,
        });
    }
    Ok(outbox)
}

/// A credential of a calling service, as it is stored.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CredentialRow {
    /// Its public id.
    pub id: String,
    /// The service's name.
    pub label: String,
    /// SHA-256 of the secret.
    pub hash: [u8; 32],
    /// JSON: products, cells and roles that it may speak for.
    pub grants: String,
}

impl Store {
    /// Stores a credential.
    ///
    /// # Errors
    /// [`StoreError`] if the database fails.
    pub fn add_credential(&self, row: CredentialRow, now: Timestamp) -> Result<(), StoreError> {
        self.alone(move |connection| {
            let sql = "INSERT INTO credential (id, label, hash, grants, created_at) VALUES (?1, ?2, ?3, ?4, ?5)";
            connection.execute(sql, params![row.id, row.label, row.hash, row.grants, micros(now)])?;
            Ok(())
        })
    }

    /// Revokes a credential; answers whether it was there.
    ///
    /// # Errors
    /// [`StoreError`] if the database fails.
    pub fn revoke_credential(&self, id: &str, now: Timestamp) -> Result<bool, StoreError> {
        let id = id.to_owned();
        self.alone(move |connection| {
            let sql = "UPDATE credential SET revoked_at = ?2 WHERE id = ?1 AND revoked_at IS NULL";
            Ok(connection.execute(sql, params![id, micros(now)])? == 1)
        })
    }

    /// The credential `id`, unless it is revoked.
    ///
    /// # Errors
    /// [`StoreError`] if the database fails.
    pub fn lookup_credential(&self, id: &str) -> Result<Option<CredentialRow>, StoreError> {
        self.read(|connection| {
            let sql = "SELECT id, label, hash, grants FROM credential WHERE id = ?1 AND revoked_at IS NULL";
            let found = connection
                .prepare_cached(sql)?
                .query_row([id], |row| {
                    Ok(CredentialRow { id: row.get(0)?, label: row.get(1)?, hash: row.get(2)?, grants: row.get(3)? })
                })
                .optional()?;
            Ok(found)
        })
    }

    /// The kept answer to an idempotency key: the body's keyed hash, status, answer.
    ///
    /// # Errors
    /// [`StoreError`] if the database fails.
    pub fn lookup_answer(
        &self,
        credential: &str,
        key: &str,
        now: Timestamp,
    ) -> Result<Option<([u8; 32], u16, String)>, StoreError> {
        self.read(|connection| {
            let sql =
                "SELECT body_hash, status, answer FROM idempotency WHERE credential = ?1 AND key = ?2 AND until > ?3";
            let found = connection
                .prepare_cached(sql)?
                .query_row(params![credential, key, micros(now)], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))
                .optional()?;
            Ok(found)
        })
    }

    /// Claims an idempotency key, or keeps its answer; keys whose time is over go. Answers whether the claim
    /// was new.
    ///
    /// # Errors
    /// [`StoreError`] if the database fails.
    pub fn keep_answer(
        &self,
        credential: &str,
        key: &str,
        body_hash: [u8; 32],
        status: u16,
        answer: String,
        until: Timestamp,
        now: Timestamp,
    ) -> Result<bool, StoreError> {
        let (credential, key) = (credential.to_owned(), key.to_owned());
        self.alone(move |connection| {
            connection.execute("DELETE FROM idempotency WHERE until <= ?1", params![micros(now)])?;
            let sql = "INSERT INTO idempotency (credential, key, body_hash, status, answer, until)
                       VALUES (?1, ?2, ?3, ?4, ?5, ?6) ON CONFLICT (credential, key)
                       DO UPDATE SET status = ?4, answer = ?5, until = ?6 WHERE status = 0 AND ?4 <> 0";
            let row = params![credential, key, body_hash, status, answer, micros(until)];
            Ok(connection.execute(sql, row)? == 1)
        })
    }

    /// Notes a backup that was made.
    ///
    /// # Errors
    /// [`StoreError`] if the database fails.
    pub fn note_backup(
        &self,
        id: Reference,
        at: Timestamp,
        until: Timestamp,
        bytes: u64,
        digest: String,
    ) -> Result<(), StoreError> {
        self.alone(move |connection| {
            let sql = "INSERT INTO backup (id, at, until, bytes, digest) VALUES (?1, ?2, ?3, ?4, ?5)";
            let bytes = i64::try_from(bytes).unwrap_or(i64::MAX);
            connection.execute(sql, params![id.as_bytes(), micros(at), micros(until), bytes, digest])?;
            Ok(())
        })
    }

    /// Every backup that was made: reference, when, until when its key lives.
    ///
    /// # Errors
    /// [`StoreError`] if the database fails.
    pub fn load_backups(&self) -> Result<Vec<(Reference, Timestamp, Timestamp)>, StoreError> {
        self.read(|connection| {
            let mut select = connection.prepare_cached("SELECT id, at, until FROM backup ORDER BY at")?;
            let mut backups = Vec::new();
            let mut rows = select.query([])?;
            while let Some(row) = rows.next()? {
                let id = Reference::from_bytes(row.get(0)?);
                backups.push((id, instant(row.get(1)?)?, instant(row.get(2)?)?));
            }
            Ok(backups)
        })
    }

    /// A due row that the engine sets outside a plan: the next backup.
    ///
    /// # Errors
    /// [`StoreError`] if the database fails.
    pub fn set_due(
        &self,
        at: Timestamp,
        cell: Cell,
        work: Work,
        promise: Name,
        now: Timestamp,
    ) -> Result<(), StoreError> {
        self.alone(move |connection| {
            let sql = "INSERT OR IGNORE INTO due (at, cell, work, since, promise) VALUES (?1, ?2, ?3, ?4, ?5)";
            let row = params![micros(at), cell.as_bytes(), json(&work)?, micros(now), promise.as_str()];
            connection.execute(sql, row)?;
            Ok(())
        })
    }
}
