//! Answers: what people were shown, what they accepted or declined, and what they are asked next.
//!
//! Promises: an acceptance is an act that says so; going on using the product after being told is on record as that, and
//! serves where the policy says that it does and nowhere else. A decline is remembered, ends what rested on consent, and
//! is not asked again before a material version. Does not promise: that what was shown was read.

use crate::account;
use crate::actor::{Actor, Capacity, Moment};
use crate::change::{Change, Shown};
use crate::code::Code;
use crate::consent;
use crate::entry::Entry;
use crate::facts::{AccountState, AnswerFact, ConsentState, Facts, Given, Said, TenantState};
use crate::plan::{Decision, Plan, decided};
use crate::reference::{Holder, Subject};
use crate::refusal::{Refusal, Remedy};
use crate::retain::{self, Back};
use jiff::Timestamp;
use policy::rows::{Answering, path};
use policy::{Name, Policy};
use serde::Serialize;

/// What is answered when a person accepts the policy as a whole.
pub const POLICY: &str = "policy";

/// Whose answer it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Of {
    /// A person's.
    Person(Subject),
    /// The tenant's.
    Tenant,
}

/// An answer to something that people are told.
#[derive(Debug, Clone)]
pub struct Answer {
    /// Who acts.
    pub actor: Actor,
    /// Whose answer it is.
    pub of: Of,
    /// To what: `policy`, or a notice's path.
    pub to: Name,
    /// What she said, or that she was shown it.
    pub said: Said,
    /// What was shown.
    pub shown: Shown,
    /// On which platform.
    pub platform: Option<Name>,
}

/// Decides whether the answer may be recorded.
///
/// Refusals in order: something that the policy does not tell (`not_found`); a platform that it does not list
/// (`channel_denied`); another person's answer, or a tenant's by somebody who does not administer it (`actor_denied`); a
/// tenant or account that is not open (`tenant_denied`, `account_disabled`); a version, language or act that there is not
/// (`malformed`). To decline needs no open account.
#[must_use]
pub fn decide(policy: &Policy, facts: &Facts, request: &Answer, moment: &Moment) -> Decision {
    let act = if request.said == Said::Shown { "message" } else { "consent" };
    let mut entry = Entry::of(policy, moment, &request.actor, act);
    entry.about = known(policy, &request.to).then(|| request.to.clone());
    entry.platform = request.platform.clone().filter(|name| policy.document.platforms.contains_key(name));
    if let Of::Person(subject) = request.of {
        entry.subject = Some(subject);
    }
    decided(match check(policy, facts, request) {
        Err(refusal) => Err((refusal, entry)),
        // ---- nothing is refused below this line ----
        Ok(()) => {
            entry.promise = Some(request.to.clone());
            let mut plan = Plan::resting_on(facts.rests_on.clone(), entry);
            let (to, said, mut shown) = (request.to.clone(), request.said, request.shown.clone());
            if shown.notice.is_empty() {
                // Who declines unseen declines what is in force: she is asked again only after a material change of it.
                shown.notice.clone_from(&policy.hash);
            }
            let change = Change::SetAnswer { holder: holder(facts, request.of), to, said, shown, at: moment.now };
            plan.push_replayed(&request.to, change);
            match (request.said, request.of) {
                (Said::Declined, Of::Person(subject)) => {
                    withdraw_all(policy, facts, &request.to, subject, moment.now, &mut plan);
                }
                (Said::Accepted, Of::Person(subject)) if request.to == POLICY => {
                    renew(policy, facts, &request.shown, subject, moment.now, &mut plan);
                }
                _ => {}
            }
            Ok(plan)
        }
    })
}

const fn holder(facts: &Facts, of: Of) -> Holder {
    match of {
        Of::Person(subject) => Holder(subject.0),
        Of::Tenant => Holder(facts.cell.0),
    }
}

fn known(policy: &Policy, to: &Name) -> bool {
    to == POLICY || to.strip_prefix("notice.").is_some_and(|notice| policy.document.notices.contains_key(notice))
}

fn check(policy: &Policy, facts: &Facts, request: &Answer) -> Result<(), Refusal> {
    if !known(policy, &request.to) {
        return Err(Refusal::gap(Code::NotFound, &request.to));
    }
    crate::gate::on_platform(policy, request.platform.as_ref(), None)?;
    match request.of {
        Of::Person(subject) => of_person(policy, facts, request, subject)?,
        Of::Tenant => of_tenant(policy, facts, request)?,
    }
    request.shown.check_answer(policy, &request.to, request.said)
}

fn of_person(policy: &Policy, facts: &Facts, request: &Answer, subject: Subject) -> Result<(), Refusal> {
    let by = |code, remedy| Err(Refusal::by(request.to.clone(), code, remedy));
    let own = request.actor.capacity == Capacity::Subject && request.actor.subject == Some(subject);
    let person = facts.person(Some(subject));
    let guardian = request.actor.capacity == Capacity::Guardian && person.is_some_and(|person| person.guardian_agreed);
    // The product itself says what it showed.
    let product = request.said == Said::Shown && matches!(request.actor.capacity, Capacity::Service | Capacity::Staff);
    if !own && !guardian && !product {
        return by(Code::ActorDenied, Remedy::ActAs(vec![Name::from("subject")]));
    }
    if request.said == Said::Declined {
        return Ok(());
    }
    match person.map(|person| person.account) {
        // Who has no account yet answers before she registers; in a tenant she would be nobody.
        None if policy.has_tenants() && facts.tenant_named => by(Code::TenantDenied, Remedy::NameTenant),
        Some(AccountState::Disabled | AccountState::Cancelled) => by(Code::AccountDisabled, Remedy::BeginAgain),
        None | Some(AccountState::Open) => Ok(()),
    }
}

fn of_tenant(policy: &Policy, facts: &Facts, request: &Answer) -> Result<(), Refusal> {
    let by = |code, remedy| Err(Refusal::by(request.to.clone(), code, remedy));
    match facts.tenant {
        None => return by(Code::TenantDenied, Remedy::NameTenant),
        Some(TenantState::Suspended | TenantState::Cancelled | TenantState::Ended) => {
            return by(Code::AccountDisabled, Remedy::BeginAgain);
        }
        Some(TenantState::Active) => {}
    }
    let product = request.said == Said::Shown && matches!(request.actor.capacity, Capacity::Service | Capacity::Staff);
    if !product && !account::administers(policy, facts, &request.actor) {
        return by(Code::ActorDenied, account::administrators(policy));
    }
    Ok(())
}

/// Who declines leaves: every consent that she gave, of a notice those to its purposes, is withdrawn, and what was
/// captured on it goes by the rules that say so.
fn withdraw_all(policy: &Policy, facts: &Facts, to: &Name, subject: Subject, at: Timestamp, plan: &mut Plan) {
    let Some(person) = facts.person(Some(subject)) else { return };
    let notice = to.strip_prefix("notice.").and_then(|notice| policy.document.notices.get(notice));
    let concerned = |purpose: &Name| notice.is_none_or(|notice| notice.purposes.contains(purpose));
    for (purpose, fact) in &person.consents {
        if fact.state != ConsentState::Given || !concerned(purpose) {
            continue;
        }
        let (state, kind, purpose) = (ConsentState::Withdrawn, fact.kind.clone(), purpose.clone());
        let promise = consent::promise_of(policy, &purpose);
        let shown = Shown::default();
        let change = Change::SetConsent { subject, purpose: purpose.clone(), state, kind, shown, at };
        plan.push_replayed(&promise, change);
        retain::plan_taken_back(policy, Back::Consent, &purpose, Holder(subject.0), at, plan);
    }
}

/// Accepting the policy is the consent that an account begins with: accepted once more, it is given once more.
fn renew(policy: &Policy, facts: &Facts, shown: &Shown, subject: Subject, at: Timestamp, plan: &mut Plan) {
    let consents = facts.person(Some(subject)).into_iter().flat_map(|person| &person.consents);
    let opens = |purpose: &Name| policy.document.purposes.get(purpose).is_some_and(|row| row.opens_account);
    for (purpose, fact) in consents.filter(|(purpose, _)| opens(purpose)) {
        let (state, kind, shown) = (ConsentState::Given, fact.kind.clone(), shown.clone());
        let change = Change::SetConsent { subject, purpose: purpose.clone(), state, kind, shown, at };
        plan.push_replayed(&path("purpose", purpose), change);
    }
}

/// The answers with which an account begins: the policy is accepted, and so is what waits for the same act.
pub(crate) fn plan_opening(
    policy: &Policy,
    subject: Subject,
    purpose: &Name,
    shown: &Shown,
    at: Timestamp,
    plan: &mut Plan,
) {
    let hers =
        |row: &policy::rows::Notice| row.awaits.is_some() && row.by != Some(Answering::Tenant) && !row.is_of_closing();
    let told = policy.document.notices.iter().filter(|(_, row)| hers(row) && row.purposes.contains(purpose));
    let notices = told.map(|(notice, _)| path("notice", notice));
    let said = if shown.action == Said::Used.as_str() { Said::Used } else { Said::Accepted };
    for to in std::iter::once(Name::from(POLICY)).chain(notices) {
        let change = Change::SetAnswer { holder: Holder(subject.0), to: to.clone(), said, shown: shown.clone(), at };
        plan.push_replayed(&to, change);
    }
}

/// Whoever was told of the version in force, and goes on using the product, has that on record once. It is no consent.
pub(crate) fn plan_use(policy: &Policy, facts: &Facts, actor: &Actor, at: Timestamp, plan: &mut Plan) {
    let Some(subject) = actor.subject.filter(|_| actor.capacity == Capacity::Subject) else { return };
    let Some(answer) = facts.answer(Holder(subject.0), POLICY) else { return };
    let of_now = |given: &Option<Given>| given.as_ref().filter(|given| given.notice == policy.hash).cloned();
    let Some(told) = of_now(&answer.shown) else { return };
    if of_now(&answer.used).is_some() || of_now(&answer.accepted).is_some() || answer.has_declined() {
        return;
    }
    let shown = by_use(told);
    let (holder, to, said) = (Holder(subject.0), Name::from(POLICY), Said::Used);
    plan.push_replayed(&Name::from(POLICY), Change::SetAnswer { holder, to, said, shown, at });
}

/// What was shown, as the record of its use says it.
pub(crate) fn by_use(told: Given) -> Shown {
    Shown { notice: told.notice, language: told.language, action: Said::Used.as_str().to_owned() }
}

/// What stands between a person and the policy, and what she is asked next.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Standing {
    /// How the policy stands with her: `asked`, `accepted`, `declined`.
    pub policy: Stand,
    /// Under which version she answered last: its hash.
    pub version: Option<String>,
    /// When.
    pub at: Option<Timestamp>,
    /// Whether she is asked to accept the policy now.
    pub ask: bool,
    /// Because of which purposes she is asked to accept it once more.
    pub because: Vec<Name>,
    /// The purposes to which she agreed and that widened since: each consent is asked again.
    pub consents: Vec<Name>,
}

/// How the policy stands with a person.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Stand {
    /// She has not answered.
    Unanswered,
    /// She accepted it.
    Accepted,
    /// She declined it.
    Declined,
}

/// Whether `actor` may ask how the policy stands with `subject`: she herself, her guardian, the company's staff, services.
///
/// # Errors
/// `not_found` for anybody else, and for whom the tenant does not know.
pub fn may_ask(facts: &Facts, actor: &Actor, subject: Subject) -> Result<(), Refusal> {
    let may = match actor.capacity {
        // Before any tenant nobody is known yet.
        Capacity::Subject => {
            actor.subject == Some(subject) && (!facts.tenant_named || facts.account(actor.subject).is_some())
        }
        Capacity::Guardian => facts.person(Some(subject)).is_some_and(|person| person.guardian_agreed),
        Capacity::Staff | Capacity::Service | Capacity::Job => true,
    };
    let refusal = || Refusal::by(Name::from(POLICY), Code::NotFound, Remedy::Nothing);
    may.then_some(()).ok_or_else(refusal)
}

/// How the policy stands with the person, and what she is asked: nothing that she has answered and that did not widen
/// since, and after a decline nothing before a material version.
#[must_use]
pub fn standing(policy: &Policy, facts: &Facts, subject: Subject) -> Standing {
    let none = AnswerFact::default();
    let answer = facts.answer(Holder(subject.0), POLICY).unwrap_or(&none);
    let accepted = answer.agreement(policy.accepted_by_use());
    let (stand, given) = match (answer.declined.as_ref().filter(|_| answer.has_declined()), accepted) {
        (Some(given), _) => (Stand::Declined, Some(given)),
        (None, Some(given)) => (Stand::Accepted, Some(given)),
        (None, None) => (Stand::Unanswered, None),
    };
    let because = given.filter(|_| stand == Stand::Accepted).map(|given| policy.accepted_anew(&given.notice));
    let because = because.unwrap_or_default();
    let ask = match (stand, given) {
        (Stand::Accepted, Some(given)) if !facts.counts(given.at) => true,
        (Stand::Declined, Some(given)) => policy.asks_after_decline(&given.notice),
        (Stand::Accepted, Some(_)) => !because.is_empty(),
        _ => true,
    };
    let consents = facts.person(Some(subject)).into_iter().flat_map(|person| &person.consents);
    let open = consents.filter(|(purpose, fact)| {
        fact.state == ConsentState::Given && !crate::gate::stands(policy, facts, fact, purpose)
    });
    // The consent with which an account began is the acceptance itself.
    let own = |purpose: &Name| policy.document.purposes.get(purpose).is_some_and(|row| !row.opens_account);
    let consents = open.map(|(purpose, _)| purpose).filter(|purpose| own(purpose));
    Standing {
        policy: stand,
        version: given.map(|given| given.notice.clone()),
        at: given.map(|given| given.at),
        ask,
        because,
        consents: consents.map(|purpose| path("purpose", purpose)).collect(),
    }
}
