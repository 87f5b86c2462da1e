//! Prompt: a set that is made by itself, within a time after the data came in of which it is made.
//!
//! Time is cut into halves of what the policy allows: what comes in within one half goes into one set, which is made when
//! the half is over and has the other half left. So no two such sets hold anything of one record, a set costs what came
//! in and not what is held, and nobody learns anything by taking one from another.
//!
//! Who would be one of too few in it, for what shows of her or since a set before it was without her, is left out.

use super::{Derive, Weighed, keep, kinds, ways, weigh};
use crate::actor::{Actor, Moment};
use crate::change::{Change, Work};
use crate::erase;
use crate::facts::Facts;
use crate::plan::{Decision, Plan};
use crate::reference::Set;
use jiff::Timestamp;
use policy::rows::path;
use policy::time::Period;
use policy::{Form, Name, Policy};

/// The set as the house asks for it: all its items, for the first of its purposes.
#[must_use]
pub fn request(policy: &Policy, derived: &Name) -> Derive {
    let row = policy.document.derived.get(derived);
    let purpose = row.and_then(|row| row.purposes.first()).cloned().unwrap_or_else(|| derived.clone());
    Derive { actor: Actor::job(), derived: derived.clone(), purpose, items: Vec::new(), raw: false }
}

/// A record of this type came in: every set that is made by itself of such records is due.
pub(crate) fn plan(policy: &Policy, kind: &Name, now: Timestamp, plan: &mut Plan) {
    for (derived, row) in &policy.document.derived {
        // What is blurred has a budget, which only who asks for it spends.
        let own = |_: &Period| row.noise.is_none() && kinds(policy, &request(policy, derived)).contains(kind);
        let Some(within) = row.within.filter(own) else { continue };
        let half = Half::around(now, within);
        let work = Work::Derive { derived: derived.clone(), from: half.from, until: half.until };
        plan.push(&path("derived", derived), Change::Due { at: half.over, work, since: None });
    }
}

/// Half of what a policy allows.
struct Half {
    from: Timestamp,
    over: Timestamp,
    until: Timestamp,
}

impl Half {
    /// *Units*: whole seconds, counted from the beginning of 1970; two at least, so that halves end.
    fn around(now: Timestamp, within: Period) -> Self {
        let half = (within.approximate().as_secs() / 2).max(1);
        let from = now.as_second().div_euclid(half).saturating_mul(half);
        let at = |halves: i64| Timestamp::from_second(from.saturating_add(half.saturating_mul(halves))).unwrap_or(now);
        Self { from: at(0), over: at(1), until: at(2) }
    }
}

/// The plan of a set that was due and was worked out into `set`: it is kept where it may be, and done either way.
#[must_use]
pub fn decide(
    policy: &Policy,
    facts: &Facts,
    (work, due_at): (&Work, Timestamp),
    (set, weighed): (Set, &Weighed),
    moment: &Moment,
) -> Decision {
    let mut decision = erase::decide_due(policy, facts, work, due_at, moment);
    let (Decision::Do(plan), Work::Derive { derived, .. }) = (&mut decision, work) else { return decision };
    let request = request(policy, derived);
    plan.entry.purpose = policy.document.purposes.get_key_value(&request.purpose).map(|(name, _)| name.clone());
    plan.entry.counts = weighed.counts();
    let row = policy.document.derived.get(derived);
    if let Some(row) = row.filter(|row| weigh(policy, &request, Some(row.by), weighed).is_ok()) {
        plan.entry.set = Some(set);
        plan.entry.items = ways(policy, &request).into_keys().map(|item| (item, Some(Form::Aggregate))).collect();
        plan.push(&path("derived", derived), keep(policy, &request, row, set, weighed, moment.now));
    }
    decision
}

#[cfg(test)]
mod tests {
    use super::Half;
    use jiff::{SignedDuration, Timestamp};

    #[test]
    fn what_came_in_is_worked_out_after_it_and_never_later_than_the_policy_says() {
        for (within, hours) in [("24 hours", 24), ("1 hour", 1), ("7 days", 168)] {
            let period = within.parse().expect("a period");
            for minutes in [0, 1, 29, 30, 31, 59, 60, 719, 720, 721, 1439, 5000] {
                let now: Timestamp = "2026-11-21T01:00:00Z".parse().expect("an instant");
                let now = now.checked_add(SignedDuration::from_mins(minutes)).expect("an instant");
                let half = Half::around(now, period);
                let last = now.checked_add(SignedDuration::from_hours(hours)).expect("an instant");
                assert!(half.from <= now && now < half.over && half.over < half.until, "{within} at {now}");
                assert!(half.until <= last, "{within} at {now}: {} is after {last}", half.until);
            }
        }
    }
}
