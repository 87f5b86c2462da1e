//! What may not be erased: the longest floor that a law or a hold puts under a value, and which.

use super::live::{Keeper, keeper, running};
use crate::change::Change;
use crate::facts::{Facts, HoldFact, RecordFact};
use crate::plan::Plan;
use crate::reference::{Hold, Record};
use jiff::Timestamp;
use policy::read::Text;
use policy::rows::Ground;
use policy::{Name, Policy};

/// A value that a law or a hold keeps, and until when.
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
    /// The law that wants it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub law: Option<Text>,
    /// The hold that keeps it, where one does.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub hold: Option<Hold>,
}

/// The values of `record` that a law or a hold keeps at `now`, each with what keeps it longest.
#[must_use]
pub fn kept(policy: &Policy, facts: &Facts, record: &RecordFact, now: Timestamp) -> Vec<Kept> {
    record.items.keys().filter_map(|item| longest(policy, facts, record, item, now)).collect()
}

fn longest(policy: &Policy, facts: &Facts, record: &RecordFact, item: &Name, now: Timestamp) -> Option<Kept> {
    let floors = running(policy, facts, record, item, now).filter_map(|slot| {
        let keeper = keeper(policy, facts, slot)?;
        let binds = !matches!(&keeper, Keeper::Rule(end) if !end.legal);
        binds.then_some((slot.until, keeper))
    });
    // Of two that end together the one that comes first in the policy speaks.
    let longer = |one: &(Option<Timestamp>, Keeper<'_>)| std::cmp::Reverse(one.0.unwrap_or(Timestamp::MAX));
    let (until, keeper) = floors.min_by_key(longer)?;
    let (law, hold) = match &keeper {
        Keeper::Rule(end) => (law_of_rule(policy, &end.row), None),
        Keeper::Hold(hold, ground) => (law_of_hold(hold, *ground), Some(hold.hold)),
    };
    Some(Kept { record: record.record, item: item.clone(), promise: keeper.promise(), until, law, hold })
}

fn law_of_rule(policy: &Policy, row: &Name) -> Option<Text> {
    policy.document.retention.get(row)?.basis.clone()
}

/// The law and the article that are on file; else those of the ground.
fn law_of_hold(hold: &HoldFact, ground: Option<&Ground>) -> Option<Text> {
    let on_file = ["law", "provision"].into_iter().filter_map(|fact| hold.file.facts.get(fact).map(String::as_str));
    let on_file = on_file.collect::<Vec<_>>().join(", ");
    if on_file.is_empty() { ground?.law.clone() } else { Some(Text::plain(&on_file)) }
}

/// A record gives its place to a new one: it goes, but for what a law or a hold keeps, which nothing else keeps then.
pub(crate) fn replace(
    policy: &Policy,
    facts: &Facts,
    old: &RecordFact,
    now: Timestamp,
    promise: &Name,
    plan: &mut Plan,
) {
    if kept(policy, facts, old, now).is_empty() {
        return plan.push_replayed(promise, Change::Remove { record: old.record, items: Vec::new() });
    }
    leave_to_law(policy, old, promise, plan);
}

/// What a law or a hold keeps of a record is kept by nothing else from now on.
pub(crate) fn leave_to_law(policy: &Policy, record: &RecordFact, promise: &Name, plan: &mut Plan) {
    let binds = |rule: &Name| policy.end(rule).is_none_or(|end| end.legal);
    let mut rules: Vec<Name> = record.slots.iter().map(|slot| slot.rule.clone()).filter(|rule| !binds(rule)).collect();
    rules.sort_unstable();
    rules.dedup();
    if !rules.is_empty() {
        plan.push_replayed(promise, Change::Unlock { record: record.record, rules, group: None });
    }
}
