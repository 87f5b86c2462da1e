//! Holds: data is kept beyond its time on a ground of the policy, and for nothing else.
//!
//! A hold names its ground, the facts behind it, whose data it keeps and which, who approved it, and when it ends or is
//! looked at again. It keeps by keyslots of its own: what it names outlives every other rule, what it does not name goes
//! in its time. The plan that destroys is the line: what was placed before it is honoured, what has ended is not brought
//! back.

use super::live::running;
use super::lock::groups_of;
use crate::actor::{Actor, Capacity, Moment};
use crate::change::{Change, HoldFile, Lock, Work};
use crate::code::Code;
use crate::entry::Entry;
use crate::facts::{CaseState, Facts, HoldFact, RecordFact};
use crate::gate::plays;
use crate::ground::{covers, two};
use crate::plan::{Decision, Plan, decided};
use crate::reference::{Case, Hold, Record, Subject};
use crate::refusal::{Refusal, Remedy};
use jiff::Timestamp;
use policy::rows::{Ground, path};
use policy::time::{Counting, Period, ends_at};
use policy::{Name, Policy};
use std::collections::BTreeMap;

/// Data to be kept beyond its time.
#[derive(Debug, Clone)]
pub struct Place {
    /// Who approves it.
    pub actor: Actor,
    /// Who asked for it.
    pub asked_by: Option<Actor>,
    /// Which ground, without `ground.`.
    pub ground: Name,
    /// What is on file of the facts that the ground needs: numbers and names of authorities and laws, of no person.
    pub facts: BTreeMap<Name, String>,
    /// Whose data.
    pub subjects: Vec<Subject>,
    /// Which records; every one of the people, where none is listed.
    pub records: Vec<Record>,
    /// Which items; all, where none is listed.
    pub items: Vec<Name>,
    /// How long it is kept.
    pub ends: Ends,
    /// When it is looked at again; as late as the ground lets, where it is not given.
    pub review_at: Option<Timestamp>,
    /// The case with which it ends.
    pub case: Option<Case>,
}

/// When a hold ends by itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ends {
    /// When it is lifted.
    Lifted,
    /// At an instant.
    At(Timestamp),
    /// After a term, from its start on.
    After(Timestamp, Period),
}

/// A hold to be lifted.
#[derive(Debug, Clone)]
pub struct Release {
    /// Who lifts it.
    pub actor: Actor,
    /// On which document, or for which reason.
    pub reason: String,
}

/// The longest that a fact on file may be, in bytes.
pub const FACT_MAX: usize = 200;

/// The most records of one hold: what is loaded for one decision.
pub const RECORDS_MAX: usize = 10_000;

/// The lock of a hold for a group of `items`, if it keeps any of them that `still` says are there.
pub(super) fn lock(hold: Hold, file: &HoldFile, items: &[Name], still: impl Fn(&Name) -> bool) -> Option<Lock> {
    let some: Vec<Name> = items.iter().filter(|item| file.keeps(item) && still(item)).cloned().collect();
    let listed = if some.len() == items.len() { Vec::new() } else { some.clone() };
    let lock = Lock { rule: file.rule(hold), edition: 1, term_day: None, until: file.until, items: listed };
    (!some.is_empty()).then_some(lock)
}

/// Decides whether the loaded records may be held.
///
/// Refusals in order: a ground that the policy does not list for keeping, a fact that is not on file, nobody and nothing
/// named (`basis_required`, or `agreement_missing` where the ground is an agreement); somebody who may not approve, or who
/// asked for it (`actor_denied`); an item outside the ground (`field_not_allowed`); an end that has come, or a review
/// later than the ground lets (`malformed`); a record that is not there or has ended (`not_found`); too many (`too_large`).
#[must_use]
pub fn decide(policy: &Policy, facts: &Facts, request: &Place, moment: &Moment) -> Decision {
    let hold = Hold(moment.ids.clone().next_reference());
    let mut entry = Entry::of(policy, moment, &request.actor, "hold");
    entry.about = Some(Name::from("hold.placed"));
    entry.subject = request.subjects.first().copied();
    entry.second.clone_from(&request.asked_by);
    entry.hold = Some(hold);
    let known = |item: &&Name| policy.document.data.contains_key(*item);
    entry.items = request.items.iter().filter(known).map(|item| (item.clone(), None)).collect();
    decided(match check(policy, facts, request, moment) {
        Err(refusal) => Err((refusal, entry)),
        // ---- nothing is refused below this line ----
        Ok(file) => {
            let promise = path("ground", &file.ground);
            entry.promise = Some(promise.clone());
            let mut plan = Plan::resting_on(facts.rests_on.clone(), entry);
            // Who names records holds these; who names people, what is captured from them later, too.
            let (all, at) = (request.records.is_empty(), moment.now);
            let subjects = if all { request.subjects.clone() } else { Vec::new() };
            plan.push_replayed(&promise, Change::Hold { hold, file: file.clone(), subjects, at });
            for record in in_scope(policy, facts, &file, moment.now) {
                plan.entry.records.push(record.record);
                for (group, items) in groups_of(record) {
                    // What has ended and was not swept yet is not brought back.
                    let still = |item: &Name| running(policy, facts, record, item, moment.now).next().is_some();
                    if let Some(lock) = lock(hold, &file, &items, still) {
                        let change = Change::Lock { record: record.record, group, lock, wrapped: String::new() };
                        plan.push_replayed(&promise, change);
                    }
                }
            }
            if let Some(until) = file.until {
                let work = Work::EndRule { rule: file.rule(hold), event: Name::from("hold.ended") };
                plan.push_replayed(&promise, Change::Due { at: until, work, since: None });
            }
            if let Some(review_at) = file.review_at {
                let work = Work::ReviewHold { hold };
                plan.push_replayed(&promise, Change::Due { at: review_at, work, since: None });
            }
            Ok(plan)
        }
    })
}

/// The loaded records of which the hold keeps something that is still there.
fn in_scope<'f>(
    policy: &'f Policy,
    facts: &'f Facts,
    file: &'f HoldFile,
    now: Timestamp,
) -> impl Iterator<Item = &'f RecordFact> {
    facts.records.iter().filter(move |record| {
        let mut kept = record.items.keys().filter(|item| file.keeps(item));
        kept.any(|item| running(policy, facts, record, item, now).next().is_some())
    })
}

fn check(policy: &Policy, facts: &Facts, request: &Place, moment: &Moment) -> Result<HoldFile, Refusal> {
    let row = policy.document.grounds.get(&request.ground).filter(|row| row.keeps());
    let row = row.ok_or_else(|| Refusal::gap(Code::BasisRequired, &request.ground))?;
    let by = |code, remedy| Refusal::by(path("ground", &request.ground), code, remedy);
    on_file(facts, row, request).map_err(|(code, missing)| by(code, Remedy::File(missing)))?;
    approved(policy, row, request).map_err(|remedy| by(Code::ActorDenied, remedy))?;
    if let Some(item) = request.items.iter().find(|item| !covers(policy, row, item)) {
        return Err(by(Code::FieldNotAllowed, Remedy::LeaveOut(item.to_string())).about(item));
    }
    let malformed = |part: &str| by(Code::Malformed, Remedy::Correct(part.to_owned())).about(part);
    let until = ends(policy, request.ends).map_err(|()| malformed("term"))?;
    if until.is_some_and(|until| until <= moment.now) {
        return Err(malformed("until"));
    }
    let review_at = review(policy, row, request, until, moment.now).ok_or_else(|| malformed("review-at"))?;
    let file = HoldFile {
        ground: request.ground.clone(),
        facts: request.facts.clone(),
        items: request.items.clone(),
        case: request.case,
        until,
        review_at,
    };
    let found = in_scope(policy, facts, &file, moment.now).map(|record| record.record).collect::<Vec<_>>();
    let absent = found.is_empty() || request.records.iter().any(|record| !found.contains(record));
    let unknown = |subject: &Subject| facts.account(Some(*subject)).is_none();
    let strange = request.records.is_empty() && request.subjects.iter().any(unknown);
    if absent || strange {
        return Err(by(Code::NotFound, Remedy::Nothing));
    }
    if facts.records.len() >= RECORDS_MAX {
        return Err(by(Code::TooLarge, Remedy::Nothing));
    }
    Ok(file)
}

/// Every fact that the ground needs is there; else those that are missing, and how that is called.
fn on_file(facts: &Facts, row: &Ground, request: &Place) -> Result<(), (Code, Vec<Name>)> {
    let written = |fact: &Name| request.facts.get(fact).is_some_and(|text| !text.trim().is_empty());
    let open = || {
        let case = facts.case.as_ref().filter(|case| Some(case.case) == request.case);
        case.is_some_and(|case| matches!(case.state, CaseState::Open | CaseState::Answered))
    };
    let there = |fact: &Name| match fact.as_str() {
        "items" => !request.items.is_empty(),
        "subjects" => !request.subjects.is_empty() || !request.records.is_empty(),
        "end-time" => request.ends != Ends::Lifted,
        "open-case" => open(),
        _ => written(fact),
    };
    let mut missing: Vec<Name> = row.needs.iter().filter(|need| !there(need)).cloned().collect();
    if missing.is_empty() && request.subjects.is_empty() && request.records.is_empty() {
        missing.push(Name::from("subjects"));
    }
    // What is said of a case that is not open, or under a word that the ground does not know, is no fact of it.
    let stray = request.facts.iter().find(|(fact, text)| !row.needs.contains(fact) || text.len() > FACT_MAX);
    missing.extend(stray.filter(|_| missing.is_empty()).map(|(fact, _)| fact.clone()));
    let agreed = row.needs.iter().any(|need| *need == "agreement");
    let code = if agreed { Code::AgreementMissing } else { Code::BasisRequired };
    if missing.is_empty() { Ok(()) } else { Err((code, missing)) }
}

fn approved(policy: &Policy, row: &Ground, request: &Place) -> Result<(), Remedy> {
    let staff = request.actor.capacity == Capacity::Staff;
    match row.approved_by.as_ref().map(|role| role.strip_prefix("role.").unwrap_or(role)) {
        Some(role) if !plays(policy, &request.actor, role) => Err(Remedy::ActAs(vec![path("role", role)])),
        Some(_) if !two(&request.actor, request.asked_by.as_ref()) => Err(Remedy::AskSecond),
        None if !staff => Err(Remedy::ActAs(vec![Name::from("staff")])),
        _ => Ok(()),
    }
}

fn ends(policy: &Policy, ends: Ends) -> Result<Option<Timestamp>, ()> {
    match ends {
        Ends::Lifted => Ok(None),
        Ends::At(until) => Ok(Some(until)),
        Ends::After(start, term) => {
            let end = ends_at(start, &term, Counting::Instant, &policy.zone, &policy.calendar);
            end.map(|end| Some(end.at)).map_err(|_| ())
        }
    }
}

/// When the hold is looked at again: as asked, and never later than the ground lets; `None` for what it does not let.
#[expect(clippy::option_option, reason = "no review is needed, and none that is allowed, are two things")]
fn review(
    policy: &Policy,
    row: &Ground,
    request: &Place,
    until: Option<Timestamp>,
    now: Timestamp,
) -> Option<Option<Timestamp>> {
    let period = row.review.as_ref().and_then(|length| policy.period(length));
    let latest =
        period.and_then(|period| ends_at(now, &period, Counting::Instant, &policy.zone, &policy.calendar).ok());
    match (request.review_at, latest.map(|end| end.at)) {
        (Some(asked), _) if asked <= now => None,
        (Some(asked), Some(latest)) if asked > latest => None,
        (Some(asked), _) => Some(Some(asked)),
        // What ends by itself before it would be looked at need not be.
        (None, Some(latest)) => Some(Some(latest).filter(|latest| until.is_none_or(|until| *latest < until))),
        (None, None) => Some(None),
    }
}

/// Decides whether the loaded hold may be lifted: by who may approve one on its ground, on a document or for a reason.
///
/// Refusals in order: no such hold (`not_found`); somebody else (`actor_denied`); one that was lifted or has ended
/// (`expired`); no reason (`basis_required`).
#[must_use]
pub fn decide_release(policy: &Policy, facts: &Facts, request: &Release, moment: &Moment) -> Decision {
    let mut entry = Entry::of(policy, moment, &request.actor, "hold");
    entry.about = Some(Name::from("hold.lifted"));
    entry.hold = facts.holds.first().map(|hold| hold.hold);
    decided(match may_release(policy, facts, request, moment) {
        Err(refusal) => Err((refusal, entry)),
        // ---- nothing is refused below this line ----
        Ok(hold) => {
            entry.promise = Some(path("ground", &hold.file.ground));
            let mut plan = Plan::resting_on(facts.rests_on.clone(), entry);
            lift(hold, &request.reason, moment.now, &mut plan);
            Ok(plan)
        }
    })
}

fn may_release<'f>(
    policy: &Policy,
    facts: &'f Facts,
    request: &Release,
    moment: &Moment,
) -> Result<&'f HoldFact, Refusal> {
    let absent = || Refusal::by(Name::from("policy"), Code::NotFound, Remedy::Nothing);
    let hold = facts.holds.first().ok_or_else(absent)?;
    let by = |code, remedy| Refusal::by(path("ground", &hold.file.ground), code, remedy);
    let role = policy.ground_of_hold(&hold.file.ground).and_then(|row| row.approved_by.as_ref());
    let bare = role.map(|role| role.strip_prefix("role.").unwrap_or(role));
    // Where no version states who may, or that role is there no more, staff does it: no hold is without end.
    let may = match bare.filter(|role| policy.document.roles.contains_key(*role)) {
        Some(role) => plays(policy, &request.actor, role),
        None => request.actor.capacity == Capacity::Staff,
    };
    if !may {
        let role = role.cloned().unwrap_or_else(|| Name::from("staff"));
        return Err(by(Code::ActorDenied, Remedy::ActAs(vec![role])));
    }
    if !hold.runs(moment.now) {
        return Err(by(Code::Expired, Remedy::Nothing));
    }
    if request.reason.trim().is_empty() || request.reason.len() > FACT_MAX {
        return Err(by(Code::BasisRequired, Remedy::File(vec![Name::from("reason")])));
    }
    Ok(hold)
}

/// Lifts a hold: its keys go at once, and with them whatever nothing else keeps any more.
pub(crate) fn lift(hold: &HoldFact, reason: &str, at: Timestamp, plan: &mut Plan) {
    let promise = path("ground", &hold.file.ground);
    plan.push_replayed(&promise, Change::Lift { hold: hold.hold, reason: reason.to_owned(), at });
    let work = Work::EndRule { rule: hold.file.rule(hold.hold), event: Name::from("hold.lifted") };
    plan.push_replayed(&promise, Change::CallOff { work: Work::ReviewHold { hold: hold.hold } });
    plan.push_replayed(&promise, Change::Due { at, work, since: None });
}

/// The holds that end with the loaded case, which is closed.
pub(crate) fn lift_with_case(facts: &Facts, case: Case, at: Timestamp, plan: &mut Plan) {
    for hold in facts.holds.iter().filter(|hold| hold.file.case == Some(case) && hold.runs(at)) {
        lift(hold, "case.closed", at, plan);
    }
}
