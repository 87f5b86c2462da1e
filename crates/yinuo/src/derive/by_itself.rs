//! Sets that are made by themselves, of what came in, and the list of all that are kept.

use super::making::{Making, PAGE, Why};
use crate::engine::Engine;
use crate::error::Error;
use crate::shell::Scene;
use jiff::Timestamp;
use life::derive::{self, Derive, Weighed, prompt};
use life::facts::Facts;
use life::reference::{Cell, Record, Set};
use life::{Moment, Plan};
use policy::{Name, Policy};
use store::{DueRow, ListedSet, SetOf, Wanted};

impl Engine {
    /// Makes the set that is due of what came in from `from` until it fell due, and the work is done; both or neither.
    ///
    /// # Errors
    /// [`Error`] if the store or the keys fail; nothing is left of the set then.
    pub(crate) fn derive_by_itself(
        &self,
        product: &Name,
        row: &DueRow,
        derived: &Name,
        from: Timestamp,
    ) -> Result<(), Error> {
        let cell = row.cell;
        let policy = self.policy_at(product, self.now())?;
        let request = prompt::request(&policy, derived);
        let place = (cell, Some(derived), derive::ways(&policy, &request));
        let mut making = Making::new(self, &policy, Why::Asked(&request), place)?;
        let set = making.set;
        let scene = Scene { product: product.clone(), cell, named: true, wanted: Wanted::default() };
        let done = making.take_in(&request, (from, row.at)).and_then(|()| {
            let _turn = self.weighing();
            let weighed = making.hold_back(derived)?;
            let decide = |policy: &Policy, facts: &Facts, moment: &Moment| {
                prompt::decide(policy, facts, (&row.work, row.at), (set, &weighed), moment)
            };
            let remember = |policy: &Policy, plan: &Plan, _: &Moment| making.remember(policy, plan, derived);
            self.carry_out(&scene, decide, remember)
        });
        if done.as_ref().map_or(true, |done| done.entry.set.is_none()) {
            self.store.drop_set(cell, set)?;
        }
        done.map(|_| ())
    }

    /// The sets of a cell that are kept, the newest first, before `before`.
    ///
    /// # Errors
    /// [`Error::Store`] if the store fails.
    pub fn sets(&self, cell: Cell, before: Option<Set>, most: u32) -> Result<Vec<ListedSet>, Error> {
        Ok(self.store.list_sets(cell, before, most)?)
    }
}

impl Making<'_> {
    /// Every record that came in and has something of the set, a page at a time.
    fn take_in(&mut self, request: &Derive, came_in: (Timestamp, Timestamp)) -> Result<(), Error> {
        for kind in derive::kinds(self.policy, request) {
            let mut after: Option<Record> = None;
            loop {
                let page = self.engine.store.list_came_in(self.cell, &kind, came_in, after, PAGE)?;
                let Some(last) = page.last().copied() else { break };
                self.work_page(page)?;
                after = Some(last);
            }
        }
        Ok(())
    }

    /// What is left when nobody is in it who would be one of too few.
    pub(super) fn hold_back(&self, derived: &Name) -> Result<Weighed, Error> {
        let group = derive::group(self.policy, derived);
        let store = &self.engine.store;
        // First the rows that too few share: who has other rows besides stays in the set by those.
        let rare = store.leave_out_few(self.cell, self.set, group)?;
        self.join_people()?;
        let of = SetOf { shape: self.shape.clone(), span: self.weighed.span };
        let left_out = rare + store.hold_back(self.cell, self.set, of, group)?;
        let weighed = self.weigh(derived)?;
        Ok(Weighed { left_out: left_out + weighed.left_out, ..weighed })
    }
}
