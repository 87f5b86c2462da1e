//! Tripwires: planted records that nobody has a reason to open.
//!
//! What is asked of them is decided as for any other record, by decisions that do not know which records are planted; only
//! what becomes of an act that opened one is decided here.

use super::alarm::doer;
use super::{AlertFile, GuardChange};
use crate::actor::{Actor, Moment};
use crate::change::Change;
use crate::entry::Entry;
use crate::facts::{AccountState, Facts};
use crate::plan::{Plan, Release};
use crate::reference::{Alert, Cell, Record};
use policy::{Name, Policy};
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// What their alerts and entries are about.
pub const ABOUT: &str = "tripwire";
/// Under which promise they stand.
const PROMISE: &str = "protect";

/// What an alert says of an act that opened tripwires: references and names.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Tripped {
    /// In which cell.
    pub cell: Cell,
    /// The number of the act's entry in the cell's log.
    pub entry: u64,
    /// Which act.
    pub act: Name,
    /// For which purpose, or under which promise where an act has none.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub purpose: Option<Name>,
    /// For which recipient, where one read or was sent it.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub recipient: Option<Name>,
    /// The tripwires that it opened.
    pub records: Vec<Record>,
}

/// Whether what the plan opens or releases holds one of the planted records of `cell`.
#[must_use]
pub fn opens(plan: &Plan, cell: Cell, planted: &BTreeSet<(Cell, Record)>) -> bool {
    let stands = |record: &Record| planted.contains(&(cell, *record));
    let opened = plan.permit.as_ref().is_some_and(|permit| permit.openings().iter().any(|of| stands(&of.record)));
    let sent = |_: &Release| plan.entry.records.iter().any(stands);
    opened || plan.release.as_ref().is_some_and(sent)
}

/// Raises the alert of the act that `entry`, with that number, records.
#[must_use]
pub fn raise(policy: &Policy, entry: &Entry, at: (Cell, u64), records: Vec<Record>, moment: &Moment) -> Plan {
    let mut raised = Entry::of(policy, moment, &Actor::job(), "alarm");
    raised.about = Some(Name::from(ABOUT));
    raised.promise = Some(Name::from(PROMISE));
    raised.purpose.clone_from(&entry.purpose);
    raised.recipient.clone_from(&entry.recipient);
    raised.records.clone_from(&records);
    raised.counts = vec![(Name::from("opened"), records.len() as u64)];
    let tripped = Tripped {
        cell: at.0,
        entry: at.1,
        act: entry.act.clone(),
        purpose: entry.purpose.clone().or_else(|| entry.promise.clone()),
        recipient: entry.recipient.clone(),
        records,
    };
    let file = AlertFile {
        alarm: Name::from(ABOUT),
        who: doer(&entry.actor),
        count: tripped.records.len() as u64,
        at: entry.at,
        tripped: Some(tripped),
    };
    let mut plan = Plan::resting_on(Vec::new(), raised);
    let alert = Alert(moment.ids.clone().next_reference());
    plan.push_replayed(&Name::from(PROMISE), Change::Guard(GuardChange::Raise { alert, file, unless_since: None }));
    plan
}

/// Takes the loaded records up: what was planted is nobody's, so that nothing has to keep it. The account that one of them
/// opened is closed.
#[must_use]
pub fn take_up(policy: &Policy, facts: &Facts, moment: &Moment) -> Plan {
    let promise = Name::from(PROMISE);
    let mut entry = Entry::of(policy, moment, &Actor::job(), "erase");
    entry.records = facts.records.iter().map(|record| record.record).collect();
    entry.subject = facts.records.iter().find_map(|record| record.subject);
    entry.promise = Some(promise.clone());
    let mut plan = Plan::resting_on(facts.rests_on.clone(), entry);
    for record in &facts.records {
        plan.push_replayed(&promise, Change::Remove { record: record.record, items: Vec::new() });
        let opens = policy.document.purposes.get(&record.purpose).is_some_and(|purpose| purpose.opens_account);
        if let Some(subject) = record.subject.filter(|_| opens) {
            let closed = Change::SetAccount { subject, state: AccountState::Cancelled, at: moment.now };
            plan.push_replayed(&promise, closed);
        }
    }
    plan
}
