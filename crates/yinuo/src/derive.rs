//! Derived sets: worked out page by page, weighed, kept or forgotten, and used.
//!
//! The key of a set's tokens lives in this process only, and no longer than its making: a set that was cut off is made
//! anew, and nothing of it is seen.

mod blurred;
mod by_itself;
mod making;
mod memory;

pub use blurred::Blurred;

use crate::acts::Tenant;
use crate::engine::Engine;
use crate::error::Error;
use crate::shell::{Scene, nothing};
use jiff::Timestamp;
use life::derive::{self, Derive, UseSet, ending};
use life::facts::Facts;
use life::reference::{Reference, Set};
use life::{Moment, Plan};
use making::{Making, Why};
use policy::{Name, Policy};
use std::collections::BTreeMap;
use store::{DueRow, Wanted};

/// A set that was made and kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Made {
    /// Its reference.
    pub set: Set,
    /// The number of its entry in the cell's log.
    pub entry: u64,
    /// How many rows it has.
    pub rows: u64,
    /// How many people share what the fewest share; 0 where numbers are blurred.
    pub smallest: u64,
    /// What it spent, where numbers are blurred.
    pub blurred: Option<Blurred>,
}

/// One row of a set.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DerivedRow {
    /// Its reference, which tells nothing.
    pub row: Reference,
    /// What shows, by item; `subject` is the stand-in of the person, where the set has one.
    pub shown: BTreeMap<Name, String>,
    /// How many people it stands for, where it counts; else 1. A number that is blurred may be below 0.
    pub count: i64,
}

/// Rows of a set that were used.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UsedRows {
    /// The rows.
    pub rows: Vec<DerivedRow>,
    /// The number of the entry in the cell's log.
    pub entry: u64,
}

/// The most rows of one answer.
const ROWS_MAX: u32 = 1000;

impl Engine {
    /// Works a set of the policy out of what is held in one cell, and keeps it if nobody can be told by it.
    ///
    /// # Errors
    /// [`Error::Refused`] with the reason; nothing is left of the set then.
    pub fn derive(&self, product: &Name, tenant: Tenant, request: &Derive) -> Result<Made, Error> {
        let (actor, spent) = (request.actor.subject, Some(request.derived.clone()));
        let scene = self.scene(product, tenant, Wanted { actor, spent, ..Wanted::default() })?;
        let moment = self.moment()?;
        let policy = self.policy_at(product, moment.now)?;
        let (facts, _) = self.store.load_facts(scene.cell, scene.named, &scene.wanted)?;
        if let Err(refused) = derive::may_begin(&policy, &facts, request, &moment) {
            let (refusal, entry) = *refused;
            let refusal = self.stranger(&policy, scene.cell, &facts, &entry)?.unwrap_or(refusal);
            let entry = entry.refused(&refusal);
            return Err(self.refuse(&scene, refusal, entry)?);
        }
        let ways = derive::ways(&policy, request);
        let mut making = Making::new(self, &policy, Why::Asked(request), (scene.cell, Some(&request.derived), ways))?;
        if let Some(noise) = derive::noise::of(&policy, &request.derived) {
            return self.blur(&scene, making, (request, noise));
        }
        let set = making.set;
        let made = making.work_out(request).and_then(|()| {
            let _turn = self.weighing();
            making.join_people()?;
            let weighed = making.weigh(&request.derived)?;
            let decide = |policy: &Policy, facts: &Facts, moment: &Moment| {
                derive::decide(policy, facts, request, (set, &weighed), moment)
            };
            let remember = |policy: &Policy, plan: &Plan, _: &Moment| making.remember(policy, plan, &request.derived);
            let done = self.carry_out(&scene, decide, remember)?;
            let (rows, smallest) = (weighed.rows, weighed.smallest);
            Ok(Made { set, entry: done.written.entry, rows, smallest, blurred: None })
        });
        if made.is_err() {
            self.store.drop_set(scene.cell, set)?;
        }
        made
    }

    /// What a term ends within a day goes into the set that its rule names, and the work is done; both or neither.
    ///
    /// # Errors
    /// [`Error`] if the store or the keys fail; nothing is left of the set then.
    pub(crate) fn anonymise(&self, product: &Name, row: &DueRow, rule: &Name, until: Timestamp) -> Result<(), Error> {
        let (now, cell) = (self.now(), row.cell);
        let policy = self.policy_at(product, now)?;
        let derived = ending::into(&policy, rule).cloned();
        let ways = derived.as_ref().map(|derived| derive::all_ways(&policy, derived)).unwrap_or_default();
        let place = (cell, derived.as_ref(), ways);
        let mut making = Making::new(self, &policy, Why::Ends(rule), place)?;
        let (set, scene) =
            (making.set, Scene { product: product.clone(), cell, named: true, wanted: Wanted::default() });
        let done = making.gather(rule, (now, until)).and_then(|()| {
            let _turn = self.weighing();
            let weighed = making.settle(derived.as_ref())?;
            let decide = |policy: &Policy, facts: &Facts, moment: &Moment| {
                ending::decide(policy, facts, (&row.work, row.at), (set, &weighed), moment)
            };
            let remember = |policy: &Policy, plan: &Plan, _: &Moment| match &derived {
                Some(derived) => making.remember(policy, plan, derived),
                None => Ok(None),
            };
            self.carry_out(&scene, decide, remember)
        });
        // What nobody keeps is forgotten, a set in which nobody is, too.
        if done.as_ref().map_or(true, |done| done.entry.set.is_none()) {
            self.store.drop_set(cell, set)?;
        }
        done.map(|_| ())
    }

    /// Rows of a set that is kept, after `after`: the use is on record before any is opened.
    ///
    /// # Errors
    /// [`Error::Refused`] with the reason; [`Error::Tampered`] if a row is not what was sealed.
    pub fn use_set(
        &self,
        product: &Name,
        tenant: Tenant,
        request: &UseSet,
        (after, most): (Option<Reference>, u32),
    ) -> Result<UsedRows, Error> {
        let wanted = Wanted { actor: request.actor.subject, ..Wanted::default() };
        let scene = self.scene(product, tenant, wanted)?;
        let fact = self.store.load_set(scene.cell, request.set)?;
        let decide = |policy: &Policy, facts: &Facts, moment: &Moment| {
            derive::decide_use(policy, facts, fact.as_ref(), request, moment)
        };
        let done = self.carry_out(&scene, decide, nothing)?;
        let permit = done.permit.ok_or(Error::Conflict)?;
        let listed = self.store.list_rows(scene.cell, request.set, after, most.min(ROWS_MAX))?;
        let counts: Vec<(Reference, i64)> = listed.iter().map(|row| (row.row, row.count)).collect();
        let sealed: Vec<_> = listed.into_iter().map(|row| (row.row, row.body)).collect();
        let opened = self.vault.open_rows(permit, scene.cell, request.set, &sealed)?;
        let mut rows = Vec::with_capacity(opened.len());
        for ((row, count), body) in counts.into_iter().zip(opened) {
            let shown = body.and_then(|body| serde_json::from_slice(&body).ok()).ok_or(Error::Tampered)?;
            rows.push(DerivedRow { row, shown, count });
        }
        Ok(UsedRows { rows, entry: done.written.entry })
    }
}
