//! Retain: which rules lock a value, what keeps it, and what falls due when something happens.

pub mod another;
mod event;
pub mod hold;
mod keep;
mod live;
mod lock;
mod owed;
pub mod raise;
mod relock;
#[cfg(test)]
mod tests;

pub(crate) use event::{Back, Happens, plan_activity_closed, plan_event, plan_taken_back, sweeps_at};
pub use event::{decide_happened, gone_by};
pub use keep::{Kept, kept};
pub(crate) use keep::{leave_to_law, replace};
pub use live::is_going;
pub(crate) use live::{For, Opened, is_alive, kept_apart, opening, running};
pub(crate) use lock::{Fresh, groups, lock_open, plan_terms};
pub use owed::{Lapse, Set, owed};
pub use relock::decide as decide_relock;
pub(crate) use relock::kinds_under;

use crate::facts::Facts;
use crate::permit::{Opening, Permit};
use jiff::Timestamp;
use policy::rows::Keep;
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
    let openings = openings(policy, facts, now, |item| policy.can_find(item));
    Permit::new(Name::from("restore"), now, openings)
}

/// Leave to look for the sealed values of the loaded records in the installation's own files: the vault gives none.
pub fn permit_search(policy: &Policy, facts: &Facts, now: Timestamp) -> Permit {
    let openings = openings(policy, facts, now, |item| policy.keep(item) == Keep::Sealed);
    Permit::new(Name::from("doctor"), now, openings)
}

/// The opening of every value that is still kept and that `picks` takes, in no form that leaves the vault.
fn openings(policy: &Policy, facts: &Facts, now: Timestamp, picks: impl Fn(&Name) -> bool) -> Vec<Opening> {
    let mut openings = Vec::new();
    for record in &facts.records {
        for item in record.items.keys().filter(|item| picks(item)) {
            let slots = running(policy, facts, record, item, now);
            let rules: Vec<Name> = slots.map(|slot| slot.rule.clone()).collect();
            if !rules.is_empty() {
                openings.push(Opening { record: record.record, item: item.clone(), form: Form::Hashed, rules });
            }
        }
    }
    openings
}
