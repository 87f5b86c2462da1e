//! The shell's four steps: load, decide, commit, act.

use crate::Refused;
use crate::engine::Engine;
use crate::error::Error;
use life::facts::Facts;
use life::guard::{Sighting, alarm, tripwire};
use life::reference::{Cell, Subject};
use life::{Decision, Entry, Moment, Permit, Plan, Refusal};
use policy::{Name, Policy};
use std::sync::Arc;
use store::{Captured, RecordRow, StoreError, Wanted, Write, Written};

/// An act that was carried out; its entry is durable.
#[derive(Debug)]
pub(crate) struct Done {
    pub policy: Arc<Policy>,
    pub entry: Entry,
    pub written: Written,
    pub permit: Option<Permit>,
    pub rows: Vec<RecordRow>,
    /// What alarms count of it, and how many they count now.
    pub counted: Vec<(Sighting, u64)>,
}

/// Where an act takes place and what it needs to know.
#[derive(Debug, Clone)]
pub(crate) struct Scene {
    pub product: Name,
    pub cell: Cell,
    /// Whether the request named a tenant.
    pub named: bool,
    pub wanted: Wanted,
}

/// How often a decision is taken again when something moves.
const TRIES: usize = 3;

impl Engine {
    /// Loads, decides and commits, again if something moved; the entry is durable when this answers.
    pub(crate) fn carry_out(
        &self,
        scene: &Scene,
        decide: impl Fn(&Policy, &Facts, &Moment) -> Decision,
        seal: impl Fn(&Policy, &Plan, &Moment) -> Result<Option<Captured>, Error>,
    ) -> Result<Done, Error> {
        for _ in 0..TRIES {
            let moment = self.moment()?;
            let policy = self.policy_at(&scene.product, moment.now)?;
            let mut wanted = Wanted { now: Some(moment.now), ..scene.wanted.clone() };
            wanted.on_file = wanted.on_file.or_else(|| on_file(&policy, &scene.product, wanted.actor));
            let (facts, rows) = self.store.load_facts(scene.cell, scene.named, &wanted)?;
            let mut plan = self.planned(scene, (&policy, &facts), decide(&policy, &facts, &moment))?;
            let (suspended, seen) = self.kept_out(&scene.product, &policy, &plan.entry)?;
            if let Some(refusal) = suspended {
                let entry = Entry { replay: Vec::new(), ..plan.entry };
                return Err(self.refuse(scene, refusal.clone(), entry.refused(&refusal))?);
            }
            plan.rests_on.extend(seen);
            let captured = seal(&policy, &plan, &moment)?;
            if let Some(captured) = &captured {
                plan.entry.sealed = Some(hex(&captured.digest));
            }
            self.wrap_locks(&policy, scene.cell, &mut plan, &rows, &moment)?;
            let trips = tripwire::opens(&plan, scene.cell, &*self.planted(&scene.product)?);
            let permit = plan.permit.take();
            let entry = plan.entry.clone();
            let replayed = !plan.entry.replay.is_empty();
            let act = crate::engine::fresh_reference(moment.now)?;
            let sightings = alarm::sightings(&policy, &entry, &facts.records, act);
            self.config.watch.tell(crate::Step::Decided);
            let write = Write { trips, sightings: sightings.clone(), ..self.write(scene, plan, captured)? };
            match self.store.commit(write) {
                Ok(written) => {
                    let counted: Vec<_> = sightings.into_iter().zip(written.sighted.iter().copied()).collect();
                    self.watch_over(&scene.product, &policy, &counted);
                    if replayed {
                        // What a restore does again must be outside the data folder before it is answered: will in the
                        // mirror, what went without a half of its own on the list beside the keys.
                        self.mirror_cell(&scene.product, scene.cell)?;
                    }
                    return Ok(Done { policy, entry, written, permit, rows, counted });
                }
                Err(StoreError::Moved) => {}
                Err(fault) => return Err(fault.into()),
            }
        }
        Err(Error::Conflict)
    }

    /// The plan of a decision; a refusal is on record when this answers.
    fn planned(&self, scene: &Scene, (policy, facts): (&Policy, &Facts), decision: Decision) -> Result<Plan, Error> {
        let plan = match decision {
            Decision::Do(plan) => *plan,
            Decision::Refuse(refusal, entry) => {
                return Err(match self.stranger(policy, scene.cell, facts, &entry)? {
                    Some(stranger) => self.refuse(scene, stranger.clone(), entry.refused(&stranger))?,
                    None => self.refuse(scene, *refusal, *entry)?,
                });
            }
        };
        match self.stranger(policy, scene.cell, facts, &plan.entry)? {
            None => Ok(plan),
            Some(stranger) => {
                let entry = Entry { replay: Vec::new(), ..plan.entry };
                Err(self.refuse(scene, stranger.clone(), entry.refused(&stranger))?)
            }
        }
    }

    /// Decides and does nothing: what would be refused is refused, and on record.
    pub(crate) fn try_out(
        &self,
        scene: &Scene,
        decide: impl Fn(&Policy, &Facts, &Moment) -> Decision,
    ) -> Result<(), Error> {
        let moment = self.moment()?;
        let policy = self.policy_at(&scene.product, moment.now)?;
        let wanted = Wanted { now: Some(moment.now), ..scene.wanted.clone() };
        let (facts, _) = self.store.load_facts(scene.cell, scene.named, &wanted)?;
        self.planned(scene, (&policy, &facts), decide(&policy, &facts, &moment)).map(|_| ())
    }

    /// Whether the one who acts is a stranger to the cell. Facts that were loaded without her account are no proof of it.
    pub(crate) fn stranger(
        &self,
        policy: &Policy,
        cell: Cell,
        facts: &Facts,
        entry: &Entry,
    ) -> Result<Option<Refusal>, Error> {
        if life::turned_away(policy, facts, entry).is_none() {
            return Ok(None);
        }
        let wanted = Wanted { actor: entry.actor.subject, ..Wanted::default() };
        let (facts, _) = self.store.load_facts(cell, facts.tenant_named, &wanted)?;
        Ok(life::turned_away(policy, &facts, entry))
    }

    pub(crate) fn write(&self, scene: &Scene, plan: Plan, captured: Option<Captured>) -> Result<Write, Error> {
        Ok(Write {
            product: scene.product.clone(),
            cell: scene.cell,
            changes: plan.changes,
            rests_on: plan.rests_on,
            entry: plan.entry,
            salt: self.salt()?,
            captured,
            resealed: Vec::new(),
            release: plan.release,
            gap: false,
            sightings: Vec::new(),
            trips: false,
        })
    }

    /// Records a refusal: one entry, without the value, and nothing else.
    pub(crate) fn refuse(&self, scene: &Scene, refusal: Refusal, entry: Entry) -> Result<Error, Error> {
        // An act in a cell that is not there is recorded in the product's own.
        let there = self.store.cell_exists(scene.cell)?;
        let cell = if there { scene.cell } else { crate::own_cell(&scene.product) };
        // Before the first version is in force no alarm counts.
        let policy = match self.policy_at(&scene.product, entry.at) {
            Err(Error::NoProduct(_)) => None,
            found => Some(found?),
        };
        let act = crate::engine::fresh_reference(entry.at)?;
        let sightings = policy.as_ref().map(|policy| alarm::sightings(policy, &entry, &[], act)).unwrap_or_default();
        let write = Write {
            product: scene.product.clone(),
            cell,
            changes: Vec::new(),
            rests_on: Vec::new(),
            entry,
            salt: self.salt()?,
            captured: None,
            resealed: Vec::new(),
            release: None,
            gap: refusal.gap,
            sightings: sightings.clone(),
            trips: false,
        };
        let written = self.store.commit(write)?;
        let counted: Vec<_> = sightings.into_iter().zip(written.sighted.iter().copied()).collect();
        if let Some(policy) = policy {
            self.watch_over(&scene.product, &policy, &counted);
        }
        Ok(Error::Refused(Box::new(Refused { refusal, entry: Some(written.entry) })))
    }
}

/// What is on file of who acts is looked up where the policy asks anything of it.
pub(crate) fn on_file(policy: &Policy, product: &Name, actor: Option<Subject>) -> Option<(Name, Cell, Subject)> {
    let row = policy.document.protect.as_ref()?;
    let asks = !row.reader_needs.is_empty() || row.grant_at_most.is_some() || row.second_factor.is_some();
    actor.filter(|_| asks).map(|person| (product.clone(), crate::own_cell(product), person))
}

/// Nothing to seal.
pub(crate) const fn nothing(_: &Policy, _: &Plan, _: &Moment) -> Result<Option<Captured>, Error> {
    Ok(None)
}

pub(crate) fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}
