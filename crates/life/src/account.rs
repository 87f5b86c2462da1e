//! The life of accounts and tenants: opened, cancelled, suspended, resumed.

use crate::actor::{Actor, Capacity, Moment};
use crate::change::Change;
use crate::code::Code;
use crate::contact;
use crate::entry::Entry;
use crate::erase::tell::{self, Erased};
use crate::facts::{AccountState, Facts, TenantState};
use crate::guard::{FactorChange, GuardChange, factor};
use crate::plan::{Decision, Plan, decided};
use crate::reference::{Case, Holder, Subject};
use crate::refusal::{Refusal, Remedy};
use crate::retain::{self, Happens};
use policy::read::Text;
use policy::rows::{CLOSING, Right, path};
use policy::{Name, Policy};

/// What becomes of an account or a tenant.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Step {
    /// A tenant begins; its cell is fresh.
    OpenTenant,
    /// A person cancels her account.
    CancelAccount(Subject),
    /// She applied for that in a case, and who answers for it carries it out.
    CancelInCase(Subject, Case),
    /// A tenant's administrator cancels the tenant.
    CancelTenant,
    /// The tenant does not pay.
    SuspendTenant,
    /// The tenant pays again.
    ResumeTenant,
}

/// A step, and who takes it.
#[derive(Debug, Clone)]
pub struct Life {
    /// Who acts.
    pub actor: Actor,
    /// What.
    pub step: Step,
    /// On which platform, where that is said.
    pub platform: Option<Name>,
}

impl Step {
    /// Whose account is cancelled.
    #[must_use]
    pub const fn subject(self) -> Option<Subject> {
        match self {
            Self::CancelAccount(subject) | Self::CancelInCase(subject, _) => Some(subject),
            _ => None,
        }
    }

    /// The case in which that was applied for.
    #[must_use]
    pub const fn case(self) -> Option<Case> {
        match self {
            Self::CancelInCase(_, case) => Some(case),
            _ => None,
        }
    }

    const fn act(self) -> &'static str {
        match self {
            Self::OpenTenant => "register",
            Self::CancelAccount(_) | Self::CancelInCase(..) | Self::CancelTenant => "cancel",
            Self::SuspendTenant => "suspend",
            Self::ResumeTenant => "resume",
        }
    }

    const fn event(self) -> &'static str {
        match self {
            Self::OpenTenant => "account.opened",
            Self::CancelAccount(_) | Self::CancelInCase(..) => "account.cancelled",
            Self::CancelTenant => "tenant.cancelled",
            Self::SuspendTenant => "tenant.suspended",
            Self::ResumeTenant => "tenant.resumed",
        }
    }
}

/// Decides whether the step may be taken, and what falls due by it.
///
/// Of an account, refusals in order: none here (`tenant_denied`); asked for elsewhere than where the policy lets it take
/// effect, or by another (`channel_denied`, with where); by another (`actor_denied`); one that is not open
/// (`account_disabled`); no second factor (`second_factor_required`); what must be confirmed before and is not.
#[must_use]
pub fn decide(policy: &Policy, facts: &Facts, request: &Life, moment: &Moment) -> Decision {
    let mut entry = Entry::of(policy, moment, &request.actor, request.step.act());
    entry.about = Some(Name::from(request.step.event()));
    entry.platform = request.platform.clone().filter(|platform| policy.document.platforms.contains_key(platform));
    (entry.subject, entry.case) = (request.step.subject(), request.step.case());
    let promise = promise(policy, request.step);
    decided(match check(policy, facts, request, moment, &promise) {
        Err(refusal) => Err((refusal, entry)),
        // ---- nothing is refused below this line ----
        Ok(()) => {
            entry.promise = Some(promise.clone());
            let mut plan = Plan::resting_on(facts.rests_on.clone(), entry);
            take(policy, facts, request.step, moment, &promise, &mut plan);
            if let Step::CancelAccount(person) = request.step {
                end_factor(facts, person, &promise, &mut plan);
            }
            Ok(plan)
        }
    })
}

/// The promise that speaks of the step: the first rule that its event moves.
fn promise(policy: &Policy, step: Step) -> Name {
    let moved = |end: &&policy::End| {
        let named = |name: &Name| name == step.event();
        end.legs.iter().any(|leg| named(&leg.from) || leg.unless.as_ref().is_some_and(named))
    };
    policy.ends().iter().find(moved).map_or_else(|| Name::from("policy"), |end| end.promise.clone())
}

fn check(policy: &Policy, facts: &Facts, request: &Life, moment: &Moment, promise: &Name) -> Result<(), Refusal> {
    let by = |code, remedy| Err(Refusal::by(promise.clone(), code, remedy));
    let service = matches!(request.actor.capacity, Capacity::Service | Capacity::Staff);
    match request.step {
        Step::OpenTenant => Ok(()),
        Step::CancelInCase(subject, _) => {
            if !in_place(policy, request, false) {
                return Err(elsewhere(policy));
            }
            contact::carries_out(policy, facts, &request.actor, (CLOSING, subject), moment.now)?;
            match facts.account(Some(subject)) {
                None => by(Code::TenantDenied, Remedy::NameTenant),
                Some(AccountState::Open) => tell::confirmed(policy, facts, subject),
                Some(_) => by(Code::AccountDisabled, Remedy::Nothing),
            }
        }
        Step::CancelAccount(subject) => {
            let own = request.actor.capacity == Capacity::Subject && request.actor.subject == Some(subject);
            match facts.account(Some(subject)) {
                None => by(Code::TenantDenied, Remedy::NameTenant),
                Some(_) if !in_place(policy, request, own) => Err(elsewhere(policy)),
                Some(_) if !own => by(Code::ActorDenied, Remedy::ActAs(vec![Name::from("subject")])),
                Some(AccountState::Open) => {
                    proven(policy, facts, moment).and_then(|()| tell::confirmed(policy, facts, subject))
                }
                Some(_) => by(Code::AccountDisabled, Remedy::Nothing),
            }
        }
        Step::CancelTenant => match facts.tenant {
            None => by(Code::TenantDenied, Remedy::NameTenant),
            Some(TenantState::Cancelled) => by(Code::AccountDisabled, Remedy::Nothing),
            Some(_) if !administers(policy, facts, &request.actor) => by(Code::ActorDenied, administrators(policy)),
            Some(_) => Ok(()),
        },
        Step::SuspendTenant | Step::ResumeTenant => {
            if !service {
                return by(Code::ActorDenied, Remedy::ActAs(vec![Name::from("service")]));
            }
            match (request.step, facts.tenant) {
                (_, None) => by(Code::TenantDenied, Remedy::NameTenant),
                (Step::SuspendTenant, Some(TenantState::Active)) => Ok(()),
                (Step::ResumeTenant, Some(TenantState::Suspended)) => in_time(policy, facts, moment, promise),
                (_, Some(_)) => by(Code::AccountDisabled, Remedy::Nothing),
            }
        }
    }
}

fn close(policy: &Policy) -> Option<&Right> {
    policy.document.rights.get(CLOSING)
}

/// Whether closing takes effect where it is asked for: where the policy says, by the person herself.
fn in_place(policy: &Policy, request: &Life, own: bool) -> bool {
    let there = |row: &Right| own && request.platform.as_ref().is_some_and(|platform| row.only_on.contains(platform));
    close(policy).is_none_or(|row| row.only_on.is_empty() || there(row))
}

/// Not carried out; where it would be, and by which path there: the first way in that is no contact.
fn elsewhere(policy: &Policy) -> Refusal {
    let row = close(policy);
    let on = row.map(|row| row.only_on.clone()).unwrap_or_default();
    let is_path = |way: &&Text| way.wordings().all(|(_, words)| !words.starts_with("contact."));
    let way = row.and_then(|row| row.channels.iter().find(is_path));
    let words = way.into_iter().flat_map(Text::wordings);
    let path_there = words.map(|(language, words)| (language.to_owned(), words.to_owned())).collect();
    Refusal::by(
        path("right", CLOSING),
        Code::ChannelDenied,
        Remedy::ConfirmOn { on: on.into(), path: Box::new(path_there) },
    )
}

/// The person has proved her second factor, where closing asks for it: a stolen session closes nothing.
fn proven(policy: &Policy, facts: &Facts, moment: &Moment) -> Result<(), Refusal> {
    let asks = close(policy).is_some_and(|row| row.second_factor);
    let promise = || path("right", CLOSING);
    let missing = || Refusal::by(promise(), Code::SecondFactorRequired, Remedy::ProveFactor);
    (!asks || factor::is_proven(facts, moment.now)).then_some(()).ok_or_else(missing)
}

/// Her second factor ends with the account that she closes.
fn end_factor(facts: &Facts, person: Subject, promise: &Name, plan: &mut Plan) {
    if facts.on_file.factor.is_some() {
        let change = FactorChange::Reset { person, by: [Some(person.0), None] };
        plan.push_replayed(promise, Change::Guard(GuardChange::Factor(change)));
    }
}

/// A resumption comes in time, or finds nothing left to resume.
fn in_time(policy: &Policy, facts: &Facts, moment: &Moment, promise: &Name) -> Result<(), Refusal> {
    let over = facts
        .tenant_since
        .and_then(|since| retain::sweeps_at(policy, "tenant.suspended", since))
        .is_some_and(|gone| gone <= moment.now);
    if over { Err(Refusal::by(promise.clone(), Code::Expired, Remedy::BeginAgain)) } else { Ok(()) }
}

/// Whether the actor is an open account of this tenant in a role that administers it.
#[must_use]
pub fn administers(policy: &Policy, facts: &Facts, actor: &Actor) -> bool {
    let role = policy.document.roles.iter().any(|(name, row)| row.administers && actor.has_role(name));
    role && actor.capacity == Capacity::Subject && facts.account(actor.subject) == Some(AccountState::Open)
}

pub(crate) fn administrators(policy: &Policy) -> Remedy {
    let roles = policy.document.roles.iter().filter(|(_, row)| row.administers);
    Remedy::ActAs(roles.map(|(name, _)| policy::rows::path("role", name)).collect())
}

fn take(policy: &Policy, facts: &Facts, step: Step, moment: &Moment, promise: &Name, plan: &mut Plan) {
    let at = moment.now;
    match step {
        Step::OpenTenant => plan.push_replayed(promise, Change::OpenTenant),
        Step::CancelAccount(subject) | Step::CancelInCase(subject, _) => {
            plan.push_replayed(promise, Change::SetAccount { subject, state: AccountState::Cancelled, at });
            retain::plan_event(policy, step.event(), at, Happens::To(Holder(subject.0)), plan);
            let hers = (Holder(subject.0), &Erased::AllOf(Holder(subject.0)));
            tell::plan_erasure(policy, facts, hers, promise, moment, plan);
        }
        Step::CancelTenant => {
            plan.push_replayed(promise, Change::SetTenant { state: TenantState::Cancelled, at });
            retain::plan_event(policy, step.event(), at, Happens::ToAll, plan);
            let own = (Holder(facts.cell.0), &Erased::All);
            tell::plan_erasure(policy, facts, own, promise, moment, plan);
        }
        Step::SuspendTenant => {
            plan.push_replayed(promise, Change::SetTenant { state: TenantState::Suspended, at });
            retain::plan_event(policy, step.event(), at, Happens::ToAll, plan);
        }
        Step::ResumeTenant => {
            plan.push_replayed(promise, Change::SetTenant { state: TenantState::Active, at });
            retain::plan_event(policy, step.event(), at, Happens::ToAll, plan);
        }
    }
}
