//! Minors: what happens when one is found, and a guardian's consent.

use crate::actor::{Actor, Capacity, Moment};
use crate::change::Change;
use crate::code::Code;
use crate::entry::Entry;
use crate::erase::tell::{self, Erased};
use crate::facts::{AccountState, Facts};
use crate::plan::{Decision, Plan, decided};
use crate::reference::{Holder, Subject};
use crate::refusal::{Refusal, Remedy};
use crate::retain::{self, Happens};
use policy::rows::Discovery;
use policy::{Name, Policy};

/// A report that an account belongs to a minor, or a guardian's verified consent to it.
#[derive(Debug, Clone)]
pub struct Minor {
    /// Who acts.
    pub actor: Actor,
    /// Whose account.
    pub subject: Subject,
    /// What was found.
    pub finding: Finding,
}

/// What was found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Finding {
    /// The person is younger than the policy's age.
    UnderAge,
    /// A guardian agreed, and staff verified it.
    GuardianAgreed,
}

/// Decides what a finding does: the account is disabled and everything about the person falls due at once,
/// unless a verified guardian's consent is on file. Somebody found before she registers does not register.
#[must_use]
pub fn decide(policy: &Policy, facts: &Facts, request: &Minor, moment: &Moment) -> Decision {
    let mut entry = Entry::of(policy, moment, &request.actor, "minor");
    entry.subject = Some(request.subject);
    let promise = Name::from("minors");
    decided(match check(policy, facts, request, &promise) {
        Err(refusal) => Err((refusal, entry)),
        // ---- nothing is refused below this line ----
        Ok(on_discovery) => {
            entry.promise = Some(promise.clone());
            let mut plan = Plan::resting_on(facts.rests_on.clone(), entry);
            let (subject, at) = (request.subject, moment.now);
            let guarded = facts.person(Some(subject)).is_some_and(|person| person.guardian_agreed);
            match request.finding {
                Finding::GuardianAgreed => plan.push_replayed(&promise, Change::SetGuardian { subject, at }),
                Finding::UnderAge if guarded => {}
                Finding::UnderAge => {
                    let account = Change::SetAccount { subject, state: AccountState::Disabled, at };
                    plan.push_replayed(&promise, account);
                    if on_discovery == Discovery::DisableAndErase {
                        retain::plan_event(policy, "minor.found", at, Happens::To(Holder(subject.0)), &mut plan);
                        let whose = (Holder(subject.0), &Erased::AllOf(Holder(subject.0)));
                        tell::plan_erasure(policy, facts, whose, &promise, moment, &mut plan);
                    }
                }
            }
            Ok(plan)
        }
    })
}

fn check(policy: &Policy, facts: &Facts, request: &Minor, promise: &Name) -> Result<Discovery, Refusal> {
    let Some(row) = &policy.document.minors else {
        return Err(Refusal::gap(Code::PurposeDenied, "minors"));
    };
    let by = |code, remedy| Err(Refusal::by(promise.clone(), code, remedy));
    let may = matches!(request.actor.capacity, Capacity::Staff | Capacity::Service | Capacity::Guardian);
    let verifies = request.actor.capacity == Capacity::Staff;
    if !may || (request.finding == Finding::GuardianAgreed && !verifies) {
        return by(Code::ActorDenied, Remedy::ActAs(vec![Name::from("staff")]));
    }
    match facts.account(Some(request.subject)) {
        None if request.finding == Finding::UnderAge => Ok(row.on_discovery),
        None => by(Code::NotFound, Remedy::Nothing),
        Some(AccountState::Cancelled) => by(Code::AccountDisabled, Remedy::Nothing),
        Some(_) => Ok(row.on_discovery),
    }
}
