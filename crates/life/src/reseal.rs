//! Reseal: values change their cipher suite inside the vault, and nobody reads them.

use crate::actor::{Actor, Moment};
use crate::change::Change;
use crate::entry::Entry;
use crate::facts::Facts;
use crate::permit::{Opening, Permit};
use crate::plan::Plan;
use policy::{Form, Name, Policy};

/// The promise that names the suite.
const PROMISE: &str = "protect";

/// The plan that seals the loaded records anew under the suite that the policy names, in the vault.
///
/// Nothing is refused: whoever holds them, whatever keeps them, they stay readable for the same purposes as before.
/// The permit lists every value under every rule that keeps it; what has no rule left is left to its sweep.
#[must_use]
pub fn plan(policy: &Policy, facts: &Facts, suite: u8, moment: &Moment) -> Plan {
    let mut entry = Entry::of(policy, moment, &Actor::job(), "reseal");
    entry.promise = Some(Name::from(PROMISE));
    entry.about = policy.document.protect.as_ref().map(|protect| protect.suite.clone());
    let records: Vec<_> = facts.records.iter().map(|record| record.record).collect();
    entry.records.clone_from(&records);
    let mut plan = Plan::resting_on(facts.rests_on.clone(), entry);
    plan.push(&Name::from(PROMISE), Change::Reseal { suite, records });
    plan.permit = Some(Permit::new(Name::from(PROMISE), moment.now, openings(facts)));
    plan
}

fn openings(facts: &Facts) -> Vec<Opening> {
    let of_record = |record: &crate::facts::RecordFact| {
        let rules = |group: u16| -> Vec<Name> {
            record.slots.iter().filter(|slot| slot.group == group).map(|slot| slot.rule.clone()).collect()
        };
        let opening = |(item, group): (&Name, &u16)| {
            let rules = rules(*group);
            let (record, item) = (record.record, item.clone());
            (!rules.is_empty()).then_some(Opening { record, item, form: Form::Hashed, rules })
        };
        record.items.iter().filter_map(opening).collect::<Vec<_>>()
    };
    facts.records.iter().flat_map(of_record).collect()
}
