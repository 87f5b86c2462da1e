//! Who must be told of the change, how long before, and over which channels.

use super::Change;
use super::consent::Ask;
use super::told::{Told, longer, shares};
use crate::Name;
use crate::rows::Document;
use crate::time::{Calendar, Counting, Period, ends_at};
use jiff::ToSpan;
use jiff::civil::{Date, Time};
use jiff::tz::TimeZone;
use serde::Serialize;

/// How the change is announced.
///
/// Source: a change is announced under the policy in force; where the new one promises more, more is done.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Announcement {
    /// What is told under each row of `[change.*]`, those of the version in force first.
    pub told: Vec<Told>,
    /// What changed, and no row of either version says how it is announced.
    pub unsaid: Vec<Name>,
    /// How long before the version takes effect: the longest of all, in the words of the policy file.
    pub before: Option<String>,
    /// The day from which the new policy says that it binds.
    pub effective: Option<Date>,
    /// The day on which it is announced, if that was given.
    pub announced: Option<Date>,
    /// The first day from which it may bind, if the day of the announcement was given.
    pub earliest: Option<Date>,
    /// The last day on which it may be announced, so that it can bind when it says.
    pub announce_by: Option<Date>,
    /// Whether it would bind too early.
    pub too_early: bool,
}

/// The announcement of `changes`; nothing where there is nothing to tell.
pub(super) fn announcement(
    old: &Document,
    new: &Document,
    changes: &[Change],
    asks: &[Ask],
    announced: Option<Date>,
) -> Option<Announcement> {
    let (shares, unsaid) = shares(old, new, changes);
    if shares.is_empty() && unsaid.is_empty() {
        return None;
    }
    let effective = new.policy.as_ref().map(|row| row.effective);
    let zone = zone(old).or_else(|| zone(new)).unwrap_or(TimeZone::UTC);
    let tell_by = |before: Option<Period>| effective.zip(before).and_then(|(day, before)| tell_by(day, before, &zone));
    let before = shares.iter().filter_map(|share| share.before).reduce(longer);
    let earliest = announced.zip(before).and_then(|(day, before)| earliest(day, before, &zone));
    Some(Announcement {
        told: shares.iter().map(|share| share.told(asks, tell_by(share.before))).collect(),
        unsaid: unsaid.into_iter().cloned().collect(),
        before: before.map(|period| period.to_string()),
        effective,
        announced,
        earliest,
        announce_by: tell_by(before),
        too_early: earliest.zip(effective).is_some_and(|(earliest, effective)| effective < earliest),
    })
}

fn zone(document: &Document) -> Option<TimeZone> {
    TimeZone::get(&document.policy.as_ref()?.time_zone).ok()
}

/// The first day from which a policy may bind that is announced on `day`: the day itself is not counted.
fn earliest(day: Date, before: Period, zone: &TimeZone) -> Option<Date> {
    // An announcement may come at the day's last instant.
    let last = day.to_datetime(Time::MAX).to_zoned(zone.clone()).ok()?.timestamp();
    if before.is_at_once() {
        return Some(day);
    }
    let end = ends_at(last, &before, Counting::Days, zone, &Calendar::official()).ok()?;
    let there = end.at.to_zoned(zone.clone());
    let begins = there.date();
    let whole = there.time() == Time::midnight();
    if whole { Some(begins) } else { begins.tomorrow().ok() }
}

/// The last day on which a policy may be announced that binds from `effective`.
fn tell_by(effective: Date, before: Period, zone: &TimeZone) -> Option<Date> {
    let in_time = |day: Date| earliest(day, before, zone).is_some_and(|earliest| earliest <= effective);
    let (mut good, mut late) = (0_i32, 1_i32);
    let day = |back: i32| effective.checked_sub(back.days()).ok();
    // How many days back: doubled until it is in time, then halved between.
    while !in_time(day(late)?) {
        good = late;
        late = late.checked_mul(2)?;
    }
    if in_time(day(good)?) {
        return day(good);
    }
    while late - good > 1 {
        let middle = good.midpoint(late);
        if in_time(day(middle)?) { late = middle } else { good = middle }
    }
    day(late)
}
