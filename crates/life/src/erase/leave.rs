//! Leave: what a person authorised a recipient to do by herself. It is asked nothing when she has her data erased.

use super::tell::is_digest;
use super::telling::Leave;
use crate::actor::{Actor, Capacity, Moment};
use crate::change::Change;
use crate::code::Code;
use crate::entry::Entry;
use crate::facts::Facts;
use crate::plan::{Decision, Plan, decided};
use crate::reference::Subject;
use crate::refusal::{Refusal, Remedy};
use policy::rows::path;
use policy::{Name, Policy};

/// An authorisation that a person gave a recipient by herself, to be put on file.
#[derive(Debug, Clone)]
pub struct File {
    /// Who acts.
    pub actor: Actor,
    /// Who gave it.
    pub subject: Subject,
    /// To whom.
    pub recipient: Name,
    /// When, and the hash of its copy.
    pub leave: Leave,
}

/// Decides whether the authorisation is put on file: by staff, with a copy, for a recipient of the policy.
///
/// Refusals in order: an unknown recipient (`no_recipient`); somebody other than staff (`actor_denied`); no copy, or one
/// from a day to come (`basis_required`); nobody here under this reference (`not_found`).
#[must_use]
pub fn decide(policy: &Policy, facts: &Facts, request: &File, moment: &Moment) -> Decision {
    let mut entry = Entry::of(policy, moment, &request.actor, "erase");
    entry.about = Some(Name::from("leave.filed"));
    entry.subject = Some(request.subject);
    entry.recipient = policy.document.recipients.get_key_value(&request.recipient).map(|(name, _)| name.clone());
    let promise = path("recipient", &request.recipient);
    decided(match check(policy, facts, request, &promise, moment) {
        Err(refusal) => Err((refusal, entry)),
        // ---- nothing is refused below this line ----
        Ok(()) => {
            entry.promise = Some(promise.clone());
            let mut plan = Plan::resting_on(facts.rests_on.clone(), entry);
            let (subject, recipient, leave) = (request.subject, request.recipient.clone(), request.leave.clone());
            plan.push_replayed(&promise, Change::SetLeave { subject, recipient, leave, at: moment.now });
            Ok(plan)
        }
    })
}

fn check(policy: &Policy, facts: &Facts, request: &File, promise: &Name, moment: &Moment) -> Result<(), Refusal> {
    if !policy.document.recipients.contains_key(&request.recipient) {
        return Err(Refusal::gap(Code::NoRecipient, &request.recipient));
    }
    let by = |code, remedy| Err(Refusal::by(promise.clone(), code, remedy));
    if request.actor.capacity != Capacity::Staff {
        return by(Code::ActorDenied, Remedy::ActAs(vec![Name::from("staff")]));
    }
    let today = moment.now.to_zoned(policy.zone.clone()).date();
    if !is_digest(&request.leave.digest) || request.leave.given_on > today {
        return by(Code::BasisRequired, Remedy::File(vec![Name::from("copy")]));
    }
    if facts.account(Some(request.subject)).is_none() {
        return by(Code::NotFound, Remedy::Nothing);
    }
    Ok(())
}
