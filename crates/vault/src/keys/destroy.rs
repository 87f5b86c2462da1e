//! The end of a key.

use super::{HalfId, KeyId, Vault};
use crate::KeyError;
use jiff::Timestamp;
use life::reference::{Cell, Holder};
use policy::Name;
use rusqlite::{Connection, params};

/// That halves are destroyed: rows gone, their bytes overwritten, the log that held them cut to nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[must_use = "what was destroyed is evidence"]
pub struct Destroyed {
    /// How many of the halves this call removed; the others had none or were destroyed before.
    pub removed: usize,
    /// When, as handed in.
    pub at: Timestamp,
}

impl Vault {
    /// Destroys halves, for good; doing it again is fine. A rule's key takes every half under it along.
    ///
    /// In order: rows removed and tombstones set in one transaction, with `secure_delete` on; memory
    /// wiped; write-ahead log checkpointed and truncated; all of it in the mirror too. No read is under way in this process
    /// meanwhile, so that neither does one put a destroyed half back into memory nor keep the
    /// checkpoint busy. A half that was never drawn gets a tombstone too.
    ///
    /// Not provided: wiping of what the file system or the disk keep of overwritten blocks. What they
    /// may keep of a half is of use only with its rule's key, and of that only with its cell's.
    ///
    /// # Errors
    /// [`KeyError::Mirror`] if the mirror cannot confirm, [`KeyError::Busy`] if somebody outside this process is reading: due, not done; call again.
    pub fn destroy(&self, halves: &[HalfId], at: Timestamp) -> Result<Destroyed, KeyError> {
        let mut files = self.files();
        let _no_reader = self.reader();
        let removed = files.write(|begun| {
            halves.iter().try_fold(0, |removed, half| Ok(removed + bury(begun, &KeyId::Half(half.clone()), at)?))
        })?;
        // From this line on no half comes back, whether or not its bytes are gone yet.
        let mut memory = self.memory();
        for half in halves {
            memory.wipe(half);
        }
        drop(memory);
        files.truncate()?;
        Ok(Destroyed { removed, at })
    }
}

impl Vault {
    /// The halves that were destroyed at `since` or later, and the keys of rules: what a copy from before brings back of
    /// them is dead.
    ///
    /// # Errors
    /// The key store's.
    pub fn destroyed_since(&self, since: Timestamp) -> Result<Vec<HalfId>, KeyError> {
        let reader = self.reader();
        let sql = "SELECT kind, cell, holder, rule, edition, day FROM tombstone WHERE destroyed_at >= ?1";
        let mut select = reader.prepare_cached(sql)?;
        let mut rows = select.query([since.as_microsecond()])?;
        let mut destroyed = Vec::new();
        while let Some(row) = rows.next()? {
            let (cell, rule) = (Cell::from_bytes(row.get(1)?), Name::from(row.get::<_, String>(3)?));
            destroyed.push(match row.get::<_, u8>(0)? {
                2 => HalfId::Rule { cell, rule },
                3 => HalfId::Holder { cell, holder: Holder::from_bytes(row.get(2)?), rule },
                _ => {
                    let day: String = row.get(5)?;
                    let day = day.parse().map_err(|_| KeyError::Corrupt("the day of a tombstone"))?;
                    HalfId::Term { cell, rule, edition: row.get(4)?, day }
                }
            });
        }
        Ok(destroyed)
    }
}

/// Removes the row and sets the tombstone; tells whether there was a row.
fn bury(begun: &Connection, id: &KeyId, at: Timestamp) -> Result<usize, KeyError> {
    let name = id.columns();
    let removed = begun
        .prepare_cached(
            "DELETE FROM key
              WHERE kind = ?1 AND cell = ?2 AND holder = ?3 AND rule = ?4 AND edition = ?5 AND day = ?6",
        )?
        .execute(params![name.kind, name.cell, name.holder, name.rule, name.edition, name.day])?;
    begun
        .prepare_cached(
            "INSERT INTO tombstone (kind, cell, holder, rule, edition, day, destroyed_at)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7) ON CONFLICT DO NOTHING",
        )?
        .execute(params![name.kind, name.cell, name.holder, name.rule, name.edition, name.day, at.as_microsecond()])?;
    Ok(removed)
}
