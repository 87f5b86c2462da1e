//! Who must be told of the change, how long before, and over which channels.

use super::Change;
use super::effect::Effect;
use super::length;
use super::matter::Reason;
use crate::Name;
use crate::rows::{ChangeNotice, Document, path};
use crate::time::{Calendar, Counting, Period, ends_at};
use jiff::ToSpan;
use jiff::civil::{Date, Time};
use jiff::tz::TimeZone;
use serde::Serialize;
use std::cmp::Ordering;
use std::collections::BTreeSet;

/// How the change is announced.
///
/// Source: a change is announced under the policy in force; where the new one promises more, more is done.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Announcement {
    /// The promises of the policy in force that say so.
    pub under: Vec<Name>,
    /// Those of the new policy.
    pub under_new: Vec<Name>,
    /// How long before: the longest of all, in the words of the policy file.
    pub before: Option<String>,
    /// Whose that is: `old` or `new`.
    pub before_of: &'static str,
    /// The channels of all of them.
    pub channels: Vec<Name>,
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

/// A promise of the policy that the change breaks.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Refusal {
    /// The promise of the policy in force that does not allow it.
    pub promise: Name,
    /// What breaks it.
    pub about: Name,
    /// In words.
    pub why: String,
}

/// The announcement of `changes`; nothing where nothing changed.
pub(super) fn announcement(
    old: &Document,
    new: &Document,
    changes: &[Change],
    announced: Option<Date>,
) -> Option<Announcement> {
    if changes.is_empty() {
        return None;
    }
    let reasons: BTreeSet<Reason> = changes.iter().flat_map(|change| change.material.iter().copied()).collect();
    let (old_rows, new_rows) = (rows_for(old, &reasons), rows_for(new, &reasons));
    let longest = |document, rows: &[(&Name, &ChangeNotice)]| {
        let periods = rows.iter().filter_map(|(_, row)| crate::check::fixed(document, &row.before));
        periods.reduce(longer)
    };
    let (before_old, before_new) = (longest(old, &old_rows), longest(new, &new_rows));
    let before = [before_old, before_new].into_iter().flatten().reduce(longer);
    let channels: BTreeSet<Name> =
        old_rows.iter().chain(&new_rows).flat_map(|(_, row)| row.channels.iter().cloned()).collect();
    let paths = |rows: &[(&Name, &ChangeNotice)]| rows.iter().map(|(name, _)| path("change", name)).collect();
    let effective = new.policy.as_ref().map(|row| row.effective);
    let zone = zone(old).or_else(|| zone(new)).unwrap_or(TimeZone::UTC);
    let earliest = announced.zip(before).and_then(|(day, before)| earliest(day, before, &zone));
    let announce_by = effective.zip(before).and_then(|(day, before)| announce_by(day, before, &zone));
    Some(Announcement {
        under: paths(&old_rows),
        under_new: paths(&new_rows),
        before: before.map(|period| period.to_string()),
        before_of: if before == before_old { "old" } else { "new" },
        channels: channels.into_iter().collect(),
        effective,
        announced,
        earliest,
        announce_by,
        too_early: earliest.zip(effective).is_some_and(|(earliest, effective)| effective < earliest),
    })
}

/// The kinds of change of `document` under which changes for `reasons` fall.
fn rows_for<'a>(document: &'a Document, reasons: &BTreeSet<Reason>) -> Vec<(&'a Name, &'a ChangeNotice)> {
    let rows: Vec<_> = document.changes.iter().collect();
    let names = |row: &ChangeNotice, kind: &str| row.kinds.iter().any(|named| *named == kind);
    let kinds: BTreeSet<&str> = if reasons.is_empty() {
        BTreeSet::from(["wording"])
    } else {
        reasons.iter().map(|reason| reason.kind).collect()
    };
    let mut chosen: Vec<_> =
        rows.iter().filter(|(_, row)| kinds.iter().any(|kind| names(row, kind))).copied().collect();
    // A kind of change that no row names falls under those that ask again, or under all if none does.
    if kinds.iter().any(|kind| !rows.iter().any(|(_, row)| names(row, kind))) {
        let unnamed = rows.iter().filter(|(_, row)| row.kinds.is_empty());
        let fitting: Vec<_> =
            unnamed.clone().filter(|(_, row)| row.asks_again != reasons.is_empty()).copied().collect();
        let fallback = if fitting.is_empty() && chosen.is_empty() { rows } else { fitting };
        for row in fallback {
            if !chosen.iter().any(|(name, _)| *name == row.0) {
                chosen.push(row);
            }
        }
    }
    chosen
}

fn longer(one: Period, other: Period) -> Period {
    let ordering = length::compare(other, one).unwrap_or_else(|| other.approximate().cmp(&one.approximate()));
    if ordering == Ordering::Greater { other } else { one }
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
fn announce_by(effective: Date, before: Period, zone: &TimeZone) -> Option<Date> {
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

/// What the policy in force does not allow: to take a right away while it promises to keep them.
pub(super) fn refusals(old: &Document, changes: &[Change]) -> Vec<Refusal> {
    let Some((name, _)) = old.changes.iter().find(|(_, row)| row.keeps_rights) else {
        return Vec::new();
    };
    let reduced = changes.iter().filter(|change| change.path.starts_with("right.") && change.effect == Effect::Widened);
    let refusal = |change: &Change| Refusal {
        promise: path("change", name),
        about: change.path.clone(),
        why: "it takes a right away, which needs the explicit consent of each person".to_owned(),
    };
    reduced.map(refusal).collect()
}
