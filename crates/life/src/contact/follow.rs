//! What becomes of a case: handed over, answered, closed, set aside, opened again; and asked after by who sent it.

use super::open::due;
use super::proven::proves;
use super::route::{due_at, escalates_to, promise};
use crate::actor::{Actor, Capacity, Moment};
use crate::change::{Change, Proven, Work};
use crate::code::Code;
use crate::entry::Entry;
use crate::facts::{CaseFact, CaseState, Facts};
use crate::gate::plays;
use crate::plan::{Decision, Plan, decided};
use crate::reference::Holder;
use crate::refusal::{Refusal, Remedy};
use crate::retain::{self, Happens};
use jiff::Timestamp;
use policy::{Name, Policy};

/// What becomes of a case.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Step {
    /// Another contact's role answers for it; its term runs on from its arrival.
    HandOver(Name),
    /// Who sent it has proven who she is.
    Prove(Proven),
    /// It was answered.
    Answer,
    /// It is done with: what was written ends as the policy says.
    Close,
    /// It has nothing to do with the policy or with anybody's rights.
    SetAside {
        /// Why, in a word.
        reason: Name,
        /// Who joins, where what was written holds a word about a right.
        second: Option<Actor>,
    },
    /// Who sent it does not agree that it has nothing to do with her rights.
    Reopen {
        /// SHA-256 of her key, hexadecimal; none, where she acts on her account.
        key: Option<String>,
    },
}

/// A step, and who takes it.
#[derive(Debug, Clone)]
pub struct Follow {
    /// Who acts.
    pub actor: Actor,
    /// What.
    pub step: Step,
}

/// Somebody asks after a case.
#[derive(Debug, Clone)]
pub struct Trace {
    /// Who asks.
    pub actor: Actor,
    /// SHA-256 of the sender's key, hexadecimal; none, where she asks on her account.
    pub key: Option<String>,
}

impl Step {
    const fn event(&self) -> &'static str {
        match self {
            Self::HandOver(_) => "case.handed-over",
            Self::Prove(_) => "case.proven",
            Self::Answer => "case.answered",
            Self::Close | Self::SetAside { .. } => super::CLOSED,
            Self::Reopen { .. } => super::REOPENED,
        }
    }
}

/// Whether `actor` answers for the case now: in its role, or, once it is overdue, in the role that is called on then.
#[must_use]
pub fn may_work(policy: &Policy, case: &CaseFact, actor: &Actor, now: Timestamp) -> bool {
    let in_role = |role: &Name| role.strip_prefix("role.").is_some_and(|role| plays(policy, actor, role));
    match &case.file.owner {
        None => actor.capacity == Capacity::Staff,
        Some(owner) => {
            let called = || escalates_to(policy, Some(owner)).is_some_and(|role| in_role(&role));
            in_role(owner) || (case.is_overdue(now) && called())
        }
    }
}

pub(super) fn roles(case: &CaseFact) -> Remedy {
    Remedy::ActAs(vec![case.file.owner.clone().unwrap_or_else(|| Name::from("staff"))])
}

/// Whether who asks is who sent it.
fn is_sender(case: &CaseFact, actor: &Actor, key: Option<&String>) -> bool {
    let account = actor.capacity == Capacity::Subject && actor.subject.is_some() && actor.subject == case.file.subject;
    account || key.is_some_and(|key| key.eq_ignore_ascii_case(&case.key))
}

pub(super) fn absent() -> Refusal {
    Refusal::by(Name::from("policy"), Code::NotFound, Remedy::Nothing)
}

fn entry(policy: &Policy, facts: &Facts, actor: &Actor, event: &str, moment: &Moment) -> Entry {
    let mut entry = Entry::of(policy, moment, actor, "case");
    entry.case = facts.case.as_ref().map(|case| case.case);
    entry.subject = facts.case.as_ref().and_then(|case| case.file.subject);
    entry.promise = facts.case.as_ref().map(promise);
    entry.about = Some(Name::from(event));
    entry
}

/// Decides whether the loaded case may take the step.
///
/// Refusals in order: no such case (`not_found`); somebody who does not answer for it (`actor_denied`), or who did
/// not send it (`requester_denied`); a contact that the policy does not list (`channel_denied`); a state in which the
/// step has no place (`conflict`); a word about a right, and nobody joins (`actor_denied`); no hash of what proves who
/// sent it (`basis_required`), another account than the case was opened on (`identity_unverified`), or none (`not_found`).
#[must_use]
pub fn decide_follow(policy: &Policy, facts: &Facts, request: &Follow, moment: &Moment) -> Decision {
    let mut entry = entry(policy, facts, &request.actor, request.step.event(), moment);
    decided(match check(policy, facts, request, moment) {
        Err(refusal) => Err((refusal, entry)),
        // ---- nothing is refused below this line ----
        Ok(case) => {
            if let Step::SetAside { second, .. } = &request.step {
                entry.second.clone_from(second);
            }
            let mut plan = Plan::resting_on(facts.rests_on.clone(), entry);
            if matches!(request.step, Step::Close | Step::SetAside { .. }) {
                // What was kept for the case is kept no longer than it is open.
                retain::hold::lift_with_case(facts, case.case, moment.now, &mut plan);
            }
            Ok(move_on(policy, case, &request.step, moment, plan))
        }
    })
}

fn check<'f>(policy: &Policy, facts: &'f Facts, request: &Follow, moment: &Moment) -> Result<&'f CaseFact, Refusal> {
    let case = facts.case.as_ref().ok_or_else(absent)?;
    let by = |code, remedy| Refusal::by(promise(case), code, remedy);
    match &request.step {
        Step::Reopen { key } if !is_sender(case, &request.actor, key.as_ref()) => {
            return Err(by(Code::RequesterDenied, Remedy::Nothing));
        }
        Step::Reopen { .. } => {}
        _ if !may_work(policy, case, &request.actor, moment.now) => return Err(by(Code::ActorDenied, roles(case))),
        Step::HandOver(contact) if !policy.document.contacts.contains_key(contact) => {
            return Err(by(Code::ChannelDenied, Remedy::Nothing).about(contact));
        }
        _ => {}
    }
    let fits = match (&request.step, case.state) {
        (Step::Reopen { .. }, state) => state == CaseState::OutOfScope,
        (Step::Close, state) => matches!(state, CaseState::Open | CaseState::Answered),
        (_, state) => state == CaseState::Open,
    };
    if !fits {
        return Err(by(Code::Conflict, Remedy::Nothing));
    }
    match &request.step {
        Step::SetAside { second, .. }
            if case.file.speaks_of_rights && !joins(policy, case, request, second, moment) =>
        {
            Err(by(Code::ActorDenied, Remedy::AskSecond))
        }
        Step::Prove(proven) => proves(facts, case, proven).map(|()| case),
        _ => Ok(case),
    }
}

/// Whether the second is another person than the first, and both are known and answer for the case.
fn joins(policy: &Policy, case: &CaseFact, request: &Follow, second: &Option<Actor>, moment: &Moment) -> bool {
    second.as_ref().is_some_and(|second| {
        let two =
            second.subject.is_some() && request.actor.subject.is_some() && second.subject != request.actor.subject;
        two && may_work(policy, case, second, moment.now)
    })
}

fn move_on(policy: &Policy, case: &CaseFact, step: &Step, moment: &Moment, mut plan: Plan) -> Plan {
    let (promise, at) = (promise(case), moment.now);
    let (mut state, mut answers, mut due_by) = (case.state, case.file.owner.clone(), case.file.due_at);
    let (mut reason, mut proven) = (case.reason.clone(), case.proven.clone());
    match step {
        Step::HandOver(contact) => {
            answers = policy.document.contacts.get(contact).and_then(|row| row.by.clone());
        }
        Step::Prove(who) => proven = Some(who.clone()),
        Step::Answer => state = CaseState::Answered,
        Step::Close => state = CaseState::Closed,
        Step::SetAside { reason: why, .. } => (state, reason) = (CaseState::OutOfScope, Some(why.clone())),
        Step::Reopen { .. } => {
            let row = policy.document.contacts.get(&case.file.contact);
            due_by = row.map_or(at, |row| due_at(policy, row, &case.file.kind, at));
            (state, reason) = (CaseState::Open, None);
        }
    }
    let (case, waits) = (case.case, state == CaseState::Open);
    plan.push_replayed(&promise, Change::MoveCase { case, state, owner: answers, reason, due_at: due_by, proven, at });
    plan.push_replayed(&promise, Change::CallOff { work: Work::AnswerCase { case } });
    if waits {
        plan.push_replayed(&promise, due(case, due_by));
    }
    if matches!(step, Step::Close | Step::SetAside { .. } | Step::Reopen { .. }) {
        // What was written ends with its case, by the rules that say so; opened again, by those that say that.
        retain::plan_event(policy, step.event(), at, Happens::To(Holder(case.0)), &mut plan);
    }
    plan
}

/// Decides whether who asks may know how the loaded case stands: who sent it, and nobody else.
#[must_use]
pub fn decide_trace(policy: &Policy, facts: &Facts, request: &Trace, moment: &Moment) -> Decision {
    let entry = entry(policy, facts, &request.actor, "case.traced", moment);
    let checked = facts.case.as_ref().ok_or_else(absent).and_then(|case| {
        let refusal = || Refusal::by(promise(case), Code::RequesterDenied, Remedy::Nothing);
        is_sender(case, &request.actor, request.key.as_ref()).then_some(()).ok_or_else(refusal)
    });
    decided(match checked {
        Err(refusal) => Err((refusal, entry)),
        Ok(()) => Ok(Plan::resting_on(facts.rests_on.clone(), entry)),
    })
}
