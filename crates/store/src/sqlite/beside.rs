//! Sets beside each other: by how few people one that is being made differs from those that were given out before it.

use super::apply::{json, micros};
use super::{Connection, StoreError};
use jiff::Timestamp;
use life::reference::{Cell, Set};
use policy::Name;
use rusqlite::params;

/// What a set that is being made is of: by that it is held against others.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SetOf {
    /// Which set of the policy.
    pub derived: Name,
    /// Which items show in it.
    pub items: Vec<Name>,
    /// When the first and the last of its records were created.
    pub span: Option<(Timestamp, Timestamp)>,
}

/// A set before the one that is being made.
pub(super) struct Before {
    set: [u8; 16],
    /// Whether it is of the same name, so that it shows the same of everybody.
    same: bool,
}

impl Before {
    /// How many people are in the one set and not in the other, and the other way round, where it tells of them.
    ///
    /// Of two sets of one name the fewer on either side can be told by what the two differ in. Sets of two names do not
    /// show the same: what they differ in is of both sides together, so that only the larger side counts.
    fn told(&self, come: u64, gone: u64) -> Option<u64> {
        let sides = [come, gone].into_iter().filter(|people| *people > 0);
        if self.same { sides.min() } else { sides.max() }
    }
}

/// Sets of the name, or in which some of the same items show, that are kept, the newest first, whose records may be among
/// those of the span.
pub(super) fn before(connection: &Connection, cell: Cell, of: &SetOf) -> Result<Vec<Before>, StoreError> {
    let Some((from, to)) = of.span else { return Ok(Vec::new()) };
    let sql = "SELECT set_id, derived = ?2 FROM derived_set WHERE cell = ?1 AND from_at <= ?4 AND to_at >= ?3
               AND (derived = ?2 OR EXISTS (SELECT 1 FROM json_each(items) theirs JOIN json_each(?5) ours
               ON ours.value = theirs.value)) ORDER BY made_at DESC";
    let row = params![cell.as_bytes(), of.derived.as_str(), micros(from), micros(to), json(&of.items)?];
    let mut select = connection.prepare_cached(sql)?;
    let found = select.query_map(row, |row| Ok(Before { set: row.get(0)?, same: row.get(1)? }))?;
    Ok(found.collect::<Result<_, _>>()?)
}

/// How many people are in the one set and not in the other.
fn apart(connection: &Connection, cell: Cell, one: &[u8; 16], other: &[u8; 16]) -> Result<u64, StoreError> {
    let sql = "SELECT count(*) FROM derived_member a WHERE a.cell = ?1 AND a.set_id = ?2 AND NOT EXISTS (
               SELECT 1 FROM derived_member b WHERE b.cell = ?1 AND b.set_id = ?3 AND b.mark = a.mark)";
    let row = params![cell.as_bytes(), one, other];
    let count: i64 = connection.prepare_cached(sql)?.query_row(row, |row| row.get(0))?;
    Ok(count.unsigned_abs())
}

/// The fewest people who can be told by what the set and one before it differ in.
pub(super) fn differs_by(connection: &Connection, cell: Cell, set: Set, of: &SetOf) -> Result<Option<u64>, StoreError> {
    let mut fewest: Option<u64> = None;
    for before in before(connection, cell, of)? {
        let come = apart(connection, cell, set.as_bytes(), &before.set)?;
        let gone = apart(connection, cell, &before.set, set.as_bytes())?;
        fewest = fewest.into_iter().chain(before.told(come, gone)).min();
    }
    Ok(fewest)
}

/// Takes out the rows of people by whom the set would differ from one before it, where they are fewer than `group`.
pub(super) fn leave_out_newcomers(
    connection: &Connection,
    cell: Cell,
    set: Set,
    (before, group): (&Before, u32),
) -> Result<u64, StoreError> {
    const NEW: &str = "cell = ?1 AND set_id = ?2 AND NOT EXISTS (SELECT 1 FROM derived_member b
                       WHERE b.cell = ?1 AND b.set_id = ?3 AND b.mark = derived_row.mark)";
    let row = params![cell.as_bytes(), set.as_bytes(), before.set];
    let sql = format!("SELECT count(DISTINCT mark) FROM derived_row WHERE {NEW}");
    let come: i64 = connection.prepare_cached(&sql)?.query_row(row, |row| row.get(0))?;
    let gone = if before.same { 0 } else { apart(connection, cell, &before.set, set.as_bytes())? };
    if come >= i64::from(group) || gone >= u64::from(group) {
        return Ok(0);
    }
    Ok(connection.prepare_cached(&format!("DELETE FROM derived_row WHERE {NEW}"))?.execute(row)? as u64)
}
