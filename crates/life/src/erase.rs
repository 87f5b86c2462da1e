//! Erase: by wish, and when something falls due.

pub mod leave;
pub mod tell;
pub mod telling;

use self::tell::Erased;
use crate::account::{administers, administrators};
use crate::actor::{Actor, Capacity, Moment};
use crate::change::{Change, Work};
use crate::code::Code;
use crate::entry::Entry;
use crate::facts::{Facts, RecordFact};
use crate::plan::{Decision, Plan, decided};
use crate::reference::Holder;
use crate::refusal::{Refusal, Remedy};
use crate::retain::{self, Kept, kept};
use jiff::Timestamp;
use policy::{Name, Policy};

/// The right on which erasure by wish rests.
pub(crate) const RIGHT: &str = "delete";

/// Records that somebody wants erased.
#[derive(Debug, Clone)]
pub struct Erase {
    /// Who acts.
    pub actor: Actor,
    /// Whether the wish is for everything about a person: then what somebody else holds of her is left out
    /// where its holder does not ask.
    pub all: bool,
}

/// Decides whether the loaded records may be erased now: by the person they are about, or by the tenant's
/// administrator where the tenant holds them. What a law or a hold keeps stays, for that alone; if nothing else is left to
/// erase, the whole wish is `retention_locked`, with its law and its end.
#[must_use]
pub fn decide(policy: &Policy, facts: &Facts, request: &Erase, moment: &Moment) -> Decision {
    let mut entry = Entry::of(policy, moment, &request.actor, "erase");
    entry.records = facts.records.iter().map(|record| record.record).collect();
    entry.subject = facts.records.iter().find_map(|record| record.subject);
    decided(match check(policy, facts, request, moment) {
        Err(refusal) => Err((refusal, entry)),
        // ---- nothing is refused below this line ----
        Ok(removals) => {
            entry.promise = Some(Name::from("right.delete"));
            entry.counts = counts(&removals);
            entry.items = removals.iter().flat_map(|(_, items)| items).map(|item| (item.clone(), None)).collect();
            let mut plan = Plan::resting_on(facts.rests_on.clone(), entry);
            let promise = Name::from("right.delete");
            let gone: Vec<_> = removals.iter().map(|(record, items)| (record.record, items.clone())).collect();
            let whose = entry_holder(facts, &plan);
            tell::plan_erasure(policy, facts, (whose, &Erased::Items(&gone)), &promise, moment, &mut plan);
            for (record, items) in removals {
                let all = items.len() == record.items.len();
                if !items.is_empty() {
                    plan.push_replayed(&promise, Change::Remove { record: record.record, items });
                }
                if !all {
                    retain::leave_to_law(policy, record, &promise, &mut plan);
                }
            }
            Ok(plan)
        }
    })
}

/// How many values of each item go.
fn counts(removals: &[(&RecordFact, Vec<Name>)]) -> Vec<(Name, u64)> {
    let mut counts = std::collections::BTreeMap::<Name, u64>::new();
    for item in removals.iter().flat_map(|(_, items)| items) {
        *counts.entry(policy::rows::path("data", item)).or_default() += 1;
    }
    counts.into_iter().collect()
}

/// Whose erasure it is: the person's, or the tenant's own.
fn entry_holder(facts: &Facts, plan: &Plan) -> Holder {
    plan.entry.subject.map_or(Holder(facts.cell.0), |subject| Holder(subject.0))
}

fn check<'f>(
    policy: &Policy,
    facts: &'f Facts,
    request: &Erase,
    moment: &Moment,
) -> Result<Vec<(&'f RecordFact, Vec<Name>)>, Refusal> {
    let promise = Name::from("right.delete");
    let by = |code, remedy| Refusal::by(promise.clone(), code, remedy);
    // The wish outlives the tenant: a cancelled one may still have erased at once what waits for its sweep.
    if policy.has_tenants() && facts.tenant.is_none() {
        return Err(by(Code::TenantDenied, Remedy::NameTenant));
    }
    if request.actor.capacity == Capacity::Subject && facts.account(request.actor.subject).is_none() {
        return Err(by(Code::TenantDenied, Remedy::NameTenant));
    }
    if facts.records.is_empty() {
        return Err(by(Code::NotFound, Remedy::Nothing));
    }
    let may = |record: &&RecordFact| {
        let tenants_own = record.holder == Holder(facts.cell.0);
        let herself = request.actor.capacity == Capacity::Subject && record.subject == request.actor.subject;
        let own = !tenants_own && record.subject.is_some() && herself;
        own || administers(policy, facts, &request.actor)
    };
    let all: Vec<&RecordFact> = facts.records.iter().collect();
    let hers: Vec<&RecordFact> = facts.records.iter().filter(may).collect();
    let allowed = if request.all { !hers.is_empty() } else { hers.len() == all.len() };
    let asked = if allowed { hers } else { all };
    // Where a law keeps every value that is asked for, nobody erases any, in whatever role.
    if let Some(kept) = all_locked(policy, facts, &asked, moment.now) {
        let remedy = if kept.hold.is_some() && kept.until.is_none() { Remedy::Nothing } else { Remedy::Wait };
        let refusal = Refusal::by(kept.promise, Code::RetentionLocked, remedy).about(&kept.item);
        return Err(refusal.until(kept.until).under(kept.law));
    }
    if !allowed {
        return Err(by(Code::ActorDenied, administrators(policy)));
    }
    if let (true, Capacity::Subject, Some(subject)) = (request.all, request.actor.capacity, request.actor.subject) {
        tell::confirmed(policy, facts, subject)?;
    }
    let free = asked.into_iter().map(|record| (record, free(policy, facts, record, moment.now)));
    Ok(free.collect())
}

/// The items of `record` that no law and no hold keeps.
fn free(policy: &Policy, facts: &Facts, record: &RecordFact, now: Timestamp) -> Vec<Name> {
    let kept = kept(policy, facts, record, now);
    record.items.keys().filter(|item| !kept.iter().any(|kept| kept.item == **item)).cloned().collect()
}

/// What is kept longest, if every value of every record is kept.
fn all_locked(policy: &Policy, facts: &Facts, records: &[&RecordFact], now: Timestamp) -> Option<Kept> {
    if !records.iter().all(|record| free(policy, facts, record, now).is_empty()) {
        return None;
    }
    let kept = records.iter().flat_map(|record| kept(policy, facts, record, now));
    kept.max_by_key(|kept| kept.until.unwrap_or(Timestamp::MAX))
}

/// The plan of work that has fallen due: keys, rows and index entries go, and the ledger says so.
#[must_use]
pub fn decide_due(policy: &Policy, facts: &Facts, work: &Work, due_at: Timestamp, moment: &Moment) -> Decision {
    let mut entry = Entry::of(policy, moment, &Actor::job(), act(work));
    let (promise, about) = match work {
        Work::EndHolder { holder, rule, event } => {
            entry.subject = Some(crate::reference::Subject(holder.0));
            (rule_promise(policy, rule), event.clone())
        }
        Work::EndRecords { holder, rule, event, .. } => {
            entry.subject = holder.map(|holder| crate::reference::Subject(holder.0));
            (rule_promise(policy, rule), event.clone())
        }
        Work::EndRule { rule, event } => (rule_promise(policy, rule), event.clone()),
        Work::EndActivity { activity, rule, event } => {
            entry.activity = Some(*activity);
            (rule_promise(policy, rule), event.clone())
        }
        Work::EndRecord { record, rule, event } => {
            entry.records = vec![*record];
            (rule_promise(policy, rule), event.clone())
        }
        Work::EndTerm { rule, .. } | Work::EndValues { rule, .. } => {
            (rule_promise(policy, rule), Name::from(policy::RECORD_CREATED))
        }
        Work::ReviewHold { hold } => {
            entry.hold = Some(*hold);
            let ground = facts.holds.iter().find(|fact| fact.hold == *hold).map(|fact| &fact.file.ground);
            let promise = ground.map_or_else(|| Name::from("policy"), |ground| policy::rows::path("ground", ground));
            (promise, Name::from("hold.overdue"))
        }
        Work::Relock { .. } | Work::Version { .. } => (Name::from("policy"), Name::from("policy.changed")),
        Work::Happened { event, .. } => (policy::rows::path("event", event), event.clone()),
        Work::AwaitTelling { .. } => {
            tell::name_telling(facts, &mut entry);
            (entry.promise.clone().unwrap_or_else(|| Name::from("policy")), Name::from("telling.overdue"))
        }
        Work::ClearLog { log } => (policy::rows::path("log", log), log.clone()),
        Work::Backup => (Name::from("protect"), Name::from("backup")),
        Work::AnswerCase { case } => {
            entry.case = Some(*case);
            (
                facts.case.as_ref().map_or_else(|| Name::from("policy"), crate::contact::promise),
                Name::from("case.overdue"),
            )
        }
        Work::CloseActivity { activity } => {
            entry.activity = Some(*activity);
            (Name::from("policy"), Name::from("activity.closed"))
        }
    };
    entry.promise = Some(promise.clone());
    entry.about = Some(about);
    let mut plan = Plan::resting_on(facts.rests_on.clone(), entry);
    let still = facts.activity.as_ref().filter(|activity| activity.closed_at.is_none());
    if let (Work::CloseActivity { .. }, Some(activity)) = (work, still) {
        retain::plan_activity_closed(policy, facts, activity, due_at, &mut plan);
    }
    if let Work::AwaitTelling { .. } = work {
        tell::plan_again(policy, facts, due_at, moment.now, &mut plan);
    }
    let change = Change::Finish { work: work.clone(), due_at };
    // What ends data is done again by a restore, and so is what sets other work.
    if work.rule().is_some() {
        plan.push_replayed(&promise, change);
    } else {
        plan.push(&promise, change);
    }
    Decision::Do(Box::new(plan))
}

/// Under which act the ledger records work that was done.
const fn act(work: &Work) -> &'static str {
    match work {
        Work::CloseActivity { .. } => "open",
        Work::AnswerCase { .. } => "case",
        Work::ReviewHold { .. } => "hold",
        Work::Backup => "backup",
        Work::Relock { .. } | Work::Version { .. } | Work::Happened { .. } => "retain",
        _ => "erase",
    }
}

/// The promise behind a rule's keys: of a retention rule, or of the ground of a hold.
fn rule_promise(policy: &Policy, rule: &Name) -> Name {
    let stem = || rule.split(['/', '@']).next().unwrap_or(rule);
    let path =
        |stem: &str| if stem.starts_with("ground.") { Name::from(stem) } else { policy::rows::path("retention", stem) };
    policy.end(rule).map_or_else(|| path(stem()), |end| end.promise.clone())
}
