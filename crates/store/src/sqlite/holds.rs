//! Holds: what is kept beyond its time, and on whose data.

use super::apply::{json, micros};
use super::load::instant;
use super::{Connection, Store, StoreError};
use jiff::Timestamp;
use life::facts::{HoldFact, RecordFact};
use life::reference::{Case, Cell, Hold, Subject};
use life::{Change, HoldFile};
use policy::Name;
use rusqlite::{OptionalExtension, params};

const COLUMNS: &str = "hold, ground, facts, items, case_id, placed_at, until, review_at, lifted_at";

impl Store {
    /// The holds of a cell, the earliest first.
    ///
    /// # Errors
    /// [`StoreError`] if the database fails.
    pub fn load_holds(&self, cell: Cell) -> Result<Vec<HoldFact>, StoreError> {
        self.read(|connection| {
            let sql = format!("SELECT {COLUMNS} FROM hold WHERE cell = ?1 ORDER BY placed_at, hold");
            select(connection, &sql, params![cell.as_bytes()])
        })
    }

    /// How many records a hold keeps something of.
    ///
    /// # Errors
    /// [`StoreError`] if the database fails.
    pub fn count_held(&self, cell: Cell, rule: &Name) -> Result<u64, StoreError> {
        self.read(|connection| {
            let sql = "SELECT count(DISTINCT record) FROM slot
                       WHERE cell = ?1 AND rule = ?2 AND rule >= 'ground.' AND rule < 'ground/'";
            let row = params![cell.as_bytes(), rule.as_str()];
            let count: i64 = connection.prepare_cached(sql)?.query_row(row, |row| row.get(0))?;
            Ok(count.unsigned_abs())
        })
    }
}

/// How many rows the change moved.
pub(super) fn set(connection: &Connection, cell: Cell, change: &Change) -> Result<usize, StoreError> {
    Ok(match change {
        Change::Hold { hold, file, subjects, at } => {
            let sql = "INSERT INTO hold (cell, hold, ground, facts, items, case_id, placed_at, until, review_at, rev)
                       VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, 1)";
            let placed = connection.prepare_cached(sql)?.execute(params![
                cell.as_bytes(),
                hold.as_bytes(),
                file.ground.as_str(),
                json(&file.facts)?,
                json(&file.items)?,
                file.case.as_ref().map(|case| case.as_bytes().as_slice()),
                micros(*at),
                file.until.map(micros),
                file.review_at.map(micros)
            ])?;
            let sql = "INSERT OR IGNORE INTO hold_on (cell, subject, hold) VALUES (?1, ?2, ?3)";
            let mut insert = connection.prepare_cached(sql)?;
            for subject in subjects {
                insert.execute(params![cell.as_bytes(), subject.as_bytes(), hold.as_bytes()])?;
            }
            placed
        }
        Change::Lift { hold, reason, at } => {
            let sql = "UPDATE hold SET lifted_at = ?3, reason = ?4, rev = rev + 1
                       WHERE cell = ?1 AND hold = ?2 AND lifted_at IS NULL";
            let row = params![cell.as_bytes(), hold.as_bytes(), micros(*at), reason];
            connection.prepare_cached(sql)?.execute(row)?
        }
        _ => 0,
    })
}

pub(super) fn load_hold(connection: &Connection, cell: Cell, hold: Hold) -> Result<Option<HoldFact>, StoreError> {
    let sql = format!("SELECT {COLUMNS} FROM hold WHERE cell = ?1 AND hold = ?2");
    Ok(select(connection, &sql, params![cell.as_bytes(), hold.as_bytes()])?.pop())
}

/// The holds on a person's data that were not lifted.
pub(super) fn holds_on(connection: &Connection, cell: Cell, subject: Subject) -> Result<Vec<HoldFact>, StoreError> {
    let sql = format!(
        "SELECT {COLUMNS} FROM hold WHERE cell = ?1 AND lifted_at IS NULL
         AND hold IN (SELECT hold FROM hold_on WHERE cell = ?1 AND subject = ?2)"
    );
    select(connection, &sql, params![cell.as_bytes(), subject.as_bytes()])
}

/// The holds that end with a case.
pub(super) fn holds_of_case(connection: &Connection, cell: Cell, case: Case) -> Result<Vec<HoldFact>, StoreError> {
    let sql = format!("SELECT {COLUMNS} FROM hold WHERE cell = ?1 AND case_id = ?2 AND case_id IS NOT NULL");
    select(connection, &sql, params![cell.as_bytes(), case.as_bytes()])
}

/// The holds behind the keyslots of a record.
pub(super) fn holds_of_record(
    connection: &Connection,
    cell: Cell,
    record: &RecordFact,
) -> Result<Vec<HoldFact>, StoreError> {
    let mut holds: Vec<HoldFact> = Vec::new();
    for slot in record.slots.iter().filter(|slot| slot.rule.starts_with("ground.")) {
        let hold = slot.rule.rsplit_once('/').and_then(|(_, hold)| hold.parse::<Hold>().ok());
        if let Some(hold) = hold.filter(|hold| holds.iter().all(|known| known.hold != *hold)) {
            holds.extend(load_hold(connection, cell, hold)?);
        }
    }
    Ok(holds)
}

fn select(connection: &Connection, sql: &str, row: &[&dyn rusqlite::ToSql]) -> Result<Vec<HoldFact>, StoreError> {
    let mut select = connection.prepare_cached(sql)?;
    let mut rows = select.query(row)?;
    let mut holds = Vec::new();
    while let Some(row) = rows.next()? {
        let at = |column: usize| -> Result<Option<Timestamp>, StoreError> {
            row.get::<_, Option<i64>>(column)?.map(instant).transpose()
        };
        let form = |fault: serde_json::Error| StoreError::Form(fault.to_string());
        holds.push(HoldFact {
            hold: Hold::from_bytes(row.get(0)?),
            file: HoldFile {
                ground: Name::from(row.get::<_, String>(1)?),
                facts: serde_json::from_str(&row.get::<_, String>(2)?).map_err(form)?,
                items: serde_json::from_str(&row.get::<_, String>(3)?).map_err(form)?,
                case: row.get::<_, Option<[u8; 16]>>(4)?.map(Case::from_bytes),
                until: at(6)?,
                review_at: at(7)?,
            },
            placed_at: instant(row.get(5)?)?,
            lifted_at: at(8)?,
        });
    }
    Ok(holds)
}

/// The revision of all holds on a person's data together.
pub(super) fn revision_on(connection: &Connection, cell: Cell, subject: Subject) -> Result<u64, StoreError> {
    let sql = "SELECT sum(h.rev) FROM hold_on o JOIN hold h ON h.cell = o.cell AND h.hold = o.hold
               WHERE o.cell = ?1 AND o.subject = ?2";
    let row = params![cell.as_bytes(), subject.as_bytes()];
    let sum: Option<Option<i64>> = connection.prepare_cached(sql)?.query_row(row, |row| row.get(0)).optional()?;
    Ok(sum.flatten().unwrap_or(0).unsigned_abs())
}
