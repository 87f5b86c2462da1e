//! Erase: by wish, and when something falls due.

use crate::account::{administers, administrators};
use crate::actor::{Actor, Capacity, Moment};
use crate::change::{Change, Work};
use crate::code::Code;
use crate::entry::Entry;
use crate::facts::{Facts, RecordFact};
use crate::plan::{Decision, Plan, decided};
use crate::reference::{Holder, Record};
use crate::refusal::{Refusal, Remedy};
use jiff::Timestamp;
use policy::{Name, Policy};

/// Records that somebody wants erased.
#[derive(Debug, Clone)]
pub struct Erase {
    /// Who acts.
    pub actor: Actor,
    /// Whether the wish is for everything about a person: then what somebody else holds of her is left out
    /// where its holder does not ask.
    pub all: bool,
}

/// A value that a law keeps, and until when.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct Kept {
    /// In which record.
    pub record: Record,
    /// Which item.
    pub item: Name,
    /// Under which promise.
    pub promise: Name,
    /// Until when; `None` where the end depends on an event to come.
    pub until: Option<Timestamp>,
}

/// The values of `record` that a law keeps at `now`.
#[must_use]
pub fn kept(policy: &Policy, record: &RecordFact, now: Timestamp) -> Vec<Kept> {
    let mut kept = Vec::new();
    for (item, group) in &record.items {
        let legal = record
            .slots
            .iter()
            .filter(|slot| slot.group == *group && slot.until.is_none_or(|until| now < until))
            .find_map(|slot| policy.end(&slot.rule).filter(|end| end.legal).map(|end| (end, slot.until)));
        if let Some((end, until)) = legal {
            kept.push(Kept { record: record.record, item: item.clone(), promise: end.promise.clone(), until });
        }
    }
    kept
}

/// Decides whether the loaded records may be erased now: by the person they are about, or by the tenant's
/// administrator where the tenant holds them. What a law keeps stays; if nothing else is left to erase, the
/// whole wish is `retention_locked`, with its end.
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
            entry.items = removals.iter().flat_map(|(_, items)| items).map(|item| (item.clone(), None)).collect();
            let mut plan = Plan::resting_on(facts.rests_on.clone(), entry);
            for (record, items) in removals {
                plan.push_replayed(&Name::from("right.delete"), Change::Remove { record, items });
            }
            Ok(plan)
        }
    })
}

fn check(
    policy: &Policy,
    facts: &Facts,
    request: &Erase,
    moment: &Moment,
) -> Result<Vec<(Record, Vec<Name>)>, Refusal> {
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
    if let Some(kept) = all_locked(policy, &asked, moment.now) {
        return Err(Refusal::by(kept.promise, Code::RetentionLocked, Remedy::Wait).about(&kept.item).until(kept.until));
    }
    if !allowed {
        return Err(by(Code::ActorDenied, administrators(policy)));
    }
    let free = asked.into_iter().map(|record| (record.record, free(policy, record, moment.now)));
    Ok(free.filter(|(_, items)| !items.is_empty()).collect())
}

/// The items of `record` that no law keeps.
fn free(policy: &Policy, record: &RecordFact, now: Timestamp) -> Vec<Name> {
    let kept = kept(policy, record, now);
    record.items.keys().filter(|item| !kept.iter().any(|kept| kept.item == **item)).cloned().collect()
}

/// What a law keeps longest, if it keeps every value of every record.
fn all_locked(policy: &Policy, records: &[&RecordFact], now: Timestamp) -> Option<Kept> {
    if !records.iter().all(|record| free(policy, record, now).is_empty()) {
        return None;
    }
    let kept = records.iter().flat_map(|record| kept(policy, record, now));
    kept.max_by_key(|kept| kept.until.unwrap_or(Timestamp::MAX))
}

/// The plan of work that has fallen due: keys, rows and index entries go, and the ledger says so.
#[must_use]
pub fn decide_due(policy: &Policy, facts: &Facts, work: &Work, due_at: Timestamp, moment: &Moment) -> Decision {
    let act = match work {
        Work::CloseActivity { .. } => "open",
        Work::AnswerCase { .. } => "case",
        Work::Backup => "backup",
        _ => "erase",
    };
    let mut entry = Entry::of(policy, moment, &Actor::job(), act);
    let (promise, about) = match work {
        Work::EndHolder { holder, rule, event } => {
            entry.subject = Some(crate::reference::Subject(holder.0));
            (rule_promise(policy, rule), event.clone())
        }
        Work::EndRecords { holder, rule, event, .. } => {
            entry.subject = Some(crate::reference::Subject(holder.0));
            (rule_promise(policy, rule), event.clone())
        }
        Work::EndRule { rule, event } => (rule_promise(policy, rule), event.clone()),
        Work::EndTerm { rule, .. } | Work::EndValues { rule, .. } => {
            (rule_promise(policy, rule), Name::from(policy::RECORD_CREATED))
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
    let change = Change::Finish { work: work.clone(), due_at };
    if matches!(work, Work::ClearLog { .. } | Work::CloseActivity { .. } | Work::AnswerCase { .. } | Work::Backup) {
        plan.push(&promise, change);
    } else {
        plan.push_replayed(&promise, change);
    }
    Decision::Do(Box::new(plan))
}

fn rule_promise(policy: &Policy, rule: &Name) -> Name {
    policy.end(rule).map_or_else(|| policy::rows::path("retention", rule), |end| end.promise.clone())
}
