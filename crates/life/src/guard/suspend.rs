//! Suspension: a recipient, its people, or the sign-in to an account, kept out with a reason, and let in again on record.

use super::GuardChange;
use super::alarm::sign_in_to;
use crate::actor::{Actor, Capacity, Moment};
use crate::change::Change;
use crate::code::Code;
use crate::entry::Entry;
use crate::facts::Facts;
use crate::gate::plays;
use crate::ground::two;
use crate::plan::{Decision, Plan, decided};
use crate::reference::{Reference, Subject, Suspension};
use crate::refusal::{Refusal, Remedy};
use jiff::Timestamp;
use policy::rows::path;
use policy::{Name, Policy};
use serde::{Deserialize, Serialize};

/// Who is kept out.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Whom {
    /// A recipient: nothing goes to it.
    Recipient(Name),
    /// A person: nothing is done for her as the one who acts.
    Person(Subject),
    /// Whoever signs in to this account.
    SignIn(Subject),
}

/// Whom a suspension keeps out, why, and until when.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SuspensionFile {
    /// Whom: a recipient and those of its people who are known.
    pub whom: Vec<Whom>,
    /// What happened: of things, of no person.
    pub facts: String,
    /// What is said of liability for it.
    pub liability: String,
    /// Who decided it; nobody, where an alarm did.
    pub by: Option<Reference>,
    /// From when.
    pub from: Timestamp,
    /// Until when, not included; until it is lifted, where none is said.
    pub until: Option<Timestamp>,
}

/// A suspension as it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SuspensionFact {
    /// Its reference.
    pub suspension: Suspension,
    /// What it says.
    pub file: SuspensionFile,
    /// When it was lifted, and why.
    pub lifted: Option<(Timestamp, String)>,
}

impl SuspensionFact {
    /// Whether it keeps anybody out at `at`.
    #[must_use]
    pub fn is_in_force(&self, at: Timestamp) -> bool {
        let lifted = self.lifted.as_ref().is_some_and(|(lifted_at, _)| *lifted_at <= at);
        self.file.from <= at && self.file.until.is_none_or(|until| at < until) && !lifted
    }
}

/// Somebody to be kept out.
#[derive(Debug, Clone)]
pub struct Suspend {
    /// Who decides it.
    pub actor: Actor,
    /// Whom.
    pub whom: Vec<Whom>,
    /// What happened.
    pub facts: String,
    /// What is said of liability for it.
    pub liability: String,
    /// Until when; until it is lifted, where none is said.
    pub until: Option<Timestamp>,
}

/// A suspension to be lifted.
#[derive(Debug, Clone)]
pub struct Resume {
    /// Who approves it.
    pub actor: Actor,
    /// Who asked for it: another person.
    pub asked_by: Option<Actor>,
    /// Which.
    pub suspension: Suspension,
    /// Why.
    pub reason: String,
}

/// The longest that facts, liability and reasons may be, in bytes.
pub const WORDS_MAX: usize = 1000;

/// Whom the act that `entry` records needs let in: the one who acts, the recipient to whom something goes, the account that
/// is signed in to.
#[must_use]
pub fn concerned(policy: &Policy, entry: &Entry) -> Vec<Whom> {
    let outward = matches!(&*entry.act, "release" | "draw" | "send" | "visit");
    let recipient = entry.recipient.clone().filter(|_| outward).map(Whom::Recipient);
    let signs_in = sign_in_to(policy, entry);
    let sign_in = signs_in.map(Whom::SignIn);
    let people = entry.actor.subject.into_iter().chain(signs_in).map(Whom::Person);
    people.chain(recipient).chain(sign_in).collect()
}

/// Refuses an act that somebody who is suspended takes part in.
#[must_use]
pub fn refusal(policy: &Policy, suspensions: &[SuspensionFact], now: Timestamp) -> Option<Refusal> {
    let found = suspensions.iter().find(|fact| fact.is_in_force(now))?;
    let promise = match found.file.whom.first() {
        Some(Whom::Recipient(recipient)) => path("recipient", recipient),
        // An alarm that locked an account says so by itself.
        _ if policy.document.alarms.keys().any(|name| path("alarm", name) == *found.file.facts) => {
            Name::from(found.file.facts.as_str())
        }
        _ => Name::from("protect"),
    };
    Some(Refusal::by(promise, Code::Suspended, Remedy::Wait).until(found.file.until))
}

fn by(promise: &str, code: Code, remedy: Remedy) -> Refusal {
    Refusal::by(Name::from(promise), code, remedy)
}

/// The role that decides on suspensions, as `role.name`; any staff, where the policy names none.
fn decider(policy: &Policy) -> Option<&Name> {
    policy.document.protect.as_ref()?.suspended_by.as_ref()
}

pub(super) fn may_decide(policy: &Policy, actor: &Actor) -> Result<(), Refusal> {
    let role = decider(policy);
    let allowed = match role.and_then(|role| role.strip_prefix("role.")) {
        Some(role) => plays(policy, actor, role),
        None => actor.capacity == Capacity::Staff,
    };
    // Who decides is on record.
    let known = actor.subject.is_some();
    let refusal = || by("protect", Code::ActorDenied, Remedy::ActAs(role.cloned().into_iter().collect()));
    (allowed && known).then_some(()).ok_or_else(refusal)
}

fn worded(words: &str) -> bool {
    !words.trim().is_empty() && words.len() <= WORDS_MAX && !words.chars().any(char::is_control)
}

/// Decides whether somebody may be suspended.
///
/// Refusals in order: a recipient that the policy does not have (`no_recipient`); who may not decide it, or would suspend
/// herself (`actor_denied`); nobody named, no facts, no word on liability, an end that has come (`malformed`).
#[must_use]
pub fn decide(policy: &Policy, facts: &Facts, request: &Suspend, moment: &Moment) -> Decision {
    let mut entry = Entry::of(policy, moment, &request.actor, "suspend");
    let recipient = request.whom.iter().find_map(|whom| match whom {
        Whom::Recipient(name) => policy.document.recipients.get_key_value(name).map(|(name, _)| name.clone()),
        _ => None,
    });
    entry.recipient.clone_from(&recipient);
    decided(match check(policy, request, moment) {
        Err(refusal) => Err((refusal, entry)),
        // ---- nothing is refused below this line ----
        Ok(()) => {
            let promise = recipient.map_or_else(|| Name::from("protect"), |recipient| path("recipient", &recipient));
            entry.promise = Some(promise.clone());
            let mut plan = Plan::resting_on(facts.rests_on.clone(), entry);
            let file = SuspensionFile {
                whom: request.whom.clone(),
                facts: request.facts.clone(),
                liability: request.liability.clone(),
                by: request.actor.subject.map(|subject| subject.0),
                from: moment.now,
                until: request.until,
            };
            let suspension = Suspension(moment.ids.clone().next_reference());
            plan.push_replayed(&promise, Change::Guard(GuardChange::Suspend { suspension, file }));
            Ok(plan)
        }
    })
}

fn check(policy: &Policy, request: &Suspend, moment: &Moment) -> Result<(), Refusal> {
    let unknown = request.whom.iter().find_map(|whom| match whom {
        Whom::Recipient(name) if !policy.document.recipients.contains_key(name) => Some(name),
        _ => None,
    });
    if let Some(name) = unknown {
        return Err(Refusal::gap(Code::NoRecipient, name));
    }
    may_decide(policy, &request.actor)?;
    let herself = |whom: &Whom| matches!(whom, Whom::Person(person) if Some(*person) == request.actor.subject);
    if request.whom.iter().any(herself) {
        return Err(by("protect", Code::ActorDenied, Remedy::AskSecond));
    }
    let malformed = |part: &str| Err(by("protect", Code::Malformed, Remedy::Correct(part.to_owned())).about(part));
    match () {
        () if request.whom.is_empty() => malformed("whom"),
        () if !worded(&request.facts) => malformed("facts"),
        () if !worded(&request.liability) => malformed("liability"),
        () if request.until.is_some_and(|until| until <= moment.now) => malformed("until"),
        () => Ok(()),
    }
}

/// Decides whether a suspension may be lifted: two people who may decide it, neither of whom it keeps out.
///
/// Refusals in order: no such suspension in force (`not_found`); who may not decide it, one person alone, or somebody whom
/// it keeps out (`actor_denied`); no reason (`malformed`).
#[must_use]
pub fn decide_resume(policy: &Policy, found: Option<&SuspensionFact>, request: &Resume, moment: &Moment) -> Decision {
    let mut entry = Entry::of(policy, moment, &request.actor, "resume");
    entry.second.clone_from(&request.asked_by);
    let found = found.filter(|fact| fact.is_in_force(moment.now));
    decided(match check_resume(policy, found, request) {
        Err(refusal) => Err((refusal, entry)),
        // ---- nothing is refused below this line ----
        Ok(()) => {
            let promise = Name::from("protect");
            entry.promise = Some(promise.clone());
            let mut plan = Plan::resting_on(Vec::new(), entry);
            let by = [&Some(request.actor.clone()), &request.asked_by];
            let by = by.map(|actor| actor.as_ref().and_then(|actor| actor.subject).map(|subject| subject.0));
            let (suspension, reason) = (request.suspension, request.reason.clone());
            let resume = GuardChange::Resume { suspension, reason, by, at: moment.now };
            plan.push_replayed(&promise, Change::Guard(resume));
            Ok(plan)
        }
    })
}

fn check_resume(policy: &Policy, found: Option<&SuspensionFact>, request: &Resume) -> Result<(), Refusal> {
    let fact = found.ok_or_else(|| by("protect", Code::NotFound, Remedy::Nothing))?;
    may_decide(policy, &request.actor)?;
    let second = request.asked_by.as_ref().filter(|_| two(&request.actor, request.asked_by.as_ref()));
    let second = second.ok_or_else(|| by("protect", Code::ActorDenied, Remedy::AskSecond))?;
    may_decide(policy, second)?;
    let kept_out = |actor: &Actor| {
        fact.file.whom.iter().any(|whom| matches!(whom, Whom::Person(person) if Some(*person) == actor.subject))
    };
    if kept_out(&request.actor) || kept_out(second) {
        return Err(by("protect", Code::ActorDenied, Remedy::AskSecond));
    }
    let malformed = || by("protect", Code::Malformed, Remedy::Correct("reason".into())).about("reason");
    worded(&request.reason).then_some(()).ok_or_else(malformed)
}
