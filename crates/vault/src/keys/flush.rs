//! A key is durable before data uses it.

use super::cache::Wrapped;
use super::rooted::{self, Rooted};
use super::{Files, KeyId, Vault};
use crate::{KeyError, Keyslot};
use jiff::Timestamp;
use life::reference::{Cell, Holder};
use rusqlite::{Connection, params};

impl Vault {
    /// Makes every key drawn so far durable, in one transaction.
    ///
    /// The store's writer calls it once for a group of plans, before it commits their data. A crash
    /// before it loses keys that no data uses; a key drawn for a plan that was then given up is kept
    /// and harmless. Nothing drawn: nothing is written.
    ///
    /// # Errors
    /// On any error the keys stay pending and the data must not be committed.
    pub fn flush(&self) -> Result<(), KeyError> {
        self.flush_in(&mut self.files())
    }

    pub(super) fn flush_in(&self, files: &mut Files) -> Result<(), KeyError> {
        let pending = self.write_pending(files)?;
        // From this line on the keys are durable. Readers wait while they move from pending to the
        // cache, so that nobody finds them in neither and draws them again.
        if !pending.is_empty() {
            let _no_reader = self.reader();
            self.settle_pending(pending);
        }
        Ok(())
    }

    /// The same for a caller that lets nobody read meanwhile.
    pub(super) fn flush_unread(&self, files: &mut Files) -> Result<(), KeyError> {
        let pending = self.write_pending(files)?;
        self.settle_pending(pending);
        Ok(())
    }

    fn write_pending(&self, files: &mut Files) -> Result<Vec<KeyId>, KeyError> {
        let pending: Vec<(KeyId, Wrapped, Timestamp)> = {
            let memory = self.memory();
            let each = memory.pending.iter();
            each.map(|(id, key)| (id.clone(), key.wrapped.clone(), key.drawn_at)).collect()
        };
        if !pending.is_empty() {
            files.write(|begun| pending.iter().try_for_each(|(id, key, at)| insert(begun, id, key, *at)))?;
        }
        Ok(pending.into_iter().map(|(id, ..)| id).collect())
    }

    /// Writes and forgets that it did, as when the file fails after the mirror has committed.
    #[cfg(test)]
    pub(crate) fn write_untold(&self) -> Result<(), KeyError> {
        self.write_pending(&mut self.files()).map(|_| ())
    }

    fn settle_pending(&self, pending: Vec<KeyId>) {
        let mut memory = self.memory();
        for id in pending {
            if let Some(key) = memory.pending.remove(&id) {
                memory.remember(id, key.key, key.drawn_at);
            }
        }
    }

    /// Whether every half that these keyslots need is still there.
    ///
    /// For the store's writer, after [`Vault::flush`] and before the commit: a half that was destroyed
    /// since sealing makes the plan a conflict, instead of data that nobody can open.
    ///
    /// # Errors
    /// The key store's.
    pub fn slots_live(&self, now: Timestamp, cell: Cell, holder: Holder, slots: &[Keyslot]) -> Result<bool, KeyError> {
        for slot in slots {
            for half in slot.halves(cell, holder) {
                if self.find(&KeyId::Half(half), now)?.is_none() {
                    return Ok(false);
                }
            }
        }
        Ok(true)
    }

    /// Wipes from memory what is older than 60 seconds at `now`.
    ///
    /// Stale keys never answer; this also ends their stay when nobody asks. Call it now and then.
    pub fn wipe_stale(&self, now: Timestamp) {
        self.memory().wipe_stale(now);
    }
}

/// Fails on an id that is taken by another key: two writers would otherwise lock data under different halves.
/// The same key is there already where an earlier flush was written to the mirror and could not be to the file.
fn insert(begun: &Connection, id: &KeyId, key: &Wrapped, drawn_at: Timestamp) -> Result<(), KeyError> {
    let wrapped = match (key, id) {
        (Wrapped::Under(wrapped), _) => wrapped,
        (Wrapped::Rooted(row), KeyId::Cell(cell)) => {
            let id = Rooted::Cell(*cell);
            let added = rooted::insert(begun, &id, row, (Some(drawn_at), None))?;
            let same = added || rooted::load(begun, &id)?.is_some_and(|(_, wrapped)| wrapped == row.wrapped);
            return if same { Ok(()) } else { Err(KeyError::Corrupt("a cell's key")) };
        }
        (Wrapped::Rooted(_), _) => return Err(KeyError::Corrupt("a wrapped key")),
    };
    let columns = id.columns();
    let mut statement = begun.prepare_cached(
        "INSERT INTO key (kind, cell, holder, rule, edition, day, wrapped)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)
         ON CONFLICT DO UPDATE SET wrapped = excluded.wrapped WHERE wrapped = excluded.wrapped",
    )?;
    let same = statement.execute(params![
        columns.kind,
        columns.cell,
        columns.holder,
        columns.rule,
        columns.edition,
        columns.day,
        wrapped
    ])?;
    if same == 1 { Ok(()) } else { Err(KeyError::Corrupt("a key that is drawn twice")) }
}
