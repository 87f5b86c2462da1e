//! Guard: alarms are raised, and whoever is suspended is kept out.

use crate::acts::{Recorded, Tenant};
use crate::engine::{Engine, own_cell};
use crate::error::Error;
use crate::shell::{Done, Scene};
use life::duty::{self, About};
use life::facts::Seen;
use life::guard::alarm::{self, thing};
use life::guard::suspend::{self, Resume, Suspend, SuspensionFact};
use life::guard::{AlertFile, Sighting, Tripped};
use life::reference::Alert;
use life::{Actor, Code, Entry, Moment, Refusal, Remedy};
use policy::{Name, Policy};
use std::collections::BTreeSet;
use store::{StoreError, Wanted};

/// An alert, and whether somebody has looked into it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Alerted {
    /// Its reference.
    pub alert: Alert,
    /// What it says.
    pub file: AlertFile,
    /// What the register calls it: the duty is proved of this thing.
    pub thing: Name,
    /// The duty under which it is looked into, with its path, where the policy in force names one.
    pub duty: Option<Name>,
    /// Whether that was done.
    pub looked_into: bool,
}

impl Engine {
    /// Whoever takes part in the act and is suspended, as a refusal; and the rows that say that nobody is.
    pub(crate) fn kept_out(
        &self,
        product: &Name,
        policy: &Policy,
        entry: &Entry,
    ) -> Result<(Option<Refusal>, Vec<Seen>), Error> {
        let concerned = suspend::concerned(policy, entry);
        if concerned.is_empty() {
            return Ok((None, Vec::new()));
        }
        let (found, seen) = self.store.kept_out(product, &concerned)?;
        Ok((suspend::refusal(policy, &found, entry.at), seen))
    }

    /// Raises what the act brought to its number. Where that fails the act stands, and the worker raises it later.
    pub(crate) fn watch_over(&self, product: &Name, policy: &Policy, counted: &[(Sighting, u64)]) {
        let reached = |(sighting, count): &&(Sighting, u64)| {
            alarm::is_reached(policy, &sighting.alarm, *count) && !alarm::waits_for_answer(policy, &sighting.alarm)
        };
        for (sighting, count) in counted.iter().filter(reached) {
            drop(self.raise_alarm(product, sighting, *count));
        }
    }

    /// Raises an alarm, unless it was raised for this doer a moment ago.
    fn raise_alarm(&self, product: &Name, sighting: &Sighting, count: u64) -> Result<(), Error> {
        let policy = self.policy(product)?;
        if !alarm::locks(&policy, &sighting.alarm) && self.store.was_raised(product, sighting)? {
            return Ok(());
        }
        let Some(plan) = alarm::raise(&policy, sighting, count, &self.moment()?) else { return Ok(()) };
        let cell = own_cell(product);
        let scene = Scene { product: product.clone(), cell, named: false, wanted: Wanted::default() };
        match self.store.commit(self.write(&scene, plan, None)?) {
            Ok(_) => self.mirror_cell(product, cell),
            // Somebody else raised it meanwhile.
            Err(StoreError::Moved) => Ok(()),
            Err(fault) => Err(fault.into()),
        }
    }

    /// Raises what was counted and not raised, because the process ended in between; forgets what counts no more.
    pub(crate) fn raise_missed(&self) -> Result<(), Error> {
        for product in self.products()? {
            let Ok(policy) = self.policy(&product) else { continue };
            self.raise_tripped(&policy)?;
            for (name, row) in &policy.document.alarms {
                let Some(since) = alarm::counts_since(&policy, row, self.now()) else { continue };
                self.store.forget_old_sightings(&product, name, since)?;
                for (who, count) in self.store.unraised(&product, name, since, row.at)? {
                    let sighting = Sighting { alarm: name.clone(), who, of: Vec::new(), since };
                    self.raise_alarm(&product, &sighting, count)?;
                }
            }
        }
        Ok(())
    }

    /// A sign-in after which the account is locked: refused before anything is compared.
    pub(crate) fn within_tries(&self, scene: &Scene, actor: &Actor, done: &Done) -> Result<(), Error> {
        let passed = |(sighting, count): &&(Sighting, u64)| alarm::is_passed(&done.policy, &sighting.alarm, *count);
        let Some((sighting, count)) = done.counted.iter().find(passed) else { return Ok(()) };
        self.raise_alarm(&scene.product, sighting, *count)?;
        let refusal = Refusal::by(policy::rows::path("alarm", &sighting.alarm), Code::Suspended, Remedy::Wait);
        let mut entry = Entry::of(&done.policy, &self.moment()?, actor, "verify").refused(&refusal);
        entry.subject = done.entry.subject;
        Err(self.refuse(scene, refusal, entry)?)
    }

    /// A password was compared: a right one ends the counting, the last wrong one locks the account.
    pub(crate) fn answered(&self, product: &Name, done: &Done, right: bool) -> Result<(), Error> {
        for (sighting, count) in &done.counted {
            if !alarm::waits_for_answer(&done.policy, &sighting.alarm) {
                continue;
            }
            if right {
                self.store.forget_sightings(product, &sighting.alarm, &sighting.who)?;
            } else if alarm::is_reached(&done.policy, &sighting.alarm, *count) {
                self.raise_alarm(product, sighting, *count)?;
            }
        }
        Ok(())
    }

    /// Every alert, the oldest first, and whether somebody has looked into it.
    ///
    /// # Errors
    /// [`Error::NoProduct`] if no version is in force; [`Error::Store`] if the store fails.
    pub fn alerts(&self, product: &Name) -> Result<Vec<Alerted>, Error> {
        let policy = self.policy(product)?;
        // Who asks hears of what the worker has not raised yet.
        self.raise_tripped(&policy)?;
        let register = self.store.load_register(own_cell(product))?;
        let duties = duty::duties_at(&policy, &register, &BTreeSet::new(), self.now());
        let planted = self.planted(product)?;
        let alerted = |(alert, file): (Alert, AlertFile)| {
            let thing = thing(alert);
            let row = policy.document.alarms.get(&file.alarm).filter(|_| file.tripped.is_none());
            let duty = row.and_then(|row| row.duty.clone());
            let state = duties.iter().find(|state| Some(&state.promise) == duty.as_ref());
            let about = About::Thing(thing.clone());
            let entry = state.and_then(|state| state.entries.iter().find(|entry| entry.about == about));
            let proved = entry.is_some_and(|entry| entry.standing.open().is_none());
            // A tripwire that was opened is known: who has looked into it takes it up.
            let taken_up =
                |tripped: &Tripped| !tripped.records.iter().any(|record| planted.contains(&(tripped.cell, *record)));
            let looked_into = file.tripped.as_ref().map_or(proved, taken_up);
            Alerted { alert, file, thing, duty, looked_into }
        };
        Ok(self.store.list_alerts(product)?.into_iter().map(alerted).collect())
    }

    /// Keeps a recipient or people out, from now on.
    ///
    /// # Errors
    /// [`Error::Refused`] with the reason.
    pub fn suspend(&self, product: &Name, request: &Suspend) -> Result<Recorded, Error> {
        self.record(product, Tenant::None, Wanted::default(), |policy, facts, moment| {
            suspend::decide(policy, facts, request, moment)
        })
    }

    /// Lets in again whom a suspension keeps out.
    ///
    /// # Errors
    /// [`Error::Refused`] with the reason.
    pub fn resume_suspended(&self, product: &Name, request: &Resume) -> Result<Recorded, Error> {
        let found = self.store.suspension(product, request.suspension)?;
        self.record(product, Tenant::None, Wanted::default(), |policy, _, moment: &Moment| {
            suspend::decide_resume(policy, found.as_ref(), request, moment)
        })
    }

    /// Every suspension, those included that are over.
    ///
    /// # Errors
    /// [`Error::Store`] if the store fails.
    pub fn suspensions(&self, product: &Name) -> Result<Vec<SuspensionFact>, Error> {
        Ok(self.store.list_suspensions(product)?)
    }
}
