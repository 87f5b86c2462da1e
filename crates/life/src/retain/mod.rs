//! Retain: which rules lock a value, what keeps it, and what falls due when something happens.

pub mod another;
mod event;
pub mod hold;
mod keep;
mod live;
mod lock;
pub mod raise;
mod relock;
#[cfg(test)]
mod tests;

pub(crate) use event::{Back, Happens, plan_activity_closed, plan_event, plan_taken_back, sweeps_at};
pub use event::{decide_happened, gone_by};
pub use keep::{Kept, kept};
pub(crate) use keep::{leave_to_law, replace};
pub(crate) use live::{For, Opened, is_alive, kept_apart, opening, running};
pub(crate) use lock::{Fresh, groups, lock_open, plan_terms};
pub use relock::decide as decide_relock;
pub(crate) use relock::kinds_under;

use crate::facts::Facts;
use crate::permit::{Opening, Permit};
use jiff::Timestamp;
use policy::{Form, Name, Policy};

/// How long the ledger keeps the body of an entry of `act`, and in which log; `None`: for good.
#[must_use]
pub fn log_end(policy: &Policy, act: &str, at: Timestamp) -> Option<(Name, Timestamp)> {
    let (name, log) = policy.log_of(act)?;
    let period = policy.period(&log.exactly)?;
    let end = policy::time::ends_at(at, &period, Default::default(), &policy.zone, &policy.calendar).ok()?;
    Some((name.clone(), end.at))
}

/// Leave to rebuild the blind index of the loaded records: the vault gives digests only.
pub fn permit_reindex(policy: &Policy, facts: &Facts, now: Timestamp) -> Permit {
    let openings = facts.records.iter().flat_map(|record| {
        let found = record.items.iter().filter(|(item, _)| policy.can_find(item));
        found.filter_map(|(item, _)| {
            let slots = running(policy, facts, record, item, now);
            let rules: Vec<Name> = slots.map(|slot| slot.rule.clone()).collect();
            (!rules.is_empty()).then(|| Opening {
                record: record.record,
                item: item.clone(),
                form: Form::Hashed,
                rules,
            })
        })
    });
    Permit::new(Name::from("restore"), now, openings.collect())
}
