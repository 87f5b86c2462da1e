//! Export: everything that is held of a person, to her; everything that a tenant holds, to its administrator.

use crate::account::{administers, administrators};
use crate::actor::{Actor, Capacity, Moment};
use crate::code::Code;
use crate::entry::Entry;
use crate::facts::{AccountState, Facts, RecordFact, TenantState};
use crate::guard::factor;
use crate::permit::{Opening, Permit};
use crate::plan::{Decision, Plan, decided};
use crate::reference::{Holder, Subject};
use crate::refusal::{Refusal, Remedy};
use crate::retain;
use jiff::Timestamp;
use policy::rows::Keep;
use policy::{Form, Name, Policy};

/// One export holds fewer records than this: as many as are loaded for one decision.
pub const RECORDS_MAX: usize = 10_000;

/// Whose data somebody wants exported.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Whose {
    /// A person's own.
    Of(Subject),
    /// What the tenant holds.
    Tenant,
}

/// An export that somebody wants.
#[derive(Debug, Clone)]
pub struct Export {
    /// Who acts.
    pub actor: Actor,
    /// Whose data.
    pub whose: Whose,
}

/// Decides whether the loaded records may be exported: a person's to herself, a tenant's to its administrator,
/// also while it is suspended.
///
/// Left out are hashed values, which nobody can read, and what one purpose alone may still read.
/// Refusals in order: no such tenant, a stranger (`tenant_denied`); a cancelled tenant or account
/// (`account_disabled`); without authority (`actor_denied`); more than one export holds (`too_large`); staff
/// without a second factor (`second_factor_required`).
#[must_use]
pub fn decide(policy: &Policy, facts: &Facts, request: &Export, moment: &Moment) -> Decision {
    let mut entry = Entry::of(policy, moment, &request.actor, "export");
    if let Whose::Of(subject) = request.whose {
        entry.subject = Some(subject);
    }
    let promise = promise(policy);
    decided(
        match check(policy, facts, request, &promise)
            .and_then(|()| factor::proven(policy, facts, &request.actor, moment.now))
        {
            Err(refusal) => Err((refusal, entry)),
            // ---- nothing is refused below this line ----
            Ok(()) => {
                let holder = match request.whose {
                    Whose::Of(subject) => Holder(subject.0),
                    Whose::Tenant => Holder(facts.cell.0),
                };
                let held: Vec<&RecordFact> = facts.records.iter().filter(|record| record.holder == holder).collect();
                entry.records = held.iter().map(|record| record.record).collect();
                entry.promise = Some(promise.clone());
                let openings = held.iter().flat_map(|record| open(policy, facts, record, moment.now)).collect();
                let mut plan = Plan::resting_on(facts.rests_on.clone(), entry);
                plan.permit = Some(Permit::new(promise, moment.now, openings));
                Ok(plan)
            }
        },
    )
}

/// The promise to export, or that to show.
fn promise(policy: &Policy) -> Name {
    let rights = ["export", "access"];
    let named = rights.into_iter().find(|right| policy.document.rights.contains_key(*right));
    policy::rows::path("right", named.unwrap_or("access"))
}

fn check(policy: &Policy, facts: &Facts, request: &Export, promise: &Name) -> Result<(), Refusal> {
    let by = |code, remedy| Err(Refusal::by(promise.clone(), code, remedy));
    if policy.has_tenants() {
        match facts.tenant {
            None => return by(Code::TenantDenied, Remedy::NameTenant),
            Some(TenantState::Cancelled | TenantState::Ended) => return by(Code::AccountDisabled, Remedy::Nothing),
            Some(TenantState::Active | TenantState::Suspended) => {}
        }
    }
    if request.actor.capacity == Capacity::Subject {
        match facts.account(request.actor.subject) {
            None => return by(Code::TenantDenied, Remedy::NameTenant),
            Some(AccountState::Open) => {}
            Some(_) => return by(Code::AccountDisabled, Remedy::Nothing),
        }
    }
    match request.whose {
        Whose::Of(subject) if request.actor.capacity == Capacity::Subject && request.actor.subject == Some(subject) => {
        }
        Whose::Of(_) => return by(Code::ActorDenied, Remedy::ActAs(vec![Name::from("subject")])),
        Whose::Tenant if administers(policy, facts, &request.actor) => {}
        Whose::Tenant => return by(Code::ActorDenied, administrators(policy)),
    }
    // Never a part for the whole.
    if facts.records.len() < RECORDS_MAX { Ok(()) } else { by(Code::TooLarge, Remedy::Nothing) }
}

/// Every readable value of a record, in clear, through the rules that no duty has for itself.
fn open(policy: &Policy, facts: &Facts, record: &RecordFact, now: Timestamp) -> Vec<Opening> {
    let shared = |rule: &Name| policy.end(rule).is_some_and(|end| end.only_for.is_none());
    let readable = record.items.keys().filter(|item| policy.keep(item) != Keep::Hashed);
    let opening = |item: &Name| {
        let slots = retain::running(policy, facts, record, item, now).filter(|slot| shared(&slot.rule));
        let rules: Vec<Name> = slots.map(|slot| slot.rule.clone()).collect();
        let opening = Opening { record: record.record, item: item.clone(), form: Form::Clear, rules };
        (!opening.rules.is_empty()).then_some(opening)
    };
    readable.filter_map(opening).collect()
}
