//! Who sent a case has proven who she is; and what she applied for in it is carried out for her.

use super::follow::{absent, may_work, roles};
use super::route::promise;
use crate::actor::Actor;
use crate::change::Proven;
use crate::code::Code;
use crate::erase::tell::is_digest;
use crate::facts::{CaseFact, CaseState, Facts};
use crate::gate::plays;
use crate::reference::Subject;
use crate::refusal::{Refusal, Remedy};
use jiff::Timestamp;
use policy::rows::path;
use policy::{Name, Policy};

/// Whether `proven` can be entered as who sent the case.
pub(super) fn proves(facts: &Facts, case: &CaseFact, proven: &Proven) -> Result<(), Refusal> {
    let by = |code, remedy| Err(Refusal::by(promise(case), code, remedy));
    if !is_digest(&proven.digest) {
        return by(Code::BasisRequired, Remedy::File(vec![Name::from("digest")]));
    }
    if case.file.subject.is_some_and(|subject| subject != proven.subject) {
        return by(Code::IdentityUnverified, Remedy::Nothing);
    }
    facts.account(Some(proven.subject)).map_or_else(|| Err(absent()), |_| Ok(()))
}

/// Whether `actor` may carry out `right` for `subject` in the loaded case: in a role that the right names, answering for
/// a case of that right that waits, whose sender has proven to be that person.
///
/// Refusals in order: another role, or a right that nobody carries out for anybody (`actor_denied`); no such case
/// (`not_found`); one for which somebody else answers (`actor_denied`); one about something else, or done with
/// (`conflict`); one of which it is not proven that the person sent it (`identity_unverified`).
pub(crate) fn carries_out(
    policy: &Policy,
    facts: &Facts,
    actor: &Actor,
    (right, subject): (&str, Subject),
    now: Timestamp,
) -> Result<(), Refusal> {
    let by = |code, remedy| Err(Refusal::by(path("right", right), code, remedy));
    let named = policy.document.rights.get(right).map(|row| row.by.as_slice()).unwrap_or_default();
    if !named.iter().filter_map(|name| name.strip_prefix("role.")).any(|role| plays(policy, actor, role)) {
        let herself = std::iter::once(Name::from("subject"));
        return by(Code::ActorDenied, Remedy::ActAs(herself.chain(named.iter().cloned()).collect()));
    }
    let case = facts.case.as_ref().ok_or_else(absent)?;
    if !may_work(policy, case, actor, now) {
        return by(Code::ActorDenied, roles(case));
    }
    if case.state != CaseState::Open || case.file.kind != path("right", right) {
        return by(Code::Conflict, Remedy::Nothing);
    }
    if case.proven.as_ref().map(|proven| proven.subject) != Some(subject) {
        return by(Code::IdentityUnverified, Remedy::File(vec![Name::from("proof")]));
    }
    Ok(())
}
