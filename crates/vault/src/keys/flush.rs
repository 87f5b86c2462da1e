//! A key is durable before data uses it.

use super::{KeyId, Vault};
use crate::{KeyError, Keyslot};
use jiff::Timestamp;
use life::reference::{Cell, Holder};
use rusqlite::{Connection, TransactionBehavior, params};

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
        let mut writer = self.writer();
        let pending: Vec<(KeyId, Vec<u8>)> = {
            let memory = self.memory();
            memory.pending.iter().map(|(id, key)| (id.clone(), key.wrapped.clone())).collect()
        };
        if pending.is_empty() {
            return Ok(());
        }
        let begun = writer.transaction_with_behavior(TransactionBehavior::Immediate)?;
        for (id, wrapped) in &pending {
            insert(&begun, id, wrapped)?;
        }
        begun.commit()?;
        // From this line on the keys are durable. Readers wait while they move from pending to the
        // cache, so that nobody finds them in neither and draws them again.
        let _no_reader = self.reader();
        let mut memory = self.memory();
        for (id, _) in pending {
            if let Some(key) = memory.pending.remove(&id) {
                memory.remember(id, key.secret, key.drawn_at);
            }
        }
        Ok(())
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

/// Fails on an id that is taken: two writers would otherwise lock data under different halves.
fn insert(begun: &Connection, id: &KeyId, wrapped: &[u8]) -> Result<(), KeyError> {
    let columns = id.columns();
    let mut statement = begun.prepare_cached(
        "INSERT INTO key (kind, cell, holder, rule, edition, day, wrapped)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
    )?;
    statement.execute(params![
        columns.kind,
        columns.cell,
        columns.holder,
        columns.rule,
        columns.edition,
        columns.day,
        wrapped
    ])?;
    Ok(())
}
