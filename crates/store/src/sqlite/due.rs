//! What has fallen due, and what waits to be sent.

use super::apply::{json, micros};
use super::load::instant;
use super::{Connection, Store, StoreError};
use crate::rows::{DueRow, OutboxRow};
use jiff::Timestamp;
use life::Work;
use life::facts::RecordFact;
use life::reference::{Cell, Holder, Record, Reference, Subject};
use policy::Name;
use rusqlite::params;

impl Store {
    /// Work due at or before `now`, the earliest first; backups are no part of it, for they wait for nobody.
    ///
    /// # Errors
    /// [`StoreError`] if the database fails.
    pub fn load_due(&self, now: Timestamp, most: u32) -> Result<Vec<DueRow>, StoreError> {
        self.read(|connection| {
            let sql =
                "SELECT at, cell, work, promise FROM due WHERE at <= ?1 AND work <> ?3 ORDER BY at, cell LIMIT ?2";
            let mut select = connection.prepare_cached(sql)?;
            due_rows(select.query(params![micros(now), most, json(&Work::Backup)?])?)
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

    /// Records of a cell of which something was to end before `late`, the oldest first.
    ///
    /// # Errors
    /// [`StoreError`] if the database fails.
    pub fn load_late(&self, cell: Cell, late: Timestamp, most: u32) -> Result<Vec<Record>, StoreError> {
        self.read(|connection| {
            let sql = "SELECT record FROM slot WHERE cell = ?1 AND until < ?2 ORDER BY until LIMIT ?3";
            let mut select = connection.prepare_cached(sql)?;
            let rows = select.query_map(params![cell.as_bytes(), micros(late), most], |row| row.get(0))?;
            let found: Result<Vec<[u8; 16]>, _> = rows.collect();
            Ok(found?.into_iter().map(Record::from_bytes).collect())
        })
    }

    /// Records of the closed accounts of a cell, with whose they are and since when it is closed: those of the first first.
    ///
    /// # Errors
    /// [`StoreError`] if the database fails.
    pub fn load_closed(&self, cell: Cell, most: u32) -> Result<Vec<(Record, Holder, Timestamp)>, StoreError> {
        self.read(|connection| {
            let sql = "SELECT record, holder, state_at FROM account JOIN record USING (cell)
                       WHERE cell = ?1 AND state = 'cancelled' AND holder = account.subject ORDER BY state_at LIMIT ?2";
            let mut select = connection.prepare_cached(sql)?;
            let mut rows = select.query(params![cell.as_bytes(), most])?;
            let mut closed = Vec::new();
            while let Some(row) = rows.next()? {
                let (record, holder) = (Record::from_bytes(row.get(0)?), Holder::from_bytes(row.get(1)?));
                closed.push((record, holder, instant(row.get(2)?)?));
            }
            Ok(closed)
        })
    }

    /// Forgets draws of a product's codes that are older than the window in which they are counted.
    ///
    /// # Errors
    /// [`StoreError`] if the database fails.
    pub fn forget_draws(&self, product: &Name, until: Timestamp) -> Result<(), StoreError> {
        const OLD: &str = "FROM draw WHERE at <= ?1 AND cell IN (SELECT cell FROM cell WHERE product = ?2)";
        let (until, product) = (micros(until), product.clone());
        let there = self.read(|connection| {
            let sql = format!("SELECT EXISTS (SELECT 1 {OLD})");
            Ok(connection.query_row(&sql, params![until, product.as_str()], |row| row.get::<_, bool>(0))?)
        })?;
        if !there {
            return Ok(());
        }
        self.alone(move |connection| {
            connection.execute(&format!("DELETE {OLD}"), params![until, product.as_str()])?;
            Ok(())
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
}

/// Work on the loaded records that is due by `now` and not done yet.
pub(super) fn overdue(
    connection: &Connection,
    cell: Cell,
    records: &[RecordFact],
    now: Timestamp,
) -> Result<Vec<Work>, StoreError> {
    // Where the worker keeps up there is hardly a row: one look says so.
    let sql = "SELECT EXISTS (SELECT 1 FROM due WHERE at <= ?1 AND cell = ?2)";
    let mut any = connection.prepare_cached(sql)?;
    if !any.query_row(params![micros(now), cell.as_bytes()], |row| row.get::<_, bool>(0))? {
        return Ok(Vec::new());
    }
    let set = set_on(connection, cell, records, micros(now))?;
    Ok(set.into_iter().map(|(_, work)| work).collect())
}

/// The work that events have set on records, with when each was set.
pub(super) fn pending(
    connection: &Connection,
    cell: Cell,
    records: &[RecordFact],
) -> Result<Vec<(Timestamp, Work)>, StoreError> {
    set_on(connection, cell, records, i64::MAX)
}

/// The work that is set on records and due by `by`, however much else of the cell is due.
fn set_on(
    connection: &Connection,
    cell: Cell,
    records: &[RecordFact],
    by: i64,
) -> Result<Vec<(Timestamp, Work)>, StoreError> {
    let mut fronts = std::collections::BTreeSet::from(["{\"work\":\"end-rule\",".to_owned()]);
    fronts.insert("{\"work\":\"end-records\",\"rule\":".to_owned());
    for record in records {
        for work in ["end-holder", "end-records"] {
            fronts.insert(format!("{{\"work\":\"{work}\",\"holder\":\"{}\"", record.holder));
        }
        fronts.insert(format!("{{\"work\":\"end-record\",\"record\":\"{}\"", record.record));
        let within = record.activity.map(|activity| format!("{{\"work\":\"end-activity\",\"activity\":\"{activity}\""));
        fronts.extend(within);
    }
    let sql = "SELECT since, work FROM due WHERE cell = ?1 AND work >= ?2 AND work < ?3 AND at <= ?4";
    let mut select = connection.prepare_cached(sql)?;
    let mut pending = Vec::new();
    for front in fronts {
        let mut rows = select.query(params![cell.as_bytes(), front, format!("{front}\u{7f}"), by])?;
        while let Some(row) = rows.next()? {
            let work: Work =
                serde_json::from_str(&row.get::<_, String>(1)?).map_err(|fault| StoreError::Form(fault.to_string()))?;
            pending.push((instant(row.get(0)?)?, work));
        }
    }
    Ok(pending)
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
