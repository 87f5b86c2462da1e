//! What becomes of what is not a record: logs, copies at recipients, backups, messages.

use super::Happening;
use super::line::{Ending, Line, Outcome, What};
use crate::gate::{Act, Gate, Need};
use crate::name::Name;
use crate::policy::Policy;
use crate::rows::{Length, Message, Recipient, path};
use crate::time::{self, Counting, TimeError};
use jiff::Timestamp;

/// After these nothing that needs an open account is done.
const CLOSING: &[&str] = &["account.cancelled", "tenant.cancelled", "tenant.suspended", "minor.found"];

/// The bodies of entries written up to `at`.
pub(super) fn logs(policy: &Policy, at: Timestamp) -> Result<Vec<Line>, TimeError> {
    let mut lines = Vec::new();
    for (log, row) in &policy.document.logs {
        if let Some(ending) = term(policy, "entry.written", &row.exactly, at)? {
            let what = What::Log { log: log.clone() };
            lines.push(bare(what, path("log", log), Outcome::Expires(ending)));
        }
    }
    Ok(lines)
}

/// The backups made up to `at`.
pub(super) fn backups(policy: &Policy, at: Timestamp) -> Result<Option<Line>, TimeError> {
    let Some(protect) = &policy.document.protect else { return Ok(None) };
    let ending = term(policy, "backup.made", &protect.backup_keep, at)?;
    Ok(ending.map(|ending| bare(What::Backup, Name::from("protect"), Outcome::Expires(ending))))
}

/// When the last backup made before `at` is destroyed; `at` itself where there are none.
pub(super) fn last_backup(policy: &Policy, at: Timestamp) -> Result<Timestamp, TimeError> {
    Ok(match &policy.document.protect {
        Some(protect) => term(policy, "backup.made", &protect.backup_keep, at)?.map_or(at, |ending| ending.at),
        None => at,
    })
}

/// The end of what is kept exactly for `length` from its own beginning at `from`.
fn term(policy: &Policy, by: &str, length: &Length, from: Timestamp) -> Result<Option<Ending>, TimeError> {
    let Some(period) = policy.period(length) else { return Ok(None) };
    let end = time::ends_at(from, &period, Counting::default(), &policy.zone, &policy.calendar)?;
    Ok(Some(Ending {
        by: Name::from(by),
        at: end.at,
        sweep: end.at,
        gone: Some(end.at),
        period,
        counted: Counting::default().words(),
        within: false,
        provisional: None,
        unless: None,
    }))
}

const fn bare(what: What, promise: Name, outcome: Outcome) -> Line {
    Line { what, promise, outcome, then: None, basis: None, only_for: None, restricted: None }
}

/// What each recipient was given.
pub(super) fn recipients(policy: &Policy, events: &[Happening]) -> Vec<Line> {
    let of_recipient = |(recipient, row): (&Name, &Recipient)| {
        let stops = policy.gate(Act::Release, recipient).and_then(|gate| closes(gate, events));
        let agreement = row.agreement.as_ref().and_then(|name| policy.document.agreements.get(name));
        let outcome = Outcome::Sent {
            stops,
            role: row.role,
            agreement: row.agreement.clone(),
            terms: agreement.map(|row| row.terms.clone()).unwrap_or_default(),
        };
        let copy = |item: &Name| What::Copy { recipient: recipient.clone(), item: item.clone() };
        let promise = path("recipient", recipient);
        row.receives.keys().map(|item| bare(copy(item), promise.clone(), outcome.clone())).collect::<Vec<_>>()
    };
    policy.document.recipients.iter().flat_map(of_recipient).collect()
}

/// What may still be sent to people.
pub(super) fn messages(policy: &Policy, events: &[Happening]) -> Vec<Line> {
    let of_message = |(message, row): (&Name, &Message)| {
        let stops = policy.gate(Act::Message, message).and_then(|gate| closes(gate, events));
        let without = || Outcome::GoesOn { without: without_push(policy, row, events) };
        let outcome = stops.map_or_else(without, |at| Outcome::Stops { at });
        bare(What::Message { message: message.clone() }, path("message", message), outcome)
    };
    policy.document.messages.iter().map(of_message).collect()
}

/// A push rests on the person's consent and on the device's permission; the other channels do not.
fn without_push(policy: &Policy, row: &Message, events: &[Happening]) -> Option<Name> {
    let purpose = policy.document.purposes.get(&row.purpose)?;
    let taken_back = |happening: &Happening| match happening.event.as_str() {
        "consent.withdrawn" => purpose.consent.is_some(),
        "permission.revoked" => purpose.permission.is_some(),
        _ => false,
    };
    let push = row.channels.iter().find(|channel| channel.as_str() == "push")?;
    events.iter().any(taken_back).then(|| push.clone())
}

/// When the first of `events` shuts `gate`: it closes the account that the gate needs, or takes back what it rests on.
fn closes(gate: &Gate, events: &[Happening]) -> Option<Timestamp> {
    let needs = |kind: fn(&Need) -> bool| gate.needs.iter().chain(gate.by_purpose.values().flatten()).any(kind);
    let account = needs(|need| matches!(need, Need::OpenAccount));
    let consent = needs(|need| matches!(need, Need::Consent { .. }));
    let permission = needs(|need| matches!(need, Need::Permission(_)));
    let shuts = |happening: &&Happening| match happening.event.as_str() {
        "consent.withdrawn" => consent,
        "permission.revoked" => permission,
        event => account && CLOSING.contains(&event),
    };
    events.iter().filter(shuts).map(|happening| happening.at).min()
}
