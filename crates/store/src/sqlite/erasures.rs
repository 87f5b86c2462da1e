//! Erasures, what recipients were sent, and whom that is told.

use super::apply::{json, micros};
use super::load::Wanted;
use super::load::instant;
use super::{Connection, Store, StoreError};
use jiff::Timestamp;
use life::Change;
use life::erase::telling::{Asks, Leave, ReleasedFact, TellingFact, TellingFile, TellingState};
use life::facts;
use life::reference::{Cell, Erasure, Holder, Record, Reference, Subject, Telling};
use policy::Name;
use rusqlite::{Row, params};
use std::collections::BTreeSet;

const COLUMNS: &str =
    "telling, erasure, whose, recipient, asks, items, records, releases, leave_on, leave_digest, state,
                       state_at, asked_at, due_at, digest, repeats";

/// An erasure as it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ErasureRow {
    /// Its reference.
    pub erasure: Erasure,
    /// Whose data.
    pub whose: Holder,
    /// Under which promise.
    pub promise: Name,
    /// When.
    pub at: Timestamp,
    /// The number of its entry in the cell's log.
    pub entry: u64,
}

/// Of what to load what recipients were sent.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Released {
    /// Of the loaded records.
    Records,
    /// Of everything of somebody's: a person, or the tenant with everybody in it.
    Of(Holder),
}

impl Store {
    /// The tellings of a cell, the earliest due first: those that wait, or all.
    ///
    /// # Errors
    /// [`StoreError`] if the database fails.
    pub fn load_tellings(&self, cell: Cell, waiting: bool) -> Result<Vec<TellingFact>, StoreError> {
        self.read(|connection| {
            let sql = format!(
                "SELECT {COLUMNS} FROM telling WHERE cell = ?1 AND (?2 = 0 OR state IN ('due', 'sent'))
                 ORDER BY due_at, telling"
            );
            select(connection, &sql, params![cell.as_bytes(), waiting])
        })
    }

    /// The tellings of one erasure.
    ///
    /// # Errors
    /// [`StoreError`] if the database fails.
    pub fn load_tellings_of(&self, cell: Cell, erasure: Erasure) -> Result<Vec<TellingFact>, StoreError> {
        self.read(|connection| {
            let sql = format!("SELECT {COLUMNS} FROM telling WHERE cell = ?1 AND erasure = ?2 ORDER BY recipient");
            select(connection, &sql, params![cell.as_bytes(), erasure.as_bytes()])
        })
    }

    /// The erasures of a cell, the earliest first; those of somebody only, where `whose` names one.
    ///
    /// # Errors
    /// [`StoreError`] if the database fails.
    pub fn load_erasures(&self, cell: Cell, whose: Option<Holder>) -> Result<Vec<ErasureRow>, StoreError> {
        self.read(|connection| {
            let sql = "SELECT erasure, whose, promise, at, entry FROM erasure
                       WHERE cell = ?1 AND (?2 IS NULL OR whose = ?2) ORDER BY at, erasure";
            let whose = whose.as_ref().map(|whose| whose.as_bytes().as_slice());
            let mut select = connection.prepare_cached(sql)?;
            let mut rows = select.query(params![cell.as_bytes(), whose])?;
            let mut erasures = Vec::new();
            while let Some(row) = rows.next()? {
                erasures.push(ErasureRow {
                    erasure: Erasure::from_bytes(row.get(0)?),
                    whose: Holder::from_bytes(row.get(1)?),
                    promise: Name::from(row.get::<_, String>(2)?),
                    at: instant(row.get(3)?)?,
                    entry: row.get::<_, i64>(4)?.unsigned_abs(),
                });
            }
            Ok(erasures)
        })
    }
}

/// Applies a change of erasures and tellings, which the entry of this number recorded; the next one, if there is none yet.
pub(super) fn set(
    connection: &Connection,
    cell: Cell,
    change: &Change,
    (promise, entry): (&Name, Option<u64>),
) -> Result<(), StoreError> {
    let rows = match change {
        Change::Released { release, whose, recipient, record, items } => {
            let sql = "INSERT INTO released (cell, whose, recipient, record, item, release, rev)
                       VALUES (?1, ?2, ?3, ?4, ?5, ?6, 1) ON CONFLICT (cell, whose, recipient, record, item)
                       DO UPDATE SET release = ?6, rev = rev + 1";
            let mut insert = connection.prepare_cached(sql)?;
            let (whose, from, recipient) = (whose.as_bytes(), record_bytes(*record), recipient.as_str());
            for item in items {
                insert.execute(params![cell.as_bytes(), whose, recipient, from, item.as_str(), release.as_bytes()])?;
            }
            1
        }
        Change::Erasure { erasure, whose, at } => {
            // Its entry is appended in the same transaction, and so is the next of its log.
            let sql = "INSERT INTO erasure (cell, erasure, whose, promise, at, entry) VALUES (?1, ?2, ?3, ?4, ?5,
                       coalesce(?6, (SELECT size FROM head WHERE cell = ?1), 0)) ON CONFLICT (cell, erasure) DO NOTHING";
            let entry = entry.map(|entry| i64::try_from(entry).unwrap_or(i64::MAX));
            let (whose, promise) = (whose.as_bytes(), promise.as_str());
            let row = params![cell.as_bytes(), erasure.as_bytes(), whose, promise, micros(*at), entry];
            connection.prepare_cached(sql)?.execute(row)?
        }
        Change::Tell { telling, file, due_at, at } => tell(connection, cell, *telling, file, *due_at, *at)?,
        Change::MoveTelling { telling, state, due_at, digest, repeats, at } => {
            let sql = "UPDATE telling SET state = ?3, due_at = ?4, digest = coalesce(?5, digest), repeats = ?6,
                       state_at = ?7, rev = rev + 1 WHERE cell = ?1 AND telling = ?2";
            let (due_at, at) = (micros(*due_at), micros(*at));
            let row = params![cell.as_bytes(), telling.as_bytes(), state.as_str(), due_at, digest, repeats, at];
            connection.prepare_cached(sql)?.execute(row)?
        }
        Change::SetLeave { subject, recipient, leave, at } => {
            let sql = "INSERT INTO leave (cell, subject, recipient, given_on, digest, filed_at, rev)
                       VALUES (?1, ?2, ?3, ?4, ?5, ?6, 1) ON CONFLICT (cell, subject, recipient)
                       DO UPDATE SET given_on = ?4, digest = ?5, filed_at = ?6, rev = rev + 1";
            let (given_on, at) = (leave.given_on.to_string(), micros(*at));
            let row = params![cell.as_bytes(), subject.as_bytes(), recipient.as_str(), given_on, leave.digest, at];
            connection.prepare_cached(sql)?.execute(row)?
        }
        _ => return Err(StoreError::Form("no change of an erasure".into())),
    };
    super::apply::moved_unless_one(rows)
}

fn record_bytes(record: Option<Record>) -> [u8; 16] {
    record.map_or([0; 16], |record| *record.as_bytes())
}

/// What the recipient is told of is no longer on the list of what it has.
fn tell(
    connection: &Connection,
    cell: Cell,
    telling: Telling,
    file: &TellingFile,
    due_at: Timestamp,
    at: Timestamp,
) -> Result<usize, StoreError> {
    let whole = file.whose.as_bytes() == cell.as_bytes();
    let forget = "DELETE FROM released WHERE cell = ?1 AND recipient = ?3
                  AND (whose = ?2 OR ?6) AND item IN (SELECT j.value FROM json_each(?4) j)
                  AND (?6 OR hex(record) IN (SELECT upper(j.value) FROM json_each(?5) j)
                       OR hex(release) IN (SELECT upper(j.value) FROM json_each(?7) j) AND record = zeroblob(16))";
    let (items, records) = (json(&file.items)?, json(&file.records)?);
    let releases = json(&file.releases)?;
    let row = params![cell.as_bytes(), file.whose.as_bytes(), file.recipient.as_str(), items, records, whole, releases];
    connection.prepare_cached(forget)?.execute(row)?;
    let sql = "INSERT INTO telling (cell, telling, erasure, whose, recipient, asks, items, records, releases, leave_on,
               leave_digest, state, asked_at, due_at, state_at, repeats, rev)
               VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?13, 0, 1)
               ON CONFLICT (cell, telling) DO NOTHING";
    let state = if file.asks == Asks::Nothing { TellingState::Excused } else { TellingState::Due };
    Ok(connection.prepare_cached(sql)?.execute(params![
        cell.as_bytes(),
        telling.as_bytes(),
        file.erasure.as_bytes(),
        file.whose.as_bytes(),
        file.recipient.as_str(),
        file.asks.as_str(),
        items,
        records,
        releases,
        file.leave.as_ref().map(|leave| leave.given_on.to_string()),
        file.leave.as_ref().map(|leave| leave.digest.as_str()),
        state.as_str(),
        micros(at),
        micros(due_at)
    ])?)
}

/// What recipients were sent, and how far they are told.
pub(super) fn load_sent(
    connection: &Connection,
    wanted: &Wanted,
    found: &mut facts::Facts,
    rests_on: &mut Vec<facts::Row>,
) -> Result<(), StoreError> {
    let cell = found.cell;
    match wanted.released {
        Some(Released::Of(whose)) => {
            found.released = released(connection, cell, whose)?;
            rests_on.push(facts::Row::ReleasedOf(cell, whose));
        }
        Some(Released::Records) => {
            for record in found.records.clone() {
                found.released.extend(released_from(connection, cell, record.record)?);
                rests_on.push(facts::Row::ReleasedFrom(cell, record.record));
            }
        }
        None => {}
    }
    let whose: BTreeSet<Holder> = found.released.iter().map(|sent| sent.whose).collect();
    for whose in whose {
        found.leaves.extend(leaves_of(connection, cell, whose)?.into_iter().map(|(to, leave)| ((whose, to), leave)));
    }
    if let Some(telling) = wanted.telling {
        found.tellings = load_telling(connection, cell, telling)?;
        rests_on.push(facts::Row::Telling(cell, telling));
    } else if let (Some((_, recipient)), Some(subject)) = (&wanted.agreement, wanted.subject) {
        found.tellings = tellings_to(connection, cell, subject, recipient)?;
        rests_on.push(facts::Row::TellingsTo(cell, Holder(subject.0), recipient.clone()));
    }
    Ok(())
}

/// What recipients were sent of somebody's: everything, or from these records; in the whole cell, where it is the cell's own.
pub(super) fn released(connection: &Connection, cell: Cell, whose: Holder) -> Result<Vec<ReleasedFact>, StoreError> {
    if whose.as_bytes() == cell.as_bytes() {
        let sql = "SELECT DISTINCT ?1, recipient, x'', item, NULL FROM released WHERE cell = ?1";
        return released_rows(connection, sql, params![cell.as_bytes()]);
    }
    let sql = "SELECT whose, recipient, record, item, release FROM released WHERE cell = ?1 AND whose = ?2";
    released_rows(connection, sql, params![cell.as_bytes(), whose.as_bytes()])
}

/// What recipients were sent of one record.
pub(super) fn released_from(
    connection: &Connection,
    cell: Cell,
    record: Record,
) -> Result<Vec<ReleasedFact>, StoreError> {
    let sql = "SELECT whose, recipient, record, item, release FROM released WHERE cell = ?1 AND record = ?2";
    released_rows(connection, sql, params![cell.as_bytes(), record.as_bytes()])
}

fn released_rows(
    connection: &Connection,
    sql: &str,
    row: &[&dyn rusqlite::ToSql],
) -> Result<Vec<ReleasedFact>, StoreError> {
    let mut select = connection.prepare_cached(sql)?;
    let mut rows = select.query(row)?;
    let mut released = Vec::new();
    while let Some(row) = rows.next()? {
        let record: Vec<u8> = row.get(2)?;
        let record = <[u8; 16]>::try_from(record.as_slice()).ok().filter(|bytes| *bytes != [0; 16]);
        released.push(ReleasedFact {
            whose: Holder::from_bytes(row.get(0)?),
            recipient: Name::from(row.get::<_, String>(1)?),
            record: record.map(Record::from_bytes),
            item: Name::from(row.get::<_, String>(3)?),
            release: row.get::<_, Option<[u8; 16]>>(4)?.map(Reference::from_bytes),
        });
    }
    Ok(released)
}

/// Whom somebody authorised by herself.
pub(super) fn leaves_of(connection: &Connection, cell: Cell, whose: Holder) -> Result<Vec<(Name, Leave)>, StoreError> {
    let sql = "SELECT recipient, given_on, digest FROM leave WHERE cell = ?1 AND subject = ?2";
    let mut select = connection.prepare_cached(sql)?;
    let mut rows = select.query(params![cell.as_bytes(), whose.as_bytes()])?;
    let mut leaves = Vec::new();
    while let Some(row) = rows.next()? {
        let leave = Leave { given_on: day(&row.get::<_, String>(1)?)?, digest: row.get(2)? };
        leaves.push((Name::from(row.get::<_, String>(0)?), leave));
    }
    Ok(leaves)
}

/// The tellings to one recipient about somebody.
pub(super) fn tellings_to(
    connection: &Connection,
    cell: Cell,
    whose: Subject,
    recipient: &Name,
) -> Result<Vec<TellingFact>, StoreError> {
    let sql = format!("SELECT {COLUMNS} FROM telling WHERE cell = ?1 AND whose = ?2 AND recipient = ?3");
    select(connection, &sql, params![cell.as_bytes(), whose.as_bytes(), recipient.as_str()])
}

pub(super) fn load_telling(
    connection: &Connection,
    cell: Cell,
    telling: Telling,
) -> Result<Vec<TellingFact>, StoreError> {
    let sql = format!("SELECT {COLUMNS} FROM telling WHERE cell = ?1 AND telling = ?2");
    select(connection, &sql, params![cell.as_bytes(), telling.as_bytes()])
}

fn select(connection: &Connection, sql: &str, row: &[&dyn rusqlite::ToSql]) -> Result<Vec<TellingFact>, StoreError> {
    let mut select = connection.prepare_cached(sql)?;
    let mut rows = select.query(row)?;
    let mut tellings = Vec::new();
    while let Some(row) = rows.next()? {
        tellings.push(fact(row)?);
    }
    Ok(tellings)
}

fn fact(row: &Row<'_>) -> Result<TellingFact, StoreError> {
    let form = |what: &str| StoreError::Form(format!("a telling's {what}"));
    let list = |fault: serde_json::Error| StoreError::Form(fault.to_string());
    let (asks, state): (String, String) = (row.get(4)?, row.get(10)?);
    let leave = match (row.get::<_, Option<String>>(8)?, row.get::<_, Option<String>>(9)?) {
        (Some(given_on), Some(digest)) => Some(Leave { given_on: day(&given_on)?, digest }),
        _ => None,
    };
    Ok(TellingFact {
        telling: Telling::from_bytes(row.get(0)?),
        file: TellingFile {
            erasure: Erasure::from_bytes(row.get(1)?),
            whose: Holder::from_bytes(row.get(2)?),
            recipient: Name::from(row.get::<_, String>(3)?),
            asks: Asks::ALL.into_iter().find(|known| known.as_str() == asks).ok_or_else(|| form("wish"))?,
            items: serde_json::from_str(&row.get::<_, String>(5)?).map_err(list)?,
            records: serde_json::from_str(&row.get::<_, String>(6)?).map_err(list)?,
            releases: serde_json::from_str(&row.get::<_, String>(7)?).map_err(list)?,
            leave,
        },
        state: TellingState::ALL.into_iter().find(|known| known.as_str() == state).ok_or_else(|| form("state"))?,
        state_at: instant(row.get(11)?)?,
        asked_at: instant(row.get(12)?)?,
        due_at: instant(row.get(13)?)?,
        digest: row.get(14)?,
        repeats: row.get(15)?,
    })
}

fn day(text: &str) -> Result<jiff::civil::Date, StoreError> {
    text.parse().map_err(|_| StoreError::Form("a day".into()))
}

/// Whether the telling still waits to be sent or confirmed.
pub(super) fn waits(connection: &Connection, cell: Cell, telling: Telling) -> Result<bool, StoreError> {
    let found = load_telling(connection, cell, telling)?;
    Ok(found.iter().any(|fact| matches!(fact.state, TellingState::Due | TellingState::Sent)))
}
