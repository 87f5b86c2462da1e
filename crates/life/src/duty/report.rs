//! What the register says of a period.

use super::{DutyState, Proof, Register, duties_at};
use crate::reference::Subject;
use jiff::Timestamp;
use policy::Policy;
use std::collections::BTreeSet;

/// What the register says of one duty over a period.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reported {
    /// How it stood at the end of the period.
    pub state: DutyState,
    /// The proofs that were in force at some time of it, in their order.
    pub in_force: Vec<Proof>,
}

/// How every duty stood at `until`, and what was in force of it from `from` on, as far as it was entered by then.
#[must_use]
pub fn report(
    policy: &Policy,
    register: &Register,
    readers: &BTreeSet<Subject>,
    (from, until): (Timestamp, Timestamp),
) -> Vec<Reported> {
    let states = duties_at(policy, register, readers, until);
    let of = |state: DutyState| {
        let duty = state.promise.strip_prefix("duty.").unwrap_or_default();
        let known = register.proofs.iter().filter(|proof| proof.duty == duty && proof.entered_at <= until);
        let mut known: Vec<&Proof> = known.filter(|proof| proof.done_at <= until).collect();
        known.sort_by_key(|proof| (proof.done_at, proof.entered_at));
        let ends = |at: usize, proof: &Proof| {
            let next = known.iter().skip(at.saturating_add(1)).find(|later| later.about == proof.about);
            next.map(|later| later.done_at).into_iter().chain(proof.review_at).min()
        };
        let stood = known.iter().enumerate().filter(|(at, proof)| ends(*at, proof).is_none_or(|end| from < end));
        Reported { in_force: stood.map(|(_, proof)| (*proof).clone()).collect(), state }
    };
    states.into_iter().map(of).collect()
}
