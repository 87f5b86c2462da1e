//! Sets whose numbers are blurred: counted by people, blurred in memory, and spent with the commit that keeps them.
//!
//! The numbers themselves are in no file and no log: what was staged to count them goes before the set is kept.

use super::Made;
use super::making::{Making, fresh_row};
use crate::engine::Engine;
use crate::error::Error;
use crate::keeping::suite;
use crate::shell::Scene;
use ::noise::{Loss, blur, ready};
use life::derive::noise::{self, groups};
use life::derive::{self, Derive, SetRow, Weighed};
use life::facts::Facts;
use life::{Moment, Plan};
use policy::Policy;
use policy::rows::{Epsilon, Noise};
use store::Captured;
use vault::GivenSet;

/// What a release spent of the budget of its statistic.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Blurred {
    /// The privacy loss of this release.
    pub epsilon: Epsilon,
    /// What is left of the budget.
    pub left: Epsilon,
}

impl Engine {
    /// One release: it is spent whether or not anybody reads it.
    pub(super) fn blur(
        &self,
        scene: &Scene,
        mut making: Making<'_>,
        (request, noise): (&Derive, &Noise),
    ) -> Result<Made, Error> {
        ready()?;
        let set = making.set;
        let made = making.blur(request, noise).and_then(|rows| {
            let decide = |policy: &Policy, facts: &Facts, moment: &Moment| {
                derive::decide(policy, facts, request, (set, &Weighed::default()), moment)
            };
            // What is spent is remembered before it is kept: a restore never gives it back.
            let remember = |policy: &Policy, _: &Plan, _: &Moment| making.remember_spent(policy, request, noise);
            let done = self.carry_out(scene, decide, remember)?;
            let blurred = noise::said(&done.entry).map(|(epsilon, left)| Blurred { epsilon, left });
            Ok(Made { set, entry: done.written.entry, rows, smallest: 0, blurred })
        });
        if made.is_err() {
            self.store.drop_set(scene.cell, set)?;
        }
        made
    }
}

impl Making<'_> {
    /// Counts each group by people, blurs all counts together, and leaves the blurred ones alone.
    fn blur(&mut self, request: &Derive, noise: &Noise) -> Result<u64, Error> {
        let groups = groups(self.policy, request);
        let classes = groups
            .iter()
            .map(|group| self.class(group.iter().map(|(item, shown)| (item, shown.as_str()))))
            .collect::<Result<Vec<_>, Error>>()?;
        self.groups = Some(classes.iter().copied().collect());
        self.work_out(request)?;
        let (store, at_most) = (&self.engine.store, noise.at_most());
        let counted = store.count_bounded(self.cell, self.set, at_most)?;
        let exact: Vec<i64> = classes.iter().map(|class| counted.get(class).copied().unwrap_or(0)).collect();
        let blurred = blur(&exact, Loss { epsilon_thousandths: noise.epsilon.thousandths(), at_most })?;
        let (now, place) = (self.engine.now(), (self.cell, suite(self.policy)));
        let mut rows = Vec::with_capacity(groups.len());
        for ((group, class), count) in groups.iter().zip(classes).zip(blurred) {
            let row = fresh_row()?;
            let body = serde_json::to_vec(group).map_err(|fault| Error::Vault(fault.to_string()))?;
            let body = self.engine.vault.seal_row(now, place, (self.set, row), &body)?;
            rows.push((SetRow { row, body, count }, class));
        }
        self.engine.vault.flush()?;
        let count = rows.len() as u64;
        store.replace_rows(self.cell, self.set, rows)?;
        Ok(count)
    }

    fn remember_spent(&self, policy: &Policy, request: &Derive, noise: &Noise) -> Result<Option<Captured>, Error> {
        if policy.hash != self.policy.hash {
            return Err(Error::Conflict);
        }
        let (engine, made_at) = (self.engine, self.engine.now());
        engine.vault.remember_given(&GivenSet {
            cell: self.cell,
            set: self.set,
            derived: request.derived.clone(),
            span: (made_at, made_at),
            made_at,
            until: engine.last_copy_ends(&policy.product, made_at)?,
            shape: "{}".into(),
            members: Vec::new(),
            spent: noise.epsilon.thousandths(),
        })?;
        Ok(None)
    }
}
