//! Apply: a plan's changes, its ledger entry and its counters in one savepoint.

use super::finish;
use super::will::set;
use super::{Connection, StoreError};
use crate::Receipt;
use crate::rows::{Captured, Write, Written};
use jiff::Timestamp;
use life::facts::{Row, Seen};
use life::reference::Cell;
use life::{Change, Entry, Grounded, Outcome};
use policy::Name;
use rusqlite::{OptionalExtension, params};

pub(super) fn micros(at: Timestamp) -> i64 {
    at.as_microsecond()
}

/// The whole plan, or nothing.
pub(super) fn apply(connection: &Connection, write: &Write, logged: &Logged) -> Result<Written, StoreError> {
    for seen in &write.rests_on {
        if revision(connection, &seen.row)? != seen.revision {
            return Err(StoreError::Moved);
        }
    }
    let mut finished = finish::Finished::default();
    for grounded in &write.changes {
        change(connection, write, &grounded.change, &grounded.promise, &mut finished)?;
    }
    let mut entry = write.entry.clone();
    if finished.counted {
        entry.counts = vec![(Name::from("erased"), finished.gone), (Name::from("kept"), finished.stayed)];
        if finished.anonymised > 0 {
            entry.counts.push((Name::from("anonymised"), finished.anonymised));
        }
        entry.counts.extend(finished.values());
        entry.took = std::mem::take(&mut finished.took);
        entry.replay.append(&mut removals(write, &mut finished));
    }
    // The body is made where the writer does not wait for it, unless it counts what the changes did.
    let recounted = if finished.counted { Some(Logged::of(&entry, &write.salt)?) } else { None };
    let logged = recounted.as_ref().unwrap_or(logged);
    let seq = append(connection, write.cell, &entry, &write.salt, logged)?;
    count(connection, write, &entry, finished.late)?;
    let sighted = super::guard::sight(connection, &write.product, &write.sightings, entry.at)?;
    if write.trips {
        super::guard::trip(connection, &write.product, write.cell, seq)?;
    }
    let receipt = write
        .release
        .as_ref()
        .map(|release| Receipt::new(release.id, write.cell, seq, release.recipient.clone(), release.fields.clone()));
    Ok(Written { entry: seq, receipt, gone: finished.gone, more: finished.more, sighted })
}

/// What a sweep took that no destroyed key keeps away: a restore removes it by name.
fn removals(write: &Write, finished: &mut finish::Finished) -> Vec<Grounded> {
    let finish = |grounded: &&Grounded| matches!(&grounded.change, Change::Finish { work, .. } if !work.destroys());
    let Some(promise) = write.changes.iter().find(finish).map(|grounded| &grounded.promise) else {
        return Vec::new();
    };
    let removed = std::mem::take(&mut finished.removed).into_iter();
    removed
        .map(|(record, items)| Grounded { change: Change::Remove { record, items }, promise: promise.clone() })
        .collect()
}

/// The revision of `row` now; 0 where there is none.
pub(super) fn revision(connection: &Connection, row: &Row) -> Result<u64, StoreError> {
    let one = |sql: &str, params: &[&dyn rusqlite::ToSql]| -> Result<u64, StoreError> {
        let found: Option<i64> = connection.prepare_cached(sql)?.query_row(params, |row| row.get(0)).optional()?;
        Ok(found.unwrap_or(0).unsigned_abs())
    };
    match row {
        Row::Tenant(cell) => one("SELECT rev FROM cell WHERE cell = ?1", &[cell.as_bytes()]),
        Row::Account(cell, subject) => {
            let sql = "SELECT rev FROM account WHERE cell = ?1 AND subject = ?2";
            one(sql, &[cell.as_bytes(), subject.as_bytes()])
        }
        Row::Consent(cell, subject, purpose) => {
            let sql = "SELECT rev FROM consent WHERE cell = ?1 AND subject = ?2 AND purpose = ?3";
            one(sql, &[cell.as_bytes(), subject.as_bytes(), &purpose.as_str()])
        }
        Row::Permission(cell, subject, permission) => {
            let sql = "SELECT rev FROM permission WHERE cell = ?1 AND subject = ?2 AND permission = ?3";
            one(sql, &[cell.as_bytes(), subject.as_bytes(), &permission.as_str()])
        }
        Row::Activity(cell, activity) => {
            let sql = "SELECT rev FROM activity WHERE cell = ?1 AND activity = ?2";
            one(sql, &[cell.as_bytes(), activity.as_bytes()])
        }
        Row::Record(cell, record) => {
            let sql = "SELECT rev FROM record WHERE cell = ?1 AND record = ?2";
            one(sql, &[cell.as_bytes(), record.as_bytes()])
        }
        Row::Case(cell, case) => {
            let sql = "SELECT rev FROM cases WHERE cell = ?1 AND case_id = ?2";
            one(sql, &[cell.as_bytes(), case.as_bytes()])
        }
        // What was said first stays beside what was said later: each moves the sum.
        Row::Answer(cell, holder, told) => {
            let sql = "SELECT sum(rev) FROM answer WHERE cell = ?1 AND holder = ?2 AND told = ?3 HAVING count(*) > 0";
            one(sql, &[cell.as_bytes(), holder.as_bytes(), &told.as_str()])
        }
        Row::Hold(cell, hold) => {
            let sql = "SELECT rev FROM hold WHERE cell = ?1 AND hold = ?2";
            one(sql, &[cell.as_bytes(), hold.as_bytes()])
        }
        Row::ReleasedOf(cell, whose) => {
            let sql = "SELECT sum(rev) FROM released WHERE cell = ?1 AND (whose = ?2 OR ?1 = ?2) HAVING count(*) > 0";
            one(sql, &[cell.as_bytes(), whose.as_bytes()])
        }
        Row::ReleasedFrom(cell, record) => {
            let sql = "SELECT sum(rev) FROM released WHERE cell = ?1 AND record = ?2 HAVING count(*) > 0";
            one(sql, &[cell.as_bytes(), record.as_bytes()])
        }
        Row::TellingsTo(cell, whose, recipient) => {
            let sql = "SELECT sum(rev) FROM telling WHERE cell = ?1 AND whose = ?2 AND recipient = ?3
                       HAVING count(*) > 0";
            one(sql, &[cell.as_bytes(), whose.as_bytes(), &recipient.as_str()])
        }
        Row::Telling(cell, telling) => {
            let sql = "SELECT rev FROM telling WHERE cell = ?1 AND telling = ?2";
            one(sql, &[cell.as_bytes(), telling.as_bytes()])
        }
        Row::OnFile(product, own, person) => super::grants::revision(connection, product, *own, *person),
        Row::Spent(cell, derived) => super::kept::releases(connection, *cell, derived),
        Row::Visit(cell, visit) => super::visits::revision(connection, *cell, *visit),
        Row::Suspended(product, whom) => super::guard::revision(connection, product, whom),
        Row::HoldsOn(cell, subject) => super::holds::revision_on(connection, *cell, *subject),
        Row::Agreement(product, recipient) => {
            let sql = "SELECT rev FROM agreement WHERE product = ?1 AND recipient = ?2";
            one(sql, &[&product.as_str(), &recipient.as_str()])
        }
    }
}

/// The revision of each row in `rows`, as a decision must find it again.
pub(super) fn seen(connection: &Connection, rows: Vec<Row>) -> Result<Vec<Seen>, StoreError> {
    rows.into_iter().map(|row| Ok(Seen { revision: revision(connection, &row)?, row })).collect()
}

fn change(
    connection: &Connection,
    write: &Write,
    change: &Change,
    promise: &Name,
    finished: &mut finish::Finished,
) -> Result<(), StoreError> {
    match change {
        Change::Keep { .. } => keep(connection, write, change),
        Change::Reseal { suite, records } => super::suite::reseal(connection, write, *suite, records),
        Change::Remove { record, items } => {
            finish::remove(connection, write.cell, *record, items)?;
            Ok(())
        }
        Change::Finish { work, due_at } => {
            finish::finish(connection, write.cell, work, *due_at, write.entry.at, finished)
        }
        Change::Due { at, work, since } => {
            set_due(connection, write.cell, *at, work, promise, since.unwrap_or(write.entry.at))
        }
        Change::CallOff { work } => call_off(connection, write.cell, work, write.entry.at),
        Change::CountTry { record, max } => {
            // The bound is checked where it is counted: no number of guesses at once gets past it.
            let sql = "UPDATE record SET tries = tries + 1 WHERE cell = ?1 AND record = ?2 AND tries < ?3";
            let row = params![write.cell.as_bytes(), record.as_bytes(), max];
            moved_unless_one(connection.prepare_cached(sql)?.execute(row)?)
        }
        Change::Enqueue { .. } => enqueue(connection, write, change),
        Change::Released { .. }
        | Change::Erasure { .. }
        | Change::Tell { .. }
        | Change::MoveTelling { .. }
        | Change::SetLeave { .. } => super::erasures::set(connection, write.cell, change, (promise, None)),
        Change::Count(counted) => super::counted::count(connection, write.cell, counted),
        Change::KeepSet { .. } => super::kept::keep(connection, write.cell, change),
        Change::Lock { .. } | Change::Unlock { .. } | Change::Until { .. } => {
            super::locks::set(connection, write.cell, change)
        }
        will => set(connection, write.product.as_str(), write.cell, will),
    }
}

pub(super) fn set_due(
    connection: &Connection,
    cell: Cell,
    at: Timestamp,
    work: &life::Work,
    promise: &Name,
    since: Timestamp,
) -> Result<(), StoreError> {
    let sql = "INSERT OR IGNORE INTO due (at, cell, work, since, promise) VALUES (?1, ?2, ?3, ?4, ?5)";
    let row = params![micros(at), cell.as_bytes(), json(work)?, micros(since), promise.as_str()];
    connection.prepare_cached(sql)?.execute(row)?;
    Ok(())
}

/// Work is called off at `at`. What ends data comes to its end with its time, done or not: it is called off before that or
/// not at all.
pub(super) fn call_off(
    connection: &Connection,
    cell: Cell,
    work: &life::Work,
    at: Timestamp,
) -> Result<(), StoreError> {
    let after = if work.rule().is_some() { micros(at) } else { i64::MIN };
    // What ended by an event that may come again is called off whenever the event was.
    if let (life::Work::EndRecords { .. }, text) = (work, json(work)?)
        && let Some((front, _)) = text.split_once(",\"before\":")
    {
        let sql = "DELETE FROM due WHERE cell = ?1 AND work >= ?2 AND work < ?3 AND at > ?4";
        let (from, to) = (format!("{front},\"before\":"), format!("{front},\"before\";"));
        connection.prepare_cached(sql)?.execute(params![cell.as_bytes(), from, to, after])?;
        return Ok(());
    }
    let sql = "DELETE FROM due WHERE cell = ?1 AND work = ?2 AND at > ?3";
    connection.prepare_cached(sql)?.execute(params![cell.as_bytes(), json(work)?, after])?;
    Ok(())
}

/// Row counts are checked against the plan.
pub(super) const fn moved_unless_one(rows: usize) -> Result<(), StoreError> {
    if rows == 1 { Ok(()) } else { Err(StoreError::Moved) }
}

fn keep(connection: &Connection, write: &Write, change: &Change) -> Result<(), StoreError> {
    let Change::Keep { record, kind, holder, subject, purpose, activity, revision, captured_at, at, single, .. } =
        change
    else {
        return Err(StoreError::Form("not a record to keep".into()));
    };
    let captured = write.captured.as_ref().ok_or_else(|| StoreError::Form("a record without its values".into()))?;
    super::suite::fits(connection, &write.product, captured.suite)?;
    let cell = write.cell.as_bytes();
    if *single {
        let sql = "SELECT count(*) FROM record WHERE cell = ?1 AND holder = ?2 AND kind = ?3";
        let row = params![cell, holder.as_bytes(), kind.as_str()];
        let there: i64 = connection.prepare_cached(sql)?.query_row(row, |row| row.get(0))?;
        // One that gave its place up may lie on for what a law or a hold keeps of it.
        let beside = write.changes.iter().filter(|grounded| matches!(grounded.change, Change::Unlock { .. })).count();
        if there.unsigned_abs() > beside as u64 {
            return Err(StoreError::Moved);
        }
    }
    let sql = "INSERT INTO record (cell, record, kind, holder, subject, captured_at, created_at, tries, digest,
               shortlived, rev, suite, purpose, activity)
               VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, 0, ?8, ?9, ?10, ?11, ?12, ?13)";
    connection.prepare_cached(sql)?.execute(params![
        cell,
        record.as_bytes(),
        kind.as_str(),
        holder.as_bytes(),
        subject.as_ref().map(|subject| subject.as_bytes().as_slice()),
        micros(*captured_at),
        micros(*at),
        captured.digest,
        captured.shortlived,
        i64::try_from(*revision).unwrap_or(i64::MAX),
        captured.suite,
        purpose.as_str(),
        activity.as_ref().map(|activity| activity.as_bytes().as_slice())
    ])?;
    keep_values(connection, write.cell, record.as_bytes(), captured, micros(*at))
}

pub(super) fn keep_values(
    connection: &Connection,
    cell: Cell,
    record: &[u8; 16],
    captured: &Captured,
    at: i64,
) -> Result<(), StoreError> {
    let cell = cell.as_bytes();
    let mut insert = connection.prepare_cached(
        "INSERT INTO value (cell, record, item, grp, kept, body, hash, minor, salt)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)",
    )?;
    for value in &captured.values {
        let (item, minor, salt) = (value.item.as_str(), value.minor, value.salt);
        insert.execute(params![cell, record, item, value.group, value.kept, value.body, value.hash, minor, salt])?;
    }
    let mut insert = connection.prepare_cached(
        "INSERT INTO slot (cell, record, grp, rule, edition, term_day, until, wrapped, items)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)",
    )?;
    for slot in &captured.slots {
        let (day, until) = (slot.term_day.map(|day| day.to_string()), slot.until.map(micros));
        let items = if slot.items.is_empty() { None } else { Some(json(&slot.items)?) };
        let row = params![cell, record, slot.group, slot.rule.as_str(), slot.edition, day, until, slot.wrapped, items];
        insert.execute(row)?;
    }
    let mut insert =
        connection.prepare_cached("INSERT INTO lookup (cell, digest, record, item) VALUES (?1, ?2, ?3, ?4)")?;
    for (item, digest) in &captured.lookups {
        insert.execute(params![cell, digest, record, item.as_str()])?;
    }
    super::files::keep_files(connection, cell, record, &captured.files)?;
    if let Some(digest) = &captured.draw {
        let sql = "INSERT INTO draw (cell, digest, at, record) VALUES (?1, ?2, ?3, ?4)";
        connection.prepare_cached(sql)?.execute(params![cell, digest, at, record])?;
    }
    Ok(())
}

fn enqueue(connection: &Connection, write: &Write, change: &Change) -> Result<(), StoreError> {
    let Change::Enqueue { id, recipient, purpose, occasion, subject, record, at } = change else {
        return Err(StoreError::Form("not an act to enqueue".into()));
    };
    let sql = "INSERT INTO outbox (id, cell, recipient, purpose, occasion, subject, record, state, attempts, next_at)
               VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, 'waiting', 0, ?8)";
    connection.prepare_cached(sql)?.execute(params![
        id.as_bytes(),
        write.cell.as_bytes(),
        recipient.as_str(),
        purpose.as_str(),
        occasion.as_ref().map(Name::as_str),
        subject.as_ref().map(|subject| subject.as_bytes().as_slice()),
        record.as_bytes(),
        micros(*at)
    ])?;
    Ok(())
}

/// An entry's body and the commitment to it.
#[derive(Debug)]
pub(super) struct Logged {
    body: Vec<u8>,
    leaf: ledger::Leaf,
}

impl Logged {
    pub(super) fn of(entry: &Entry, salt: &[u8; 32]) -> Result<Self, StoreError> {
        let body = serde_json::to_vec(entry).map_err(|fault| StoreError::Form(fault.to_string()))?;
        let leaf = *ledger::Commitment::of(salt, &body).leaf();
        Ok(Self { body, leaf })
    }
}

/// Appends the entry's commitment and body; answers its number.
pub(super) fn append(
    connection: &Connection,
    cell: Cell,
    entry: &Entry,
    salt: &[u8; 32],
    Logged { body, leaf }: &Logged,
) -> Result<u64, StoreError> {
    let sql = "INSERT INTO head (cell, size, published) VALUES (?1, 1, 0)
               ON CONFLICT (cell) DO UPDATE SET size = size + 1 RETURNING size - 1";
    let seq: i64 = connection.prepare_cached(sql)?.query_row([cell.as_bytes()], |row| row.get(0))?;
    let (log, until) = match &entry.kept {
        Some((log, until)) => (Some(log.as_str()), Some(micros(*until))),
        None => (None, None),
    };
    let sql = "INSERT INTO entry (cell, seq, leaf, at, log, until, salt, body) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)";
    let row = params![cell.as_bytes(), seq, leaf, micros(entry.at), log, until, salt, body];
    connection.prepare_cached(sql)?.execute(row)?;
    if let (Some(log), Some(until)) = (log, until) {
        // One row in the table of deadlines for each log and second, not one for each entry.
        let work = life::Work::ClearLog { log: Name::from(log) };
        let at = until.saturating_add(999_999).div_euclid(1_000_000).saturating_mul(1_000_000);
        let sql = "INSERT OR IGNORE INTO due (at, cell, work, since, promise) VALUES (?1, ?2, ?3, ?4, ?5)";
        let row = params![at, cell.as_bytes(), json(&work)?, micros(entry.at), format!("log.{log}")];
        connection.prepare_cached(sql)?.execute(row)?;
    }
    Ok(seq.unsigned_abs())
}

fn count(connection: &Connection, write: &Write, entry: &Entry, late: bool) -> Result<(), StoreError> {
    let done = entry.outcome == Outcome::Done;
    let mut promises: Vec<&str> = write.changes.iter().map(|grounded| grounded.promise.as_str()).collect();
    promises.extend(entry.promise.as_deref());
    promises.sort_unstable();
    promises.dedup();
    let sql = "INSERT INTO counter (cell, promise, done, refused, late, last_at) VALUES (?1, ?2, ?3, ?4, ?5, ?6)
               ON CONFLICT (cell, promise) DO UPDATE SET done = done + ?3, refused = refused + ?4, late = late + ?5,
               last_at = ?6";
    let mut bump = connection.prepare_cached(sql)?;
    for promise in promises {
        bump.execute(params![write.cell.as_bytes(), promise, done, !done, late, micros(entry.at)])?;
    }
    if write.gap {
        let about = entry.about.as_ref().map_or("(not a name)", Name::as_str);
        let code = entry.code.map_or("", life::Code::as_str);
        let sql = "INSERT INTO gap (product, code, about, count, last_at) VALUES (?1, ?2, ?3, 1, ?4)
                   ON CONFLICT (product, code, about) DO UPDATE SET count = count + 1, last_at = ?4";
        connection.prepare_cached(sql)?.execute(params![write.product.as_str(), code, about, micros(entry.at)])?;
    }
    Ok(())
}

pub(super) fn json<T: serde::Serialize>(value: &T) -> Result<String, StoreError> {
    serde_json::to_string(value).map_err(|fault| StoreError::Form(fault.to_string()))
}
