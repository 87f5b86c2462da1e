//! Erase: by wish, and when something falls due.

pub mod leave;
pub mod tell;
pub mod telling;
mod wish;

pub use wish::{Erase, decide};

use crate::actor::{Actor, Moment};
use crate::change::{Change, Work};
use crate::entry::Entry;
use crate::facts::Facts;
use crate::plan::{Decision, Plan};
use crate::retain;
use jiff::Timestamp;
use policy::{Name, Policy};

/// The right on which erasure by wish rests.
pub(crate) const RIGHT: &str = "delete";

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
        Work::EndTerm { rule, .. } | Work::EndValues { rule, .. } | Work::Anonymise { rule, .. } => {
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
        Work::Derive { derived, .. } => (policy::rows::path("derived", derived), Name::from(policy::RECORD_CREATED)),
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
        Work::Anonymise { .. } | Work::Derive { .. } => "derive",
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
