//! Alarms: what is counted of one actor, and what is raised when it is too much.

use super::suspend::{SuspensionFile, Whom};
use super::{GuardChange, Tripped};
use crate::actor::{Actor, Capacity, Moment};
use crate::change::Change;
use crate::duty::{About, Called};
use crate::entry::{Entry, Outcome};
use crate::facts::RecordFact;
use crate::plan::Plan;
use crate::reference::{Alert, Reference, Subject, Suspension};
use jiff::Timestamp;
use policy::rows::{AlarmRow, Length, Watched, path};
use policy::time::{Counting, Period};
use policy::{Name, Policy};
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// Something that an alarm counts: it is noted with the entry of the act, and counts for as long as the policy says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sighting {
    /// Which alarm counts it, without `alarm.`.
    pub alarm: Name,
    /// Whose doing: see [`doer`].
    pub who: String,
    /// What is counted, each once: people who were read of, records, or the act itself.
    pub of: Vec<Reference>,
    /// What was noted before counts no more.
    pub since: Timestamp,
}

/// What an alert says. It names nobody but by random reference.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AlertFile {
    /// Which alarm, without `alarm.`; `tripwire` where it is of none.
    pub alarm: Name,
    /// Whose doing it was, as alarms count it.
    pub who: String,
    /// How many there were.
    pub count: u64,
    /// When it was raised; of a tripwire, when it was opened.
    pub at: Timestamp,
    /// The act that opened tripwires, where it is of no alarm of the policy.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub tripped: Option<Tripped>,
}

impl AlertFile {
    /// What raised it: the alarm by its path, or `tripwire`.
    #[must_use]
    pub fn raised_by(&self) -> Name {
        if self.tripped.is_some() { self.alarm.clone() } else { path("alarm", &self.alarm) }
    }
}

/// The one whose doings are counted together: a person by her reference; who acts by role alone, by capacity and roles.
#[must_use]
pub fn doer(actor: &Actor) -> String {
    match actor.subject {
        Some(person) => person.to_string(),
        None => {
            let capacity = match actor.capacity {
                Capacity::Subject => "subject",
                Capacity::Staff => "staff",
                Capacity::Guardian => "guardian",
                Capacity::Service => "service",
                Capacity::Job => "job",
            };
            let mut roles: Vec<&str> = actor.roles.iter().map(Name::as_str).collect();
            roles.sort_unstable();
            format!("{capacity} {}", roles.join(" ")).trim_end().to_owned()
        }
    }
}

/// What the policy's alarms count of the act that `entry` records; `records` are those that it was about.
#[must_use]
pub fn sightings(policy: &Policy, entry: &Entry, records: &[RecordFact], act: Reference) -> Vec<Sighting> {
    let sighting = |(name, row): (&Name, &AlarmRow)| {
        let (who, of) = counted(policy, row.of, entry, records, act)?;
        let since = before(policy, &row.within, entry.at)?;
        Some(Sighting { alarm: name.clone(), who, of, since })
    };
    policy.document.alarms.iter().filter_map(sighting).collect()
}

fn counted(
    policy: &Policy,
    watched: Watched,
    entry: &Entry,
    records: &[RecordFact],
    act: Reference,
) -> Option<(String, Vec<Reference>)> {
    let done = entry.outcome == Outcome::Done;
    match watched {
        Watched::PeopleRead => {
            let reads = done && entry.actor.capacity == Capacity::Staff && ["read", "export"].contains(&&*entry.act);
            let read = records.iter().filter(|record| entry.records.contains(&record.record));
            let people: BTreeSet<Subject> = read.filter_map(|record| record.subject).collect();
            (reads && !people.is_empty())
                .then(|| (doer(&entry.actor), people.into_iter().map(|person| person.0).collect()))
        }
        Watched::Refusals => (!done && entry.actor.capacity != Capacity::Job).then(|| (doer(&entry.actor), vec![act])),
        Watched::WrongSignIns => {
            let to = sign_in_to(policy, entry).filter(|_| done)?;
            Some((to.to_string(), vec![act]))
        }
    }
}

/// Whether the act compares a password: what is drawn has tries of its own.
fn is_sign_in(policy: &Policy, entry: &Entry) -> bool {
    entry.act == *"verify" && entry.items.iter().any(|(item, _)| crate::drawn::drawn(policy, item).is_none())
}

/// The account that a sign-in is to: its person, or the record that is nobody's.
fn account(entry: &Entry) -> Option<Reference> {
    entry.subject.map(|subject| subject.0).or_else(|| entry.records.first().map(|record| record.0))
}

/// To whose account a sign-in is tried, if the act is one.
#[must_use]
pub fn sign_in_to(policy: &Policy, entry: &Entry) -> Option<Subject> {
    is_sign_in(policy, entry).then(|| account(entry)).flatten().map(Subject)
}

/// Whether so many raise the alarm.
#[must_use]
pub fn is_reached(policy: &Policy, alarm: &Name, count: u64) -> bool {
    policy.document.alarms.get(alarm).is_some_and(|row| count >= u64::from(row.at))
}

/// Since when the alarm counts at `at`.
#[must_use]
pub fn counts_since(policy: &Policy, row: &AlarmRow, at: Timestamp) -> Option<Timestamp> {
    before(policy, &row.within, at)
}

/// Whether the alarm locks an account: each time that it is raised.
#[must_use]
pub fn locks(policy: &Policy, alarm: &Name) -> bool {
    policy.document.alarms.get(alarm).is_some_and(|row| row.locks.is_some() && row.of == Watched::WrongSignIns)
}

/// Whether so many wrong passwords lock the account: this try is one too many, right or wrong.
#[must_use]
pub fn is_passed(policy: &Policy, alarm: &Name, count: u64) -> bool {
    let row = policy.document.alarms.get(alarm).filter(|_| locks(policy, alarm));
    row.is_some_and(|row| count > u64::from(row.at))
}

/// Whether the alarm counts wrong passwords: it is raised once one is found wrong, not before.
#[must_use]
pub fn waits_for_answer(policy: &Policy, alarm: &Name) -> bool {
    policy.document.alarms.get(alarm).is_some_and(|row| row.of == Watched::WrongSignIns)
}

/// Raises the alarm that `sighting` is counted by: an alert, what somebody has to look into, and a lock where the policy
/// says so.
#[must_use]
pub fn raise(policy: &Policy, sighting: &Sighting, count: u64, moment: &Moment) -> Option<Plan> {
    let row = policy.document.alarms.get(&sighting.alarm)?;
    let promise = path("alarm", &sighting.alarm);
    let mut ids = moment.ids.clone();
    let (alert, now) = (Alert(ids.next_reference()), moment.now);
    let mut entry = Entry::of(policy, moment, &Actor::job(), "alarm");
    entry.about = Some(sighting.alarm.clone());
    entry.promise = Some(promise.clone());
    entry.counts = vec![(Name::from("counted"), count)];
    let mut plan = Plan::resting_on(Vec::new(), entry);
    let file = AlertFile { alarm: sighting.alarm.clone(), who: sighting.who.clone(), count, at: now, tripped: None };
    let raise =
        GuardChange::Raise { alert, file, unless_since: (!locks(policy, &sighting.alarm)).then_some(sighting.since) };
    plan.push_replayed(&promise, Change::Guard(raise));
    if let Some(duty) = row.duty.as_ref().and_then(|duty| duty.strip_prefix("duty.")) {
        let called = Called { duty: Name::from(duty), about: About::Thing(thing(alert)), since: None, at: now };
        plan.push_replayed(&promise, Change::Call(called));
    }
    let person = sighting.who.parse().ok().filter(|_| locks(policy, &sighting.alarm));
    if let Some((locks, person)) = row.locks.as_ref().zip(person) {
        let suspension = Suspension(ids.next_reference());
        let until = after(policy, now, locks);
        let file = SuspensionFile {
            whom: vec![Whom::SignIn(Subject(person))],
            facts: promise.to_string(),
            liability: String::new(),
            by: None,
            from: now,
            until,
        };
        plan.push_replayed(&promise, Change::Guard(GuardChange::Suspend { suspension, file }));
        // Once it is open again, it has all its tries again.
        let forget = GuardChange::Forget { alarm: sighting.alarm.clone(), who: sighting.who.clone() };
        plan.push(&promise, Change::Guard(forget));
    }
    Some(plan)
}

/// What the register calls an alert.
#[must_use]
pub fn thing(alert: Alert) -> Name {
    Name::from(format!("alert-r{alert}"))
}

pub(super) fn after(policy: &Policy, at: Timestamp, length: &Length) -> Option<Timestamp> {
    let period = policy.period(length)?;
    policy::time::ends_at(at, &period, Counting::default(), &policy.zone, &policy.calendar).ok().map(|end| end.at)
}

fn before(policy: &Policy, length: &Length, at: Timestamp) -> Option<Timestamp> {
    let period: Period = policy.period(length)?;
    Some(at.checked_sub(period.approximate()).unwrap_or(Timestamp::UNIX_EPOCH))
}
