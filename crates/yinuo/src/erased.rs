//! The certificate of one erasure: what went, under which promise, what stays and why, who is told, and when the last copy
//! in a backup cannot be opened any more. It holds no value.

use crate::engine::Engine;
use crate::error::Error;
use crate::telling::Told;
use jiff::Timestamp;
use life::Outcome;
use life::reference::{Cell, Erasure, Holder, Record, Subject};
use life::retain::{self, Kept};
use policy::Name;
use store::Wanted;

/// What went by one entry of the log.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Went {
    /// The number of the entry: the proof.
    pub entry: u64,
    /// When.
    pub at: Timestamp,
    /// Under which promise.
    pub promise: Name,
    /// How many values of each data item.
    pub values: Vec<(Name, u64)>,
}

/// The certificate of one erasure, as it stands now.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ErasureCertificate {
    /// Its reference.
    pub erasure: Erasure,
    /// Whose data.
    pub whose: Holder,
    /// Under which promise.
    pub promise: Name,
    /// When it was decided.
    pub at: Timestamp,
    /// The number of the entry that decided it.
    pub entry: u64,
    /// What went until now, in the order of the log.
    pub went: Vec<Went>,
    /// Whether work of it is still to be done.
    pub due: bool,
    /// What a law or a hold keeps.
    pub kept: Vec<Kept>,
    /// Who was sent some of it and is told, and who is not and why.
    pub told: Vec<Told>,
    /// When no backup that may hold some of it can be opened any more.
    pub backups_until: Timestamp,
}

impl Engine {
    /// The certificates of the erasures in a cell, the earliest first: of everybody, or of one person.
    ///
    /// # Errors
    /// [`Error::Store`] if the store fails.
    pub fn erasures(&self, product: &Name, cell: Cell, of: Option<Subject>) -> Result<Vec<ErasureCertificate>, Error> {
        let rows = self.store.load_erasures(cell, of.map(|subject| Holder(subject.0)))?;
        rows.into_iter().map(|row| self.certify(product, cell, row)).collect()
    }

    fn certify(&self, product: &Name, cell: Cell, row: store::ErasureRow) -> Result<ErasureCertificate, Error> {
        let policy = self.policy(product)?;
        let went = self.went(cell, &row)?;
        let last = went.last().map_or(row.at, |went| went.at);
        let all = row.whose.as_bytes() == cell.as_bytes();
        let hers = |work: &life::Work| match work {
            life::Work::EndHolder { holder, .. } => *holder == row.whose,
            life::Work::EndRule { .. } => all,
            _ => false,
        };
        let done = went.first().is_some_and(|went| went.entry == row.entry);
        let due = !done && self.store.load_due_of(cell)?.iter().any(|due| hers(&due.work));
        Ok(ErasureCertificate {
            kept: self.kept_of(&policy, cell, row.whose)?,
            told: self.tellings_of(cell, row.erasure)?,
            backups_until: crate::backup::keys_end(&policy, last),
            erasure: row.erasure,
            whose: row.whose,
            promise: row.promise,
            at: row.at,
            entry: row.entry,
            went,
            due,
        })
    }

    /// The entries from the erasure's own on that say what went of the same person's, or of everybody's.
    fn went(&self, cell: Cell, row: &store::ErasureRow) -> Result<Vec<Went>, Error> {
        let (mut went, mut from) = (Vec::new(), row.entry);
        let all = row.whose.as_bytes() == cell.as_bytes();
        loop {
            let entries = self.entries(cell, from, 4096)?;
            let Some((last, _)) = entries.last() else { return Ok(went) };
            from = last + 1;
            for (number, entry) in entries {
                let Some(entry) = entry.filter(|entry| entry.act == "erase" && entry.outcome == Outcome::Done) else {
                    continue;
                };
                let another = entry.erasure.is_some_and(|erasure| erasure != row.erasure);
                let hers = all || entry.subject.is_some_and(|subject| subject.0 == row.whose.0);
                let item = |what: &Name| what.strip_prefix("data.").map(Name::from);
                let values: Vec<_> =
                    entry.counts.iter().filter_map(|(what, count)| Some((item(what)?, *count))).collect();
                if let (false, true, false, Some(promise)) = (another, hers, values.is_empty(), entry.promise) {
                    went.push(Went { entry: number, at: entry.at, promise, values });
                }
                // A wish is done in its own entry; what goes later goes for another reason.
                if number == row.entry {
                    return Ok(went);
                }
            }
        }
    }

    fn kept_of(&self, policy: &policy::Policy, cell: Cell, whose: Holder) -> Result<Vec<Kept>, Error> {
        let now = self.now();
        if whose.as_bytes() != cell.as_bytes() {
            let about = Some(Subject(whose.0));
            let (facts, _) = self.store.load_facts(cell, true, &Wanted { about, ..Wanted::default() })?;
            let kept = |record| retain::kept(policy, &facts, record, now);
            return Ok(facts.records.iter().flat_map(kept).collect());
        }
        let (mut kept, mut after): (Vec<Kept>, Option<Record>) = (Vec::new(), None);
        loop {
            let records = self.store.all_records(cell, after, 500)?;
            let Some(last) = records.last().copied() else { return Ok(kept) };
            let (facts, _) = self.store.load_facts(cell, true, &Wanted { records, ..Wanted::default() })?;
            kept.extend(facts.records.iter().flat_map(|record| retain::kept(policy, &facts, record, now)));
            after = Some(last);
        }
    }
}
