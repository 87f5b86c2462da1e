//! How often each function was used, day by day: numbers, and nothing about anybody.

use super::{Connection, Store, StoreError};
use jiff::civil::Date;
use life::derive::count::Counted;
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
