//! Locks: under which rules a fresh record is sealed, and the work that its own terms set.

use super::live::{running, standing};
use super::relock::agrees_to;
use crate::change::{Change, Group, Lock, Work};
use crate::facts::{ConsentState, Facts, RecordFact, SlotFact};
use crate::plan::Plan;
use crate::reference::Subject;
use jiff::{Timestamp, ToSpan};
use policy::rows::Basis;
use policy::{Begins, CoverGroup, End, Name, Policy};

/// A record that is being captured.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Fresh<'a> {
    pub subject: Option<Subject>,
    pub purpose: &'a Name,
    pub kind: &'a Name,
    pub items: &'a [Name],
    pub at: Timestamp,
}

/// Sorts items into groups of equal rules, each with its locks: those of its rules, those of longer terms that the
/// person agreed to, and those of the holds on her data.
pub(crate) fn groups(policy: &Policy, facts: &Facts, fresh: Fresh<'_>) -> Vec<Group> {
    let given = |group: &CoverGroup| -> Vec<Name> {
        group.items.iter().filter(|item| fresh.items.contains(item)).cloned().collect()
    };
    let keeps = |end: &&End| match &end.begins {
        Begins::AtCapture => needs(policy, facts, fresh, end),
        Begins::Agreed => agrees_to(facts, fresh.subject, end),
        Begins::On(_) | Begins::During(_) => false,
    };
    let locked = |group: &CoverGroup| {
        let items = given(group);
        let ends = policy.every_end_in(group).filter(keeps).map(|end| lock(policy, end, fresh.at));
        let holds = held(facts, fresh.subject, &items, fresh.at);
        Group { locks: ends.chain(holds).collect(), items }
    };
    policy.groups_of(fresh.kind).iter().map(locked).filter(|group| !group.items.is_empty()).collect()
}

/// Whether the purpose for which the end keeps needs the record: what rests on a consent that was not given needs nothing.
fn needs(policy: &Policy, facts: &Facts, fresh: Fresh<'_>, end: &End) -> bool {
    let Some(purpose) = end.needed_for.as_ref().filter(|purpose| *purpose != fresh.purpose) else { return true };
    let asks = policy.document.purposes.get(purpose).is_some_and(|row| row.basis == Basis::Consent);
    let consent = facts.person(fresh.subject).and_then(|person| person.consents.get(purpose));
    !asks || consent.is_some_and(|consent| consent.state == ConsentState::Given)
}

/// The locks of the holds on the person's data that keep any of `items`.
fn held(facts: &Facts, subject: Option<Subject>, items: &[Name], now: Timestamp) -> Vec<Lock> {
    let holds = facts.holds.iter().filter(|hold| subject.is_some() && hold.runs(now));
    holds.filter_map(|hold| super::hold::lock(hold.hold, &hold.file, items, |_| true)).collect()
}

/// The lock of `end` for a record that was created at `created_at`.
pub(super) fn lock(policy: &Policy, end: &End, created_at: Timestamp) -> Lock {
    let until = end.term(created_at, &policy.zone, &policy.calendar).map(|due| due.end);
    lock_until(policy, end, until)
}

/// The lock of `end`, which ends at `until`: the day of the end names the term's half.
pub(super) fn lock_until(policy: &Policy, end: &End, until: Option<Timestamp>) -> Lock {
    // An end at 24:00 belongs to the day that it closes.
    let term_day = until.map(|at| {
        let last = at.checked_sub(1.nanosecond()).unwrap_or(at);
        last.to_zoned(policy.zone.clone()).date()
    });
    Lock { rule: end.rule.clone(), edition: end.edition, term_day, until, items: Vec::new() }
}

/// The work that a fresh record's own terms set: its values end exactly, its terms' halves with the day.
pub(crate) fn plan_terms(policy: &Policy, groups: &[Group], created_at: Timestamp, plan: &mut Plan) {
    let mut seen = Vec::new();
    for lock in groups.iter().flat_map(|group| &group.locks) {
        let (Some(until), Some(end)) = (lock.until, policy.end(&lock.rule)) else { continue };
        if seen.contains(&&lock.rule) {
            continue;
        }
        seen.push(&lock.rule);
        let term = end.term(created_at, &policy.zone, &policy.calendar);
        let sweep = term.filter(|due| due.end == until).map_or(until, |due| due.sweep);
        for change in term_work(policy, lock, sweep, plan.entry.at) {
            plan.push(&end.promise, change);
        }
    }
}

/// The work that one lock with a term sets, whose values are swept at `sweep`.
fn term_work(policy: &Policy, lock: &Lock, sweep: Timestamp, now: Timestamp) -> Vec<Change> {
    let (Some(until), Some(day)) = (lock.until, lock.term_day) else { return Vec::new() };
    let values = Work::EndValues { rule: lock.rule.clone(), until };
    let term = Work::EndTerm { rule: lock.rule.clone(), edition: lock.edition, day };
    let over = day_over(policy, day, until);
    let due = |at, work| Change::Due { at, work, since: None };
    let mut work = vec![due(sweep, values), due(over, term)];
    if policy.end(&lock.rule).is_some_and(|end| end.into.is_some()) {
        let anonymise = Work::Anonymise { rule: lock.rule.clone(), until: over };
        work.push(due(gathered_at(policy, day, sweep, now), anonymise));
    }
    work
}

/// When what ends on `day` is worked out together: as the day begins; of a term that is shorter than that, a little
/// before its end. Alone nobody could go into a set: too few would share what shows of her.
fn gathered_at(policy: &Policy, day: jiff::civil::Date, sweep: Timestamp, now: Timestamp) -> Timestamp {
    let begins = day.to_zoned(policy.zone.clone()).map_or(now, |zoned| zoned.timestamp());
    if begins > now {
        return begins.min(sweep);
    }
    let lead = (sweep.duration_since(now) / 10).min(jiff::SignedDuration::from_hours(1));
    sweep.checked_sub(lead).unwrap_or(sweep)
}

/// The work of a lock that a record got later: a restore sets it again with the lock.
pub(super) fn plan_later_term(policy: &Policy, end: &End, lock: &Lock, sweep: Timestamp, plan: &mut Plan) {
    for change in term_work(policy, lock, sweep, plan.entry.at) {
        plan.push_replayed(&end.promise, change);
    }
}

/// The instant at which nothing that ended on `day` may still be open.
fn day_over(policy: &Policy, day: jiff::civil::Date, until: Timestamp) -> Timestamp {
    let next = day.tomorrow().ok().and_then(|next| next.to_zoned(policy.zone.clone()).ok());
    next.map_or(until, |zoned| zoned.timestamp()).max(until)
}

/// Adds keyslots of `lock` to each group of `record` for those of its items that `end` covers and that are still kept: for a
/// law by anything, for a longer time by the rule itself, which has not ended.
///
/// Shape: one change for a group; its items are listed where it is for some of them only. Answers whether there was
/// a group to lock.
pub(super) fn lock_record(
    policy: &Policy,
    facts: &Facts,
    record: &RecordFact,
    end: &End,
    lock: &Lock,
    now: Timestamp,
    plan: &mut Plan,
) -> bool {
    let covered = |item: &Name| policy.every_end_of(&record.kind, item).any(|own| own.rule == end.rule);
    let mut locked = false;
    for (group, items) in groups_of(record) {
        let of_rule = |slot: &SlotFact| policy.end(&slot.rule).is_some_and(|own| own.row == end.row);
        // What has ended and was not swept yet is not brought back.
        let alive = |item: &Name| match wanted_anew(end) {
            true => standing(policy, facts, record, item, now).next().is_some(),
            false => running(policy, facts, record, item, now).any(of_rule),
        };
        let some: Vec<Name> = items.iter().filter(|item| covered(item) && alive(item)).cloned().collect();
        let there = record.slots.iter().any(|slot| slot.group == group && slot.rule == lock.rule);
        if some.is_empty() || there {
            continue;
        }
        let items = if some.len() == items.len() { Vec::new() } else { some };
        let lock = Lock { items, ..lock.clone() };
        let change = Change::Lock { record: record.record, group, lock, wrapped: String::new() };
        plan.push_replayed(&end.promise, change);
        locked = true;
    }
    locked
}

/// Whether a law wants it kept, whatever kept it until now.
const fn wanted_anew(end: &End) -> bool {
    end.legal && matches!(end.begins, Begins::AtCapture | Begins::On(_))
}

/// A record's items by group.
pub(super) fn groups_of(record: &RecordFact) -> std::collections::BTreeMap<u16, Vec<Name>> {
    let mut groups = std::collections::BTreeMap::<u16, Vec<Name>>::new();
    for (item, group) in &record.items {
        groups.entry(*group).or_default().push(item.clone());
    }
    groups
}

/// The keyslots that an activity adds which is opened about `record`: its ends wait as long as it is open.
pub(crate) fn lock_open(
    policy: &Policy,
    facts: &Facts,
    record: &RecordFact,
    kind: &Name,
    now: Timestamp,
    plan: &mut Plan,
) {
    for end in policy.ends().iter().filter(|end| end.begins == Begins::During(kind.clone())) {
        let lock = lock_until(policy, end, None);
        lock_record(policy, facts, record, end, &lock, now, plan);
    }
}
