//! Tellings: recipients are told of an erasure, confirm it, and are held to it.

use crate::acts::{Recorded, Tenant};
use crate::engine::Engine;
use crate::error::Error;
use jiff::Timestamp;
use life::erase::leave;
use life::erase::tell;
use life::erase::telling::TellingFact;
use life::reference::{Cell, Erasure, Telling};
use policy::Name;
use store::Wanted;

/// A telling as it stands now.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Told {
    /// The telling.
    pub telling: TellingFact,
    /// Whether its time ran out and nothing is confirmed.
    pub overdue: bool,
}

impl Told {
    fn at(telling: TellingFact, now: Timestamp) -> Self {
        Self { overdue: telling.is_overdue(now), telling }
    }
}

impl Engine {
    /// Who is told of erasures in a cell, the earliest due first: those that wait, or all.
    ///
    /// # Errors
    /// [`Error::Store`] if the store fails.
    pub fn tellings(&self, cell: Cell, waiting: bool) -> Result<Vec<Told>, Error> {
        let now = self.now();
        Ok(self.store.load_tellings(cell, waiting)?.into_iter().map(|fact| Told::at(fact, now)).collect())
    }

    /// Who is told of one erasure, and who is not and why.
    ///
    /// # Errors
    /// [`Error::Store`] if the store fails.
    pub fn tellings_of(&self, cell: Cell, erasure: Erasure) -> Result<Vec<Told>, Error> {
        let now = self.now();
        Ok(self.store.load_tellings_of(cell, erasure)?.into_iter().map(|fact| Told::at(fact, now)).collect())
    }

    /// Records that a telling was sent, or that its recipient confirmed it.
    ///
    /// # Errors
    /// [`Error::Refused`] with the reason: `basis_required` without the hash of what proves it.
    pub fn follow_telling(
        &self,
        product: &Name,
        tenant: Tenant,
        which: Telling,
        request: &tell::Follow,
    ) -> Result<Recorded, Error> {
        let wanted = Wanted { actor: request.actor.subject, telling: Some(which), ..Wanted::default() };
        self.record(product, tenant, wanted, |policy, facts, moment| tell::decide(policy, facts, request, moment))
    }

    /// Puts an authorisation on file that a person gave a recipient by herself: it is asked nothing when she has her data
    /// erased.
    ///
    /// # Errors
    /// [`Error::Refused`] with the reason: `basis_required` without the hash of a copy.
    pub fn file_leave(&self, product: &Name, tenant: Tenant, request: &leave::File) -> Result<Recorded, Error> {
        let wanted = Wanted { subject: Some(request.subject), actor: request.actor.subject, ..Wanted::default() };
        self.record(product, tenant, wanted, |policy, facts, moment| leave::decide(policy, facts, request, moment))
    }
}
