//! Keyslots follow what people agree to, and what a new version of the policy says.

use super::live::{is_set_on, stands};
use super::lock::{lock, lock_record, lock_until, plan_later_term};
use crate::Actor;
use crate::actor::Moment;
use crate::change::{Change, Lock, Work};
use crate::entry::Entry;
use crate::facts::{AccountState, ConsentState, Facts, RecordFact, SlotFact};
use crate::plan::{Decision, Plan};
use crate::reference::Subject;
use jiff::Timestamp;
use policy::{Begins, Due, End, Name, Policy};
use std::collections::BTreeMap;

/// Whether the person agrees that what `end` keeps is kept longer than she was promised: to the rule's path, and since
/// this edition of it is in force.
pub(crate) fn agrees_to(facts: &Facts, subject: Option<Subject>, end: &End) -> bool {
    let consent = facts.person(subject).and_then(|person| person.consents.get(&end.promise));
    consent.is_some_and(|consent| {
        consent.state == ConsentState::Given && end.since.is_none_or(|since| since <= consent.at)
    })
}

/// The types of record that a rule's ends cover.
pub(crate) fn kinds_under(policy: &Policy, promise: &Name) -> Vec<Name> {
    let under = |kind: &Name, item: &Name| policy.every_end_of(kind, item).any(|end| end.promise == *promise);
    let records = policy.document.records.iter();
    let covered = records.filter(|(kind, row)| row.holds.iter().any(|item| under(kind, item)));
    covered.map(|(kind, _)| kind.clone()).collect()
}

/// The plan that brings the keyslots of the loaded records in line: what is kept longer now gets another keyslot where a
/// law wants it or the person agreed; what is kept shorter now ends at the earlier instant.
///
/// Done again it changes nothing. An end that an event has set already counts from that event.
#[must_use]
pub fn decide(policy: &Policy, facts: &Facts, moment: &Moment) -> Decision {
    let mut entry = Entry::of(policy, moment, &Actor::job(), "retain");
    entry.promise = Some(Name::from("policy"));
    entry.about = Some(Name::from("policy.changed"));
    entry.records = facts.records.iter().map(|record| record.record).collect();
    let mut plan = Plan::resting_on(facts.rests_on.clone(), entry);
    for record in &facts.records {
        for end in policy.ends().iter().filter(|end| is_due(policy, facts, record, end)) {
            lengthen(policy, facts, record, end, moment.now, &mut plan);
        }
        for slot in record.slots.iter().filter(|slot| stands(policy, facts, record, slot, moment.now)) {
            move_on(policy, facts, record, slot, moment.now, &mut plan);
        }
        let mut former: Vec<&Name> = record.slots.iter().map(|slot| &slot.rule).collect();
        former.sort_unstable();
        former.dedup();
        for end in former.into_iter().filter_map(|rule| policy.end(rule)) {
            if policy.ends().iter().all(|own| own.rule != end.rule) {
                shorten(policy, facts, record, end, &mut plan);
            }
        }
    }
    Decision::Do(Box::new(plan))
}

/// Whether the record ought to lie under `end` and does not.
fn is_due(policy: &Policy, facts: &Facts, record: &RecordFact, end: &End) -> bool {
    let covers = |item: &Name| policy.every_end_of(&record.kind, item).any(|own| own.rule == end.rule);
    let there = || record.slots.iter().any(|slot| slot.rule == end.rule);
    let due = match &end.begins {
        Begins::Agreed => agrees_to(facts, record.subject, end),
        // What was there before a rule was made or changed: by law, or with the person's agreement.
        Begins::AtCapture => end.since.is_some() && (end.legal || agrees_to(facts, record.subject, end)),
        Begins::On(_) | Begins::During(_) => false,
    };
    due && record.items.keys().any(covers) && !there()
}

/// Gives the record a keyslot under `end`, with every end that time or an event has set already.
fn lengthen(policy: &Policy, facts: &Facts, record: &RecordFact, end: &End, now: Timestamp, plan: &mut Plan) {
    let set: Vec<(Due, Change)> = facts
        .pending
        .iter()
        .filter(|(_, work)| of_row(policy, work, &end.row) && is_set_on(work, record))
        .flat_map(|(since, work)| dues(policy, end, work, *since))
        .collect();
    let lock = lock(policy, end, record.created_at);
    let over = lock.until.is_some_and(|until| until <= now) || set.iter().any(|(due, _)| due.end <= now);
    // Whose account is closed has no event to come that would end it.
    let open = facts.account(record.subject) == Some(AccountState::Open);
    if over || (lock.until.is_none() && set.is_empty() && !open) {
        return;
    }
    if lock_record(policy, facts, record, end, &lock, now, plan) {
        let term = end.term(record.created_at, &policy.zone, &policy.calendar);
        if let Some(term) = term {
            plan_later_term(policy, end, &lock, term.sweep, plan);
        }
        for (_, change) in set {
            plan.push_replayed(&end.promise, change);
        }
    }
}

/// What lies under a keyslot of a rule that covers it no more, and is covered by others now, gets keyslots of the ends under
/// which it goes on; the rest stays where it is.
fn move_on(policy: &Policy, facts: &Facts, record: &RecordFact, slot: &SlotFact, now: Timestamp, plan: &mut Plan) {
    let mut under = BTreeMap::<&Name, (&End, Vec<Name>)>::new();
    let mut rest = Vec::new();
    let of_group: Vec<&Name> = record.items.iter().filter(|(_, at)| **at == slot.group).map(|(item, _)| item).collect();
    for item in of_group.iter().filter(|item| slot.items.is_empty() || slot.items.contains(item)) {
        let mut ends = policy.moved(&slot.rule, &record.kind, item).peekable();
        if ends.peek().is_none() {
            rest.push((*item).clone());
        }
        for end in ends {
            under.entry(&end.rule).or_insert((end, Vec::new())).1.push((*item).clone());
        }
    }
    let Some(former) = policy.end(&slot.rule).filter(|_| !under.is_empty()) else { return };
    let listed = |items: Vec<Name>| if items.len() == of_group.len() { Vec::new() } else { items };
    let mut lock_under = |end: &End, items: Vec<Name>| {
        let term = end.term(record.created_at, &policy.zone, &policy.calendar);
        let until = term.map(|due| due.end).into_iter().chain(slot.until).min();
        let set: Vec<(Due, Change)> = facts
            .pending
            .iter()
            .filter(|(_, work)| is_set_on(work, record) && concerns(policy, record, &items, (work, &slot.rule)))
            .flat_map(|(since, work)| dues(policy, end, work, *since))
            .collect();
        if until.is_some_and(|until| until <= now) || set.iter().any(|(due, _)| due.end <= now) {
            return;
        }
        let lock = Lock { items: listed(items), ..lock_until(policy, end, until) };
        let change =
            Change::Lock { record: record.record, group: slot.group, lock: lock.clone(), wrapped: String::new() };
        plan.push_replayed(&end.promise, change);
        if let Some(until) = until {
            let sweep = term.filter(|due| due.end == until).map_or(until, |due| due.sweep);
            plan_later_term(policy, end, &lock, sweep, plan);
        }
        for (_, change) in set {
            plan.push_replayed(&end.promise, change);
        }
    };
    for (end, items) in under.into_values() {
        lock_under(end, items);
    }
    if rest.is_empty() {
        let (rules, group) = (vec![slot.rule.clone()], Some(slot.group));
        plan.push_replayed(&former.promise, Change::Unlock { record: record.record, rules, group });
    } else {
        lock_under(former, rest);
    }
}

/// Whether `work` ends what lies under `rule`, or by one of the rules that cover the items now.
fn concerns(policy: &Policy, record: &RecordFact, items: &[Name], (work, rule): (&Work, &Name)) -> bool {
    let covers = |item: &Name| policy.every_end_of(&record.kind, item).any(|end| of_row(policy, work, &end.row));
    work.rule() == Some(rule) || items.iter().any(covers)
}

/// What an earlier edition keeps ends when the policy says so now, where that is earlier.
fn shorten(policy: &Policy, facts: &Facts, record: &RecordFact, end: &End, plan: &mut Plan) {
    if let Some(due) = end.term(record.created_at, &policy.zone, &policy.calendar) {
        let nearer = |until: Option<Timestamp>| until.is_none_or(|until| due.end < until);
        if record.slots.iter().any(|slot| slot.rule == end.rule && nearer(slot.until)) {
            let (rule, until) = (end.rule.clone(), due.end);
            let change = Change::Until { record: record.record, rule: rule.clone(), until };
            plan.push_replayed(&end.promise, change);
            let work = Work::EndValues { rule, until };
            plan.push_replayed(&end.promise, Change::Due { at: due.sweep, work, since: None });
        }
    }
    let pending = facts.pending.iter().filter(|(_, work)| work.rule() == Some(&end.rule) && is_set_on(work, record));
    for (_, change) in pending.flat_map(|(since, work)| dues(policy, end, work, *since)) {
        plan.push_replayed(&end.promise, change);
    }
}

fn of_row(policy: &Policy, work: &Work, row: &Name) -> bool {
    work.rule().and_then(|rule| policy.end(rule)).is_some_and(|end| end.row == *row)
}

/// When `end` comes by the event of `work`, and the work that does it: both count from the event, however often versions
/// move them.
fn dues(policy: &Policy, end: &End, work: &Work, since: Timestamp) -> Vec<(Due, Change)> {
    let Some(event) = work.event() else { return Vec::new() };
    let since = if let Work::EndRecords { before, .. } = work { *before } else { since };
    let legs = end.legs_from(event).filter_map(|leg| leg.due(since, &policy.zone, &policy.calendar).ok());
    let set = |due: Due| {
        let change = Change::Due { at: due.sweep, work: work.clone().of_rule(&end.rule), since: Some(since) };
        (due, change)
    };
    legs.map(set).collect()
}
