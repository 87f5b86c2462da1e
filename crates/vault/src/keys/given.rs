//! Which sets were given out: what was learnt from them no restore takes back.

use super::Vault;
use crate::KeyError;
use jiff::Timestamp;
use life::reference::{Cell, Set};
use policy::Name;
use rusqlite::{Row, params};

/// A derived set that was given out, and what is remembered of it.
///
/// Units: instants are kept to the microsecond.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GivenSet {
    /// The cell.
    pub cell: Cell,
    /// The set.
    pub set: Set,
    /// Which set of the policy, without `derived.`.
    pub derived: Name,
    /// When the first and the last of its records were created.
    pub span: (Timestamp, Timestamp),
    /// When it was made.
    pub made_at: Timestamp,
    /// When the last backup that does not hold it can no longer be read.
    pub until: Timestamp,
    /// What shows in it, as JSON.
    pub shape: String,
    /// Of each row a keyed hash of whose it is, then of what shows of each item, then of the values' salts: 16 bytes each.
    pub members: Vec<u8>,
    /// What it spent of the budget of its statistic, in thousandths.
    pub spent: u32,
}

impl Vault {
    /// Remembers a set; on disk when this returns.
    ///
    /// # Errors
    /// The key store's.
    pub fn remember_given(&self, given: &GivenSet) -> Result<(), KeyError> {
        self.files().write(|begun| {
            let sql = "INSERT INTO given (cell, set_id, derived, from_at, to_at, made_at, until, members, spent,
                       shape) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10) ON CONFLICT DO NOTHING";
            begun.prepare_cached(sql)?.execute(params![
                given.cell.as_bytes(),
                given.set.as_bytes(),
                given.derived.as_str(),
                given.span.0.as_microsecond(),
                given.span.1.as_microsecond(),
                given.made_at.as_microsecond(),
                given.until.as_microsecond(),
                given.members,
                given.spent,
                given.shape
            ])?;
            Ok(())
        })
    }

    /// Forgets a set that was not given out after all.
    ///
    /// # Errors
    /// The key store's.
    pub fn forget_given(&self, cell: Cell, set: Set) -> Result<(), KeyError> {
        self.files().write(|begun| {
            let row = params![cell.as_bytes(), set.as_bytes()];
            begun.execute("DELETE FROM given WHERE cell = ?1 AND set_id = ?2", row)?;
            Ok(())
        })
    }

    /// The sets that a backup may not hold, the earliest first.
    ///
    /// # Errors
    /// The key store's.
    pub fn given(&self) -> Result<Vec<GivenSet>, KeyError> {
        let reader = self.reader();
        let sql = "SELECT cell, set_id, derived, from_at, to_at, made_at, until, members, spent, shape FROM given
                   ORDER BY made_at";
        let mut statement = reader.prepare_cached(sql)?;
        let rows = statement.query_map([], read)?;
        Ok(rows.collect::<Result<Vec<_>, _>>()?)
    }

    /// Forgets the sets that every readable backup holds; tells how many.
    ///
    /// # Errors
    /// The key store's.
    pub fn prune_given(&self, now: Timestamp) -> Result<usize, KeyError> {
        let mut files = self.files();
        let due = "SELECT EXISTS (SELECT 1 FROM given WHERE until <= ?1)";
        if !files.first().query_row(due, [now.as_microsecond()], |row| row.get::<_, bool>(0))? {
            return Ok(0);
        }
        let pruned = "DELETE FROM given WHERE until <= ?1";
        files.write(|begun| Ok(begun.execute(pruned, [now.as_microsecond()])?))
    }
}

fn read(row: &Row<'_>) -> rusqlite::Result<GivenSet> {
    Ok(GivenSet {
        cell: Cell::from_bytes(row.get(0)?),
        set: Set::from_bytes(row.get(1)?),
        derived: Name::from(row.get::<_, String>(2)?),
        span: (super::erasures::instant(row, 3)?, super::erasures::instant(row, 4)?),
        made_at: super::erasures::instant(row, 5)?,
        until: super::erasures::instant(row, 6)?,
        members: row.get(7)?,
        shape: row.get(9)?,
        spent: row.get(8)?,
    })
}
