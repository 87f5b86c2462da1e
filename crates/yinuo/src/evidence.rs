//! Evidence: how each promise stands, and what the ledger says of it.

use crate::engine::Engine;
use crate::error::Error;
use jiff::Timestamp;
use life::Entry;
use life::reference::Cell;
use policy::Name;
use serde::Serialize;
use std::collections::BTreeMap;
use store::Counter;

/// How a promise stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Standing {
    /// Nothing is owed.
    Kept,
    /// Something falls due, in time.
    Due,
    /// Something is due and not done yet.
    AtRisk,
    /// Something was done too late.
    Broken,
}

/// A promise with its counters.
#[derive(Debug, Clone, Serialize)]
pub struct PromiseState {
    /// Its path.
    pub path: Name,
    /// How it stands.
    pub standing: Standing,
    /// Carried out, refused, late, last.
    pub counter: Counter,
    /// How much work waits, and when the first falls due.
    pub waiting: Option<(u64, Timestamp)>,
}

impl Engine {
    /// Every promise of the product's policy, with its state and counters.
    ///
    /// # Errors
    /// [`Error::Store`] if the store fails.
    pub fn promises(&self, product: &Name) -> Result<Vec<PromiseState>, Error> {
        let policy = self.policy(product)?;
        let mut counters = self.store.load_counters(product)?;
        let mut waiting = self.store.load_waiting(product)?;
        let now = self.now();
        let overdue = self.vault.has_overdue_backup_key(now)?;
        let state = |path: Name| {
            let counter = counters.remove(&path).unwrap_or_default();
            let waits = waiting.remove(&path);
            let standing = match waits {
                _ if counter.late > 0 => Standing::Broken,
                Some((_, at)) if at < now => Standing::AtRisk,
                // A backup that ought to be unreadable by now is not.
                _ if overdue && path == "protect" => Standing::AtRisk,
                Some(_) => Standing::Due,
                None => Standing::Kept,
            };
            PromiseState { path, standing, counter, waiting: waits }
        };
        Ok(policy.promises().into_keys().map(state).collect())
    }

    /// What the policy is silent about and somebody asked for.
    ///
    /// # Errors
    /// [`Error::Store`] if the store fails.
    pub fn gaps(&self, product: &Name) -> Result<Vec<(String, String, u64)>, Error> {
        Ok(self.store.load_gaps(product)?)
    }

    /// Entries of a cell's log from `from` on: number, and the body while its log keeps it.
    ///
    /// # Errors
    /// [`Error::Store`] if the store fails.
    pub fn entries(&self, cell: Cell, from: u64, most: u32) -> Result<Vec<(u64, Option<Entry>)>, Error> {
        let now = self.now();
        let rows = self.store.load_entries(cell, from, most)?;
        let open = |row: store::EntryRow| {
            // Exact: refused from its end on, whether or not the sweep has run.
            let ended = row.until.is_some_and(|until| until <= now);
            let body = row.body.filter(|_| !ended).and_then(|(_, body)| serde_json::from_slice(&body).ok());
            (row.seq, body)
        };
        Ok(rows.into_iter().map(open).collect())
    }

    /// How many entries a cell's log has.
    ///
    /// # Errors
    /// [`Error::Store`] if the store fails.
    pub fn log_size(&self, cell: Cell) -> Result<u64, Error> {
        let heads = self.store.load_heads()?;
        Ok(heads.into_iter().find(|(head, ..)| *head == cell).map_or(0, |(_, _, size)| size))
    }

    /// The entries of a promise over all cells of a product, the newest last, at most `most` of each cell.
    ///
    /// # Errors
    /// [`Error::Store`] if the store fails.
    pub fn evidence(&self, product: &Name, promise: &Name, most: u32) -> Result<Vec<(Cell, u64, Entry)>, Error> {
        let mut found = Vec::new();
        for cell in self.store.load_cells(product)? {
            let mut from = 0;
            let mut kept: BTreeMap<u64, Entry> = BTreeMap::new();
            loop {
                let entries = self.entries(cell, from, 4096)?;
                let Some((last, _)) = entries.last() else { break };
                from = last + 1;
                for (seq, entry) in entries {
                    if let Some(entry) = entry.filter(|entry| entry.promise.as_ref() == Some(promise)) {
                        kept.insert(seq, entry);
                    }
                }
                while kept.len() > most as usize {
                    kept.pop_first();
                }
            }
            found.extend(kept.into_iter().map(|(seq, entry)| (cell, seq, entry)));
        }
        Ok(found)
    }

    /// The due work of a cell: what becomes of what it holds.
    ///
    /// # Errors
    /// [`Error::Store`] if the store fails.
    pub fn due(&self, cell: Cell) -> Result<Vec<store::DueRow>, Error> {
        Ok(self.store.load_due_of(cell)?)
    }

    /// The acts of a cell that wait, or have ended, in the outbox.
    ///
    /// # Errors
    /// [`Error::Store`] if the store fails.
    pub fn outbox(&self, cell: Cell) -> Result<Vec<store::OutboxRow>, Error> {
        Ok(self.store.load_outbox_of(cell)?)
    }

    /// The cells of a product: its own, and its tenants'.
    ///
    /// # Errors
    /// [`Error::Store`] if the store fails.
    pub fn cells(&self, product: &Name) -> Result<Vec<Cell>, Error> {
        Ok(self.store.load_cells(product)?)
    }

    /// The store, for credentials and answers kept for idempotency keys.
    #[must_use]
    pub const fn store(&self) -> &store::Store {
        &self.store
    }
}
