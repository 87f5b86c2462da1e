//! What a restore must remove again.

use super::Vault;
use crate::KeyError;
use jiff::Timestamp;
use life::reference::{Cell, Record};
use policy::Name;
use rusqlite::{Row, params};

/// Something without a half of its own that was removed and is still in backups.
///
/// Units: instants are kept to the microsecond.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Erasure {
    /// The cell.
    pub cell: Cell,
    /// The record.
    pub record: Record,
    /// The data item; none means the whole record.
    pub item: Option<Name>,
    /// When it was removed.
    pub at: Timestamp,
    /// When the last backup that holds it can no longer be read.
    pub until: Timestamp,
}

impl Vault {
    /// Puts removals on the list that every restore applies before it serves anything; on disk when
    /// this returns. Listed twice, the later `until` stays.
    ///
    /// # Errors
    /// The key store's; then none is listed.
    pub fn list_erasures(&self, erasures: &[Erasure]) -> Result<(), KeyError> {
        self.files().write(|begun| {
            let sql = "INSERT INTO erasure (cell, record, item, at, until) VALUES (?1, ?2, ?3, ?4, ?5)
                       ON CONFLICT DO UPDATE SET until = max(until, excluded.until)";
            let mut insert = begun.prepare_cached(sql)?;
            for erasure in erasures {
                insert.execute(params![
                    erasure.cell.as_bytes(),
                    erasure.record.as_bytes(),
                    erasure.item.as_deref().unwrap_or_default(),
                    erasure.at.as_microsecond(),
                    erasure.until.as_microsecond()
                ])?;
            }
            Ok(())
        })
    }

    /// The list, by cell, record and item.
    ///
    /// # Errors
    /// The key store's.
    pub fn erasures(&self) -> Result<Vec<Erasure>, KeyError> {
        let reader = self.reader();
        let mut statement =
            reader.prepare_cached("SELECT cell, record, item, at, until FROM erasure ORDER BY cell, record, item")?;
        let rows = statement.query_map([], read)?;
        Ok(rows.collect::<Result<Vec<_>, _>>()?)
    }

    /// Takes off the list what no readable backup holds any more; tells how many.
    ///
    /// # Errors
    /// The key store's.
    pub fn prune_erasures(&self, now: Timestamp) -> Result<usize, KeyError> {
        let mut files = self.files();
        let due = "SELECT EXISTS (SELECT 1 FROM erasure WHERE until <= ?1)";
        if !files.first().query_row(due, [now.as_microsecond()], |row| row.get::<_, bool>(0))? {
            return Ok(0);
        }
        let pruned = "DELETE FROM erasure WHERE until <= ?1";
        files.write(|begun| Ok(begun.execute(pruned, [now.as_microsecond()])?))
    }
}

fn read(row: &Row<'_>) -> rusqlite::Result<Erasure> {
    let item: String = row.get(2)?;
    Ok(Erasure {
        cell: Cell::from_bytes(row.get(0)?),
        record: Record::from_bytes(row.get(1)?),
        item: (!item.is_empty()).then(|| Name::from(item)),
        at: instant(row, 3)?,
        until: instant(row, 4)?,
    })
}

pub(super) fn instant(row: &Row<'_>, column: usize) -> rusqlite::Result<Timestamp> {
    Timestamp::from_microsecond(row.get(column)?)
        .map_err(|_| rusqlite::Error::InvalidColumnType(column, "instant".into(), rusqlite::types::Type::Integer))
}
