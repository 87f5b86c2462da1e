//! Count: how often a function was used on a day, with nothing about who used it.
//!
//! What is given names the function and no more. Anything else is refused, whatever it says, and is not on record.

use crate::actor::{Actor, Capacity, Moment};
use crate::change::Change;
use crate::code::Code;
use crate::entry::Entry;
use crate::facts::{Facts, TenantState};
use crate::plan::{Decision, Plan, decided};
use crate::refusal::{Refusal, Remedy};
use jiff::civil::Date;
use policy::rows::path;
use policy::{Name, Policy};
use serde::{Deserialize, Serialize};

/// One use that is to be counted.
#[derive(Debug, Clone)]
pub struct Count {
    /// Who counts: a service of the product, and nobody in person.
    pub actor: Actor,
    /// Under which row of the policy, without `derived.`.
    pub derived: Name,
    /// Which function was used.
    pub function: Name,
    /// What else was given, by field: there ought to be nothing.
    pub fields: Vec<String>,
}

/// One use more on a day.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Counted {
    /// Under which row of the policy, without `derived.`.
    pub derived: Name,
    /// Which function.
    pub function: Name,
    /// On which day, in the policy's zone.
    pub day: Date,
}

/// The rows of the policy under which uses are counted, by path: none of the counts is linked to anybody.
#[must_use]
pub fn kept(policy: &Policy) -> Vec<Name> {
    let counting = policy.document.derived.iter().filter(|(_, row)| !row.counts.is_empty());
    counting.map(|(name, _)| path("derived", name)).collect()
}

/// Decides whether the use is counted.
///
/// Refusals in order: no such row or function, another field than the function, a person as the actor
/// (`undeclared_field`); no such tenant, or one that is not active (`tenant_denied`, `account_disabled`); somebody else
/// than a service (`actor_denied`).
#[must_use]
pub fn decide(policy: &Policy, facts: &Facts, request: &Count, moment: &Moment) -> Decision {
    // Who counts in person is refused, and it is on record that she tried, as of any act; not which function she meant.
    let mut entry = Entry::of(policy, moment, &request.actor, "count");
    decided(match check(policy, facts, request) {
        Err(refusal) => Err((refusal, entry)),
        // ---- nothing is refused below this line ----
        Ok(()) => {
            let promise = path("derived", &request.derived);
            entry.promise = Some(promise.clone());
            entry.about = Some(request.function.clone());
            let mut plan = Plan::resting_on(facts.rests_on.clone(), entry);
            let (derived, function) = (request.derived.clone(), request.function.clone());
            let day = moment.now.to_zoned(policy.zone.clone()).date();
            plan.push(&promise, Change::Count(Counted { derived, function, day }));
            Ok(plan)
        }
    })
}

fn check(policy: &Policy, facts: &Facts, request: &Count) -> Result<(), Refusal> {
    let undeclared = |field: &str| Err(Refusal::gap(Code::UndeclaredField, field));
    // What stands in a field is not repeated: it may be about somebody.
    let Some(row) = policy.document.derived.get(&request.derived) else { return undeclared("derived") };
    if !row.counts.contains_key(&request.function) {
        return undeclared("function");
    }
    if let Some(field) = request.fields.first() {
        return undeclared(field);
    }
    if request.actor.subject.is_some() {
        return undeclared("actor.subject");
    }
    let by = |code, remedy| Err(Refusal::by(path("derived", &request.derived), code, remedy));
    match facts.tenant {
        None if policy.has_tenants() => return by(Code::TenantDenied, Remedy::NameTenant),
        None | Some(TenantState::Active) => {}
        Some(_) => return by(Code::AccountDisabled, Remedy::BeginAgain),
    }
    match request.actor.capacity {
        Capacity::Service => Ok(()),
        _ => by(Code::ActorDenied, Remedy::ActAs(vec![Name::from("service")])),
    }
}
