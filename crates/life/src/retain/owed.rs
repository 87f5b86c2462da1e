//! What ought to end what is on file, held against the work that is set.
//!
//! What a person took back, holds, activities and declared events are not worked out again: what they set counts from when
//! they happened, and no fact that is loaded here says when. Nor is what was captured after its account was closed.

use super::lock::lock;
use crate::change::Work;
use crate::facts::{Facts, RecordFact, SlotFact, TenantState};
use crate::reference::{Holder, Record};
use jiff::{SignedDuration, Timestamp};
use policy::{Begins, End, Name, Policy};
use std::collections::BTreeMap;

/// A clock that was set, another zone or an official calendar of working days move an end by this much.
const EASE: SignedDuration = SignedDuration::from_hours(24);

/// Work that is due longer than this was forgotten.
const LATE: SignedDuration = SignedDuration::from_mins(5);

/// The last day of a term is over by then.
const DAY: SignedDuration = SignedDuration::from_hours(24);

/// How something that is on file escapes its end.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Lapse {
    /// No keyslot keeps it: nothing ends it, and nobody can open it.
    Unlocked,
    /// Its end has come, and it is there.
    Overdue,
    /// It is kept longer than the policy says.
    TooLong,
    /// The work that would end it is not set, or set for later than the policy says.
    NotSet,
}

impl Lapse {
    /// In words, of so many keyslots.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Unlocked => "without a keyslot",
            Self::Overdue => "past their end",
            Self::TooLong => "kept longer than the policy says",
            Self::NotSet => "whose end is set for no time, or too late",
        }
    }
}

/// The work of a cell, and since when those of its accounts that are closed are so.
#[derive(Debug, Default)]
pub struct Set {
    /// When each piece is done; of equal ones the first.
    pub work: BTreeMap<Work, Timestamp>,
    /// Closed accounts.
    pub closed: BTreeMap<Holder, Timestamp>,
}

/// What escapes its end among the loaded records: of each record how, and by which rule if by one.
#[must_use]
pub fn owed(policy: &Policy, facts: &Facts, set: &Set, now: Timestamp) -> Vec<(Record, Option<Name>, Lapse)> {
    let mut owed = Vec::new();
    for record in &facts.records {
        let keeps = |item: &Name, group: u16| {
            let of = |slot: &SlotFact| slot.group == group && (slot.items.is_empty() || slot.items.contains(item));
            record.slots.iter().any(of)
        };
        if record.items.iter().any(|(item, group)| !keeps(item, *group)) {
            owed.push((record.record, None, Lapse::Unlocked));
        }
        for slot in &record.slots {
            let lapse = if slot.until.is_some_and(|until| is_late(until, now)) {
                Some(Lapse::Overdue)
            } else {
                // A hold that ends without a day ends by an act.
                policy.end(&slot.rule).and_then(|end| escapes(policy, facts, record, (slot, end), set, now))
            };
            owed.extend(lapse.map(|lapse| (record.record, Some(slot.rule.clone()), lapse)));
        }
    }
    owed
}

fn is_late(at: Timestamp, now: Timestamp) -> bool {
    now.duration_since(at) > LATE
}

fn escapes(
    policy: &Policy,
    facts: &Facts,
    record: &RecordFact,
    (slot, end): (&SlotFact, &End),
    set: &Set,
    now: Timestamp,
) -> Option<Lapse> {
    let by = |at: Timestamp, ease| at.checked_add(ease).unwrap_or(Timestamp::MAX);
    let own = lock(policy, end, record.created_at);
    // What begins with an event counts from there.
    let counts = matches!(end.begins, Begins::AtCapture | Begins::Agreed);
    let longest = own.until.filter(|_| counts);
    if longest.is_some_and(|longest| slot.until.is_none_or(|until| until > by(longest, EASE))) {
        return Some(Lapse::TooLong);
    }
    let is_set = |work: &Work, latest: Timestamp| set.work.get(work).is_some_and(|at| *at <= latest);
    if let Some(until) = slot.until {
        let values = Work::EndValues { rule: slot.rule.clone(), until };
        let half = own.term_day.filter(|_| own.until == Some(until));
        let half = half.map(|day| Work::EndTerm { rule: slot.rule.clone(), edition: own.edition, day });
        if !is_set(&values, until) || half.is_some_and(|work| !is_set(&work, by(until, DAY))) {
            return Some(Lapse::NotSet);
        }
    }
    for (event, since, work) in happened(facts, record, slot, set) {
        for leg in end.legs_from(event).filter(|leg| leg.unless.is_none() || event == SUSPENDED) {
            let Ok(due) = leg.due(since, &policy.zone, &policy.calendar) else { continue };
            if is_late(by(due.sweep, EASE), now) {
                return Some(Lapse::Overdue);
            }
            if !is_set(&work, by(due.sweep, EASE)) {
                return Some(Lapse::NotSet);
            }
        }
    }
    None
}

const SUSPENDED: &str = "tenant.suspended";

/// What has happened to the holder of the record and to its tenant after it was created, and the work which that sets.
fn happened(facts: &Facts, record: &RecordFact, slot: &SlotFact, set: &Set) -> Vec<(&'static str, Timestamp, Work)> {
    let rule = || slot.rule.clone();
    let mut happened = Vec::new();
    if let Some(since) = set.closed.get(&record.holder) {
        let event = "account.cancelled";
        happened.push((event, *since, Work::EndHolder { holder: record.holder, rule: rule(), event: event.into() }));
    }
    let tenant = match facts.tenant {
        Some(TenantState::Cancelled) => Some("tenant.cancelled"),
        Some(TenantState::Suspended) => Some(SUSPENDED),
        _ => None,
    };
    if let (Some(event), Some(since)) = (tenant, facts.tenant_since) {
        happened.push((event, since, Work::EndRule { rule: rule(), event: event.into() }));
    }
    happened.retain(|(_, since, _)| record.created_at <= *since);
    happened
}
