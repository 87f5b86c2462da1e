//! Raise: an event that the policy declares has happened, to a person, a tenant, a record or the product.

use super::event::{Happens, plan_event};
use super::live::is_alive;
use super::lock::{lock_record, lock_until, plan_later_term};
use crate::actor::{Actor, Capacity, Moment};
use crate::change::{Change, Work};
use crate::code::Code;
use crate::entry::Entry;
use crate::facts::{Facts, RecordFact};
use crate::plan::{Decision, Plan, decided};
use crate::reference::{Holder, Record, Subject};
use crate::refusal::{Refusal, Remedy};
use jiff::Timestamp;
use policy::rows::{EventRow, Scope, path};
use policy::{Begins, Name, Policy};

/// Whom or what it happened to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum To {
    /// A person.
    Subject(Subject),
    /// The tenant.
    Tenant,
    /// A record.
    Record(Record),
    /// The product.
    Product,
}

/// Something happened.
#[derive(Debug, Clone)]
pub struct Raise {
    /// Who says so: a service of the product, or staff.
    pub actor: Actor,
    /// What: an event that the policy declares.
    pub event: Name,
    /// To whom or what.
    pub to: To,
    /// When; now, where it is not given.
    pub at: Option<Timestamp>,
}

/// Decides what falls due by the event, and what a law wants kept from it on.
///
/// Refusals in order: an event that the policy does not declare (`undeclared_field`); somebody else than a service or
/// staff (`actor_denied`); another kind of thing than the one that it happens to, an instant to come (`malformed`); no
/// such person or record (`not_found`).
#[must_use]
pub fn decide(policy: &Policy, facts: &Facts, request: &Raise, moment: &Moment) -> Decision {
    let mut entry = Entry::of(policy, moment, &request.actor, "event");
    entry.about = policy.document.events.get_key_value(&request.event).map(|(event, _)| event.clone());
    if let To::Subject(subject) = request.to {
        entry.subject = Some(subject);
    }
    if let To::Record(record) = request.to {
        entry.records = vec![record];
    }
    decided(match check(policy, facts, request, moment) {
        Err(refusal) => Err((refusal, entry)),
        // ---- nothing is refused below this line ----
        Ok(at) => {
            let promise = path("event", &request.event);
            entry.promise = Some(promise.clone());
            let mut plan = Plan::resting_on(facts.rests_on.clone(), entry);
            match request.to {
                To::Subject(subject) => {
                    plan_event(policy, &request.event, at, Happens::To(Holder(subject.0)), &mut plan);
                }
                To::Tenant => plan_event(policy, &request.event, at, Happens::ToAll, &mut plan),
                To::Record(_) => {
                    for record in &facts.records {
                        happens_to_record(policy, facts, record, request, (at, moment.now), &mut plan);
                    }
                }
                To::Product => {
                    let work = Work::Happened { event: request.event.clone(), at };
                    plan.push_replayed(&promise, Change::Due { at: moment.now, work, since: None });
                }
            }
            Ok(plan)
        }
    })
}

fn check(policy: &Policy, facts: &Facts, request: &Raise, moment: &Moment) -> Result<Timestamp, Refusal> {
    let row: &EventRow = policy
        .document
        .events
        .get(&request.event)
        .ok_or_else(|| Refusal::gap(Code::UndeclaredField, &request.event))?;
    let by = |code, remedy| Refusal::by(path("event", &request.event), code, remedy);
    if !matches!(request.actor.capacity, Capacity::Service | Capacity::Staff) {
        return Err(by(Code::ActorDenied, Remedy::ActAs(vec![Name::from("service")])));
    }
    let fits = match request.to {
        To::Subject(_) => row.of == Scope::Subject,
        To::Tenant => row.of == Scope::Tenant,
        To::Record(_) => row.of == Scope::Record,
        To::Product => matches!(row.of, Scope::Product | Scope::Service),
    };
    let at = request.at.unwrap_or(moment.now);
    if !fits || at > moment.now {
        let part = if fits { "at" } else { row.of.as_str() };
        return Err(by(Code::Malformed, Remedy::Correct(part.to_owned())).about(part));
    }
    let there = match request.to {
        To::Subject(subject) => facts.account(Some(subject)).is_some(),
        To::Tenant => facts.tenant.is_some(),
        To::Record(record) => {
            facts.records.iter().any(|fact| fact.record == record && is_alive(policy, facts, fact, moment.now))
        }
        To::Product => true,
    };
    if there { Ok(at) } else { Err(by(Code::NotFound, Remedy::Nothing)) }
}

/// Ends of the record that count from the event are known from now on; what a law wants kept from it on gets its keyslot.
fn happens_to_record(
    policy: &Policy,
    facts: &Facts,
    record: &RecordFact,
    request: &Raise,
    (at, now): (Timestamp, Timestamp),
    plan: &mut Plan,
) {
    for end in policy.ends().iter().filter(|end| end.begins == Begins::On(request.event.clone())) {
        let own = end.legs_from(&request.event).filter_map(|leg| leg.due(at, &policy.zone, &policy.calendar).ok());
        let term = end.term(record.created_at, &policy.zone, &policy.calendar);
        let Some(due) = own.chain(term).min_by_key(|due| due.end).filter(|due| now < due.end) else { continue };
        let lock = lock_until(policy, end, Some(due.end));
        if lock_record(policy, facts, record, end, &lock, now, plan) {
            plan_later_term(policy, end, &lock, due.sweep, plan);
        }
    }
    let mut rules: Vec<&Name> = record.slots.iter().map(|slot| &slot.rule).collect();
    rules.dedup();
    for end in rules.into_iter().filter_map(|rule| policy.end(rule)) {
        for leg in end.legs_from(&request.event).filter(|_| end.begins != Begins::On(request.event.clone())) {
            let Ok(due) = leg.due(at, &policy.zone, &policy.calendar) else { continue };
            let (rule, event) = (end.rule.clone(), request.event.clone());
            let nearer =
                |slot: &&crate::facts::SlotFact| slot.rule == rule && slot.until.is_none_or(|old| due.end < old);
            // What may be called off yet ends by its work alone: a keyslot's end is never put off again.
            if leg.unless.is_none() && record.slots.iter().any(|slot| nearer(&slot)) {
                let change = Change::Until { record: record.record, rule: rule.clone(), until: due.end };
                plan.push_replayed(&end.promise, change);
            }
            let work = Work::EndRecord { record: record.record, rule, event };
            plan.push_replayed(&end.promise, Change::Due { at: due.sweep, work, since: Some(at) });
        }
        for leg in end.legs.iter().filter(|leg| leg.unless.as_ref() == Some(&request.event)) {
            let work = Work::EndRecord { record: record.record, rule: end.rule.clone(), event: leg.from.clone() };
            plan.push_replayed(&end.promise, Change::CallOff { work });
        }
    }
}
