//! Counting: how often functions are used, with nothing about who uses them.

use crate::acts::{Recorded, Tenant};
use crate::engine::Engine;
use crate::error::Error;
use jiff::civil::Date;
use life::derive::count::{self, Count, Counted};
use life::reference::Cell;
use policy::Name;
use store::Wanted;

impl Engine {
    /// Counts one use of a function.
    ///
    /// # Errors
    /// [`Error::Refused`] with the reason.
    pub fn count_use(&self, product: &Name, tenant: Tenant, request: &Count) -> Result<Recorded, Error> {
        let wanted = Wanted { actor: request.actor.subject, ..Wanted::default() };
        self.record(product, tenant, wanted, |policy, facts, moment| count::decide(policy, facts, request, moment))
    }

    /// The counts of a cell from `from` to `to`, both included.
    ///
    /// # Errors
    /// [`Error::Store`] if the store fails.
    pub fn counts(&self, cell: Cell, days: (Date, Date)) -> Result<Vec<(Counted, u64)>, Error> {
        Ok(self.store.list_counts(cell, days)?)
    }
}
