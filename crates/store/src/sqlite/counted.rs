//! What is counted: how often each function was used, day by day, with nothing about anybody; codes that were drawn; and what
//! was spent of a budget.

use super::apply::micros;
use super::load::Wanted;
use super::{Connection, Store, StoreError};
use jiff::civil::Date;
use life::derive::count::Counted;
use life::facts::{Facts, Row};
use life::reference::Cell;
use policy::Name;
use rusqlite::params;

/// Counts one use more.
pub(super) fn count(connection: &Connection, cell: Cell, counted: &Counted) -> Result<(), StoreError> {
    let Counted { derived, function, day } = counted;
    let sql = "INSERT INTO use_count (cell, derived, function, day, count) VALUES (?1, ?2, ?3, ?4, 1)
               ON CONFLICT (cell, derived, function, day) DO UPDATE SET count = count + 1";
    let row = params![cell.as_bytes(), derived.as_str(), function.as_str(), day.to_string()];
    connection.prepare_cached(sql)?.execute(row)?;
    Ok(())
}

/// What was drawn, and what was spent.
pub(super) fn load(
    connection: &Connection,
    wanted: &Wanted,
    facts: &mut Facts,
    rests_on: &mut Vec<Row>,
) -> Result<(), StoreError> {
    let cell = facts.cell;
    for (digest, since) in wanted.draws.iter().flat_map(|(digests, since)| digests.iter().map(move |one| (one, since)))
    {
        let sql = "SELECT count(*) FROM draw WHERE cell = ?1 AND digest = ?2 AND at > ?3";
        let row = params![cell.as_bytes(), digest, micros(*since)];
        let drawn: u32 = connection.prepare_cached(sql)?.query_row(row, |row| row.get(0))?;
        facts.draws = facts.draws.saturating_add(drawn);
    }
    if let Some(derived) = &wanted.spent {
        facts.spent = super::kept::spent(connection, cell, derived)?;
        rests_on.push(Row::Spent(cell, derived.clone()));
    }
    Ok(())
}

impl Store {
    /// The counts of a cell from `from` to `to`, both included, by day.
    ///
    /// # Errors
    /// [`StoreError`] if the database fails.
    pub fn list_counts(&self, cell: Cell, (from, to): (Date, Date)) -> Result<Vec<(Counted, u64)>, StoreError> {
        self.read(|connection| {
            let sql = "SELECT derived, function, day, count FROM use_count
                       WHERE cell = ?1 AND day >= ?2 AND day <= ?3 ORDER BY day, derived, function";
            let mut select = connection.prepare_cached(sql)?;
            let mut rows = select.query(params![cell.as_bytes(), from.to_string(), to.to_string()])?;
            let mut counts = Vec::new();
            while let Some(row) = rows.next()? {
                let day: String = row.get(2)?;
                let day = day.parse().map_err(|fault| StoreError::Form(format!("no day: {fault}")))?;
                let name = |at: usize| row.get::<_, String>(at).map(Name::from);
                let count = row.get::<_, i64>(3)?.unsigned_abs();
                counts.push((Counted { derived: name(0)?, function: name(1)?, day }, count));
            }
            Ok(counts)
        })
    }
}
