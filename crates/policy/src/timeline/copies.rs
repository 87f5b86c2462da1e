//! What becomes of what is not a record: logs, copies at recipients, backups, messages.

use super::Happening;
use super::line::{Ending, Line, Outcome, What};
use crate::gate::{Act, Gate, Need};
use crate::name::Name;
use crate::policy::Policy;
use crate::rows::{Basis, Length, Message, Recipient, path};
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
            lines.push(bare(what, path("log", log), Outcome::Expires(backed_up(policy, ending)?)));
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

/// What has no key of its own is gone with the last backup in which it can be.
fn backed_up(policy: &Policy, ending: Ending) -> Result<Ending, TimeError> {
    Ok(Ending { gone: Some(last_backup(policy, ending.at)?), ..ending })
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
    Line { what, promise, outcome, then: None, basis: None, only_for: None, needed_for: None, restricted: None }
}

/// What each recipient was given.
pub(super) fn recipients(policy: &Policy, events: &[Happening], at: Timestamp) -> Result<Vec<Line>, TimeError> {
    let mut lines = Vec::new();
    for (recipient, row) in &policy.document.recipients {
        let (outcome, promise) = (sent(policy, recipient, row, events, at)?, path("recipient", recipient));
        for item in row.receives.keys() {
            let what = What::Copy { recipient: recipient.clone(), item: item.clone() };
            lines.push(bare(what, promise.clone(), outcome.clone()));
        }
    }
    Ok(lines)
}

fn sent(
    policy: &Policy,
    recipient: &Name,
    row: &Recipient,
    events: &[Happening],
    at: Timestamp,
) -> Result<Outcome, TimeError> {
    let agreement = row.agreement.as_ref().and_then(|name| policy.document.agreements.get(name));
    let erases_within = row.erases_within.as_ref().and_then(|length| policy.period(length));
    let erased = erases_within
        .map(|period| time::ends_at(at, &period, Counting::default(), &policy.zone, &policy.calendar))
        .transpose()?;
    Ok(Outcome::Sent {
        stops: policy.gate(Act::Release, recipient).and_then(|gate| closes(gate, person(policy, row, events))),
        role: row.role,
        agreement: row.agreement.clone(),
        terms: agreement.map(|row| row.terms.clone()).unwrap_or_default(),
        erases_within,
        erased: erased.map(|end| end.at),
        contract_end: row.contract_end.clone(),
    })
}

/// What is the tenant's own goes on being sent when one of its people leaves.
fn person<'a>(policy: &Policy, row: &Recipient, events: &'a [Happening]) -> impl Iterator<Item = &'a Happening> {
    let entrusted = |name: &Name| policy.document.purposes.get(name).is_some_and(|row| row.basis == Basis::Entrusted);
    let tenants_own = !row.purposes.is_empty() && row.purposes.iter().all(entrusted);
    events.iter().filter(move |happening| !tenants_own || happening.event.starts_with("tenant."))
}

/// What was stored on devices up to `at`.
pub(super) fn cookies(policy: &Policy, events: &[Happening], at: Timestamp) -> Result<Vec<Line>, TimeError> {
    let mut lines = Vec::new();
    for (cookie, row) in &policy.document.cookies {
        let stops = policy.gate(Act::Place, cookie).and_then(|gate| closes(gate, events.iter()));
        let life = row.life.as_ref().map(|life| term(policy, "cookie.stored", life, at)).transpose()?.flatten();
        let outcome = match (stops, life) {
            (Some(at), _) => Outcome::Stops { at },
            (None, Some(ending)) => Outcome::Expires(ending),
            (None, None) => Outcome::GoesOn { without: None },
        };
        lines.push(bare(What::Cookie { cookie: cookie.clone() }, path("cookie", cookie), outcome));
    }
    Ok(lines)
}

/// The refusals that outlive the data.
pub(super) fn suppressions(policy: &Policy, events: &[Happening]) -> Result<Vec<Line>, TimeError> {
    let mut lines = Vec::new();
    for (suppression, row) in &policy.document.suppressions {
        let from = events.iter().filter(|happening| happening.event == row.from).map(|happening| happening.at).min();
        let ending = from.map(|from| term(policy, &row.from, &row.exactly, from)).transpose()?.flatten();
        // No event: nobody is put on the list by it.
        if let Some(ending) = ending {
            let what = What::Suppression { suppression: suppression.clone() };
            lines.push(bare(what, path("suppression", suppression), Outcome::Expires(backed_up(policy, ending)?)));
        }
    }
    Ok(lines)
}

/// What may still be sent to people.
pub(super) fn messages(policy: &Policy, events: &[Happening]) -> Vec<Line> {
    let of_message = |(message, row): (&Name, &Message)| {
        let stops = policy.gate(Act::Message, message).and_then(|gate| closes(gate, events.iter()));
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
fn closes<'a>(gate: &Gate, events: impl Iterator<Item = &'a Happening>) -> Option<Timestamp> {
    let needs = |kind: fn(&Need) -> bool| gate.needs.iter().chain(gate.by_purpose.values().flatten()).any(kind);
    let account = needs(|need| matches!(need, Need::OpenAccount));
    let consent = needs(|need| matches!(need, Need::Consent { .. }));
    let permission = needs(|need| matches!(need, Need::Permission(_)));
    let shuts = |happening: &&Happening| match happening.event.as_str() {
        "consent.withdrawn" => consent,
        "permission.revoked" => permission,
        event => account && CLOSING.contains(&event),
    };
    events.filter(shuts).map(|happening| happening.at).min()
}
