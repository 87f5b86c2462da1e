//! Keyslots that come, go and end earlier while their record stays.

use super::apply::{json, micros};
use super::finish::sweep_record;
use super::{Connection, StoreError};
use life::reference::{Cell, Record};
use life::{Change, Lock};
use policy::Name;
use rusqlite::params;

/// Applies a change of a record's keyslots; a record that is not there has none.
pub(super) fn set(connection: &Connection, cell: Cell, change: &Change) -> Result<(), StoreError> {
    match change {
        Change::Lock { record, group, lock, wrapped } => add(connection, cell, *record, *group, lock, wrapped),
        Change::Unlock { record, rules, group } => remove(connection, cell, *record, rules, *group),
        Change::Until { record, rule, until } => {
            let sql =
                "UPDATE slot SET until = min(coalesce(until, ?4), ?4) WHERE cell = ?1 AND record = ?2 AND rule = ?3";
            let row = params![cell.as_bytes(), record.as_bytes(), rule.as_str(), micros(*until)];
            connection.prepare_cached(sql)?.execute(row)?;
            moved(connection, cell, *record)
        }
        _ => Err(StoreError::Form("no change of keyslots".into())),
    }
}

fn add(
    connection: &Connection,
    cell: Cell,
    record: Record,
    group: u16,
    lock: &Lock,
    wrapped: &str,
) -> Result<(), StoreError> {
    let wrapped = from_hex(wrapped).ok_or_else(|| StoreError::Form("a keyslot that was not wrapped".into()))?;
    let items = if lock.items.is_empty() { None } else { Some(json(&lock.items)?) };
    let sql = "INSERT INTO slot (cell, record, grp, rule, edition, term_day, until, wrapped, items)
               SELECT ?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9 WHERE EXISTS
               (SELECT 1 FROM value v WHERE v.cell = ?1 AND v.record = ?2 AND v.grp = ?3)
               ON CONFLICT (cell, record, grp, rule) DO UPDATE SET edition = ?5, term_day = ?6, until = ?7,
               wrapped = ?8, items = ?9";
    connection.prepare_cached(sql)?.execute(params![
        cell.as_bytes(),
        record.as_bytes(),
        group,
        lock.rule.as_str(),
        lock.edition,
        lock.term_day.map(|day| day.to_string()),
        lock.until.map(micros),
        wrapped,
        items
    ])?;
    // What was to be gone before the next backup is kept longer now.
    let sql = "UPDATE record SET shortlived = 0 WHERE cell = ?1 AND record = ?2";
    connection.prepare_cached(sql)?.execute(params![cell.as_bytes(), record.as_bytes()])?;
    moved(connection, cell, record)
}

fn remove(
    connection: &Connection,
    cell: Cell,
    record: Record,
    rules: &[Name],
    group: Option<u16>,
) -> Result<(), StoreError> {
    let sql = "DELETE FROM slot WHERE cell = ?1 AND record = ?2 AND rule = ?3 AND grp = coalesce(?4, grp)";
    let mut delete = connection.prepare_cached(sql)?;
    for rule in rules {
        delete.execute(params![cell.as_bytes(), record.as_bytes(), rule.as_str(), group])?;
    }
    sweep_record(connection, cell, record.as_bytes())?;
    moved(connection, cell, record)
}

fn moved(connection: &Connection, cell: Cell, record: Record) -> Result<(), StoreError> {
    let sql = "UPDATE record SET rev = rev + 1 WHERE cell = ?1 AND record = ?2";
    connection.prepare_cached(sql)?.execute(params![cell.as_bytes(), record.as_bytes()])?;
    Ok(())
}

fn from_hex(text: &str) -> Option<Vec<u8>> {
    let digit = |byte: u8| char::from(byte).to_digit(16).and_then(|digit| u8::try_from(digit).ok());
    let byte = |pair: &[u8]| match pair {
        [high, low] => Some(digit(*high)? << 4 | digit(*low)?),
        _ => None,
    };
    let bytes: Option<Vec<u8>> = text.as_bytes().chunks(2).map(byte).collect();
    bytes.filter(|bytes| !bytes.is_empty())
}
