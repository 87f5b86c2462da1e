//! Use: the rows of a set that is kept.

use super::{SetFact, may_use};
use crate::actor::{Actor, Moment};
use crate::code::Code;
use crate::entry::Entry;
use crate::facts::Facts;
use crate::guard::factor;
use crate::permit::Permit;
use crate::plan::{Decision, Plan, decided};
use crate::reference::Set;
use crate::refusal::{Refusal, Remedy};
use policy::rows::{Basis, path};
use policy::{Name, Policy};

/// Rows of a set that somebody wants to use.
#[derive(Debug, Clone)]
pub struct UseSet {
    /// Who acts.
    pub actor: Actor,
    /// Why.
    pub purpose: Name,
    /// Which set.
    pub set: Set,
    /// Whether it is asked whose the rows are.
    pub whose: bool,
}

/// Whether somebody in the set is leaving it: her account, or a purpose of the set that rests on her consent.
fn leaving(policy: &Policy, fact: &SetFact) -> bool {
    let rests = |purpose: &Name| policy.document.purposes.get(purpose).is_some_and(|row| row.basis == Basis::Consent);
    let purposes = policy.document.derived.get(&fact.derived).map(|row| row.purposes.as_slice()).unwrap_or_default();
    fact.leaving || fact.withdrawn.iter().any(|purpose| purposes.contains(purpose) && rests(purpose))
}

/// Decides whether the rows of a set may be used: by the roles and for the purposes that it is made for, by nobody while
/// somebody in it is leaving; and whose they are is told to nobody.
///
/// Refusals in order: no such set (`not_found`); as [`may_begin`] of purpose and actor; staff without a second
/// factor (`second_factor_required`); whose the rows are
/// (`reidentification_denied`); somebody is leaving (`restricted`).
#[must_use]
pub fn decide_use(
    policy: &Policy,
    facts: &Facts,
    fact: Option<&SetFact>,
    request: &UseSet,
    moment: &Moment,
) -> Decision {
    let mut entry = Entry::of(policy, moment, &request.actor, "read");
    entry.purpose = policy.document.purposes.get_key_value(&request.purpose).map(|(name, _)| name.clone());
    entry.set = Some(request.set);
    let Some(fact) = fact else {
        let refusal = Refusal::by(Name::from("policy"), Code::NotFound, Remedy::Nothing);
        let entry = entry.refused(&refusal);
        return Decision::Refuse(Box::new(refusal), Box::new(entry));
    };
    let promise = path("derived", &fact.derived);
    entry.promise = Some(promise.clone());
    let by = |code, remedy| Refusal::by(promise.clone(), code, remedy);
    let verdict = may_use(policy, facts, (&request.actor, &fact.derived, &request.purpose), moment.now)
        .and_then(|()| factor::proven(policy, facts, &request.actor, moment.now))
        .and_then(|()| (!request.whose).then_some(()).ok_or_else(|| by(Code::ReidentificationDenied, Remedy::Nothing)))
        .and_then(|()| (!leaving(policy, fact)).then_some(()).ok_or_else(|| by(Code::Restricted, Remedy::Wait)));
    decided(match verdict {
        Err(refusal) => Err((refusal, entry)),
        // ---- nothing is refused below this line ----
        Ok(()) => {
            let mut plan = Plan::resting_on(facts.rests_on.clone(), entry);
            plan.permit = Some(Permit::new(request.purpose.clone(), moment.now, Vec::new()));
            Ok(plan)
        }
    })
}
