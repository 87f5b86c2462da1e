//! What ought to be due is due: worked out from the policy and from what is on file, not from what is set.

use super::{Found, LATE, told, told_of};
use crate::engine::Engine;
use life::reference::{Cell, Record};
use life::retain::{self, Lapse, Set};
use policy::{Name, Policy};
use std::collections::{BTreeMap, BTreeSet};
use store::Wanted;

/// At how many records of a cell is looked beside its newest: at those that ought to be gone, and at those of closed accounts.
const OF_ENDING: u32 = 500;

impl Engine {
    /// Every record that is looked at is kept no longer than the policy says, and what ends it is set for its time.
    pub(super) fn ends_are_set(&self, product: &Name) -> Found {
        let policy = self.policy(product).map_err(told)?;
        let sample = self.sample(product)?;
        let told_of = told_of(&sample);
        let mut newest: BTreeMap<Cell, Vec<Record>> = sample.into_iter().collect();
        let (mut looked_at, mut amiss) = (0, Vec::new());
        for cell in self.store.load_cells(product).map_err(told)? {
            let records = newest.remove(&cell).unwrap_or_default();
            let (seen, lapses) = self.owed_in(&policy, cell, records)?;
            looked_at += seen;
            if !lapses.is_empty() {
                let lapses: Vec<String> =
                    lapses.iter().map(|(lapse, count)| format!("{count} {}", lapse.as_str())).collect();
                amiss.push(format!("of tenant {cell}: {}", lapses.join(", ")));
            }
        }
        if amiss.is_empty() {
            return Ok(format!(
                "{looked_at} records, {told_of} and those that are to go first, end when the policy says"
            ));
        }
        let more = amiss.len().saturating_sub(3);
        amiss.truncate(3);
        if more > 0 {
            amiss.push(format!("and of {more} more tenants"));
        }
        Err(format!("{}; is the server running? If it is, restore the newest backup", amiss.join("; ")))
    }

    fn owed_in(
        &self,
        policy: &Policy,
        cell: Cell,
        newest: Vec<Record>,
    ) -> Result<(usize, BTreeMap<Lapse, usize>), String> {
        let now = self.now();
        let late = now.checked_sub(LATE).unwrap_or(now);
        let late = self.store.load_late(cell, late, OF_ENDING).map_err(told)?;
        let closed = self.store.load_closed(cell, OF_ENDING).map_err(told)?;
        let records: BTreeSet<Record> =
            newest.into_iter().chain(late).chain(closed.iter().map(|(record, ..)| *record)).collect();
        if records.is_empty() {
            return Ok((0, BTreeMap::new()));
        }
        let mut set = Set::default();
        set.closed.extend(closed.into_iter().map(|(_, holder, since)| (holder, since)));
        for row in self.store.load_due_of(cell).map_err(told)?.into_iter().rev() {
            set.work.insert(row.work, row.at);
        }
        let wanted = Wanted { records: records.into_iter().collect(), ..Wanted::default() };
        let (facts, _) = self.store.load_facts(cell, true, &wanted).map_err(told)?;
        let mut lapses = BTreeMap::new();
        for (_, _, lapse) in retain::owed(policy, &facts, &set, now) {
            *lapses.entry(lapse).or_insert(0) += 1;
        }
        Ok((facts.records.len(), lapses))
    }
}
