//! The parts of a record: its values, its keyslots, what is gone of it, and what is open about it.

use super::apply::json;
use super::load::{fact, instant, load_record};
use super::{Connection, StoreError};
use crate::rows::{RecordRow, SlotRow, ValueRow};
use life::facts::{Facts, Row};
use life::ground::GroundFact;
use life::reference::{Activity, Cell, Record, Subject};
use policy::Name;
use rusqlite::{OptionalExtension, params};
use std::collections::BTreeSet;

/// The activities about a record that are open.
pub(super) fn load_open(
    connection: &Connection,
    cell: Cell,
    record: Record,
) -> Result<Vec<(Activity, Name)>, StoreError> {
    let sql = "SELECT activity, kind FROM activity
               WHERE cell = ?1 AND about = ?2 AND about IS NOT NULL AND closed_at IS NULL";
    let mut select = connection.prepare_cached(sql)?;
    let rows = select.query_map(params![cell.as_bytes(), record.as_bytes()], |row| {
        Ok((Activity::from_bytes(row.get(0)?), Name::from(row.get::<_, String>(1)?)))
    })?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// The most records of one person that are looked at for names.
const NAMED_MAX: u32 = 20;

/// Other records of the people whom the loaded ones are about, of these types, the newest first.
pub(super) fn load_named(
    connection: &Connection,
    kinds: &[Name],
    (facts, rests_on): (&mut Facts, &mut Vec<Row>),
    rows: &mut Vec<RecordRow>,
) -> Result<(), StoreError> {
    if kinds.is_empty() {
        return Ok(());
    }
    let cell = facts.cell;
    let sql = "SELECT record FROM record WHERE cell = ?1 AND (holder = ?2 OR subject = ?2)
               AND kind IN (SELECT j.value FROM json_each(?3) j) ORDER BY record DESC LIMIT ?4";
    let mut select = connection.prepare_cached(sql)?;
    let subjects: BTreeSet<Subject> = facts.records.iter().filter_map(|record| record.subject).collect();
    for subject in subjects {
        let row = params![cell.as_bytes(), subject.as_bytes(), json(&kinds)?, NAMED_MAX];
        for record in select.query_map(row, |row| row.get(0))? {
            let record = Record::from_bytes(record?);
            if rows.iter().all(|row| row.record != record)
                && let Some(row) = load_record(connection, cell, record)?
            {
                rests_on.push(Row::Record(cell, record));
                facts.named.push(fact(&row));
                rows.push(row);
            }
        }
    }
    Ok(())
}

pub(super) fn load_values(connection: &Connection, cell: Cell, record: Record) -> Result<Vec<ValueRow>, StoreError> {
    let sql = "SELECT item, grp, kept, body, hash, minor, salt FROM value WHERE cell = ?1 AND record = ?2";
    let mut select = connection.prepare_cached(sql)?;
    let rows = select.query_map(params![cell.as_bytes(), record.as_bytes()], |row| {
        let item = Name::from(row.get::<_, String>(0)?);
        let (group, kept, body, hash) = (row.get(1)?, row.get(2)?, row.get(3)?, row.get(4)?);
        Ok(ValueRow { item, group, kept, body, hash, minor: row.get(5)?, salt: row.get(6)? })
    })?;
    Ok(rows.collect::<Result<_, _>>()?)
}

pub(super) fn load_gone(
    connection: &Connection,
    cell: Cell,
    record: Record,
) -> Result<Vec<(Name, [u8; 32])>, StoreError> {
    let mut select = connection.prepare_cached("SELECT item, hash FROM gone WHERE cell = ?1 AND record = ?2")?;
    let rows = select.query_map(params![cell.as_bytes(), record.as_bytes()], |row| {
        Ok((Name::from(row.get::<_, String>(0)?), row.get(1)?))
    })?;
    Ok(rows.collect::<Result<_, _>>()?)
}

pub(super) fn load_slots(connection: &Connection, cell: Cell, record: Record) -> Result<Vec<SlotRow>, StoreError> {
    let sql = "SELECT grp, rule, edition, term_day, until, wrapped, items FROM slot WHERE cell = ?1 AND record = ?2";
    let mut select = connection.prepare_cached(sql)?;
    let mut slots = Vec::new();
    let mut rows = select.query(params![cell.as_bytes(), record.as_bytes()])?;
    while let Some(row) = rows.next()? {
        let day: Option<String> = row.get(3)?;
        let term_day =
            day.map(|day| day.parse().map_err(|_| StoreError::Form(format!("not a day: {day}")))).transpose()?;
        let until: Option<i64> = row.get(4)?;
        let items: Option<String> = row.get(6)?;
        let items = items.map(|items| serde_json::from_str(&items)).transpose();
        slots.push(SlotRow {
            group: row.get(0)?,
            rule: Name::from(row.get::<_, String>(1)?),
            edition: row.get(2)?,
            term_day,
            until: until.map(instant).transpose()?,
            items: items.map_err(|fault| StoreError::Form(fault.to_string()))?.unwrap_or_default(),
            wrapped: row.get(5)?,
        });
    }
    Ok(slots)
}

pub(super) fn load_ground(
    connection: &Connection,
    cell: Cell,
    activity: Activity,
) -> Result<Option<GroundFact>, StoreError> {
    let sql = "SELECT ground, subject, items FROM approval WHERE cell = ?1 AND activity = ?2";
    let found: Option<(String, [u8; 16], String)> = connection
        .prepare_cached(sql)?
        .query_row(params![cell.as_bytes(), activity.as_bytes()], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))
        .optional()?;
    let Some((ground, subject, items)) = found else { return Ok(None) };
    let items = serde_json::from_str(&items).map_err(|fault| StoreError::Form(fault.to_string()))?;
    Ok(Some(GroundFact { ground: Name::from(ground), subject: Subject::from_bytes(subject), items }))
}
