//! What the bench needs and nobody else: sealing and opening by themselves, without store and ledger.

use crate::engine::Engine;
use crate::error::Error;
use crate::keeping::stored;
use life::reference::{Cell, Record};
use life::reveal::{self, Reveal};
use life::{Decision, Personal};
use policy::Name;
use store::Wanted;
use vault::sealing::{Capture, Group, Kept, Site};
use vault::{Keyslot, Locked};

/// Nanoseconds, each the median of the rounds.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Sealing {
    /// To seal the record's values anew.
    pub seal: f64,
    /// To open them against a permit.
    pub open: f64,
}

/// Begins a measurement; the answer ends it and tells the nanoseconds since.
pub type Stopwatch = fn() -> Box<dyn FnOnce() -> u128>;

impl Engine {
    /// Measures sealing and opening of one stored record with the keys in memory.
    ///
    /// # Errors
    /// Whatever a read of that record would be refused for.
    pub fn measure_sealing(
        &self,
        product: &Name,
        cell: Cell,
        reveal: &Reveal,
        record: Record,
        rounds: usize,
        stopwatch: Stopwatch,
    ) -> Result<Sealing, Error> {
        let policy = self.policy(product)?;
        let wanted =
            Wanted { subject: reveal.subject, actor: reveal.actor.subject, records: vec![record], ..Wanted::default() };
        let (facts, rows) = self.store.load_facts(cell, true, &wanted)?;
        let row = rows.into_iter().next().ok_or(Error::Conflict)?;
        let record = stored(&policy, cell, row);
        let now = self.now();
        let values: Vec<(Name, Personal)> =
            record.values.iter().map(|value| (value.sealed.item.clone(), Personal::new(vec![b'v'; 64]))).collect();
        let locks: Vec<Locked> = record.slots.iter().map(|slot: &Keyslot| slot.locked.clone()).collect();
        let (mut seals, mut opens) = (Vec::with_capacity(rounds), Vec::with_capacity(rounds));
        let records = [record];
        for _ in 0..rounds {
            let [record] = &records;
            let site = Site { product, cell, holder: record.holder, record: record.record, revision: record.revision };
            let items = values.iter().map(|(item, value)| (item.clone(), Kept::Sealed, value)).collect();
            let capture = Capture { suite: record.suite(), site, groups: vec![Group { locks: locks.clone(), items }] };
            let stop = stopwatch();
            let sealed = self.vault.seal(now, &capture)?;
            seals.push(stop());
            drop(sealed);
            let moment = self.moment()?;
            let Decision::Do(mut plan) = reveal::decide(&policy, &facts, reveal, &moment) else {
                return Err(Error::Conflict);
            };
            let permit = plan.permit.take().ok_or(Error::Conflict)?;
            let stop = stopwatch();
            let opened = self.vault.open(permit, now, product, &records)?;
            opens.push(stop());
            drop(opened);
        }
        Ok(Sealing { seal: median(seals), open: median(opens) })
    }
}

fn median(mut times: Vec<u128>) -> f64 {
    times.sort_unstable();
    #[expect(clippy::cast_precision_loss, reason = "nanoseconds of one act")]
    times.get(times.len() / 2).map_or(0.0, |time| *time as f64)
}
