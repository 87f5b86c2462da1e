//! The derived sets that are kept, as a list.

use super::apply::{json, micros};
use super::beside::SetOf;
use super::derived::Member;
use super::load::instant;
use super::{Store, StoreError};
use jiff::Timestamp;
use life::derive::SetRow;
use life::reference::{Cell, Set};
use policy::Name;
use rusqlite::params;
use std::collections::BTreeMap;

/// A set that is kept, as it is listed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ListedSet {
    /// Its reference.
    pub set: Set,
    /// Which set of the policy, without `derived.`.
    pub derived: Name,
    /// How it was made: `aggregate`, `anonymise` or `de-identify`; `lost`, where a restore took its rows.
    pub made_by: Name,
    /// Of which items.
    pub items: Vec<Name>,
    /// How many rows it has.
    pub rows: u64,
    /// How many people share what the fewest share.
    pub smallest: u64,
    /// When it was made.
    pub made_at: Timestamp,
    /// The privacy loss of its numbers, in thousandths; 0 where they are not blurred.
    pub spent: u32,
}

impl Store {
    /// What is remembered of a set, row by row.
    ///
    /// # Errors
    /// [`StoreError`] if the database fails.
    pub fn members_of(&self, cell: Cell, set: Set) -> Result<Vec<Member>, StoreError> {
        self.read(|connection| {
            let sql = "SELECT who, shows, origins FROM derived_member WHERE cell = ?1 AND set_id = ?2 ORDER BY rowid";
            let mut select = connection.prepare_cached(sql)?;
            let rows = select.query_map(params![cell.as_bytes(), set.as_bytes()], |row| {
                let parts = |bytes: Vec<u8>| bytes.as_chunks::<16>().0.to_vec();
                Ok(Member { who: row.get(0)?, shows: parts(row.get(1)?), origins: parts(row.get(2)?) })
            })?;
            Ok(rows.collect::<Result<_, _>>()?)
        })
    }

    /// Remembers a set that was given out and is not here: its rows are lost, and no set is given out that tells of
    /// somebody beside it.
    ///
    /// # Errors
    /// [`StoreError`] if the database fails.
    pub fn remember_set(
        &self,
        (cell, set): (Cell, Set),
        derived: Name,
        (of, made_at): (SetOf, Timestamp),
        (members, spent): (Vec<Member>, u32),
    ) -> Result<(), StoreError> {
        self.alone(move |connection| {
            let sql = "INSERT OR IGNORE INTO derived_set (cell, set_id, derived, made_by, items, kinds, rows, smallest,
                       from_at, to_at, made_at, spent, shape)
                       VALUES (?1, ?2, ?3, 'lost', '[]', '[]', 0, 0, ?4, ?5, ?6, ?7, ?8)";
            let (cell, set, shape) = (cell.as_bytes(), set.as_bytes(), json(&of.shape)?);
            let (from, to) = (of.span.map(|(from, _)| micros(from)), of.span.map(|(_, to)| micros(to)));
            let row = params![cell, set, derived.as_str(), from, to, micros(made_at), spent, shape];
            if connection.execute(sql, row)? == 0 {
                return Ok(());
            }
            let sql = "INSERT INTO derived_member (cell, set_id, who, shows, origins) VALUES (?1, ?2, ?3, ?4, ?5)";
            let mut insert = connection.prepare_cached(sql)?;
            for member in &members {
                insert.execute(params![cell, set, member.who, member.shows.concat(), member.origins.concat()])?;
            }
            Ok(())
        })
    }

    /// How many rows of each group there are in a set that is being made, where each person counts at most so often: of
    /// one who has more rows, chance decides which count.
    ///
    /// # Errors
    /// [`StoreError`] if the database fails.
    pub fn count_bounded(&self, cell: Cell, set: Set, at_most: u32) -> Result<BTreeMap<[u8; 32], i64>, StoreError> {
        self.read(|connection| {
            // The order of rows is drawn by chance, whatever is in them.
            let sql =
                "SELECT class, count(*) FROM (SELECT class, row_number() OVER (PARTITION BY subject ORDER BY row_id)
                       AS nth FROM derived_row WHERE cell = ?1 AND set_id = ?2) WHERE nth <= ?3 GROUP BY class";
            let mut select = connection.prepare_cached(sql)?;
            let row = params![cell.as_bytes(), set.as_bytes(), at_most];
            let counts = select.query_map(row, |row| Ok((row.get(0)?, row.get(1)?)))?;
            Ok(counts.collect::<Result<_, _>>()?)
        })
    }

    /// Puts rows that are nobody's in the place of all that a set that is being made was worked out of.
    ///
    /// # Errors
    /// [`StoreError`] if the database fails.
    pub fn replace_rows(&self, cell: Cell, set: Set, rows: Vec<(SetRow, [u8; 32])>) -> Result<(), StoreError> {
        self.alone(move |connection| {
            let (cell, set) = (cell.as_bytes(), set.as_bytes());
            connection.execute("DELETE FROM derived_row WHERE cell = ?1 AND set_id = ?2", params![cell, set])?;
            let sql =
                "INSERT INTO derived_row (cell, set_id, row_id, class, count, body) VALUES (?1, ?2, ?3, ?4, ?5, ?6)";
            let mut insert = connection.prepare_cached(sql)?;
            for (row, class) in &rows {
                insert.execute(params![cell, set, row.row.as_bytes(), class, row.count, row.body])?;
            }
            Ok(())
        })
    }

    /// The sets of a cell, the newest first, before `before`.
    ///
    /// # Errors
    /// [`StoreError`] if the database fails.
    pub fn list_sets(&self, cell: Cell, before: Option<Set>, most: u32) -> Result<Vec<ListedSet>, StoreError> {
        self.read(|connection| {
            // References begin with the time at which they were drawn.
            let sql = "SELECT set_id, derived, made_by, items, rows, smallest, made_at, spent FROM derived_set
                       WHERE cell = ?1 AND set_id < ?2 ORDER BY set_id DESC LIMIT ?3";
            let before = before.map_or([0xff_u8; 16], |set| *set.as_bytes());
            let mut select = connection.prepare_cached(sql)?;
            let mut rows = select.query(params![cell.as_bytes(), before, most])?;
            let mut sets = Vec::new();
            while let Some(row) = rows.next()? {
                let items: String = row.get(3)?;
                let number = |at: usize| row.get::<_, i64>(at).map(i64::unsigned_abs);
                sets.push(ListedSet {
                    set: Set::from_bytes(row.get(0)?),
                    derived: Name::from(row.get::<_, String>(1)?),
                    made_by: Name::from(row.get::<_, String>(2)?),
                    items: serde_json::from_str(&items).map_err(|fault| StoreError::Form(fault.to_string()))?,
                    rows: number(4)?,
                    smallest: number(5)?,
                    made_at: instant(row.get(6)?)?,
                    spent: row.get(7)?,
                });
            }
            Ok(sets)
        })
    }
}
