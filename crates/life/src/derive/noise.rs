//! Noise: numbers that are blurred before anybody sees them, and a budget of what all of them may tell of one person.
//!
//! The groups are those that the policy lists, whoever is in them: that a group is there tells nothing. One person counts as
//! often as the policy says and no more, whatever she has. Each release is spent when it is kept; within the time of
//! the budget nothing more is released than it holds, so that nobody averages the noise away.
//!
//! What is blurred is not called anonymous: how much it tells of somebody is bounded, not nothing.

use super::{Derive, SetFile, Shape, kinds, ways};
use crate::change::Change;
use crate::code::Code;
use crate::entry::Entry;
use crate::facts::Facts;
use crate::plan::Plan;
use crate::reference::Set;
use crate::refusal::{Refusal, Remedy};
use jiff::Timestamp;
use policy::rows::{Epsilon, Noise, Transform, path};
use policy::time::{Counting, ends_at};
use policy::{Form, Name, Policy};
use std::collections::BTreeMap;

/// Under which words the ledger says what a release spent, and what it left of the budget, in thousandths.
pub const SPENT: &str = "spent-thousandths";
/// See [`SPENT`].
pub const LEFT: &str = "left-thousandths";

/// How the numbers of a set of the policy are blurred; nothing where they are not.
#[must_use]
pub fn of<'p>(policy: &'p Policy, derived: &Name) -> Option<&'p Noise> {
    policy.document.derived.get(derived)?.noise.as_ref()
}

/// Every group of the statistic as it is asked for, in its order: what shows in it, by item.
#[must_use]
pub fn groups(policy: &Policy, request: &Derive) -> Vec<BTreeMap<Name, String>> {
    let Some(row) = policy.document.derived.get(&request.derived) else { return Vec::new() };
    let mut groups = vec![BTreeMap::new()];
    for item in ways(policy, request).into_keys() {
        let values = row.groups.get(&item).map(Vec::as_slice).unwrap_or_default();
        let with = |group: &BTreeMap<Name, String>, value: &String| {
            let mut group = group.clone();
            group.insert(item.clone(), value.clone());
            group
        };
        groups = groups.iter().flat_map(|group| values.iter().map(|value| with(group, value))).collect();
    }
    groups
}

/// Whether the budget holds one release more; of what is not blurred there is none.
///
/// # Errors
/// [`Code::ReidentificationDenied`], and when the budget holds it again, if it ever does.
pub(super) fn affordable(policy: &Policy, facts: &Facts, derived: &Name, now: Timestamp) -> Result<(), Refusal> {
    let Some(noise) = of(policy, derived) else { return Ok(()) };
    let mut running = running(policy, facts, noise, now);
    let fits = |running: &[(Timestamp, u32)]| left(noise, running) >= noise.epsilon.thousandths();
    if fits(&running) {
        return Ok(());
    }
    let refusal = Refusal::by(path("derived", derived), Code::ReidentificationDenied, Remedy::Wait);
    let mut until = None;
    while !running.is_empty() && !fits(&running) {
        until = Some(running.remove(0).0);
    }
    Err(refusal.until(until.filter(|_| fits(&running))))
}

/// What still counts against the budget now: when it ends to count, and how much it is; the earliest first.
fn running(policy: &Policy, facts: &Facts, noise: &Noise, now: Timestamp) -> Vec<(Timestamp, u32)> {
    let ends = |at| ends_at(at, &noise.per, Counting::Instant, &policy.zone, &policy.calendar);
    // What cannot be counted to its end has none.
    let end = |at| ends(at).map_or(Timestamp::MAX, |end| end.at);
    let mut running: Vec<_> = facts.spent.iter().map(|(at, spent)| (end(*at), *spent)).collect();
    running.retain(|(end, _)| *end > now);
    running.sort_unstable();
    running
}

/// What is left of the budget, in thousandths.
fn left(noise: &Noise, running: &[(Timestamp, u32)]) -> u32 {
    let spent = running.iter().fold(0_u32, |sum, (_, spent)| sum.saturating_add(*spent));
    noise.budget.thousandths().saturating_sub(spent)
}

/// The release, and what it spends: one change, one commit. Numbers of the data themselves stand nowhere in it.
pub(super) fn plan(
    policy: &Policy,
    facts: &Facts,
    (request, noise): (&Derive, &Noise),
    (set, mut entry): (Set, Entry),
    at: Timestamp,
) -> Plan {
    let promise = path("derived", &request.derived);
    let items: Vec<Name> = ways(policy, request).into_keys().collect();
    let rows = groups(policy, request).len() as u64;
    let epsilon = noise.epsilon.thousandths();
    let left = left(noise, &running(policy, facts, noise, at)).saturating_sub(epsilon);
    entry.promise = Some(promise.clone());
    entry.set = Some(set);
    entry.items = items.iter().map(|item| (item.clone(), Some(Form::Aggregate))).collect();
    let counts = [("rows", rows), (SPENT, epsilon.into()), (LEFT, left.into())];
    entry.counts = counts.map(|(word, count)| (Name::from(word), count)).to_vec();
    let mut plan = Plan::resting_on(facts.rests_on.clone(), entry);
    let file = SetFile {
        derived: request.derived.clone(),
        by: Name::from(Transform::Aggregate.as_str()),
        items,
        kinds: kinds(policy, request).into_iter().collect(),
        rows,
        smallest: 0,
        span: None,
        linked: false,
        ends_by: None,
        at,
        spent: epsilon,
        shape: Shape::default(),
    };
    plan.push(&promise, Change::KeepSet { set, file });
    plan
}

/// What a release spent, and what it left of the budget, as its entry says it; nothing where nothing is blurred.
#[must_use]
pub fn said(entry: &Entry) -> Option<(Epsilon, Epsilon)> {
    let count = |word: &str| entry.counts.iter().find(|(said, _)| said == word).map(|(_, count)| *count);
    let epsilon = |count: u64| u32::try_from(count).ok().map(Epsilon::of_thousandths);
    Some((count(SPENT).and_then(epsilon)?, count(LEFT).and_then(epsilon)?))
}
