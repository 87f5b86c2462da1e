//! Sets that are made by themselves, of what came in, and the list of all that are kept.

use super::{Making, PAGE, Why};
use crate::engine::Engine;
use crate::error::Error;
use crate::shell::{Scene, nothing};
use jiff::Timestamp;
use life::Moment;
use life::derive::{self, Derive, Weighed, prompt};
use life::facts::Facts;
use life::reference::{Cell, Record, Set};
use policy::rows::Transform;
use policy::{Name, Policy};
use store::{DueRow, ListedSet, Wanted};

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
        let by = policy.document.derived.get(derived).map(|row| row.by);
        let mut making = Making {
            linked: by == Some(Transform::Deidentify),
            ..Making::new(self, &policy, Why::Asked(&request), (cell, derive::ways(&policy, &request)))?
        };
        let set = making.set;
        let scene = Scene { product: product.clone(), cell, named: true, wanted: Wanted::default() };
        let done =
            making.take_in(&request, (from, row.at)).and_then(|()| making.hold_back(by, derived)).and_then(|weighed| {
                let decide = |policy: &Policy, facts: &Facts, moment: &Moment| {
                    prompt::decide(policy, facts, (&row.work, row.at), (set, &weighed), moment)
                };
                self.carry_out(&scene, decide, nothing)
            });
        if done.as_ref().map_or(true, |done| done.entry.set.is_none()) {
            self.store.drop_set(cell, set)?;
            return done.map(|_| ());
        }
        making.remember(product, derived)
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
    pub(super) fn hold_back(&self, by: Option<Transform>, derived: &Name) -> Result<Weighed, Error> {
        let group = derive::group(self.policy, derived);
        let store = &self.engine.store;
        // First the rows that too few share: who has other rows besides stays in the set by those.
        let rare = store.leave_out_few(self.cell, self.set, group)?;
        self.join_people(by)?;
        let left_out = rare + store.hold_back(self.cell, self.set, self.of(derived), group)?;
        let weighed = self.weigh(by, derived)?;
        Ok(Weighed { left_out: left_out + weighed.left_out, ..weighed })
    }
}
