//! Notice: messages to people.

use crate::actor::{Actor, Moment};
use crate::code::Code;
use crate::entry::Entry;
use crate::facts::{ConsentState, Facts};
use crate::gate::{Ask, Origin, walk};
use crate::plan::{Decision, Plan, decided};
use crate::reference::Subject;
use crate::refusal::{Refusal, Remedy};
use policy::{Act, Name, Policy};
use std::collections::BTreeMap;

/// A message that somebody wants to send to a person.
#[derive(Debug, Clone)]
pub struct Message {
    /// Who acts.
    pub actor: Actor,
    /// To whom.
    pub subject: Subject,
    /// The class of message: `service`, `update`, …
    pub class: Name,
    /// Under which purpose.
    pub purpose: Name,
    /// Over which channel.
    pub channel: Name,
}

/// Decides whether a message of this class may be sent under this purpose over this channel.
///
/// A class that the policy does not name, or names under another purpose, is `purpose_denied`.
#[must_use]
pub fn decide(policy: &Policy, facts: &Facts, request: &Message, moment: &Moment) -> Decision {
    let mut entry = Entry::of(policy, moment, &request.actor, "message");
    entry.subject = Some(request.subject);
    entry.purpose = policy.document.purposes.get_key_value(&request.purpose).map(|(name, _)| name.clone());
    entry.about = policy.document.messages.get_key_value(&request.class).map(|(name, _)| name.clone());
    decided(match check(policy, facts, request, moment) {
        Err(refusal) => Err((refusal, entry)),
        // ---- nothing is refused below this line ----
        Ok(promise) => {
            entry.promise = Some(promise);
            Ok(Plan::resting_on(facts.rests_on.clone(), entry))
        }
    })
}

fn check(policy: &Policy, facts: &Facts, request: &Message, moment: &Moment) -> Result<Name, Refusal> {
    let gap = || Refusal::gap(Code::PurposeDenied, &request.class);
    let gate = policy.gate(Act::Message, &request.class).ok_or_else(gap)?;
    let row = policy.document.messages.get(&request.class).ok_or_else(gap)?;
    if !row.channels.contains(&request.channel) {
        let refusal = Refusal::by(gate.promise.clone(), Code::NoRecipient, Remedy::Nothing);
        return Err(refusal.about(&request.channel));
    }
    let items = BTreeMap::new();
    let ask = Ask {
        now: moment.now,
        actor: &request.actor,
        subject: Some(request.subject),
        purpose: &request.purpose,
        occasion: None,
        captured_at: moment.now,
        captured_until: moment.now,
        origin: Origin::App,
        items: &items,
        born: None,
        accepts: false,
        before_account: false,
        ground: None,
        platform: None,
    };
    walk(policy, gate, facts, &ask)?;
    // What reaches a person outside the product rests on her consent, a push on the device's permission too; the inbox and
    // a public page do not.
    if !WITHIN.contains(&request.channel.as_str()) {
        reaches_out(policy, facts, request, &gate.promise)?;
    }
    Ok(gate.promise.clone())
}

/// Channels on which people come and look.
const WITHIN: [&str; 2] = ["in-app", "page"];

fn reaches_out(policy: &Policy, facts: &Facts, request: &Message, promise: &Name) -> Result<(), Refusal> {
    let purpose = &request.purpose;
    let row = policy.document.purposes.get(purpose);
    let person = facts.person(Some(request.subject));
    let by = |code, remedy| Err(Refusal::by(promise.clone(), code, remedy));
    if request.channel == "push"
        && let Some(permission) = row.and_then(|row| row.permission.as_ref())
        && !person.and_then(|person| person.permissions.get(permission)).is_some_and(|fact| fact.granted)
    {
        return by(Code::PermissionDenied, Remedy::AskPermission(permission.clone()));
    }
    let fact = person.and_then(|person| person.consents.get(purpose));
    let covered = fact.is_some_and(|fact| crate::gate::stands(policy, facts, fact, purpose));
    match fact.map(|fact| fact.state) {
        _ if row.is_none_or(|row| row.consent.is_none()) => Ok(()),
        Some(ConsentState::Given) if covered => Ok(()),
        Some(ConsentState::Withdrawn) => by(Code::ConsentWithdrawn, Remedy::AskConsent(purpose.clone())),
        Some(ConsentState::Given) | None => by(Code::ConsentRequired, Remedy::AskConsent(purpose.clone())),
    }
}
