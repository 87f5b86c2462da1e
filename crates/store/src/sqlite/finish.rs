//! Finish: what has ended goes, in bounded batches.

use super::apply::{json, micros};
use super::{Connection, StoreError};
use jiff::Timestamp;
use life::Took;
use life::Work;
use life::reference::{Cell, Holder, Record};
use policy::Name;
use rusqlite::{OptionalExtension, params};

/// The most records in one batch.
const BATCH_MAX: i64 = 500;

/// What a batch did.
#[derive(Debug, Default)]
pub(super) struct Finished {
    /// Records of which something went.
    pub gone: u64,
    /// Records of which something stayed, under another rule.
    pub stayed: u64,
    /// Records, of the two before, of which something went into an anonymised set.
    pub anonymised: u64,
    /// Whether the counts say anything.
    pub counted: bool,
    /// Whether work remains.
    pub more: bool,
    /// Whether it was done later than due by more than the promise allows for.
    pub late: bool,
    /// What went without a half of its own: no destroyed key keeps it from coming back with an older copy.
    pub removed: Vec<(Record, Vec<Name>)>,
    /// What went of those whose erasure is on record.
    pub took: Vec<Took>,
}

impl Finished {
    /// How many values of each data item went.
    pub fn values(&self) -> Vec<(Name, u64)> {
        let mut counts = std::collections::BTreeMap::<Name, u64>::new();
        for item in self.removed.iter().flat_map(|(_, items)| items) {
            *counts.entry(policy::rows::path("data", item)).or_default() += 1;
        }
        counts.into_iter().collect()
    }
}

pub(super) fn finish(
    connection: &Connection,
    cell: Cell,
    work: &Work,
    due_at: Timestamp,
    now: Timestamp,
    finished: &mut Finished,
) -> Result<(), StoreError> {
    match work {
        // The half is gone already; the rows went with their values' own end.
        Work::EndTerm { .. } | Work::Backup => {}
        // Its set is a change of its own; of what has ended by now nothing went into it.
        Work::Anonymise { until, .. } => finished.late = now >= *until,
        Work::Derive { until, .. } => finished.late = now > *until,
        // What it moves is moved by changes of its own.
        Work::Relock { .. } | Work::Version { .. } | Work::Happened { .. } => {}
        // Who looks at a hold again in time calls this off, or places another.
        Work::ReviewHold { hold } => {
            finished.late = super::holds::load_hold(connection, cell, *hold)?.is_some_and(|hold| hold.runs(now));
        }
        // Whoever enters that it was sent or confirmed calls this off: what comes here ran out.
        Work::AwaitTelling { telling } => finished.late = super::erasures::waits(connection, cell, *telling)?,
        // What is answered in time is called off: what comes here is late, unless it came at the same instant.
        Work::AnswerCase { case } => finished.late = super::cases::waits(connection, cell, *case)?,
        Work::ClearLog { log } => clear_log(connection, cell, log, now)?,
        Work::CloseActivity { activity } => {
            super::will::close_activity(connection, cell, *activity, micros(due_at))?;
        }
        ends => end(connection, cell, ends, now, finished)?,
    }
    // Work of an event begins at most an hour before its promise ends.
    let slack = jiff::SignedDuration::from_hours(1);
    finished.late |= work.event().is_some() && now > due_at + slack;
    if !finished.more {
        let sql = "DELETE FROM due WHERE at = ?1 AND cell = ?2 AND work = ?3";
        connection.prepare_cached(sql)?.execute(params![micros(due_at), cell.as_bytes(), json(work)?])?;
    }
    Ok(())
}

/// The keyslots that `work` ends, a batch of them.
fn end(
    connection: &Connection,
    cell: Cell,
    work: &Work,
    now: Timestamp,
    finished: &mut Finished,
) -> Result<(), StoreError> {
    match work {
        Work::EndHolder { holder, rule, .. } => {
            let sql = "SELECT DISTINCT s.record FROM record r JOIN slot s ON s.cell = r.cell AND s.record = r.record
                       WHERE r.cell = ?1 AND r.holder = ?2 AND s.rule = ?3 LIMIT ?4";
            let row = params![cell.as_bytes(), holder.as_bytes(), rule.as_str(), BATCH_MAX];
            end_slots(connection, cell, rule, None, sql, row, finished)?;
        }
        Work::EndRecords { holder: Some(holder), rule, before, purpose, .. } => {
            let sql = "SELECT DISTINCT s.record FROM record r JOIN slot s ON s.cell = r.cell AND s.record = r.record
                       WHERE r.cell = ?1 AND r.holder = ?2 AND s.rule = ?3 AND r.created_at <= ?5
                       AND (?6 IS NULL OR r.purpose = ?6) LIMIT ?4";
            let (before, purpose) = (micros(*before), purpose.as_ref().map(Name::as_str));
            let row = params![cell.as_bytes(), holder.as_bytes(), rule.as_str(), BATCH_MAX, before, purpose];
            end_slots(connection, cell, rule, None, sql, row, finished)?;
        }
        Work::EndRecords { holder: None, rule, before, purpose, .. } => {
            let sql = "SELECT DISTINCT s.record FROM slot s JOIN record r ON r.cell = s.cell AND r.record = s.record
                       WHERE s.cell = ?1 AND s.rule = ?2 AND r.created_at <= ?4 AND (?5 IS NULL OR r.purpose = ?5)
                       LIMIT ?3";
            let (before, purpose) = (micros(*before), purpose.as_ref().map(Name::as_str));
            let row = params![cell.as_bytes(), rule.as_str(), BATCH_MAX, before, purpose];
            end_slots(connection, cell, rule, None, sql, row, finished)?;
        }
        Work::EndActivity { activity, rule, .. } => {
            let sql = "SELECT DISTINCT s.record FROM record r JOIN slot s ON s.cell = r.cell AND s.record = r.record
                       WHERE r.cell = ?1 AND r.activity = ?2 AND s.rule = ?3 LIMIT ?4";
            let row = params![cell.as_bytes(), activity.as_bytes(), rule.as_str(), BATCH_MAX];
            end_slots(connection, cell, rule, None, sql, row, finished)?;
        }
        Work::EndRecord { record, rule, .. } => {
            let sql = "SELECT DISTINCT record FROM slot WHERE cell = ?1 AND record = ?2 AND rule = ?3 LIMIT ?4";
            let row = params![cell.as_bytes(), record.as_bytes(), rule.as_str(), BATCH_MAX];
            end_slots(connection, cell, rule, None, sql, row, finished)?;
        }
        Work::EndRule { rule, .. } => {
            let sql = if rule.starts_with("ground.") {
                "SELECT DISTINCT record FROM slot
                 WHERE cell = ?1 AND rule = ?2 AND rule >= 'ground.' AND rule < 'ground/' LIMIT ?3"
            } else {
                "SELECT DISTINCT record FROM slot WHERE cell = ?1 AND rule = ?2 LIMIT ?3"
            };
            let row = params![cell.as_bytes(), rule.as_str(), BATCH_MAX];
            end_slots(connection, cell, rule, None, sql, row, finished)?;
        }
        Work::EndValues { rule, until } => {
            finished.late = now > *until;
            let until = micros(*until);
            let sql = "SELECT DISTINCT record FROM slot WHERE cell = ?1 AND rule = ?2 AND until <= ?3 LIMIT ?4";
            let row = params![cell.as_bytes(), rule.as_str(), until, BATCH_MAX];
            end_slots(connection, cell, rule, Some(until), sql, row, finished)?;
        }
        _ => {}
    }
    Ok(())
}

fn end_slots(
    connection: &Connection,
    cell: Cell,
    rule: &Name,
    until: Option<i64>,
    sql: &str,
    row: &[&dyn rusqlite::ToSql],
    finished: &mut Finished,
) -> Result<(), StoreError> {
    let records: Vec<[u8; 16]> = {
        let mut select = connection.prepare_cached(sql)?;
        select.query_map(row, |row| row.get(0))?.collect::<Result<_, _>>()?
    };
    finished.counted = true;
    finished.more = records.len() == usize::try_from(BATCH_MAX).unwrap_or(usize::MAX);
    let delete = "DELETE FROM slot WHERE cell = ?1 AND record = ?2 AND rule = ?3
                  AND (?4 IS NULL OR until <= ?4) RETURNING anonymised";
    for record in records {
        let mut delete = connection.prepare_cached(delete)?;
        let ended = delete.query_map(params![cell.as_bytes(), record, rule.as_str(), until], |row| row.get(0))?;
        let anonymised: Vec<bool> = ended.collect::<Result<_, _>>()?;
        finished.anonymised += u64::from(anonymised.contains(&true));
        let erased = erased(connection, cell, &record)?;
        let (went, stays) = sweep_values(connection, cell, &record)?;
        if stays {
            finished.stayed += 1
        } else {
            finished.gone += 1
        }
        if let Some(whose) = erased.filter(|_| !went.is_empty()) {
            finished.took.push(Took { whose, record: Record::from_bytes(record), items: went.clone() });
        }
        if !went.is_empty() {
            finished.removed.push((Record::from_bytes(record), went));
        }
    }
    Ok(())
}

/// Whose the record is, if an erasure of that person's data is on record: she was told that something stays.
fn erased(connection: &Connection, cell: Cell, record: &[u8; 16]) -> Result<Option<Holder>, StoreError> {
    let sql = "SELECT holder FROM record r WHERE cell = ?1 AND record = ?2
               AND EXISTS (SELECT 1 FROM erasure e WHERE e.cell = r.cell AND e.whose = r.holder)";
    let holder = connection.prepare_cached(sql)?.query_row(params![cell.as_bytes(), record], |row| row.get(0));
    Ok(holder.optional()?.map(Holder::from_bytes))
}

/// Removes what no keyslot opens any more; answers whether something of the record stays.
pub(super) fn sweep_record(connection: &Connection, cell: Cell, record: &[u8; 16]) -> Result<bool, StoreError> {
    Ok(sweep_values(connection, cell, record)?.1)
}

/// Removes what no keyslot opens any more; answers which items went, and whether something of the record stays.
fn sweep_values(connection: &Connection, cell: Cell, record: &[u8; 16]) -> Result<(Vec<Name>, bool), StoreError> {
    let remember = "INSERT OR IGNORE INTO gone (cell, record, item, hash)
                    SELECT cell, record, item, hash FROM value WHERE cell = ?1 AND record = ?2 AND NOT EXISTS (
                    SELECT 1 FROM slot s WHERE s.cell = ?1 AND s.record = ?2 AND s.grp = value.grp
                    AND (s.items IS NULL OR value.item IN (SELECT j.value FROM json_each(s.items) j)))";
    connection.prepare_cached(remember)?.execute(params![cell.as_bytes(), record])?;
    let values = "DELETE FROM value WHERE cell = ?1 AND record = ?2 AND NOT EXISTS (
                  SELECT 1 FROM slot s WHERE s.cell = ?1 AND s.record = ?2 AND s.grp = value.grp
                  AND (s.items IS NULL OR value.item IN (SELECT j.value FROM json_each(s.items) j))) RETURNING item";
    let gone: Vec<Name> = connection
        .prepare_cached(values)?
        .query_map(params![cell.as_bytes(), record], |row| Ok(Name::from(row.get::<_, String>(0)?)))?
        .collect::<Result<_, _>>()?;
    if gone.is_empty() {
        return Ok((gone, true));
    }
    let lookups = "DELETE FROM lookup WHERE cell = ?1 AND record = ?2 AND NOT EXISTS (
                   SELECT 1 FROM value v WHERE v.cell = ?1 AND v.record = ?2 AND v.item = lookup.item)";
    connection.prepare_cached(lookups)?.execute(params![cell.as_bytes(), record])?;
    let left = "SELECT count(*) FROM value WHERE cell = ?1 AND record = ?2";
    let row = params![cell.as_bytes(), record];
    let left: i64 = connection.prepare_cached(left)?.query_row(row, |row| row.get(0))?;
    if left == 0 {
        for sql in
            ["DELETE FROM record WHERE cell = ?1 AND record = ?2", "DELETE FROM gone WHERE cell = ?1 AND record = ?2"]
        {
            connection.prepare_cached(sql)?.execute(params![cell.as_bytes(), record])?;
        }
    } else {
        bump(connection, cell, record)?;
    }
    Ok((gone, left > 0))
}

fn bump(connection: &Connection, cell: Cell, record: &[u8; 16]) -> Result<(), StoreError> {
    let sql = "UPDATE record SET rev = rev + 1 WHERE cell = ?1 AND record = ?2";
    connection.prepare_cached(sql)?.execute(params![cell.as_bytes(), record])?;
    Ok(())
}

/// Removes items of one record at once; all of it, where none is listed. Answers whether it was there.
pub(super) fn remove(connection: &Connection, cell: Cell, record: Record, items: &[Name]) -> Result<bool, StoreError> {
    let row = || params_of(cell, record);
    let (cell_bytes, record_bytes) = row();
    if items.is_empty() {
        for sql in [
            "DELETE FROM slot WHERE cell = ?1 AND record = ?2",
            "DELETE FROM lookup WHERE cell = ?1 AND record = ?2",
            "DELETE FROM value WHERE cell = ?1 AND record = ?2",
            "DELETE FROM gone WHERE cell = ?1 AND record = ?2",
        ] {
            connection.prepare_cached(sql)?.execute(params![cell_bytes, record_bytes])?;
        }
        let sql = "DELETE FROM record WHERE cell = ?1 AND record = ?2";
        return Ok(connection.prepare_cached(sql)?.execute(params![cell_bytes, record_bytes])? > 0);
    }
    for item in items {
        for sql in [
            "INSERT OR IGNORE INTO gone (cell, record, item, hash)
             SELECT cell, record, item, hash FROM value WHERE cell = ?1 AND record = ?2 AND item = ?3",
            "DELETE FROM lookup WHERE cell = ?1 AND record = ?2 AND item = ?3",
            "DELETE FROM value WHERE cell = ?1 AND record = ?2 AND item = ?3",
        ] {
            connection.prepare_cached(sql)?.execute(params![cell_bytes, record_bytes, item.as_str()])?;
        }
    }
    let orphans = "DELETE FROM slot WHERE cell = ?1 AND record = ?2 AND NOT EXISTS (
                   SELECT 1 FROM value v WHERE v.cell = ?1 AND v.record = ?2 AND v.grp = slot.grp)";
    connection.prepare_cached(orphans)?.execute(params![cell_bytes, record_bytes])?;
    let empty = "DELETE FROM record WHERE cell = ?1 AND record = ?2 AND NOT EXISTS (
                 SELECT 1 FROM value v WHERE v.cell = ?1 AND v.record = ?2)";
    connection.prepare_cached(empty)?.execute(params![cell_bytes, record_bytes])?;
    let forgotten = "DELETE FROM gone WHERE cell = ?1 AND record = ?2 AND NOT EXISTS (
                     SELECT 1 FROM record r WHERE r.cell = ?1 AND r.record = ?2)";
    connection.prepare_cached(forgotten)?.execute(params![cell_bytes, record_bytes])?;
    bump(connection, cell, &record_bytes)?;
    Ok(true)
}

const fn params_of(cell: Cell, record: Record) -> ([u8; 16], [u8; 16]) {
    (*cell.as_bytes(), *record.as_bytes())
}

/// Bodies and salts of entries whose log's time is over go; commitments stay, and the log verifies on.
fn clear_log(connection: &Connection, cell: Cell, log: &Name, now: Timestamp) -> Result<(), StoreError> {
    let sql = "UPDATE entry SET body = NULL, salt = NULL
               WHERE cell = ?1 AND log = ?2 AND until <= ?3 AND body IS NOT NULL";
    connection.prepare_cached(sql)?.execute(params![cell.as_bytes(), log.as_str(), micros(now)])?;
    Ok(())
}
