//! Derived sets as they are kept, and what was spent on them.

use super::apply::{json, micros};
use super::load::instant;
use super::{Connection, StoreError};
use jiff::Timestamp;
use life::Change;
use life::derive::Shape;
use life::reference::{Cell, Set};
use policy::Name;
use rusqlite::params;

/// What rows of the set were worked out of has gone into it.
fn mark_anonymised(connection: &Connection, cell: Cell, set: Set, rule: &Name) -> Result<(), StoreError> {
    let sql = "UPDATE slot SET anonymised = 1 WHERE cell = ?1 AND rule = ?3 AND record IN (
               SELECT record FROM derived_row WHERE cell = ?1 AND set_id = ?2)";
    connection.prepare_cached(sql)?.execute(params![cell.as_bytes(), set.as_bytes(), rule.as_str()])?;
    Ok(())
}

/// What was spent of the budget of a statistic: when, and how many thousandths.
pub(super) fn spent(connection: &Connection, cell: Cell, derived: &Name) -> Result<Vec<(Timestamp, u32)>, StoreError> {
    let sql = "SELECT made_at, spent FROM derived_set WHERE cell = ?1 AND derived = ?2 AND spent > 0 ORDER BY made_at";
    let mut select = connection.prepare_cached(sql)?;
    let rows = select.query_map(params![cell.as_bytes(), derived.as_str()], |row| Ok((row.get(0)?, row.get(1)?)))?;
    rows.map(|row| row.map_err(StoreError::from).and_then(|(at, spent)| Ok((instant(at)?, spent)))).collect()
}

/// How many releases of a statistic are kept: each moves what a decision about the next rests on.
pub(super) fn releases(connection: &Connection, cell: Cell, derived: &Name) -> Result<u64, StoreError> {
    let sql = "SELECT count(*) FROM derived_set WHERE cell = ?1 AND derived = ?2 AND spent > 0";
    let row = params![cell.as_bytes(), derived.as_str()];
    let count: i64 = connection.prepare_cached(sql)?.query_row(row, |row| row.get(0))?;
    Ok(count.unsigned_abs())
}

/// Keeps a set; of one that is not linked nothing tells any more whose a row is.
pub(super) fn keep(connection: &Connection, cell: Cell, change: &Change) -> Result<(), StoreError> {
    let Change::KeepSet { set, file } = change else {
        return Err(StoreError::Form("not a set to keep".into()));
    };
    let life::derive::SetFile { derived, by, items, kinds, rows, smallest, span, linked, ends_by, at, spent, shape } =
        file;
    still_stands(connection, cell, *set, shape)?;
    let sql = "INSERT INTO derived_set (cell, set_id, derived, made_by, items, kinds, rows, smallest, from_at, to_at,
               made_at, spent, shape) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13)";
    let number = |count: u64| i64::try_from(count).unwrap_or(i64::MAX);
    connection.prepare_cached(sql)?.execute(params![
        cell.as_bytes(),
        set.as_bytes(),
        derived.as_str(),
        by.as_str(),
        json(items)?,
        json(kinds)?,
        number(*rows),
        number(*smallest),
        span.map(|(from, _)| micros(from)),
        span.map(|(_, to)| micros(to)),
        micros(*at),
        spent,
        json(shape)?
    ])?;
    if let Some(rule) = ends_by {
        mark_anonymised(connection, cell, *set, rule)?;
    }
    if shape.counts {
        let sql = "DELETE FROM derived_row WHERE cell = ?1 AND set_id = ?2 AND row_id NOT IN (
                   SELECT min(row_id) FROM derived_row WHERE cell = ?1 AND set_id = ?2 GROUP BY class)";
        connection.prepare_cached(sql)?.execute(params![cell.as_bytes(), set.as_bytes()])?;
    }
    if !linked {
        let sql = "UPDATE derived_row SET subject = NULL, record = NULL WHERE cell = ?1 AND set_id = ?2";
        connection.prepare_cached(sql)?.execute(params![cell.as_bytes(), set.as_bytes()])?;
    }
    // What is remembered is apart from the rows: nothing tells which was made of what.
    let sql = "UPDATE derived_row SET who = NULL, shows = NULL, origins = NULL WHERE cell = ?1 AND set_id = ?2";
    connection.prepare_cached(sql)?.execute(params![cell.as_bytes(), set.as_bytes()])?;
    Ok(())
}

/// Whatever somebody has withdrawn, closed or erased since the set was begun binds it: then it is made anew.
fn still_stands(connection: &Connection, cell: Cell, set: Set, shape: &Shape) -> Result<(), StoreError> {
    // Of what is blurred no row is anybody's any more.
    if shape.shows.is_empty() {
        return Ok(());
    }
    // What was erased took its rows with it. References begin with the time at which they were drawn.
    let sql = "SELECT (SELECT count(*) FROM derived_row WHERE cell = ?1 AND set_id = ?2) =
               (SELECT count(*) FROM derived_member WHERE cell = ?1 AND set_id = ?2)
               AND NOT EXISTS (SELECT 1 FROM derived_row d JOIN account a ON a.cell = d.cell AND a.subject = d.subject
               WHERE d.cell = ?1 AND d.set_id = ?2 AND a.state <> 'open')
               AND NOT EXISTS (SELECT 1 FROM derived_row d JOIN consent c ON c.cell = d.cell AND c.subject = d.subject
               WHERE d.cell = ?1 AND d.set_id = ?2 AND c.state = 'withdrawn' AND c.state_at >= ?3)";
    let begun = u128::from_be_bytes(*set.as_bytes()) >> 80;
    let begun = i64::try_from(begun * 1000).unwrap_or(i64::MAX);
    let row = params![cell.as_bytes(), set.as_bytes(), begun];
    let stands: bool = connection.prepare_cached(sql)?.query_row(row, |row| row.get(0))?;
    if stands { Ok(()) } else { Err(StoreError::Moved) }
}
