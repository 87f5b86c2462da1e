//! Consent: given and withdrawn, and the device's permissions. Neither is ever refused to the person herself.

use crate::actor::{Actor, Capacity, Moment};
use crate::change::{Change, Shown, Work};
use crate::code::Code;
use crate::entry::Entry;
use crate::facts::{AccountState, ConsentState, Facts};
use crate::plan::{Decision, Plan, decided};
use crate::reference::{Holder, Subject};
use crate::refusal::{Refusal, Remedy};
use crate::retain::{self, Back};
use policy::rows::{ConsentKind, Purpose, path};
use policy::{Begins, End, Name, Policy};

/// A consent given or withdrawn.
#[derive(Debug, Clone)]
pub struct SetConsent {
    /// Who acts.
    pub actor: Actor,
    /// Whose consent.
    pub subject: Subject,
    /// To which purpose.
    pub purpose: Name,
    /// Given or withdrawn.
    pub state: ConsentState,
    /// What was shown; required to give.
    pub shown: Shown,
}

/// Decides whether the consent may be recorded: by the person herself (or her guardian), for a declared
/// purpose, for one purpose at a time. A rule's path in the place of a purpose is her agreement to a longer time, where
/// the rule lets her agree to one.
#[must_use]
pub fn decide(policy: &Policy, facts: &Facts, request: &SetConsent, moment: &Moment) -> Decision {
    let mut entry = Entry::of(policy, moment, &request.actor, "consent");
    entry.subject = Some(request.subject);
    entry.purpose = policy.document.purposes.get_key_value(&request.purpose).map(|(name, _)| name.clone());
    entry.promise = entry.purpose.as_ref().map(|purpose| path("purpose", purpose));
    if let Some(rule) = longer(policy, &request.purpose) {
        entry.promise = Some(rule.clone());
    }
    let checked = check(policy, facts, request);
    decided(match checked {
        Err(refusal) => Err((refusal, entry)),
        // ---- nothing is refused below this line ----
        Ok(kind) => {
            let mut plan = Plan::resting_on(facts.rests_on.clone(), entry);
            let agreed = longer(policy, &request.purpose);
            let promise = promise_of(policy, &request.purpose);
            let change = Change::SetConsent {
                subject: request.subject,
                purpose: request.purpose.clone(),
                state: request.state,
                kind: Name::from(kind.as_str()),
                shown: request.shown.clone(),
                at: moment.now,
            };
            plan.push_replayed(&promise, change);
            if agreed.is_some() && request.state == ConsentState::Given {
                let kinds = retain::kinds_under(policy, &request.purpose);
                let work = Work::Relock { holder: Some(Holder(request.subject.0)), kinds };
                plan.push_replayed(&promise, Change::Due { at: moment.now, work, since: None });
            }
            if request.state == ConsentState::Withdrawn {
                let holder = Holder(request.subject.0);
                let purpose = &request.purpose;
                retain::plan_taken_back(policy, Back::Consent, purpose, holder, moment.now, &mut plan);
            }
            Ok(plan)
        }
    })
}

/// What the consent is to: a purpose, or the rule whose longer time is agreed to.
pub(crate) fn promise_of(policy: &Policy, purpose: &Name) -> Name {
    longer(policy, purpose).cloned().unwrap_or_else(|| path("purpose", purpose))
}

/// The promise of the rule whose longer time `purpose` names: one that lets people agree to a longer time, or that keeps
/// longer in this edition than in the one before.
fn longer<'p>(policy: &'p Policy, purpose: &Name) -> Option<&'p Name> {
    let later = |end: &&End| end.begins == Begins::Agreed || end.since.is_some();
    policy.ends().iter().filter(later).map(|end| &end.promise).find(|promise| *promise == purpose)
}

fn check(policy: &Policy, facts: &Facts, request: &SetConsent) -> Result<ConsentKind, Refusal> {
    let agreed = longer(policy, &request.purpose);
    let row = policy.document.purposes.get(&request.purpose);
    if agreed.is_none() && row.is_none() {
        return Err(Refusal::gap(Code::PurposeDenied, &request.purpose));
    }
    let promise = || promise_of(policy, &request.purpose);
    let by = |code, remedy| Refusal::by(promise(), code, remedy);
    // To a longer time nobody agrees by the way: it is asked for by itself.
    let kind = agreed.map(|_| ConsentKind::Separate).or_else(|| row?.consent);
    let kind = kind.ok_or_else(|| by(Code::PurposeDenied, Remedy::Nothing))?;
    let own = request.actor.capacity == Capacity::Subject && request.actor.subject == Some(request.subject);
    let guardian = request.actor.capacity == Capacity::Guardian
        && facts.person(Some(request.subject)).is_some_and(|person| person.guardian_agreed);
    if !own && !guardian {
        return Err(by(Code::ActorDenied, Remedy::ActAs(vec![Name::from("subject")])));
    }
    known(
        facts,
        request.subject,
        || by(Code::TenantDenied, Remedy::NameTenant),
        || by(Code::AccountDisabled, Remedy::BeginAgain),
    )?;
    match request.state {
        ConsentState::Given => request.shown.check(policy, &promise())?,
        // Nothing need be shown to withdraw; what is said is still of the closed lists.
        ConsentState::Withdrawn if request.shown == Shown::default() => {}
        ConsentState::Withdrawn => request.shown.check_words(policy, &promise())?,
    }
    Ok(kind)
}

fn known(
    facts: &Facts,
    subject: Subject,
    stranger: impl Fn() -> Refusal,
    disabled: impl Fn() -> Refusal,
) -> Result<(), Refusal> {
    match facts.account(Some(subject)) {
        Some(AccountState::Open) => Ok(()),
        Some(_) => Err(disabled()),
        None => Err(stranger()),
    }
}

/// A device permission granted or revoked.
#[derive(Debug, Clone)]
pub struct SetPermission {
    /// Who acts.
    pub actor: Actor,
    /// Whose device.
    pub subject: Subject,
    /// Which permission.
    pub permission: Name,
    /// Granted or revoked.
    pub granted: bool,
}

/// Decides whether the permission's state may be recorded. A revocation is never refused for its content.
#[must_use]
pub fn decide_permission(policy: &Policy, facts: &Facts, request: &SetPermission, moment: &Moment) -> Decision {
    let mut entry = Entry::of(policy, moment, &request.actor, "permission");
    entry.subject = Some(request.subject);
    entry.about = Some(request.permission.clone());
    let purpose = policy.document.purposes.iter().find(|(_, row)| row.permission.as_ref() == Some(&request.permission));
    let checked = purpose
        .ok_or_else(|| Refusal::gap(Code::PermissionDenied, &request.permission))
        .map(|(name, _)| path("purpose", name))
        .and_then(|promise| {
            let herself = request.actor.capacity == Capacity::Subject && request.actor.subject == Some(request.subject);
            // A revocation is heard from the device's own service, too; a grant is the person's.
            let own = herself || (!request.granted && request.actor.capacity == Capacity::Service);
            let by = |code, remedy| Refusal::by(promise.clone(), code, remedy);
            if !own {
                return Err(by(Code::ActorDenied, Remedy::ActAs(vec![Name::from("subject")])));
            }
            known(
                facts,
                request.subject,
                || by(Code::TenantDenied, Remedy::NameTenant),
                || by(Code::AccountDisabled, Remedy::BeginAgain),
            )?;
            Ok(promise)
        });
    decided(match checked {
        Err(refusal) => Err((refusal, entry)),
        // ---- nothing is refused below this line ----
        Ok(promise) => {
            entry.promise = Some(promise.clone());
            let mut plan = Plan::resting_on(facts.rests_on.clone(), entry);
            let (subject, permission) = (request.subject, request.permission.clone());
            let change = Change::SetPermission { subject, permission, granted: request.granted, at: moment.now };
            plan.push_replayed(&promise, change);
            if !request.granted {
                let rests = |(_, row): &(&Name, &Purpose)| row.permission.as_ref() == Some(&request.permission);
                for (purpose, _) in policy.document.purposes.iter().filter(rests) {
                    let holder = Holder(subject.0);
                    retain::plan_taken_back(policy, Back::Permission, purpose, holder, moment.now, &mut plan);
                }
            }
            Ok(plan)
        }
    })
}
