//! A backup that was tried in a drill: the product itself enters how that ended.

use super::prove::again_at;
use super::{About, Called, Proof};
use crate::actor::{Actor, Moment};
use crate::change::Change;
use crate::entry::Entry;
use crate::plan::{Decision, Plan};
use policy::rows::path;
use policy::{Name, Policy};
use std::collections::BTreeMap;

/// A drill that is over.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Drill {
    /// Whether everything was restored and nothing was wrong.
    pub sound: bool,
    /// SHA-256 of what it found, 64 hexadecimal digits.
    pub digest: String,
    /// What it counted.
    pub counts: Vec<(Name, u64)>,
}

/// Decides what a drill enters: its own entry, and where `protect.backup-drill` names a duty, that it was done. After a
/// drill that failed, whatever proved the duty before proves it no more.
///
/// Nothing is refused: who may ask for a drill is the operator's.
#[must_use]
pub fn decide_drill(policy: &Policy, drill: &Drill, moment: &Moment) -> Decision {
    let mut entry = Entry::of(policy, moment, &Actor::job(), "backup");
    entry.promise = Some(Name::from("protect"));
    entry.about = Some(Name::from("drill"));
    entry.counts.clone_from(&drill.counts);
    let mut plan = Plan::resting_on(Vec::new(), entry);
    if let Some((duty, row)) = proved_by_drills(policy) {
        let (now, about) = (moment.now, About::Whole);
        let change = if drill.sound {
            let (review_at, digest) = (again_at(policy, row, now), drill.digest.clone());
            let facts = BTreeMap::new();
            Change::Prove(Proof { duty: duty.clone(), about, done_at: now, entered_at: now, review_at, digest, facts })
        } else {
            Change::Call(Called { duty: duty.clone(), about, since: Some(now), at: now })
        };
        plan.push_replayed(&path("duty", &duty), change);
    }
    Decision::Do(Box::new(plan))
}

/// The duty that drills prove, without `duty.`.
fn proved_by_drills(policy: &Policy) -> Option<(Name, &policy::rows::DutyRow)> {
    let named = policy.document.protect.as_ref()?.backup_drill.as_ref()?;
    let duty = Name::from(named.strip_prefix("duty.")?);
    let row = policy.document.duties.get(&duty)?;
    Some((duty, row))
}
