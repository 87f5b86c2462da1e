//! A change of suite, in the background: batch by batch, each in one commit, on from where it was.

use crate::engine::Engine;
use crate::error::Error;
use crate::keeping::{stored, suite};
use crate::shell::hex;
use crate::watch::Step;
use life::reference::{Cell, Record};
use policy::{Name, Policy};
use std::collections::HashMap;
use store::{RecordRow, StoreError, SuiteRow, Wanted, Write};
use vault::{OpenError, Suite};

/// Records of one commit.
const BATCH: u32 = 50;
/// Commits of one run of the worker, so that what falls due meanwhile does not wait long.
const BATCHES: usize = 40;

/// How far a product's records have come in a change of suite.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct SuiteChange {
    /// The suite that the policy in force names.
    pub suite: &'static str,
    /// Records that were under another when the change began; none: they are being counted.
    pub total: Option<u64>,
    /// Of these, sealed anew.
    pub done: u64,
    /// Of these, passed over: about to be erased, or not what was sealed.
    pub left: u64,
    /// Since when.
    pub began_at: jiff::Timestamp,
    /// Until when; none while it is under way.
    pub ended_at: Option<jiff::Timestamp>,
}

impl Engine {
    /// How far the product's records have come in the last change of suite; none before the worker's first run.
    ///
    /// # Errors
    /// [`Error::Store`] if the store fails.
    pub fn suite_change(&self, product: &Name) -> Result<Option<SuiteChange>, Error> {
        Ok(self.store.load_suite(product)?.map(|row| {
            let SuiteRow { suite, total, done, remain, began_at, ended_at, .. } = row;
            let suite = Suite::of_byte(suite).map_or("unknown", Suite::as_str);
            SuiteChange { suite, total, done, left: remain, began_at, ended_at }
        }))
    }

    /// Whatever is captured from now on is captured under the suite that `policy`, which is in force, names.
    pub(crate) fn begin_reseal(&self, policy: &Policy) -> Result<(), Error> {
        let suite = suite(policy);
        let begun = |suites: &HashMap<Name, Suite>| suites.get(&policy.product) == Some(&suite);
        if self.suites.read().is_ok_and(|suites| begun(&suites)) {
            return Ok(());
        }
        self.store.begin_suite(&policy.product, suite.byte(), self.now())?;
        if let Ok(mut suites) = self.suites.write() {
            suites.insert(policy.product.clone(), suite);
        }
        Ok(())
    }

    /// Brings some more records to the suite that the policy in force names; tells how many.
    pub(crate) fn reseal_some(&self, product: &Name) -> Result<u64, Error> {
        let policy = match self.policy(product) {
            // Published, and not in force yet.
            Err(Error::NoProduct(_)) => return Ok(0),
            policy => policy?,
        };
        let suite = suite(&policy);
        self.begin_reseal(&policy)?;
        match self.store.load_suite(product)? {
            Some(row) if row.ended_at.is_some() => return Ok(0),
            Some(row) if row.total.is_none() => self.store.count_suite(product)?,
            _ => {}
        }
        let mut resealed = 0;
        for _ in 0..BATCHES {
            let Some((cell, records)) = self.store.next_to_reseal(product, BATCH)? else {
                self.end_reseal(&policy, suite)?;
                break;
            };
            match self.reseal_batch(&policy, suite, cell, records) {
                // Somebody works on one of them: the next run tries again.
                Err(Error::Conflict) => break,
                done => resealed += done?,
            }
        }
        Ok(resealed)
    }

    /// Seals some records of one cell anew: values, keyslots, look-ups, digests and the ledger's entry in one commit.
    fn reseal_batch(&self, policy: &Policy, suite: Suite, cell: Cell, records: Vec<Record>) -> Result<u64, Error> {
        let moment = self.moment()?;
        let (facts, rows) = self.store.load_facts(cell, true, &Wanted { records, ..Wanted::default() })?;
        let mut plan = life::reseal::plan(policy, &facts, suite.byte(), &moment);
        let permit = plan.permit.take().ok_or(Error::Conflict)?;
        let mut resealed = Vec::with_capacity(rows.len());
        for row in rows {
            let record = row.record;
            match self.reseal_one(policy, suite, &permit, (cell, row)) {
                Ok(anew) => resealed.push(anew),
                Err(OpenError::Keys(fault)) => return Err(fault.into()),
                Err(fault) => tracing::warn!(%record, %fault, "a record stays under its old suite"),
            }
        }
        plan.entry.records = resealed.iter().map(|anew| anew.record).collect();
        plan.entry.resealed = resealed.iter().map(|anew| (anew.record, hex(&anew.digest))).collect();
        self.config.watch.tell(Step::Decided);
        let count = resealed.len() as u64;
        let write = Write {
            product: policy.product.clone(),
            cell,
            changes: plan.changes,
            rests_on: plan.rests_on,
            entry: plan.entry,
            salt: self.salt()?,
            captured: None,
            resealed,
            release: None,
            gap: false,
            sightings: Vec::new(),
            trips: false,
        };
        match self.store.commit(write) {
            Ok(_) => Ok(count),
            Err(StoreError::Moved) => Err(Error::Conflict),
            Err(fault) => Err(fault.into()),
        }
    }

    fn reseal_one(
        &self,
        policy: &Policy,
        suite: Suite,
        permit: &life::Permit,
        (cell, row): (Cell, RecordRow),
    ) -> Result<store::Resealed, OpenError> {
        let (record, kind) = (row.record, row.kind.clone());
        let field = |item: &Name| policy.can_find(item).then(|| format!("{kind}.{item}"));
        let row = stored(policy, cell, row);
        let anew = self.vault.reseal(permit, permit.at(), &policy.product, &row, suite, field)?;
        let values = anew.values.into_iter().zip(anew.hashes);
        Ok(store::Resealed {
            record,
            values: values.map(|(value, hash)| (value.item, value.body, hash)).collect(),
            slots: anew.slots.into_iter().map(|slot| (slot.group, slot.locked.rule, slot.wrapped)).collect(),
            digest: anew.digest,
            lookups: anew.lookups,
        })
    }

    /// The keys of every cell follow their records; then the change is over, and on record.
    fn end_reseal(&self, policy: &Policy, suite: Suite) -> Result<(), Error> {
        for cell in self.store.load_cells(&policy.product)? {
            self.vault.rewrap_keys(self.now(), cell, suite)?;
            self.config.watch.tell(Step::KeysRewrapped);
        }
        self.store.end_suite(&policy.product, self.now())?;
        if let Some(change) = self.suite_change(&policy.product)?.filter(|change| change.done > 0) {
            tracing::info!(product = %policy.product, suite = change.suite, done = change.done, left = change.left,
                           "every record is under the suite that the policy names");
        }
        Ok(())
    }
}
