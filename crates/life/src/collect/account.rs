//! What a capture does that opens an account.

use super::Collect;
use crate::actor::Capacity;
use crate::answer;
use crate::change::Shown;
use crate::code::Code;
use crate::facts::{AccountState, Facts};
use crate::reference::Holder;
use crate::refusal::{Refusal, Remedy};
use policy::{Gate, Name, Policy};

/// An account that was closed does not open again, and nobody opens one that is another's.
pub(super) fn begins(facts: &Facts, request: &Collect, gate: &Gate) -> Result<(), Refusal> {
    let own = request.actor.capacity == Capacity::Subject && request.actor.subject == request.subject;
    let by = |code, remedy| Err(Refusal::by(gate.promise.clone(), code, remedy));
    match facts.account(request.subject) {
        Some(AccountState::Cancelled) => by(Code::AccountDisabled, Remedy::BeginAgain),
        Some(AccountState::Open) if request.accepts.is_some() && !own => {
            by(Code::ActorDenied, Remedy::ActAs(vec![Name::from("subject")]))
        }
        _ => Ok(()),
    }
}

/// Where the policy takes use for acceptance: what the person was shown, who opens her account without another act.
pub(super) fn accepted_by_use(policy: &Policy, facts: &Facts, request: &Collect) -> Option<Shown> {
    let subject = request.subject.filter(|subject| facts.account(Some(*subject)).is_none())?;
    let told = facts.answer(Holder(subject.0), answer::POLICY)?.told()?;
    policy.accepted_by_use().then(|| answer::by_use(told.clone()))
}
