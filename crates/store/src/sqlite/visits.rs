//! Visits: a recipient reads inside the environment that the company provides.

use super::apply::{json, micros};
use super::load::instant;
use super::{Connection, Store, StoreError};
use jiff::Timestamp;
use life::reference::{Cell, Subject, Visit};
use life::share::visit::{VisitChange, VisitFact, VisitFile};
use policy::Name;
use rusqlite::{OptionalExtension, Row, params};

/// The revision of a visit; 0 where there is none.
pub(super) fn revision(connection: &Connection, cell: Cell, which: Visit) -> Result<u64, StoreError> {
    let sql = "SELECT rev FROM visit WHERE cell = ?1 AND visit = ?2";
    let row = params![cell.as_bytes(), which.as_bytes()];
    let found: Option<i64> = connection.prepare_cached(sql)?.query_row(row, |row| row.get(0)).optional()?;
    Ok(found.unwrap_or(0).unsigned_abs())
}

/// Applies a change; answers how many rows it moved.
pub(super) fn set(connection: &Connection, cell: Cell, change: &VisitChange) -> Result<usize, StoreError> {
    let bump = "UPDATE visit SET rev = rev + 1 WHERE cell = ?1 AND visit = ?2";
    Ok(match change {
        VisitChange::Open { visit, file } => {
            let sql = "DELETE FROM visit_read WHERE cell = ?1 AND visit IN
                       (SELECT visit FROM visit WHERE cell = ?1 AND coalesce(closed_at, until_at) <= ?2)";
            connection.prepare_cached(sql)?.execute(params![cell.as_bytes(), micros(file.from)])?;
            let sql = "INSERT INTO visit (cell, visit, recipient, purpose, items, key, from_at, until_at, rev)
                       VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, 1)";
            let (recipient, purpose, items) = (file.recipient.as_str(), file.purpose.as_str(), json(&file.items)?);
            let (from, until) = (micros(file.from), micros(file.until));
            let row = params![cell.as_bytes(), visit.as_bytes(), recipient, purpose, items, file.key, from, until];
            connection.prepare_cached(sql)?.execute(row)?
        }
        VisitChange::Read { visit, subject } => {
            let sql = "INSERT OR IGNORE INTO visit_read (cell, visit, subject) VALUES (?1, ?2, ?3)";
            let row = params![cell.as_bytes(), visit.as_bytes(), subject.as_bytes()];
            connection.prepare_cached(sql)?.execute(row)?;
            // Of two readings at once the second is decided again, and counted.
            connection.prepare_cached(bump)?.execute(params![cell.as_bytes(), visit.as_bytes()])?
        }
        VisitChange::Close { visit, at } => {
            let sql = "UPDATE visit SET closed_at = ?3, rev = rev + 1
                       WHERE cell = ?1 AND visit = ?2 AND closed_at IS NULL";
            connection.prepare_cached(sql)?.execute(params![cell.as_bytes(), visit.as_bytes(), micros(*at)])?
        }
    })
}

const VISIT: &str = "SELECT visit, recipient, purpose, items, key, from_at, until_at, closed_at FROM visit
                     WHERE cell = ?1";

fn visit(connection: &Connection, cell: Cell, row: &Row<'_>) -> Result<VisitFact, StoreError> {
    let visit = Visit::from_bytes(row.get(0)?);
    let sql = "SELECT subject FROM visit_read WHERE cell = ?1 AND visit = ?2";
    let mut select = connection.prepare_cached(sql)?;
    let read = select.query_map(params![cell.as_bytes(), visit.as_bytes()], |row| row.get::<_, [u8; 16]>(0))?;
    let read = read.map(|subject| subject.map(Subject::from_bytes)).collect::<Result<_, _>>()?;
    let items = serde_json::from_str(&row.get::<_, String>(3)?).map_err(|fault| StoreError::Form(fault.to_string()))?;
    let file = VisitFile {
        recipient: Name::from(row.get::<_, String>(1)?),
        purpose: Name::from(row.get::<_, String>(2)?),
        items,
        key: row.get(4)?,
        from: instant(row.get(5)?)?,
        until: instant(row.get(6)?)?,
    };
    let closed_at = row.get::<_, Option<i64>>(7)?.map(instant).transpose()?;
    Ok(VisitFact { visit, file, closed_at, read })
}

pub(super) fn load(connection: &Connection, cell: Cell, which: Visit) -> Result<Option<VisitFact>, StoreError> {
    let mut select = connection.prepare_cached(&format!("{VISIT} AND visit = ?2"))?;
    let mut rows = select.query(params![cell.as_bytes(), which.as_bytes()])?;
    rows.next()?.map(|row| visit(connection, cell, row)).transpose()
}

impl Store {
    /// One visit.
    ///
    /// # Errors
    /// [`StoreError`] if the database fails.
    pub fn visit(&self, cell: Cell, visit: Visit) -> Result<Option<VisitFact>, StoreError> {
        self.read(|connection| load(connection, cell, visit))
    }

    /// Every visit in a cell, the oldest first, those included that are over.
    ///
    /// # Errors
    /// [`StoreError`] if the database fails.
    pub fn list_visits(&self, cell: Cell) -> Result<Vec<VisitFact>, StoreError> {
        self.read(|connection| {
            let mut select = connection.prepare_cached(&format!("{VISIT} ORDER BY from_at, visit"))?;
            let mut rows = select.query([cell.as_bytes()])?;
            let mut visits = Vec::new();
            while let Some(row) = rows.next()? {
                visits.push(visit(connection, cell, row)?);
            }
            Ok(visits)
        })
    }

    /// Ends every visit: after a restore nobody knows what was read on it since the backup.
    ///
    /// # Errors
    /// [`StoreError`] if the database fails.
    pub fn end_visits(&self, at: Timestamp) -> Result<(), StoreError> {
        self.alone(move |connection| {
            let sql = "UPDATE visit SET closed_at = ?1, rev = rev + 1 WHERE closed_at IS NULL";
            connection.execute(sql, [micros(at)])?;
            Ok(())
        })
    }
}
