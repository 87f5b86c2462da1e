//! Activities: opened and closed; within them things are allowed.

use crate::actor::{Actor, Capacity, Moment};
use crate::change::{Change, Work};
use crate::code::Code;
use crate::entry::Entry;
use crate::facts::{Facts, RecordFact};
use crate::gate::{Ask, Origin, walk};
use crate::plan::{Decision, Plan, decided};
use crate::reference::{Activity, Holder, Record, Subject};
use crate::refusal::{Refusal, Remedy};
use crate::retain;
use policy::rows::{Who, path};
use policy::{Gate, Name, Need, Policy};
use std::collections::BTreeMap;

/// An activity to open.
#[derive(Debug, Clone)]
pub struct Open {
    /// Who acts.
    pub actor: Actor,
    /// In whose matter, if a person's: within it nobody else's values are captured or read.
    pub subject: Option<Subject>,
    /// Which kind.
    pub kind: Name,
    /// Which record it is about, if one: its end waits where the policy says so.
    pub about: Option<Record>,
}

/// Decides whether the activity may be opened.
///
/// Refusals in order: a kind that the policy does not declare (`feature_inactive`); somebody who does not open it
/// (`actor_denied`); an account that is not open; a record that is not the person's or has ended (`not_found`).
#[must_use]
pub fn decide_open(policy: &Policy, facts: &Facts, request: &Open, moment: &Moment) -> Decision {
    let activity = Activity(moment.ids.clone().next_reference());
    let mut entry = Entry::of(policy, moment, &request.actor, "open");
    entry.subject = request.subject;
    entry.activity = Some(activity);
    entry.about = policy.document.activities.get_key_value(&request.kind).map(|(name, _)| name.clone());
    decided(match check(policy, facts, request, moment) {
        Err(refusal) => Err((refusal, entry)),
        // ---- nothing is refused below this line ----
        Ok(()) => {
            let promise = path("activity", &request.kind);
            entry.promise = Some(promise.clone());
            let mut plan = Plan::resting_on(facts.rests_on.clone(), entry);
            // Hers who opens it; what somebody else opens is that person's in whose matter it is.
            let by_person = request.actor.subject.filter(|_| request.actor.capacity == Capacity::Subject);
            let whose = by_person.or(request.subject);
            crate::answer::plan_use(policy, facts, &request.actor, moment.now, &mut plan);
            let (kind, about, at) = (request.kind.clone(), request.about, moment.now);
            let change = Change::OpenActivity { activity, kind, opened_by: whose, about, at };
            match facts.records.iter().find(|record| Some(record.record) == about) {
                // A restore must find what keeps the record, or it would be kept by nothing that ends.
                Some(record) => {
                    plan.push_replayed(&promise, change);
                    retain::lock_open(policy, facts, record, &request.kind, at, &mut plan);
                }
                None => plan.push(&promise, change),
            }
            let closes = policy.document.activities.get(&request.kind).and_then(|row| row.closes_after);
            let over = closes.and_then(|period| {
                policy::time::ends_at(moment.now, &period, Default::default(), &policy.zone, &policy.calendar).ok()
            });
            if let Some(end) = over {
                let work = Work::CloseActivity { activity };
                plan.push(&promise, Change::Due { at: end.at, work, since: None });
            }
            Ok(plan)
        }
    })
}

fn check(policy: &Policy, facts: &Facts, request: &Open, moment: &Moment) -> Result<(), Refusal> {
    let row = policy
        .document
        .activities
        .get(&request.kind)
        .ok_or_else(|| Refusal::gap(Code::FeatureInactive, &request.kind))?;
    let promise = path("activity", &request.kind);
    let by = |code, remedy| Refusal::by(promise.clone(), code, remedy);
    let right = match row.opened_by {
        Who::Subject => request.actor.capacity == Capacity::Subject && request.actor.subject == request.subject,
        Who::Tenant => request.actor.capacity == Capacity::Subject,
        Who::Staff => request.actor.capacity == Capacity::Staff,
        Who::Service => request.actor.capacity == Capacity::Service,
    };
    if !right {
        return Err(by(Code::ActorDenied, Remedy::ActAs(vec![Name::from(row.opened_by.as_str())])));
    }
    let gate = Gate {
        promise: promise.clone(),
        records: Default::default(),
        forms: BTreeMap::new(),
        by_purpose: BTreeMap::new(),
        needs: vec![Need::OpenAccount],
    };
    let items = BTreeMap::new();
    let ask = Ask {
        now: moment.now,
        actor: &request.actor,
        subject: request.subject,
        purpose: &request.kind,
        occasion: None,
        captured_at: moment.now,
        captured_until: moment.now,
        origin: Origin::App,
        items: &items,
        born: None,
        accepts: false,
        before_account: false,
        ground: None,
        platform: None,
    };
    walk(policy, &gate, facts, &ask)?;
    let hers = |record: &RecordFact| {
        let own = record.subject == request.subject || record.holder == Holder(facts.cell.0);
        Some(record.record) == request.about && own && retain::is_alive(policy, facts, record, moment.now)
    };
    let there = request.about.is_none() || facts.records.iter().any(hers);
    there.then_some(()).ok_or_else(|| by(Code::NotFound, Remedy::Nothing))
}

/// Decides whether the loaded activity may be closed: by who opened it, by the staff who open such, or by a service or
/// the worker.
#[must_use]
pub fn decide_close(policy: &Policy, facts: &Facts, actor: &Actor, moment: &Moment) -> Decision {
    let mut entry = Entry::of(policy, moment, actor, "open");
    entry.activity = facts.activity.as_ref().map(|activity| activity.activity);
    let checked = facts
        .activity
        .as_ref()
        .ok_or_else(|| Refusal::by(Name::from("policy"), Code::NotFound, Remedy::Nothing))
        .and_then(|activity| {
            let promise = path("activity", &activity.kind);
            let opens = policy.document.activities.get(&activity.kind).map(|row| row.opened_by);
            let in_her_matter = opens == Some(Who::Staff) && actor.capacity == Capacity::Staff;
            let own = in_her_matter || activity.opened_by.is_none() || activity.opened_by == actor.subject;
            let service = matches!(actor.capacity, Capacity::Service | Capacity::Job);
            if !own && !service {
                return Err(Refusal::by(promise, Code::NotFound, Remedy::Nothing));
            }
            Ok((promise, activity.activity))
        });
    decided(match checked {
        Err(refusal) => Err((refusal, entry)),
        // ---- nothing is refused below this line ----
        Ok((promise, activity)) => {
            entry.promise = Some(promise.clone());
            let mut plan = Plan::resting_on(facts.rests_on.clone(), entry);
            plan.push_replayed(&promise, Change::CloseActivity { activity, at: moment.now });
            if let Some(fact) = facts.activity.as_ref().filter(|fact| fact.closed_at.is_none()) {
                plan.push_replayed(&promise, Change::CallOff { work: Work::CloseActivity { activity } });
                retain::plan_activity_closed(policy, facts, fact, moment.now, &mut plan);
            }
            Ok(plan)
        }
    })
}
