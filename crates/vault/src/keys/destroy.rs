//! The end of a key.

use super::{HalfId, KeyId, Vault};
use crate::KeyError;
use jiff::Timestamp;
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
