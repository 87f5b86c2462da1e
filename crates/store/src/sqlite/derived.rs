//! Derived sets: rows that nobody has seen yet, what they are like, and the sets that are kept.

use super::apply::micros;
use super::beside::{SetOf, before, differs_by, leave_out_newcomers};
use super::load::instant;
use super::{Connection, Store, StoreError};
use jiff::Timestamp;
use life::derive::{SetFact, SetRow, Weighed};
use life::reference::{Cell, Record, Reference, Set, Subject};
use policy::Name;
use rusqlite::{OptionalExtension, params};

/// A row of a set that is being made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StagedRow {
    /// Its reference.
    pub row: Reference,
    /// Whose it is.
    pub subject: Subject,
    /// A keyed hash of what shows in it.
    pub class: [u8; 32],
    /// What is remembered of it; none, where the set is not remembered.
    pub member: Option<Member>,
    /// The record that it was worked out of: the row goes with any value of it, until nothing tells whose it is.
    pub record: Record,
    /// What shows, sealed.
    pub body: Vec<u8>,
}

/// A row of a set, as it is remembered: what showed, and of which values.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Member {
    /// A keyed hash of whose it is, by the set's key.
    pub who: [u8; 16],
    /// For each item of the set's shape, a keyed hash of what shows; zeros for nothing.
    pub shows: Vec<[u8; 16]>,
    /// For each item of the set's shape, a keyed hash of the value's salt; zeros for nothing.
    pub origins: Vec<[u8; 16]>,
}

impl Store {
    /// Puts rows of a set that is being made.
    ///
    /// # Errors
    /// [`StoreError`] if the database fails.
    pub fn stage_rows(&self, cell: Cell, set: Set, rows: Vec<StagedRow>) -> Result<(), StoreError> {
        self.alone(move |connection| {
            let mut row = connection.prepare_cached(
                "INSERT INTO derived_row (cell, set_id, row_id, subject, class, count, body, record, who, shows, origins)
                 VALUES (?1, ?2, ?3, ?4, ?5, 1, ?6, ?7, ?8, ?9, ?10)",
            )?;
            for staged in &rows {
                let (id, subject) = (staged.row.as_bytes(), staged.subject.as_bytes());
                let (cell, set) = (cell.as_bytes(), set.as_bytes());
                let record = staged.record.as_bytes();
                let member = staged.member.as_ref();
                let who = member.map(|member| member.who);
                let shows = member.map(|member| member.shows.concat());
                let origins = member.map(|member| member.origins.concat());
                row.execute(params![
                    cell,
                    set,
                    id,
                    subject,
                    staged.class,
                    staged.body,
                    record,
                    who,
                    shows,
                    origins
                ])?;
            }
            Ok(())
        })
    }

    /// Tells people apart by all their rows together: where rows of one person can be told to be hers, two people show the
    /// same only if all that they show is the same. Of what is left it is told anew each time.
    ///
    /// # Errors
    /// [`StoreError`] if the database fails.
    pub fn join_people(&self, cell: Cell, set: Set) -> Result<(), StoreError> {
        self.alone(move |connection| join(connection, cell, set))
    }

    /// Counts the people of each group, and tells how many groups there are.
    ///
    /// # Errors
    /// [`StoreError`] if the database fails.
    pub fn count_groups(&self, cell: Cell, set: Set) -> Result<u64, StoreError> {
        self.alone(move |connection| {
            let count = "UPDATE derived_row SET count = (SELECT count(DISTINCT o.subject) FROM derived_row o
                         WHERE o.cell = ?1 AND o.set_id = ?2 AND o.class = derived_row.class)
                         WHERE cell = ?1 AND set_id = ?2";
            connection.prepare_cached(count)?.execute(params![cell.as_bytes(), set.as_bytes()])?;
            let groups = "SELECT count(DISTINCT class) FROM derived_row WHERE cell = ?1 AND set_id = ?2";
            let row = params![cell.as_bytes(), set.as_bytes()];
            let groups: i64 = connection.prepare_cached(groups)?.query_row(row, |row| row.get(0))?;
            Ok(groups.unsigned_abs())
        })
    }

    /// Takes out the rows that fewer than `group` people share; the others stay, each a row.
    ///
    /// # Errors
    /// [`StoreError`] if the database fails.
    pub fn leave_out_few(&self, cell: Cell, set: Set, group: u32) -> Result<u64, StoreError> {
        self.alone(move |connection| leave_out(connection, cell, set, group))
    }

    /// Takes out the rows of people who would be one of too few: by whom it would differ from what was given out before it,
    /// then of whom fewer than `group` show the same.
    ///
    /// # Errors
    /// [`StoreError`] if the database fails.
    pub fn hold_back(&self, cell: Cell, set: Set, of: SetOf, group: u32) -> Result<u64, StoreError> {
        self.alone(move |connection| {
            let (besides, mut left_out) = (before(connection, cell, &of)?, 0);
            loop {
                let mut out = 0;
                for beside in &besides {
                    out += leave_out_newcomers(connection, cell, set, (beside, group))?;
                }
                // What somebody shows in all her rows together is less by those that went.
                if of.shape.joined {
                    join(connection, cell, set)?;
                }
                out += leave_out(connection, cell, set, group)?;
                left_out += out;
                if out == 0 {
                    return Ok(left_out);
                }
            }
        })
    }

    /// Records of a type that came in from `from` on and before `to`, after `after`.
    ///
    /// # Errors
    /// [`StoreError`] if the database fails.
    pub fn list_came_in(
        &self,
        cell: Cell,
        kind: &Name,
        (from, to): (Timestamp, Timestamp),
        after: Option<Record>,
        most: u32,
    ) -> Result<Vec<Record>, StoreError> {
        self.read(|connection| {
            // References begin with the time at which they were drawn, so that only what came in is looked at.
            let sql = "SELECT record FROM record WHERE cell = ?1 AND kind = ?2 AND record > ?3 AND record < ?4
                       AND created_at >= ?5 AND created_at < ?6 ORDER BY record LIMIT ?7";
            let after = after.map_or_else(|| drawn_at(from, -1), |record| *record.as_bytes());
            let mut select = connection.prepare_cached(sql)?;
            let (kind, cell) = (kind.as_str(), cell.as_bytes());
            let row = params![cell, kind, after, drawn_at(to, 1), micros(from), micros(to), most];
            let found = select.query_map(row, |row| Ok(Record::from_bytes(row.get(0)?)))?;
            Ok(found.collect::<Result<_, _>>()?)
        })
    }

    /// Records of which `rule` ends something after `now` and until `until`, after `after`: those that have not gone into
    /// a set yet.
    ///
    /// # Errors
    /// [`StoreError`] if the database fails.
    pub fn list_ending(
        &self,
        cell: Cell,
        rule: &Name,
        (now, until): (Timestamp, Timestamp),
        after: Option<(Timestamp, Record)>,
        most: u32,
    ) -> Result<Vec<(Timestamp, Record)>, StoreError> {
        self.read(|connection| {
            let sql = "SELECT DISTINCT until, record FROM slot WHERE cell = ?1 AND rule = ?2 AND until <= ?4
                       AND (until, record) > (?3, ?5) AND anonymised = 0 ORDER BY until, record LIMIT ?6";
            let (from, after) = after.map_or((now, [0xff; 16]), |(until, record)| (until, *record.as_bytes()));
            let mut select = connection.prepare_cached(sql)?;
            let row = params![cell.as_bytes(), rule.as_str(), micros(from), micros(until), after, most];
            let rows = select.query_map(row, |row| Ok((row.get(0)?, Record::from_bytes(row.get(1)?))))?;
            rows.map(|row| row.map_err(StoreError::from).and_then(|(until, record)| Ok((instant(until)?, record))))
                .collect()
        })
    }

    /// What the set that is being made is like as it stands, and by how few people it differs from one before it in which
    /// the same items show, of records of the same time. From here on it is known what is to be remembered of it.
    ///
    /// # Errors
    /// [`StoreError`] if the database fails.
    pub fn weigh_set(&self, cell: Cell, set: Set, of: SetOf) -> Result<Weighed, StoreError> {
        self.alone(move |connection| {
            // Of who has no row left nothing is remembered: the set was without her. In no order that tells anything.
            let members = "INSERT INTO derived_member (cell, set_id, who, shows, origins)
                           SELECT cell, set_id, who, shows, origins FROM derived_row
                           WHERE cell = ?1 AND set_id = ?2 AND who IS NOT NULL ORDER BY origins";
            let place = params![cell.as_bytes(), set.as_bytes()];
            connection.prepare_cached("DELETE FROM derived_member WHERE cell = ?1 AND set_id = ?2")?.execute(place)?;
            connection.prepare_cached(members)?.execute(place)?;
            let sql = "SELECT sum(rows), min(people) FROM (SELECT count(*) AS rows, count(DISTINCT subject) AS people
                       FROM derived_row WHERE cell = ?1 AND set_id = ?2 GROUP BY class)";
            let (rows, smallest): (Option<i64>, Option<i64>) =
                connection.prepare_cached(sql)?.query_row(place, |row| Ok((row.get(0)?, row.get(1)?)))?;
            let number = |count: Option<i64>| count.unwrap_or(0).unsigned_abs();
            let differs_by = differs_by(connection, cell, set, &of)?;
            Ok(Weighed { rows: number(rows), smallest: number(smallest), differs_by, ..Weighed::default() })
        })
    }

    /// Forgets a set that is not kept.
    ///
    /// # Errors
    /// [`StoreError`] if the database fails.
    pub fn drop_set(&self, cell: Cell, set: Set) -> Result<(), StoreError> {
        self.alone(move |connection| {
            for table in ["derived_row", "derived_member", "derived_set"] {
                let sql = format!("DELETE FROM {table} WHERE cell = ?1 AND set_id = ?2");
                connection.execute(&sql, params![cell.as_bytes(), set.as_bytes()])?;
            }
            Ok(())
        })
    }

    /// Forgets what was being made when the process ended.
    ///
    /// # Errors
    /// [`StoreError`] if the database fails.
    pub fn drop_unmade_sets(&self) -> Result<(), StoreError> {
        self.alone(|connection| {
            for table in ["derived_row", "derived_member"] {
                let sql = format!(
                    "DELETE FROM {table} WHERE NOT EXISTS (SELECT 1 FROM derived_set s
                     WHERE s.cell = {table}.cell AND s.set_id = {table}.set_id)"
                );
                connection.execute(&sql, [])?;
            }
            Ok(())
        })
    }

    /// A set that is kept.
    ///
    /// # Errors
    /// [`StoreError`] if the database fails.
    pub fn load_set(&self, cell: Cell, set: Set) -> Result<Option<SetFact>, StoreError> {
        self.read(|connection| {
            let sql = "SELECT derived, made_at FROM derived_set WHERE cell = ?1 AND set_id = ?2";
            let row = params![cell.as_bytes(), set.as_bytes()];
            let found: Option<(String, i64)> =
                connection.prepare_cached(sql)?.query_row(row, |row| Ok((row.get(0)?, row.get(1)?))).optional()?;
            let Some((derived, made_at)) = found else { return Ok(None) };
            let sql = "SELECT EXISTS (SELECT 1 FROM derived_row d JOIN account a ON a.cell = d.cell
                       AND a.subject = d.subject WHERE d.cell = ?1 AND d.set_id = ?2 AND a.state <> 'open')";
            let row = params![cell.as_bytes(), set.as_bytes()];
            let leaving = connection.prepare_cached(sql)?.query_row(row, |row| row.get(0))?;
            let sql = "SELECT DISTINCT purpose FROM consent c WHERE cell = ?1 AND state = 'withdrawn' AND EXISTS (
                       SELECT 1 FROM derived_row d WHERE d.cell = ?1 AND d.set_id = ?2 AND d.subject = c.subject)";
            let mut select = connection.prepare_cached(sql)?;
            let purposes = select.query_map(params![cell.as_bytes(), set.as_bytes()], |row| row.get::<_, String>(0))?;
            let withdrawn = purposes.map(|purpose| purpose.map(Name::from)).collect::<Result<_, _>>()?;
            let (derived, made_at) = (Name::from(derived), instant(made_at)?);
            Ok(Some(SetFact { set, derived, made_at, leaving, withdrawn }))
        })
    }

    /// Rows of a set, after `after`, in their order.
    ///
    /// # Errors
    /// [`StoreError`] if the database fails.
    pub fn list_rows(
        &self,
        cell: Cell,
        set: Set,
        after: Option<Reference>,
        most: u32,
    ) -> Result<Vec<SetRow>, StoreError> {
        self.read(|connection| {
            let sql = "SELECT row_id, body, count FROM derived_row WHERE cell = ?1 AND set_id = ?2 AND row_id > ?3
                       ORDER BY row_id LIMIT ?4";
            let after = after.map_or([0_u8; 16], |row| *row.as_bytes());
            let mut select = connection.prepare_cached(sql)?;
            let rows = select.query_map(params![cell.as_bytes(), set.as_bytes(), after, most], |row| {
                let count: i64 = row.get(2)?;
                Ok(SetRow { row: Reference::from_bytes(row.get(0)?), body: row.get(1)?, count })
            })?;
            Ok(rows.collect::<Result<_, _>>()?)
        })
    }
}

/// The first reference that may be drawn so many milliseconds after `at`.
fn drawn_at(at: Timestamp, later: i64) -> [u8; 16] {
    let millis = u128::from(at.as_millisecond().saturating_add(later).unsigned_abs());
    (millis << 80).to_be_bytes()
}

fn join(connection: &Connection, cell: Cell, set: Set) -> Result<(), StoreError> {
    let sql = "UPDATE derived_row SET class = joined.class FROM (
               SELECT subject, CAST(format('%032d', dense_rank() OVER (ORDER BY shows)) AS BLOB) AS class FROM (
               SELECT subject, group_concat(hex(shows), '' ORDER BY shows) AS shows FROM derived_row
               WHERE cell = ?1 AND set_id = ?2 GROUP BY subject)) joined
               WHERE derived_row.cell = ?1 AND set_id = ?2 AND derived_row.subject = joined.subject";
    connection.prepare_cached(sql)?.execute(params![cell.as_bytes(), set.as_bytes()])?;
    Ok(())
}

fn leave_out(connection: &Connection, cell: Cell, set: Set, group: u32) -> Result<u64, StoreError> {
    let small = "DELETE FROM derived_row WHERE cell = ?1 AND set_id = ?2 AND class IN (
                 SELECT class FROM derived_row WHERE cell = ?1 AND set_id = ?2
                 GROUP BY class HAVING count(DISTINCT subject) < ?3)";
    Ok(connection.prepare_cached(small)?.execute(params![cell.as_bytes(), set.as_bytes(), group])? as u64)
}
