//! Ending: what a term ends goes into an anonymised set, where its rule says so.
//!
//! All that ends within one day is worked out together, before any of it ends: alone nobody could go into a set, since
//! too few would share what shows of her. Whoever is too few is left out, and is erased like everything else in its
//! time. What an event ends sooner, a withdrawn consent or a closed account, goes into no set.
//!
//! The set is held against those that were made before it, as one that makes itself is: by whom it would differ by too few
//! is left out, and where it would still tell of somebody who has left, it is not made.

use super::{SetFile, Shape, Weighed, Whose, all_ways, group};
use crate::actor::Moment;
use crate::change::{Change, Work};
use crate::erase;
use crate::facts::{AccountState, ConsentState, Facts, RecordFact};
use crate::permit::{Opening, Permit};
use crate::plan::Decision;
use crate::reference::{Record, Set, Subject};
use crate::retain::running;
use jiff::Timestamp;
use policy::rows::{Basis, path};
use policy::{Form, Name, Policy};
use std::collections::BTreeMap;

/// The anonymised set into which `rule` ends, if into one.
#[must_use]
pub fn into<'p>(policy: &'p Policy, rule: &Name) -> Option<&'p Name> {
    policy.end(rule)?.into.as_ref()
}

/// Leave to work out what `rule` ends of the loaded records: of people whose account is open, and nothing that is marked
/// as a minor's. With whose each record is.
pub fn permit(policy: &Policy, facts: &Facts, rule: &Name, now: Timestamp) -> (Permit, BTreeMap<Record, Whose>) {
    let (mut openings, mut whose) = (Vec::new(), BTreeMap::new());
    let ways = into(policy, rule).map(|set| all_ways(policy, set)).unwrap_or_default();
    for record in facts.records.iter().filter(|record| stays(policy, facts, record)) {
        let items = record.items.keys().filter(|item| ways.contains_key(*item) && !record.minors.contains(*item));
        for item in items.filter(|item| running(policy, facts, record, item, now).any(|slot| slot.rule == *rule)) {
            let (record, item, rules) = (record.record, item.clone(), vec![rule.clone()]);
            openings.push(Opening { record, item, form: Form::Aggregate, rules });
        }
        let subject = record.subject.unwrap_or(Subject(record.holder.0));
        whose.insert(record.record, Whose { subject, created_at: record.created_at });
    }
    (Permit::new(path("retention", rule), now, openings), whose)
}

impl Weighed {
    /// What the ledger says of it: numbers, and nothing of anybody.
    pub(crate) fn counts(&self) -> Vec<(Name, u64)> {
        [("rows", self.rows), ("smallest", self.smallest), ("left-out", self.left_out)]
            .map(|(word, count)| (Name::from(word), count))
            .to_vec()
    }
}

/// Nobody who is leaving goes into a set, nor what was captured for a purpose for which she has withdrawn her consent.
fn stays(policy: &Policy, facts: &Facts, record: &RecordFact) -> bool {
    let Some(subject) = record.subject else { return true };
    let Some(person) = facts.person(Some(subject)) else { return false };
    let rests = policy.document.purposes.get(&record.purpose).is_some_and(|row| row.basis == Basis::Consent);
    let withdrawn = person.consents.get(&record.purpose).is_some_and(|fact| fact.state == ConsentState::Withdrawn);
    person.account == AccountState::Open && !(rests && withdrawn)
}

/// The plan of a term's end that was worked out into `set`: it is kept, where anybody is in it; what it was made of is
/// marked, so that its end says what became of it.
#[must_use]
pub fn decide(
    policy: &Policy,
    facts: &Facts,
    (work, due_at): (&Work, Timestamp),
    (set, weighed): (Set, &Weighed),
    moment: &Moment,
) -> Decision {
    let mut decision = erase::decide_due(policy, facts, work, due_at, moment);
    if let (Decision::Do(plan), Work::Anonymise { rule, .. }) = (&mut decision, work) {
        plan.entry.counts = weighed.counts();
        if let Some(derived) = into(policy, rule).filter(|_| stands(policy, rule, weighed)) {
            let promise = path("derived", derived);
            plan.entry.set = Some(set);
            plan.entry.items =
                all_ways(policy, derived).into_keys().map(|item| (item, Some(Form::Aggregate))).collect();
            plan.push(&promise, Change::KeepSet { set, file: file(policy, (rule, derived), weighed, moment.now) });
        }
    }
    decision
}

/// Whether the set stands: somebody is in it, and nobody with fewer others than the policy says.
fn stands(policy: &Policy, rule: &Name, weighed: &Weighed) -> bool {
    let group = into(policy, rule).map_or(u64::MAX, |derived| u64::from(group(policy, derived)));
    weighed.rows > 0 && weighed.smallest >= group && weighed.differs_by.is_none_or(|few| few >= group)
}

fn file(policy: &Policy, (rule, derived): (&Name, &Name), weighed: &Weighed, at: Timestamp) -> SetFile {
    let (ways, by) = (all_ways(policy, derived), policy::rows::Transform::Anonymise);
    let shape = Shape::of(&ways, by);
    let items: Vec<Name> = ways.into_keys().collect();
    let holds = |record: &policy::rows::RecordRow| record.holds.iter().any(|item| items.contains(item));
    let kinds = policy.document.records.iter().filter(|(_, record)| holds(record));
    SetFile {
        derived: derived.clone(),
        by: Name::from(by.as_str()),
        kinds: kinds.map(|(kind, _)| kind.clone()).collect(),
        items,
        rows: weighed.rows,
        smallest: weighed.smallest,
        span: weighed.span,
        linked: false,
        ends_by: Some(rule.clone()),
        at,
        spent: 0,
        shape,
    }
}
