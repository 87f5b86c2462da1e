//! What alarms count, what they raised, and who is kept out.

use super::apply::micros;
use super::load::instant;
use super::{Connection, Store, StoreError};
use jiff::Timestamp;
use life::facts::{self, Seen};
use life::guard::suspend::SuspensionFact;
use life::guard::{AlertFile, GuardChange, Sighting, SuspensionFile, Tripped, Whom};
use life::reference::{Alert, Cell, Reference, Subject, Suspension};
use policy::Name;
use rusqlite::{OptionalExtension, Row, params};

/// Applies a change; answers how many rows it moved.
pub(super) fn set(connection: &Connection, product: &str, change: &GuardChange) -> Result<usize, StoreError> {
    Ok(match change {
        GuardChange::Raise { alert, file, unless_since } => {
            let sql = "INSERT OR IGNORE INTO alert (product, alert, alarm, who, count, at, opened)
                       SELECT ?1, ?2, ?3, ?4, ?5, ?6, ?8 WHERE NOT EXISTS
                       (SELECT 1 FROM alert WHERE product = ?1 AND alarm = ?3 AND who = ?4 AND at > ?7)";
            let (count, at) = (i64::try_from(file.count).unwrap_or(i64::MAX), micros(file.at));
            let since = unless_since.map_or(i64::MAX, micros);
            let opened = file.tripped.as_ref().map(serde_json::to_string).transpose();
            let opened = opened.map_err(|fault| StoreError::Form(fault.to_string()))?;
            let row = params![product, alert.as_bytes(), file.alarm.as_str(), file.who, count, at, since, opened];
            let rows = connection.prepare_cached(sql)?.execute(row)?;
            if let Some(tripped) = &file.tripped {
                forget_trip(connection, product, tripped.cell, tripped.entry)?;
            }
            rows
        }
        GuardChange::Forget { alarm, who } => {
            let sql = "DELETE FROM sighting WHERE product = ?1 AND alarm = ?2 AND who = ?3";
            connection.prepare_cached(sql)?.execute(params![product, alarm.as_str(), who])?;
            // Of whom nothing is counted nothing is forgotten.
            1
        }
        GuardChange::Factor(change) => super::factors::set(connection, product, change)?,
        GuardChange::Suspend { suspension, file } => suspend(connection, product, *suspension, file)?,
        GuardChange::Resume { suspension, reason, at, .. } => {
            let sql = "UPDATE suspension SET lifted_at = ?3, reason = ?4
                       WHERE product = ?1 AND suspension = ?2 AND lifted_at IS NULL";
            connection.prepare_cached(sql)?.execute(params![product, suspension.as_bytes(), micros(*at), reason])?
        }
    })
}

/// The act with that entry opened a tripwire.
pub(super) fn trip(connection: &Connection, product: &str, cell: Cell, entry: u64) -> Result<(), StoreError> {
    let sql = "INSERT INTO trip (product, cell, seq) VALUES (?1, ?2, ?3)";
    let seq = i64::try_from(entry).unwrap_or(i64::MAX);
    connection.prepare_cached(sql)?.execute(params![product, cell.as_bytes(), seq])?;
    Ok(())
}

fn forget_trip(connection: &Connection, product: &str, cell: Cell, entry: u64) -> Result<(), StoreError> {
    let sql = "DELETE FROM trip WHERE product = ?1 AND cell = ?2 AND seq = ?3";
    let seq = i64::try_from(entry).unwrap_or(i64::MAX);
    connection.prepare_cached(sql)?.execute(params![product, cell.as_bytes(), seq])?;
    Ok(())
}

fn suspend(
    connection: &Connection,
    product: &str,
    suspension: Suspension,
    file: &SuspensionFile,
) -> Result<usize, StoreError> {
    let sql = "INSERT INTO suspension (product, suspension, facts, liability, decided_by, from_at, until_at)
               VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7) ON CONFLICT (product, suspension) DO UPDATE SET until_at = ?7";
    let by = file.by.as_ref().map(|by| by.as_bytes().as_slice());
    let (from, until) = (micros(file.from), file.until.map(micros));
    let row = params![product, suspension.as_bytes(), file.facts, file.liability, by, from, until];
    let rows = connection.prepare_cached(sql)?.execute(row)?;
    for whom in &file.whom {
        let sql = "INSERT OR IGNORE INTO suspended (product, whom, suspension) VALUES (?1, ?2, ?3)";
        connection.prepare_cached(sql)?.execute(params![product, word(whom), suspension.as_bytes()])?;
    }
    Ok(rows)
}

fn word(whom: &Whom) -> String {
    match whom {
        Whom::Recipient(name) => format!("recipient {name}"),
        Whom::Person(person) => format!("person {person}"),
        Whom::SignIn(person) => format!("sign-in {person}"),
    }
}

fn whom(text: &str) -> Result<Whom, StoreError> {
    let amiss = || StoreError::Form("not somebody who is suspended".into());
    let (kind, name) = text.split_once(' ').ok_or_else(amiss)?;
    let person = || name.parse::<Reference>().map(Subject).map_err(|_| amiss());
    Ok(match kind {
        "recipient" => Whom::Recipient(Name::from(name)),
        "person" => Whom::Person(person()?),
        "sign-in" => Whom::SignIn(person()?),
        _ => return Err(amiss()),
    })
}

/// Notes what an act is counted as; answers how many each alarm counts of its doer now.
pub(super) fn sight(
    connection: &Connection,
    product: &str,
    sightings: &[Sighting],
    at: Timestamp,
) -> Result<Vec<u64>, StoreError> {
    let mut counts = Vec::with_capacity(sightings.len());
    for Sighting { alarm, who, of, since } in sightings {
        let (alarm, at, since) = (alarm.as_str(), micros(at), micros(*since));
        let sql = "DELETE FROM sighting WHERE product = ?1 AND alarm = ?2 AND who = ?3 AND at <= ?4";
        connection.prepare_cached(sql)?.execute(params![product, alarm, who, since])?;
        let sql = "INSERT INTO sighting (product, alarm, who, of_what, at) VALUES (?1, ?2, ?3, ?4, ?5)
                   ON CONFLICT (product, alarm, who, of_what) DO UPDATE SET at = max(at, ?5)";
        for what in of {
            connection.prepare_cached(sql)?.execute(params![product, alarm, who, what.as_bytes(), at])?;
        }
        let sql = "SELECT count(*) FROM sighting WHERE product = ?1 AND alarm = ?2 AND who = ?3 AND at > ?4";
        let row = params![product, alarm, who, since];
        counts.push(connection.prepare_cached(sql)?.query_row(row, |row| row.get::<_, i64>(0))?.unsigned_abs());
    }
    Ok(counts)
}

const SUSPENSION: &str = "SELECT suspension, facts, liability, decided_by, from_at, until_at, lifted_at, reason
                          FROM suspension WHERE product = ?1";

fn suspension(connection: &Connection, product: &Name, row: &Row<'_>) -> Result<SuspensionFact, StoreError> {
    let suspension = Suspension::from_bytes(row.get(0)?);
    let sql = "SELECT whom FROM suspended WHERE product = ?1 AND suspension = ?2 ORDER BY whom DESC";
    let mut select = connection.prepare_cached(sql)?;
    let found = select.query_map(params![product.as_str(), suspension.as_bytes()], |row| row.get::<_, String>(0))?;
    let whom = found.map(|text| whom(&text?)).collect::<Result<Vec<_>, StoreError>>()?;
    let at = |at: Option<i64>| at.map(instant).transpose();
    let (lifted_at, reason) = (at(row.get(6)?)?, row.get::<_, Option<String>>(7)?.unwrap_or_default());
    let file = SuspensionFile {
        whom,
        facts: row.get(1)?,
        liability: row.get(2)?,
        by: row.get::<_, Option<[u8; 16]>>(3)?.map(Reference::from_bytes),
        from: instant(row.get(4)?)?,
        until: at(row.get(5)?)?,
    };
    Ok(SuspensionFact { suspension, file, lifted: lifted_at.map(|at| (at, reason)) })
}

/// Moves whenever somebody is suspended or let in again.
pub(super) fn revision(connection: &Connection, product: &Name, whom: &Whom) -> Result<u64, StoreError> {
    let sql = "SELECT count(*) + count(lifted_at) FROM suspended JOIN suspension USING (product, suspension)
               WHERE product = ?1 AND whom = ?2";
    let row = params![product.as_str(), word(whom)];
    let found: i64 = connection.prepare_cached(sql)?.query_row(row, |row| row.get(0))?;
    Ok(found.unsigned_abs())
}

impl Store {
    /// The suspensions of these, those included that are over, with the revision of what says so.
    ///
    /// # Errors
    /// [`StoreError`] if the database fails.
    pub fn kept_out(&self, product: &Name, of: &[Whom]) -> Result<(Vec<SuspensionFact>, Vec<Seen>), StoreError> {
        self.read(|connection| {
            let (mut found, mut seen) = (Vec::new(), Vec::new());
            for whom in of {
                let revision = revision(connection, product, whom)?;
                seen.push(Seen { row: facts::Row::Suspended(product.clone(), whom.clone()), revision });
                if revision == 0 {
                    continue;
                }
                let sql = "SELECT suspension FROM suspended WHERE product = ?1 AND whom = ?2";
                let mut select = connection.prepare_cached(sql)?;
                let rows = select.query_map(params![product.as_str(), word(whom)], |row| row.get::<_, [u8; 16]>(0))?;
                for reference in rows.collect::<Result<Vec<_>, _>>()? {
                    found.extend(load(connection, product, Suspension::from_bytes(reference))?);
                }
            }
            Ok((found, seen))
        })
    }

    /// One suspension.
    ///
    /// # Errors
    /// [`StoreError`] if the database fails.
    pub fn suspension(&self, product: &Name, suspension: Suspension) -> Result<Option<SuspensionFact>, StoreError> {
        self.read(|connection| load(connection, product, suspension))
    }

    /// Every suspension of a product, those included that are over.
    ///
    /// # Errors
    /// [`StoreError`] if the database fails.
    pub fn list_suspensions(&self, product: &Name) -> Result<Vec<SuspensionFact>, StoreError> {
        self.read(|connection| {
            let mut select = connection.prepare_cached(&format!("{SUSPENSION} ORDER BY from_at, suspension"))?;
            let mut rows = select.query([product.as_str()])?;
            let mut found = Vec::new();
            while let Some(row) = rows.next()? {
                found.push(self::suspension(connection, product, row)?);
            }
            Ok(found)
        })
    }

    /// Every alert of a product, the oldest first.
    ///
    /// # Errors
    /// [`StoreError`] if the database fails.
    pub fn list_alerts(&self, product: &Name) -> Result<Vec<(Alert, AlertFile)>, StoreError> {
        self.read(|connection| {
            let sql = "SELECT alert, alarm, who, count, at, opened FROM alert WHERE product = ?1 ORDER BY at, alert";
            let mut select = connection.prepare_cached(sql)?;
            let mut rows = select.query([product.as_str()])?;
            let mut alerts = Vec::new();
            while let Some(row) = rows.next()? {
                let file = AlertFile {
                    alarm: Name::from(row.get::<_, String>(1)?),
                    who: row.get(2)?,
                    count: row.get::<_, i64>(3)?.unsigned_abs(),
                    at: instant(row.get(4)?)?,
                    tripped: row.get::<_, Option<String>>(5)?.as_deref().map(tripped).transpose()?,
                };
                alerts.push((Alert::from_bytes(row.get(0)?), file));
            }
            Ok(alerts)
        })
    }

    /// The acts that opened a tripwire and of which no alert was raised yet: cell, and the number of the entry.
    ///
    /// # Errors
    /// [`StoreError`] if the database fails.
    pub fn list_trips(&self, product: &Name) -> Result<Vec<(Cell, u64)>, StoreError> {
        self.read(|connection| {
            let sql = "SELECT cell, seq FROM trip WHERE product = ?1 ORDER BY cell, seq LIMIT 1000";
            let mut select = connection.prepare_cached(sql)?;
            let rows = select.query_map([product.as_str()], |row| {
                Ok((Cell::from_bytes(row.get(0)?), row.get::<_, i64>(1)?.unsigned_abs()))
            })?;
            Ok(rows.collect::<Result<_, _>>()?)
        })
    }

    /// No alert is raised of that act any more: there is one.
    ///
    /// # Errors
    /// [`StoreError`] if the database fails.
    pub fn forget_trip(&self, product: &Name, (cell, entry): (Cell, u64)) -> Result<(), StoreError> {
        let product = product.clone();
        self.alone(move |connection| forget_trip(connection, &product, cell, entry))
    }

    /// Who was counted so often since then by an alarm that no alert was raised for: the process ended in between.
    ///
    /// # Errors
    /// [`StoreError`] if the database fails.
    pub fn unraised(
        &self,
        product: &Name,
        alarm: &Name,
        since: Timestamp,
        at: u32,
    ) -> Result<Vec<(String, u64)>, StoreError> {
        self.read(|connection| {
            let sql = "SELECT who, count(*) FROM sighting AS seen WHERE product = ?1 AND alarm = ?2 AND at > ?3
                       AND NOT EXISTS (SELECT 1 FROM alert WHERE alert.product = ?1 AND alert.alarm = ?2
                                       AND alert.who = seen.who AND alert.at > ?3)
                       GROUP BY who HAVING count(*) >= ?4";
            let mut select = connection.prepare_cached(sql)?;
            let row = params![product.as_str(), alarm.as_str(), micros(since), at];
            let rows = select.query_map(row, |row| Ok((row.get(0)?, row.get::<_, i64>(1)?.unsigned_abs())))?;
            Ok(rows.collect::<Result<_, _>>()?)
        })
    }

    /// What an alarm counts of one doer no more: a right password was entered.
    ///
    /// # Errors
    /// [`StoreError`] if the database fails.
    pub fn forget_sightings(&self, product: &Name, alarm: &Name, who: &str) -> Result<(), StoreError> {
        let (product, alarm, who) = (product.clone(), alarm.clone(), who.to_owned());
        self.alone(move |connection| set(connection, &product, &GuardChange::Forget { alarm, who }).map(|_| ()))
    }

    /// What an alarm counted until then counts no more.
    ///
    /// # Errors
    /// [`StoreError`] if the database fails.
    pub fn forget_old_sightings(&self, product: &Name, alarm: &Name, until: Timestamp) -> Result<(), StoreError> {
        let (product, alarm) = (product.clone(), alarm.clone());
        self.alone(move |connection| {
            let sql = "DELETE FROM sighting WHERE product = ?1 AND alarm = ?2 AND at <= ?3";
            connection.prepare_cached(sql)?.execute(params![product.as_str(), alarm.as_str(), micros(until)])?;
            Ok(())
        })
    }

    /// Whether an alert was raised for this doer since then.
    ///
    /// # Errors
    /// [`StoreError`] if the database fails.
    pub fn was_raised(&self, product: &Name, sighting: &Sighting) -> Result<bool, StoreError> {
        self.read(|connection| {
            let sql = "SELECT 1 FROM alert WHERE product = ?1 AND alarm = ?2 AND who = ?3 AND at > ?4";
            let row = params![product.as_str(), sighting.alarm.as_str(), sighting.who, micros(sighting.since)];
            Ok(connection.prepare_cached(sql)?.query_row(row, |_| Ok(())).optional()?.is_some())
        })
    }
}

fn tripped(text: &str) -> Result<Tripped, StoreError> {
    serde_json::from_str(text).map_err(|fault| StoreError::Form(fault.to_string()))
}

fn load(connection: &Connection, product: &Name, reference: Suspension) -> Result<Option<SuspensionFact>, StoreError> {
    let mut select = connection.prepare_cached(&format!("{SUSPENSION} AND suspension = ?2"))?;
    let mut rows = select.query(params![product.as_str(), reference.as_bytes()])?;
    rows.next()?.map(|row| suspension(connection, product, row)).transpose()
}
