//! What falls due when something happens, and what is called off by it.

use crate::change::{Change, Work};
use crate::entry::Entry;
use crate::facts::{ActivityFact, Facts, RecordFact};
use crate::plan::{Decision, Plan};
use crate::reference::{Activity, Holder};
use crate::{Actor, Moment};
use jiff::Timestamp;
use policy::rows::Purpose;
use policy::{Begins, EVENTS, End, Name, Policy, RECORD_CREATED};
use std::collections::BTreeSet;

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
    for end in policy.every_end() {
        for leg in end.legs_from(event).filter(|leg| leg.from != RECORD_CREATED) {
            if let Ok(due) = leg.due(at, &policy.zone, &policy.calendar) {
                let work = work(policy, end, &leg.from, to, at);
                plan.push_replayed(&end.promise, Change::Due { at: due.sweep, work, since: Some(at) });
            }
        }
        for leg in end.legs.iter().filter(|leg| leg.unless.as_ref().is_some_and(|name| name == event)) {
            plan.push_replayed(&end.promise, Change::CallOff { work: work(policy, end, &leg.from, to, at) });
        }
    }
}

/// What an event ends. The engine's own happen for good, as the end of the service does, and a half goes with each; one that a policy declares may come
/// again, and what is captured after it must still be sealed: it ends what was there before it.
fn work(policy: &Policy, end: &End, event: &Name, to: Happens, at: Timestamp) -> Work {
    let (rule, event) = (end.rule.clone(), event.clone());
    let own = EVENTS.contains(&event.as_str()) || crate::ended::ends_service(policy, &event);
    match to {
        Happens::To(holder) if own => Work::EndHolder { holder, rule, event },
        Happens::ToAll if own => Work::EndRule { rule, event },
        Happens::To(holder) => Work::EndRecords { holder: Some(holder), rule, event, before: at, purpose: None },
        Happens::ToAll => Work::EndRecords { holder: None, rule, event, before: at, purpose: None },
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

/// The work that a consent or permission taken back sets: what was captured for `purpose` goes, by the rules that say so.
/// `purpose` may be a rule's path, where it was the agreement to a longer time that is taken back.
pub(crate) fn plan_taken_back(
    policy: &Policy,
    back: Back,
    purpose: &Name,
    holder: Holder,
    at: Timestamp,
    plan: &mut Plan,
) {
    let captured = policy.document.purposes.get(purpose).map(|row| rules_of(policy, row));
    for end in policy.every_end() {
        for leg in end.legs_from(back.event()) {
            // A leg of one purpose ends what that purpose needs, whoever captured it.
            let (concerns, only) = match &leg.of {
                Some(of) => (of == purpose, None),
                None => (captured.as_ref().is_some_and(|rows| rows.contains(&end.row)), Some(purpose.clone())),
            };
            if let (true, Ok(due)) = (concerns, leg.due(at, &policy.zone, &policy.calendar)) {
                let (rule, event) = (end.rule.clone(), Name::from(back.event()));
                let work = Work::EndRecords { holder: Some(holder), rule, event, before: at, purpose: only };
                plan.push_replayed(&end.promise, Change::Due { at: due.sweep, work, since: Some(at) });
            }
        }
        // What lies under a later edition only because she agreed to it.
        if let Some(since) =
            end.since.filter(|_| end.promise == *purpose && end.begins == Begins::AtCapture && !end.legal)
        {
            let before = since.checked_sub(jiff::SignedDuration::from_micros(1)).unwrap_or(since);
            let (rule, event) = (end.rule.clone(), Name::from(back.event()));
            let work = Work::EndRecords { holder: Some(holder), rule, event, before, purpose: None };
            plan.push_replayed(&end.promise, Change::Due { at, work, since: None });
        }
    }
}

/// The retention rules that cover what a purpose captures.
fn rules_of<'p>(policy: &'p Policy, row: &'p Purpose) -> BTreeSet<&'p Name> {
    let kinds = row.collects.iter().filter_map(|kind| Some((kind, policy.document.records.get(kind)?)));
    let ends = kinds.flat_map(|(kind, row)| row.holds.iter().flat_map(move |item| policy.every_end_of(kind, item)));
    ends.map(|end| &end.row).collect()
}

const CLOSED: &str = "activity.closed";

/// The work that a closed activity sets: what was captured within it goes by the rules that say so, and what waited for
/// it waits no longer.
pub(crate) fn plan_activity_closed(
    policy: &Policy,
    facts: &Facts,
    activity: &ActivityFact,
    at: Timestamp,
    plan: &mut Plan,
) {
    let purposes = policy.document.purposes.iter().filter(|(_, row)| row.during.as_ref() == Some(&activity.kind));
    let captured: BTreeSet<&Name> = purposes.flat_map(|(_, row)| rules_of(policy, row)).collect();
    for end in policy.every_end().filter(|end| captured.contains(&end.row)) {
        for leg in end.legs_from(CLOSED) {
            let during = |purpose: &Name| policy.document.purposes.get(purpose).and_then(|row| row.during.as_ref());
            let concerns = leg.of.as_ref().is_none_or(|purpose| during(purpose) == Some(&activity.kind));
            if let (true, Ok(due)) = (concerns, leg.due(at, &policy.zone, &policy.calendar)) {
                let (activity, rule, event) = (activity.activity, end.rule.clone(), Name::from(CLOSED));
                let work = Work::EndActivity { activity, rule, event };
                plan.push_replayed(&end.promise, Change::Due { at: due.sweep, work, since: Some(at) });
            }
        }
    }
    for record in facts.records.iter().filter(|record| activity.about == Some(record.record)) {
        waits_no_longer(policy, record, (activity.activity, &activity.kind), at, plan);
    }
}

/// The keyslots go that kept `record` as long as an activity of this kind was open about it, if this was the last.
fn waits_no_longer(
    policy: &Policy,
    record: &RecordFact,
    (closed, kind): (Activity, &Name),
    at: Timestamp,
    plan: &mut Plan,
) {
    if record.open.iter().any(|(activity, other)| *activity != closed && other == kind) {
        return;
    }
    for slot in &record.slots {
        let Some(end) = policy.end(&slot.rule).filter(|end| end.begins == Begins::During(kind.clone())) else {
            continue;
        };
        let work = Work::EndRecord { record: record.record, rule: end.rule.clone(), event: Name::from(CLOSED) };
        plan.push_replayed(&end.promise, Change::Due { at, work, since: None });
    }
}

/// When the first of what `event` at `at` ends is swept: from then on it cannot be called off.
pub(crate) fn sweeps_at(policy: &Policy, event: &str, at: Timestamp) -> Option<Timestamp> {
    let dues = policy.every_end().flat_map(|end| end.legs_from(event));
    dues.filter_map(|leg| leg.due(at, &policy.zone, &policy.calendar).ok()).map(|due| due.sweep).min()
}

/// When data ends after `event` at `at`: the latest end of the rules that the event ends.
#[must_use]
pub fn gone_by(policy: &Policy, event: &str, at: Timestamp) -> Option<Timestamp> {
    let dues = policy.every_end().flat_map(|end| end.legs_from(event));
    dues.filter_map(|leg| leg.due(at, &policy.zone, &policy.calendar).ok()).map(|due| due.end).max()
}

/// The plan of something that happened to the product, in one of its cells.
#[must_use]
pub fn decide_happened(policy: &Policy, facts: &Facts, event: &Name, at: Timestamp, moment: &Moment) -> Decision {
    let mut entry = Entry::of(policy, moment, &Actor::job(), "event");
    entry.about = Some(event.clone());
    entry.promise = Some(policy::rows::path("event", event));
    let mut plan = Plan::resting_on(facts.rests_on.clone(), entry);
    plan_event(policy, event, at, Happens::ToAll, &mut plan);
    if crate::ended::ends_service(policy, event) {
        crate::ended::plan_end(policy, facts, event, moment, &mut plan);
    }
    Decision::Do(Box::new(plan))
}
