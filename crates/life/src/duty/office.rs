//! Who holds which office, from and until.

use super::Register;
use crate::actor::{Actor, Capacity, Moment};
use crate::change::Change;
use crate::code::Code;
use crate::entry::Entry;
use crate::plan::{Decision, Plan, decided};
use crate::reference::Subject;
use crate::refusal::{Refusal, Remedy};
use jiff::Timestamp;
use policy::rows::path;
use policy::{Name, Policy};
use std::collections::BTreeSet;

/// Somebody's time in an office.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Office {
    /// Which role, without `role.`.
    pub role: Name,
    /// Who, by random reference.
    pub holder: Subject,
    /// From when.
    pub from: Timestamp,
    /// Until when, not included; further notice, where there is none.
    pub until: Option<Timestamp>,
}

/// How an office stood.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OfficeState {
    /// Its role: `role.name`.
    pub promise: Name,
    /// Who held it.
    pub holders: Vec<Subject>,
    /// `duty_open`, where nobody did.
    pub open: Option<Code>,
}

/// Somebody takes or leaves an office.
#[derive(Debug, Clone)]
pub struct Appoint {
    /// Who enters it.
    pub actor: Actor,
    /// Which role, without `role.`.
    pub role: Name,
    /// Who.
    pub holder: Subject,
    /// From when.
    pub from: Timestamp,
    /// Until when, not included.
    pub until: Option<Timestamp>,
}

/// Decides whether it may be entered who holds an office: by staff, for a role of the policy.
#[must_use]
pub fn decide_appoint(policy: &Policy, request: &Appoint, moment: &Moment) -> Decision {
    let mut entry = Entry::of(policy, moment, &request.actor, "office");
    let promise = path("role", &request.role);
    let by = |code, remedy| Refusal::by(promise.clone(), code, remedy);
    let checked = if !policy.document.roles.contains_key(&request.role) {
        Err(Refusal::gap(Code::UndeclaredField, &request.role))
    } else if request.actor.capacity != Capacity::Staff {
        Err(by(Code::ActorDenied, Remedy::ActAs(vec![Name::from("staff")])))
    } else if request.until.is_some_and(|until| until <= request.from) {
        Err(by(Code::Malformed, Remedy::Correct("until".into())).about("until"))
    } else {
        Ok(())
    };
    decided(match checked {
        Err(refusal) => Err((refusal, entry)),
        // ---- nothing is refused below this line ----
        Ok(()) => {
            entry.promise = Some(promise.clone());
            entry.subject = Some(request.holder);
            let mut plan = Plan::resting_on(Vec::new(), entry);
            let (role, holder) = (request.role.clone(), request.holder);
            plan.push_replayed(&promise, Change::Appoint { role, holder, from: request.from, until: request.until });
            Ok(plan)
        }
    })
}

/// How every office stood at `at`: those that a contact is answered by, and those that own a duty.
#[must_use]
pub fn offices_at(policy: &Policy, register: &Register, at: Timestamp) -> Vec<OfficeState> {
    let answering = policy.document.contacts.values().filter_map(|row| row.by.as_ref());
    let owning = policy.document.duties.values().filter_map(|row| row.owner.as_ref());
    let roles: BTreeSet<&str> = answering.chain(owning).filter_map(|role| role.strip_prefix("role.")).collect();
    let of = |role: &str| {
        let held = register.offices.iter().filter(|office| office.role == role);
        let holders: Vec<Subject> = held
            .filter(|office| office.from <= at && office.until.is_none_or(|until| at < until))
            .map(|office| office.holder)
            .collect();
        let open = holders.is_empty().then_some(Code::DutyOpen);
        OfficeState { promise: path("role", role), holders, open }
    };
    roles.into_iter().map(of).collect()
}
