//! The certificate: what was swept in a cell, and what is left there because a law wants it kept.

use crate::engine::Engine;
use crate::error::Error;
use jiff::Timestamp;
use life::reference::{Cell, Record};
use life::{Outcome, retain};
use policy::Name;
use policy::read::Text;
use store::Wanted;

/// Values of a record that a law or a hold keeps.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Held {
    /// The record.
    pub record: Record,
    /// Its type.
    pub kind: Name,
    /// Which items.
    pub items: Vec<Name>,
    /// Under which promise.
    pub promise: Name,
    /// The law.
    pub law: Option<Text>,
    /// Until when.
    pub until: Option<Timestamp>,
}

/// One sweep: its entry, the promise that it kept, and what went.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Swept {
    /// The number of its entry in the cell's log.
    pub entry: u64,
    /// Under which promise.
    pub promise: Name,
    /// Because of which event.
    pub event: Option<Name>,
    /// Records that are gone.
    pub erased: u64,
    /// Records of which something stays, under another promise.
    pub kept: u64,
}

/// What became of a cell's records, without any value of theirs.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Certificate {
    /// Every sweep that the log still has the body of.
    pub swept: Vec<Swept>,
    /// What a law or a hold keeps.
    pub held: Vec<Held>,
}

impl Engine {
    /// The certificate of a cell.
    ///
    /// # Errors
    /// [`Error::Store`] if the store fails.
    pub fn certificate(&self, product: &Name, cell: Cell) -> Result<Certificate, Error> {
        let mut certificate = Certificate::default();
        let mut from = 0;
        loop {
            let entries = self.entries(cell, from, 4096)?;
            let Some((last, _)) = entries.last() else { break };
            from = last + 1;
            for (number, entry) in entries {
                let Some(entry) = entry.filter(|entry| entry.act == "erase" && entry.outcome == Outcome::Done) else {
                    continue;
                };
                let count = |what: &str| entry.counts.iter().find(|(name, _)| name == what).map(|(_, count)| *count);
                if let (Some(erased), Some(promise)) = (count("erased"), entry.promise.clone()) {
                    let (kept, event) = (count("kept").unwrap_or(0), entry.about.clone());
                    certificate.swept.push(Swept { entry: number, promise, event, erased, kept });
                }
            }
        }
        certificate.held = self.held(product, cell)?;
        Ok(certificate)
    }

    fn held(&self, product: &Name, cell: Cell) -> Result<Vec<Held>, Error> {
        let (policy, now) = (self.policy(product)?, self.now());
        let mut held: Vec<Held> = Vec::new();
        let mut after = None;
        loop {
            let records = self.store.all_records(cell, after, 500)?;
            let Some(last) = records.last().copied() else { return Ok(held) };
            let (facts, _) = self.store.load_facts(cell, true, &Wanted { records, ..Wanted::default() })?;
            for fact in &facts.records {
                for kept in retain::kept(&policy, &facts, fact, now) {
                    let mut of_record = held.iter_mut().rev().take_while(|row| row.record == kept.record);
                    if let Some(row) = of_record.find(|row| row.promise == kept.promise) {
                        row.items.push(kept.item);
                        continue;
                    }
                    held.push(Held {
                        record: kept.record,
                        kind: fact.kind.clone(),
                        items: vec![kept.item],
                        law: kept.law,
                        promise: kept.promise,
                        until: kept.until,
                    });
                }
            }
            after = Some(last);
        }
    }
}
