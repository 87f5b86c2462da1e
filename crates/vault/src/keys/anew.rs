//! Keys wrapped anew under another suite.

use super::{HalfId, KeyId, Vault};
use crate::wrap::Wrapped;
use crate::{KeyError, Suite, wrap};
use jiff::Timestamp;
use jiff::civil::Date;
use life::reference::{Cell, Holder};
use policy::Name;
use rusqlite::{Connection, Row, params};

/// Rows of one transaction.
const BATCH: u32 = 512;

/// A row's name and its wrapped key.
type Found = (KeyId, Vec<u8>);

impl Vault {
    /// Wraps every key of a cell anew under `suite` that is under another; tells how many.
    ///
    /// In bounded transactions: what was interrupted goes on where it was, for each wrapped key names its
    /// suite. The keys themselves stay what they are. The cell's own key is the root key's to wrap.
    ///
    /// # Errors
    /// The key store's; what was done stays done.
    pub fn rewrap_keys(&self, now: Timestamp, cell: Cell, suite: Suite) -> Result<u64, KeyError> {
        let mut rewrapped = 0;
        for kind in 2..=5 {
            let mut after = None;
            loop {
                let mut files = self.files();
                let batch = under_another(files.first(), (kind, cell), suite, after.as_ref())?;
                let Some((last, _)) = batch.last() else { break };
                let anew =
                    batch.iter().map(|found| self.rewrapped(now, suite, found)).collect::<Result<Vec<_>, _>>()?;
                files.write(|begun| {
                    let each = batch.iter().zip(&anew);
                    each.clone().try_for_each(|((id, _), anew)| put(begun, id, anew.as_ref()))
                })?;
                rewrapped += batch.len() as u64;
                after = Some(last.clone());
            }
        }
        // What was replaced must not lie on in the log.
        self.files().truncate()?;
        Ok(rewrapped)
    }

    /// A key as it is stored from now on; none if its rule's key took it along when that was destroyed.
    fn rewrapped(&self, now: Timestamp, suite: Suite, (id, wrapped): &Found) -> Result<Option<Wrapped>, KeyError> {
        let corrupt = || KeyError::Corrupt("a wrapped key");
        let parent = id.parent().ok_or_else(corrupt)?;
        let Some(parent) = self.find(&parent, now)? else { return Ok(None) };
        let secret = super::draw::unwrap_under(parent.secret(), id, wrapped)?.ok_or_else(corrupt)?;
        let cipher = wrap::wrapping(suite, parent.secret())?;
        wrap::wrap(suite, &cipher, id.bound(suite).as_bytes(), &secret).map(Some)
    }
}

fn put(begun: &Connection, id: &KeyId, anew: Option<&Wrapped>) -> Result<(), KeyError> {
    let columns = id.columns();
    let sql = match anew {
        Some(_) => {
            "UPDATE key SET wrapped = ?7
             WHERE kind = ?1 AND cell = ?2 AND holder = ?3 AND rule = ?4 AND edition = ?5 AND day = ?6"
        }
        None => {
            "DELETE FROM key
             WHERE kind = ?1 AND cell = ?2 AND holder = ?3 AND rule = ?4 AND edition = ?5 AND day = ?6
               AND ?7 IS NULL"
        }
    };
    let anew = anew.map(Wrapped::as_slice);
    let row = params![columns.kind, columns.cell, columns.holder, columns.rule, columns.edition, columns.day, anew];
    begun.prepare_cached(sql)?.execute(row)?;
    Ok(())
}

/// The next keys of one kind in a cell that are wrapped under another suite.
fn under_another(
    connection: &Connection,
    (kind, cell): (u8, Cell),
    suite: Suite,
    after: Option<&KeyId>,
) -> Result<Vec<Found>, KeyError> {
    let mut select = connection.prepare_cached(
        "SELECT holder, rule, edition, day, wrapped FROM key
          WHERE kind = ?1 AND cell = ?2 AND substr(wrapped, 2, 1) <> ?3
            AND (?4 OR (holder, rule, edition, day) > (?5, ?6, ?7, ?8))
          ORDER BY kind, cell, holder, rule, edition, day LIMIT ?9",
    )?;
    let from = after.map(KeyId::columns);
    let from = from.as_ref().map_or((&[][..], "", 0, ""), |row| (row.holder, row.rule, row.edition, row.day.as_str()));
    let (cell_bytes, byte) = (cell.as_bytes(), [suite.byte()]);
    let row = params![kind, cell_bytes, byte, after.is_none(), from.0, from.1, from.2, from.3, BATCH];
    let rows = select.query_map(row, |row| Ok((key_of(kind, cell, row)?, row.get(4)?)))?;
    Ok(rows.collect::<Result<Vec<Found>, _>>()?)
}

fn key_of(kind: u8, cell: Cell, row: &Row<'_>) -> rusqlite::Result<KeyId> {
    let rule = Name::from(row.get::<_, String>(1)?);
    let edition: u32 = row.get(2)?;
    Ok(match kind {
        2 => KeyId::Half(HalfId::Rule { cell, rule }),
        3 => KeyId::Half(HalfId::Holder { cell, holder: Holder::from_bytes(row.get(0)?), rule }),
        4 => {
            let day: String = row.get(3)?;
            let day: Date = day.parse().map_err(|_| odd(3, "day"))?;
            KeyId::Half(HalfId::Term { cell, rule, edition, day })
        }
        _ => {
            let suite = u8::try_from(edition).ok().and_then(Suite::of_byte).ok_or_else(|| odd(2, "suite"))?;
            KeyId::Source(cell, suite)
        }
    })
}

fn odd(column: usize, what: &str) -> rusqlite::Error {
    rusqlite::Error::InvalidColumnType(column, what.into(), rusqlite::types::Type::Text)
}
