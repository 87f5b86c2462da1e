//! Versions: may this text follow the one that is in force?
//!
//! Promises: what the version in force promises to keep is not taken away by publishing another; data that it treats as
//! sensitive is treated otherwise, and a grade is lowered, only once two people of the company approved it; a period that it
//! gives a reason for grows only with another reason. Does not promise: that a reason is a good one.

use crate::actor::{Actor, Capacity};
use policy::Policy;
use policy::diff::{Needs, Refusal, diff};

/// What stands against publishing `coming` after `before`, but for what two people in `approved` have agreed to.
#[must_use]
pub fn against(before: &Policy, coming: &Policy, approved: &[Actor]) -> Vec<Refusal> {
    let refusals = diff(&before.document, &coming.document, None).refusals;
    let healed = |refusal: &Refusal| refusal.needs == Needs::TwoApprovals && are_two(approved);
    refusals.into_iter().filter(|refusal| !healed(refusal)).collect()
}

/// Two people of the company, each known by a reference of her own.
fn are_two(approved: &[Actor]) -> bool {
    let mut people =
        approved.iter().filter(|actor| actor.capacity == Capacity::Staff).filter_map(|actor| actor.subject);
    let first = people.next();
    first.is_some() && people.any(|subject| Some(subject) != first)
}
