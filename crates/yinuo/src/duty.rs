//! Duties and offices: entered, and how they stood on any day.

use crate::acts::{Recorded, Tenant};
use crate::engine::{Engine, own_cell};
use crate::error::Error;
use jiff::Timestamp;
use life::access::is_live;
use life::duty::{self, Appoint, Call, DutyState, OfficeState, Prove, Reported};
use life::reference::Subject;
use policy::{Name, Policy};
use std::collections::BTreeSet;
use store::Wanted;

/// How the register stood.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Standings {
    /// Every duty of the policy.
    pub duties: Vec<DutyState>,
    /// Every office that answers for something.
    pub offices: Vec<OfficeState>,
}

impl Engine {
    /// Enters that a duty was done.
    ///
    /// # Errors
    /// [`Error::Refused`] with the reason.
    pub fn prove_duty(&self, product: &Name, request: &Prove) -> Result<Recorded, Error> {
        let wanted = Wanted::default();
        self.record(product, Tenant::None, wanted, |policy, _, moment| duty::decide_prove(policy, request, moment))
    }

    /// Enters that a duty has to be done.
    ///
    /// # Errors
    /// [`Error::Refused`] with the reason.
    pub fn call_duty(&self, product: &Name, request: &Call) -> Result<Recorded, Error> {
        let wanted = Wanted::default();
        self.record(product, Tenant::None, wanted, |policy, _, moment| duty::decide_call(policy, request, moment))
    }

    /// Enters who holds an office, from and until.
    ///
    /// # Errors
    /// [`Error::Refused`] with the reason.
    pub fn appoint(&self, product: &Name, request: &Appoint) -> Result<Recorded, Error> {
        let wanted = Wanted::default();
        self.record(product, Tenant::None, wanted, |policy, _, moment| duty::decide_appoint(policy, request, moment))
    }

    /// How every duty and every office stood at `at`, by the version in force then.
    ///
    /// # Errors
    /// [`Error::NoProduct`] if no version was in force; [`Error::Store`] if the store fails.
    pub fn register(&self, product: &Name, at: Timestamp) -> Result<Standings, Error> {
        let policy = self.policy_at(product, at)?;
        let register = self.store.load_register(own_cell(product))?;
        let duties = duty::duties_at(&policy, &register, &self.readers(product, &policy, at)?, at);
        Ok(Standings { duties, offices: duty::offices_at(&policy, &register, at) })
    }

    /// How every duty stood at the end of a period, and every proof that was in force in it.
    ///
    /// # Errors
    /// [`Error::NoProduct`] if no version was in force at its end; [`Error::Store`] if the store fails.
    pub fn duty_report(&self, product: &Name, from: Timestamp, until: Timestamp) -> Result<Vec<Reported>, Error> {
        let policy = self.policy_at(product, until)?;
        let register = self.store.load_register(own_cell(product))?;
        Ok(duty::report(&policy, &register, &self.readers(product, &policy, until)?, (from, until)))
    }

    /// The people who held a grant at `at`.
    fn readers(&self, product: &Name, policy: &Policy, at: Timestamp) -> Result<BTreeSet<Subject>, Error> {
        let grants = self.store.list_grants(product)?;
        Ok(grants.iter().filter(|grant| is_live(policy, grant, at)).map(|grant| grant.file.person).collect())
    }
}
