//! Drawn codes: tried a bounded number of times, used once.

use crate::actor::{Actor, Capacity, Moment};
use crate::change::Change;
use crate::code::Code;
use crate::entry::Entry;
use crate::facts::{Facts, RecordFact};
use crate::gate::plays;
use crate::permit::{Opening, Permit};
use crate::plan::{Decision, Plan, decided};
use crate::reference::Subject;
use crate::refusal::{Refusal, Remedy};
use crate::retain::{self, For, Opened};
use policy::rows::{DrawnCode, Purpose, path};
use policy::{Form, Name, Policy};

/// A hashed value to be compared: a code or a password.
#[derive(Debug, Clone)]
pub struct Verify {
    /// Who acts.
    pub actor: Actor,
    /// Under which purpose.
    pub purpose: Name,
    /// Which item.
    pub item: Name,
}

/// How `item` is drawn, if it is.
#[must_use]
pub fn drawn<'p>(policy: &'p Policy, item: &str) -> Option<&'p DrawnCode> {
    policy.document.data.get(item)?.drawn.as_ref()
}

/// Decides whether a code may be drawn: so many for one look-up value in a window, no more.
#[must_use]
pub fn may_draw(policy: &Policy, facts: &Facts, purpose: &Name, item: &Name) -> Option<Refusal> {
    let drawn = drawn(policy, item)?;
    let refusal = || Refusal::by(path("purpose", purpose), Code::RateLimited, Remedy::Wait).about(item);
    (facts.draws >= drawn.draws).then(refusal)
}

/// Decides whether a value may be compared with the loaded record: each try of a drawn code is counted
/// before it is made, so that no number of guesses at once gets more.
///
/// Refusals: somebody whom the purpose does not name (`tenant_denied`, `actor_denied`); no record or its time is over (`expired` for a code, `not_found` else); disabled account;
/// tries used up (`rate_limited`).
#[must_use]
pub fn decide(policy: &Policy, facts: &Facts, request: &Verify, moment: &Moment) -> Decision {
    let mut entry = Entry::of(policy, moment, &request.actor, "verify");
    entry.purpose = policy.document.purposes.get_key_value(&request.purpose).map(|(name, _)| name.clone());
    let item = policy.document.data.get_key_value(&request.item).map(|(item, _)| item.clone());
    entry.items = item.map(|item| (item, Some(Form::Hashed))).into_iter().collect();
    entry.records = facts.records.iter().map(|record| record.record).collect();
    entry.subject = facts.records.iter().find_map(|record| record.subject);
    decided(match check(policy, facts, request, moment) {
        Err(refusal) => Err((refusal, entry)),
        // ---- nothing is refused below this line ----
        Ok((opening, record)) => {
            let promise = path("purpose", &request.purpose);
            entry.promise = Some(promise.clone());
            let mut plan = Plan::resting_on(facts.rests_on.clone(), entry);
            if let Some(drawn) = drawn(policy, &request.item) {
                plan.push(&promise, Change::CountTry { record, max: drawn.tries });
            }
            plan.permit = Some(Permit::new(request.purpose.clone(), moment.now, vec![opening]));
            Ok(plan)
        }
    })
}

fn check(
    policy: &Policy,
    facts: &Facts,
    request: &Verify,
    moment: &Moment,
) -> Result<(Opening, crate::reference::Record), Refusal> {
    let row: &Purpose = policy
        .document
        .purposes
        .get(&request.purpose)
        .ok_or_else(|| Refusal::gap(Code::PurposeDenied, &request.purpose))?;
    let by = |code, remedy| Refusal::by(path("purpose", &request.purpose), code, remedy).about(&request.item);
    let allowed = row.reads.get(&request.item) == Some(&Form::Hashed)
        || row.collects.iter().any(|kind| holds(policy, kind, &request.item));
    if !allowed {
        return Err(by(Code::PurposeDenied, Remedy::Nothing));
    }
    may_compare(policy, facts, request, row)?;
    let drawn = drawn(policy, &request.item);
    let gone = || by(if drawn.is_some() { Code::Expired } else { Code::NotFound }, Remedy::BeginAgain);
    let record: &RecordFact = facts.records.first().ok_or_else(gone)?;
    if policy.has_tenants() && facts.tenant_named {
        account_open(facts, record.subject, drawn.is_some()).map_err(|code| by(code, Remedy::BeginAgain))?;
    }
    if drawn.is_some_and(|drawn| record.tries >= drawn.tries) {
        return Err(by(Code::RateLimited, Remedy::BeginAgain));
    }
    let who = For { policy, facts, row, purpose: &request.purpose, now: moment.now };
    match retain::opening(who, record, &request.item, Form::Hashed) {
        Opened::Yes(opening) => Ok((opening, record.record)),
        Opened::Restricted(refusal) => Err(refusal),
        Opened::Ended => Err(gone()),
    }
}

/// Whoever the purpose names: a role, or the person herself, who compares with her own record alone.
fn may_compare(policy: &Policy, facts: &Facts, request: &Verify, row: &Purpose) -> Result<(), Refusal> {
    let by = |code, remedy| Refusal::by(path("purpose", &request.purpose), code, remedy);
    let actor = &request.actor;
    let herself = actor.capacity == Capacity::Subject;
    if herself && facts.tenant_named && facts.account(actor.subject).is_none() {
        return Err(by(Code::TenantDenied, Remedy::NameTenant));
    }
    let hers = facts.records.first().is_none_or(|record| record.subject.is_none() || record.subject == actor.subject);
    let own = herself && row.by.iter().any(|name| name == "subject") && hers;
    let roles = row.by.iter().filter_map(|name| name.strip_prefix("role."));
    if own || roles.into_iter().any(|role| plays(policy, actor, role)) {
        return Ok(());
    }
    Err(by(Code::ActorDenied, Remedy::ActAs(row.by.clone())))
}

fn account_open(facts: &Facts, subject: Option<Subject>, before_account: bool) -> Result<(), Code> {
    use crate::facts::{AccountState, TenantState};
    match (facts.tenant, facts.account(subject)) {
        (None, _) => Err(Code::NotFound),
        (Some(TenantState::Active), Some(AccountState::Open)) => Ok(()),
        (Some(TenantState::Active), None) if before_account => Ok(()),
        (Some(TenantState::Active), None) => Err(Code::NotFound),
        _ => Err(Code::AccountDisabled),
    }
}

fn holds(policy: &Policy, kind: &Name, item: &Name) -> bool {
    policy.document.records.get(kind).is_some_and(|row| row.holds.contains(item))
}

/// The plan after a code was right: it is used up, and goes at once.
#[must_use]
pub fn use_up(policy: &Policy, facts: &Facts, request: &Verify, moment: &Moment) -> Decision {
    let mut entry = Entry::of(policy, moment, &request.actor, "verify");
    entry.purpose = Some(request.purpose.clone());
    entry.records = facts.records.iter().map(|record| record.record).collect();
    entry.promise = Some(path("purpose", &request.purpose));
    let promise = path("purpose", &request.purpose);
    let mut plan = Plan::resting_on(facts.rests_on.clone(), entry);
    for record in &facts.records {
        plan.push_replayed(&promise, Change::Remove { record: record.record, items: Vec::new() });
    }
    Decision::Do(Box::new(plan))
}
