//! Retain: which rules lock a value, and what falls due when something happens.

use crate::change::{Change, Group, Lock, Work};
use crate::facts::Facts;
use crate::permit::{Opening, Permit};
use crate::plan::Plan;
use crate::reference::Holder;
use jiff::{Timestamp, ToSpan};
use policy::{End, Form, Name, Policy, RECORD_CREATED};
use std::collections::BTreeSet;

#[cfg(test)]
mod tests;

/// How long the ledger keeps the body of an entry of `act`, and in which log; `None`: for good.
#[must_use]
pub fn log_end(policy: &Policy, act: &str, at: Timestamp) -> Option<(Name, Timestamp)> {
    let (name, log) = policy.log_of(act)?;
    let period = policy.period(&log.exactly)?;
    let end = policy::time::ends_at(at, &period, Default::default(), &policy.zone, &policy.calendar).ok()?;
    Some((name.clone(), end.at))
}

/// Sorts items into groups of equal rules, each with its locks.
pub(crate) fn groups(policy: &Policy, kind: &Name, items: &[Name], created_at: Timestamp) -> Vec<Group> {
    let given = |group: &policy::CoverGroup| -> Vec<Name> {
        group.items.iter().filter(|item| items.contains(item)).cloned().collect()
    };
    let locked = |group: &policy::CoverGroup| Group {
        items: given(group),
        locks: policy.ends_in(group).map(|end| lock(policy, end, created_at)).collect(),
    };
    policy.groups_of(kind).iter().map(locked).filter(|group| !group.items.is_empty()).collect()
}

fn lock(policy: &Policy, end: &End, created_at: Timestamp) -> Lock {
    let until = end.term().and_then(|leg| leg.due(created_at, &policy.zone, &policy.calendar).ok()).map(|due| due.end);
    // An end at 24:00 belongs to the day that it closes.
    let term_day = until.map(|at| {
        let last = at.checked_sub(1.nanosecond()).unwrap_or(at);
        last.to_zoned(policy.zone.clone()).date()
    });
    Lock { rule: end.rule.clone(), edition: end.edition, term_day, until }
}

/// The work that a fresh record's own terms set: its values end exactly, its terms' halves with the day.
pub(crate) fn plan_terms(policy: &Policy, groups: &[Group], created_at: Timestamp, plan: &mut Plan) {
    let mut seen = Vec::new();
    for lock in groups.iter().flat_map(|group| &group.locks) {
        let (Some(until), Some(day), Some(end)) = (lock.until, lock.term_day, policy.end(&lock.rule)) else {
            continue;
        };
        if seen.contains(&&lock.rule) {
            continue;
        }
        seen.push(&lock.rule);
        let sweep = end
            .term()
            .and_then(|leg| leg.due(created_at, &policy.zone, &policy.calendar).ok())
            .map_or(until, |due| due.sweep);
        plan.push(&end.promise, Change::Due { at: sweep, work: Work::EndValues { rule: lock.rule.clone(), until } });
        let work = Work::EndTerm { rule: lock.rule.clone(), edition: lock.edition, day };
        plan.push(&end.promise, Change::Due { at: day_over(policy, day, until), work });
    }
}

/// The instant at which nothing that ended on `day` may still be open.
fn day_over(policy: &Policy, day: jiff::civil::Date, until: Timestamp) -> Timestamp {
    let next = day.tomorrow().ok().and_then(|next| next.to_zoned(policy.zone.clone()).ok());
    next.map_or(until, |zoned| zoned.timestamp()).max(until)
}

/// Whom an event happens to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Happens {
    /// To one holder.
    To(Holder),
    /// To everybody in the cell.
    ToAll,
}

/// The work that `event` sets, and the work that it calls off. A restore sets it and calls it off again.
pub(crate) fn plan_event(policy: &Policy, event: &str, at: Timestamp, to: Happens, plan: &mut Plan) {
    for end in policy.ends() {
        for leg in end.legs_from(event).filter(|leg| leg.from != RECORD_CREATED) {
            if let Ok(due) = leg.due(at, &policy.zone, &policy.calendar) {
                plan.push_replayed(&end.promise, Change::Due { at: due.sweep, work: work(end, &leg.from, to) });
            }
        }
        for leg in end.legs.iter().filter(|leg| leg.unless.as_ref().is_some_and(|name| name == event)) {
            plan.push_replayed(&end.promise, Change::CallOff { work: work(end, &leg.from, to) });
        }
    }
}

/// What a person takes back.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Back {
    /// A consent.
    Consent,
    /// A device permission.
    Permission,
}

impl Back {
    const fn event(self) -> &'static str {
        match self {
            Self::Consent => "consent.withdrawn",
            Self::Permission => "permission.revoked",
        }
    }
}

/// The work that a consent or permission taken back sets: what `purpose` captured on it goes, by the rules that
/// say so.
pub(crate) fn plan_taken_back(
    policy: &Policy,
    back: Back,
    purpose: &Name,
    holder: Holder,
    at: Timestamp,
    plan: &mut Plan,
) {
    let Some(row) = policy.document.purposes.get(purpose) else { return };
    let captured = row.collects.iter().filter_map(|kind| Some((kind, policy.document.records.get(kind)?)));
    let rules: BTreeSet<&Name> = captured
        .flat_map(|(kind, row)| row.holds.iter().flat_map(move |item| policy.ends_of(kind, item)))
        .map(|end| &end.rule)
        .collect();
    for end in policy.ends().iter().filter(|end| rules.contains(&end.rule)) {
        for leg in end.legs_from(back.event()) {
            if let Ok(due) = leg.due(at, &policy.zone, &policy.calendar) {
                let (rule, event) = (end.rule.clone(), Name::from(back.event()));
                let work = Work::EndRecords { holder, rule, event, before: at };
                plan.push_replayed(&end.promise, Change::Due { at: due.sweep, work });
            }
        }
    }
}

fn work(end: &End, event: &Name, to: Happens) -> Work {
    let (rule, event) = (end.rule.clone(), event.clone());
    match to {
        Happens::To(holder) => Work::EndHolder { holder, rule, event },
        Happens::ToAll => Work::EndRule { rule, event },
    }
}

/// When the first of what `event` at `at` ends is swept: from then on it cannot be called off.
pub(crate) fn sweeps_at(policy: &Policy, event: &str, at: Timestamp) -> Option<Timestamp> {
    let dues = policy.ends().iter().flat_map(|end| end.legs_from(event));
    dues.filter_map(|leg| leg.due(at, &policy.zone, &policy.calendar).ok()).map(|due| due.sweep).min()
}

/// When data ends after `event` at `at`: the latest end of the rules that the event ends.
#[must_use]
pub fn gone_by(policy: &Policy, event: &str, at: Timestamp) -> Option<Timestamp> {
    let dues = policy.ends().iter().flat_map(|end| end.legs_from(event));
    dues.filter_map(|leg| leg.due(at, &policy.zone, &policy.calendar).ok()).map(|due| due.end).max()
}

/// Leave to rebuild the blind index of the loaded records: the vault gives digests only.
pub fn permit_reindex(policy: &Policy, facts: &Facts, now: Timestamp) -> Permit {
    let openings = facts.records.iter().flat_map(|record| {
        let found = record.items.iter().filter(|(item, _)| policy.can_find(item));
        found.filter_map(|(item, group)| {
            let slots = record.slots.iter().filter(|slot| slot.group == *group);
            let running = slots.filter(|slot| slot.until.is_none_or(|until| now < until));
            let rules: Vec<Name> = running.map(|slot| slot.rule.clone()).collect();
            (!rules.is_empty()).then(|| Opening {
                record: record.record,
                item: item.clone(),
                form: Form::Hashed,
                rules,
            })
        })
    });
    Permit::new(Name::from("restore"), now, openings.collect())
}
