//! A store in memory: it applies plans as the real one does, and does what is due in its time.

use jiff::Timestamp;
use life::facts::{
    AccountState, ActivityFact, AnswerFact, ConsentFact, Facts, Given, HoldFact, PersonFact, RecordFact, SlotFact,
    TenantState,
};
use life::reference::{Cell, Holder, Ids, Record, Reference, Subject};
use life::retain;
use life::{Change, Decision, Moment, Plan, Work, erase};
use policy::{Name, Policy};
use std::collections::{BTreeMap, BTreeSet};

pub const CELL: Cell = Cell::from_bytes([1; 16]);

pub struct Model {
    pub versions: Vec<Policy>,
    pub now: Timestamp,
    pub facts: Facts,
    /// When, what, and since when it is set.
    pub due: BTreeMap<(Timestamp, Work), Timestamp>,
    drawn: u128,
    /// How many of the versions are in force and have been followed.
    followed: usize,
}

impl Model {
    pub fn new(versions: Vec<Policy>, now: Timestamp) -> Self {
        let mut facts = Facts::nothing(CELL);
        facts.tenant = Some(TenantState::Active);
        Self { versions, now, facts, due: BTreeMap::new(), drawn: 1 << 64, followed: 1 }
    }

    pub fn policy_at(&self, at: Timestamp) -> &Policy {
        let in_force = |policy: &&Policy| policy.effective_at().unwrap() <= at;
        self.versions.iter().rev().find(in_force).unwrap_or(&self.versions[0])
    }

    pub fn policy(&self) -> &Policy {
        self.policy_at(self.now)
    }

    pub fn moment(&mut self) -> Moment {
        self.drawn += 16;
        Moment { now: self.now, ids: Ids::starting_at(Reference::from_bytes(self.drawn.to_be_bytes())) }
    }

    pub fn person(&mut self, number: u8) -> Subject {
        let subject = Subject::from_bytes([number + 10; 16]);
        self.facts.people.entry(subject).or_insert_with(|| PersonFact {
            account: AccountState::Open,
            guardian_agreed: false,
            consents: BTreeMap::new(),
            permissions: BTreeMap::new(),
        });
        // Her account began with accepting the policy.
        let accepted = Given { notice: self.policy().hash.clone(), language: "en".into(), at: self.now };
        let answer = AnswerFact { accepted: Some(accepted), ..AnswerFact::default() };
        self.facts.answers.entry(Holder(subject.0)).or_default().entry(Name::from("policy")).or_insert(answer);
        subject
    }

    /// What is known of these records and nothing else.
    pub fn about(&self, records: &[Record]) -> Facts {
        let mut facts = self.facts.clone();
        facts.records.retain(|record| records.contains(&record.record));
        let locked: Vec<&Name> = facts.records.iter().flat_map(|record| &record.slots).map(|slot| &slot.rule).collect();
        facts.holds.retain(|hold| locked.contains(&&hold.file.rule(hold.hold)));
        let overdue = self.due.keys().filter(|(at, _)| *at <= self.now);
        facts.overdue = overdue.map(|(_, work)| work.clone()).collect();
        facts.pending = self.due.iter().map(|((_, work), since)| (*since, work.clone())).collect();
        facts
    }

    pub fn record(&self, record: Record) -> Option<&RecordFact> {
        self.facts.records.iter().find(|fact| fact.record == record)
    }

    /// Applies what a decision says; answers whether it was carried out.
    pub fn carry_out(&mut self, decision: Decision) -> Result<Box<Plan>, life::Code> {
        match decision {
            Decision::Do(plan) => {
                for grounded in &plan.changes {
                    self.apply(&grounded.change);
                }
                Ok(plan)
            }
            Decision::Refuse(refusal, _) => Err(refusal.code),
        }
    }

    fn apply(&mut self, change: &Change) {
        match change {
            Change::SetAccount { subject, state, .. } => {
                self.facts.people.get_mut(subject).unwrap().account = *state;
            }
            Change::SetConsent { subject, purpose, state, kind, shown, at } => {
                let consent = ConsentFact { state: *state, at: *at, kind: kind.clone(), notice: shown.notice.clone() };
                self.facts.people.get_mut(subject).unwrap().consents.insert(purpose.clone(), consent);
            }
            Change::OpenActivity { activity, kind, opened_by, about, at } => {
                self.facts.activity = Some(ActivityFact {
                    activity: *activity,
                    kind: kind.clone(),
                    opened_by: *opened_by,
                    opened_at: *at,
                    closed_at: None,
                    taken: BTreeMap::new(),
                    ground: None,
                    about: *about,
                });
                if let Some(record) = about.and_then(|about| self.find(about)) {
                    record.open.push((*activity, kind.clone()));
                }
            }
            Change::CloseActivity { activity, .. } => {
                for record in &mut self.facts.records {
                    record.open.retain(|(open, _)| open != activity);
                }
            }
            Change::Keep { .. } => self.keep(change),
            Change::Remove { record, items } => {
                if let Some(record) = self.find(*record) {
                    record.items.retain(|item, _| !items.is_empty() && !items.contains(item));
                }
                self.sweep();
            }
            Change::Lock { record, group, lock, .. } => {
                let slot =
                    SlotFact { group: *group, rule: lock.rule.clone(), until: lock.until, items: lock.items.clone() };
                if let Some(record) = self.find(*record) {
                    record.slots.retain(|old| old.group != *group || old.rule != lock.rule);
                    record.slots.push(slot);
                }
            }
            Change::Unlock { record, rules, group } => {
                if let Some(record) = self.find(*record) {
                    let goes =
                        |slot: &SlotFact| rules.contains(&slot.rule) && group.is_none_or(|group| group == slot.group);
                    record.slots.retain(|slot| !goes(slot));
                }
                self.sweep();
            }
            Change::Until { record, rule, until } => {
                if let Some(record) = self.find(*record) {
                    for slot in record.slots.iter_mut().filter(|slot| slot.rule == *rule) {
                        slot.until = Some(slot.until.map_or(*until, |old| old.min(*until)));
                    }
                }
            }
            Change::Hold { hold, file, at, .. } => {
                let (hold, file) = (*hold, file.clone());
                self.facts.holds.push(HoldFact { hold, file, placed_at: *at, lifted_at: None });
            }
            Change::Lift { hold, at, .. } => {
                self.facts.holds.iter_mut().find(|fact| fact.hold == *hold).unwrap().lifted_at = Some(*at);
            }
            Change::Due { at, work, since } => {
                self.due.entry((*at, work.clone())).or_insert(since.unwrap_or(self.now));
            }
            Change::CallOff { work } => {
                let over = |at: Timestamp| work.rule().is_some() && at <= self.now;
                self.due.retain(|(at, other), _| other != work || over(*at));
            }
            Change::Finish { work, due_at } => {
                self.end(work);
                self.due.remove(&(*due_at, work.clone()));
            }
            // Who is told of an erasure is no matter of any end.
            Change::Erasure { .. } => {}
            // How often something was taken within an activity is no matter of its end.
            Change::Take { .. } => {}
            other => panic!("the model knows no {other:?}"),
        }
    }

    fn find(&mut self, record: Record) -> Option<&mut RecordFact> {
        self.facts.records.iter_mut().find(|fact| fact.record == record)
    }

    fn keep(&mut self, change: &Change) {
        let Change::Keep { record, kind, holder, subject, purpose, activity, at, groups, .. } = change else { return };
        let (mut items, mut slots) = (BTreeMap::new(), Vec::new());
        for (number, group) in (0..).zip(groups) {
            items.extend(group.items.iter().map(|item| (item.clone(), number)));
            slots.extend(group.locks.iter().map(|lock| SlotFact {
                group: number,
                rule: lock.rule.clone(),
                until: lock.until,
                items: lock.items.clone(),
            }));
        }
        self.facts.records.push(RecordFact {
            record: *record,
            kind: kind.clone(),
            holder: *holder,
            subject: *subject,
            purpose: purpose.clone(),
            activity: *activity,
            open: Vec::new(),
            revision: 1,
            created_at: *at,
            items,
            minors: BTreeSet::new(),
            slots,
            tries: 0,
        });
    }

    /// The keyslots that a piece of work ends, and what no other keyslot keeps.
    fn end(&mut self, work: &Work) {
        let Some(rule) = work.rule().cloned() else { return };
        for record in &mut self.facts.records {
            let ended = match work {
                Work::EndHolder { holder, .. } => *holder == record.holder,
                Work::EndRule { .. } | Work::EndValues { .. } => true,
                Work::EndRecords { holder, before, purpose, .. } => {
                    holder.is_none_or(|holder| holder == record.holder)
                        && record.created_at <= *before
                        && purpose.as_ref().is_none_or(|purpose| *purpose == record.purpose)
                }
                Work::EndActivity { activity, .. } => record.activity == Some(*activity),
                Work::EndRecord { record: which, .. } => *which == record.record,
                _ => false,
            };
            let until = if let Work::EndValues { until, .. } = work { Some(*until) } else { None };
            let over = |slot: &SlotFact| until.is_none_or(|until| slot.until.is_some_and(|end| end <= until));
            record.slots.retain(|slot| !(ended && slot.rule == rule && over(slot)));
        }
        self.sweep();
    }

    fn sweep(&mut self) {
        for record in &mut self.facts.records {
            let slots = std::mem::take(&mut record.slots);
            record.items.retain(|item, group| {
                slots.iter().any(|slot| slot.group == *group && (slot.items.is_empty() || slot.items.contains(item)))
            });
            record.slots = slots;
        }
        self.facts.records.retain(|record| !record.items.is_empty());
    }

    /// Lets time pass, doing what is due in its time, as the worker does.
    pub fn pass_until(&mut self, until: Timestamp) {
        loop {
            let next = self.due.keys().next().cloned().filter(|(at, _)| *at <= until);
            let version = self.versions.get(self.followed).map(|policy| policy.effective_at().unwrap());
            match (next, version.filter(|at| *at <= until)) {
                (Some((at, _)), Some(version)) if version <= at => self.follow(version),
                (None, Some(version)) => self.follow(version),
                (Some((at, work)), _) => {
                    self.now = self.now.max(at);
                    self.finish(at, &work);
                }
                (None, None) => break,
            }
        }
        self.now = until;
    }

    fn follow(&mut self, at: Timestamp) {
        self.now = self.now.max(at);
        self.followed += 1;
        self.relock(None);
    }

    fn relock(&mut self, holder: Option<Holder>) {
        let records: Vec<Record> = self
            .facts
            .records
            .iter()
            .filter(|record| holder.is_none_or(|holder| holder == record.holder))
            .map(|record| record.record)
            .collect();
        let (moment, facts) = (self.moment(), self.about(&records));
        let decision = retain::decide_relock(self.policy(), &facts, &moment);
        self.carry_out(decision).unwrap();
        // Done again it changes nothing.
        let (moment, facts) = (self.moment(), self.about(&records));
        let before = (self.facts.records.clone(), self.due.clone());
        let decision = retain::decide_relock(self.policy(), &facts, &moment);
        self.carry_out(decision).unwrap();
        assert_eq!(before, (self.facts.records.clone(), self.due.clone()));
    }

    fn finish(&mut self, at: Timestamp, work: &Work) {
        if let Work::Relock { holder, .. } = work {
            self.relock(*holder);
        }
        let (moment, facts) = (self.moment(), self.about(&[]));
        let decision = erase::decide_due(self.policy(), &facts, work, at, &moment);
        self.carry_out(decision).unwrap();
    }

    pub fn has(&self, record: Record, item: &Name) -> bool {
        self.record(record).is_some_and(|fact| fact.items.contains_key(item))
    }
}
