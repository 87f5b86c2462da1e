//! Timeline: what becomes of each value after an event, by instants and not by periods.
//!
//! Promises: the same arithmetic that sets the engine's due dates, so what is printed is what will happen. Pure. Does not promise:
//! that a record was there at the event, or that no hold keeps it.

use crate::end::{End, Leg, RECORD_CREATED};
use crate::name::Name;
use crate::policy::Policy;
use crate::rows::Then;
use crate::time::{self, Period};
use jiff::Timestamp;
use serde::Serialize;
use std::collections::BTreeMap;

/// What becomes of some values of one type of record under one promise.
///
/// A value lies under every rule that covers it and is gone with the last of them: a record may have several lines.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Line {
    /// The type of record.
    pub record: Name,
    /// Its items that this speaks of.
    pub items: Vec<Name>,
    /// Whether that is all it holds.
    pub whole: bool,
    /// The promise: `retention.<rule>`.
    pub promise: Name,
    /// What the event does under this promise.
    #[serde(flatten)]
    pub outcome: Outcome,
    /// What then.
    pub then: Then,
    /// The one purpose that may still read it once nothing else keeps it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub only_for: Option<Name>,
}

/// What an event does to a promise.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(tag = "outcome", rename_all = "kebab-case")]
pub enum Outcome {
    /// It ends.
    Ends {
        /// Refused from here on, and the last copy gone.
        at: Timestamp,
        /// The sweep begins here.
        sweep: Timestamp,
        /// Whether the day rests on a calendar that is not published yet.
        provisional: bool,
        /// How long from the event.
        #[serde(serialize_with = "as_text")]
        period: Period,
        /// The event that calls it off in time.
        #[serde(skip_serializing_if = "Option::is_none")]
        unless: Option<Name>,
    },
    /// An end that another event had set is called off.
    CalledOff {
        /// That event.
        set_by: Name,
    },
    /// The event does not end it: it lasts until one of these.
    Stays {
        /// Event and period of each of its own ends.
        until: Vec<Until>,
    },
}

/// An end that waits for its event.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Until {
    /// The event.
    pub from: Name,
    /// How long from it.
    #[serde(serialize_with = "as_text")]
    pub period: Period,
    /// How it is counted, in the words of the language.
    pub counted: &'static str,
}

fn as_text<S: serde::Serializer>(period: &Period, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.collect_str(period)
}

/// What becomes of every value that `event` touches when it happens at `at`; in the order of records, items and promises.
///
/// A record that the event does not touch at all has no line. Of `record.created`, `at` is the record's own beginning.
///
/// # Errors
/// [`time::TimeError`] if an end cannot be represented.
pub fn timeline(policy: &Policy, event: &str, at: Timestamp) -> Result<Vec<Line>, time::TimeError> {
    let mut lines = Vec::new();
    for (record, row) in &policy.document.records {
        for (rules, items) in by_rules(policy, record, &row.holds) {
            let ends: Vec<&End> = rules.iter().filter_map(|rule| policy.end(rule)).collect();
            if !ends.iter().any(|end| touches(end, event)) {
                continue;
            }
            let whole = items.len() == row.holds.len();
            for end in ends {
                for outcome in outcomes(policy, end, event, at)? {
                    lines.push(Line {
                        record: record.clone(),
                        items: items.clone(),
                        whole,
                        promise: end.promise.clone(),
                        outcome,
                        then: end.then,
                        only_for: end.only_for.clone(),
                    });
                }
            }
        }
    }
    Ok(lines)
}

/// Items that the same rules cover.
fn by_rules(policy: &Policy, record: &Name, holds: &[Name]) -> BTreeMap<Vec<Name>, Vec<Name>> {
    let mut groups: BTreeMap<Vec<Name>, Vec<Name>> = BTreeMap::new();
    for item in holds {
        let rules = policy.ends_of(record, item).map(|end| end.rule.clone()).collect();
        groups.entry(rules).or_default().push(item.clone());
    }
    groups
}

fn touches(end: &End, event: &str) -> bool {
    end.legs.iter().any(|leg| leg.from == event || leg.unless.as_ref().is_some_and(|name| name == event))
}

fn outcomes(policy: &Policy, end: &End, event: &str, at: Timestamp) -> Result<Vec<Outcome>, time::TimeError> {
    if !touches(end, event) {
        let until = |leg: &Leg| Until { from: leg.from.clone(), period: leg.period, counted: leg.counted.words() };
        let until = end.legs.iter().map(until).collect();
        return Ok(vec![Outcome::Stays { until }]);
    }
    let mut found = Vec::new();
    for leg in &end.legs {
        if leg.from == event {
            found.push(ends(policy, leg, at)?);
        } else if leg.unless.as_ref().is_some_and(|name| name == event) {
            found.push(Outcome::CalledOff { set_by: leg.from.clone() });
        }
    }
    Ok(found)
}

fn ends(policy: &Policy, leg: &Leg, at: Timestamp) -> Result<Outcome, time::TimeError> {
    let due = leg.due(at, &policy.zone, &policy.calendar)?;
    let provisional = time::ends_at(at, &leg.period, leg.counted, &policy.zone, &policy.calendar)?.provisional;
    let (period, unless) = (leg.period, leg.unless.clone());
    Ok(Outcome::Ends { at: due.end, sweep: due.sweep, provisional, period, unless })
}

/// The events that `policy` can speak of: the engine's own and those it declares.
#[must_use]
pub fn events(policy: &Policy) -> Vec<Name> {
    let own = crate::EVENTS.iter().map(|event| Name::from(*event));
    let mut events: Vec<Name> = own.chain(policy.document.events.keys().cloned()).collect();
    debug_assert!(events.iter().any(|event| *event == RECORD_CREATED), "every record has a beginning");
    events.sort();
    events.dedup();
    events
}
