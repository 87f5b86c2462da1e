//! Timeline: what becomes of each value, record, log and copy after an event, by instants and not by periods.
//!
//! Promises: the same arithmetic that sets the engine's due dates, so what is printed is what will happen. Pure. Does not promise:
//! that a record was there at the event, that no hold keeps it, or what a recipient does with the copy that it has.

mod ask;
mod copies;
mod line;
mod rules;

pub use ask::{NoInstant, UnknownEvent, event, events, instant};
pub use line::{Ending, Line, Outcome, Until, What};

use crate::name::Name;
use crate::policy::Policy;
use crate::time::TimeError;
use jiff::Timestamp;
use serde::Serialize;
use std::collections::BTreeMap;

/// An event, and when it happens.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Happening {
    /// The event.
    pub event: Name,
    /// When.
    pub at: Timestamp,
}

impl Happening {
    /// `event` at `at`.
    #[must_use]
    pub fn new(event: &str, at: Timestamp) -> Self {
        Self { event: Name::from(event), at }
    }
}

/// What becomes of everything that the policy speaks of.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Timeline {
    /// The events, as given.
    pub events: Vec<Happening>,
    /// When the first of them happens: what the lines speak of was there then.
    pub at: Timestamp,
    /// Values, then records, logs, copies at recipients, backups, messages, cookies and
    /// suppression lists; each in the order of names.
    pub lines: Vec<Line>,
}

/// What becomes of everything after `events`; where several end the same, the first end wins.
///
/// Shape: a line for each value and rule that covers it, one for each record, log, recipient and item, message, cookie and
/// refusal that the events set, and one for the backups. A value lies under every rule that covers it and is gone with the last of them. Values are those that were
/// there at the first event; where `record.created` is one of the events, those made at it.
///
/// # Errors
/// [`TimeError`] if an end cannot be represented.
///
/// # Example
/// ```
/// # use policy::{Happening, Outcome, Policy, What, timeline};
/// # let source = include_bytes!("../../../../policies/examples/library/policy.toml");
/// # let policy = Policy::load(source).unwrap().0;
/// let closed = Happening::new("account.cancelled", "2026-05-20T10:00:00+08:00".parse()?);
/// let after = timeline(&policy, &[closed])?;
/// let reader = after.lines.iter().find(|line| line.what == What::Record { record: "reader".into() }).unwrap();
/// let Outcome::Ends(end) = &reader.outcome else { panic!() };
/// assert_eq!((reader.promise.as_str(), end.at), ("retention.reader", "2026-06-03T10:00:00+08:00".parse()?));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn timeline(policy: &Policy, events: &[Happening]) -> Result<Timeline, TimeError> {
    let at = events.iter().map(|happening| happening.at).min().unwrap_or_default();
    let mut lines = rules::values(policy, events, at)?;
    let records = records(policy, &lines);
    lines.extend(records);
    lines.extend(copies::logs(policy, at)?);
    lines.extend(copies::recipients(policy, events, at)?);
    lines.extend(copies::backups(policy, at)?);
    lines.extend(copies::messages(policy, events));
    lines.extend(copies::cookies(policy, events, at)?);
    lines.extend(copies::suppressions(policy, events)?);
    Ok(Timeline { events: events.to_vec(), at, lines })
}

/// A record is gone with the last of its values.
fn records(policy: &Policy, values: &[Line]) -> Vec<Line> {
    let mut by_record: BTreeMap<&Name, Vec<&Line>> = BTreeMap::new();
    for line in values {
        if let What::Item { record, .. } = &line.what {
            by_record.entry(record).or_default().push(line);
        }
    }
    let last = |record: &Name| {
        let lines = by_record.get(record)?;
        let last = lines.iter().rev().max_by_key(|line| line.outcome.lasts())?;
        // Without a word on a duty of its own: what the duty is stands in the lines of its values.
        Some(Line { what: What::Record { record: record.clone() }, restricted: None, ..(*last).clone() })
    };
    policy.document.records.keys().filter_map(last).collect()
}
