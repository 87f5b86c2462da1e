//! Tripwires: planted as any record is captured, known to the key store alone, and raised by the worker when one was opened.
//!
//! The act that opens one goes its way and is answered as any other; that it did so is committed with its entry. The alert
//! is raised in the worker's next round, so that the answer takes no longer either.

use crate::acts::{Collected, Tenant};
use crate::engine::{Engine, own_cell};
use crate::error::Error;
use crate::keeping::stored;
use crate::shell::{Scene, nothing};
use jiff::Timestamp;
use life::collect::{self, Collect};
use life::facts::Facts;
use life::guard::tripwire;
use life::reference::{Cell, Record, Subject};
use life::{Decision, Moment, Personal, Plan};
use policy::{Name, Policy};
use serde::Serialize;
use std::collections::{BTreeSet, HashMap};
use std::sync::{Arc, Mutex, PoisonError, RwLock};
use store::{StoreError, Wanted};
use vault::Planted;

/// How many may stand in one product: each act looks among them.
const MOST: usize = 1000;

/// Where the tripwires of a product stand.
type Places = Arc<BTreeSet<(Cell, Record)>>;

/// The planted records of each product, as they were last read from the key store.
#[derive(Debug, Default)]
pub(crate) struct Known {
    by_product: RwLock<HashMap<Name, Places>>,
    /// One change of a list at a time.
    changing: Mutex<()>,
}

/// Whether a tripwire can be tripped.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum TripwireState {
    /// It stands, and opens.
    Stands,
    /// Its record has ended, or was lost.
    Ended,
    /// Its record does not open: it is not what was sealed.
    Tampered,
}

/// A tripwire, as the operator sees it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Tripwire {
    /// In which cell.
    pub cell: Cell,
    /// The record.
    pub record: Record,
    /// Its type, while it is there.
    pub kind: Option<Name>,
    /// The person who is planted, where it is of one.
    pub subject: Option<Subject>,
    /// When it was planted.
    pub planted_at: Timestamp,
    /// Whether it can be tripped.
    pub state: TripwireState,
}

impl Engine {
    /// Captures a record that is a tripwire: decided, sealed, stored and entered in the ledger as any other. What is planted
    /// is nobody's, or of a person who is planted herself.
    ///
    /// # Errors
    /// As [`Engine::collect`]; [`Error::Tripwire`] for a record of somebody who is not planted, and beyond a thousand.
    pub fn plant(&self, product: &Name, tenant: Tenant, mut request: Collect) -> Result<Collected, Error> {
        let _turn = self.tripwires.changing.lock().unwrap_or_else(PoisonError::into_inner);
        let scene = self.collect_scene(product, tenant, &mut request)?;
        for person in request.subject.into_iter().chain(request.actor.subject) {
            self.assert_planted(&scene, person)?;
        }
        let before = self.vault.planted(product)?;
        if before.len() >= MOST {
            return Err(Error::Tripwire("a thousand tripwires stand: take some up first"));
        }
        let values: Vec<(Name, &Personal)> =
            request.values.iter().map(|(item, value)| (Name::from(item.as_str()), value)).collect();
        let decide = |policy: &Policy, facts: &Facts, moment: &Moment| collect::decide(policy, facts, &request, moment);
        let seal = |policy: &Policy, plan: &Plan, moment: &Moment| {
            // It is known before it is there: nobody opens it unseen.
            let fresh = plan.entry.records.iter().map(|record| ((scene.cell, *record), moment.now));
            self.set_planted(product, &before.clone().into_iter().chain(fresh).collect())?;
            self.seal(policy, scene.cell, plan, (&values, &[]), moment)
        };
        let done = self.carry_out(&scene, decide, seal);
        if done.is_err() && self.planted(product)?.len() > before.len() {
            self.set_planted(product, &before)?;
        }
        let done = done?;
        let record = done.entry.records.first().copied().ok_or(Error::Conflict)?;
        Ok(Collected { cell: scene.cell, record, subject: done.entry.subject, entry: done.written.entry })
    }

    /// Takes a tripwire up: its record is erased, and its alerts count as looked into.
    ///
    /// # Errors
    /// [`Error::Tripwire`] for a record that is not planted.
    pub fn take_up(&self, product: &Name, record: Record) -> Result<(), Error> {
        let _turn = self.tripwires.changing.lock().unwrap_or_else(PoisonError::into_inner);
        let mut planted = self.vault.planted(product)?;
        let place = planted.keys().copied().find(|(_, known)| *known == record);
        let place = place.ok_or(Error::Tripwire("no tripwire of this reference stands here"))?;
        self.raise_tripped(&*self.policy(product)?)?;
        let wanted = Wanted { records: vec![record], ..Wanted::default() };
        let scene = Scene { product: product.clone(), cell: place.0, named: true, wanted };
        let (facts, _) = self.store.load_facts(scene.cell, scene.named, &scene.wanted)?;
        if !facts.records.is_empty() {
            let decide = |policy: &Policy, facts: &Facts, moment: &Moment| {
                Decision::Do(Box::new(tripwire::take_up(policy, facts, moment)))
            };
            self.carry_out(&scene, decide, nothing)?;
            self.cut_log_of_removed()?;
        }
        planted.remove(&place);
        self.set_planted(product, &planted)
    }

    /// Every tripwire of a product, and whether it can still be tripped. No value leaves the vault.
    ///
    /// # Errors
    /// [`Error`] if the store or the key store fails.
    pub fn tripwires(&self, product: &Name) -> Result<Vec<Tripwire>, Error> {
        let planted = self.vault.planted(product)?;
        planted.into_iter().map(|(place, at)| self.tripwire(product, place, at)).collect()
    }

    fn tripwire(
        &self,
        product: &Name,
        (cell, record): (Cell, Record),
        planted_at: Timestamp,
    ) -> Result<Tripwire, Error> {
        let policy = self.policy(product)?;
        let now = self.now();
        let wanted = Wanted { records: vec![record], now: Some(now), ..Wanted::default() };
        let (facts, rows) = self.store.load_facts(cell, true, &wanted)?;
        let (kind, subject) = facts.records.first().map(|fact| (fact.kind.clone(), fact.subject)).unzip();
        let permit = life::retain::permit_search(&policy, &facts, now);
        let state = if permit.openings().is_empty() {
            TripwireState::Ended
        } else {
            let records: Vec<_> = rows.into_iter().map(|row| stored(&policy, cell, row)).collect();
            match self.vault.find_clear(permit, now, (product, &records), (&[], &[])) {
                Ok(_) => TripwireState::Stands,
                Err(_) => TripwireState::Tampered,
            }
        };
        Ok(Tripwire { cell, record, kind, subject: subject.flatten(), planted_at, state })
    }

    /// The planted records of a product.
    pub(crate) fn planted(&self, product: &Name) -> Result<Places, Error> {
        let known = self.tripwires.by_product.read().unwrap_or_else(PoisonError::into_inner).get(product).cloned();
        match known {
            Some(known) => Ok(known),
            None => Ok(self.know(product, &self.vault.planted(product)?)),
        }
    }

    fn set_planted(&self, product: &Name, planted: &Planted) -> Result<(), Error> {
        self.vault.set_planted(product, planted)?;
        self.know(product, planted);
        Ok(())
    }

    fn know(&self, product: &Name, planted: &Planted) -> Places {
        let known: Places = Arc::new(planted.keys().copied().collect());
        let mut by_product = self.tripwires.by_product.write().unwrap_or_else(PoisonError::into_inner);
        by_product.insert(product.clone(), Arc::clone(&known));
        known
    }

    /// That all that is held of a person here is planted: nobody else's data becomes a trap.
    fn assert_planted(&self, scene: &Scene, person: Subject) -> Result<(), Error> {
        let wanted = Wanted { about: Some(person), ..Wanted::default() };
        let (facts, _) = self.store.load_facts(scene.cell, scene.named, &wanted)?;
        let planted = self.planted(&scene.product)?;
        let hers = facts.records.iter().all(|record| planted.contains(&(scene.cell, record.record)));
        if hers && !facts.records.is_empty() {
            return Ok(());
        }
        Err(Error::Tripwire("this person is not planted: a tripwire is nobody's, or of a person who is one herself"))
    }

    /// Raises an alert of each act that opened a tripwire, once.
    pub(crate) fn raise_tripped(&self, policy: &Policy) -> Result<(), Error> {
        let product = &policy.product;
        for (cell, number) in self.store.list_trips(product)? {
            let entry = self.entries(cell, number, 1)?.into_iter().find_map(|(_, entry)| entry);
            let Some(entry) = entry else {
                self.store.forget_trip(product, (cell, number))?;
                continue;
            };
            let planted = self.planted(product)?;
            let records = entry.records.iter().filter(|record| planted.contains(&(cell, **record))).copied().collect();
            let plan = tripwire::raise(policy, &entry, (cell, number), records, &self.moment()?);
            let own = own_cell(product);
            let scene = Scene { product: product.clone(), cell: own, named: false, wanted: Wanted::default() };
            match self.store.commit(self.write(&scene, plan, None)?) {
                Ok(_) => self.mirror_cell(product, own)?,
                // A restore brought back what was raised before.
                Err(StoreError::Moved) => self.store.forget_trip(product, (cell, number))?,
                Err(fault) => return Err(fault.into()),
            }
        }
        Ok(())
    }
}
