//! Retain: events, holds, and keyslots that follow what people agree to and what a new version says.

use crate::acts::{Recorded, Tenant};
use crate::engine::Engine;
use crate::error::Error;
use crate::keeping::stored;
use crate::shell::{Scene, hex, nothing};
use jiff::Timestamp;
use life::facts::{Facts, HoldFact};
use life::reference::{Cell, Hold, Holder, Record};
use life::retain::{self, another, hold, raise};
use life::{Actor, Change, Code, Entry, Moment, Plan, Refusal, Remedy, Work};
use policy::{Name, Policy};
use store::{DueRow, RecordRow, Released, Wanted};
use vault::{KeyError, Locked, OpenError};

/// What placing a hold gave.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Placed {
    /// Where.
    pub cell: Cell,
    /// The hold.
    pub hold: Hold,
    /// The records of which it keeps something.
    pub records: Vec<Record>,
    /// The number of its entry in the cell's log.
    pub entry: u64,
}

/// A hold as it stands, and of how many records it keeps something.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Held {
    /// The hold.
    pub hold: HoldFact,
    /// How many records.
    pub records: u64,
    /// Whether somebody ought to have looked at it again.
    pub overdue: bool,
}

/// How many records are looked at together.
const BATCH_MAX: u32 = 500;

impl Engine {
    /// Records that an event happened which the policy declares: what counts from it is due from then on.
    ///
    /// # Errors
    /// [`Error::Refused`] with the reason.
    pub fn raise(&self, product: &Name, tenant: Tenant, request: &raise::Raise) -> Result<Recorded, Error> {
        let (subject, records) = match request.to {
            raise::To::Subject(subject) => (Some(subject), Vec::new()),
            raise::To::Record(record) => (None, vec![record]),
            raise::To::Tenant | raise::To::Product => (None, Vec::new()),
        };
        let tenant = if request.to == raise::To::Product { Tenant::None } else { tenant };
        let wanted = Wanted { subject, actor: request.actor.subject, records, ..Wanted::default() };
        let recorded = self
            .record(product, tenant, wanted, |policy, facts, moment| raise::decide(policy, facts, request, moment))?;
        // What falls due at once is done in the same run.
        self.run_due()?;
        Ok(recorded)
    }

    /// Asks that a record be kept for a purpose: only what it was captured for keeps it.
    ///
    /// # Errors
    /// [`Error::Refused`]: `purpose_denied` for every other purpose.
    pub fn keep_for(
        &self,
        product: &Name,
        tenant: Tenant,
        actor: &Actor,
        record: Record,
        purpose: &Name,
    ) -> Result<Recorded, Error> {
        let wanted = Wanted { actor: actor.subject, records: vec![record], ..Wanted::default() };
        let request = another::KeepFor { actor: actor.clone(), purpose: purpose.clone() };
        self.record(product, tenant, wanted, |policy, facts, moment| another::decide(policy, facts, &request, moment))
    }

    /// Places a hold: what it names is kept beyond its time, and nothing else.
    ///
    /// No sweep runs meanwhile: what one has ended is not held, and what is held none ends.
    ///
    /// # Errors
    /// [`Error::Refused`] with the reason: `expired` for what has ended already.
    pub fn place_hold(&self, product: &Name, tenant: Tenant, request: &hold::Place) -> Result<Placed, Error> {
        let _turn = self.turns.working.lock().map_err(|_| Error::Conflict)?;
        let people = if request.records.is_empty() { request.subjects.clone() } else { Vec::new() };
        let wanted = Wanted {
            actor: request.actor.subject,
            people,
            subject: request.subjects.first().copied(),
            records: request.records.clone(),
            case: request.case,
            ..Wanted::default()
        };
        let scene = self.scene(product, tenant, wanted)?;
        let decide = |policy: &Policy, facts: &Facts, moment: &Moment| hold::decide(policy, facts, request, moment);
        let done = self.carry_out(&scene, decide, nothing)?;
        let hold = done.entry.hold.ok_or(Error::Conflict)?;
        Ok(Placed { cell: scene.cell, hold, records: done.entry.records, entry: done.written.entry })
    }

    /// Lifts a hold: what is overdue goes in the same run.
    ///
    /// # Errors
    /// [`Error::Refused`] with the reason.
    pub fn lift_hold(
        &self,
        product: &Name,
        tenant: Tenant,
        which: Hold,
        request: &hold::Release,
    ) -> Result<Recorded, Error> {
        let wanted = Wanted { actor: request.actor.subject, hold: Some(which), ..Wanted::default() };
        let recorded = self.record(product, tenant, wanted, |policy, facts, moment| {
            hold::decide_release(policy, facts, request, moment)
        })?;
        self.run_due()?;
        Ok(recorded)
    }

    /// The holds of a cell, the earliest first, those included that were lifted or have ended.
    ///
    /// # Errors
    /// [`Error::Store`] if the store fails.
    pub fn holds(&self, cell: Cell) -> Result<Vec<Held>, Error> {
        let now = self.now();
        let held = |hold: HoldFact| {
            let records = self.store.count_held(cell, &hold.file.rule(hold.hold))?;
            Ok(Held { records, overdue: hold.is_overdue(now), hold })
        };
        self.store.load_holds(cell)?.into_iter().map(held).collect()
    }

    /// Wraps the content keys of a plan's new keyslots. What has ended meanwhile gets none: a hold on it is refused, and of
    /// anything else it is left out.
    pub(crate) fn wrap_locks(
        &self,
        policy: &Policy,
        cell: Cell,
        plan: &mut Plan,
        rows: &[RecordRow],
        moment: &Moment,
    ) -> Result<(), Error> {
        if !plan.changes.iter().any(|grounded| matches!(grounded.change, Change::Lock { .. })) {
            return Ok(());
        }
        let mut ended = false;
        for change in plan.changes.iter_mut().map(|grounded| &mut grounded.change) {
            let Change::Lock { record, group, lock, wrapped } = change else { continue };
            let row = rows.iter().find(|row| row.record == *record);
            let add = Locked { rule: lock.rule.clone(), edition: lock.edition, term_day: lock.term_day };
            let slot = row
                .map(|row| stored(policy, cell, row.clone()))
                .map(|stored| self.vault.rewrap(moment.now, &policy.product, &stored, *group, &add));
            match slot.transpose() {
                Ok(Some(slot)) => *wrapped = hex(&slot.wrapped),
                Ok(None) | Err(OpenError::NoKey { .. } | OpenError::Keys(KeyError::Destroyed(_))) => ended = true,
                Err(fault) => return Err(fault.into()),
            }
        }
        if ended && plan.entry.act == "hold" {
            return Err(self.refuse_ended(policy, cell, plan)?);
        }
        settle(plan);
        Ok(())
    }

    /// The plan that destroys is the line: a hold that comes after it is refused, and that is on record.
    fn refuse_ended(&self, policy: &Policy, cell: Cell, plan: &Plan) -> Result<Error, Error> {
        let promise = plan.entry.promise.clone().unwrap_or_else(|| Name::from("policy"));
        let refusal = Refusal::by(promise, Code::Expired, Remedy::Nothing);
        let mut entry: Entry = plan.entry.clone().refused(&refusal);
        (entry.replay, entry.hold) = (Vec::new(), None);
        let scene = Scene { product: policy.product.clone(), cell, named: true, wanted: Wanted::default() };
        self.refuse(&scene, refusal, entry)
    }

    /// Sets the work of a version that changes how long something is kept, for the instant from which it is in force.
    pub(crate) fn plan_version(&self, policy: &Policy, cell: Cell, at: Timestamp) -> Result<(), Error> {
        let Some(version) = self.version_called(&policy.product, &policy.version)? else { return Ok(()) };
        if version.changed_records().is_empty() {
            return Ok(());
        }
        let work = Work::Version { version: policy.version.clone() };
        Ok(self.store.set_due(at, cell, work, Name::from("policy"), self.now())?)
    }

    /// A version comes into force, or something happened to the product: each cell has its own work by it.
    pub(crate) fn spread(&self, row: &DueRow, product: &Name) -> Result<(), Error> {
        match &row.work {
            Work::Version { version } => {
                let Some(version) = self.version_called(product, version)? else { return Ok(()) };
                let kinds: Vec<Name> = version.changed_records().into_iter().cloned().collect();
                for cell in self.store.load_cells(product)? {
                    let work = Work::Relock { holder: None, kinds: kinds.clone() };
                    self.store.set_due(row.at, cell, work, Name::from("policy"), self.now())?;
                }
                Ok(())
            }
            Work::Happened { event, at } => {
                for cell in self.store.load_cells(product)? {
                    let wanted = Wanted { released: Some(Released::Of(Holder(cell.0))), ..Wanted::default() };
                    let scene = Scene { product: product.clone(), cell, named: true, wanted };
                    let decide = |policy: &Policy, facts: &Facts, moment: &Moment| {
                        retain::decide_happened(policy, facts, event, *at, moment)
                    };
                    self.carry_out(&scene, decide, nothing)?;
                }
                Ok(())
            }
            _ => Ok(()),
        }
    }

    /// Brings the keyslots of the records in line that `kinds` and `holder` name.
    pub(crate) fn relock(
        &self,
        product: &Name,
        cell: Cell,
        holder: Option<Holder>,
        kinds: &[Name],
    ) -> Result<(), Error> {
        for kind in kinds {
            let of_holder = holder.map(|holder| (holder, kind.clone()));
            if let Some(of_holder) = of_holder {
                self.relock_these(product, cell, Wanted { of_holder: Some(of_holder), ..Wanted::default() })?;
                continue;
            }
            let mut after: Option<Record> = None;
            loop {
                let records = self.store.list_records(cell, kind, after, BATCH_MAX)?;
                let Some(last) = records.last().copied() else { break };
                self.relock_these(product, cell, Wanted { records, ..Wanted::default() })?;
                after = Some(last);
            }
        }
        Ok(())
    }

    fn relock_these(&self, product: &Name, cell: Cell, wanted: Wanted) -> Result<(), Error> {
        let wanted = Wanted { pending: true, ..wanted };
        let moment = self.moment()?;
        let policy = self.policy_at(product, moment.now)?;
        let (facts, _) = self.store.load_facts(cell, true, &Wanted { now: Some(moment.now), ..wanted.clone() })?;
        // Where nothing moves nothing is recorded.
        let moves = match retain::decide_relock(&policy, &facts, &moment) {
            life::Decision::Do(plan) => !plan.changes.is_empty(),
            life::Decision::Refuse(..) => false,
        };
        if moves {
            let scene = Scene { product: product.clone(), cell, named: true, wanted };
            self.carry_out(&scene, retain::decide_relock, nothing)?;
        }
        Ok(())
    }
}

/// What is committed and what a restore does again are the same keyslots: those that could be wrapped.
fn settle(plan: &mut Plan) {
    let is_empty = |change: &Change| matches!(change, Change::Lock { wrapped, .. } if wrapped.is_empty());
    plan.changes.retain(|grounded| !is_empty(&grounded.change));
    let made: Vec<_> = plan.changes.iter().filter(|grounded| matches!(grounded.change, Change::Lock { .. })).collect();
    let same = |one: &Change, other: &Change| match (one, other) {
        (Change::Lock { record, group, lock, .. }, Change::Lock { record: r, group: g, lock: l, .. }) => {
            (record, group, lock) == (r, g, l)
        }
        _ => false,
    };
    for grounded in &mut plan.entry.replay {
        if let Some(made) = made.iter().find(|made| same(&made.change, &grounded.change)) {
            grounded.change = made.change.clone();
        }
    }
    plan.entry.replay.retain(|grounded| !is_empty(&grounded.change));
}
