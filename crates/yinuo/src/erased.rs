//! The certificate of one erasure: what went, under which promise, what stays and why, who is told, and when the last copy
//! in a backup cannot be opened any more. It holds no value.

use crate::engine::Engine;
use crate::error::Error;
use crate::telling::Told;
use jiff::Timestamp;
use life::facts::Facts;
use life::reference::{Cell, Erasure, Holder, Record, Subject};
use life::retain::{self, Kept};
use life::{Entry, Outcome};
use policy::Name;
use std::collections::{BTreeMap, BTreeSet};
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
    /// Under which version of the policy it was decided, as long as the log keeps that entry's body.
    pub version: Option<String>,
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
        let mut traces: Vec<Trace> = rows.into_iter().map(Trace::of).collect();
        self.follow(cell, &mut traces)?;
        traces.into_iter().map(|trace| self.certify(product, cell, trace)).collect()
    }

    fn certify(&self, product: &Name, cell: Cell, trace: Trace) -> Result<ErasureCertificate, Error> {
        let policy = self.policy(product)?;
        let stays = self.stays(&policy, cell, &trace)?;
        let Trace { row, version, went, .. } = trace;
        let last = went.last().map_or(row.at, |went| went.at);
        let all = row.whose.as_bytes() == cell.as_bytes();
        // What ends by a rule that keeps nothing of hers takes nothing.
        let hers = |work: &life::Work| match work {
            life::Work::EndHolder { holder, rule, .. } => *holder == row.whose && stays.rules.contains(rule),
            life::Work::EndRule { rule, .. } => all && stays.rules.contains(rule),
            _ => false,
        };
        let done = went.first().is_some_and(|went| went.entry == row.entry);
        let to_come = || Ok::<_, Error>(self.store.load_due_of(cell)?.iter().any(|due| hers(&due.work)));
        let due = stays.going || (!done && to_come()?);
        Ok(ErasureCertificate {
            kept: stays.kept,
            told: self.tellings_of(cell, row.erasure)?,
            backups_until: crate::backup::keys_end(&policy, last),
            erasure: row.erasure,
            whose: row.whose,
            promise: row.promise,
            at: row.at,
            entry: row.entry,
            version,
            went,
            due,
        })
    }

    /// Reads the log once from the earliest of the erasures on, for all of them.
    fn follow(&self, cell: Cell, traces: &mut [Trace]) -> Result<(), Error> {
        let Some(mut from) = traces.iter().map(|trace| trace.row.entry).min() else { return Ok(()) };
        loop {
            let entries = self.entries(cell, from, 4096)?;
            let Some((last, _)) = entries.last() else { return Ok(()) };
            from = last + 1;
            for (number, entry) in entries {
                let Some(entry) = entry.filter(|entry| entry.outcome == Outcome::Done) else { continue };
                traces.iter_mut().for_each(|trace| trace.see(cell, number, &entry));
            }
        }
    }

    fn stays(&self, policy: &policy::Policy, cell: Cell, trace: &Trace) -> Result<Stays, Error> {
        let whose = trace.row.whose;
        let mut stays = Stays::default();
        if whose.as_bytes() != cell.as_bytes() {
            let about = Some(Subject(whose.0));
            let (facts, _) = self.store.load_facts(cell, true, &Wanted { about, ..Wanted::default() })?;
            stays.see(trace, (policy, &facts), self.now());
            return Ok(stays);
        }
        let mut after: Option<Record> = None;
        loop {
            let records = self.store.all_records(cell, after, 500)?;
            let Some(last) = records.last().copied() else { return Ok(stays) };
            let (facts, _) = self.store.load_facts(cell, true, &Wanted { records, ..Wanted::default() })?;
            stays.see(trace, (policy, &facts), self.now());
            after = Some(last);
        }
    }
}

/// What is still there of what an erasure is about.
#[derive(Default)]
struct Stays {
    kept: Vec<Kept>,
    /// By which rules something of it is kept, a law's or not.
    rules: BTreeSet<Name>,
    /// Whether something has ended and waits for the worker.
    going: bool,
}

impl Stays {
    fn see(&mut self, trace: &Trace, (policy, facts): (&policy::Policy, &Facts), now: Timestamp) {
        for record in &facts.records {
            if trace.means(record.record) {
                self.kept.extend(retain::kept(policy, facts, record, now));
                self.rules.extend(record.slots.iter().map(|slot| slot.rule.clone()));
                self.going |= retain::is_going(policy, facts, record, now);
            }
        }
    }
}

/// An erasure, and what the log says of it.
struct Trace {
    row: store::ErasureRow,
    version: Option<String>,
    went: Vec<Went>,
    /// A wish is for these records, and for nothing that came later; what ends with an account is for everything.
    wish: Option<BTreeSet<Record>>,
}

impl Trace {
    const fn of(row: store::ErasureRow) -> Self {
        Self { row, version: None, went: Vec::new(), wish: None }
    }

    fn see(&mut self, cell: Cell, number: u64, entry: &Entry) {
        if number < self.row.entry {
            return;
        }
        if number == self.row.entry {
            self.version = Some(entry.version.clone());
        }
        if entry.act != "erase" {
            return;
        }
        let values = if self.wish.is_some() { self.taken(entry) } else { self.counted(cell, entry) };
        if number == self.row.entry {
            self.wish = Some(entry.records.iter().copied().collect());
        }
        if let (false, Some(promise)) = (values.is_empty(), &entry.promise) {
            self.went.push(Went { entry: number, at: entry.at, promise: promise.clone(), values });
        }
    }

    /// What an entry of the worker or of the erasure itself says went of the same person's, or of everybody's.
    fn counted(&self, cell: Cell, entry: &Entry) -> Vec<(Name, u64)> {
        let item = |(what, count): &(Name, u64)| Some((Name::from(what.strip_prefix("data.")?), *count));
        let counts = || entry.counts.iter().filter_map(item).collect();
        let all = self.row.whose.as_bytes() == cell.as_bytes();
        let hers = entry.subject.is_some_and(|subject| subject.0 == self.row.whose.0);
        if entry.erasure.is_some_and(|erasure| erasure != self.row.erasure) {
            // A wish is another erasure, with a certificate of its own.
            Vec::new()
        } else if all || (hers && entry.took.is_empty()) {
            counts()
        } else {
            self.taken(entry)
        }
    }

    fn means(&self, record: Record) -> bool {
        self.wish.as_ref().is_none_or(|wish| wish.contains(&record))
    }

    /// What a sweep took of the same person's records.
    fn taken(&self, entry: &Entry) -> Vec<(Name, u64)> {
        let hers = entry.took.iter().filter(|took| took.whose == self.row.whose && self.means(took.record));
        let mut counts = BTreeMap::<Name, u64>::new();
        hers.flat_map(|took| &took.items).for_each(|item| *counts.entry(item.clone()).or_default() += 1);
        counts.into_iter().collect()
    }
}
