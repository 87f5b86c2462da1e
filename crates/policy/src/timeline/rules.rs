//! What becomes of values under the rules that cover them.

use super::line::{Ending, Line, Outcome, Until, What};
use super::{Happening, copies};
use crate::end::{Begins, End, Leg, RECORD_CREATED};
use crate::name::Name;
use crate::policy::Policy;
use crate::rows::{Discovery, Keep, Scope, Then};
use crate::time::{self, TimeError};
use jiff::{Timestamp, ToSpan};

/// A line for each value and rule that covers it.
pub(super) fn values(policy: &Policy, events: &[Happening], at: Timestamp) -> Result<Vec<Line>, TimeError> {
    let mut lines = Vec::new();
    for (record, row) in &policy.document.records {
        for item in &row.holds {
            let ends: Vec<&End> = policy.every_end_of(record, item).filter(|end| keeps(end, events)).collect();
            let outcomes =
                ends.iter().map(|end| outcome(policy, end, item, events, at)).collect::<Result<Vec<_>, _>>()?;
            for (place, (end, outcome)) in ends.iter().zip(&outcomes).enumerate() {
                let others = outcomes.iter().enumerate().filter(|(other, _)| *other != place);
                let restricted = restricted(end, outcome, others.map(|(_, outcome)| outcome));
                let what = What::Item { record: record.clone(), item: item.clone() };
                lines.push(line(policy, what, end, outcome.clone(), restricted));
            }
        }
    }
    Ok(lines)
}

/// Whether the end keeps a value of which nothing more is known than `events`: what begins with one of them, does; what a
/// person may agree to and what an activity keeps open, does not.
fn keeps(end: &End, events: &[Happening]) -> bool {
    match &end.begins {
        Begins::AtCapture => true,
        Begins::On(event) => events.iter().any(|happening| happening.event == *event),
        Begins::Agreed | Begins::During(_) => false,
    }
}

fn line(policy: &Policy, what: What, end: &End, outcome: Outcome, restricted: Option<Timestamp>) -> Line {
    Line {
        what,
        promise: end.promise.clone(),
        outcome,
        then: Some(end.then),
        basis: policy.document.retention.get(&end.row).and_then(|row| row.basis.clone()),
        only_for: end.only_for.clone(),
        needed_for: end.needed_for.clone(),
        restricted,
    }
}

/// From when `end` alone keeps a value: the last of the other ends, if all of them can be told and come before its own.
fn restricted<'a>(end: &End, own: &Outcome, others: impl Iterator<Item = &'a Outcome>) -> Option<Timestamp> {
    end.only_for.as_ref()?;
    let others = others.map(|outcome| outcome.ending().map(|ending| ending.at)).collect::<Option<Vec<_>>>()?;
    others.into_iter().max().filter(|last| own.ending().is_none_or(|ending| *last < ending.at))
}

fn outcome(policy: &Policy, end: &End, item: &Name, events: &[Happening], at: Timestamp) -> Result<Outcome, TimeError> {
    let mut called_off = None;
    let mut found: Option<Ending> = None;
    for leg in &end.legs {
        for happening in events.iter().filter(|happening| happening.event == leg.from && sets(policy, &leg.from)) {
            let ending = ending(policy, end, leg, item, happening.at)?;
            if let Some(by) = calls_off(policy, leg, happening, events) {
                called_off = Some((leg.from.clone(), by.event.clone()));
            } else if found.as_ref().is_none_or(|first| ending.at < first.at) {
                found = Some(ending);
            }
        }
    }
    // A value that was there at the event ends with its own term in any case: at the latest as if it had been made at it.
    let made = events.iter().any(|happening| happening.event == RECORD_CREATED);
    let terms = end.legs_from(RECORD_CREATED).filter(|_| !made);
    let terms = terms.map(|term| ending(policy, end, term, item, at)).collect::<Result<Vec<_>, _>>()?;
    if let Some(own) = terms.into_iter().min_by_key(|ending| ending.at)
        && found.as_ref().is_none_or(|ending| own.at < ending.at)
    {
        return Ok(Outcome::Expires(own));
    }
    let until = || end.legs.iter().map(waits).collect();
    Ok(match (found, called_off) {
        (Some(ending), _) => Outcome::Ends(ending),
        (None, Some((set_by, by))) => Outcome::CalledOff { set_by, by, until: until() },
        (None, None) => Outcome::Stays { until: until() },
    })
}

/// Whether the engine acts on `event`: a minor found ends nothing where a guardian is waited for.
fn sets(policy: &Policy, event: &str) -> bool {
    let waits = |row: &crate::rows::Minors| row.on_discovery == Discovery::Disable;
    event != "minor.found" || !policy.document.minors.as_ref().is_some_and(waits)
}

/// The event that calls the leg's end off: after it began, and before the first of what it ends is swept.
fn calls_off<'a>(policy: &Policy, leg: &Leg, begun: &Happening, events: &'a [Happening]) -> Option<&'a Happening> {
    let unless = leg.unless.as_ref()?;
    let legs = policy.ends().iter().flat_map(|end| end.legs_from(&begun.event));
    let sweeps = legs.filter_map(|leg| leg.due(begun.at, &policy.zone, &policy.calendar).ok());
    let too_late = sweeps.map(|due| due.sweep).min()?;
    events.iter().find(|other| other.event == *unless && begun.at <= other.at && other.at < too_late)
}

fn ending(policy: &Policy, end: &End, leg: &Leg, item: &Name, from: Timestamp) -> Result<Ending, TimeError> {
    let due = leg.due(from, &policy.zone, &policy.calendar)?;
    let counted = time::ends_at(from, &leg.period, leg.counted, &policy.zone, &policy.calendar)?;
    let gone = match end.then {
        Then::Restrict => None,
        Then::Erase | Then::Anonymise => Some(gone(policy, leg, item, due.end)?),
    };
    Ok(Ending {
        by: leg.from.clone(),
        at: due.end,
        sweep: due.sweep,
        gone,
        period: leg.period,
        counted: leg.counted.words(),
        within: leg.within,
        provisional: counted.provisional.then(|| unknown_year(policy, from, counted.at)).flatten(),
        unless: leg.unless.clone(),
    })
}

/// The first year from `from` to `to` whose official calendar is not loaded.
fn unknown_year(policy: &Policy, from: Timestamp, to: Timestamp) -> Option<i16> {
    let year = |at: Timestamp| at.to_zoned(policy.zone.clone()).year();
    (year(from)..=year(to)).find(|year| !policy.calendar.knows(*year))
}

/// By when the last copy is gone: a holder's half ends every copy at once, a term's half with its day; what has no half of its
/// own, and what is not sealed, leaves with the last backup.
fn gone(policy: &Policy, leg: &Leg, item: &Name, end: Timestamp) -> Result<Timestamp, TimeError> {
    if !ends_a_half(policy, &leg.from) || policy.keep(item) == Keep::Open {
        return copies::last_backup(policy, end);
    }
    if leg.from != RECORD_CREATED {
        return Ok(end);
    }
    // An end at 24:00 belongs to the day that it closes.
    let last = end.checked_sub(1.nanosecond()).unwrap_or(end).to_zoned(policy.zone.clone()).date();
    let next = last.tomorrow().ok().and_then(|day| day.to_zoned(policy.zone.clone()).ok());
    Ok(next.map_or(end, |day| day.timestamp()).max(end))
}

/// Whether `event` happens to a person, a customer or all of them for good, and so destroys a half. What can happen to her again, or
/// happens to one record, takes its records away one by one.
fn ends_a_half(policy: &Policy, event: &Name) -> bool {
    let again = ["consent.withdrawn", "permission.revoked", "activity.closed"].contains(&event.as_str());
    let of_record = policy.document.events.get(event).is_some_and(|row| row.of == Scope::Record);
    !again && !of_record
}

fn waits(leg: &Leg) -> Until {
    Until { from: leg.from.clone(), period: leg.period.to_string(), counted: leg.counted.words() }
}
